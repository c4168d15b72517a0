//! What the charts share: measuring, padding, cutting, scaling.

use super::{Row, Tone};
use crate::sanitize;

/// Five heights of a column in one cell, low to high.
pub(super) const HEIGHTS: [&str; 5] = ["▁", "▂", "▃", "▅", "▇"];
/// Five shades of a cell, none to full.
pub(super) const SHADES: [&str; 5] = ["·", "░", "▒", "▓", "█"];

/// Makes a piece of a row.
pub(super) fn piece(text: impl Into<String>, tone: Tone) -> (String, Tone) {
    (text.into(), tone)
}

/// Makes so many spaces.
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

/// Gives the columns of the widest text.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(|text| sanitize::width(&sanitize::line(text))).max().unwrap_or_default()
}

/// Gives the columns for labels: as wide as the widest, but at most `most`.
pub(super) fn label_columns<'a>(labels: impl IntoIterator<Item = &'a str>, most: usize) -> usize {
    widest(labels).min(most)
}

/// Makes the row for what there is nothing to draw of.
pub(super) fn nothing(words: &str, width: usize, height: usize) -> Vec<Row> {
    fitted(vec![vec![piece(words, Tone::Dim)]], width, height)
}

/// Takes so many items that they fit, and says in a row of its own how many are left.
pub(super) fn shortened(mut rows: Vec<Row>, height: usize) -> Vec<Row> {
    if rows.len() > height && height > 1 {
        let more = rows.len() - (height - 1);
        rows.truncate(height - 1);
        rows.push(vec![piece(format!("… {more} more"), Tone::Dim)]);
    }
    rows
}

/// Makes rows no wider and no more than asked. Every chart ends here.
pub(super) fn fitted(rows: Vec<Row>, width: usize, height: usize) -> Vec<Row> {
    if width == 0 {
        return Vec::new();
    }
    rows.into_iter().take(height).map(|row| cut(row, width)).collect()
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

/// Says where a value lies between two ends, 0–1; in the middle if there is no telling.
pub(super) fn share(value: f64, low: f64, high: f64) -> f64 {
    // By halves: the distance of two extremes may be beyond what a number holds.
    let (from, whole) = (value / 2.0 - low / 2.0, high / 2.0 - low / 2.0);
    let share = from / whole;
    if share.is_nan() || whole <= 0.0 { 0.5 } else { share.clamp(0.0, 1.0) }
}

/// Scales a count to half cells of a bar of some columns; anything above 0 is seen.
pub(super) fn halves(n: u64, most: u64, columns: usize) -> usize {
    if most == 0 || n == 0 || columns == 0 {
        return 0;
    }
    let halves = u128::from(n) * (columns as u128 * 2) / u128::from(most);
    usize::try_from(halves).unwrap_or(usize::MAX).clamp(1, columns * 2)
}

/// Says a value of five glyphs by its share.
pub(super) fn glyph<'a>(glyphs: &[&'a str; 5], share: f64) -> &'a str {
    let place = (share.clamp(0.0, 1.0) * 4.0).round() as usize;
    glyphs.get(place).copied().unwrap_or(" ")
}
