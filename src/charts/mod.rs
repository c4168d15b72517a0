//! Marks: what figures are drawn as. Each is plain data (numbers, labels, tones) beside the code that draws it in
//! terminal cells; further writers need nothing but the data.
//!
//! ```text
//!   line      one series over time             points    pairs on two scales
//!   bars      counts, two sides, or a target   gauge     a whole in parts
//!   cells     a value a week or a day, in rows table     columns that shrink, or a card a row
//!   sentence  what the numbers say             braille ink   a raster of dots; measuring, cutting, scaling
//! ```
//!
//! Drawn marks are never wider than asked, and readable without colour. Deliberately absent: colours, which are the
//! theme's, and questions to the journal.

mod bars;
mod braille;
mod cells;
mod gauge;
mod ink;
mod line;
mod points;
mod sentence;
mod table;

pub use bars::{Bar, Bars, Second};
pub use cells::{Cells, Latest, Look, Series};
pub use gauge::{Gauge, Part};
pub use ink::HEIGHTS;
pub use line::Line;
pub use points::Points;
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
    /// Belongs to one of several sets of data, from 0.
    Series(u8),
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
        let nothing = || vec![vec![("nothing to show yet".to_owned(), Tone::Dim)]];
        ink::fitted(self.drawn(width).unwrap_or_else(nothing), width)
    }

    /// Draws it, perhaps too wide; `None` if there is nothing to show.
    fn drawn(&self, width: usize) -> Option<Vec<Row>> {
        match self {
            Self::Line(mark) => mark.rows(width),
            Self::Bars(mark) => mark.rows(width),
            Self::Cells(mark) => mark.rows(width),
            Self::Points(mark) => mark.rows(width),
            Self::Table(mark) => mark.draw(width),
            Self::Gauge(mark) => mark.rows(width),
            Self::Sentence(mark) => Some(mark.rows(width)),
        }
    }

    /// The drawn row of each item it lists, in their order.
    fn places(&self, width: usize) -> Vec<usize> {
        match self {
            _ if self.drawn(width).is_none() => Vec::new(),
            Self::Bars(mark) => mark.places(),
            Self::Cells(mark) => mark.places(),
            Self::Table(mark) => mark.places(width),
            Self::Line(_) | Self::Points(_) | Self::Gauge(_) | Self::Sentence(_) => Vec::new(),
        }
    }
}

/// Draws marks below one another, a blank row between them but for sentences; and the row of each item they list.
pub fn draw(marks: &[Mark], width: usize) -> (Vec<Row>, Vec<usize>) {
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (at, mark) in marks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| marks.get(before));
        let goes_on = matches!((before, mark), (Some(Mark::Sentence(_)), Mark::Sentence(_)));
        if before.is_some() && !goes_on {
            rows.push(Row::new());
        }
        places.extend(mark.places(width).into_iter().map(|place| rows.len() + place));
        rows.extend(mark.rows(width));
    }
    (rows, places)
}

/// A row as text without looks, without spaces at its end.
pub fn text(row: &[(String, Tone)]) -> String {
    let whole: String = row.iter().map(|(text, _)| text.as_str()).collect();
    whole.trim_end().to_owned()
}

#[cfg(test)]
mod tests;
