//! Connections: how `SQLite` is set up, and what is looked at before a file is trusted to be a journal.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, TransactionBehavior};

use super::{files, query};
use crate::error::{DbError, Error, Result};

/// Marks a database as a journal of ours: "empt".
pub(super) const APPLICATION: i32 = 0x656d_7074;

/// How long a statement waits for another program.
const PATIENCE: Duration = Duration::from_secs(10);

/// The first `SQLite` that does not corrupt a log on reset.
const OLDEST_SQLITE: i32 = 3_051_003;

/// The size of a page counts for a new journal alone: with 2 KB, one line logged writes about half of what it does with
/// 4 KB, and the file is a tenth smaller.
const SETTINGS: &str = "
    PRAGMA page_size = 2048;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA mmap_size = 0;
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;";

/// What a database says about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nature {
    application: i32,
    pub schema: u32,
    empty: bool,
}

/// Opens a database in memory.
pub(super) fn in_memory() -> Result<Connection, DbError> {
    let conn = Connection::open_in_memory()?;
    set_up(&conn)?;
    Ok(conn)
}

/// Opens the file of a journal; looks at it first, and changes nothing if it is not one of ours. `known` is the newest
/// schema this program knows.
pub(super) fn open(path: &Path, known: u32) -> Result<Connection> {
    let wrong = |cause| trouble_with(path, cause);
    let had_log = files::has_log(path);
    let (conn, nature) = open_and_look(path, had_log).map_err(wrong)?;
    judge(path, nature, known)?;
    leave_log(&conn, false).map_err(|e| wrong(e.into()))?;
    set_up(&conn).map_err(wrong)?;
    if !conn.is_readonly(MAIN_DB).map_err(|e| wrong(e.into()))? {
        keep_log(&conn).map_err(wrong)?;
    }
    Ok(conn)
}

/// Opens a copy of a journal for reading alone, and looks at it first. `known` is the newest schema this program knows.
pub(super) fn open_copy(path: &Path, known: u32) -> Result<Connection> {
    let wrong = |cause| trouble_with(path, cause);
    let conn = open_to_read(path).map_err(|error| wrong(error.into()))?;
    let nature = look(&conn).map_err(|error| wrong(error.into()))?;
    must_be_whole(&conn, path, false).map_err(wrong)?;
    if nature.application != APPLICATION {
        return Err(files::refused(
            path,
            "it is not a backup of a journal",
            "`empathy backup --list` shows your backups",
        ));
    }
    judge(path, nature, known)?;
    Ok(conn)
}

/// Opens a journal for reading alone, for a glimpse, and looks at it first. `known` is the newest schema this program
/// knows.
pub(super) fn open_other(path: &Path, known: u32) -> Result<Connection> {
    let conn = open_to_read(path).map_err(|error| trouble_with(path, error.into()))?;
    let nature = look(&conn).map_err(|error| trouble_with(path, error.into()))?;
    judge(path, nature, known)?;
    if nature.schema == 0 {
        return Err(files::refused(path, "it is empty", "open another journal"));
    }
    Ok(conn)
}

/// Opens a journal for reading alone.
pub(super) fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | FLAGS)?;
    conn.busy_timeout(PATIENCE)?;
    Ok(conn)
}

/// Opens a database that is there, as it is.
pub(super) fn open_plainly(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | FLAGS)?;
    conn.busy_timeout(PATIENCE)?;
    Ok(conn)
}

/// Opens the file of a journal by itself, whatever lies beside it, to look at what it holds just now.
pub(super) fn open_alone(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | FLAGS;
    Connection::open_with_flags(unchanging(path), flags)
}

/// How many statements stay planned: more than one entry takes, with everything that follows from it.
const STATEMENTS: usize = 128;

const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

fn open_and_look(path: &Path, had_log: bool) -> Result<(Connection, Nature), DbError> {
    let seen = open_plainly(path).and_then(|conn| {
        // Until it is known to be ours, closing it must not move a log into it.
        leave_log(&conn, had_log)?;
        let nature = look(&conn)?;
        Ok((conn, nature))
    });
    if let Ok((conn, _)) = &seen {
        must_be_whole(conn, path, had_log)?;
    }
    match seen {
        Err(error) if !had_log && needs_nothing_beside(&error) => {
            let conn = open_alone(path)?;
            let nature = look(&conn)?;
            Ok((conn, nature))
        }
        seen => Ok(seen?),
    }
}

