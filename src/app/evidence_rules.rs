//! Looks for evidence in the journal: facts that fit a rule, and no more of them than settle it.
//!
//! An answer that only points at another one ("as above") is never evidence, whatever the rule asks for. Where the coach
//! is to find nothing, the example of the exercise is none either.

mod labels;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::around::Around;
use crate::coach;
use crate::db::{Order, Store, Wanted};
use crate::domain::checklist::{Candidate, EvidenceRule, Key, Needed, RuleResult, Tally};
use crate::domain::facts::{Dated, Fact, gist};
use crate::domain::id::EntryId;
use crate::domain::likeness::is_alike;
use crate::error::Result;
use crate::exercises::Catalog;

/// How many facts a rule looks at, the newest first, and at most.
pub const MOST: usize = 500;
/// How many it looks at before it looks at more, as long as those do not settle it.
const LOOKED_AT: [usize; 3] = [12, 96, MOST];
/// How many days after its day what is "fresh" was written at most.
const FRESH: i64 = 1;

/// Looks for evidence, and remembers what it has read.
pub struct Evidence<'a> {
    store: &'a Store,
    around: Around<'a>,
    reader: Reader<'a>,
}

impl<'a> Evidence<'a> {
    pub fn new(store: &'a Store, catalog: &'a Catalog) -> Self {
        let reader = Reader { catalog, clean: BTreeMap::new(), leaning: BTreeMap::new() };
        Self { store, around: Around::new(store), reader }
    }

