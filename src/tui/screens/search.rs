//! Search, over whatever is on the screen: what is typed is looked for at once, Enter opens what is marked.

use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::error::Result;
use crate::library::Catalog;
use crate::model::search::Query;
use crate::store::Hit;
use crate::tui::action::{Action, Context, Input};
use crate::tui::cx::Cx;
use crate::tui::dialog::frame;
use crate::tui::input::MouseKind;
use crate::tui::route::{Route, Step};
use crate::tui::text::{Edit, Lines, Look, Motion, TextArea};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// How many entries are listed at most.
const MOST: usize = 50;
/// Rows that one entry takes.
const ROWS: u16 = 2;
/// Rows above the list: the frame, what is typed, a rule.
const HEAD: u16 = 3;

/// What is looked for, and what was found.
#[derive(Debug)]
pub struct Search {
    text: TextArea,
    query: Query,
    hits: Vec<Hit>,
    marked: usize,
    catalog: Rc<Catalog>,
    area: Rect,
}

impl Search {
    /// Opens the search with nothing typed.
    pub fn open(cx: &Cx) -> Result<Self> {
        let mut search = Self {
            text: TextArea::new("", Lines::One),
            query: Query::default(),
            hits: Vec::new(),
            marked: 0,
            catalog: Rc::clone(&cx.catalog),
            area: Rect::ZERO,
        };
        search.look(cx)?;
        Ok(search)
    }

    /// Lists where keys mean something here.
    pub fn contexts() -> Vec<Context> {
        vec![Context::Writing, Context::Form, Context::Anywhere]
    }

    /// Looks again for what is typed.
    pub fn look(&mut self, cx: &Cx) -> Result<()> {
        self.query = Query::parse(&self.text.text());
        self.hits = cx.store.search(&self.query, MOST)?;
        self.marked = self.marked.min(self.hits.len().saturating_sub(1));
        Ok(())
    }

    /// Does what an input asks for.
    pub fn update(&mut self, input: &Input, cx: &Cx) -> Result<Step> {
        let last = self.hits.len().saturating_sub(1);
        let page = usize::from(self.area.height.saturating_sub(HEAD + 1) / ROWS).max(1);
        let edit = match input {
            Input::Char(c) => Edit::Insert(*c),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Mouse(mouse) => return Ok(self.mouse(mouse.kind, mouse.row)),
            Input::Rest => return Ok(Step::Stay),
            Input::Do(action) => match action {
                Action::Up => return Ok(self.mark(self.marked.saturating_sub(1))),
                Action::Down | Action::NextField => return Ok(self.mark((self.marked + 1).min(last))),
                Action::PageUp | Action::PreviousPage => {
                    return Ok(self.mark(self.marked.saturating_sub(page)));
                }
                Action::PageDown | Action::NextPage => return Ok(self.mark((self.marked + page).min(last))),
                Action::Newline | Action::Open | Action::Done => return Ok(self.open_marked()),
                Action::Backspace => Edit::Backspace,
                Action::Delete => Edit::Delete,
                Action::DeleteWordLeft => Edit::DeleteWordLeft,
                Action::DeleteToRowStart => Edit::DeleteToRowStart,
                Action::Left => Edit::Move(Motion::Left),
                Action::Right => Edit::Move(Motion::Right),
                Action::WordLeft => Edit::Move(Motion::WordLeft),
                Action::WordRight => Edit::Move(Motion::WordRight),
                Action::RowStart | Action::First => Edit::Move(Motion::Start),
                Action::RowEnd | Action::Last => Edit::Move(Motion::End),
                Action::SelectAll => Edit::SelectAll,
                Action::Undo => Edit::Undo,
                Action::Redo => Edit::Redo,
                _ => return Ok(Step::Ignored),
            },
        };
        self.text.edit(edit);
        self.marked = 0;
        self.look(cx)?;
        Ok(Step::Stay)
    }

    fn mark(&mut self, index: usize) -> Step {
        self.marked = index;
        Step::Stay
    }

