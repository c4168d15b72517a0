//! The words the coach looks for, and what it says: `assets/coach/hints.toml`, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

/// The file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    pub words: Words,
    pub says: Says,
}

/// Returns the words and sayings of the built-in file.
pub(super) fn known() -> &'static Lexicon {
    static KNOWN: LazyLock<Lexicon> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());
    &KNOWN
}

const FILE: &str = include_str!("../../assets/coach/hints.toml");

/// The lists, as they are explained in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub vague: Phrases,
    pub moments: Phrases,
    pub habits: Phrases,
    pub model_speak: Phrases,
    pub metrics: Phrases,
    pub jargon: Phrases,
    pub over_promise: Phrases,
    pub denials: Phrases,
    pub groups: Phrases,
    pub not_a_group_before: Phrases,
    pub not_a_group_after: Phrases,
    pub as_above: Phrases,
    pub same: Phrases,
    pub fillers: Phrases,
    pub surveys: Phrases,
    pub feelings: Phrases,
    pub not_a_feeling_before: Phrases,
    pub claims: Phrases,
    pub inner: Phrases,
    pub counts: Phrases,
    pub acts: Phrases,
    pub who: Phrases,
    pub places: Phrases,
    pub changes: Phrases,
    pub measures: Phrases,
    pub everybody: Phrases,
    pub unasked: Phrases,
    pub ways_out: Phrases,
    pub looks_after: Phrases,
    pub not_a_survey_before: Phrases,
    pub shares: Phrases,
    pub asked: Phrases,
    pub after_a_share: Phrases,
    pub openers: Phrases,
    pub built: Phrases,
    pub pains: Phrases,
    pub asks_for: Phrases,
    pub delivers: Phrases,
    pub obliges: Phrases,
    pub looked_behind: Phrases,
    pub preferences: Phrases,
    pub courtesies: Phrases,
    pub leading: Phrases,
    pub future: Phrases,
    pub company_metrics: Phrases,
    pub dates: Phrases,
    pub months: Phrases,
    pub before_a_day: Phrases,
    pub after_a_day: Phrases,
    pub after_a_first_day: Phrases,
    pub someones: Phrases,
}

/// What is said, by what it is about.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Says {
    pub vague_moment: Saying,
    pub model_number: Saying,
    pub model_speak: Saying,
    pub jargon: Saying,
    pub over_promise: Saying,
    pub group_user: Saying,
    pub survey: Saying,
    pub devotion: Saying,
    pub feeling_words: Saying,
    pub observable: Saying,
    pub specific: Saying,
    pub one_size: Saying,
    pub as_above: Saying,
    pub reading_grade: Saying,
    pub solution_first: Saying,
    pub as_asked: Saying,
    pub preference: Saying,
    pub leading: Saying,
    pub future: Saying,
    pub company_metric: Saying,
    pub deadline: Saying,
}

/// Why some words are worth a second look, and an example that draws no remark.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Saying {
    /// `{}` stands for the words.
    #[serde(default)]
    pub reason: String,
    pub repair: String,
}

/// A list of phrases, by the first letter of each.
#[derive(Debug, Default)]
pub(super) struct Phrases(HashMap<char, Vec<Vec<Pattern>>>);

/// A word of a phrase.
#[derive(Debug)]
pub(super) enum Pattern {
    /// The word in lower case, maybe with `'s`.
    Word(String),
    /// Any word that begins so.
    Beginning(String),
    /// The word with its capitals.
    Written(String),
}

impl Pattern {
    fn of(word: &str) -> Self {
        if word.chars().any(char::is_uppercase) {
            return Self::Written(word.to_owned());
        }
        match word.strip_suffix('*') {
            Some(beginning) => Self::Beginning(beginning.to_owned()),
            None => Self::Word(word.to_owned()),
        }
    }
}

impl Phrases {
    /// Reads phrases between commas.
    pub fn read(text: &str) -> Self {
        let mut phrases: HashMap<char, Vec<Vec<Pattern>>> = HashMap::new();
        for phrase in text.split(',') {
            let first = phrase.trim().chars().next().and_then(|first| first.to_lowercase().next());
            if let Some(first) = first {
                phrases.entry(first).or_default().push(phrase.split_whitespace().map(Pattern::of).collect());
            }
        }
        Self(phrases)
    }

    /// Lists the phrases that begin with the first letter of a word in lower case.
    pub fn like(&self, word: &str) -> &[Vec<Pattern>] {
        word.chars().next().and_then(|first| self.0.get(&first)).map_or(&[], Vec::as_slice)
    }

    /// Returns whether a word, in lower case, is one of them.
    pub fn hold(&self, word: &str) -> bool {
        let is_it =
            |phrase: &Vec<Pattern>| matches!(phrase.as_slice(), [Pattern::Word(only)] if only == word);
        self.like(word).iter().any(is_it)
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::read(&text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read() {
        let file: Result<Lexicon, _> = toml::from_str(FILE);
        assert!(file.is_ok(), "{:?}", file.err());
    }
}
