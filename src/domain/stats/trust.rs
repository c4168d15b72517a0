//! What the ratings of one product say: steps up and down, and how a fall healed (R024–R031, R093–R098).
//!
//! Deliberately absent: why trust moved; that is written in the entries.

use chrono::NaiveDate;

use super::summary_stats::SummaryStats;
use crate::domain::number_format::{counted, rounded, signed};

/// A rating of one product, on whatever scale its exercise has (1–5 in the audit).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rating {
    /// The day it belongs to.
    pub day: NaiveDate,
    /// The rating.
    pub value: f64,
}

/// A rating that differs from the one before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// The day of the new rating.
    pub day: NaiveDate,
    /// The rating before.
    pub from: f64,
    /// The new rating.
    pub to: f64,
}

impl Step {
    /// Gives how far it went, in points of the scale, above 0 in both directions.
    pub fn size(self) -> f64 {
        (self.to - self.from).abs()
    }
}

/// A stretch below a level that was reached before, from the break to the rating that made up for it.
///
/// It begins with a step down and ends with the first rating that is no lower than the rating before that step. Steps
/// down in between make it deeper; they do not begin another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Healing {
    /// The day of the break.
    pub broke: NaiveDate,
    /// The level to come back to.
    pub from: f64,
    /// The lowest rating within.
    pub to: f64,
    /// The day it was made up for; `None` if it has not been so far.
    pub healed: Option<NaiveDate>,
    /// Steps up since, the one that healed included.
    pub gains: u32,
    /// Days from break to healing, from 0; `None` if not healed.
    pub days: Option<i64>,
}

impl Healing {
    /// Says it in a sentence: from where to where, and what came of it.
    pub fn sentence(&self) -> String {
        let fell = format!(
            "Fell from {} to {} on {}",
            rounded(self.from),
            rounded(self.to),
            self.broke.format("%-d %b %Y")
        );
        let rises = counted(self.gains as usize, "rise");
        match self.days {
            Some(0) => format!("{fell}, won back the same day in {rises}."),
            Some(days) => {
                format!("{fell}, won back after {} in {rises}.", counted(days.unsigned_abs() as usize, "day"))
            }
            None if self.gains == 0 => format!("{fell}, not won back so far."),
            None => format!("{fell}, not won back so far; {rises} since."),
        }
    }
}

/// The ratings of one product, told as steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// All ratings together; the mean is its mean.
    pub spread: SummaryStats,
    /// The latest rating.
    pub last: Option<Rating>,
    /// The latest rating less the one before; `None` below two ratings.
    pub change: Option<f64>,
    /// Steps up, oldest first.
    pub gains: Vec<Step>,
    /// Steps down, oldest first.
    pub breaks: Vec<Step>,
    /// What became of the breaks, oldest first; never more than there are breaks.
    pub healings: Vec<Healing>,
}

impl Ledger {
    /// Reads ratings in the order they were written, oldest first. What is not finite is left out.
    pub fn of(ratings: &[Rating]) -> Self {
        let mut ledger = Self::default();
        ratings.iter().filter(|rating| rating.value.is_finite()).for_each(|rating| ledger.add(*rating));
        ledger
    }

    /// How many ratings.
    pub fn n(&self) -> u64 {
        self.spread.n()
    }

    /// The mean of the ratings; `None` without one.
    pub fn mean(&self) -> Option<f64> {
        self.spread.mean()
    }

    /// Says it in a sentence, with n; `None` without ratings.
    pub fn sentence(&self) -> Option<String> {
        let (last, mean) = (self.last?.value, self.mean()?);
        let moved = self.change.map_or_else(
            || "the first rating".to_owned(),
            |change| match signed(change).as_str() {
                "0" => "as the rating before".to_owned(),
                points => format!("{points} since the rating before"),
            },
        );
        if self.n() == 1 {
            return Some(format!("{} now, {moved}.", rounded(last)));
        }
        let steps = format!("{}, {}", counted(self.gains.len(), "rise"), counted(self.breaks.len(), "fall"));
        Some(format!(
            "{} now, {moved}; {} on average of {} ratings; {steps}.",
            rounded(last),
            rounded(mean),
            self.n()
        ))
    }

