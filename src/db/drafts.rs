//! Drafts: saved over and over, and parted when two windows write at once. How they end is in `finish`.
//!
//! The place of a draft in the chain of its entry decides who came first. It is never used twice, so that a window that
//! slept through a finish and a reopening still sees that it was overtaken.

use rusqlite::{Connection, params};

use super::answers_json::AnswersJson;
use super::begin::{self, NewEntry};
use super::entries::{self, must_head};
use super::error::attempt;
use super::revisions::{self, NewRevision};
use super::{Store, query, search};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Error, Result};
use crate::sys::rng::Rng;

/// Where the journal has some answers of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// In the draft, under this revision.
    InDraft(u64),
    /// Finished, with no draft over it.
    Finished,
    /// Not as they are.
    Nowhere,
}

impl Store {
    /// Reads the draft over an entry; `None` if there is none.
    pub fn draft(&self, id: EntryId) -> Result<Option<Draft>> {
        attempt("read the draft", || {
            let entry = entries::number_of(&self.conn, id)?;
            Ok(entry.map(|entry| revisions::draft(&self.conn, entry)).transpose()?.flatten())
        })
    }

    /// What is written on when an entry is opened: the draft over it, else its finished answers, of which the first
    /// save makes a draft. Writes nothing; fails if the entry is in the trash or does not exist.
    pub fn resume(&self, id: EntryId, at: Moment) -> Result<Draft> {
        attempt("open the entry", || resumed(&self.conn, id, at))?
            .map(|(_, draft, _)| draft)
            .ok_or_else(no_entry)
    }

    /// Opens an entry for writing: returns the draft over it, or makes one of its finished answers.
    pub fn reopen(&mut self, id: EntryId, at: Moment) -> Result<Draft> {
        let draft = self.write("reopen the entry", |tx| {
            let Some((entry, draft, finished)) = resumed(tx, id, at)? else { return Ok(None) };
            let Some(finished) = finished else { return Ok(Some(draft)) };
            let revision = revisions::save_draft(tx, entry, &NewRevision::of(&draft, finished))?;
            search::refresh(tx, entry)?;
            Ok(Some(Draft { revision, ..draft }))
        })?;
        draft.ok_or_else(no_entry)
    }

    /// Saves a draft, and returns its new revision. Fails with [`DbError::Overtaken`] if another window saved, finished
    /// or discarded it since the revision it carries.
    pub fn save_draft(&mut self, draft: &Draft) -> Result<u64> {
        self.write("save the draft", |tx| {
            let (entry, revision) = save(tx, draft.entry, draft.revision, draft)?;
            search::refresh(tx, entry)?;
            Ok(revision)
        })
    }

    /// Saves a draft for an entry and over a revision of the caller's choice, not those it carries; what it says can be
    /// found once writing rests. This is how the saver writes, and costs what typing costs. An entry that is not there yet
    /// is begun first, if it is given.
    pub fn save_as(
        &mut self,
        entry: EntryId,
        revision: u64,
        draft: &Draft,
        new: Option<&NewEntry>,
    ) -> Result<u64> {
        self.write("save the draft", |tx| match new {
            Some(new) if entries::number_of(tx, new.id)?.is_none() => {
                let number = begin::insert(tx, new)?;
                let first = NewRevision { parent: None, ..NewRevision::of(draft, number) };
                revisions::save_draft(tx, number, &first)
            }
            _ => save(tx, entry, revision, draft).map(|(_, revision)| revision),
        })
    }

    /// Indexes drafts that were saved without.
    pub(super) fn index_drafts(&mut self) -> Result<()> {
        // Where there are none, another program that writes is not waited for.
        if attempt("index the drafts", || Ok(search::stale(&self.conn)?.is_empty()))? {
            return Ok(());
        }
        self.write("index the drafts", |tx| {
            search::stale(tx)?.into_iter().try_for_each(|entry| search::refresh(tx, entry))
        })
    }

    /// Makes an entry of its own for a draft that was overtaken: the same exercise, week and day, with a new id.
    pub fn fork_draft(&mut self, draft: &Draft, chance: &mut Rng) -> Result<(Head, Draft)> {
        let forked = self.write("keep both versions", |tx| fork(tx, draft, chance))?;
        forked.ok_or_else(no_entry)
    }

    /// Looks up whether and how the journal has these answers of an entry.
    pub(super) fn says(&self, id: EntryId, answers: &Answers) -> Result<Said> {
        attempt("read the draft", || says(&self.conn, id, answers))
    }
}

/// The number of an entry, what is written on in it, and the finished revision if no draft is over it.
type Resumed = (i64, Draft, Option<i64>);

