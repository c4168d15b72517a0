//! Aliases in the place of names, in any text, for everything that leaves the machine.
//!
//! Names are kept as a tree of words, so that the time is linear in the text however many people there are. Who is not
//! known is not found here: see `strangers`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::Person;
use super::contacts::{Contact, contacts};
use super::ordinary::is_ordinary;
use super::spellings::{is_common, parts, run_together, shortened};
use super::words::{Word, between, spellings, stems, stick, words};
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::kinds::Holds;
use crate::domain::value::{Answers, Value};

/// What stands for a name that several people have.
pub const SOMEONE: &str = "someone";
const MAIL: &str = "(email address)";
const PHONE: &str = "(phone number)";
const SECRET: &str = "(secret)";

/// How well a run of words names somebody: of runs as long, only the best count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A name as it was given.
    Name,
    /// An alias, which stays as it is.
    Alias,
    /// A name as it is written shortened or run together.
    Short,
    /// A word of a name.
    Part,
}

/// What was found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// A person, by their place in the list.
    Person(usize),
    /// Somebody who has a name that others have, too.
    Someone,
    /// The alias of a person.
    Alias(usize),
    Contact(Contact),
}

/// How a run of words ends that stands for somebody.
#[derive(Debug)]
struct Run {
    rank: Rank,
    stands: Found,
    /// Which of its words were given in small letters.
    lower: Vec<bool>,
    /// Whether it is found in small letters only as far as it was given so.
    strict: bool,
    /// Whether it is found only after an `@` or a `/`.
    mention: bool,
}

/// A word in the tree of names: what may follow it, with what stands between, and which runs end here.
#[derive(Debug, Default)]
struct Node {
    next: HashMap<String, Vec<(String, usize)>>,
    runs: Vec<Run>,
}

/// The longest run at a place.
struct Longest {
    /// How many words it has.
    words: usize,
    found: Found,
    /// Whether the last word has an ending that is none of the name's.
    ending: bool,
}

/// Aliases in the place of names, and neutral words in the place of email addresses and phone numbers. The default one
/// shows every text as it is.
///
/// The longest run of words counts, a whole name before a word of one. A word that several people have stands for none
/// of them. Small letters are as good as capitals, but for words that are ordinary ones as well: "Will" never changes
/// "will", unless it was given so or stands after an `@`, nor "Will it answer?", and "May" never "in May".
#[derive(Debug, Default)]
pub struct Pseudonyms {
    people: Vec<Person>,
    /// The tree, its root first; empty in the default one.
    nodes: Vec<Node>,
}

impl Pseudonyms {
    /// Makes the aliases of these people, in the order they became known.
    pub fn of(people: Vec<Person>) -> Self {
        let mut made = Self::of_names(people);
        for (place, person) in made.people.clone().iter().enumerate() {
            made.learn(&person.alias, Rank::Alias, Found::Alias(place), true, false);
        }
        made
    }

    /// Knows names and no aliases: it finds names wherever they are.
    pub(super) fn of_names(people: Vec<Person>) -> Self {
        let mut made = Self { people, nodes: vec![Node::default()] };
        for (place, person) in made.people.clone().iter().enumerate() {
            let stands = Found::Person(place);
            for name in person.names() {
                made.learn(name, Rank::Name, stands, false, false);
                let (anywhere, mentioned) = run_together(name);
                let short = shortened(name).into_iter().chain(anywhere);
                short.for_each(|text| made.learn(&text, Rank::Short, stands, false, false));
                for text in mentioned {
                    made.learn(&text, Rank::Short, stands, false, true);
                }
                for part in parts(name) {
                    made.learn(part.text, Rank::Part, stands, part.remark, false);
                }
            }
        }
        made
    }

    /// Puts aliases in the place of names. Twice is the same as once, as long as no alias shares a word with a name.
    pub fn over(&self, text: &str) -> String {
        let mut veiled = String::with_capacity(text.len());
        let mut copied = 0;
        self.each(text, |at, found, ending| {
            let Some(alias) = self.stand_in(found) else { return };
            push(&mut veiled, text.get(copied..at.start).unwrap_or_default());
            push(&mut veiled, alias);
            if ending {
                veiled.push_str("'s");
            }
            copied = at.end;
        });
        push(&mut veiled, text.get(copied..).unwrap_or_default());
        veiled
    }

    /// Returns what is written in place of what was found; `None` where it stays.
    fn stand_in(&self, found: Found) -> Option<&str> {
        match found {
            Found::Person(place) => self.people.get(place).map(|person| person.alias.as_str()),
            Found::Someone => Some(SOMEONE),
            Found::Alias(_) => None,
            Found::Contact(Contact::Mail) => Some(MAIL),
            Found::Contact(Contact::Phone) => Some(PHONE),
            Found::Contact(Contact::Secret) => Some(SECRET),
        }
    }

