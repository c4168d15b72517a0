//! Choices: one or several options, and words of one's own.

use super::{FieldKind, Proposal};
use crate::domain::facts::{Fact, first};
use crate::domain::fault::Fault;
use crate::domain::hue::Hue;
use crate::domain::metric::Reading;
use crate::domain::projections::Measure;
use crate::domain::provenance::Provenance;
use crate::domain::value::{Picks, Value};

/// The most of words of one's own that a fact keeps, in characters.
const OWN_WORDS: usize = 200;

/// One or many options.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChoiceKind {
    /// What can be picked; at least one.
    pub options: Vec<Choice>,
    /// Whether several can be picked.
    pub many: bool,
    /// Whether words of one's own can be added.
    pub other: bool,
    /// How what is asked for is known while nothing is picked, for a choice of that.
    pub unanswered: Option<Provenance>,
    /// Whether a new entry begins with an option that is picked for it.
    pub deal: bool,
    /// Options proposed, the first whose conditions hold.
    pub propose: Vec<Proposal>,
}

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Name within the choice, stored.
    pub id: String,
    /// The names it had in earlier revisions.
    pub was: Vec<String>,
    pub label: String,
    /// A letter that stands for it where it is typed.
    pub letter: Option<char>,
    pub help: Option<String>,
    /// What the coach asks when it is picked in every row, where that is asked about.
    pub alone: Option<String>,
    /// After how many days what was answered comes back, if this is picked to say so.
    pub days: Option<u32>,
    /// How many minutes a clock runs, if this is picked to say so, or how many of them this step may take.
    pub minutes: Option<u32>,
    /// The dimension it is, for how it looks.
    pub hue: Option<Hue>,
    /// What an interviewer asks for that a story with it answers, in single words.
    pub tags: Vec<String>,
}

impl Choice {
    /// Returns whether a text names it: by its id, its label or its letter, in any case.
    pub fn is_named(&self, text: &str) -> bool {
        let wanted = text.trim().to_lowercase();
        let letter = self.letter.map(|letter| letter.to_lowercase().to_string());
        [&self.id, &self.label].iter().any(|name| name.to_lowercase() == wanted)
            || letter.is_some_and(|letter| letter == wanted)
    }
}

impl ChoiceKind {
    /// Returns the label of an option id; the id itself if it is not known (an older revision had it).
    pub fn label<'a>(&'a self, id: &'a str) -> &'a str {
        self.options.iter().find(|o| o.id == id).map_or(id, |o| o.label.as_str())
    }

    /// Lists the labels of the options, "other" last.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.options.iter().map(|option| option.label.as_str()).chain(self.other.then_some("other"))
    }

    fn pick(&self, text: &str) -> Option<Picks> {
        let text = text.trim();
        if let Some(option) = self.options.iter().find(|option| option.is_named(text)) {
            return Some(Picks::one(option.id.clone()));
        }
        let other = text.strip_prefix("other:").or_else(|| text.strip_prefix("other ")).map(str::trim);
        other.filter(|_| self.other).map(|words| Picks { picked: Vec::new(), other: Some(words.to_owned()) })
    }

    fn unfit(&self, picks: &Picks) -> Option<Fault> {
        let count = picks.picked.len() + usize::from(picks.other.is_some());
        let unknown = picks.picked.iter().find(|id| !self.options.iter().any(|option| option.id == **id));
        match (&picks.other, unknown) {
            _ if !self.many && count > 1 => Some(Fault::ManyPicks),
            (Some(_), _) if !self.other => Some(Fault::OwnWords),
            (Some(other), _) if other.trim().is_empty() => Some(Fault::BlankOther),
            (_, Some(unknown)) => Some(Fault::UnknownOption(unknown.clone())),
            _ => None,
        }
    }
}

impl FieldKind for ChoiceKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Choice(picks) = value else { return Some(Fault::OtherKind) };
        self.unfit(picks)
    }

    fn missing(&self) -> Option<Fault> {
        Some(Fault::NoPick(self.many))
    }

    fn read(&self, text: &str) -> Result<Value, Fault> {
        let parts = if self.many { parts(text) } else { vec![text] };
        let mut all = Picks::default();
        for part in parts {
            let picks = self.pick(part).ok_or(Fault::NotAnOption(self.other))?;
            all.picked.extend(picks.picked);
            all.other = all.other.or(picks.other);
        }
        Ok(Value::Choice(all))
    }

    fn numbers_to_ids(&self, text: &str) -> String {
        let id = |part: &str| {
            let option = part.trim().parse::<usize>().ok().and_then(|n| self.options.get(n.checked_sub(1)?));
            option.map_or_else(|| part.trim().to_owned(), |option| option.id.clone())
        };
        if self.many { parts(text).into_iter().map(id).collect::<Vec<_>>().join(",") } else { id(text) }
    }

    fn format(&self, value: &Value) -> String {
        let Value::Choice(picks) = value else { return value.to_string() };
        let own = picks.other.as_deref().map(str::trim);
        let own = own.map(|words| if words.is_empty() { "other" } else { words });
        picks.picked.iter().map(|id| self.label(id)).chain(own).collect::<Vec<_>>().join(", ")
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        let Value::Choice(picks) = value else { return Vec::new() };
        let category = |id: &str| Fact { category: Some(id.to_owned()), ..base.clone() };
        let own = picks.other.as_deref().map(|words| {
            let words = first(words.trim(), OWN_WORDS);
            Fact { words: (!words.is_empty()).then(|| words.to_owned()), ..category("other") }
        });
        picks.picked.iter().map(|id| category(id)).chain(own).collect()
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        let options = self.options.iter().map(|option| (option.id.clone(), option.label.clone()));
        let other = self.other.then(|| ("other".to_owned(), "other".to_owned()));
        Some(Reading::Categories(options.chain(other).collect()))
    }
}

/// Takes several answers apart: at commas, and at spaces where all are numbers.
fn parts(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let numbers = words.len() > 1 && words.iter().all(|word| word.parse::<usize>().is_ok());
    if numbers { words } else { text.split(',').collect() }
}
