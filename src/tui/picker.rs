//! A line to type in over a list to pick from, drawn over whatever is on the screen. Deliberately absent: what is listed.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input, KeyContext};
use super::dialog::frame;
use super::input::{Mouse, MouseKind};
use super::text::{Edit, Lines, Look, Motion, TextArea};
use super::theme::{Role, Theme};
use super::widgets::paint::Brush;

/// Rows above the list: the frame, what is typed, a rule.
pub const HEAD: u16 = 3;

/// What is typed, how long the list is, and what is marked in it.
#[derive(Debug)]
pub struct Picker {
    text: TextArea,
    marked: usize,
    length: usize,
    /// Rows that one line of the list takes.
    rows: u16,
    area: Rect,
}

/// What an input came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// What is typed may be another text: the list is to be made anew.
    Typed,
    /// Another line is marked, or nothing happened.
    Moved,
    /// The marked line is meant.
    Chosen,
    /// The input was not for the list.
    Ignored,
}

impl Picker {
    /// Begins with nothing typed, and lines of so many rows.
    pub fn new(rows: u16) -> Self {
        Self { text: TextArea::new("", Lines::One), marked: 0, length: 0, rows, area: Rect::ZERO }
    }

    /// Lists where keys mean something here.
    pub fn contexts() -> Vec<KeyContext> {
        vec![KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere]
    }

    /// Lists the keys to show at the bottom.
    pub fn footer() -> Vec<Action> {
        vec![Action::Newline, Action::Up, Action::Down, Action::Back, Action::Help]
    }

    /// Gives what is typed.
    pub fn typed(&self) -> String {
        self.text.text()
    }

    /// Tells whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        self.text.is_blank()
    }

    /// Gives the marked line.
    pub fn marked(&self) -> usize {
        self.marked
    }

    /// Takes note of how long the list is now.
    pub fn set_length(&mut self, length: usize) {
        self.length = length;
        self.marked = self.marked.min(length.saturating_sub(1));
    }

    /// Does what an input asks for.
    pub fn act(&mut self, input: &Input) -> Picked {
        let last = self.length.saturating_sub(1);
        let edit = match input {
            Input::Char(c) => Edit::Insert(*c),
            Input::Paste(text) => Edit::Paste(text.clone()),
            Input::Mouse(mouse) => return self.mouse(*mouse),
            Input::Rest => return Picked::Moved,
            Input::Do(action) => match action {
                Action::Up => return self.mark(self.marked.saturating_sub(1)),
                Action::Down | Action::NextField => return self.mark((self.marked + 1).min(last)),
                Action::PageUp | Action::PreviousPage => {
                    return self.mark(self.marked.saturating_sub(self.room()));
                }
                Action::PageDown | Action::NextPage => {
                    return self.mark((self.marked + self.room()).min(last));
                }
                Action::Newline | Action::Open | Action::Done => return Picked::Chosen,
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
                _ => return Picked::Ignored,
            },
        };
        self.text.edit(edit);
        self.marked = 0;
        Picked::Typed
    }

    fn mark(&mut self, index: usize) -> Picked {
        self.marked = index;
        Picked::Moved
    }

    fn mouse(&mut self, mouse: Mouse) -> Picked {
        let last = self.length.saturating_sub(1);
        match mouse.kind {
            MouseKind::Press => {
                let list = list_area(self.area);
                let shown = self.shown();
                let index = shown.start + usize::from(mouse.row.saturating_sub(list.y) / self.rows);
                match (list.contains(Position::new(mouse.column, mouse.row)), shown.contains(&index)) {
                    (true, true) if index == self.marked => Picked::Chosen,
                    (true, true) => self.mark(index),
                    _ => Picked::Moved,
                }
            }
            MouseKind::WheelUp => self.mark(self.marked.saturating_sub(1)),
            MouseKind::WheelDown => self.mark((self.marked + 1).min(last)),
            MouseKind::Drag | MouseKind::Release => Picked::Moved,
        }
    }

    /// Counts the lines there is room for.
    fn room(&self) -> usize {
        usize::from(self.area.height.saturating_sub(HEAD + 1) / self.rows).max(1)
    }

    /// Gives the lines that show, so that the marked one does too.
    fn shown(&self) -> Range<usize> {
        let first = (self.marked + 1).saturating_sub(self.room());
        first..(first + self.room()).min(self.length)
    }

    /// Fits it to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.text.set_size(area.width.saturating_sub(6), 1);
    }

    /// Draws frame, line and list, and gives where the terminal's cursor stands. `hint` stands where nothing is typed;
    /// `line` draws one line of the list, and `instead` draws what stands in place of a list.
    pub fn draw(
        &self,
        buf: &mut Buffer,
        theme: &Theme,
        (title, hint): (&str, &str),
        line: impl Fn(&mut Brush<'_>, usize, bool),
        instead: impl FnOnce(&mut Brush<'_>) -> bool,
    ) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear();
        let (mut list, cursor) = open_frame(&mut brush, &self.text, theme, (title, hint));
        if instead(&mut list) {
            return cursor;
        }
        for (place, index) in self.shown().enumerate() {
            let marked = index == self.marked;
            let mut row = list.part(0, place as u16 * self.rows, u16::MAX, self.rows);
            row.line(0, 0, if marked { "▸" } else { " " }, Role::Accent);
            line(&mut row, index, marked);
        }
        cursor
    }
}

/// Returns the part of a frame's area that its list is drawn in.
pub fn list_area(frame: Rect) -> Rect {
    let (width, height) = (frame.width.saturating_sub(4), frame.height.saturating_sub(HEAD + 1));
    Rect::new(frame.x + 2, frame.y + HEAD, width, height)
}

/// Draws a frame with a line to type in, and gives the room for the list below it and where the terminal's cursor stands.
/// `hint` stands where nothing is typed.
pub fn open_frame<'a>(
    brush: &'a mut Brush<'_>,
    text: &TextArea,
    theme: &Theme,
    (title, hint): (&str, &str),
) -> (Brush<'a>, Option<Position>) {
    frame(brush, title);
    let (width, height) = (brush.area.width.saturating_sub(4), brush.area.height.saturating_sub(2));
    brush.part(2, 1, width, height).line(0, 0, "▌", Role::Focus);
    let typed = brush.part(4, 1, width.saturating_sub(2), 1);
    let look = Look {
        text: theme.style(Role::Plain),
        selection: theme.style(Role::Marked),
        placeholder: (hint, theme.style(Role::Dim)),
        marked: &[],
    };
    text.render(typed.area, typed.buf, &look);
    let cursor = text.cursor_position(typed.area);
    brush.part(2, 1, width, height).rule(1);
    (brush.part(2, HEAD, width, height.saturating_sub(HEAD - 1)), cursor)
}
