//! Marks: what figures are drawn as. Each is plain data (numbers, labels, tones) beside the code that draws it in
//! terminal cells, and, for what is printed, as the shapes of a scene.
//!
//! ```text
//!   line      one series over time             points    pairs on two scales
//!   bars      counts, two sides, or a target   gauge     a whole in parts
//!   cells     a value a week or a day, in rows table     columns that shrink, or a card a row
//!   sentence  what the numbers say             ink       measuring, cutting, scaling, the one alphabet
//!   scene     strokes, areas and words, for writers that draw
//! ```
//!
//! Drawn marks are never wider than asked, and readable without colour. Deliberately absent: colours, which are the
//! theme's, and questions to the journal.

mod bars;
mod cells;
mod gauge;
mod ink;
mod line;
mod points;
mod scene;
mod sentence;
mod table;

use crate::domain::hue::Hue;
use crate::domain::projections::Better;

pub use bars::{Bar, Bars, Second};
pub use cells::{Cells, Latest, Look, Series};
pub use gauge::{Gauge, Part};
pub use ink::{ENTRIES, HEIGHTS, count_block};
pub use line::Line;
pub use points::Points;
pub use scene::{Anchor, LETTER, Scene, Shape, Stroke};
pub use sentence::Sentence;
pub use table::{Cell, Column, Fit, Table, Value};

/// One row of a drawn mark: pieces of text, one after the other.
pub type Row = Vec<(String, Tone)>;

/// What a piece means by its looks; a glyph or a word beside it means it too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// May be overlooked.
    Dim,
    /// To be seen first.
    Strong,
    /// Better, done.
    Good,
    /// Worth a look.
    Warn,
    /// Worse.
    Bad,
    /// A value, 1 the worst to 5 the best.
    Value(u8),
    /// Belongs to one of several sets of data, from 0.
    Series(u8),
    /// Stands for a dimension.
    Hue(Hue),
}

/// One mark of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// One series over time.
    Line(Line),
    Bars(Bars),
    Cells(Cells),
    /// Pairs of values.
    Points(Points),
    Table(Table),
    /// A whole in parts.
    Gauge(Gauge),
    /// What the numbers say.
    Sentence(Sentence),
}

impl Mark {
    /// An ordinary sentence.
    pub fn sentence(text: impl Into<String>) -> Self {
        Self::Sentence(Sentence { text: text.into(), warns: false })
    }

    /// Draws it in so many columns, as high as it needs.
    pub fn rows(&self, width: usize) -> Vec<Row> {
        self.rows_within(width, None)
    }

    /// Draws it in so many columns. One that can be of any height takes so many rows at most.
    fn rows_within(&self, width: usize, height: Option<usize>) -> Vec<Row> {
        let nothing = || vec![vec![("nothing to show yet".to_owned(), Tone::Dim)]];
        ink::fitted(self.drawn(width, height).unwrap_or_else(nothing), width)
    }

    /// Draws it, perhaps too wide; `None` if there is nothing to show.
    fn drawn(&self, width: usize, height: Option<usize>) -> Option<Vec<Row>> {
        match self {
            Self::Line(mark) => mark.rows(width, height),
            Self::Bars(mark) => mark.rows(width),
            Self::Cells(mark) => mark.rows(width),
            Self::Points(mark) => mark.rows(width, height),
            Self::Table(mark) => mark.draw(width),
            Self::Gauge(mark) => mark.rows(width),
            Self::Sentence(mark) => Some(mark.rows(width)),
        }
    }

    /// The drawn row of each item it lists, in their order.
    fn places(&self, width: usize) -> Vec<usize> {
        match self {
            _ if self.drawn(width, None).is_none() => Vec::new(),
            Self::Bars(mark) => mark.places(),
            Self::Cells(mark) => mark.places(),
            Self::Table(mark) => mark.places(width),
            Self::Line(_) | Self::Points(_) | Self::Gauge(_) | Self::Sentence(_) => Vec::new(),
        }
    }
}

/// Draws marks below one another, a blank row between them but after sentences; and the row of each item they list.
pub fn draw(marks: &[Mark], width: usize) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (at, mark) in marks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| marks.get(before));
        let goes_on = matches!((before, mark), (Some(Mark::Sentence(_)), Mark::Sentence(_) | Mark::Bars(_)));
        if before.is_some() && !goes_on {
            rows.push(Row::new());
        }
        places.extend(mark.places(width).into_iter().map(|place| rows.len() + place));
        rows.extend(mark.rows(width));
    }
    (rows, places)
}

/// The fewest rows of a line over time beside other marks.
const LEAST_LINE: usize = 8;

/// Draws marks as [`draw`] does, in so many rows: a line over time or pairs of values, which come first, takes what the others leave. Where that
/// is little it stands alone.
pub fn draw_within(marks: &[Mark], width: usize, height: usize) -> (Vec<Row>, Vec<usize>) {
    let (rows, places) = draw(marks, width);
    let Some(line @ (Mark::Line(_) | Mark::Points(_))) = marks.first() else { return (rows, places) };
    let others = rows.len() - line.rows(width).len();
    if others + LEAST_LINE > height {
        return (line.rows_within(width, Some(height)), Vec::new());
    }
    let line_rows = line.rows(width).len();
    let drawn = line.rows_within(width, Some(height - others));
    (drawn.into_iter().chain(rows.into_iter().skip(line_rows)).collect(), places)
}

/// How a value between the ends of a scale looks: by how good it is, if either end is better.
pub fn tone_of(value: f64, (low, high): (f64, f64), better: Better) -> Tone {
    ink::tone_of(ink::share(value, low, high), better)
}

/// Draws values between the ends of a scale as a block each.
pub fn spark(values: impl Iterator<Item = f64>, ends: (f64, f64), better: Better) -> Row {
    let block = |value| {
        let share = ink::share(value, ends.0, ends.1);
        ink::piece(ink::glyph(&HEIGHTS, share), ink::tone_of(share, better))
    };
    values.map(block).collect()
}

/// A row as text without looks, without spaces at its end.
pub fn text(row: &[(String, Tone)]) -> String {
    let whole: String = row.iter().map(|(text, _)| text.as_str()).collect();
    whole.trim_end().to_owned()
}

#[cfg(test)]
mod tests;
