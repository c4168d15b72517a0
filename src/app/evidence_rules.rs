//! Looks for evidence in the journal: facts that fit a rule, and no more of them than settle it.
//!
//! An answer that only points at another one ("as above") is never evidence, whatever the rule asks for. Where the coach
//! is to find nothing, the example of the exercise is none either.

mod labels;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, btree_map};

use chrono::NaiveDate;

use super::around::{self, Around};
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
    past: Past,
}

impl<'a> Evidence<'a> {
    pub fn new(store: &'a Store, catalog: &'a Catalog) -> Self {
        let reader = Reader { catalog, clean: BTreeMap::new(), leaning: BTreeMap::new() };
        Self { store, around: Around::new(store), reader, past: Past::default() }
    }

    pub fn judge(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<RuleResult> {
        if let Some(least) = rule.same {
            return labels::same(self.store, rule, least, day);
        }
        Ok(rule.judge(&self.fitting(rule, day)?, day))
    }

    /// Finds the days, out of some, on which a rule held, by what was written by then: what is filed later changes no day that
    /// is past. What it looks at is read once for all of them.
    pub fn held(&mut self, rule: &EvidenceRule, days: &BTreeSet<NaiveDate>) -> Result<BTreeSet<NaiveDate>> {
        let (mut held, to) = (BTreeSet::new(), days.last().copied().unwrap_or_default());
        let mut labelled = Vec::new();
        if rule.complaints {
            labelled = labels::candidates(self.store, self.reader.catalog, rule, to)?;
            labelled.sort_by_key(|one| Reverse(one.day));
        }
        self.past.turn_to(rule, to);
        let mut fitting = BTreeMap::new();
        // The newest first, as facts are read.
        for day in days.iter().rev() {
            let holds = match rule.same {
                Some(least) => labels::same(self.store, rule, least, *day)?.holds(),
                None => self.held_on(rule, *day, &labelled, &mut fitting)?,
            };
            held.extend(holds.then_some(*day));
        }
        Ok(held)
    }

    /// Whether a rule held on a day, by facts and by complaints that were labelled. What is made of facts is kept by their places.
    fn held_on(
        &mut self,
        rule: &EvidenceRule,
        day: NaiveDate,
        labelled: &[Candidate],
        fitting: &mut BTreeMap<usize, Option<Candidate>>,
    ) -> Result<bool> {
        let (first, mut tally, mut looked_at) = (rule.first_day(day), Tally::new(rule), 0);
        let (mut at, mut labelled) = (0, labelled.iter().peekable());
        while looked_at < MOST {
            let fact = self.past.get(self.store, at)?;
            let label = labelled.next_if(|one| fact.is_none_or(|fact| one.day > fact.day));
            let (on, written) = match (label, fact) {
                (Some(label), _) => (label.day, label.day),
                (None, Some(fact)) => (fact.day, fact.written),
                (None, None) => break,
            };
            if first.is_some_and(|first| on < first) {
                break;
            }
            let is_by_then = on <= day && written <= day;
            looked_at += usize::from(is_by_then);
            let candidate = match label {
                _ if !is_by_then => None,
                None => {
                    let known = match fitting.entry(at) {
                        btree_map::Entry::Occupied(known) => known.into_mut(),
                        btree_map::Entry::Vacant(unknown) => unknown.insert(self.candidate(rule, at)?),
                    };
                    known.as_ref()
                }
                label => label,
            };
            if let Some(candidate) = candidate {
                tally.add(candidate);
            }
            if tally.is_settled() {
                return Ok(true);
            }
            at += usize::from(label.is_none());
        }
        Ok(false)
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
    fn fitting(&mut self, rule: &EvidenceRule, day: NaiveDate) -> Result<Vec<Candidate>> {
        let (mut fitting, mut tally) = (Vec::new(), Tally::new(rule));
        self.past.turn_to(rule, day);
        for at in 0..MOST {
            if self.past.get(self.store, at)?.is_none() {
                break;
            }
            let Some(candidate) = self.candidate(rule, at)? else { continue };
            tally.add(&candidate);
            fitting.push(candidate);
            if tally.is_settled() && !rule.complaints {
                return Ok(fitting);
            }
        }
        if rule.complaints {
            fitting.extend(labels::candidates(self.store, self.reader.catalog, rule, day)?);
            fitting.sort_by_key(|one| Reverse(one.day));
        }
        Ok(fitting)
    }

    /// Makes a candidate of the fact at a place; `None` if it does not fit the rule.
    fn candidate(&mut self, rule: &EvidenceRule, at: usize) -> Result<Option<Candidate>> {
        self.past.look_beside(self.store, at)?;
        Ok(self.reader.candidate(rule, &self.past, at))
    }
}

/// What rules look at that follow one another: the facts of a measure up to a day, the newest first, and what their entries
/// say of other measures.
#[derive(Default)]
struct Past {
    measure: String,
    to: NaiveDate,
    others: BTreeSet<String>,
    known: Vec<Dated>,
    beside: HashMap<EntryId, Vec<Fact>>,
    /// Whether there is nothing older.
    whole: bool,
}

impl Past {
    /// Turns to what a rule looks at on a day, unless it is what the rule before looked at.
    fn turn_to(&mut self, rule: &EvidenceRule, to: NaiveDate) {
        if (&self.measure, self.to) != (&rule.fits.measure, to) {
            *self = Self { measure: rule.fits.measure.clone(), to, ..Self::default() };
        }
        let others = rule.beside();
        if !self.others.iter().eq(others.iter().copied()) {
            self.others = others.into_iter().map(str::to_owned).collect();
            self.beside.clear();
        }
    }

    /// Returns the fact at a place, counted from the newest; reads on until it is known.
    fn get(&mut self, store: &Store, at: usize) -> Result<Option<&Dated>> {
        while at >= self.known.len() && !self.whole {
            let known = self.known.len();
            let limit = LOOKED_AT.into_iter().find(|many| *many > known).unwrap_or(known * 2);
            let wanted = Wanted { measure: &self.measure, to: Some(self.to), ..Wanted::default() };
            let facts = store.facts(&wanted, Order::Newest, limit)?;
            self.whole = facts.len() < limit;
            self.known.extend(facts.into_iter().skip(known));
        }
        Ok(self.known.get(at))
    }

    /// Reads what the entry of the fact at a place says of the other measures, and the entries of those after it, the more the
    /// more were looked at.
    fn look_beside(&mut self, store: &Store, at: usize) -> Result<()> {
        let near = self.known.get(at..).unwrap_or_default();
        let is_known = |fact: &Dated| self.beside.contains_key(&fact.entry);
        let unknown = near.iter().position(is_known).unwrap_or(near.len());
        let near = &near[..unknown.min(self.beside.len().max(LOOKED_AT[0]))];
        if near.is_empty() {
            return Ok(());
        }
        self.beside.extend(around::beside(store, near, self.others.iter().map(String::as_str))?);
        Ok(())
    }
}

/// Reads texts as the coach does, each once.
struct Reader<'a> {
    catalog: &'a Catalog,
    clean: BTreeMap<(String, String), bool>,
    leaning: BTreeMap<String, bool>,
}

impl Reader<'_> {
    /// Makes a candidate of the fact at a place of the past; `None` if it does not fit the rule.
    fn candidate(&mut self, rule: &EvidenceRule, past: &Past, at: usize) -> Option<Candidate> {
        let dated = past.known.get(at)?;
        let fresh = || (dated.written - dated.day).num_days() <= FRESH;
        if !self.fits(rule, &rule.fits, &dated.fact) || rule.fresh && !fresh() {
            return None;
        }
        let said = past.beside.get(&dated.entry).map_or(&[][..], Vec::as_slice);
        let around = said.iter().filter(|fact| fact.is_around(&dated.fact.place));
        let gist_of = |fact: &Fact| fact.words.as_deref().map(gist);
        let mut unlike = said.iter().filter(|fact| rule.unlike.contains(&fact.measure)).peekable();
        let is_told = rule.fits.words > 0 && rule.with.iter().any(|needed| needed.words > 0);
        let own = (is_told || unlike.peek().is_some()).then(|| gist_of(&dated.fact)).flatten();
        if own.is_some() && unlike.any(|fact| gist_of(fact) == own) {
            return None;
        }
        // One text in several boxes answers one of them.
        let mut told: Vec<String> = own.filter(|_| is_told).into_iter().collect();
        let mut is_said = |needed: &Needed| {
            around.clone().filter(|fact| fact.measure == needed.measure).any(|fact| {
                if !self.fits(rule, needed, fact) {
                    return false;
                }
                let gist = (needed.words > 0).then(|| gist_of(fact)).flatten();
                let is_new = !gist.as_ref().is_some_and(|gist| told.contains(gist));
                told.extend(gist.filter(|_| is_new));
                is_new
            })
        };
        if !rule.with.iter().all(&mut is_said) {
            return None;
        }
        let mut key = |key: &Key| {
            let said = around.clone().filter(|fact| self.is_written(rule.clean, fact));
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
