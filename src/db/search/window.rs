//! Windows: some of the entries that match, in the order of their days, from one that is known on. Both ways, along the
//! index alone, so that no window costs more for what lies beyond it.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::super::entries::{HEAD, day_of, end_of_day, first_of_day, read_head};
use super::super::error::attempt;
use super::super::{Store, query, tags};
use super::{marks, match_text, text};
use crate::domain::entry::Head;
use crate::domain::search::Query;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// Writes the query that [`listed`] reads, over the rows of `found` with their numbers as `rowid`. Answers of more than
/// 64 KiB are left out.
pub(super) fn select(found: &str, rest: &str) -> String {
    format!(
        "SELECT {HEAD}, iif(octet_length(r.answers) <= 65536, r.answers, NULL) AS said,
                (SELECT group_concat(tag, ' ') FROM tag WHERE entry = e.number) AS tags
         FROM {found} AS found CROSS JOIN entry e ON e.number = found.rowid
         LEFT JOIN revision r ON r.number = ifnull(e.draft, e.finished) {rest}"
    )
}

/// An entry of a list with what its columns are filled from.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its place among all entries: the older, the lower.
    pub number: i64,
    /// The entry.
    pub head: Head,
    /// Its tags, by name.
    pub tags: Vec<String>,
    /// What the draft over it says, else its finished answers; nothing of those longer than 64 KiB and of damaged ones.
    pub answers: Option<Answers>,
}

/// Reads a row of [`select`].
pub(super) fn listed(row: &Row<'_>) -> Result<Listed, DbError> {
    let tags = query::get::<Option<String>>(row, "tags")?.unwrap_or_default();
    Ok(Listed {
        number: query::get(row, "number")?,
        head: read_head(row)?,
        tags: tags.split_whitespace().map(str::to_owned).collect(),
        answers: text::stored(row, "said")?,
    })
}

/// Which way a window goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Away from today.
    Older,
    /// Towards today.
    Newer,
}

impl Store {
    /// Reads up to `limit` entries of an exercise that match, from the one next to `from` on, or from the
    /// end of the list: the newest first towards the older, the oldest first towards the newer. The
    /// entries of a day stand as they were begun.
    ///
    /// Measured in a release build on 100,000 entries, of which most are of the exercise, at the 95th percentile, rows worked
    /// out and painted: the log opens in 2.6 ms, and a page further takes 2.9 ms where it reads on.
    pub fn log_window(
        &self,
        exercise: &str,
        query: &Query,
        from: Option<i64>,
        towards: Towards,
        limit: usize,
    ) -> Result<Vec<Listed>> {
        let (mut least, mut end) = span(query);
        let order = match towards {
            Towards::Older => {
                end = from.map_or(end, |from| end.min(from));
                "DESC"
            }
            Towards::Newer => {
                least = from.map_or(least, |from| least.max(from.saturating_add(1)));
                "ASC"
            }
        };
        let sql = select(
            "search",
            &format!(
                "WHERE search MATCH ?1 AND found.rowid >= ?2 AND found.rowid < ?3 AND e.exercise = ?4
                 ORDER BY found.rowid {order} LIMIT ?5"
            ),
        );
        attempt("list the entries", || {
            let values =
                params![of_exercise(&self.conn, exercise, query)?, least, end, exercise, query::limit(limit)];
            query::all(&self.conn, &sql, values, listed)
        })
    }

    /// Counts the entries of an exercise that match, but no further than `most`.
    pub fn log_count(&self, exercise: &str, query: &Query, most: usize) -> Result<usize> {
        let (least, end) = span(query);
        attempt("count the entries", || {
            let sql = "SELECT e.number FROM search CROSS JOIN entry e ON e.number = search.rowid
                       WHERE search MATCH ?1 AND search.rowid >= ?2 AND search.rowid < ?3 AND e.exercise = ?4 LIMIT ?5";
            let values =
                params![of_exercise(&self.conn, exercise, query)?, least, end, exercise, query::limit(most)];
            Ok(query::all(&self.conn, sql, values, |_| Ok(()))?.len())
        })
    }

    /// Counts the finished entries of an exercise on each day that has any, from one day to another.
    pub fn practised_on(
        &self,
        exercise: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<(NaiveDate, u64)>> {
        attempt("count the days", || {
            let sql = "SELECT number FROM entry INDEXED BY entry_by_exercise
                       WHERE trashed_ms IS NULL AND exercise = ?1 AND number >= ?2 AND number < ?3 AND finished IS NOT NULL
                       ORDER BY number";
            let values = params![exercise, first_of_day(from), end_of_day(to)];
            let days = query::some(&self.conn, sql, values, |row| Ok(day_of(query::get(row, 0)?)))?;
            Ok(days.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect())
        })
    }

    /// Counts the days with finished entries of an exercise, newest first, but no further than `most`.
    pub fn days_practised(&self, exercise: &str, most: usize) -> Result<usize> {
        attempt("count the days", || {
            let sql = "SELECT number FROM entry INDEXED BY entry_by_exercise
                       WHERE trashed_ms IS NULL AND exercise = ?1 AND number < ?2 AND finished IS NOT NULL
                       ORDER BY number DESC LIMIT 1";
            let (mut days, mut before) = (0, i64::MAX);
            while days < most
                && let Some(number) = query::value::<i64>(&self.conn, sql, params![exercise, before])?
                && let Some(day) = day_of(number)
            {
                (days, before) = (days + 1, first_of_day(day));
            }
            Ok(days)
        })
    }
}

/// The first number that a search allows, and the first after it that it does not.
pub(super) fn span(query: &Query) -> (i64, i64) {
    let (after, before) = (query.after.map(first_of_day), query.before.map(first_of_day));
    (after.unwrap_or(i64::MIN), before.unwrap_or(i64::MAX))
}

fn of_exercise(conn: &Connection, exercise: &str, query: &Query) -> Result<String, DbError> {
    let of = format!("marks : \"{}\"", marks::mark("exercise", exercise));
    let rest = match_text(conn, &tags::spelled(conn, query)?)?;
    Ok(if rest.is_empty() { of } else { format!("({rest}) AND {of}") })
}