    fn open_marked(&self) -> Step {
        match self.hits.get(self.marked) {
            Some(hit) => Step::Open(match hit.passage.clone() {
                Some(passage) => Route::Passage(hit.head.id, passage),
                None => Route::Entry(hit.head.id, None),
            }),
            None => Step::Say("nothing is found that could be opened".to_owned(), Role::Plain),
        }
    }

    fn mouse(&mut self, kind: MouseKind, row: u16) -> Step {
        let last = self.hits.len().saturating_sub(1);
        match kind {
            MouseKind::Press => {
                let Some(line) = row.checked_sub(self.area.y + HEAD) else { return Step::Stay };
                let index = self.first() + usize::from(line / ROWS);
                if index == self.marked {
                    return self.open_marked();
                }
                self.marked = index.min(last);
            }
            MouseKind::WheelUp => self.marked = self.marked.saturating_sub(1),
            MouseKind::WheelDown => self.marked = (self.marked + 1).min(last),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Step::Stay
    }

    /// Gives the first entry that shows, so that the marked one does too.
    fn first(&self) -> usize {
        let shown = usize::from(self.area.height.saturating_sub(HEAD + 1) / ROWS).max(1);
        (self.marked + 1).saturating_sub(shown)
    }

    /// Fits it to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.text.set_size(area.width.saturating_sub(6), 1);
    }

    /// Draws it and gives where the terminal's cursor stands.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear();
        frame(&mut brush, "Find");
        let (width, height) = (self.area.width.saturating_sub(4), self.area.height.saturating_sub(2));
        let mut body = brush.part(2, 1, width, height);
        body.line(0, 0, "▌", Role::Focus);
        let line = body.part(2, 0, u16::MAX, 1);
        let hint = "words, \"a phrase\", product: exercise: dimension: tag: after: before: is:draft";
        let look = Look {
            text: theme.style(Role::Plain),
            selection: theme.style(Role::Marked),
            placeholder: (hint, theme.style(Role::Dim)),
            marked: &[],
        };
        self.text.render(line.area, line.buf, &look);
        let cursor = self.text.cursor_position(line.area);
        body.rule(1);
        let mut list = body.part(0, HEAD - 1, u16::MAX, u16::MAX);
        if let Some(problem) = self.query.problems.first() {
            list.block(0, 0, &format!("{}; {}", problem.message, problem.hint), Role::Warn);
        } else if self.hits.is_empty() {
            let words = if self.text.is_blank() { "Nothing is written yet." } else { "Nothing is found." };
            list.line(0, 0, words, Role::Dim);
        } else {
            self.draw_hits(&mut list);
        }
        cursor
    }

    fn draw_hits(&self, list: &mut Brush<'_>) {
        let first = self.first();
        let rooms = usize::from(list.area.height / ROWS).max(1);
        for (place, (index, hit)) in self.hits.iter().enumerate().skip(first).take(rooms).enumerate() {
            let y = place as u16 * ROWS;
            let marked = index == self.marked;
            let role = if marked { Role::Accent } else { Role::Plain };
            list.line(0, y, if marked { "▸" } else { " " }, Role::Accent);
            let loaded = self.catalog.get(&hit.head.exercise);
            let title = loaded.map_or(hit.head.exercise.as_str(), |loaded| loaded.exercise.title.as_str());
            let x = list.line(2, y, &hit.head.day.format("%a %-d %b %Y").to_string(), Role::Dim);
            let x = list.line(x + 1, y, title, role);
            let x = list.line(x + 1, y, hit.head.short.as_str(), Role::Dim);
            list.line(x + 1, y, &hit.head.later().unwrap_or_default(), Role::Dim);
            let mut x = 4;
            for (words, matched) in &hit.snippet {
                x = list.line(x, y + 1, words, if *matched { Role::Hint } else { Role::Plain });
            }
        }
    }

    /// Lists the keys to show at the bottom.
    pub fn footer() -> Vec<Action> {
        vec![Action::Newline, Action::Up, Action::Down, Action::Back, Action::Help]
    }
}
