//! When something was, as people write it: `yesterday 18:30`, `friday`, `2 hours ago`, `20 nov`. English, and about the
//! past: a weekday is the last one, and a time alone is the last time it was that late.
//!
//! A text becomes `Word`s, and every accepted form is one row of `Present::words` or `calendar`.
//!
//! Deliberately absent: guessing. A text is understood to its last word or refused, with the forms there are: `3/4` is
//! neither March nor April until the person says which, and `10.11` neither a time nor a day.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::time::Moment;

/// The first year that is believed.
const FIRST_YEAR: i32 = 1971;

/// Several words that mean others.
const PHRASES: [(&str, &str); 13] = [
    ("a.m.", "am"),
    ("p.m.", "pm"),
    (" am", "am"),
    (" pm", "pm"),
    ("half an hour", "30 min"),
    ("half hour", "30 min"),
    ("day before yesterday", "2 days ago"),
    ("last night", "yesterday 22:00"),
    ("this morning", "today 8:00"),
    ("this afternoon", "today 15:00"),
    ("this evening", "today 19:00"),
    ("tonight", "today 22:00"),
    ("in the ", ""),
];

const FILLERS: [&str; 5] = ["at", "on", "the", "of", "about"];
const NUMBERS: &str = "zero one two three four five six seven eight nine ten eleven twelve";
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
const MONTHS: &str = "january february march april may june july august september october november december";

/// A word that is understood.
#[derive(Clone, Copy)]
enum Word {
    Now,
    /// Days from today: 0 today, −1 yesterday.
    Day(i64),
    /// −1 for `last`, 1 for `next`.
    Step(i64),
    Ago,
    /// Minutes of one `min` or `hour`.
    Minutes(i64),
    /// Months or days of one `day`, `week`, `month` or `year`.
    Unit(i64, i64),
    /// Days after Monday.
    Weekday(i64),
    Month(u32),
    Number(u32),
    Date(NaiveDate),
    Time(NaiveTime),
}

/// A day and a moment on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// The local day.
    pub day: NaiveDate,
    /// The moment; about the middle of the day if no time was written.
    pub at: Moment,
}

/// Why a text is not when something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    Unclear,
    Future(When),
}

/// What comes first in a date in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// `3/4` is the third of April.
    DayMonth,
    /// `3/4` is the fourth of March.
    MonthDay,
}

/// What a text is read against.
#[derive(Clone, Copy)]
pub struct Present<'a> {
    pub now: Moment,
    /// `None` refuses dates that are two.
    pub order: Option<DateOrder>,
    /// The hour at which days start, 0–23.
    pub day_starts: u32,
    /// The minutes east of UTC of a local time.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i32,
}

