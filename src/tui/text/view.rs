//! What is seen: scrolling, drawing, and the place of the terminal's cursor.
//!
//! The last column is kept free, so that the cursor has a place after a full row. Deliberately
//! absent: borders and titles.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::TextArea;
use super::buffer::Role;
use super::wrap::Rows;
use crate::sanitize;

/// The styles to draw a text area with.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'a> {
    /// The text and the empty cells.
    pub text: Style,
    /// What is selected, over everything else.
    pub selection: Style,
    /// What is shown while there is no text.
    pub placeholder: (&'a str, Style),
    /// Parts of the text to point out, in bytes; a later one goes over an earlier one.
    pub marked: &'a [(Range<usize>, Style)],
}

/// Returns the columns that text may fill in an area of a width.
pub(super) fn columns(width: u16) -> usize {
    match width {
        0 => 1,
        1 | 2 => usize::from(width),
        _ => usize::from(width) - 1,
    }
}

impl TextArea {
    /// Takes the size of the drawn area; when it is another one, wraps again and brings the cursor into view.
    pub fn set_size(&mut self, width: u16, height: u16) {
        if (width, height) == (self.width, self.height) {
            return;
        }
        (self.width, self.height) = (width, height);
        if columns(width) != self.rows.columns() {
            self.rows.resize(&self.text, columns(width));
            self.goal = None;
        }
        self.follow();
    }

    /// Returns how many rows are shown at once.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// Returns the first row that is shown.
    pub fn first_row(&self) -> usize {
        self.top
    }

    /// Counts the visual rows at the current width; at least one.
    pub fn rows(&self) -> usize {
        self.rows.count()
    }

    /// Returns the visual row of the cursor, counted from the top of the text, and its column.
    pub fn cursor_row_column(&self) -> (usize, u16) {
        let last = usize::from(self.width.saturating_sub(1));
        (self.cursor_row(), self.cursor_column().min(last) as u16)
    }

    /// Scrolls down, or up for a negative number, and leaves the cursor where it is.
    pub fn scroll_by(&mut self, rows: i32) {
        let distance = isize::try_from(rows).unwrap_or(0);
        self.top = self.top.saturating_add_signed(distance).min(self.last_top());
    }

    /// Scrolls as little as brings the cursor into view.
    pub fn follow(&mut self) {
        let row = self.cursor_row();
        let first = (row + 1).saturating_sub(self.visible_rows());
        self.top = self.top.clamp(first, row).min(self.last_top());
    }

    fn visible_rows(&self) -> usize {
        usize::from(self.height.max(1))
    }

    fn last_top(&self) -> usize {
        self.rows.count().saturating_sub(self.visible_rows())
    }

    /// Returns where the terminal's cursor goes, unless it was scrolled out of view.
    pub fn cursor_position(&self, area: Rect) -> Option<Position> {
        let (row, column) = self.cursor_row_column();
        let down = u16::try_from(row.checked_sub(self.top)?).ok()?;
        let position = Position::new(
            area.x.saturating_add(column.min(area.width.saturating_sub(1))),
            area.y.saturating_add(down),
        );
        area.contains(position).then_some(position)
    }

    /// Draws the visible rows, safe to show, in an area of the size that was set.
    pub fn render(&self, area: Rect, buf: &mut Buffer, look: &Look<'_>) {
        let area = area.intersection(buf.area);
        buf.set_style(area, look.text);
        if self.text.is_empty() {
            self.render_placeholder(area, buf, look);
            return;
        }
        for (row, y) in (self.top..self.rows.count()).zip(area.top()..area.bottom()) {
            let range = self.rows.start(&self.text, row)..self.rows.end(&self.text, row);
            let marked = look.marked.iter().filter(|(mark, _)| overlap(mark, &range)).collect::<Vec<_>>();
            let selected = self.selected().filter(|selected| overlap(selected, &range));
            for unit in self.rows.units(&self.text, row).take_while(|unit| unit.column < area.width.into()) {
                let bytes = unit.at..unit.end();
                let marks = marked.iter().filter(|(mark, _)| overlap(mark, &bytes));
                let style = marks.fold(look.text, |style, (_, mark)| style.patch(*mark));
                if selected.as_ref().is_some_and(|selected| overlap(selected, &bytes)) {
                    // A selected newline is seen as one cell.
                    let shown = if unit.role == Role::Newline { " ".into() } else { unit.shown() };
                    draw(&shown, unit.column, area, y, buf, style.patch(look.selection));
                } else {
                    draw(&unit.shown(), unit.column, area, y, buf, style);
                }
            }
        }
    }

