//! Today: the week at a glance, what is done, what is next.

mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::daily::{self, Daily};
use crate::app::log;
use crate::app::week::{self, Slot, WeekView};
use crate::app::recall;
use crate::db::{Recalled, Write, Written};
use crate::domain::entry::{Head, State};
use crate::domain::plan::{SlotChange, SlotState, Theme, Week};
use crate::error::Result;
use crate::exercises::Loaded;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::dialog::Dialog;
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};
use crate::tui::widgets::paint::Brush;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Today, KeyContext::Anywhere];
/// How many drafts of other weeks are listed.
const DRAFTS: usize = 3;
/// How many weeks before are shown where there is room.
const BEFORE: usize = 8;

/// Something that can be marked.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// An exercise of the plan, by its index.
    Slot(usize),
    /// What is offered every day.
    Daily(Daily),
    /// What comes back today, and the title of the exercise that looks at it again.
    Recall(Box<Recalled>, String),
    /// A draft of another week.
    Draft(Head),
    /// An exercise beside the plan, with its latest entry of this week.
    Other { id: String, title: String, about: String, minutes: (u32, u32), head: Option<Head> },
    /// What of the log wants to be completed, and the measure of the first of it.
    Offer(String, String),
}

#[derive(Debug)]
pub struct Today {
    view: WeekView,
    /// The how many-th week of practice it is.
    number: u32,
    /// What that week is about.
    theme: Option<Theme>,
    /// For how many days there was no entry, if it was a week or more.
    away: Option<i64>,
    this_week: Week,
    day: chrono::NaiveDate,
    lines: Vec<Line>,
    before: Vec<WeekView>,
    marked: usize,
    read_only: bool,
    area: Rect,
    /// The first row of the list that shows.
    top: u16,
}

impl Today {
    /// Opens a week, this one if none is given, with what is next marked.
    pub fn open(week: Option<Week>, cx: &Context) -> Result<Self> {
        let this_week = cx.this_week()?;
        let view = week::view(&cx.store, &cx.catalog, week.unwrap_or(this_week))?;
        let mut screen = Self {
            view,
            number: 0,
            theme: None,
            away: None,
            this_week,
            day: cx.today(),
            lines: Vec::new(),
            before: Vec::new(),
            marked: 0,
            read_only: cx.store.is_read_only(),
            area: Rect::ZERO,
            top: 0,
        };
        screen.load(cx)?;
        screen.marked = screen.view.next().unwrap_or(0);
        Ok(screen)
    }

    fn load(&mut self, cx: &Context) -> Result<()> {
        self.number = self.view.number(&cx.store)?;
        self.theme = self.view.theme(self.number, &cx.catalog).cloned();
        let label = self.view.week.label();
        let of_today = self.view.week == self.this_week;
        let daily = if of_today { daily::of(&cx.store, &cx.catalog, &self.view, self.day)? } else { None };
        let back = if of_today { recall::of(&cx.store, &cx.catalog, self.day)? } else { None };
        let back = back.map(|one| {
            let title = cx.catalog.title(&one.recall.exercise).to_owned();
            Line::Recall(Box::new(one), title)
        });
        self.away = if of_today { recall::days_away(&cx.store, self.day)? } else { None };
        let drafts = cx.store.open_drafts(DRAFTS + 10)?;
        let elsewhere = drafts.into_iter().filter(|head| head.week != label).take(DRAFTS).map(Line::Draft);
        let planned = |id: &str| {
            self.view.slots.iter().any(|slot| slot.exercise == id)
                || daily.as_ref().is_some_and(|daily| daily.exercise == id)
        };
        let others = cx.catalog.all().map(Loaded::heading).filter(|heading| !planned(&heading.id));
        let others = others.map(|heading| Line::Other {
            id: heading.id.clone(),
            title: heading.title.clone(),
            about: heading.about.clone(),
            minutes: (heading.minutes.least, heading.minutes.most),
            head: self.view.others.iter().rev().find(|head| head.exercise == heading.id).cloned(),
        });
        let offers = match week::captured(&cx.store, &cx.catalog, self.day) {
            Ok(loaded) => log::offers(&cx.store, loaded.exercise())?,
            Err(_) => Vec::new(),
        };
        let offer =
            offers.first().map(|first| Line::Offer(log::format_offers(&offers), first.measure.clone()));
        self.lines = (0..self.view.slots.len())
            .map(Line::Slot)
            .chain(daily.clone().map(Line::Daily))
            .chain(back)
            .chain(elsewhere)
            .chain(offer)
            .chain(others)
            .collect();
        self.marked = self.marked.min(self.lines.len().saturating_sub(1));
        self.load_before(cx)
    }

