//! What lies over the page at the focus, so that nothing below moves: words that are offered while one types, and the
//! options of an answer that its column has no room for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Form;
use super::spot::{BAR, Shape, count};
use super::suggest::SHOWN;
use crate::domain::locate::FieldPath;
use crate::tui::outcome::Outcome;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::paint::{Brush, text_width};
use crate::tui::widgets::panel::Panel;

/// Columns of a list of words.
const WORDS: (u16, u16) = (20, 48);
/// Columns of options.
const OPTIONS: u16 = 60;

/// What lies over the page.
enum Popup {
    Words,
    Options(FieldPath),
}

impl Form {
    /// Returns what lies over the page and where, counted from the corner of the form.
    fn popup(&self) -> Option<(Popup, Rect)> {
        let spot = self.layout.spots.get(self.focus)?;
        let room = self.layout.width;
        let (popup, x, width, rows) = if self.suggestions.is_empty() {
            let key = self.focused_key().filter(|_| spot.shape == Shape::Cell)?;
            let field = self.focused_field().filter(|_| self.is_folded(&key, spot.control.width - BAR))?;
            let width = room.min(OPTIONS);
            let rows = self.control_height(field, &key, width.saturating_sub(4), true);
            (Popup::Options(key), spot.x, width, rows)
        } else {
            let widest = self.suggestions.iter().map(|word| text_width(word)).max().unwrap_or(0);
            let width = widest.saturating_add(4).clamp(WORDS.0, WORDS.1).min(room);
            let x = self.text_area(&self.focused_key()?, spot.control).x + spot.x;
            (Popup::Words, x.saturating_sub(2), width, count(self.suggestions.len().min(SHOWN)))
        };
        let x = x.min(room.saturating_sub(width));
        let top = (spot.y + usize::from(spot.control.y)).checked_sub(self.window.scroll).map(count)?;
        let rows = rows.saturating_add(2);
        let below = top.saturating_add(spot.control.height);
        // The other rows of its table stay in sight where there is room below them.
        let table = self.layout.tables.iter().find(|table| table.items.contains(&self.focus));
        let end = table.map_or(below, |table| count(table.rows.end.saturating_sub(self.window.scroll)));
        let below = if end.saturating_add(rows) <= self.layout.height { end } else { below };
        let (under, over) = (self.layout.height.saturating_sub(below), top);
        let area = if rows <= under || under >= over {
            Rect::new(x, below, width, rows.min(under))
        } else {
            let rows = rows.min(over);
            Rect::new(x, top - rows, width, rows)
        };
        (area.height > 2).then_some((popup, area))
    }

    /// Draws what lies over the page; `area` is that of the form.
    pub(super) fn draw_popup(&self, area: Rect, buf: &mut Buffer, theme: &Theme) {
        let Some((popup, place)) = self.popup() else { return };
        let place = Rect { x: place.x + area.x, y: place.y + area.y, ..place }.intersection(area);
        let mut brush = Brush::new(buf, place, theme);
        match popup {
            Popup::Words => {
                let shown = usize::from(place.height.saturating_sub(2));
                let first = self.first_suggestion(shown);
                let panel = Panel::over("").scrolled(first, self.suggestions.len());
                let mut inside = panel.draw(&mut brush, Surface::Raised);
                for (word, y) in self.suggestions.iter().skip(first).take(shown).zip(0..) {
                    inside.line(0, y, word, Role::Plain);
                }
                if let Some(marked) = self.suggestion.and_then(|marked| marked.checked_sub(first)) {
                    inside.select(count(marked), 1);
                }
            }
            Popup::Options(key) => {
                let label = self.field(&key).map_or("", |field| &field.label);
                let mut inside = Panel::over(label).draw(&mut brush, Surface::Raised);
                self.draw_control(&key, true, &mut inside, theme);
            }
        }
    }

    /// Takes what was clicked in what lies over the page; `None` if nothing lies there.
    pub(super) fn click_popup(&mut self, column: u16, row: u16) -> Option<Outcome> {
        let (popup, place) = self.popup().filter(|(_, place)| place.contains((column, row).into()))?;
        let inside = Panel::inside(place);
        let (column, row) = (column.checked_sub(inside.x), row.checked_sub(inside.y));
        let (Some(column), Some(row)) = (column, row) else { return Some(Outcome::Moved) };
        Some(match popup {
            Popup::Words => {
                let index = self.first_suggestion(usize::from(inside.height)) + usize::from(row);
                let inside = row < inside.height && index < self.suggestions.len();
                if inside { self.take_suggestion(index) } else { Outcome::Moved }
            }
            Popup::Options(key) => self.click_options(&key, inside.width, column, row),
        })
    }
}
