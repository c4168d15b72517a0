//! The records of an exported journal: one JSON object a line, each with its `kind` first. `README.md` describes them.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::people::Person;
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;

/// The version of the format. A change that older programs would misread makes it higher.
pub const FORMAT: u32 = 1;

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    Journal,
    Exercise,
    Entry,
    Revision,
    Person,
    Aliases,
    Slot,
    Plan,
    WeekStart,
    Settled,
    Grade,
    Change,
    ComplaintFile,
    Complaint,
    ComplaintLabel,
    Learnt,
    End,
}

/// The kind of a line, before the rest of it is read.
#[derive(Deserialize)]
pub(super) struct AnyRecord {
    pub kind: Kind,
}

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Journal {
    pub kind: Kind,
    pub format: u32,
}

/// The text of an exercise that revisions answer.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exercise {
    pub kind: Kind,
    pub number: i64,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damaged: Option<Damaged>,
}

/// Marks a text that is not what was written, with the hash of what was.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Damaged {
    pub sha256: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// An entry, without what it says: its revisions follow.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub kind: Kind,
    pub id: EntryId,
    /// Its place among all entries: the days since the year 1, times 2^20, and its place within the day.
    pub number: i64,
    pub short: String,
    pub exercise: String,
    pub exercise_revision: u32,
    pub definition: i64,
    pub week: Week,
    pub day: NaiveDate,
    /// The day it was begun on, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<NaiveDate>,
    /// The week of the day it was begun on.
    pub practised: Week,
    pub begun: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trashed: Option<Time>,
    /// The entry it parted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<EntryId>,
    /// The number of the revision it is finished with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<i64>,
    /// The number of the draft over it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The line for lists.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// The keys that could not be read: what stands there is neutral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
}

/// What an entry said once.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryRevision<'a> {
    pub kind: Kind,
    pub entry: EntryId,
    pub number: i64,
    pub seq: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub device: i64,
    pub at: Time,
    pub state: String,
    pub version: u32,
    pub exercise_revision: u32,
    pub definition: i64,
    pub active_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The answers as they are stored.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<&'a RawValue>,
    /// In their place, if they are not what was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub damaged: Option<Damaged>,
    /// The keys that could not be read: what stands there is neutral.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lost: Vec<String>,
}

/// Somebody who is known.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownPerson {
    pub kind: Kind,
    pub id: i64,
    pub alias: String,
    /// The name they go by, and then the others.
    pub names: Vec<String>,
}

/// Aliases that stood for somebody once, and the number of the last person: neither is ever used again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Aliases {
    pub kind: Kind,
    pub last_person: i64,
    pub used: Vec<String>,
}

/// An exercise of a week that was moved to another day, or left out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Slot {
    pub kind: Kind,
    pub week: Week,
    pub exercise: String,
    /// The day of the week, from 1; nothing if it was left out.
    pub moved_to: Option<u32>,
}

/// The plan that is practised from a week on.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChosenPlan {
    pub kind: Kind,
    pub week: Week,
    pub plan: String,
}

/// A day from which weeks start on its weekday.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeekStart {
    pub kind: Kind,
    pub day: NaiveDate,
}

/// Something that came back of an entry, and was looked at or put off.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settled {
    pub kind: Kind,
    pub entry: EntryId,
    pub exercise: String,
    pub about: String,
    pub text: String,
    pub day: NaiveDate,
}

/// How something was recalled, or that it is not asked for any more.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Grade {
    pub kind: Kind,
    pub number: i64,
    pub card: String,
    pub what: String,
    pub day: NaiveDate,
    pub at: Time,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cue: String,
    /// Milliseconds until the first name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_ms: Option<i64>,
    /// The parts that were left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
}

/// Something that was done, with what undoes it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    pub kind: Kind,
    pub number: i64,
    pub what: String,
    pub at: Time,
    /// The change that this one undid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undone: bool,
    /// How many of its entries are erased for good.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub gone: i64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<ChangedEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<ChangedPerson>,
}

/// An entry of a change.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangedEntry {
    pub position: i64,
    pub entry: EntryId,
    /// The revision it was finished with before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<i64>,
    /// The revision that was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub trashed: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub added: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub removed: String,
    /// Where a moved entry was before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<Week>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<Time>,
}

/// A person of a change.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChangedPerson {
    pub position: i64,
    pub before: Option<Person>,
    pub after: Option<Person>,
}

/// The last line, by which a file that was cut short is known.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub kind: Kind,
    pub records: u64,
}

/// A moment as RFC 3339 with milliseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Time(pub Moment);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let local = FixedOffset::east_opt(self.0.offset.saturating_mul(60))
            .and_then(|offset| Some(DateTime::from_timestamp_millis(self.0.ms)?.with_timezone(&offset)));
        let local = local.ok_or_else(|| S::Error::custom("a time can't be read"))?;
        to.serialize_str(&local.to_rfc3339_opts(SecondsFormat::Millis, false))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Moment::parse(&text).map(Self).ok_or_else(|| D::Error::custom("this is not a time"))
    }
}

/// A week by its number, as `2026-W47`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Week(pub WeekLabel);

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Week {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(|_| D::Error::custom("this is not a week"))
    }
}

/// Whether a number is worth no words.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}
