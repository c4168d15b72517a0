//! The interview: stories that are told from memory, what each lacks, what is due, and what there is to learn. One key each.

mod view;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::view::Places;
use crate::app::countdown::{self, Ahead};
use crate::app::drills;
use crate::app::rehearsal::{self, Item, Prompt};
use crate::app::stories::{Row, Stories};
use crate::db::{Filter, Graded, Recallable, Verdict, Write};
use crate::domain::countdown::{Countdown, Part, Task};
use crate::domain::deck::Question;
use crate::domain::entry::State;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::list::List;
use crate::tui::outcome::Outcome;
use crate::tui::route::{Remember, Route};
use crate::tui::screens::{Tab, View};
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Interview, KeyContext::Anywhere];

/// How many drafts are looked through for one of a part.
const DRAFTS: usize = 20;

/// Something that can be marked.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// The day of the next interview: to be set, or to be changed.
    Date,
    /// An interview that is over, and the exercise for what comes then.
    Over(Over),
    /// A part of the countdown that today asks for, by its index among those that are open.
    Session(usize),
    /// Something to recall, by its index.
    Item(usize),
    /// The concept cards that were never graded.
    NewCards,
    /// An exercise whose entries are told from memory: its id, title, and what it is about.
    Begin(String, String, String),
}

/// An interview that is over, with the exercise for what comes then.
#[derive(Debug, Clone, PartialEq)]
struct Over {
    /// What is said of it.
    was: String,
    /// Its day.
    day: chrono::NaiveDate,
    /// The id and the title of the exercise.
    exercise: String,
    title: String,
    /// The answers it begins with.
    first: Vec<(String, String)>,
}

/// What a line stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Countdown,
    Over,
    Due,
    NeedsWork,
    Ready,
    Concepts,
    NoDate,
    Begin,
    Retired,
}

impl Group {
    fn of(item: &Item, due: bool) -> Self {
        match &item.card {
            _ if item.retired => Self::Retired,
            _ if due => Self::Due,
            Recallable::Card(_) => Self::Concepts,
            Recallable::Entry(_) if item.lacks.is_empty() => Self::Ready,
            Recallable::Entry(_) => Self::NeedsWork,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Countdown | Self::NoDate => "Your next interview",
            Self::Over => "After your interview",
            Self::Due => "Due today",
            Self::NeedsWork => "Needs work",
            Self::Ready => "Ready to tell",
            Self::Concepts => "Concepts",
            Self::Begin => "Write one",
            Self::Retired => "Retired",
        }
    }
}

/// The interview.
#[derive(Debug)]
pub struct Interview {
    items: Vec<Item>,
    lines: Vec<(Group, Line)>,
    list: List,
    /// What is marked, as it is told.
    marked: Option<Prompt>,
    /// Where the marked story was told, and what is worth knowing of it.
    standing: Option<(String, Vec<String>)>,
    /// All stories, and what interviewers ask for that none of them answers.
    stories: Stories,
    open: Vec<String>,
    /// The exercise that declares a drill, by its id.
    drill: Option<String>,
    /// How many concept cards were never graded.
    new_cards: usize,
    /// The next interview, and what today asks for before it.
    ahead: Option<Ahead>,
    sessions: Vec<Part>,
    /// The exercise that keeps the day, and what is planned before it.
    countdown: Countdown,
    /// An interview question for the day.
    question: Option<Question>,
    today: chrono::NaiveDate,
    /// Whether what is missing was asked for, where it has no place beside the rest.
    missing: bool,
    area: Rect,
}