    /// Reads the weeks before, as far back as there is practice.
    fn load_before(&mut self, cx: &Context) -> Result<()> {
        self.before.clear();
        let Some(first) = cx.store.first_week()? else { return Ok(()) };
        let mut week = week::before(&cx.store, self.view.week)?;
        while self.before.len() < BEFORE && week.label() >= first {
            self.before.push(week::view(&cx.store, &cx.catalog, week)?);
            week = week::before(&cx.store, week)?;
        }
        Ok(())
    }

    fn go(&mut self, week: Week, cx: &Context) -> Result<()> {
        *self = Self { area: self.area, ..Self::open(Some(week), cx)? };
        Ok(())
    }

    fn slot(&self) -> Option<&Slot> {
        match self.lines.get(self.marked)? {
            Line::Slot(index) => self.view.slots.get(*index),
            _ => None,
        }
    }

    fn marked_head(&self) -> Option<&Head> {
        match self.lines.get(self.marked)? {
            Line::Slot(index) => self.view.slots.get(*index)?.current(),
            Line::Daily(daily) => daily.head.as_ref(),
            Line::Draft(head) => Some(head),
            Line::Other { head, .. } => head.as_ref(),
            Line::Offer(..) | Line::Recall(..) => None,
        }
    }

    fn open_marked(&self) -> Outcome {
        let begin = |id: &str| Outcome::Open(Route::Begin(id.to_owned(), Some(self.view.week)));
        match (self.lines.get(self.marked), self.marked_head()) {
            (Some(Line::Other { id, head: Some(head), .. }), _) if !head.open_draft => begin(id),
            (_, Some(head)) => Outcome::Open(Route::Entry(head.id, None)),
            (Some(Line::Slot(_)), None) => self.slot().map_or(Outcome::Moved, |slot| begin(&slot.exercise)),
            (Some(Line::Other { id, .. }), None) => begin(id),
            (Some(Line::Daily(daily)), None) => begin(&daily.exercise),
            (Some(Line::Recall(one, _)), _) => Outcome::Open(Route::LookAgain(one.clone())),
            (Some(Line::Offer(_, measure)), _) => Outcome::Open(Route::Log(Some(measure.clone()))),
            _ => Outcome::Moved,
        }
    }

    fn skip(&self, cx: &Context) -> Outcome {
        if let Some(Line::Recall(one, _)) = self.lines.get(self.marked) {
            let write = Write::Settle(one.entry, one.recall.clone(), self.day);
            return Outcome::write(write, Outcome::Say("it doesn't come back again".to_owned()));
        }
        let Some(slot) = self.slot() else { return Outcome::Ignored };
        let keys = cx.keymap.at(&CONTEXTS);
        let (change, message) = match slot.state {
            SlotState::Skipped => (None, format!("{} is back in this week's plan", slot.title)),
            SlotState::Open => (
                Some(SlotChange::Skipped),
                format!("{} is skipped this week – {} restores it", slot.title, keys.name(Action::Skip)),
            ),
            _ => {
                let message = format!("you have already started it – {} discards its draft", keys.name(Action::Discard));
                return Outcome::Say(message);
            }
        };
        let write = Write::Slot(self.view.week.label(), slot.exercise.clone(), change);
        Outcome::write(write, Outcome::Say(message))
    }

