//! One file being read: its text, and the problems found in it so far.

use std::cell::RefCell;
use std::path::Path;

use crate::error::{Problem, did_you_mean};

use super::line_index::Lines;

/// How many problems of one file are told; nobody reads more at once.
const MOST: usize = 500;

/// How many problems get a suggestion, and among how many names one is looked for: comparing words is slow.
const MOST_SUGGESTIONS: usize = 100;
const MOST_CANDIDATES: usize = 1000;

/// How many characters of a word are repeated in a message.
const LONGEST_WORD: usize = 60;

/// A piece of a file: where it stands, and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<T> {
    /// The first byte.
    pub at: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What it says; the default if that was reported as a problem.
    pub value: T,
}

impl<T> Spot<T> {
    /// Another value in the same place.
    pub(super) fn with<U>(&self, value: U) -> Spot<U> {
        Spot { at: self.at, end: self.end, value }
    }
}

struct Draft {
    at: usize,
    message: String,
    suggestion: Option<String>,
}

/// A file being read.
pub(super) struct Source<'a> {
    name: &'a Path,
    text: &'a str,
    lines: Lines<'a>,
    drafts: RefCell<Vec<Draft>>,
}

impl<'a> Source<'a> {
    /// Begins with a file.
    pub(super) fn new(name: &'a Path, text: &'a str) -> Self {
        Self { name, text, lines: Lines::new(text), drafts: RefCell::default() }
    }

    /// Notes a problem at a byte of the file.
    pub(super) fn report(&self, at: usize, message: impl Into<String>) {
        self.drafts.borrow_mut().push(Draft { at, message: message.into(), suggestion: None });
    }

    /// Notes a problem with a likely correction.
    pub(super) fn suggest(&self, at: usize, message: impl Into<String>, suggestion: Option<String>) {
        self.drafts.borrow_mut().push(Draft { at, message: message.into(), suggestion });
    }

    /// Notes a problem with a word that may be one of the known ones misspelt.
    pub(super) fn report_near<'k>(
        &self,
        at: usize,
        message: impl Into<String>,
        word: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let suggestion = self.near(word, known);
        self.suggest(at, message, suggestion);
    }

    /// Reads a word that is one of some names; `what` says of what.
    pub(super) fn one_of<T: Copy>(
        &self,
        word: Spot<&str>,
        all: &[(&'static str, T)],
        what: &str,
    ) -> Option<T> {
        let found = all.iter().find(|(name, _)| *name == word.value);
        if found.is_none() && !word.value.is_empty() {
            let names = all.iter().map(|(name, _)| *name);
            let list = names.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("{} is not {what} (use one of {list})", quoted(word.value));
            self.report_near(word.at, message, word.value, names);
        }
        found.map(|(_, value)| *value)
    }

    /// Finds the known word that was most likely meant.
    pub(super) fn near<'k>(&self, word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
        if !self.suggests() || word.len() > LONGEST_WORD {
            return None;
        }
        let fits = |known: &&str| known.len() <= 2 * LONGEST_WORD && *known != word;
        did_you_mean(word, known.into_iter().take(MOST_CANDIDATES).filter(fits))
    }

    /// Whether problems still get suggestions.
    pub(super) fn suggests(&self) -> bool {
        self.drafts.borrow().len() < MOST_SUGGESTIONS
    }

    /// Notes what TOML itself objects to, one mistake a line: the others tend to follow from the first.
    pub(super) fn report_syntax(&self, mistakes: &[toml::de::Error]) {
        let mut sorted: Vec<_> =
            mistakes.iter().map(|m| (m.span().unwrap_or_default(), m.message())).collect();
        sorted.sort_by_key(|(span, message)| {
            (self.line_of(span.start), message.starts_with("unclosed"), span.start)
        });
        sorted.dedup_by_key(|(span, _)| self.line_of(span.start));
        for (span, message) in sorted {
            let message = match (self.text.get(span.clone()).unwrap_or_default(), message) {
                ("", missing) if missing.starts_with("string values must be quoted") => {
                    "a value is missing".to_owned()
                }
                (key, "duplicate key") => format!("{} is already there", quoted(key)),
                (_, other) => other.replace('\n', " "),
            };
            self.report(span.start, message);
        }
    }

    /// Counts the problems so far.
    pub(super) fn count(&self) -> usize {
        self.drafts.borrow().len()
    }

    /// The line of a byte.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines.position(at).0
    }

    /// The place of a piece of text within a spot, behind `from`; the spot's own place if it is written otherwise.
    pub(super) fn find_in<T>(&self, spot: &Spot<T>, from: usize, piece: &str) -> Option<usize> {
        let rest = self.text.get(from.max(spot.at)..spot.end)?;
        rest.find(piece).map(|found| from.max(spot.at) + found)
    }

    /// The problems, sorted by line.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut drafts = self.drafts.into_inner();
        drafts.sort_by_key(|draft| draft.at);
        drafts.truncate(MOST);
        let lines = self.lines;
        let located = |draft: Draft| {
            let (line, column) = lines.position(draft.at);
            Problem {
                file: self.name.to_owned(),
                line,
                column,
                message: draft.message,
                suggestion: draft.suggestion,
            }
        };
        drafts.into_iter().map(located).collect()
    }
}

/// Puts a word from a file between backticks, cut to a length and without line breaks.
pub(super) fn quoted(word: &str) -> String {
    let mut shown: String = word.chars().take(LONGEST_WORD).flat_map(visible).collect();
    if word.chars().count() > LONGEST_WORD {
        shown.push('…');
    }
    format!("`{shown}`")
}

fn visible(c: char) -> Vec<char> {
    if c.is_control() { c.escape_debug().collect() } else { vec![c] }
}

/// Puts "a" or "an" before a noun.
pub(super) fn a(noun: &str) -> String {
    let vowel = noun.trim_start_matches('`').starts_with(['a', 'e', 'i', 'o']);
    if vowel { format!("an {noun}") } else { format!("a {noun}") }
}
