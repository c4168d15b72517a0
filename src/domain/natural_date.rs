//! When something was, in a person's words: `yesterday 18:30`, `friday`, `2 hours ago`, `20 nov`. English, and about
//! the past: a weekday is the last one, and a time alone is the last time it was that late.
//!
//! The crate `parse_datetime` reads days and times as the command `date` does. Here words are put the way it reads them,
//! and what it took to be ahead is moved back.
//!
//! Deliberately absent: guessing. What is not understood to its last word is refused, with examples.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use parse_datetime::parse_datetime_at_date;

use super::time::Moment;
use crate::error::{Error, Result};

/// The first year that is believed.
const FIRST_YEAR: i32 = 1971;

/// What to write instead of what was not understood.
const EXAMPLES: &str =
    "write it as in `yesterday 18:30`, `last friday`, `2 hours ago`, `18:30` or `2026-11-20 18:30`";

/// What people write, and how the crate would have it.
const PHRASES: [(&str, &str); 9] = [
    ("a.m.", "am"),
    ("p.m.", "pm"),
    (" am", "am"),
    (" pm", "pm"),
    ("half an hour", "30 min"),
    ("half hour", "30 min"),
    ("day before yesterday", "2 days ago"),
    ("last night", "yesterday 22:00"),
    ("this morning", "today 8:00"),
];

/// The same for single words; those that say nothing are left out.
const WORDS: &str = "at= on= the= of= about= m=min mins=min h=hour hr=hour hrs=hour d=day w=week \
                     noon=12:00 midday=12:00 midnight=0:00 a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 \
                     seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12";

/// How weekdays and months begin.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

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

    fn words(&self, text: &str) -> Option<When> {
        let text = as_the_crate_reads(text);
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let mut shape: String = words.iter().copied().map(kind).collect::<Option<_>>()?;
        if matches!(shape.as_str(), "0" | "nha" | "yha") {
            return Some(self.at(moment(ask(self.now.local(), &words)?, self.now.offset)));
        }
        // The time comes last, or first: `yesterday 6:30 pm`, `18:30 yesterday`.
        let time = if shape.ends_with('t') {
            shape.pop();
            words.pop()
        } else if shape.starts_with('t') {
            shape.remove(0);
            Some(words.remove(0))
        } else {
            None
        };
        let today = self.at(self.now).day;
        let time = match time {
            Some(time) => Some(ask(today.into(), &[time])?.time()),
            None => None,
        };
        let said = || Some(ask(today.into(), &words)?.date());
        let before = |days| self.theirs(said()?.checked_sub_days(Days::new(days))?, time);
        let last = |step| before(0).filter(|when| when.at.ms <= self.now.ms).or_else(|| before(step));
        match shape.as_str() {
            "" if time.is_some() => last(1),
            "w" => last(7),
            "r" | "lw" | "lu" | "nua" | "yua" => before(0),
            _ => self.on(calendar(&shape, &words, today)?, time),
        }
    }

    /// Puts a time on one of the person's days, which may start after midnight.
    fn theirs(&self, day: NaiveDate, time: Option<NaiveTime>) -> Option<When> {
        let starts = NaiveTime::from_hms_opt(self.day_starts, 0, 0)?;
        self.on(if time.is_some_and(|time| time < starts) { day.succ_opt()? } else { day }, time)
    }

    /// Puts a time on a day of the calendar.
    fn on(&self, day: NaiveDate, time: Option<NaiveTime>) -> Option<When> {
        if time.is_none() && day == self.at(self.now).day {
            return Some(self.at(self.now));
        }
        let middle = NaiveTime::from_hms_opt(self.day_starts.max(12), 0, 0)?;
        let time = day.and_time(time.unwrap_or(middle));
        Some(self.at(moment(time, (self.offset_at)(time))))
    }
}

