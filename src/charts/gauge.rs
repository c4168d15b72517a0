//! How much of a whole: `██████░░░░ 6 of 10`, and a whole in parts.

use super::ink::{fitted, halves, nothing, piece, space};
use super::{Row, Tone};
use crate::sanitize;

/// The longest bar.
const LONGEST: usize = 40;
/// The shortest that says something; below it, the words stand alone.
const SHORTEST: usize = 3;
/// The shortest bar of several parts that stands beside its words.
const BESIDE: usize = 10;

/// Some of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gauge {
    done: u64,
    of: u64,
}

impl Gauge {
    /// Takes how many of how many; may be more than all.
    pub fn new(done: u64, of: u64) -> Self {
        Self { done, of }
    }

    /// Draws it in one row.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        let words = format!("{} of {}", self.done, self.of);
        let columns = columns(self.of, width.saturating_sub(words.len() + 1));
        // Full only when all is done, empty only when nothing is.
        let full = (halves(self.done, self.of, columns) / 2).max(usize::from(self.done > 0)).min(columns);
        let tone = if self.done >= self.of { Tone::Good } else { Tone::Series(0) };
        let mut row = vec![piece("█".repeat(full), tone), piece("░".repeat(columns - full), Tone::Dim)];
        row.extend((columns > 0).then(|| space(1)));
        row.push(piece(words, Tone::Plain));
        fitted(vec![row], width, height)
    }
}

/// One part of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is called.
    pub word: String,
    /// How many.
    pub n: u64,
    /// The glyph it is drawn with, one column wide.
    pub glyph: char,
    /// Its tone.
    pub tone: Tone,
}

/// A whole in parts, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    parts: Vec<Part>,
}

impl Parts {
    /// Takes parts.
    pub fn new(parts: Vec<Part>) -> Self {
        Self { parts }
    }

    /// Takes the three states of a claim: proven, claimed without proof, open.
    pub fn of_claims(proven: u64, claimed: u64, open: u64) -> Self {
        let part =
            |word: &str, n: u64, glyph: char, tone: Tone| Part { word: word.to_owned(), n, glyph, tone };
        Self::new(vec![
            part("proven", proven, '█', Tone::Good),
            part("claimed", claimed, '▒', Tone::Warn),
            part("open", open, '░', Tone::Dim),
        ])
    }

    /// Draws it in one row, in two where the words do not fit beside.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        let whole = self.parts.iter().fold(0_u64, |sum, part| sum.saturating_add(part.n));
        if whole == 0 {
            return nothing("nothing to count yet", width, height);
        }
        let words = self.words();
        let taken: usize = words.iter().map(|(text, _)| sanitize::width(text)).sum();
        let beside = columns(whole, width.saturating_sub(taken + 1));
        let below = height > 1 && beside < BESIDE;
        let bar = self.bar(whole, if below { columns(whole, width) } else { beside });
        let rows = match (below, bar.is_empty()) {
            (true, _) => vec![bar, words],
            (false, true) => vec![words],
            (false, false) => vec![[bar, vec![space(1)], words].concat()],
        };
        fitted(rows, width, height)
    }

    /// Fills some columns: each part ends where all before and it make so much of the whole.
    fn bar(&self, whole: u64, columns: usize) -> Row {
        let (mut row, mut sum, mut drawn) = (Row::new(), 0_u64, 0);
        for part in &self.parts {
            sum = sum.saturating_add(part.n);
            let end = (u128::from(sum) * columns as u128 / u128::from(whole)) as usize;
            if end > drawn {
                row.push(piece(part.glyph.to_string().repeat(end - drawn), part.tone));
                drawn = end;
            }
        }
        row
    }

    fn words(&self) -> Row {
        let mut row = Row::new();
        for part in &self.parts {
            if !row.is_empty() {
                row.push(piece(" · ", Tone::Dim));
            }
            row.extend([
                piece(format!("{} ", part.glyph), part.tone),
                piece(format!("{} {}", part.n, part.word), Tone::Plain),
            ]);
        }
        row
    }
}

/// Gives the columns of a bar for a whole: as many for each of it where there are few.
fn columns(whole: u64, room: usize) -> usize {
    let room = room.min(LONGEST);
    match usize::try_from(whole) {
        _ if room < SHORTEST => 0,
        Ok(whole @ 1..) if whole <= room => room / whole * whole,
        _ => room,
    }
}
