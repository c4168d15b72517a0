//! Putting a copy in the place of the journal. The copy is checked first, the journal as it is now is kept, and no other
//! program may have it open; the file is exchanged in one step, so that a journal is always there, the old or the new.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::error::{attempt, failed};
use super::migrations::{STEPS, newest};
use super::{Store, backup, connection, files, log_mark, query};
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};

/// What a journal holds, to tell two apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    /// How many entries, those in the trash included.
    pub entries: u64,
    /// The newest moment something was written.
    pub newest: Option<Moment>,
}

impl Store {
    /// Counts what it holds.
    pub fn contents(&self) -> Result<Contents> {
        attempt("look at the journal", || contents(&self.conn))
    }
}

/// Looks at a copy and checks all of it, without changing it. Fails unless it is a whole journal that this program can read.
pub fn look(copy: &Path) -> Result<Contents> {
    open(copy, |conn| {
        if !connection::check(conn)?.is_empty() {
            return Err(DbError::Damaged("it is damaged".to_owned()));
        }
        contents(conn)
    })
}

/// Looks at what a copy holds that was checked before.
pub fn glance(copy: &Path) -> Result<Contents> {
    open(copy, contents)
}

fn open<T>(copy: &Path, read: impl FnOnce(&Connection) -> Result<T, DbError>) -> Result<T> {
    let what = format!("read the copy `{}`", copy.display());
    if let Err(error) = std::fs::metadata(copy) {
        return Err(Error::file("read the copy", copy, &error, "`empathy backup --list` shows your backups"));
    }
    // Opened as a journal is, so that what is none is refused in the same words; never brought up to date here.
    let conn = connection::open_copy(copy, newest(STEPS))?;
    attempt(&what, || read(&conn))
}

/// Puts a copy in the place of the journal, which is checked once it lies beside it, and returns where the journal that was there is kept; nothing if there was
/// none. Fails if another program has the journal open, and changes nothing then.
pub fn restore(journal: &Path, copy: &Path, now: Moment) -> Result<Option<PathBuf>> {
    glance(copy)?;
    let same = |one: &Path, other: &Path| files::Identity::at(one) == files::Identity::at(other);
    if same(journal, copy) && journal.exists() {
        return Err(Error::usage("this file is the journal itself", "name a backup of it"));
    }
    let what = format!("restore the journal `{}`", journal.display());
    files::make_ready(journal)?;
    let ready = journal.with_extension("restored");
    attempt(&what, || backup::copy_whole(copy, &ready, &backup::quietly))?;
    let exchanged = exchange(journal, &ready, now, &what);
    if exchanged.is_err() {
        std::fs::remove_file(&ready).unwrap_or_default();
    }
    exchanged
}

fn exchange(journal: &Path, ready: &Path, now: Moment, what: &str) -> Result<Option<PathBuf>> {
    // The log of another copy is not folded into the file; both are kept as they lie.
    let held = if log_mark::check(journal).is_ok() { held(journal) } else { Ok(None) };
    let held = held.map_err(|cause| failed(what, cause))?;
    let is_new = std::fs::metadata(journal).is_ok_and(|found| found.len() == 0);
    let kept = if is_new { None } else { Some(backup::before_restore(journal, now)?) };
    let mut beside = files::with_log(journal).into_iter().skip(1).filter(|beside| beside.exists());
    let moved = beside
        .try_for_each(std::fs::remove_file)
        .and_then(|()| std::fs::rename(ready, journal))
        .and_then(|()| journal.parent().map_or(Ok(()), files::sync_folder));
    drop(held);
    moved.map_err(|error| failed(what, DbError::Other(error.kind().to_string())))?;
    Ok(kept)
}

/// Folds the log into the journal, which only the last program that has it open can do, and keeps others from writing
/// until it is dropped; nothing for a damaged journal, in which nobody can write.
fn held(journal: &Path) -> Result<Option<Connection>, DbError> {
    let alone = || {
        let conn = connection::open_plainly(journal)?;
        conn.busy_timeout(std::time::Duration::ZERO)?;
        let mode =
            conn.pragma_update_and_check(None, "journal_mode", "delete", |row| row.get::<_, String>(0))?;
        if mode == "wal" {
            return Err(DbError::Busy);
        }
        conn.execute_batch("BEGIN IMMEDIATE")?;
        Ok(conn)
    };
    match alone() {
        Ok(conn) => Ok(Some(conn)),
        Err(DbError::Busy) => Err(DbError::Busy),
        Err(_) => Ok(None),
    }
}

fn contents(conn: &Connection) -> Result<Contents, DbError> {
    // The columns that every schema has.
    let sql = "SELECT count(*) AS entries FROM entry AS near";
    let entries = query::one(conn, sql, [], |row| query::count(row, "entries"))?.unwrap_or_default();
    let table = if conn.table_exists(None, "revision")? {
        "SELECT at_ms, at_offset FROM revision AS near ORDER BY at_ms DESC LIMIT 1"
    } else {
        "SELECT begun_ms AS at_ms, begun_offset AS at_offset FROM entry AS near ORDER BY begun_ms DESC LIMIT 1"
    };
    let newest = query::one(conn, table, [], |row| query::moment(row, "at_ms", "at_offset"))?;
    Ok(Contents { entries, newest })
}
