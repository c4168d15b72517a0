//! What entries were before: every version that was finished over, and every draft that was discarded.

use rusqlite::{Connection, params};

use super::error::attempt;
use super::{Store, answers_json, entries, query};
use crate::domain::entry::{Digest, State};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

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
                    answers: answers_json::answers(row, &query::get::<String>(row, "short")?)?,
                    definition: query::digest(row, "definition")?,
                })
            })
        })
    }
}

/// What finished answers said, as it goes to history and comes back: the table, the same of versions before, and its
/// columns but the first.
const SAID: [(&str, &str, &str); 3] = [
    (
        "fact",
        "fact_before",
        "position, measure, subject, subject_key, part, part_key, place, item, value, category, words",
    ),
    ("finding", "finding_before", "position, subject, subject_key, text"),
    ("said", "said_before", "vocabulary, key"),
];

/// Keeps the finished answers of an entry, and what they said, before others take their place; gives the row.
pub(super) fn keep_finished(conn: &Connection, id: EntryId) -> Result<i64, DbError> {
    query::run(
        conn,
        "INSERT INTO history (entry, version, state, definition, at_ms, at_offset, desk_ms, answers, digest,
            revision, summary)
         SELECT id, version, state, definition, finished_ms, finished_offset, desk_ms, answers, digest, revision, summary
         FROM entry WHERE id = ?1",
        [id.bytes()],
    )?;
    let row = conn.last_insert_rowid();
    for (now, before, columns) in SAID {
        let sql = format!(
            "INSERT INTO {before} (history, {columns}) SELECT ?2, {columns} FROM {now} WHERE entry = ?1"
        );
        query::run(conn, &sql, params![id.bytes(), row])?;
    }
    Ok(row)
}

/// Stores what a version before said as what its entry says now.
pub(super) fn say_again(conn: &Connection, id: EntryId, row: i64) -> Result<(), DbError> {
    // Where a table has the week and the day, they are those of the entry.
    let dates = [", week, day", ", day", ""];
    for ((now, before, columns), dates) in SAID.into_iter().zip(dates) {
        query::run(conn, &format!("DELETE FROM {now} WHERE entry = ?1"), [id.bytes()])?;
        let given = dates.replace(", ", ", e.");
        let sql = format!(
            "INSERT INTO {now} (entry, {columns}{dates}) SELECT e.id, {columns}{given}
             FROM entry e JOIN {before} b ON b.history = ?2 WHERE e.id = ?1"
        );
        query::run(conn, &sql, params![id.bytes(), row])?;
    }
    Ok(())
}

/// Keeps the draft over an entry before it is taken away; gives the row, if there was one.
pub(super) fn keep_draft(conn: &Connection, id: EntryId, at: Moment) -> Result<Option<i64>, DbError> {
    let kept = query::run(
        conn,
        "INSERT INTO history (entry, version, state, definition, at_ms, at_offset, desk_ms, answers, digest)
         SELECT e.id, e.version, 'draft', e.definition, ?2, ?3, d.desk_ms, d.answers, d.digest
         FROM draft d JOIN entry e ON e.id = d.entry WHERE d.entry = ?1",
        params![id.bytes(), at.ms, at.offset],
    )?;
    Ok((kept > 0).then(|| conn.last_insert_rowid()))
}
