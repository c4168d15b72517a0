//! Pairs on two scales: where they fall, with a count where several meet (R051).

use super::ink::{hanging, left, piece, right, share, space, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::sanitize;

/// The widest a cell gets, and how high the picture is without the words below.
const WIDEST: usize = 12;
const HEIGHT: usize = 10;
/// Rows of the axis with its numbers.
const AXIS: usize = 2;
/// The most steps of a scale that are drawn; a longer one is drawn in so many.
const MOST_STEPS: usize = 10;

/// Pairs of values.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// The pairs, across and up.
    pub all: Vec<(f64, f64)>,
    /// What each pair is, where few are listed one by one.
    pub names: Vec<String>,
    /// What the values across and up are, with what the ends of their scales mean.
    pub axes: [String; 2],
    /// The ends of both scales, in steps of 1.
    pub range: (f64, f64),
}

impl Points {
    /// Draws them in so many rows, if that is known, with the axis; what the axes mean follows.
    pub(super) fn rows(&self, width: usize, height: Option<usize>) -> Option<Vec<Row>> {
        let points: Vec<_> = self.all.iter().filter(|(x, y)| x.is_finite() && y.is_finite()).collect();
        if points.is_empty() {
            return None;
        }
        let steps = self.steps();
        let labels: Vec<String> = (0..steps).map(|step| rounded(self.value(step, steps))).collect();
        let margin = widest(labels.iter().map(String::as_str)).min(width / 3);
        let columns = (width.saturating_sub(margin + 2) / steps).clamp(1, WIDEST);
        let most = height.map_or(HEIGHT, |height| height.saturating_sub(AXIS).min(HEIGHT));
        let apart = (most / steps).clamp(1, 3);
        let step =
            |value: f64| (share(value, self.range.0, self.range.1) * (steps - 1) as f64).round() as usize;
        let mut rows = Vec::new();
        for up in (0..steps).rev() {
            let label = labels.get(up).map(String::as_str).unwrap_or_default();
            let mut row = vec![piece(format!("{} ┤", right(label, margin)), Tone::Dim)];
            let cell = |across| {
                let n = points.iter().filter(|(x, y)| (step(*x), step(*y)) == (across, up)).count();
                drawn(n, columns)
            };
            row.extend((0..steps).map(cell));
            rows.push(row);
            let blank = || vec![piece(format!("{} │", " ".repeat(margin)), Tone::Dim)];
            rows.extend(std::iter::repeat_with(blank).take(if up > 0 { apart - 1 } else { 0 }));
        }
        rows.push(vec![piece(format!("{} └{}", " ".repeat(margin), "─".repeat(columns * steps)), Tone::Dim)]);
        let numbers: String = labels.iter().map(|label| centred(label, columns)).collect();
        rows.push(vec![space(margin + 2), piece(numbers, Tone::Dim)]);
        for (arrow, axis) in ["→", "↑"].into_iter().zip(&self.axes) {
            let words = format!("{arrow} {}", sanitize::line(axis));
            rows.extend(hanging(Row::new(), &words, Tone::Dim, width));
        }
        Some(rows)
    }

    pub(super) fn steps(&self) -> usize {
        let span = self.range.1 - self.range.0;
        if span.is_finite() && span > 0.0 {
            span.round().clamp(1.0, (MOST_STEPS - 1) as f64) as usize + 1
        } else {
            2
        }
    }

    pub(super) fn value(&self, step: usize, steps: usize) -> f64 {
        let share = step as f64 / (steps - 1) as f64;
        self.range.0 * (1.0 - share) + self.range.1 * share
    }
}

fn drawn(n: usize, columns: usize) -> (String, Tone) {
    let count = n.to_string();
    match n {
        0 => piece(centred("·", columns), Tone::Dim),
        1 => piece(centred("●", columns), Tone::Series(0)),
        _ => piece(centred(if count.len() > columns { "+" } else { &count }, columns), Tone::Strong),
    }
}

/// Puts a text into the middle of some columns.
fn centred(text: &str, columns: usize) -> String {
    let before = columns.saturating_sub(sanitize::width(text)) / 2;
    left(&format!("{}{text}", " ".repeat(before)), columns)
}
