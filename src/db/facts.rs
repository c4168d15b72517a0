//! Facts and findings: what finished entries say, in the form later work and reports ask for.

use rusqlite::{Connection, Row, params};

use super::entries::day_of;
use super::error::attempt;
use super::{Store, query};
use crate::domain::evidence::Citable;
use crate::domain::facts::{Fact, subject_key};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::plan::WeekLabel;
use crate::error::{DbError, Result};

impl Store {
    /// Reads the newest value of a measure for a subject in any week before one; `""` is the entry as a whole.
    /// Spellings of one subject meet.
    pub fn last_fact_before(&self, measure: &str, subject: &str, week: WeekLabel) -> Result<Option<f64>> {
        attempt("look up the value before", || {
            query::value(
                &self.conn,
                "SELECT value FROM fact INDEXED BY fact_of_subject
                 WHERE live = 1 AND measure = (SELECT number FROM measure WHERE id = ?1) AND subject_key = ?2 AND week < ?3
                 ORDER BY week DESC, entry DESC, position DESC LIMIT 1",
                params![measure, subject_key(subject), query::stored_week(week)],
            )
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
            let sql = "SELECT e.number, e.id, e.short, e.exercise, f.text
                       FROM finding f INDEXED BY finding_about CROSS JOIN entry e ON e.number = f.entry
                       WHERE f.subject_key = ?1 AND e.id <> ?2 AND e.trashed_ms IS NULL
                       ORDER BY f.entry DESC, f.position DESC LIMIT ?3";
            let values =
                params![subject_key(subject), except.map_or([0; 16], EntryId::bytes), query::limit(limit)];
            query::all(&self.conn, sql, values, |row| {
                Ok(Citable {
                    entry: query::id(row, "id")?,
                    short: ShortId::stored(query::get(row, "short")?),
                    exercise: query::get(row, "exercise")?,
                    day: day_of(query::get(row, "number")?).unwrap_or_default(),
                    text: query::get(row, "text")?,
                })
            })
        })
    }
}

/// The number that stands for a measure.
pub(super) fn measure(conn: &Connection, id: &str) -> Result<i64, DbError> {
    if let Some(number) = query::value(conn, "SELECT number FROM measure WHERE id = ?1", [id])? {
        return Ok(number);
    }
    query::run(conn, "INSERT INTO measure (id) VALUES (?1)", [id])?;
    Ok(conn.last_insert_rowid())
}

/// The columns that [`read`] reads, of a fact called `f`.
pub(super) const COLUMNS: &str =
    "(SELECT id FROM measure WHERE number = f.measure) AS measure, f.subject, f.part, f.place,
    f.item, f.value, f.category, f.words";

/// Reads the columns of a fact.
pub(super) fn read(row: &Row<'_>) -> Result<Fact, DbError> {
    Ok(Fact {
        measure: query::get(row, "measure")?,
        subject: query::get(row, "subject")?,
        part: query::get(row, "part")?,
        place: query::get(row, "place")?,
        item: query::get(row, "item")?,
        value: query::get(row, "value")?,
        category: query::get(row, "category")?,
        words: query::get(row, "words")?,
    })
}
