//! One series over time: a line of dots, a mark at each value, a different one where it is lower than before.

use chrono::{Datelike, Months, NaiveDate};

use super::braille::Dots;
use super::ink::{HEIGHTS, glyph, piece, right, share, space, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::sanitize;

/// A value, and one that is lower than the value before.
const MARKS: [&str; 2] = ["●", "▼"];
/// The narrowest picture with axes.
const LEAST: usize = 16;
/// The most columns of the line: more than any terminal has.
const MOST_COLUMNS: usize = 1_000;
/// The most rows between two whole numbers of the scale, and for a scale without them.
const MOST_APART: usize = 4;
const MOST_ROWS: usize = 16;
/// The longest scale whose whole numbers are all written.
const LONGEST: f64 = 20.0;

const HEIGHT: usize = 14;

/// Values of one series over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Days with values, in the order they were written.
    pub points: Vec<(NaiveDate, f64)>,
    pub range: (f64, f64),
    /// What one value is called.
    pub noun: String,
}

impl Line {
    /// Draws it. Too narrow for axes, it is one row of columns, the newest at the right.
    pub(super) fn rows(&self, width: usize) -> Option<Vec<Row>> {
        let mut points: Vec<_> = self.points.iter().filter(|(_, value)| value.is_finite()).copied().collect();
        points.sort_by_key(|(day, _)| *day);
        let days = (points.first()?.0, points.last()?.0);
        if width < LEAST {
            return Some(self.small(&points, width));
        }
        let ticks = self.ticks(HEIGHT - 2);
        let margin = widest(ticks.labels.iter().map(|(_, label)| label.as_str())).min(width / 3);
        let columns = (width - margin - 2).min(MOST_COLUMNS);
        let plot = Plot { columns, rows: ticks.rows, days };
        let mut rows: Vec<Row> = self.picture(&points, &plot);
        for (at, row) in rows.iter_mut().enumerate() {
            let label = ticks.labels.iter().find(|(place, _)| *place == at).map(|(_, label)| label.as_str());
            let edge = if label.is_some() { " ┤" } else { " │" };
            row.insert(0, piece(format!("{}{edge}", right(label.unwrap_or_default(), margin)), Tone::Dim));
        }
        let (axis, dates) = plot.dates();
        rows.push(vec![piece(format!("{} └{axis}", " ".repeat(margin)), Tone::Dim)]);
        rows.push(vec![piece(format!("{}{dates}", " ".repeat(margin + 2)), Tone::Dim)]);
        let mut key = vec![space(margin + 2)];
        if plot.marks_all(&points) {
            key.extend([piece(MARKS[0], Tone::Strong), piece(format!(" {}   ", self.noun), Tone::Dim)]);
        }
        key.extend([piece(MARKS[1], Tone::Bad), piece(" lower than before", Tone::Dim)]);
        rows.push(key);
        rows.truncate(HEIGHT);
        Some(rows)
    }

    fn small(&self, points: &[(NaiveDate, f64)], width: usize) -> Vec<Row> {
        let newest = points.iter().rev().take(width).rev();
        let columns: String = newest.map(|(_, value)| glyph(&HEIGHTS, self.share(*value))).collect();
        vec![vec![piece(columns, Tone::Series(0))]]
    }

    fn share(&self, value: f64) -> f64 {
        share(value, self.range.0, self.range.1)
    }

    /// Where numbers stand beside the picture: each whole one with the same distance if they fit, else both ends.
    fn ticks(&self, height: usize) -> Ticks {
        let (low, high) = self.range;
        let span = high - low;
        let whole = low.fract() == 0.0 && high.fract() == 0.0 && (1.0..=LONGEST).contains(&span);
        let steps = if whole { span as usize } else { 0 };
        if steps > 0 && height > steps {
            let apart = ((height - 1) / steps).min(MOST_APART);
            let labels = (0..=steps).map(|step| (step * apart, rounded(high - step as f64))).collect();
            return Ticks { rows: steps * apart + 1, labels };
        }
        let rows = height.min(MOST_ROWS);
        Ticks { rows, labels: vec![(0, rounded(high)), (rows - 1, rounded(low))] }
    }

