//! Statements and rows: the few shapes every query of the journal has. No SQL is written here.

use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, Params, Row, RowIndex, Statement};

use crate::domain::entry::Digest;
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Prepares a statement, or takes it from the cache.
fn prepare<'c>(conn: &'c Connection, sql: &str) -> rusqlite::Result<CachedStatement<'c>> {
    conn.prepare_cached(sql)
}

/// Runs a statement that gives no rows, and tells how many it changed.
pub(super) fn run(conn: &Connection, sql: &str, values: impl Params) -> Result<usize, DbError> {
    let mut statement = prepare(conn, sql)?;
    let changed = statement.execute(values)?;
    must_be_quick(&statement, 0);
    Ok(changed)
}

/// Reads every row a query gives.
pub(super) fn all<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    some(conn, sql, values, |row| read(row).map(Some))
}

/// Reads every row a query gives, and keeps what is worth keeping.
pub(super) fn some<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<Option<T>, DbError>,
) -> Result<Vec<T>, DbError> {
    let mut statement = prepare(conn, sql)?;
    let mut rows = statement.query(values)?;
    let (mut found, mut given) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        given += 1;
        found.extend(read(row)?);
    }
    drop(rows);
    must_be_quick(&statement, given);
    Ok(found)
}

/// Reads the first row a query gives, if it gives one.
pub(super) fn one<T>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, DbError>,
) -> Result<Option<T>, DbError> {
    let mut statement = prepare(conn, sql)?;
    let mut rows = statement.query(values)?;
    let found = rows.next()?.map(read).transpose()?;
    drop(rows);
    must_be_quick(&statement, 1);
    Ok(found)
}

/// Holds, in every test that queries anything, that no statement reads rows it does not give, or sorts what an index
/// could have sorted. Suggestions do, of a number of words that has a bound, and counting all
/// tags or facts anew.
#[cfg(test)]
fn must_be_quick(statement: &Statement<'_>, given: i32) {
    use rusqlite::StatementStatus::{AutoIndex, FullscanStep, Sort};
    let sql = statement.expanded_sql().unwrap_or_default();
    assert_eq!(statement.reset_status(AutoIndex), 0, "lacks an index: {sql}");
    if sql.contains("FROM near") || sql.contains("AS near") {
        return;
    }
    assert!(statement.reset_status(FullscanStep) <= given, "reads rows it does not give: {sql}");
    assert_eq!(statement.reset_status(Sort), 0, "sorts: {sql}");
}

#[cfg(not(test))]
fn must_be_quick(_: &Statement<'_>, _: i32) {}

/// Reads the only column of the first row, when it may be empty.
pub(super) fn value<T: FromSql>(
    conn: &Connection,
    sql: &str,
    values: impl Params,
) -> Result<Option<T>, DbError> {
    Ok(one(conn, sql, values, |row| Ok(row.get::<_, Option<T>>(0)?))?.flatten())
}

/// Whether a query gives a row.
pub(super) fn exists(conn: &Connection, sql: &str, values: impl Params) -> Result<bool, DbError> {
    Ok(one(conn, sql, values, |_| Ok(()))?.is_some())
}

/// Reads a column by name or place, and makes what it means of it.
pub(super) fn get<T: FromSql>(row: &Row<'_>, column: impl RowIndex) -> Result<T, DbError> {
    Ok(row.get(column)?)
}

/// Reads a number that is never negative.
pub(super) fn count(row: &Row<'_>, column: impl RowIndex) -> Result<u64, DbError> {
    u64::try_from(get::<i64>(row, column)?).map_err(|_| not_as_written("count"))
}

/// Reads the id of an entry.
pub(super) fn id(row: &Row<'_>, column: impl RowIndex) -> Result<EntryId, DbError> {
    get(row, column).map(EntryId::from_bytes)
}

/// Reads a hash.
pub(super) fn digest(row: &Row<'_>, column: impl RowIndex) -> Result<Digest, DbError> {
    get(row, column).map(Digest)
}

/// Reads a moment from its two columns.
pub(super) fn moment(row: &Row<'_>, ms: impl RowIndex, offset: impl RowIndex) -> Result<Moment, DbError> {
    Ok(Moment::new(get(row, ms)?, get(row, offset)?))
}

/// Reads a moment that may be missing.
pub(super) fn some_moment(
    row: &Row<'_>,
    ms: impl RowIndex,
    offset: impl RowIndex,
) -> Result<Option<Moment>, DbError> {
    let there: Option<i64> = get(row, ms)?;
    there.map(|ms| Ok(Moment::new(ms, get(row, offset)?))).transpose()
}

/// Reads a stretch of time.
pub(super) fn duration(row: &Row<'_>, column: impl RowIndex) -> Result<Duration, DbError> {
    count(row, column).map(Duration::from_millis)
}

/// Reads a day.
pub(super) fn day(row: &Row<'_>, column: impl RowIndex) -> Result<NaiveDate, DbError> {
    as_day(&get::<String>(row, column)?)
}

/// Reads a week.
pub(super) fn week(row: &Row<'_>, column: impl RowIndex) -> Result<WeekLabel, DbError> {
    let number: u32 = get(row, column)?;
    let week = WeekLabel { year: (number / 100).cast_signed(), week: number % 100 };
    week.monday().map(|_| week).ok_or_else(|| not_as_written("week"))
}

/// Makes a day of its stored text.
pub(super) fn as_day(text: &str) -> Result<NaiveDate, DbError> {
    text.parse().map_err(|_| not_as_written("day"))
}

/// A week as it is stored: 202546.
pub(super) fn stored_week(week: WeekLabel) -> i64 {
    i64::from(week.year) * 100 + i64::from(week.week)
}

/// Returns a stretch of time as it is stored, in milliseconds.
pub(super) fn milliseconds(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
}

/// Returns a count as it is stored.
pub(super) fn stored(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Returns a limit as it is bound.
pub(super) fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Returns the end of the range of texts that begin with `prefix`: nothing people write sorts after it.
pub(super) fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}{}", char::MAX)
}

fn not_as_written(column: &str) -> DbError {
    DbError::Damaged(format!("a stored {column} can't be read"))
}