impl Present<'_> {
    /// Reads when something was. Fails on what is not understood and on what lies in the future.
    pub fn read(&self, text: &str) -> Result<When, Unread> {
        let text = text.trim();
        let found =
            Moment::parse(text).map(|at| self.at(at)).or_else(|| self.words(&words_of(text, self.order)?));
        let when = found.filter(|when| when.at.local().year() >= FIRST_YEAR).ok_or(Unread::Unclear)?;
        let is_over = when.at.ms <= self.now.ms && when.day <= self.at(self.now).day;
        if is_over { Ok(when) } else { Err(Unread::Future(when)) }
    }

    fn at(&self, at: Moment) -> When {
        When { day: at.day(self.day_starts), at }
    }

    /// The accepted forms, but for the dates of [`calendar`]. A time comes last or first: `yesterday 6:30 pm`, `18:30 yesterday`.
    fn words(&self, words: &[Word]) -> Option<When> {
        use Word::{Ago, Day, Minutes, Now, Number, Step, Time, Unit, Weekday};
        let today = self.at(self.now).day;
        let (words, time) = match words {
            [words @ .., Time(time)] | [Time(time), words @ ..] => (words, Some(*time)),
            _ => (words, None),
        };
        let own = |day: Option<NaiveDate>| self.own(day?, time);
        // The last day this was so: `step` days earlier if it is still to come.
        let last = |day: NaiveDate, step: i64| {
            let passed = self.own(day, time).filter(|when| when.at.ms <= self.now.ms);
            passed.or_else(|| own(moved(day, -step)))
        };
        let since =
            |weekday: i64| (i64::from(today.weekday().num_days_from_monday()) - weekday).rem_euclid(7);
        match *words {
            [Now] if time.is_none() => Some(self.at(self.now)),
            [Number(count), Minutes(minutes), Ago] if time.is_none() => {
                let ms = self.now.ms.checked_sub(i64::from(count) * minutes * 60_000)?;
                Some(self.at(Moment::new(ms, self.now.offset)))
            }
            [] if time.is_some() => last(today, 1),
            [Day(days)] => own(moved(today, days)),
            [Weekday(weekday)] => last(moved(today, -since(weekday))?, 7),
            [Step(-1), Weekday(weekday)] => own(moved(today, -1 - (since(weekday) - 1).rem_euclid(7))),
            [Step(_), Weekday(weekday)] => own(moved(today, 7 - since(weekday))),
            [Step(step), Unit(months, days)] => own(shifted(today, step * months, step * days)),
            [Number(count), Unit(months, days), Ago] => {
                own(shifted(today, -i64::from(count) * months, -i64::from(count) * days))
            }
            _ => self.on(calendar(words, today)?, time),
        }
    }

    /// Puts a time on one of the person's days, which may start after midnight.
    fn own(&self, day: NaiveDate, time: Option<NaiveTime>) -> Option<When> {
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

fn moved(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(days)?)
}

/// Moves by months, then by days. The 31st of February is the 3rd of March, as the command `date` has it.
fn shifted(day: NaiveDate, months: i64, days: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    let first = day.with_day(1)?;
    let first = if months < 0 { first.checked_sub_months(count) } else { first.checked_add_months(count) };
    moved(first?.checked_add_days(Days::new(day.day0().into()))?, days)
}

/// The accepted dates; without a year it is the last one there was. A weekday before it has to fit.
fn calendar(words: &[Word], today: NaiveDate) -> Option<NaiveDate> {
    use Word::{Date, Month, Number, Weekday};
    match *words {
        [Weekday(weekday), ref date @ ..] => {
            calendar(date, today).filter(|date| i64::from(date.weekday().num_days_from_monday()) == weekday)
        }
        [Date(date)] => Some(date),
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        }
        // The 29th of February was up to eight years ago.
        [Number(day), Month(month)] | [Month(month), Number(day)] => (0..9)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
        _ => None,
    }
}

