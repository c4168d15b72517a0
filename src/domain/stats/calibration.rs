//! Whether being sure and being right go together: judgements with a confidence, held against what came of them.
//!
//! Deliberately absent: a correction of anybody's confidence; a person sees the figures and draws their own conclusion.

/// Judgements below which nothing is said about them.
pub const ENOUGH: usize = 10;
/// How far mean confidence and the rate held may be apart to count as together, as a share.
pub const TOGETHER: f64 = 0.1;
/// How many bins of equal width the confidence from 0 to 1 is cut into.
pub const BINS: usize = 5;

/// One judgement and what came of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judgement {
    /// How sure it was, 0–1.
    pub confidence: f64,
    /// Whether it held.
    pub held: bool,
}

/// The judgements of about one confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// The least confidence in it, 0–1.
    pub from: f64,
    /// The confidence it ends before; the last bin holds 1 too.
    pub to: f64,
    pub n: usize,
    /// Their mean confidence; `None` without one.
    pub expected: Option<f64>,
    /// The share that held; `None` without one.
    pub held: Option<f64>,
}

/// Judgements held against what came of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    pub n: usize,
    /// The Brier score: the mean of (confidence − outcome)², outcome 1 if it held and else 0.
    ///
    /// 0 is best, 1 worst; always saying one half scores 0.25. `None` without judgements.
    pub brier: Option<f64>,
    /// The mean confidence, 0–1.
    pub confidence: Option<f64>,
    /// The share that held, 0–1.
    pub held: Option<f64>,
    /// Five bins from 0 to 1.
    pub bins: [Bin; BINS],
}

impl Calibration {
    /// Sums up judgements. Confidence beyond 0–1 counts as its nearer end, what is not a number is left out.
    pub fn of(judgements: &[Judgement]) -> Self {
        let all: Vec<Judgement> = judgements
            .iter()
            .filter(|judgement| !judgement.confidence.is_nan())
            .map(|judgement| Judgement { confidence: judgement.confidence.clamp(0.0, 1.0), ..*judgement })
            .collect();
        let squares = all.iter().map(|one| (one.confidence - outcome(one)).powi(2));
        let bins = std::array::from_fn(|bin| {
            let bin_of = |one: &Judgement| ((one.confidence * BINS as f64) as usize).min(BINS - 1);
            let inside: Vec<Judgement> = all.iter().filter(|one| bin_of(one) == bin).copied().collect();
            Bin {
                from: bin as f64 / BINS as f64,
                to: (bin + 1) as f64 / BINS as f64,
                n: inside.len(),
                expected: mean(inside.iter().map(|one| one.confidence)),
                held: mean(inside.iter().map(outcome)),
            }
        });
        Self {
            n: all.len(),
            brier: mean(squares),
            confidence: mean(all.iter().map(|one| one.confidence)),
            held: mean(all.iter().map(outcome)),
            bins,
        }
    }

    /// The mean confidence less the share that held, −1 to 1; above 0 means overconfident.
    pub fn gap(&self) -> Option<f64> {
        Some(self.confidence? - self.held?)
    }

    /// Whether confidence and outcome go together.
    pub fn verdict(&self) -> Verdict {
        match self.gap().filter(|_| self.n >= ENOUGH) {
            None => Verdict::TooFew,
            Some(gap) if gap.abs() <= TOGETHER + f64::EPSILON => Verdict::WellCalibrated,
            Some(gap) if gap > 0.0 => Verdict::Overconfident,
            Some(_) => Verdict::Underconfident,
        }
    }
}

/// How confidence and outcome go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`ENOUGH`] judgements.
    TooFew,
    /// No further apart than [`TOGETHER`].
    WellCalibrated,
    Overconfident,
    Underconfident,
}

fn outcome(judgement: &Judgement) -> f64 {
    f64::from(u8::from(judgement.held))
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let n = values.len();
    (n > 0).then(|| values.sum::<f64>() / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Judgements: (confidence, how many held, how many did not).
    fn of(groups: &[(f64, usize, usize)]) -> Calibration {
        let mut all = Vec::new();
        for (confidence, held, not) in groups {
            let one = |held| Judgement { confidence: *confidence, held };
            all.extend(std::iter::repeat_n(one(true), *held));
            all.extend(std::iter::repeat_n(one(false), *not));
        }
        Calibration::of(&all)
    }

    #[test]
    fn the_brier_score_and_the_gap() {
        for (groups, n, brier, gap) in [
            (&[][..], 0, None, None),
            (&[(1.0, 1, 0)], 1, Some(0.0), Some(0.0)),
            (&[(1.0, 0, 1)], 1, Some(1.0), Some(1.0)),
            (&[(0.5, 1, 1)], 2, Some(0.25), Some(0.0)),
            (&[(0.75, 1, 1), (0.25, 1, 1)], 4, Some(0.3125), Some(0.0)),
            (&[(7.0, 1, 0), (-3.0, 0, 1), (f64::NAN, 1, 1)], 2, Some(0.0), Some(0.0)),
        ] {
            let found = of(groups);
            assert_eq!((found.n, found.brier, found.gap()), (n, brier, gap), "{groups:?}");
        }
    }

    #[test]
    fn every_judgement_falls_into_one_of_five_bins() {
        let found = of(&[(0.0, 0, 1), (0.2, 0, 1), (0.39, 1, 0), (0.5, 1, 1), (0.8, 1, 0), (1.0, 3, 0)]);
        assert_eq!(found.bins.map(|bin| bin.n), [1, 2, 2, 0, 4]);
        assert_eq!(found.bins[4].expected, Some(0.95));
        assert_eq!(found.bins[4].held, Some(1.0));
        assert_eq!((found.bins[3].expected, found.bins[3].held), (None, None));
        assert_eq!((found.bins[1].from, found.bins[1].to), (0.2, 0.4));
    }
}
