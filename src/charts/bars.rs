//! Labelled bars: counts, two counts left and right of one axis, or lengths with a mark where they were expected to end.

use super::ink::{left, piece, right, space, widest};
use super::{Row, Tone};
use crate::domain::hue::Hue;

/// The longest bar, for the eye compares no better on a wider one, and the shortest that means something.
const LONGEST: usize = 60;
const SHORTEST: usize = 4;
/// The shortest bar beside more notes than the first, and the width below which labels may take half of it.
const ENOUGH: usize = 10;
const NARROW: usize = 48;

#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    pub label: String,
    pub value: f64,
    /// The dimension it stands for, if it stands for one.
    pub hue: Option<Hue>,
    /// The length of the other side, or where it was expected to end.
    pub second: Option<f64>,
    /// What stands at its right, column by column.
    pub notes: Vec<(String, Tone)>,
}

impl Bar {
    /// How it looks among others without a second side.
    pub(super) fn tone(&self) -> Tone {
        self.hue.map_or(Tone::Series(0), Tone::Hue)
    }
}

/// What a second value of each bar is, with the names of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Second {
    Nothing,
    /// A bar to the left, good, and the one to the right, bad.
    Opposite(String, String),
    /// A mark where the bar was expected to end.
    Target(String, String),
}

/// Bars in the order given.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    pub all: Vec<Bar>,
    /// What the second values are.
    pub second: Second,
    /// The value of a full bar; the largest there is if left out.
    pub full: Option<f64>,
}

impl Bars {
    pub(super) fn rows(&self, width: usize) -> Option<Vec<Row>> {
        if self.all.is_empty() {
            return None;
        }
        let label = widest(self.all.iter().map(|bar| bar.label.as_str())).min(if width < NARROW {
            width / 2
        } else {
            width * 2 / 5
        });
        let mut notes = self.notes();
        let sides = matches!(self.second, Second::Opposite(..));
        // The count of a left side stands before it.
        let before = if sides { notes.first().map_or(0, |width| width + 1) } else { 0 };
        let room = |notes: &[usize]| {
            let taken: usize = notes.iter().skip(usize::from(sides)).map(|width| width + 2).sum();
            let room = width.saturating_sub(label + 2 + before + taken);
            if sides { (room.saturating_sub(1) / 2).min(LONGEST / 2) } else { room.min(LONGEST) }
        };
        while !sides && room(&notes) < ENOUGH && notes.len() > 1 {
            notes.pop();
        }
        let length = room(&notes);
        let length = if length < SHORTEST { 0 } else { length };
        let full = self.all.iter().flat_map(|bar| [Some(bar.value), bar.second.filter(|_| sides)]).flatten();
        let full = self.full.unwrap_or_else(|| full.fold(0.0, f64::max));
        let mut rows = Vec::new();
        if let Second::Opposite(one, other) = &self.second {
            let axis = label + 2 + before + length;
            rows.push(vec![
                piece(right(&format!("{one} ◂"), axis), Tone::Good),
                piece("│", Tone::Dim),
                piece(format!("▸ {other}"), Tone::Bad),
            ]);
        }
        for bar in &self.all {
            // A count and its label look alike.
            let tone = bar.notes.first().filter(|_| self.second == Second::Nothing).map(|(_, tone)| *tone);
            let mut row = vec![piece(left(&bar.label, label), tone.unwrap_or_default()), space(2)];
            let mut cells = bar.notes.iter().zip(&notes);
            match &self.second {
                Second::Opposite(..) => {
                    if let Some(((text, tone), width)) = cells.next() {
                        row.extend([piece(right(text, *width), *tone), space(1)]);
                    }
                    row.push(piece(right(&filled(bar.value, full, length, true), length), Tone::Good));
                    row.push(piece("│", Tone::Dim));
                    let other = filled(bar.second.unwrap_or_default(), full, length, false);
                    row.push(piece(left(&other, length), Tone::Bad));
                }
                Second::Target(..) => row.extend(towards(bar, full, length)),
                Second::Nothing => {
                    row.push(piece(left(&filled(bar.value, full, length, false), length), bar.tone()));
                }
            }
            for ((text, tone), width) in cells {
                row.extend([space(2), piece(right(text, *width), *tone)]);
            }
            rows.push(row);
        }
        if let (Second::Target(value, target), 1..) = (&self.second, length) {
            rows.push(vec![
                space(label + 2),
                piece("█", Tone::Series(0)),
                piece(format!(" {value}   "), Tone::Dim),
                piece("┃", Tone::Strong),
                piece(format!(" {target}"), Tone::Dim),
            ]);
        }
        Some(rows)
    }

    pub(super) fn places(&self) -> Vec<usize> {
        let head = usize::from(matches!(self.second, Second::Opposite(..)));
        (head..head + self.all.len()).collect()
    }

    /// The width of each column of notes.
    fn notes(&self) -> Vec<usize> {
        let most = self.all.iter().map(|bar| bar.notes.len()).max().unwrap_or_default();
        let column =
            |at: usize| widest(self.all.iter().filter_map(|bar| Some(bar.notes.get(at)?.0.as_str())));
        (0..most).map(column).collect()
    }
}

/// Writes a bar; anything above 0 is seen.
fn filled(value: f64, full: f64, columns: usize, to_the_left: bool) -> String {
    let share = if value > 0.0 && full > 0.0 { (value / full).min(1.0) } else { 0.0 };
    let least = usize::from(share > 0.0).min(columns);
    let halves = ((share * (columns * 2) as f64) as usize).max(least);
    let (whole, half) = ("█".repeat(halves / 2), halves % 2);
    if to_the_left {
        format!("{}{whole}", "▐".repeat(half))
    } else {
        format!("{whole}{}", "▌".repeat(half))
    }
}

/// Draws a bar with a mark where it was expected to end; dots where there is none.
fn towards(bar: &Bar, full: f64, columns: usize) -> Row {
    let place = |value: f64| ((value / full).clamp(0.0, 1.0) * columns as f64).round() as usize;
    let mark = bar.second.map(|target| place(target).min(columns.saturating_sub(1)));
    let cell = |at: usize| match mark {
        Some(mark) if at == mark => piece("┃", Tone::Strong),
        _ if at < place(bar.value) => piece("█", Tone::Series(0)),
        _ => piece("·", Tone::Dim),
    };
    (0..columns).map(cell).collect()
}
