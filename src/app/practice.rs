//! Beginning, taking up and finishing an entry.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::db::{Begin, Finish, Store, Undone};
use crate::domain::entry::{Digest, Draft, Head, Place, State};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Error, Problem, Result};
use crate::exercises::{self, Catalog, Loaded, Origin};
use crate::sys::rng::Rng;

use super::derived;

/// Gives the exercise an entry was answered against: the one of the catalog if its text is still the same, else the one
/// that was kept. Most are the same, and reading an exercise takes long.
pub fn answered_against<'a>(
    store: &Store,
    catalog: &'a Catalog,
    head: &Head,
) -> Result<Option<Cow<'a, Exercise>>> {
    let now = catalog.get(&head.exercise);
    match now.filter(|loaded| Digest::of(loaded.text().as_bytes()) == head.definition) {
        Some(same) => Ok(Some(Cow::Borrowed(same.exercise()))),
        None => Ok(stored_exercise(store, head)?.map(|loaded| Cow::Owned(loaded.exercise().clone()))),
    }
}

/// Reads the exercise an entry was answered against; `None` if its text is not kept.
pub fn stored_exercise(store: &Store, head: &Head) -> Result<Option<Loaded>> {
    let Some(text) = store.definition(head.definition)? else { return Ok(None) };
    let name = std::path::PathBuf::from(format!("{}.toml", head.exercise));
    let exercise = exercises::parse(&name, &text).map_err(|problems| Error::Journal {
        attempt: format!("read the questions of `{}`", head.short),
        cause: DbError::Other(Problem::list(&problems)),
    })?;
    Ok(Some(Loaded::of(exercise, text, Origin::Own(name))))
}

/// Begins an entry of the day it is written on, with its first answers.
pub fn begin(
    store: &mut Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    first: (&Answers, &Place),
    chance: &mut Rng,
) -> Result<(Head, Draft)> {
    let (_, written, _) = when;
    begin_later(store, loaded, when, (written, None), first, chance)
}

/// Begins an entry of a day, written on another day and about a moment that may be known.
pub fn begin_later(
    store: &mut Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    later: (NaiveDate, Option<Moment>),
    first: (&Answers, &Place),
    chance: &mut Rng,
) -> Result<(Head, Draft)> {
    let (week, day, at) = when;
    let (written, happened) = later;
    let begin = Begin {
        exercise: &loaded.heading.id,
        prefix: &loaded.heading.prefix,
        revision: loaded.heading.revision,
        definition: loaded.text(),
        week: week.label(),
        day,
        written,
        happened,
        at,
        answers: first.0,
        place: first.1,
    };
    store.begin(&begin, chance)
}

/// Finishes an entry with the answers of its draft to an exercise; what is computed from them is stored with them.
pub fn finish(
    store: &mut Store,
    catalog: &Catalog,
    loaded: &Loaded,
    draft: &Draft,
    at: Moment,
) -> Result<Head> {
    let asked = loaded.exercise();
    let answers = &draft.answers;
    let state = if asked.gaps(answers).is_empty() { State::Complete } else { State::Partial };
    let measuring = catalog.get(&asked.id).map_or(asked, |now| now.exercise());
    let said = derived::of(store, measuring, answers)?;
    let finish = Finish {
        state,
        summary: &said.summary,
        facts: &said.facts,
        found: &said.found,
        terms: &said.terms,
        definition: (asked.revision, loaded.text()),
        at,
    };
    store.finish(draft, &finish)
}

/// Takes back the last thing that was done; nothing if there is none.
pub fn undo(store: &mut Store, catalog: &Catalog, at: Moment) -> Result<Option<Undone>> {
    let undone = store.undo(at)?;
    if let Some(undone) = &undone {
        derived::some(store, catalog, &undone.change.entries)?;
    }
    Ok(undone)
}

/// Makes an old version of an entry the current one.
pub fn bring_back(
    store: &mut Store,
    catalog: &Catalog,
    id: EntryId,
    version: u32,
    at: Moment,
) -> Result<Head> {
    let head = store.bring_back(id, version, at)?;
    derived::some(store, catalog, &[id])?;
    Ok(head)
}
