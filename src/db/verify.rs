//! The check of a whole journal: its pages, its links, and whether every text is still what was written.

use std::collections::BTreeMap;

use rusqlite::Row;

use super::error::attempt;
use super::{Store, aggregates, answers_json, connection, people, query, search, tags};
use crate::error::{DbError, Result};

/// Everything with a hash, with the entry to name.
const HASHED: [&str; 3] = [
    "SELECT short, answers, digest FROM entry",
    "SELECT e.short, d.answers, d.digest FROM draft d JOIN entry e ON e.id = d.entry",
    "SELECT e.short, h.answers, h.digest FROM history h JOIN entry e ON e.id = h.entry",
];

impl Store {
    /// Checks everything, and says in a sentence each what is damaged; nothing if all is well. Reads the whole journal.
    /// What is said of search and tags, [`Store::rebuild_search`] mends.
    pub fn verify(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        let parts = [
            Self::check_pages,
            Self::check_links,
            Self::check_texts,
            Self::check_definitions,
            Self::check_search,
            Self::check_tags,
            Self::check_tally,
            Self::check_people,
        ];
        for part in parts {
            match part(self) {
                Ok(found) => wrong.extend(found),
                Err(DbError::Damaged(what)) => wrong.push(what),
                Err(cause) => return attempt("check the journal", || Err(cause)),
            }
        }
        wrong.dedup();
        Ok(wrong)
    }

    fn check_pages(&self) -> Result<Vec<String>, DbError> {
        let moment = self.conn.unchecked_transaction()?;
        // The index of words remembers how it is laid out, and the check of pages trusts that, even when another
        // connection has written since. Asking it anything makes it look again.
        search::look_again(&moment)?;
        let wrong = connection::check(&moment)?;
        moment.commit()?;
        Ok(wrong)
    }

    fn check_links(&self) -> Result<Vec<String>, DbError> {
        query::all(&self.conn, "PRAGMA foreign_key_check", [], |row| {
            let table: String = query::get(row, "table")?;
            Ok(format!("a row of `{table}` belongs to nothing"))
        })
    }

    fn check_texts(&self) -> Result<Vec<String>, DbError> {
        let mut wrong = Vec::new();
        for sql in HASHED {
            wrong.extend(query::some(&self.conn, sql, [], |row| {
                if answers_json::intact(row, "answers")? {
                    return Ok(None);
                }
                let short = row.get_ref("short")?.as_bytes().map(String::from_utf8_lossy).unwrap_or_default();
                Ok(Some(answers_json::damage(&short)))
            })?);
        }
        Ok(wrong)
    }

    /// Whether each entry is in the index, at its day, or in the trash; what the index holds is checked with the pages.
    fn check_search(&self) -> Result<Vec<String>, DbError> {
        let sql = "SELECT e.short, e.day, n.number, e.trashed_ms IS NULL AS wanted, d.id IS NOT NULL AS there
                   FROM entry e LEFT JOIN numbered n ON n.entry = e.id LEFT JOIN search_docsize d ON d.id = n.number";
        query::some(&self.conn, sql, [], |row| {
            let number: Option<i64> = query::get(row, "number")?;
            let day = query::day(row, "day")?;
            let right = query::get::<bool>(row, "wanted")? == query::get::<bool>(row, "there")?
                && number.is_none_or(|number| search::is_of_day(number, day));
            let short = row.get_ref("short")?.as_bytes().map(String::from_utf8_lossy).unwrap_or_default();
            Ok((!right).then(|| format!("search is not right about `{short}`")))
        })
    }

    fn check_tags(&self) -> Result<Vec<String>, DbError> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let sql =
            "SELECT t.tag, e.trashed_ms IS NULL AS counted FROM tag t CROSS JOIN entry e ON e.id = t.entry";
        let read =
            |row: &Row<'_>| Ok((query::get::<String>(row, "tag")?, query::get::<bool>(row, "counted")?));
        for (tag, counted) in query::all(&self.conn, sql, [], read)? {
            *counts.entry(tag).or_default() += u32::from(counted);
        }
        counts.retain(|_, count| *count > 0);
        let right = tags::all(&self.conn)?.into_iter().eq(counts);
        Ok(if right { Vec::new() } else { vec!["the tags are not counted rightly".to_owned()] })
    }

    fn check_tally(&self) -> Result<Vec<String>, DbError> {
        let words = "the sums over facts are not right; `empathy doctor --rebuild` mends them".to_owned();
        Ok(if aggregates::wrong(&self.conn)? == 0 { Vec::new() } else { vec![words] })
    }

    fn check_people(&self) -> Result<Vec<String>, DbError> {
        people::check(&self.conn)
    }

    fn check_definitions(&self) -> Result<Vec<String>, DbError> {
        query::some(&self.conn, "SELECT text, digest FROM definition", [], |row| {
            let words = || "the text of an exercise is not what was written".to_owned();
            Ok((!answers_json::intact(row, "text")?).then(words))
        })
    }
}
