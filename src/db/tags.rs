//! Tags: words of one's own on entries. Those in the trash keep theirs, and are not counted.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind, Changed};
use super::entries::numbers_of;
use super::error::attempt;
use super::{Store, query, search};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// How many letters a tag has at most.
const LONGEST: usize = 60;

impl Store {
    /// Adds tags to entries and removes others from them, as one change; tells how many entries it changed. Tags are put
    /// into their normal form; one that has none is left out, and so are entries that do not exist. A tag in both lists
    /// stays or comes.
    pub fn tag(&mut self, ids: &[EntryId], add: &[String], remove: &[String], at: Moment) -> Result<usize> {
        let (add, remove) = normalized(add, remove);
        self.write("change the tags", |tx| {
            let mut all = Vec::new();
            for entry in numbers_of(tx, ids)? {
                let (added, removed) = change(tx, entry, &add, &remove)?;
                if !(added.is_empty() && removed.is_empty()) {
                    search::refresh(tx, entry)?;
                    all.push(Changed { added, removed, ..Changed::of(entry) });
                }
            }
            changes::record(tx, ChangeKind::Tag, at, &all)?;
            Ok(all.len())
        })
    }

    /// Lists every tag in use, by name, with the number of entries outside the trash that carry it.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        attempt("list the tags", || {
            let sql = "SELECT tag, count(*) AS entries FROM tag AS near INDEXED BY tag_live WHERE live = 1 GROUP BY tag";
            query::all(&self.conn, sql, [], |row| Ok((query::get(row, "tag")?, query::get(row, "entries")?)))
        })
    }

    /// Reads the tags of some entries; those without any are left out.
    pub fn tags_of(&self, ids: &[EntryId]) -> Result<BTreeMap<EntryId, Vec<String>>> {
        attempt("read the tags", || {
            let mut found = BTreeMap::new();
            for id in ids {
                let sql = "SELECT t.tag FROM entry e CROSS JOIN tag t ON t.entry = e.number WHERE e.id = ?1 ORDER BY t.tag";
                let tags = query::all(&self.conn, sql, [id.bytes()], |row| query::get(row, "tag"))?;
                if !tags.is_empty() {
                    found.insert(*id, tags);
                }
            }
            Ok(found)
        })
    }
}

/// Gives the form of a tag that is stored: lower case, letters and digits with single dashes between, up to 60 of them.
/// Empty if nothing of it can stay.
pub fn normal(tag: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let folded: String = tag.nfkc().flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    joined.chars().take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}

/// Tags to add and to remove in their normal form; those to add are never removed.
pub(super) fn normalized(add: &[String], remove: &[String]) -> (Vec<String>, Vec<String>) {
    let normal = |tags: &[String]| -> BTreeSet<String> {
        tags.iter().map(|tag| normal(tag)).filter(|tag| !tag.is_empty()).collect()
    };
    let (add, remove) = (normal(add), normal(remove));
    let remove = remove.difference(&add).cloned().collect();
    (add.into_iter().collect(), remove)
}

/// Reads the tags of an entry, by name.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Vec<String>, DbError> {
    let sql = "SELECT tag FROM tag WHERE entry = ?1 ORDER BY tag";
    query::all(conn, sql, [entry], |row| query::get(row, "tag"))
}

/// Adds and removes tags of an entry, in normal form; returns those that were not there, and those that were.
pub(super) fn change(
    conn: &Connection,
    entry: i64,
    add: &[String],
    remove: &[String],
) -> Result<(Vec<String>, Vec<String>), DbError> {
    let each = |tags: &[String], sql: &str| -> Result<Vec<String>, DbError> {
        let mut changed = Vec::new();
        for tag in tags {
            if query::run(conn, sql, params![entry, tag])? > 0 {
                changed.push(tag.clone());
            }
        }
        Ok(changed)
    };
    let removed = each(remove, "DELETE FROM tag WHERE entry = ?1 AND tag = ?2")?;
    let sql = "INSERT INTO tag (entry, tag, live) SELECT number, ?2, trashed_ms IS NULL FROM entry WHERE number = ?1
               ON CONFLICT DO NOTHING";
    Ok((each(add, sql)?, removed))
}
