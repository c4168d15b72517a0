//! Drafts: saved over and over, and parted when two windows write at once. How they end is in `finish`.
//!
//! The revision of a draft decides who came first. Revisions of one entry never repeat, so that a window that slept
//! through a finish and a reopening still sees that it was overtaken.

use rusqlite::{Connection, Row, params};

use super::answers_json::{self, AnswersJson};
use super::entries::{self, NewRow, must_head};
use super::error::attempt;
use super::{Store, query, search};
use crate::domain::entry::{Draft, Head, Place};
use crate::domain::id::EntryId;
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
    /// Reads the draft over an entry; nothing if there is none.
    pub fn draft(&self, id: EntryId) -> Result<Option<Draft>> {
        attempt("read the draft", || stored(&self.conn, id))
    }

    /// Opens an entry for writing: gives the draft over it, or makes one of its finished answers.
    pub fn reopen(&mut self, id: EntryId, at: Moment) -> Result<Draft> {
        let draft = self.write("reopen the entry", |tx| {
            let sql = "SELECT 1 FROM entry WHERE id = ?1 AND trashed_ms IS NULL";
            let there = query::exists(tx, sql, [id.bytes()])?;
            if let Some(draft) = stored(tx, id)?.filter(|_| there) {
                return Ok(Some(draft));
            }
            let finished = query::one(
                tx,
                "SELECT short, saves, desk_ms, answers, digest FROM entry WHERE id = ?1 AND trashed_ms IS NULL",
                [id.bytes()],
                |row| renewed(row, id, at),
            )?;
            finished.iter().try_for_each(|draft| insert(tx, draft))?;
            search::refresh(tx, id)?;
            Ok(finished)
        })?;
        draft.ok_or_else(no_entry)
    }

    /// Saves a draft, and gives its new revision. Says [`DbError::Overtaken`] if another window saved, finished or
    /// discarded it since the revision it carries.
    pub fn save_draft(&mut self, draft: &Draft) -> Result<u64> {
        self.save_as(draft.entry, draft.revision, draft)
    }

    /// Saves a draft for an entry and over a revision of the caller's choice, not those it carries.
    pub(super) fn save_as(&mut self, entry: EntryId, revision: u64, draft: &Draft) -> Result<u64> {
        self.write("save the draft", |tx| {
            let content = AnswersJson::of(&draft.answers)?;
            let saved = query::run(
                tx,
                "UPDATE draft SET revision = revision + 1, place = ?3, desk_ms = ?4, saved_ms = ?5, saved_offset = ?6,
                    answers = ?7, digest = ?8
                 WHERE entry = ?1 AND revision = ?2",
                params![
                    entry.bytes(),
                    query::stored(revision),
                    place_json(&draft.place)?,
                    query::milliseconds(draft.desk),
                    draft.saved.ms,
                    draft.saved.offset,
                    content.json,
                    content.digest.0,
                ],
            )?;
            if saved != 1 {
                return Err(DbError::Overtaken);
            }
            search::refresh(tx, entry)?;
            Ok(revision + 1)
        })
    }

    /// Makes an entry of its own for a draft that was overtaken: the same exercise, week and day, with a new id.
    pub fn fork_draft(&mut self, draft: &Draft, chance: &mut Rng) -> Result<(Head, Draft)> {
        let forked = self.write("keep both versions", |tx| {
            let Some(origin) = entries::head(tx, draft.entry)? else { return Ok(None) };
            let new = NewRow {
                prefix: origin.short.as_str().rsplit_once('-').map_or("", |(prefix, _)| prefix),
                exercise: &origin.exercise,
                revision: origin.revision,
                definition: origin.definition,
                week: origin.week,
                day: origin.day,
                written: origin.written,
                happened: origin.happened,
                begun: origin.begun,
                made_ms: draft.saved.ms,
                origin: Some(origin.id),
            };
            let id = entries::insert(tx, &new, chance)?;
            let sibling = Draft { entry: id, revision: 1, ..draft.clone() };
            insert(tx, &sibling)?;
            search::refresh(tx, id)?;
            Ok(Some((must_head(tx, id)?, sibling)))
        })?;
        forked.ok_or_else(no_entry)
    }

    /// Tells whether and how the journal has these answers of an entry.
    pub(super) fn says(&self, id: EntryId, answers: &Answers) -> Result<Said> {
        attempt("read the draft", || {
            let wanted = AnswersJson::of(answers)?.digest.0;
            let values = params![id.bytes(), wanted];
            let sql = "SELECT revision FROM draft WHERE entry = ?1 AND digest = ?2";
            if let Some(revision) = query::one(&self.conn, sql, values, |row| query::count(row, "revision"))?
            {
                return Ok(Said::InDraft(revision));
            }
            let sql = "SELECT 1 FROM entry WHERE id = ?1 AND digest = ?2 AND version > 0 AND open_draft = 0";
            let finished = query::exists(&self.conn, sql, values)?;
            Ok(if finished { Said::Finished } else { Said::Nowhere })
        })
    }
}

