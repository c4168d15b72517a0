//! Looks for evidence in the journal: facts that fit a rule, and no more of them than settle it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::around::Around;
use crate::coach;
use crate::db::{Order, Store, Wanted};
use crate::domain::checklist::{EvidenceRule, RuleResult};
use crate::domain::facts::{Dated, Fact};
use crate::error::Result;
use crate::exercises::Catalog;

/// How many facts a rule looks at, the newest first.
pub const LOOKED_AT: usize = 500;
/// How many it looks at before it looks at more, as long as those do not settle it.
const FEWER: [usize; 2] = [12, 96];

/// Looks for evidence, and remembers what it has read.
pub struct Evidence<'a> {
    store: &'a Store,
    catalog: &'a Catalog,
    around: Around<'a>,
    clean: BTreeMap<(String, String), bool>,
}

impl<'a> Evidence<'a> {
    pub fn new(store: &'a Store, catalog: &'a Catalog) -> Self {
        Self { store, catalog, around: Around::new(store), clean: BTreeMap::new() }
    }

    pub fn judge(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<RuleResult> {
        let wanted = Wanted { measure: &rule.measure, to: Some(day), ..Wanted::default() };
        Ok(rule.judge(&self.fitting(rule, &wanted)?, day))
    }

    /// Whether a rule held on a day.
    pub fn held(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<bool> {
        let from = rule.first_day(day);
        let wanted = Wanted { measure: &rule.measure, from, to: Some(day), ..Wanted::default() };
        Ok(rule.judge(&self.fitting(rule, &wanted)?, day).holds())
    }

    /// Finds facts that fit a rule but for their age, newest first: as many as settle it, or all there are.
    fn fitting(&mut self, rule: &EvidenceRule, wanted: &Wanted<'_>) -> Result<Vec<Dated>> {
        for limit in FEWER {
            let facts = self.store.facts(wanted, Order::Newest, limit)?;
            let all = facts.len() < limit;
            let fitting = self.keep(rule, facts)?;
            if all || rule.is_settled(&fitting) {
                return Ok(fitting);
            }
        }
        let facts = self.store.facts(wanted, Order::Newest, LOOKED_AT)?;
        self.keep(rule, facts)
    }

    fn keep(&mut self, rule: &EvidenceRule, facts: Vec<Dated>) -> Result<Vec<Dated>> {
        let mut kept = Vec::new();
        for dated in facts {
            if self.fits(rule, &dated)? {
                kept.push(dated);
            }
        }
        Ok(kept)
    }

    fn fits(&mut self, rule: &EvidenceRule, dated: &Dated) -> Result<bool> {
        let fact = &dated.fact;
        let of_category = rule.category.is_empty()
            || fact.category.as_ref().is_some_and(|category| rule.category.contains(category));
        let high_enough = rule.at_least.is_none_or(|least| fact.value >= least);
        if !(of_category && high_enough && (!rule.clean || self.is_clean(fact))) {
            return Ok(false);
        }
        if rule.with.is_empty() {
            return Ok(true);
        }
        let around = self.around.of(dated)?;
        Ok(rule.with.iter().all(|measure| around.clone().any(|other| other.measure == *measure)))
    }

    /// Whether the coach finds nothing in what was written.
    fn is_clean(&mut self, fact: &Fact) -> bool {
        let written = (fact.measure.clone(), fact.words.clone().unwrap_or_default());
        *self.clean.entry(written).or_insert_with_key(|(measure, words)| {
            let rules = self.catalog.metrics().get(measure).map(|metric| metric.hints.as_slice());
            coach::hints(rules.unwrap_or_default(), words).is_empty()
        })
    }
}
