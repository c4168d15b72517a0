//! What the mouse does in the form: clicks focus and pick, drags select and reorder, the wheel scrolls.

use super::Form;
use super::item::PageItem;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;

/// Rows that one turn of the wheel scrolls.
const WHEEL: i32 = 3;

impl Form {
    /// Does what the mouse asks for; `column` and `row` count from the corner of the form, and `arrange` knew its width.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Outcome {
        match mouse.kind {
            MouseKind::WheelUp => self.wheel(-WHEEL),
            MouseKind::WheelDown => self.wheel(WHEEL),
            MouseKind::Press => self.press(mouse),
            MouseKind::Drag => self.drag(mouse),
            MouseKind::Release => {
                self.dragged_row = None;
                Outcome::Moved
            }
        }
    }

    fn wheel(&mut self, rows: i32) -> Outcome {
        match self.focused_text_mut() {
            Some(text) if text.rows() > usize::from(text.height()) => text.scroll_by(rows),
            _ => return self.step_focus(rows > 0),
        }
        Outcome::Moved
    }

    fn press(&mut self, mouse: Mouse) -> Outcome {
        self.dragged_row = None;
        let Some((index, row)) = self.item_at(mouse.row) else { return Outcome::Ignored };
        if !self.items[index].takes_focus() {
            return Outcome::Ignored;
        }
        self.advise_focused();
        self.set_focus(index);
        // Heights change with the focus: find the row within the item again.
        let (column, row) = self.within_control(index, mouse.column, row);
        let inside = self.width.saturating_sub(Self::control_left(&self.items[index]));
        match &self.items[index] {
            PageItem::AddRow { .. } => self.add_row(),
            PageItem::Go { .. } => self.act(super::Input::Do(super::Action::Open)),
            PageItem::Field { key, .. } => self.click_control(&key.clone(), inside, column, row),
            _ => Outcome::Ignored,
        }
    }

    fn drag(&mut self, mouse: Mouse) -> Outcome {
        if let (Some(from), Some(key)) = (self.dragged_row, self.focused_key()) {
            // Above and below the ranking the row stays at its end.
            let above =
                self.tops.get(self.focus).unwrap_or(&0) + self.parts(self.focus, self.width).above.len();
            let to = (usize::from(mouse.row) + self.scroll).saturating_sub(above);
            let to = to.min(self.ranking(&key).len().saturating_sub(1));
            self.dragged_row = Some(to);
            return self.place_row(from, to);
        }
        let Some((index, row)) = self.item_at(mouse.row).filter(|(index, _)| *index == self.focus) else {
            return Outcome::Ignored;
        };
        let (column, row) = self.within_control(index, mouse.column, row);
        let Some(text) = self.focused_text_mut() else { return Outcome::Ignored };
        text.drag(column, row);
        Outcome::Moved
    }

    /// Returns a column of the form and a row of an item as those of the item's control.
    fn within_control(&self, index: usize, column: u16, row: u16) -> (u16, u16) {
        let above = self.parts(index, self.width).above.len() as u16;
        (column.saturating_sub(Self::control_left(&self.items[index])), row.saturating_sub(above))
    }
}