    fn render_placeholder(&self, area: Rect, buf: &mut Buffer, look: &Look<'_>) {
        let (text, style) = look.placeholder;
        let rows = Rows::new(text, self.rows.columns());
        for (row, y) in (0..rows.count()).zip(area.top()..area.bottom()) {
            for unit in rows.units(text, row).take_while(|unit| unit.column < area.width.into()) {
                draw(&unit.shown(), unit.column, area, y, buf, look.text.patch(style));
            }
        }
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Draws what is shown of a unit, cluster by cluster as ratatui does, as far as the row goes.
fn draw(shown: &str, mut column: usize, area: Rect, y: u16, buf: &mut Buffer, style: Style) {
    for cluster in shown.graphemes(true) {
        let width = sanitize::width(cluster);
        if column + width > area.width.into() {
            return;
        }
        for offset in 0..width {
            if let Some(cell) = buf.cell_mut((area.x + (column + offset) as u16, y)) {
                let ground = cell.bg;
                cell.reset();
                cell.set_bg(ground).set_symbol(if offset == 0 { cluster } else { " " }).set_style(style);
            }
        }
        column += width;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, Lines, Motion};
    use super::*;
    use ratatui::style::Color;

    /// Draws an area of the buffer's size; a row is what a reader sees, without the space at its end.
    fn picture(area: &TextArea, width: u16, height: u16, look: &Look<'_>) -> (Vec<String>, Buffer) {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        area.render(buf.area, &mut buf, look);
        let rows = (0..height).map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < width {
                row.push_str(buf[(x, y)].symbol());
                x += sanitize::width(buf[(x, y)].symbol()).max(1) as u16;
            }
            row.trim_end().to_owned()
        });
        (rows.collect(), buf)
    }

    fn area(text: &str, width: u16, height: u16) -> TextArea {
        let mut area = TextArea::new(text, Lines::Many);
        area.set_size(width, height);
        area.edit(Edit::Move(Motion::Start));
        area
    }

    #[test]
    fn a_page_looks_as_it_reads() {
        for (text, rows) in [
            ("I felt calm, then (oddly) worried!", ["I felt calm,", "then (oddly)", "worried!"]),
            ("日本語 क्षि 👨‍👩‍👧‍👦x e\u{301}", ["日本語 क्षि 👨‍👩‍👧‍👦x", "e\u{301}", ""]),
            ("a\tb\nשלום עולם", ["a   b", "שלום עולם", ""]),
            ("a\u{7}\u{1B}[31mb\r\n\u{202E}c\u{1B}]52;c;aGVs\u{7}", ["a��b", "�c�", ""]),
        ] {
            assert_eq!(picture(&area(text, 16, 3), 16, 3, &Look::default()).0, rows, "{text:?}");
        }
    }

