//! A first reading of what was logged: what its measures say, each with the number of entries it rests on. What rests on
//! fewer than five says so and nothing more.

use std::collections::{BTreeMap, BTreeSet};

use super::mixed_reactions;
use crate::domain::exercise::{Exercise, Field, Kind};
use crate::domain::facts::{Dated, subject_key};
use crate::domain::id::EntryId;
use crate::domain::projections::{Measure, Of};

/// Fewer entries than this say nothing yet.
pub const ENOUGH: usize = 5;

/// How many words, options or subjects are named.
const NAMED: usize = 3;

/// How many characters of a word are named.
const LONGEST: usize = 60;

/// One line of the reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// What is said of it; nothing if there is too little to say anything.
    pub said: Option<String>,
    /// How many entries that rests on.
    pub n: usize,
}

impl Line {
    fn new(title: impl Into<String>, n: usize, said: impl FnOnce() -> String) -> Self {
        Self { title: title.into(), said: (n >= ENOUGH).then(said), n }
    }

    /// Writes it as people read it.
    pub fn words(&self) -> String {
        match &self.said {
            Some(said) => format!("{}: {said} (n = {})", self.title, self.n),
            None => format!("{}: too few to say (n = {})", self.title, self.n),
        }
    }
}

/// Reads the facts of entries of an exercise, which come newest first: subjects, then its measures that are part of the
/// reading, in their order, then opposites about one part.
pub fn reading(exercise: &Exercise, newest_first: &[Dated]) -> Vec<Line> {
    let facts = Facts::of(newest_first);
    let read: Vec<&Measure> = exercise.measures.iter().filter(|measure| measure.reading).collect();
    let mut lines: Vec<Line> = subjects(exercise, &read, newest_first).into_iter().collect();
    lines.extend(read.iter().map(|measure| match &measure.of {
        Of::Holding => holding(exercise, measure, &facts),
        Of::Field(field) => measured(exercise.field(&measure.group, field), measure, &facts),
    }));
    lines.extend(read.iter().filter_map(|measure| opposite(measure, &facts)));
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

/// Counts the entries about each subject.
fn subjects(exercise: &Exercise, read: &[&Measure], facts: &[Dated]) -> Option<Line> {
    let name = read.iter().find_map(|measure| measure.subject.as_deref())?;
    let mut seen = BTreeSet::new();
    let mut counted = Counted::default();
    for dated in facts {
        let Some(subject) = &dated.fact.subject else { continue };
        if seen.insert((dated.entry, subject_key(subject))) {
            counted.add(subject);
        }
    }
    let title = exercise.field::<String>(&[], name).map_or(name, |field| field.label.as_str());
    let entries: BTreeSet<EntryId> = seen.into_iter().map(|(entry, _)| entry).collect();
    Some(Line::new(title, entries.len(), || counted.most()))
}

/// Says how often something holds, of the entries that answer all it asks about.
fn holding(exercise: &Exercise, measure: &Measure, facts: &Facts<'_>) -> Line {
    let held = facts.entries(&measure.id);
    let asked = measure.when.iter().filter_map(|condition| {
        let of = |one: &&Measure| one.group == measure.group && one.field() == Some(condition.field.as_str());
        exercise.measures.iter().find(of).map(|one| facts.entries(&one.id))
    });
    let both = asked.reduce(|one, other| one.intersection(&other).copied().collect());
    let n = both.map_or(held.len(), |both| both.union(&held).count());
    Line::new(&measure.title, n, || times(held.len()))
}

/// Says what is found in a field: how often each word or option, or how much on average.
fn measured(field: Option<&Field>, measure: &Measure, facts: &Facts<'_>) -> Line {
    let found = facts.about(&measure.id);
    let n = facts.entries(&measure.id).len();
    match field.map(|field| &field.kind) {
        Some(Kind::Choice(kind)) => {
            let mut counted = Counted::default();
            found
                .iter()
                .filter_map(|dated| dated.fact.category.as_deref())
                .for_each(|id| counted.add(kind.label(id)));
            Line::new(&measure.title, n, || counted.most())
        }
        Some(Kind::Text(_)) => {
            let mut counted = Counted::default();
            found.iter().filter_map(|dated| dated.fact.words.as_deref()).for_each(|words| counted.add(words));
            Line::new(&measure.title, n, || counted.most())
        }
        _ => {
            let sum: f64 = found.iter().map(|dated| dated.fact.value).sum();
            Line::new(&measure.title, n, || format!("{:.1} on average", sum / found.len().max(1) as f64))
        }
    }
}

/// Counts the pairs of entries that say opposite things about one part.
fn opposite(measure: &Measure, facts: &Facts<'_>) -> Option<Line> {
    measure.part.as_ref().filter(|_| !measure.weights.is_empty())?;
    let in_parts: Vec<Dated> = facts
        .about(&measure.id)
        .iter()
        .filter(|dated| dated.fact.part.is_some())
        .map(|dated| (*dated).clone())
        .collect();
    let pairs = || mixed_reactions::pairs(&in_parts).len();
    Some(Line::new("Opposite feelings about one part", in_parts.len(), || times(pairs())))
}

fn times(count: usize) -> String {
    match count {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        more => format!("{more} times"),
    }
}

/// How often each of some words was said; spellings of one meet under the newest.
#[derive(Default)]
struct Counted(BTreeMap<String, (usize, String)>);

impl Counted {
    fn add(&mut self, word: &str) {
        let short = || word.trim().chars().take(LONGEST).collect();
        self.0.entry(subject_key(word)).or_insert_with(|| (0, short())).0 += 1;
    }

    /// Names those said most, as often as they were.
    fn most(self) -> String {
        let all = self.0.len();
        let mut counted: Vec<_> = self.0.into_values().collect();
        counted.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let named: Vec<String> = counted.iter().take(NAMED).map(|(n, word)| format!("{word} {n}")).collect();
        let more = if all > NAMED { format!(" · and {} more", all - NAMED) } else { String::new() };
        named.join(" · ") + &more
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::WeekLabel;
    use crate::domain::value::{Answers, Picks, Value};
    use crate::exercises::Catalog;

    /// Makes entries of what the plan captures, the newest first: product, feeling, trust, whether it worked, whether it felt right.
    fn read(entries: &[(&str, &str, u8, &str, &str)]) -> Vec<String> {
        let catalog = Catalog::built_in();
        let exercise = catalog.captured().expect("there").exercise();
        let mut facts = Vec::new();
        for (n, (product, felt, trust, worked, right)) in (1..).zip(entries) {
            let mut answers = Answers::default();
            answers.set("happened", Value::Text("it spoke".into()));
            answers.set("product", Value::Text((*product).into()));
            answers.set("felt", Value::Text((*felt).into()));
            answers.set("feature", Value::Text("the voice".into()));
            if *trust > 0 {
                answers.set("trust", Value::Number(f64::from(*trust)));
            }
            for (field, said) in [("worked", worked), ("right", right)] {
                if !said.is_empty() {
                    answers.set(field, Value::Choice(Picks::one(*said)));
                }
            }
            facts.extend(exercise.facts(&answers).into_iter().map(|fact| Dated {
                entry: EntryId::from_bytes([n; 16]),
                week: WeekLabel { year: 2026, week: 47 },
                day: chrono::NaiveDate::default(),
                fact,
            }));
        }
        reading(exercise, &facts).iter().map(Line::words).collect()
    }

    #[test]
    fn each_line_says_how_much_it_rests_on() {
        let said = read(&[
            ("Otter", "annoyed", 1, "yes", "no"),
            ("otter", "Annoyed ", 2, "yes", "no"),
            ("Maps", "relieved", 3, "yes", "yes"),
            ("Otter", "relieved", 4, "no", "no"),
            ("DJ", "odd", 5, "yes", "unsure"),
            ("Siri", "odd", 0, "yes", ""),
        ]);
        assert_eq!(
            said[..4],
            [
                "AI product: Otter 3 · DJ 1 · Maps 1 · and 1 more (n = 6)",
                "Trust: 3.0 on average (n = 5)",
                "How it felt: annoyed 2 · odd 2 · relieved 2 (n = 6)",
                "Technically fine, felt wrong: 2 times (n = 5)",
            ]
        );
        assert_eq!(said[4], "Could not say why: too few to say (n = 0)");
        assert_eq!(
            said.last().map(String::as_str),
            Some("Opposite feelings about one part: 2 times (n = 6)")
        );
    }

    #[test]
    fn fewer_than_five_say_nothing_yet() {
        for lines in [read(&[]), read(&[("Otter", "annoyed", 1, "yes", "no"); 4])] {
            assert!(lines.iter().all(|line| line.contains("too few to say")), "{lines:?}");
        }
    }
}