    fn picture(&self, points: &[(NaiveDate, f64)], plot: &Plot) -> Vec<Row> {
        let place = |(day, value): &(NaiveDate, f64)| (plot.x(*day), plot.y(self.share(*value)));
        let places: Vec<(usize, usize)> = points.iter().map(place).collect();
        let mut dots = Dots::new(plot.columns, plot.rows);
        for pair in places.windows(2) {
            if let [from, to] = pair {
                dots.line(*from, *to);
            }
        }
        let mut cells = vec![vec![(" ".to_owned(), Tone::Plain); plot.columns]; plot.rows];
        for (y, row) in cells.iter_mut().enumerate() {
            for (x, cell) in row.iter_mut().enumerate() {
                if let Some(letter) = dots.letter(x, y) {
                    *cell = piece(letter, Tone::Series(0));
                }
            }
        }
        let every = plot.marks_all(points);
        let fell = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| points.get(before));
            before.zip(points.get(at)).is_some_and(|((_, before), (_, value))| value < before)
        };
        // Falls last: where two ratings meet in a cell, the fall is seen.
        for falls in [false, true] {
            for (at, (x, y)) in places.iter().enumerate() {
                let fell = fell(at);
                if fell == falls
                    && (every || fell || at + 1 == places.len())
                    && let Some(cell) = cells.get_mut(y / 4).and_then(|row| row.get_mut(x / 2))
                {
                    *cell = if fell { piece(MARKS[1], Tone::Bad) } else { piece(MARKS[0], Tone::Strong) };
                }
            }
        }
        cells.into_iter().map(joined).collect()
    }
}

/// The numbers beside a picture of some rows.
struct Ticks {
    rows: usize,
    labels: Vec<(usize, String)>,
}

/// The room for the line, in cells, and the days at its ends.
struct Plot {
    columns: usize,
    rows: usize,
    days: (NaiveDate, NaiveDate),
}

impl Plot {
    /// Whether there is room for a mark at every value.
    fn marks_all(&self, points: &[(NaiveDate, f64)]) -> bool {
        points.len() * 2 <= self.columns
    }

    /// The dot of a day, from the left.
    fn x(&self, day: NaiveDate) -> usize {
        let days = |day: NaiveDate| (day - self.days.0).num_days() as f64;
        (share(days(day), 0.0, days(self.days.1)) * (self.columns * 2 - 1) as f64).round() as usize
    }

    /// The dot of a share of the scale, from the top.
    fn y(&self, share: f64) -> usize {
        ((1.0 - share) * ((self.rows - 1) * 4) as f64).round() as usize + 1
    }

    /// The axis with ticks and the dates below: the first and last day, and the months between that fit.
    fn dates(&self) -> (String, String) {
        let (first, last) = self.days;
        let ends = if first.year() == last.year() { "%-d %b" } else { "%-d %b %Y" };
        let mut axis = vec!["─"; self.columns];
        let mut dates = " ".repeat(self.columns);
        let mut place = |day: NaiveDate, label: &str, clear: usize| {
            let (x, long) = (self.x(day) / 2, sanitize::width(label));
            let start = x.saturating_sub(long / 2).min(self.columns.saturating_sub(long));
            let around = start.saturating_sub(clear)..(start + long + clear).min(self.columns);
            // All of it is one column a byte.
            if long <= self.columns && dates.get(around).is_some_and(|room| room.trim().is_empty()) {
                dates.replace_range(start..start + long, label);
                if let Some(tick) = axis.get_mut(x) {
                    *tick = "┬";
                }
            }
        };
        place(last, &last.format(ends).to_string(), 0);
        place(first, &first.format(ends).to_string(), 2);
        for day in self.months() {
            let label = if day.month() == 1 { day.format("%Y") } else { day.format("%b") };
            place(day, &label.to_string(), 2);
        }
        (axis.concat(), dates)
    }

    /// The first days of months, as many as there may be room for, each January among them.
    fn months(&self) -> Vec<NaiveDate> {
        let (first, last) = self.days;
        let all = (last - first).num_days() / 28;
        let room = (self.columns / 6).max(1) as i64;
        let step = [1, 3, 6, 12].into_iter().find(|step| all / step <= room);
        let Some(step) = step else { return Vec::new() };
        let begin = NaiveDate::from_ymd_opt(first.year(), 1, 1);
        let days = std::iter::successors(begin, |day| day.checked_add_months(Months::new(step as u32)));
        days.take_while(|day| *day < last).filter(|day| *day > first).collect()
    }
}

/// Joins neighbours of one tone.
fn joined(cells: Row) -> Row {
    let mut row = Row::new();
    for (text, tone) in cells {
        match row.last_mut() {
            Some((before, same)) if *same == tone => before.push_str(&text),
            _ => row.push((text, tone)),
        }
    }
    row
}
