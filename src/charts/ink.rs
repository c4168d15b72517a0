//! What drawn marks share: measuring, padding, cutting, scaling.

use super::{Row, Tone};
use crate::domain::projections::Better;
use crate::sanitize;

/// Five heights of a column in one cell, low to high.
pub const HEIGHTS: [&str; 5] = ["▁", "▂", "▃", "▅", "▇"];
/// The same for what is counted: none, then the heights.
pub(super) const COUNTS: [&str; 5] = ["·", "▂", "▃", "▅", "▇"];

/// From which counts on each of the heights stands, where entries of a day are counted.
pub const ENTRIES: [u64; 4] = [1, 2, 3, 5];

/// Returns the block for a count, and whether it looks as one.
pub fn count_block(count: f64, cuts: &[u64]) -> (&'static str, Tone) {
    let level = cuts.iter().filter(|cut| count >= **cut as f64).count();
    (COUNTS.get(level).copied().unwrap_or(" "), if level == 0 { Tone::Dim } else { Tone::Good })
}

pub(super) fn piece(text: impl Into<String>, tone: Tone) -> (String, Tone) {
    (text.into(), tone)
}

pub(super) fn space(columns: usize) -> (String, Tone) {
    (" ".repeat(columns), Tone::Plain)
}

/// Cuts a text to some columns and fills it up at its right.
pub(super) fn left(text: &str, columns: usize) -> String {
    let text = sanitize::cut(&sanitize::line(text), columns);
    let missing = columns.saturating_sub(sanitize::width(&text));
    format!("{text}{}", " ".repeat(missing))
}

/// Cuts a text to some columns and fills it up at its left.
pub(super) fn right(text: &str, columns: usize) -> String {
    let text = sanitize::cut(&sanitize::line(text), columns);
    let missing = columns.saturating_sub(sanitize::width(&text));
    format!("{}{text}", " ".repeat(missing))
}

/// The columns of the widest text.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(|text| sanitize::width(&sanitize::line(text))).max().unwrap_or_default()
}

/// Wraps a text after some pieces; further rows begin below its first word.
pub(super) fn hanging(before: Row, text: &str, tone: Tone, width: usize) -> Vec<Row> {
    let indent = before.iter().map(|(text, _)| sanitize::width(text)).sum();
    let mut rows = sanitize::wrap(text, width.saturating_sub(indent).max(1)).into_iter();
    let first = [before, rows.next().map(|line| piece(line, tone)).into_iter().collect()].concat();
    std::iter::once(first).chain(rows.map(|line| vec![space(indent), piece(line, tone)])).collect()
}

/// Cuts rows to a width. Every drawn mark ends here.
pub(super) fn fitted(rows: Vec<Row>, width: usize) -> Vec<Row> {
    if width == 0 {
        return Vec::new();
    }
    rows.into_iter().map(|row| cut(row, width)).collect()
}

fn cut(row: Row, width: usize) -> Row {
    let mut left = width;
    let mut kept = Row::new();
    for (text, tone) in row {
        let text = sanitize::line(&text).into_owned();
        let columns = sanitize::width(&text);
        if columns > left {
            kept.push((sanitize::cut(&text, left), tone));
            break;
        }
        left -= columns;
        if !text.is_empty() {
            kept.push((text, tone));
        }
    }
    kept
}

/// Where a value lies between two ends, 0–1; in the middle if there is no telling.
pub(super) fn share(value: f64, low: f64, high: f64) -> f64 {
    // By halves: the distance of two extremes may be beyond what a number holds.
    let (from, whole) = (value / 2.0 - low / 2.0, high / 2.0 - low / 2.0);
    let share = from / whole;
    if share.is_nan() || whole <= 0.0 { 0.5 } else { share.clamp(0.0, 1.0) }
}

/// Which of five bins a share falls into, from 0.
fn bin(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 4.0).round() as u8
}

/// The one of five glyphs for a share.
pub(super) fn glyph<'a>(glyphs: &[&'a str; 5], share: f64) -> &'a str {
    glyphs.get(usize::from(bin(share))).copied().unwrap_or(" ")
}

/// How a share of a scale looks: by how good it is, if either end is better.
pub(super) fn tone_of(share: f64, better: Better) -> Tone {
    match better {
        Better::Higher => Tone::Value(bin(share) + 1),
        Better::Lower => Tone::Value(5 - bin(share)),
        Better::Neither => Tone::Series(0),
    }
}
