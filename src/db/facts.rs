//! Facts and findings: what finished entries say, in the form later work and reports ask for.

use rusqlite::{Connection, Row, params};

use super::error::attempt;
use super::{Store, aggregates, query};
use crate::domain::entry::Head;
use crate::domain::evidence::Citable;
use crate::domain::facts::{Fact, Found, subject_key};
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
                 WHERE live = 1 AND measure = ?1 AND subject_key = ?2 AND week < ?3
                 ORDER BY week DESC, day DESC, entry DESC, position DESC LIMIT 1",
                params![measure, subject_key(subject), week.to_string()],
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
pub(super) fn replace(
    conn: &Connection,
    entry: &Head,
    facts: &[Fact],
    found: &[Found],
) -> Result<(), DbError> {
    aggregates::keeping(conn, entry.id, || replace_facts(conn, entry, facts))?;
    query::run(conn, "DELETE FROM finding WHERE entry = ?1", [entry.id.bytes()])?;
    for (found, position) in found.iter().zip(0_i64..) {
        query::run(
            conn,
            "INSERT INTO finding (entry, position, subject, subject_key, day, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                entry.id.bytes(),
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

fn replace_facts(conn: &Connection, entry: &Head, facts: &[Fact]) -> Result<(), DbError> {
    let id = entry.id.bytes();
    query::run(conn, "DELETE FROM fact WHERE entry = ?1", [id])?;
    for (fact, position) in facts.iter().filter(|fact| fact.value.is_finite()).zip(0_i64..) {
        let key = |text: &Option<String>| subject_key(text.as_deref().unwrap_or_default());
        query::run(
            conn,
            "INSERT INTO fact (entry, position, measure, subject, subject_key, part, part_key, place, item, week, day,
                value, category, words, live)
             SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, trashed_ms IS NULL
             FROM entry WHERE id = ?1",
            params![
                id,
                position,
                fact.measure,
                fact.subject,
                key(&fact.subject),
                fact.part,
                key(&fact.part),
                fact.place,
                fact.item,
                entry.week.to_string(),
                entry.day.to_string(),
                fact.value,
                fact.category,
                fact.words,
            ],
        )?;
    }
    Ok(())
}

/// Counts the facts of an entry that goes to the trash no more, or those of one that comes out of it again.
pub(super) fn set_live(conn: &Connection, id: EntryId, live: bool) -> Result<(), DbError> {
    aggregates::keeping(conn, id, || {
        query::run(conn, "UPDATE fact SET live = ?2 WHERE entry = ?1", params![id.bytes(), live])
    })?;
    Ok(())
}

/// Takes everything an entry says away.
pub(super) fn clear(conn: &Connection, id: EntryId) -> Result<(), DbError> {
    aggregates::keeping(conn, id, || query::run(conn, "DELETE FROM fact WHERE entry = ?1", [id.bytes()]))?;
    query::run(conn, "DELETE FROM finding WHERE entry = ?1", [id.bytes()])?;
    Ok(())
}

/// The columns that [`read`] reads.
pub(super) const COLUMNS: &str = "measure, subject, part, place, item, value, category, words";

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
