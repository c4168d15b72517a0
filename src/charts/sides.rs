//! Two counts against each other, a row each: what built and what eroded, left and right of one axis.

use super::ink::{fitted, halves, label_columns, left, nothing, piece, right, shortened, space, widest};
use super::{Row, Tone};
use crate::sanitize;

/// The longest bar of a side.
const LONGEST: usize = 30;

/// One subject with its two counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its name.
    pub label: String,
    /// The count drawn to the left.
    pub left: u64,
    /// The count drawn to the right.
    pub right: u64,
}

/// Subjects one below the other, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    sides: Vec<Side>,
    words: (String, String),
}

impl Sides {
    /// Takes subjects, and a word for the left and the right: the left is the good one.
    pub fn new(sides: Vec<Side>, left: &str, right: &str) -> Self {
        Self { sides, words: (sanitize::line(left).into_owned(), sanitize::line(right).into_owned()) }
    }

    /// Draws it: a row that says which side is which, then a row a subject.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.sides.is_empty() {
            return nothing("nothing to compare yet", width, height);
        }
        let most = self.sides.iter().map(|side| side.left.max(side.right)).max().unwrap_or_default();
        let label = label_columns(self.sides.iter().map(|side| side.label.as_str()), width / 3);
        let counts: Vec<String> =
            self.sides.iter().flat_map(|side| [side.left, side.right]).map(|n| n.to_string()).collect();
        let count = widest(counts.iter().map(String::as_str));
        let bar = (width.saturating_sub(label + 2 + 2 * (count + 1) + 1) / 2).min(LONGEST);
        let row = |side: &Side| {
            let (built, eroded) = (halves(side.left, most, bar), halves(side.right, most, bar));
            vec![
                piece(left(&side.label, label), Tone::Plain),
                space(2),
                piece(right(&side.left.to_string(), count), Tone::Plain),
                space(1),
                piece(right(&format!("{}{}", "▐".repeat(built % 2), "█".repeat(built / 2)), bar), Tone::Good),
                piece("│", Tone::Dim),
                piece(left(&format!("{}{}", "█".repeat(eroded / 2), "▌".repeat(eroded % 2)), bar), Tone::Bad),
                space(1),
                piece(right(&side.right.to_string(), count), Tone::Plain),
            ]
        };
        let rows = self.sides.iter().map(row).collect();
        let mut all = vec![self.header(label + 2 + count + 1 + bar)];
        all.extend(shortened(rows, height.saturating_sub(1)));
        fitted(all, width, height)
    }

    /// Says left and right of the axis, which stands after some columns.
    fn header(&self, axis: usize) -> Row {
        vec![
            piece(right(&format!("{} ◂", self.words.0), axis), Tone::Good),
            piece("│", Tone::Dim),
            piece(format!("▸ {}", self.words.1), Tone::Bad),
        ]
    }
}
