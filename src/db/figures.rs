//! What charts and scores are drawn from: facts along an index, newest first and never more than asked for; sums by week;
//! days and minutes of practice. Entries in the trash count nowhere.

use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::entries::{day_of, end_of_day, first_of_day};
use super::error::attempt;
use super::{Store, facts, query};
pub use crate::domain::facts::Dated;
use crate::domain::facts::{Fact, subject_key};
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::error::{DbError, Result};

/// The facts of a measure about a subject in a week, of one category, in sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The key under which spellings of the subject meet; empty for the entry as a whole.
    pub subject_key: String,
    /// The category; empty for numbers and words.
    pub category: String,
    /// The week.
    pub week: WeekLabel,
    /// How many facts.
    pub n: u64,
    /// Their sum.
    pub total: f64,
    /// The sum of their squares.
    pub squares: f64,
    /// The least of them.
    pub least: f64,
    /// The most of them.
    pub most: f64,
}

/// Which facts of a measure to read; everything left out does not matter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Wanted<'a> {
    /// The measure's id.
    pub measure: &'a str,
    /// About this subject, in any spelling.
    pub subject: Option<&'a str>,
    /// Of this category.
    pub category: Option<&'a str>,
    /// Of this week.
    pub week: Option<WeekLabel>,
    /// On this day or after it.
    pub from: Option<NaiveDate>,
    /// On this day or before it.
    pub to: Option<NaiveDate>,
}

/// How the facts are ordered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The highest value first, of equals the newest.
    Highest,
    /// The newest first, only those about a part of a subject.
    InParts,
}

impl Store {
    /// Reads up to `limit` facts in an order. A subject or a week is looked up along an index of its own when the newest
    /// are asked for.
    pub fn facts(&self, wanted: &Wanted<'_>, order: Order, limit: usize) -> Result<Vec<Dated>> {
        let (sql, values) = select(wanted, order, limit);
        attempt("read the facts", || query::all(&self.conn, &sql, params_from_iter(values), read_dated))
    }

    /// Reads the newest values of a measure about a subject with their days, the newest first, up to `limit`.
    pub fn values(&self, measure: &str, subject: &str, limit: usize) -> Result<Vec<(NaiveDate, f64)>> {
        attempt("read the values", || {
            let sql = "SELECT entry, value FROM fact INDEXED BY fact_of_subject
                       WHERE live = 1 AND measure = (SELECT number FROM measure WHERE id = ?1) AND subject_key = ?2
                       ORDER BY week DESC, entry DESC, position DESC LIMIT ?3";
            let of = params![measure, subject_key(subject), query::limit(limit)];
            query::all(&self.conn, sql, of, |row| {
                Ok((day_of(query::get(row, 0)?).unwrap_or_default(), query::get(row, 1)?))
            })
        })
    }

    /// Reads the facts of an entry, in its order.
    pub fn facts_of(&self, entry: EntryId) -> Result<Vec<Fact>> {
        attempt("read the facts", || {
            let sql = format!(
                "SELECT {} FROM entry e CROSS JOIN fact f ON f.entry = e.number
                 WHERE e.id = ?1 AND f.live = 1 ORDER BY f.position",
                facts::COLUMNS
            );
            query::all(&self.conn, &sql, [entry.bytes()], facts::read)
        })
    }

