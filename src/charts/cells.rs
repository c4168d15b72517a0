//! Values in a grid, the newest at the right: a row a subject and a column a week, or a row a weekday.

use super::ink::{COUNTS, HEIGHTS, count_block, glyph, left, piece, right, share, space, tone_of, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::domain::projections::Better;
use crate::sanitize;

/// What stands for a week without a value, after the first.
const NONE: &str = "·";
/// The fewest columns that show how something went; rather than that, what stands at the right is told in short.
const TELLING: usize = 7;
/// What stands beside the cell of today.
const TODAY: &str = "◂";

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Look {
    /// By its height between two ends.
    Heights(f64, f64),
    /// By how many of these it reaches.
    Counts([u64; 4]),
}

/// One row of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub label: String,
    /// The values, the newest last.
    pub values: Vec<Option<f64>>,
    /// The newest value and how it moved.
    pub latest: Option<Latest>,
}

/// The newest value of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Latest {
    pub value: Option<f64>,
    /// The value less the one before.
    pub change: Option<f64>,
    pub n: u64,
}

/// Rows of cells in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    pub rows: Vec<Series>,
    pub look: Look,
    /// Labels over columns, by the column's place.
    pub heads: Vec<(usize, String)>,
    /// The row whose newest cell is today's.
    pub today: Option<usize>,
    /// What stands below; beside counts, what is counted.
    pub legend: Option<String>,
    pub better: Better,
}

impl Cells {
    pub(super) fn rows(&self, width: usize) -> Option<Vec<Row>> {
        let longest = self.rows.iter().map(|row| row.values.len()).max().filter(|longest| *longest > 0)?;
        let labels = widest(self.rows.iter().map(|row| row.label.as_str()));
        let wide = |tails: &[Row]| {
            let tail =
                tails.iter().map(|row| row.iter().map(|(text, _)| sanitize::width(text)).sum::<usize>());
            tail.max().unwrap_or_default() + 1
        };
        let (mut tails, mut label) = (self.tails(false), labels.min((width / 3).max(8)));
        let short = label + 2 + longest.min(TELLING) + wide(&tails) > width;
        if short {
            tails = self.tails(true);
            label = labels.min(width.saturating_sub(1 + longest.min(TELLING) + wide(&tails)));
        }
        let gap = if self.heads.is_empty() && !short { 2 } else { 1 };
        let margin = if label == 0 { 0 } else { label + gap };
        let room = width.saturating_sub(margin + wide(&tails));
        let each = if longest * 2 <= room { 2 } else { 1 };
        let columns = longest.min(room / each);
        let mut rows = Vec::new();
        if !self.heads.is_empty() {
            rows.push(vec![space(margin), piece(self.head(longest - columns, each), Tone::Dim)]);
        }
        for ((at, row), tail) in self.rows.iter().enumerate().zip(tails) {
            let mut drawn = vec![piece(left(&row.label, label), Tone::Plain), space(margin - label)];
            let newest = row.values.get(row.values.len().saturating_sub(columns)..).unwrap_or_default();
            drawn.push(space((columns - newest.len()) * each));
            drawn.extend(newest.iter().map(|value| self.cell(*value, each)));
            if self.today == Some(at)
                && let Some((text, _)) = drawn.last_mut()
            {
                text.truncate(text.trim_end().len());
                drawn.push(piece(TODAY, Tone::Strong));
            }
            drawn.push(space(1));
            drawn.extend(tail);
            rows.push(drawn);
        }
        rows.extend(self.legend(margin, width).filter(|_| columns > 0));
        Some(rows)
    }

    pub(super) fn places(&self) -> Vec<usize> {
        match self.look {
            Look::Heights(..) => {
                (0..self.rows.len()).map(|at| at + usize::from(!self.heads.is_empty())).collect()
            }
            Look::Counts(_) => Vec::new(),
        }
    }

    fn cell(&self, value: Option<f64>, each: usize) -> (String, Tone) {
        let (cell, tone) = match (self.look, value) {
            (Look::Heights(low, high), Some(value)) => {
                (glyph(&HEIGHTS, share(value, low, high)), tone_of(share(value, low, high), self.better))
            }
            (Look::Heights(..), None) => (NONE, Tone::Dim),
            (Look::Counts(cuts), Some(value)) => count_block(value, &cuts),
            (Look::Counts(_), None) => (" ", Tone::Dim),
        };
        piece(format!("{cell}{}", " ".repeat(each - 1)), tone)
    }

