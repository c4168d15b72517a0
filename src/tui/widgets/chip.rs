//! Chips: what can be picked, in brackets that say whether it is, without colour too. One of a dimension has its glyph and
//! letter before it, in its hue. Where several can be picked, each has a box to tick.

use super::paint::{Brush, text_width};
use crate::sanitize;
use crate::tui::theme::{Hue, Role, hue_mark};

/// Columns between two chips.
const GAP: u16 = 1;

/// One thing to pick, or picked.
#[derive(Debug, Clone, Copy)]
pub struct Chip<'a> {
    /// What it says.
    pub label: &'a str,
    /// The dimension it is, if it is one.
    pub hue: Option<Hue>,
    /// Whether it is picked.
    pub picked: bool,
    /// Whether others can be picked beside it: then it has a box to tick.
    pub several: bool,
    /// Whether it is under the cursor.
    pub focused: bool,
}

impl<'a> Chip<'a> {
    /// Begins with one that is not picked.
    pub fn new(label: &'a str) -> Self {
        Self { label, hue: None, picked: false, several: false, focused: false }
    }

    /// Returns the columns it takes.
    pub fn width(&self) -> u16 {
        let mark = if self.hue.is_some() { 3 } else { 0 };
        text_width(&sanitize::line(self.label)).saturating_add(4 + mark)
    }

    /// Draws it, and returns the column after it.
    pub fn draw(&self, brush: &mut Brush<'_>, x: u16, y: u16) -> u16 {
        let (open, close) = match (self.several, self.picked) {
            (true, true) => ("[✓] ", ""),
            (true, false) => ("[ ] ", ""),
            (false, true) => ("[ ", " ]"),
            (false, false) => ("( ", " )"),
        };
        let text = match (self.picked, self.hue) {
            (true, Some(hue)) => Role::Hue(hue),
            (true, None) => Role::Title,
            (false, _) => Role::Plain,
        };
        let edge = if self.picked { text } else { Role::Dim };
        let mut end = brush.line(x, y, open, edge);
        if let Some(hue) = self.hue {
            let (glyph, letter) = hue_mark(hue);
            end = brush.line(end, y, &format!("{glyph}{letter} "), Role::Hue(hue));
        }
        end = brush.pieces(end, y, &[(self.label, text), (close, edge)]);
        if self.focused {
            brush.part(x, y, end.saturating_sub(x), 1).select(0, 1);
        }
        end
    }
}

/// Places chips in rows of a width: column and row of each.
pub fn flow(chips: &[Chip<'_>], width: u16) -> Vec<(u16, u16)> {
    let (mut x, mut y) = (0_u16, 0_u16);
    let mut places = Vec::with_capacity(chips.len());
    for chip in chips {
        if x > 0 && x.saturating_add(chip.width()) > width {
            (x, y) = (0, y.saturating_add(1));
        }
        places.push((x, y));
        x = x.saturating_add(chip.width()).saturating_add(GAP);
    }
    places
}

/// Draws chips in as many rows as they need, and returns how many those are.
pub fn draw_all(brush: &mut Brush<'_>, y: u16, chips: &[Chip<'_>]) -> u16 {
    let places = flow(chips, brush.area.width);
    for (chip, (x, row)) in chips.iter().zip(&places) {
        chip.draw(brush, *x, y.saturating_add(*row));
    }
    places.last().map_or(0, |(_, row)| row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_go_on_in_the_next_row_where_one_is_full() {
        let chips = ["one", "two", "three"].map(Chip::new);
        assert_eq!(flow(&chips, 16), [(0, 0), (8, 0), (0, 1)]);
        assert_eq!(flow(&chips, 3), [(0, 0), (0, 1), (0, 2)], "however narrow it is");
        assert_eq!(Chip { hue: Some(Hue::Models), ..chips[0] }.width(), chips[0].width() + 3);
    }
}