/// Writes the row of a new draft.
pub(super) fn insert(conn: &Connection, draft: &Draft) -> Result<(), DbError> {
    let content = AnswersJson::of(&draft.answers)?;
    query::run(
        conn,
        "INSERT INTO draft (entry, revision, place, desk_ms, saved_ms, saved_offset, answers, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            draft.entry.bytes(),
            query::stored(draft.revision),
            place_json(&draft.place)?,
            query::milliseconds(draft.desk),
            draft.saved.ms,
            draft.saved.offset,
            content.json,
            content.digest.0,
        ],
    )?;
    query::run(conn, "UPDATE entry SET open_draft = 1 WHERE id = ?1", [draft.entry.bytes()])?;
    Ok(())
}

/// Takes the draft over an entry away, if it is there at this revision, and remembers its revision.
pub(super) fn remove(conn: &Connection, id: EntryId, revision: Option<u64>) -> Result<bool, DbError> {
    let sql = "DELETE FROM draft WHERE entry = ?1 AND revision = ifnull(?2, revision) RETURNING revision";
    let values = params![id.bytes(), revision.map(query::stored)];
    let Some(last) = query::one(conn, sql, values, |row| query::count(row, "revision"))? else {
        return Ok(false);
    };
    let sql = "UPDATE entry SET open_draft = 0, saves = ?2 WHERE id = ?1";
    query::run(conn, sql, params![id.bytes(), query::stored(last)])?;
    Ok(true)
}

pub(super) fn stored(conn: &Connection, id: EntryId) -> Result<Option<Draft>, DbError> {
    let sql = "SELECT e.short, d.* FROM draft d JOIN entry e ON e.id = d.entry WHERE d.entry = ?1";
    query::one(conn, sql, [id.bytes()], |row| {
        let place: String = query::get(row, "place")?;
        Ok(Draft {
            entry: id,
            revision: query::count(row, "revision")?,
            answers: answers_json::answers(row, &query::get::<String>(row, "short")?)?,
            // Where somebody was is not worth an error.
            place: serde_json::from_str(&place).unwrap_or_default(),
            desk: query::duration(row, "desk_ms")?,
            saved: query::moment(row, "saved_ms", "saved_offset")?,
        })
    })
}

/// Makes a draft of answers stored elsewhere, with a revision that was never used.
pub(super) fn renewed(row: &Row<'_>, id: EntryId, at: Moment) -> Result<Draft, DbError> {
    Ok(Draft {
        entry: id,
        revision: query::count(row, "saves")? + 1,
        answers: answers_json::answers(row, &query::get::<String>(row, "short")?)?,
        place: Place::default(),
        desk: query::duration(row, "desk_ms")?,
        saved: at,
    })
}

fn place_json(place: &Place) -> Result<String, DbError> {
    serde_json::to_string(place).map_err(|error| DbError::Other(error.to_string()))
}

fn no_entry() -> Error {
    Error::unknown("there is no such entry", "`empathy list` shows what is there")
}
