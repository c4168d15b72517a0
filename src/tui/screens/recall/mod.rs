//! Telling something from memory: a cue and the clock, then the parts to compare with, then a grade. Nothing has to be typed;
//! what is typed is kept.

mod typed;
mod view;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::typed::Typed;
use self::view::{Columns, hit, rows, rows_of};
use crate::app::rehearsal::{self, Prompt};
use crate::db::{Graded, Recallable, Verdict, Write, Written};
use crate::domain::fsrs::{Grade, Memory};
use crate::domain::id::EntryId;
use crate::domain::number_format::counted;
use crate::domain::time::Now;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::{Remember, Route};
use crate::tui::screens::{Extent, View};
use crate::tui::widgets::panel::Panel;
use crate::wording;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Recall, KeyContext::Anywhere];
/// Where keys mean something while it is typed.
const TYPING: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
/// The keys of the grades, from the worst.
const RATES: [Action; 4] = [Action::Rate1, Action::Rate2, Action::Rate3, Action::Rate4];

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It is being told since then.
    Telling(Duration),
    /// What should have come in it is shown; it was told so long, if it was.
    Shown(Option<Duration>),
}

/// Telling something from memory.
#[derive(Debug)]
pub struct Recall {
    wanted: Remember,
    prompt: Option<Prompt>,
    stage: Stage,
    /// How long until the first name.
    named: Option<Duration>,
    /// Which parts were told.
    told: Vec<bool>,
    /// The cue card that is told, once the first was begun with.
    card: Option<usize>,
    /// The last card that was told; going back to another takes nothing away.
    furthest: Option<usize>,
    /// The cards that were looked at: what they say was not recalled.
    peeked: Vec<bool>,
    marked: usize,
    /// What is typed instead of told aloud.
    typed: Typed,
    /// What each grade leads to, in a few words.
    grades: Vec<String>,
    /// What was graded last here.
    last: Option<Recallable>,
    /// How many things are due, and how many concept cards were never graded.
    due: usize,
    new_cards: usize,
    /// The row that each part begins in.
    rows: Vec<u16>,
    area: Rect,
}

impl Recall {
    /// Asks for what is wanted.
    pub fn open(wanted: Remember, cx: &Context) -> Result<Self> {
        let mut screen = Self {
            wanted,
            prompt: None,
            stage: Stage::Telling(cx.now.mono),
            named: None,
            told: Vec::new(),
            card: None,
            furthest: None,
            peeked: Vec::new(),
            marked: 0,
            typed: Typed::new(),
            grades: Vec::new(),
            last: None,
            due: 0,
            new_cards: 0,
            rows: Vec::new(),
            area: Rect::ZERO,
        };
        let prompt = match &screen.wanted {
            Remember::Due => rehearsal::next(&cx.store, &cx.catalog, cx.today())?,
            Remember::Anyway => rehearsal::anyway(&cx.store, &cx.catalog)?,
            Remember::NewCard => rehearsal::new(&cx.store, &cx.catalog)?,
            Remember::This(card) => rehearsal::prompt(&cx.store, &cx.catalog, card)?,
        };
        screen.show(prompt, cx)?;
        Ok(screen)
    }

    fn show(&mut self, prompt: Option<Prompt>, cx: &Context) -> Result<()> {
        self.due = cx.store.due_count(cx.today())?;
        self.new_cards = rehearsal::new_cards(&cx.store, &cx.catalog)?.len();
        let standing = prompt.as_ref().map_or(Ok(None), |prompt| cx.store.recallable(&prompt.card))?;
        let before = standing.and_then(|one| one.memory);
        self.grades = Grade::ALL.map(|(_, grade)| {
            let days = |last: chrono::NaiveDate| u64::try_from((cx.today() - last).num_days()).unwrap_or_default();
            let next = before.map_or_else(
                || Memory::first(grade),
                |(memory, last)| memory.graded(grade, days(last)),
            );
            let wait = counted(usize::try_from(next.interval()).unwrap_or_default(), "day");
            format!("{} · {wait}", grade.name())
        }).into();
        self.told = prompt.as_ref().map_or_else(Vec::new, |prompt| vec![true; prompt.parts.len()]);
        self.peeked = vec![false; self.told.len()];
        (self.prompt, self.named, self.marked) = (prompt, None, 0);
        (self.card, self.furthest) = (None, None);
        self.typed = Typed::new();
        self.stage = Stage::Telling(cx.now.mono);
        self.arrange(self.area);
        Ok(())
    }

