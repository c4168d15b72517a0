//! Painting text into a buffer: sanitised, measured, cut at the edge, safe at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::sanitize;
use crate::tui::theme::{Role, Theme};

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

    /// Paints as many lines as there is room for, from one of them on, with an arrow where there are more below.
    pub fn scrolled(&mut self, lines: &[Vec<(String, Role)>], from: usize) {
        let height = usize::from(self.area.height);
        let from = from.min(lines.len().saturating_sub(height));
        for (line, y) in lines.iter().skip(from).take(height).zip(0..) {
            line.iter().fold(0, |x, (text, role)| self.line(x, y, text, *role));
        }
        if from + height < lines.len() {
            self.right(0, self.area.height.saturating_sub(1), " ↓ ", Role::Dim);
        }
    }

    /// Paints a rule across the area.
    pub fn rule(&mut self, y: u16) {
        let line = "─".repeat(usize::from(self.area.width));
        self.line(0, y, &line, Role::Dim);
    }

    /// Clears the area, for what lies over something else.
    pub fn clear(&mut self) {
        for position in self.area.positions() {
            if let Some(cell) = self.buf.cell_mut(position) {
                cell.reset();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::theme::Colours;

    #[test]
    fn rows_are_counted_up_to_what_a_screen_can_count_and_never_from_zero_again() {
        let theme = Theme::new(false, Colours::None);
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 4));
        let mut brush = Brush::new(&mut buf, Rect::new(0, 0, 10, 4), &theme);
        assert_eq!(brush.block(0, 1, "one two three", Role::Plain), 3);
        assert_eq!(brush.block(0, 9, &"row\n".repeat(70_000), Role::Plain), u16::MAX);
        assert_eq!(text_width(&"x".repeat(70_000)), u16::MAX);
    }
}
