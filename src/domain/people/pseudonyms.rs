//! The veil: aliases in the place of names, in any text, for everything that leaves the machine.
//!
//! It knows people and nothing else. What is not in the vault is not veiled; whoever exports says who is meant.

use std::collections::{BTreeSet, HashMap};

use super::Person;
use super::words::{Word, between, stick, words};
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::value::{Answers, Value};

/// Words that many names hold and that point at nobody.
const PARTICLES: [&str; 60] = [
    "a", "af", "al", "and", "aunt", "av", "ben", "bin", "bint", "da", "dal", "das", "de", "del", "della",
    "dem", "den", "der", "di", "do", "dos", "dr", "du", "e", "el", "frau", "herr", "ibn", "jr", "la", "las",
    "le", "los", "madame", "miss", "mme", "mr", "mrs", "ms", "of", "onkel", "op", "prof", "san", "sir", "sr",
    "st", "tante", "ten", "ter", "the", "uncle", "und", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Whom a run of words stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// A person, by their place in the list.
    For(usize),
    /// Nobody: it is an alias already.
    Alias,
}

/// What a run of words stands for: the words after its first, each with what stands before it.
#[derive(Debug)]
struct Run {
    /// Whether it was given with its first word in small letters.
    lower: bool,
    rest: Vec<(String, Word)>,
    stands: Stands,
}

/// Aliases in the place of names. Without people it shows every text as it is.
///
/// Whole names come first, the longest first; then single words of a name, which stand for the person known first.
/// A word in small letters is a name only if it was given so: "Will" never changes "will".
#[derive(Debug, Default)]
pub struct Pseudonyms {
    people: Vec<Person>,
    /// What is known, by the first word, in the order it was learned.
    known: HashMap<String, Vec<Run>>,
}

impl Pseudonyms {
    /// Makes the veil of these people, in the order they became known.
    pub fn of(people: Vec<Person>) -> Self {
        let mut veil = Self::of_whole_names(people);
        for person in veil.people.clone() {
            veil.learn(&person.alias, Stands::Alias);
        }
        veil.learn_words();
        veil
    }

    /// Makes a veil that knows names and no aliases: it finds names wherever they are.
    pub(super) fn of_names(people: Vec<Person>) -> Self {
        let mut veil = Self::of_whole_names(people);
        veil.learn_words();
        veil
    }

    fn of_whole_names(people: Vec<Person>) -> Self {
        let mut veil = Self { people, known: HashMap::new() };
        for (place, person) in veil.people.clone().iter().enumerate() {
            person.names().for_each(|name| veil.learn(name, Stands::For(place)));
        }
        veil
    }

    /// Puts aliases in the place of names. Twice is the same as once, as long as no alias shares a word with a name.
    pub fn over(&self, text: &str) -> String {
        let mut veiled = String::with_capacity(text.len());
        let mut copied = 0;
        self.each(text, |start, end, person| {
            push(&mut veiled, text.get(copied..start).unwrap_or_default());
            push(&mut veiled, &person.alias);
            copied = end;
        });
        push(&mut veiled, text.get(copied..).unwrap_or_default());
        veiled
    }

    /// Puts aliases in the place of names in every text of the answers: what was typed, and what was quoted. In a field
    /// for people a name is one in any spelling.
    pub fn over_answers(&self, exercise: &Exercise, answers: &Answers) -> Answers {
        let person =
            |text: &str| self.who(text).map_or_else(|| self.over(text), |person| person.alias.clone());
        in_each_row(exercise, &[], answers, &person, &|value| self.over_value(value))
    }

    /// Puts the name somebody goes by in the place of what was typed in fields for people, and changes nothing else: for
    /// what is worked out from answers, so that one person has one spelling in it.
    pub fn spelled(&self, exercise: &Exercise, answers: &Answers) -> Answers {
        let person =
            |text: &str| self.who(text).map_or_else(|| text.to_owned(), |person| person.name.clone());
        in_each_row(exercise, &[], answers, &person, &Value::clone)
    }

    fn over_value(&self, value: &Value) -> Value {
        let mut value = value.clone();
        value.change_texts(|text| self.over(text));
        value
    }

    /// Lists who is named in some texts, in the order they became known.
    pub fn named_in<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<&Person> {
        let mut ids = BTreeSet::new();
        for text in texts {
            self.each(text, |_, _, person| {
                ids.insert(person.id);
            });
        }
        self.people.iter().filter(|person| ids.contains(&person.id)).collect()
    }

    /// Finds the person that a text as a whole stands for: a name, a word of one, or an alias, in any case.
    pub fn who(&self, text: &str) -> Option<&Person> {
        let key = subject_key(text);
        let named = self.people.iter().find(|person| person.goes_by(&key));
        let aliased = || self.people.iter().find(|person| subject_key(&person.alias) == key);
        let by_a_word = || {
            let capitals = text.to_uppercase();
            let words = words(&capitals);
            match self.longest(&capitals, &words) {
                Some((count, Stands::For(place))) if count == words.len() => self.people.get(place),
                _ => None,
            }
        };
        named.or_else(aliased).or_else(by_a_word)
    }

