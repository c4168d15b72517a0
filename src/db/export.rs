//! Everything a journal holds as records, one a line: what was written and done, not what is calculated from it. Rows are
//! read and written one by one, at one moment of the journal, so that memory does not grow with it.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use serde::Serialize;
use serde_json::value::RawValue;

use super::entries::{day_of, or_note};
use super::error::attempt;
use super::records::{
    Aliases, Change, ChangedEntry, ChangedPerson, ChosenPlan, Damaged, End, Entry, EntryRevision, Exercise,
    FORMAT, Journal, Kind, KnownPerson, Settled, Slot, Time, Week, WeekStart,
};
use super::{Store, answers_json, changes, complaints, memory, people, query};
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::error::{DbError, Error, Result};

/// How many there were.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exported {
    /// Entries, those in the trash included.
    pub entries: usize,
    /// Those in the trash.
    pub trashed: usize,
    /// What they said, in all versions.
    pub revisions: usize,
    /// Who is known.
    pub people: usize,
    /// The entries that are not what was written, by their short ids: they went out as far as they can be read.
    pub damaged: Vec<String>,
    /// What could not be read at all, each in a few words.
    pub unread: Vec<String>,
}

impl Store {
    /// Gives every record of the journal, one after another, as a line. What it is given to may fail.
    pub fn export(&self, line: &mut dyn FnMut(&[u8]) -> Result<()>) -> Result<Exported> {
        let mut to = Lines { line, buffer: Vec::new(), records: 0, failed: None, told: Exported::default() };
        let done = attempt("export the journal", || {
            let moment = self.conn.unchecked_transaction()?;
            to.all(&moment)
        });
        match to.failed {
            Some(failed) => Err(failed),
            None => done.map(|()| to.told),
        }
    }
}

struct Lines<'a> {
    line: &'a mut dyn FnMut(&[u8]) -> Result<()>,
    buffer: Vec<u8>,
    records: u64,
    /// What kept a line from being written.
    failed: Option<Error>,
    told: Exported,
}