/// `SQLite` takes a last page that was cut for one that ends in zeros. While there is a log the file may be half written;
/// and what another program has just made of an empty file has other pages than were seen at first.
fn must_be_whole(conn: &Connection, path: &Path, had_log: bool) -> Result<(), DbError> {
    let is_whole = || {
        let page: u64 = query::value::<u32>(conn, "PRAGMA page_size", [])?.map_or(1, u64::from).max(1);
        let length = std::fs::metadata(path).map_or(0, |file| file.len());
        Ok::<_, DbError>(length.is_multiple_of(page) || had_log || files::has_log(path))
    };
    if is_whole()? {
        return Ok(());
    }
    look(conn)?;
    if is_whole()? { Ok(()) } else { Err(DbError::Damaged("it is cut short".to_owned())) }
}

/// Whether closing this connection leaves the log as it is.
pub(super) fn leave_log(conn: &Connection, leave: bool) -> rusqlite::Result<bool> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, leave)
}

/// Whether a journal could not be read only because its folder may not be written.
fn needs_nothing_beside(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly))
}

/// Writes a path as an address that tells `SQLite` to make no files beside it.
fn unchanging(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            address.push(char::from(*byte));
        } else {
            write!(address, "%{byte:02x}").unwrap_or_default();
        }
    }
    address + "?immutable=1"
}

/// Reads what a database says about itself, all at one moment.
pub(super) fn look(conn: &Connection) -> rusqlite::Result<Nature> {
    let moment = conn.unchecked_transaction()?;
    let number = |name| moment.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let nature = Nature {
        application: number("application_id")?,
        schema: u32::try_from(number("user_version")?).unwrap_or(u32::MAX),
        empty: !moment.prepare("SELECT 1 FROM sqlite_schema LIMIT 1")?.exists([])?,
    };
    moment.commit()?;
    Ok(nature)
}

fn judge(path: &Path, nature: Nature, known: u32) -> Result<()> {
    let blank = nature.application == 0 && nature.schema == 0 && nature.empty;
    if nature.application != APPLICATION && !blank {
        return Err(files::refused(
            path,
            "it is another program's database, not an empathy journal",
            "nothing was changed; open another file with `--journal`",
        ));
    }
    if nature.schema > known {
        return Err(trouble_with(path, DbError::Newer { found: nature.schema, known }));
    }
    Ok(())
}

/// Does some work that gives up at once where another program is writing.
pub(super) fn without_waiting<T>(
    conn: &mut Connection,
    work: impl FnOnce(&mut Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    conn.busy_timeout(Duration::ZERO)?;
    let done = work(conn);
    conn.busy_timeout(PATIENCE)?;
    done
}

fn set_up(conn: &Connection) -> Result<(), DbError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        let found = rusqlite::version();
        return Err(DbError::Other(format!("it was built with SQLite {found}, which may damage journals")));
    }
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // A query is planned once, whatever it is asked with.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.execute_batch(SETTINGS)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Makes `SQLite` keep a write-ahead log. Two programs that make the same journal at once get in each other's way
/// without waiting, so this one tries again.
fn keep_log(conn: &Connection) -> Result<(), DbError> {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut tries = PATIENCE.as_millis() / PAUSE.as_millis();
    loop {
        let said = conn.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0));
        match said.map_err(DbError::from) {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => return Err(DbError::Other("its folder cannot hold a write-ahead log".to_owned())),
            Err(DbError::Busy) if tries > 0 => {
                tries -= 1;
                std::thread::sleep(PAUSE);
            }
            Err(cause) => return Err(cause),
        }
    }
}

/// Writes within one transaction that no other program can get into.
pub(super) fn write<T>(
    conn: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, DbError>,
) -> Result<T, DbError> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// Makes the error for a file that could not be opened, telling a journal cut short from a file of another kind.
fn trouble_with(path: &Path, cause: DbError) -> Error {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let no_database = DbError::from(rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(26), None));
    if cause != no_database {
        return super::error::failed(&files::opening(path), cause);
    }
    // No connection can be using a file like this, so it may be opened here.
    let mut start = Vec::new();
    let length = MAGIC.len() as u64;
    let read = File::open(path).and_then(|file| file.take(length).read_to_end(&mut start));
    if let Err(error) = read {
        return Error::file("open the journal", path, &error, "check its permissions");
    }
    if start.starts_with(MAGIC) || MAGIC.starts_with(&start) {
        return super::error::failed(&files::opening(path), DbError::Damaged("it is cut short".to_owned()));
    }
    files::refused(
        path,
        "it is not a database",
        "nothing was changed; open another file with `--journal`, or restore a backup: `empathy backup --list` shows them",
    )
}

/// Checks a whole database, and lists what is wrong with its pages and indexes.
pub(super) fn check(conn: &Connection) -> Result<Vec<String>, DbError> {
    let said = query::all(conn, "PRAGMA integrity_check", [], |row| Ok(row.get::<_, String>(0)?))?;
    Ok(said.into_iter().filter(|line| line != "ok").collect())
}
