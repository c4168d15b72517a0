//! When something was, in a person's words: `yesterday 18:30`, `friday`, `2 hours ago`, `20 nov`. English, and about
//! the past: a weekday is the last one, and a time alone is the last time it was that late.
//!
//! Deliberately absent: guessing. What is not understood to its last word is refused, with examples.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use super::time::Moment;
use crate::error::{Error, Result};

/// The first year that is believed.
const FIRST_YEAR: i32 = 1971;

/// What to write instead of what was not understood.
const EXAMPLES: &str =
    "write it as in `yesterday 18:30`, `last friday`, `2 hours ago`, `18:30` or `2026-11-20 18:30`";

/// A day that was meant, and a time on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The local day.
    pub day: NaiveDate,
    /// The moment; about the middle of the day if no time was said.
    pub at: Moment,
}

/// What the words are read against.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    /// The time it is.
    pub now: Moment,
    /// The hour at which days start, 0–23.
    pub day_starts: u32,
    /// Gives the minutes east of UTC that a time on the wall has here.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i32,
}

impl std::fmt::Debug for Present<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Present").field("now", &self.now).finish_non_exhaustive()
    }
}

/// A day as it was said.
enum Day {
    /// Counted in the person's days, which may start after midnight.
    Theirs(NaiveDate),
    /// As it stands in a calendar.
    Calendar(NaiveDate),
}

