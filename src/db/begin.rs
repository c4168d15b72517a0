//! Beginning entries: their ids, their place among the entries of a day, and the text of the exercise they answer.

use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::entries::{end_of_day, first_of_day, missing, must_head, number_of};
use super::error::attempt;
use super::revisions::{self, NewRevision};
use super::{Store, query, search, weeks};
use crate::domain::entry::{Digest, Draft, Head, State};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::locate::Place;
use crate::domain::plan::{MONDAY, Week, WeekLabel};
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};
use crate::sys::rng::Rng;

/// What an entry begins with.
#[derive(Debug, Clone)]
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
            let id = draw_id(tx, new.at.ms, new.prefix, chance)?;
            let entry = insert(tx, &NewEntry::of(new, id))?;
            revisions::save_draft(tx, entry, &NewRevision::draft(new.answers, new.place, new.at))?;
            search::refresh(tx, entry)?;
            let head = must_head(tx, entry)?;
            let draft = revisions::draft(tx, entry)?;
            draft.map(|draft| (head, draft)).ok_or_else(missing)
        })
    }

    /// What [`Store::begin`] would write, for the thread that saves: nothing is written here. The short id may grow
    /// until then if another program takes it.
    pub fn plan(&self, new: &Begin<'_>, chance: &mut Rng) -> Result<(NewEntry, Head, Draft)> {
        attempt("begin the entry", || {
            let id = draw_id(&self.conn, new.at.ms, new.prefix, chance)?;
            let short = free_short(&self.conn, id, new.prefix)?.ok_or_else(missing)?;
            let head = Head {
                id,
                short,
                exercise: new.exercise.to_owned(),
                revision: new.revision,
                definition: Digest::of(new.definition.as_bytes()),
                state: State::Draft,
                open_draft: true,
                week: new.week,
                day: new.day,
                written: new.written,
                happened: new.happened,
                begun: new.at,
                finished: None,
                desk: Duration::ZERO,
                version: 0,
                summary: String::new(),
            };
            let (answers, place) = (new.answers.clone(), new.place.clone());
            let draft = Draft { entry: id, revision: 0, answers, place, desk: Duration::ZERO, saved: new.at };
            Ok((NewEntry::of(new, id), head, draft))
        })
    }
}

/// The row of an entry that is begun; whoever writes it may do so later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEntry {
    pub(super) id: EntryId,
    pub(super) prefix: String,
    pub(super) exercise: String,
    pub(super) revision: u32,
    pub(super) definition: String,
    pub(super) week: i64,
    pub(super) day: NaiveDate,
    pub(super) written: NaiveDate,
    pub(super) happened: Option<(i64, i32)>,
    pub(super) begun: (i64, i32),
    #[serde(skip)]
    pub(super) origin: Option<i64>,
}

impl NewEntry {
    pub(super) fn of(new: &Begin<'_>, id: EntryId) -> Self {
        Self {
            id,
            prefix: new.prefix.to_owned(),
            exercise: new.exercise.to_owned(),
            revision: new.revision,
            definition: new.definition.to_owned(),
            week: query::stored_week(new.week),
            day: new.day,
            written: new.written,
            happened: new.happened.map(|at| (at.ms, at.offset)),
            begun: (new.at.ms, new.at.offset),
            origin: None,
        }
    }
}

/// Writes the row of a new entry, and returns its number.
pub(super) fn insert(conn: &Connection, new: &NewEntry) -> Result<i64, DbError> {
    let short = free_short(conn, new.id, &new.prefix)?.or_else(|| new.id.short_ids(&new.prefix).last());
    let short = short.as_ref().map_or("", ShortId::as_str);
    let (ms, offset) = new.happened.unwrap_or(new.begun);
    let number = free_number(conn, new.day, Moment::new(ms, offset))?;
    let practised = Week::holding(new.written, weeks::anchor(conn, new.written)?.unwrap_or(MONDAY));
    query::run(
        conn,
        "INSERT INTO entry (number, id, short, letters, exercise, exercise_revision, definition, state, version, week, day,
            begun_ms, begun_offset, origin, written, practised, happened_ms, happened_offset)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', 0, ?8, ?9, ?10, ?11, ?12, nullif(?13, ?9), ?14, ?15, ?16)",
        params![
            number,
            new.id.bytes(),
            short,
            short.rsplit('-').next().unwrap_or_default(),
            new.exercise,
            new.revision,
            keep_definition(conn, &new.definition)?,
            new.week,
            new.day.to_string(),
            new.begun.0,
            new.begun.1,
            new.origin,
            new.written.to_string(),
            query::stored_week(practised.label()),
            new.happened.map(|(ms, _)| ms),
            new.happened.map(|(_, offset)| offset),
        ],
    )?;
    Ok(number)
}

/// Draws an id no other entry has, and for which a short id is free; where a prefix has run out of them, draws again.
pub(super) fn draw_id(
    conn: &Connection,
    ms: i64,
    prefix: &str,
    chance: &mut Rng,
) -> Result<EntryId, DbError> {
    const DRAWS: usize = 100;
    for _ in 0..DRAWS {
        let id = EntryId::new(ms, chance.id_bytes());
        if number_of(conn, id)?.is_none() && free_short(conn, id, prefix)?.is_some() {
            return Ok(id);
        }
    }
    Err(DbError::Other("no id is free".to_owned()))
}

/// The shortest short id of an entry that no other has.
fn free_short(conn: &Connection, id: EntryId, prefix: &str) -> Result<Option<ShortId>, DbError> {
    for short in id.short_ids(prefix) {
        if !query::exists(conn, "SELECT 1 FROM entry WHERE short = ?1", [short.as_str()])? {
            return Ok(Some(short));
        }
    }
    Ok(None)
}

/// The number of an entry of a day: within the day entries are ordered by when they happened, else by when they were
/// begun, to a tenth of a second; those begun on a later day come last.
pub(super) fn free_number(conn: &Connection, day: NaiveDate, at: Moment) -> Result<i64, DbError> {
    const LATER: i64 = 24 * 60 * 60 * 10;
    let since = at.local() - day.and_time(chrono::NaiveTime::MIN);
    let place = (since.num_milliseconds() / 100).clamp(0, LATER);
    let mut number = first_of_day(day) + place;
    if place == LATER {
        let sql = "SELECT max(number) FROM entry WHERE number >= ?1 AND number < ?2";
        let last: Option<i64> = query::value(conn, sql, [number, end_of_day(day)])?;
        return Ok(last.map_or(number, |last| last + 1));
    }
    while query::exists(conn, "SELECT 1 FROM entry WHERE number = ?1", [number])? {
        number += 1;
    }
    Ok(number)
}

/// Keeps the text of an exercise, once, and returns its number.
pub(super) fn keep_definition(conn: &Connection, text: &str) -> Result<i64, DbError> {
    let digest = Digest::of(text.as_bytes());
    let sql = "SELECT number FROM definition WHERE digest = ?1";
    if let Some(number) = query::value(conn, sql, [digest.0])? {
        return Ok(number);
    }
    query::run(conn, "INSERT INTO definition (digest, text) VALUES (?1, ?2)", params![digest.0, text])?;
    Ok(conn.last_insert_rowid())
}
