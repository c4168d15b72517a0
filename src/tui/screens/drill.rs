//! The retrieval drill: a guess, then questions against the clock, each answered with the name of a story or with none. What
//! comes of it is an entry as soon as the last question is answered.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::drills::{self, Asking, Named};
use crate::app::stories::Stories;
use crate::app::{practice, week};
use crate::db::{Finish, Write, Written};
use crate::domain::drill::Drill as Rules;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::exercises::Loaded;
use crate::sanitize;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::dialog::typed_line;
use crate::tui::list::List;
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::screens::{Extent, View};
use crate::tui::text::{Lines, TextArea};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Where keys mean something while something is typed.
const TYPING: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
/// Rows above the list of what came of each question.
const HEAD: u16 = 3;

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    /// A guess is typed.
    Guessing,
    /// A question is answered since then.
    Asking(Duration),
    /// All are answered.
    Done,
}

/// The drill.
#[derive(Debug)]
pub struct Drill {
    loaded: Loaded,
    rules: Rules,
    stories: Stories,
    stage: Stage,
    text: TextArea,
    guess: usize,
    asking: Vec<Asking>,
    named: Vec<Named>,
    /// The entry that keeps it.
    entry: Option<EntryId>,
    list: List,
    area: Rect,
}

impl Drill {
    /// Opens the drill that an exercise declares.
    pub fn open(exercise: &str, cx: &Context) -> Result<Self> {
        let loaded = cx.catalog.find(exercise)?.clone();
        let rules = loaded.exercise().drill.clone().ok_or_else(|| {
            Error::unknown(format!("`{exercise}` is not a drill"), "`empathy exercises list` shows what there is")
        })?;
        Ok(Self {
            loaded,
            rules,
            stories: Stories::read(&cx.store, &cx.catalog, cx.today())?,
            stage: Stage::Guessing,
            text: TextArea::new("", Lines::One),
            guess: 0,
            asking: Vec::new(),
            named: Vec::new(),
            entry: None,
            list: List::new(2),
            area: Rect::ZERO,
        })
    }

    /// Whether there is no story to name.
    fn has_none(&self) -> bool {
        self.stories.all.iter().all(|one| one.retired)
    }

    fn answer(&mut self, cx: &mut Context) -> Result<Outcome> {
        if self.has_none() {
            return Ok(Outcome::Close(None));
        }
        let typed = self.text.text();
        match self.stage {
            Stage::Guessing => {
                let guess = typed.trim().parse().ok().filter(|guess| *guess <= self.rules.questions);
                let Some(guess) = guess else {
                    return Ok(Outcome::Say(format!("type a number from 0 to {}", self.rules.questions)));
                };
                self.guess = guess;
                self.asking = drills::questions(&self.stories, &cx.catalog, &self.rules, &mut cx.chance);
                self.next(cx)
            }
            Stage::Asking(from) => {
                let took = cx.now.mono.saturating_sub(from);
                self.take(&typed, took);
                self.next(cx)
            }
            Stage::Done => Ok(self.entry.map_or(Outcome::Moved, |entry| Outcome::Open(Route::Edit(entry, None)))),
        }
    }

    fn take(&mut self, typed: &str, took: Duration) {
        if let Some(asking) = self.asking.get(self.named.len()) {
            self.named.push(drills::named(&self.stories, &self.rules, asking, typed, took));
        }
    }

    /// Asks the next question, or keeps what came of all.
    fn next(&mut self, cx: &mut Context) -> Result<Outcome> {
        self.text = TextArea::new("", Lines::One);
        self.arrange(self.area);
        if self.named.len() < self.asking.len() {
            self.stage = Stage::Asking(cx.now.mono);
            return Ok(Outcome::Moved);
        }
        self.stage = Stage::Done;
        self.list.set_length(self.named.len());
        let answers = drills::answers(self.loaded.exercise(), &self.rules, &self.stories, self.guess, &self.named);
        let now = cx.now.wall;
        let when = (week::holding(&cx.store, cx.today())?, cx.today(), now);
        let first = (&answers, &Place::default());
        let (new, head, draft) = practice::plan(&cx.store, &self.loaded, when, first, &mut cx.chance)?;
        let done = practice::done(&cx.store, &cx.catalog, &self.loaded, &answers, now)?;
        let draft = Arc::new(draft);
        cx.saver.begin(new, Arc::clone(&draft));
        self.entry = Some(draft.entry);
        let message = format!("{} of {} right · {}", drills::score(&self.named), self.named.len(), head.short);
        Ok(Outcome::write(Write::Finish(draft, Finish { logged: true, ..done }), Outcome::Confirm(message)))
    }

