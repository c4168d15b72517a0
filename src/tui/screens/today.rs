//! Today: the week at a glance, what is done, what is next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::error::Result;
use crate::journal::week::{self, Slot, SlotState, WeekView};
use crate::model::entry::{Head, State};
use crate::model::plan::{SlotChange, Week};
use crate::model::time::spoken;
use crate::shown;
use crate::tui::action::{Action, Context, Input};
use crate::tui::cx::Cx;
use crate::tui::dialog::Dialog;
use crate::tui::input::MouseKind;
use crate::tui::route::{Answer, Route, Step};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// How many drafts of other weeks are listed.
const DRAFTS: usize = 3;
/// How many weeks before are shown where there is room.
const BEFORE: usize = 8;

/// Something that can be marked.
#[derive(Debug, Clone, PartialEq)]
enum Line {
    /// An exercise of the plan, by its index.
    Slot(usize),
    /// A draft of another week.
    Draft(Head),
    /// An exercise beside the plan, with its latest entry of this week.
    Other { id: String, title: String, about: String, minutes: (u32, u32), head: Option<Head> },
}

/// The week at a glance.
#[derive(Debug)]
pub struct Today {
    view: WeekView,
    this_week: Week,
    day: chrono::NaiveDate,
    lines: Vec<Line>,
    before: Vec<WeekView>,
    marked: usize,
    read_only: bool,
    area: Rect,
}

impl Today {
    /// Opens a week, this one if none is given, with what is next marked.
    pub fn open(week: Option<Week>, cx: &Cx) -> Result<Self> {
        let this_week = cx.this_week()?;
        let view = week::view(&cx.store, &cx.catalog, week.unwrap_or(this_week))?;
        let mut screen = Self {
            view,
            this_week,
            day: cx.today(),
            lines: Vec::new(),
            before: Vec::new(),
            marked: 0,
            read_only: cx.store.is_read_only(),
            area: Rect::ZERO,
        };
        screen.load(cx)?;
        screen.marked = screen.view.next().unwrap_or(0);
        Ok(screen)
    }

    /// Reads the week again, keeping the mark.
    pub fn reload(&mut self, cx: &Cx) -> Result<()> {
        self.this_week = cx.this_week()?;
        self.day = cx.today();
        self.view = week::view(&cx.store, &cx.catalog, self.view.week)?;
        self.load(cx)
    }

    fn load(&mut self, cx: &Cx) -> Result<()> {
        let label = self.view.week.label();
        let drafts = cx.store.open_drafts(DRAFTS + 10)?;
        let elsewhere = drafts.into_iter().filter(|head| head.week != label).take(DRAFTS).map(Line::Draft);
        let planned = |id: &str| self.view.slots.iter().any(|slot| slot.exercise == id);
        let others =
            cx.catalog.all().map(|loaded| &loaded.exercise).filter(|exercise| !planned(&exercise.id)).map(
                |e| {
                    let head = self.view.others.iter().rev().find(|head| head.exercise == e.id).cloned();
                    let (title, about) = (e.title.clone(), e.about.clone());
                    Line::Other {
                        id: e.id.clone(),
                        title,
                        about,
                        minutes: (e.minutes.least, e.minutes.most),
                        head,
                    }
                },
            );
        self.lines = (0..self.view.slots.len()).map(Line::Slot).chain(elsewhere).chain(others).collect();
        self.marked = self.marked.min(self.lines.len().saturating_sub(1));
        self.load_before(cx)
    }

    /// Reads the weeks before, as far back as there is practice.
    fn load_before(&mut self, cx: &Cx) -> Result<()> {
        self.before.clear();
        let Some(first) = cx.store.first_week()? else { return Ok(()) };
        let mut week = self.view.week.before();
        while self.before.len() < BEFORE && week.label() >= first {
            self.before.push(week::view(&cx.store, &cx.catalog, week)?);
            week = week.before();
        }
        Ok(())
    }

