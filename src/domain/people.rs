//! People in the journal: their names, which stay here, and the alias that stands for each in everything that leaves.
//!
//! Nothing here stores or asks; the rules say in a sentence what is wrong, and who has what was asked for.

mod contacts;
mod ordinary;
mod pseudonyms;
mod replaced;
mod secrets;
mod spellings;
mod strangers;
mod words;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::exercise::Exercise;
use super::facts::subject_key;
use super::value::Answers;
pub use pseudonyms::{Pseudonyms, SOMEONE};
pub use replaced::Replaced;
pub use strangers::Stranger;

/// The vocabulary that fields for people suggest from. Files cannot name it: a text that suggests is another kind.
pub const VOCABULARY: &str = "kind = person";

/// How many letters a name or an alias has at most.
pub const LONGEST: usize = 120;

/// Somebody the journal knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Their number; who became known later has a higher one.
    pub id: i64,
    pub name: String,
    /// Other names they are known under.
    pub others: Vec<String>,
    /// What stands for them outside.
    pub alias: String,
}

impl Person {
    /// Lists every name, the one they go by first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.others).map(String::as_str)
    }

    /// Returns whether one of the names has this key.
    pub fn goes_by(&self, key: &str) -> bool {
        self.names().any(|name| subject_key(name) == key)
    }

    /// Lists what stands for them in a text: names, and the words of names that do so alone.
    pub fn spellings(&self) -> Vec<&str> {
        let parts = self.names().flat_map(spellings::parts);
        self.names().chain(parts.map(|part| part.text)).collect()
    }
}

/// Puts a name as it was typed into the form it is kept in: single spaces, none at the ends.
pub fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a text can be a name: it has a letter, and is not a paragraph.
pub fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic) && text.chars().count() <= LONGEST
}

/// Returns whether a text stands where a person is asked for and names none that could be met: oneself, everyone, or an
/// initial, which is an alias already. Such a word would be replaced wherever it stands.
pub fn is_nobody(text: &str) -> bool {
    let initial = text.trim().trim_end_matches('.');
    if initial.chars().count() == 1 && !initial.contains(|one: char| one.is_alphabetic() && !is_cased(one)) {
        return true;
    }
    include_str!("people/nobody.txt").split_whitespace().any(|word| word == subject_key(text))
}

/// Whether a letter is of a script that has capitals: in others one letter may be a name.
fn is_cased(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase()
}

/// Returns why a text cannot become a name of a person, if so. `own` is the person it is for, if they are known.
pub fn name_fault(people: &[Person], own: Option<i64>, name: &str) -> Option<String> {
    let key = subject_key(name);
    if !is_name(name) {
        return Some(format!("`{name}` is not a name: it needs a letter, and at most {LONGEST} characters"));
    }
    let others = people.iter().filter(|person| Some(person.id) != own);
    for person in others {
        if person.goes_by(&key) {
            return Some(format!("`{name}` is a name of {} already", person.name));
        }
    }
    let holder = people.iter().find(|person| pseudonyms::holds(&person.alias, name))?;
    Some(format!("`{name}` stands in the alias of {}, `{}`", holder.name, holder.alias))
}

/// Returns why a text cannot become the alias of a person, if so. The person is among the people.
pub fn alias_fault(people: &[Person], own: i64, alias: &str) -> Option<String> {
    let key = subject_key(alias);
    if key.is_empty() {
        return Some("an alias cannot be empty".to_owned());
    }
    if alias.chars().count() > LONGEST {
        return Some(format!("an alias has at most {LONGEST} letters"));
    }
    let taken = people.iter().find(|person| person.id != own && subject_key(&person.alias) == key);
    if let Some(person) = taken {
        return Some(format!("`{alias}` is the alias of {}", person.name));
    }
    if let Some(person) = people.iter().find(|person| person.goes_by(&key)) {
        let whose = if person.id == own {
            "their own name".to_owned()
        } else {
            format!("the name of {}", person.name)
        };
        return Some(format!("`{alias}` is {whose}"));
    }
    // In capitals every name is found, however it was typed.
    let finder = Pseudonyms::of_names(people.to_vec());
    let held = finder.named_in([alias.to_uppercase().as_str()]);
    held.first().map(|person| format!("`{alias}` holds a name of {}", person.name))
}

/// Finds the people whose name is a text, or begins with it if none is.
pub fn find<'a>(people: &'a [Person], typed: &str) -> Vec<&'a Person> {
    let key = subject_key(typed);
    if let Some(person) = people.iter().find(|person| person.goes_by(&key)) {
        return vec![person];
    }
    let begins = |person: &&Person| person.names().any(|name| subject_key(name).starts_with(&key));
    people.iter().filter(|_| !key.is_empty()).filter(begins).collect()
}

/// Returns the alias with a number: "Person 3".
pub fn numbered(number: u64) -> String {
    format!("Person {number}")
}

impl Exercise {
    /// Lists who is named in the fields for people, as typed.
    pub fn people_in(&self, answers: &Answers) -> Vec<String> {
        let terms = self.terms(answers).into_iter();
        terms
            .filter(|term| term.vocabulary == VOCABULARY && is_name(&term.text))
            .map(|term| term.text)
            .collect()
    }
}
