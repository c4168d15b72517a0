//! What was said beside a fact: those of the row it was found in, and of the rows around that.

use std::collections::HashMap;

use crate::db::{Dated, Store};
use crate::domain::facts::Fact;
use crate::domain::id::EntryId;
use crate::error::Result;

/// The facts of entries; those of one are read once.
pub struct Around<'a> {
    store: &'a Store,
    entries: HashMap<EntryId, Vec<Fact>>,
}

impl<'a> Around<'a> {
    pub fn new(store: &'a Store) -> Self {
        Self { store, entries: HashMap::new() }
    }

    /// The facts of the row that a fact was found in, and of the rows around it.
    pub fn of<'s>(
        &'s mut self,
        dated: &Dated,
    ) -> Result<impl Iterator<Item = &'s Fact> + Clone + use<'s, 'a>> {
        if !self.entries.contains_key(&dated.entry) {
            self.entries.insert(dated.entry, self.store.facts_of(dated.entry)?);
        }
        let facts = self.entries.get(&dated.entry).into_iter().flatten();
        let place = dated.fact.place.clone();
        Ok(facts.filter(move |fact| fact.is_around(&place)))
    }
}