    /// Puts aliases in the place of names in every text of the answers: what was typed, and what was quoted. In a field
    /// for people a name is one in any spelling.
    pub fn over_answers(&self, exercise: &Exercise, answers: &Answers) -> Answers {
        let person = |text: &str| match self.whole(text) {
            Some(Found::Person(place) | Found::Alias(place)) => {
                self.people.get(place).map_or_else(|| self.over(text), |person| person.alias.clone())
            }
            Some(Found::Someone) => SOMEONE.to_owned(),
            _ => self.over(text),
        };
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
        let mut places = BTreeSet::new();
        for text in texts {
            self.each(text, |_, found, _| {
                if let Found::Person(place) = found {
                    places.insert(place);
                }
            });
        }
        places.into_iter().filter_map(|place| self.people.get(place)).collect()
    }

    /// Finds the person that a text as a whole stands for: a name, a word of one, or an alias, in any case.
    pub fn who(&self, text: &str) -> Option<&Person> {
        match self.whole(text) {
            Some(Found::Person(place) | Found::Alias(place)) => self.people.get(place),
            _ => None,
        }
    }

    /// Returns whether a text as a whole is a name that several people have.
    pub fn is_unsure(&self, text: &str) -> bool {
        self.whole(text) == Some(Found::Someone)
    }

    fn whole(&self, text: &str) -> Option<Found> {
        let key = subject_key(text);
        let named = self.people.iter().position(|person| person.goes_by(&key));
        let aliased = || self.people.iter().position(|person| subject_key(&person.alias) == key);
        let by_a_word = || {
            let capitals = text.to_uppercase();
            let words = words(&capitals);
            let longest = self.longest(&capitals, &words)?;
            (longest.words == words.len() && !longest.ending).then_some(longest.found)
        };
        named.or_else(aliased).map(Found::Person).or_else(by_a_word)
    }

    /// Counts what was found in a text.
    pub(super) fn count(&self, text: &str) -> Counts<'_> {
        let mut counts = Counts {
            veil: self,
            aliases: BTreeMap::new(),
            unsure: BTreeMap::new(),
            mails: 0,
            phones: 0,
            secrets: 0,
        };
        self.each(text, |at, found, _| match found {
            Found::Person(_) => {}
            Found::Alias(place) => *counts.aliases.entry(place).or_default() += 1,
            Found::Someone => {
                *counts.unsure.entry(text.get(at).unwrap_or_default().to_owned()).or_default() += 1;
            }
            Found::Contact(Contact::Mail) => counts.mails += 1,
            Found::Contact(Contact::Phone) => counts.phones += 1,
            Found::Contact(Contact::Secret) => counts.secrets += 1,
        });
        counts
    }

    /// Lists who a word that several people have may stand for.
    pub(super) fn candidates(&self, word: &str) -> Vec<Person> {
        let named = |person: &&Person| !Self::of_names(vec![(*person).clone()]).named_in([word]).is_empty();
        self.people.iter().filter(named).cloned().collect()
    }

    /// Passes over a text from the left: what was found, where, and whether it has an ending.
    pub(super) fn each(&self, text: &str, mut found: impl FnMut(Range<usize>, Found, bool)) {
        if self.nodes.is_empty() {
            return;
        }
        let mut from = 0;
        for (at, contact) in contacts(text) {
            self.each_name(text, from..at.start, &mut found);
            from = at.end;
            found(at, Found::Contact(contact), false);
        }
        self.each_name(text, from..text.len(), &mut found);
    }

    fn each_name(&self, text: &str, at: Range<usize>, found: &mut impl FnMut(Range<usize>, Found, bool)) {
        if self.people.is_empty() {
            return;
        }
        let (from, text) = (at.start, text.get(at).unwrap_or_default());
        let words = words(text);
        let mut rest = words.as_slice();
        while let Some(first) = rest.first() {
            let before = (words.len() - rest.len()).checked_sub(1).and_then(|before| words.get(before));
            let ordinary = |longest: &Longest| {
                longest.words == 1 && !longest.ending && is_ordinary(text, before, first, rest.get(1))
            };
            let longest = self.longest(text, rest).filter(|longest| !ordinary(longest));
            let count = longest.as_ref().map_or(1, |longest| longest.words);
            let (taken, after) = rest.split_at(count.clamp(1, rest.len()));
            if let (Some(longest), Some(last)) = (longest, taken.last()) {
                found(from + first.at.start..from + last.at.end, longest.found, longest.ending);
            }
            rest = after;
        }
    }

    /// Finds the longest run that the words begin with.
    fn longest(&self, text: &str, words: &[Word]) -> Option<Longest> {
        let first = words.first()?;
        let mention = text.get(..first.at.start).is_some_and(|before| before.ends_with(['@', '/']));
        let (mut best, mut node, mut gap) = (None, self.nodes.first()?, String::new());
        for (at, word) in words.iter().enumerate() {
            let taken = words.get(..=at)?;
            let mut ends = |node: &Node, ending| {
                if let Some(found) = node.found(taken, mention) {
                    best = Some(Longest { words: at + 1, found, ending });
                }
            };
            for stem in stems(&word.folded) {
                if let Some(node) = self.child(node, &gap, &stem) {
                    ends(node, true);
                }
            }
            if mention
                && let Some(node) = self.child(node, &gap, word.folded.trim_end_matches(char::is_numeric))
            {
                ends(node, false);
            }
            let Some(next) = self.child(node, &gap, &word.folded) else { break };
            ends(next, false);
            let Some(after) = words.get(at + 1).filter(|_| !next.next.is_empty()) else { break };
            (node, gap) = (next, between(text, word, after));
        }
        best
    }

    fn child(&self, node: &Node, gap: &str, word: &str) -> Option<&Node> {
        let (_, place) = node.next.get(word)?.iter().find(|(known, _)| known == gap)?;
        self.nodes.get(*place)
    }

    /// Learns whom a text stands for, in each of its spellings.
    fn learn(&mut self, text: &str, rank: Rank, stands: Found, strict: bool, mention: bool) {
        let all = words(text);
        let lower: Vec<bool> = all.iter().map(|word| word.lower).collect();
        let strict = strict || all.iter().all(|word| is_common(&word.folded) && !word.dense);
        let spelled: Vec<[String; 3]> =
            all.iter().map(|word| spellings(text.get(word.at.clone()).unwrap_or_default())).collect();
        let mut ends = BTreeSet::new();
        for spelling in 0..3 {
            let mut place = 0;
            for (at, word) in all.iter().enumerate() {
                let before = at.checked_sub(1).and_then(|before| all.get(before));
                let gap = before.map(|before| between(text, before, word)).unwrap_or_default();
                let folded = spelled.get(at).and_then(|spelled| spelled.get(spelling)).cloned();
                place = self.grow(place, &gap, folded.unwrap_or_default());
            }
            let rank = if spelling > 0 && rank == Rank::Name { Rank::Short } else { rank };
            if ends.insert(place)
                && place > 0
                && let Some(node) = self.nodes.get_mut(place)
            {
                node.runs.push(Run { rank, stands, lower: lower.clone(), strict, mention });
            }
        }
    }

    /// Returns the place of a word behind another one, which is made if it is not there.
    fn grow(&mut self, place: usize, gap: &str, word: String) -> usize {
        let fresh = self.nodes.len();
        let Some(node) = self.nodes.get_mut(place) else { return place };
        let known = node.next.entry(word).or_default();
        if let Some((_, place)) = known.iter().find(|(known, _)| known == gap) {
            return *place;
        }
        known.push((gap.to_owned(), fresh));
        self.nodes.push(Node::default());
        fresh
    }
}

