//! What entries were before: every version that was finished over, and every draft that was discarded.

use rusqlite::{Connection, params};

use super::trouble::attempt;
use super::{Store, content, entries, query};
use crate::error::{Result, Trouble};
use crate::model::entry::{Digest, State};
use crate::model::id::EntryId;
use crate::model::time::Moment;
use crate::model::value::Answers;

/// What an entry once was.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// How often it had been finished then; 0 for a draft that never was.
    pub version: u32,
    /// When it was finished, or discarded if it was a draft.
    pub at: Moment,
    /// How far it was; `Draft` for a draft that was discarded.
    pub state: State,
    /// What it said.
    pub answers: Answers,
    /// Hash of the exercise's text it was answered against.
    pub definition: Digest,
}

impl Store {
    /// Lists what an entry was before it was as it is now, newest first.
    pub fn history(&self, id: EntryId) -> Result<Vec<Version>> {
        attempt("read the history of the entry", || {
            let sql = "SELECT h.*, e.short FROM history h JOIN entry e ON e.id = h.entry
                       WHERE h.entry = ?1 ORDER BY h.id DESC";
            query::all(&self.conn, sql, [id.bytes()], |row| {
                Ok(Version {
                    version: query::get(row, "version")?,
                    at: query::moment(row, "at_ms", "at_offset")?,
                    state: entries::state(&query::get::<String>(row, "state")?)?,
                    answers: content::answers(row, &query::get::<String>(row, "short")?)?,
                    definition: query::digest(row, "definition")?,
                })
            })
        })
    }
}

/// Keeps the finished answers of an entry before others take their place.
pub(super) fn keep_finished(conn: &Connection, id: EntryId) -> Result<(), Trouble> {
    query::run(
        conn,
        "INSERT INTO history (entry, version, state, definition, at_ms, at_offset, desk_ms, answers, digest)
         SELECT id, version, state, definition, finished_ms, finished_offset, desk_ms, answers, digest
         FROM entry WHERE id = ?1",
        [id.bytes()],
    )?;
    Ok(())
}

/// Keeps the draft over an entry before it is taken away.
pub(super) fn keep_draft(conn: &Connection, id: EntryId, at: Moment) -> Result<(), Trouble> {
    query::run(
        conn,
        "INSERT INTO history (entry, version, state, definition, at_ms, at_offset, desk_ms, answers, digest)
         SELECT e.id, e.version, 'draft', e.definition, ?2, ?3, d.desk_ms, d.answers, d.digest
         FROM draft d JOIN entry e ON e.id = d.entry WHERE d.entry = ?1",
        params![id.bytes(), at.ms, at.offset],
    )?;
    Ok(())
}
