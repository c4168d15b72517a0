//! Changes: everything finished that a person does is one row, with what takes it back. Drafts being typed are none.
//!
//! Nothing is erased by taking a change back: that is a change as well, in the same order.

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use super::error::attempt;
use super::reschedule::Spot;
use super::{Store, query};
use crate::domain::id::EntryId;
use crate::domain::people::Person;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Which changes are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// All there are.
    Everything,
    /// Those of entries of an exercise.
    Exercise(String),
    /// Those of one entry.
    Entry(EntryId),
}

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Logged an entry: began and finished it at once.
    Log,
    /// Finished a draft.
    Finish,
    /// Wrote on a finished entry. That is a change while it is the draft over the entry; it is recorded once it is undone.
    Edit,
    /// Discarded a draft.
    Discard,
    /// Moved entries to the trash.
    Trash,
    /// Took entries out of the trash.
    Restore,
    /// Added or removed tags.
    Tag,
    /// Brought an old version back.
    BringBack,
    /// Moved entries to another day.
    Move,
    /// Changed who is known, under which name or alias.
    People,
}

impl ChangeKind {
    const ALL: [Self; 10] = [
        Self::Log,
        Self::Finish,
        Self::Edit,
        Self::Discard,
        Self::Trash,
        Self::Restore,
        Self::Tag,
        Self::BringBack,
        Self::Move,
        Self::People,
    ];

    /// Returns the word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Finish => "finish",
            Self::Edit => "edit",
            Self::Discard => "discard",
            Self::Trash => "trash",
            Self::Restore => "restore",
            Self::Tag => "tag",
            Self::BringBack => "bring_back",
            Self::Move => "move",
            Self::People => "people",
        }
    }
}

/// The number of a change that has none yet.
const UNRECORDED: i64 = 0;

/// Something a person did, to one entry or to many at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its number; later ones are higher.
    pub id: i64,
    /// What was done.
    pub kind: ChangeKind,
    /// When.
    pub at: Moment,
    /// What it was done to, in the order it was asked for; those erased for good since are left out.
    pub entries: Vec<EntryId>,
    /// How many are left out.
    pub gone: u32,
    /// What it did to people.
    pub people: Vec<PersonChange>,
}

impl Change {
    /// Whether nothing is left of what it was done to.
    pub fn is_gone(&self) -> bool {
        self.entries.is_empty() && self.people.is_empty()
    }
}

/// What a change did to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonChange {
    /// As they were; nothing if they were not known.
    pub before: Option<Person>,
    /// As they are then; nothing if they are forgotten.
    pub after: Option<Person>,
}

impl PersonChange {
    /// Makes the change of somebody who stays.
    pub(super) fn to(before: &Person, after: Person) -> Self {
        Self { before: Some(before.clone()), after: Some(after) }
    }
}

/// One entry of a change, with what undoes it.
#[derive(Debug, Clone, Default)]
pub(super) struct Changed {
    /// Its number.
    pub entry: i64,
    /// The revision it was finished with before.
    pub before: Option<i64>,
    /// The revision that was made.
    pub after: Option<i64>,
    /// Whether a discarded draft took its entry to the trash.
    pub trashed: bool,
    pub added: Vec<String>,
    pub removed: Vec<String>,
    /// Where a moved entry was.
    pub was: Option<Spot>,
}

impl Changed {
    /// The row of an entry with nothing but its number to undo it.
    pub fn of(entry: i64) -> Self {
        Self { entry, ..Self::default() }
    }
}

impl Store {
    /// Numbers all changes by when they were made. For a journal that is not written in that order.
    pub(crate) fn sort_changes(&mut self) -> Result<()> {
        self.write("put the changes in order", |tx| {
            tx.execute_batch(
                "PRAGMA defer_foreign_keys = ON;
                 CREATE TEMP TABLE sorted AS
                     SELECT id, -row_number() OVER (ORDER BY at_ms, id) AS place FROM change;
                 UPDATE changed SET change = (SELECT place FROM sorted WHERE id = change);
                 UPDATE changed_person SET change = (SELECT place FROM sorted WHERE id = change);
                 UPDATE change SET id = (SELECT place FROM sorted WHERE sorted.id = change.id);
                 UPDATE changed SET change = -change;
                 UPDATE changed_person SET change = -change;
                 UPDATE change SET id = -id;
                 DROP TABLE sorted;",
            )?;
            Ok(())
        })
    }

