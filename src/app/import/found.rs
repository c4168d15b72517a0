//! What was found in the journal of another program: its entries, and what could not be read of it.

use std::path::Path;

use chrono::{NaiveDateTime, Timelike};

use crate::domain::entry::Digest;
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::Problem;

/// How long the text of an entry may be, in bytes.
pub const LONGEST_TEXT: usize = 1_000_000;

/// The journal of another program.
#[derive(Debug, Default)]
pub struct Found {
    /// Its entries, in its order.
    pub entries: Vec<FoundEntry>,
    /// What was left out, and why.
    pub problems: Vec<Problem>,
}

/// An entry in the journal of another program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundEntry {
    /// What no other entry anywhere is called, if its program names entries so.
    pub id: Option<String>,
    /// When it was written.
    pub when: Written,
    /// The time zone it was written in, if its program names one.
    pub zone: Option<String>,
    /// Its title and what follows it.
    pub text: String,
    /// Its tags as they are there.
    pub tags: Vec<String>,
}

/// When an entry was written, as far as its program tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// By the clock on the wall.
    Local(NaiveDateTime),
    /// In milliseconds since 1970, wherever that was.
    At(i64),
}

impl Written {
    /// The moment, by the offset from UTC that a local time has.
    pub fn moment(self, offset_at: &dyn Fn(NaiveDateTime) -> i32) -> Moment {
        match self {
            Self::Local(time) => {
                let offset = offset_at(time);
                Moment::new(time.and_utc().timestamp_millis() - i64::from(offset) * 60_000, offset)
            }
            Self::At(ms) => {
                // Near enough to know the offset there.
                let near = Moment::new(ms, offset_at(Moment::new(ms, 0).local()));
                Moment::new(ms, offset_at(near.local()))
            }
        }
    }
}

impl FoundEntry {
    /// The id it gets here. It is the same each time the same entry is read, whatever it was exported as, so that nothing
    /// is stored twice: made of its own id, else of the minute it was written in and the words of its text.
    pub fn entry_id(&self) -> EntryId {
        let what = match (&self.id, self.when) {
            (Some(id), _) => format!("id {id}"),
            (None, when) => {
                let at = match when {
                    Written::Local(time) => time.with_second(0).unwrap_or(time).to_string(),
                    Written::At(ms) => ms.to_string(),
                };
                let words: Vec<&str> = self.text.split_whitespace().collect();
                format!("at {at} {}", words.join(" "))
            }
        };
        let Digest(hash) = Digest::of(what.as_bytes());
        EntryId::new(0, std::array::from_fn(|at| hash[at]))
    }
}

impl Found {
    /// Takes an entry, unless it says nothing or too much.
    pub fn take(&mut self, entry: FoundEntry, (file, text, byte): (&Path, &str, usize)) {
        let problem = match entry.text.len() {
            _ if entry.text.trim().is_empty() => "this entry has no text",
            length if length > LONGEST_TEXT => "this entry is longer than 1 MB",
            _ => return self.entries.push(entry),
        };
        self.problems.push(Problem::at(file, text, byte, problem));
    }
}

/// Joins a title and what follows it to one text.
pub fn titled(title: &str, body: &str) -> String {
    match (title.trim(), body.trim()) {
        (title, "") => title.to_owned(),
        ("", body) => body.to_owned(),
        (title, body) => format!("{title}\n\n{body}"),
    }
}

/// The tag of an entry that its program had marked with a star.
pub const STARRED: &str = "starred";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_the_same_entry_in_whatever_shape_it_comes() {
        let when = |text: &str| Written::Local(text.parse().expect("a time"));
        let entry = |id: Option<&str>, at: &str, text: &str| FoundEntry {
            id: id.map(str::to_owned),
            when: when(at),
            zone: None,
            text: text.to_owned(),
            tags: Vec::new(),
        };
        let one = entry(None, "2026-11-20T14:02:00", "A title.\nAnd a body").entry_id();
        assert_eq!(one, entry(None, "2026-11-20T14:02:31", "A title.\n\nAnd  a body\n").entry_id());
        assert_ne!(one, entry(None, "2026-11-20T14:03:00", "A title. And a body").entry_id());
        assert_ne!(one, entry(None, "2026-11-20T14:02:00", "A title. And another").entry_id());
        let named = entry(Some("A1"), "2026-11-20T14:02:00", "x").entry_id();
        assert_eq!(named, entry(Some("A1"), "2026-11-21T14:02:00", "y").entry_id());
        assert_ne!(named, one);
    }
}
