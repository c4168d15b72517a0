//! The rows of a section, one below the other, and what of them can be marked.

use crate::app::progress::{Figure, Why};
use crate::charts::{self, Row, Tone};
use crate::sanitize;

/// Columns left of a picture, for the mark.
const INDENT: usize = 3;

/// All rows of a section.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The rows, from the top.
    pub rows: Vec<Row>,
    /// What can be marked, from the top.
    pub targets: Vec<Target>,
}

/// Something that can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Target {
    /// The figure it is of.
    pub figure: usize,
    /// The item of that figure; nothing if it has none.
    pub item: Option<usize>,
    /// The row it stands on.
    pub row: usize,
    /// The first and the last row that should show with it.
    pub from: usize,
    pub to: usize,
}

impl Layout {
    /// Lays figures out in so many columns.
    pub fn of(figures: &[Figure], width: usize) -> Self {
        let mut layout = Self::default();
        for (index, figure) in figures.iter().enumerate() {
            layout.add(index, figure, width);
        }
        // Nothing follows the last one.
        layout.rows.pop();
        layout
    }

    fn add(&mut self, index: usize, figure: &Figure, width: usize) {
        let room = room(width);
        let top = self.rows.len();
        self.text(&figure.title, Tone::Strong, room);
        self.text(&figure.about, Tone::Dim, room);
        self.rows.push(Row::new());
        let picture = self.rows.len();
        let (rows, places) = charts::draw(&figure.marks, room);
        self.rows.extend(rows.into_iter().map(indented));
        let end = self.rows.len().saturating_sub(1);
        self.rows.push(Row::new());
        let items = places.iter().zip(0..figure.items.len());
        let mut targets: Vec<(usize, Option<usize>)> =
            items.map(|(place, item)| (picture + place, Some(item))).collect();
        if targets.is_empty() {
            targets.push((top, (!figure.items.is_empty()).then_some(0)));
        }
        let last = targets.len() - 1;
        for (place, (row, item)) in targets.into_iter().enumerate() {
            let from = if place == 0 { top } else { row };
            let to = if place == last { end } else { row };
            self.targets.push(Target { figure: index, item, row, from, to });
        }
    }

    fn text(&mut self, words: &str, tone: Tone, room: usize) {
        self.rows.extend(text(words, tone, room));
    }
}

/// How the numbers of a figure were calculated, in rows.
pub(super) fn explanation(figure: &Figure, width: usize) -> Vec<Row> {
    let Why { formula, inputs, n } = &figure.why;
    let mut rows = text(&format!("Why: {formula}."), Tone::Good, room(width));
    rows.extend(text(&format!("From {inputs}; n = {n}."), Tone::Good, room(width)));
    rows
}

fn room(width: usize) -> usize {
    width.saturating_sub(INDENT + 1).max(1)
}

fn text(words: &str, tone: Tone, room: usize) -> Vec<Row> {
    sanitize::wrap(words, room).into_iter().map(|line| indented(vec![(line, tone)])).collect()
}

fn indented(mut row: Row) -> Row {
    row.insert(0, (" ".repeat(INDENT), Tone::Plain));
    row
}
