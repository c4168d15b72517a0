//! Complaints: what strangers wrote about a product, and what a person decided each is about.

use std::fmt;
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::hue::Hue;
use super::id::{ShortId, letters_of, short_ids_of};
use super::time::Moment;

/// How the short ids of complaints begin.
pub const PREFIX: &str = "cmp";

/// Identifies a complaint in every journal: it is made of the product and the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ComplaintId(Uuid);

impl ComplaintId {
    /// The id of what was said about a product. Case of the product and white space count for nothing.
    pub fn of(product: &str, text: &str) -> Self {
        let mut hash = Sha256::new();
        for word in product.to_lowercase().split_whitespace() {
            hash.update(word);
            hash.update(" ");
        }
        hash.update("\0");
        for word in text.split_whitespace() {
            hash.update(word);
            hash.update(" ");
        }
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }

    /// Takes an id from its sixteen stored bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// Returns the sixteen bytes to store.
    pub fn bytes(self) -> [u8; 16] {
        *self.0.as_bytes()
    }

    /// Lists the short ids it may have, shortest first.
    pub fn short_ids(self) -> impl Iterator<Item = ShortId> {
        short_ids_of(letters_of(self.bytes()), PREFIX)
    }
}

impl fmt::Display for ComplaintId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What somebody complained about, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// About which product.
    pub product: String,
    /// Where it was written, as `Google Play`.
    pub source: String,
    /// What it is called there.
    pub source_id: Option<String>,
    /// How many stars were given with it, 1 to 5.
    pub stars: Option<u8>,
    /// When it was written.
    pub day: Option<NaiveDate>,
    /// The words.
    pub text: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Who wrote it; only where that was asked for.
    pub author: Option<String>,
}

/// A complaint of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its place: those imported later are higher.
    pub number: i64,
    /// The id for the program.
    pub id: ComplaintId,
    /// The id for people.
    pub short: ShortId,
    /// What was said.
    pub said: Said,
    /// What was decided; nothing while it waits.
    pub decision: Option<Decision>,
}

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

/// Whether the person who complained could say why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SaidWhy {
    /// A reason one could look for in the product.
    Yes,
    /// Half a reason.
    Partly,
    /// Only that it feels wrong.
    No,
}

impl SaidWhy {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }

    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// How a complaint came to be the next one. Rates are right only over those picked by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Picked {
    /// By chance, out of all that wait.
    Chance,
    /// Because the suggestion was least sure of it.
    Unsure,
    /// In an order, or by the person.
    Order,
}

impl Picked {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Chance, Self::Unsure, Self::Order];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chance => "chance",
            Self::Unsure => "unsure",
            Self::Order => "order",
        }
    }

    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|picked| picked.word() == word)
    }
}

/// Who did what to come to a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// The person looked at it alone.
    Person,
    /// The person approved it in a list of suggestions.
    Batch,
    /// The suggestion was taken without asking.
    Automatic,
}

impl Made {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Person, Self::Batch, Self::Automatic];

    /// The word that is stored.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Batch => "batch",
            Self::Automatic => "automatic",
        }
    }

    /// Reads the word that is stored.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|made| made.word() == word)
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

/// A label of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// Its number; later ones are higher.
    pub number: i64,
    /// Which complaint.
    pub complaint: ComplaintId,
    /// When.
    pub at: Moment,
    /// Who decided; empty for the person whose journal it is.
    pub reader: String,
    /// What was decided.
    pub label: Label,
    /// Whether it was undone.
    pub undone: bool,
}

/// Where words stand in a text: the byte range of the first place where they do, whatever their case and the white space
/// between them. `None` if they are not there, or are no words.
pub fn phrase_in(text: &str, words: &str) -> Option<Range<usize>> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let begins = text.char_indices().map(|(at, _)| at);
    begins.filter_map(|at| text.get(at..)?.starts_with(|c: char| !c.is_whitespace()).then_some(at)).find_map(
        |at| {
            let end = at + begins_with(&text[at..], words)?;
            Some(at..end)
        },
    )
}

/// How many bytes of a text are these words, if it begins with them.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    let (mut text_left, mut words_left) = (text.char_indices().peekable(), words.chars().peekable());
    while let Some(wanted) = words_left.next() {
        if wanted.is_whitespace() {
            while words_left.next_if(|c| c.is_whitespace()).is_some() {}
            text_left.next_if(|(_, c)| c.is_whitespace())?;
            while text_left.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else {
            let (_, found) = text_left.next()?;
            if !(found == wanted || found.to_lowercase().eq(wanted.to_lowercase())) {
                return None;
            }
        }
    }
    Some(text_left.peek().map_or(text.len(), |(at, _)| *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_about_a_product_are_one_complaint() {
        let one = ComplaintId::of("Otter", "It lied\r\n to me");
        assert_eq!(ComplaintId::of(" otter ", "It  lied to me\n"), one);
        assert_ne!(ComplaintId::of("Otter", "It lied to you"), one);
        assert_ne!(ComplaintId::of("Otter It", "lied to me"), one, "words do not move between the two");
        assert!(one.short_ids().next().is_some_and(|short| short.as_str().len() == "cmp-7f3k".len()));
    }

    #[test]
    fn every_word_that_is_stored_is_read_again() {
        assert!(Decision::ALL.into_iter().all(|one| Decision::from_word(one.word()) == Some(one)));
        assert!(SaidWhy::ALL.into_iter().all(|one| SaidWhy::from_word(one.word()) == Some(one)));
        assert!(Picked::ALL.into_iter().all(|one| Picked::from_word(one.word()) == Some(one)));
        assert!(Made::ALL.into_iter().all(|one| Made::from_word(one.word()) == Some(one)));
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

    #[test]
    fn a_phrase_is_found_whatever_its_case_and_white_space() {
        let text = "Außerdem: It  LIED\nto me 🤖!";
        let found = |words: &str| phrase_in(text, words).map(|range| &text[range]);
        assert_eq!(found(" it lied to ME "), Some("It  LIED\nto me"));
        assert_eq!(found("🤖!"), Some("🤖!"));
        assert_eq!([found("it lied to you"), found("  "), found("me 🤖!!")], [None; 3]);
    }
}
