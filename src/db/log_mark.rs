//! Which log a journal goes with. `SQLite` reads any log that lies beside a file, also that of another copy of it, and
//! tells nobody. So each log notes over which state of the file it was begun, and that is looked at before it is read.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior, params};

use super::{connection, files, query};
use crate::error::{DbError, Result};

/// Where the name of a log stands in its header: each time it is begun, `SQLite` gives it another.
const NAME_AT: u64 = 16;

/// How often what does not fit is looked at again: another program may be folding the log into the file just now.
const LOOKS: u32 = 4;
const PAUSE: Duration = Duration::from_millis(20);

/// The name of a log.
pub(super) type LogName = [u8; 8];

/// What a journal notes of its log.
#[derive(Debug, Default, PartialEq, Eq)]
struct Mark {
    /// The log it goes with.
    log: Option<Vec<u8>>,
    /// The log it went with when this one was begun.
    before: Option<Vec<u8>>,
}

/// Fails if the log beside a journal was not begun over the file that lies there now. Changes nothing.
pub(super) fn check(path: &Path) -> Result<()> {
    for look in 0..LOOKS {
        if fits(path) {
            return Ok(());
        }
        if look + 1 < LOOKS {
            std::thread::sleep(PAUSE);
        }
    }
    let log = files::beside(path, "-wal");
    let log = log.file_name().unwrap_or_default().to_string_lossy();
    Err(files::refused(
        path,
        &format!("`{log}` beside it holds entries of another copy of the journal"),
        &format!("nothing was changed; move `{log}` to another folder to open the journal without it"),
    ))
}

/// Whether a file and the log beside it go together. Both may hold what was begun last: that is so while the log is
/// folded into the file, however far that came.
fn fits(path: &Path) -> bool {
    let Some(name) = name_of(path) else { return true };
    // A file that cannot be read by itself, or has no log of ours, is told of when it is opened.
    let Ok(file) = connection::open_alone(path).map_err(DbError::from).and_then(|conn| mark(&conn)) else {
        return true;
    };
    match with_log(path) {
        Ok(both) => both.log.as_deref() != Some(&name[..]) || file.log == both.log || file.log == both.before,
        Err(error) => !matches!(error, DbError::Damaged(_)),
    }
}

fn with_log(path: &Path) -> Result<Mark, DbError> {
    let conn = connection::open_plainly(path)?;
    connection::leave_log(&conn, true)?;
    mark(&conn)
}

fn mark(conn: &Connection) -> Result<Mark, DbError> {
    if !conn.table_exists(None, "log_mark")? {
        return Ok(Mark::default());
    }
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Mark { log: query::get(row, "log")?, before: query::get(row, "before")? })
    };
    Ok(query::one(conn, "SELECT log, before FROM log_mark AS near", [], read)?.unwrap_or_default())
}

/// Reads the name of the log beside a journal; nothing if there is none. Locks are not on the log, so that opening it
/// drops none.
fn name_of(path: &Path) -> Option<LogName> {
    let mut name = LogName::default();
    File::open(files::beside(path, "-wal")).ok()?.read_exact_at(&mut name, NAME_AT).ok()?;
    Some(name)
}

/// Notes in the journal which log its writes go to, unless it is noted already; returns the name of the log. Waits for
/// no other program: then the next write notes it.
pub(super) fn note(
    conn: &mut Connection,
    path: &Path,
    noted: Option<LogName>,
) -> Result<Option<LogName>, DbError> {
    let mut before = None;
    loop {
        let name = name_of(path);
        let Some(new) = name.filter(|_| name != noted) else { return Ok(name) };
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = mark(&tx)?;
        if found.log.as_deref() == Some(&new[..]) {
            return Ok(name);
        }
        let before = &*before.get_or_insert(found.log);
        query::run(&tx, "UPDATE log_mark SET log = ?1, before = ?2", params![new, before])?;
        tx.commit()?;
        // This write may itself have begun another log.
        if name_of(path) == name {
            return Ok(name);
        }
    }
}
