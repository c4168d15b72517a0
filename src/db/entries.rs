//! Entries: begun once, read ever after. What is written over them is in `drafts`; lists of them are in `lists`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::answers_json::{self, AnswersJson};
use super::error::attempt;
use super::{Store, drafts, query, search};
use crate::domain::entry::{Digest, Draft, Entry, Head, Place, State};
use crate::domain::id::{EntryId, IdPrefix, ShortId};
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};
use crate::sys::rng::Rng;

/// The columns of a [`Head`], of an entry called `e`.
pub(super) const HEAD: &str = "e.id, e.short, e.exercise, e.revision, e.definition, e.state, e.open_draft, e.week, e.day,
    e.written, e.happened_ms, e.happened_offset,
    e.begun_ms, e.begun_offset, e.finished_ms, e.finished_offset, e.version, e.summary,
    iif(e.version = 0 AND e.open_draft = 1, (SELECT desk_ms FROM draft WHERE entry = e.id), e.desk_ms) AS desk_ms";

/// How many entries a typed id may stand for at most.
const CANDIDATES: usize = 20;

/// What an entry begins with.
#[derive(Debug, Clone, Copy)]
pub struct Begin<'a> {
    /// The exercise's id.
    pub exercise: &'a str,
    /// What its short ids begin with.
    pub prefix: &'a str,
    /// The exercise's revision.
    pub revision: u32,
    /// The exercise's text, kept once for all its entries.
    pub definition: &'a str,
    /// The week it is practised for.
    pub week: WeekLabel,
    /// The local day it belongs to.
    pub day: NaiveDate,
    /// The local day it is begun on.
    pub written: NaiveDate,
    /// When it happened, if that is told.
    pub happened: Option<Moment>,
    /// When it is begun.
    pub at: Moment,
    /// The answers it begins with.
    pub answers: &'a Answers,
    /// Where the person is.
    pub place: &'a Place,
}

impl Store {
    /// Begins an entry, with a draft over it.
    pub fn begin(&mut self, new: &Begin<'_>, chance: &mut Rng) -> Result<(Head, Draft)> {
        self.write("begin the entry", |tx| {
            let definition = keep_definition(tx, new.definition)?;
            let id = insert(
                tx,
                &NewRow {
                    prefix: new.prefix,
                    exercise: new.exercise,
                    revision: new.revision,
                    definition,
                    week: new.week,
                    day: new.day,
                    written: new.written,
                    happened: new.happened,
                    begun: new.at,
                    made_ms: new.at.ms,
                    origin: None,
                },
                chance,
            )?;
            let draft = Draft {
                entry: id,
                revision: 1,
                answers: new.answers.clone(),
                place: new.place.clone(),
                desk: std::time::Duration::ZERO,
                saved: new.at,
            };
            drafts::insert(tx, &draft)?;
            search::refresh(tx, id)?;
            Ok((must_head(tx, id)?, draft))
        })
    }

    /// Reads what lists show of an entry, also of one in the trash; nothing if there is no such entry.
    pub fn head(&self, id: EntryId) -> Result<Option<Head>> {
        attempt("read the entry", || head(&self.conn, id))
    }

    /// Finds the entries a typed id may stand for: the one whose short id it is, else up to twenty whose short id
    /// begins with it, before or after the dash. The trash is left out.
    pub fn look_up(&self, prefix: &IdPrefix) -> Result<Vec<Head>> {
        let typed = prefix.as_str();
        let range = params![typed, query::end_of_prefix(typed), query::limit(CANDIDATES)];
        attempt("look up the entry", || {
            let find = |rest: &str, values: &[&dyn rusqlite::ToSql]| {
                let sql = format!("SELECT {HEAD} FROM entry e WHERE e.trashed_ms IS NULL AND {rest}");
                query::all(&self.conn, &sql, values, read_head)
            };
            let exact = find("e.short = ?1", params![typed])?;
            if !exact.is_empty() {
                return Ok(exact);
            }
            let mut found = find("e.short >= ?1 AND e.short < ?2 ORDER BY e.short LIMIT ?3", range)?;
            for head in find("e.letters >= ?1 AND e.letters < ?2 ORDER BY e.letters LIMIT ?3", range)? {
                if found.len() < CANDIDATES && found.iter().all(|other| other.id != head.id) {
                    found.push(head);
                }
            }
            Ok(found)
        })
    }

