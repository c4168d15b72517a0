//! Charts in characters: data in, rows of text with tones out, for the screen and for the command line alike.
//!
//! ```text
//!   line         one subject over time          gauge        6 of 10, and parts of a whole
//!   strips       many subjects, a row each      reliability  how sure against how right
//!   bars sides   counts, and two against        table matrix columns that shrink; a crosstab in them
//!   cards        labels with words that wrap
//!   scatter      two scales against each other  braille ink  a raster of dots; measuring, cutting, scaling
//!   heat fortnight   days of practice         chart        any of them, and several
//! ```
//!
//! Every chart has `rows(width, height)`: never wider or higher than asked, and readable without colour. Pass
//! [`ANY_HEIGHT`] where rows scroll by. Deliberately absent: colours, which are the theme's, and questions to the store.

mod bars;
mod braille;
mod cards;
mod chart;
mod fortnight;
mod gauge;
mod heat;
mod ink;
mod line;
mod matrix;
mod reliability;
mod scatter;
mod sides;
mod strips;
mod table;

pub use bars::Bars;
pub use cards::{Card, Cards};
pub use chart::Chart;
pub use fortnight::Fortnight;
pub use gauge::{Gauge, Part, Parts};
pub use heat::Heat;
pub use line::Line;
pub use reliability::Reliability;
pub use scatter::{Axis, Scatter};
pub use sides::{Side, Sides};
pub use strips::{Strip, Strips};
pub use table::{Column, Table};

/// A height for where rows scroll by: each chart takes what it needs.
pub const ANY_HEIGHT: usize = usize::MAX;

/// One row of a chart: pieces of text, one after the other.
pub type Row = Vec<(String, Tone)>;

/// What a piece of a chart says by its looks; a glyph or a word beside it says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary.
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

/// Gives a row as text without looks, without spaces at its end.
pub fn text(row: &[(String, Tone)]) -> String {
    let whole: String = row.iter().map(|(text, _)| text.as_str()).collect();
    whole.trim_end().to_owned()
}

#[cfg(test)]
mod tests;