    /// Reads the last change that was not taken back; nothing if there is none.
    pub fn last_change(&self, scope: &Scope) -> Result<Option<Change>> {
        attempt("look up the last change", || last(&self.conn, scope))
    }
}

/// Records a change; one that was done to nothing is none.
pub(super) fn record(
    conn: &Connection,
    kind: ChangeKind,
    at: Moment,
    entries: &[Changed],
) -> Result<(), DbError> {
    if entries.is_empty() { Ok(()) } else { record_numbered(conn, kind, at, entries).map(|_| ()) }
}

/// Records a change, and returns its number.
pub(super) fn record_numbered(
    conn: &Connection,
    kind: ChangeKind,
    at: Moment,
    entries: &[Changed],
) -> Result<i64, DbError> {
    let change = insert(conn, kind, at)?;
    insert_entries(conn, change, entries)?;
    Ok(change)
}

fn insert_entries(conn: &Connection, change: i64, entries: &[Changed]) -> Result<(), DbError> {
    for (changed, position) in entries.iter().zip(0_i64..) {
        let happened = changed.was.and_then(|spot| spot.happened);
        query::run(
            conn,
            "INSERT INTO changed (change, position, entry, before, after, trashed, added, removed,
                day, week, happened_ms, happened_offset)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            params![
                change,
                position,
                changed.entry,
                changed.before,
                changed.after,
                changed.trashed,
                changed.added.join(" "),
                changed.removed.join(" "),
                changed.was.map(|spot| spot.day.to_string()),
                changed.was.map(|spot| query::stored_week(spot.week)),
                happened.map(|at| at.ms),
                happened.map(|at| at.offset),
            ],
        )?;
    }
    Ok(())
}

/// Records a change to people; one that changes nobody is none.
pub(super) fn record_people(
    conn: &Connection,
    kind: ChangeKind,
    at: Moment,
    people: &[PersonChange],
) -> Result<(), DbError> {
    if people.is_empty() {
        return Ok(());
    }
    let json = |person: &Option<Person>| {
        let json = person.as_ref().map(serde_json::to_string).transpose();
        json.map_err(|error| DbError::Other(error.to_string()))
    };
    let change = insert(conn, kind, at)?;
    for (changed, position) in people.iter().zip(0_i64..) {
        let sql = "INSERT INTO changed_person (change, position, before, after) VALUES (?1, ?2, ?3, ?4)";
        query::run(conn, sql, params![change, position, json(&changed.before)?, json(&changed.after)?])?;
    }
    Ok(())
}

fn insert(conn: &Connection, kind: ChangeKind, at: Moment) -> Result<i64, DbError> {
    let sql = "INSERT INTO change (kind, at_ms, at_offset) VALUES (?1, ?2, ?3)";
    query::run(conn, sql, params![kind.word(), at.ms, at.offset])?;
    Ok(conn.last_insert_rowid())
}

/// Records that a change was taken back, with where the entries were that it had moved.
pub(super) fn record_undo(
    conn: &Connection,
    change: &Change,
    moved: &[Changed],
    at: Moment,
) -> Result<(), DbError> {
    query::run(conn, "UPDATE change SET undone = 1 WHERE id = ?1", [change.id])?;
    let sql = "INSERT INTO change (kind, at_ms, at_offset, takes_back) VALUES ('undo', ?1, ?2, ?3)";
    query::run(conn, sql, params![at.ms, at.offset, change.id])?;
    insert_entries(conn, conn.last_insert_rowid(), moved)
}

