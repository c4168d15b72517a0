//! Measures as they are known across exercises: one name, one scale, the words people read.

use std::collections::{BTreeMap, BTreeSet};

use super::exercise::condition::Test;
use super::exercise::{Exercise, Rule};
use super::facts::gist;
use super::likeness::has_words;
use super::projections::{Better, Measure, Of, ToldIn};

/// A measure as all exercises that feed it agree on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    pub id: String,
    pub title: String,
    pub reading: Reading,
    pub better: Better,
    /// Whether facts of it are about subjects.
    pub about_subjects: bool,
    /// The coach's rules for the texts it is of.
    pub hints: Vec<Rule>,
    /// The texts that exercises give: the examples that stand beside these texts, and words to begin them with.
    pub given: Vec<String>,
    /// Where the story was told that its subject names, if each value is one telling.
    pub tells: Option<ToldIn>,
    /// Whether its options are places where a story may stand.
    pub covers: bool,
    /// The exercises that feed it, by id.
    pub fed_by: Vec<String>,
}

/// What the values of a measure are.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// Whole numbers between two ends.
    Scale { min: i64, max: i64 },
    /// Numbers of something.
    Number { unit: Option<String> },
    /// Options, with what people read, in their order.
    Categories(Vec<(String, String)>),
    /// Rows that are counted, or what holds.
    Count,
    /// Words; their value is what they weigh.
    Words {
        /// Whether words weigh anything.
        weighed: bool,
    },
}

impl Reading {
    /// Reads it off the field of a measure; `None` if that cannot be measured.
    pub fn of(exercise: &Exercise, measure: &Measure) -> Option<Self> {
        let id = match &measure.of {
            Of::Field(id) => id,
            Of::Holding => return Some(Self::Count),
            Of::Reaching(all, _) => {
                return Some(Self::Scale { min: 0, max: i64::try_from(all.len()).unwrap_or(i64::MAX) });
            }
        };
        let reading = exercise.field(&measure.group, id)?.kind.reading(!measure.weights.is_empty())?;
        Some(match reading {
            Self::Scale { min, max } if measure.minus.is_some() => {
                Self::Scale { min: min - max, max: max - min }
            }
            Self::Scale { .. } | Self::Number { .. } if measure.times.is_some() => {
                Self::Number { unit: None }
            }
            // What its own conditions rule out is never found.
            Self::Categories(mut options) => {
                let own = measure.when.iter().filter(|condition| condition.field == *id);
                for condition in own {
                    if let Test::Not(out) = &condition.test {
                        options.retain(|(option, _)| !out.contains(option));
                    }
                }
                Self::Categories(options)
            }
            reading => reading,
        })
    }

    /// Returns whether values of both can stand on one axis.
    fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Categories(_), Self::Categories(_)) | (Self::Words { .. }, Self::Words { .. }) => true,
            (one, other) => one == other,
        }
    }
}

/// A measure that two exercises understand differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    pub measure: String,
    /// What it is in the exercise that has it otherwise.
    pub here: Reading,
    /// What it is in an earlier one.
    pub there: Reading,
    pub first: String,
}

/// How many words an example has before writing the same is more than chance.
const ENOUGH: usize = 5;

/// The measures there are, by id, and the gists of the examples of every question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metrics {
    known: BTreeMap<String, Metric>,
    examples: BTreeSet<String>,
}

impl Metrics {
    /// Adds the measures of an exercise, and lists those that do not fit to what is there; these are left out.
    pub fn add(&mut self, exercise: &Exercise) -> Vec<Disagreement> {
        let examples = exercise.every_field().filter_map(|field| field.example.as_ref());
        let texts = examples.flat_map(|example| [&example.thin, &example.rich]);
        self.examples.extend(texts.filter(|text| has_words(text, ENOUGH)).map(|text| gist(text)));
        exercise.measures.iter().filter_map(|measure| self.add_one(exercise, measure)).collect()
    }

    /// Whether a text is the example of a question, whatever was changed in passing. Shorter ones, which two people may well
    /// both write, are not among them.
    pub fn is_example(&self, text: &str) -> bool {
        self.examples.contains(&gist(text))
    }

    fn add_one(&mut self, exercise: &Exercise, measure: &Measure) -> Option<Disagreement> {
        let reading = Reading::of(exercise, measure)?;
        let field = measure.field().and_then(|id| exercise.field(&measure.group, id));
        let starters = field.and_then(|field| field.kind.as_text()).map(|text| text.starters.clone());
        let example =
            field.and_then(|field| field.example.clone()).map(|example| [example.thin, example.rich]);
        let given = starters.into_iter().flatten().chain(example.into_iter().flatten());
        let Some(known) = self.known.get_mut(&measure.id) else {
            let metric = Metric {
                id: measure.id.clone(),
                title: measure.title.clone(),
                reading,
                better: measure.better,
                about_subjects: measure.subject.is_some(),
                hints: field.map(|field| field.hints.clone()).unwrap_or_default(),
                given: given.collect(),
                tells: measure.tells,
                covers: measure.covers,
                fed_by: vec![exercise.id.clone()],
            };
            self.known.insert(measure.id.clone(), metric);
            return None;
        };
        if !known.reading.agrees(&reading) {
            let first = known.fed_by.first().cloned().unwrap_or_default();
            let (measure, there) = (measure.id.clone(), known.reading.clone());
            return Some(Disagreement { measure, here: reading, there, first });
        }
        if let (Reading::Categories(known), Reading::Categories(more)) = (&mut known.reading, reading) {
            let new = more.into_iter().filter(|(id, _)| known.iter().all(|(other, _)| other != id));
            let new: Vec<_> = new.collect();
            known.extend(new);
        }
        known.about_subjects |= measure.subject.is_some();
        known.tells = known.tells.or(measure.tells);
        known.covers |= measure.covers;
        known.given.extend(given);
        if !known.fed_by.contains(&exercise.id) {
            known.fed_by.push(exercise.id.clone());
        }
        None
    }

    pub fn get(&self, id: &str) -> Option<&Metric> {
        self.known.get(id)
    }

    /// Lists the measures by id.
    pub fn all(&self) -> impl Iterator<Item = &Metric> {
        self.known.values()
    }

    /// Returns what people read for a category of a measure; the id itself if it is not known.
    pub fn label<'a>(&'a self, measure: &str, category: &'a str) -> &'a str {
        let Some(Metric { reading: Reading::Categories(options), .. }) = self.get(measure) else {
            return category;
        };
        options.iter().find(|(id, _)| id == category).map_or(category, |(_, label)| label)
    }
}
