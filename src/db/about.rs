//! Which entries speak of a subject, whatever they say of it: facts stand by measure and day, and are read by subject along
//! this.

use rusqlite::Connection;

use super::facts::measures;
use super::query;
use crate::error::DbError;

/// The subjects of an entry's facts and findings, but for the whole entry.
macro_rules! subjects {
    () => {
        concat!(
            "SELECT subject_key FROM fact WHERE ",
            measures!("?1"),
            " AND entry = ?1 AND subject_key > 0 UNION ALL SELECT subject_key FROM finding WHERE entry = ?1"
        )
    };
}

/// Forgets what an entry speaks of, before its facts and findings go.
pub(super) const FORGET: &str =
    concat!("DELETE FROM about WHERE entry = ?1 AND subject_key IN (", subjects!(), ")");

/// Notes what an entry speaks of, once its facts and findings are stored.
pub(super) fn remember(conn: &Connection, entry: i64) -> Result<(), DbError> {
    let sql = concat!("INSERT OR IGNORE INTO about SELECT subject_key, ?1 FROM (", subjects!(), ")");
    query::run(conn, sql, [entry]).map(|_| ())
}

/// Whether all an entry speaks of is noted.
pub(super) fn is_noted(conn: &Connection, entry: i64) -> Result<bool, DbError> {
    let sql = concat!(
        "SELECT 1 FROM (",
        subjects!(),
        ") AS said WHERE NOT EXISTS (SELECT 1 FROM about WHERE subject_key = said.subject_key AND entry = ?1)"
    );
    query::exists(conn, sql, [entry]).map(|missing| !missing)
}

/// Forgets what an entry speaks of, before its facts and findings go.
pub(super) fn forget(conn: &Connection, entry: i64) -> Result<(), DbError> {
    query::run(conn, FORGET, [entry]).map(|_| ())
}