    fn each(&self, text: &str, mut found: impl FnMut(usize, usize, &Person)) {
        if self.people.is_empty() {
            return;
        }
        let words = words(text);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let (count, stands) = self.longest(text, rest).map_or((1, None), |(n, who)| (n, Some(who)));
            let (taken, after) = rest.split_at(count.clamp(1, rest.len()));
            if let (Some(Stands::For(place)), Some(last)) = (stands, taken.last())
                && let Some(person) = self.people.get(place)
            {
                found(first.at.start, last.at.end, person);
            }
            rest = after;
        }
    }

    /// Finds the longest name the words begin with: how many words it has, and whom it stands for.
    fn longest(&self, text: &str, words: &[Word]) -> Option<(usize, Stands)> {
        let first = words.first()?;
        let pairs = || words.iter().zip(words.iter().skip(1));
        let fits = |run: &&Run| {
            (run.lower || !first.lower)
                && run.rest.len() < words.len()
                && run.rest.iter().zip(pairs()).all(|((gap, known), (before, word))| {
                    word.folded == known.folded
                        && (known.lower || !word.lower)
                        && between(text, before, word) == *gap
                })
        };
        // Of those as long, the one learned first.
        let runs = self.known.get(&first.folded)?.iter().rev().filter(fits);
        runs.max_by_key(|run| run.rest.len()).map(|run| (run.rest.len() + 1, run.stands))
    }

    /// Learns whom a text stands for; whoever was learned first keeps it.
    fn learn(&mut self, text: &str, stands: Stands) {
        let words = words(text);
        let pairs = words.iter().zip(words.iter().skip(1));
        let rest = pairs.map(|(before, word)| (between(text, before, word), word.clone())).collect();
        if let Some(Word { folded, lower, .. }) = words.first() {
            self.known.entry(folded.clone()).or_default().push(Run { lower: *lower, rest, stands });
        }
    }

    fn learn_words(&mut self) {
        for (place, person) in self.people.clone().iter().enumerate() {
            for word in person.names().flat_map(standing_words) {
                self.learn(word, Stands::For(place));
            }
        }
    }
}

/// Goes through the answers of a row and the rows in it: texts of fields for people one way, everything else another.
fn in_each_row(
    exercise: &Exercise,
    group: &[String],
    row: &Answers,
    person: &dyn Fn(&str) -> String,
    other: &dyn Fn(&Value) -> Value,
) -> Answers {
    let one = |(field, value): (&str, &Value)| {
        let kind = exercise.field(group, field).and_then(|field| field.kind.as_text());
        let changed =
            match (value.as_text().filter(|_| kind.is_some_and(|kind| kind.person)), value.as_rows()) {
                (Some(text), _) => person(text).into(),
                (_, Some(rows)) => {
                    let inner = [group, &[field.to_owned()]].concat();
                    let rows = rows.iter().map(|row| in_each_row(exercise, &inner, row, person, other));
                    rows.collect::<Vec<_>>().into()
                }
                _ => other(value),
            };
        (field.to_owned(), changed)
    };
    row.iter().map(one).collect()
}

/// Returns whether a text holds a whole name, in any case.
pub(super) fn holds(text: &str, name: &str) -> bool {
    let mut veil = Pseudonyms::default();
    veil.learn(name, Stands::Alias);
    let text = text.to_uppercase();
    let words = words(&text);
    (0..words.len()).any(|from| words.get(from..).is_some_and(|rest| veil.longest(&text, rest).is_some()))
}

/// Lists the words of a name that stand for the person on their own: "Anna" and "Berg" of "Anna von Berg".
///
/// Not those in small letters, not single letters, and not what many names hold.
pub(super) fn standing_words(name: &str) -> Vec<&str> {
    let single = |text: &str| words(text).len() == 1;
    let pieces = name.split_whitespace().filter(|_| !single(name));
    let mut found = Vec::new();
    for piece in pieces {
        let inside = words(piece);
        let whole = inside.first().zip(inside.last());
        let whole = whole.and_then(|(first, last)| piece.get(first.at.start..last.at.end));
        let parts = inside.iter().filter(|word| !word.dense).filter_map(|word| piece.get(word.at.clone()));
        for part in whole.into_iter().chain(parts) {
            let own = words(part);
            let small = own.iter().all(|word| word.lower);
            let letters = part.chars().filter(|c| c.is_alphabetic()).count();
            let particle = matches!(own.as_slice(), [only] if PARTICLES.contains(&only.folded.as_str()));
            if letters > 1 && !small && !particle && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// Adds a text, with a space where its first letter would become part of the word before.
fn push(to: &mut String, text: &str) {
    if let (Some(last), Some(first)) = (to.chars().next_back(), text.chars().next())
        && stick(last, first)
    {
        to.push(' ');
    }
    to.push_str(text);
}
