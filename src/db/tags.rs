//! Tags: words of one's own on entries. Those in the trash keep theirs, and are not counted.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use unicase::UniCase;

use super::changes::{self, ChangeKind, Changed};
use super::entries::numbers_of;
use super::error::attempt;
use super::{Store, query, search};
use crate::domain::id::EntryId;
use crate::domain::search::{Filter, Query};
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// How many letters a tag has at most.
const LONGEST: usize = 60;

impl Store {
    /// Adds tags to entries and removes others from them, as one change; tells how many entries it changed. Tags are put
    /// into their normal form; one that has none is left out, and so are entries that do not exist. A tag in both lists
    /// stays or comes.
    pub fn tag(&mut self, ids: &[EntryId], add: &[String], remove: &[String], at: Moment) -> Result<usize> {
        self.write("change the tags", |tx| {
            let (add, remove) = normalized(tx, add, remove)?;
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

    /// Lists the entries that carry a tag, in any spelling; those in the trash too.
    pub fn tagged(&self, tag: &str) -> Result<Vec<EntryId>> {
        attempt("look up the tag", || {
            let tag = known(&self.conn, normal(tag), &BTreeSet::new())?;
            let sql = "SELECT e.id FROM tag AS near CROSS JOIN entry e ON e.number = near.entry
                       WHERE near.tag = ?1 ORDER BY e.number";
            query::all(&self.conn, sql, [tag], |row| query::id(row, "id"))
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

/// Returns the form of a tag that is stored: lower case, one form of each letter, a dash for spaces and punctuation, up to
/// 60 characters as people count them. Letters, marks, digits and emoji stay as they are. Empty if nothing of it can stay.
pub fn normal(tag: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_segmentation::UnicodeSegmentation;
    // Selectors of variants only say how the character before is drawn.
    let seen: String = tag.nfkc().filter(|c| !matches!(c, '\u{fe00}'..='\u{fe0f}')).collect();
    let folded: String = seen.to_lowercase().nfkc().collect();
    let words = folded.split(|c| !is_kept(c)).filter(|word| !word.trim_matches(JOINERS).is_empty());
    let joined = words.collect::<Vec<_>>().join("-");
    joined.graphemes(true).take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}

/// What joins letters or emoji to one.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Whether a character of a tag stays: letters, digits, and of what is not ASCII all but spaces, punctuation and what is
/// not seen.
fn is_kept(c: char) -> bool {
    let is_sign = match c {
        '\u{80}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2000}'..='\u{206f}' => !JOINERS.contains(&c),
        '\u{3000}'..='\u{303f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e0000}'..='\u{10ffff}' => true,
        _ => c.is_ascii() || c.is_whitespace() || c.is_control(),
    };
    c.is_alphanumeric() || !is_sign
}

/// Makes the key under which spellings of one tag meet: by full case folding `ß` is `ss`, and each sigma is one.
fn key(tag: &str) -> String {
    UniCase::new(tag).to_folded_case()
}

/// Finds the spelling in which a tag in its normal form is in use, but for some; else it stays as it is.
fn known(conn: &Connection, tag: String, but: &BTreeSet<String>) -> Result<String, DbError> {
    let sql = "SELECT tag FROM tag INDEXED BY tag_live WHERE tag = ?1 AND live = 1 LIMIT 1";
    if !but.contains(&tag) && query::value::<String>(conn, sql, [&tag])?.is_some() {
        return Ok(tag);
    }
    let sql = "SELECT DISTINCT tag FROM tag AS near INDEXED BY tag_live WHERE live = 1";
    let all: Vec<String> = query::all(conn, sql, [], |row| query::get(row, "tag"))?;
    let key = key(&tag);
    Ok(all.into_iter().find(|other| !but.contains(other) && self::key(other) == key).unwrap_or(tag))
}

/// Writes the tags of a question in the spelling in which they are in use.
pub(super) fn spelled(conn: &Connection, query: &Query) -> Result<Query, DbError> {
    let mut query = query.clone();
    for filter in query.filters.iter_mut().chain(&mut query.except) {
        if let Filter::Tag(tag) = filter {
            *tag = known(conn, normal(tag), &BTreeSet::new())?;
        }
    }
    Ok(query)
}

/// Tags to add and to remove, in the spelling in which they are in use, else in their normal form; those to add are never
/// removed. A tag can be given another spelling.
pub(super) fn normalized(
    conn: &Connection,
    add: &[String],
    remove: &[String],
) -> Result<(Vec<String>, Vec<String>), DbError> {
    let spelled = |tags: &[String], but: &BTreeSet<String>| -> Result<BTreeSet<String>, DbError> {
        let normal = tags.iter().map(|tag| normal(tag)).filter(|tag| !tag.is_empty());
        normal.map(|tag| known(conn, tag, but)).collect()
    };
    let remove = spelled(remove, &BTreeSet::new())?;
    let written: BTreeSet<String> = add.iter().map(|tag| normal(tag)).collect();
    let add = spelled(add, &remove.difference(&written).cloned().collect())?;
    let remove = remove.difference(&add).cloned().collect();
    Ok((add.into_iter().collect(), remove))
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

#[cfg(test)]
mod tests {
    use super::{key, normal};

    #[test]
    fn a_tag_keeps_what_is_written_in_any_script_in_one_form() {
        for (written, kept) in [
            ("Second look", "second-look"),
            ("Café", "café"),
            ("CAFE\u{301}", "café"),
            ("ｗｏｒｋ", "work"),
            ("हिन्दी", "हिन्दी"),
            ("ภาษาไทย", "ภาษาไทย"),
            ("日本語、テスト", "日本語-テスト"),
            ("נִקּוּד", "נִקּוּד"),
            ("❤️", "❤"),
            ("👩🏽‍💻 day", "👩🏽‍💻-day"),
            ("🇩🇪", "🇩🇪"),
            ("c++", "c"),
            ("--a__b--", "a-b"),
            ("a\u{202e}b", "a-b"),
            ("ΟΔΟΣ", "οδος"),
            ("Straße", "straße"),
            ("!!", ""),
            ("\u{200d}", ""),
            ("“”", ""),
        ] {
            assert_eq!(normal(written), kept, "{written}");
            assert_eq!(normal(&normal(written)), kept, "the form of a form is itself");
        }
        for (one, other) in [("straße", "STRASSE"), ("ΟΔΟΣ", "οδοσ"), ("οδος", "Οδοσ")] {
            assert_eq!(key(&normal(one)), key(&normal(other)), "{one}");
        }
        assert_ne!(key("kın"), key("kin"));
        let long = normal(&"👩🏽‍💻".repeat(80));
        assert_eq!(long, "👩🏽‍💻".repeat(60), "cut between characters, not within");
    }
}
