//! Words people wrote, to suggest them again. One word per key: the spelling used last. Names of people are in `people`.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use super::error::attempt;
use super::{Store, people, query};
use crate::domain::facts::{Term, subject_key};
use crate::domain::people::VOCABULARY;
use crate::error::{DbError, Result};

/// How many words are looked at, by spelling and by use, so that a key never waits for a large vocabulary.
const LOOKED_AT: usize = 1000;

impl Store {
    /// Suggests up to `limit` words of a vocabulary that begin as typed, the one used last first. Case, width and space
    /// do not count. Where thousands begin so, those used lately are found, and the first by spelling.
    pub fn suggest(&self, vocabulary: &str, typed: &str, limit: usize) -> Result<Vec<String>> {
        let typed = subject_key(typed);
        let limit = query::limit(limit);
        attempt("look up suggestions", || {
            if vocabulary == VOCABULARY {
                return people::suggest(&self.conn, &typed, limit);
            }
            if typed.is_empty() {
                let sql = "SELECT text FROM term INDEXED BY term_newest WHERE vocabulary = ?1
                           ORDER BY used_ms DESC, key LIMIT ?2";
                return query::all(&self.conn, sql, params![vocabulary, limit], |row| {
                    query::get(row, "text")
                });
            }
            let sql = "WITH near (key) AS (
                           SELECT key FROM (SELECT key FROM term WHERE vocabulary = ?1 AND key >= ?2 AND key < ?3
                                            ORDER BY key LIMIT ?5)
                           UNION
                           SELECT key FROM (SELECT key FROM term INDEXED BY term_newest WHERE vocabulary = ?1
                                            ORDER BY used_ms DESC, key LIMIT ?5)
                           WHERE key >= ?2 AND key < ?3)
                       SELECT t.text FROM near CROSS JOIN term t ON t.vocabulary = ?1 AND t.key = near.key
                       ORDER BY t.used_ms DESC, t.key LIMIT ?4";
            let end = query::end_of_prefix(&typed);
            let values = params![vocabulary, typed, end, limit, query::limit(LOOKED_AT)];
            query::all(&self.conn, sql, values, |row| query::get(row, "text"))
        })
    }
}

/// Whether the words remembered of an entry are these.
pub(super) fn are(conn: &Connection, entry: i64, terms: &[Term]) -> Result<bool, DbError> {
    let sql =
        "SELECT t.vocabulary, t.key FROM said s CROSS JOIN term t ON t.number = s.term WHERE s.entry = ?1";
    let mut kept = query::all(conn, sql, [entry], |row| {
        Ok((query::get::<String>(row, "vocabulary")?, query::get::<String>(row, "key")?))
    })?;
    let mut wanted: Vec<_> =
        terms.iter().map(|term| (term.vocabulary.clone(), subject_key(&term.text))).collect();
    wanted.sort();
    wanted.dedup();
    kept.sort();
    Ok(kept == wanted)
}

/// Puts the people among some words into the vault whom nobody is known as.
pub(super) fn meet(conn: &Connection, terms: &[Term]) -> Result<(), DbError> {
    let names = terms.iter().filter(|term| term.vocabulary == VOCABULARY).map(|term| term.text.clone());
    people::meet(conn, &names.collect::<Vec<_>>())
}

/// Remembers the words of an entry, as used when it was finished.
pub(super) fn remember(conn: &Connection, entry: i64, terms: &[Term]) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM said WHERE entry = ?1", [entry])?;
    for term in terms {
        let key = subject_key(&term.text);
        query::run(
            conn,
            "INSERT INTO term (vocabulary, key, text, used_ms)
             SELECT ?2, ?3, ?4, ifnull(finished_ms, begun_ms) FROM entry WHERE number = ?1
             ON CONFLICT (vocabulary, key) DO UPDATE SET text = excluded.text, used_ms = excluded.used_ms
             WHERE excluded.used_ms >= used_ms",
            params![entry, term.vocabulary, key, term.text],
        )?;
        let sql =
            "INSERT INTO said (entry, term) SELECT ?1, number FROM term WHERE vocabulary = ?2 AND key = ?3
                   ON CONFLICT DO NOTHING";
        query::run(conn, sql, params![entry, term.vocabulary, key])?;
    }
    Ok(())
}

/// Forgets the words of entries that go for good; those no other entry uses are suggested no more.
pub(super) fn forget(conn: &Connection, entries: &[i64]) -> Result<(), DbError> {
    let mut forgotten = BTreeSet::new();
    for entry in entries {
        let sql = "DELETE FROM said WHERE entry = ?1 RETURNING term";
        forgotten.extend(query::all(conn, sql, [entry], |row| query::get::<i64>(row, "term"))?);
    }
    let sql = "SELECT DISTINCT term FROM said AS near";
    let used: BTreeSet<i64> = query::all(conn, sql, [], |row| query::get(row, "term"))?.into_iter().collect();
    let sql = "DELETE FROM term WHERE number = ?1";
    forgotten.difference(&used).try_for_each(|term| query::run(conn, sql, [term]).map(|_| ()))
}
