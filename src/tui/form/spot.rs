//! The place of one item on a page, and the rows of text around its control.

use ratatui::layout::Rect;

use crate::sanitize;
use crate::tui::theme::Role;

/// Columns at the left of what has no frame, for the mark of what has the focus.
pub(super) const GUTTER: u16 = 2;
/// Columns of the bar at the left of a text without a frame.
pub(super) const BAR: u16 = 2;
/// A row of text.
pub(super) type Line = (String, Role);

/// How an item is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Rows of text alone, and what is pressed.
    Plain,
    /// In a frame of its own.
    Frame,
    /// With the label above or beside it.
    Open,
    /// In a column of a table.
    Cell,
}

/// Where an item stands, and the rows of text around its control.
#[derive(Debug)]
pub(super) struct Spot {
    pub x: u16,
    pub y: usize,
    pub width: u16,
    pub height: u16,
    pub shape: Shape,
    /// The label and what stands below it, row by row; within a frame, only what stands above the control.
    pub above: Vec<Line>,
    /// The control, from the corner of the spot.
    pub control: Rect,
    pub below: Vec<Line>,
    /// Where what stands below begins.
    pub notes_at: u16,
    /// What stands in the lower border of the frame, or at the right of the first row.
    pub foot: Option<Line>,
}

impl Spot {
    pub fn rows(x: u16, y: usize, width: u16, above: Vec<Line>) -> Self {
        let height = count(above.len());
        let control = Rect::new(0, height, 0, 0);
        Self {
            x,
            y,
            width,
            height,
            shape: Shape::Plain,
            above,
            control,
            below: Vec::new(),
            notes_at: 0,
            foot: None,
        }
    }

    pub fn bottom(&self) -> usize {
        self.y + usize::from(self.height)
    }

    pub fn contains(&self, x: u16, y: usize) -> bool {
        (self.y..self.bottom()).contains(&y) && (self.x..self.x.saturating_add(self.width)).contains(&x)
    }
}

/// Counts rows as a screen does.
pub(super) fn count(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// Wraps a text that is indented by so many columns; the first row begins with `lead`.
pub(super) fn rows(text: &str, width: u16, indent: u16, lead: &str, role: Role) -> Vec<Line> {
    let indent = usize::from(indent);
    let hang = indent + sanitize::width(lead);
    let room = usize::from(width).saturating_sub(hang).max(8);
    let row = |(index, row): (usize, String)| {
        let start = if index == 0 { format!("{}{lead}", " ".repeat(indent)) } else { " ".repeat(hang) };
        (format!("{start}{row}"), role)
    };
    sanitize::wrap(text.trim_end(), room).into_iter().enumerate().map(row).collect()
}
