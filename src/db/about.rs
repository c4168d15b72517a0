//! What entries say of a subject: one row a measure, subject, week and entry, however many facts that is. Facts stand by
//! measure and entry, and are read by subject along this, which takes half of what an index of every fact would.

use rusqlite::Connection;

use super::facts::measures;
use super::query;
use crate::error::DbError;

/// The subjects that an entry has facts about, measure by measure; its exercise is that of the entry with a number.
macro_rules! subjects {
    ($entry:literal) => {
        concat!(
            "SELECT measure, subject_key, week FROM fact WHERE ",
            measures!($entry),
            " AND entry = ?1 AND subject_key > 0"
        )
    };
}

/// Forgets what an entry speaks of, before its facts go.
pub(super) const FORGET: &str =
    concat!("DELETE FROM about WHERE entry = ?1 AND (measure, subject_key, week) IN (", subjects!("?1"), ")");

/// Forgets what an entry speaks of, before its facts go.
pub(super) fn forget(conn: &Connection, entry: i64) -> Result<(), DbError> {
    query::run(conn, FORGET, [entry]).map(|_| ())
}

/// Notes what an entry speaks of, once its facts are stored.
pub(super) fn remember(conn: &Connection, entry: i64) -> Result<(), DbError> {
    let sql = concat!(
        "INSERT OR IGNORE INTO about (measure, subject_key, week, entry) SELECT *, ?1 FROM (",
        subjects!("?1"),
        ")"
    );
    query::run(conn, sql, [entry]).map(|_| ())
}

/// Moves what an entry speaks of along with it, before its facts move.
pub(super) fn move_to(conn: &Connection, before: i64, entry: i64, week: i64) -> Result<(), DbError> {
    let sql = concat!(
        "UPDATE about SET entry = ?2, week = ?3 WHERE entry = ?1 AND (measure, subject_key, week) IN (",
        subjects!("?2"),
        ")"
    );
    query::run(conn, sql, [before, entry, week]).map(|_| ())
}

/// Whether all an entry speaks of is noted.
pub(super) fn is_noted(conn: &Connection, entry: i64) -> Result<bool, DbError> {
    let sql = concat!(
        "SELECT 1 FROM (",
        subjects!("?1"),
        ") AS said WHERE NOT EXISTS (SELECT 1 FROM about a WHERE a.measure = said.measure
             AND a.subject_key = said.subject_key AND a.week = said.week AND a.entry = ?1)"
    );
    query::exists(conn, sql, [entry]).map(|missing| !missing)
}
