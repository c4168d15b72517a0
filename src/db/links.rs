//! Links: which entries cite which, as evidence or by a short id in their text. Finished answers count, not drafts.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};

use super::entries::{HEAD, read_head};
use super::error::attempt;
use super::{Store, query, search};
use crate::domain::complaint::ComplaintId;
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::value::{Answers, Cite, Cited};
use crate::error::{DbError, Result};

/// How many entries one links to at most, and how many are listed.
const MOST: usize = 1000;

impl Store {
    /// Lists the entries an entry cites, the oldest day first, up to a thousand. The trash is left out.
    pub fn links_from(&self, id: EntryId) -> Result<Vec<Head>> {
        attempt("read the links of the entry", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry f CROSS JOIN link l ON l.entry = f.number CROSS JOIN entry e ON e.number = l.target
                 WHERE f.id = ?1 AND e.trashed_ms IS NULL ORDER BY l.target LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![id.bytes(), query::limit(MOST)], read_head)
        })
    }

    /// Lists the entries that cite an entry, the newest day first, up to a thousand. The trash is left out.
    pub fn linked_by(&self, id: EntryId) -> Result<Vec<Head>> {
        attempt("read the links to the entry", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry t CROSS JOIN link l INDEXED BY link_to ON l.target = t.number
                 CROSS JOIN entry e ON e.number = l.entry
                 WHERE t.id = ?1 AND e.trashed_ms IS NULL ORDER BY l.entry DESC LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![id.bytes(), query::limit(MOST)], read_head)
        })
    }
}

/// Works out the links of an entry from its finished answers; those of damaged answers stay as they were.
pub(super) fn refresh(conn: &Connection, entry: i64) -> Result<(), DbError> {
    finished(conn, entry)?.map_or(Ok(()), |answers| replace(conn, entry, &answers))
}

/// The answers an entry is finished with: empty if it never was, `None` if they are damaged.
pub(super) fn finished(conn: &Connection, entry: i64) -> Result<Option<Answers>, DbError> {
    let sql = "SELECT e.finished IS NULL AS none, r.answers AS said
               FROM entry e LEFT JOIN revision r ON r.number = e.finished WHERE e.number = ?1";
    let read = |row: &Row<'_>| {
        let none = query::get::<bool>(row, "none")?.then(Answers::default);
        Ok(none.or(search::stored(row, "said")?))
    };
    Ok(query::one(conn, sql, [entry], read)?.flatten())
}

/// Stores the links in some answers in place of those of an entry.
pub(super) fn replace(conn: &Connection, entry: i64, answers: &Answers) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM link WHERE entry = ?1", [entry])?;
    query::run(conn, "DELETE FROM complaint_link WHERE entry = ?1", [entry])?;
    for complaint in complaints(conn, answers)? {
        query::run(
            conn,
            "INSERT INTO complaint_link (entry, complaint) VALUES (?1, ?2)",
            [entry, complaint],
        )?;
    }
    for cited in cited(answers) {
        let sql =
            "INSERT INTO link (entry, target) SELECT ?1, number FROM entry WHERE id = ?2 AND number <> ?1
                   ON CONFLICT DO NOTHING";
        query::run(conn, sql, params![entry, cited.bytes()])?;
    }
    for short in shorts(answers) {
        let sql =
            "INSERT INTO link (entry, target) SELECT ?1, number FROM entry WHERE short = ?2 AND number <> ?1
                   ON CONFLICT DO NOTHING";
        query::run(conn, sql, params![entry, short])?;
    }
    Ok(())
}

/// The complaints that drafts cite, by their numbers.
pub(super) fn complaints_of_drafts(conn: &Connection) -> Result<BTreeSet<i64>, DbError> {
    let sql = "SELECT r.answers AS said FROM entry AS near CROSS JOIN revision r ON r.number = near.draft
               WHERE near.draft IS NOT NULL";
    let drafts = query::some(conn, sql, [], |row| search::stored(row, "said"))?;
    let mut all = BTreeSet::new();
    for answers in &drafts {
        all.extend(complaints(conn, answers)?);
    }
    Ok(all)
}

/// The complaints that answers cite, by their numbers.
fn complaints(conn: &Connection, answers: &Answers) -> Result<BTreeSet<i64>, DbError> {
    let mut found = BTreeSet::new();
    for cited in cited_complaints(answers) {
        let sql = "SELECT number FROM complaint WHERE id = ?1";
        found.extend(query::value::<i64>(conn, sql, [cited.bytes()])?);
    }
    for short in shorts(answers) {
        let sql = "SELECT number FROM complaint WHERE short = ?1";
        found.extend(query::value::<i64>(conn, sql, [short])?);
    }
    Ok(found)
}

/// What looks like a short id in answers.
fn shorts(answers: &Answers) -> Vec<String> {
    let mut shorts = Vec::new();
    search::each_text(answers, &mut |_, _, text| shorts.extend(short_ids(text).take(MOST)));
    shorts.truncate(MOST);
    shorts
}

fn cited(answers: &Answers) -> Vec<EntryId> {
    let entry = |cite: &Cite| match cite.of {
        Cited::Entry(id) => Some(id),
        Cited::Complaint(_) => None,
    };
    answers.cites().into_iter().filter_map(entry).take(MOST).collect()
}

fn cited_complaints(answers: &Answers) -> Vec<ComplaintId> {
    let complaint = |cite: &Cite| match cite.of {
        Cited::Complaint(id) => Some(id),
        Cited::Entry(_) => None,
    };
    answers.cites().into_iter().filter_map(complaint).take(MOST).collect()
}

/// Finds what looks like a short id and stands on its own: `tru-7f3k`, in any case.
fn short_ids(text: &str) -> impl Iterator<Item = String> {
    let inside = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.split(move |c| !inside(c)).filter_map(|word| {
        let (prefix, letters) = word.split_once('-')?;
        let fits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
            lengths.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        };
        (fits(prefix, 1..=32) && fits(letters, 4..=12)).then(|| word.to_ascii_lowercase())
    })
}
