//! What can be marked on Today, and what can be done with it.

use std::sync::Arc;

use super::welcome::First;
use super::{CONTEXTS, Today};
use crate::app::daily::Daily;
use crate::app::week::Slot;
use crate::app::{practice, returning};
use crate::db::{Finish, Returned, Write};
use crate::domain::entry::{Head, State};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::plan::{SlotChange, SlotState};
use crate::error::Result;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Remember, Route};

/// Something that can be marked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// An exercise of the plan, by its index.
    Slot(usize),
    /// What an empty journal offers first.
    First(First),
    /// What is offered every day.
    Daily(Daily),
    /// What comes back today.
    Returning(Box<Back>),
    /// How many stories and concepts are due to be told from memory.
    Due(usize),
    /// A draft that is nowhere else on the page, and the title of its exercise.
    Draft(Head, String),
    /// The line for what just happened.
    Capture,
    /// Something logged, by its index.
    Reaction(usize),
    /// What of the log wants to be completed, and the measure of the first of it.
    Offer(String, String),
    /// The days of the last weeks.
    Calendar,
    /// The products rated last.
    Trust,
    /// The countdown to the next interview: its title, its day, and what today asks for.
    Interview([String; 3]),
    /// An exercise beside the plan that was practised this week, with its latest entry of it.
    Other { id: String, title: String, about: String, head: Head },
    /// Every exercise there is, and how many those are.
    Library(usize),
    /// A week before, by its index.
    Before(usize),
}

impl Line {
    /// Returns whether the first frame has it.
    pub fn is_read_first(&self) -> bool {
        matches!(
            self,
            Self::Slot(_) | Self::First(_) | Self::Daily(_) | Self::Returning(_) | Self::Due(_) | Self::Draft(..) | Self::Capture
        )
    }
}

/// What comes back, with the exercise that looks at it again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Back {
    pub one: Returned,
    pub title: String,
    /// The rating that is all it asks for, and the highest there is.
    pub scale: Option<(String, i64)>,
}

impl Today {
    pub(super) fn slot(&self) -> Option<&Slot> {
        match self.lines.get(self.marked)? {
            Line::Slot(index) => self.view.slots.get(*index),
            _ => None,
        }
    }

    pub(super) fn back(&self) -> Option<&Back> {
        match self.lines.get(self.marked)? {
            Line::Returning(back) => Some(back),
            _ => None,
        }
    }

    pub(super) fn marked_head(&self) -> Option<&Head> {
        match self.lines.get(self.marked)? {
            Line::Slot(index) => self.view.slots.get(*index)?.current(),
            Line::Daily(daily) => daily.head.as_ref(),
            Line::Draft(head, _) => Some(head),
            Line::Other { head, .. } => Some(head),
            _ => None,
        }
    }

    pub(super) fn open_marked(&mut self, cx: &Context) -> Result<Outcome> {
        let begin = |id: &str| Outcome::Open(Route::Begin(id.to_owned(), Some(self.view.week)));
        let entry = |head: &Head| Outcome::Open(Route::Entry(head.id, None));
        Ok(match self.lines.get(self.marked) {
            Some(Line::Slot(index)) => match self.view.slots.get(*index) {
                Some(slot) => slot.current().map_or_else(|| begin(&slot.exercise), entry),
                None => Outcome::Moved,
            },
            Some(Line::First(first)) => return self.open_first(*first, cx),
            Some(Line::Other { id, head, .. }) => if head.open_draft { entry(head) } else { begin(id) },
            Some(Line::Library(_)) => Outcome::Open(Route::Library),
            Some(Line::Daily(daily)) => daily.head.as_ref().map_or_else(|| begin(&daily.exercise), entry),
            Some(Line::Draft(head, _)) => entry(head),
            Some(Line::Returning(back)) => Outcome::Open(Route::LookAgain(Box::new(back.one.clone()))),
            Some(Line::Due(_)) => Outcome::Open(Route::Recall(Remember::Due)),
            Some(Line::Capture) => Outcome::Open(Route::Capture(None)),
            Some(Line::Reaction(index)) => {
                let reaction = self.glance.as_ref().and_then(|glance| glance.lately.get(*index));
                reaction.map_or(Outcome::Moved, |one| Outcome::Open(Route::Entry(one.entry, None)))
            }
            Some(Line::Offer(_, measure)) => Outcome::Open(Route::Log(Some(measure.clone()))),
            Some(Line::Calendar) => Outcome::Open(Route::LogDay(self.cursor)),
            Some(Line::Interview(_)) => Outcome::Open(Route::Interview),
            Some(Line::Trust) => Outcome::Open(Route::Progress(None)),
            Some(Line::Before(index)) => {
                if let Some(week) = self.before.get(*index).map(|view| view.week) {
                    self.go(week, cx)?;
                }
                Outcome::Moved
            }
            None => Outcome::Moved,
        })
    }

