//! Copies of the journal, made with `SQLite`'s own backup so that they are whole while others write.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;

use super::{connection, files};
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Where copies lie, beside the journal.
const FOLDER: &str = "backups";

/// How many pages are copied at once.
const PAGES: i32 = 1024;

/// Copies the journal before its schema changes, and gives the path of the copy, which was opened again and checked.
pub(super) fn before_migration(path: &Path, schema: u32, now: Moment) -> Result<PathBuf, DbError> {
    let folder = path.parent().unwrap_or(path).join(FOLDER);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let stamp = now.local().format("%Y-%m-%d-%H%M%S");
    let name = format!("{stem}-{stamp}-schema-{schema}");
    files::make_folder(&folder).map_err(|error| no_copy(&error))?;
    let copy = (1..1000)
        .map(|n| folder.join(if n == 1 { format!("{name}.db") } else { format!("{name}-{n}.db") }))
        .find(|copy| !copy.exists())
        .unwrap_or_else(|| folder.join(&name));
    copy_whole(path, &copy)?;
    Ok(copy)
}

fn copy_whole(path: &Path, copy: &Path) -> Result<(), DbError> {
    let partial = copy.with_extension("partial");
    if partial.exists() {
        std::fs::remove_file(&partial).map_err(|error| no_copy(&error))?;
    }
    files::make_file(&partial).map_err(|error| no_copy(&error))?;
    {
        let from = connection::open_to_read(path)?;
        let mut to = connection::open_plainly(&partial)?;
        Backup::new(&from, &mut to)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    }
    let conn = connection::open_plainly(&partial)?;
    // One file, without a log beside it: easy to carry away.
    conn.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))?;
    if !connection::check(&conn)?.is_empty() {
        return Err(DbError::Damaged("the journal is damaged".to_owned()));
    }
    drop(conn);
    let moved =
        std::fs::rename(&partial, copy).and_then(|()| copy.parent().map_or(Ok(()), files::sync_folder));
    moved.map_err(|error| no_copy(&error))
}

fn no_copy(error: &std::io::Error) -> DbError {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => DbError::Full,
        kind => DbError::Other(format!("a copy cannot be kept in `{FOLDER}`: {kind}")),
    }
}
