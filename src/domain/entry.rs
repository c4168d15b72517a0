//! Entries: the answers to one run of an exercise, and the draft being written over them.

use std::time::Duration;

use chrono::NaiveDate;

use super::id::{EntryId, ShortId};
use super::locate::Place;
use super::named::named;
use super::plan::WeekLabel;
use super::time::Moment;
use super::value::Answers;

named! {
    /// How far an entry is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum State {
        /// Begun, never finished.
        Draft = "draft",
        /// Finished, every expected answer there.
        Complete = "complete",
        /// Finished by the person with answers still open.
        Partial = "partial",
    }
}

/// What lists show of an entry: everything but the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The id for the program.
    pub id: EntryId,
    /// The id for people.
    pub short: ShortId,
    /// The exercise's id.
    pub exercise: String,
    /// The exercise's revision it was answered against.
    pub revision: u32,
    /// Hash of the exercise's text it was answered against.
    pub definition: Digest,
    /// How far it is.
    pub state: State,
    /// Whether a draft lies over it (always so while its state is `Draft`).
    pub open_draft: bool,
    /// The week it was practised for.
    pub week: WeekLabel,
    /// The local day it belongs to.
    pub day: NaiveDate,
    /// The local day it was begun on.
    pub written: NaiveDate,
    /// When it happened, if that was told when it was logged.
    pub happened: Option<Moment>,
    /// When it was begun.
    pub begun: Moment,
    /// When it was last finished; `None` for a draft.
    pub finished: Option<Moment>,
    /// Time spent writing it.
    pub desk: Duration,
    /// How often it was finished; 0 for a draft.
    pub version: u32,
    /// The line for lists.
    pub summary: String,
}

impl Head {
    /// When it happened, as far as that is known: else when it was begun.
    pub fn at(&self) -> Moment {
        self.happened.unwrap_or(self.begun)
    }

    /// Counts the days after its day that it was written; 0 for one written on its day, or before.
    pub fn days_later(&self) -> i64 {
        (self.written - self.day).num_days().max(0)
    }
}

/// The active time of the finished ones among some entries: what every screen and report means by the time of a week.
pub fn active_time<'a>(heads: impl IntoIterator<Item = &'a Head>) -> Duration {
    heads.into_iter().filter(|head| head.state != State::Draft).map(|head| head.desk).sum()
}

/// An entry with the answers it was finished with.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What lists show.
    pub head: Head,
    /// The answers; empty for a draft that was never finished.
    pub answers: Answers,
}

/// Answers being written, not yet finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// The entry it lies over.
    pub entry: EntryId,
    /// How often it was saved; the judge of who came first.
    pub revision: u64,
    /// The answers so far.
    pub answers: Answers,
    /// Where the person was.
    pub place: Place,
    /// Time spent writing, this draft and what was before.
    pub desk: Duration,
    /// When it was saved.
    pub saved: Moment,
}

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Hashes some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest as _, Sha256};
        Self(Sha256::digest(bytes).into())
    }

    /// Writes it in hexadecimal digits.
    pub fn hex(self) -> String {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
    }

    /// Reads it from hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digit = |at: usize| char::from(*text.as_bytes().get(at)?).to_digit(16);
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::try_from(digit(2 * at)? * 16 + digit(2 * at + 1)?).ok()?;
        }
        (text.len() == 64).then_some(Self(bytes))
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0[..4].iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
