//! Labelled bars with their counts, and their share of the whole.

use super::ink::{fitted, halves, label_columns, left, nothing, piece, right, shortened, space, widest};
use super::{Row, Tone};
use crate::domain::number_format::percent;

/// The longest bar: the eye compares no better on a wider one.
const LONGEST: usize = 60;
/// The shortest that says something.
const SHORTEST: usize = 4;

/// Counts by label, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    bars: Vec<(String, u64)>,
}

impl Bars {
    /// Takes labels with their counts.
    pub fn new<L: Into<String>>(bars: impl IntoIterator<Item = (L, u64)>) -> Self {
        Self { bars: bars.into_iter().map(|(label, n)| (label.into(), n)).collect() }
    }

    /// Draws it: the longest bars are strong.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.bars.is_empty() {
            return nothing("nothing to count yet", width, height);
        }
        let whole: u128 = self.bars.iter().map(|(_, n)| u128::from(*n)).sum();
        let most = self.bars.iter().map(|(_, n)| *n).max().unwrap_or_default();
        let label = label_columns(self.bars.iter().map(|(label, _)| label.as_str()), width * 2 / 5);
        let counts: Vec<String> = self.bars.iter().map(|(_, n)| n.to_string()).collect();
        let count = widest(counts.iter().map(String::as_str));
        let room = |words: usize| width.saturating_sub(label + count + words + 3);
        let with_share = room("  100 %".len()) >= SHORTEST;
        let bar = room(if with_share { "  100 %".len() } else { 0 }).min(LONGEST);
        let row = |((name, n), words): (&(String, u64), &String)| {
            let tone = if *n == most && *n > 0 { Tone::Strong } else { Tone::Plain };
            let halves = halves(*n, most, bar);
            let drawn = format!("{}{}", "█".repeat(halves / 2), "▌".repeat(halves % 2));
            let mut row =
                vec![piece(left(name, label), tone), space(2), piece(left(&drawn, bar), Tone::Series(0))];
            row.extend([space(1), piece(right(words, count), tone)]);
            if with_share && whole > 0 {
                row.push(piece(format!("  {}", right(&percent(*n as f64 / whole as f64), 5)), Tone::Dim));
            }
            row
        };
        let rows = self.bars.iter().zip(&counts).map(row).collect();
        fitted(shortened(rows, height), width, height)
    }
}
