//! Which days were practised: the last fourteen, a year as a grid (R063).
//!
//! A day without practice is a gap, and that is all it is. Deliberately absent: streaks, and any word about them.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// Weeks in the grid of a year: a leap year that begins on the last day of a week touches 54, so one week may be missing.
pub const WEEKS: usize = 53;
/// Entries of a day from which its level is 1, 2, 3 and 4.
pub const CUTS: [usize; 4] = [1, 2, 3, 5];

/// What was done on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Entries finished.
    pub entries: usize,
    /// Time at the desk.
    pub time: Duration,
}

impl Done {
    /// Gives the shade of a day, 0–4: no entry, 1, 2, 3 or 4, 5 and more.
    pub fn level(self) -> u8 {
        CUTS.iter().filter(|cut| self.entries >= **cut).count() as u8
    }
}

/// A stretch of days without practice between two with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

impl Gap {
    /// How many days, from 1.
    pub fn days(self) -> i64 {
        (self.to - self.from).num_days() + 1
    }
}

/// A day of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridDay {
    /// The day.
    pub day: NaiveDate,
    /// Its shade, 0–4; `None` if it is yet to come.
    pub level: Option<u8>,
}

/// Weeks side by side, oldest first, seven days each; the last holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The weeks.
    pub weeks: Vec<[GridDay; 7]>,
    /// Today.
    pub today: NaiveDate,
}

/// The days of practice up to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    days: BTreeMap<NaiveDate, Done>,
    today: NaiveDate,
}

impl Activity {
    /// Takes what was done, in any order and in several parts a day. Days after today do not count.
    pub fn of(done: impl IntoIterator<Item = (NaiveDate, Done)>, today: NaiveDate) -> Self {
        let mut days: BTreeMap<NaiveDate, Done> = BTreeMap::new();
        for (day, done) in done.into_iter().filter(|(day, done)| *day <= today && done.entries > 0) {
            let sum = days.entry(day).or_default();
            sum.entries = sum.entries.saturating_add(done.entries);
            sum.time = sum.time.saturating_add(done.time);
        }
        Self { days, today }
    }