impl Interview {
    /// Opens it with what is due first marked.
    pub fn open(cx: &Context) -> Result<Self> {
        let mut screen = Self {
            items: Vec::new(),
            lines: Vec::new(),
            list: List::new(1),
            marked: None,
            standing: None,
            stories: Stories::new(Vec::new(), cx.today()),
            open: Vec::new(),
            drill: drills::exercise(&cx.catalog).map(|(loaded, _)| loaded.heading().id.clone()),
            new_cards: 0,
            ahead: None,
            sessions: Vec::new(),
            countdown: cx.catalog.countdown().clone(),
            question: None,
            today: cx.today(),
            missing: false,
            area: Rect::ZERO,
        };
        screen.reload(cx)?;
        Ok(screen)
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.list.marked()).map(|(_, line)| line)
    }

    fn item(&self) -> Option<&Item> {
        match self.line()? {
            Line::Item(index) => self.items.get(*index),
            _ => None,
        }
    }

    /// Counts the lines of a group.
    fn count(&self, group: Group) -> usize {
        self.lines.iter().filter(|(of, _)| *of == group).count()
    }

    fn places(&self) -> Places {
        Places::of(self.area, self.missing)
    }

    /// Reads what is marked.
    fn look(&mut self, cx: &Context) -> Result<()> {
        let card = self.item().map(|item| item.card.clone());
        let entry = |card: &Recallable| self.stories.of(card);
        self.standing = card.as_ref().and_then(entry).map(|story| {
            let (interviews, practice) = self.stories.told(story);
            (wording::stories::told(interviews, practice), self.stories.concerns_said(story))
        });
        self.marked = card.map_or(Ok(None), |card| rehearsal::prompt(&cx.store, &cx.catalog, &card))?;
        Ok(())
    }

    fn open_marked(&self, cx: &Context) -> Result<Outcome> {
        Ok(match self.line() {
            Some(Line::Date) => self.set_date(),
            Some(Line::Over(over)) => go_on(&over.exercise, &over.first, over.day, cx)?,
            Some(Line::Session(index)) => match self.sessions.get(*index) {
                Some(part) => begin(part, cx)?,
                None => Outcome::Moved,
            },
            Some(Line::Item(index)) => self.items.get(*index).map_or(Outcome::Moved, |item| {
                Outcome::Open(Route::Recall(Remember::This(item.card.clone())))
            }),
            Some(Line::NewCards) => Outcome::Open(Route::Recall(Remember::NewCard)),
            Some(Line::Begin(id, ..)) => Outcome::Open(Route::Begin(id.clone(), None)),
            None => Outcome::Moved,
        })
    }

    /// Opens the entry that keeps the day of the next interview, or a new one.
    fn set_date(&self) -> Outcome {
        Outcome::Open(match &self.ahead {
            Some(ahead) => Route::Edit(ahead.interview.head.id, None),
            None => Route::Begin(self.countdown.exercise.clone(), None),
        })
    }

    /// Reads the countdown, and puts what today asks for before the other lines.
    fn read_countdown(&mut self, cx: &Context, lines: &mut Vec<(Group, Line)>) -> Result<()> {
        self.ahead = countdown::ahead(&cx.store, &cx.catalog, self.today)?;
        self.countdown.clone_from(cx.catalog.countdown());
        let today = self.ahead.as_ref().and_then(|ahead| ahead.outlook.today());
        self.sessions = today.into_iter().flat_map(|day| day.open(&self.countdown)).cloned().collect();
        lines.extend((0..self.sessions.len()).map(|index| (Group::Countdown, Line::Session(index))));
        if self.sessions.is_empty() && cx.catalog.get(&self.countdown.exercise).is_some() {
            let group = if self.ahead.is_some() { Group::Countdown } else { Group::NoDate };
            lines.push((group, Line::Date));
        }
        if let Some((after, over)) = countdown::over(&cx.store, &cx.catalog, self.today)? {
            let heading = after.heading();
            lines.extend(over.into_iter().map(|one| {
                let was = wording::countdown::was(one.day, self.today, one.company.as_deref());
                let first = countdown::first_answers(after.exercise(), &one);
                let (exercise, title) = (heading.id.clone(), heading.title.clone());
                (Group::Over, Line::Over(Over { was, day: one.day, exercise, title, first }))
            }));
        }
        lines.sort_by_key(|(group, _)| *group);
        Ok(())
    }

    fn decide(&self, verdict: Verdict, message: &str) -> Outcome {
        let Some(item) = self.item() else { return Outcome::Say("mark a story or a concept first".to_owned()) };
        let graded = Graded::decided(item.card.clone(), verdict, self.today);
        Outcome::write(Write::Grade(graded), Outcome::Confirm(format!("{}: {message}", item.id)))
    }

    fn act(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        let hidden = self.places().list.is_empty();
        Ok(match action {
            Action::Open | Action::Edit | Action::Retire | Action::Restart | Action::TakeBack if hidden => {
                Outcome::Ignored
            }
            Action::Open => self.open_marked(cx)?,
            Action::SetInterview => self.set_date(),
            Action::Recall => Outcome::Open(Route::Recall(Remember::Due)),
            Action::Anyway => Outcome::Open(Route::Recall(Remember::Anyway)),
            // What is asked today stands there, and wants a story before a solution.
            Action::FindStory if self.missing => {
                Outcome::Open(Route::Match(self.question.as_ref().map(|one| one.text.clone()).unwrap_or_default()))
            }
            Action::FindStory => Outcome::Open(Route::Match(String::new())),
            Action::Coverage => Outcome::Open(Route::Coverage),
            Action::Missing | Action::Back if self.missing => {
                self.missing = false;
                Outcome::Moved
            }
            Action::Missing if self.places().missing.is_some() => {
                Outcome::Say("what is missing is already shown on the right".to_owned())
            }
            Action::Missing => {
                self.missing = true;
                Outcome::Moved
            }
            Action::Drill => match &self.drill {
                Some(exercise) => Outcome::Open(Route::Begin(exercise.clone(), None)),
                None => Outcome::Say("no exercise declares a drill".to_owned()),
            },
            Action::NewConcept => Outcome::Open(Route::Recall(Remember::NewCard)),
            Action::Edit => match self.item().map(|item| &item.card) {
                Some(Recallable::Entry(id)) => Outcome::Open(Route::Edit(*id, None)),
                _ => Outcome::Say("only your own stories can be edited".to_owned()),
            },
            Action::Retire if self.item().is_some_and(|item| item.retired) => {
                self.decide(Verdict::Resume, "you will be asked for it again")
            }
            Action::Retire => self.decide(Verdict::Retire, "you won't be asked for it any more"),
            Action::Restart => self.decide(Verdict::Restart, "it is scheduled from the beginning"),
            Action::TakeBack => match self.item() {
                Some(item) if item.decided => {
                    let done = Outcome::Confirm(format!("undone: the last decision about {}", item.id));
                    Outcome::write(Write::Ungrade(item.card.clone()), done)
                }
                _ => Outcome::Say("there is nothing to undo here".to_owned()),
            },
            _ => Outcome::Ignored,
        })
    }
}

