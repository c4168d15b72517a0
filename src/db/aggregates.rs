//! Sums over facts by measure, subject, category and week: what charts over years are drawn from. Each is worked out anew
//! from its facts whenever one of them changes, so that it equals sums made from scratch.

use rusqlite::{Connection, params};

use super::query;
use crate::domain::id::EntryId;
use crate::error::DbError;

/// The columns that tell groups apart.
const GROUP: &str = "measure, subject_key, ifnull(category, '') AS category, week";

/// What is worked out of each group.
const SUMS: &str =
    "count(*) AS n, total(value) AS total, total(value * value) AS squares, min(value) AS least,
    max(value) AS most";

/// The facts of one measure about one subject in one week, of one category.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    measure: String,
    subject_key: String,
    category: String,
    week: String,
}

/// Does something to the facts of an entry, and keeps the sums right.
pub(super) fn keeping<T>(
    conn: &Connection,
    id: EntryId,
    work: impl FnOnce() -> Result<T, DbError>,
) -> Result<T, DbError> {
    let mut groups = groups_of(conn, id)?;
    let done = work()?;
    groups.extend(groups_of(conn, id)?);
    groups.sort();
    groups.dedup();
    groups.iter().try_for_each(|group| refresh(conn, group))?;
    Ok(done)
}

fn groups_of(conn: &Connection, id: EntryId) -> Result<Vec<Group>, DbError> {
    let sql = format!("SELECT {GROUP} FROM fact WHERE entry = ?1 AND live = 1");
    query::all(conn, &sql, [id.bytes()], |row| {
        Ok(Group {
            measure: query::get(row, "measure")?,
            subject_key: query::get(row, "subject_key")?,
            category: query::get(row, "category")?,
            week: query::get(row, "week")?,
        })
    })
}

fn refresh(conn: &Connection, group: &Group) -> Result<(), DbError> {
    let Group { measure, subject_key, category, week } = group;
    let values = params![measure, subject_key, category, week];
    let sql = "DELETE FROM tally WHERE measure = ?1 AND subject_key = ?2 AND category = ?3 AND week = ?4";
    query::run(conn, sql, values)?;
    let sql = format!(
        "INSERT INTO tally (measure, subject_key, category, week, n, total, squares, least, most)
         SELECT ?1, ?2, ?3, ?4, {SUMS} FROM fact INDEXED BY fact_of_subject
         WHERE live = 1 AND measure = ?1 AND subject_key = ?2 AND week = ?4 AND ifnull(category, '') = ?3
         HAVING count(*) > 0"
    );
    query::run(conn, &sql, values)?;
    Ok(())
}

/// Makes all sums anew.
pub(super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM tally", [])?;
    let sql = format!(
        "INSERT INTO tally (measure, subject_key, category, week, n, total, squares, least, most)
         {}",
        all()
    );
    query::run(conn, &sql, [])?;
    Ok(())
}

/// Makes anew what a schema step has marked as stale.
pub(super) fn mend(conn: &Connection) -> Result<(), DbError> {
    if query::run(conn, "DELETE FROM stale WHERE what = 'tally'", [])? > 0 {
        rebuild(conn)?;
    }
    // An empty journal has nothing to be made anew.
    let sql = "DELETE FROM stale WHERE what = 'facts' AND NOT EXISTS (SELECT 1 FROM entry)";
    query::run(conn, sql, [])?;
    Ok(())
}

/// Counts the sums that are not what they would be if they were made anew, whichever way round.
pub(super) fn wrong(conn: &Connection) -> Result<u64, DbError> {
    let kept = "SELECT measure, subject_key, category, week, n, total, squares, least, most FROM tally";
    let anew = all();
    let sql = format!(
        "SELECT (SELECT count(*) FROM (SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({anew})))
              + (SELECT count(*) FROM (SELECT * FROM ({anew}) EXCEPT SELECT * FROM ({kept}))) AS wrong"
    );
    Ok(query::one(conn, &sql, [], |row| query::count(row, "wrong"))?.unwrap_or_default())
}

/// Writes the query for all sums; it reads every fact.
fn all() -> String {
    format!(
        "SELECT measure, subject_key, category, week, {SUMS}
         FROM (SELECT {GROUP}, value FROM fact WHERE live = 1) AS near GROUP BY measure, subject_key, category, week"
    )
}
