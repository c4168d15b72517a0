//! What complaints say together: how many are about which dimension of which product, from where, in which words that recur,
//! and what was decided because of them. More is said the more were sorted, and what few complaints say is called weak.

use std::collections::{BTreeMap, BTreeSet};

use crate::db::{ComplaintCount, SortedComplaint, Store};
use crate::domain::complaint::{Decision, Dimension};
use crate::domain::facts::subject_key;
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::suggest::recurring::{Recurring, recurring};

/// From how many sorted complaints on it is said what they are about.
pub const FIRST: u64 = 10;
/// From how many on it is said where they are from, and which words recur.
pub const MORE: u64 = 25;
/// From how many on it is said what was decided, and a share is no first impression any more.
pub const MANY: u64 = 50;
/// Fewer complaints than this make a weak pattern.
pub const WEAK: u64 = 5;
/// Complaints picked by chance below which no rate is given.
pub const ENOUGH_BY_CHANCE: u64 = 10;
/// A pattern of fewer complaints needs no decision, and words in fewer do not recur.
pub const LEAST: usize = 3;
/// In how many complaints words are looked for, those sorted last.
pub const READ: usize = 1_000;
/// How many phrases are told.
const PHRASES: usize = 12;
/// How many complaints stand for a pattern.
const EXAMPLES: usize = 3;
/// How many answers to complaints are read.
const ANSWERS: usize = 5_000;

/// What complaints say together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Patterns {
    /// How many a person sorted that count: all but feature requests and those put off.
    pub sorted: u64,
    /// How many of those are a fair draw from all, as chance picks them.
    pub by_chance: u64,
    /// How many were labelled automatically, which nothing else counts.
    pub automatic: u64,
    /// How many wait.
    pub waiting: u64,
    /// How many are feature requests.
    pub requests: u64,
    /// How many there are of each kind that counts, dimensions first.
    pub decisions: Vec<Counted>,
    /// What was complained about, the most frequent first.
    pub all: Vec<Pattern>,
    /// The products there are complaints about, the one with the most first.
    pub products: Vec<String>,
}

/// How many complaints were decided to be something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub decision: Decision,
    /// How many, by a person.
    pub n: u64,
    /// How many of those were picked by chance.
    pub by_chance: u64,
    /// How many more were labelled automatically.
    pub automatic: u64,
}

/// The complaints about one dimension of one product.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The product, as it is written most often.
    pub product: String,
    /// The dimension.
    pub dimension: Dimension,
    /// How many a person sorted so.
    pub n: u64,
    /// Of how many that a person sorted about this product.
    pub of: u64,
    /// How many more were labelled automatically.
    pub automatic: u64,
    /// How many of those that a person sorted are from where, most first.
    pub sources: Vec<(String, u64)>,
    /// The entries that answer them, with their short ids, the newest first.
    pub answered: Vec<(EntryId, String)>,
    /// A few of them: the id to open, and the words that show it, or the whole text.
    pub examples: Vec<(String, String)>,
}

impl Pattern {
    /// Whether so few complaints say little.
    pub fn is_weak(&self) -> bool {
        self.n < WEAK
    }

    /// Whether it calls for a decision that nobody made yet.
    pub fn is_open(&self) -> bool {
        self.answered.is_empty() && self.n >= LEAST as u64
    }
}

/// Words that recur.
#[derive(Debug, Clone, PartialEq)]
pub struct Phrase {
    /// The words.
    pub words: String,
    /// The ids of the complaints, or of the entries, that hold them.
    pub ids: Vec<String>,
    /// In how many complaints they stand.
    pub n: usize,
    /// The dimension most of those are about, and how many.
    pub mostly: (Dimension, usize),
}

impl Patterns {
    /// How many more must be sorted until more is said; `None` once all is.
    pub fn missing(&self) -> Option<u64> {
        [FIRST, MORE, MANY].into_iter().find(|step| self.sorted < *step).map(|step| step - self.sorted)
    }

