//! What charts and scores are drawn from: facts along an index, newest first and never more than asked for; sums by week;
//! days and minutes of practice. Entries in the trash count nowhere, nor does
//! what is only imagined or an idea, but for decisions.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::entries::{day_of, end_of_day, first_of_day};
use super::error::attempt;
use super::facts::{ABOUT, Texts, newest};
use super::{Store, facts, query};
pub use crate::domain::facts::Dated;
use crate::domain::facts::{Fact, subject_key};
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::error::{DbError, Result};

/// The facts of a measure about a subject in a week, in sums.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The key under which spellings of the subject meet; empty for the entry as a whole.
    pub subject_key: String,
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

impl Aggregate {
    fn of(week: WeekLabel) -> Self {
        let (n, total, squares) = (0, 0.0, 0.0);
        Self {
            subject_key: String::new(),
            week,
            n,
            total,
            squares,
            least: f64::INFINITY,
            most: f64::NEG_INFINITY,
        }
    }

    fn add(&mut self, value: f64) {
        self.n += 1;
        self.total += value;
        self.squares += value * value;
        self.least = self.least.min(value);
        self.most = self.most.max(value);
    }
}

/// How often a category was picked for a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The key under which spellings of the subject meet; empty for the entry as a whole.
    pub subject_key: String,
    /// The option picked; empty for a fact of none.
    pub category: String,
    /// Words of one's own, in place of an option.
    pub own: Option<String>,
    /// How often.
    pub n: u64,
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
    /// Those that are kept without counting, in place of those that count.
    pub uncounted: bool,
}

/// What facts have in common that are kept without counting, but for those of the trash.
const UNCOUNTED: &str = "f.counts = 0 AND (
             SELECT trashed_ms FROM entry AS kept WHERE kept.number = f.entry) IS NULL";

