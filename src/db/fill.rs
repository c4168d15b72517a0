//! An empty journal filled from the records of another, in one transaction: all of them or none.
//!
//! A sibling of `Write`: those are single changes that undo knows; this is everything at once, read from a file while it
//! is written, and what follows from answers is worked out by the caller before the transaction ends.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use serde::Deserialize;

use super::error::attempt;
use super::records::{
    Aliases, AnyRecord, Change, ChosenPlan, Damaged, End, Entry, EntryRevision, Exercise, FORMAT, Journal,
    Kind, KnownPerson, Settled, Slot, WeekStart,
};
use super::{Derived, Store, complaints, derived, finish, memory, people, query, search};
use crate::domain::entry::Digest;
use crate::domain::id::EntryId;
use crate::domain::people::Person;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Error, Result};

/// The tables that a journal without entries may have rows of; the records bring their own.
const SETTINGS: [&str; 8] = [
    "DELETE FROM slot AS near",
    "DELETE FROM plan_choice AS near",
    "DELETE FROM week_start AS near",
    "DELETE FROM settled AS near",
    "DELETE FROM grade AS near",
    "DELETE FROM memory AS near",
    "DELETE FROM definition AS near",
    "DELETE FROM complaint_import AS near",
];

/// Why a line was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It does not say what it should.
    Line {
        /// Where, from 1; 0 for the whole line.
        column: usize,
        /// What is wrong, in a sentence.
        message: String,
    },
    /// The journal could not take it.
    Journal(DbError),
}

impl From<DbError> for Refused {
    fn from(cause: DbError) -> Self {
        match cause {
            // What the lines before it leave no room for.
            DbError::Other(cause) => {
                Self::line(format!("this record does not fit those before it ({cause})"))
            }
            cause => Self::Journal(cause),
        }
    }
}

impl Refused {
    pub(super) fn line(message: impl Into<String>) -> Self {
        Self::Line { column: 0, message: message.into() }
    }

    /// Says where JSON is wrong, without what it says.
    fn json(error: &serde_json::Error) -> Self {
        let message = match error.classify() {
            serde_json::error::Category::Data => {
                let text = error.to_string();
                let said = text.split(" at line ").next().unwrap_or_default();
                let is_plain = ["unknown field", "missing field", "this is not", "unknown variant"];
                let is_plain = is_plain.iter().any(|start| said.starts_with(start));
                if is_plain { said.to_owned() } else { "a value is of the wrong kind".to_owned() }
            }
            _ => "this is not valid JSON".to_owned(),
        };
        Self::Line { column: error.column(), message }
    }
}

/// A journal that is being filled.
#[derive(Debug)]
pub struct Filling<'a> {
    store: &'a Store,
    /// How many records were put.
    records: u64,
    /// How many entries were.
    entries: usize,
    /// What was damaged in the journal that the records are from, by what a person calls it.
    damaged: Vec<String>,
    /// Whether the last line was there.
    ended: bool,
    /// The entry put last, whose revisions may follow.
    entry: Option<Open>,
    /// The entries that parted from others.
    origins: Vec<(i64, EntryId)>,
}

/// An entry whose revisions may follow.
#[derive(Debug)]
struct Open {
    id: EntryId,
    short: String,
    number: i64,
    /// The revision it is finished with, until that is put.
    finished: Option<i64>,
    /// The draft over it, until that is put.
    draft: Option<i64>,
}

impl Store {
    /// Fails if the journal holds what an import would mix with.
    pub fn must_be_empty(&self) -> Result<()> {
        if attempt("look at the journal", || holds_something(&self.conn))? {
            return Err(Error::usage(
                "this journal holds entries, people or complaints already, and an import would mix with them",
                "import into a new journal, as in `empathy --journal new.db import journal FILE`",
            ));
        }
        Ok(())
    }

