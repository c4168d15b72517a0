//! The journal: one `SQLite` file that holds entries, the revisions of what they say, what follows from the finished one,
//! the people they name, and every change with what undoes it.
//!
//! Architecture invariant: no other room names `rusqlite`. Nothing here reads a clock or knows an exercise, and lists do not
//! grow with the journal: they are windows along an index. Sums read the facts of one measure; [`Store::verify`],
//! [`Store::rebuild_search`] and emptying the trash alone read everything. What follows from answers is written in the transaction that finishes
//! them, by `derived`; the words of drafts can be found once writing rests.

mod about;
mod answers_json;
pub mod backup;
mod begin;
mod changes;
mod complaints;
mod connection;
mod derived;
mod drafts;
mod entries;
mod error;
mod export;
mod facts;
mod failpoint;
mod figures;
mod files;
mod fill;
mod findings;
mod finish;
mod glimpse;
mod links;
mod lists;
mod log_mark;
mod memory;
mod migrations;
mod people;
mod query;
mod records;
mod reschedule;
pub mod restore;
mod returning;
mod revisions;
mod salvage;
mod search;
mod spill;
mod stories;
mod suggestions;
mod tags;
mod trash;
mod undo;
mod verify;
mod ways;
mod weeks;
mod write;
mod writer;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB};

pub use self::begin::{Begin, NewEntry};
pub use self::changes::{Change, ChangeKind, PersonChange, Scope};
pub use self::complaints::{
    Answering, ComplaintCount, ComplaintFilter, ComplaintImport, ImportUndone, Importing, KeptLearnt,
    NewImport, SeenComplaints, SortedComplaint, Standing, ToLearn,
};
pub use self::derived::Derived;
use self::error::{attempt, failed};
pub use self::export::Exported;
pub use self::figures::{Aggregate, Count, Dated, Order, Wanted};
use self::files::Identity;
pub use self::fill::{Filling, Refused};
pub use self::finish::Finish;
pub use self::glimpse::{Glimpse, glimpse};
pub use self::lists::Filter;
use self::log_mark::LogName;
pub use self::memory::{Graded, Recallable, Scheduled, Verdict};
use self::migrations::{Copying, STEPS, newest};
pub use self::migrations::{Tell, Updating};
pub use self::people::{Naming, PersonEdit};
pub use self::records::FORMAT;
pub use self::returning::{Candidate, Returned};
pub use self::revisions::Version;
pub use self::search::{Hit, Listed, Towards};
pub use self::stories::StoredStory;
pub use self::tags::normal as normal_tag;
pub use self::undo::Undone;
pub use self::write::{Write, Written};
pub use self::writer::{SAVE_WITHIN, Saver, Starting, Status};
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// How long reading waits for a program that repairs the journal after a crash; it waits for nothing else.
const READING: Duration = Duration::from_millis(200);

/// An open journal. What was written is on disk when a method that writes returns.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    file: Option<(PathBuf, Identity)>,
    read_only: bool,
    /// The log that is noted in the journal, and whether anything was written yet.
    noted: Option<LogName>,
    wrote: bool,
}

/// A journal that is only read: what changes it is asked of the [`Saver`].
#[derive(Debug)]
pub struct Reader(Store);

impl Reader {
    /// Makes an open journal one that is only read. It waits for no program that writes.
    pub fn of(store: Store) -> Result<Self> {
        attempt("open the journal", || {
            store.conn.busy_timeout(READING)?;
            Ok(store.conn.pragma_update(None, "query_only", true)?)
        })?;
        Ok(Self(store))
    }

    /// Opens a journal once more that is open already, to read it on another thread.
    pub fn again(path: &Path) -> Result<Self> {
        Self::of(Store::open_again(path)?)
    }
}

impl std::ops::Deref for Reader {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.0
    }
}

impl Store {
    /// Opens the journal at a path, and creates what is missing. `now` names the copy that is made before an older
    /// journal is brought up to date.
    pub fn open(path: &Path, now: Moment) -> Result<Self> {
        Self::open_with(path, STEPS, now)
    }

    /// The same, and tells now and then how far bringing it up to date is.
    pub fn open_telling(path: &Path, now: Moment, tell: &Tell) -> Result<Self> {
        Self::open_telling_of(path, STEPS, now, tell)
    }

    /// Opens a journal that lies in memory and is gone when it is closed.
    pub fn open_in_memory() -> Result<Self> {
        attempt("open a journal in memory", || {
            let mut conn = connection::in_memory()?;
            migrations::run(&mut conn, STEPS, None, &silence())?;
            Ok(Self { conn, file: None, read_only: false, noted: None, wrote: false })
        })
    }