    /// Marks what was logged before or after the marked reaction, and returns it.
    pub(super) fn step_reaction(&mut self, by: isize) -> Option<EntryId> {
        let Some(Line::Reaction(index)) = self.lines.get(self.marked) else { return None };
        let to = index.checked_add_signed(by)?;
        let marked = self.lines.iter().position(|line| *line == Line::Reaction(to))?;
        let entry = self.glance.as_ref()?.lately.get(to)?.entry;
        if self.page.line(marked).is_some() {
            self.marked = marked;
        }
        Some(entry)
    }

    /// Shows what of the log wants to be completed.
    pub(super) fn complete(&self) -> Outcome {
        let offer = self.glance.as_ref().and_then(|glance| glance.offer.as_ref());
        match offer {
            Some((_, measure)) => Outcome::Open(Route::Log(Some(measure.clone()))),
            None => Outcome::Say("nothing in your log needs completing".to_owned()),
        }
    }

    /// Answers what comes back with a rating, without opening it.
    pub(super) fn rate(&mut self, value: i64, cx: &mut Context) -> Result<Outcome> {
        let Some((Back { one, title, .. }, (field, _))) =
            self.back().and_then(|back| Some((back, back.scale.as_ref().filter(|(_, most)| value <= *most)?)))
        else {
            return Ok(Outcome::Ignored);
        };
        let (about, settled) = (one.returning.about.clone(), (one.entry, one.returning.clone()));
        let loaded = cx.catalog.find(&one.returning.exercise)?.clone();
        let first = practice::first_answers(&cx.store, &cx.catalog, loaded.exercise(), self.day)?;
        let mut answers = returning::first_answers(loaded.exercise(), &one.returning.first, first);
        let scale = loaded.exercise().field::<String>(&[], field);
        let Some(rating) = scale.and_then(|scale| scale.read(&value.to_string()).ok()) else {
            return Ok(Outcome::Ignored);
        };
        answers.set(field.clone(), rating);
        let now = cx.now.wall;
        let when = (self.this_week, self.day, now);
        let (new, head, draft) =
            practice::plan(&cx.store, &loaded, when, (&answers, &Place::default()), &mut cx.chance)?;
        let done = practice::done(&cx.store, &cx.catalog, &loaded, &answers, now)?;
        let done = Finish { logged: true, ..done };
        let undo = cx.keymap.name(&CONTEXTS, Action::TakeBack);
        let message = format!("{title}: {about} is rated {value} now · {} · {undo} undoes it", head.short);
        let draft = Arc::new(draft);
        cx.saver.begin(new, Arc::clone(&draft));
        self.rated = Some((draft.entry, settled));
        Ok(Outcome::write(Write::Finish(draft, done), Outcome::Confirm(message)))
    }