/// Begins a part of the countdown, or goes on with its draft.
fn begin(part: &Part, cx: &Context) -> Result<Outcome> {
    Ok(match &part.task {
        Task::Recall if cx.store.due_count(cx.today())? > 0 => Outcome::Open(Route::Recall(Remember::Due)),
        Task::Recall => Outcome::Open(Route::Recall(Remember::Anyway)),
        Task::Practise { exercise, first, .. } => go_on(exercise, first, cx.today(), cx)?,
    })
}

/// Begins an exercise with some answers, or goes on with its newest draft of a day or after it that is about the same.
fn go_on(
    exercise: &str,
    first: &[(String, String)],
    since: chrono::NaiveDate,
    cx: &Context,
) -> Result<Outcome> {
    let filter = Filter { exercise: Some(exercise.to_owned()), drafts_only: true, ..Filter::default() };
    let drafts = cx.store.list(&filter, None, DRAFTS)?;
    let loaded = cx.catalog.find(exercise)?;
    for head in drafts.into_iter().filter(|head| head.state == State::Draft && head.day >= since) {
        let draft = cx.store.draft(head.id)?;
        if draft.is_none_or(|draft| countdown::agrees(loaded.exercise(), &draft.answers, first)) {
            return Ok(Outcome::Open(Route::Entry(head.id, None)));
        }
    }
    Ok(Outcome::Open(Route::BeginWith(exercise.to_owned(), first.to_vec())))
}

