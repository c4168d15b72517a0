//! Keeping the index right: one entry after each change of it, in the same transaction, or all of them anew.
//!
//! The words of an entry are always worked out from what is stored, never from what is about to be, so that the index
//! equals one made anew.

use rusqlite::{Connection, params};

use super::super::entries::must_head;
use super::super::{links, query, tags};
use super::{marks, text};
use crate::domain::value::Answers;
use crate::error::DbError;

/// How many entries are read at once when everything is indexed again.
const BATCH: i64 = 1000;

/// Reads what search knows of an entry: the draft over it, else its finished answers; nothing of damaged ones.
pub(in super::super) fn said(conn: &Connection, entry: i64) -> Result<Answers, DbError> {
    let sql =
        "SELECT r.answers AS said FROM entry e JOIN revision r ON r.number = ifnull(e.draft, e.finished)
               WHERE e.number = ?1";
    Ok(query::one(conn, sql, [entry], |row| text::stored(row, "said"))?.flatten().unwrap_or_default())
}

/// Indexes an entry as it is now; one in the trash is taken out.
pub(in super::super) fn refresh(conn: &Connection, entry: i64) -> Result<(), DbError> {
    forget(conn, entry)?;
    let sql = "SELECT 1 FROM entry WHERE number = ?1 AND trashed_ms IS NULL";
    if query::exists(conn, sql, [entry])? { insert(conn, entry) } else { Ok(()) }
}

/// The entries with drafts that were saved while the index was not.
pub(in super::super) fn stale(conn: &Connection) -> Result<Vec<i64>, DbError> {
    let sql = "SELECT number FROM entry AS near INDEXED BY entry_draft
               WHERE draft IS NOT NULL AND trashed_ms IS NULL AND indexed IS NOT draft";
    query::all(conn, sql, [], |row| query::get(row, 0))
}

/// Makes the index look again how it is laid out, as it does at the beginning of every search.
pub(in super::super) fn look_again(conn: &Connection) -> Result<(), DbError> {
    query::exists(conn, "SELECT 1 FROM search WHERE search MATCH '\"x\"' LIMIT 1", []).map(|_| ())
}

/// Takes an entry out.
pub(in super::super) fn forget(conn: &Connection, entry: i64) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM search WHERE rowid = ?1", [entry]).map(|_| ())
}

fn insert(conn: &Connection, entry: i64) -> Result<(), DbError> {
    let head = must_head(conn, entry)?;
    query::run(
        conn,
        "INSERT INTO search (rowid, body, title, tags, marks) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            entry,
            text::with_beginnings(&text::body(&said(conn, entry)?)),
            text::with_beginnings(&head.summary),
            text::with_beginnings(&tags::of(conn, entry)?.join(" ")),
            marks::of(conn, entry, &head)?,
        ],
    )?;
    let sql = "UPDATE entry SET indexed = ifnull(draft, finished) WHERE number = ?1 AND indexed IS NOT ifnull(draft, finished)";
    query::run(conn, sql, [entry]).map(|_| ())
}

/// Indexes everything again, with what else follows from the rows of entries: links, and which tags count.
pub(in super::super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "INSERT INTO search (search) VALUES ('delete-all')", [])?;
    let sql =
        "UPDATE tag AS near SET live = (SELECT trashed_ms IS NULL FROM entry WHERE number = near.entry)";
    query::run(conn, sql, [])?;
    let mut last = i64::MIN;
    loop {
        let sql = "SELECT number, trashed_ms IS NULL AS there FROM entry WHERE number > ?1 ORDER BY number LIMIT ?2";
        let batch = query::all(conn, sql, params![last, BATCH], |row| {
            Ok((query::get::<i64>(row, "number")?, query::get::<bool>(row, "there")?))
        })?;
        let Some((end, _)) = batch.last() else { return Ok(()) };
        last = *end;
        for (entry, there) in batch {
            if there {
                insert(conn, entry)?;
            }
            links::refresh(conn, entry)?;
        }
    }
}
