//! Entries: begun once, read ever after. What they say is in `revisions`; lists of them are in `lists`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row, params, params_from_iter};

use super::error::attempt;
use super::{Store, answers_json, query};
use crate::domain::entry::{Digest, Entry, Head, State};
use crate::domain::id::{EntryId, IdPrefix, ShortId};
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// The columns of a [`Head`], of an entry called `e`; they come first in a query and are read by their places, as looking
/// for their names took a fifth of the time to the first frame.
pub(super) const HEAD: &str = "e.number, e.id, e.short, e.exercise, e.exercise_revision, e.state, e.week, e.day, e.written,
    e.happened_ms, e.happened_offset, e.begun_ms, e.begun_offset, e.finished_ms, e.finished_offset, e.version, e.summary,
    (SELECT digest FROM definition WHERE number = e.definition) AS definition, e.draft IS NOT NULL AS open_draft,
    iif(e.version = 0 AND e.draft IS NOT NULL, (SELECT desk_ms FROM revision WHERE number = e.draft), e.desk_ms) AS desk_ms";

/// How many entries a typed id may stand for at most.
const CANDIDATES: usize = 20;

/// How many entries a day has room for, as a power of two.
pub(super) const DAY: u32 = 20;

impl Store {
    /// Reads what lists show of an entry, also of one in the trash; `None` if there is no such entry.
    pub fn head(&self, id: EntryId) -> Result<Option<Head>> {
        attempt("read the entry", || head(&self.conn, id))
    }

    /// The entries a typed id may stand for: the one whose short id it is, else up to twenty whose short id
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

    /// The entries in the trash a typed id may stand for: the one whose short id it is, else up to twenty whose
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

    /// Reads an entry with the answers it was finished with; `None` if there is no such entry.
    pub fn entry(&self, id: EntryId) -> Result<Option<Entry>> {
        attempt("read the entry", || {
            let Some(head) = head(&self.conn, id)? else { return Ok(None) };
            // Damage can lead to the answers of another entry, which are whole.
            let sql = "SELECT r.answers, r.digest FROM entry e JOIN revision r ON r.number = e.finished
                       WHERE e.id = ?1 AND e.number = r.entry";
            let read = |row: &Row<'_>| answers_json::answers(row, head.short.as_str());
            let answers = query::one(&self.conn, sql, [id.bytes()], read)?;
            if answers.is_none() && head.version > 0 {
                return Err(DbError::Damaged(answers_json::damage(head.short.as_str())));
            }
            Ok(Some(Entry { head, answers: answers.unwrap_or_default() }))
        })
    }

    /// Reads the answers of the last entry of an exercise that was finished; `None` if there is none, or it is damaged.
    pub fn last_answers(&self, exercise: &str) -> Result<Option<Answers>> {
        attempt("read the last answers", || {
            let sql = "SELECT r.answers, r.digest FROM entry e INDEXED BY entry_by_exercise
                       CROSS JOIN revision r ON r.number = e.finished
                       WHERE e.trashed_ms IS NULL AND e.exercise = ?1 AND e.finished IS NOT NULL
                       ORDER BY e.number DESC LIMIT 1";
            let read = |row: &Row<'_>| Ok(answers_json::answers(row, exercise).ok());
            Ok(query::one(&self.conn, sql, [exercise], read)?.flatten())
        })
    }

    /// Reads the text of the exercise an entry was answered against; `None` if no entry was.
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

    /// Returns which of some entries are there and not deleted, in one query.
    pub fn standing(&self, ids: &BTreeSet<EntryId>) -> Result<BTreeSet<EntryId>> {
        attempt("look for the entries cited", || {
            let places = vec!["?"; ids.len()].join(", ");
            let sql = format!("SELECT id FROM entry WHERE id IN ({places}) AND trashed_ms IS NULL");
            let values = params_from_iter(ids.iter().map(|id| id.bytes()));
            Ok(query::all(&self.conn, &sql, values, |row| query::id(row, "id"))?.into_iter().collect())
        })
    }
}

/// The first number of a day; entries and the rows of the index are ordered by it.
pub(super) fn first_of_day(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) << DAY
}

