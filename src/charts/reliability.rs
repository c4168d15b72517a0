//! How sure against how right: a row for each fifth of confidence.

use super::ink::{fitted, nothing, piece, right, space};
use super::{Row, Tone};
use crate::domain::number_format::percent;
use crate::domain::stats::calibration::{Bin, Calibration, TOGETHER};

/// The longest and the shortest bar.
const LONGEST: usize = 40;
const SHORTEST: usize = 5;
/// The columns of a share in words: `100 %`.
const SHARE: usize = 5;
/// The columns of a fifth: ` 80–100 %`.
const FIFTH: usize = 9;

/// Judgements in five bins.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    calibration: Calibration,
}

impl Reliability {
    /// Takes judgements summed up.
    pub fn new(calibration: Calibration) -> Self {
        Self { calibration }
    }

    /// Draws it: a bar as long as the share that held, and a mark where it was expected to end.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.calibration.n == 0 {
            return nothing("no judgements yet", width, height);
        }
        let count = self.calibration.bins.iter().map(|bin| bin.n.to_string().len()).max().unwrap_or_default();
        let words = FIFTH + 2 + 2 + "sure ".len() + SHARE + 2 + "held ".len() + SHARE + "  n ".len() + count;
        let bar = width.saturating_sub(words).min(LONGEST);
        let bar = if bar < SHORTEST { 0 } else { bar };
        let mut rows: Vec<Row> = self.calibration.bins.iter().map(|bin| row(bin, bar, count)).collect();
        if bar > 0 {
            rows.push(vec![
                space(FIFTH + 2),
                piece("█", Tone::Series(0)),
                piece(" held   ", Tone::Dim),
                piece("┃", Tone::Strong),
                piece(" as sure as it was", Tone::Dim),
            ]);
        }
        fitted(rows, width, height)
    }
}

fn row(bin: &Bin, columns: usize, count: usize) -> Row {
    let fifth = format!("{:.0}–{:.0} %", bin.from * 100.0, bin.to * 100.0);
    let mut row = vec![piece(right(&fifth, FIFTH), Tone::Plain), space(2)];
    let (Some(expected), Some(held)) = (bin.expected, bin.held) else {
        row.push(piece("none", Tone::Dim));
        return row;
    };
    row.extend(bar(expected, held, columns));
    row.extend((columns > 0).then(|| space(2)));
    let tone = if (expected - held).abs() <= TOGETHER + f64::EPSILON { Tone::Good } else { Tone::Warn };
    row.push(piece(format!("sure {}", right(&percent(expected), SHARE)), Tone::Plain));
    row.push(piece(format!("  held {}", right(&percent(held), SHARE)), tone));
    row.push(piece(format!("  n {}", right(&bin.n.to_string(), count)), Tone::Dim));
    row
}

fn bar(expected: f64, held: f64, columns: usize) -> Row {
    let place = |share: f64| (share.clamp(0.0, 1.0) * columns as f64).round() as usize;
    let mark = place(expected).min(columns.saturating_sub(1));
    let cell = |at: usize| {
        if at == mark {
            piece("┃", Tone::Strong)
        } else if at < place(held) {
            piece("█", Tone::Series(0))
        } else {
            piece("·", Tone::Dim)
        }
    };
    (0..columns).map(cell).collect()
}