    /// Lists where keys mean something here.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Today, Context::Anywhere]
    }

    /// Gives the week that is shown, for other places to open.
    pub fn week(&self) -> Week {
        self.view.week
    }

    /// Does what an input asks for.
    pub fn update(&mut self, input: &Input, cx: &mut Cx) -> Result<Step> {
        let action = match input {
            Input::Do(action) => *action,
            Input::Mouse(mouse) => return Ok(self.mouse(mouse.kind, mouse.row)),
            _ => return Ok(Step::Ignored),
        };
        let last = self.lines.len().saturating_sub(1);
        match action {
            Action::Up => self.marked = self.marked.saturating_sub(1),
            Action::Down => self.marked = (self.marked + 1).min(last),
            Action::First => self.marked = 0,
            Action::Last => self.marked = last,
            Action::Open => return Ok(self.open_marked()),
            Action::PreviousWeek => self.go(self.view.week.before(), cx)?,
            Action::NextWeek if self.view.week.starts < self.this_week.starts => {
                self.go(self.view.week.after(), cx)?;
            }
            Action::NextWeek => return Ok(Step::Say("this is the newest week".to_owned(), Role::Plain)),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Skip => return self.skip(cx),
            Action::Move => return Ok(self.ask_move()),
            Action::StartWeek => return Ok(self.ask_start()),
            Action::Repeat => return Ok(self.repeat()),
            Action::Discard => return Ok(self.ask_discard()),
            _ => return Ok(Step::Ignored),
        }
        Ok(Step::Stay)
    }

    fn go(&mut self, week: Week, cx: &Cx) -> Result<()> {
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
            Line::Draft(head) => Some(head),
            Line::Other { head, .. } => head.as_ref(),
        }
    }

    fn open_marked(&self) -> Step {
        match (self.lines.get(self.marked), self.marked_head()) {
            (Some(Line::Other { id, head: Some(head), .. }), _) if !head.open_draft => {
                Step::Open(Route::Begin(id.clone(), Some(self.view.week)))
            }
            (_, Some(head)) => Step::Open(Route::Entry(head.id, None)),
            (Some(Line::Slot(index)), None) => match self.view.slots.get(*index) {
                Some(slot) => Step::Open(Route::Begin(slot.exercise.clone(), Some(self.view.week))),
                None => Step::Stay,
            },
            (Some(Line::Other { id, .. }), None) => {
                Step::Open(Route::Begin(id.clone(), Some(self.view.week)))
            }
            _ => Step::Stay,
        }
    }

    fn skip(&mut self, cx: &mut Cx) -> Result<Step> {
        let Some(slot) = self.slot().cloned() else { return Ok(Step::Ignored) };
        let (change, words) = match slot.state {
            SlotState::Skipped => (None, format!("{} is back in this week", slot.title)),
            SlotState::Open => (
                Some(SlotChange::Skipped),
                format!("{} is left out this week; s takes it up again", slot.title),
            ),
            _ => return Ok(Step::Say("it is begun already; x drops its draft".to_owned(), Role::Plain)),
        };
        cx.store.change_slot(self.view.week.label(), &slot.exercise, change)?;
        self.reload(cx)?;
        Ok(Step::Say(words, Role::Plain))
    }

    fn ask_move(&self) -> Step {
        let Some(slot) = self.slot() else { return Step::Ignored };
        let names: Vec<(String, u32)> =
            (1..=7).map(|day| (self.view.week.day(day).format("%a %-d").to_string(), day)).collect();
        let answers = names
            .iter()
            .map(|(name, day)| (name.as_str(), Answer::Move(slot.exercise.clone(), *day)))
            .collect();
        let lines = vec![format!("It stands on {}.", slot.day.format("%A"))];
        Step::Ask(Box::new(Dialog::new(format!("Move {} to", slot.title), lines, answers)))
    }

    fn ask_start(&self) -> Step {
        let lines = vec![
            format!("From {} on, your weeks start on {}.", self.day.format("%-d %B"), self.day.format("%A")),
            "What is written keeps the week it was written for.".to_owned(),
        ];
        let answers = vec![("Start today", Answer::StartWeek(self.day)), ("Leave it", Answer::Nothing)];
        Step::Ask(Box::new(Dialog::new("Let the week start today?", lines, answers)))
    }

    fn repeat(&self) -> Step {
        match self.slot() {
            Some(slot) if slot.heads.iter().any(|head| head.open_draft && head.state == State::Draft) => {
                Step::Say("it is begun already; Enter goes on with it".to_owned(), Role::Plain)
            }
            Some(slot) => Step::Open(Route::Begin(slot.exercise.clone(), Some(self.view.week))),
            None => self.open_marked(),
        }
    }

    fn ask_discard(&self) -> Step {
        let Some(head) = self.marked_head().filter(|head| head.open_draft) else {
            return Step::Say("there is no draft to drop here".to_owned(), Role::Plain);
        };
        let line = if head.state == State::Draft {
            "It goes to the trash; nothing is erased."
        } else {
            "The changes since it was finished go to its history; the finished answers stay."
        };
        let answers = vec![("Keep it", Answer::Nothing), ("Drop it", Answer::Discard(head.id))];
        Step::Ask(Box::new(Dialog::new(
            format!("Drop the draft {}?", head.short),
            vec![line.to_owned()],
            answers,
        )))
    }

    /// Does what an answer to one of its questions means.
    pub fn answered(&mut self, answer: &Answer, cx: &mut Cx) -> Result<Step> {
        let said = match answer {
            Answer::Move(exercise, day) => {
                let usual = cx.catalog.plan().days.iter().any(|d| d.exercise == *exercise && d.day == *day);
                let change = (!usual).then_some(SlotChange::Moved(*day));
                cx.store.change_slot(self.view.week.label(), exercise, change)?;
                self.reload(cx)?;
                format!("moved to {}", self.view.week.day(*day).format("%A"))
            }
            Answer::StartWeek(day) => {
                cx.store.start_week(*day)?;
                let week = cx.this_week()?;
                self.go(week, cx)?;
                format!("your week starts today and ends on {}", self.view.week.day(7).format("%A %-d %B"))
            }
            Answer::Discard(id) => {
                cx.store.discard_draft(*id, cx.now.wall)?;
                cx.saver.forget(*id);
                self.reload(cx)?;
                "dropped".to_owned()
            }
            _ => return Ok(Step::Stay),
        };
        Ok(Step::Say(said, Role::Plain))
    }

    fn mouse(&mut self, kind: MouseKind, row: u16) -> Step {
        match kind {
            MouseKind::Press => {
                let hit = (0..self.lines.len()).find(|i| self.row_of(*i) + self.area.y == row);
                match hit {
                    Some(index) if index == self.marked => return self.open_marked(),
                    Some(index) => self.marked = index,
                    None => {}
                }
            }
            MouseKind::WheelUp => self.marked = self.marked.saturating_sub(1),
            MouseKind::WheelDown => self.marked = (self.marked + 1).min(self.lines.len().saturating_sub(1)),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Step::Stay
    }

    /// Fits it to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
    }

    /// Gives the row of the area that a line stands on.
    fn row_of(&self, index: usize) -> u16 {
        let slots = self.view.slots.len();
        let head = 2 + u16::from(self.read_only);
        head + index as u16 + if index >= slots { 2 } else { 0 }
    }

    /// Draws it. There is nothing to type here, so no cursor.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        self.draw_head(&mut brush);
        for (index, line) in self.lines.iter().enumerate() {
            let y = self.row_of(index);
            let marked = index == self.marked;
            brush.line(1, y, if marked { "▸" } else { " " }, Role::Accent);
            match line {
                Line::Slot(slot) => self.draw_slot(&mut brush, y, marked, &self.view.slots[*slot]),
                Line::Draft(head) => {
                    let title = format!("draft of week {}", head.week);
                    let role = if marked { Role::Accent } else { Role::Plain };
                    brush.line(3, y, "◐", Role::Warn);
                    let x = brush.line(8, y, &format!("{} – {title}", head.exercise), role);
                    brush.line(x.max(38) + 1, y, head.short.as_str(), Role::Dim);
                }
                Line::Other { title, minutes, head, .. } => {
                    let role = if marked { Role::Accent } else { Role::Plain };
                    let x = brush.line(8, y, &shown::cut(title, 28), role);
                    let words = head.as_ref().map_or_else(
                        || format!("{}–{} min", minutes.0, minutes.1),
                        |head| {
                            if head.open_draft { "begun".to_owned() } else { format!("✓ {}", head.summary) }
                        },
                    );
                    brush.line(x.max(37) + 1, y, &words, Role::Dim);
                }
            }
        }
        if self.lines.len() > self.view.slots.len() {
            let y = self.row_of(self.view.slots.len()).saturating_sub(1);
            brush.line(3, y, "Also", Role::Title);
        }
        self.draw_detail(&mut brush);
        None
    }

    fn draw_head(&self, brush: &mut Brush<'_>) {
        let week = self.view.week;
        let days = format!("{} – {}", week.starts.format("%-d %b"), week.day(7).format("%-d %b %Y"));
        let x = brush.line(3, 0, &format!("Week {}", self.view.number), Role::Title);
        let past = if week == self.this_week { "" } else { "  (a past week; t comes back)" };
        let x = brush.line(x + 2, 0, &format!("{days} · {}{past}", week.label()), Role::Dim);
        let marks: String =
            self.view.slots.iter().map(|slot| square(slot.state)).collect::<Vec<_>>().join(" ");
        let time = if self.view.desk.is_zero() {
            String::new()
        } else {
            format!("   {} so far", spoken(self.view.desk))
        };
        brush.right(x + 1, 0, &format!("{marks}{time} "), Role::Dim);
        if self.read_only {
            brush.line(
                3,
                1,
                "This journal is read-only here: look around, nothing can be written.",
                Role::Warn,
            );
        }
    }

    fn draw_slot(&self, brush: &mut Brush<'_>, y: u16, marked: bool, slot: &Slot) {
        let today = slot.day == self.day;
        let role = match (marked, slot.state) {
            (true, _) => Role::Accent,
            (_, SlotState::Skipped) => Role::Dim,
            _ => Role::Plain,
        };
        brush.line(3, y, &slot.day.format("%a").to_string(), if today { Role::Title } else { Role::Dim });
        brush.line(8, y, &shown::cut(&slot.title, 26), role);
        let (mark, mark_role) = match slot.state {
            SlotState::Done => ("✓", Role::Good),
            SlotState::Partial => ("✓", Role::Warn),
            SlotState::Begun(..) => ("◐", Role::Warn),
            SlotState::Open => (" ", Role::Dim),
            SlotState::Skipped => ("–", Role::Dim),
        };
        brush.line(35, y, mark, mark_role);
        let time = match slot.state {
            SlotState::Done | SlotState::Partial => spoken(slot.desk()),
            SlotState::Begun(done, of) => format!("step {} of {of}", (done + 1).min(of)),
            SlotState::Open => format!("{}–{} min", slot.minutes.0, slot.minutes.1),
            SlotState::Skipped => "skipped".to_owned(),
        };
        brush.line(37, y, &time, Role::Dim);
        let changed = slot.current().is_some_and(|head| head.open_draft && head.state != State::Draft);
        let runs = slot.heads.len();
        let words = match (slot.state, changed) {
            (SlotState::Done | SlotState::Partial, true) => {
                format!("changed, not finished · {}", slot.summary())
            }
            (SlotState::Done | SlotState::Partial, false) if runs > 1 => {
                format!("{runs} runs · {}", slot.summary())
            }
            (SlotState::Done | SlotState::Partial, false) => slot.summary().to_owned(),
            (SlotState::Open, _) if slot.moved => "moved".to_owned(),
            _ => String::new(),
        };
        brush.line(50, y, &words, Role::Plain);
    }

    fn draw_detail(&self, brush: &mut Brush<'_>) {
        let after = self.row_of(self.lines.len()) + 1;
        let height = brush.area.height.saturating_sub(after);
        if height < 3 {
            return;
        }
        let (title, about, dim, say) = match self.lines.get(self.marked) {
            Some(Line::Slot(index)) => {
                let slot = &self.view.slots[*index];
                let came_of_it = slot.summary();
                let dim = if came_of_it.is_empty() { slot.why.clone() } else { came_of_it.to_owned() };
                (slot.title.clone(), slot.about.clone(), dim, self.what_next(slot))
            }
            Some(Line::Draft(head)) => {
                let about = "A draft that waits since an earlier week.".to_owned();
                (head.exercise.clone(), about, String::new(), "Enter goes on with it, x drops it.".to_owned())
            }
            Some(Line::Other { title, about, .. }) => {
                (title.clone(), about.clone(), String::new(), "Enter begins it.".to_owned())
            }
            None => {
                let about = "See `empathy exercises list`.".to_owned();
                ("There are no exercises".to_owned(), about, String::new(), String::new())
            }
        };
        brush.rule(after.saturating_sub(1));
        let width = brush.area.width.saturating_sub(6).min(96);
        let mut detail = brush.part(3, after, width, height);
        detail.line(0, 0, &title, Role::Title);
        let mut y = 1 + detail.block(0, 1, &about, Role::Plain);
        if !dim.is_empty() {
            y += detail.block(0, y, &dim, Role::Dim);
        }
        y += detail.block(0, y, &say, Role::Accent);
        self.draw_before(brush, after + y + 1);
    }

    /// Draws the weeks before, where there is room for at least three of them.
    fn draw_before(&self, brush: &mut Brush<'_>, top: u16) {
        let rows = usize::from(brush.area.height.saturating_sub(top + 2));
        if rows < 3 || self.before.is_empty() {
            return;
        }
        brush.rule(top);
        brush.line(3, top + 1, "Weeks before", Role::Title);
        for (index, view) in self.before.iter().take(rows).enumerate() {
            let y = top + 2 + index as u16;
            let x = brush.line(3, y, &view.week.label().to_string(), Role::Dim);
            let marks: Vec<&str> = view.slots.iter().map(|slot| square(slot.state)).collect();
            let x = brush.line(x + 2, y, &marks.join(" "), Role::Plain);
            let time = if view.desk.is_zero() { String::new() } else { spoken(view.desk) };
            brush.line(x + 2, y, &time, Role::Dim);
            let said = view.slots.iter().map(Slot::summary).find(|said| !said.is_empty());
            brush.line(x + 16, y, said.unwrap_or_default(), Role::Dim);
        }
    }

    fn what_next(&self, slot: &Slot) -> String {
        let changed = slot.current().is_some_and(|head| head.open_draft);
        match slot.state {
            SlotState::Open
                if self.view.next() == self.view.slots.iter().position(|s| s.exercise == slot.exercise) =>
            {
                format!(
                    "Next. Enter begins it; it takes {} to {} minutes and can be left at any point.",
                    slot.minutes.0, slot.minutes.1
                )
            }
            SlotState::Open => "Enter begins it; any order is fine.".to_owned(),
            SlotState::Begun(..) => "Enter goes on where you left.".to_owned(),
            SlotState::Skipped => "Left out this week; s takes it up again.".to_owned(),
            _ if changed => "Changed since it was finished: Enter goes on, x drops the changes.".to_owned(),
            SlotState::Partial => {
                "Finished with answers open: Enter looks again, r starts once more.".to_owned()
            }
            SlotState::Done => {
                "Enter looks again and can change it (the version before is kept); r starts once more."
                    .to_owned()
            }
        }
    }

    /// Lists the keys to show at the bottom.
    pub fn footer(&self) -> Vec<Action> {
        let mut keys = vec![Action::Open];
        if let Some(slot) = self.slot() {
            match slot.state {
                SlotState::Open | SlotState::Skipped => keys.extend([Action::Skip, Action::Move]),
                SlotState::Begun(..) => keys.extend([Action::Move, Action::Discard]),
                SlotState::Done | SlotState::Partial => keys.push(Action::Repeat),
            }
        }
        keys.extend([Action::PreviousWeek, Action::Review, Action::Help, Action::Quit]);
        keys
    }
}

fn square(state: SlotState) -> &'static str {
    match state {
        SlotState::Done | SlotState::Partial => "■",
        SlotState::Begun(..) => "◐",
        SlotState::Open => "□",
        SlotState::Skipped => "–",
    }
}
