//! How many complaints there are of each kind: read once, then counted on as labels are made.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{ComplaintCount, Store};
use crate::domain::complaint::{Decision, Said};
use crate::error::Result;

/// How many complaints are to be read until patterns are clear.
pub const GOAL: u64 = 50;

/// What was decided about a complaint; nothing while it waits.
pub type Standing = Option<Decision>;

/// How many complaints there are by product, source, and how they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    kinds: BTreeMap<(String, String, Standing), u64>,
    automatic: u64,
}

/// How many of the complaints about a product, or from a source, are labelled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// The product or the source.
    pub name: String,
    /// Those that were decided, those put off not among them.
    pub decided: u64,
    /// All there are.
    pub all: u64,
}

impl Tally {
    /// Counts what is in the journal.
    pub fn read(store: &Store) -> Result<Self> {
        let kind = |count: ComplaintCount| ((count.product, count.source, count.decision), count.n);
        let counts = store.complaint_counts()?;
        let automatic = counts.iter().filter(|count| count.decision.is_some_and(Decision::counts));
        let automatic = automatic.map(|count| count.automatic).sum();
        Ok(Self { kinds: counts.into_iter().map(kind).collect(), automatic })
    }

    /// Counts on: a complaint stands otherwise now.
    pub fn move_one(&mut self, said: &Said, from: Standing, to: Standing) {
        let key = |standing| (said.product.clone(), said.source.clone(), standing);
        if let Some(n) = self.kinds.get_mut(&key(from)) {
            *n = n.saturating_sub(1);
        }
        *self.kinds.entry(key(to)).or_default() += 1;
    }

    /// Counts on: so many were labelled without asking.
    pub fn add_automatic(&mut self, many: usize) {
        self.automatic += many as u64;
    }

    /// Those that were labelled without asking, of those that count.
    pub fn automatic(&self) -> u64 {
        self.automatic
    }

    fn sum(&self, fits: impl Fn(Standing) -> bool) -> u64 {
        self.kinds.iter().filter(|((.., standing), _)| fits(*standing)).map(|(_, n)| n).sum()
    }

    /// All there are.
    pub fn all(&self) -> u64 {
        self.sum(|_| true)
    }

    /// Those with a decision.
    pub fn of(&self, decision: Decision) -> u64 {
        self.sum(|standing| standing == Some(decision))
    }

    /// Those that nothing was decided about.
    pub fn waiting(&self) -> u64 {
        self.sum(|standing| standing.is_none())
    }

    /// Those that count towards [`GOAL`]: what was labelled without asking was read by nobody.
    pub fn counted(&self) -> u64 {
        self.sum(|standing| standing.is_some_and(Decision::counts)).saturating_sub(self.automatic)
    }

    /// The products that are complained about, by name.
    pub fn products(&self) -> Vec<Share> {
        self.shares(|(product, ..)| product)
    }

    /// Where complaints are from, by name.
    pub fn sources(&self) -> Vec<Share> {
        self.shares(|(_, source, _)| source)
    }

    fn shares(&self, of: impl Fn(&(String, String, Standing)) -> &String) -> Vec<Share> {
        let names: BTreeSet<&String> =
            self.kinds.iter().filter(|(_, n)| **n > 0).map(|(key, _)| of(key)).collect();
        let share = |name: &String| {
            let mut share = Share { name: name.clone(), ..Share::default() };
            for (key, n) in self.kinds.iter().filter(|(key, _)| of(key) == name) {
                share.all += n;
                if key.2.is_some_and(|decision| decision != Decision::Later) {
                    share.decided += n;
                }
            }
            share
        };
        names.into_iter().map(share).collect()
    }
}
