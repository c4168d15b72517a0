//! A list with one line marked: moving the mark, clicks, headings, and which lines show. Deliberately absent: what is
//! listed, which whoever has the list draws line by line.

use std::ops::Range;

use ratatui::layout::{Margin, Position, Rect};

use super::action::Input;
use super::input::{Mouse, MouseKind};
use super::outcome::Outcome;
use super::theme::Role;
use super::widgets::paint::Brush;

/// How long the list is, and what is marked in it.
#[derive(Debug)]
pub struct List {
    marked: usize,
    length: usize,
    /// Rows that one line takes, without a heading.
    rows: u16,
    /// The lines that have a row more above them, for a heading.
    headed: Vec<usize>,
    area: Rect,
}

impl List {
    /// Begins with an empty list, of lines of so many rows.
    pub fn new(rows: u16) -> Self {
        Self { marked: 0, length: 0, rows, headed: Vec::new(), area: Rect::ZERO }
    }

    /// Returns the index of the marked line.
    pub fn marked(&self) -> usize {
        self.marked
    }

    /// Marks a line, or the last one if there are fewer.
    pub fn mark(&mut self, index: usize) {
        self.marked = index.min(self.length.saturating_sub(1));
    }

    /// Takes note of how long the list is now.
    pub fn set_length(&mut self, length: usize) {
        self.length = length;
        self.mark(self.marked);
    }

    /// Takes note of which lines have a heading above them.
    pub fn set_headed(&mut self, headed: Vec<usize>) {
        self.headed = headed;
    }

    /// Fits it to its area.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
    }

    fn is_headed(&self, index: usize) -> bool {
        self.headed.binary_search(&index).is_ok()
    }

    /// Returns the rows that a line takes, with its heading.
    fn height(&self, index: usize) -> u16 {
        self.rows + u16::from(self.is_headed(index))
    }

    /// Takes an input: [`Outcome::Chosen`] if the marked line was clicked, [`Outcome::Ignored`] if it is not for a list.
    pub fn act(&mut self, input: &Input) -> Outcome {
        let room = usize::from(self.area.height / self.rows).max(1);
        match (input.moves(self.marked, self.length, (room, 1)), input) {
            (Some(index), _) => self.marked = index,
            (None, Input::Mouse(mouse)) if mouse.kind == MouseKind::Press => return self.press(*mouse),
            (None, Input::Mouse(_)) => {}
            (None, _) => return Outcome::Ignored,
        }
        Outcome::Moved
    }

    fn press(&mut self, mouse: Mouse) -> Outcome {
        match self.at(mouse) {
            Some(index) if index == self.marked => return Outcome::Chosen,
            Some(index) => self.marked = index,
            None => {}
        }
        Outcome::Moved
    }

    /// Returns the line that the mouse is on; a heading belongs to none.
    pub fn at(&self, mouse: Mouse) -> Option<usize> {
        let inside = self.area.contains(Position::new(mouse.column, mouse.row));
        let (index, rows) = self.shown().find(|(_, rows)| inside && rows.contains(&mouse.row))?;
        (!self.is_headed(index) || mouse.row != rows.start).then_some(index)
    }

    /// Lists the lines that show, the marked one among them, each with its rows on the screen.
    fn shown(&self) -> impl Iterator<Item = (usize, Range<u16>)> {
        let mut first = self.marked;
        let mut height = self.height(first);
        while first > 0 && height + self.height(first - 1) <= self.area.height {
            first -= 1;
            height += self.height(first);
        }
        let mut y = self.area.y;
        let place = move |index| {
            let rows = y..y + self.height(index);
            y = rows.end;
            (index, rows)
        };
        (first..self.length)
            .map(place)
            .take_while(move |(index, rows)| rows.end <= self.area.bottom() || *index == first)
    }

    /// Draws the lines that show, each with `line`, and the mark before the marked one, below its heading. `brush` paints
    /// from the corner of the list's area on. The marked one is selected from edge to edge of what is around the list.
    pub fn draw(&self, brush: &mut Brush<'_>, line: impl Fn(&mut Brush<'_>, usize, bool)) {
        for (index, rows) in self.shown() {
            let marked = index == self.marked;
            let mut row = brush.part(0, rows.start - self.area.y, u16::MAX, rows.end - rows.start);
            row.line(0, u16::from(self.is_headed(index)), if marked { "▸" } else { " " }, Role::Accent);
            line(&mut row, index, marked);
            if marked {
                let y = rows.end.saturating_sub(self.rows);
                let bar = Rect { y, height: self.rows, ..self.area }.intersection(self.area);
                Brush::new(row.buf, bar.outer(Margin::new(1, 0)), row.theme).select(0, self.rows);
            }
        }
    }

    /// Returns the first row that shows, and how many there are.
    pub fn scrolled(&self) -> (usize, usize) {
        let rows =
            |index: usize| index * usize::from(self.rows) + self.headed.partition_point(|line| *line < index);
        (rows(self.shown().next().map_or(0, |(index, _)| index)), rows(self.length))
    }
}