    /// Writes the labels over their columns, as far as there is room; columns before `first` are not drawn.
    fn head(&self, first: usize, each: usize) -> String {
        let mut row = String::new();
        for (at, label) in &self.heads {
            let Some(at) = at.checked_sub(first).map(|at| at * each) else { continue };
            if sanitize::width(&row) <= at {
                row = format!("{}{label}", left(&row, at));
            }
        }
        row
    }

    fn legend(&self, margin: usize, width: usize) -> Option<Row> {
        let words = self.legend.as_deref()?;
        let Look::Counts(cuts) = self.look else {
            return (margin + sanitize::width(words) <= width)
                .then(|| vec![space(margin), piece(words, Tone::Dim)]);
        };
        let mut row = vec![space(margin), piece(COUNTS[0], Tone::Dim), piece(" none", Tone::Dim)];
        for (at, (block, cut)) in COUNTS.iter().skip(1).zip(cuts).enumerate() {
            let range = match cuts.get(at + 1) {
                Some(next) if next - cut > 1 => format!(" {cut}–{}", next - 1),
                Some(_) => format!(" {cut}"),
                None => format!(" {cut} or more"),
            };
            row.extend([piece(format!("  {block}"), Tone::Good), piece(range, Tone::Dim)]);
        }
        // Where there is no room, what is counted goes: it stands above too.
        let taken: usize = row.iter().map(|(text, _)| sanitize::width(text)).sum();
        row.extend(
            (taken + 1 + sanitize::width(words) <= width).then(|| piece(format!(" {words}"), Tone::Dim)),
        );
        Some(row)
    }

    /// What stands right of each row, in columns; in short without n, and changes without how much.
    fn tails(&self, short: bool) -> Vec<Row> {
        let tail = |row: &Series| match row.latest {
            None => [(String::new(), Tone::Dim), (String::new(), Tone::Dim), (String::new(), Tone::Dim)],
            Some(latest) if short => {
                let (change, tone) = self.change(latest);
                let arrow = change.chars().next().filter(|first| !first.is_alphabetic());
                let arrow = arrow.map(String::from).unwrap_or_default();
                [piece(latest.value.map(rounded).unwrap_or_default(), Tone::Strong), (arrow, tone), space(0)]
            }
            Some(latest) => [
                piece(latest.value.map(rounded).unwrap_or_default(), Tone::Strong),
                self.change(latest),
                piece(format!("n {}", latest.n), Tone::Dim),
            ],
        };
        let tails: Vec<_> = self.rows.iter().map(tail).collect();
        let width = |at: usize| widest(tails.iter().map(|tail| tail[at].0.as_str()));
        let widths = [width(0), width(1), width(2)];
        if widths == [0; 3] {
            return vec![Row::new(); self.rows.len()];
        }
        let gap = if short { 1 } else { 2 };
        let padded = |tail: &[(String, Tone); 3]| {
            let [value, change, n] = tail;
            let mut row = vec![piece(right(&value.0, widths[0]), value.1), space(gap)];
            row.push(piece(left(&change.0, widths[1]), change.1));
            if widths[2] > 0 {
                row.extend([space(gap), piece(left(&n.0, widths[2]), n.1)]);
            }
            row
        };
        tails.iter().map(padded).collect()
    }

    fn change(&self, latest: Latest) -> (String, Tone) {
        let (up, down) = match self.better {
            Better::Higher => (Tone::Good, Tone::Bad),
            Better::Lower => (Tone::Bad, Tone::Good),
            Better::Neither => (Tone::Plain, Tone::Plain),
        };
        match latest.change {
            None if latest.n == 0 => (String::new(), Tone::Dim),
            None => ("new".to_owned(), Tone::Dim),
            // Less than a tenth is no change that anybody could see.
            Some(change) if rounded(change.abs()) == "0" => ("=".to_owned(), Tone::Dim),
            Some(change) if change > 0.0 => (format!("▲ {}", rounded(change)), up),
            Some(change) => (format!("▼ {}", rounded(change.abs())), down),
        }
    }
}
