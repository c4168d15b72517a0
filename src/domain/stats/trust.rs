//! What the ratings of one product say: gains, drops, and what became of the drops (R024–R031, R093–R098).
//!
//! Deliberately absent: why trust moved; that is written in the entries.

use chrono::NaiveDate;

use super::summary_stats::SummaryStats;

/// A stretch below a level that was reached before, from the drop to the rating that made up for it.
///
/// It begins with a drop and ends with the first rating that is no lower than the rating before that drop. Drops in
/// between make it deeper; they do not begin another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrustDrop {
    pub day: NaiveDate,
    /// The level to come back to.
    pub from: f64,
    /// The lowest rating within.
    pub to: f64,
    /// Gains since, the one that recovered it included.
    pub gains: u32,
    /// The day it was recovered, and how many days that took, from 0; `None` if it has not been so far.
    pub recovered: Option<(NaiveDate, i64)>,
}

/// The ratings of one product, in steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    pub ratings: SummaryStats,
    pub last: Option<f64>,
    /// The latest rating less the one before; `None` below two ratings.
    pub change: Option<f64>,
    /// Sizes of the steps up, in points.
    pub gains: SummaryStats,
    /// Sizes of the steps down, in points, above 0.
    pub drops: SummaryStats,
    /// What became of the drops, oldest first; never more than there are steps down.
    pub stretches: Vec<TrustDrop>,
}

impl Ledger {
    /// Takes ratings in the order they were written, oldest first. What is not finite is left out.
    pub fn of(ratings: &[(NaiveDate, f64)]) -> Self {
        let mut ledger = Self::default();
        for (day, value) in ratings.iter().filter(|(_, value)| value.is_finite()) {
            ledger.add(*day, *value);
        }
        ledger
    }

    fn add(&mut self, day: NaiveDate, to: f64) {
        self.ratings.add(to);
        let Some(from) = self.last.replace(to) else { return };
        self.change = Some(to - from);
        let open = self.stretches.last_mut().filter(|drop| drop.recovered.is_none());
        if to > from {
            self.gains.add(to - from);
            if let Some(open) = open {
                open.gains += 1;
                // An entry may be filled in late, for an earlier day.
                let days = (day - open.day).num_days().max(0);
                open.recovered = (to >= open.from).then_some((day, days));
            }
        } else if to < from {
            self.drops.add(from - to);
            match open {
                Some(open) => open.to = open.to.min(to),
                None => self.stretches.push(TrustDrop { day, from, to, gains: 0, recovered: None }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 8, 3).expect("a day") + chrono::TimeDelta::days(n)
    }

    /// Ratings a week apart.
    fn ledger(values: &[f64]) -> Ledger {
        Ledger::of(&values.iter().zip(0..).map(|(value, n)| (day(n * 7), *value)).collect::<Vec<_>>())
    }

    #[test]
    fn ratings_become_steps() {
        for (values, last, mean, change, gains, drops) in [
            (&[][..], None, None, None, 0, 0),
            (&[4.0], Some(4.0), Some(4.0), None, 0, 0),
            (&[3.0, 3.0], Some(3.0), Some(3.0), Some(0.0), 0, 0),
            (&[3.0, f64::NAN, 4.0], Some(4.0), Some(3.5), Some(1.0), 1, 0),
            (&[2.0, 3.0, 4.0, 1.0], Some(1.0), Some(2.5), Some(-3.0), 2, 1),
        ] {
            let ledger = ledger(values);
            assert_eq!(ledger.last, last, "{values:?}");
            assert_eq!((ledger.ratings.mean(), ledger.change), (mean, change), "{values:?}");
            assert_eq!((ledger.gains.n(), ledger.drops.n()), (gains, drops), "{values:?}");
        }
    }

    #[test]
    fn a_drop_is_recovered_when_its_level_is_reached_again() {
        /// Level before, lowest, days to recover, gains.
        type Told = (f64, f64, Option<i64>, u32);
        let cases: &[(&[f64], &[Told])] = &[
            (&[4.0, 2.0], &[(4.0, 2.0, None, 0)]),
            (&[4.0, 2.0, 3.0], &[(4.0, 2.0, None, 1)]),
            (&[4.0, 2.0, 3.0, 4.0], &[(4.0, 2.0, Some(14), 2)]),
            (&[4.0, 2.0, 5.0], &[(4.0, 2.0, Some(7), 1)]),
            // A deeper drop before it was recovered belongs to it, a shallower one too.
            (&[4.0, 3.0, 1.0, 4.0], &[(4.0, 1.0, Some(14), 1)]),
            (&[5.0, 2.0, 4.0, 3.0, 5.0], &[(5.0, 2.0, Some(21), 2)]),
            // Two that were recovered, one after the other.
            (&[3.0, 2.0, 3.0, 1.0, 3.0], &[(3.0, 2.0, Some(7), 1), (3.0, 1.0, Some(7), 1)]),
            // It is recovered at the level before, a later drop from above it is another one.
            (&[3.0, 2.0, 5.0, 4.0], &[(3.0, 2.0, Some(7), 1), (5.0, 4.0, None, 0)]),
        ];
        for (values, wanted) in cases {
            let told =
                |drop: &TrustDrop| (drop.from, drop.to, drop.recovered.map(|(_, days)| days), drop.gains);
            let found: Vec<_> = ledger(values).stretches.iter().map(told).collect();
            assert_eq!(&found, wanted, "{values:?}");
        }
    }

    #[test]
    fn ratings_of_one_day_and_of_an_earlier_one_recover_in_no_time() {
        let ratings = [(0, 4.0), (7, 2.0), (7, 4.0)].map(|(n, value)| (day(n), value));
        let days = |ratings: &[_]| Ledger::of(ratings).stretches[0].recovered.map(|(_, days)| days);
        assert_eq!(days(&ratings), Some(0));
        let late = [(0, 4.0), (7, 2.0), (3, 4.0)].map(|(n, value)| (day(n), value));
        assert_eq!(days(&late), Some(0));
    }
}