    fn ask_move(&self) -> Outcome {
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

    fn ask_start(&self) -> Outcome {
        let lines = vec![
            format!("From {} on, your weeks start on {}.", self.day.format("%-d %B"), self.day.format("%A")),
            "Entries you have written keep their week.".to_owned(),
        ];
        let answers = vec![("Keep the week as it is", Answer::Nothing), ("Start the week today", Answer::StartWeek(self.day))];
        Outcome::Ask(Box::new(Dialog::new("Start the week today?", lines, answers)))
    }

    fn ask_plan(&self, cx: &Context) -> Outcome {
        let practised = cx.catalog.plan_of(Some(&self.view.plan));
        let mut lines = vec![
            format!("You practise: {}.", practised.title),
            format!("From week {} on you can practise another plan.", self.view.week.label()),
        ];
        let others = || cx.catalog.plans().iter().filter(|plan| plan.id != practised.id);
        lines.extend(others().filter(|plan| !plan.about.is_empty()).map(|plan| format!("{}: {}", plan.title, plan.about)));
        let keep = std::iter::once(("Keep the plan", Answer::Nothing));
        let answers = keep.chain(others().map(|plan| (plan.title.as_str(), Answer::UsePlan(plan.id.clone()))));
        Outcome::Ask(Box::new(Dialog::new("Change the plan?", lines, answers.collect())))
    }

    fn repeat(&self, cx: &Context) -> Outcome {
        match self.slot() {
            Some(slot) if slot.heads.iter().any(|head| head.open_draft && head.state == State::Draft) => {
                Outcome::Say(format!("you have already started it – {} continues it", cx.keymap.name(&CONTEXTS, Action::Open)))
            }
            Some(slot) => Outcome::Open(Route::Begin(slot.exercise.clone(), Some(self.view.week))),
            None => self.open_marked(),
        }
    }

    fn ask_discard(&self) -> Outcome {
        let Some(head) = self.marked_head().filter(|head| head.open_draft) else {
            return Outcome::Say("there is no draft to discard here".to_owned());
        };
        let line = if head.state == State::Draft {
            "It goes to the trash, where you can restore it."
        } else {
            "The changes since it was finished go to its history. The finished answers stay."
        };
        let answers = vec![("Keep the draft", Answer::Nothing), ("Discard the draft", Answer::Discard(head.id))];
        Outcome::Ask(Box::new(Dialog::new(
            format!("Discard the draft {}?", head.short),
            vec![line.to_owned()],
            answers,
        )))
    }

    fn press(&mut self, row: u16) -> Outcome {
        let hit = (0..self.lines.len()).find(|i| self.row_of(*i).is_some_and(|y| y + self.area.y == row));
        match hit {
            Some(index) if index == self.marked => return self.open_marked(),
            Some(index) => self.marked = index,
            None => {}
        }
        Outcome::Moved
    }
}

impl View for Today {
    const TAB: Option<Tab> = Some(Tab { action: Action::Today, label: "Today", route: |_| Route::Today(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if let Some(index) = input.moves(self.marked, self.lines.len(), (usize::from(self.room()), 1)) {
            self.marked = index;
            return Ok(Outcome::Moved);
        }
        let action = match input {
            Input::Do(action) => action,
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => return Ok(self.press(mouse.row)),
            Input::Mouse(_) => return Ok(Outcome::Moved),
            _ => return Ok(Outcome::Ignored),
        };
        match action {
            Action::Open => return Ok(self.open_marked()),
            Action::PreviousWeek => self.go(week::before(&cx.store, self.view.week)?, cx)?,
            Action::NextWeek if self.view.week.starts < self.this_week.starts => {
                self.go(week::after(&cx.store, self.view.week)?, cx)?;
            }
            Action::NextWeek => return Ok(Outcome::Say("this is the newest week".to_owned())),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Skip => return Ok(self.skip(cx)),
            Action::Move => return Ok(self.ask_move()),
            Action::StartWeek => return Ok(self.ask_start()),
            Action::ChoosePlan => return Ok(self.ask_plan(cx)),
            Action::Repeat => return Ok(self.repeat(cx)),
            Action::Discard => return Ok(self.ask_discard()),
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    fn answered(&mut self, answer: &Answer, _: &str, cx: &mut Context) -> Result<Outcome> {
        let (write, message) = match answer {
            Answer::Move(exercise, day) => {
                let usual = cx.catalog.plan_of(Some(&self.view.plan)).days.iter().any(|d| d.exercise == *exercise && d.day == *day);
                let change = (!usual).then_some(SlotChange::Moved(*day));
                let write = Write::Slot(self.view.week.label(), exercise.clone(), change);
                (write, format!("moved to {}", self.view.week.day(*day).format("%A")))
            }
            Answer::UsePlan(id) => {
                let title = &cx.catalog.plan_of(Some(id)).title;
                let label = self.view.week.label();
                (Write::UsePlan(label, id.clone()), format!("{title} from week {label} on"))
            }
            Answer::StartWeek(day) => {
                let ends = Week { starts: *day }.day(7).format("%A %-d %B");
                (Write::StartWeek(*day), format!("your week starts today and ends on {ends}"))
            }
            Answer::Discard(id) => (Write::Discard(*id), "draft discarded".to_owned()),
            _ => return Ok(Outcome::Moved),
        };
        Ok(Outcome::write(write, Outcome::Say(message)))
    }

    fn wrote(&mut self, write: &Write, _: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        match write {
            Write::StartWeek(_) => self.go(cx.this_week()?, cx)?,
            _ => self.reload(cx)?,
        }
        Ok(done)
    }

    /// Reads the week again, keeping the mark.
    fn reload(&mut self, cx: &Context) -> Result<()> {
        let waited = self.slot().is_some_and(Slot::is_waiting);
        self.this_week = cx.this_week()?;
        self.day = cx.today();
        self.view = week::view(&cx.store, &cx.catalog, self.view.week)?;
        self.load(cx)?;
        let done = |slot: &Slot| matches!(slot.state, SlotState::Done | SlotState::Partial);
        if waited && self.slot().is_some_and(done) {
            // One is finished: on to the next.
            self.marked = self.view.next().unwrap_or(self.marked);
        }
        Ok(())
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.show_marked();
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(&mut Brush::new(buf, self.area, cx.theme), &cx.keymap.at(&CONTEXTS));
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        let mut keys = vec![Action::Open];
        if let Some(slot) = self.slot() {
            match slot.state {
                SlotState::Open | SlotState::Skipped => keys.extend([Action::Skip, Action::Move]),
                SlotState::Begun(..) => keys.extend([Action::Move, Action::Discard]),
                SlotState::Done | SlotState::Partial => keys.push(Action::Repeat),
            }
        }
        if matches!(self.lines.get(self.marked), Some(Line::Recall(..))) {
            keys.push(Action::Skip);
        }
        keys.extend([Action::PreviousWeek, Action::Palette, Action::Help, Action::Quit]);
        keys
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Skip => {
                self.slot().is_some_and(|s| matches!(s.state, SlotState::Open | SlotState::Skipped))
                    || matches!(self.lines.get(self.marked), Some(Line::Recall(..)))
            }
            Action::Move | Action::Repeat => self.slot().is_some(),
            Action::Discard => self.marked_head().is_some_and(|head| head.open_draft),
            Action::NextWeek | Action::ThisWeek => self.view.week.starts < self.this_week.starts,
            _ => true,
        }
    }

    fn week(&self) -> Option<Week> {
        Some(self.view.week)
    }
}
