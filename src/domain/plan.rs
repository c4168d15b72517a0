//! The plan: exercises on the days of a week, and the weeks they are practised in.
//!
//! A week may start on any day. It carries the number of the ISO week that holds its fourth day, so that a week from
//! Monday has its ordinary number and no two weeks in a row share one.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Days in a week, in the unit of date arithmetic.
const WEEK: u64 = 7;

/// An ordered set of exercises with their days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Name of the plan.
    pub id: String,
    /// What people read.
    pub title: String,
    /// One line: what a week of it holds.
    pub about: String,
    /// The days, in order.
    pub days: Vec<PlanDay>,
    /// The exercise that quick capture fills in.
    pub capture: Option<String>,
    /// The exercise that is offered every day, weekends included.
    pub daily: Option<String>,
    /// The exercise that keeps what was shared, and what came back.
    pub share: Option<String>,
    /// What each week of practice is about, in turn.
    pub themes: Vec<Theme>,
}

impl Plan {
    /// Returns what the how many-th week of practice, from 1, is about. After the last theme the first comes again.
    pub fn theme(&self, number: u32) -> Option<&Theme> {
        let index = usize::try_from(number.saturating_sub(1)).ok()?.checked_rem(self.themes.len())?;
        self.themes.get(index)
    }
}

/// What one week of practice is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Theme {
    /// A few words.
    pub title: String,
    /// One sentence: what is different this week.
    pub constraint: String,
    /// What that means for an exercise: its id and a sentence.
    pub says: Vec<(String, String)>,
}

impl Theme {
    /// Returns what it means for an exercise.
    pub fn says_of(&self, exercise: &str) -> Option<&str> {
        self.says.iter().find(|(id, _)| id == exercise).map(|(_, says)| says.as_str())
    }
}

/// One exercise of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDay {
    /// The day, counted from 1 for the day the week starts on.
    pub day: u32,
    /// The exercise's id.
    pub exercise: String,
}

/// The number of a week: `2026-W47`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WeekLabel {
    /// The ISO year.
    pub year: i32,
    /// The ISO week, 1–53.
    pub week: u32,
}

impl WeekLabel {
    /// Returns the number of the week that starts on a day.
    pub fn of_start(starts: NaiveDate) -> Self {
        let fourth = starts.checked_add_days(Days::new(3)).unwrap_or(starts).iso_week();
        Self { year: fourth.year(), week: fourth.week() }
    }

    /// Returns the Monday of the ISO week.
    pub fn monday(self) -> Option<NaiveDate> {
        NaiveDate::from_isoywd_opt(self.year, self.week, Weekday::Mon)
    }
}

impl fmt::Display for WeekLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for WeekLabel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a week; a week looks like `2026-W47`");
        let (year, week) = text.trim().split_once(['-', ' ']).ok_or_else(wrong)?;
        let week = week.trim_start_matches(['W', 'w']);
        let label =
            Self { year: year.parse().map_err(|_| wrong())?, week: week.parse().map_err(|_| wrong())? };
        let plausible = (1970..=9999).contains(&label.year);
        match label.monday() {
            Some(_) if plausible => Ok(label),
            _ if plausible => Err(format!("{} has no week {}", label.year, label.week)),
            _ => Err(wrong()),
        }
    }
}

/// A stretch of seven days to practise in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its first day.
    pub starts: NaiveDate,
}

/// A Monday, for weeks nobody moved.
pub const MONDAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a Monday");

impl Week {
    /// Returns its number.
    pub fn label(self) -> WeekLabel {
        WeekLabel::of_start(self.starts)
    }

    /// Returns the week that holds a day, when weeks start on the weekday of `anchor`.
    pub fn holding(day: NaiveDate, anchor: NaiveDate) -> Self {
        let since = day.signed_duration_since(anchor).num_days().rem_euclid(7);
        let starts = day.checked_sub_days(Days::new(since.unsigned_abs())).unwrap_or(day);
        Self { starts }
    }

    /// Returns the week with a number, when weeks start on the weekday of `anchor`.
    pub fn labelled(label: WeekLabel, anchor: NaiveDate) -> Option<Self> {
        let monday = label.monday()?;
        // The fourth day of the week lies within the ISO week: try the seven candidates.
        (0..=9u64)
            .filter_map(|back| monday.checked_add_days(Days::new(6))?.checked_sub_days(Days::new(back)))
            .map(|starts| Self { starts })
            .find(|week| week.label() == label && week.starts.weekday() == anchor.weekday())
    }

    /// Returns a day of it, counted from 1.
    pub fn day(self, day: u32) -> NaiveDate {
        let offset = u64::from(day.saturating_sub(1));
        self.starts.checked_add_days(Days::new(offset)).unwrap_or(self.starts)
    }

    /// Returns the day after its last.
    pub fn ends(self) -> NaiveDate {
        self.starts.checked_add_days(Days::new(WEEK)).unwrap_or(self.starts)
    }

    /// Returns the week before.
    #[must_use]
    pub fn before(self) -> Self {
        Self { starts: self.starts.checked_sub_days(Days::new(WEEK)).unwrap_or(self.starts) }
    }
}

/// How far an exercise of the plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotState {
    /// Not begun.
    Open,
    /// Left out this week.
    Skipped,
    /// Begun: the page the person is on, from 1, and of how many.
    Begun(usize, usize),
    /// Finished, with nothing open.
    Done,
    /// Finished by the person with answers still open.
    Partial,
}

/// What was changed about one exercise of one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotChange {
    /// It is left out this week.
    Skipped,
    /// It is done on another day, counted from 1.
    Moved(u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn a_week_from_monday_has_its_iso_number() {
        let cases = [("2026-11-16", "2026-W47"), ("2026-12-28", "2026-W53"), ("2025-12-29", "2026-W01")];
        for (monday, label) in cases {
            assert_eq!(Week { starts: day(monday) }.label().to_string(), label);
        }
    }

    #[test]
    fn weeks_from_any_weekday_have_numbers_in_a_row_and_are_found_again() {
        for shift in 0..7 {
            let mut week = Week { starts: day("2020-01-01") + Days::new(shift) };
            for _ in 0..400 {
                let next = Week { starts: week.ends() };
                let one_more = next.label().week == week.label().week + 1;
                let new_year = next.label().week == 1 && next.label().year == week.label().year + 1;
                assert!(one_more || new_year, "{week:?}");
                assert_eq!(Week::labelled(week.label(), week.starts), Some(week));
                assert_eq!(Week::holding(week.day(6), week.starts), week);
                week = next;
            }
        }
    }

    #[test]
    fn week_numbers_are_read_forgivingly_and_refused_clearly() {
        assert_eq!("2026-W47".parse::<WeekLabel>().map(|w| w.to_string()), Ok("2026-W47".to_owned()));
        assert_eq!("2026-w5".parse::<WeekLabel>().map(|w| w.to_string()), Ok("2026-W05".to_owned()));
        assert_eq!("2025-W53".parse::<WeekLabel>(), Err("2025 has no week 53".to_owned()));
        for wrong in ["", "47", "2026-47x", "yesterday", "0-W1"] {
            assert!(wrong.parse::<WeekLabel>().is_err(), "{wrong}");
        }
    }
}
