//! The trash: entries that no list, search or report shows, until they are taken out or thrown away for good.

use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind, Changed};
use super::entries::{self, HEAD, read_head};
use super::error::attempt;
use super::revisions::{self, NewRevision};
use super::{Store, about, derived, facts, query, suggestions};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Everything that belongs to an entry, in the order it may go.
const PARTS: [&str; 18] = [
    "UPDATE change SET gone = gone + 1 WHERE id IN (SELECT change FROM changed WHERE entry = ?1)",
    "DELETE FROM changed WHERE entry = ?1",
    about::FORGET,
    facts::DELETE,
    "DELETE FROM finding WHERE entry = ?1",
    "DELETE FROM recall WHERE entry = ?1",
    "DELETE FROM settled WHERE entry = (SELECT id FROM entry WHERE number = ?1)",
    "DELETE FROM story WHERE entry = ?1",
    "DELETE FROM grade WHERE card = (SELECT 'entry:' || lower(hex(id)) FROM entry WHERE number = ?1)",
    "DELETE FROM memory WHERE card = (SELECT 'entry:' || lower(hex(id)) FROM entry WHERE number = ?1)",
    "DELETE FROM tag WHERE entry = ?1",
    "DELETE FROM link WHERE entry = ?1",
    "DELETE FROM complaint_link WHERE entry = ?1",
    "DELETE FROM sorted WHERE entry = ?1",
    "DELETE FROM search WHERE rowid = ?1",
    // Links to it, and what parted from it, follow by themselves.
    "UPDATE entry SET finished = NULL, draft = NULL, state = 'draft', version = 0 WHERE number = ?1",
    "DELETE FROM revision WHERE entry = ?1",
    "DELETE FROM entry WHERE number = ?1",
];

impl Store {
    /// Moves entries to the trash, with the drafts over them, as one change; tells how many it moved. Those that are
    /// there already stay, and those that do not exist are left out.
    pub fn trash(&mut self, ids: &[EntryId], at: Moment) -> Result<usize> {
        self.write("move to the trash", |tx| {
            let mut changed = Vec::new();
            for entry in entries::numbers_of(tx, ids)? {
                if throw(tx, entry, at)? {
                    changed.push(Changed::of(entry));
                }
            }
            changes::record(tx, ChangeKind::Trash, at, &changed)?;
            Ok(changed.len())
        })
    }

    /// Takes entries out of the trash as they were, with their drafts, as one change; tells how many it took out. Those
    /// that are not there stay as they are, and those that do not exist are left out.
    pub fn restore(&mut self, ids: &[EntryId], at: Moment) -> Result<usize> {
        self.write("take the entries out of the trash", |tx| {
            let mut changed = Vec::new();
            for entry in entries::numbers_of(tx, ids)? {
                if take_out(tx, entry, at)? {
                    changed.push(Changed::of(entry));
                }
            }
            changes::record(tx, ChangeKind::Restore, at, &changed)?;
            Ok(changed.len())
        })
    }

    /// Lists up to `limit` entries in the trash, the one discarded last first.
    pub fn in_trash(&self, limit: usize) -> Result<Vec<Head>> {
        attempt("list the trash", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e INDEXED BY entry_trashed
                 WHERE e.trashed_ms IS NOT NULL ORDER BY e.trashed_ms DESC, e.number DESC LIMIT ?1"
            );
            query::all(&self.conn, &sql, [query::limit(limit)], read_head)
        })
    }

    /// Erases for good what went to the trash before a moment, with its history, and tells how many entries that were.
    /// Words no other entry used are suggested no more. Entries that cite one of them keep the words they quoted.
    pub fn purge_trash(&mut self, before: Moment) -> Result<usize> {
        let sql = "SELECT number FROM entry INDEXED BY entry_trashed WHERE trashed_ms < ?1";
        // Where there is nothing to erase, another program that writes is not waited for.
        if !attempt("look into the trash", || query::exists(&self.conn, sql, [before.ms]))? {
            return Ok(0);
        }
        self.write("empty the trash", |tx| {
            let all = query::all(tx, sql, [before.ms], |row| query::get(row, 0))?;
            suggestions::forget(tx, &all)?;
            for entry in &all {
                PARTS.iter().try_for_each(|part| query::run(tx, part, [entry]).map(|_| ()))?;
            }
            facts::forget_labels(tx)?;
            // The index keeps words that were taken out until it is merged.
            query::run(tx, "INSERT INTO search (search) VALUES ('optimize')", [])?;
            Ok(all.len())
        })
    }
}

/// Moves an entry to the trash; returns whether it was not there before.
pub(super) fn throw(conn: &Connection, entry: i64, at: Moment) -> Result<bool, DbError> {
    let sql =
        "UPDATE entry SET trashed_ms = ?2, trashed_offset = ?3 WHERE number = ?1 AND trashed_ms IS NULL";
    let moved = query::run(conn, sql, params![entry, at.ms, at.offset])? > 0;
    if moved {
        derived::set_live(conn, entry, false)?;
    }
    Ok(moved)
}

/// Takes an entry out of the trash; returns whether it was there. One that has nothing but a discarded draft gets it back.
pub(super) fn take_out(conn: &Connection, entry: i64, at: Moment) -> Result<bool, DbError> {
    let sql = "UPDATE entry SET trashed_ms = NULL, trashed_offset = NULL WHERE number = ?1 AND trashed_ms IS NOT NULL";
    if query::run(conn, sql, [entry])? == 0 {
        return Ok(false);
    }
    let sql = "SELECT r.number FROM entry e CROSS JOIN revision r ON r.entry = e.number
               WHERE e.number = ?1 AND e.finished IS NULL AND e.draft IS NULL ORDER BY r.seq DESC LIMIT 1";
    if let Some(last) = query::value(conn, sql, [entry])? {
        reopen_from(conn, entry, last, at)?;
    }
    derived::set_live(conn, entry, true)?;
    Ok(true)
}

/// Makes a draft of what a revision says, unless a draft is there.
pub(super) fn reopen_from(conn: &Connection, entry: i64, revision: i64, at: Moment) -> Result<(), DbError> {
    if revisions::draft_number(conn, entry)?.is_some() {
        return Ok(());
    }
    let Some(said) = revisions::as_draft(conn, revision)? else { return Ok(()) };
    let draft = Draft { place: Place::default(), saved: at, ..said };
    revisions::save_draft(conn, entry, &NewRevision::of(&draft, revision)).map(|_| ())
}
