//! The check of a whole journal: its pages, its links, and whether every text is still what was written.

use rusqlite::Row;

use super::entries::{HEAD, day_of, read_head_noting};
use super::error::attempt;
use super::{Store, answers_json, complaints, connection, people, query, search};
use crate::error::{DbError, Result};

impl Store {
    /// Checks everything, and says in a sentence each what is damaged; nothing if all is well. Reads the whole journal.
    /// What is said of search and tags, [`Store::rebuild_search`] mends.
    pub fn verify(&self) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        let parts = [
            Self::check_pages,
            Self::check_links,
            Self::check_entries,
            Self::check_texts,
            Self::check_definitions,
            Self::check_search,
            Self::check_tags,
            Self::check_facts,
            Self::check_subjects,
            Self::check_weeks,
            Self::check_people,
            Self::check_complaints,
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

    /// Whether every entry can be listed, and its revisions are there.
    fn check_entries(&self) -> Result<Vec<String>, DbError> {
        let sql = format!(
            "SELECT {HEAD}, e.finished IS NOT NULL AND NOT EXISTS
                 (SELECT 1 FROM revision WHERE number = e.finished AND entry = e.number AND version = e.version)
                 OR e.draft IS NOT NULL AND NOT EXISTS
                 (SELECT 1 FROM revision WHERE number = e.draft AND entry = e.number AND kind = 'draft') AS lost FROM entry e"
        );
        query::some(&self.conn, &sql, [], |row| {
            let (head, fault) = read_head_noting(row)?;
            let lost = || format!("the text of `{}` is missing", head.short);
            Ok(fault.or_else(|| query::get::<bool>(row, "lost").unwrap_or(true).then(lost)))
        })
    }

    fn check_texts(&self) -> Result<Vec<String>, DbError> {
        let sql =
            "SELECT e.short, r.answers, r.digest FROM revision r LEFT JOIN entry e ON e.number = r.entry";
        query::some(&self.conn, sql, [], |row| {
            Ok((!answers_json::intact(row, "answers")?).then(|| answers_json::damage(&short(row))))
        })
    }

    /// Whether each entry is in the index as it is, at its day, or in the trash; drafts may not be yet. What the index
    /// holds is checked with the pages.
    fn check_search(&self) -> Result<Vec<String>, DbError> {
        let sql = "SELECT e.short, e.day, e.number, e.trashed_ms IS NOT NULL
                       OR iif(d.id IS NULL, e.indexed IS NULL AND e.draft IS NOT NULL,
                           e.draft IS NOT NULL OR e.indexed IS e.finished) AS there
                   FROM entry e LEFT JOIN search_docsize d ON d.id = e.number";
        query::some(&self.conn, sql, [], |row| {
            // A day that cannot be read is told of elsewhere.
            let placed = query::day(row, "day")
                .map_or(true, |day| day_of(row.get("number").unwrap_or_default()) == Some(day));
            let right = placed && query::get::<bool>(row, "there")?;
            Ok((!right).then(|| format!("the search index is wrong for `{}`", short(row))))
        })
    }

    fn check_tags(&self) -> Result<Vec<String>, DbError> {
        let sql = "SELECT 1 FROM tag AS near CROSS JOIN entry e ON e.number = near.entry WHERE near.live <> (e.trashed_ms IS NULL) LIMIT 1";
        let wrong = query::exists(&self.conn, sql, [])?;
        Ok(if wrong { vec!["the tags are not counted correctly".to_owned()] } else { Vec::new() })
    }

    /// Whether every fact belongs to an entry, and can be reached from it.
    fn check_facts(&self) -> Result<Vec<String>, DbError> {
        let sql = "SELECT 1 FROM fact AS near LEFT JOIN entry e ON e.number = near.entry
                   LEFT JOIN measured x ON x.exercise = e.exercise AND x.measure = near.measure WHERE x.measure IS NULL LIMIT 1";
        let lost = query::exists(&self.conn, sql, [])?;
        Ok(if lost { vec!["a row of `fact` belongs to nothing".to_owned()] } else { Vec::new() })
    }

    /// Whether each fact can be reached from what it is about.
    fn check_subjects(&self) -> Result<Vec<String>, DbError> {
        let sql = "SELECT 1 FROM fact AS near LEFT JOIN about a ON a.measure = near.measure
                   AND a.subject_key = near.subject_key AND a.week = near.week AND a.entry = near.entry
                   WHERE near.subject_key > 0 AND a.entry IS NULL LIMIT 1";
        let words = "the list of what entries are about is wrong; `empathy doctor --rebuild` repairs it";
        Ok(if query::exists(&self.conn, sql, [])? { vec![words.to_owned()] } else { Vec::new() })
    }

    fn check_weeks(&self) -> Result<Vec<String>, DbError> {
        let words = "the entries of weeks are not counted correctly; `empathy doctor --rebuild` repairs them";
        Ok(if self.weeks_are_right()? { Vec::new() } else { vec![words.to_owned()] })
    }

    fn check_people(&self) -> Result<Vec<String>, DbError> {
        people::check(&self.conn)
    }

    fn check_complaints(&self) -> Result<Vec<String>, DbError> {
        complaints::check(&self.conn)
    }

    fn check_definitions(&self) -> Result<Vec<String>, DbError> {
        query::some(&self.conn, "SELECT text, digest FROM definition", [], |row| {
            let words = || "the text of an exercise is not what was written".to_owned();
            Ok((!answers_json::intact(row, "text")?).then(words))
        })
    }
}

fn short(row: &Row<'_>) -> String {
    let text = row.get_ref("short").ok().and_then(|short| short.as_bytes().ok().map(String::from_utf8_lossy));
    text.unwrap_or_default().into_owned()
}
