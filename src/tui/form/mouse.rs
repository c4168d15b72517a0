//! What the mouse does in the form: clicks focus and pick, drags select and reorder, the wheel scrolls.

use ratatui::layout::Rect;

use super::Form;
use super::item::PageItem;
use super::spot::{BAR, Shape, count};
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;

/// Rows that one turn of the wheel scrolls.
const WHEEL: i32 = 3;

impl Form {
    /// Does what the mouse asks for; `column` and `row` count from the corner of the form, and `arrange` knew its width.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.wheel(mouse, -WHEEL),
            MouseKind::WheelDown => self.wheel(mouse, WHEEL),
            MouseKind::Press => self.press(mouse),
            MouseKind::Drag => self.drag(mouse),
            MouseKind::Release => {
                self.dragged_row = None;
                Outcome::Moved
            }
        }
    }

    /// Scrolls the text that is written, if the mouse is over it and it goes on; else the page. The focus stays.
    fn wheel(&mut self, mouse: Mouse, rows: i32) -> Outcome {
        let over = self.item_at(mouse.column, mouse.row) == Some(self.focus);
        if let Some(text) = self.focused_text_mut().filter(|_| over) {
            let before = text.first_row();
            text.scroll_by(rows);
            if text.first_row() != before {
                return Outcome::Moved;
            }
        }
        self.window.scroll = self.window.scroll.saturating_add_signed(rows as isize);
        Outcome::Moved
    }

    /// Returns the item at a place of the form.
    fn item_at(&self, column: u16, row: u16) -> Option<usize> {
        let y = usize::from(row) + self.window.scroll;
        let mut there = self.layout.between(y, y + 1);
        there.find(|index| self.layout.spots.get(*index).is_some_and(|spot| spot.contains(column, y)))
    }

    fn press(&mut self, mouse: Mouse) -> Outcome {
        self.dragged_row = None;
        if let Some(outcome) = self.click_popup(mouse.column, mouse.row) {
            return outcome;
        }
        let Some(index) = self.item_at(mouse.column, mouse.row) else { return Outcome::Ignored };
        if !self.items.get(index).is_some_and(PageItem::takes_focus) {
            return Outcome::Ignored;
        }
        self.advise_focused();
        self.set_focus(index);
        let (inside, column, row) = self.within_control(index, mouse);
        match &self.items[index] {
            PageItem::AddRow { .. } => self.add_row(),
            PageItem::Go { .. } => self.act(super::Input::Do(super::Action::Open)),
            PageItem::Field { key, .. } => self.click_control(&key.clone(), inside, column, row),
            _ => Outcome::Ignored,
        }
    }

    fn drag(&mut self, mouse: Mouse) -> Outcome {
        let (_, column, row) = self.within_control(self.focus, mouse);
        if let (Some(from), Some(key)) = (self.dragged_row, self.focused_key()) {
            // Above and below the ranking the row stays at its end.
            let to = usize::from(row).min(self.ranking(&key).len().saturating_sub(1));
            self.dragged_row = Some(to);
            return self.place_row(from, to);
        }
        if self.item_at(mouse.column, mouse.row) != Some(self.focus) {
            return Outcome::Ignored;
        }
        let Some(text) = self.focused_text_mut() else { return Outcome::Ignored };
        text.drag(column, row);
        self.window.follow = true;
        Outcome::Moved
    }

    /// Returns how wide the control of an item is inside, and a place of the form as one of it.
    fn within_control(&self, index: usize, mouse: Mouse) -> (u16, u16, u16) {
        let Some(spot) = self.layout.spots.get(index) else { return (0, 0, 0) };
        let area = match self.items.get(index) {
            Some(PageItem::Field { .. }) if spot.shape == Shape::Cell => {
                Rect { x: BAR, width: spot.control.width.saturating_sub(BAR), ..spot.control }
            }
            Some(PageItem::Field { key, .. }) if spot.shape == Shape::Open => {
                self.text_area(key, spot.control)
            }
            _ => spot.control,
        };
        let row = (usize::from(mouse.row) + self.window.scroll).saturating_sub(spot.y + usize::from(area.y));
        (area.width, mouse.column.saturating_sub(spot.x + area.x), count(row))
    }
}
