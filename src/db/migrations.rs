//! Schema steps: append-only, one transaction each. A step that was released is never changed.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;

use super::connection::{APPLICATION, look, write};
use super::{backup, derived, query};
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// The steps, from an empty file to the journal of today.
pub(super) const STEPS: &[&str] = &[
    include_str!("migrations/0001_journal.sql"),
    include_str!("migrations/0002_search.sql"),
    include_str!("migrations/0003_facts.sql"),
    include_str!("migrations/0004_happened.sql"),
    include_str!("migrations/0005_people.sql"),
    include_str!("migrations/0006_revisions.sql"),
    include_str!("migrations/0007_facts.sql"),
    include_str!("migrations/0008_provenance.sql"),
    include_str!("migrations/0009_plans.sql"),
    include_str!("migrations/0010_recalls.sql"),
    include_str!("migrations/0011_words.sql"),
    include_str!("migrations/0012_settled.sql"),
    include_str!("migrations/0013_log.sql"),
    include_str!("migrations/0014_complaints.sql"),
    include_str!("migrations/0015_memory.sql"),
    include_str!("migrations/0016_sorted.sql"),
    include_str!("migrations/0017_stories.sql"),
    include_str!("migrations/0018_told.sql"),
    include_str!("migrations/0019_judged.sql"),
    include_str!("migrations/0020_automatic.sql"),
    include_str!("migrations/0021_judged_about.sql"),
    include_str!("migrations/0022_model.sql"),
    include_str!("migrations/0023_about.sql"),
];

/// Returns the schema number after all steps.
pub(super) fn newest(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// Where a journal lies, and the time that names the copy made before it changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Copying<'a> {
    pub path: &'a Path,
    pub now: Moment,
}

/// How far bringing a journal up to date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Updating {
    /// The backup before the update, in percent.
    Copying(u64),
    /// It is changed: the step, from 1, and the last one.
    Changing(u32, u32),
    /// Unused space is being freed.
    Packing,
}

/// Called now and then with how far the update is.
pub type Tell = Arc<dyn Fn(Updating) + Send + Sync>;

/// After how many instructions of `SQLite` it is told again.
const OFTEN: i32 = 1_000_000;

/// Takes every step the journal has not taken. One that holds something is copied first; `None` keeps no copy.
pub(super) fn run(
    conn: &mut Connection,
    steps: &[&str],
    copying: Option<Copying<'_>>,
    tell: &Tell,
) -> Result<(), DbError> {
    let first = look(conn)?.schema;
    let blank = first == 0;
    let tell_of = |conn: &mut Connection, far: Updating| {
        tell(far);
        let tell = Arc::clone(tell);
        let again = move || {
            tell(far);
            false
        };
        conn.progress_handler(OFTEN, Some(again))
    };
    let mut copying = copying.filter(|_| !blank);
    let to_copy = copying.is_some();
    loop {
        let now = look(conn)?.schema;
        if now >= newest(steps) {
            break;
        }
        if !blank {
            tell_of(conn, Updating::Changing(now + 1 - first, newest(steps) - first))?;
        }
        write(conn, |transaction| {
            let schema: u32 = query::value(transaction, "PRAGMA user_version", [])?.unwrap_or_default();
            let Some(step) = steps.get(schema as usize) else { return Ok(()) };
            if let Some(Copying { path, now }) = copying {
                backup::before_migration(path, schema, now, &|percent| tell(Updating::Copying(percent)))?;
            }
            transaction.execute_batch(step)?;
            if schema + 1 == newest(steps) {
                derived::catch_up(transaction)?;
            }
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", schema + 1)?;
            Ok(())
        })?;
        copying = None;
    }
    if to_copy && copying.is_none() {
        // Gives back the room that the old tables took. If that cannot be done now, nothing is lost.
        tell_of(conn, Updating::Packing)?;
        conn.execute_batch("VACUUM").unwrap_or_default();
    }
    Ok(conn.progress_handler(0, None::<fn() -> bool>)?)
}
