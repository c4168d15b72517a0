//! The trash: entries that no list, search or report shows, until they are taken out or thrown away for good.

use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind, Changed};
use super::drafts::{insert, renewed, stored};
use super::entries::{HEAD, must_head, read_head};
use super::error::attempt;
use super::{Store, facts, query, search, tags};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Everything that belongs to an entry, in the order it may go.
const PARTS: [&str; 13] = [
    "UPDATE change SET gone = gone + 1 WHERE id IN (SELECT change FROM changed WHERE entry = ?1)",
    "UPDATE changed SET history = NULL WHERE history IN (SELECT id FROM history WHERE entry = ?1)",
    "DELETE FROM changed WHERE entry = ?1",
    "DELETE FROM fact_before WHERE history IN (SELECT id FROM history WHERE entry = ?1)",
    "DELETE FROM finding_before WHERE history IN (SELECT id FROM history WHERE entry = ?1)",
    "DELETE FROM said_before WHERE history IN (SELECT id FROM history WHERE entry = ?1)",
    "DELETE FROM history WHERE entry = ?1",
    "DELETE FROM fact WHERE entry = ?1",
    "DELETE FROM finding WHERE entry = ?1",
    "DELETE FROM term WHERE (vocabulary, key) IN (SELECT s.vocabulary, s.key FROM said s WHERE s.entry = ?1
        AND NOT EXISTS (SELECT 1 FROM said o WHERE o.vocabulary = s.vocabulary AND o.key = s.key AND o.entry <> ?1))",
    "DELETE FROM said WHERE entry = ?1",
    "DELETE FROM tag WHERE entry = ?1",
    "DELETE FROM draft WHERE entry = ?1",
];

impl Store {
    /// Moves entries to the trash, with the drafts over them, as one change; tells how many it moved. Those that are
    /// there already stay, and those that do not exist are left out.
    pub fn trash(&mut self, ids: &[EntryId], at: Moment) -> Result<usize> {
        self.write("move to the trash", |tx| {
            let mut changed = Vec::new();
            for id in ids {
                if throw(tx, *id, at)? {
                    changed.push(Changed::of(*id));
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
            for id in ids {
                if take_out(tx, *id, at)? {
                    changed.push(Changed::of(*id));
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
                 WHERE e.trashed_ms IS NOT NULL ORDER BY e.trashed_ms DESC, e.id DESC LIMIT ?1"
            );
            query::all(&self.conn, &sql, [query::limit(limit)], read_head)
        })
    }

    /// Erases for good what went to the trash before a moment, with its history, and tells how many entries that were.
    /// Words no other entry used are suggested no more. Entries that cite one of them keep the words they quoted.
    pub fn purge_trash(&mut self, before: Moment) -> Result<usize> {
        let sql = "SELECT id FROM entry INDEXED BY entry_trashed WHERE trashed_ms < ?1";
        // Where there is nothing to erase, another program that writes is not waited for.
        if !attempt("look into the trash", || query::exists(&self.conn, sql, [before.ms]))? {
            return Ok(0);
        }
        self.write("empty the trash", |tx| {
            let ids = query::all(tx, sql, [before.ms], |row| query::id(row, "id"))?;
            ids.iter().try_for_each(|id| purge(tx, *id))?;
            // The index keeps words that were taken out until it is merged.
            query::run(tx, "INSERT INTO search (search) VALUES ('optimize')", [])?;
            Ok(ids.len())
        })
    }
}

fn purge(conn: &Connection, id: EntryId) -> Result<(), DbError> {
    search::forget(conn, id)?;
    for part in PARTS {
        query::run(conn, part, [id.bytes()])?;
    }
    query::run(conn, "DELETE FROM link WHERE entry = ?1", [id.bytes()])?;
    query::run(conn, "DELETE FROM link WHERE target = ?1", [id.bytes()])?;
    query::run(conn, "UPDATE entry SET origin = NULL WHERE origin = ?1", [id.bytes()])?;
    query::run(conn, "DELETE FROM entry WHERE id = ?1", [id.bytes()])?;
    Ok(())
}

/// Moves an entry to the trash; tells whether it was not there before.
pub(super) fn throw(conn: &Connection, id: EntryId, at: Moment) -> Result<bool, DbError> {
    let sql = "UPDATE entry SET trashed_ms = ?2, trashed_offset = ?3 WHERE id = ?1 AND trashed_ms IS NULL";
    let moved = query::run(conn, sql, params![id.bytes(), at.ms, at.offset])? > 0;
    if moved {
        tags::count_all(conn, id, false)?;
        facts::set_live(conn, id, false)?;
        search::refresh(conn, id)?;
    }
    Ok(moved)
}

/// Takes an entry out of the trash; tells whether it was there. One that has nothing but a discarded draft gets it back.
pub(super) fn take_out(conn: &Connection, id: EntryId, at: Moment) -> Result<bool, DbError> {
    let sql =
        "UPDATE entry SET trashed_ms = NULL, trashed_offset = NULL WHERE id = ?1 AND trashed_ms IS NOT NULL";
    if query::run(conn, sql, [id.bytes()])? == 0 {
        return Ok(false);
    }
    tags::count_all(conn, id, true)?;
    facts::set_live(conn, id, true)?;
    if must_head(conn, id)?.version == 0 {
        let sql = "SELECT id FROM history WHERE entry = ?1 ORDER BY id DESC LIMIT 1";
        if let Some(history) = query::value(conn, sql, [id.bytes()])? {
            reopen_from(conn, id, history, at)?;
        }
    }
    search::refresh(conn, id)?;
    Ok(true)
}

/// Makes a draft of what history holds, unless a draft is there.
pub(super) fn reopen_from(conn: &Connection, id: EntryId, history: i64, at: Moment) -> Result<(), DbError> {
    if stored(conn, id)?.is_some() {
        return Ok(());
    }
    let sql = "SELECT e.short, e.saves, h.desk_ms, h.answers, h.digest
               FROM history h JOIN entry e ON e.id = h.entry WHERE h.id = ?1 AND h.entry = ?2";
    let draft = query::one(conn, sql, params![history, id.bytes()], |row| renewed(row, id, at))?;
    draft.iter().try_for_each(|draft| insert(conn, draft))
}
