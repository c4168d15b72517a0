//! Progress: sections of figures, each number one key away from the entries behind it and from how it was calculated.

mod layout;
mod view;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::layout::Layout;
use crate::app::progress::{self, Behind, Figure, Item, Source};
use crate::charts::{Row, Tone};
use crate::domain::progress::{Board, Query, Section};
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::screens::{Tab, View};

/// Rows above the figures: the sections, what the section tells, a blank one.
const HEAD: u16 = 3;
/// How many rows of the figures stay above what explains them.
const LEAST: usize = 4;
/// How far the wheel scrolls.
const WHEEL: usize = 3;

#[derive(Debug)]
pub struct Progress {
    board: Board,
    section: usize,
    figures: Vec<Figure>,
    /// What figures of one subject are about, if one was chosen.
    subject: Option<String>,
    /// Whether evidence is shown before the person has rated themselves.
    evidence: bool,
    /// Whether the numbers of the marked figure are explained.
    explained: bool,
    layout: Layout,
    /// The marked target of the layout.
    marked: usize,
    /// The first row that shows.
    top: usize,
    area: Rect,
}

impl Progress {
    /// Opens the first section, or one by its name.
    pub fn open(section: Option<&str>, cx: &Context) -> Result<Self> {
        let board = progress::sections(&cx.catalog);
        let named = section.and_then(|id| board.sections.iter().position(|section| section.id == id));
        let mut screen = Self {
            board,
            section: named.unwrap_or(0),
            figures: Vec::new(),
            subject: None,
            evidence: false,
            explained: false,
            layout: Layout::default(),
            marked: 0,
            top: 0,
            area: Rect::ZERO,
        };
        screen.load(cx)?;
        Ok(screen)
    }

    /// Reads the section again, keeping the mark.
    fn load(&mut self, cx: &Context) -> Result<()> {
        let Some(section) = self.board.sections.get(self.section) else { return Ok(()) };
        // Chosen for charts of one subject; rows of other sections stay as they are.
        let is_chosen = section.figures.iter().any(|figure| matches!(figure.query, Query::OneSubject));
        let source = Source {
            store: &cx.store,
            catalog: &cx.catalog,
            today: cx.today(),
            subject: self.subject.as_deref().filter(|_| is_chosen),
            evidence: self.evidence,
        };
        self.figures = progress::figures(section, &source)?;
        self.lay_out();
        Ok(())
    }

    fn lay_out(&mut self) {
        self.layout = Layout::of(&self.figures, usize::from(self.area.width));
        self.marked = self.marked.min(self.layout.targets.len().saturating_sub(1));
        self.show_marked();
    }

    fn sections(&self) -> &[Section] {
        &self.board.sections
    }

    /// How many rows there are for figures.
    fn height(&self) -> usize {
        self.room().saturating_sub(self.explanation().len()).max(1)
    }

    fn room(&self) -> usize {
        usize::from(self.area.height.saturating_sub(HEAD))
    }

    /// The rows below the figures: how the numbers of the marked one were calculated, if that was asked.
    fn explanation(&self) -> Vec<Row> {
        let marked = self.layout.targets.get(self.marked).filter(|_| self.explained);
        let Some(figure) = marked.and_then(|target| self.figures.get(target.figure)) else {
            return Vec::new();
        };
        let width = usize::from(self.area.width);
        let mut rows = vec![vec![("─".repeat(width), Tone::Dim)]];
        rows.extend(layout::explanation(figure, width));
        rows.truncate(self.room().saturating_sub(LEAST));
        rows
    }

    /// The figure and the item that are marked.
    fn marked_item(&self) -> Option<(usize, Option<&Item>)> {
        let target = self.layout.targets.get(self.marked)?;
        let figure = self.figures.get(target.figure)?;
        Some((target.figure, target.item.and_then(|item| figure.items.get(item))))
    }

    fn mark(&mut self, target: usize) {
        self.marked = target;
        self.show_marked();
    }

    /// Scrolls so far that the marked target shows, with the figure around it as far as there is room.
    fn show_marked(&mut self) {
        let height = self.height();
        let Some(target) = self.layout.targets.get(self.marked) else {
            self.top = 0;
            return;
        };
        if target.to >= self.top + height {
            self.top = target.to + 1 - height;
        }
        self.top = self.top.min(target.from);
        // What does not fit is cut at its end; the mark itself always shows.
        if target.row >= self.top + height {
            self.top = target.row + 1 - height;
        }
    }

    /// The first row that shows at the very end.
    fn last_top(&self) -> usize {
        self.layout.rows.len().saturating_sub(self.height())
    }

    /// Marks what comes next, or shows more of what is marked, if there is more of it below.
    fn down(&mut self) {
        let end = self.layout.targets.get(self.marked).map_or(0, |target| target.to);
        if end >= self.top + self.height() {
            self.top = (self.top + WHEEL).min(self.last_top());
        } else if self.marked + 1 < self.layout.targets.len() {
            self.mark(self.marked + 1);
        }
    }

    /// Marks what comes before, or shows more of what is marked, if there is more of it above.
    fn up(&mut self) {
        let begin = self.layout.targets.get(self.marked).map_or(0, |target| target.from);
        if begin < self.top {
            self.top = self.top.saturating_sub(WHEEL).max(begin);
        } else {
            self.mark(self.marked.saturating_sub(1));
        }
    }

    /// Turns a page, and marks what is in view then.
    fn page(&mut self, down: bool) {
        let (height, before) = (self.height(), self.top);
        let by = height.saturating_sub(1).max(1);
        self.top =
            if down { (before + by).min(self.last_top().max(before)) } else { before.saturating_sub(by) };
        let view = self.top..self.top + height;
        let targets = &self.layout.targets;
        self.marked = match targets.iter().position(|target| view.contains(&target.row)) {
            _ if self.top == before && down => targets.len().saturating_sub(1),
            _ if self.top == before => 0,
            found => found.unwrap_or(self.marked),
        };
    }