    /// Fills a journal that holds no entries, all at once or not at all.
    pub fn fill<T>(&mut self, work: impl FnOnce(&mut Filling<'_>) -> Result<T>) -> Result<T> {
        const WHAT: &str = "import the journal";
        attempt(WHAT, || self.may_write())?;
        let begun = || Ok(Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?);
        let tx = attempt(WHAT, begun)?;
        self.must_be_empty()?;
        attempt(WHAT, || {
            tx.pragma_update(None, "defer_foreign_keys", true)?;
            SETTINGS.iter().try_for_each(|sql| query::run(&tx, sql, []).map(|_| ()))
        })?;
        let mut filling = Filling {
            store: self,
            records: 0,
            entries: 0,
            damaged: Vec::new(),
            ended: false,
            entry: None,
            origins: Vec::new(),
        };
        let done = work(&mut filling)?;
        attempt(WHAT, || Ok(tx.commit()?))?;
        self.has_written();
        Ok(done)
    }
}

fn holds_something(conn: &Connection) -> Result<bool, DbError> {
    let sql = "SELECT 1 WHERE EXISTS (SELECT 1 FROM entry AS near) OR EXISTS (SELECT 1 FROM person)
               OR EXISTS (SELECT 1 FROM change) OR EXISTS (SELECT 1 FROM complaint)";
    query::exists(conn, sql, [])
}

impl Filling<'_> {
    /// The journal as far as it is filled, to read.
    pub fn store(&self) -> &Store {
        self.store
    }

    /// Takes the next record.
    pub fn put(&mut self, line: &str) -> Result<(), Refused> {
        let AnyRecord { kind } = read(line)?;
        match (self.records, kind) {
            (0, Kind::Journal) => {}
            (0, _) => return Err(Refused::line("the first line must be the record `journal`")),
            (_, Kind::Journal) => return Err(Refused::line("the record `journal` is there twice")),
            _ if self.ended => return Err(Refused::line("nothing may follow the record `end`")),
            _ => {}
        }
        if kind != Kind::Revision
            && self.entry.take().is_some_and(|entry| entry.finished.or(entry.draft).is_some())
        {
            return Err(Refused::line("the entry before it lacks a revision that it names"));
        }
        let conn = &self.store.conn;
        match kind {
            Kind::Journal => journal(&read(line)?)?,
            Kind::Exercise => {
                let new: Exercise = read(line)?;
                exercise(conn, &new)?;
                let name = || format!("the questions of exercise {}", new.number);
                self.damaged.extend(new.damaged.is_some().then(name));
            }
            Kind::Entry => self.put_entry(&read(line)?)?,
            Kind::Revision => self.put_revision(&read(line)?)?,
            Kind::Person => person(conn, read(line)?)?,
            Kind::Aliases => aliases(conn, &read(line)?)?,
            Kind::Slot => {
                let Slot { week, exercise, moved_to, .. } = read(line)?;
                let sql = "INSERT INTO slot (week, exercise, moved_to) VALUES (?1, ?2, ?3)";
                query::run(conn, sql, params![week.0.to_string(), exercise, moved_to])?;
            }
            Kind::Plan => {
                let ChosenPlan { week, plan, .. } = read(line)?;
                let sql = "INSERT INTO plan_choice (week, plan) VALUES (?1, ?2)";
                query::run(conn, sql, params![week.0.to_string(), plan])?;
            }
            Kind::WeekStart => {
                let WeekStart { day, .. } = read(line)?;
                query::run(conn, "INSERT INTO week_start (starts) VALUES (?1)", [day.to_string()])?;
            }
            Kind::Settled => {
                let Settled { entry, exercise, about, text, day, .. } = read(line)?;
                let sql =
                    "INSERT INTO settled (entry, exercise, about, text, day) VALUES (?1, ?2, ?3, ?4, ?5)";
                query::run(conn, sql, params![entry.bytes(), exercise, about, text, day.to_string()])?;
            }
            Kind::Grade => memory::fill(conn, &read(line)?)?,
            Kind::Change => change(conn, &read(line)?)?,
            Kind::ComplaintFile | Kind::Complaint | Kind::ComplaintLabel | Kind::Learnt => {
                self.damaged.extend(complaints::fill(conn, kind, line)?);
            }
            Kind::End => {
                let End { records, .. } = read(line)?;
                if records != self.records {
                    let message =
                        format!("{records} records should stand before it, but {} do", self.records);
                    return Err(Refused::line(message));
                }
                self.ended = true;
                memory::remember_all(conn)?;
                self.part()?;
                complaints::rebuild(conn)?;
            }
        }
        self.records += 1;
        Ok(())
    }

    /// How many entries were put.
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// What was damaged before it was exported, entries by their short ids.
    pub fn damaged(&self) -> &[String] {
        &self.damaged
    }

