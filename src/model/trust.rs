//! What the ratings of one product say: steps up and down, and how a fall healed (R024–R031, R093–R098).
//!
//! The texts claim that trust is given slowly and taken back at once. Here that is a question to a person's own ratings,
//! see [`Asymmetry`]. Deliberately absent: why trust moved; that is written in the entries.

use chrono::NaiveDate;

use super::say::{counted, rounded};
use super::spread::Spread;

/// Steps of each direction below which nothing is said about them.
pub const ENOUGH: u64 = 5;
/// How much larger one mean step must be than the other to be called larger: 1.2 times.
pub const EVEN: f64 = 1.2;

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

/// The ratings of one product, told as steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ledger {
    /// All ratings together; the mean is its mean.
    pub spread: Spread,
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

/// How steps up and steps down compare, over several products.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asymmetry {
    /// Sizes of the steps up, in points.
    pub gains: Spread,
    /// Sizes of the steps down, in points, above 0.
    pub breaks: Spread,
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

impl Asymmetry {
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
        let points = |mean: f64| if rounded(mean) == "1" { " point" } else { " points" };
        let side = |steps: &Spread, noun: &str, after: &dyn Fn(f64) -> String| match steps.mean() {
            None => format!("no {noun} yet"),
            Some(mean) => {
                format!("{} of {}{}", counted(steps.n() as usize, noun), rounded(mean), after(mean))
            }
        };
        let average = if self.breaks.n() == 1 { "" } else { " on average" };
        let falls = side(&self.breaks, "fall", &|mean| format!("{}{average}", points(mean)));
        let unit = self.breaks.n() == 0;
        let rises =
            side(&self.gains, "rise", &|mean| if unit { points(mean).to_owned() } else { String::new() });
        let sides = format!("{falls}, {rises}");
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
    fn steps_up_and_down_are_compared() {
        let saw = |up: f64, down: f64, times: usize| -> Ledger {
            let mut values = vec![0.0];
            for _ in 0..times {
                let last = values[values.len() - 1];
                values.extend([last + up, last + up - down]);
            }
            ledger(&values)
        };
        for (up, down, times, verdict) in [
            (1.0, 1.0, 4, Verdict::TooFew),
            (1.0, 1.0, 5, Verdict::Even),
            (1.0, 1.2, 5, Verdict::Even),
            (1.0, 1.25, 5, Verdict::SlowUpFastDown),
            (1.2, 1.0, 5, Verdict::Even),
            (1.25, 1.0, 5, Verdict::FastUpSlowDown),
        ] {
            // Halves and quarters are exact in binary; 1.2 is held apart from its rounding.
            let mut all = Asymmetry::of([&saw(up, down, times)]);
            all.breaks = Spread::of(vec![down; times]);
            all.gains = Spread::of(vec![up; times]);
            assert_eq!(all.verdict(), verdict, "{up} up, {down} down, {times} times");
        }
        assert_eq!(Asymmetry::of(&[]).verdict(), Verdict::TooFew);
    }

    #[test]
    fn it_is_said_in_a_sentence() {
        let none = Asymmetry::of(&[]);
        assert_eq!(none.sentence(), "no fall yet, no rise yet: too few to compare, 5 of each would do.");
        assert_eq!(none.healing(), None);
        let few = Asymmetry::of([&ledger(&[4.0, 2.0, 3.0, 4.0]), &ledger(&[3.0, 2.0])]);
        assert_eq!(
            few.sentence(),
            "2 falls of 1.5 points on average, 2 rises of 1: too few to compare, 5 of each would do."
        );
        assert_eq!(
            few.healing().as_deref(),
            Some("1 break won back, typically in 14 days and 2 rises; 1 break is not won back so far.")
        );
        let many: Vec<Ledger> = std::iter::repeat_with(|| ledger(&[3.0, 4.0, 5.0, 3.0])).take(5).collect();
        let many = Asymmetry::of(&many);
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
