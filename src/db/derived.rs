//! What is worked out from answers, made anew for entries that are there: when exercises ask for more than they did, or
//! when somebody wants to be sure.

use rusqlite::params;

use super::entries::{HEAD, read_head};
use super::error::attempt;
use super::{Store, aggregates, answers_json, facts, query, search, suggestions};
use crate::domain::entry::Entry;
use crate::domain::facts::{Fact, Found, Term};
use crate::domain::id::EntryId;
use crate::error::Result;

/// Everything that is worked out from the answers of an entry.
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
}

impl Store {
    /// Tells whether facts are to be worked out anew, as after a change of the journal's format.
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

    /// Lists up to `limit` finished entries with an id after one, by id, those in the trash too. Damaged ones are left
    /// out; their ids count.
    pub fn finished_after(&self, after: Option<EntryId>, limit: usize) -> Result<Vec<Entry>> {
        attempt("read the entries", || {
            let sql = format!(
                "SELECT {HEAD}, e.answers, e.digest FROM entry e WHERE e.id > ?1 AND e.version > 0 ORDER BY e.id LIMIT ?2"
            );
            let after = after.map_or([0; 16], EntryId::bytes);
            query::some(&self.conn, &sql, params![after, query::limit(limit)], |row| {
                let head = read_head(row)?;
                let answers = answers_json::answers(row, head.short.as_str()).unwrap_or_default();
                Ok(Some(Entry { head, answers }))
            })
        })
    }

    /// Puts what was worked out anew in place of what was stored, for some entries at once; tells how many differed.
    pub fn recompute(&mut self, all: &[(EntryId, Derived)]) -> Result<usize> {
        self.write("store what was worked out", |tx| {
            let mut differed = 0;
            for (id, now) in all {
                let Some(head) = super::entries::head(tx, *id)? else { continue };
                let sql = format!("SELECT {} FROM fact WHERE entry = ?1 ORDER BY position", facts::COLUMNS);
                let facts = query::all(tx, &sql, [id.bytes()], facts::read)?;
                let sql = "SELECT subject, text FROM finding WHERE entry = ?1 ORDER BY position";
                let found = query::all(tx, sql, [id.bytes()], |row| {
                    Ok(Found { subject: query::get(row, "subject")?, text: query::get(row, "text")? })
                })?;
                let finite = now.facts.iter().filter(|fact| fact.value.is_finite());
                let same = head.summary == now.summary && found == now.found && finite.eq(facts.iter());
                if same && suggestions::are(tx, *id, &now.terms)? {
                    continue;
                }
                differed += 1;
                let sql = "UPDATE entry SET summary = ?2 WHERE id = ?1";
                query::run(tx, sql, params![id.bytes(), now.summary])?;
                facts::replace(tx, &head, &now.facts, &now.found)?;
                suggestions::remember(tx, *id, &now.terms, head.finished.unwrap_or(head.begun))?;
                search::refresh(tx, *id)?;
            }
            Ok(differed)
        })
    }

    /// Makes all sums over facts anew.
    pub fn rebuild_tally(&mut self) -> Result<()> {
        self.write("count the facts", aggregates::rebuild)
    }
}