    /// Reads the facts of the newest finished entries of an exercise, up to so many entries, the newest first.
    pub fn facts_of_exercise(&self, exercise: &str, entries: usize) -> Result<Vec<Dated>> {
        attempt("read the facts", || {
            let sql = format!(
                "SELECT near.number, near.id, near.week, {} FROM (
                     SELECT number, id, week FROM entry INDEXED BY entry_by_exercise
                     WHERE trashed_ms IS NULL AND exercise = ?1 AND finished IS NOT NULL
                     ORDER BY number DESC LIMIT ?2) AS near
                 CROSS JOIN fact f ON f.entry = near.number",
                facts::COLUMNS
            );
            query::all(&self.conn, &sql, params![exercise, query::limit(entries)], read_dated)
        })
    }

    /// Reads the sums of a measure from a week on, by week; all if no week is given.
    pub fn tallies(&self, measure: &str, from: Option<WeekLabel>) -> Result<Vec<Aggregate>> {
        attempt("read the sums", || {
            let from = from.map_or(0, query::stored_week);
            let sql = "SELECT subject_key, category, week, n, total, squares, least, most FROM tally
                       WHERE measure = (SELECT number FROM measure WHERE id = ?1) AND week >= ?2
                       ORDER BY week, subject_key, category";
            query::all(&self.conn, sql, params![measure, from], |row| {
                // By place: looking columns up by name takes as long as reading them, and these are many rows.
                Ok(Aggregate {
                    subject_key: query::get(row, 0)?,
                    category: query::get(row, 1)?,
                    week: query::week(row, 2)?,
                    n: query::get::<u32>(row, 3)?.into(),
                    total: query::get(row, 4)?,
                    squares: query::get(row, 5)?,
                    least: query::get(row, 6)?,
                    most: query::get(row, 7)?,
                })
            })
        })
    }

    /// Counts the facts of a measure by subject and category, as key of the subject, category and count.
    pub fn counts(&self, measure: &str) -> Result<Vec<(String, String, u64)>> {
        attempt("count the facts", || {
            let sql = "SELECT subject_key, category, sum(n) AS n FROM tally AS near
                       WHERE measure = (SELECT number FROM measure WHERE id = ?1)
                       GROUP BY subject_key, category ORDER BY subject_key, category";
            query::all(&self.conn, sql, [measure], |row| {
                Ok((query::get(row, "subject_key")?, query::get(row, "category")?, query::count(row, "n")?))
            })
        })
    }

    /// Reads how a subject was spelt last.
    pub fn spelling(&self, measure: &str, key: &str) -> Result<Option<String>> {
        attempt("look up the subject", || {
            let sql = "SELECT subject FROM fact INDEXED BY fact_of_subject
                       WHERE live = 1 AND measure = (SELECT number FROM measure WHERE id = ?1) AND subject_key = ?2
                       ORDER BY week DESC, entry DESC, position DESC LIMIT 1";
            query::value(&self.conn, sql, params![measure, key])
        })
    }

    /// Counts the finished entries of each day that has any, from one day to another.
    pub fn entries_by_day(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<(NaiveDate, u64)>> {
        attempt("count the entries", || {
            let days = self.finished_days(from, to)?;
            Ok(days.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u64)).collect())
        })
    }

    /// Reads exercise, week, day and time at the desk of the finished entries of some weeks, oldest week first.
    pub fn desk_times(
        &self,
        from: WeekLabel,
        to: WeekLabel,
    ) -> Result<Vec<(String, WeekLabel, NaiveDate, Duration)>> {
        attempt("read the time spent", || {
            let sql = "SELECT exercise, week, day, desk_ms FROM entry INDEXED BY entry_by_week
                       WHERE trashed_ms IS NULL AND finished IS NOT NULL AND week BETWEEN ?1 AND ?2 ORDER BY week, number";
            query::all(&self.conn, sql, [query::stored_week(from), query::stored_week(to)], |row| {
                let week = query::week(row, "week")?;
                Ok((
                    query::get(row, "exercise")?,
                    week,
                    query::day(row, "day")?,
                    query::duration(row, "desk_ms")?,
                ))
            })
        })
    }
}

fn select(wanted: &Wanted<'_>, order: Order, limit: usize) -> (String, Vec<Value>) {
    let (index, sorted) = match order {
        Order::Newest if wanted.subject.is_some() => ("fact_of_subject", "f.week DESC, f.entry DESC"),
        Order::Newest => ("fact_newest", "f.entry DESC"),
        Order::Highest => ("fact_by_value", "f.value DESC, f.entry DESC"),
        Order::InParts => ("fact_in_parts", "f.entry DESC"),
    };
    let mut sql = format!(
        "SELECT e.number, e.id, e.week, {} FROM fact f INDEXED BY {index} CROSS JOIN entry e ON e.number = f.entry
         WHERE f.live = 1",
        facts::COLUMNS
    );
    let mut values = Vec::new();
    let mut must = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            sql.push_str(" AND ");
            sql.push_str(condition);
            values.push(value);
        }
    };
    must(
        "f.measure = (SELECT number FROM measure WHERE id = ?)",
        Some(Value::from(wanted.measure.to_owned())),
    );
    must("f.subject_key = ?", wanted.subject.map(|subject| Value::from(subject_key(subject))));
    must("f.week = ?", wanted.week.map(|week| Value::from(query::stored_week(week))));
    must("f.category = ?", wanted.category.map(|category| Value::from(category.to_owned())));
    must("f.entry >= ?", wanted.from.map(|day| Value::from(first_of_day(day))));
    must("f.entry < ?", wanted.to.map(|day| Value::from(end_of_day(day))));
    if order == Order::InParts {
        sql.push_str(" AND f.part_key <> ''");
    }
    sql.push_str(&format!(" ORDER BY {sorted}, f.position DESC LIMIT ?"));
    values.push(Value::from(query::limit(limit)));
    (sql, values)
}

fn read_dated(row: &Row<'_>) -> Result<Dated, DbError> {
    Ok(Dated {
        entry: query::id(row, "id")?,
        week: query::week(row, "week")?,
        day: day_of(query::get(row, "number")?).unwrap_or_default(),
        fact: facts::read(row)?,
    })
}