impl Lines<'_> {
    fn all(&mut self, conn: &Connection) -> Result<(), DbError> {
        self.put(&Journal { kind: Kind::Journal, format: FORMAT })?;
        let rows = "SELECT number, text, digest FROM definition AS near ORDER BY number";
        self.each(conn, rows, |lines, row| {
            let damaged = if answers_json::intact(row, "text")? { None } else { Some(hash(row)?) };
            let number = query::get(row, "number")?;
            lines.put(&Exercise { kind: Kind::Exercise, number, text: text(row, "text")?, damaged })
        })?;
        self.entries(conn)?;
        self.people(conn)?;
        self.plans(conn)?;
        complaints::export(conn, &mut |record| self.put(record))?;
        self.each(conn, "SELECT * FROM grade AS near ORDER BY number", |lines, row| {
            lines.put(&memory::record(row)?)
        })?;
        self.each(conn, "SELECT * FROM change AS near ORDER BY id", |lines, row| {
            lines.put(&change(conn, row)?)
        })?;
        self.put(&End { kind: Kind::End, records: self.records })
    }

    fn entries(&mut self, conn: &Connection) -> Result<(), DbError> {
        let sql = "SELECT near.*, (SELECT id FROM entry WHERE number = near.origin) AS origin_id
                   FROM entry AS near ORDER BY number";
        self.each(conn, sql, |lines, row| {
            let mut fault = None;
            let entry = entry(conn, row, &mut fault)?;
            if fault.is_some() {
                lines.told.damaged.push(entry.short.clone());
            }
            lines.told.entries += 1;
            lines.told.trashed += usize::from(entry.trashed.is_some());
            lines.put(&entry)?;
            let sql = "SELECT * FROM revision WHERE entry = ?1 ORDER BY seq";
            query::some(conn, sql, [entry.number], |row| {
                lines.told.revisions += 1;
                let done = lines.revision(&entry, row);
                lines.unless_unread(done, || format!("a version of {}", entry.short)).map(|()| None::<()>)
            })
            .map(|_| ())
        })
    }

    fn revision(&mut self, entry: &Entry, row: &Row<'_>) -> Result<(), DbError> {
        let stored = text(row, "answers")?;
        let intact = answers_json::intact(row, "answers")?;
        let answers: Option<&RawValue> = serde_json::from_str(&stored).ok().filter(|_| intact);
        let damaged = answers
            .is_none()
            .then(|| Ok::<_, DbError>(Damaged { text: stored.clone(), ..hash(row)? }))
            .transpose()?;
        // A version that its entry names must be there, or nothing of the export could be read back.
        let at = query::moment(row, "at_ms", "at_offset").ok().map(Time);
        let at = at.filter(|at| serde_json::to_string(at).is_ok());
        let device = query::get(row, "device");
        let place = query::get::<String>(row, "place");
        let is_damaged = damaged.is_some() || at.is_none() || device.is_err() || place.is_err();
        if is_damaged && self.told.damaged.last() != Some(&entry.short) {
            self.told.damaged.push(entry.short.clone());
        }
        self.put(&EntryRevision {
            kind: Kind::Revision,
            entry: entry.id,
            number: query::get(row, "number")?,
            seq: query::get(row, "seq")?,
            parent: query::get(row, "parent")?,
            device: device.unwrap_or_default(),
            at: at.unwrap_or(entry.begun),
            state: query::get(row, "kind")?,
            version: query::get(row, "version")?,
            exercise_revision: query::get(row, "exercise_revision")?,
            definition: query::get(row, "definition")?,
            active_ms: query::get(row, "desk_ms")?,
            // Where a person was is not worth an error.
            place: place.ok().and_then(|place| serde_json::from_str(&place).ok()),
            answers,
            damaged,
        })
    }

    fn people(&mut self, conn: &Connection) -> Result<(), DbError> {
        for person in people::all(conn)? {
            self.told.people += 1;
            let names = person.names().map(str::to_owned).collect();
            self.put(&KnownPerson { kind: Kind::Person, id: person.id, alias: person.alias, names })?;
        }
        let last_person = query::value(conn, "SELECT seq FROM sqlite_sequence WHERE name = 'person'", [])?;
        let sql = "SELECT key FROM alias_used AS near ORDER BY key";
        let used = query::all(conn, sql, [], |row| query::get(row, "key"))?;
        self.put(&Aliases { kind: Kind::Aliases, last_person: last_person.unwrap_or_default(), used })
    }

    fn plans(&mut self, conn: &Connection) -> Result<(), DbError> {
        self.each(
            conn,
            "SELECT week, exercise, moved_to FROM slot AS near ORDER BY week, exercise",
            |lines, row| {
                let (exercise, moved_to) = (query::get(row, "exercise")?, query::get(row, "moved_to")?);
                lines.put(&Slot { kind: Kind::Slot, week: label(row, "week")?, exercise, moved_to })
            },
        )?;
        self.each(conn, "SELECT week, plan FROM plan_choice AS near ORDER BY week", |lines, row| {
            lines.put(&ChosenPlan {
                kind: Kind::Plan,
                week: label(row, "week")?,
                plan: query::get(row, "plan")?,
            })
        })?;
        self.each(conn, "SELECT starts FROM week_start AS near ORDER BY starts", |lines, row| {
            lines.put(&WeekStart { kind: Kind::WeekStart, day: query::day(row, "starts")? })
        })?;
        let sql = "SELECT entry, exercise, about, text, day FROM settled AS near ORDER BY entry, exercise, about, text";
        self.each(conn, sql, |lines, row| {
            lines.put(&Settled {
                kind: Kind::Settled,
                entry: query::id(row, "entry")?,
                exercise: query::get(row, "exercise")?,
                about: query::get(row, "about")?,
                text: query::get(row, "text")?,
                day: query::day(row, "day")?,
            })
        })
    }

    fn each(
        &mut self,
        conn: &Connection,
        sql: &str,
        mut put: impl FnMut(&mut Self, &Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        query::some(conn, sql, [], |row| {
            let done = put(self, row);
            let table = sql.split(' ').skip_while(|word| *word != "FROM").nth(1).unwrap_or_default();
            let named = || query::get(row, "short").unwrap_or_else(|_| format!("a record of `{table}`"));
            self.unless_unread(done, named).map(|()| None::<()>)
        })
        .map(|_| ())
    }

    /// Goes on without a record that can't be read, and notes which it was.
    fn unless_unread(
        &mut self,
        done: Result<(), DbError>,
        named: impl FnOnce() -> String,
    ) -> Result<(), DbError> {
        match done {
            Err(DbError::Damaged(_)) if self.failed.is_none() => {
                self.told.unread.push(named());
                Ok(())
            }
            done => done,
        }
    }

    fn put(&mut self, record: &impl Serialize) -> Result<(), DbError> {
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, record)
            .map_err(|error| DbError::Damaged(error.to_string()))?;
        self.records += 1;
        self.buffer.push(b'\n');
        (self.line)(&self.buffer).map_err(|error| {
            self.failed = Some(error);
            DbError::Other("a line was not written".to_owned())
        })
    }
}