fn as_the_crate_reads(text: &str) -> String {
    let text = text.to_lowercase().replace(',', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = PHRASES.iter().fold(text, |text, (said, meant)| text.replace(said, meant));
    text.split(' ').map(spelled).collect::<Vec<_>>().join(" ")
}

fn spelled(word: &str) -> String {
    let word = word.trim_end_matches('.');
    let mut table = WORDS.split_whitespace().filter_map(|pair| pair.split_once('='));
    if let Some((_, meant)) = table.find(|(said, _)| *said == word) {
        return meant.to_owned();
    }
    let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = word.strip_suffix(letters).unwrap_or_default();
    let parts: Vec<&str> = word.split(['.', '/']).collect();
    let over_twelve = |part: &str| part.parse::<u32>().is_ok_and(|number| number > 12);
    match (letters, parts.as_slice()) {
        ("st" | "nd" | "rd" | "th", _) if !number.is_empty() => number.to_owned(),
        // `30m`, but not `6pm`.
        ("m" | "min" | "h" | "d" | "w", _) if !number.is_empty() => format!("{number} {}", spelled(letters)),
        (_, [hour, minute]) if word.contains('.') => format!("{hour}:{minute}"),
        (_, [year, month, day]) if year.len() == 4 => format!("{year}-{month}-{day}"),
        // With dots, the day comes first; with slashes, only a number over twelve can tell.
        (_, [day, month, year]) if word.contains('.') || over_twelve(day) => format!("{year}-{month}-{day}"),
        (_, [month, day, year]) if month == day || over_twelve(day) => format!("{year}-{month}-{day}"),
        _ => word.to_owned(),
    }
}

/// Tells what a word is by a letter, if it is one of those that are understood: the shape of `3 days ago` is `nua`.
fn kind(word: &str) -> Option<char> {
    let begins = |names: &[&str]| names.iter().any(|name| word.starts_with(name));
    let made_of = |text: &str, signs: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || signs.contains(c))
    };
    Some(match word {
        "now" => '0',
        "today" | "yesterday" | "tomorrow" => 'r',
        "last" | "next" => 'l',
        "ago" => 'a',
        "min" | "minute" | "minutes" | "hour" | "hours" => 'h',
        "day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years" => 'u',
        _ if begins(&WEEKDAYS) => 'w',
        _ if begins(&MONTHS) => 'm',
        _ if made_of(word, "") && word.len() == 4 => 'y',
        _ if made_of(word, "") => 'n',
        // With one dash, the crate takes it for a time in some zone.
        _ if made_of(word, "-") && word.find('-') == Some(4) && word.matches('-').count() == 2 => 'd',
        _ if made_of(word.trim_end_matches("am").trim_end_matches("pm"), ":") => 't',
        _ => return None,
    })
}

/// Reads a date of the calendar; without a year it is the last one there was. A weekday beside it has to fit.
fn calendar(shape: &str, words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (name, words) = words.split_at(usize::from(shape.starts_with('w')));
    let date = match shape.trim_start_matches('w') {
        "nmy" | "mny" | "d" => ask(today.into(), words)?,
        // The 29th of February was up to eight years ago.
        "nm" | "mn" => (0..9)
            .filter_map(|back| ask(today.into(), &[words, &[&(today.year() - back).to_string()]].concat()))
            .find(|date| date.date() <= today)?,
        _ => return None,
    };
    (name.is_empty() || ask(date, name) == Some(date)).then_some(date.date())
}

/// Asks the crate what words mean, said at some time on the wall.
fn ask(now: NaiveDateTime, words: &[&str]) -> Option<NaiveDateTime> {
    let now = Timestamp::from_millisecond(now.and_utc().timestamp_millis()).ok()?;
    let then = parse_datetime_at_date(now.to_zoned(TimeZone::UTC), words.join(" ")).ok()?.into_zoned()?;
    Some(DateTime::from_timestamp_millis(then.timestamp().as_millisecond())?.naive_utc())
}

fn moment(time: NaiveDateTime, offset: i32) -> Moment {
    Moment::new(time.and_utc().timestamp_millis() - i64::from(offset) * 60_000, offset)
}

