//! What the mouse does: a click labels, or selects words that show it; the wheel scrolls the text.

use ratatui::layout::Position;

use super::card::Mode;
use super::{Complaints, labels, shares};
use crate::error::Result;
use crate::tui::context::Context;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;

impl Complaints {
    pub(super) fn mouse(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind == MouseKind::Press
            && let Some(decision) = labels::hit(self.places.labels, at)
        {
            return self.decide(decision, cx);
        }
        if mouse.kind == MouseKind::Press
            && let Some(pick) = shares::hit(self.places.shares, at, &self.tally)
        {
            let narrowed = self.narrow(pick, cx);
            // What was narrowed is what is seen.
            self.back_to_list(cx)?;
            return narrowed;
        }
        let text = self.places.text;
        let Some(card) = &mut self.card else { return Ok(Outcome::Moved) };
        let (column, row) = (at.x.saturating_sub(text.x), at.y.saturating_sub(text.y));
        match mouse.kind {
            MouseKind::WheelUp => card.text.scroll_by(-2),
            MouseKind::WheelDown => card.text.scroll_by(2),
            MouseKind::Press if text.contains(at) => card.text.click(column, row),
            MouseKind::Drag if text.contains(at) => {
                card.text.drag(column, row);
                card.phrase = card.text.selected();
                card.mode = Mode::Labelling;
            }
            _ => {}
        }
        Ok(Outcome::Moved)
    }
}