    /// Gives the day of today.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// Gives what was done on a day.
    pub fn on(&self, day: NaiveDate) -> Done {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// Counts the days practised of the last `n`, today among them.
    pub fn of_last(&self, n: u64) -> usize {
        let Some(back) = n.checked_sub(1) else { return 0 };
        let first = self.today.checked_sub_days(Days::new(back)).unwrap_or(NaiveDate::MIN);
        self.days.range(first..=self.today).count()
    }

    /// Lists the last `n` days, today last, each with what was done.
    pub fn last(&self, n: u64) -> Vec<(NaiveDate, Done)> {
        let days = (0..n).rev().filter_map(|back| self.today.checked_sub_days(Days::new(back)));
        days.map(|day| (day, self.on(day))).collect()
    }

    /// Gives the latest day practised.
    pub fn latest(&self) -> Option<NaiveDate> {
        self.days.keys().next_back().copied()
    }

    /// Lists the gaps between days practised, oldest first. The days since the latest are none: it is not over.
    pub fn gaps(&self) -> Vec<Gap> {
        let between = self.days.keys().zip(self.days.keys().skip(1)).filter_map(|(before, after)| {
            let gap = Gap { from: before.succ_opt()?, to: after.pred_opt()? };
            (gap.from <= gap.to).then_some(gap)
        });
        between.collect()
    }

    /// Lays out the last `weeks` weeks for a picture, the week of today last.
    pub fn grid(&self, weeks: usize, starts: Weekday) -> Grid {
        let week = |back: usize| {
            let first = week_of(self.today, starts).checked_sub_days(Days::new(back as u64 * 7))?;
            let days = first
                .iter_days()
                .take(7)
                .map(|day| GridDay { day, level: (day <= self.today).then(|| self.on(day).level()) });
            days.collect::<Vec<_>>().try_into().ok()
        };
        Grid { weeks: (0..weeks).rev().filter_map(week).collect(), today: self.today }
    }
}

/// Gives the first day of the week a day is in.
pub fn week_of(day: NaiveDate, starts: Weekday) -> NaiveDate {
    let since = day.weekday().days_since(starts);
    day.checked_sub_signed(TimeDelta::days(i64::from(since))).unwrap_or(day)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    pub fn practised(days: &[(&str, usize, u64)], today: &str) -> Activity {
        let done = days.iter().map(|(text, entries, minutes)| {
            (day(text), Done { entries: *entries, time: Duration::from_secs(minutes * 60) })
        });
        Activity::of(done, day(today))
    }

    #[test]
    fn days_are_counted_with_today() {
        let some = practised(
            &[
                ("2026-11-25", 1, 5),
                ("2026-11-12", 1, 5),
                ("2026-11-11", 1, 5),
                ("2026-10-27", 1, 5),
                ("2026-10-26", 1, 5),
            ],
            "2026-11-25",
        );
        for (n, counted) in [(0, 0), (1, 1), (13, 1), (14, 2), (15, 3), (30, 4), (u64::MAX, 5)] {
            assert_eq!(some.of_last(n), counted, "{n}");
        }
        assert_eq!(practised(&[], "2026-11-25").of_last(14), 0);
        // What is yet to come, and a day on which nothing was finished, do not count.
        assert_eq!(practised(&[("2026-11-26", 1, 5), ("2026-11-25", 0, 5)], "2026-11-25").of_last(14), 0);
        assert_eq!(some.last(14).len(), 14);
        assert_eq!(some.last(2)[1].0, day("2026-11-25"));
    }

    #[test]
    fn a_missed_day_is_a_gap() {
        let some = practised(
            &[
                ("2026-11-02", 1, 5),
                ("2026-11-03", 1, 5),
                ("2026-11-05", 2, 5),
                ("2026-11-05", 1, 5),
                ("2026-11-10", 1, 5),
            ],
            "2026-11-25",
        );
        let gaps: Vec<(String, i64)> =
            some.gaps().iter().map(|gap| (gap.from.to_string(), gap.days())).collect();
        assert_eq!(gaps, [("2026-11-04".to_owned(), 1), ("2026-11-06".to_owned(), 4)]);
        assert_eq!(some.latest(), Some(day("2026-11-10")));
        assert_eq!(some.on(day("2026-11-05")).entries, 3);
        assert_eq!(practised(&[], "2026-11-25").gaps(), []);
        assert_eq!(practised(&[("2026-11-02", 1, 5)], "2026-11-25").gaps(), []);
    }

    #[test]
    fn levels_have_fixed_cuts() {
        for (entries, level) in [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (500, 4)] {
            assert_eq!(Done { entries, time: Duration::ZERO }.level(), level, "{entries}");
        }
    }

    #[test]
    fn the_grid_ends_with_the_week_of_today() {
        // 2026-11-25 is a Wednesday.
        for (starts, first, last, ahead) in [
            (Weekday::Mon, "2025-11-24", "2026-11-29", 4),
            (Weekday::Sun, "2025-11-23", "2026-11-28", 3),
            (Weekday::Wed, "2025-11-26", "2026-12-01", 6),
            (Weekday::Thu, "2025-11-20", "2026-11-25", 0),
        ] {
            let grid = practised(&[("2026-11-25", 2, 5)], "2026-11-25").grid(WEEKS, starts);
            assert_eq!(grid.weeks.len(), WEEKS);
            assert_eq!(
                (grid.weeks[0][0].day, grid.weeks[WEEKS - 1][6].day),
                (day(first), day(last)),
                "{starts}"
            );
            let days = || grid.weeks.iter().flatten();
            assert_eq!(days().filter(|day| day.level.is_none()).count(), ahead, "{starts}");
            assert_eq!(
                days().find(|day| day.level.is_some_and(|level| level > 0)).map(|found| found.day),
                Some(grid.today)
            );
        }
        assert!(practised(&[], "2026-11-25").grid(0, Weekday::Mon).weeks.is_empty());
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            let done = Done { entries: usize::MAX, time: Duration::MAX };
            let some = Activity::of([(today, done), (today, done)], today);
            let _ = (some.grid(WEEKS, Weekday::Mon), some.gaps(), some.last(14));
            assert_eq!(some.of_last(u64::MAX), 1);
        }
    }
}