    /// Finds the entries in the trash a typed id may stand for: the one whose short id it is, else up to twenty whose
    /// short id begins with it.
    pub fn look_up_trashed(&self, prefix: &IdPrefix) -> Result<Vec<Head>> {
        let typed = prefix.as_str();
        attempt("look up the entry in the trash", || {
            let sql = format!(
                "SELECT {HEAD} FROM entry e WHERE e.short >= ?1 AND e.short < ?2 AND +e.trashed_ms IS NOT NULL
                 ORDER BY e.short LIMIT ?3"
            );
            let values = params![typed, query::end_of_prefix(typed), query::limit(CANDIDATES)];
            let mut found = query::all(&self.conn, &sql, values, read_head)?;
            if found.first().is_some_and(|head| head.short.as_str() == typed) {
                found.truncate(1);
            }
            Ok(found)
        })
    }

    /// Reads an entry with the answers it was finished with; nothing if there is no such entry.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>> {
        attempt("read the entry", || {
            let sql = format!("SELECT {HEAD}, e.answers, e.digest FROM entry e WHERE e.id = ?1");
            query::one(&self.conn, &sql, [id.bytes()], |row| {
                let head = read_head(row)?;
                let answers = answers_json::answers(row, head.short.as_str())?;
                Ok(Entry { head, answers })
            })
        })
    }

    /// Reads the text of the exercise an entry was answered against; nothing if no entry was.
    pub fn definition(&self, digest: Digest) -> Result<Option<String>> {
        attempt("read the exercise as it was answered", || {
            let sql = "SELECT text, digest FROM definition WHERE digest = ?1";
            query::one(&self.conn, sql, [digest.0], |row| {
                if answers_json::intact(row, "text")? {
                    query::get(row, "text")
                } else {
                    Err(DbError::Damaged("the text of the exercise is not what was written".to_owned()))
                }
            })
        })
    }

    /// Reads what lists show of some entries; those that are not there are left out.
    pub fn shorts(&self, ids: &[EntryId]) -> Result<BTreeMap<EntryId, Head>> {
        attempt("read the entries cited", || {
            let found = ids.iter().filter_map(|id| head(&self.conn, *id).transpose());
            found.map(|head| head.map(|head| (head.id, head))).collect()
        })
    }
}

/// What an entry is made of before it has answers.
pub(super) struct NewRow<'a> {
    pub prefix: &'a str,
    pub exercise: &'a str,
    pub revision: u32,
    pub definition: Digest,
    pub week: WeekLabel,
    pub day: NaiveDate,
    pub written: NaiveDate,
    pub happened: Option<Moment>,
    pub begun: Moment,
    /// The time in its id.
    pub made_ms: i64,
    pub origin: Option<EntryId>,
}

/// Writes the row of a new entry, with an id and a short id nobody has.
pub(super) fn insert(conn: &Connection, new: &NewRow<'_>, chance: &mut Rng) -> Result<EntryId, DbError> {
    let (id, short) = free_ids(conn, new, chance)?;
    let letters = short.as_str().rsplit('-').next().unwrap_or_default();
    let empty = AnswersJson::of(&Answers::default())?;
    query::run(
        conn,
        "INSERT INTO entry (id, short, letters, exercise, revision, definition, state, week, day,
            begun_ms, begun_offset, origin, answers, digest, written, happened_ms, happened_offset)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'draft', ?7, ?8, ?9, ?10, ?11, ?12, ?13, nullif(?14, ?8), ?15, ?16)",
        params![
            id.bytes(),
            short.as_str(),
            letters,
            new.exercise,
            new.revision,
            new.definition.0,
            new.week.to_string(),
            new.day.to_string(),
            new.begun.ms,
            new.begun.offset,
            new.origin.map(EntryId::bytes),
            empty.json,
            empty.digest.0,
            new.written.to_string(),
            new.happened.map(|at| at.ms),
            new.happened.map(|at| at.offset),
        ],
    )?;
    Ok(id)
}

