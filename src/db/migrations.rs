//! Schema steps: append-only, one transaction each. A step that was released is never changed.

use std::path::Path;

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
];

/// Gives the schema number after all steps.
pub(super) fn newest(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// Where a journal lies, and the time that names the copy made before it changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Copying<'a> {
    pub path: &'a Path,
    pub now: Moment,
}

/// Takes every step the journal has not taken. One that holds something is copied first; `None` keeps no copy.
pub(super) fn run(
    conn: &mut Connection,
    steps: &[&str],
    copying: Option<Copying<'_>>,
) -> Result<(), DbError> {
    let blank = look(conn)?.schema == 0;
    let mut copying = copying.filter(|_| !blank);
    let to_copy = copying.is_some();
    while look(conn)?.schema < newest(steps) {
        write(conn, |transaction| {
            let schema: u32 = query::value(transaction, "PRAGMA user_version", [])?.unwrap_or_default();
            let Some(step) = steps.get(schema as usize) else { return Ok(()) };
            if let Some(Copying { path, now }) = copying {
                backup::before_migration(path, schema, now)?;
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
        conn.execute_batch("VACUUM").unwrap_or_default();
    }
    Ok(())
}
