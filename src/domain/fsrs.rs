//! When to recall something again: FSRS-6, the Free Spaced Repetition Scheduler, with its usual parameters.
//!
//! Written out rather than taken from the crate `fsrs`, whose optimiser brings eighteen crates along. The tests compare it
//! with that crate.

use super::named::named;
use chrono::{Days, NaiveDate};

/// The parameters of FSRS-6 as they are published.
const W: [f64; 21] = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614,
    0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/// The chance of recall at which something is due.
const RETENTION: f64 = 0.9;
/// Days that something stays in memory, at least and at most.
const STABILITY: (f64, f64) = (0.001, 36_500.0);

named! {
    /// How well something was recalled, from the worst: a key takes the one at its place.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Grade {
        /// Not at all, or without its person.
        Again = "again",
        /// With effort, or with a part missing.
        Hard = "hard",
        /// As it should be.
        Good = "good",
        /// Without a thought.
        Easy = "easy",
    }
}

impl Grade {
    /// Returns its number, from 1 to 4.
    fn number(self) -> f64 {
        match self {
            Self::Again => 1.0,
            Self::Hard => 2.0,
            Self::Good => 3.0,
            Self::Easy => 4.0,
        }
    }
}

/// How firmly something is remembered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days until the chance of recall is nine in ten.
    pub stability: f64,
    /// From 1 to 10.
    pub difficulty: f64,
}

impl Memory {
    /// Returns what a first grade leaves.
    pub fn first(grade: Grade) -> Self {
        let [again, hard, good, easy, ..] = W;
        let stability = match grade {
            Grade::Again => again,
            Grade::Hard => hard,
            Grade::Good => good,
            Grade::Easy => easy,
        };
        Self { stability, difficulty: first_difficulty(grade).clamp(1.0, 10.0) }
    }

    /// Returns the chance of recall some days after the last grade.
    pub fn retrievability(self, days: u64) -> f64 {
        let decay = -W[20];
        let factor = RETENTION.powf(1.0 / decay) - 1.0;
        (1.0 + factor * days as f64 / self.stability).powf(decay)
    }

    /// Returns what a further grade leaves, some days after the last one.
    #[must_use]
    pub fn graded(self, grade: Grade, days: u64) -> Self {
        let stability = match (days, grade) {
            (0, _) => self.again_that_day(grade),
            (_, Grade::Again) => self.forgotten(days),
            _ => self.recalled(grade, days),
        };
        let step = -W[6] * (grade.number() - 3.0) * (10.0 - self.difficulty) / 9.0;
        let reverted = W[7] * first_difficulty(Grade::Easy) + (1.0 - W[7]) * (self.difficulty + step);
        Self { stability: stability.clamp(STABILITY.0, STABILITY.1), difficulty: reverted.clamp(1.0, 10.0) }
    }

    /// Returns how many days to wait: one at least.
    pub fn interval(self) -> u64 {
        self.stability.round().clamp(1.0, STABILITY.1) as u64
    }

    /// Returns the day it is due if it was graded on a day.
    pub fn due(self, graded: NaiveDate) -> NaiveDate {
        graded.checked_add_days(Days::new(self.interval())).unwrap_or(NaiveDate::MAX)
    }

    fn recalled(self, grade: Grade, days: u64) -> f64 {
        let bonus = match grade {
            Grade::Hard => W[15],
            Grade::Easy => W[16],
            Grade::Again | Grade::Good => 1.0,
        };
        let gain = W[8].exp()
            * (11.0 - self.difficulty)
            * self.stability.powf(-W[9])
            * (((1.0 - self.retrievability(days)) * W[10]).exp() - 1.0)
            * bonus;
        self.stability * (1.0 + gain)
    }

    fn forgotten(self, days: u64) -> f64 {
        let left = W[11]
            * self.difficulty.powf(-W[12])
            * ((self.stability + 1.0).powf(W[13]) - 1.0)
            * ((1.0 - self.retrievability(days)) * W[14]).exp();
        left.min(self.stability / (W[17] * W[18]).exp())
    }

    fn again_that_day(self, grade: Grade) -> f64 {
        let change = (W[17] * (grade.number() - 3.0 + W[18])).exp() * self.stability.powf(-W[19]);
        self.stability * if grade == Grade::Again { change } else { change.max(1.0) }
    }
}

fn first_difficulty(grade: Grade) -> f64 {
    W[4] - (W[5] * (grade.number() - 1.0)).exp() + 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grade and days since the last one; stability, difficulty and interval by the crate `fsrs` 6.6.2.
    type Review = (usize, u64, f64, f64, u64);

    #[test]
    fn it_counts_as_the_crate_does() {
        let histories: [&[Review]; 5] = [
            &[
                (3, 0, 2.3065, 2.1181, 2),
                (3, 2, 10.9643, 2.1112, 11),
                (3, 11, 46.2803, 2.1043, 46),
                (3, 46, 162.8623, 2.0975, 163),
            ],
            &[
                (1, 0, 0.2120, 6.4133, 1),
                (3, 1, 1.8868, 6.4021, 2),
                (4, 3, 12.6587, 5.1851, 13),
                (2, 9, 24.7892, 6.7889, 25),
                (1, 20, 2.0515, 8.9298, 2),
                (3, 1, 3.2184, 8.9161, 3),
            ],
            &[(4, 0, 8.2956, 1.0, 8), (4, 8, 65.6243, 1.0, 66), (4, 40, 292.6805, 1.0, 293)],
            &[
                (2, 0, 1.2931, 5.1122, 1),
                (2, 0, 1.2931, 6.7405, 1),
                (3, 0, 1.3359, 6.7289, 1),
                (3, 5, 7.8183, 6.7174, 8),
                (1, 0, 2.4245, 8.9063, 2),
                (1, 3, 0.5994, 9.6257, 1),
            ],
            &[
                (3, 0, 2.3065, 2.1181, 2),
                (2, 10, 16.0198, 4.7529, 16),
                (2, 4, 22.6221, 6.5019, 23),
                (1, 30, 2.0912, 8.8354, 2),
                (1, 1, 0.4929, 9.6024, 1),
                (1, 1, 0.1853, 9.8546, 1),
                (4, 6, 1.5292, 9.7912, 2),
            ],
        ];
        for history in histories {
            let mut before: Option<Memory> = None;
            for (grade, days, stability, difficulty, interval) in history {
                let grade = Grade::ALL[grade - 1].1;
                let now = before.map_or_else(|| Memory::first(grade), |memory| memory.graded(grade, *days));
                let near = |a: f64, b: f64| (a - b).abs() <= b * 1e-3;
                assert!(near(now.stability, *stability), "{now:?} {stability} in {history:?}");
                assert!(near(now.difficulty, *difficulty), "{now:?} {difficulty} in {history:?}");
                assert_eq!(now.interval(), *interval);
                before = Some(now);
            }
        }
    }

    #[test]
    fn what_is_due_is_recalled_nine_times_of_ten() {
        let memory = Memory { stability: 20.0, difficulty: 5.0 };
        assert!((memory.retrievability(20) - 0.9).abs() < 1e-9);
        assert!((memory.retrievability(0) - 1.0).abs() < 1e-9);
        assert_eq!(Memory { stability: 1e12, difficulty: 5.0 }.due(NaiveDate::MAX), NaiveDate::MAX);
    }
}
