//! Two scales against each other: where answers fall, with a count where several meet (R051).

use super::ink::{fitted, left, nothing, piece, right, share, space, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::sanitize;

/// The widest and highest a cell gets.
const MOST: (usize, usize) = (12, 3);
/// The most steps of a scale that are drawn; a longer one is drawn in so many.
const MOST_STEPS: usize = 10;

/// One of the two scales.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Axis {
    /// What it measures.
    pub title: String,
    /// What its low end means; may be empty.
    pub low: String,
    /// What its high end means; may be empty.
    pub high: String,
}

impl Axis {
    /// Names a scale and its ends.
    pub fn new(title: &str, low: &str, high: &str) -> Self {
        Self { title: title.to_owned(), low: low.to_owned(), high: high.to_owned() }
    }
}

/// Pairs of values on two scales from `low` to `high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    points: Vec<(f64, f64)>,
    across: Axis,
    up: Axis,
    range: (f64, f64),
    corners: Option<[String; 4]>,
}

impl Scatter {
    /// Takes pairs, across and up, on scales from `low` to `high` in steps of 1. What is not finite is left out.
    pub fn new(points: &[(f64, f64)], across: Axis, up: Axis, (low, high): (f64, f64)) -> Self {
        let points = points.iter().filter(|(x, y)| x.is_finite() && y.is_finite()).copied().collect();
        Self { points, across, up, range: (low, high), corners: None }
    }

    /// Names the corners: upper left, upper right, lower left, lower right.
    #[must_use]
    pub fn with_corners(self, corners: [&str; 4]) -> Self {
        Self { corners: Some(corners.map(str::to_owned)), ..self }
    }

    /// Draws it, with the scales in words below.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.points.is_empty() {
            return nothing("no pairs yet", width, height);
        }
        let steps = self.steps();
        let labels: Vec<String> = (0..steps).map(|step| rounded(self.value(step, steps))).collect();
        let margin = widest(labels.iter().map(String::as_str)).min(width / 3);
        let cell = (width.saturating_sub(margin + 2) / steps).clamp(1, MOST.0);
        let others = if self.corners.is_some() { 6 } else { 4 };
        let apart = (height.saturating_sub(others) / steps).clamp(1, MOST.1);
        let mut rows = Vec::new();
        rows.extend(self.corner(0, margin, cell * steps));
        for step in (0..steps).rev() {
            let label = labels.get(step).map(String::as_str).unwrap_or_default();
            let mut row = vec![piece(format!("{} ┤", right(label, margin)), Tone::Dim)];
            row.extend((0..steps).map(|x| self.cell((x, step), steps, cell)));
            rows.push(row);
            let blank = || vec![piece(format!("{} │", " ".repeat(margin)), Tone::Dim)];
            rows.extend(std::iter::repeat_with(blank).take(if step > 0 { apart - 1 } else { 0 }));
        }
        rows.push(vec![piece(format!("{} └{}", " ".repeat(margin), "─".repeat(cell * steps)), Tone::Dim)]);
        let numbers: String = labels.iter().map(|label| centred(label, cell)).collect();
        rows.push(vec![space(margin + 2), piece(numbers, Tone::Dim)]);
        rows.extend(self.corner(2, margin, cell * steps));
        for (arrow, axis) in [("→", &self.across), ("↑", &self.up)] {
            let words = sanitize::wrap(&sanitize::line(&words(arrow, axis, &labels)), width);
            rows.extend(words.into_iter().map(|row| vec![piece(row, Tone::Dim)]));
        }
        fitted(rows, width, height)
    }

    fn steps(&self) -> usize {
        let span = self.range.1 - self.range.0;
        if span.is_finite() && span > 0.0 {
            span.round().clamp(1.0, (MOST_STEPS - 1) as f64) as usize + 1
        } else {
            2
        }
    }

    fn value(&self, step: usize, steps: usize) -> f64 {
        let share = step as f64 / (steps - 1) as f64;
        self.range.0 * (1.0 - share) + self.range.1 * share
    }

    fn cell(&self, place: (usize, usize), steps: usize, columns: usize) -> (String, Tone) {
        let step =
            |value: f64| (share(value, self.range.0, self.range.1) * (steps - 1) as f64).round() as usize;
        let n = self.points.iter().filter(|(x, y)| (step(*x), step(*y)) == place).count();
        match n {
            0 => piece(centred("·", columns), Tone::Dim),
            1 => piece(centred("●", columns), Tone::Series(0)),
            n => {
                let count = n.to_string();
                let count = if count.len() > columns { "+".to_owned() } else { count };
                piece(centred(&count, columns), Tone::Strong)
            }
        }
    }

    /// Makes the row of two corners, from the `first` on.
    fn corner(&self, first: usize, margin: usize, columns: usize) -> Option<Row> {
        let corners = self.corners.as_ref()?;
        let (one, other) = (corners.get(first)?, corners.get(first + 1)?);
        let half = columns / 2;
        Some(vec![
            space(margin + 2),
            piece(left(one, half), Tone::Dim),
            piece(right(other, columns - half), Tone::Dim),
        ])
    }
}

/// Says what an axis measures and what its ends mean.
fn words(arrow: &str, axis: &Axis, labels: &[String]) -> String {
    let end = |label: Option<&String>, words: &str| match (label, words.trim()) {
        (Some(label), words) if !words.is_empty() => Some(format!("{label} {words}")),
        _ => None,
    };
    let ends: Vec<String> =
        [end(labels.first(), &axis.low), end(labels.last(), &axis.high)].into_iter().flatten().collect();
    format!("{arrow} {}{}{}", axis.title, if ends.is_empty() { "" } else { ": " }, ends.join(", "))
}

/// Puts a text into the middle of some columns.
fn centred(text: &str, columns: usize) -> String {
    let before = columns.saturating_sub(sanitize::width(text)) / 2;
    left(&format!("{}{text}", " ".repeat(before)), columns)
}
