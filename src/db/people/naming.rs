//! In which entries somebody is named: found by the index of words, and judged by the veil.

use std::collections::BTreeSet;

use rusqlite::params;

use super::super::error::attempt;
use super::super::{Store, query, search};
use crate::domain::people::{Person, Pseudonyms, VOCABULARY};
use crate::error::{DbError, Result};

/// How many entries are looked at closely for one person, the newest of those that may name them.
const LOOKED_AT: usize = 400;

/// In how many entries somebody is named.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Naming {
    /// How many, of those looked at.
    pub entries: usize,
    /// Whether there were more than could be looked at.
    pub more: bool,
}

impl Store {
    /// Counts the entries outside the trash that name a person, as the veil of everybody sees it. Of many that may, the
    /// 400 of the newest days are looked at.
    pub fn naming(&self, veil: &Pseudonyms, person: &Person) -> Result<Naming> {
        attempt("count the entries that name a person", || {
            let mut found = BTreeSet::new();
            let candidates = self.may_name(person)?;
            for id in candidates.iter().take(LOOKED_AT) {
                let answers = search::said(&self.conn, *id)?;
                let mut names = self.said_to_name(*id, veil, person)?;
                search::each_text(&answers, &mut |_, _, text| {
                    names |= veil.named_in([text]).iter().any(|named| named.id == person.id);
                });
                if names {
                    found.insert(*id);
                }
            }
            Ok(Naming { entries: found.len(), more: candidates.len() > LOOKED_AT })
        })
    }

    /// Whether an entry was finished with a person in a field for people.
    fn said_to_name(&self, entry: i64, veil: &Pseudonyms, person: &Person) -> Result<bool, DbError> {
        let sql = "SELECT t.key FROM said s CROSS JOIN term t ON t.number = s.term WHERE s.entry = ?1 AND t.vocabulary = ?2";
        let keys =
            query::all(&self.conn, sql, params![entry, VOCABULARY], |row| query::get::<String>(row, "key"))?;
        Ok(keys.iter().filter_map(|key| veil.who(key)).any(|named| named.id == person.id))
    }

    /// Lists entries that hold a spelling of a name, or were finished with one in a field for people.
    fn may_name(&self, person: &Person) -> Result<Vec<i64>, DbError> {
        let spellings = person.spellings();
        let mut found = search::holding(&self.conn, &spellings, LOOKED_AT + 1)?;
        for spelling in spellings {
            found.extend(search::using(&self.conn, VOCABULARY, spelling, LOOKED_AT + 1)?);
        }
        let mut seen = BTreeSet::new();
        found.retain(|id| seen.insert(*id));
        Ok(found)
    }
}