/// The words of a text; `None` if one of them is not understood.
fn words_of(text: &str, order: Option<DateOrder>) -> Option<Vec<Word>> {
    let text = text.to_lowercase().replace(',', " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = PHRASES.iter().fold(text, |text, (written, meant)| text.replace(written, meant));
    if is_two_things(&text) {
        return None;
    }
    let mut words = Vec::new();
    for word in text.split(' ') {
        if let Some((day, month)) = day_and_month(word, order) {
            words.extend([Word::Number(day), Word::Month(month)]);
            continue;
        }
        // `2026-11-18T18:30`, without where that is.
        let iso = word.split_once('t').and_then(|(day, at)| Some((date(day, order)?, time(at)?)));
        if let Some((date, time)) = iso {
            words.extend([Word::Date(date), Word::Time(time)]);
            continue;
        }
        // `12.13.` looks like a day, and is none.
        if word.ends_with('.') && word.matches('.').count() == 2 {
            return None;
        }
        let word = word.trim_end_matches('.');
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = word.strip_suffix(letters).filter(|number| !number.is_empty());
        match (letters, number) {
            _ if FILLERS.contains(&word) => {}
            ("st" | "nd" | "rd" | "th", Some(number)) => words.push(word_of(number, order)?),
            // `30m`, but not `6pm`.
            ("m" | "min" | "h" | "d" | "w", Some(number)) => {
                words.extend([word_of(number, order)?, word_of(letters, order)?]);
            }
            _ => words.push(word_of(word, order)?),
        }
    }
    Some(words)
}

/// Whether a text is a time with a point and a day with a point, as `10.11` is.
fn is_two_things(text: &str) -> bool {
    let parts = text.split_once('.').and_then(|(day, month)| Some((numeral(day)?, numeral(month)?)));
    parts.is_some_and(|(day, month)| (1..=23).contains(&day) && (1..=12).contains(&month))
}

/// Reads a day without a year: `20.11.`, and `20/11` if it is one day only.
fn day_and_month(word: &str, order: Option<DateOrder>) -> Option<(u32, u32)> {
    if let Some((day, month)) = word.strip_suffix('.').and_then(|word| word.split_once('.')) {
        return Some((numeral(day)?, numeral(month).filter(|month| (1..=12).contains(month))?));
    }
    let (first, second) = word.split_once('/')?;
    let (first, second) = (numeral(first)?, numeral(second)?);
    let is_month = |number: u32| (1..=12).contains(&number);
    match (is_month(first), is_month(second)) {
        (true, true) if first == second => Some((first, second)),
        (true, true) => order.map(|order| match order {
            DateOrder::DayMonth => (first, second),
            DateOrder::MonthDay => (second, first),
        }),
        (true, false) => Some((second, first)),
        (false, true) => Some((first, second)),
        (false, false) => None,
    }
}

/// Reads a number of one or two digits.
fn numeral(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn word_of(word: &str, order: Option<DateOrder>) -> Option<Word> {
    let place =
        |names: &str, fits: &dyn Fn(&str) -> bool| names.split(' ').position(fits).map(|at| at as u32);
    // By the first three letters or more: `thu`, `thurs`, `september`.
    let named = |names| place(names, &|name| word.len() >= 3 && name.starts_with(word));
    Some(match word {
        "now" => Word::Now,
        "today" => Word::Day(0),
        "yesterday" => Word::Day(-1),
        "tomorrow" => Word::Day(1),
        "last" => Word::Step(-1),
        "next" => Word::Step(1),
        "ago" => Word::Ago,
        "m" | "min" | "mins" | "minute" | "minutes" => Word::Minutes(1),
        "h" | "hr" | "hrs" | "hour" | "hours" => Word::Minutes(60),
        "d" | "day" | "days" => Word::Unit(0, 1),
        "w" | "week" | "weeks" => Word::Unit(0, 7),
        "month" | "months" => Word::Unit(1, 0),
        "year" | "years" => Word::Unit(12, 0),
        "a" | "an" => Word::Number(1),
        "noon" | "midday" => Word::Time(NaiveTime::from_hms_opt(12, 0, 0)?),
        "midnight" => Word::Time(NaiveTime::MIN),
        "morning" => Word::Time(NaiveTime::from_hms_opt(8, 0, 0)?),
        "afternoon" => Word::Time(NaiveTime::from_hms_opt(15, 0, 0)?),
        "evening" => Word::Time(NaiveTime::from_hms_opt(19, 0, 0)?),
        "night" => Word::Time(NaiveTime::from_hms_opt(22, 0, 0)?),
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => Word::Number(word.parse().ok()?),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
            date(word, order).map(Word::Date).or_else(|| time(word).map(Word::Time))?
        }
        _ => place(NUMBERS, &|name| name == word)
            .map(Word::Number)
            .or_else(|| named(WEEKDAYS).map(|at| Word::Weekday(at.into())))
            .or_else(|| named(MONTHS).map(|at| Word::Month(at + 1)))?,
    })
}

/// Reads a date in digits; with slashes, in the person's order, else only if not both orders make one.
fn date(word: &str, order: Option<DateOrder>) -> Option<NaiveDate> {
    let read = |form: &str| NaiveDate::parse_from_str(word, form).ok();
    match (read("%m/%d/%Y"), read("%d/%m/%Y")) {
        (Some(month_first), Some(day_first)) if month_first != day_first => order.map(|order| match order {
            DateOrder::MonthDay => month_first,
            DateOrder::DayMonth => day_first,
        }),
        (one, other) => {
            one.or(other).or_else(|| ["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y"].into_iter().find_map(read))
        }
    }
}

/// Reads `18:30`, `18:30:15`, `18.30`, `6pm` and `6:30pm`.
fn time(word: &str) -> Option<NaiveTime> {
    let hour = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let whole = hour.bytes().all(|byte| byte.is_ascii_digit());
    let word = if whole { word.replacen(hour, &format!("{hour}:00"), 1) } else { word.replacen('.', ":", 1) };
    ["%H:%M", "%H:%M:%S", "%I:%M%p"].into_iter().find_map(|form| NaiveTime::parse_from_str(&word, form).ok())
}

fn moment(time: NaiveDateTime, offset: i32) -> Moment {
    Moment::new(time.and_utc().timestamp_millis() - i64::from(offset) * 60_000, offset)
}

/// Reads a day as in `yesterday` or `last friday`; `None` if it is not understood or in the future.
pub fn day_in_words(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    // The day is nearly over: a time alone is one of today, too.
    let now = moment(today.and_hms_opt(23, 59, 59)?, 0);
    Present { now, order: None, day_starts: 0, offset_at: &|_| 0 }.read(text).ok().map(|when| when.day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording;

    /// It is Friday 20 November 2026, 14:02.
    fn read(text: &str, day_starts: u32) -> String {
        let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
        read_at(text, now, day_starts)
    }

    fn read_at(text: &str, now: Moment, day_starts: u32) -> String {
        let here = Present { now, order: None, day_starts, offset_at: &|_| now.offset };
        match here.read(text) {
            Ok(when) => format!("{} {}", when.day, when.at.local().format("%Y-%m-%d %H:%M")),
            Err(unread) => wording::unread(text, &unread).to_string(),
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
            ("2026-11-18T18:30", "2026-11-18 2026-11-18 18:30"),
            ("2026-11-18t18:30:15", "2026-11-18 2026-11-18 18:30"),
            ("18.11.", "2026-11-18 2026-11-18 12:00"),
            ("20.11.", "2026-11-20 2026-11-20 14:02"),
            ("3.12. 18.30", "2025-12-03 2025-12-03 18:30"),
            ("Wed 18.11.", "2026-11-18 2026-11-18 12:00"),
            ("yesterday 10.11", "2026-11-19 2026-11-19 10:11"),
            ("11/18", "2026-11-18 2026-11-18 12:00"),
            ("18/11 9am", "2026-11-18 2026-11-18 09:00"),
            ("5/5", "2026-05-05 2026-05-05 12:00"),
            ("yesterday evening", "2026-11-19 2026-11-19 19:00"),
            ("friday night", "2026-11-13 2026-11-13 22:00"),
            ("yesterday in the afternoon", "2026-11-19 2026-11-19 15:00"),
            ("wednesday morning", "2026-11-18 2026-11-18 08:00"),
            ("morning", "2026-11-20 2026-11-20 08:00"),
        ] {
            assert_eq!(read(text, 0), expected, "{text}");
        }
        // Months are counted as `date` counts them: the 31st of February is the 3rd of March.
        let end = Moment::parse("2026-03-31T14:02:31+01:00").expect("a time");
        assert_eq!(read_at("a month ago", end, 0), "2026-03-03 2026-03-03 12:00");
    }

    #[test]
    fn a_date_that_is_two_is_read_in_the_order_of_the_person() {
        let now = Moment::parse("2026-11-20T14:02:31+01:00").expect("a time");
        let day = |text: &str, order| {
            Present { now, order, day_starts: 0, offset_at: &|_| 60 }
                .read(text)
                .ok()
                .map(|when| when.day.to_string())
        };
        for (text, day_first, month_first) in [
            ("3/4/2026", "2026-04-03", "2026-03-04"),
            ("3/4", "2026-04-03", "2026-03-04"),
            ("25/4", "2026-04-25", "2026-04-25"),
            ("3.4.", "2026-04-03", "2026-04-03"),
        ] {
            assert_eq!(day(text, Some(DateOrder::DayMonth)).as_deref(), Some(day_first), "{text}");
            assert_eq!(day(text, Some(DateOrder::MonthDay)).as_deref(), Some(month_first), "{text}");
        }
    }

    #[test]
    fn every_date_is_a_day_of_the_calendar_or_refused() {
        for (index, name) in MONTHS.split(' ').enumerate() {
            let (month, name) = (index as u32 + 1, &name[..3]);
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
                            None => format!("could not read `{text}` as a date or time"),
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
        let here = Present { now, order: None, day_starts: 0, offset_at: &summer };
        let at = |text: &str| {
            here.read(text).map(|when| when.at.rfc3339()).map_err(|unread| format!("{unread:?}"))
        };
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
        assert_eq!(read_at("today 1:30", night, 4), "2026-11-20 2026-11-21 01:30");
        assert_eq!(read_at("yesterday", night, 4), "2026-11-19 2026-11-19 12:00");
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
            assert_eq!(read(text, 0), format!("`{text}` is {expected}, which is in the future"));
        }
    }

    #[test]
    fn every_form_in_the_table_of_the_readme_is_read() {
        let readme = include_str!("../../README.md");
        let table = readme.split("| days and times |").nth(1).and_then(|rest| rest.split("\n\n").next());
        let rows = table.expect("the table").lines().skip(2);
        let forms: Vec<&str> = rows.flat_map(|row| row.split('`').skip(1).step_by(2)).collect();
        assert!(forms.len() > 20, "{forms:?}");
        for form in forms {
            assert!(read(form, 0).starts_with("202"), "{form}: {}", read(form, 0));
        }
        for refused in ["3/4", "10.11"] {
            assert!(
                readme.contains(&format!("`{refused}`")) && !read(refused, 0).starts_with("202"),
                "{refused}"
            );
        }
    }

    #[test]
    fn what_means_nothing_is_refused_to_its_last_word() {
        for text in [
            "",
            "  ",
            "someday",
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
            "11/12",
            "13/32",
            "10.11",
            "12.13.",
            "31.2.",
            "2026-11-18T",
            "2026-11-18T25:00",
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
            assert_eq!(
                read(text, 0),
                format!("could not read `{}` as a date or time", text.trim()),
                "{text}"
            );
        }
    }

    proptest::proptest! {
        /// The forms in which days and times are shown, in lists, on screens and in messages.
        #[test]
        fn what_is_shown_can_be_typed_back(back in 0_i64..360, minute in 0_i64..1440) {
            let now = Moment::parse("2026-11-20T23:59:59+01:00").expect("a time");
            let here = Present { now, order: None, day_starts: 0, offset_at: &|_| 60 };
            let day = now.local().date() - TimeDelta::days(back);
            for form in ["%F", "%a %F", "%-d %b", "%a %-d %b", "%a %-d %b %Y", "%-d %B %Y", "%A %-d %B %Y"] {
                let text = day.format(form).to_string();
                proptest::prop_assert_eq!(here.read(&text).map(|when| when.day), Ok(day), "{}", text);
            }
            let time = day.and_hms_opt(0, 0, 0).expect("midnight") + TimeDelta::minutes(minute);
            for form in ["%F %H:%M", "%a %-d %b %Y, %H:%M", "%A %-d %B %Y, %H:%M", "%FT%H:%M"] {
                let text = time.format(form).to_string();
                proptest::prop_assert_eq!(here.read(&text).map(|when| when.at.local()), Ok(time), "{}", text);
            }
        }

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
                    let here = Present { now, order: None, day_starts, offset_at: &|_| 60 };
                    if let Ok(when) = here.read(&text) {
                        proptest::prop_assert!(when.at.ms <= ms, "{text}");
                    }
                }
            }
        }
    }
}