    fn draw_guess(&self, inside: &mut Brush<'_>) -> Option<Position> {
        let asks = wording::stories::drill(self.rules.questions, self.rules.each.as_secs());
        let y = inside.block(0, 0, &asks, Role::Plain);
        if self.has_none() {
            inside.block(0, y + 1, wording::stories::NO_STORIES_HERE, Role::Warn);
            return None;
        }
        let y = inside.block(0, y + 1, "How many will you get right?", Role::Title);
        let hint = format!("a number from 0 to {}", self.rules.questions);
        typed_line(inside, y + 1, &self.text, &hint)
    }

    fn draw_question(&self, inside: &mut Brush<'_>) -> Option<Position> {
        let asking = self.asking.get(self.named.len())?;
        let y = inside.block(0, 1, &asking.text, Role::Title);
        typed_line(inside, y + 1, &self.text, "a story's name or id, or none")
    }

    fn draw_done(&self, inside: &mut Brush<'_>, cx: &DrawContext<'_>) {
        let score = format!("{} of {} right. You expected {}.", drills::score(&self.named), self.named.len(), self.guess);
        inside.line(0, 0, &score, Role::Title);
        let edit = format!("{} opens the entry, where you can correct a judgement", cx.keymap.name(&[KeyContext::Anywhere], Action::Open));
        inside.line(0, 1, &edit, Role::Dim);
        let height = inside.area.height.saturating_sub(HEAD);
        let mut below = inside.part(0, HEAD, u16::MAX, height);
        self.list.draw(&mut below, |row, index, marked| self.draw_named(row, index, marked));
    }

    fn draw_named(&self, row: &mut Brush<'_>, index: usize, marked: bool) {
        let Some(one) = self.named.get(index) else { return };
        let (mark, role) = if one.right { ("✓", Role::Good) } else { ("✗", Role::Warn) };
        row.line(2, 0, mark, role);
        let seconds = format!("{} s", one.took.as_secs());
        row.line(4, 0, &sanitize::line(&one.asking.text), if marked { Role::Title } else { Role::Plain });
        let said = drills::said(&self.stories, one);
        row.line(4, 1, &sanitize::line(&format!("{seconds} · {said}")), Role::Dim);
    }
}

impl View for Drill {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if let Input::Do(Action::Newline | Action::Open | Action::Done) = input {
            return self.answer(cx);
        }
        if let (Input::Tick(_), Stage::Asking(from)) = (&input, &self.stage) {
            let took = cx.now.mono.saturating_sub(*from);
            if took > self.rules.each {
                let typed = self.text.text();
                self.take(&typed, took);
                return self.next(cx);
            }
            return Ok(Outcome::Moved);
        }
        if self.stage == Stage::Done {
            let outcome = self.list.act(&input);
            return if outcome == Outcome::Chosen { self.answer(cx) } else { Ok(outcome) };
        }
        Ok(self.text.act(&input))
    }

    fn wrote(&mut self, _: &Write, _: &Written, done: Outcome, _: &mut Context) -> Result<Outcome> {
        Ok(done)
    }

    fn next_wakeup(&self, _: &Context, now: Now) -> Option<Duration> {
        let Stage::Asking(from) = self.stage else { return None };
        let millis = now.mono.saturating_sub(from).subsec_millis();
        Some(Duration::from_millis(u64::from(1001 - millis.min(1000))))
    }

    fn extent(&self) -> Extent {
        Extent::Over { margin: 4, most: (90, 30) }
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(area);
        self.text.set_size(inside.width.saturating_sub(2), 1);
        let height = inside.height.saturating_sub(HEAD);
        self.list.arrange(Rect { y: inside.y + HEAD, height, ..inside });
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, cx.theme);
        let counter = match self.stage {
            Stage::Asking(from) => {
                let left = self.rules.each.saturating_sub(cx.now.mono.saturating_sub(from));
                format!("{} of {} · {} s", self.named.len() + 1, self.asking.len(), left.as_millis().div_ceil(1000))
            }
            _ => String::new(),
        };
        let title = self.loaded.heading().title.clone();
        let mut inside = Panel::over(&title).counter(&counter).draw(&mut brush, Surface::Raised);
        match self.stage {
            Stage::Guessing => self.draw_guess(&mut inside),
            Stage::Asking(_) => self.draw_question(&mut inside),
            Stage::Done => {
                self.draw_done(&mut inside, cx);
                None
            }
        }
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.stage == Stage::Done { vec![KeyContext::Anywhere] } else { TYPING.to_vec() }
    }

    fn footer(&self) -> Vec<Action> {
        let enter = if self.stage == Stage::Done { Action::Open } else { Action::Newline };
        let enter = (!self.has_none()).then_some(enter);
        enter.into_iter().chain([Action::Back, Action::Help]).collect()
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Newline if self.stage == Stage::Guessing => "start",
            Action::Newline => "answer",
            _ => action.label(),
        }
    }
}
