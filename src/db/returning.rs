//! What comes back of finished entries, and which of it was looked at again or put off.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::entries::{day_of, end_of_day, first_of_day};
use super::error::attempt;
use super::{Store, query};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::returning::Returning;
use crate::error::{DbError, Result};

/// Something that comes back, and the entry it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The entry.
    pub entry: EntryId,
    /// Its short id.
    pub short: ShortId,
    /// The day it belongs to.
    pub day: NaiveDate,
    /// What comes back.
    pub returning: Returning,
    /// Whether it was looked at again or put off.
    pub settled: bool,
}

/// What comes back, as far as it takes to know whether it is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// What it is about.
    pub about: &'a str,
    /// After how many days it comes back.
    pub days: u32,
    /// The exercise it comes back to.
    pub exercise: &'a str,
    /// The day its entry belongs to.
    pub day: NaiveDate,
}

const COLUMNS: &str = "r.about, r.days, r.text, r.exercise, r.first";

impl Store {
    /// Lists what comes back of entries that belong to the days from one to another, the newest first, and of an
    /// entry the last first; of all that comes back, only what is `wanted`, in that order. A start looks through a year of
    /// it, and reading what little is wanted in full, and whether it is settled, takes a third of the time of reading
    /// everything.
    pub fn returning(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        mut wanted: impl FnMut(&Candidate<'_>) -> bool,
    ) -> Result<Vec<Returned>> {
        attempt("look up what comes back", || {
            let sql = format!(
                "SELECT {COLUMNS}, e.id, e.short, e.number FROM recall r NOT INDEXED CROSS JOIN entry e ON e.number = r.entry
                 WHERE r.entry >= ?1 AND r.entry < ?2 AND e.trashed_ms IS NULL
                 ORDER BY r.entry DESC, r.position DESC"
            );
            let values = [first_of_day(from), end_of_day(to)];
            query::some(&self.conn, &sql, values, |row| {
                let candidate = Candidate {
                    about: row.get_ref(0)?.as_str().unwrap_or_default(),
                    days: query::get(row, 1)?,
                    exercise: row.get_ref(3)?.as_str().unwrap_or_default(),
                    day: day_of(query::get(row, 7)?).unwrap_or_default(),
                };
                if !wanted(&candidate) {
                    return Ok(None);
                }
                let (entry, short) = (query::id(row, 5)?, ShortId::stored(query::get(row, 6)?));
                let (day, returning) = (candidate.day, read(row)?);
                let settled = is_settled(&self.conn, entry, &returning)?;
                Ok(Some(Returned { entry, short, day, returning, settled }))
            })
        })
    }

    /// Whether something was looked at again or put off on a day.
    pub fn settled_on(&self, day: NaiveDate) -> Result<bool> {
        attempt("look up what came back", || {
            query::exists(&self.conn, "SELECT 1 FROM settled WHERE day = ?1", [day.to_string()])
        })
    }

    /// Records that something was looked at again or put off on a day: it does not come back any more. It is known by
    /// what it says, whatever else the entry comes to say before and after it.
    pub fn settle(&mut self, entry: EntryId, what: &Returning, day: NaiveDate) -> Result<()> {
        self.write("put off the question", |tx| {
            let sql = "INSERT INTO settled (entry, exercise, about, text, day) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
            let values = params![entry.bytes(), what.exercise, what.about, what.text, day.to_string()];
            query::run(tx, sql, values).map(|_| ())
        })
    }

    /// Records that something comes back after all.
    pub fn unsettle(&mut self, entry: EntryId, what: &Returning) -> Result<()> {
        self.write("restore the question", |tx| {
            let sql = "DELETE FROM settled WHERE entry = ?1 AND exercise = ?2 AND about = ?3 AND text = ?4";
            let values = params![entry.bytes(), what.exercise, what.about, what.text];
            query::run(tx, sql, values).map(|_| ())
        })
    }

    /// Returns the last day before one that a finished entry belongs to.
    pub fn last_day_before(&self, day: NaiveDate) -> Result<Option<NaiveDate>> {
        attempt("look up the last entry", || {
            let sql = "SELECT number FROM entry NOT INDEXED
                       WHERE trashed_ms IS NULL AND finished IS NOT NULL AND number < ?1 ORDER BY number DESC LIMIT 1";
            Ok(query::value(&self.conn, sql, [first_of_day(day)])?.and_then(day_of))
        })
    }
}

fn is_settled(conn: &Connection, entry: EntryId, what: &Returning) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM settled WHERE entry = ?1 AND exercise = ?2 AND about = ?3 AND text = ?4";
    query::exists(conn, sql, params![entry.bytes(), what.exercise, what.about, what.text])
}

/// Reads the columns by place: looking them up by name takes longer than reading them, and a start reads a year of them.
fn read(row: &Row<'_>) -> Result<Returning, DbError> {
    let first: String = query::get(row, 4)?;
    Ok(Returning {
        about: query::get(row, 0)?,
        days: query::get(row, 1)?,
        text: query::get(row, 2)?,
        exercise: query::get(row, 3)?,
        first: serde_json::from_str(&first).unwrap_or_default(),
    })
}

/// Reads what comes back of an entry, in its order.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Vec<Returning>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM recall r WHERE r.entry = ?1 ORDER BY r.position");
    query::all(conn, &sql, [entry], read)
}

/// Stores what comes back of an entry in place of what did before.
pub(super) fn replace(conn: &Connection, entry: i64, all: &[Returning]) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM recall WHERE entry = ?1", [entry])?;
    for (one, position) in all.iter().zip(0_i64..) {
        let sql = "INSERT INTO recall (entry, position, about, days, text, exercise, first) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let first = serde_json::to_string(&one.first).unwrap_or_default();
        query::run(conn, sql, params![entry, position, one.about, one.days, one.text, one.exercise, first])?;
    }
    Ok(())
}
