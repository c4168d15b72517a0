//! Lists of entries: windows that begin after the last entry seen, each along an index.

use chrono::NaiveDate;
use rusqlite::types::Value;

use super::entries::{HEAD, read_head};
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
    /// Lists up to `limit` entries that come after one, newest day first, then newest id. The trash is left out.
    pub fn list(&self, filter: &Filter, after: Option<&Head>, limit: usize) -> Result<Vec<Head>> {
        let (sql, values) = window(filter, after, limit);
        attempt("list the entries", || {
            query::all(&self.conn, &sql, rusqlite::params_from_iter(values), read_head)
        })
    }

    /// Lists the entries practised for a week, oldest first.
    pub fn of_week(&self, week: WeekLabel) -> Result<Vec<Head>> {
        attempt("list the entries of the week", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e INDEXED BY entry_by_week
                 WHERE e.trashed_ms IS NULL AND e.week = ?1 ORDER BY e.day, e.id"
            );
            query::all(&self.conn, &sql, [week.to_string()], read_head)
        })
    }

    /// Lists up to `limit` finished entries that belong to the days from one to another, the newest first.
    pub fn of_days(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> Result<Vec<Head>> {
        attempt("list the entries of the days", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e INDEXED BY entry_by_day
                 WHERE e.trashed_ms IS NULL AND e.version > 0 AND e.day BETWEEN ?1 AND ?2
                 ORDER BY e.day DESC, e.id DESC LIMIT ?3"
            );
            let values = rusqlite::params![from.to_string(), to.to_string(), query::limit(limit)];
            query::all(&self.conn, &sql, values, read_head)
        })
    }

    /// Lists up to `limit` entries with a draft over them, the one saved last first.
    pub fn open_drafts(&self, limit: usize) -> Result<Vec<Head>> {
        attempt("list the drafts", || {
            let sql = format!(
                "SELECT {HEAD} FROM draft d INDEXED BY draft_newest CROSS JOIN entry e ON e.id = d.entry
                 WHERE e.trashed_ms IS NULL ORDER BY d.saved_ms DESC, d.entry DESC LIMIT ?1"
            );
            query::all(&self.conn, &sql, [query::limit(limit)], read_head)
        })
    }
}

/// Writes the query of a window, along the index that holds its order.
pub(super) fn window(filter: &Filter, after: Option<&Head>, limit: usize) -> (String, Vec<Value>) {
    let index = match filter {
        Filter { drafts_only: true, .. } => "entry_open",
        Filter { week: Some(_), .. } => "entry_by_week",
        Filter { exercise: Some(_), .. } => "entry_by_exercise",
        _ => "entry_by_day",
    };
    let mut sql = format!("SELECT {HEAD} FROM entry e INDEXED BY {index} WHERE e.trashed_ms IS NULL");
    let mut values = Vec::new();
    if filter.drafts_only {
        sql.push_str(" AND e.open_draft = 1");
    }
    if let Some(week) = filter.week {
        sql.push_str(" AND e.week = ?");
        values.push(Value::from(week.to_string()));
    }
    if let Some(exercise) = &filter.exercise {
        sql.push_str(" AND e.exercise = ?");
        values.push(Value::from(exercise.clone()));
    }
    if let Some(head) = after {
        sql.push_str(" AND (e.day, e.id) < (?, ?)");
        values.push(Value::from(head.day.to_string()));
        values.push(Value::from(head.id.bytes().to_vec()));
    }
    sql.push_str(" ORDER BY e.day DESC, e.id DESC LIMIT ?");
    values.push(Value::from(query::limit(limit)));
    (sql, values)
}
