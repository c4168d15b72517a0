//! Fourteen days of practice: a calendar of the last weeks, and how many of the last days have an entry. A day without one
//! is a gap and no failure: nothing here counts in a row.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

/// How many days it takes until what was logged can be read once.
pub const DAYS: usize = 14;

/// How many weeks the calendar shows.
pub const WEEKS: u64 = 5;

/// Days of practice up to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogActivity {
    /// The day it is.
    pub today: NaiveDate,
    /// The first day of the week it is.
    pub week_starts: NaiveDate,
    /// How many entries each day has; those without any may be left out.
    pub entries: BTreeMap<NaiveDate, u64>,
    /// How many days were practised at all, as far as it is counted.
    pub ever: usize,
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Which day.
    pub date: NaiveDate,
    /// How many entries it has; `None` for a day that is still to come.
    pub entries: Option<u64>,
}

impl LogActivity {
    /// Gives the first day of the calendar.
    pub fn from(week_starts: NaiveDate) -> NaiveDate {
        week_starts.checked_sub_days(Days::new(7 * (WEEKS - 1))).unwrap_or(week_starts)
    }

    /// Gives the weeks of the calendar, the oldest first.
    pub fn calendar(&self) -> Vec<Vec<Day>> {
        let first = Self::from(self.week_starts);
        let day = |index: u64| {
            let date = first.checked_add_days(Days::new(index)).unwrap_or(first);
            let entries = (date <= self.today).then(|| self.entries.get(&date).copied().unwrap_or(0));
            Day { date, entries }
        };
        (0..WEEKS).map(|week| (0..7).map(|place| day(7 * week + place)).collect()).collect()
    }

    /// Counts the days of the last fourteen, today included, that have an entry.
    pub fn of_the_last(&self) -> usize {
        let first = self.today.checked_sub_days(Days::new(DAYS as u64 - 1)).unwrap_or(self.today);
        self.entries.range(first..=self.today).filter(|(_, entries)| **entries > 0).count()
    }

    /// Tells whether there is enough for a first reading.
    pub fn can_be_read(&self) -> bool {
        self.ever >= DAYS
    }

    /// Says how many of the last days were practised: `9 of the last 14 days`.
    pub fn words(&self) -> String {
        match self.of_the_last() {
            0 => format!("Nothing yet in the last {DAYS} days"),
            days => format!("{days} of the last {DAYS} days"),
        }
    }

    /// Says what that means, and what comes next.
    pub fn what_next(&self) -> String {
        let left = DAYS.saturating_sub(self.ever);
        match (self.ever, self.of_the_last()) {
            (0, _) => {
                format!("One line a day is plenty. After {DAYS} days the log says what it sees in them.")
            }
            (_, DAYS) => "Every one of them. Whatever comes next, these are written down.".to_owned(),
            (DAYS.., _) => {
                "A day without an entry is a gap, not a failure: the others still count.".to_owned()
            }
            (ever, _) => format!(
                "{ever} {} so far, in a row or not; with {left} more the log says what it sees in them.",
                if ever == 1 { "day" } else { "days" }
            ),
        }
    }
}

/// Gives the mark for a number of entries: it grows with them.
pub fn mark(entries: u64) -> &'static str {
    match entries {
        0 => "·",
        1 => "▂",
        2..=3 => "▄",
        _ => "█",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn campaign(days: &[(&str, u64)]) -> LogActivity {
        let entries: BTreeMap<_, _> = days.iter().map(|(on, n)| (day(on), *n)).collect();
        let ever = entries.values().filter(|n| **n > 0).count();
        LogActivity { today: day("2026-11-20"), week_starts: day("2026-11-16"), entries, ever }
    }

    #[test]
    fn the_calendar_holds_five_weeks_and_days_to_come_are_empty() {
        let weeks = campaign(&[("2026-11-16", 2), ("2026-10-19", 1)]).calendar();
        assert_eq!((weeks.len(), weeks[0][0].date, weeks[0][0].entries), (5, day("2026-10-19"), Some(1)));
        assert_eq!((weeks[4][0].entries, weeks[4][4].entries, weeks[4][5].entries), (Some(2), Some(0), None));
    }

    #[test]
    fn fourteen_days_end_today_and_gaps_are_only_not_counted() {
        let none = campaign(&[]);
        assert_eq!((none.of_the_last(), none.can_be_read()), (0, false));
        assert!(none.what_next().starts_with("One line a day"));
        let some = campaign(&[("2026-11-20", 3), ("2026-11-07", 1), ("2026-11-06", 1), ("2026-11-10", 0)]);
        assert_eq!(some.words(), "2 of the last 14 days");
        assert_eq!(
            some.what_next(),
            "3 days so far, in a row or not; with 11 more the log says what it sees in them."
        );
        let all: Vec<String> = (7..=20).map(|date| format!("2026-11-{date:02}")).collect();
        let all = campaign(&all.iter().map(|on| (on.as_str(), 1)).collect::<Vec<_>>());
        assert_eq!((all.of_the_last(), all.can_be_read()), (14, true));
        assert!(all.what_next().starts_with("Every one"));
    }

    #[test]
    fn marks_grow_with_the_number_of_entries() {
        assert_eq!([0, 1, 2, 3, 4, 99].map(mark), ["·", "▂", "▄", "▄", "█", "█"]);
    }
}
