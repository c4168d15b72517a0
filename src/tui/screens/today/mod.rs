//! Today: the week at a glance, what is done, what is next, and what was written lately.
//!
//! ```text
//!   lines   what can be marked, and what is done with it   page  where everything stands, in one to three columns
//!   read    what is read, and when                         plan  how the exercises of the week look
//!   detail  what is marked, in detail                      view  how the other parts look
//!   welcome what an empty journal says first
//! ```
//!
//! What the first frame needs is read when the screen opens; what stands beside the week follows at once after it.

mod detail;
mod lines;
mod page;
mod plan;
mod read;
mod view;
mod welcome;

use std::time::Duration;

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::lines::Line;
use self::page::{Page, Part};
use crate::app::glance::Glance;
use crate::app::week::{self, Slot, WeekView};
use crate::db::{Scope, Write, Written};
use crate::domain::id::EntryId;
use crate::domain::returning::Returning;
use crate::domain::plan::{SlotChange, SlotState, Theme, Week};
use crate::domain::time::Now;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext, Which};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::{Answer, Route};
use crate::tui::screens::{Tab, View};
use crate::tui::undo;
use crate::tui::widgets::paint::Brush;

/// Where keys mean something here.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Today, KeyContext::Anywhere];
/// Rows that a turn of the wheel scrolls.
const WHEEL: u16 = 3;
/// What rates what comes back.
const RATES: [Action; 5] = [Action::Rate1, Action::Rate2, Action::Rate3, Action::Rate4, Action::Rate5];

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
    day: NaiveDate,
    lines: Vec<Line>,
    marked: usize,
    /// What stands beside the week, once it was read, and whether it is to be read again.
    glance: Option<Glance>,
    stale: bool,
    /// What was found out in each exercise of the plan.
    remembered: Vec<Option<String>>,
    before: Vec<WeekView>,
    /// The marked day of the calendar.
    cursor: NaiveDate,
    /// The rating being written, and what does not come back once it is.
    rated: Option<(EntryId, (EntryId, Returning))>,
    /// The answer that was written last, for when it is undone.
    answered: Option<(EntryId, (EntryId, Returning))>,
    read_only: bool,
    /// Whether this is the sample journal, and whether it leads back to another one.
    sample: Option<bool>,
    area: Rect,
    page: Page,
    /// The first row of the page that shows, and whether that is where the wheel left it.
    top: u16,
    wheeled: bool,
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
            marked: 0,
            glance: None,
            stale: true,
            remembered: Vec::new(),
            before: Vec::new(),
            cursor: cx.today(),
            rated: None,
            answered: None,
            read_only: cx.store.is_read_only(),
            sample: if let Which::Sample(back) = &cx.which { Some(back.is_some()) } else { None },
            area: Rect::ZERO,
            page: Page::default(),
            top: 0,
            wheeled: false,
        };
        screen.load(cx)?;
        screen.marked = screen.view.next().unwrap_or(0);
        Ok(screen)
    }

    fn go(&mut self, week: Week, cx: &Context) -> Result<()> {
        *self = Self { area: self.area, ..Self::open(Some(week), cx)? };
        self.read_beside(cx)
    }

    fn press(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let row = mouse.row.saturating_sub(self.area.y) + self.top;
        let at = Position::new(mouse.column.saturating_sub(self.area.x), row);
        let hit = |index: &&usize| self.page.line(**index).is_some_and(|place| place.contains(at));
        let Some(index) = self.page.order.iter().find(hit).copied() else { return Ok(Outcome::Moved) };
        let again = index == self.marked;
        self.marked = index;
        if matches!(self.lines.get(index), Some(Line::Calendar)) {
            let Some(day) = self.page.line(index).and_then(|place| self.day_at(place, at)) else {
                return Ok(Outcome::Moved);
            };
            self.cursor = day;
            return self.open_marked(cx);
        }
        let opens = again || matches!(self.lines.get(index), Some(Line::Capture | Line::First(_)));
        if opens { self.open_marked(cx) } else { Ok(Outcome::Moved) }
    }

    /// Scrolls the page; the mark stays where it is.
    fn wheel(&mut self, input: &Input) -> bool {
        let Input::Mouse(mouse) = input else {
            self.wheeled &= matches!(input, Input::Tick(_) | Input::Rest);
            return false;
        };
        match mouse.kind {
            MouseKind::WheelUp => self.top = self.top.saturating_sub(WHEEL),
            MouseKind::WheelDown => self.top = self.top.saturating_add(WHEEL),
            _ => return false,
        }
        self.wheeled = true;
        true
    }

    /// Moves the mark, or the marked day, and returns whether it did.
    fn moves(&mut self, input: &Input) -> bool {
        let place = self.page.order.iter().position(|index| *index == self.marked).unwrap_or_default();
        let in_calendar = matches!(self.lines.get(self.marked), Some(Line::Calendar));
        let in_plan = matches!(self.lines.get(self.marked), Some(Line::Slot(_)));
        let days = |by: i64| self.cursor.checked_add_signed(chrono::TimeDelta::days(by));
        let to_day = match input {
            Input::Do(Action::Left) if in_calendar => days(-1),
            Input::Do(Action::Right) if in_calendar => days(1),
            Input::Do(Action::Up) if in_calendar => days(-7),
            Input::Do(Action::Down) if in_calendar => days(7),
            _ => None,
        };
        if let Some(day) = to_day.filter(|day| self.shows_day(*day)) {
            self.cursor = day;
            return true;
        }
        let beside = match input {
            Input::Do(action @ (Action::Left | Action::Right)) => {
                let right = *action == Action::Right;
                let is_near = |to: usize| matches!(self.lines.get(to), Some(Line::Slot(_))) == in_plan;
                self.page.beside(self.marked, right, is_near)
            }
            // Of cards beside each other, the first ones below are reached with one key.
            Input::Do(Action::Down) if in_plan && self.page.cards => {
                let below = |index: &&usize| {
                    let (here, there) = (self.page.line(self.marked), self.page.line(**index));
                    here.zip(there).is_some_and(|(here, there)| there.y >= here.bottom())
                };
                self.page.order.iter().find(below).copied()
            }
            input => {
                let page = usize::from(self.area.height / 2).max(1);
                let to = input.moves(place, self.page.order.len(), (page, 1));
                to.and_then(|to| self.page.order.get(to).copied())
            }
        };
        if let Some(index) = beside {
            self.marked = index;
        }
        beside.is_some() || matches!(input, Input::Do(Action::Left | Action::Right | Action::Down))
    }

    /// Returns whether the calendar has a day that is not still to come.
    fn shows_day(&self, day: NaiveDate) -> bool {
        let weeks = self.weeks_shown(crate::tui::widgets::split::columns(self.area.width));
        let first = self.this_week.ends().checked_sub_days(Days::new(7 * u64::from(weeks)));
        day <= self.day && first.is_some_and(|first| day >= first)
    }
}

