//! Whether trust drops faster than it grows, in the ratings of one person (R024).
//!
//! The texts claim that trust is given slowly and taken back at once. Here that is a question to a person's own ratings,
//! and the answer comes with its n or not at all. Deliberately absent: a test of significance; these are a person's few
//! ratings, no sample of anybody else.

use super::summary_stats::SummaryStats;
use super::trust::Ledger;

/// Steps of each direction below which nothing is said about them.
pub const ENOUGH: u64 = 5;
/// How much larger one mean step must be than the other to be called larger: 1.2 times.
pub const EVEN: f64 = 1.2;

/// How gains and drops compare, over several products.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrustRecovery {
    /// Sizes of the steps up, in points.
    pub gains: SummaryStats,
    /// Sizes of the steps down, in points, above 0.
    pub drops: SummaryStats,
    pub recovered: usize,
    /// Drops not recovered so far.
    pub open: usize,
    /// The medians of days and of gains it took to recover; of those recovered.
    pub typical: Option<(f64, f64)>,
}

/// What the sizes of the steps say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`ENOUGH`] steps in one of the directions.
    TooFew,
    /// A mean drop is more than [`EVEN`] times a mean gain.
    SlowUpFastDown,
    /// Neither is.
    Even,
    /// A mean gain is more than [`EVEN`] times a mean drop.
    FastUpSlowDown,
}

impl TrustRecovery {
    /// Takes the steps of several products together.
    pub fn of<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>) -> Self {
        let mut all = Self::default();
        let (mut days, mut gains) = (Vec::new(), Vec::new());
        for ledger in ledgers {
            all.gains = all.gains.merged(ledger.gains);
            all.drops = all.drops.merged(ledger.drops);
            for drop in &ledger.stretches {
                match drop.recovered {
                    Some((_, taken)) => {
                        days.push(taken as f64);
                        gains.push(f64::from(drop.gains));
                    }
                    None => all.open += 1,
                }
            }
        }
        all.recovered = days.len();
        all.typical = median(days).zip(median(gains));
        all
    }

    pub fn verdict(&self) -> Verdict {
        let (Some(up), Some(down)) = (self.gains.mean(), self.drops.mean()) else { return Verdict::TooFew };
        if self.gains.n().min(self.drops.n()) < ENOUGH {
            Verdict::TooFew
        } else if down > up * EVEN {
            Verdict::SlowUpFastDown
        } else if up > down * EVEN {
            Verdict::FastUpSlowDown
        } else {
            Verdict::Even
        }
    }
}

/// The middle value, or the mean of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = values.get(half).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    values.get(half.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_up_and_down_are_compared() {
        for ((up, gains), (down, drops), verdict) in [
            ((1.0, 0), (1.0, 9), Verdict::TooFew),
            ((1.0, 4), (3.0, 9), Verdict::TooFew),
            ((1.0, 9), (3.0, 4), Verdict::TooFew),
            ((1.0, 5), (1.0, 5), Verdict::Even),
            ((1.0, 5), (1.2, 5), Verdict::Even),
            ((1.0, 5), (1.25, 5), Verdict::SlowUpFastDown),
            ((1.2, 5), (1.0, 5), Verdict::Even),
            ((1.25, 5), (1.0, 5), Verdict::FastUpSlowDown),
        ] {
            let all = TrustRecovery {
                gains: SummaryStats::of(vec![up; gains]),
                drops: SummaryStats::of(vec![down; drops]),
                ..TrustRecovery::default()
            };
            assert_eq!(all.verdict(), verdict, "{gains} up by {up}, {drops} down by {down}");
        }
        assert_eq!(TrustRecovery::of(&[]).verdict(), Verdict::TooFew);
    }

    #[test]
    fn the_middle_of_values() {
        for (values, middle) in [
            (vec![], None),
            (vec![3.0], Some(3.0)),
            (vec![9.0, 1.0], Some(5.0)),
            (vec![9.0, 1.0, 2.0], Some(2.0)),
        ] {
            assert_eq!(median(values), middle);
        }
    }
}
