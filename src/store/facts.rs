//! Facts and findings: what finished entries say, in the form later work and reports ask for.

use rusqlite::{Connection, params};

use super::trouble::attempt;
use super::{Finish, Store, query};
use crate::error::{Result, Trouble};
use crate::model::entry::Head;
use crate::model::evidence::Citable;
use crate::model::extract::{Fact, subject_key};
use crate::model::id::{EntryId, ShortId};
use crate::model::plan::WeekLabel;

impl Store {
    /// Reads the newest value of a measure for a subject in any week before one; `""` is the entry as a whole.
    /// Spellings of one subject meet.
    pub fn last_fact_before(&self, measure: &str, subject: &str, week: WeekLabel) -> Result<Option<f64>> {
        attempt("look up the value before", || {
            query::value(
                &self.conn,
                "SELECT value FROM fact INDEXED BY fact_of_subject
                 WHERE measure = ?1 AND subject_key = ?2 AND week < ?3
                 ORDER BY week DESC, day DESC, entry DESC, position DESC LIMIT 1",
                params![measure, subject_key(subject), week.to_string()],
            )
        })
    }

    /// Reads the values of a measure in a week, oldest first.
    pub fn facts_of_week(&self, measure: &str, week: WeekLabel) -> Result<Vec<(EntryId, Fact)>> {
        attempt("read the values of the week", || {
            let sql = "SELECT entry, measure, subject, value, category FROM fact INDEXED BY fact_of_week
                       WHERE measure = ?1 AND week = ?2 ORDER BY day, entry, position";
            query::all(&self.conn, sql, params![measure, week.to_string()], |row| {
                let fact = Fact {
                    measure: query::get(row, "measure")?,
                    subject: query::get(row, "subject")?,
                    value: query::get(row, "value")?,
                    category: query::get(row, "category")?,
                };
                Ok((query::id(row, "entry")?, fact))
            })
        })
    }

    /// Lists up to `limit` findings about a subject, all or from other entries than one, newest first.
    pub fn findings_about(
        &self,
        subject: &str,
        except: Option<EntryId>,
        limit: usize,
    ) -> Result<Vec<Citable>> {
        attempt("look up earlier findings", || {
            let sql = "SELECT f.entry, e.short, e.exercise, f.day, f.text
                       FROM finding f INDEXED BY finding_about CROSS JOIN entry e ON e.id = f.entry
                       WHERE f.subject_key = ?1 AND f.entry <> ?2 AND e.trashed_ms IS NULL
                       ORDER BY f.day DESC, f.entry DESC, f.position DESC LIMIT ?3";
            let values =
                params![subject_key(subject), except.map_or([0; 16], EntryId::bytes), query::limit(limit)];
            query::all(&self.conn, sql, values, |row| {
                Ok(Citable {
                    entry: query::id(row, "entry")?,
                    short: ShortId::stored(query::get(row, "short")?),
                    exercise: query::get(row, "exercise")?,
                    day: query::day(row, "day")?,
                    text: query::get(row, "text")?,
                })
            })
        })
    }
}

/// Stores what an entry says in place of what it said before.
pub(super) fn replace(conn: &Connection, entry: &Head, done: &Finish<'_>) -> Result<(), Trouble> {
    let id = entry.id.bytes();
    query::run(conn, "DELETE FROM fact WHERE entry = ?1", [id])?;
    query::run(conn, "DELETE FROM finding WHERE entry = ?1", [id])?;
    for (fact, position) in done.facts.iter().filter(|fact| fact.value.is_finite()).zip(0_i64..) {
        query::run(
            conn,
            "INSERT INTO fact (entry, position, measure, subject, subject_key, week, day, value, category)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                id,
                position,
                fact.measure,
                fact.subject,
                subject_key(fact.subject.as_deref().unwrap_or_default()),
                entry.week.to_string(),
                entry.day.to_string(),
                fact.value,
                fact.category,
            ],
        )?;
    }
    for (found, position) in done.found.iter().zip(0_i64..) {
        query::run(
            conn,
            "INSERT INTO finding (entry, position, subject, subject_key, day, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                id,
                position,
                found.subject,
                subject_key(&found.subject),
                entry.day.to_string(),
                found.text
            ],
        )?;
    }
    Ok(())
}
