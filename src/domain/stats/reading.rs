//! A first reading of what was logged: what its measures say, each with the number of entries it rests on. What rests on
//! fewer than five says so and nothing more.

use std::collections::{BTreeMap, BTreeSet};

use super::mixed_reactions;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::facts::{Dated, Fact, subject_key};
use crate::domain::id::EntryId;
use crate::domain::metric::Reading;
use crate::domain::projections::{Measure, Of};

/// Fewer entries than this say nothing yet.
pub const ENOUGH: usize = 5;

/// How many words, options or subjects are named.
const NAMED: usize = 3;

/// How many characters of a word are named.
const LONGEST: usize = 60;

/// One line of the reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it is about: the title of a field or a measure; `None` for mixed reactions to one part.
    pub title: Option<String>,
    /// What was found; `None` if there are fewer than [`ENOUGH`] entries.
    pub found: Option<Finding>,
    /// How many entries that rests on.
    pub n: usize,
}

/// What a line found.
#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    Times(usize),
    Mean(f64),
    /// What was said most with how often, and how many more there are.
    Most(Vec<(String, usize)>, usize),
}

impl Line {
    fn new(title: impl Into<String>, n: usize, found: impl FnOnce() -> Finding) -> Self {
        Self { title: Some(title.into()), found: (n >= ENOUGH).then(found), n }
    }
}

/// Reads the facts of entries of an exercise, which come newest first: subjects, then its measures that are part of the
/// reading, in their order, then mixed reactions to one part.
pub fn reading(exercise: &Exercise, newest_first: &[Dated]) -> Vec<Line> {
    let facts = Facts::of(newest_first);
    let read: Vec<&Measure> = exercise.measures.iter().filter(|measure| measure.reading).collect();
    let mut lines: Vec<Line> = subjects(exercise, &read, newest_first).into_iter().collect();
    lines.extend(read.iter().map(|measure| match &measure.of {
        Of::Holding => holding(exercise, measure, &facts),
        Of::Reaching(..) => measured(None, measure, &facts),
        Of::Field(field) => measured(exercise.field(&measure.group, field), measure, &facts),
    }));
    lines.extend(read.iter().filter_map(|measure| mixed(measure, &facts)));
    lines
}

/// Facts by their measure, newest first.
struct Facts<'a>(BTreeMap<&'a str, Vec<&'a Dated>>);

impl<'a> Facts<'a> {
    fn of(all: &'a [Dated]) -> Self {
        let mut by: BTreeMap<&str, Vec<&Dated>> = BTreeMap::new();
        for dated in all {
            by.entry(&dated.fact.measure).or_default().push(dated);
        }
        Self(by)
    }

    fn about(&self, measure: &str) -> &[&'a Dated] {
        self.0.get(measure).map_or(&[], Vec::as_slice)
    }

    fn entries(&self, measure: &str) -> BTreeSet<EntryId> {
        self.about(measure).iter().map(|dated| dated.entry).collect()
    }
}

/// Counts the entries about each subject, without those that are only imagined.
fn subjects(exercise: &Exercise, read: &[&Measure], facts: &[Dated]) -> Option<Line> {
    let name = read.iter().find_map(|measure| measure.subject.as_deref())?;
    let mut seen = BTreeSet::new();
    let mut counted = Counted::default();
    for dated in facts.iter().filter(|dated| dated.fact.provenance.is_observed()) {
        let Some(subject) = &dated.fact.subject else { continue };
        if seen.insert((dated.entry, subject_key(subject))) {
            counted.add(subject);
        }
    }
    let title = exercise.field::<String>(&[], name).map_or(name, |field| field.label.as_str());
    let entries: BTreeSet<EntryId> = seen.into_iter().map(|(entry, _)| entry).collect();
    Some(Line::new(title, entries.len(), || counted.most()))
}

/// How often something holds, of the entries that answer all it asks about.
fn holding(exercise: &Exercise, measure: &Measure, facts: &Facts<'_>) -> Line {
    let held = facts.entries(&measure.id);
    let asked = measure.when.iter().filter_map(|condition| {
        let of = |one: &&Measure| one.group == measure.group && one.field() == Some(condition.field.as_str());
        exercise.measures.iter().find(of).map(|one| facts.entries(&one.id))
    });
    let both = asked.reduce(|one, other| one.intersection(&other).copied().collect());
    let n = both.map_or(held.len(), |both| both.union(&held).count());
    Line::new(&measure.title, n, || Finding::Times(held.len()))
}

/// What is found in a field: how often each word or option, or how much on average.
fn measured(field: Option<&Field>, measure: &Measure, facts: &Facts<'_>) -> Line {
    let found = facts.about(&measure.id);
    let n = facts.entries(&measure.id).len();
    let kind = field.map(|field| &field.kind);
    if matches!(
        kind.and_then(|kind| kind.reading(false)),
        Some(Reading::Categories(_) | Reading::Words { .. })
    ) {
        let mut counted = Counted::default();
        for Fact { category, words, .. } in found.iter().map(|dated| &dated.fact) {
            let label = category.as_deref().map(|id| kind.map_or(id, |kind| kind.option_label(id)));
            label.or(words.as_deref()).into_iter().for_each(|label| counted.add(label));
        }
        return Line::new(&measure.title, n, || counted.most());
    }
    let sum: f64 = found.iter().map(|dated| dated.fact.value).sum();
    Line::new(&measure.title, n, || Finding::Mean(sum / found.len().max(1) as f64))
}

/// Counts the pairs of entries that say opposite things about one part.
fn mixed(measure: &Measure, facts: &Facts<'_>) -> Option<Line> {
    measure.part.as_ref().filter(|_| !measure.weights.is_empty())?;
    let in_parts = facts.about(&measure.id).iter().filter(|dated| dated.fact.part.is_some());
    let in_parts: Vec<Dated> = in_parts.map(|dated| (*dated).clone()).collect();
    let found = || Finding::Times(mixed_reactions::pairs(&in_parts).len());
    Some(Line { title: None, ..Line::new("", in_parts.len(), found) })
}

/// How often each of some words was said; spellings of one meet under the newest.
#[derive(Default)]
struct Counted(BTreeMap<String, (usize, String)>);

impl Counted {
    fn add(&mut self, word: &str) {
        let short = || word.trim().chars().take(LONGEST).collect();
        self.0.entry(subject_key(word)).or_insert_with(|| (0, short())).0 += 1;
    }

    /// Those said most, as often as they were.
    fn most(self) -> Finding {
        let mut counted: Vec<_> = self.0.into_values().map(|(n, word)| (word, n)).collect();
        counted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let more = counted.len().saturating_sub(NAMED);
        counted.truncate(NAMED);
        Finding::Most(counted, more)
    }
}
