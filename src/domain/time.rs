//! Moments, days and clock readings. No clock is read here: `sys/clock` does that.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta};

/// An instant and the offset from UTC it was written under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 UTC.
    pub ms: i64,
    /// Minutes east of UTC, −1440 to 1440.
    pub offset: i32,
}

impl Moment {
    /// Makes a moment from milliseconds since 1970 and minutes east of UTC.
    pub const fn new(ms: i64, offset: i32) -> Self {
        Self { ms, offset }
    }

    /// Reads an RFC 3339 time, as in `2026-11-20T14:02:31+01:00`.
    pub fn parse(text: &str) -> Option<Self> {
        let time = DateTime::<FixedOffset>::parse_from_rfc3339(text).ok()?;
        Some(Self { ms: time.timestamp_millis(), offset: time.offset().local_minus_utc() / 60 })
    }

    /// The local time where it was written.
    pub fn local(self) -> NaiveDateTime {
        let ms = self.ms.saturating_add(i64::from(self.offset) * 60_000);
        DateTime::from_timestamp_millis(ms).unwrap_or(DateTime::UNIX_EPOCH).naive_utc()
    }

    /// The local day it belongs to, when days start `day_starts` hours after midnight (0–23).
    pub fn day(self, day_starts: u32) -> NaiveDate {
        let local = self.local();
        local.checked_sub_signed(TimeDelta::hours(i64::from(day_starts))).unwrap_or(local).date()
    }

    /// How long it is until the next day begins, by the clock as it is set now.
    pub fn until_next_day(self, day_starts: u32) -> Duration {
        let next = self.day(day_starts).succ_opt().and_then(|day| day.and_hms_opt(day_starts, 0, 0));
        next.and_then(|next| (next - self.local()).to_std().ok()).unwrap_or(Duration::MAX)
    }

    /// Writes it as RFC 3339 to the second, with its offset.
    pub fn rfc3339(self) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let offset = self.offset.unsigned_abs();
        format!("{}{sign}{:02}:{:02}", self.local().format("%Y-%m-%dT%H:%M:%S"), offset / 60, offset % 60)
    }
}

/// What the clocks say at one step of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The time on the wall.
    pub wall: Moment,
    /// A clock that never goes back, for timers.
    pub mono: Duration,
}

/// Writes a stretch of time for people: `45 s`, `27 min`, `1 h 54 min`.
pub fn spoken(time: Duration) -> String {
    let minutes = time.as_secs() / 60;
    match minutes {
        0 => format!("{} s", time.as_secs()),
        1..60 => format!("{minutes} min"),
        _ if minutes.is_multiple_of(60) => format!("{} h", minutes / 60),
        _ => format!("{} h {} min", minutes / 60, minutes % 60),
    }
}

/// Writes time that was spent; `None` below a second, which nobody measured.
pub fn spent(time: Duration) -> Option<String> {
    (time.as_secs() > 0).then(|| spoken(time))
}

/// Writes a stretch of time as a stopwatch does: `18:20`, `1:02:03`.
pub fn stopwatch(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds >= 3600 {
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else {
        format!("{:02}:{:02}", seconds / 60, seconds % 60)
    }
}

/// Writes seconds as a clock does, to the tenth where there is one: `2:14.3`, `5:00`, `1:02:03`.
pub fn clock(seconds: f64) -> String {
    let tenths = (seconds.clamp(0.0, 1e9) * 10.0).round() as u64;
    let (whole, tenth) = (tenths / 10, tenths % 10);
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    let mut text =
        if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") };
    if tenth > 0 {
        text.push_str(&format!(".{tenth}"));
    }
    text
}

/// Reads what [`clock`] writes, in seconds; `None` without a colon.
pub fn read_clock(text: &str) -> Option<f64> {
    let (rest, seconds) = text.trim().rsplit_once(':')?;
    let digits = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let seconds: f64 = seconds.parse().ok().filter(|n| digits(seconds) && *n < 60.0)?;
    let (hours, minutes) =
        rest.split_once(':').map_or((Some(0), rest), |(hours, rest)| (hours.parse().ok(), rest));
    let minutes: u32 = minutes.parse().ok()?;
    Some(
        f64::from(hours.filter(|hours: &u32| *hours < 1_000)?) * 3600.0 + f64::from(minutes) * 60.0 + seconds,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_keeps_its_offset() {
        let moment = Moment::parse("2026-11-20T23:30:00-05:00").expect("valid");
        assert_eq!(moment.rfc3339(), "2026-11-20T23:30:00-05:00");
        assert_eq!(moment.day(0).to_string(), "2026-11-20");
    }

    #[test]
    fn a_day_may_start_after_midnight() {
        let moment = Moment::parse("2026-11-21T03:59:00+00:00").expect("valid");
        assert_eq!(moment.day(4).to_string(), "2026-11-20");
        assert_eq!(moment.day(3).to_string(), "2026-11-21");
        assert_eq!(moment.until_next_day(4), Duration::from_secs(60));
        assert_eq!(moment.until_next_day(3), Duration::from_secs((23 * 60 + 1) * 60));
        assert_eq!(moment.until_next_day(0), Duration::from_secs((20 * 60 + 1) * 60));
    }

    #[test]
    fn extreme_moments_do_not_overflow() {
        let day = |ms, offset, starts| Moment::new(ms, offset).day(starts).to_string();
        for ms in [i64::MIN, i64::MAX] {
            for offset in [-1440, 1440] {
                assert_eq!(day(ms, offset, 0), "1970-01-01");
                assert_eq!(day(ms, offset, 23), "1969-12-31");
                assert!(Moment::new(ms, offset).rfc3339().starts_with("1970-01-01T00:00:00"));
            }
        }
        let ends = [DateTime::<chrono::Utc>::MIN_UTC, DateTime::<chrono::Utc>::MAX_UTC];
        let [least, most] = ends.map(|end| end.timestamp_millis());
        assert_eq!(day(least, 0, 23), "-262143-01-01", "no day before the first");
        assert_eq!(
            (day(most, 0, 0), day(most, 1440, 0)),
            ("+262142-12-31".to_owned(), "1970-01-01".to_owned())
        );
    }

    #[test]
    fn a_clock_is_read_as_it_is_written() {
        for (seconds, text) in [(0.0, "0:00"), (134.3, "2:14.3"), (300.0, "5:00"), (3723.5, "1:02:03.5")] {
            assert_eq!((clock(seconds), read_clock(text)), (text.to_owned(), Some(seconds)));
        }
        assert_eq!(clock(59.96), "1:00");
        for wrong in ["", "12", "1:60", "1:-5", "a:00", ":30", "1:2:x", "1:inf"] {
            assert_eq!(read_clock(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn stretches_read_well() {
        let cases = [(0, "0 s", "00:00"), (59, "59 s", "00:59"), (60, "1 min", "01:00")];
        for (seconds, words, watch) in cases {
            assert_eq!(spoken(Duration::from_secs(seconds)), words);
            assert_eq!(stopwatch(Duration::from_secs(seconds)), watch);
        }
        assert_eq!(spoken(Duration::from_secs(6840)), "1 h 54 min");
        assert_eq!(spoken(Duration::from_secs(7200)), "2 h");
        assert_eq!(stopwatch(Duration::from_secs(3723)), "1:02:03");
    }
}
