//! When something was, as people write it: `yesterday 18:30`, `friday`, `2 hours ago`, `20 nov`. English, and about the
//! past: a weekday is the last one, and a time alone is the last time it was that late.
//!
//! A text becomes `Word`s, and every accepted form is one row of `Present::words` or `calendar`.
//!
//! Deliberately absent: guessing. A text is understood to its last word or refused, with the forms there are: `3/4` is
//! neither March nor April until the person says which, and `10.11` neither a time nor a day.

mod words;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use self::words::{Word, words_of};
use super::time::Moment;

/// The first year that is believed.
const FIRST_YEAR: i32 = 1971;
/// In days.
const HALF_A_YEAR: i64 = 183;

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
    /// The day is on another weekday than the text says.
    Weekday(NaiveDate),
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
        let words = words_of(text, self.order).unwrap_or_default();
        let found = Moment::parse(text).map(|at| self.at(at)).or_else(|| self.words(&words));
        let when = found.filter(|when| when.at.local().year() >= FIRST_YEAR);
        let today = self.at(self.now).day;
        let when = when.ok_or_else(|| misread(without_time(&words).0, today, |date| date <= today))?;
        let is_over = when.at.ms <= self.now.ms && when.day <= self.at(self.now).day;
        if is_over { Ok(when) } else { Err(Unread::Future(when)) }
    }

    /// Reads a day to come: `15 dec` is the next one there will be, `monday` too, and `in 3 days` is understood. Whatever
    /// says which day it is may be over. A time beside it is left aside.
    ///
    /// # Errors
    ///
    /// Fails on what is not understood, and on a weekday that the day is not on.
    pub fn day_ahead(&self, text: &str) -> Result<NaiveDate, Unread> {
        use Word::{Number, Unit, Weekday};
        let text = text.trim();
        let today = self.at(self.now).day;
        let lower = text.to_lowercase();
        let words = words_of(lower.strip_prefix("in ").unwrap_or(&lower), self.order).unwrap_or_default();
        let is_meant = |date| date >= today;
        let found = match *without_time(&words).0 {
            [Weekday(weekday)] => {
                let since = i64::from(today.weekday().num_days_from_monday());
                moved(today, (weekday - since).rem_euclid(7))
            }
            [Number(count), Unit(months, days)] => {
                shifted(today, i64::from(count) * months, i64::from(count) * days)
            }
            // The weekday may say that the day is just over. What fits only a year ago is meant by nobody.
            ref dated @ [Weekday(_), ..] => {
                let is_just_over = |date: NaiveDate| (0..HALF_A_YEAR).contains(&(today - date).num_days());
                return calendar(dated, today, is_meant)
                    .or_else(|| calendar(dated, today, is_just_over))
                    .ok_or_else(|| misread(dated, today, is_meant));
            }
            ref dated => calendar(dated, today, is_meant),
        };
        match (found, self.read(text)) {
            (Some(day), _) => Ok(day),
            (None, Ok(when) | Err(Unread::Future(when))) => Ok(when.day),
            (None, Err(unread)) => Err(unread),
        }
    }

    fn at(&self, at: Moment) -> When {
        When { day: at.day(self.day_starts), at }
    }

    /// The accepted forms, but for the dates of [`calendar`]. A time comes last or first: `yesterday 6:30 pm`, `18:30 yesterday`.
    fn words(&self, words: &[Word]) -> Option<When> {
        use Word::{Ago, Day, Minutes, Now, Number, Step, Unit, Weekday};
        let today = self.at(self.now).day;
        let (words, time) = without_time(words);
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
            _ => self.on(calendar(words, today, |date| date <= today)?, time),
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

/// The accepted dates; without a year it is the nearest one that is meant. A weekday before it has to fit.
fn calendar(
    words: &[Word],
    today: NaiveDate,
    is_meant: impl Fn(NaiveDate) -> bool + Copy,
) -> Option<NaiveDate> {
    use Word::{Date, Month, Number, Weekday};
    match *words {
        [Weekday(weekday), ref date @ ..] => calendar(date, today, is_meant)
            .filter(|date| i64::from(date.weekday().num_days_from_monday()) == weekday),
        [Date(date)] => Some(date),
        [Number(day), Month(month), Number(year)] | [Month(month), Number(day), Number(year)] => {
            NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
        }
        // The 29th of February is up to eight years away.
        [Number(day), Month(month)] | [Month(month), Number(day)] => (0..9)
            .flat_map(|years| [today.year() - years, today.year() + years])
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|date| is_meant(*date)),
        _ => None,
    }
}

/// The words without a time that comes last or first, and that time.
fn without_time(words: &[Word]) -> (&[Word], Option<NaiveTime>) {
    match words {
        [words @ .., Word::Time(time)] | [Word::Time(time), words @ ..] => (words, Some(*time)),
        _ => (words, None),
    }
}

/// Why words are no date of the calendar.
fn misread(words: &[Word], today: NaiveDate, is_meant: impl Fn(NaiveDate) -> bool + Copy) -> Unread {
    let other = match words {
        [Word::Weekday(_), date @ ..] => calendar(date, today, is_meant),
        _ => None,
    };
    other.map_or(Unread::Unclear, Unread::Weekday)
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
mod tests;
