//! Undoing what was done, also tomorrow, and bringing old versions back. Undo puts the pointers of entries back where
//! they were; bringing back is a new version.

use rusqlite::{Connection, params};

use super::changes::{self, Change, ChangeKind, Changed, Scope};
use super::derived::Derived;
use super::entries::must_head;
use super::error::attempt;
use super::finish::{discard, set_finished};
use super::revisions::{self, NewRevision, RevisionKind};
use super::trash::{reopen_from, take_out, throw};
use super::{Store, entries, people, query, reschedule, search, tags};
use crate::domain::entry::{Draft, Entry, Head, State};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};

/// What was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The change, as it was recorded.
    pub change: Change,
    /// Whether a draft was open over a finish that was undone, and stayed.
    pub draft_stays: bool,
}

/// What follows from the answers of revisions, by the number of each.
type DerivedOf = [(i64, Derived)];

impl Store {
    /// The revisions that undoing the last change would make the finished ones again, with their entries as they would be.
    pub fn before_last_change(&self, scope: &Scope) -> Result<Vec<(i64, Entry)>> {
        attempt("look up the last change", || {
            let Some(change) = changes::last(&self.conn, scope)? else { return Ok(Vec::new()) };
            self.finished_as(&change, |changed| changed.before)
        })
    }

    /// The same for redoing what was undone last.
    pub fn after_last_undo(&self, scope: &Scope) -> Result<Vec<(i64, Entry)>> {
        attempt("look up what was undone last", || {
            let Some((_, change)) = changes::last_undone(&self.conn, scope)? else { return Ok(Vec::new()) };
            self.finished_as(&change, |changed| changed.after)
        })
    }

    fn finished_as(
        &self,
        change: &Change,
        revision: impl Fn(&Changed) -> Option<i64>,
    ) -> Result<Vec<(i64, Entry)>, DbError> {
        let mut found = Vec::new();
        if !matches!(change.kind, ChangeKind::Finish | ChangeKind::BringBack) {
            return Ok(found);
        }
        for changed in changes::entries_of(&self.conn, change.id)? {
            if let Some(revision) = revision(&changed) {
                found.extend(as_finished(&self.conn, changed.entry, revision)?);
            }
        }
        Ok(found)
    }

    /// The revision that is an old version of an entry, with the entry as it would be; `None` if it has no such version
    /// but the current one. Of several with one number it is the last.
    pub fn version(&self, id: EntryId, version: u32) -> Result<Option<(i64, Entry)>> {
        attempt("read the version", || {
            let sql = "SELECT e.number, r.number FROM entry e CROSS JOIN revision r ON r.entry = e.number
                       WHERE e.id = ?1 AND e.trashed_ms IS NULL AND r.version = ?2
                           AND r.kind IN ('complete', 'partial') AND r.number IS NOT e.finished
                       ORDER BY r.seq DESC LIMIT 1";
            let read = |row: &rusqlite::Row<'_>| Ok((query::get(row, 0)?, query::get(row, 1)?));
            let found = query::one(&self.conn, sql, params![id.bytes(), version], read)?;
            found.map_or(Ok(None), |(entry, old)| as_finished(&self.conn, entry, old))
        })
    }

    /// Undoes the last change that was not undone yet; `None` if there is none. A change to many entries is undone as one,
    /// and only if nothing was done to any of them since. If all it was done to is erased for good, nothing comes back,
    /// and it is passed over from then on with those before it of which that is true as well. `derived` is what follows
    /// from the answers of [`Store::before_last_change`].
    ///
    /// Undoing a finish puts the version before back, with the answers as a draft over it; a draft that is open by then
    /// stays, and the answers are in the history. An entry that was logged goes to the trash. What was written on a
    /// finished entry since goes first, where the scope is narrower than the journal: its draft is discarded.
    pub fn undo(&mut self, scope: &Scope, derived: &DerivedOf, at: Moment) -> Result<Option<Undone>> {
        let undone = self.write("undo the last change", |tx| {
            let Some(mut change) = changes::last(tx, scope)? else { return Ok(Some(None)) };
            if change.kind == ChangeKind::Edit {
                change.id = record_edit(tx, &change, at)?;
            }
            if changes::is_followed(tx, &change, change.id)? {
                return Ok(None);
            }
            let (mut draft_stays, mut moved) = (false, Vec::new());
            for changed in changes::entries_of(tx, change.id)? {
                let over = revisions::draft_number(tx, changed.entry)?.is_some();
                draft_stays |= change.kind == ChangeKind::Finish && over;
                moved.extend(take_back(tx, change.kind, &changed, derived, at)?);
            }
            people::take_back(tx, &change.people)?;
            changes::record_undo(tx, &change, &moved, at)?;
            while let Some(before) =
                changes::last(tx, scope)?.filter(|before| change.is_gone() && before.is_gone())
            {
                changes::record_undo(tx, &before, &[], at)?;
            }
            Ok(Some(Some(Undone { change, draft_stays })))
        })?;
        undone.ok_or_else(|| {
            Error::usage(
                "the last change here was made to other entries too, and one of them was changed since",
                "undo that change first; `empathy undo` goes through all changes, the last first",
            )
        })
    }

