//! How many complaints there are of each kind: read once, then counted on as labels are made. What was labelled without
//! asking was read by nobody, and is counted apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::Store;
use crate::domain::complaint::{Decision, Label, Said};
use crate::error::Result;

/// How many complaints are to be read until patterns are clear.
pub const GOAL: u64 = 50;

/// How a complaint stands; nothing while it waits.
pub type Standing = Option<Stood>;

/// What was decided about a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stood {
    /// What.
    pub decision: Decision,
    /// Whether a person decided it: else the suggestion was taken without asking.
    pub is_own: bool,
}

impl From<&Label> for Stood {
    fn from(label: &Label) -> Self {
        Self { decision: label.decision, is_own: label.made.is_own() }
    }
}

/// How many complaints there are by product, source, and how they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    kinds: Kinds,
    /// Those that entries sorted: they count, and none of them is in a list.
    in_entries: BTreeMap<Decision, u64>,
}

type Kinds = BTreeMap<(String, String, Standing), u64>;

/// How many complaints of a kind are labelled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// The product or the source.
    pub name: String,
    /// Those that a person decided, those put off not among them.
    pub decided: u64,
    /// Those that were labelled without asking.
    pub automatic: u64,
    /// All there are.
    pub all: u64,
}

impl Share {
    /// Describes how many are labelled: `12`, or `12+3`, those labelled without asking apart.
    pub fn labelled(&self) -> String {
        match self.automatic {
            0 => self.decided.to_string(),
            automatic => format!("{}+{automatic}", self.decided),
        }
    }
}

impl Tally {
    /// Counts what is in the journal.
    pub fn read(store: &Store) -> Result<Self> {
        let mut tally = Self::default();
        for count in store.counts_of_entries()? {
            if let Some(decision) = count.decision {
                *tally.in_entries.entry(decision).or_default() += count.n;
            }
        }
        for count in store.complaint_counts()? {
            for (is_own, n) in [(true, count.own()), (false, count.automatic)] {
                let standing = count.decision.map(|decision| Stood { decision, is_own });
                *tally.kinds.entry((count.product.clone(), count.source.clone(), standing)).or_default() += n;
            }
        }
        Ok(tally)
    }

    /// Counts on: a complaint stands otherwise now.
    pub fn move_one(&mut self, said: &Said, from: Standing, to: Standing) {
        let key = |standing| (said.product.clone(), said.source.clone(), standing);
        if let Some(n) = self.kinds.get_mut(&key(from)) {
            *n = n.saturating_sub(1);
        }
        *self.kinds.entry(key(to)).or_default() += 1;
    }

    fn sum(&self, fits: impl Fn(Standing) -> bool) -> u64 {
        self.kinds.iter().filter(|((.., standing), _)| fits(*standing)).map(|(_, n)| n).sum()
    }

    /// All there are.
    pub fn all(&self) -> u64 {
        self.sum(|_| true)
    }

    /// Those with a decision, of all there are.
    pub fn of(&self, decision: Decision) -> Share {
        let by = |is_own| self.sum(|standing| standing == Some(Stood { decision, is_own }));
        Share { name: String::new(), decided: by(true), automatic: by(false), all: self.all() }
    }

    /// Those with a decision, wherever they were sorted.
    pub fn sorted(&self, decision: Decision) -> Share {
        let share = self.of(decision);
        let more = self.in_entries.get(&decision).copied().unwrap_or_default();
        Share { decided: share.decided + more, all: share.all + more, ..share }
    }

    /// Those that nothing was decided about.
    pub fn waiting(&self) -> u64 {
        self.sum(|standing| standing.is_none())
    }

    /// Those that count towards [`GOAL`], wherever they were sorted.
    pub fn counted(&self) -> u64 {
        Decision::ALL.into_iter().filter(|one| one.counts()).map(|one| self.sorted(one).decided).sum()
    }

    /// Those that were labelled without asking.
    pub fn automatic(&self) -> u64 {
        self.sum(|standing| standing.is_some_and(|stood| !stood.is_own))
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
                match key.2 {
                    Some(stood) if !stood.is_own => share.automatic += n,
                    Some(stood) if stood.decision != Decision::Later => share.decided += n,
                    _ => {}
                }
            }
            share
        };
        names.into_iter().map(share).collect()
    }
}
