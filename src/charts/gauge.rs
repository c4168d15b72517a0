//! A whole in parts: `██████▒▒░░ █ 6 evidenced · ▒ 2 self-rated · ░ 2 gaps`.

use super::ink::{piece, space};
use super::{Row, Tone};
use crate::sanitize;

/// The longest bar, the shortest that means something, and the shortest that stands beside its words.
const LONGEST: usize = 40;
const SHORTEST: usize = 3;
const BESIDE: usize = 10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub label: String,
    pub n: u64,
    pub tone: Tone,
}

/// A whole in parts, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    pub parts: Vec<Part>,
}

impl Gauge {
    /// One row, or two where the words do not fit beside the bar.
    pub(super) fn rows(&self, width: usize) -> Option<Vec<Row>> {
        let whole = self.whole();
        if whole == 0 {
            return None;
        }
        let words = self.words();
        let taken: usize = words.iter().map(|(text, _)| sanitize::width(text)).sum();
        let beside = columns(whole, width.saturating_sub(taken + 1));
        if beside < BESIDE {
            return Some(vec![self.bar(whole, columns(whole, width)), words]);
        }
        Some(vec![[self.bar(whole, beside), vec![space(1)], words].concat()])
    }

    pub(super) fn whole(&self) -> u64 {
        self.parts.iter().fold(0, |sum, part| sum.saturating_add(part.n))
    }

    /// Each part ends where all before and it make so much of the whole.
    fn bar(&self, whole: u64, columns: usize) -> Row {
        let (mut row, mut sum, mut drawn) = (Row::new(), 0_u64, 0);
        for part in &self.parts {
            sum = sum.saturating_add(part.n);
            let end = (u128::from(sum) * columns as u128 / u128::from(whole)) as usize;
            if end > drawn {
                row.push(piece(glyph(part.tone).repeat(end - drawn), part.tone));
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
            row.push(piece(format!("{} ", glyph(part.tone)), part.tone));
            row.push(piece(format!("{} {}", part.n, part.label), Tone::Plain));
        }
        row
    }
}

fn glyph(tone: Tone) -> &'static str {
    match tone {
        Tone::Warn | Tone::Bad => "▒",
        Tone::Dim => "░",
        _ => "█",
    }
}

/// The columns of a bar: as many for each of a whole where there are few.
fn columns(whole: u64, room: usize) -> usize {
    let room = room.min(LONGEST);
    match usize::try_from(whole) {
        _ if room < SHORTEST => 0,
        Ok(whole @ 1..) if whole <= room => room / whole * whole,
        _ => room,
    }
}
