//! The words of `status` and `remind`.

use std::path::PathBuf;
use std::str::FromStr;

use chrono::Weekday;
use clap::{Args, ValueEnum};

use super::Json;

/// What the line says.
#[derive(Debug, Args)]
pub struct Status {
    /// The line, with names in braces: {week}, {number} of the week of practice, {pips} a mark for each exercise, {done},
    /// {planned}, {next} exercise, its {day}, active {time}, {logged} today, {drafts}, {daily} while open, {back} what
    /// comes back
    #[arg(long, short, value_name = "LINE")]
    pub format: Option<String>,
    /// How to answer
    #[command(flatten)]
    pub json: Json,
}

/// Which reminder, and when.
#[derive(Debug, Args)]
pub struct Remind {
    /// What should remind you
    pub kind: Reminder,
    /// The time of day, as in `18:00`
    #[arg(long, default_value = "18:00", value_name = "TIME")]
    pub at: String,
    /// The days, as in `mon-fri`, `daily` or `tue,thu` (the days of your plan by default)
    #[arg(long, value_name = "DAYS")]
    pub days: Option<Days>,
    /// Write it to this file. `-` is standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file if it already exists
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// What can remind a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Reminder {
    /// Events with an alarm, for any calendar
    Ics,
    /// A systemd timer, with a notification on your screen
    Systemd,
    /// A launchd job, with a notification on your screen
    Launchd,
    /// A crontab line, with a notification on your screen
    Cron,
}

/// Some days of the week, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Days(pub Vec<Weekday>);

impl FromStr for Days {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |part: &str| {
            format!("`{part}` is not a day of the week; use days as in `mon-fri`, `daily` or `tue,thu`")
        };
        let day = |part: &str| part.trim().parse::<Weekday>().map_err(|_| wrong(part));
        let mut days = Vec::new();
        for part in text.split(',') {
            let (first, last) = match part.split_once('-') {
                _ if part.trim() == "daily" => (Weekday::Mon, Weekday::Sun),
                Some((first, last)) => (day(first)?, day(last)?),
                None => (day(part)?, day(part)?),
            };
            let mut one = first;
            days.push(one);
            while one != last {
                one = one.succ();
                days.push(one);
            }
        }
        days.sort_by_key(Weekday::num_days_from_monday);
        days.dedup();
        Ok(Self(days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_lists_and_ranges() {
        let read = |text: &str| {
            text.parse::<Days>().map(|days| days.0.iter().map(Weekday::to_string).collect::<String>())
        };
        for (text, expected) in [
            ("mon-fri", "MonTueWedThuFri"),
            ("daily", "MonTueWedThuFriSatSun"),
            ("Thu, tuesday,thu", "TueThu"),
            ("sat-mon", "MonSatSun"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
        assert!(read("").is_err() && read("mon-").is_err() && read("someday").is_err());
    }
}
