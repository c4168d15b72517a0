//! What a text that leaves shows in place of names, counted.

use super::Person;
use super::pseudonyms::Pseudonyms;
use super::strangers::Stranger;

/// What was replaced in a text that leaves the machine, and what should be looked at before it does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replaced {
    /// Who is in it under their alias, in the order they became known, and how often.
    pub people: Vec<(Person, usize)>,
    /// Names that several people have, each with those who have it, and how often.
    pub unsure: Vec<(String, Vec<Person>, usize)>,
    pub mails: usize,
    pub phones: usize,
    /// Keys, tokens and passwords.
    pub secrets: usize,
    /// Names that nobody declared.
    pub strangers: Vec<Stranger>,
}

impl Pseudonyms {
    /// Compares a text as it is here with the same text as it leaves. `products` are names that are not people's.
    pub fn replaced<'a>(
        &self,
        inside: &str,
        outside: &str,
        products: impl IntoIterator<Item = &'a str>,
    ) -> Replaced {
        let (before, after) = (self.count(inside), self.count(outside));
        let people = after.more_than(&before).into_iter().map(|(person, count)| (person.clone(), count));
        let unsure = before.unsure.iter().map(|(name, count)| (name.clone(), self.candidates(name), *count));
        Replaced {
            people: people.collect(),
            unsure: unsure.collect(),
            mails: before.mails,
            phones: before.phones,
            secrets: before.secrets,
            strangers: self.strangers(outside, products),
        }
    }
}
