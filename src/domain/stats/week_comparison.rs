//! One week of practice against the one before: days, entries, minutes. No week is called better than another.

use std::time::Duration;

use chrono::{Days, NaiveDate, Weekday};

use super::activity::{Activity, week_of};
use crate::domain::number_format::counted;
use crate::domain::time::spoken;

/// What was done in a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekSum {
    /// Days with at least one entry.
    pub days: usize,
    /// Entries.
    pub entries: usize,
    /// Whole minutes at the desk.
    pub minutes: u64,
}

impl WeekSum {
    fn from(practised: &Activity, first: NaiveDate) -> Self {
        let (mut week, mut time) = (Self::default(), Duration::ZERO);
        for done in first.iter_days().take(7).map(|day| practised.on(day)).filter(|done| done.entries > 0) {
            week.days += 1;
            week.entries = week.entries.saturating_add(done.entries);
            time = time.saturating_add(done.time);
        }
        week.minutes = time.as_secs() / 60;
        week
    }

    /// Says it in words: `3 days, 5 entries, 41 min`; `nothing yet` if there was nothing.
    pub fn words(self) -> String {
        if self.days == 0 {
            return "nothing yet".to_owned();
        }
        let time = spoken(Duration::from_secs(self.minutes.saturating_mul(60)));
        let counts = format!("{}, {}", counted(self.days, "day"), counted(self.entries, "entry"));
        if self.minutes == 0 { counts } else { format!("{counts}, {time}") }
    }
}

/// A week against the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Against {
    /// The week of today; as a rule it is not over.
    pub this: WeekSum,
    /// The whole week before.
    pub before: WeekSum,
}

impl Against {
    /// Sums up the week of today and the one before.
    pub fn of(practised: &Activity, starts: Weekday) -> Self {
        let this = week_of(practised.today(), starts);
        let before = this.checked_sub_days(Days::new(7));
        Self {
            this: WeekSum::from(practised, this),
            before: before.map(|before| WeekSum::from(practised, before)).unwrap_or_default(),
        }
    }

    /// Says both weeks in a sentence, without a judgement: this week is not over.
    pub fn sentence(self) -> String {
        let before = if self.before.days == 0 { "a gap".to_owned() } else { self.before.words() };
        format!("This week so far: {}. The week before: {before}.", self.this.words())
    }

    /// Gives days, entries and minutes of this week less those of the week before.
    pub fn difference(self) -> (i64, i64, i64) {
        let less = |this: u64, before: u64| this.cast_signed().saturating_sub(before.cast_signed());
        let (this, before) = (self.this, self.before);
        (
            less(this.days as u64, before.days as u64),
            less(this.entries as u64, before.entries as u64),
            less(this.minutes, before.minutes),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::stats::activity::Done;
    use crate::domain::stats::activity::tests::practised;

    #[test]
    fn a_week_is_held_against_the_one_before() {
        let some = practised(
            &[
                ("2026-11-24", 2, 20),
                ("2026-11-25", 1, 5),
                ("2026-11-22", 1, 90),
                ("2026-11-16", 1, 30),
                ("2026-11-15", 9, 99),
            ],
            "2026-11-25",
        );
        let found = Against::of(&some, Weekday::Mon);
        assert_eq!(found.this, WeekSum { days: 2, entries: 3, minutes: 25 });
        assert_eq!(found.before, WeekSum { days: 2, entries: 2, minutes: 120 });
        assert_eq!(found.difference(), (0, 1, -95));
        assert_eq!(
            found.sentence(),
            "This week so far: 2 days, 3 entries, 25 min. The week before: 2 days, 2 entries, 2 h."
        );
        let none = Against::of(&practised(&[], "2026-11-25"), Weekday::Mon);
        assert_eq!(none.sentence(), "This week so far: nothing yet. The week before: a gap.");
        assert_eq!(Against::of(&practised(&[], "2026-11-25"), Weekday::Mon).difference(), (0, 0, 0));
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            let done = Done { entries: usize::MAX, time: Duration::MAX };
            let found = Against::of(&Activity::of([(today, done), (today, done)], today), Weekday::Sun);
            assert!(!found.sentence().is_empty(), "{found:?}");
        }
    }
}
