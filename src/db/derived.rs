//! What follows from the answers of finished entries: stored by one function, whenever an entry is finished, undone or
//! worked out again. Nothing else writes facts, findings, words to suggest, what comes back, links or the line for lists.

use rusqlite::{Connection, params};

use super::complaints::sorted;
use super::entries::{HEAD, must_head, number_of, read_head};
use super::error::attempt;
use super::{
    Store, about, answers_json, facts, findings, links, query, returning, search, stories, suggestions,
};
use crate::domain::entry::Entry;
use crate::domain::facts::{Fact, Found, Term};
use crate::domain::id::EntryId;
use crate::domain::returning::Returning;
use crate::domain::sorting::Sorted;
use crate::domain::story::Story;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// Everything that follows from the answers of an entry, but for its links.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Derived {
    /// The line for lists.
    pub summary: String,
    /// The facts in its answers.
    pub facts: Vec<Fact>,
    /// What it says about subjects.
    pub found: Vec<Found>,
    /// The words to suggest later.
    pub terms: Vec<Term>,
    /// What comes back some days later.
    pub returning: Vec<Returning>,
    /// The complaints that it sorts.
    pub sorted: Vec<Sorted>,
    /// What is told of it from memory, if it is.
    pub story: Option<Story>,
}

impl Store {
    /// Whether facts are to be worked out again, as after a change of the journal's format.
    pub fn facts_are_stale(&self) -> Result<bool> {
        attempt("look up what is stale", || {
            query::exists(&self.conn, "SELECT 1 FROM stale WHERE what = 'facts'", [])
        })
    }

    /// Records that all facts are as they should be.
    pub fn facts_are_fresh(&mut self) -> Result<()> {
        self.write("record what is fresh", |tx| {
            query::run(tx, "DELETE FROM stale WHERE what = 'facts'", []).map(|_| ())
        })
    }

    /// Counts the finished entries, those in the trash too. Reads every entry.
    pub fn finished(&self) -> Result<u64> {
        attempt("count the entries", || {
            let sql = "SELECT count(*) AS entries FROM entry AS near WHERE finished IS NOT NULL";
            Ok(query::one(&self.conn, sql, [], |row| query::count(row, "entries"))?.unwrap_or_default())
        })
    }

    /// Lists up to `limit` finished entries older than one, the newest day first, those in the trash too. The answers of
    /// damaged ones are `Err`, with words that name the entry.
    pub fn finished_before(
        &self,
        before: Option<EntryId>,
        limit: usize,
    ) -> Result<Vec<(Entry, Option<String>)>> {
        attempt("read the entries", || {
            let before = before.map(|id| number_of(&self.conn, id)).transpose()?.flatten();
            let sql = format!(
                "SELECT {HEAD}, r.answers, r.digest FROM entry e NOT INDEXED LEFT JOIN revision r ON r.number = e.finished
                 WHERE e.number < ?1 AND e.finished IS NOT NULL ORDER BY e.number DESC LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![before.unwrap_or(i64::MAX), query::limit(limit)], |row| {
                let head = read_head(row)?;
                let (answers, damage) = match answers_json::answers(row, head.short.as_str()) {
                    Ok(answers) => (answers, None),
                    Err(cause) => (Answers::default(), Some(cause.to_string())),
                };
                Ok((Entry { head, answers }, damage))
            })
        })
    }

    /// Stores what was worked out again in place of what was stored, for some entries at once; returns how many differed.
    pub fn recompute(&mut self, all: &[(EntryId, Derived)]) -> Result<usize> {
        self.write("store the calculated values", |tx| {
            let mut differed = 0;
            for (id, now) in all {
                let Some(entry) = number_of(tx, *id)? else { continue };
                if !is(tx, entry, now)? {
                    differed += 1;
                    replace(tx, entry, now)?;
                }
            }
            Ok(differed)
        })
    }
}

/// Whether what is stored of an entry is this.
fn is(conn: &Connection, entry: i64, now: &Derived) -> Result<bool, DbError> {
    let stored = facts::of(conn, "e.number = ?1", entry)?;
    Ok(must_head(conn, entry)?.summary == now.summary
        && findings::of(conn, entry)? == now.found
        && now.facts.iter().filter(|fact| fact.value.is_finite()).eq(&stored)
        && returning::of(conn, entry)? == now.returning
        && sorted::of(conn, entry)? == now.sorted
        && stories::of(conn, entry)? == now.story
        && suggestions::are(conn, entry, &now.terms)?
        && facts::are_packed(conn, entry, &now.facts, links::finished(conn, entry)?.as_ref())?
        && about::is_noted(conn, entry)?)
}

/// Stores what follows from the finished answers of an entry in place of what did before; whom they name is known then.
pub(super) fn replace(conn: &Connection, entry: i64, now: &Derived) -> Result<(), DbError> {
    suggestions::meet(conn, &now.terms)?;
    store(conn, entry, now)
}

/// The same, without getting to know anybody.
pub(super) fn store(conn: &Connection, entry: i64, now: &Derived) -> Result<(), DbError> {
    query::run(conn, "UPDATE entry SET summary = ?2 WHERE number = ?1", params![entry, now.summary])?;
    let answers = links::finished(conn, entry)?;
    facts::replace(conn, entry, &now.facts, answers.as_ref())?;
    findings::replace(conn, entry, &now.found, answers.as_ref())?;
    suggestions::remember(conn, entry, &now.terms)?;
    returning::replace(conn, entry, &now.returning)?;
    sorted::replace(conn, entry, &now.sorted)?;
    stories::replace(conn, entry, now.story.as_ref())?;
    answers.map_or(Ok(()), |answers| links::replace(conn, entry, &answers))?;
    search::refresh(conn, entry)
}

/// Counts what an entry says no more while it is in the trash, or again.
pub(super) fn set_live(conn: &Connection, entry: i64, live: bool) -> Result<(), DbError> {
    facts::set_live(conn, entry, live)?;
    query::run(conn, "UPDATE tag SET live = ?2 WHERE entry = ?1", params![entry, live])?;
    search::refresh(conn, entry)
}

/// Works out what a schema step could not.
pub(super) fn catch_up(conn: &Connection) -> Result<(), DbError> {
    let was_stale =
        |what: &str| Ok::<_, DbError>(query::run(conn, "DELETE FROM stale WHERE what = ?1", [what])? > 0);
    if was_stale("search")? {
        search::rebuild(conn)?;
    }
    // In an empty journal nothing is stale.
    let sql = "DELETE FROM stale WHERE what = 'facts' AND NOT EXISTS (SELECT 1 FROM entry)";
    query::run(conn, sql, []).map(|_| ())
}