impl Node {
    /// Returns whom the runs that end here stand for, with the words as they are in the text.
    fn found(&self, words: &[Word], mention: bool) -> Option<Found> {
        let ordinary = matches!(words, [only] if is_common(&only.folded));
        let fits = |run: &&Run| {
            let small = |(word, lower): (&Word, &bool)| word.lower && !lower;
            (mention || !run.mention)
                && (mention || !(run.strict || ordinary) || !words.iter().zip(&run.lower).any(small))
        };
        let mut fitting = self.runs.iter().filter(fits);
        let first = fitting.next()?;
        let (mut rank, mut stands) = (first.rank, first.stands);
        for run in fitting {
            match run.rank.cmp(&rank) {
                std::cmp::Ordering::Less => (rank, stands) = (run.rank, run.stands),
                std::cmp::Ordering::Equal if run.stands != stands => stands = Found::Someone,
                _ => {}
            }
        }
        Some(stands)
    }
}

/// How often things were found in a text.
pub(super) struct Counts<'a> {
    veil: &'a Pseudonyms,
    aliases: BTreeMap<usize, usize>,
    pub unsure: BTreeMap<String, usize>,
    pub mails: usize,
    pub phones: usize,
    pub secrets: usize,
}

impl<'a> Counts<'a> {
    /// Lists whose alias stands here more often than there, and by how much.
    pub fn more_than(&self, other: &Counts<'_>) -> Vec<(&'a Person, usize)> {
        let more = |(place, count): (&usize, &usize)| {
            let more = count.saturating_sub(other.aliases.get(place).copied().unwrap_or_default());
            self.veil.people.get(*place).filter(|_| more > 0).map(|person| (person, more))
        };
        self.aliases.iter().filter_map(more).collect()
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
        let changed = match (
            value.as_text().filter(|_| kind.is_some_and(|kind| kind.holds == Holds::Name)),
            value.as_rows(),
        ) {
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
    let mut veil = Pseudonyms { people: Vec::new(), nodes: vec![Node::default()] };
    veil.learn(name, Rank::Name, Found::Someone, false, false);
    let text = text.to_uppercase();
    let words = words(&text);
    let starts = (0..words.len()).filter_map(|from| words.get(from..));
    starts.into_iter().any(|rest| veil.longest(&text, rest).is_some_and(|longest| !longest.ending))
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
