//! How Progress looks: the sections above, the figures below, the mark at the left.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::{HEAD, Progress};
use crate::sanitize;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::chart;
use crate::tui::widgets::paint::Brush;

impl Progress {
    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        brush.clear(Surface::Base);
        self.draw_sections(&mut brush);
        if let Some(section) = self.sections().get(self.section) {
            brush.line(1, 1, &section.about, Role::Dim);
        }
        let height = self.height() as u16;
        let mut foot = brush.part(0, HEAD + height, u16::MAX, u16::MAX);
        chart::paint(&mut foot, 0, 0, &self.explanation());
        let mut body = brush.part(0, HEAD, u16::MAX, height);
        let end = (self.top + self.height()).min(self.layout.rows.len());
        let rows = self.layout.rows.get(self.top..end).unwrap_or_default();
        chart::paint(&mut body, 0, 0, rows);
        if let Some(row) =
            self.layout.targets.get(self.marked).and_then(|target| target.row.checked_sub(self.top))
        {
            body.line(1, row as u16, "▸", Role::Accent);
            body.select(row as u16, 1);
        }
        body.scrollbar(self.top, self.layout.rows.len());
        None
    }

    fn draw_sections(&self, brush: &mut Brush<'_>) {
        if self.narrow() {
            let title = self.sections().get(self.section).map_or("", |section| section.title.as_str());
            let words = format!(" {title} · {} of {} ", self.section + 1, self.sections().len());
            brush.line(1, 0, &words, Role::Marked);
            return;
        }
        let mut x = 1;
        for (index, section) in self.sections().iter().enumerate() {
            let role = if index == self.section { Role::Marked } else { Role::Plain };
            x = brush.line(x, 0, &format!(" {} ", section.title), role) + 1;
        }
    }

    /// Whether the names of all sections do not fit.
    fn narrow(&self) -> bool {
        let all: usize = self.sections().iter().map(|section| sanitize::width(&section.title) + 3).sum();
        all + 1 > usize::from(self.area.width)
    }

    /// Finds the section whose name stands at a column.
    pub(super) fn section_at(&self, column: u16) -> Option<usize> {
        let mut x = self.area.x + 1;
        for (index, section) in self.sections().iter().enumerate().filter(|_| !self.narrow()) {
            let end = x + sanitize::width(&section.title) as u16 + 2;
            if (x..end).contains(&column) {
                return Some(index);
            }
            x = end + 1;
        }
        None
    }
}
