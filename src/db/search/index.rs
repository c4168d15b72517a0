//! Keeping the index right: one entry after each change of it, in the same transaction, or all of them anew.
//!
//! The words of an entry are always worked out from what is stored, never from what is about to be, so that the index
//! equals one made anew.

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};

use super::super::entries::head;
use super::super::{links, query, tags};
use super::{marks, text};
use crate::domain::facts::subject_key;
use crate::domain::id::EntryId;
use crate::domain::value::Answers;
use crate::error::DbError;

/// How many entries a day has room for, as a power of two.
pub(super) const DAY: u32 = 20;

/// How many entries are read at once when everything is made anew.
const BATCH: i64 = 1000;

/// Gives the first number of a day.
pub(super) fn first_of_day(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) << DAY
}

/// Tells whether a number is one of a day.
pub(in super::super) fn is_of_day(number: i64, day: NaiveDate) -> bool {
    number >> DAY == i64::from(day.num_days_from_ce())
}

/// Reads what search knows of an entry: the draft over it, else its finished answers; nothing of damaged ones.
pub(in super::super) fn said(conn: &Connection, id: EntryId) -> Result<Answers, DbError> {
    let sql = "SELECT ifnull(d.answers, e.answers) AS said FROM entry e LEFT JOIN draft d ON d.entry = e.id WHERE e.id = ?1";
    Ok(query::one(conn, sql, [id.bytes()], |row| text::stored(row, "said"))?.flatten().unwrap_or_default())
}

/// Indexes an entry as it is now; one in the trash is taken out.
pub(in super::super) fn refresh(conn: &Connection, id: EntryId) -> Result<(), DbError> {
    let sql = "SELECT number FROM numbered WHERE entry = ?1";
    let number: Option<i64> = query::value(conn, sql, [id.bytes()])?;
    if let Some(number) = number {
        query::run(conn, "DELETE FROM search WHERE rowid = ?1", [number])?;
    }
    let there =
        query::exists(conn, "SELECT 1 FROM entry WHERE id = ?1 AND trashed_ms IS NULL", [id.bytes()])?;
    if there { insert(conn, id, number) } else { Ok(()) }
}

/// Makes the index look again how it is laid out, as it does at the beginning of every search.
pub(in super::super) fn look_again(conn: &Connection) -> Result<(), DbError> {
    query::exists(conn, "SELECT 1 FROM search WHERE search MATCH '\"x\"' LIMIT 1", []).map(|_| ())
}

/// Takes an entry out for good.
pub(in super::super) fn forget(conn: &Connection, id: EntryId) -> Result<(), DbError> {
    let sql = "DELETE FROM numbered WHERE entry = ?1 RETURNING number";
    if let Some(number) = query::one(conn, sql, [id.bytes()], |row| query::get::<i64>(row, "number"))? {
        query::run(conn, "DELETE FROM search WHERE rowid = ?1", [number])?;
    }
    Ok(())
}

fn insert(conn: &Connection, id: EntryId, number: Option<i64>) -> Result<(), DbError> {
    let Some(head) = head(conn, id)? else { return Ok(()) };
    let number = number.map_or_else(|| take_number(conn, id, head.day), Ok)?;
    query::run(
        conn,
        "INSERT INTO search (rowid, title, body, tags, marks) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            number,
            text::clean(&head.summary),
            text::body(&said(conn, id)?),
            tags::of(conn, id)?.join(" "),
            marks::of(conn, &head)?,
        ],
    )?;
    Ok(())
}

fn take_number(conn: &Connection, id: EntryId, day: NaiveDate) -> Result<i64, DbError> {
    let first = first_of_day(day);
    let sql = "SELECT max(number) FROM numbered WHERE number >= ?1 AND number < ?2";
    let last: Option<i64> = query::value(conn, sql, [first, first + (1 << DAY)])?;
    let number = last.map_or(first, |last| last + 1);
    query::run(conn, "INSERT INTO numbered (number, entry) VALUES (?1, ?2)", params![number, id.bytes()])?;
    Ok(number)
}

/// Makes everything anew that can be worked out from the entries.
pub(super) fn rebuild(conn: &Connection) -> Result<(), DbError> {
    query::run(conn, "INSERT INTO search (search) VALUES ('delete-all')", [])?;
    tags::recount(conn)?;
    let (mut day, mut last) = (String::new(), [0_u8; 16]);
    loop {
        let sql = "SELECT id, day FROM entry INDEXED BY entry_by_day
                   WHERE trashed_ms IS NULL AND (day, id) > (?1, ?2) ORDER BY day, id LIMIT ?3";
        let batch = query::all(conn, sql, params![day, last, BATCH], |row| {
            Ok((query::id(row, "id")?, query::get::<String>(row, "day")?))
        })?;
        let Some((id, end)) = batch.last() else { break };
        (day, last) = (end.clone(), id.bytes());
        for (id, _) in &batch {
            let sql = "SELECT number FROM numbered WHERE entry = ?1";
            insert(conn, *id, query::value(conn, sql, [id.bytes()])?)?;
        }
    }
    links::rebuild(conn)
}

/// Makes anew what a schema step has marked as stale.
pub(in super::super) fn mend(conn: &Connection) -> Result<(), DbError> {
    let was_stale =
        |what: &str| Ok::<_, DbError>(query::run(conn, "DELETE FROM stale WHERE what = ?1", [what])? > 0);
    let (derived, search) = (was_stale("derived")?, was_stale("search")?);
    if derived {
        adopt(conn)?;
    }
    if derived || search {
        rebuild(conn)?;
    }
    Ok(())
}

/// Finds the remembered words in entries from before it was known which entry said them.
fn adopt(conn: &Connection) -> Result<(), DbError> {
    const LONGEST: usize = 200;
    let (mut last, vocabularies) = ([0_u8; 16], vocabularies(conn)?);
    loop {
        let sql = "SELECT id, answers AS said FROM entry WHERE id > ?1 AND version > 0 ORDER BY id LIMIT ?2";
        let batch = query::all(conn, sql, params![last, BATCH], |row| {
            Ok((query::id(row, "id")?, text::stored(row, "said")?.unwrap_or_default()))
        })?;
        let Some((id, _)) = batch.last() else { return Ok(()) };
        last = id.bytes();
        for (id, answers) in &batch {
            let mut keys = Vec::new();
            text::each_text(answers, &mut |_, _, text| {
                if text.len() <= LONGEST && !text.trim().is_empty() {
                    keys.push(subject_key(text));
                }
            });
            for (key, vocabulary) in keys.iter().flat_map(|key| vocabularies.iter().map(move |v| (key, v))) {
                let sql = "INSERT INTO said (entry, vocabulary, key)
                           SELECT ?1, vocabulary, key FROM term WHERE vocabulary = ?2 AND key = ?3
                           ON CONFLICT DO NOTHING";
                query::run(conn, sql, params![id.bytes(), vocabulary, key])?;
            }
        }
    }
}

fn vocabularies(conn: &Connection) -> Result<Vec<String>, DbError> {
    let mut found: Vec<String> = Vec::new();
    let next = "SELECT min(vocabulary) FROM term WHERE vocabulary > ?1";
    while let Some(name) = query::value(conn, next, [found.last().map_or("", String::as_str)])? {
        found.push(name);
    }
    Ok(found)
}
