//! Painting text into a buffer: sanitised, measured, cut at the edge, safe at any size.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use crate::sanitize;
use crate::tui::theme::{Role, Surface, Theme};

/// Returns the columns that a text takes on the screen, as far as a screen can count.
pub fn text_width(text: &str) -> u16 {
    u16::try_from(sanitize::width(text)).unwrap_or(u16::MAX)
}

/// A brush over one area of a buffer, with rows and columns counted from its corner.
#[derive(Debug)]
pub struct Brush<'a> {
    /// Where to paint.
    pub buf: &'a mut Buffer,
    /// The area; nothing is painted outside.
    pub area: Rect,
    /// The styles.
    pub theme: &'a Theme,
}

impl<'a> Brush<'a> {
    /// Takes a brush to an area, clipped to the buffer.
    pub fn new(buf: &'a mut Buffer, area: Rect, theme: &'a Theme) -> Self {
        let area = area.intersection(buf.area);
        Self { buf, area, theme }
    }

    /// Takes the brush to a part of the area, given from its corner.
    pub fn part(&mut self, x: u16, y: u16, width: u16, height: u16) -> Brush<'_> {
        let wanted =
            Rect { x: self.area.x.saturating_add(x), y: self.area.y.saturating_add(y), width, height };
        Brush { area: wanted.intersection(self.area), buf: self.buf, theme: self.theme }
    }

    /// Paints one line and returns the column after it. What does not fit is cut with an ellipsis.
    pub fn line(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        if y >= self.area.height || x >= self.area.width {
            return x;
        }
        let room = self.area.width - x;
        let text = sanitize::cut(&sanitize::line(text), usize::from(room));
        let style = self.theme.style(role);
        let (end, _) =
            self.buf.set_stringn(self.area.x + x, self.area.y + y, &text, usize::from(room), style);
        end - self.area.x
    }

    /// Paints pieces of a line one after the other and returns the column after them.
    pub fn pieces(&mut self, x: u16, y: u16, pieces: &[(&str, Role)]) -> u16 {
        pieces.iter().fold(x, |x, (text, role)| self.line(x, y, text, *role))
    }

    /// Paints a line that ends at the right edge, if there is room for it from column `from` on.
    pub fn right(&mut self, from: u16, y: u16, text: &str, role: Role) {
        let width = sanitize::width(&sanitize::line(text));
        let room = usize::from(self.area.width.saturating_sub(from));
        if width <= room {
            self.line(self.area.width - width as u16, y, text, role);
        }
    }

    /// Paints wrapped text and returns the row after it; rows below the area are counted, not painted.
    pub fn block(&mut self, x: u16, y: u16, text: &str, role: Role) -> u16 {
        let rows = sanitize::wrap(text, usize::from(self.area.width.saturating_sub(x)));
        for (row, below) in rows.iter().zip(y..self.area.height) {
            self.line(x, below, row, role);
        }
        y.saturating_add(u16::try_from(rows.len()).unwrap_or(u16::MAX))
    }

    /// Paints as many lines as there is room for, from one of them on, with a scrollbar where there are more.
    pub fn scrolled(&mut self, lines: &[Vec<(String, Role)>], from: usize) {
        let height = usize::from(self.area.height);
        let from = from.min(lines.len().saturating_sub(height));
        for (line, y) in lines.iter().skip(from).take(height).zip(0..) {
            line.iter().fold(0, |x, (text, role)| self.line(x, y, text, *role));
        }
        self.scrollbar(from, lines.len());
    }

    /// Paints a rule across the area.
    pub fn rule(&mut self, y: u16) {
        let line = "─".repeat(usize::from(self.area.width));
        self.line(0, y, &line, Role::Border);
    }

    /// Clears the area to a surface.
    pub fn clear(&mut self, surface: Surface) {
        let mut blank = Cell::EMPTY;
        blank.set_style(self.theme.surface(surface));
        self.rows().for_each(|row| row.fill(blank.clone()));
    }

    /// Copies another buffer into the area, from one of its rows on, as far as both reach.
    pub fn copy(&mut self, sheet: &Buffer, from: u16) {
        let theirs = sheet.content.chunks(usize::from(sheet.area.width.max(1))).skip(usize::from(from));
        for (row, theirs) in self.rows().zip(theirs) {
            let both = row.len().min(theirs.len());
            row[..both].clone_from_slice(&theirs[..both]);
        }
    }

    /// Selects some rows of the area, over their full width: to be called once they are painted.
    pub fn select(&mut self, y: u16, rows: u16) {
        self.part(0, y, u16::MAX, rows).each_cell(Theme::select);
    }

    /// Sends everything in the area behind what is painted over it next.
    pub fn send_behind(&mut self) {
        self.each_cell(Theme::send_behind);
    }

    fn each_cell(&mut self, change: impl Fn(&Theme, &mut Cell)) {
        let theme = self.theme;
        self.rows().flatten().for_each(|cell| change(theme, cell));
    }

    /// The cells of the area, row by row: filled and copied as slices, a first frame takes 4 % fewer instructions
    /// than cell by cell.
    fn rows(&mut self) -> impl Iterator<Item = &mut [Cell]> {
        let whole = self.buf.area;
        let area = self.area.intersection(whole);
        let from = usize::from(area.x.saturating_sub(whole.x));
        let columns = from..from + usize::from(area.width);
        let rows = self.buf.content.chunks_mut(usize::from(whole.width.max(1)));
        let rows = rows.skip(usize::from(area.y.saturating_sub(whole.y))).take(usize::from(area.height));
        rows.map(move |row| row.get_mut(columns.clone()).unwrap_or_default())
    }

    /// Paints a scrollbar into the last column, if not all of `total` rows show; `from` is the first one that does.
    pub fn scrollbar(&mut self, from: usize, total: usize) {
        let edge = self.area.width.saturating_sub(1);
        for y in scroll_thumb(self.area.height, from, total) {
            self.line(edge, y, "┃", Role::Dim);
        }
    }
}

