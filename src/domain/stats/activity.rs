//! Which days were practised (R063): counts, weeks side by side, one week summed up.
//!
//! A day without practice is a gap, and that is all it is. Deliberately absent: streaks, and any word about them.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

/// What was done on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    pub entries: u64,
    pub time: Duration,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    /// How many entries it has; `None` for a day that is still to come.
    pub entries: Option<u64>,
}

/// What was done in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekSum {
    /// Days with at least one entry.
    pub days: u64,
    pub entries: u64,
    /// Whole minutes of active time.
    pub minutes: u64,
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

    /// Takes how many entries each day has.
    pub fn of_counts(counts: impl IntoIterator<Item = (NaiveDate, u64)>, today: NaiveDate) -> Self {
        let done = |entries: u64| Done { entries, time: Duration::ZERO };
        Self::of(counts.into_iter().map(|(day, entries)| (day, done(entries))), today)
    }

    fn on(&self, day: NaiveDate) -> Done {
        self.days.get(&day).copied().unwrap_or_default()
    }

    /// Counts the days practised of the last `n`, today among them.
    pub fn of_last(&self, n: u64) -> usize {
        let Some(back) = n.checked_sub(1) else { return 0 };
        let first = self.today.checked_sub_days(Days::new(back)).unwrap_or(NaiveDate::MIN);
        self.days.range(first..=self.today).count()
    }

    /// The last `n` days, today last, each with its number of entries.
    pub fn last(&self, n: u64) -> Vec<(NaiveDate, u64)> {
        let days = (0..n).rev().filter_map(|back| self.today.checked_sub_days(Days::new(back)));
        days.map(|day| (day, self.on(day).entries)).collect()
    }

    /// The last `weeks` weeks, oldest first, seven days each; the last holds today.
    pub fn weeks(&self, weeks: u64, starts: Weekday) -> Vec<[Day; 7]> {
        let week = |back: u64| {
            let first = week_of(self.today, starts).checked_sub_days(Days::new(back * 7))?;
            let day = |date| Day { date, entries: (date <= self.today).then(|| self.on(date).entries) };
            first.iter_days().take(7).map(day).collect::<Vec<_>>().try_into().ok()
        };
        (0..weeks).rev().filter_map(week).collect()
    }
}

impl WeekSum {
    /// Sums up what was done, in any order and in several parts a day.
    pub fn of(done: impl IntoIterator<Item = (NaiveDate, Done)>) -> Self {
        let (mut days, mut week, mut time) = (BTreeSet::new(), Self::default(), Duration::ZERO);
        for (day, done) in done.into_iter().filter(|(_, done)| done.entries > 0) {
            days.insert(day);
            week.entries = week.entries.saturating_add(done.entries);
            time = time.saturating_add(done.time);
        }
        Self { days: days.len() as u64, minutes: time.as_secs() / 60, ..week }
    }
}

/// The first day of the week a day is in.
fn week_of(day: NaiveDate, starts: Weekday) -> NaiveDate {
    let since = day.weekday().days_since(starts);
    day.checked_sub_signed(TimeDelta::days(i64::from(since))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKS: u64 = 53;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn practised(days: &[(&str, u64, u64)], today: &str) -> Activity {
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
        assert_eq!(some.last(2), [(day("2026-11-24"), 0), (day("2026-11-25"), 1)]);
    }

    #[test]
    fn the_weeks_end_with_the_week_of_today() {
        // 2026-11-25 is a Wednesday.
        for (starts, first, last, ahead) in [
            (Weekday::Mon, "2025-11-24", "2026-11-29", 4),
            (Weekday::Sun, "2025-11-23", "2026-11-28", 3),
            (Weekday::Wed, "2025-11-26", "2026-12-01", 6),
            (Weekday::Thu, "2025-11-20", "2026-11-25", 0),
        ] {
            let weeks = practised(&[("2026-11-25", 2, 5)], "2026-11-25").weeks(WEEKS, starts);
            assert_eq!(weeks.len(), WEEKS as usize);
            assert_eq!((weeks[0][0].date, weeks[52][6].date), (day(first), day(last)), "{starts}");
            let days = || weeks.iter().flatten();
            assert_eq!(days().filter(|day| day.entries.is_none()).count(), ahead, "{starts}");
            assert_eq!(
                days().find(|day| day.entries.is_some_and(|entries| entries > 0)).map(|found| found.date),
                Some(day("2026-11-25"))
            );
        }
        assert!(practised(&[], "2026-11-25").weeks(0, Weekday::Mon).is_empty());
    }

    #[test]
    fn five_weeks_make_a_calendar_and_days_to_come_are_empty() {
        let some = practised(&[("2026-11-16", 2, 5), ("2026-10-19", 1, 5)], "2026-11-20");
        let weeks = some.weeks(5, Weekday::Mon);
        assert_eq!((weeks.len(), weeks[0][0].date, weeks[0][0].entries), (5, day("2026-10-19"), Some(1)));
        assert_eq!((weeks[4][0].entries, weeks[4][4].entries, weeks[4][5].entries), (Some(2), Some(0), None));
    }

    #[test]
    fn a_week_is_summed_up() {
        let all = [
            ("2026-11-24", 2, 20),
            ("2026-11-25", 1, 5),
            ("2026-11-22", 1, 90),
            ("2026-11-16", 1, 20),
            ("2026-11-16", 0, 50),
            ("2026-11-16", 1, 10),
            ("2026-11-15", 9, 99),
        ];
        let from = |first: &str| {
            let last = day(first) + Days::new(6);
            let of_week = all.iter().filter(|(on, ..)| (day(first)..=last).contains(&day(on)));
            WeekSum::of(of_week.map(|(on, entries, minutes)| {
                (day(on), Done { entries: *entries, time: Duration::from_secs(minutes * 60) })
            }))
        };
        assert_eq!(from("2026-11-23"), WeekSum { days: 2, entries: 3, minutes: 25 });
        assert_eq!(from("2026-11-16"), WeekSum { days: 2, entries: 3, minutes: 120 });
        assert_eq!(from("2026-11-02"), WeekSum::default());
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            let done = Done { entries: u64::MAX, time: Duration::MAX };
            let some = Activity::of([(today, done), (today, done)], today);
            let _ =
                (some.weeks(WEEKS, Weekday::Mon), some.last(14), WeekSum::of([(today, done), (today, done)]));
            assert_eq!(some.of_last(u64::MAX), 1);
        }
    }
}
