//! What is suggested, how likely, and why.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// From this confidence on, a subject is suggested; below it, "not sure".
pub const SURE: f32 = 0.6;
/// Other subjects that are less likely than this are not worth naming.
const WORTH_NAMING: f32 = 0.05;

/// What a complaint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Whether and why it is believed.
    Trust,
    /// What a mistake costs.
    ErrorTolerance,
    /// How it is thought to work.
    MentalModel,
    /// Who has control.
    AutomationAnxiety,
    /// An ordinary fault, a price, a wish: nothing about the AI.
    None,
}

impl Subject {
    /// Every subject, dimensions first; in the order of the model.
    pub const ALL: [Self; 5] =
        [Self::Trust, Self::ErrorTolerance, Self::MentalModel, Self::AutomationAnxiety, Self::None];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Trust => "Trust",
            Self::ErrorTolerance => "Error tolerance",
            Self::MentalModel => "Mental model",
            Self::AutomationAnxiety => "Automation anxiety",
            Self::None => "None",
        }
    }

    /// Its place in [`Subject::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// What a complaint may be about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestion {
    /// The most likely subject; `None` when that is not sure.
    pub subject: Option<Subject>,
    /// How likely the most likely subject is, from 0 to 1.
    pub confidence: f32,
    /// How likely each is, in the order of [`Subject::ALL`]; all 0 where there is no word.
    pub shares: Shares,
    /// The subjects worth naming beside it, likeliest first. When not sure, the most likely one is the first of them.
    pub alternatives: Vec<(Subject, f32)>,
    /// Where the words stand that led to the most likely subject: byte ranges of the text, in order, apart from each other.
    pub because: Vec<Range<usize>>,
}

/// How likely each subject is, in the order of [`Subject::ALL`].
pub type Shares = [f32; Subject::ALL.len()];

impl Suggestion {
    pub(super) fn new(shares: Shares, because: Vec<Range<usize>>) -> Self {
        let mut ranked: Vec<(Subject, f32)> = Subject::ALL.into_iter().zip(shares).collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
        let confidence = ranked.first().map_or(0.0, |(_, share)| *share);
        let subject = ranked.first().filter(|_| confidence >= SURE).map(|(subject, _)| *subject);
        let others = ranked.into_iter().skip(usize::from(subject.is_some()));
        let alternatives = others.filter(|(_, share)| *share >= WORTH_NAMING).collect();
        Self { subject, confidence, shares, alternatives, because }
    }

    /// The most likely subject, sure or not.
    pub fn likeliest(&self) -> Option<Subject> {
        self.subject.or_else(|| self.alternatives.first().map(|(subject, _)| *subject))
    }
}