/// The first number after a day.
pub(super) fn end_of_day(day: NaiveDate) -> i64 {
    first_of_day(day) + (1 << DAY)
}

/// The day a number is of.
pub(super) fn day_of(number: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number >> DAY).ok()?)
}

/// The number of an entry; `None` if there is no such entry.
pub(super) fn number_of(conn: &Connection, id: EntryId) -> Result<Option<i64>, DbError> {
    query::value(conn, "SELECT number FROM entry WHERE id = ?1", [id.bytes()])
}

/// The numbers of entries, in the order asked for; those that do not exist are left out.
pub(super) fn numbers_of(conn: &Connection, ids: &[EntryId]) -> Result<Vec<i64>, DbError> {
    ids.iter().filter_map(|id| number_of(conn, *id).transpose()).collect()
}

/// Reads what lists show of an entry.
pub(super) fn head(conn: &Connection, id: EntryId) -> Result<Option<Head>, DbError> {
    query::one(conn, &format!("SELECT {HEAD} FROM entry e WHERE e.id = ?1"), [id.bytes()], read_head)
}

/// Reads what lists show of an entry that was there a moment ago.
pub(super) fn must_head(conn: &Connection, number: i64) -> Result<Head, DbError> {
    query::one(conn, &format!("SELECT {HEAD} FROM entry e WHERE e.number = ?1"), [number], read_head)?
        .ok_or_else(missing)
}

pub(super) fn missing() -> DbError {
    DbError::Damaged("an entry is missing".to_owned())
}

/// Reads the columns of [`HEAD`]. Where one is damaged, the rest is shown, and the summary says what is wrong.
pub(super) fn read_head(row: &Row<'_>) -> Result<Head, DbError> {
    read_head_noting(row).map(|(head, _)| head)
}

/// The same, with what is damaged.
pub(super) fn read_head_noting(row: &Row<'_>) -> Result<(Head, Option<String>), DbError> {
    let id = query::id(row, 1)?;
    let mut fault = None;
    let short = or_note(query::get(row, 2), &mut fault).unwrap_or_else(|| id.to_string());
    let day = day_of(query::get(row, 0)?).unwrap_or_default();
    let day = or_note(query::day(row, 7), &mut fault).unwrap_or(day);
    let written = or_note(query::get::<Option<String>>(row, 8), &mut fault).flatten();
    let written = written.map(|text| query::as_day(&text));
    let word = or_note(query::get::<String>(row, 5), &mut fault).unwrap_or_default();
    let week = or_note(query::week(row, 6), &mut fault);
    let moment = |ms, offset| query::some_moment(row, ms, offset);
    let mut head = Head {
        id,
        short: ShortId::stored(short),
        exercise: or_default(row, 3, &mut fault),
        revision: or_default(row, 4, &mut fault),
        definition: or_note(query::digest(row, 17), &mut fault).unwrap_or(Digest([0; 32])),
        state: State::named(&word).unwrap_or(State::Partial),
        open_draft: or_default(row, 18, &mut fault),
        week: week.unwrap_or_else(|| WeekLabel::of_start(day)),
        day,
        written: written.and_then(|day| or_note(day, &mut fault)).unwrap_or(day),
        happened: or_note(moment(9, 10), &mut fault).flatten(),
        begun: or_note(query::moment(row, 11, 12), &mut fault).unwrap_or(Moment::new(0, 0)),
        finished: or_note(moment(13, 14), &mut fault).flatten(),
        desk: or_note(query::duration(row, 19), &mut fault).unwrap_or_default(),
        version: or_default(row, 15, &mut fault),
        summary: or_default(row, 16, &mut fault),
    };
    let fault = fault.map(|what| format!("`{}` is damaged: {what}", head.short));
    if let Some(fault) = &fault {
        head.summary.clone_from(fault);
    }
    Ok((head, fault))
}

fn or_default<T: FromSql + Default>(row: &Row<'_>, column: usize, fault: &mut Option<String>) -> T {
    or_note(query::get(row, column), fault).unwrap_or_default()
}

/// Notes what is damaged, and goes on without it.
pub(super) fn or_note<T>(read: Result<T, DbError>, fault: &mut Option<String>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(cause) => {
            fault.get_or_insert_with(|| cause.to_string());
            None
        }
    }
}