/// Returns the rows of a scrollbar that stand for what shows of `total` rows, from one of them on; none if all of them show.
pub fn scroll_thumb(height: u16, from: usize, total: usize) -> Range<u16> {
    let room = usize::from(height);
    if room == 0 || total <= room {
        return 0..0;
    }
    let length = (room * room / total).clamp(1, room);
    let hidden = total - room;
    // The first and the last row of the bar are reached only where there is nothing more.
    let free = room - length;
    let top = match from {
        0 => 0,
        from if from >= hidden => free,
        from => (from * free / hidden).clamp(1.min(free), free.saturating_sub(1).max(1.min(free))),
    };
    top as u16..(top + length) as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;
    use ratatui::style::Modifier;

    #[test]
    fn rows_are_counted_up_to_what_a_screen_can_count_and_never_from_zero_again() {
        let theme = Theme::new(false, Colours::None);
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 4));
        let mut brush = Brush::new(&mut buf, Rect::new(0, 0, 10, 4), &theme);
        assert_eq!(brush.block(0, 1, "one two three", Role::Plain), 3);
        assert_eq!(brush.block(0, 9, &"row\n".repeat(70_000), Role::Plain), u16::MAX);
        assert_eq!(text_width(&"x".repeat(70_000)), u16::MAX);
    }

    #[test]
    fn a_scrollbar_reaches_its_ends_only_where_nothing_more_is() {
        for (height, from, total, thumb) in [
            (10, 0, 10, 0..0),
            (10, 0, 20, 0..5),
            (10, 1, 20, 1..6),
            (10, 9, 20, 4..9),
            (10, 10, 20, 5..10),
            (10, 99, 20, 5..10),
            (4, 500, 100_000, 1..2),
            (1, 3, 9, 0..1),
            (0, 0, 9, 0..0),
        ] {
            assert_eq!(scroll_thumb(height, from, total), thumb, "{from} of {total} in {height}");
        }
    }

    #[test]
    fn a_selection_is_a_bar_over_the_full_width_in_any_number_of_colours() {
        for colours in [Colours::True, Colours::Many, Colours::Sixteen, Colours::None] {
            let theme = Theme::new(false, colours);
            let mut buf = Buffer::empty(Rect::new(0, 0, 10, 2));
            let mut brush = Brush::new(&mut buf, Rect::new(0, 0, 10, 2), &theme);
            brush.clear(Surface::Base);
            brush.pieces(0, 1, &[("one", Role::Accent), (" two", Role::Dim)]);
            brush.select(1, 1);
            let looks = |x: u16, y: u16| (buf[(x, y)].bg, buf[(x, y)].modifier.contains(Modifier::REVERSED));
            for x in 1..10 {
                assert_eq!(looks(x, 1), looks(0, 1), "{colours:?}");
            }
            assert_ne!(looks(0, 0), looks(0, 1), "{colours:?}");
        }
    }
}