/// Takes the shortest free short id; where a prefix has run out of them, draws again.
fn free_ids(conn: &Connection, new: &NewRow<'_>, chance: &mut Rng) -> Result<(EntryId, ShortId), DbError> {
    const DRAWS: usize = 100;
    for _ in 0..DRAWS {
        let id = EntryId::new(new.made_ms, chance.id_bytes());
        if query::exists(conn, "SELECT 1 FROM entry WHERE id = ?1", [id.bytes()])? {
            continue;
        }
        for short in id.short_ids(new.prefix) {
            if !query::exists(conn, "SELECT 1 FROM entry WHERE short = ?1", [short.as_str()])? {
                return Ok((id, short));
            }
        }
    }
    Err(DbError::Other("no id is free".to_owned()))
}

/// Keeps the text of an exercise, once.
pub(super) fn keep_definition(conn: &Connection, text: &str) -> Result<Digest, DbError> {
    let digest = Digest::of(text.as_bytes());
    let sql = "INSERT INTO definition (digest, text) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    query::run(conn, sql, params![digest.0, text])?;
    Ok(digest)
}

/// Reads what lists show of an entry.
pub(super) fn head(conn: &Connection, id: EntryId) -> Result<Option<Head>, DbError> {
    query::one(conn, &format!("SELECT {HEAD} FROM entry e WHERE e.id = ?1"), [id.bytes()], read_head)
}

/// Reads what lists show of an entry that was there a moment ago.
pub(super) fn must_head(conn: &Connection, id: EntryId) -> Result<Head, DbError> {
    head(conn, id)?.ok_or_else(|| DbError::Damaged("an entry is missing".to_owned()))
}

/// Reads the columns of [`HEAD`]; if one is damaged, names the entry.
pub(super) fn read_head(row: &Row<'_>) -> Result<Head, DbError> {
    let short: String = query::get(row, "short")?;
    read_parts(row, &short).map_err(|cause| match cause {
        DbError::Damaged(what) => DbError::Damaged(format!("`{short}` is damaged: {what}")),
        other => other,
    })
}

fn read_parts(row: &Row<'_>, short: &str) -> Result<Head, DbError> {
    let word: String = query::get(row, "state")?;
    let day = query::day(row, "day")?;
    let written: Option<String> = query::get(row, "written")?;
    Ok(Head {
        id: query::id(row, "id")?,
        short: ShortId::stored(short.to_owned()),
        exercise: query::get(row, "exercise")?,
        revision: query::get(row, "revision")?,
        definition: query::digest(row, "definition")?,
        state: state(&word)?,
        open_draft: query::get(row, "open_draft")?,
        week: query::week(row, "week")?,
        day,
        written: written.map_or(Ok(day), |text| query::as_day(&text))?,
        happened: query::some_moment(row, "happened_ms", "happened_offset")?,
        begun: query::moment(row, "begun_ms", "begun_offset")?,
        finished: query::some_moment(row, "finished_ms", "finished_offset")?,
        desk: query::duration(row, "desk_ms")?,
        version: query::get(row, "version")?,
        summary: query::get(row, "summary")?,
    })
}

/// Makes a state of its stored word.
pub(super) fn state(word: &str) -> Result<State, DbError> {
    State::from_word(word).ok_or_else(|| DbError::Damaged("a stored state is not what it was".to_owned()))
}