impl Present<'_> {
    /// Reads when something was. An error says what was not understood, or that what was understood is still to come.
    pub fn read(&self, text: &str) -> Result<When> {
        let found = match Moment::parse(text.trim()) {
            Some(at) => Some(self.at(at)),
            None => self.words(text),
        };
        let when = found
            .filter(|when| when.at.local().year() >= FIRST_YEAR)
            .ok_or_else(|| Error::usage(format!("`{}` is no day or time", text.trim()), EXAMPLES))?;
        let today = self.at(self.now).day;
        if when.at.ms > self.now.ms || when.day > today {
            let said = when.at.local().format("%A %-d %B %Y, %H:%M");
            return Err(Error::usage(
                format!("`{}` is {said}: that is still to come", text.trim()),
                "say when it was, as in `yesterday 18:30`",
            ));
        }
        Ok(when)
    }

    fn at(&self, at: Moment) -> When {
        When { day: at.day(self.day_starts), at }
    }

    fn on_the_wall(&self, time: NaiveDateTime) -> When {
        let offset = (self.offset_at)(time);
        self.at(Moment::new(time.and_utc().timestamp_millis() - i64::from(offset) * 60_000, offset))
    }

    fn words(&self, text: &str) -> Option<When> {
        let text = text.to_lowercase().replace(',', " ");
        let small = ["at", "on", "the", "of", "about"];
        let words: Vec<&str> = text.split_whitespace().filter(|word| !small.contains(word)).collect();
        if words.is_empty() {
            return None;
        }
        if let Some(ago) = self.hours_ago(&words) {
            return Some(ago);
        }
        // The time comes last, or first: `yesterday 6:30 pm`, `18:30 yesterday`.
        for length in [0, 1, 2] {
            let Some(split) = words.len().checked_sub(length) else { break };
            for (day, time) in [words.split_at(split), {
                let (time, day) = words.split_at(length);
                (day, time)
            }] {
                let time = if time.is_empty() { None } else { Some(clock_time(&time.concat())) };
                let found = match (day.is_empty(), time) {
                    (_, Some(None)) | (true, None) => None,
                    (true, Some(Some(time))) => self.last_time(time),
                    (false, time) => self.day(day).and_then(|day| self.on(&day, time.flatten())),
                };
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// Reads `now`, `5 minutes ago`, `2 h ago`.
    fn hours_ago(&self, words: &[&str]) -> Option<When> {
        let minutes = match words {
            ["now"] => 0,
            [number, unit, "ago"] => count(number)?.checked_mul(minutes_of(unit)?)?,
            _ => return None,
        };
        Some(self.at(Moment::new(self.now.ms.checked_sub(minutes.checked_mul(60_000)?)?, self.now.offset)))
    }

    /// Gives the last moment at which it was that late.
    fn last_time(&self, time: NaiveTime) -> Option<When> {
        let today = self.on_the_wall(self.now.local().date().and_time(time));
        if today.at.ms <= self.now.ms {
            return Some(today);
        }
        Some(self.on_the_wall(self.now.local().date().pred_opt()?.and_time(time)))
    }

    fn on(&self, day: &Day, time: Option<NaiveTime>) -> Option<When> {
        let starts = NaiveTime::from_hms_opt(self.day_starts, 0, 0)?;
        let theirs = match (day, time) {
            (Day::Calendar(day), Some(time)) => return Some(self.on_the_wall(day.and_time(time))),
            (Day::Calendar(day) | Day::Theirs(day), _) => *day,
        };
        if time.is_none() && theirs == self.at(self.now).day {
            return Some(self.at(self.now));
        }
        let time = time.unwrap_or(starts.max(NaiveTime::from_hms_opt(12, 0, 0)?));
        let date = if time < starts { theirs.succ_opt()? } else { theirs };
        Some(self.on_the_wall(date.and_time(time)))
    }

    fn day(&self, words: &[&str]) -> Option<Day> {
        let today = self.at(self.now).day;
        let back = |days: u64| today.checked_sub_days(Days::new(days)).map(Day::Theirs);
        match words {
            ["today"] => back(0),
            ["yesterday"] => back(1),
            ["day", "before", "yesterday"] => back(2),
            ["tomorrow"] => today.succ_opt().map(Day::Theirs),
            ["last", "week"] => back(7),
            ["last", name] => back(days_since(today, weekday(name)?, 1)),
            ["next", name] => {
                let since = days_since(today, weekday(name)?, 0);
                today.checked_add_days(Days::new(7 - since)).map(Day::Theirs)
            }
            [number, unit, "ago"] => {
                let number = u32::try_from(count(number)?).ok()?;
                match *unit {
                    "day" | "days" | "d" => back(u64::from(number)),
                    "week" | "weeks" | "w" => back(u64::from(number) * 7),
                    "month" | "months" => today.checked_sub_months(Months::new(number)).map(Day::Theirs),
                    _ => None,
                }
            }
            [one] => match weekday(one) {
                Some(name) => back(days_since(today, name, 0)),
                None => one.parse::<NaiveDate>().ok().filter(|_| one.len() == 10).map(Day::Calendar),
            },
            // The weekday beside a date is for the reader.
            [name, rest @ ..] if rest.len() > 1 && weekday(name).is_some() => named_date(rest, today)
                .filter(|date| Some(date.weekday()) == weekday(name))
                .map(Day::Calendar),
            words => named_date(words, today).map(Day::Calendar),
        }
    }
}

/// Reads `20 nov`, `november 20`, `20 nov 2025`; without a year it is the last one there was.
fn named_date(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (first, second, year) = match words {
        [first, second] => (first, second, None),
        [first, second, year] => (first, second, Some(year.parse::<i32>().ok().filter(|_| year.len() == 4)?)),
        _ => return None,
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let fits = ["", "st", "nd", "rd", "th"].contains(&&word[digits.len()..]);
        digits.parse::<u32>().ok().filter(|_| fits)
    };
    let (day, month) =
        number(first).zip(month(second)).or_else(|| month(first).zip(number(second)).map(|(m, d)| (d, m)))?;
    match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        // The 29th of February was up to eight years ago.
        None => (0..9)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
    }
}

/// Reads a time on the clock: `18:30`, `6pm`, `6:30pm`, `noon`.
fn clock_time(text: &str) -> Option<NaiveTime> {
    if text == "noon" {
        return NaiveTime::from_hms_opt(12, 0, 0);
    }
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (text, None),
    };
    let parts: Vec<u32> = digits
        .split([':', '.'])
        .map(|part| part.parse().ok().filter(|_| (1..=2).contains(&part.len())))
        .collect::<Option<_>>()?;
    let (hour, minute) = match (parts.as_slice(), half) {
        ([hour], Some(_)) => (*hour, 0),
        ([hour, minute], _) => (*hour, *minute),
        _ => return None,
    };
    let hour = match half {
        None => hour,
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// Reads a number of things: `2`, `a`, `an`.
fn count(word: &str) -> Option<i64> {
    match word {
        "a" | "an" | "one" => Some(1),
        word => word.parse::<i64>().ok().filter(|number| (0..100_000).contains(number)),
    }
}

fn minutes_of(unit: &str) -> Option<i64> {
    match unit {
        "minute" | "minutes" | "min" | "m" => Some(1),
        "hour" | "hours" | "h" => Some(60),
        _ => None,
    }
}

/// Finds the one of some names that a word of three letters or more begins.
fn named<T: Copy>(word: &str, names: &[(&str, T)]) -> Option<T> {
    let fits = |name: &str| word.len() >= 3 && name.starts_with(word.trim_end_matches('.'));
    names.iter().find(|(name, _)| fits(name)).map(|(_, thing)| *thing)
}

fn weekday(word: &str) -> Option<Weekday> {
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
    let names = [
        ("monday", Mon),
        ("tuesday", Tue),
        ("wednesday", Wed),
        ("thursday", Thu),
        ("friday", Fri),
        ("saturday", Sat),
        ("sunday", Sun),
    ];
    named(word, &names)
}

fn month(word: &str) -> Option<u32> {
    const MONTHS: [(&str, u32); 12] = [
        ("january", 1),
        ("february", 2),
        ("march", 3),
        ("april", 4),
        ("may", 5),
        ("june", 6),
        ("july", 7),
        ("august", 8),
        ("september", 9),
        ("october", 10),
        ("november", 11),
        ("december", 12),
    ];
    named(word, &MONTHS)
}

/// Counts the days since the last such weekday, `least` days ago or more.
fn days_since(today: NaiveDate, name: Weekday, least: u64) -> u64 {
    let since = (today.weekday().num_days_from_monday() + 7 - name.num_days_from_monday()) % 7;
    let since = u64::from(since);
    if since < least { since + 7 } else { since }
}

/// Says how many days after it happened something was written.
pub fn days_later(days: i64) -> String {
    if days == 1 { "a day later".to_owned() } else { format!("{days} days later") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// It is Friday 20 November 2026, 14:02.
    fn read(text: &str, day_starts: u32) -> String {
        let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
        said(text, now, day_starts)
    }

    fn said(text: &str, now: Moment, day_starts: u32) -> String {
        let here = Present { now, day_starts, offset_at: &|_| now.offset };
        match here.read(text) {
            Ok(when) => format!("{} {}", when.day, when.at.local().format("%Y-%m-%d %H:%M")),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn words_mean_the_last_time_it_was_so() {
        for (text, expected) in [
            ("now", "2026-11-20 2026-11-20 14:02"),
            ("today", "2026-11-20 2026-11-20 14:02"),
            ("today 9:15", "2026-11-20 2026-11-20 09:15"),
            ("yesterday", "2026-11-19 2026-11-19 12:00"),
            ("Yesterday 18:30", "2026-11-19 2026-11-19 18:30"),
            ("18:30 yesterday", "2026-11-19 2026-11-19 18:30"),
            ("yesterday at 6:30 PM", "2026-11-19 2026-11-19 18:30"),
            ("yesterday 12pm", "2026-11-19 2026-11-19 12:00"),
            ("yesterday 12am", "2026-11-19 2026-11-19 00:00"),
            ("yesterday noon", "2026-11-19 2026-11-19 12:00"),
            ("the day before yesterday", "2026-11-18 2026-11-18 12:00"),
            ("18:30", "2026-11-19 2026-11-19 18:30"),
            ("9am", "2026-11-20 2026-11-20 09:00"),
            ("14:02", "2026-11-20 2026-11-20 14:02"),
            ("friday", "2026-11-20 2026-11-20 14:02"),
            ("last friday", "2026-11-13 2026-11-13 12:00"),
            ("mon 8:05", "2026-11-16 2026-11-16 08:05"),
            ("on Saturday", "2026-11-14 2026-11-14 12:00"),
            ("last week", "2026-11-13 2026-11-13 12:00"),
            ("3 days ago", "2026-11-17 2026-11-17 12:00"),
            ("2 weeks ago 7pm", "2026-11-06 2026-11-06 19:00"),
            ("a month ago", "2026-10-20 2026-10-20 12:00"),
            ("an hour ago", "2026-11-20 2026-11-20 13:02"),
            ("20 minutes ago", "2026-11-20 2026-11-20 13:42"),
            ("16 hours ago", "2026-11-19 2026-11-19 22:02"),
            ("18 nov", "2026-11-18 2026-11-18 12:00"),
            ("nov 18th 18:30", "2026-11-18 2026-11-18 18:30"),
            ("Wed 18 November, 7:00", "2026-11-18 2026-11-18 07:00"),
            ("24 December", "2025-12-24 2025-12-24 12:00"),
            ("29 feb", "2024-02-29 2024-02-29 12:00"),
            ("3 may 2025", "2025-05-03 2025-05-03 12:00"),
            ("2026-11-18", "2026-11-18 2026-11-18 12:00"),
            ("2026-11-18 18:30", "2026-11-18 2026-11-18 18:30"),
            ("2026-11-18T18:30:00+00:00", "2026-11-18 2026-11-18 18:30"),
        ] {
            assert_eq!(read(text, 0), expected, "{text}");
        }
    }

    #[test]
    fn days_that_start_after_midnight_are_the_persons_own() {
        for (text, expected) in [
            ("yesterday", "2026-11-19 2026-11-19 12:00"),
            ("yesterday 1:30", "2026-11-19 2026-11-20 01:30"),
            ("thursday 1:30", "2026-11-19 2026-11-20 01:30"),
            ("2026-11-20 01:30", "2026-11-19 2026-11-20 01:30"),
            ("01:30", "2026-11-19 2026-11-20 01:30"),
        ] {
            assert_eq!(read(text, 4), expected, "{text}");
        }
        assert_eq!(read("yesterday", 14), "2026-11-19 2026-11-19 14:00");
        let night = Moment::parse("2026-11-21T02:00:00+01:00").expect("a time");
        assert_eq!(said("today 1:30", night, 4), "2026-11-20 2026-11-21 01:30");
        assert_eq!(said("yesterday", night, 4), "2026-11-19 2026-11-19 12:00");
    }

    #[test]
    fn what_is_to_come_is_told_as_it_was_understood() {
        for (text, expected) in [
            ("tomorrow 9:00", "Saturday 21 November 2026, 09:00"),
            ("today 18:30", "Friday 20 November 2026, 18:30"),
            ("next friday", "Friday 27 November 2026, 12:00"),
            ("2026-12-24", "Thursday 24 December 2026, 12:00"),
            ("24 dec 2026", "Thursday 24 December 2026, 12:00"),
        ] {
            assert_eq!(read(text, 0), format!("`{text}` is {expected}: that is still to come"));
        }
    }

    #[test]
    fn what_means_nothing_is_refused_to_its_last_word() {
        for text in [
            "",
            "  ",
            "someday",
            "yesterday evening",
            "yesterday 25:00",
            "25:00",
            "13pm",
            "0am",
            "2026-02-30",
            "friday 18:30 or so",
            "32 nov",
            "nov",
            "5",
            "1830",
            "2026",
            "yesterday yesterday",
            "18:30 18:30",
            "last",
            "ago",
            "x days ago",
            "99999999999999 days ago",
            "99999 hours ago ago",
            "1900-01-01",
            "0001-01-01",
            "mon 18 nov 2026",
            "20 nov 26",
            "é:é",
            "ｆriday",
            "+002026-11-20",
        ] {
            assert_eq!(read(text, 0), format!("`{}` is no day or time", text.trim()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(?s).{0,30}", words in "(last |next |[0-9]{1,9} |mon|nov|days |ago |:|am|pm| ){0,6}") {
            for text in [text, words] {
                for ms in [i64::MIN, 0, 1_763_000_000_000, i64::MAX] {
                    said(&text, Moment::new(ms, 60), 4);
                }
            }
        }
    }
}