    fn act(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        match (self.prompt.as_ref(), action) {
            (_, Action::Anyway) => {
                let prompt = rehearsal::anyway(&cx.store, &cx.catalog)?;
                self.wanted = Remember::Anyway;
                self.show(prompt, cx)?;
            }
            (_, Action::NewConcept) => {
                let prompt = rehearsal::new(&cx.store, &cx.catalog)?;
                self.wanted = Remember::NewCard;
                self.show(prompt, cx)?;
            }
            (_, Action::TakeBack) => {
                return Ok(match &self.last {
                    None => Outcome::Say("there is nothing to undo here".to_owned()),
                    Some(card) => {
                        let done = Outcome::Confirm("undone: the last grade".to_owned());
                        Outcome::write(Write::Ungrade(card.clone()), done)
                    }
                });
            }
            (Some(Prompt { card: Recallable::Entry(id), .. }), Action::Edit) => {
                return Ok(Outcome::Open(Route::Edit(*id, None)));
            }
            (Some(prompt), Action::Retire) => {
                let message = format!("you won't be asked for {} any more", prompt.id);
                return Ok(Self::decide(Graded::decided(prompt.card.clone(), Verdict::Retire, cx.today()), message));
            }
            (Some(prompt), Action::Restart) => {
                let message = format!("{} is scheduled from the beginning", prompt.id);
                return Ok(Self::decide(Graded::decided(prompt.card.clone(), Verdict::Restart, cx.today()), message));
            }
            (Some(_), _) => return self.tell(action, cx),
            (None, _) => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Goes on telling, or compares what was told.
    fn tell(&mut self, action: Action, cx: &Context) -> Result<Outcome> {
        let Some(prompt) = &self.prompt else { return Ok(Outcome::Ignored) };
        match (self.stage, action) {
            (Stage::Telling(from), Action::Toggle) if !prompt.people.is_empty() => {
                self.named.get_or_insert(cx.now.mono.saturating_sub(from));
            }
            (Stage::Telling(from), Action::Open) => {
                self.stage = Stage::Shown(Some(cx.now.mono.saturating_sub(from)));
                // With cards, what lies behind the last one was left out; without, nobody knows yet.
                let reached = |part: usize| self.furthest.is_none_or(|card| part <= card);
                let told = self.peeked.iter().enumerate().map(|(part, peeked)| reached(part) && !peeked);
                self.told = told.collect();
                self.compare();
                self.keep(cx);
                self.arrange(self.area);
                self.marked = self.told.iter().position(|told| !told).unwrap_or_default();
            }
            (Stage::Telling(_), Action::TypeIt) => {
                self.typed.open = true;
                self.arrange(self.area);
            }
            (Stage::Telling(_), Action::Down | Action::Right) => {
                let next = self.card.map_or(0, |card| card + 1);
                self.card = Some(next.min(prompt.parts.len().saturating_sub(1)));
                self.furthest = self.furthest.max(self.card);
            }
            (Stage::Telling(_), Action::Up | Action::Left) => {
                self.card = self.card.map(|card| card.saturating_sub(1));
            }
            (Stage::Telling(_), Action::Peek) => {
                if let Some(peeked) = self.card.and_then(|card| self.peeked.get_mut(card)) {
                    *peeked = true;
                }
            }
            (Stage::Shown(_), Action::Toggle | Action::Open) => {
                if let Some(told) = self.told.get_mut(self.marked) {
                    *told = !*told;
                }
            }
            (Stage::Shown(told), action) => {
                let Some(number) = RATES.iter().position(|rate| *rate == action) else { return Ok(Outcome::Ignored) };
                let grade = Grade::ALL[number].1;
                let graded = Graded {
                    cue: prompt.cue.clone(),
                    named: self.named,
                    told,
                    missing: self.left_out(),
                    ..Graded::decided(prompt.card.clone(), Verdict::Graded(grade), cx.today())
                };
                let undo = cx.keymap.name(&CONTEXTS, Action::TakeBack);
                let next = self.grades.get(number).cloned().unwrap_or_default();
                let message = format!("{}: {next} · {undo} undoes it", prompt.id);
                return self.finish_typed(Self::decide(graded, message), cx);
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    /// Lists the titles of the parts that were not told.
    fn left_out(&self) -> Vec<String> {
        let parts = self.prompt.iter().flat_map(|prompt| &prompt.parts).zip(&self.told);
        parts.filter(|(_, told)| !**told).map(|((title, _), _)| title.clone()).collect()
    }

    fn decide(graded: Graded, message: String) -> Outcome {
        Outcome::write(Write::Grade(graded), Outcome::Confirm(message))
    }

    fn press(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let inside = Panel::inside(self.frame());
        if !inside.contains(Position::new(mouse.column, mouse.row)) {
            return Ok(Outcome::Moved);
        }
        let (x, y) = (mouse.column - inside.x, mouse.row - inside.y);
        let height = inside.height.saturating_sub(2);
        if let (Stage::Telling(_), Some(prompt)) = (self.stage, &self.prompt) {
            let cards = self.cards(prompt);
            let Some(row) = y.checked_sub(inside.height.saturating_sub(rows_of(&cards, inside.width))) else {
                return self.act(Action::Open, cx);
            };
            self.card = hit(&cards, inside.width, (x, row)).or(self.card);
            self.furthest = self.furthest.max(self.card);
            return Ok(Outcome::Moved);
        }
        if y > height {
            let hit = hit(&self.chips(), inside.width, (x, 0));
            return hit.map_or(Ok(Outcome::Moved), |number| self.act(RATES[number], cx));
        }
        let row = y + self.top(height);
        if let Some(index) = self.rows.iter().rposition(|begin| *begin <= row).filter(|index| *index < self.told.len()) {
            self.marked = index;
            return self.act(Action::Toggle, cx);
        }
        Ok(Outcome::Moved)
    }
}

impl View for Recall {
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        let shown = matches!(self.stage, Stage::Shown(_));
        if self.typed.open {
            return self.type_on(&input, cx);
        }
        match input {
            Input::Do(Action::Back) => Ok(self.leave(cx)),
            Input::Do(action) => match self.act(action, cx)? {
                Outcome::Ignored => {
                    let to = input.moves(self.marked, self.told.len(), (4, 1));
                    if let Some(to) = to.filter(|_| shown) {
                        self.marked = to;
                        return Ok(Outcome::Moved);
                    }
                    Ok(Outcome::Ignored)
                }
                outcome => Ok(outcome),
            },
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => self.press(mouse, cx),
            Input::Mouse(_) => {
                if let Some(to) = input.moves(self.marked, self.told.len(), (4, 1)).filter(|_| shown) {
                    self.marked = to;
                }
                Ok(Outcome::Moved)
            }
            Input::Tick(_) => Ok(Outcome::Moved),
            _ => Ok(Outcome::Ignored),
        }
    }

    fn wrote(&mut self, write: &Write, _: &Written, mut done: Outcome, cx: &mut Context) -> Result<Outcome> {
        match write {
            Write::Grade(graded) if graded.verdict == Verdict::Restart => self.last = Some(graded.card.clone()),
            Write::Grade(graded) => {
                self.last = Some(graded.card.clone());
                if let Some(prompt) = &self.prompt
                    && cx.store.recallable(&graded.card)?.is_none()
                {
                    let grade = matches!(graded.verdict, Verdict::Graded(_));
                    done = Outcome::Say(wording::recall::gone(&prompt.id, grade));
                }
                let next = match self.wanted {
                    Remember::Due => rehearsal::next(&cx.store, &cx.catalog, cx.today())?,
                    _ => None,
                };
                self.show(next, cx)?;
            }
            Write::Ungrade(card) => {
                let prompt = rehearsal::prompt(&cx.store, &cx.catalog, card)?;
                self.last = None;
                self.show(prompt, cx)?;
                self.stage = Stage::Shown(None);
            }
            Write::Finish(..) => self.finished_typed(),
            _ => self.reload(cx)?,
        }
        Ok(done)
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        let Some(asked) = self.prompt.clone() else { return Ok(()) };
        let Some(now) = rehearsal::prompt(&cx.store, &cx.catalog, &asked.card)? else {
            return self.show(None, cx);
        };
        // It may have been edited meanwhile: the cue stays as it was asked, and what was told of each part.
        let before = |title: &String| asked.parts.iter().position(|(known, _)| known == title);
        let places: Vec<_> = now.parts.iter().map(|(title, _)| before(title)).collect();
        self.prompt = Some(Prompt { cue: asked.cue, ..now });
        self.lay_beside();
        let kept = |flags: &[bool], place: Option<usize>| place.and_then(|place| flags.get(place).copied());
        let telling = matches!(self.stage, Stage::Telling(_));
        let of_new = |index: usize| self.typed.beside.get(index).map_or(telling, |beside| beside.told);
        self.told = (0..).zip(&places).map(|(index, place)| kept(&self.told, *place).unwrap_or_else(|| of_new(index))).collect();
        self.peeked = places.iter().map(|place| kept(&self.peeked, *place).unwrap_or_default()).collect();
        let last = places.len().saturating_sub(1);
        self.marked = self.marked.min(last);
        (self.card, self.furthest) = (self.card.map(|card| card.min(last)), self.furthest.map(|card| card.min(last)));
        self.arrange(self.area);
        Ok(())
    }

    fn next_wakeup(&self, _: &Context, now: Now) -> Option<Duration> {
        let Stage::Telling(from) = self.stage else { return None };
        self.prompt.as_ref()?;
        let millis = now.mono.saturating_sub(from).subsec_millis();
        Some(Duration::from_millis(u64::from(1000 - millis.min(999))))
    }

    fn extent(&self) -> Extent {
        Extent::Full
    }

    fn arrange(&mut self, area: Rect) {
        self.area = area;
        let inside = Panel::inside(self.frame());
        let width = usize::from(inside.width);
        self.rows.clear();
        let Some(prompt) = &self.prompt else { return };
        let head = Self::head(prompt, None, None);
        let mut y: u16 = head.iter().map(|(text, _)| rows(text, width)).sum();
        let columns = Columns::of(inside.width, !self.typed.beside.is_empty());
        for (index, (_, text)) in prompt.parts.iter().enumerate() {
            self.rows.push(y);
            y = y.saturating_add(1).saturating_add(columns.rows(self.said(index), text));
        }
        self.rows.push(y);
        // The question above it, and what to press below.
        let taken = rows(&prompt.cue, width).saturating_add(3);
        self.typed.text.set_size(inside.width.saturating_sub(4), inside.height.saturating_sub(taken));
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx)
    }

    fn contexts(&self) -> Vec<KeyContext> {
        if self.typed.open { TYPING.to_vec() } else { CONTEXTS.to_vec() }
    }

    fn footer(&self) -> Vec<Action> {
        if self.typed.open {
            return vec![Action::Done, Action::Back, Action::Help];
        }
        let mut keys = match (&self.prompt, self.stage) {
            (None, _) => vec![Action::Anyway, Action::NewConcept],
            (Some(prompt), Stage::Telling(_)) => {
                let named = [Action::Toggle].into_iter().filter(|_| !prompt.people.is_empty());
                let peek = [Action::Peek].into_iter().filter(|_| self.card.is_some());
                [Action::Open, Action::TypeIt].into_iter().chain(named).chain([Action::Down]).chain(peek).collect()
            }
            (Some(_), Stage::Shown(_)) => [&RATES[..], &[Action::Toggle, Action::Edit, Action::Retire]].concat(),
        };
        keys.extend([Action::TakeBack, Action::Back, Action::Help]);
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        let telling = matches!(self.stage, Stage::Telling(_));
        match action {
            Action::Rate1 => Grade::Again.name(),
            Action::Rate2 => Grade::Hard.name(),
            Action::Rate3 => Grade::Good.name(),
            Action::Rate4 => Grade::Easy.name(),
            Action::Open | Action::Done if telling => "told",
            Action::Back if self.typed.open => "tell it aloud",
            Action::Toggle if telling => "named",
            Action::Down if telling => "next card",
            Action::Toggle => "left out",
            _ => action.label(),
        }
    }

    fn writes(&self) -> Option<EntryId> {
        self.typed.draft().map(|draft| draft.entry)
    }
}
