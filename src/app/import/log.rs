//! Entries of another program as entries of what the plan captures.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::found::{FoundEntry, Written};
use crate::app::{log as captured, practice, week};
use crate::db::{Derived, Finish, Store};
use crate::domain::entry::State;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::plan::Week;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};

/// The days that the journal can hold.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9998;

/// What became of the entries of another program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Logged {
    /// How many were logged, or would be.
    pub new: usize,
    /// How many were there already.
    pub known: usize,
    /// How many of those lie in the trash.
    pub trashed: usize,
    /// How many were of a day that the journal cannot hold.
    pub beyond: usize,
    /// The time zones that are not known: their entries got the times of this machine.
    pub unknown_zones: BTreeSet<String>,
    /// The first day and the last of those that were logged.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// When it is, and what days are like.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    /// The moment it is now.
    pub now: Moment,
    /// The hour at which days start.
    pub day_starts: u32,
    /// The offset from UTC that a local time has, in minutes.
    pub offset_at: &'a dyn Fn(NaiveDateTime) -> i32,
    /// The offset from UTC that a named time zone has at a moment in milliseconds since 1970, in minutes; nothing for
    /// one that is not known.
    pub offset_in: &'a dyn Fn(&str, i64) -> Option<i32>,
}

/// An entry that is ready to be logged.
struct Ready<'a> {
    id: EntryId,
    loaded: &'a Loaded,
    when: (Week, NaiveDate, Moment),
    answers: Answers,
    tags: &'a [String],
    state: State,
    derived: Derived,
}

/// Logs entries of another program, all that are new or none; only counts them if `dry`.
pub fn log(
    store: &mut Store,
    catalog: &Catalog,
    found: &[FoundEntry],
    calendar: Calendar<'_>,
    dry: bool,
) -> Result<Logged> {
    let (mut logged, mut ready, mut seen) = (Logged::default(), Vec::new(), BTreeSet::new());
    for entry in found {
        let id = entry.entry_id();
        let here = entry.when.moment(calendar.offset_at);
        let there = entry.zone.as_deref().map(|zone| ((calendar.offset_in)(zone, here.ms), zone));
        let at = match there {
            Some((Some(offset), _)) => Moment::new(here.ms, offset),
            _ => here,
        };
        let day = match entry.when {
            // Of some entries, only the day is known.
            Written::Local(time) if time.time() == NaiveTime::MIN => time.date(),
            _ => at.day(calendar.day_starts),
        };
        if !seen.insert(id) || store.head(id)?.is_some() {
            logged.known += 1;
            logged.trashed +=
                usize::from(store.standing(&BTreeSet::from([id]))?.is_empty() && store.head(id)?.is_some());
        } else if !YEARS.contains(&chrono::Datelike::year(&day)) {
            logged.beyond += 1;
        } else {
            logged.new += 1;
            if let Some((None, zone)) = there {
                logged.unknown_zones.insert(zone.to_owned());
            }
            let (first, last) = logged.days.unwrap_or((day, day));
            logged.days = Some((first.min(day), last.max(day)));
            if !dry {
                ready.push(prepare(store, catalog, entry, (id, day, at))?);
            }
        }
    }
    let place = Place::default();
    let all = ready.iter().map(|ready| {
        let Ready { id, loaded, when, answers, tags, state, derived } = ready;
        let begin = practice::beginning(loaded, *when, (when.1, None), (answers, &place));
        let definition = (loaded.heading().revision, loaded.text().to_owned());
        let (state, derived) = (*state, derived.clone());
        let done = Finish { state, derived, definition, at: when.2, logged: true, tags: Vec::new() };
        (*id, begin, *tags, done)
    });
    if !ready.is_empty() {
        store.log_all(all, calendar.now)?;
    }
    Ok(logged)
}

fn prepare<'a>(
    store: &Store,
    catalog: &'a Catalog,
    entry: &'a FoundEntry,
    (id, day, at): (EntryId, NaiveDate, Moment),
) -> Result<Ready<'a>> {
    let loaded = week::captured(store, catalog, day)?;
    let field = captured::main_field(loaded.exercise()).ok_or_else(|| {
        Error::unknown(
            format!("`{}` has no text field for quick capture", loaded.id()),
            "add `quick = true` to one of its `prose` fields",
        )
    })?;
    let mut answers = Answers::default();
    answers.set(field.id.clone(), entry.text.clone().into());
    let Finish { state, derived, .. } = practice::done(store, catalog, loaded, &answers, at)?;
    let when = (week::holding(store, day)?, day, at);
    Ok(Ready { id, loaded, when, answers, tags: &entry.tags, state, derived })
}
