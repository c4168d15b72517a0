//! A year of practice: weeks side by side, a shade a day, today marked.

use chrono::Datelike;

use super::ink::{SHADES, fitted, nothing, piece, space};
use super::{Row, Tone};
use crate::domain::stats::activity::{CUTS, Grid, GridDay};
use crate::sanitize;

/// Columns of the weekday's name and the space after it.
const MARGIN: usize = 4;
/// What stands beside today.
pub(super) const TODAY: &str = "◂";
/// What the shades count.
const ENTRIES: &str = " entries";

/// A grid of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    grid: Grid,
}

impl Heat {
    /// Takes a grid, as many weeks as are to be seen at most.
    pub fn new(grid: Grid) -> Self {
        Self { grid }
    }

    /// Draws it, with as many weeks as fit, the newest at the right, and a key below.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        let room = width.saturating_sub(MARGIN + 1);
        let each = if self.grid.weeks.len() * 2 <= room { 2 } else { 1 };
        let fit = (room / each).min(self.grid.weeks.len());
        let weeks = self.grid.weeks.get(self.grid.weeks.len() - fit..).unwrap_or_default();
        let Some(first) = weeks.first() else { return nothing("no days yet", width, height) };
        let mut rows = vec![vec![space(MARGIN), piece(months(weeks, each), Tone::Dim)]];
        for (at, named) in first.iter().enumerate() {
            let mut row = vec![piece(format!("{} ", named.day.format("%a")), Tone::Dim)];
            let days = weeks.iter().filter_map(|week| week.get(at));
            row.extend(days.map(|day| self.cell(*day, each)));
            if weeks.last().and_then(|week| week.get(at)).is_some_and(|day| day.day == self.grid.today) {
                row.push(piece(TODAY, Tone::Strong));
            }
            rows.push(row);
        }
        rows.push(key(width));
        fitted(rows, width, height)
    }

    fn cell(&self, day: GridDay, each: usize) -> (String, Tone) {
        let shade = day.level.and_then(|level| SHADES.get(usize::from(level))).copied().unwrap_or(" ");
        let tone = shade_tone(day.level.unwrap_or_default());
        // The mark of today follows at once.
        let after = if day.day == self.grid.today { 0 } else { each - 1 };
        piece(format!("{shade}{}", " ".repeat(after)), tone)
    }
}

/// Gives the tone of a shade.
pub(super) fn shade_tone(level: u8) -> Tone {
    if level == 0 { Tone::Dim } else { Tone::Good }
}

/// Writes the names of months over the weeks they begin in.
fn months(weeks: &[[GridDay; 7]], each: usize) -> String {
    let mut row = String::new();
    for (at, week) in weeks.iter().enumerate() {
        let begins = week.iter().find(|day| day.day.day() == 1);
        // Names of months are three letters of one column.
        if let Some(day) = begins
            && (row.is_empty() || row.len() < at * each)
        {
            row = format!("{row:at$}", at = at * each);
            row.push_str(&day.day.format("%b").to_string());
        }
    }
    row
}

/// Says what the shades mean.
fn key(width: usize) -> Row {
    let mut row = vec![space(MARGIN), piece(SHADES[0], Tone::Dim), piece(" none", Tone::Dim)];
    for (at, (shade, cut)) in SHADES.iter().skip(1).zip(CUTS).enumerate() {
        let words = match CUTS.get(at + 1) {
            Some(next) if next - cut > 1 => format!(" {cut}–{}", next - 1),
            Some(_) => format!(" {cut}"),
            None => format!(" {cut} or more"),
        };
        row.extend([piece(format!("  {shade}"), shade_tone(1)), piece(words, Tone::Dim)]);
    }
    // Where there is no room, what is counted goes; it is said where the picture is shown.
    let taken: usize = row.iter().map(|(text, _)| sanitize::width(text)).sum();
    row.extend((taken + ENTRIES.len() <= width).then(|| piece(ENTRIES, Tone::Dim)));
    row
}
