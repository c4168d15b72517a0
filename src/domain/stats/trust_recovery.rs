//! Whether trust falls faster than it grows, in the ratings of one person (R024).
//!
//! The texts claim that trust is given slowly and taken back at once. Here that is a question to a person's own ratings,
//! and the answer comes with its n or not at all. Deliberately absent: a test of significance; these are a person's few
//! ratings, no sample of anybody else.

use super::summary_stats::SummaryStats;
use super::trust::Ledger;
use crate::domain::number_format::{counted, rounded};

/// Steps of each direction below which nothing is said about them.
pub const ENOUGH: u64 = 5;
/// How much larger one mean step must be than the other to be called larger: 1.2 times.
pub const EVEN: f64 = 1.2;

/// How steps up and steps down compare, over several products.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrustRecovery {
    /// Sizes of the steps up, in points.
    pub gains: SummaryStats,
    /// Sizes of the steps down, in points, above 0.
    pub breaks: SummaryStats,
    /// Breaks made up for.
    pub healed: usize,
    /// Breaks not made up for so far.
    pub unhealed: usize,
    /// The median of days from break to healing; of those healed.
    pub days_to_heal: Option<f64>,
    /// The median of steps up it took; of those healed.
    pub gains_to_heal: Option<f64>,
}

/// What the sizes of the steps say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`ENOUGH`] steps in one of the directions.
    TooFew,
    /// A mean step down is more than [`EVEN`] times a mean step up.
    SlowUpFastDown,
    /// Neither is.
    Even,
    /// A mean step up is more than [`EVEN`] times a mean step down.
    FastUpSlowDown,
}

impl TrustRecovery {
    /// Takes the steps of several products together.
    pub fn of<'a>(ledgers: impl IntoIterator<Item = &'a Ledger>) -> Self {
        let mut all = Self::default();
        let (mut days, mut gains) = (Vec::new(), Vec::new());
        for ledger in ledgers {
            ledger.gains.iter().for_each(|step| all.gains.add(step.size()));
            ledger.breaks.iter().for_each(|step| all.breaks.add(step.size()));
            for healing in &ledger.healings {
                match healing.days {
                    Some(taken) => {
                        days.push(taken as f64);
                        gains.push(f64::from(healing.gains));
                    }
                    None => all.unhealed += 1,
                }
            }
        }
        all.healed = days.len();
        all.days_to_heal = median(days);
        all.gains_to_heal = median(gains);
        all
    }

    /// Compares the mean step down with the mean step up.
    pub fn verdict(&self) -> Verdict {
        let (Some(up), Some(down)) = (self.gains.mean(), self.breaks.mean()) else { return Verdict::TooFew };
        if self.gains.n().min(self.breaks.n()) < ENOUGH {
            Verdict::TooFew
        } else if down > up * EVEN {
            Verdict::SlowUpFastDown
        } else if up > down * EVEN {
            Verdict::FastUpSlowDown
        } else {
            Verdict::Even
        }
    }

    /// Says it in a sentence, with the counts.
    pub fn sentence(&self) -> String {
        let unit = |steps: &SummaryStats| {
            let one = steps.mean().is_some_and(|mean| rounded(mean) == "1");
            format!(
                "{}{}",
                if one { " point" } else { " points" },
                if steps.n() > 1 { " on average" } else { "" }
            )
        };
        // The unit is said once.
        let after = if self.breaks.n() == 0 { unit(&self.gains) } else { String::new() };
        let falls = side(&self.breaks, "fall", &unit(&self.breaks));
        let sides = format!("{falls}, {}", side(&self.gains, "rise", &after));
        let said = match self.verdict() {
            Verdict::TooFew => format!("too few to compare, {ENOUGH} of each would do"),
            Verdict::SlowUpFastDown => "trust falls faster than it grows here".to_owned(),
            Verdict::Even => "trust grows about as fast as it falls here".to_owned(),
            Verdict::FastUpSlowDown => "trust grows faster than it falls here".to_owned(),
        };
        format!("{sides}: {said}.")
    }

    /// Says how breaks healed; `None` if there was none.
    pub fn healing(&self) -> Option<String> {
        let open = |n: usize| {
            let verb = if n == 1 { "is" } else { "are" };
            format!("{} {verb} not won back so far", counted(n, "break"))
        };
        let days =
            |days: f64| if days == 1.0 { "1 day".to_owned() } else { format!("{} days", rounded(days)) };
        let rises = |n: f64| if n == 1.0 { "1 rise".to_owned() } else { format!("{} rises", rounded(n)) };
        match (self.days_to_heal.zip(self.gains_to_heal), self.unhealed) {
            (None, 0) => None,
            (None, unhealed) => Some(format!("{}.", open(unhealed))),
            (Some((taken, steps)), unhealed) => {
                let healed = format!(
                    "{} won back, typically in {} and {}",
                    counted(self.healed, "break"),
                    days(taken),
                    rises(steps)
                );
                Some(if unhealed == 0 {
                    format!("{healed}.")
                } else {
                    format!("{healed}; {}.", open(unhealed))
                })
            }
        }
    }
}

