//! One series over time as a step line: a value holds until the next one, for nobody measured what was between. A mark at
//! each value, a different one where it is lower than before, and today at the end.

use chrono::{Datelike, Months, NaiveDate};

use super::ink::{HEIGHTS, glyph, piece, right, share, space, tone_of, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::domain::projections::Better;
use crate::sanitize;

/// A value, and one that is lower than the value before.
const MARKS: [&str; 2] = ["●", "▼"];
/// What stands from the newest value to today.
const SINCE: &str = "╌";
/// What stands below today.
const TODAY: &str = "today";
/// The narrowest picture with axes.
const LEAST: usize = 16;
/// The most columns of the line: more than any terminal has.
const MOST_COLUMNS: usize = 1_000;
/// The most rows between two whole numbers of the scale, and for a scale without them.
const MOST_APART: usize = 5;
const MOST_ROWS: usize = 16;
/// The longest scale whose whole numbers are all written.
const LONGEST: f64 = 20.0;
/// The rows of a picture if nobody says otherwise, those of it below the line, and what a low one has of these.
const HEIGHT: usize = 14;
const BELOW: usize = 3;
const LOW: (usize, usize) = (10, 2);

/// A value and its day.
type Dated = (NaiveDate, f64);

/// Values of one series over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Days with values, in the order they were written.
    pub points: Vec<(NaiveDate, f64)>,
    pub range: (f64, f64),
    /// What one value is called.
    pub noun: String,
    pub better: Better,
    /// The day it is, where that matters; what is printed ends with its newest value.
    pub today: Option<NaiveDate>,
}

/// A value in the picture: its column and row, and how it looks.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: usize,
    y: usize,
    tone: Tone,
    fell: bool,
}

impl Line {
    /// Draws it in so many rows at most. Too narrow for axes, it is one row of columns, the newest at the right.
    pub(super) fn rows(&self, width: usize, height: Option<usize>) -> Option<Vec<Row>> {
        let (points, days) = self.in_order()?;
        let height = height.unwrap_or(HEIGHT);
        let below = if height <= LOW.0 { LOW.1 } else { BELOW };
        if width < LEAST || height <= below + 1 {
            return Some(vec![self.small(&points, width)]);
        }
        let ticks = self.ticks(height - below);
        let margin = widest(ticks.labels.iter().map(|(_, label)| label.as_str())).min(width / 3);
        let columns = (width - margin - 2).min(MOST_COLUMNS);
        let plot = Plot { columns, rows: ticks.rows, days, today: self.today };
        let mut rows: Vec<Row> = self.picture(&points, &plot);
        for (at, row) in rows.iter_mut().enumerate() {
            let label = ticks.labels.iter().find(|(place, _)| *place == at).map(|(_, label)| label.as_str());
            let edge = if label.is_some() { " ┤" } else { " │" };
            row.insert(0, piece(format!("{}{edge}", right(label.unwrap_or_default(), margin)), Tone::Dim));
        }
        let (axis, dates) = plot.dates();
        rows.push(vec![piece(format!("{} └{axis}", " ".repeat(margin)), Tone::Dim)]);
        rows.push([vec![space(margin + 2)], dates].concat());
        if below < BELOW {
            return Some(rows);
        }
        let mut key = vec![space(margin + 2)];
        if plot.marks_all(&points) {
            key.extend([piece(MARKS[0], Tone::Strong), piece(format!(" {}   ", self.noun), Tone::Dim)]);
        }
        key.extend([piece(MARKS[1], Tone::Bad), piece(" lower than before", Tone::Dim)]);
        rows.push(key);
        Some(rows)
    }

    /// Its points by day, and the days at its ends; `None` if there are none.
    pub(super) fn in_order(&self) -> Option<(Vec<Dated>, (NaiveDate, NaiveDate))> {
        let mut points: Vec<_> = self.points.iter().filter(|(_, value)| value.is_finite()).copied().collect();
        points.sort_by_key(|(day, _)| *day);
        let (first, last) = (points.first()?.0, points.last()?.0);
        Some((points, (first, self.today.map_or(last, |today| today.max(last)))))
    }

    fn small(&self, points: &[(NaiveDate, f64)], width: usize) -> Row {
        let newest = points.iter().rev().take(width).rev();
        let column = |(_, value): &(NaiveDate, f64)| {
            piece(glyph(&HEIGHTS, self.share(*value)), tone_of(self.share(*value), self.better))
        };
        joined(newest.map(column).collect())
    }

    pub(super) fn share(&self, value: f64) -> f64 {
        share(value, self.range.0, self.range.1)
    }

    /// Where numbers stand beside the picture: each whole one with the same distance if they fit, else both ends.
    pub(super) fn ticks(&self, height: usize) -> Ticks {
        let (low, high) = self.range;
        let span = high - low;
        let whole = low.fract() == 0.0 && high.fract() == 0.0 && (1.0..=LONGEST).contains(&span);
        let steps = if whole { span as usize } else { 0 };
        if steps > 0 && height > steps {
            let apart = ((height - 1) / steps).min(MOST_APART);
            let labels = (0..=steps).map(|step| (step * apart, rounded(high - step as f64))).collect();
            return Ticks { rows: steps * apart + 1, labels };
        }
        let rows = height.clamp(1, MOST_ROWS);
        Ticks { rows, labels: vec![(0, rounded(high)), (rows - 1, rounded(low))] }
    }

