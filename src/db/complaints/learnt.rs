//! What was learnt from labels, kept so that a start needs not read all of them again. It is calculated, and can be erased:
//! then labels count from that moment on.

use rusqlite::{Connection, params};

use super::super::error::attempt;
use super::super::{Store, query};
use super::{decision, is_own};
use crate::domain::complaint::Decision;
use crate::error::{DbError, Result};

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptLearnt {
    /// Labels after this one count.
    pub since: i64,
    /// It is from those up to this one.
    pub upto: i64,
    /// What was learnt; empty for nothing.
    pub value: String,
}

/// A label to learn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToLearn {
    /// The number of the label.
    pub number: i64,
    /// What was said.
    pub text: String,
    /// What was decided.
    pub decision: Decision,
}

impl Store {
    /// Reads what is kept of what was learnt.
    pub fn learnt(&self) -> Result<KeptLearnt> {
        attempt("read what was learnt", || {
            let read = |row: &rusqlite::Row<'_>| {
                Ok(KeptLearnt {
                    since: query::get(row, "since")?,
                    upto: query::get(row, "upto")?,
                    value: query::get(row, "value")?,
                })
            };
            Ok(query::one(&self.conn, "SELECT * FROM learnt WHERE one = 1", [], read)?.unwrap_or_default())
        })
    }

    /// Up to `limit` labels of the person that stand after one, in their order, but those put off. What was labelled without
    /// asking teaches nothing that was not known.
    pub fn to_learn(&self, after: i64, limit: usize) -> Result<Vec<ToLearn>> {
        attempt("read the labels", || {
            let sql = format!(
                "SELECT l.number, l.decision, c.text
                 FROM complaint_label l INDEXED BY complaint_label_own CROSS JOIN complaint c ON c.number = l.complaint
                 WHERE l.undone IS NULL AND l.reader = '' AND l.{} AND l.number > ?1 AND c.label = l.number AND l.decision <> ?2
                 ORDER BY l.number LIMIT ?3",
                is_own()
            );
            let values = params![after, Decision::Later.word(), query::limit(limit)];
            query::all(&self.conn, &sql, values, |row| {
                Ok(ToLearn {
                    number: query::get(row, "number")?,
                    text: query::get(row, "text")?,
                    decision: decision(&query::get::<String>(row, "decision")?)?,
                })
            })
        })
    }

    /// Keeps what followed from the labels up to one.
    pub(in super::super) fn keep_learnt(&mut self, upto: i64, value: &str) -> Result<()> {
        self.write("keep what was learnt", |tx| {
            let sql = "UPDATE learnt SET upto = ?1, value = ?2 WHERE one = 1";
            query::run(tx, sql, params![upto, value]).map(|_| ())
        })
    }

    /// Erases what was learnt: only labels made later count.
    pub(in super::super) fn erase_learnt(&mut self) -> Result<()> {
        self.write("erase what was learnt", |tx| {
            let last: Option<i64> = query::value(tx, "SELECT max(number) FROM complaint_label", [])?;
            begin(tx, last.unwrap_or_default())
        })
    }
}

/// Learns from the labels after one alone.
pub(super) fn begin(conn: &Connection, since: i64) -> Result<(), DbError> {
    let sql = "UPDATE learnt SET since = ?1, upto = ?1, value = '' WHERE one = 1";
    query::run(conn, sql, [since]).map(|_| ())
}

/// Drops all that is kept: it is calculated again.
pub(super) fn forget(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "UPDATE learnt SET upto = since, value = '' WHERE one = 1", []).map(|_| ())
}

/// Drops what is kept if a label of the person that stands no more is in it.
pub(super) fn unlearn(conn: &Connection, label: i64) -> Result<(), DbError> {
    let sql = "UPDATE learnt SET upto = since, value = '' WHERE one = 1 AND since < ?1 AND upto >= ?1";
    query::run(conn, sql, [label]).map(|_| ())
}