    #[test]
    fn areas_that_are_too_small_show_what_fits() {
        assert_eq!(picture(&area("日a", 1, 3), 1, 3, &Look::default()).0, ["�", "a", ""]);
        assert_eq!(picture(&area("日a", 2, 2), 2, 2, &Look::default()).0, ["日", "a"]);
        for (width, height) in [(0, 0), (1, 0), (0, 1)] {
            let area = area("日a", width, height);
            picture(&area, width, height, &Look::default());
            assert_eq!(area.cursor_position(Rect::new(0, 0, width, height)), None);
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 2));
        area("a long row", 20, 3).render(Rect::new(2, 1, 20, 3), &mut buf, &Look::default());
        assert_eq!(buf, Buffer::with_lines(["    ", "  a "]));
    }

    #[test]
    fn the_placeholder_is_seen_until_something_is_written() {
        let look =
            Look { placeholder: ("What happened today?", Style::new().fg(Color::Gray)), ..Look::default() };
        let mut area = area("", 12, 2);
        let (rows, buf) = picture(&area, 12, 2, &look);
        assert_eq!((rows, buf[(0, 0)].fg), (vec!["What".to_owned(), "happened".to_owned()], Color::Gray));
        area.edit(Edit::Insert('x'));
        assert_eq!(picture(&area, 12, 2, &look).0, ["x", ""]);
    }

    #[test]
    fn marks_and_selection_colour_whole_graphemes() {
        let mut area = area("a日\u{1B}[1mbc\nd", 12, 2);
        for _ in 0..2 {
            area.edit(Edit::Select(Motion::Right));
        }
        let marked = [(2..3, Style::new().fg(Color::Red)), (6..99, Style::new().fg(Color::Blue))];
        let look = Look { selection: Style::new().bg(Color::Green), marked: &marked, ..Look::default() };
        let (_, buf) = picture(&area, 12, 2, &look);
        let row = |style: fn(&ratatui::buffer::Cell) -> Color| {
            (0..6).map(|x| style(&buf[(x, 0)])).collect::<Vec<_>>()
        };
        let (red, blue, green, none) = (Color::Red, Color::Blue, Color::Green, Color::Reset);
        assert_eq!(row(|cell| cell.fg), [none, red, red, blue, blue, blue]);
        assert_eq!(row(|cell| cell.bg), [green, green, green, none, none, none]);
    }

    #[test]
    fn a_selected_newline_is_one_cell() {
        let mut area = area("a\nb", 12, 2);
        area.edit(Edit::SelectAll);
        let look = Look { selection: Style::new().bg(Color::Green), ..Look::default() };
        let (_, buf) = picture(&area, 12, 2, &look);
        assert_eq!([0, 1, 2].map(|x| buf[(x, 0)].bg == Color::Green), [true, true, false]);
        assert_eq!([0, 1].map(|x| buf[(x, 1)].bg == Color::Green), [true, false]);
    }

    #[test]
    fn the_cursor_is_where_the_next_letter_goes() {
        for (text, place) in [
            ("", (0, 0)),
            ("👨‍👩‍👧‍👦x", (3, 0)),
            ("क्षिx", (4, 0)),
            ("abcdefgh", (8, 0)),
            ("abcdefgh    ", (8, 0)),
            ("a\n", (0, 1)),
        ] {
            let mut area = area(text, 9, 3);
            area.edit(Edit::Move(Motion::End));
            let position = area.cursor_position(Rect::new(5, 7, 9, 3));
            assert_eq!(position, Some(Position::new(5 + place.0, 7 + place.1)), "{text:?}");
        }
    }

    #[test]
    fn scrolling_leaves_the_cursor_until_the_next_key() {
        let mut area = area("0\n1\n2\n3\n4\n5", 9, 2);
        area.scroll_by(3);
        assert_eq!((area.top, area.cursor_position(Rect::new(0, 0, 9, 2))), (3, None));
        area.scroll_by(99);
        assert_eq!(area.top, 4);
        area.set_size(9, 2);
        assert_eq!(area.top, 4);
        area.edit(Edit::Move(Motion::Right));
        assert_eq!(area.top, 0);
        area.scroll_by(i32::MIN);
        assert_eq!(area.top, 0);
    }

    #[test]
    fn another_size_keeps_the_cursor_in_view() {
        let mut area = area("one two three four five six", 40, 5);
        area.edit(Edit::Move(Motion::End));
        area.set_size(6, 2);
        assert_eq!((area.rows(), area.top, area.cursor_row_column()), (6, 4, (5, 3)));
        area.set_size(40, 5);
        assert_eq!((area.rows(), area.top, area.cursor_row_column()), (1, 0, (0, 27)));
    }
}
