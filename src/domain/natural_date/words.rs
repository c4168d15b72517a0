//! The words that dates are written in, as they are understood one by one. Deliberately absent: which day it is.

use chrono::{NaiveDate, NaiveTime};

use super::DateOrder;

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
pub(super) const MONTHS: &str =
    "january february march april may june july august september october november december";

/// A word that is understood.
#[derive(Clone, Copy)]
pub(super) enum Word {
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

/// The words of a text; `None` if one of them is not understood.
pub(super) fn words_of(text: &str, order: Option<DateOrder>) -> Option<Vec<Word>> {
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