/// Records that a change that was taken back counts again. What is a draft once more is no change any more.
pub(super) fn record_redo(conn: &Connection, undo: i64, change: &Change) -> Result<(), DbError> {
    query::run(conn, "UPDATE change SET undone = 1 WHERE id = ?1", [undo])?;
    if change.kind == ChangeKind::Edit {
        return Ok(());
    }
    query::run(conn, "UPDATE change SET undone = 0 WHERE id = ?1", [change.id])?;
    Ok(())
}

/// Whether something was done after a change to an entry, or to people, that it was done to.
pub(super) fn is_followed(conn: &Connection, change: &Change, since: i64) -> Result<bool, DbError> {
    let sql = "SELECT 1 FROM changed x CROSS JOIN changed y INDEXED BY changed_of ON y.entry = x.entry
               CROSS JOIN change c ON c.id = y.change
               WHERE x.change = ?1 AND c.id > ?2 AND c.undone = 0 AND c.kind <> 'undo'";
    let of_people = "SELECT 1 FROM change AS near WHERE id > ?1 AND undone = 0 AND kind = 'people'";
    Ok(query::exists(conn, sql, params![change.id, since])?
        || !change.people.is_empty() && query::exists(conn, of_people, [since])?)
}

/// Reads the last change that was not taken back, or what was written on a finished entry since.
pub(super) fn last(conn: &Connection, scope: &Scope) -> Result<Option<Change>, DbError> {
    let recorded = last_recorded(conn, scope)?;
    let since = recorded.as_ref().map_or(i64::MIN, |change| change.at.ms);
    Ok(last_edit(conn, scope, since)?.or(recorded))
}

/// Reads the newest draft over a finished entry. Among all there is in the journal, drafts are no changes.
fn last_edit(conn: &Connection, scope: &Scope, since: i64) -> Result<Option<Change>, DbError> {
    let (is_it, of) = match scope {
        Scope::Everything => return Ok(None),
        Scope::Exercise(exercise) => ("near.exercise = ?1", Value::Text(exercise.clone())),
        Scope::Entry(id) => ("near.id = ?1", Value::Blob(id.bytes().to_vec())),
    };
    let sql = format!(
        "SELECT near.id, r.at_ms, r.at_offset
         FROM entry AS near INDEXED BY entry_draft CROSS JOIN revision r ON r.number = near.draft
         WHERE near.draft IS NOT NULL AND near.trashed_ms IS NULL AND {is_it} AND near.finished IS NOT NULL
             AND r.at_ms >= ?2
         ORDER BY near.draft DESC LIMIT 1"
    );
    query::one(conn, &sql, params![of, since], |row| {
        Ok(Change {
            id: UNRECORDED,
            kind: ChangeKind::Edit,
            at: query::moment(row, "at_ms", "at_offset")?,
            entries: vec![query::id(row, "id")?],
            gone: 0,
            people: Vec::new(),
        })
    })
}

/// Reads the last recorded change that was not taken back.
fn last_recorded(conn: &Connection, scope: &Scope) -> Result<Option<Change>, DbError> {
    let (within, of) = scope.within("near.id");
    let sql = format!(
        "SELECT id, kind, at_ms, at_offset, gone FROM change AS near
         WHERE undone = 0 AND kind <> 'undo' AND {within} ORDER BY id DESC LIMIT 1"
    );
    query::one(conn, &sql, [of], read)?.map(|change| whole(conn, change)).transpose()
}

/// Reads the change that was taken back last, with the number of that; one that is erased for good is passed over.
pub(super) fn last_undone(conn: &Connection, scope: &Scope) -> Result<Option<(i64, Change)>, DbError> {
    let (within, of) = scope.within("c.id");
    let sql = format!(
        "SELECT near.id AS undo, c.id, c.kind, c.at_ms, c.at_offset, c.gone
         FROM change AS near CROSS JOIN change c ON c.id = near.takes_back
         WHERE near.kind = 'undo' AND near.undone = 0 AND c.undone = 1 AND {within}
         AND (EXISTS (SELECT 1 FROM changed WHERE change = c.id)
              OR EXISTS (SELECT 1 FROM changed_person WHERE change = c.id))
         ORDER BY near.id DESC LIMIT 1"
    );
    let found = query::one(conn, &sql, [of], |row| Ok((query::get(row, "undo")?, read(row)?)))?;
    found.map(|(undo, change)| Ok((undo, whole(conn, change)?))).transpose()
}

