//! How drafts end: finished, or discarded. What was there before stays in the chain; nothing is erased.

use rusqlite::Connection;

use super::begin::{self, Begin, NewEntry, keep_definition};
use super::changes::{self, ChangeKind, Changed};
use super::derived::{self, Derived};
use super::drafts::based_on;
use super::entries::must_head;
use super::revisions::{self, NewRevision, RevisionKind};
use super::trash::throw;
use super::{Store, query, search, tags};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};
use crate::sys::rng::Rng;

/// What a draft is finished with.
#[derive(Debug, Clone, PartialEq)]
pub struct Finish {
    /// Complete or partial.
    pub state: State,
    /// Everything that follows from its answers.
    pub derived: Derived,
    /// The revision and the text of the exercise it was answered against.
    pub definition: (u32, String),
    /// When it is finished.
    pub at: Moment,
    /// Whether it is logged with that: undoing it the first time takes the entry away.
    pub logged: bool,
    /// Tags that it gets with that.
    pub tags: Vec<String>,
}

impl Store {
    /// Finishes a draft: the version before stays in the chain, and what follows from the answers is stored. Fails with
    /// [`DbError::Overtaken`] as [`Store::save_draft`] does.
    pub fn finish(&mut self, draft: &Draft, done: &Finish) -> Result<Head> {
        self.write("finish the entry", |tx| {
            let (entry, parent) = based_on(tx, draft.entry, draft.revision)?;
            let kind = if done.logged && must_head(tx, entry)?.version == 0 {
                ChangeKind::Log
            } else {
                ChangeKind::Finish
            };
            let (add, _) = tags::normalized(tx, &done.tags, &[])?;
            tags::change(tx, entry, &add, &[])?;
            let changed = finish(tx, &NewRevision::of(draft, parent), done, Changed::of(entry))?;
            changes::record(tx, kind, done.at, &[changed])?;
            must_head(tx, entry)
        })
    }

    /// Begins an entry, tags it and finishes it, all at once or not at all. Undo takes all of it back.
    pub fn log(&mut self, new: &Begin<'_>, tags: &[String], done: &Finish, chance: &mut Rng) -> Result<Head> {
        self.write("log the entry", |tx| {
            let id = begin::draw_id(tx, new.at.ms, new.prefix, chance)?;
            let changed = log(tx, id, new, tags, done)?;
            let entry = changed.entry;
            changes::record(tx, ChangeKind::Log, done.at, &[changed])?;
            must_head(tx, entry)
        })
    }

    /// The same for many entries, under ids that no other entry has. They are one change, made at a moment.
    pub fn log_all<'a>(
        &mut self,
        all: impl Iterator<Item = (EntryId, Begin<'a>, &'a [String], Finish)>,
        at: Moment,
    ) -> Result<()> {
        self.write("log the entries", |tx| {
            let logged = all.map(|(id, new, tags, done)| log(tx, id, &new, tags, &done));
            let logged = logged.collect::<Result<Vec<_>, _>>()?;
            changes::record(tx, ChangeKind::Log, at, &logged)
        })
    }

    /// Discards the draft over an entry; it stays in the history. A finished entry stays as it is; one that never was
    /// finished goes to the trash. Fails with [`DbError::Overtaken`] if there is no draft.
    pub fn discard_draft(&mut self, id: EntryId, at: Moment) -> Result<()> {
        self.write("discard the draft", |tx| {
            let sql = "SELECT number, draft FROM entry WHERE id = ?1 AND draft IS NOT NULL";
            let read = |row: &rusqlite::Row<'_>| Ok((query::get(row, 0)?, query::get::<i64>(row, 1)?));
            let (entry, draft) = query::one(tx, sql, [id.bytes()], read)?.ok_or(DbError::Overtaken)?;
            let after = Some(discard(tx, entry, draft, at)?);
            let trashed = must_head(tx, entry)?.version == 0 && throw(tx, entry, at)?;
            search::refresh(tx, entry)?;
            let changed = Changed { after, trashed, ..Changed::of(entry) };
            changes::record(tx, ChangeKind::Discard, at, &[changed])
        })
    }
}

/// Takes the draft from an entry, and returns the revision of its history that keeps what it said.
pub(super) fn discard(conn: &Connection, entry: i64, draft: i64, at: Moment) -> Result<i64, DbError> {
    let said = revisions::as_draft(conn, draft)?.ok_or(DbError::Overtaken)?;
    let kept = NewRevision { kind: RevisionKind::Discarded, at, ..NewRevision::of(&said, draft) };
    let after = revisions::insert(conn, entry, &kept)?;
    query::run(conn, "UPDATE entry SET draft = NULL WHERE number = ?1", [entry])?;
    Ok(after)
}

fn log(
    conn: &Connection,
    id: EntryId,
    new: &Begin<'_>,
    tags: &[String],
    done: &Finish,
) -> Result<Changed, DbError> {
    let entry = begin::insert(conn, &NewEntry::of(new, id))?;
    let (add, _) = tags::normalized(conn, tags, &[])?;
    let (added, removed) = tags::change(conn, entry, &add, &[])?;
    let from = NewRevision::draft(new.answers, new.place, done.at);
    finish(conn, &from, done, Changed { added, removed, ..Changed::of(entry) })
}

/// Finishes an entry, and returns what undoes that.
fn finish(
    conn: &Connection,
    from: &NewRevision<'_>,
    done: &Finish,
    changed: Changed,
) -> Result<Changed, DbError> {
    let entry = changed.entry;
    if done.state == State::Draft {
        return Err(DbError::Other("an entry is finished as complete or as partial".to_owned()));
    }
    let before = query::value(conn, "SELECT finished FROM entry WHERE number = ?1", [entry])?;
    let definition = Some((done.definition.0, keep_definition(conn, &done.definition.1)?));
    let kind = RevisionKind::Finished(done.state);
    let new = NewRevision { kind, place: None, at: done.at, definition, ..*from };
    let after = revisions::insert(conn, entry, &new)?;
    query::run(conn, "UPDATE entry SET draft = NULL WHERE number = ?1", [entry])?;
    set_finished(conn, entry, Some(after), &done.derived)?;
    Ok(Changed { before, after: Some(after), ..changed })
}

/// Makes a revision the finished one of its entry, or none, and stores what follows from it.
pub(super) fn set_finished(
    conn: &Connection,
    entry: i64,
    revision: Option<i64>,
    derived: &Derived,
) -> Result<(), DbError> {
    point(conn, entry, revision)?;
    derived::replace(conn, entry, derived)
}

/// Makes a revision the finished one of its entry, or none; what follows from it is to be stored then.
pub(super) fn point(conn: &Connection, entry: i64, revision: Option<i64>) -> Result<(), DbError> {
    let set = if revision.is_some() {
        "UPDATE entry SET finished = r.number, state = r.kind, version = r.version, exercise_revision = r.exercise_revision,
             definition = r.definition, finished_ms = r.at_ms, finished_offset = r.at_offset, desk_ms = r.desk_ms
         FROM revision r WHERE entry.number = ?1 AND r.number = ?2 AND r.entry = ?1"
    } else {
        "UPDATE entry SET finished = ?2, state = 'draft', version = 0, finished_ms = NULL, finished_offset = NULL, desk_ms = 0
         WHERE number = ?1"
    };
    if query::run(conn, set, (entry, revision))? == 0 {
        return Err(DbError::Damaged("a version of an entry is missing".to_owned()));
    }
    Ok(())
}