impl View for Interview {
    const TAB: Option<Tab> =
        Some(Tab { action: Action::Interview, label: "Interview", route: |_| Route::Interview });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if let Input::Do(action) = input {
            let outcome = self.act(action, cx)?;
            if outcome != Outcome::Ignored {
                return Ok(outcome);
            }
        }
        // What covers the list keeps its keys away.
        if self.places().list.is_empty() {
            return Ok(Outcome::Ignored);
        }
        let before = self.list.marked();
        let outcome = self.list.act(&input);
        if self.list.marked() != before {
            self.look(cx)?;
        }
        if outcome == Outcome::Chosen { self.open_marked(cx) } else { Ok(outcome) }
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let kept = self.item().map(|item| item.card.clone());
        self.today = cx.today();
        self.items = rehearsal::all(&cx.store, &cx.catalog, self.today)?;
        self.new_cards = rehearsal::new_cards(&cx.store, &cx.catalog)?.len();
        self.stories = Stories::read(&cx.store, &cx.catalog, self.today)?;
        let rows = self.stories.coverage(&cx.store, &cx.catalog)?.rows;
        self.open = rows.into_iter().filter(Row::is_open).map(|row| row.title).collect();
        let items = self.items.iter().enumerate();
        let mut lines: Vec<(Group, Line)> =
            items.map(|(index, item)| (Group::of(item, item.due <= self.today), Line::Item(index))).collect();
        if self.new_cards > 0 {
            lines.push((Group::Concepts, Line::NewCards));
        }
        let told = cx.catalog.all().filter(|loaded| loaded.exercise().telling.is_some());
        lines.extend(told.map(|loaded| {
            let heading = loaded.heading();
            (Group::Begin, Line::Begin(heading.id.clone(), heading.title.clone(), heading.about.clone()))
        }));
        self.read_countdown(cx, &mut lines)?;
        self.lines = lines;
        let group = |index: usize| self.lines.get(index).map(|(group, _)| *group);
        let begins = (0..self.lines.len()).filter(|index| *index == 0 || group(*index) != group(index - 1));
        self.list.set_headed(begins.collect());
        self.list.set_length(self.lines.len());
        let is_kept = |(_, line): &(Group, Line)| match line {
            Line::Item(index) => self.items.get(*index).map(|item| &item.card) == kept.as_ref(),
            _ => false,
        };
        if let Some(index) = kept.is_some().then(|| self.lines.iter().position(is_kept)).flatten() {
            self.list.mark(index);
        }
        let questions = &cx.catalog.deck().questions;
        let turn = usize::try_from(self.today.signed_duration_since(chrono::NaiveDate::default()).num_days());
        let turn = turn.unwrap_or_default().checked_rem(questions.len());
        self.question = turn.and_then(|turn| questions.get(turn)).cloned();
        self.look(cx)
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        // Where there is place for it beside the rest, there is nothing to close.
        self.missing &= Places::of(area, false).missing.is_none();
        self.list.arrange(Panel::inside(Places::of(area, false).list));
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx);
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        if self.places().list.is_empty() {
            return vec![Action::Missing, Action::Coverage, Action::FindStory, Action::Palette, Action::Help];
        }
        let mut keys = vec![Action::Open];
        // What is asked for again is asked for with the key that retired it.
        keys.extend([Action::Retire].into_iter().filter(|_| self.item().is_some_and(|item| item.retired)));
        keys.push(Action::SetInterview);
        if self.count(Group::Due) > 0 {
            keys.push(Action::Recall);
        }
        if matches!(self.item(), Some(Item { card: Recallable::Entry(_), .. })) {
            keys.push(Action::Edit);
        }
        if self.missing || self.places().missing.is_none() {
            keys.push(Action::Missing);
        }
        keys.extend([Action::FindStory, Action::Coverage, Action::Drill, Action::NewConcept, Action::Retire, Action::TakeBack, Action::Palette, Action::Help]);
        let mut seen = BTreeSet::new();
        keys.retain(|key| seen.insert(*key));
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        match (action, self.line()) {
            (Action::Open, Some(Line::Begin(..))) => "write",
            (Action::Open, Some(Line::NewCards)) => "learn",
            (Action::Open, Some(Line::Session(_) | Line::Over(..))) => "start",
            (Action::Open, Some(Line::Date)) if self.ahead.is_none() => "set the date",
            (Action::Open, Some(Line::Date)) => "change it",
            (Action::Open, _) => "tell it",
            (Action::Missing, _) if self.missing => "close",
            (Action::FindStory, _) if self.missing => "find its story",
            (Action::Retire, _) if self.item().is_some_and(|item| item.retired) => "ask again",
            _ => action.label(),
        }
    }
}