    pub fn judge(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<RuleResult> {
        if let Some(least) = rule.same {
            return labels::same(self.store, rule, least, day);
        }
        let wanted = Wanted { measure: &rule.fits.measure, to: Some(day), ..Wanted::default() };
        Ok(rule.judge(&self.fitting(rule, &wanted)?, day))
    }

    /// On which of some days a rule held, by what was written by then: what is filed later changes no day that is past.
    /// What it looks at is read once for all of them.
    pub fn held(&mut self, rule: &EvidenceRule, days: &[NaiveDate]) -> Result<Vec<bool>> {
        if let Some(least) = rule.same {
            return days.iter().map(|day| Ok(labels::same(self.store, rule, least, *day)?.holds())).collect();
        }
        let to = days.iter().max().copied();
        let wanted = Wanted { measure: &rule.fits.measure, to, ..Wanted::default() };
        let mut past = Past::default();
        if rule.complaints {
            while !past.whole && past.known.len() < MOST {
                self.read_on(rule, &wanted, &mut past)?;
            }
            let labelled = labels::candidates(self.store, self.reader.catalog, rule, to.unwrap_or_default())?;
            let known = |one: Candidate| Known { day: one.day, written: one.day, fitting: Some(one) };
            past.known.extend(labelled.into_iter().map(known));
            past.known.sort_by_key(|one| Reverse(one.day));
            past.whole = true;
        }
        days.iter().map(|day| self.held_on(rule, &wanted, &mut past, *day)).collect()
    }

    fn held_on(
        &mut self,
        rule: &EvidenceRule,
        wanted: &Wanted<'_>,
        past: &mut Past,
        day: NaiveDate,
    ) -> Result<bool> {
        let (first, mut tally, mut looked_at) = (rule.first_day(day), Tally::new(rule), 0);
        for at in 0.. {
            while at == past.known.len() && !past.whole {
                self.read_on(rule, wanted, past)?;
            }
            let Some(known) = past.known.get(at) else { break };
            if first.is_some_and(|first| known.day < first) || looked_at == MOST {
                break;
            }
            if known.day <= day && known.written <= day {
                looked_at += 1;
                known.fitting.iter().for_each(|candidate| _ = tally.add(candidate));
            }
            if tally.is_settled() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Reads as many facts again as are known, and more at first.
    fn read_on(&mut self, rule: &EvidenceRule, wanted: &Wanted<'_>, past: &mut Past) -> Result<()> {
        let limit = past.known.len() + past.known.len().max(LOOKED_AT[1]);
        let facts = self.store.facts(wanted, Order::Newest, limit)?;
        past.whole = facts.len() < limit;
        let unseen = facts.get(past.known.len()..).unwrap_or_default();
        let beside = self.beside(rule, unseen)?;
        for dated in unseen {
            let fitting = self.candidate(rule, dated, &beside);
            past.known.push(Known { day: dated.day, written: dated.written, fitting });
        }
        Ok(())
    }

    /// Finds the story to tell: of the rows that count, the first rule's first and of those the newest, the first with a
    /// text of the measure (there, around it, or within it) in which the coach finds nothing.
    pub fn story(&mut self, measure: &str, found: &[RuleResult]) -> Result<Option<(EntryId, Fact)>> {
        for one in found.iter().flat_map(|found| &found.counted) {
            let Some(entry) = one.entry else { continue };
            let around = self.around.with_inner(entry, &one.place)?;
            let told = around.filter(|fact| fact.measure == measure && fact.words.is_some());
            let told: Vec<Fact> = told.cloned().collect();
            if let Some(fact) = told.into_iter().find(|fact| self.reader.is_clean(fact)) {
                return Ok(Some((entry, fact)));
            }
        }
        Ok(None)
    }

    /// Finds facts that fit a rule but for their age, newest first: as many as settle it, or all there are.
    fn fitting(&mut self, rule: &EvidenceRule, wanted: &Wanted<'_>) -> Result<Vec<Candidate>> {
        let (mut fitting, mut tally, mut seen) = (Vec::new(), Tally::new(rule), 0);
        for limit in LOOKED_AT {
            let facts = self.store.facts(wanted, Order::Newest, limit)?;
            let unseen = facts.get(seen..).unwrap_or_default();
            let beside = self.beside(rule, unseen)?;
            for dated in unseen {
                let Some(candidate) = self.candidate(rule, dated, &beside) else { continue };
                tally.add(&candidate);
                fitting.push(candidate);
                if tally.is_settled() && !rule.complaints {
                    return Ok(fitting);
                }
            }
            seen = facts.len();
            if seen < limit {
                break;
            }
        }
        if rule.complaints {
            let to = wanted.to.unwrap_or_default();
            fitting.extend(labels::candidates(self.store, self.reader.catalog, rule, to)?);
            fitting.sort_by_key(|one| Reverse(one.day));
        }
        Ok(fitting)
    }

    /// Reads what entries say of the measures that a rule needs beside its own: measure by measure along their days, which
    /// takes a third of the time of reading entry by entry.
    fn beside(&self, rule: &EvidenceRule, facts: &[Dated]) -> Result<HashMap<EntryId, Vec<Fact>>> {
        let mut beside = HashMap::<_, Vec<_>>::new();
        let (from, to) = (facts.iter().map(|fact| fact.day).min(), facts.iter().map(|fact| fact.day).max());
        for measure in rule.beside().into_iter().filter(|_| !facts.is_empty()) {
            let wanted = Wanted { measure, from, to, ..Wanted::default() };
            for Dated { entry, fact, .. } in
                self.store.facts(&wanted, Order::Newest, usize::MAX)?.into_iter().rev()
            {
                beside.entry(entry).or_default().push(fact);
            }
        }
        Ok(beside)
    }

    /// Makes a candidate of a fact, given what entries say beside it; `None` if it does not fit the rule.
    fn candidate(
        &mut self,
        rule: &EvidenceRule,
        dated: &Dated,
        beside: &HashMap<EntryId, Vec<Fact>>,
    ) -> Option<Candidate> {
        let fresh = || (dated.written - dated.day).num_days() <= FRESH;
        if !self.reader.fits(rule, &rule.fits, &dated.fact) || rule.fresh && !fresh() {
            return None;
        }
        let said = beside.get(&dated.entry).map_or(&[][..], Vec::as_slice);
        let around = said.iter().filter(|fact| fact.is_around(&dated.fact.place));
        let gist_of = |fact: &Fact| fact.words.as_deref().map(gist);
        let is_compared = rule.fits.words > 0 || !rule.unlike.is_empty();
        let own = is_compared.then(|| gist_of(&dated.fact)).flatten();
        let again =
            |fact: &Fact| own.is_some() && rule.unlike.contains(&fact.measure) && gist_of(fact) == own;
        if said.iter().any(again) {
            return None;
        }
        // One text in several boxes answers one of them.
        let mut told: Vec<String> = own.filter(|_| rule.fits.words > 0).into_iter().collect();
        let reader = &mut self.reader;
        let mut is_said = |needed: &Needed| {
            around.clone().filter(|fact| fact.measure == needed.measure).any(|fact| {
                let gist = (needed.words > 0).then(|| gist_of(fact)).flatten();
                let fits =
                    reader.fits(rule, needed, fact) && !gist.as_ref().is_some_and(|gist| told.contains(gist));
                told.extend(gist.filter(|_| fits));
                fits
            })
        };
        if !rule.with.iter().all(&mut is_said) {
            return None;
        }
        let mut key = |key: &Key| {
            let said = around.clone().filter(|fact| self.reader.is_written(rule.clean, fact));
            key.of(dated, said)
        };
        let keys: Option<Vec<String>> = rule.distinct.iter().map(&mut key).collect();
        let group = rule.per.as_ref().map_or_else(|| Some(String::new()), key);
        keys.zip(group).map(|(keys, group)| Candidate {
            entry: Some(dated.entry),
            day: dated.day,
            place: dated.fact.place.clone(),
            keys,
            group,
        })
    }
}

/// What a rule looked at, the newest first.
#[derive(Default)]
struct Past {
    known: Vec<Known>,
    /// Whether there is nothing older.
    whole: bool,
}

struct Known {
    day: NaiveDate,
    written: NaiveDate,
    fitting: Option<Candidate>,
}

/// Reads texts as the coach does, each once.
struct Reader<'a> {
    catalog: &'a Catalog,
    clean: BTreeMap<(String, String), bool>,
    leaning: BTreeMap<String, bool>,
}

impl Reader<'_> {
    /// Whether a fact is what a rule needs of its measure.
    fn fits(&mut self, rule: &EvidenceRule, needed: &Needed, fact: &Fact) -> bool {
        needed.admits(fact)
            && self.is_written(rule.clean, fact)
            && (!needed.observable || fact.words.as_deref().is_some_and(coach::is_observable))
    }

    /// Whether what was written stands for itself and, if that is asked, the coach finds nothing in it.
    fn is_written(&mut self, clean: bool, fact: &Fact) -> bool {
        fact.words.as_deref().is_none_or(|words| !self.leans(words)) && (!clean || self.is_clean(fact))
    }

    fn leans(&mut self, words: &str) -> bool {
        if let Some(leans) = self.leaning.get(words) {
            return *leans;
        }
        let leans = coach::leans(words);
        self.leaning.insert(words.to_owned(), leans);
        leans
    }

    /// Whether the coach finds nothing in what was written, and it is no example, of this question or of another.
    fn is_clean(&mut self, fact: &Fact) -> bool {
        let Some(words) = &fact.words else { return true };
        *self.clean.entry((fact.measure.clone(), words.clone())).or_insert_with(|| {
            self.catalog.metrics().get(&fact.measure).is_none_or(|metric| {
                let copied = metric.given.iter().any(|given| is_alike(given, words));
                let moved = self.catalog.metrics().is_example(words);
                !copied && !moved && coach::hints(&metric.hints, words).is_empty()
            })
        })
    }
}

#[cfg(test)]
mod tests;
