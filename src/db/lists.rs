//! Lists of entries: windows that begin after the last entry seen, each along an index.

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::entries::{HEAD, end_of_day, first_of_day, number_of, read_head};
use super::error::attempt;
use super::{Store, query};
use crate::domain::entry::Head;
use crate::domain::plan::WeekLabel;
use crate::error::Result;

/// Which entries a list shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of an exercise.
    pub exercise: Option<String>,
    /// Only those practised for a week.
    pub week: Option<WeekLabel>,
    /// Only those with a draft over them.
    pub drafts_only: bool,
}

impl Store {
    /// Lists up to `limit` entries that come after one, the one that happened last first. The trash is left out.
    pub fn list(&self, filter: &Filter, after: Option<&Head>, limit: usize) -> Result<Vec<Head>> {
        attempt("list the entries", || {
            let number = after.map(|head| number_of(&self.conn, head.id)).transpose()?.flatten();
            let (sql, values) = window(filter, (after, number), limit);
            query::all(&self.conn, &sql, rusqlite::params_from_iter(values), read_head)
        })
    }

    /// Lists the entries practised for a week, oldest first.
    pub fn of_week(&self, week: WeekLabel) -> Result<Vec<Head>> {
        attempt("list the entries of the week", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e INDEXED BY entry_by_week
                 WHERE e.trashed_ms IS NULL AND e.week = ?1 ORDER BY e.number"
            );
            query::all(&self.conn, &sql, [query::stored_week(week)], read_head)
        })
    }

    /// Lists up to `limit` finished entries that belong to the days from one to another, the newest first.
    pub fn of_days(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> Result<Vec<Head>> {
        attempt("list the entries of the days", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e NOT INDEXED
                 WHERE e.trashed_ms IS NULL AND e.finished IS NOT NULL AND e.number >= ?1 AND e.number < ?2
                 ORDER BY e.number DESC LIMIT ?3"
            );
            let values = rusqlite::params![first_of_day(from), end_of_day(to), query::limit(limit)];
            query::all(&self.conn, &sql, values, read_head)
        })
    }

    /// Lists up to `limit` entries with a draft over them, the one saved last first.
    pub fn open_drafts(&self, limit: usize) -> Result<Vec<Head>> {
        attempt("list the drafts", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e INDEXED BY entry_draft
                 WHERE e.draft IS NOT NULL AND e.trashed_ms IS NULL ORDER BY e.draft DESC LIMIT ?1"
            );
            query::all(&self.conn, &sql, [query::limit(limit)], read_head)
        })
    }
}

/// The query of a window after an entry and its number, if it still has one, along the index that holds its order.
fn window(
    filter: &Filter,
    (after, number): (Option<&Head>, Option<i64>),
    limit: usize,
) -> (String, Vec<Value>) {
    let index = match filter {
        Filter { drafts_only: true, .. } => "INDEXED BY entry_open",
        Filter { week: Some(_), .. } => "INDEXED BY entry_by_week",
        Filter { exercise: Some(_), .. } => "INDEXED BY entry_by_exercise",
        _ => "NOT INDEXED",
    };
    let mut sql =
        format!("SELECT {HEAD} FROM entry e {index} WHERE e.trashed_ms IS NULL AND e.number < ifnull(?, ?)");
    let end = after.map_or(i64::MAX, |head| first_of_day(head.day));
    let mut values = vec![number.map_or(Value::Null, Value::from), Value::from(end)];
    if filter.drafts_only {
        sql.push_str(" AND e.draft IS NOT NULL");
    }
    if let Some(week) = filter.week {
        sql.push_str(" AND e.week = ?");
        values.push(Value::from(query::stored_week(week)));
    }
    if let Some(exercise) = &filter.exercise {
        sql.push_str(" AND e.exercise = ?");
        values.push(Value::from(exercise.clone()));
    }
    sql.push_str(" ORDER BY e.number DESC LIMIT ?");
    values.push(Value::from(query::limit(limit)));
    (sql, values)
}
