//! Words: a line, prose, or the name of a person.

use chrono::NaiveDate;

use super::{FieldKind, Proposal};
use crate::domain::facts::{Fact, first};
use crate::domain::fault::Fault;
use crate::domain::metric::Reading;
use crate::domain::people;
use crate::domain::projections::Measure;
use crate::domain::value::Value;

/// The most of a text that a fact keeps, in characters.
const WORDS: usize = 2_000;

/// Words: a line or prose.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TextKind {
    pub prose: bool,
    /// How many paragraphs it must have, if that matters.
    pub paragraphs: Option<u32>,
    /// The number of words to aim for, at least and at most.
    pub words: Option<(u32, u32)>,
    /// The vocabulary whose earlier answers are offered.
    pub suggest: Option<String>,
    /// Whether the interview questions of the decks are offered.
    pub questions: bool,
    /// The group and the name of the texts whose words are marked where this one has them, too.
    pub echoes: Option<(Vec<String>, String)>,
    /// What it has to be.
    pub holds: Holds,
    /// Beginnings to pick from while nothing is written.
    pub starters: Vec<String>,
    /// Texts proposed, the first whose conditions hold.
    pub propose: Vec<Proposal>,
}

/// What a text has to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Holds {
    #[default]
    Words,
    /// The name of a person, which stays on this machine.
    Name,
    /// A day of the calendar: 2026-12-15.
    Day,
}

impl TextKind {
    /// Returns the vocabulary that is suggested from; names of people come from the vault.
    pub fn vocabulary(&self) -> Option<&str> {
        if self.holds == Holds::Name { Some(people::VOCABULARY) } else { self.suggest.as_deref() }
    }
}

impl FieldKind for TextKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Text(text) = value else { return Some(Fault::OtherKind) };
        match self.holds {
            Holds::Name => return (!people::is_name(text)).then_some(Fault::NotAName),
            Holds::Day => return text.trim().parse::<NaiveDate>().is_err().then_some(Fault::NotADay),
            Holds::Words => {}
        }
        let wanted = usize::try_from(self.paragraphs?).ok()?;
        let found = paragraphs(text);
        (found != wanted).then_some(Fault::Paragraphs(wanted, found))
    }

    fn missing(&self) -> Option<Fault> {
        Some(Fault::NoText)
    }

    fn read(&self, text: &str) -> Result<Value, Fault> {
        Ok(Value::Text(text.to_owned()))
    }

    fn facts(&self, value: &Value, measure: &Measure, base: Fact) -> Vec<Fact> {
        let Value::Text(text) = value else { return Vec::new() };
        let words = Some(first(text.trim(), WORDS).to_owned());
        vec![Fact { value: measure.weigh(text), words, ..base }]
    }

    fn reading(&self, weighed: bool) -> Option<Reading> {
        Some(Reading::Words { weighed })
    }
}

/// Counts the paragraphs of a text: blocks of lines between blank lines.
fn paragraphs(text: &str) -> usize {
    let mut blank_before = true;
    let blank = text.lines().map(|line| line.trim().is_empty());
    blank.filter(|blank| std::mem::replace(&mut blank_before, *blank) && !blank).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        let day = TextKind { holds: Holds::Day, ..TextKind::default() };
        let fault = |text: &str| day.fault(&Value::Text(text.to_owned()));
        assert_eq!((fault("2026-12-15"), fault(" 2028-02-29 ")), (None, None));
        for wrong in ["2027-02-29", "soon", "15 dec", "2026-12-15x"] {
            assert_eq!(fault(wrong), Some(Fault::NotADay), "{wrong}");
        }
    }

    #[test]
    fn paragraphs_are_counted_between_blank_lines() {
        for (text, count) in [("", 0), ("a", 1), ("a\nb", 1), ("a\n\nb", 2), ("\n\na\n \n\nb\n", 2)] {
            assert_eq!(paragraphs(text), count, "{text:?}");
        }
    }
}
