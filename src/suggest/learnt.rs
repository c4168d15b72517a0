//! What was learnt from the person's own decisions.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::model::{Clue, Counts, Model, Reading, What};
use super::suggestion::{Subject, Suggestion};

/// How far one decision moves what a word counts for.
const STEP: f32 = 0.6;
/// How much of everything learnt is forgotten with each decision, so that no word ever counts without limit.
const FORGETTING: f32 = 0.002;
/// How many words and expressions are kept; those that count least go first.
const MOST: usize = 4_000;
/// Words shorter than this say nothing.
const SHORTEST: usize = 3;
/// How much an expression counts against all words together.
const EXPRESSION: f32 = 0.6;

/// What was learnt from the person's own decisions: for each word and expression, how much more it counts than the
/// built-in model says.
///
/// It is a value: kept as JSON, read by a person, exported, and erased with `Learnt::default()`. Words are in lower case;
/// expressions are as `assets/suggest/lexicon.toml` writes them. The five numbers stand for being about the AI at all, then
/// trust, error tolerance, mental model, automation anxiety.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Learnt {
    /// How many decisions it is from.
    pub decisions: u32,
    /// How much more likely each is, whatever the words.
    pub any: Counts,
    /// What words count for.
    pub words: BTreeMap<String, Counts>,
    /// What expressions count for.
    pub expressions: BTreeMap<String, Counts>,
}

impl Learnt {
    /// Suggests what a complaint is about, by a model, as [`Model::built_in`], and what was learnt.
    pub fn suggest(&self, model: &Model, text: &str) -> Suggestion {
        self.see(model, text).suggestion(text)
    }

    /// Learns from one decision. The same decisions in the same order come to the same.
    pub fn learn(&mut self, model: &Model, text: &str, decided: Subject) {
        let reading = self.see(model, text);
        let off = error(&reading, decided);
        let forget = |counts: &mut Counts| counts.iter_mut().for_each(|count| *count *= 1.0 - FORGETTING);
        self.words.values_mut().chain(self.expressions.values_mut()).for_each(forget);
        forget(&mut self.any);
        let step = |counts: &mut Counts, value: f32| {
            counts.iter_mut().zip(off).for_each(|(count, off)| *count += STEP * value * off);
        };
        step(&mut self.any, 0.1);
        let words = told_apart(&reading);
        let share = share_of(words.len());
        for (word, _) in words {
            step(self.words.entry(word.to_owned()).or_default(), share);
        }
        for clue in &reading.clues {
            if let What::Expression(number) = clue.what {
                step(self.expressions.entry(model.written(number).to_owned()).or_default(), EXPRESSION);
            }
        }
        keep_most(&mut self.words);
        keep_most(&mut self.expressions);
        self.decisions = self.decisions.saturating_add(1);
    }

    fn see(&self, model: &Model, text: &str) -> Reading {
        let mut reading = model.see(text);
        let mut learnt = self.any;
        let mut count = |counts: &Counts, value: f32| -> Counts {
            let counted = counts.map(|count| count * value);
            learnt.iter_mut().zip(counted).for_each(|(sum, count)| *sum += count);
            counted
        };
        for clue in &mut reading.clues {
            if let What::Expression(number) = clue.what
                && let Some(counts) = self.expressions.get(model.written(number))
            {
                let more = count(counts, EXPRESSION);
                clue.counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
            }
        }
        let words = told_apart(&reading);
        let share = share_of(words.len());
        let known = words.into_iter().filter_map(|(word, at)| Some((self.words.get(word)?, at)));
        let clues: Vec<Clue> = known
            .map(|(counts, at)| Clue { what: What::Learnt, words: at..at + 1, counts: count(counts, share) })
            .collect();
        reading.clues.extend(clues);
        reading.scores.iter_mut().zip(learnt).for_each(|(score, more)| *score += more);
        reading
    }
}

/// How far what was suggested is from what was decided.
fn error(reading: &Reading, decided: Subject) -> Counts {
    let shares = reading.shares();
    let [trust, errors, models, automation, none] =
        Subject::ALL.map(|subject| f32::from(u8::from(subject == decided)) - shares[subject.index()]);
    [-none, trust, errors, models, automation]
}

/// The different words of a text that say something, each with its first place.
fn told_apart(reading: &Reading) -> Vec<(&str, usize)> {
    let mut seen = BTreeSet::new();
    let long = reading.words.iter().enumerate().filter(|(_, word)| word.low.chars().count() >= SHORTEST);
    long.filter(|(_, word)| seen.insert(word.low.as_str()))
        .map(|(at, word)| (word.low.as_str(), at))
        .collect()
}

fn share_of(words: usize) -> f32 {
    1.0 / (words.max(1) as f32).sqrt()
}

fn keep_most(all: &mut BTreeMap<String, Counts>) {
    if all.len() <= MOST {
        return;
    }
    let size = |counts: &Counts| counts.iter().map(|count| count.abs()).fold(0.0, f32::max);
    let mut sizes: Vec<f32> = all.values().map(size).collect();
    sizes.sort_by(|one, other| other.total_cmp(one));
    let least = sizes.get(MOST).copied().unwrap_or_default();
    all.retain(|_, counts| size(counts) > least);
}