impl Scope {
    /// The condition that a change is within it, and what that asks for.
    fn within(&self, change: &str) -> (String, Value) {
        match self {
            Self::Everything => ("?1 IS NULL".to_owned(), Value::Null),
            Self::Exercise(exercise) => (
                format!(
                    "EXISTS (SELECT 1 FROM changed x CROSS JOIN entry e ON e.number = x.entry
                             WHERE x.change = {change} AND e.exercise = ?1)"
                ),
                Value::Text(exercise.clone()),
            ),
            Self::Entry(id) => (
                format!(
                    "{change} IN (SELECT change FROM changed INDEXED BY changed_of 
                     WHERE entry = (SELECT number FROM entry WHERE id = ?1))"
                ),
                Value::Blob(id.bytes().to_vec()),
            ),
        }
    }
}

/// Reads what a change was done to.
fn whole(conn: &Connection, mut change: Change) -> Result<Change, DbError> {
    let sql = "SELECT e.id FROM changed c CROSS JOIN entry e ON e.number = c.entry WHERE c.change = ?1 ORDER BY c.position";
    change.entries = query::all(conn, sql, [change.id], |row| query::id(row, "id"))?;
    let sql = "SELECT before, after FROM changed_person WHERE change = ?1 ORDER BY position";
    change.people = query::all(conn, sql, [change.id], |row| {
        Ok(PersonChange { before: person(row, "before")?, after: person(row, "after")? })
    })?;
    Ok(change)
}

pub(super) fn person(row: &Row<'_>, column: &str) -> Result<Option<Person>, DbError> {
    let json: Option<String> = query::get(row, column)?;
    let read = json.map(|json| serde_json::from_str(&json)).transpose();
    read.map_err(|_| DbError::Damaged("a stored change can't be read".to_owned()))
}

/// Reads what takes a change back, the entry changed last first.
pub(super) fn entries_of(conn: &Connection, change: i64) -> Result<Vec<Changed>, DbError> {
    let sql = "SELECT entry, before, after, trashed, added, removed, day, week, happened_ms, happened_offset
               FROM changed WHERE change = ?1 ORDER BY position DESC";
    let words = |row: &Row<'_>, column: &str| -> Result<Vec<String>, DbError> {
        Ok(query::get::<String>(row, column)?.split_whitespace().map(str::to_owned).collect())
    };
    query::all(conn, sql, [change], |row| {
        Ok(Changed {
            entry: query::get(row, "entry")?,
            before: query::get(row, "before")?,
            after: query::get(row, "after")?,
            trashed: query::get(row, "trashed")?,
            added: words(row, "added")?,
            removed: words(row, "removed")?,
            was: spot(row)?,
        })
    })
}

fn spot(row: &Row<'_>) -> Result<Option<Spot>, DbError> {
    if query::get::<Option<String>>(row, "day")?.is_none() {
        return Ok(None);
    }
    let happened = query::some_moment(row, "happened_ms", "happened_offset")?;
    Ok(Some(Spot { day: query::day(row, "day")?, week: query::week(row, "week")?, happened }))
}

fn read(row: &Row<'_>) -> Result<Change, DbError> {
    let word: String = query::get(row, "kind")?;
    let kind = ChangeKind::ALL.into_iter().find(|kind| kind.word() == word);
    Ok(Change {
        id: query::get(row, "id")?,
        kind: kind.ok_or_else(|| DbError::Damaged("a stored change can't be read".to_owned()))?,
        at: query::moment(row, "at_ms", "at_offset")?,
        entries: Vec::new(),
        gone: query::get(row, "gone")?,
        people: Vec::new(),
    })
}