    /// Whether enough were picked by chance to say how frequent something is.
    pub fn has_rates(&self) -> bool {
        self.by_chance >= ENOUGH_BY_CHANCE
    }
}

/// Works out what complaints say together, all or those about one product, in any spelling.
pub fn patterns(store: &Store, product: Option<&str>) -> Result<Patterns> {
    let (mut patterns, counts, names) = counted(store, product)?;
    patterns.all = pattern_of_each(&counts);
    let drawn = if patterns.sorted > 0 { store.drawn_counts(&names)? } else { Vec::new() };
    for (decision, n) in drawn {
        if let Some(one) = patterns.decisions.iter_mut().find(|one| one.decision == decision) {
            (one.by_chance, patterns.by_chance) = (n, patterns.by_chance + n);
        }
    }
    if patterns.sorted < FIRST {
        return Ok(patterns);
    }
    for answering in store.answered_complaints(ANSWERS)? {
        let (key, dimension) = (subject_key(&answering.product), answering.dimension);
        if let Some(pattern) = find(&mut patterns.all, &key, dimension) {
            pattern.answered.push((answering.entry, answering.short.to_string()));
        }
    }
    let sorted = store.sorted_complaints(product.map(|_| names.as_slice()), READ)?;
    for one in &sorted {
        let key = subject_key(&one.sorted.product);
        if let Some(pattern) = find(&mut patterns.all, &key, one.sorted.dimension)
            && pattern.examples.len() < EXAMPLES
        {
            let said = if one.sorted.phrase.is_empty() { &one.sorted.text } else { &one.sorted.phrase };
            pattern.examples.push((one.short.to_string(), said.clone()));
        }
    }
    Ok(patterns)
}

/// The words that recur in the complaints that were sorted last, those that say most first, and how many were sorted.
pub fn phrases(store: &Store, product: Option<&str>) -> Result<(Patterns, Vec<Phrase>)> {
    let (patterns, _, names) = counted(store, product)?;
    if patterns.sorted < MORE {
        return Ok((patterns, Vec::new()));
    }
    let sorted = store.sorted_complaints(product.map(|_| names.as_slice()), READ)?;
    let phrases = recurring_in(&sorted, &patterns.products);
    Ok((patterns, phrases))
}

/// Counts how many are of each kind, and gives what it counted, and how the products of those are spelled.
fn counted(store: &Store, product: Option<&str>) -> Result<(Patterns, Vec<ComplaintCount>, Vec<String>)> {
    let wanted = product.map(subject_key);
    let mut counts = store.complaint_counts()?;
    counts.extend(store.counts_of_entries()?);
    let mut patterns = Patterns { products: products(&counts), ..Patterns::default() };
    counts.retain(|count| wanted.as_ref().is_none_or(|wanted| subject_key(&count.product) == *wanted));
    count(&mut patterns, &counts);
    let names: BTreeSet<&String> = counts.iter().map(|count| &count.product).collect();
    let names = names.into_iter().cloned().collect();
    Ok((patterns, counts, names))
}

fn find<'p>(all: &'p mut [Pattern], key: &str, dimension: Dimension) -> Option<&'p mut Pattern> {
    all.iter_mut().find(|one| one.dimension == dimension && subject_key(&one.product) == key)
}

/// The products, the one with the most complaints first, each in its most frequent spelling.
fn products(counts: &[ComplaintCount]) -> Vec<String> {
    let mut by_key = BTreeMap::<String, (u64, BTreeMap<&str, u64>)>::new();
    for count in counts {
        let (n, spellings) = by_key.entry(subject_key(&count.product)).or_default();
        *n += count.n;
        *spellings.entry(&count.product).or_default() += count.n;
    }
    let mut all: Vec<_> = by_key.into_values().collect();
    all.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let spelled = |(_, spellings): (u64, BTreeMap<&str, u64>)| {
        spellings.into_iter().max_by_key(|(_, n)| *n).map(|(spelling, _)| spelling.to_owned())
    };
    all.into_iter().filter_map(spelled).collect()
}