    fn add(&mut self, rating: Rating) {
        self.spread.add(rating.value);
        let Some(before) = self.last.replace(rating) else { return };
        self.change = Some(rating.value - before.value);
        let step = Step { day: rating.day, from: before.value, to: rating.value };
        let open = self.healings.last_mut().filter(|healing| healing.healed.is_none());
        if step.to > step.from {
            self.gains.push(step);
            if let Some(open) = open {
                open.gains += 1;
                if step.to >= open.from {
                    open.healed = Some(step.day);
                    // An entry may be filled in late, for an earlier day.
                    open.days = Some((step.day - open.broke).num_days().max(0));
                }
            }
        } else if step.to < step.from {
            self.breaks.push(step);
            match open {
                Some(open) => open.to = open.to.min(step.to),
                None => self.healings.push(Healing {
                    broke: step.day,
                    from: step.from,
                    to: step.to,
                    healed: None,
                    gains: 0,
                    days: None,
                }),
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
        let ratings: Vec<Rating> =
            values.iter().zip(0..).map(|(value, n)| Rating { day: day(n * 7), value: *value }).collect();
        Ledger::of(&ratings)
    }

    #[test]
    fn ratings_become_steps() {
        for (values, last, mean, change, gains, breaks) in [
            (&[][..], None, None, None, 0, 0),
            (&[4.0], Some(4.0), Some(4.0), None, 0, 0),
            (&[3.0, 3.0], Some(3.0), Some(3.0), Some(0.0), 0, 0),
            (&[3.0, f64::NAN, 4.0], Some(4.0), Some(3.5), Some(1.0), 1, 0),
            (&[2.0, 3.0, 4.0, 1.0], Some(1.0), Some(2.5), Some(-3.0), 2, 1),
        ] {
            let ledger = ledger(values);
            assert_eq!(ledger.last.map(|rating| rating.value), last, "{values:?}");
            assert_eq!((ledger.mean(), ledger.change), (mean, change), "{values:?}");
            assert_eq!((ledger.gains.len(), ledger.breaks.len()), (gains, breaks), "{values:?}");
        }
    }

    #[test]
    fn a_break_heals_when_its_level_is_reached_again() {
        /// Level before, lowest, days to heal, steps up.
        type Told = (f64, f64, Option<i64>, u32);
        let cases: &[(&[f64], &[Told])] = &[
            (&[4.0, 2.0], &[(4.0, 2.0, None, 0)]),
            (&[4.0, 2.0, 3.0], &[(4.0, 2.0, None, 1)]),
            (&[4.0, 2.0, 3.0, 4.0], &[(4.0, 2.0, Some(14), 2)]),
            (&[4.0, 2.0, 5.0], &[(4.0, 2.0, Some(7), 1)]),
            // A deeper fall before it healed belongs to it, a shallower one too.
            (&[4.0, 3.0, 1.0, 4.0], &[(4.0, 1.0, Some(14), 1)]),
            (&[5.0, 2.0, 4.0, 3.0, 5.0], &[(5.0, 2.0, Some(21), 2)]),
            // Two that healed, one after the other.
            (&[3.0, 2.0, 3.0, 1.0, 3.0], &[(3.0, 2.0, Some(7), 1), (3.0, 1.0, Some(7), 1)]),
            // It heals at the level before, a later fall from above it is another one.
            (&[3.0, 2.0, 5.0, 4.0], &[(3.0, 2.0, Some(7), 1), (5.0, 4.0, None, 0)]),
        ];
        for (values, wanted) in cases {
            let found: Vec<_> =
                ledger(values).healings.iter().map(|h| (h.from, h.to, h.days, h.gains)).collect();
            assert_eq!(&found, wanted, "{values:?}");
        }
    }

    #[test]
    fn ratings_of_one_day_and_of_an_earlier_one_heal_in_no_time() {
        let ratings = [(0, 4.0), (7, 2.0), (7, 4.0)].map(|(n, value)| Rating { day: day(n), value });
        assert_eq!(Ledger::of(&ratings).healings[0].days, Some(0));
        let late = [(0, 4.0), (7, 2.0), (3, 4.0)].map(|(n, value)| Rating { day: day(n), value });
        assert_eq!(Ledger::of(&late).healings[0].days, Some(0));
    }

    #[test]
    fn a_ledger_is_said_in_a_sentence() {
        for (values, sentence) in [
            (&[][..], None),
            (&[4.0], Some("4 now, the first rating.")),
            (&[4.0, 4.0], Some("4 now, as the rating before; 4 on average of 2 ratings; 0 rises, 0 falls.")),
            (
                &[4.0, 2.0, 3.0],
                Some("3 now, +1 since the rating before; 3 on average of 3 ratings; 1 rise, 1 fall."),
            ),
        ] {
            assert_eq!(ledger(values).sentence().as_deref(), sentence, "{values:?}");
        }
    }

    #[test]
    fn a_break_is_said_in_a_sentence() {
        for (values, sentence) in [
            (&[4.0, 2.0][..], "Fell from 4 to 2 on 10 Aug 2026, not won back so far."),
            (&[4.0, 2.0, 3.0], "Fell from 4 to 2 on 10 Aug 2026, not won back so far; 1 rise since."),
            (&[4.0, 2.0, 3.0, 5.0], "Fell from 4 to 2 on 10 Aug 2026, won back after 14 days in 2 rises."),
        ] {
            let told: Vec<String> = ledger(values).healings.iter().map(Healing::sentence).collect();
            assert_eq!(told, [sentence], "{values:?}");
        }
        let ratings = [(0, 4.0), (7, 2.0), (7, 4.0)].map(|(n, value)| Rating { day: day(n), value });
        let told = Ledger::of(&ratings).healings[0].sentence();
        assert_eq!(told, "Fell from 4 to 2 on 10 Aug 2026, won back the same day in 1 rise.");
    }
}
