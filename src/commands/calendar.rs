//! Events with an alarm, as calendars read them (RFC 5545). Times are those of the wall, wherever the person is then.

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDateTime, NaiveTime, Utc};
use icalendar::{Alarm, Calendar, Component as _, Event, EventLike as _};

use super::Out;
use super::world::talk;
use crate::domain::time::Moment;
use crate::error::{Error, Result};
use crate::sanitize;
use crate::sys::files;
use crate::sys::paths::expanded;

/// An event with an alarm at its beginning.
pub struct Occasion {
    /// Its name for calendars: one that is imported again takes the place of the first.
    pub uid: String,
    pub title: String,
    pub about: String,
    pub start: NaiveDateTime,
    pub minutes: u32,
    /// How it repeats, if it does, as an `RRULE`.
    pub repeats: Option<String>,
}

/// Writes a calendar; `now` says which of two versions of an event is the newer one.
pub fn calendar(producer: &str, now: Moment, occasions: &[Occasion]) -> String {
    let stamp = DateTime::<Utc>::from_timestamp_millis(now.ms).unwrap_or_default();
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", format!("-//empathy//{producer}//EN").as_str()));
    for Occasion { uid, title, about, start, minutes, repeats } in occasions {
        let [title, about] = [title, about].map(|text| sanitize::block(text).into_owned());
        let mut event = Event::with_uid(&format!("{uid}@empathy"));
        event.timestamp(stamp).sequence(u32::try_from(stamp.timestamp() / 60).unwrap_or_default());
        event.starts(*start).summary(&title).description(&about);
        event.add_property("DURATION", format!("PT{minutes}M"));
        if let Some(repeats) = repeats {
            event.add_property("RRULE", repeats);
        }
        let mut alarm = Alarm::display(&title, Duration::zero());
        alarm.uid(&format!("{uid}-alarm@empathy")).timestamp(stamp);
        event.alarm(alarm);
        calendar.push(event.done());
    }
    calendar.to_string()
}

/// Reads a time of day.
pub fn time(text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Error::usage(format!("`{text}` is not a time"), "use hours and minutes, as in `18:00`"))
}

/// Prints a text, or writes it to a file unless that is `-`; then says what it is called.
pub fn deliver(out: &mut Out, text: &str, to: Option<&Path>, force: bool, called: &str) -> Result<()> {
    match to.filter(|path| path.as_os_str() != "-").map(expanded).transpose()? {
        None => out.bytes(text.as_bytes()),
        Some(path) => {
            files::write_whole(&path, text.as_bytes(), force)?;
            talk(&format!("Wrote the {called} to `{}`.", path.display()));
            Ok(())
        }
    }
}
