//! One panel: a figure, the rows of one, or what belongs to its marked row.

use ratatui::layout::Rect;

use crate::app::progress::Figure;
use crate::charts::{self, Mark, Row};
use crate::sanitize;
use crate::tui::widgets::panel::Panel;

/// Weights of panels in a row, see [`super::grid`].
const NARROW: u16 = 4;
const WIDE: u16 = 8;
/// Of rows beside a chart over time, and of that chart.
const CHARTED: [u16; 2] = [3, 6];
/// Of rows beside words, and of those words.
const WORDED: [u16; 2] = [4, 5];
/// A table wider than this asks for a wide panel.
const NARROW_TABLE: usize = 44;
/// A width at which no table is cut.
pub(super) const UNCUT: usize = 300;

/// What of a figure a panel shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All that is drawn of it.
    Whole,
    /// Its rows alone.
    List,
    /// What belongs to the marked row.
    Detail,
}

/// A panel, laid out.
#[derive(Debug)]
pub(super) struct Pane {
    /// The figure, by its place in the section.
    pub figure: usize,
    pub part: Part,
    pub page: usize,
    pub area: Rect,
    /// What stands in it.
    pub rows: Vec<Row>,
    /// The row of each item that is listed.
    pub places: Vec<usize>,
    /// The first row that shows.
    pub top: usize,
}

/// The panels of a figure with their weights: what belongs to a row stands beside the rows.
pub(super) fn parts(figure: &Figure) -> Vec<(Part, u16)> {
    let details = || figure.items.iter().filter_map(|item| item.detail.as_ref());
    let is_line = |mark: &Mark| matches!(mark, Mark::Line(_));
    match (figure.list.is_empty(), details().next()) {
        (true, _) => vec![(Part::Whole, if is_wide(&figure.marks) { WIDE } else { NARROW })],
        (false, None) => vec![(Part::List, NARROW)],
        (false, Some(detail)) => {
            let [list, beside] = if detail.marks.iter().any(is_line) { CHARTED } else { WORDED };
            vec![(Part::List, list), (Part::Detail, beside)]
        }
    }
}

fn is_wide(marks: &[Mark]) -> bool {
    let wide = |row: &Row| sanitize::width(&charts::text(row)) > NARROW_TABLE;
    marks.iter().any(|mark| match mark {
        Mark::Table(_) => mark.rows(UNCUT).iter().any(wide),
        Mark::Cells(cells) => cells.rows.len() > 1 && cells.rows.iter().any(|row| row.values.len() > NARROW_TABLE),
        _ => false,
    })
}

/// What is drawn in a panel.
pub(super) fn marks(figure: &Figure, part: Part, marked: usize) -> &[Mark] {
    match part {
        Part::Whole => &figure.marks,
        Part::List => &figure.list,
        Part::Detail => {
            let detail = figure.items.get(marked).and_then(|item| item.detail.as_ref());
            detail.map_or(&[], |detail| &detail.marks)
        }
    }
}

impl Pane {
    /// Lays out what it shows for its area.
    pub fn fill(&mut self, figure: &Figure, marked: usize) {
        let inside = Panel::inside(self.area);
        let (width, height) = (usize::from(inside.width), usize::from(inside.height));
        let (rows, places) = charts::draw_within(marks(figure, self.part, marked), width, height);
        (self.rows, self.places) = (rows, places);
        self.places.truncate(figure.items.len());
        if self.part == Part::Detail {
            self.places.clear();
        }
        self.scroll_to(self.top);
    }

    /// How many rows show.
    pub fn height(&self) -> usize {
        usize::from(Panel::inside(self.area).height)
    }

    /// Shows from a row on, as far as there are rows.
    pub fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.rows.len().saturating_sub(self.height()));
    }

    /// Whether more rows follow below those that show.
    pub fn has_more(&self) -> bool {
        self.top + self.height() < self.rows.len()
    }

    /// The rows of an item: up to the next one, or to a blank row.
    pub fn rows_of(&self, item: usize) -> Option<std::ops::Range<usize>> {
        let from = *self.places.get(item)?;
        let next = self.places.get(item + 1).copied().unwrap_or(self.rows.len());
        let blank = self.rows.iter().skip(from + 1).position(|row| charts::text(row).is_empty());
        let end = blank.map_or(next, |blank| next.min(from + 1 + blank));
        // What follows the last item without a blank row is no part of it.
        Some(from..if self.places.get(item + 1).is_some() { end } else { from + 1 })
    }

    /// Scrolls so far that an item shows, with what stands above the first.
    pub fn show(&mut self, item: usize) {
        let Some(rows) = self.rows_of(item) else { return };
        let from = if item == 0 { 0 } else { rows.start };
        if rows.end > self.top + self.height() {
            self.top = rows.end - self.height();
        }
        if rows.start < self.top || (item == 0 && rows.end <= self.height()) {
            self.top = from;
        }
    }

    /// The item that stands on a row.
    pub fn item_at(&self, row: usize) -> Option<usize> {
        (0..self.places.len()).find(|item| self.rows_of(*item).is_some_and(|rows| rows.contains(&row)))
    }
}