    fn turn(&mut self, section: usize, cx: &Context) -> Result<()> {
        self.section = section.min(self.sections().len().saturating_sub(1));
        (self.marked, self.top) = (0, 0);
        self.load(cx)
    }

    fn other_subject(&mut self, next: bool, cx: &Context) -> Result<Outcome> {
        let Some(figure) = self.figures.iter().position(|figure| figure.subjects.len() > 1) else {
            return Ok(Outcome::Say("no chart here is about one product alone".to_owned()));
        };
        let subjects = &self.figures[figure].subjects;
        let now =
            self.subject.as_ref().and_then(|now| subjects.iter().position(|name| name == now)).unwrap_or(0);
        let count = subjects.len();
        let then = if next { (now + 1) % count } else { (now + count - 1) % count };
        self.subject = subjects.get(then).cloned();
        self.load(cx)?;
        if let Some(index) = self.layout.targets.iter().position(|target| target.figure == figure) {
            self.mark(index);
        }
        Ok(Outcome::Moved)
    }

    fn open_marked(&self) -> Outcome {
        match self.marked_item() {
            Some((_, Some(Item { behind: Behind::Entry(entry), .. }))) => {
                Outcome::Open(Route::Entry(*entry, None))
            }
            Some((_, Some(item))) if !item.behind.is_nothing() => {
                Outcome::Open(Route::DrillDown(item.label.clone(), item.behind.clone()))
            }
            Some((_, Some(Item { begin: Some(_), .. }))) => self.practise(),
            _ => Outcome::Say("there are no entries for this yet".to_owned()),
        }
    }

    fn practise(&self) -> Outcome {
        match self.marked_item() {
            Some((_, Some(Item { begin: Some(exercise), .. }))) => {
                Outcome::Open(Route::Begin(exercise.clone(), None))
            }
            _ => Outcome::Say("there is no exercise for this".to_owned()),
        }
    }

    fn mouse(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        match mouse.kind {
            MouseKind::Press if mouse.row == self.area.y => {
                if let Some(section) = self.section_at(mouse.column) {
                    self.turn(section, cx)?;
                }
            }
            MouseKind::Press if mouse.row >= self.area.y + HEAD => {
                let line = usize::from(mouse.row - self.area.y - HEAD);
                let row = self.top + line;
                let hit =
                    self.layout.targets.iter().position(|target| target.row == row && line < self.height());
                match hit {
                    Some(index) if index == self.marked => return Ok(self.open_marked()),
                    Some(index) => self.mark(index),
                    None => {}
                }
            }
            MouseKind::WheelUp => self.top = self.top.saturating_sub(WHEEL),
            MouseKind::WheelDown => {
                let most = self.layout.rows.len().saturating_sub(self.height());
                self.top = (self.top + WHEEL).min(most);
            }
            MouseKind::Press | MouseKind::Drag | MouseKind::Release => {}
        }
        Ok(Outcome::Moved)
    }
}

impl View for Progress {
    const TAB: Option<Tab> =
        Some(Tab { action: Action::Progress, label: "Progress", route: |_| Route::Progress(None) });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        let last = self.layout.targets.len().saturating_sub(1);
        let action = match input {
            Input::Do(action) => action,
            Input::Mouse(mouse) => return self.mouse(mouse, cx),
            _ => return Ok(Outcome::Ignored),
        };
        match action {
            Action::Up => self.up(),
            Action::Down => self.down(),
            Action::First => self.mark(0),
            Action::Last => {
                self.mark(last);
                self.top = self.last_top();
            }
            Action::PageUp => self.page(false),
            Action::PageDown => self.page(true),
            Action::PreviousSection => {
                let last = self.sections().len().saturating_sub(1);
                self.turn(self.section.checked_sub(1).unwrap_or(last), cx)?;
            }
            Action::NextSection => self.turn((self.section + 1) % self.sections().len().max(1), cx)?,
            Action::PreviousSubject => return self.other_subject(false, cx),
            Action::NextSubject => return self.other_subject(true, cx),
            Action::Open => return Ok(self.open_marked()),
            Action::Practise => return Ok(self.practise()),
            Action::Why => {
                self.explained = !self.explained;
                self.show_marked();
            }
            Action::ShowEvidence => {
                self.evidence = !self.evidence;
                self.load(cx)?;
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        self.load(cx)
    }

    fn arrange(&mut self, area: Rect) {
        let resized = self.area != area;
        self.area = area;
        if resized {
            self.lay_out();
        }
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        self.draw_all(buf, cx.theme)
    }

    fn contexts(&self) -> Vec<KeyContext> {
        vec![KeyContext::Progress, KeyContext::Anywhere]
    }

    fn footer(&self) -> Vec<Action> {
        let item = self.marked_item().and_then(|(_, item)| item);
        let mut actions = Vec::new();
        if item.is_some_and(|item| !item.behind.is_nothing()) {
            actions.push(Action::Open);
        }
        if item.is_some_and(|item| item.begin.is_some()) {
            actions.push(Action::Practise);
        }
        actions.extend([Action::Why, Action::NextSection]);
        if self.figures.iter().any(|figure| figure.subjects.len() > 1) {
            actions.push(Action::NextSubject);
        }
        if self.figures.iter().any(|figure| figure.hidden) {
            actions.push(Action::ShowEvidence);
        }
        actions.extend([Action::Help, Action::Quit]);
        actions
    }
}