fn resumed(conn: &Connection, id: EntryId, at: Moment) -> Result<Option<Resumed>, DbError> {
    let sql = "SELECT number, draft, finished FROM entry WHERE id = ?1 AND trashed_ms IS NULL";
    let found = query::one(conn, sql, [id.bytes()], |row| {
        let numbers: (Option<i64>, Option<i64>) = (query::get(row, "draft")?, query::get(row, "finished")?);
        Ok((query::get(row, "number")?, numbers))
    })?;
    let Some((entry, (draft, finished))) = found else { return Ok(None) };
    let Some(number) = draft.or(finished) else { return Ok(None) };
    let Some(read) = revisions::as_draft(conn, number)? else { return Err(entries::missing()) };
    Ok(Some(match draft {
        Some(_) => (entry, read, None),
        None => (entry, Draft { saved: at, place: Place::default(), ..read }, finished),
    }))
}

/// Saves a draft for an entry and over a revision of the caller's choice; returns the number of the entry and the new
/// revision. The words can be found only when the index is refreshed.
pub(super) fn save(
    conn: &Connection,
    id: EntryId,
    revision: u64,
    draft: &Draft,
) -> Result<(i64, u64), DbError> {
    let (entry, parent) = based_on(conn, id, revision)?;
    Ok((entry, revisions::save_draft(conn, entry, &NewRevision::of(draft, parent))?))
}

/// The number of an entry and of the revision that is being written on in it, if that is at this place of the chain.
pub(super) fn based_on(conn: &Connection, id: EntryId, revision: u64) -> Result<(i64, i64), DbError> {
    let sql =
        "SELECT e.number, r.number FROM entry e JOIN revision r ON r.number = ifnull(e.draft, e.finished)
               WHERE e.id = ?1 AND r.seq = ?2 AND (e.draft IS NOT NULL OR e.trashed_ms IS NULL)";
    let values = params![id.bytes(), query::stored(revision)];
    query::one(conn, sql, values, |row| Ok((query::get(row, 0)?, query::get(row, 1)?)))?
        .ok_or(DbError::Overtaken)
}

/// Makes a sibling of an entry; `None` if there is no such entry.
pub(super) fn fork(
    conn: &Connection,
    draft: &Draft,
    chance: &mut Rng,
) -> Result<Option<(Head, Draft)>, DbError> {
    let Some(origin) = entries::head(conn, draft.entry)? else { return Ok(None) };
    let sql =
        "SELECT e.number, d.text FROM entry e JOIN definition d ON d.number = e.definition WHERE e.id = ?1";
    let found =
        query::one(conn, sql, [origin.id.bytes()], |row| Ok((query::get(row, 0)?, query::get(row, 1)?)))?;
    let Some((number, definition)) = found else { return Ok(None) };
    let prefix = origin.short.as_str().rsplit_once('-').map_or("", |(prefix, _)| prefix);
    let new = NewEntry {
        id: begin::draw_id(conn, draft.saved.ms, prefix, chance)?,
        prefix: prefix.to_owned(),
        exercise: origin.exercise,
        revision: origin.revision,
        definition,
        week: query::stored_week(origin.week),
        day: origin.day,
        written: origin.written,
        happened: origin.happened.map(|at| (at.ms, at.offset)),
        begun: (origin.begun.ms, origin.begun.offset),
        origin: Some(number),
    };
    let entry = begin::insert(conn, &new)?;
    let ours = NewRevision { parent: None, ..NewRevision::of(draft, number) };
    let revision = revisions::save_draft(conn, entry, &ours)?;
    search::refresh(conn, entry)?;
    let head = must_head(conn, entry)?;
    let sibling = Draft { entry: head.id, revision, ..draft.clone() };
    Ok(Some((head, sibling)))
}

/// Looks up whether and how the journal has these answers of an entry.
pub(super) fn says(conn: &Connection, id: EntryId, answers: &Answers) -> Result<Said, DbError> {
    let wanted = AnswersJson::of(answers)?.digest.0;
    let sql = "SELECT r.seq, e.draft IS NOT NULL AS open FROM entry e JOIN revision r ON r.number = ifnull(e.draft, e.finished)
               WHERE e.id = ?1 AND r.digest = ?2";
    let found = query::one(conn, sql, params![id.bytes(), wanted], |row| {
        let open: bool = query::get(row, "open")?;
        Ok(if open { Said::InDraft(query::count(row, "seq")?) } else { Said::Finished })
    })?;
    Ok(found.unwrap_or(Said::Nowhere))
}

fn no_entry() -> Error {
    Error::unknown("there is no such entry", "`empathy list` shows what is there")
}