    pub(super) fn skip(&self, cx: &Context) -> Outcome {
        if let Some(Back { one, .. }) = self.back() {
            let write = Write::Settle(one.entry, one.returning.clone(), self.day);
            return Outcome::write(write, Outcome::Say("this question won't come back".to_owned()));
        }
        let Some(slot) = self.slot() else { return Outcome::Ignored };
        let keys = cx.keymap.at(&CONTEXTS);
        let (change, message) = match slot.state {
            SlotState::Skipped => (None, format!("{} is back in this week's plan", slot.title)),
            SlotState::Open => (
                Some(SlotChange::Skipped),
                format!("{} is skipped this week – {} restores it", slot.title, keys.name(Action::Skip)),
            ),
            SlotState::Begun(..) => {
                let message =
                    format!("you have already started it – {} discards its draft", keys.name(Action::Discard));
                return Outcome::Say(message);
            }
            SlotState::Done | SlotState::Partial => {
                let again = keys.name(Action::Repeat);
                return Outcome::Say(format!("you have finished it this week – {again} starts it again"));
            }
        };
        let write = Write::Slot(self.view.week.label(), slot.exercise.clone(), change);
        Outcome::write(write, Outcome::Say(message))
    }

    pub(super) fn ask_move(&self) -> Outcome {
        let Some(slot) = self.slot() else { return Outcome::Ignored };
        let names: Vec<(String, u32)> =
            (1..=7).map(|day| (self.view.week.day(day).format("%a %-d").to_string(), day)).collect();
        let answers = names
            .iter()
            .map(|(name, day)| (name.as_str(), Answer::Move(slot.exercise.clone(), *day)))
            .collect();
        let lines = vec![format!("It is planned for {}.", slot.day.format("%A"))];
        Outcome::Ask(Box::new(Dialog::new(format!("Move {} to", slot.title), lines, answers)))
    }

    pub(super) fn ask_start(&self) -> Outcome {
        let lines = vec![
            format!("From {} on, your weeks start on {}.", self.day.format("%-d %B"), self.day.format("%A")),
            "Entries you have written keep their week.".to_owned(),
        ];
        let answers = vec![
            ("Keep the week as it is", Answer::Nothing),
            ("Start the week today", Answer::StartWeek(self.day)),
        ];
        Outcome::Ask(Box::new(Dialog::new("Start the week today?", lines, answers)))
    }

    pub(super) fn ask_plan(&self, cx: &Context) -> Outcome {
        let practised = cx.catalog.plan_of(Some(&self.view.plan));
        let mut lines = vec![
            format!("You practise: {}.", practised.title),
            format!("From week {} on you can practise another plan.", self.view.week.label()),
        ];
        let others = || cx.catalog.plans().iter().filter(|plan| plan.id != practised.id);
        lines.extend(
            others().filter(|plan| !plan.about.is_empty()).map(|plan| format!("{}: {}", plan.title, plan.about)),
        );
        let keep = std::iter::once(("Keep the plan", Answer::Nothing));
        let answers =
            keep.chain(others().map(|plan| (plan.title.as_str(), Answer::UsePlan(plan.id.clone()))));
        Outcome::Ask(Box::new(Dialog::new("Change the plan?", lines, answers.collect())))
    }

    pub(super) fn repeat(&mut self, cx: &Context) -> Result<Outcome> {
        match self.slot() {
            Some(slot) if slot.heads.iter().any(|head| head.open_draft && head.state == State::Draft) => {
                let open = cx.keymap.name(&CONTEXTS, Action::Open);
                Ok(Outcome::Say(format!("you have already started it – {open} continues it")))
            }
            Some(slot) => Ok(Outcome::Open(Route::Begin(slot.exercise.clone(), Some(self.view.week)))),
            None => self.open_marked(cx),
        }
    }

    pub(super) fn ask_discard(&self) -> Outcome {
        let Some(head) = self.marked_head().filter(|head| head.open_draft) else {
            return Outcome::Say("there is no draft to discard here".to_owned());
        };
        let line = if head.state == State::Draft {
            "It goes to the trash, where you can restore it."
        } else {
            "The changes since it was finished go to its history. The finished answers stay."
        };
        let answers = vec![("Keep the draft", Answer::Nothing), ("Discard the draft", Answer::Discard(head.id))];
        let title = format!("Discard the draft {}?", head.short);
        Outcome::Ask(Box::new(Dialog::new(title, vec![line.to_owned()], answers)))
    }
}