fn count(patterns: &mut Patterns, counts: &[ComplaintCount]) {
    let of = |fits: &dyn Fn(&ComplaintCount) -> bool, many: fn(&ComplaintCount) -> u64| -> u64 {
        counts.iter().filter(|count| fits(count)).map(many).sum()
    };
    let sum = |fits: &dyn Fn(&ComplaintCount) -> bool| of(fits, ComplaintCount::own);
    let automatic = |fits: &dyn Fn(&ComplaintCount) -> bool| of(fits, |count| count.automatic);
    let is_sorted = |count: &ComplaintCount| count.decision.is_some_and(Decision::counts);
    patterns.sorted = sum(&is_sorted);
    patterns.automatic = automatic(&is_sorted);
    patterns.waiting = sum(&|count| count.decision.is_none());
    patterns.requests = sum(&|count| count.decision == Some(Decision::Request));
    let counted = |decision: Decision| Counted {
        decision,
        n: sum(&|count| count.decision == Some(decision)),
        by_chance: 0,
        automatic: automatic(&|count| count.decision == Some(decision)),
    };
    patterns.decisions = Decision::ALL.into_iter().filter(|one| one.counts()).map(counted).collect();
}

fn pattern_of_each(counts: &[ComplaintCount]) -> Vec<Pattern> {
    let mut of = BTreeMap::<String, u64>::new();
    let mut all = BTreeMap::<(String, Dimension), (u64, BTreeMap<String, u64>)>::new();
    for count in counts.iter().filter(|count| count.decision.is_some_and(Decision::counts)) {
        let key = subject_key(&count.product);
        *of.entry(key.clone()).or_default() += count.own();
        if let Some(dimension) = count.decision.and_then(Decision::dimension) {
            let (automatic, sources) = all.entry((key, dimension)).or_default();
            *automatic += count.automatic;
            *sources.entry(count.source.clone()).or_default() += count.own();
        }
    }
    let names = products(counts);
    let pattern =
        |((key, dimension), (automatic, sources)): ((String, Dimension), (u64, BTreeMap<String, u64>))| {
            let mut sources: Vec<(String, u64)> = sources.into_iter().collect();
            sources.retain(|(_, n)| *n > 0);
            sources.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
            let name = names.iter().find(|name| subject_key(name) == key);
            Pattern {
                product: name.cloned().unwrap_or_default(),
                dimension,
                n: sources.iter().map(|(_, n)| n).sum(),
                of: of.get(&key).copied().unwrap_or_default(),
                automatic,
                sources,
                answered: Vec::new(),
                examples: Vec::new(),
            }
        };
    let mut all: Vec<Pattern> = all.into_iter().map(pattern).filter(|pattern| pattern.n > 0).collect();
    all.sort_by_key(|pattern| std::cmp::Reverse(pattern.n));
    all
}

fn recurring_in(sorted: &[SortedComplaint], products: &[String]) -> Vec<Phrase> {
    let texts: Vec<&str> = sorted.iter().map(|one| one.sorted.text.as_str()).collect();
    let known: Vec<&str> = products.iter().map(String::as_str).collect();
    let phrase = |one: Recurring| {
        let held: Vec<&SortedComplaint> = one.texts.iter().filter_map(|place| sorted.get(*place)).collect();
        let about =
            |dimension: Dimension| held.iter().filter(|one| one.sorted.dimension == dimension).count();
        let mostly = Dimension::ALL.map(|dimension| (dimension, about(dimension)));
        let ids: BTreeSet<String> = held.iter().map(|one| one.short.to_string()).collect();
        let mostly = mostly.into_iter().rev().max_by_key(|(_, n)| *n)?;
        Some(Phrase { words: one.words, ids: ids.into_iter().collect(), n: held.len(), mostly })
    };
    recurring(&texts, &known, LEAST, PHRASES).into_iter().filter_map(phrase).collect()
}

#[cfg(test)]
mod tests;