    fn picture(&self, points: &[(NaiveDate, f64)], plot: &Plot) -> Vec<Row> {
        let mut before = f64::NEG_INFINITY;
        let mut places = Vec::with_capacity(points.len());
        for (day, value) in points {
            let share = self.share(*value);
            let (x, y) = (plot.x(*day), plot.y(share));
            places.push(Place { x, y, tone: tone_of(share, self.better), fell: *value < before });
            before = *value;
        }
        let mut cells = vec![vec![(" ".to_owned(), Tone::Plain); plot.columns]; plot.rows];
        let mut set = |x: usize, y: usize, glyph: &str, tone: Tone| {
            if let Some(cell) = cells.get_mut(y).and_then(|row| row.get_mut(x)) {
                *cell = piece(glyph, tone);
            }
        };
        for pair in places.windows(2) {
            let [from, to] = pair else { continue };
            (from.x..to.x).for_each(|x| set(x, from.y, "━", from.tone));
            let tone = if to.fell { Tone::Bad } else { to.tone };
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            (top..=bottom).for_each(|y| set(to.x, y, "┃", tone));
            if to.x > from.x && top < bottom {
                set(to.x, from.y, if to.fell { "┓" } else { "┛" }, tone);
            }
        }
        if let Some(last) = places.last() {
            (last.x + 1..=plot.x(plot.days.1)).for_each(|x| set(x, last.y, SINCE, Tone::Dim));
        }
        let every = plot.marks_all(points);
        // Drops last: where two values meet in a cell, the drop is seen.
        for drops in [false, true] {
            for (at, place) in places.iter().enumerate().filter(|(_, place)| place.fell == drops) {
                match place.fell {
                    true => set(place.x, place.y, MARKS[1], Tone::Bad),
                    false if every || at + 1 == places.len() => set(place.x, place.y, MARKS[0], place.tone),
                    false => {}
                }
            }
        }
        cells.into_iter().map(joined).collect()
    }
}

/// The numbers beside a picture of some rows.
pub(super) struct Ticks {
    pub rows: usize,
    pub labels: Vec<(usize, String)>,
}

/// What stands below a day, from a column on.
pub(super) struct Label {
    pub day: NaiveDate,
    pub start: usize,
    pub text: String,
    pub is_today: bool,
}

/// The room for the line, in cells, and the days at its ends.
pub(super) struct Plot {
    pub columns: usize,
    pub rows: usize,
    pub days: (NaiveDate, NaiveDate),
    pub today: Option<NaiveDate>,
}

impl Plot {
    /// Whether there is room for a mark at every value.
    fn marks_all(&self, points: &[(NaiveDate, f64)]) -> bool {
        points.len() * 2 <= self.columns
    }

    /// The column of a day.
    pub(super) fn x(&self, day: NaiveDate) -> usize {
        let days = |day: NaiveDate| (day - self.days.0).num_days() as f64;
        let (at, whole) = (days(day), days(self.days.1));
        // One day alone stands at the beginning.
        let share = if whole > 0.0 { share(at, 0.0, whole) } else { 0.0 };
        (share * (self.columns - 1) as f64).round() as usize
    }

    /// The row of a share of the scale, from the top.
    fn y(&self, share: f64) -> usize {
        ((1.0 - share) * (self.rows - 1) as f64).round() as usize
    }

    /// The axis with ticks and the dates below, the day it is to be seen first.
    fn dates(&self) -> (String, Row) {
        let mut axis = vec!["─"; self.columns];
        let mut row = Row::new();
        let mut column = 0;
        for Label { day, start, text, is_today } in self.labels() {
            if let Some(tick) = axis.get_mut(self.x(day)) {
                *tick = "┬";
            }
            let tone = if is_today { Tone::Strong } else { Tone::Dim };
            let before = start.saturating_sub(column);
            column = start + sanitize::width(&text);
            row.extend([piece(" ".repeat(before), Tone::Dim), piece(text, tone)]);
        }
        (axis.concat(), joined(row))
    }

    /// What stands below the axis, from the left: today, the first day, and the months between that fit.
    pub(super) fn labels(&self) -> Vec<Label> {
        let (first, last) = self.days;
        let ends = if first.year() == last.year() { "%-d %b" } else { "%-d %b %Y" };
        let mut placed: Vec<Label> = Vec::new();
        let mut place = |day: NaiveDate, text: String, clear: usize, is_today: bool| {
            let (x, long) = (self.x(day), sanitize::width(&text));
            let start = x.saturating_sub(long / 2).min(self.columns.saturating_sub(long));
            let apart = |other: &Label| {
                start >= other.start + sanitize::width(&other.text) + clear
                    || start + long + clear <= other.start
            };
            let fits = long <= self.columns && placed.iter().all(apart);
            if fits {
                placed.push(Label { day, start, text, is_today });
            }
            fits
        };
        if self.today != Some(last) || !place(last, TODAY.to_owned(), 0, true) {
            place(last, last.format(ends).to_string(), 0, false);
        }
        place(first, first.format(ends).to_string(), 2, false);
        for day in self.months() {
            let text = if day.month() == 1 { day.format("%Y") } else { day.format("%b") };
            place(day, text.to_string(), 2, false);
        }
        placed.sort_by_key(|label| label.start);
        placed
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
