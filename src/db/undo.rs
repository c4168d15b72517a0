//! Taking back what was done, also tomorrow, and bringing old versions back: always by going forward.

use rusqlite::{Connection, params};

use super::answers_json::AnswersJson;
use super::changes::{self, Change, ChangeKind, Changed};
use super::drafts::{insert, stored};
use super::entries::must_head;
use super::trash::{reopen_from, take_out, throw};
use super::{
    Store, aggregates, answers_json, facts, history, links, people, query, reschedule, search, tags,
};
use crate::domain::entry::{Draft, Head, Place};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Error, Result};

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The change, as it was recorded.
    pub change: Change,
    /// Whether a draft was open over a finish that was taken back, and stayed.
    pub draft_stays: bool,
}

impl Store {
    /// Takes back the last change that was not taken back yet; nothing if there is none. A change to many entries is
    /// taken back as one. If all it was done to is erased for good, nothing comes back, and it is passed over from then on
    /// with those before it of which that is true as well.
    ///
    /// A finish taken back leaves the version before, with the answers as a draft over it; a draft that is open by then
    /// stays, and the answers are in history.
    pub fn undo(&mut self, at: Moment) -> Result<Option<Undone>> {
        self.write("take back the last change", |tx| {
            let Some(change) = changes::last(tx)? else { return Ok(None) };
            let mut draft_stays = false;
            for changed in changes::entries_of(tx, change.id)? {
                draft_stays |= change.kind == ChangeKind::Finish && stored(tx, changed.entry)?.is_some();
                take_back(tx, change.kind, &changed, at)?;
            }
            people::take_back(tx, &change.people)?;
            changes::record_undo(tx, &change, at)?;
            while let Some(before) = changes::last(tx)?.filter(|before| change.is_gone() && before.is_gone())
            {
                changes::record_undo(tx, &before, at)?;
            }
            Ok(Some(Undone { change, draft_stays }))
        })
    }

    /// Makes an old version of an entry the current one, as a new version; a draft over it stays. Of several with one
    /// number it is the last. An entry whose finish was taken back is finished again by it. What versions from before the schema of search said in summary, facts and findings is not
    /// known, and stays empty until the entry is finished again.
    pub fn bring_back(&mut self, id: EntryId, version: u32, at: Moment) -> Result<Head> {
        let head = self.write("bring the version back", |tx| {
            let sql = "SELECT h.id FROM history h INDEXED BY history_version JOIN entry e ON e.id = h.entry
                       WHERE h.entry = ?1 AND h.version = ?2 AND h.state <> 'draft' AND e.trashed_ms IS NULL ORDER BY h.id DESC LIMIT 1";
            let Some(old) = query::value(tx, sql, params![id.bytes(), version])? else { return Ok(None) };
            let kept = make_current(tx, id, old, at)?;
            let changed = Changed { history: kept, ..Changed::of(id) };
            changes::record(tx, ChangeKind::BringBack, at, &[changed])?;
            Ok(Some(must_head(tx, id)?))
        })?;
        head.ok_or_else(|| {
            Error::unknown("the entry has no such version", "its history tells which there are")
        })
    }
}

fn take_back(conn: &Connection, kind: ChangeKind, changed: &Changed, at: Moment) -> Result<(), DbError> {
    let id = changed.entry;
    match kind {
        ChangeKind::Finish => unfinish(conn, id, changed.history, at)?,
        ChangeKind::Discard => {
            if changed.trashed {
                take_out(conn, id, at)?;
            } else if let Some(history) = changed.history {
                reopen_from(conn, id, history, at)?;
            }
        }
        ChangeKind::Trash => {
            take_out(conn, id, at)?;
        }
        ChangeKind::Restore => {
            throw(conn, id, at)?;
        }
        ChangeKind::Tag => tags::change(conn, id, &changed.removed, &changed.added).map(|_| ())?,
        ChangeKind::BringBack => match changed.history {
            Some(history) => drop(make_current(conn, id, history, at)?),
            None => unfinish(conn, id, None, at)?,
        },
        ChangeKind::Move => changed.before.iter().try_for_each(|spot| reschedule::put(conn, id, spot))?,
        // People are no entries: what was done to them stands beside.
        ChangeKind::People => {}
    }
    search::refresh(conn, id)
}

/// Puts the version before in place of the finished answers, and these into a draft over it.
fn unfinish(conn: &Connection, id: EntryId, before: Option<i64>, at: Moment) -> Result<(), DbError> {
    let sql = "SELECT short, saves, desk_ms, answers, digest FROM entry WHERE id = ?1";
    let draft = query::one(conn, sql, [id.bytes()], |row| super::drafts::renewed(row, id, at))?;
    if let Some(before) = before {
        make_current(conn, id, before, at)?;
    } else {
        history::keep_finished(conn, id)?;
        facts::clear(conn, id)?;
        for sql in ["DELETE FROM said WHERE entry = ?1", "DELETE FROM link WHERE entry = ?1"] {
            query::run(conn, sql, [id.bytes()])?;
        }
        let empty = AnswersJson::of(&Answers::default())?;
        let sql = "UPDATE entry SET state = 'draft', version = 0, finished_ms = NULL, finished_offset = NULL, desk_ms = 0,
                       summary = '', answers = ?2, digest = ?3 WHERE id = ?1";
        query::run(conn, sql, params![id.bytes(), empty.json, empty.digest.0])?;
    }
    if stored(conn, id)?.is_none() {
        let draft = draft.map(|draft| Draft { place: Place::default(), ..draft });
        draft.iter().try_for_each(|draft| insert(conn, draft))?;
    }
    Ok(())
}

/// Makes a row of history the finished version of its entry, with all it said; gives the row that keeps what was there,
/// if that was finished.
fn make_current(conn: &Connection, id: EntryId, old: i64, at: Moment) -> Result<Option<i64>, DbError> {
    let answers = query::one(
        conn,
        "SELECT h.answers, h.digest, e.short FROM history h JOIN entry e ON e.id = h.entry WHERE h.id = ?1 AND e.id = ?2",
        params![old, id.bytes()],
        |row| answers_json::answers(row, &query::get::<String>(row, "short")?),
    )?;
    let Some(answers) = answers else {
        return Err(DbError::Damaged("a version of an entry is missing".to_owned()));
    };
    let finished = query::exists(conn, "SELECT 1 FROM entry WHERE id = ?1 AND version > 0", [id.bytes()])?;
    let kept = finished.then(|| history::keep_finished(conn, id)).transpose()?;
    let sql = "UPDATE entry SET version = entry.version + 1, state = h.state, definition = h.definition,
                   revision = ifnull(h.revision, entry.revision), finished_ms = ?3, finished_offset = ?4,
                   desk_ms = h.desk_ms, summary = ifnull(h.summary, ''), answers = h.answers, digest = h.digest
               FROM history h WHERE entry.id = ?1 AND h.id = ?2";
    query::run(conn, sql, params![id.bytes(), old, at.ms, at.offset])?;
    aggregates::keeping(conn, id, || history::say_again(conn, id, old))?;
    links::replace(conn, id, &answers)?;
    search::refresh(conn, id)?;
    Ok(kept)
}
