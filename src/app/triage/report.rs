//! How well suggestions do, against the person's own decisions, and what was learnt from those.

use std::collections::BTreeSet;

use super::suggester::subject;
use crate::db::Store;
use crate::domain::complaint::{Label, Made, Suggested};
use crate::error::Result;
use crate::suggest::{Learnt, SURE, Subject};

/// How many of the last labels are looked at.
pub const LOOKED: usize = 2_000;
/// Where the classes of confidence begin; the last one ends at 1.
const CLASSES: [f32; 6] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9];
/// How many words are named for each subject.
const WORDS: usize = 8;
/// Words of fewer letters say little to a reader.
const SHORT: usize = 4;

/// How it does for one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// Which.
    pub subject: Subject,
    /// How often it was suggested.
    pub suggested: u64,
    /// How often that was right.
    pub right: u64,
    /// How often the person decided so.
    pub decided: u64,
}

/// Suggestions of about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// Where it begins, from 0 to 1.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// How many there were.
    pub n: u64,
    /// How many of them were right.
    pub right: u64,
    /// How likely they were said to be, all together.
    sum: f32,
}

/// How well suggestions do.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// How many decisions it is from: those made one by one, with a suggestion at hand.
    pub decisions: u64,
    /// How many of them it was not sure of.
    pub abstained: u64,
    /// For each subject, in the order of [`Subject::ALL`].
    pub scores: Vec<Score>,
    /// By confidence, the lowest first.
    pub classes: Vec<Class>,
}

impl Report {
    /// Reads it from the last labels.
    pub fn read(store: &Store) -> Result<Self> {
        let labels = store.last_labels(None, LOOKED)?;
        Ok(Self::of(labels.iter().map(|labelled| &labelled.label)))
    }

    fn of<'a>(labels: impl Iterator<Item = &'a Label>) -> Self {
        let score = |subject| Score { subject, suggested: 0, right: 0, decided: 0 };
        let ends = CLASSES.into_iter().skip(1).chain([1.0]);
        let class = |(from, to)| Class { from, to, n: 0, right: 0, sum: 0.0 };
        let mut report = Self {
            decisions: 0,
            abstained: 0,
            scores: Subject::ALL.map(score).to_vec(),
            classes: CLASSES.into_iter().zip(ends).map(class).collect(),
        };
        for label in labels.filter(|label| label.made == Made::Person) {
            report.take(label);
        }
        report
    }

    fn take(&mut self, label: &Label) -> Option<()> {
        let Suggested { decision, confidence } = label.suggested?;
        let (likeliest, decided) = (subject(decision)?, subject(label.decision)?);
        let right = u64::from(likeliest == decided);
        self.decisions += 1;
        self.scores[decided.index()].decided += 1;
        if confidence < SURE {
            self.abstained += 1;
        } else {
            let score = &mut self.scores[likeliest.index()];
            score.suggested += 1;
            score.right += right;
        }
        let class = self.classes.iter_mut().rev().find(|class| confidence >= class.from)?;
        class.n += 1;
        class.right += right;
        class.sum += confidence;
        Some(())
    }

    /// How far what it says of itself is from what is so: the expected calibration error, from 0 to 1.
    pub fn calibration_error(&self) -> f64 {
        let off = |class: &Class| (f64::from(class.sum) - class.right as f64).abs();
        self.classes.iter().map(off).sum::<f64>() / self.decisions.max(1) as f64
    }
}

/// The words that were learnt to speak for a subject, those that count most first; of expressions, those without a gap. What
/// speaks for the AI alone, and for no dimension more than before, is not among them.
pub fn words(learnt: &Learnt, subject: Subject) -> Vec<&str> {
    let weight = |counts: &[f32; 5]| match subject {
        Subject::None => -counts[0],
        about => match counts[about.index() + 1] {
            own if own > 0.0 => counts[0] / 2.0 + own,
            _ => 0.0,
        },
    };
    let all = learnt.words.iter().chain(&learnt.expressions);
    let mut weighed: Vec<(f32, &str)> = all.map(|(word, counts)| (weight(counts), word.as_str())).collect();
    weighed.retain(|(weight, word)| {
        *weight > 0.0
            && word.chars().filter(|c| c.is_alphabetic()).count() >= SHORT
            && !word.contains(['{', '.'])
    });
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut seen = BTreeSet::new();
    let words = weighed.into_iter().map(|(_, word)| word).filter(|word| seen.insert(*word));
    words.take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::complaint::{Decision, Dimension};
    use crate::suggest::Model;

    #[test]
    fn a_dimension_that_nothing_was_learnt_about_has_no_words() {
        let mut learnt = Learnt::default();
        for _ in 0..3 {
            learnt.learn(
                Model::built_in(),
                "the replica has been nerfed, totally nerfed 99984",
                Subject::Trust,
            );
        }
        let trust = words(&learnt, Subject::Trust);
        assert_eq!(trust.iter().filter(|word| **word == "nerfed").count(), 1, "{trust:?}");
        assert!(!trust.contains(&"99984"), "a number says nothing to a reader: {trust:?}");
        for other in [Subject::ErrorTolerance, Subject::MentalModel, Subject::AutomationAnxiety] {
            assert_eq!(words(&learnt, other), [""; 0], "{other:?}");
        }
    }

    #[test]
    fn it_counts_what_was_suggested_what_was_right_and_what_it_left_open() {
        let trust = Decision::About(Dimension::Trust);
        let label = |decided, suggested, confidence| Label {
            suggested: Some(Suggested { decision: suggested, confidence }),
            ..Label::new(decided)
        };
        let labels = [
            label(trust, trust, 0.9),
            label(Decision::Broken, trust, 0.7),
            label(Decision::Request, Decision::Nothing, 0.8),
            label(trust, Decision::Nothing, 0.4),
            label(Decision::Later, trust, 0.9),
            Label::new(trust),
            Label { made: Made::Batch, ..label(trust, trust, 0.9) },
        ];
        let report = Report::of(labels.iter());
        assert_eq!((report.decisions, report.abstained), (4, 1));
        let score = |subject: Subject| {
            let Score { suggested, right, decided, .. } = report.scores[subject.index()];
            (suggested, right, decided)
        };
        assert_eq!((score(Subject::Trust), score(Subject::None)), ((2, 1, 2), (1, 1, 2)));
        let counts: Vec<(u64, u64)> = report.classes.iter().map(|class| (class.n, class.right)).collect();
        assert_eq!(counts, [(1, 0), (0, 0), (0, 0), (1, 0), (1, 1), (1, 1)]);
        assert!((report.calibration_error() - (0.4 + 0.7 + 0.2 + 0.1) / 4.0).abs() < 1e-6);
    }
}