/// Reads an entry. Where something is damaged that can be told from the rest, it notes that and goes on.
fn entry(conn: &Connection, row: &Row<'_>, fault: &mut Option<String>) -> Result<Entry, DbError> {
    let number = query::get(row, "number")?;
    let some_id = |column| query::get::<Option<[u8; 16]>>(row, column).map(|id| id.map(EntryId::from_bytes));
    let day = or_note(query::day(row, "day"), fault).or_else(|| day_of(number)).unwrap_or_default();
    let written = or_note(query::get::<Option<String>>(row, "written"), fault).flatten();
    let mut week = |column| or_note(query::week(row, column), fault);
    let (of, practised) = (week("week"), week("practised"));
    let week = Week(of.or(practised).unwrap_or_else(|| WeekLabel::of_start(day)));
    Ok(Entry {
        kind: Kind::Entry,
        id: query::id(row, "id")?,
        number,
        short: query::get(row, "short")?,
        exercise: query::get(row, "exercise")?,
        exercise_revision: query::get(row, "exercise_revision")?,
        definition: query::get(row, "definition")?,
        day,
        written: written.and_then(|text| or_note(query::as_day(&text), fault)),
        practised: practised.map_or(week, Week),
        week,
        begun: Time(query::moment(row, "begun_ms", "begun_offset")?),
        happened: or_note(query::some_moment(row, "happened_ms", "happened_offset"), fault)
            .flatten()
            .map(Time),
        trashed: query::some_moment(row, "trashed_ms", "trashed_offset")?.map(Time),
        origin: some_id("origin_id")?,
        finished: query::get(row, "finished")?,
        draft: query::get(row, "draft")?,
        tags: super::tags::of(conn, number)?,
        summary: or_note(query::get(row, "summary"), fault).unwrap_or_default(),
    })
}

fn change(conn: &Connection, row: &Row<'_>) -> Result<Change, DbError> {
    let number: i64 = query::get(row, "id")?;
    let sql = "SELECT x.*, e.id FROM changed x CROSS JOIN entry e ON e.number = x.entry
               WHERE x.change = ?1 ORDER BY x.position";
    let entries = query::all(conn, sql, [number], |row| {
        let day: Option<String> = query::get(row, "day")?;
        let moved = query::get::<Option<i64>>(row, "week")?.is_some();
        Ok(ChangedEntry {
            position: query::get(row, "position")?,
            entry: query::id(row, "id")?,
            before: query::get(row, "before")?,
            after: query::get(row, "after")?,
            trashed: query::get(row, "trashed")?,
            added: query::get(row, "added")?,
            removed: query::get(row, "removed")?,
            day: day.map(|text| query::as_day(&text)).transpose()?,
            week: moved.then(|| query::week(row, "week").map(Week)).transpose()?,
            happened: query::some_moment(row, "happened_ms", "happened_offset")?.map(Time),
        })
    })?;
    let sql = "SELECT position, before, after FROM changed_person WHERE change = ?1 ORDER BY position";
    let people = query::all(conn, sql, [number], |row| {
        let (before, after) = (changes::person(row, "before")?, changes::person(row, "after")?);
        Ok(ChangedPerson { position: query::get(row, "position")?, before, after })
    })?;
    Ok(Change {
        kind: Kind::Change,
        number,
        what: query::get(row, "kind")?,
        at: Time(query::moment(row, "at_ms", "at_offset")?),
        undoes: query::get(row, "takes_back")?,
        undone: query::get(row, "undone")?,
        gone: query::get(row, "gone")?,
        entries,
        people,
    })
}

/// Reads a week that is stored as text.
fn label(row: &Row<'_>, column: &str) -> Result<Week, DbError> {
    let text: String = query::get(row, column)?;
    text.parse().map(Week).map_err(|_| DbError::Damaged("a stored week is not what it was".to_owned()))
}

/// Reads a text, whatever its bytes are.
fn text(row: &Row<'_>, column: &str) -> Result<String, DbError> {
    let bytes = match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        _ => &[],
    };
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// The hash of what was written, for a text that is not that any more.
fn hash(row: &Row<'_>) -> Result<Damaged, DbError> {
    Ok(Damaged { sha256: query::digest(row, "digest")?.hex(), text: String::new() })
}