    /// Does again what was undone last; `None` if there is nothing, or if something else was done to it since. `derived`
    /// is what follows from the answers of [`Store::after_last_undo`]. A draft that was written on since stays.
    pub fn redo(&mut self, scope: &Scope, derived: &DerivedOf, at: Moment) -> Result<Option<Undone>> {
        self.write("redo the change", |tx| {
            let Some((undo, change)) = changes::last_undone(tx, scope)? else { return Ok(None) };
            if change.is_gone() || changes::is_followed(tx, &change, undo)? || is_edited(tx, &change)? {
                return Ok(None);
            }
            let moved = changes::entries_of(tx, undo)?;
            let mut draft_stays = false;
            for changed in changes::entries_of(tx, change.id)?.iter().rev() {
                let to = moved.iter().find(|moved| moved.entry == changed.entry);
                draft_stays |= !do_again(tx, change.kind, changed, to, derived, at)?;
            }
            people::do_again(tx, &change.people)?;
            changes::record_redo(tx, undo, &change)?;
            Ok(Some(Undone { change, draft_stays }))
        })
    }

    /// Finishes an entry with an old revision of it, as a new version; a draft over it stays. An entry whose finish was
    /// undone is finished again by it. `derived` is what follows from the answers of that revision.
    pub fn bring_back(&mut self, id: EntryId, old: i64, derived: &Derived, at: Moment) -> Result<Head> {
        let head = self.write("restore the version", |tx| {
            let sql = "SELECT e.number, e.finished, r.kind, r.exercise_revision, r.definition
                       FROM revision r JOIN entry e ON e.number = r.entry
                       WHERE r.number = ?2 AND e.id = ?1 AND e.trashed_ms IS NULL AND r.kind IN ('complete', 'partial')";
            let found = query::one(tx, sql, params![id.bytes(), old], |row| {
                let state = State::named(&query::get::<String>(row, 2)?).unwrap_or(State::Partial);
                let asked = (query::get(row, 3)?, query::get(row, 4)?);
                Ok((query::get(row, 0)?, query::get(row, 1)?, RevisionKind::Finished(state), asked))
            })?;
            let Some((entry, parent, kind, asked)) = found else { return Ok(None) };
            let said = revisions::as_draft(tx, old)?.ok_or_else(entries::missing)?;
            let (place, definition) = (None, Some(asked));
            let again = NewRevision { kind, place, at, definition, parent, ..NewRevision::of(&said, old) };
            let after = Some(revisions::insert(tx, entry, &again)?);
            set_finished(tx, entry, after, derived)?;
            let changed = Changed { before: parent, after, ..Changed::of(entry) };
            changes::record(tx, ChangeKind::BringBack, at, &[changed])?;
            must_head(tx, entry).map(Some)
        })?;
        head.ok_or_else(|| {
            Error::unknown("the entry has no such version", "choose one of the versions in its history")
        })
    }
}

/// Discards the drafts that are what a change wrote, and records that change.
fn record_edit(conn: &Connection, change: &Change, at: Moment) -> Result<i64, DbError> {
    let mut changed = Vec::new();
    for entry in entries::numbers_of(conn, &change.entries)? {
        let draft = revisions::draft_number(conn, entry)?.ok_or(DbError::Overtaken)?;
        changed.push(Changed { after: Some(discard(conn, entry, draft, at)?), ..Changed::of(entry) });
    }
    changes::record_numbered(conn, ChangeKind::Edit, change.at, &changed)
}

