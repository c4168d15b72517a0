//! Tags: words of one's own on entries. Those in the trash keep theirs, and are not counted.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::changes::{self, ChangeKind, Changed};
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
        let normal = |tags: &[String]| -> BTreeSet<String> {
            tags.iter().map(|tag| normal(tag)).filter(|tag| !tag.is_empty()).collect()
        };
        let add: Vec<_> = normal(add).into_iter().collect();
        let remove: Vec<_> = normal(remove).into_iter().filter(|tag| !add.contains(tag)).collect();
        self.write("change the tags", |tx| {
            let mut all = Vec::new();
            for id in ids {
                if !query::exists(tx, "SELECT 1 FROM entry WHERE id = ?1", [id.bytes()])? {
                    continue;
                }
                let (added, removed) = change(tx, *id, &add, &remove)?;
                if !(added.is_empty() && removed.is_empty()) {
                    search::refresh(tx, *id)?;
                    all.push(Changed { added, removed, ..Changed::of(*id) });
                }
            }
            changes::record(tx, ChangeKind::Tag, at, &all)?;
            Ok(all.len())
        })
    }

    /// Lists every tag in use, by name, with the number of entries outside the trash that carry it.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        attempt("list the tags", || all(&self.conn))
    }

    /// Reads the tags of some entries; those without any are left out.
    pub fn tags_of(&self, ids: &[EntryId]) -> Result<BTreeMap<EntryId, Vec<String>>> {
        attempt("read the tags", || {
            let mut found = BTreeMap::new();
            for id in ids {
                let tags = of(&self.conn, *id)?;
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

/// Reads every tag in use with its count, by name.
pub(super) fn all(conn: &Connection) -> Result<Vec<(String, u32)>, DbError> {
    query::all(conn, "SELECT tag, entries FROM tag_count ORDER BY tag", [], |row| {
        Ok((query::get(row, "tag")?, query::get(row, "entries")?))
    })
}

/// Reads the tags of an entry, by name.
pub(super) fn of(conn: &Connection, id: EntryId) -> Result<Vec<String>, DbError> {
    let sql = "SELECT tag FROM tag WHERE entry = ?1 ORDER BY tag";
    query::all(conn, sql, [id.bytes()], |row| query::get(row, "tag"))
}

/// Counts an entry as carrying a tag, or as carrying it no more.
pub(super) fn count(conn: &Connection, tag: &str, more: bool) -> Result<(), DbError> {
    if more {
        let sql = "INSERT INTO tag_count (tag, entries) VALUES (?1, 1)
                   ON CONFLICT DO UPDATE SET entries = entries + 1";
        query::run(conn, sql, [tag])?;
    } else if query::run(conn, "DELETE FROM tag_count WHERE tag = ?1 AND entries = 1", [tag])? == 0 {
        query::run(conn, "UPDATE tag_count SET entries = entries - 1 WHERE tag = ?1", [tag])?;
    }
    Ok(())
}

/// Counts an entry that goes to the trash, or comes out of it, under each of its tags.
pub(super) fn count_all(conn: &Connection, id: EntryId, more: bool) -> Result<(), DbError> {
    of(conn, id)?.iter().try_for_each(|tag| count(conn, tag, more))
}

/// Adds and removes tags of an entry, in normal form; gives those that were not there, and those that were.
pub(super) fn change(
    conn: &Connection,
    id: EntryId,
    add: &[String],
    remove: &[String],
) -> Result<(Vec<String>, Vec<String>), DbError> {
    let counted =
        query::exists(conn, "SELECT 1 FROM entry WHERE id = ?1 AND trashed_ms IS NULL", [id.bytes()])?;
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    let steps = [
        (remove, "DELETE FROM tag WHERE entry = ?1 AND tag = ?2", &mut removed, false),
        (add, "INSERT INTO tag (entry, tag) VALUES (?1, ?2) ON CONFLICT DO NOTHING", &mut added, true),
    ];
    for (tags, sql, changed, more) in steps {
        for tag in tags {
            if query::run(conn, sql, params![id.bytes(), tag])? > 0 {
                changed.push(tag.clone());
                if counted {
                    count(conn, tag, more)?;
                }
            }
        }
    }
    Ok((added, removed))
}

/// Counts all tags anew.
pub(super) fn recount(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM tag_count", [])?;
    query::run(
        conn,
        "WITH near AS (SELECT t.tag FROM tag t CROSS JOIN entry e ON e.id = t.entry WHERE e.trashed_ms IS NULL)
         INSERT INTO tag_count (tag, entries) SELECT tag, count(*) FROM near GROUP BY tag",
        params![],
    )?;
    Ok(())
}