/// Reads a day in words on some day, as in `yesterday` or `last friday`; nothing if it means none, or one to come.
pub fn day_in_words(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    // The day is nearly over: a time alone is one of today, too.
    let now = moment(today.and_hms_opt(23, 59, 59)?, 0);
    Present { now, day_starts: 0, offset_at: &|_| 0 }.read(text).ok().map(|when| when.day)
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
    fn it_may_be_said_in_more_ways_than_one() {
        for (text, expected) in [
            ("6pm", "2026-11-19 2026-11-19 18:00"),
            ("9PM", "2026-11-19 2026-11-19 21:00"),
            ("12pm", "2026-11-20 2026-11-20 12:00"),
            ("6:30 p.m.", "2026-11-19 2026-11-19 18:30"),
            ("18.30", "2026-11-19 2026-11-19 18:30"),
            ("18:30:15", "2026-11-19 2026-11-19 18:30"),
            ("noon", "2026-11-20 2026-11-20 12:00"),
            ("midnight", "2026-11-20 2026-11-20 00:00"),
            ("yesterday at noon", "2026-11-19 2026-11-19 12:00"),
            ("last night", "2026-11-19 2026-11-19 22:00"),
            ("this morning", "2026-11-20 2026-11-20 08:00"),
            ("last friday 8pm", "2026-11-13 2026-11-13 20:00"),
            ("friday 18:30", "2026-11-13 2026-11-13 18:30"),
            ("monday 9am", "2026-11-16 2026-11-16 09:00"),
            ("Thurs. 9.15", "2026-11-19 2026-11-19 09:15"),
            ("two days ago", "2026-11-18 2026-11-18 12:00"),
            ("2d ago", "2026-11-18 2026-11-18 12:00"),
            ("a week ago at 7 pm", "2026-11-13 2026-11-13 19:00"),
            ("last month", "2026-10-20 2026-10-20 12:00"),
            ("a year ago", "2025-11-20 2025-11-20 12:00"),
            ("30 min ago", "2026-11-20 2026-11-20 13:32"),
            ("30m ago", "2026-11-20 2026-11-20 13:32"),
            ("1h ago", "2026-11-20 2026-11-20 13:02"),
            ("half an hour ago", "2026-11-20 2026-11-20 13:32"),
            ("the 5th of November", "2026-11-05 2026-11-05 12:00"),
            ("sept. 3", "2026-09-03 2026-09-03 12:00"),
            ("Wed 2026-11-18", "2026-11-18 2026-11-18 12:00"),
            ("18:30 2026-11-18", "2026-11-18 2026-11-18 18:30"),
            ("18.11.2026", "2026-11-18 2026-11-18 12:00"),
            ("3.4.2026 18.30", "2026-04-03 2026-04-03 18:30"),
            ("11/18/2026", "2026-11-18 2026-11-18 12:00"),
            ("18/11/2026", "2026-11-18 2026-11-18 12:00"),
            ("5/5/2026", "2026-05-05 2026-05-05 12:00"),
            ("2026/11/18", "2026-11-18 2026-11-18 12:00"),
        ] {
            assert_eq!(read(text, 0), expected, "{text}");
        }
        // Months are counted as `date` counts them: the 31st of February is the 3rd of March.
        let end = Moment::parse("2026-03-31T14:02:31+01:00").expect("a time");
        assert_eq!(said("a month ago", end, 0), "2026-03-03 2026-03-03 12:00");
    }

    #[test]
    fn every_date_is_a_day_of_the_calendar_or_refused() {
        for (index, name) in MONTHS.iter().enumerate() {
            let month = index as u32 + 1;
            for day in 0..=40 {
                for year in [2024, 2025] {
                    let date = NaiveDate::from_ymd_opt(year, month, day);
                    for text in [
                        format!("{day} {name} {year}"),
                        format!("{name} {day} {year}"),
                        format!("{year}-{month}-{day}"),
                        format!("{year}-{month:02}-{day:02}"),
                        format!("{day}.{month}.{year}"),
                    ] {
                        let expected = match date {
                            Some(date) => format!("{date} {date} 12:00"),
                            None => format!("`{text}` is no day or time"),
                        };
                        assert_eq!(read(&text, 0), expected, "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_time_on_the_wall_is_that_of_the_place() {
        let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
        let summer = |time: NaiveDateTime| if time.month() < 10 { 120 } else { 60 };
        let here = Present { now, day_starts: 0, offset_at: &summer };
        let at =
            |text: &str| here.read(text).map(|when| when.at.rfc3339()).map_err(|error| error.to_string());
        assert_eq!(at("3 july 18:30").as_deref(), Ok("2026-07-03T18:30:00+02:00"));
        assert_eq!(at("yesterday 18:30").as_deref(), Ok("2026-11-19T18:30:00+01:00"));
        assert_eq!(at("20 minutes ago").as_deref(), Ok("2026-11-20T13:42:31+01:00"));
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
            "2026-13",
            "2026-",
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
            "3/4/2026",
            "13/13/2026",
            "11/18",
            "18.11.26",
            "26-11-18",
            "this friday",
            "2 hours",
            "-2147483648 days ago",
            "2.5 hours ago",
            "an hour and a half ago",
            "last night 23:00",
            "5p",
            "5:30p",
            "yesterday z",
            "utc",
            "18:30 utc",
            "18:30+01:00",
            "@0",
            "TZ=\"UTC\" 18:30",
            "yesterday (or so)",
            "18:",
            ":30",
            "monkey",
            "20 november-ish",
            "todays",
            "3 days agos",
            "1pmam",
            "1pmpm",
            "novz 5",
            "5 novz",
            "min",
            "th",
            "pm",
            "a",
        ] {
            assert_eq!(read(text, 0), format!("`{}` is no day or time", text.trim()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(
            text in "(?s).{0,30}",
            words in "((last|next|[0-9]{1,10}|mon|friday|nov|feb|day|days|week|months|years|h|min|hours|ago|now|today|\
                yesterday|noon|night|half|an|two|at|am|pm|th|st|s|t|z|[0-9]{1,2}|[0-9]{4}|:|/|-|\\.|\\+|,)[ ]?){0,7}",
            day_starts in 0..24_u32,
        ) {
            for text in [text, words] {
                for ms in [i64::MIN, 0, 1_763_000_000_000, 253_402_300_700_000, 8_000_000_000_000_000, i64::MAX] {
                    let now = Moment::new(ms, 60);
                    let here = Present { now, day_starts, offset_at: &|_| 60 };
                    if let Ok(when) = here.read(&text) {
                        proptest::prop_assert!(when.at.ms <= ms, "{text}");
                    }
                }
            }
        }
    }
}