    /// Returns the path of the journal; nothing if it lies in memory.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(|(path, _)| path.as_path())
    }

    /// Folds what is in the log beside the journal into the journal itself, so that its one file is whole. Another
    /// program that is reading keeps it from being done; then the log stays, and nothing is lost.
    pub fn fold(&self) -> Result<()> {
        if self.read_only {
            return Ok(());
        }
        attempt("fold the log into the journal", || {
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(DbError::from)
        })
    }

    /// Whether the journal can only be read; writing says [`DbError::ReadOnly`].
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    fn open_with(path: &Path, steps: &[&str], now: Moment) -> Result<Self> {
        Self::open_telling_of(path, steps, now, &silence())
    }

    fn open_telling_of(path: &Path, steps: &[&str], now: Moment, tell: &Tell) -> Result<Self> {
        let path = whole(path)?;
        files::make_ready(&path)?;
        log_mark::check(&path)?;
        let mut store = Self::connect(path, newest(steps))?;
        let path = store.file.as_ref().map(|(path, _)| path.clone()).unwrap_or_default();
        if !store.read_only {
            let copying = Some(Copying { path: &path, now });
            attempt("bring the journal up to date", || {
                migrations::run(&mut store.conn, steps, copying, tell)
            })?;
        }
        store.must_be_at(newest(steps))?;
        Ok(store)
    }

    /// Opens a journal another connection has opened before: nothing is created, and no step is taken.
    pub fn open_again(path: &Path) -> Result<Self> {
        let path = whole(path)?;
        if Identity::at(&path).is_none() {
            return Err(failed(&files::opening(&path), gone()));
        }
        let store = Self::connect(path, newest(STEPS))?;
        store.must_be_at(newest(STEPS))?;
        Ok(store)
    }

    fn connect(path: PathBuf, known: u32) -> Result<Self> {
        files::mend_beside(&path);
        let conn = connection::open(&path, known)?;
        files::make_private(&path);
        let identity = Identity::at(&path).ok_or_else(|| failed(&files::opening(&path), gone()))?;
        let read_only = attempt(&files::opening(&path), || Ok(conn.is_readonly(MAIN_DB)?))?;
        Ok(Self { conn, file: Some((path, identity)), read_only, noted: None, wrote: false })
    }

    fn must_be_at(&self, schema: u32) -> Result<()> {
        attempt("open the journal", || match connection::look(&self.conn)?.schema {
            found if found > schema => Err(DbError::Newer { found, known: schema }),
            found if found < schema => Err(DbError::ReadOnly),
            _ => Ok(()),
        })
    }

    /// Writes in one transaction, into the file that was opened and no other.
    fn write<T>(&mut self, what: &str, work: impl FnOnce(&Connection) -> Result<T, DbError>) -> Result<T> {
        let written = attempt(what, || {
            self.may_write()?;
            connection::write(&mut self.conn, work)
        });
        if written.is_ok() {
            self.has_written();
        }
        written
    }

    /// Fails if the journal can only be read, or another file lies where it was opened.
    fn may_write(&self) -> Result<(), DbError> {
        if self.read_only {
            return Err(DbError::ReadOnly);
        }
        if self.file.as_ref().is_some_and(|(path, opened)| Identity::at(path) != Some(*opened)) {
            return Err(gone());
        }
        Ok(())
    }

    /// Notes the log from the second write on: a command that writes once folds the log into the file at once, and noting
    /// it would cost a wait for the disk.
    fn has_written(&mut self) {
        if std::mem::replace(&mut self.wrote, true) {
            self.note_log();
        }
    }

    /// Notes which log the writes go to. Where that fails, nothing is lost, and the next write tries again.
    fn note_log(&mut self) {
        let Some((path, _)) = &self.file else { return };
        if let Ok(noted) =
            connection::without_waiting(&mut self.conn, |conn| log_mark::note(conn, path, self.noted))
        {
            self.noted = noted;
        }
    }
}

/// Makes a path whole, so that `SQLite` takes no name for an address.
fn whole(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path)
        .map_err(|error| crate::error::Error::file("find the journal", path, &error, "name a file"))
}

/// Tells nobody how far bringing a journal up to date is.
fn silence() -> Tell {
    Arc::new(|_| {})
}

/// `SQLite` would go on writing into a file that nobody can find any more.
fn gone() -> DbError {
    DbError::Other("its file was moved, replaced or deleted".to_owned())
}
