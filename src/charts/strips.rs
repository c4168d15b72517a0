//! Many subjects, a row each: a column a week, the newest at the right, then the latest rating and how it moved.

use chrono::{NaiveDate, Weekday};

use super::ink::{
    HEIGHTS, fitted, glyph, label_columns, left, nothing, piece, right, share, shortened, space, widest,
};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::domain::stats::activity::week_of;
use crate::domain::stats::trust::{Ledger, Rating};
use crate::sanitize;

/// Weeks looked back at: more than any screen is wide.
const MOST_WEEKS: usize = 520;
/// What stands for a week without a rating, after the first.
const NONE: &str = "·";
/// What stands below, the longer if it fits.
const KEYS: [&str; 2] = ["a column a week, the newest at the right", "newest week at the right"];

/// One subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Its name.
    pub label: String,
    /// A value a week, the newest last.
    pub weeks: Vec<Option<f64>>,
    /// The latest value.
    pub last: Option<f64>,
    /// The latest value less the one before.
    pub change: Option<f64>,
    /// How many values.
    pub n: u64,
}

impl Strip {
    /// Makes one from ratings in the order they were written, up to the week of today. The last of a week stands for it.
    pub fn new(label: &str, ratings: &[Rating], today: NaiveDate, starts: Weekday) -> Self {
        let this = week_of(today, starts);
        let mut weeks = Vec::new();
        for rating in ratings.iter().filter(|rating| rating.value.is_finite()) {
            let Ok(back) = usize::try_from((this - week_of(rating.day, starts)).num_days() / 7) else {
                continue;
            };
            if back < MOST_WEEKS && rating.day <= today {
                // Newest first while it is built.
                if weeks.len() <= back {
                    weeks.resize(back + 1, None);
                }
                weeks[back] = Some(rating.value);
            }
        }
        weeks.reverse();
        let ledger = Ledger::of(ratings);
        let last = ledger.last.map(|rating| rating.value);
        Self { label: label.to_owned(), weeks, last, change: ledger.change, n: ledger.n() }
    }
}

/// Subjects one below the other, in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Strips {
    all: Vec<Strip>,
    low: f64,
    high: f64,
    up: Tone,
    down: Tone,
}

impl Strips {
    /// Takes subjects rated on a scale from `low` to `high`.
    pub fn new(strips: Vec<Strip>, low: f64, high: f64) -> Self {
        Self { all: strips, low, high, up: Tone::Good, down: Tone::Bad }
    }

    /// Says that lower values are the better ones.
    #[must_use]
    pub fn lower_is_better(self) -> Self {
        Self { up: Tone::Bad, down: Tone::Good, ..self }
    }

    /// Draws it, with a key as its last row if there is room.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.all.is_empty() {
            return nothing("no ratings yet", width, height);
        }
        let tails = self.tails();
        let tail = widest(tails.iter().map(|tail| tail.text.as_str()));
        let label = label_columns(self.all.iter().map(|strip| strip.label.as_str()), (width / 3).max(8));
        let room = width.saturating_sub(label + tail + 3);
        let longest = self.all.iter().map(|strip| strip.weeks.len()).max().unwrap_or_default();
        let each = if longest * 2 <= room { 2 } else { 1 };
        let weeks = longest.min(room / each);
        let row = |(strip, tail): (&Strip, Tail)| {
            let mut row = vec![piece(left(&strip.label, label), Tone::Plain), space(2)];
            row.push(piece(self.columns(strip, weeks, each), Tone::Series(0)));
            row.push(space(1));
            row.extend(tail.row);
            row
        };
        let mut rows: Vec<Row> = self.all.iter().zip(tails).map(row).collect();
        rows = shortened(rows, height);
        let key = KEYS.into_iter().find(|key| label + 2 + sanitize::width(key) <= width);
        rows.extend(key.filter(|_| weeks > 0).map(|key| vec![space(label + 2), piece(key, Tone::Dim)]));
        fitted(rows, width, height)
    }

    fn columns(&self, strip: &Strip, weeks: usize, each: usize) -> String {
        let newest = strip.weeks.get(strip.weeks.len().saturating_sub(weeks)..).unwrap_or_default();
        let column = |value: &Option<f64>| {
            let glyph = value.map_or(NONE, |value| glyph(&HEIGHTS, share(value, self.low, self.high)));
            format!("{glyph}{}", " ".repeat(each - 1))
        };
        let columns: String = newest.iter().map(column).collect();
        format!("{}{columns}", " ".repeat((weeks - newest.len()) * each))
    }

    /// Makes what stands right of each strip, in columns.
    fn tails(&self) -> Vec<Tail> {
        let parts: Vec<(String, String, Tone, String)> = self
            .all
            .iter()
            .map(|strip| {
                let (change, tone) = self.change(strip);
                (strip.last.map(rounded).unwrap_or_default(), change, tone, format!("n {}", strip.n))
            })
            .collect();
        let last = widest(parts.iter().map(|part| part.0.as_str()));
        let change = widest(parts.iter().map(|part| part.1.as_str()));
        let n = widest(parts.iter().map(|part| part.3.as_str()));
        let tail = |(value, moved, tone, count): (String, String, Tone, String)| {
            let row = vec![
                piece(right(&value, last), Tone::Strong),
                space(2),
                piece(left(&moved, change), tone),
                space(2),
                piece(left(&count, n), Tone::Dim),
            ];
            Tail { text: row.iter().map(|(text, _)| text.as_str()).collect(), row }
        };
        parts.into_iter().map(tail).collect()
    }

    fn change(&self, strip: &Strip) -> (String, Tone) {
        match strip.change {
            None if strip.n == 0 => (String::new(), Tone::Dim),
            None => ("new".to_owned(), Tone::Dim),
            // Less than a tenth is no change that anybody could see.
            Some(change) if rounded(change.abs()) == "0" => ("=".to_owned(), Tone::Dim),
            Some(change) if change > 0.0 => (format!("▲ {}", rounded(change)), self.up),
            Some(change) => (format!("▼ {}", rounded(change.abs())), self.down),
        }
    }
}

struct Tail {
    text: String,
    row: Row,
}
