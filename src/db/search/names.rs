//! Names, as a filter may say them: whole, or by the beginnings of their words.

use rusqlite::{Connection, params};

use super::super::error::attempt;
use super::super::{Store, query};
use super::text::Pattern;
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::search::{Query, Source, Word};
use crate::error::{DbError, Result};

/// How many names are looked through, those used last, so that a key never waits for a large vocabulary.
const LOOKED_AT: usize = 5000;
/// How many names one filter may stand for.
const MEANT: usize = 100;

impl Store {
    /// Lists what a filter of a role can name: the words that entries use, as they were last written.
    pub fn names(&self, role: FieldRole, query: &Query) -> Result<Vec<String>> {
        attempt("list the names in the journal", || known(&self.conn, role, query))
    }
}

/// What else a person may mean who typed a name: nothing if one is called so; if none is, each name that holds what was
/// typed, from the beginning of a word on.
pub(super) fn meant(
    conn: &Connection,
    role: FieldRole,
    typed: &str,
    query: &Query,
) -> Result<Vec<String>, DbError> {
    let known = known(conn, role, query)?;
    let key = subject_key(typed);
    if known.iter().any(|name| subject_key(name) == key) {
        return Ok(Vec::new());
    }
    let pattern = Pattern::of(&[Word { text: typed.to_owned(), prefix: true }]);
    Ok(known.into_iter().filter(|name| pattern.is_in(name)).take(MEANT).collect())
}

fn known(conn: &Connection, role: FieldRole, query: &Query) -> Result<Vec<String>, DbError> {
    let mut names = Vec::new();
    for (of, source) in &query.sources {
        if let Source::Vocabulary(vocabulary) = source
            && *of == role
        {
            let sql = "SELECT text FROM term AS near INDEXED BY term_newest
                       WHERE vocabulary = ?1 AND EXISTS (SELECT 1 FROM said WHERE term = near.number)
                       ORDER BY used_ms DESC, key LIMIT ?2";
            names.extend(query::all(conn, sql, params![vocabulary, query::limit(LOOKED_AT)], |row| {
                query::get::<String>(row, "text")
            })?);
        }
    }
    if role == FieldRole::Product {
        // What findings are about is a product, whatever the exercise calls it.
        let sql = "SELECT text FROM label AS near
                   WHERE EXISTS (SELECT 1 FROM finding WHERE subject_key = near.number) LIMIT ?1";
        names.extend(query::all(conn, sql, [query::limit(LOOKED_AT)], |row| {
            query::get::<String>(row, "text")
        })?);
    }
    Ok(names)
}
