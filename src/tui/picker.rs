//! A line to type in over a list to pick from, drawn over whatever is on the screen. Deliberately absent: what is listed.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input, KeyContext};
use super::dialog::frame;
use super::input::{Mouse, MouseKind};
use super::outcome::Outcome;
use super::text::{Lines, Look, TextArea};
use super::theme::{Role, Theme};
use super::widgets::paint::Brush;

/// Rows above the list: the frame, what is typed, a rule.
const HEAD: u16 = 3;

/// What is typed, how long the list is, and what is marked in it.
#[derive(Debug)]
pub struct Picker {
    text: TextArea,
    marked: usize,
    length: usize,
    /// Rows that one line of the list takes, without a heading.
    rows: u16,
    /// The lines that have a row more above them, for a heading.
    headed: Vec<usize>,
    area: Rect,
}

impl Picker {
    /// Where keys mean something here.
    pub const CONTEXTS: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
    /// The actions whose keys the footer shows.
    pub const FOOTER: [Action; 5] = [Action::Newline, Action::Up, Action::Down, Action::Back, Action::Help];

    /// Begins with nothing typed, and lines of so many rows.
    pub fn new(rows: u16) -> Self {
        Self {
            text: TextArea::new("", Lines::One),
            marked: 0,
            length: 0,
            rows,
            headed: Vec::new(),
            area: Rect::ZERO,
        }
    }

    /// Returns what is typed.
    pub fn typed(&self) -> String {
        self.text.text()
    }

    /// Returns whether nothing is typed.
    pub fn is_blank(&self) -> bool {
        self.text.is_blank()
    }

    /// Returns the index of the marked line.
    pub fn marked(&self) -> usize {
        self.marked
    }

    /// Takes note of how long the list is now.
    pub fn set_length(&mut self, length: usize) {
        self.length = length;
        self.marked = self.marked.min(length.saturating_sub(1));
    }

    /// Takes note of which lines have a heading above them.
    pub fn set_headed(&mut self, headed: Vec<usize>) {
        self.headed = headed;
    }

    fn is_headed(&self, index: usize) -> bool {
        self.headed.binary_search(&index).is_ok()
    }

    /// Returns the rows that a line takes, with its heading.
    fn height(&self, index: usize) -> u16 {
        self.rows + u16::from(self.is_headed(index))
    }

    /// Takes an input: [`Outcome::Changed`] if what is typed may be another text, and [`Outcome::Chosen`] if the marked
    /// line is meant.
    pub fn act(&mut self, input: &Input) -> Outcome {
        if let Some(index) = input.moves(self.marked, self.length, (self.room(), 1)) {
            return self.mark(index);
        }
        match input {
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => self.press(*mouse),
            Input::Mouse(_) => Outcome::Moved,
            Input::Do(Action::Newline | Action::Open | Action::Done) => Outcome::Chosen,
            input => {
                let outcome = self.text.act(input);
                if outcome.changed() {
                    self.marked = 0;
                }
                outcome
            }
        }
    }

    fn mark(&mut self, index: usize) -> Outcome {
        self.marked = index;
        Outcome::Moved
    }

    fn press(&mut self, mouse: Mouse) -> Outcome {
        let inside = list_area(self.area).contains(Position::new(mouse.column, mouse.row));
        let hit = self.shown().find(|(_, rows)| inside && rows.contains(&mouse.row));
        match hit {
            Some((index, rows)) if self.is_headed(index) && mouse.row == rows.start => Outcome::Moved,
            Some((index, _)) if index == self.marked => Outcome::Chosen,
            Some((index, _)) => self.mark(index),
            None => Outcome::Moved,
        }
    }

    /// Returns how many lines there is room for, about.
    fn room(&self) -> usize {
        usize::from(list_area(self.area).height / self.rows).max(1)
    }

    /// Lists the lines that show, the marked one among them, each with its rows on the screen.
    fn shown(&self) -> impl Iterator<Item = (usize, Range<u16>)> {
        let list = list_area(self.area);
        let mut first = self.marked;
        let mut height = self.height(first);
        while first > 0 && height + self.height(first - 1) <= list.height {
            first -= 1;
            height += self.height(first);
        }
        let mut y = list.y;
        let place = move |index| {
            let rows = y..y + self.height(index);
            y = rows.end;
            (index, rows)
        };
        (first..self.length)
            .map(place)
            .take_while(move |(index, rows)| rows.end <= list.bottom() || *index == first)
    }

    /// Fits it to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.text.set_size(area.width.saturating_sub(6), 1);
    }

    /// Draws frame, line and list, and returns where the terminal's cursor stands. `hint` stands where nothing is typed;
    /// `line` draws one line of the list, below its heading if it has one; `instead` stands in place of the list.
    pub fn draw(
        &self,
        buf: &mut Buffer,
        theme: &Theme,
        (title, hint): (&str, &str),
        line: impl Fn(&mut Brush<'_>, usize, bool),
        instead: Option<(String, Role)>,
    ) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear();
        let (mut list, cursor) = open_frame(&mut brush, &self.text, theme, (title, hint));
        if let Some((text, role)) = instead {
            list.block(0, 0, &text, role);
            return cursor;
        }
        for (index, rows) in self.shown() {
            let marked = index == self.marked;
            let mut row = list.part(0, rows.start - list_area(self.area).y, u16::MAX, rows.end - rows.start);
            let below_heading = u16::from(self.is_headed(index));
            row.line(0, below_heading, if marked { "▸" } else { " " }, Role::Accent);
            line(&mut row, index, marked);
        }
        cursor
    }
}

/// Returns the part of a frame's area that its list is drawn in.
fn list_area(frame: Rect) -> Rect {
    let (width, height) = (frame.width.saturating_sub(4), frame.height.saturating_sub(HEAD + 1));
    Rect::new(frame.x + 2, frame.y + HEAD, width, height)
}

/// Draws a frame with a line to type in, and returns the room for the list below it and where the terminal's cursor stands.
/// `hint` stands where nothing is typed.
fn open_frame<'a>(
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