impl View for Today {
    const TAB: Option<Tab> = Some(Tab { action: Action::Today, label: "Today", route: |_| Route::Today(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        if self.stale {
            self.read_beside(cx)?;
            self.arrange(self.area);
        }
        if self.wheel(&input) {
            return Ok(Outcome::Moved);
        }
        if self.moves(&input) {
            return Ok(Outcome::Moved);
        }
        let action = match input {
            Input::Do(action) => action,
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => return self.press(mouse, cx),
            Input::Mouse(_) | Input::Tick(_) => return Ok(Outcome::Moved),
            _ => return Ok(Outcome::Ignored),
        };
        if let Some(value) = RATES.iter().position(|rate| *rate == action) {
            return self.rate(value as i64 + 1, cx);
        }
        match action {
            Action::Open => return self.open_marked(cx),
            Action::PreviousWeek => self.go(week::before(&cx.store, self.view.week)?, cx)?,
            Action::NextWeek if self.view.week.starts < self.this_week.starts => {
                self.go(week::after(&cx.store, self.view.week)?, cx)?;
            }
            Action::NextWeek => return Ok(Outcome::Say("this is the newest week".to_owned())),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Back if self.view.week != self.this_week => self.go(self.this_week, cx)?,
            Action::Skip => return Ok(self.skip(cx)),
            Action::Move => return Ok(self.ask_move()),
            Action::StartWeek => return Ok(self.ask_start()),
            Action::ChoosePlan => return Ok(self.ask_plan(cx)),
            Action::Repeat => return self.repeat(cx),
            Action::Discard => return Ok(self.ask_discard()),
            Action::Complete => return Ok(self.complete()),
            Action::TakeBack => return undo::ask(cx, Scope::Everything),
            Action::DoAgain => return undo::redo(cx, Scope::Everything),
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    fn answered(&mut self, answer: &Answer, _: &str, cx: &mut Context) -> Result<Outcome> {
        let (write, message) = match answer {
            Answer::Undo => return undo::last(cx, Scope::Everything),
            Answer::Move(exercise, day) => {
                let plan = cx.catalog.plan_of(Some(&self.view.plan));
                let usual = plan.days.iter().any(|d| d.exercise == *exercise && d.day == *day);
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
                (Write::StartWeek(*day, self.day), format!("your week starts today and ends on {ends}"))
            }
            Answer::Discard(id) => (Write::Discard(*id), "draft discarded".to_owned()),
            _ => return Ok(Outcome::Moved),
        };
        Ok(Outcome::write(write, Outcome::Say(message)))
    }

    fn wrote(&mut self, write: &Write, written: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        match write {
            Write::StartWeek(..) => self.go(cx.this_week()?, cx)?,
            Write::Finish(..) => {
                if let Some((answer, (entry, returning))) = self.rated.take() {
                    let write = Write::Settle(entry, returning.clone(), self.day);
                    self.answered = Some((answer, (entry, returning)));
                    return Ok(Outcome::write(write, done));
                }
            }
            Write::Undo(..) => {
                let undone = written.undone.as_ref().map(|undone| &undone.change.entries);
                let is_it = |answered: &mut (EntryId, _)| undone.is_some_and(|all| all.contains(&answered.0));
                if let Some((_, (entry, returning))) = self.answered.take_if(is_it) {
                    return Ok(Outcome::write(Write::Unsettle(entry, returning), done));
                }
                self.reload(cx)?;
            }
            _ => self.reload(cx)?,
        }
        Ok(done)
    }

    fn neighbour(&mut self, by: isize, _: &Context) -> Result<Option<EntryId>> {
        Ok(self.step_reaction(by))
    }

    /// Reads the week again, keeping the mark.
    fn reload(&mut self, cx: &Context) -> Result<()> {
        let waited = self.slot().is_some_and(Slot::is_waiting);
        let (week, of_now) = (cx.this_week()?, self.view.week == self.this_week);
        if of_now && week != self.this_week {
            return self.go(week, cx);
        }
        self.this_week = week;
        self.day = cx.today();
        self.view = week::view(&cx.store, &cx.catalog, self.view.week)?;
        self.load(cx)?;
        self.read_beside(cx)?;
        let done = |slot: &Slot| matches!(slot.state, SlotState::Done | SlotState::Partial);
        if waited && self.slot().is_some_and(done) {
            // One is finished: on to the next.
            self.marked = self.view.next().unwrap_or(self.marked);
        }
        Ok(())
    }

    fn next_wakeup(&self, _: &Context, _: Now) -> Option<Duration> {
        self.stale.then_some(Duration::ZERO)
    }

    fn arrange(&mut self, area: Rect) {
        self.wheeled &= self.area == area;
        self.area = area;
        self.page = Page::of(self, area);
        self.show_marked();
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(&mut Brush::new(buf, self.area, cx.theme), &cx.keymap.at(&CONTEXTS));
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        let rating = self.back().is_some_and(|back| back.scale.is_some()).then_some(KeyContext::Rating);
        rating.into_iter().chain(CONTEXTS).collect()
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
        if matches!(self.lines.get(self.marked), Some(Line::Draft(..))) {
            keys.push(Action::Discard);
        }
        if let Some(back) = self.back() {
            keys.extend(back.scale.is_some().then_some(Action::Rate1));
            keys.push(Action::Skip);
        }
        keys.extend([Action::Capture, Action::PreviousWeek, Action::Help, Action::Search]);
        keys.extend(self.sample.map(|_| Action::Quit));
        keys.extend([Action::Palette, Action::ChoosePlan, Action::StartWeek, Action::TakeBack, Action::Quit]);
        keys
    }

    fn label(&self, action: Action) -> &'static str {
        match (action, self.slot().map(|slot| slot.state)) {
            (Action::Rate1, _) => "to 5 rate",
            (Action::Open, Some(SlotState::Begun(..))) => "go on",
            (Action::Open, Some(SlotState::Open)) => "start",
            _ => action.label(),
        }
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Skip => {
                self.slot().is_some_and(|s| matches!(s.state, SlotState::Open | SlotState::Skipped))
                    || self.back().is_some()
            }
            Action::Move | Action::Repeat => self.slot().is_some(),
            Action::Discard => self.marked_head().is_some_and(|head| head.open_draft),
            Action::NextWeek | Action::ThisWeek => self.view.week.starts < self.this_week.starts,
            _ => true,
        }
    }

    fn spot(&self, action: Action) -> Option<Rect> {
        let part = match action {
            Action::Open => Part::Plan,
            Action::Capture => Part::Capture,
            _ => return None,
        };
        let frame = self.page.parts.iter().find(|(other, _)| *other == part).map(|(_, frame)| *frame)?;
        let y = (self.area.y + frame.y).checked_sub(self.top)?;
        Some(Rect { x: self.area.x + frame.x, y, ..frame }.intersection(self.area))
    }

    fn week(&self) -> Option<Week> {
        Some(self.view.week)
    }

    fn writes(&self) -> Option<EntryId> {
        self.rated.as_ref().map(|(entry, _)| *entry)
    }
}
