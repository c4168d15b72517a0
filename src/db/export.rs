//! Everything a journal holds as records, one a line: what was written and done, not what is calculated from it. Rows are
//! read and written one by one, at one moment of the journal, so that memory does not grow with it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};
use serde::Serialize;

use super::error::attempt;
use super::records::{
    Aliases, Change, ChangedEntry, ChangedPerson, ChosenPlan, End, Exercise, FORMAT, Journal, Kind,
    KnownPerson, Settled, Slot, Time, Week, WeekStart,
};
use super::salvage::{self, Salvage, SoFar};
use super::{Store, changes, complaints, memory, people, query};
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
    /// What is not what was written, entries by their short ids: it went out as far as it can be read.
    pub damaged: Vec<String>,
    /// What could not be read at all: what it is called, and how many there were.
    pub unread: BTreeMap<&'static str, usize>,
}

impl Store {
    /// Passes on every record of the journal, one after another, as a line. Whoever takes them may fail.
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
        self.exercises(conn)?;
        self.entries(conn)?;
        self.people(conn)?;
        self.plans(conn)?;
        complaints::export(conn, &mut |noun, record| {
            let done = record.and_then(|record| {
                self.told.damaged.extend(record.damaged().map(str::to_owned));
                self.put(&record)
            });
            self.unless_unread(done, noun)
        })?;
        self.each(conn, ("recall grade", "SELECT * FROM grade AS near ORDER BY number"), |lines, row| {
            lines.put(&memory::record(row)?)
        })?;
        self.each(conn, ("undo step", "SELECT * FROM change AS near ORDER BY id"), |lines, row| {
            lines.put(&change(conn, row)?)
        })?;
        // What an undo step is of, where one of the two can't be found any more.
        let links = "SELECT (SELECT count(*) FROM changed AS near WHERE NOT EXISTS (SELECT 1 FROM change WHERE id = near.change)
                     OR NOT EXISTS (SELECT 1 FROM entry WHERE number = near.entry))
                 + (SELECT count(*) FROM changed_person AS near WHERE NOT EXISTS (SELECT 1 FROM change WHERE id = near.change))
                 + (SELECT count(*) FROM change AS near WHERE typeof(takes_back) = 'integer'
                     AND NOT EXISTS (SELECT 1 FROM change WHERE id = near.takes_back))";
        let lost = query::value::<i64>(conn, links, [])?.unwrap_or_default();
        self.lack("undo link", usize::try_from(lost).unwrap_or_default());
        self.put(&End { kind: Kind::End, records: self.records })
    }

    fn exercises(&mut self, conn: &Connection) -> Result<(), DbError> {
        let rows = "SELECT number, text, digest FROM definition AS near ORDER BY number";
        self.each(conn, ("exercise", rows), |lines, row| lines.exercise(&salvage::exercise(row)?))?;
        salvage::missing_exercises(conn)?.iter().try_for_each(|gone| self.exercise(gone))
    }

    fn exercise(&mut self, exercise: &Exercise) -> Result<(), DbError> {
        if exercise.damaged.is_some() {
            self.told.damaged.push(format!("the questions of exercise {}", exercise.number));
        }
        self.put(exercise)
    }

    fn entries(&mut self, conn: &Connection) -> Result<(), DbError> {
        let (strays, gone) = salvage::strays(conn)?;
        self.lack("stray version", gone);
        self.each(conn, ("entry", salvage::ENTRIES), |lines, row| {
            let entry = salvage::entry(conn, row)?;
            let mut is_damaged = !entry.lost.is_empty();
            lines.told.entries += 1;
            lines.told.trashed += usize::from(entry.trashed.is_some());
            lines.put(&entry)?;
            let mut so_far = SoFar::default();
            salvage::revisions(conn, (&entry, strays > 0), |row| {
                lines.told.revisions += 1;
                salvage::revision((&entry, &mut so_far), row, |revision| {
                    is_damaged |= revision.damaged.is_some() || !revision.lost.is_empty();
                    lines.put(&revision)
                })?
            })?;
            if is_damaged {
                lines.told.damaged.push(entry.short);
            }
            Ok(())
        })
    }

    fn people(&mut self, conn: &Connection) -> Result<(), DbError> {
        self.each(conn, ("person", "SELECT id, alias FROM person AS near ORDER BY id"), |lines, row| {
            let mut from = Salvage::of(row);
            let id = query::get(row, "id")?;
            let alias = from.get("alias").unwrap_or_else(|| format!("Unreadable {id}"));
            let (names, all) = people::readable_names(conn, id)?;
            if names.is_empty() {
                return Err(DbError::Damaged("a person has no name".to_owned()));
            }
            if !all || !from.lost.is_empty() {
                lines.told.damaged.push(alias.clone());
            }
            lines.told.people += 1;
            lines.put(&KnownPerson { kind: Kind::Person, id, alias, names })
        })?;
        let last_person = query::value(conn, "SELECT seq FROM sqlite_sequence WHERE name = 'person'", [])?;
        let mut used = Vec::new();
        let sql = "SELECT key FROM alias_used AS near ORDER BY key";
        self.each(conn, ("used alias", sql), |_, row| {
            used.push(query::get(row, "key")?);
            Ok(())
        })?;
        self.put(&Aliases { kind: Kind::Aliases, last_person: last_person.unwrap_or_default(), used })
    }

    fn plans(&mut self, conn: &Connection) -> Result<(), DbError> {
        let sql = "SELECT week, exercise, moved_to FROM slot AS near ORDER BY week, exercise";
        self.each(conn, ("moved exercise", sql), |lines, row| {
            let (exercise, moved_to) = (query::get(row, "exercise")?, query::get(row, "moved_to")?);
            lines.put(&Slot { kind: Kind::Slot, week: label(row, "week")?, exercise, moved_to })
        })?;
        let sql = "SELECT week, plan FROM plan_choice AS near ORDER BY week";
        self.each(conn, ("chosen plan", sql), |lines, row| {
            let (week, plan) = (label(row, "week")?, query::get(row, "plan")?);
            lines.put(&ChosenPlan { kind: Kind::Plan, week, plan })
        })?;
        let sql = "SELECT starts FROM week_start AS near ORDER BY starts";
        self.each(conn, ("first weekday", sql), |lines, row| {
            lines.put(&WeekStart { kind: Kind::WeekStart, day: query::day(row, "starts")? })
        })?;
        let sql = "SELECT entry, exercise, about, text, day FROM settled AS near ORDER BY entry, exercise, about, text";
        self.each(conn, ("returned question", sql), |lines, row| {
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

    /// Hands on every row of a query; one that can't be read is counted under what a person calls it.
    fn each(
        &mut self,
        conn: &Connection,
        (noun, sql): (&'static str, &str),
        mut put: impl FnMut(&mut Self, &Row<'_>) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        query::some(conn, sql, [], |row| {
            let done = put(self, row);
            self.unless_unread(done, noun).map(|()| None::<()>)
        })
        .map(|_| ())
    }

    /// Goes on without a record that can't be read, and notes what it was.
    fn unless_unread(&mut self, done: Result<(), DbError>, noun: &'static str) -> Result<(), DbError> {
        match done {
            Err(DbError::Damaged(_)) if self.failed.is_none() => {
                self.lack(noun, 1);
                Ok(())
            }
            done => done,
        }
    }

    fn lack(&mut self, noun: &'static str, count: usize) {
        if count > 0 {
            *self.told.unread.entry(noun).or_default() += count;
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

fn change(conn: &Connection, row: &Row<'_>) -> Result<Change, DbError> {
    let number: i64 = query::get(row, "id")?;
    let sql = "SELECT x.*, e.id FROM changed x CROSS JOIN entry e ON e.number = x.entry
               WHERE x.change = ?1 ORDER BY x.position";
    let entries = query::all(conn, sql, [number], |row| {
        let day: Option<String> = query::get(row, "day")?;
        let moved = query::get::<Option<i64>>(row, "week")?.is_some();
        Ok(ChangedEntry {
            position: query::get(row, "position")?,
            entry: salvage::id(row, "id", query::get(row, "entry")?).0,
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
    text.parse().map(Week).map_err(|_| DbError::Damaged("a stored week can't be read".to_owned()))
}