/// How many more values are read than asked for: those filed for a week before the one they happened in.
const LATE: usize = 16;

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
    /// Reads up to `limit` facts in an order. The newest about a subject are those of the latest
    /// week.
    pub fn facts(&self, wanted: &Wanted<'_>, order: Order, limit: usize) -> Result<Vec<Dated>> {
        let (sql, values) = select(wanted, order, limit);
        let mut texts = Texts::of(&self.conn);
        let read = |row: &Row<'_>| read_dated(row, 4, &mut texts);
        attempt("read the facts", || query::all(&self.conn, &sql, params_from_iter(values), read))
    }

    /// Reads the newest values of a measure about a subject with their days, the newest first, up to `limit`.
    pub fn values(&self, measure: &str, subject: &str, limit: usize) -> Result<Vec<(NaiveDate, f64)>> {
        attempt("read the values", || {
            let key = subject_key(subject);
            let sql = newest("f.entry, f.value", &key, "");
            let of = params![measure, key, query::limit(limit.saturating_add(LATE))];
            let mut found: Vec<(i64, f64)> =
                query::all(&self.conn, &sql, of, |row| Ok((query::get(row, 0)?, query::get(row, 1)?)))?;
            found.sort_by_key(|(entry, _)| Reverse(*entry));
            found.truncate(limit);
            Ok(found.into_iter().map(|(entry, value)| (day_of(entry).unwrap_or_default(), value)).collect())
        })
    }

    /// Reads the facts of an entry, in its order.
    pub fn facts_of(&self, entry: EntryId) -> Result<Vec<Fact>> {
        attempt("read the facts", || facts::of(&self.conn, "e.id = ?1 AND f.live = 1", entry.bytes()))
    }

    /// Reads the facts of an entry that is not in the trash, in its order, with those that do not count.
    pub fn all_facts_of(&self, entry: EntryId) -> Result<Vec<Fact>> {
        attempt("read the facts", || {
            facts::of(&self.conn, "e.id = ?1 AND e.trashed_ms IS NULL", entry.bytes())
        })
    }

    /// Reads the facts of the newest finished entries of an exercise, up to so many entries, the newest first.
    pub fn facts_of_exercise(&self, exercise: &str, entries: usize) -> Result<Vec<Dated>> {
        attempt("read the facts", || {
            // Measure by measure along the index: looking each entry up in each of them takes three times as long.
            let sql = format!(
                "SELECT e.number, e.id, e.week, e.written, f.position, {} FROM measured x
                 CROSS JOIN fact f ON f.measure = x.measure AND f.live = 1 AND f.entry >= (
                     SELECT min(number) FROM (
                         SELECT number FROM entry INDEXED BY entry_by_exercise
                         WHERE trashed_ms IS NULL AND exercise = ?1 AND finished IS NOT NULL
                         ORDER BY number DESC LIMIT ?2) AS near)
                 CROSS JOIN entry e ON e.number = f.entry AND e.exercise = ?1
                 WHERE x.exercise = ?1",
                facts::COLUMNS
            );
            let mut texts = Texts::of(&self.conn);
            let mut found = query::all(&self.conn, &sql, params![exercise, query::limit(entries)], |row| {
                let order: (i64, i64) = (query::get(row, 0)?, query::get(row, 4)?);
                Ok((order, read_dated(row, 5, &mut texts)?))
            })?;
            found.sort_by_key(|((number, position), _)| (Reverse(*number), *position));
            Ok(found.into_iter().map(|(_, dated)| dated).collect())
        })
    }

    /// Sums a measure up by subject and week, from a week on; all of it if no week is given.
    pub fn tallies(&self, measure: &str, from: Option<WeekLabel>) -> Result<Vec<Aggregate>> {
        attempt("add up the facts", || {
            let from = from.map_or(0, query::stored_week);
            // Added up here: the facts of a subject and a week do not stand together, and `SQLite` would sort them.
            let sql = "SELECT subject_key, week, value FROM fact AS near
                       WHERE live = 1 AND measure = (SELECT number FROM measure WHERE id = ?1) AND week >= ?2";
            let mut sums: HashMap<(i64, u32), Aggregate> = HashMap::new();
            query::some(&self.conn, sql, params![measure, from], |row| {
                let (key, value): (_, f64) =
                    ((query::get(row, 0)?, query::get(row, 1)?), query::get(row, 2)?);
                match sums.entry(key) {
                    Entry::Occupied(sum) => sum.into_mut().add(value),
                    Entry::Vacant(sum) => sum.insert(Aggregate::of(query::week(row, 1)?)).add(value),
                }
                Ok(None::<()>)
            })?;
            let mut sums: Vec<_> = sums.into_iter().collect();
            sums.sort_by_key(|(key, _)| *key);
            let mut texts = Texts::of(&self.conn);
            let named = |((subject, _), sum)| {
                Ok(Aggregate { subject_key: texts.label(Some(subject))?.unwrap_or_default(), ..sum })
            };
            sums.into_iter().map(named).collect()
        })
    }

    /// Counts the facts of a measure by subject and category. Words of one's own are counted by themselves.
    pub fn counts(&self, measure: &str) -> Result<Vec<Count>> {
        attempt("count the facts", || {
            let sql = "SELECT k.text AS subject_key, ifnull(c.text, '') AS category, own, n FROM (
                           SELECT subject_key, category, iif(category IS NULL, NULL, words) AS own, count(*) AS n
                           FROM fact
                           WHERE live = 1 AND measure = (SELECT number FROM measure WHERE id = ?1)
                           GROUP BY subject_key, category, own) AS near
                       JOIN label k ON k.number = near.subject_key LEFT JOIN label c ON c.number = near.category
                       ORDER BY 1, 2, 3";
            query::all(&self.conn, sql, [measure], |row| {
                Ok(Count {
                    subject_key: query::get(row, "subject_key")?,
                    category: query::get(row, "category")?,
                    own: query::get(row, "own")?,
                    n: query::count(row, "n")?,
                })
            })
        })
    }

    /// Reads how a subject was spelt last.
    pub fn spelling(&self, measure: &str, key: &str) -> Result<Option<String>> {
        attempt("look up the subject", || {
            let sql = newest("(SELECT text FROM label WHERE number = f.subject)", key, "");
            query::value(&self.conn, &sql, params![measure, key, 1])
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
    let subject = wanted.subject.map(subject_key);
    let (by, from, week) = match order {
        _ if subject.as_ref().is_some_and(|subject| !subject.is_empty()) => ("a", ABOUT, "a.week DESC, "),
        Order::Newest if wanted.uncounted => ("f", "fact f INDEXED BY fact_uncounted", ""),
        Order::Newest | Order::Highest => ("f", "fact f", ""),
        Order::InParts => ("f", "fact f INDEXED BY fact_in_parts", ""),
    };
    let (mut conditions, mut values) = (String::new(), Vec::new());
    let mut must = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            conditions.push_str(" AND ");
            conditions.push_str(condition);
            values.push(value);
        }
    };
    let measure = Some(wanted.measure.to_owned().into());
    must(&format!("{by}.measure = (SELECT number FROM measure WHERE id = ?)"), measure);
    must(&format!("{by}.subject_key = (SELECT number FROM label WHERE text = ?)"), subject.map(Value::from));
    must(&format!("{by}.week = ?"), wanted.week.map(|week| query::stored_week(week).into()));
    let category = wanted.category.map(|category| category.to_owned().into());
    must("f.category = (SELECT number FROM label WHERE text = ?)", category);
    // Not looked up along days where the order is that of weeks: SQLite would sort every fact of the measure.
    let day = if week.is_empty() { "f.entry" } else { "+a.entry" };
    must(&format!("{day} >= ?"), wanted.from.map(|day| first_of_day(day).into()));
    must(&format!("{day} < ?"), wanted.to.map(|day| end_of_day(day).into()));
    if order == Order::InParts {
        conditions.push_str(" AND f.part IS NOT NULL");
    }
    values.push(Value::from(query::limit(limit)));
    let live = if wanted.uncounted { UNCOUNTED } else { "f.live = 1" };
    let (near, highest) =
        if order == Order::Highest { (", f.value AS near", "near DESC, ") } else { ("", "") };
    // Rows are chosen first: looking labels up for those that are sorted away would take longer than sorting.
    let sql = format!(
        "SELECT e.number, e.id, e.week, e.written, {} FROM (
             SELECT f.*{near} FROM {from} WHERE {live}{conditions} ORDER BY {highest}{week}{by}.entry DESC, f.position DESC LIMIT ?) AS f
         CROSS JOIN entry e ON e.number = f.entry",
        facts::COLUMNS
    );
    (sql, values)
}

/// Reads number, id, week and day of writing of an entry, and a fact of it from a place on.
fn read_dated(row: &Row<'_>, fact: usize, texts: &mut Texts<'_>) -> Result<Dated, DbError> {
    let day = day_of(query::get(row, 0)?).unwrap_or_default();
    // A damaged day is told of with its entry.
    let written: Option<String> = query::get(row, 3).unwrap_or_default();
    Ok(Dated {
        entry: query::id(row, 1)?,
        week: query::week(row, 2)?,
        day,
        written: written.and_then(|written| query::as_day(&written).ok()).unwrap_or(day),
        fact: facts::read(row, fact, texts)?,
    })
}