    /// Whether the record that ends a file was put.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Stores what follows from the answers of a finished entry; the line for lists is as the record said.
    pub fn derive(&self, id: EntryId, now: Derived) -> Result<()> {
        attempt("store the calculated values", || {
            let conn = &self.store.conn;
            let Some(entry) = super::entries::number_of(conn, id)? else { return Ok(()) };
            let summary = super::entries::must_head(conn, entry)?.summary;
            derived::store(conn, entry, &Derived { summary, ..now })
        })
    }

    /// Lets the entries be found that nothing follows from: drafts, and those that cannot be read any more.
    pub fn index_the_rest(&self) -> Result<()> {
        attempt("index the entries", || {
            let conn = &self.store.conn;
            let sql = "SELECT number FROM entry AS near WHERE indexed IS NOT ifnull(draft, finished) AND trashed_ms IS NULL";
            let rest = query::all(conn, sql, [], |row| query::get(row, 0))?;
            rest.into_iter().try_for_each(|entry| search::refresh(conn, entry))
        })
    }

    fn put_entry(&mut self, new: &Entry) -> Result<(), Refused> {
        let time = |time: Option<Moment>| (time.map(|at| at.ms), time.map(|at| at.offset));
        let (happened, trashed) = (time(new.happened.map(|at| at.0)), time(new.trashed.map(|at| at.0)));
        let conn = &self.store.conn;
        query::run(
            conn,
            "INSERT INTO entry (number, id, short, letters, exercise, exercise_revision, definition, state, version,
                week, day, written, practised, begun_ms, begun_offset, happened_ms, happened_offset, trashed_ms,
                trashed_offset, draft, summary)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'draft', 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)",
            params![
                new.number,
                new.id.bytes(),
                new.short,
                new.short.rsplit('-').next().unwrap_or_default(),
                new.exercise,
                new.exercise_revision,
                new.definition,
                query::stored_week(new.week.0),
                new.day.to_string(),
                new.written.map(|day| day.to_string()),
                query::stored_week(new.practised.0),
                new.begun.0.ms,
                new.begun.0.offset,
                happened.0,
                happened.1,
                trashed.0,
                trashed.1,
                new.draft,
                new.summary,
            ],
        )?;
        super::tags::change(conn, new.number, &new.tags, &[])?;
        self.origins.extend(new.origin.map(|origin| (new.number, origin)));
        self.entries += 1;
        self.damaged.extend((!new.lost.is_empty()).then(|| new.short.clone()));
        let Entry { id, number, finished, draft, .. } = *new;
        self.entry = Some(Open { id, short: new.short.clone(), number, finished, draft });
        Ok(())
    }

    fn put_revision(&mut self, new: &EntryRevision<'_>) -> Result<(), Refused> {
        let Some(open) = self.entry.as_mut().filter(|entry| entry.id == new.entry) else {
            return Err(Refused::line("a revision must follow the record of its entry"));
        };
        let (answers, digest) = match (new.answers, &new.damaged) {
            (Some(answers), None) => {
                let text = answers.get();
                serde_json::from_str::<Answers>(text)
                    .map_err(|_| Refused::line("the answers of this revision can't be read"))?;
                (text, Digest::of(text.as_bytes()))
            }
            (None, Some(Damaged { sha256, text })) => (text.as_str(), digest(sha256)?),
            _ => return Err(Refused::line("a revision needs its `answers`")),
        };
        let place = new.place.as_ref().map(serde_json::to_string).transpose().unwrap_or_default();
        let conn = &self.store.conn;
        query::run(
            conn,
            "INSERT INTO revision (number, entry, seq, parent, device, at_ms, at_offset, kind, version, exercise_revision,
                definition, desk_ms, place, digest, answers)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                new.number,
                open.number,
                new.seq,
                new.parent,
                new.device,
                new.at.0.ms,
                new.at.0.offset,
                new.state,
                new.version,
                new.exercise_revision,
                new.definition,
                new.active_ms,
                place.unwrap_or_default(),
                digest.0,
                answers,
            ],
        )?;
        if open.finished.take_if(|number| *number == new.number).is_some() {
            finish::point(conn, open.number, Some(new.number))?;
        }
        open.draft.take_if(|number| *number == new.number);
        if (new.damaged.is_some() || !new.lost.is_empty()) && self.damaged.last() != Some(&open.short) {
            self.damaged.push(open.short.clone());
        }
        Ok(())
    }

    /// Notes which entries parted from others, once all are there.
    fn part(&self) -> Result<(), DbError> {
        let sql = "UPDATE entry SET origin = (SELECT number FROM entry WHERE id = ?2) WHERE number = ?1";
        self.origins.iter().try_for_each(|(entry, of)| {
            query::run(&self.store.conn, sql, params![entry, of.bytes()]).map(|_| ())
        })
    }
}

