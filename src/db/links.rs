//! Links: which entries cite which, as evidence or by a short id in their text. Finished answers count, not drafts.

use rusqlite::{Connection, params};

use super::entries::{HEAD, read_head};
use super::error::attempt;
use super::{Store, query, search};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// How many entries one links to at most, and how many are listed.
const MOST: usize = 1000;

/// How many entries are read at once when everything is made anew.
const BATCH: i64 = 1000;

impl Store {
    /// Lists the entries an entry cites, oldest id first, up to a thousand. The trash is left out.
    pub fn links_from(&self, id: EntryId) -> Result<Vec<Head>> {
        attempt("read the links of the entry", || {
            let sql = format!(
                "SELECT {HEAD} FROM link l CROSS JOIN entry e ON e.id = l.target
                 WHERE l.entry = ?1 AND e.trashed_ms IS NULL ORDER BY l.target LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![id.bytes(), query::limit(MOST)], read_head)
        })
    }

    /// Lists the entries that cite an entry, newest id first, up to a thousand. The trash is left out.
    pub fn linked_by(&self, id: EntryId) -> Result<Vec<Head>> {
        attempt("read the links to the entry", || {
            let sql = format!(
                "SELECT {HEAD} FROM link l INDEXED BY link_to CROSS JOIN entry e ON e.id = l.entry
                 WHERE l.target = ?1 AND e.trashed_ms IS NULL ORDER BY l.entry DESC LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![id.bytes(), query::limit(MOST)], read_head)
        })
    }
}

/// Stores the links of an entry in place of those it had.
pub(super) fn replace(conn: &Connection, id: EntryId, answers: &Answers) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM link WHERE entry = ?1", [id.bytes()])?;
    for cited in cited(answers) {
        let sql = "INSERT INTO link (entry, target) SELECT ?1, id FROM entry WHERE id = ?2 AND id <> ?1
                   ON CONFLICT DO NOTHING";
        query::run(conn, sql, params![id.bytes(), cited.bytes()])?;
    }
    let mut shorts = Vec::new();
    search::each_text(answers, &mut |_, _, text| shorts.extend(short_ids(text).take(MOST)));
    for short in shorts.into_iter().take(MOST) {
        let sql = "INSERT INTO link (entry, target) SELECT ?1, id FROM entry WHERE short = ?2 AND id <> ?1
                   ON CONFLICT DO NOTHING";
        query::run(conn, sql, params![id.bytes(), short])?;
    }
    Ok(())
}

fn cited(answers: &Answers) -> Vec<EntryId> {
    answers.cites().into_iter().map(|cite| cite.entry).take(MOST).collect()
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

/// Works out the links of all finished entries anew.
pub(super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    let mut last = [0_u8; 16];
    loop {
        let sql = "SELECT id, answers AS said FROM entry WHERE id > ?1 ORDER BY id LIMIT ?2";
        let batch = query::all(conn, sql, params![last, BATCH], |row| {
            Ok((query::id(row, "id")?, search::stored(row, "said")?))
        })?;
        let Some((id, _)) = batch.last() else { return Ok(()) };
        last = id.bytes();
        for (id, answers) in &batch {
            // The links of damaged answers stay as they were.
            if let Some(answers) = answers {
                replace(conn, *id, answers)?;
            }
        }
    }
}