/// Says how many steps there were and how large, with the unit after.
fn side(steps: &SummaryStats, noun: &str, unit: &str) -> String {
    steps.mean().map_or_else(
        || format!("no {noun} yet"),
        |mean| format!("{} of {}{unit}", counted(steps.n() as usize, noun), rounded(mean)),
    )
}

/// Gives the middle value, or the mean of the two in the middle.
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
    use crate::domain::stats::trust::Rating;
    use chrono::{Days, NaiveDate};

    /// Ratings a week apart.
    fn ledger(values: &[f64]) -> Ledger {
        let first = NaiveDate::from_ymd_opt(2026, 8, 3).expect("a day");
        let ratings = values
            .iter()
            .zip(0_u64..)
            .map(|(value, n)| Rating { day: first + Days::new(n * 7), value: *value });
        Ledger::of(&ratings.collect::<Vec<_>>())
    }

    #[test]
    fn steps_up_and_down_are_compared() {
        for ((up, gains), (down, breaks), verdict) in [
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
                breaks: SummaryStats::of(vec![down; breaks]),
                ..TrustRecovery::default()
            };
            assert_eq!(all.verdict(), verdict, "{gains} up by {up}, {breaks} down by {down}");
        }
        assert_eq!(TrustRecovery::of(&[]).verdict(), Verdict::TooFew);
    }

    #[test]
    fn it_is_said_in_a_sentence() {
        let none = TrustRecovery::of(&[]);
        assert_eq!(none.sentence(), "no fall yet, no rise yet: too few to compare, 5 of each would do.");
        assert_eq!(none.healing(), None);
        let one = TrustRecovery::of([&ledger(&[3.0, 4.0])]);
        assert_eq!(one.sentence(), "no fall yet, 1 rise of 1 point: too few to compare, 5 of each would do.");
        let few = TrustRecovery::of([&ledger(&[4.0, 2.0, 3.0, 4.0]), &ledger(&[3.0, 2.0])]);
        assert_eq!(
            few.sentence(),
            "2 falls of 1.5 points on average, 2 rises of 1: too few to compare, 5 of each would do."
        );
        assert_eq!(
            few.healing().as_deref(),
            Some("1 break won back, typically in 14 days and 2 rises; 1 break is not won back so far.")
        );
        let many: Vec<Ledger> = std::iter::repeat_with(|| ledger(&[3.0, 4.0, 5.0, 3.0])).take(5).collect();
        let many = TrustRecovery::of(&many);
        assert_eq!(
            many.sentence(),
            "5 falls of 2 points on average, 10 rises of 1: trust falls faster than it grows here."
        );
        assert_eq!(many.healing().as_deref(), Some("5 breaks are not won back so far."));
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