pub(super) fn read<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, Refused> {
    serde_json::from_str(line).map_err(|error| Refused::json(&error))
}

fn journal(new: &Journal) -> Result<(), Refused> {
    match new.format {
        FORMAT => Ok(()),
        format if format > FORMAT => Err(Refused::line(format!(
            "this file was written by a newer version of empathy (format {format}, this one reads {FORMAT})"
        ))),
        format => Err(Refused::line(format!("there is no format {format}"))),
    }
}

fn exercise(conn: &Connection, new: &Exercise) -> Result<(), Refused> {
    let digest = match &new.damaged {
        Some(damaged) => digest(&damaged.sha256)?,
        None => Digest::of(new.text.as_bytes()),
    };
    let sql = "INSERT INTO definition (number, digest, text) VALUES (?1, ?2, ?3)";
    query::run(conn, sql, params![new.number, digest.0, new.text])?;
    Ok(())
}

fn person(conn: &Connection, new: KnownPerson) -> Result<(), Refused> {
    let mut names = new.names.into_iter();
    let Some(name) = names.next() else { return Err(Refused::line("a person needs a name")) };
    let person = Person { id: new.id, name, others: names.collect(), alias: new.alias };
    Ok(people::put(conn, None, Some(&person))?)
}

fn aliases(conn: &Connection, new: &Aliases) -> Result<(), Refused> {
    for key in &new.used {
        query::run(conn, "INSERT INTO alias_used (key) VALUES (?1) ON CONFLICT DO NOTHING", [key])?;
    }
    let sql = "UPDATE sqlite_sequence SET seq = ?1 WHERE name = 'person'";
    if query::run(conn, sql, [new.last_person])? == 0 && new.last_person > 0 {
        let sql = "INSERT INTO sqlite_sequence (name, seq) VALUES ('person', ?1)";
        query::run(conn, sql, [new.last_person])?;
    }
    Ok(())
}

fn change(conn: &Connection, new: &Change) -> Result<(), Refused> {
    let sql = "INSERT INTO change (id, kind, at_ms, at_offset, takes_back, undone, gone)
               VALUES (?1, ?2, ?3, ?4, (SELECT id FROM change WHERE id = ?5), ?6, ?7)";
    let at = new.at.0;
    query::run(conn, sql, params![new.number, new.what, at.ms, at.offset, new.undoes, new.undone, new.gone])?;
    for entry in &new.entries {
        let happened = entry.happened.map(|at| at.0);
        let sql =
            "INSERT INTO changed (change, position, entry, before, after, trashed, added, removed, day, week,
                       happened_ms, happened_offset)
                   SELECT ?1, ?2, number, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 FROM entry WHERE id = ?3";
        let values = params![
            new.number,
            entry.position,
            entry.entry.bytes(),
            entry.before,
            entry.after,
            entry.trashed,
            entry.added,
            entry.removed,
            entry.day.map(|day| day.to_string()),
            entry.week.map(|week| query::stored_week(week.0)),
            happened.map(|at| at.ms),
            happened.map(|at| at.offset),
        ];
        if query::run(conn, sql, values)? == 0 {
            return Err(Refused::line("the change is of an entry that is not in the file"));
        }
    }
    for changed in &new.people {
        let json = |person: &Option<Person>| person.as_ref().map(serde_json::to_string).transpose();
        let (before, after) = (json(&changed.before), json(&changed.after));
        let sql = "INSERT INTO changed_person (change, position, before, after) VALUES (?1, ?2, ?3, ?4)";
        let values =
            params![new.number, changed.position, before.unwrap_or_default(), after.unwrap_or_default()];
        query::run(conn, sql, values)?;
    }
    Ok(())
}

fn digest(hex: &str) -> Result<Digest, Refused> {
    Digest::from_hex(hex).ok_or_else(|| Refused::line("`sha256` is not a SHA-256"))
}
