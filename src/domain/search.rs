//! What a person types to find something: words, phrases and filters, and with a `-` before them what is left out. What
//! is not understood is kept in [`Query::problems`] and said; the rest still counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::facts::first;
use super::field_role::FieldRole;
use super::natural_date::day_in_words;
use super::plan::WeekLabel;

/// How many words count; pasted pages are searched by their first words.
const WORDS: usize = 32;

/// How many letters of a word count.
const LETTERS: usize = 200;

/// A search as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that must all be there.
    pub words: Vec<Word>,
    /// Conditions that must all hold.
    pub filters: Vec<Filter>,
    /// Words and phrases that must not be there.
    pub without: Vec<Word>,
    /// Conditions that must not hold.
    pub except: Vec<Filter>,
    /// The first day that counts.
    pub after: Option<NaiveDate>,
    /// The first day that counts no more.
    pub before: Option<NaiveDate>,
    /// What was not understood and does not count.
    pub problems: Vec<Misread>,
    /// Where the words of a role are found; see [`Query::resolve`].
    pub sources: BTreeSet<(FieldRole, Source)>,
}

/// What exercises declare that a search may ask for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searchable {
    /// The measures of what holds, as in `is:felt_wrong`.
    pub states: BTreeSet<String>,
    /// Where the words of each role are found.
    pub sources: BTreeSet<(FieldRole, Source)>,
    /// What the options of a role are called otherwise, in lower case, with their ids: `t` is `trust`.
    pub names: BTreeMap<(FieldRole, String), String>,
}

/// Where the words that a role is asked for are found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Among the words remembered under a name.
    Vocabulary(String),
    /// Among the options counted by a measure.
    Category(String),
}

/// A word or a phrase to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What was typed, without its quotes; it holds a letter or a digit.
    pub text: String,
    /// Whether words that only begin so are meant too: it is still being typed.
    pub prefix: bool,
}

/// A condition on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// `product:`, `feeling:`, `job:` and the like: a field of this role has this answer.
    Role(FieldRole, String),
    /// `exercise:` it answers an exercise, by its id or a word of it.
    Exercise(String),
    /// `tag:` it carries a tag.
    Tag(String),
    /// `is:` and the name of a measure: it says something that is measured, as in `is:felt_wrong`.
    Has(String),
    /// `is:draft` a draft lies over it.
    Draft,
    /// `is:finished` it was finished.
    Finished,
}

/// What was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misread {
    /// There is no filter of this name.
    NoFilter(String),
    /// This text, after `after:` or `before:`, is no date.
    NoDate(String, String),
    /// No entry is what stands after `is:`; what entries can be.
    NoState(String, Vec<String>),
    /// Nothing in it can be looked for: it has no letter and no digit.
    NoWord(String),
}

/// The names of filters beside those of roles.
const FILTERS: [&str; 7] = ["exercise", "tag", "after", "since", "before", "until", "is"];

/// Every filter there is, by the name people type.
pub fn filter_names() -> impl Iterator<Item = &'static str> {
    let roles = FieldRole::ALL.into_iter().filter(|(_, role)| role.is_searched());
    roles.map(|(name, _)| name).chain(FILTERS)
}

/// A piece of what was typed.
struct Piece {
    key: Option<String>,
    text: String,
    /// Whether it is what should be left out.
    out: bool,
    /// Whether its quotes were closed, or a space came after it.
    ended: bool,
    quoted: bool,
}

impl Query {
    /// Reads what a person typed: `listens product:"Spotify DJ" after:2026-W47 "kept words" fri`.
    ///
    /// The last word is a beginning unless a space comes after it. With a `-` before it, a word, a phrase or a filter is
    /// left out. Addresses and times, as in `14:30`, are words, as is all that has no letters alone before its colon. Up
    /// to 32 words count, and the first 200 letters of each. Days in words, as in `after:"last friday"`, are meant from
    /// today.
    pub fn parse(text: &str, today: NaiveDate) -> Self {
        let mut query = Self::default();
        for piece in pieces(text) {
            match &piece.key {
                Some(key) => query.filter(key, &piece, today),
                None => query.add(&piece.text, !piece.ended, piece.out),
            }
        }
        if query.is_empty() && query.problems.is_empty() && !text.trim().is_empty() {
            query.problems.push(Misread::NoWord(shortened(text.trim())));
        }
        query
    }

    /// Whether it matches every entry.
    pub fn is_empty(&self) -> bool {
        self.is_of_days() && self.after.is_none() && self.before.is_none()
    }

    /// Whether it asks for nothing but days.
    pub fn is_of_days(&self) -> bool {
        self.words.is_empty() && self.filters.is_empty() && self.without.is_empty() && self.except.is_empty()
    }

    /// Narrows it by another one.
    pub fn narrow(&mut self, other: Self) {
        self.words.extend(other.words);
        self.filters.extend(other.filters);
        self.without.extend(other.without);
        self.except.extend(other.except);
        self.after = self.after.max(other.after);
        self.before = self.before.into_iter().chain(other.before).min();
        self.problems.extend(other.problems);
    }

