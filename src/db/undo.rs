//! Undoing what was done, also tomorrow, and bringing old versions back. Undo puts the pointers of entries back where
//! they were; bringing back is a new version.

use rusqlite::{Connection, params};

use super::changes::{self, Change, ChangeKind, Changed};
use super::derived::Derived;
use super::entries::must_head;
use super::error::attempt;
use super::finish::set_finished;
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
    pub fn before_last_change(&self) -> Result<Vec<(i64, Entry)>> {
        attempt("look up the last change", || {
            let Some(change) = changes::last(&self.conn)? else { return Ok(Vec::new()) };
            let mut found = Vec::new();
            for changed in changes::entries_of(&self.conn, change.id)? {
                if let Some(before) = changed.before {
                    found.extend(as_finished(&self.conn, changed.entry, before)?);
                }
            }
            Ok(found)
        })
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

    /// Undoes the last change that was not undone yet; `None` if there is none. A change to many entries is undone as one.
    /// If all it was done to is erased for good, nothing comes back, and it is passed over from then on with those before
    /// it of which that is true as well. `derived` is what follows from the answers of [`Store::before_last_change`].
    ///
    /// Undoing a finish puts the version before back, with the answers as a draft over it; a draft that is open by then
    /// stays, and the answers are in the history.
    pub fn undo(&mut self, derived: &DerivedOf, at: Moment) -> Result<Option<Undone>> {
        self.write("undo the last change", |tx| {
            let Some(change) = changes::last(tx)? else { return Ok(None) };
            let mut draft_stays = false;
            for changed in changes::entries_of(tx, change.id)? {
                let over = revisions::draft_number(tx, changed.entry)?.is_some();
                draft_stays |= change.kind == ChangeKind::Finish && over;
                take_back(tx, change.kind, &changed, derived, at)?;
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

    /// Finishes an entry with an old revision of it, as a new version; a draft over it stays. An entry whose finish was
    /// undone is finished again by it. `derived` is what follows from the answers of that revision.
    pub fn bring_back(&mut self, id: EntryId, old: i64, derived: &Derived, at: Moment) -> Result<Head> {
        let head = self.write("restore the version", |tx| {
            let sql = "SELECT e.number, e.finished, r.kind, r.exercise_revision, r.definition
                       FROM revision r JOIN entry e ON e.number = r.entry
                       WHERE r.number = ?2 AND e.id = ?1 AND e.trashed_ms IS NULL AND r.kind IN ('complete', 'partial')";
            let found = query::one(tx, sql, params![id.bytes(), old], |row| {
                let state = State::from_word(&query::get::<String>(row, 2)?).unwrap_or(State::Partial);
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
            Error::unknown("the entry has no such version", "its history tells which there are")
        })
    }
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

fn take_back(
    conn: &Connection,
    kind: ChangeKind,
    changed: &Changed,
    derived: &DerivedOf,
    at: Moment,
) -> Result<(), DbError> {
    let entry = changed.entry;
    match kind {
        ChangeKind::Finish | ChangeKind::BringBack => {
            let nothing = Derived::default();
            let now = match changed.before {
                None => &nothing,
                // Something else was done since it was looked up.
                Some(before) => derived
                    .iter()
                    .find_map(|(of, now)| (*of == before).then_some(now))
                    .ok_or(DbError::Overtaken)?,
            };
            let after: Option<i64> =
                query::value(conn, "SELECT finished FROM entry WHERE number = ?1", [entry])?;
            set_finished(conn, entry, changed.before, now)?;
            if kind == ChangeKind::Finish || changed.before.is_none() {
                after.iter().try_for_each(|after| reopen_from(conn, entry, *after, at))?;
            }
        }
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
            return match &changed.was {
                Some(spot) => reschedule::put(conn, entry, spot).map(|_| ()),
                None => Ok(()),
            };
        }
        // People are no entries: what was done to them stands beside.
        ChangeKind::People => {}
    }
    search::refresh(conn, entry)
}
