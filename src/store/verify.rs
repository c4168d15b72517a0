//! The check of a whole journal: its pages, its links, and whether every text is still what was written.

use super::trouble::attempt;
use super::{Store, connection, content, query};
use crate::error::{Result, Trouble};

/// Everything with a hash, with the entry to name.
const HASHED: [&str; 3] = [
    "SELECT short, answers, digest FROM entry",
    "SELECT e.short, d.answers, d.digest FROM draft d JOIN entry e ON e.id = d.entry",
    "SELECT e.short, h.answers, h.digest FROM history h JOIN entry e ON e.id = h.entry",
];

impl Store {
    /// Checks everything, and says in a sentence each what is damaged; nothing if all is well. Reads the whole journal.
    pub fn verify(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        for part in [Self::check_pages, Self::check_links, Self::check_texts, Self::check_definitions] {
            match part(self) {
                Ok(found) => wrong.extend(found),
                Err(Trouble::Damaged(what)) => wrong.push(what),
                Err(cause) => return attempt("check the journal", || Err(cause)),
            }
        }
        wrong.dedup();
        Ok(wrong)
    }

    fn check_pages(&self) -> Result<Vec<String>, Trouble> {
        connection::check(&self.conn)
    }

    fn check_links(&self) -> Result<Vec<String>, Trouble> {
        query::all(&self.conn, "PRAGMA foreign_key_check", [], |row| {
            let table: String = query::get(row, "table")?;
            Ok(format!("a row of `{table}` belongs to nothing"))
        })
    }

    fn check_texts(&self) -> Result<Vec<String>, Trouble> {
        let mut wrong = Vec::new();
        for sql in HASHED {
            wrong.extend(query::some(&self.conn, sql, [], |row| {
                if content::intact(row, "answers")? {
                    return Ok(None);
                }
                let short = row.get_ref("short")?.as_bytes().map(String::from_utf8_lossy).unwrap_or_default();
                Ok(Some(content::damage(&short)))
            })?);
        }
        Ok(wrong)
    }

    fn check_definitions(&self) -> Result<Vec<String>, Trouble> {
        query::some(&self.conn, "SELECT text, digest FROM definition", [], |row| {
            let words = || "the text of an exercise is not what was written".to_owned();
            Ok((!content::intact(row, "text")?).then(words))
        })
    }
}