/// Returns whether something else was written where undone words would come back.
fn is_edited(conn: &Connection, change: &Change) -> Result<bool, DbError> {
    for entry in entries::numbers_of(conn, &change.entries)? {
        if change.kind == ChangeKind::Edit && revisions::draft_number(conn, entry)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An entry as it would be if a revision were what it is finished with; `None` if that is not there any more.
fn as_finished(conn: &Connection, entry: i64, revision: i64) -> Result<Option<(i64, Entry)>, DbError> {
    let head = must_head(conn, entry)?;
    let sql =
        "SELECT d.digest FROM revision r JOIN definition d ON d.number = r.definition WHERE r.number = ?1";
    let definition = query::one(conn, sql, [revision], |row| query::digest(row, "digest"))?;
    let said = revisions::as_draft(conn, revision)?;
    let entry =
        |(definition, said): (_, Draft)| Entry { head: Head { definition, ..head }, answers: said.answers };
    Ok(definition.zip(said).map(|found| (revision, entry(found))))
}

/// Puts an entry back to what it was before a change; returns where it was if it was moved by that.
fn take_back(
    conn: &Connection,
    kind: ChangeKind,
    changed: &Changed,
    derived: &DerivedOf,
    at: Moment,
) -> Result<Option<Changed>, DbError> {
    let entry = changed.entry;
    match kind {
        ChangeKind::Log => drop(throw(conn, entry, at)?),
        ChangeKind::Finish | ChangeKind::BringBack => {
            let nothing = Derived::default();
            let now = changed.before.map_or(Ok(&nothing), |before| following(derived, before))?;
            let after: Option<i64> =
                query::value(conn, "SELECT finished FROM entry WHERE number = ?1", [entry])?;
            set_finished(conn, entry, changed.before, now)?;
            if kind == ChangeKind::Finish || changed.before.is_none() {
                after.iter().try_for_each(|after| reopen_from(conn, entry, *after, at))?;
            }
        }
        // Its draft is gone by now.
        ChangeKind::Edit => {}
        ChangeKind::Discard => {
            if changed.trashed {
                take_out(conn, entry, at)?;
            } else {
                changed.after.iter().try_for_each(|after| reopen_from(conn, entry, *after, at))?;
            }
        }
        ChangeKind::Trash => {
            take_out(conn, entry, at)?;
        }
        ChangeKind::Restore => {
            throw(conn, entry, at)?;
        }
        ChangeKind::Tag => tags::change(conn, entry, &changed.removed, &changed.added).map(|_| ())?,
        ChangeKind::Move => {
            let Some(spot) = &changed.was else { return Ok(None) };
            let was = Some(reschedule::spot(conn, entry)?);
            let entry = reschedule::put(conn, entry, spot)?;
            return Ok(Some(Changed { was, ..Changed::of(entry) }));
        }
        // People are no entries: what was done to them stands beside.
        ChangeKind::People => {}
    }
    search::refresh(conn, entry)?;
    Ok(None)
}

/// Makes an entry again what a change had made of it; returns whether no draft over it is in the way.
fn do_again(
    conn: &Connection,
    kind: ChangeKind,
    changed: &Changed,
    to: Option<&Changed>,
    derived: &DerivedOf,
    at: Moment,
) -> Result<bool, DbError> {
    let entry = changed.entry;
    let mut alone = true;
    match kind {
        ChangeKind::Log => drop(take_out(conn, entry, at)?),
        ChangeKind::Finish | ChangeKind::BringBack => {
            let Some(after) = changed.after else { return Ok(true) };
            set_finished(conn, entry, Some(after), following(derived, after)?)?;
            alone = close_draft(conn, entry)?;
        }
        ChangeKind::Edit => {
            changed.after.iter().try_for_each(|after| reopen_from(conn, entry, *after, at))?;
        }
        ChangeKind::Discard => {
            alone = close_draft(conn, entry)?;
            if alone && changed.trashed {
                throw(conn, entry, at)?;
            }
        }
        ChangeKind::Trash => drop(throw(conn, entry, at)?),
        ChangeKind::Restore => drop(take_out(conn, entry, at)?),
        ChangeKind::Tag => tags::change(conn, entry, &changed.added, &changed.removed).map(|_| ())?,
        ChangeKind::Move => {
            let Some(spot) = to.and_then(|to| to.was) else { return Ok(true) };
            reschedule::put(conn, entry, &spot)?;
            return Ok(true);
        }
        ChangeKind::People => {}
    }
    search::refresh(conn, entry)?;
    Ok(alone)
}

/// Removes the draft over an entry if the history says the same; returns whether none is left.
fn close_draft(conn: &Connection, entry: i64) -> Result<bool, DbError> {
    let Some(draft) = revisions::draft_number(conn, entry)? else { return Ok(true) };
    let sql = "SELECT 1 FROM revision a CROSS JOIN revision b INDEXED BY revision_of ON b.entry = a.entry
               WHERE a.number = ?1 AND b.number <> a.number AND b.digest = a.digest";
    if !query::exists(conn, sql, [draft])? {
        return Ok(false);
    }
    query::run(conn, "UPDATE entry SET draft = NULL WHERE number = ?1", [entry])?;
    query::run(conn, "DELETE FROM revision WHERE number = ?1", [draft])?;
    Ok(true)
}

/// What follows from the answers of a revision; nothing is if something else was done since it was looked up.
fn following(derived: &DerivedOf, revision: i64) -> Result<&Derived, DbError> {
    let found = derived.iter().find_map(|(of, now)| (*of == revision).then_some(now));
    found.ok_or(DbError::Overtaken)
}
