//! What a person decided a complaint is about, and how that came about.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::hue::Hue;
use crate::domain::named::named;

/// One of the four dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Whether and why it is believed.
    Trust,
    /// What a mistake costs.
    ErrorTolerance,
    /// How it is thought to work.
    MentalModel,
    /// Who has control.
    AutomationAnxiety,
}

impl Dimension {
    /// All four, in their order.
    pub const ALL: [Self; 4] =
        [Self::Trust, Self::ErrorTolerance, Self::MentalModel, Self::AutomationAnxiety];

    /// The hue that stands for it everywhere.
    pub fn hue(self) -> Hue {
        match self {
            Self::Trust => Hue::Trust,
            Self::ErrorTolerance => Hue::Errors,
            Self::MentalModel => Hue::Models,
            Self::AutomationAnxiety => Hue::Automation,
        }
    }

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        Decision::About(self).word()
    }
}

/// What a complaint was decided to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Decision {
    /// About a dimension.
    About(Dimension),
    /// About none of them.
    Nothing,
    /// A feature request, which does not count.
    Request,
    /// An ordinary fault.
    Broken,
    /// Not decided yet: it comes back when no other waits.
    Later,
}

impl Decision {
    /// All there are, dimensions first.
    pub const ALL: [Self; 8] = [
        Self::About(Dimension::Trust),
        Self::About(Dimension::ErrorTolerance),
        Self::About(Dimension::MentalModel),
        Self::About(Dimension::AutomationAnxiety),
        Self::Nothing,
        Self::Request,
        Self::Broken,
        Self::Later,
    ];

    /// The word that is stored, and typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::About(Dimension::Trust) => "trust",
            Self::About(Dimension::ErrorTolerance) => "error_tolerance",
            Self::About(Dimension::MentalModel) => "mental_model",
            Self::About(Dimension::AutomationAnxiety) => "automation_anxiety",
            Self::Nothing => "none",
            Self::Request => "feature_request",
            Self::Broken => "broken",
            Self::Later => "later",
        }
    }

    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.word() == word)
    }

    /// The word as people type it: `mental-model`.
    pub fn typed(self) -> String {
        self.word().replace('_', "-")
    }

    /// The key that gives it, line by line.
    pub fn key(self) -> char {
        match self {
            Self::About(Dimension::Trust) => '1',
            Self::About(Dimension::ErrorTolerance) => '2',
            Self::About(Dimension::MentalModel) => '3',
            Self::About(Dimension::AutomationAnxiety) => '4',
            Self::Nothing => '0',
            Self::Request => 'f',
            Self::Broken => 'b',
            Self::Later => 'l',
        }
    }

    /// Reads a decision as it is typed: its word or the beginning of it, or its key.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['-', ' '], "_");
        if text.is_empty() {
            return None;
        }
        let keyed = Self::ALL.into_iter().find(|decision| text.chars().eq([decision.key()]));
        keyed.or_else(|| Self::ALL.into_iter().find(|decision| decision.word().starts_with(&text)))
    }

    /// The dimension, if it is about one.
    pub fn dimension(self) -> Option<Dimension> {
        match self {
            Self::About(dimension) => Some(dimension),
            _ => None,
        }
    }

    /// Whether it was read for what it is about: all but feature requests, and what was put off.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Request | Self::Later)
    }
}

impl From<Decision> for &'static str {
    fn from(decision: Decision) -> Self {
        decision.word()
    }
}

impl TryFrom<String> for Decision {
    type Error = &'static str;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::from_word(&word).ok_or("this is not a decision")
    }
}

named! {
    /// Whether the person who complained could say why.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum SaidWhy {
        /// A reason one could look for in the product.
        Yes = "yes",
        /// Half a reason.
        Partly = "partly",
        /// Only that it feels wrong.
        No = "no",
    }
}

named! {
    /// How a complaint came to be the next one. Rates are right only over those picked by chance.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Picked {
        /// By chance, out of all that wait.
        Chance = "chance",
        /// Because the suggestion was least sure of it.
        Unsure = "unsure",
        /// In an order, or by the person.
        Order = "order",
    }
}

named! {
    /// Who did what to come to a label.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Made {
        /// The person looked at it alone.
        Person = "person",
        /// The person approved it in a list of suggestions.
        Batch = "batch",
        /// The suggestion was taken without asking.
        Automatic = "automatic",
    }
}

impl Made {
    /// Whether a person gave it: what was labelled without asking is nobody's opinion.
    pub fn is_own(self) -> bool {
        self != Self::Automatic
    }
}

/// What had been suggested when a label was made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggested {
    /// What was most likely, sure or not: a dimension or none of them.
    pub decision: Decision,
    /// How likely it was, from 0 to 1.
    pub confidence: f32,
}

/// What is decided about a complaint.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What it is.
    pub decision: Decision,
    /// A second dimension, never the first again.
    pub second: Option<Dimension>,
    /// The words that show it: a byte range of the text.
    pub phrase: Option<Range<usize>>,
    /// Whether they could say why.
    pub why: Option<SaidWhy>,
    /// What the person noted.
    pub note: String,
    /// What had been suggested.
    pub suggested: Option<Suggested>,
    /// How it came to be the next one.
    pub picked: Picked,
    /// How the label came about.
    pub made: Made,
    /// Whether it was decided before, and this time blind: it is compared, and does not stand.
    pub again: bool,
}

impl Label {
    /// A label of one key, made by the person.
    pub fn new(decision: Decision) -> Self {
        Self {
            decision,
            second: None,
            phrase: None,
            why: None,
            note: String::new(),
            suggested: None,
            picked: Picked::Order,
            made: Made::Person,
            again: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_is_stored_is_read_again() {
        assert!(Decision::ALL.into_iter().all(|one| Decision::from_word(one.word()) == Some(one)));
        assert!(
            SaidWhy::ALL
                .into_iter()
                .all(|(name, one)| SaidWhy::named(name) == Some(one) && one.name() == name)
        );
        assert!(
            Picked::ALL.into_iter().all(|(name, one)| Picked::named(name) == Some(one) && one.name() == name)
        );
        assert!(
            Made::ALL.into_iter().all(|(name, one)| Made::named(name) == Some(one) && one.name() == name)
        );
    }

    #[test]
    fn a_decision_is_typed_as_a_word_a_letter_or_a_key() {
        let trust = Some(Decision::About(Dimension::Trust));
        assert_eq!([Decision::read("trust"), Decision::read("T"), Decision::read("1")], [trust; 3]);
        assert_eq!(Decision::read("Feature Request"), Some(Decision::Request));
        assert_eq!(Decision::read("automation-a"), Some(Decision::About(Dimension::AutomationAnxiety)));
        assert_eq!([Decision::read(""), Decision::read("7"), Decision::read("anger")], [None; 3]);
        for decision in Decision::ALL {
            assert_eq!(Decision::read(&decision.typed()), Some(decision));
            assert_eq!(Decision::read(&decision.key().to_string()), Some(decision));
        }
    }
}
