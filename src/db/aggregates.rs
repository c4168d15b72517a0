//! Sums over facts by measure, subject, category and week: what charts over years are drawn from. Each is worked out anew
//! from its facts whenever one of them changes, so that it equals sums made from scratch.

use rusqlite::{Connection, params};

use super::query;
use crate::error::DbError;

/// The columns that tell groups apart.
const GROUP: &str = "measure, subject_key, ifnull(category, '') AS category, week";

/// The query for the finished entries of each week; it reads every entry.
const WEEKS: &str = "SELECT week AS label, count(*) AS entries FROM entry AS near
    WHERE finished IS NOT NULL AND trashed_ms IS NULL GROUP BY week";

/// What is worked out of each group.
const SUMS: &str =
    "count(*) AS n, total(value) AS total, total(value * value) AS squares, min(value) AS least,
    max(value) AS most";

/// The facts of one measure about one subject in one week, of one category.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    measure: i64,
    week: i64,
    subject_key: String,
    category: String,
}

/// Does something to the facts of entries, and keeps the sums right.
pub(super) fn keeping(
    conn: &Connection,
    entries: &[i64],
    work: impl FnOnce() -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut groups = groups_of(conn, entries)?;
    work()?;
    groups.extend(groups_of(conn, entries)?);
    groups.sort();
    groups.dedup();
    groups.iter().try_for_each(|group| refresh(conn, group))
}

fn groups_of(conn: &Connection, entries: &[i64]) -> Result<Vec<Group>, DbError> {
    let sql = format!("SELECT {GROUP} FROM fact WHERE entry = ?1 AND live = 1");
    let mut found = Vec::new();
    for entry in entries {
        found.extend(query::all(conn, &sql, [entry], |row| {
            Ok(Group {
                measure: query::get(row, "measure")?,
                week: query::get(row, "week")?,
                subject_key: query::get(row, "subject_key")?,
                category: query::get(row, "category")?,
            })
        })?);
    }
    Ok(found)
}

fn refresh(conn: &Connection, group: &Group) -> Result<(), DbError> {
    let Group { measure, week, subject_key, category } = group;
    let values = params![measure, subject_key, category, week];
    let sql = "DELETE FROM tally WHERE measure = ?1 AND subject_key = ?2 AND category = ?3 AND week = ?4";
    query::run(conn, sql, values)?;
    let sql = format!(
        "INSERT INTO tally (measure, subject_key, category, week, n, total, squares, least, most)
         SELECT ?1, ?2, ?3, ?4, {SUMS} FROM fact INDEXED BY fact_of_subject
         WHERE live = 1 AND measure = ?1 AND subject_key = ?2 AND week = ?4 AND ifnull(category, '') = ?3
         HAVING count(*) > 0"
    );
    query::run(conn, &sql, values).map(|_| ())
}

/// Works out all sums again, also how many entries each week has.
pub(super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM week", [])?;
    query::run(conn, &format!("INSERT INTO week {WEEKS}"), [])?;
    query::run(conn, "DELETE FROM tally", [])?;
    let sql = format!(
        "INSERT INTO tally (measure, subject_key, category, week, n, total, squares, least, most)
         {}",
        all()
    );
    query::run(conn, &sql, [])?;
    Ok(())
}

/// Counts the sums that are not what they would be if they were made anew, whichever way round.
pub(super) fn wrong(conn: &Connection) -> Result<u64, DbError> {
    let kept = "SELECT measure, subject_key, category, week, n, total, squares, least, most FROM tally";
    let anew = all();
    let mut wrong = 0;
    for (kept, anew) in [(kept, anew.as_str()), ("SELECT label, entries FROM week", WEEKS)] {
        let sql = format!(
            "SELECT (SELECT count(*) FROM (SELECT * FROM ({kept}) EXCEPT SELECT * FROM ({anew})))
                  + (SELECT count(*) FROM (SELECT * FROM ({anew}) EXCEPT SELECT * FROM ({kept}))) AS wrong"
        );
        wrong += query::one(conn, &sql, [], |row| query::count(row, "wrong"))?.unwrap_or_default();
    }
    Ok(wrong)
}

/// Writes the query for all sums; it reads every fact.
fn all() -> String {
    format!(
        "SELECT measure, subject_key, category, week, {SUMS}
         FROM (SELECT {GROUP}, value FROM fact WHERE live = 1) AS near GROUP BY measure, subject_key, category, week"
    )
}
