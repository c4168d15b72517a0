//! Tags: words of one's own on entries. Those in the trash keep theirs, and are not counted.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::trouble::attempt;
use super::{Store, query};
use crate::error::{Result, Trouble};
use crate::model::id::EntryId;

/// How many letters a tag has at most.
const LONGEST: usize = 60;

impl Store {
    /// Lists every tag in use, by name, with the number of entries outside the trash that carry it.
    pub fn tags(&self) -> Result<Vec<(String, u32)>> {
        attempt("list the tags", || {
            query::all(&self.conn, "SELECT tag, entries FROM tag_count ORDER BY tag", [], |row| {
                Ok((query::get(row, "tag")?, query::get(row, "entries")?))
            })
        })
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

/// Reads the tags of an entry, by name.
pub(super) fn of(conn: &Connection, id: EntryId) -> Result<Vec<String>, Trouble> {
    let sql = "SELECT tag FROM tag WHERE entry = ?1 ORDER BY tag";
    query::all(conn, sql, [id.bytes()], |row| query::get(row, "tag"))
}

/// Counts all tags anew.
pub(super) fn recount(conn: &Connection) -> Result<(), Trouble> {
    query::run(conn, "DELETE FROM tag_count", [])?;
    query::run(
        conn,
        "WITH near AS (SELECT t.tag FROM tag t CROSS JOIN entry e ON e.id = t.entry WHERE e.trashed_ms IS NULL)
         INSERT INTO tag_count (tag, entries) SELECT tag, count(*) FROM near GROUP BY tag",
        params![],
    )?;
    Ok(())
}