    /// Notes where the exercises keep what is asked for, and takes out `is:` filters that name none of their measures.
    /// Asks for `searchable` only if a filter needs it.
    pub fn resolve(&mut self, searchable: impl FnOnce() -> Searchable) {
        let mut all = self.filters.iter().chain(&self.except);
        if !all.any(|filter| matches!(filter, Filter::Has(_) | Filter::Role(..))) {
            return;
        }
        let Searchable { states, sources, names } = searchable();
        self.sources = sources;
        for filter in self.filters.iter_mut().chain(&mut self.except) {
            if let Filter::Role(role, words) = filter
                && let Some(id) = names.get(&(*role, words.to_lowercase()))
            {
                words.clone_from(id);
            }
        }
        let problems = &mut self.problems;
        let mut is_known = |filter: &Filter| match filter {
            Filter::Has(name) if !states.contains(name) => {
                let known = ["draft", "finished"].into_iter().chain(states.iter().map(String::as_str));
                problems.push(Misread::NoState(shortened(name), known.map(str::to_owned).collect()));
                false
            }
            _ => true,
        };
        self.filters.retain(&mut is_known);
        self.except.retain(is_known);
    }

    /// Adds a word. What is left out is a whole word even while it is typed.
    fn add(&mut self, text: &str, prefix: bool, out: bool) {
        let words = if out { &mut self.without } else { &mut self.words };
        if words.len() < WORDS && text.chars().any(char::is_alphanumeric) {
            let cut = first(text, LETTERS);
            let prefix = !out && prefix || cut.len() < text.len();
            words.push(Word { text: cut.to_owned(), prefix });
        }
    }

    fn filter(&mut self, typed: &str, piece: &Piece, today: NaiveDate) {
        let value = piece.text.trim().to_owned();
        let key = typed.to_lowercase();
        let role = FieldRole::named(&key).filter(|role| role.is_searched());
        let known = role.is_some() || FILTERS.contains(&key.as_str());
        // An address, a time, a drive of Windows.
        let names_one = key.chars().nth(1).is_some() && key.chars().all(char::is_alphabetic);
        if !known && names_one && !value.is_empty() && !value.starts_with(['/', ':', '\\']) {
            self.problems.push(Misread::NoFilter(shortened(typed)));
            return;
        }
        if value.is_empty() || !known {
            self.add(typed, value.is_empty() && !piece.ended && !piece.quoted && !known, piece.out);
            self.add(&piece.text, !piece.ended, piece.out);
            return;
        }
        let filter = match (role, key.as_str()) {
            (Some(role), _) => Filter::Role(role, value),
            (_, "exercise") => Filter::Exercise(value),
            (_, "tag") => Filter::Tag(value),
            (_, "after" | "since" | "before" | "until") => {
                // Not since a day is before it.
                let after = matches!(key.as_str(), "after" | "since") != piece.out;
                match day(&value).or_else(|| day_in_words(&value, today)) {
                    Some(day) if after => self.after = self.after.max(Some(day)),
                    Some(day) => self.before = self.before.into_iter().chain([day]).min(),
                    None => self.problems.push(Misread::NoDate(shortened(&value), key)),
                }
                return;
            }
            _ => match value.to_lowercase().as_str() {
                "draft" => Filter::Draft,
                "finished" => Filter::Finished,
                measure => Filter::Has(measure.replace('-', "_")),
            },
        };
        let filters = if piece.out { &mut self.except } else { &mut self.filters };
        if filters.len() < WORDS {
            filters.push(filter);
        }
    }
}

/// What of a text is said back to the person.
fn shortened(text: &str) -> String {
    text.chars().take(LETTERS).collect()
}

/// Reads a day, or the first day of a week, a month or a year.
fn day(text: &str) -> Option<NaiveDate> {
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let parts: Vec<_> = text.split('-').collect();
    let year = number(parts[0])
        .filter(|year| (1..=9999).contains(year))
        .and_then(|year| i32::try_from(year).ok())?;
    match parts.as_slice() {
        [_] => NaiveDate::from_ymd_opt(year, 1, 1),
        [_, week] if week.starts_with(['W', 'w']) => text.parse::<WeekLabel>().ok()?.monday(),
        [_, month] => NaiveDate::from_ymd_opt(year, number(month)?, 1),
        [_, month, day] => NaiveDate::from_ymd_opt(year, number(month)?, number(day)?),
        _ => None,
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Parts what was typed at spaces, but not within quotes. A quote counts where a word or a value may begin.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let left_out = rest
            .strip_prefix('-')
            .filter(|after| after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c)));
        let out = left_out.is_some();
        rest = left_out.unwrap_or(rest);
        let end = rest.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(rest.len());
        let colon = rest[..end].find(':').filter(|colon| *colon > 0);
        let key = colon.map(|colon| rest[..colon].to_owned());
        let value = colon.map_or(rest, |colon| &rest[colon + 1..]);
        let (text, after, ended, quoted) = value_of(value);
        found.push(Piece { key, text: text.to_owned(), out, ended, quoted });
        rest = after.trim_start();
    }
    found
}

/// Takes a word or a quoted value off the beginning: what it says, what comes after it, and how it ended.
fn value_of(text: &str) -> (&str, &str, bool, bool) {
    let mut letters = text.chars();
    if letters.next().is_some_and(is_quote) {
        let inner = letters.as_str();
        return match inner.find(is_quote) {
            Some(end) => (&inner[..end], inner[end..].trim_start_matches(is_quote), true, true),
            None => (inner, "", false, true),
        };
    }
    match text.find(char::is_whitespace) {
        Some(end) => (&text[..end], &text[end..], true, false),
        None => (text, "", false, false),
    }
}

#[cfg(test)]
mod tests;
