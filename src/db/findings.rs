//! Findings: what finished entries say about subjects, shown beside later work.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::entries::{HEAD, day_of, read_head};
use super::error::attempt;
use super::{Store, facts, query, search, ways};
use crate::domain::entry::Head;
use crate::domain::evidence::Citable;
use crate::domain::facts::{Found, subject_key};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::value::{Answers, Cited};
use crate::error::{DbError, Result};

impl Store {
    /// Lists up to `limit` findings about a subject, all or from other entries than one, newest first. Those of damaged
    /// entries are left out.
    pub fn findings_about(
        &self,
        subject: &str,
        except: Option<EntryId>,
        limit: usize,
    ) -> Result<Vec<Citable>> {
        attempt("look up earlier findings", || {
            let sql = "SELECT e.number, e.id, e.short, e.exercise, f.text, f.provenance, r.answers AS said
                       FROM finding f INDEXED BY finding_about CROSS JOIN entry e ON e.number = f.entry
                       LEFT JOIN revision r ON r.number = e.finished
                       WHERE f.subject_key = (SELECT number FROM label WHERE text = ?1) AND e.id <> ?2
                           AND e.trashed_ms IS NULL
                       ORDER BY f.entry DESC, f.position DESC LIMIT ?3";
            let values =
                params![subject_key(subject), except.map_or([0; 16], EntryId::bytes), query::limit(limit)];
            query::some(&self.conn, sql, values, |row| {
                let Some(text) = text(row)? else { return Ok(None) };
                Ok(Some(Citable {
                    of: Cited::Entry(query::id(row, "id")?),
                    short: ShortId::stored(query::get(row, "short")?),
                    exercise: query::get(row, "exercise")?,
                    day: day_of(query::get(row, "number")?).unwrap_or_default(),
                    text,
                    provenance: facts::provenance(row, "provenance")?,
                }))
            })
        })
    }
}

impl Store {
    /// Reads what lists show of an entry, and what it says about subjects; `None` if it was deleted.
    pub fn cited(&self, id: EntryId) -> Result<Option<(Head, Vec<Found>)>> {
        attempt("read the entry cited", || {
            let sql = format!("SELECT {HEAD} FROM entry e WHERE e.id = ?1 AND e.trashed_ms IS NULL");
            let read = |row: &Row<'_>| Ok((query::get::<i64>(row, "number")?, read_head(row)?));
            let Some((number, head)) = query::one(&self.conn, &sql, [id.bytes()], read)? else {
                return Ok(None);
            };
            Ok(Some((head, of(&self.conn, number)?)))
        })
    }
}

/// Reads the findings of an entry, in its order.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Vec<Found>, DbError> {
    let sql = "SELECT (SELECT text FROM label WHERE number = f.subject) AS subject, f.text, f.provenance, r.answers AS said
               FROM finding f CROSS JOIN entry e ON e.number = f.entry LEFT JOIN revision r ON r.number = e.finished
               WHERE f.entry = ?1 ORDER BY f.position";
    query::all(conn, sql, [entry], |row| {
        Ok(Found {
            subject: query::get(row, "subject")?,
            text: text(row)?.unwrap_or_default(),
            provenance: facts::provenance(row, "provenance")?,
        })
    })
}

/// Stores findings in place of those of an entry, which is finished with these answers.
pub(super) fn replace(
    conn: &Connection,
    entry: i64,
    all: &[Found],
    answers: Option<&Answers>,
) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM finding WHERE entry = ?1", [entry])?;
    for (found, position) in all.iter().zip(0_i64..) {
        let sql = "INSERT INTO finding (entry, position, subject, subject_key, text, provenance) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let known = found.provenance as u8;
        let subject = facts::label(conn, &found.subject)?;
        let key = facts::label(conn, &subject_key(&found.subject))?;
        match answers.and_then(|answers| ways::way(&found.text, answers)) {
            Some(way) => query::run(conn, sql, params![entry, position, subject, key, way, known])?,
            None => query::run(conn, sql, params![entry, position, subject, key, found.text, known])?,
        };
    }
    Ok(())
}

/// Reads the text of a finding; `None` if it is in answers that are damaged.
fn text(row: &Row<'_>) -> Result<Option<String>, DbError> {
    let ValueRef::Blob(way) = row.get_ref("text")? else { return query::get(row, "text").map(Some) };
    Ok(search::stored(row, "said")?.and_then(|answers| ways::follow(way, &answers)))
}
