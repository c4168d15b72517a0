//! The kinds of fields, a file each: its settings, which answers fit it, and how they are read, written out and measured.
//!
//! `Kind` and `each!` are the only list of them here; a new kind is a file, a variant and an arm.

mod choice;
mod evidence;
mod group;
mod note;
mod number;
mod proposal;
mod rank;
mod scale;
mod text;
mod timer;

pub(crate) use choice::{Choice, ChoiceKind};
pub(crate) use evidence::EvidenceKind;
pub(crate) use group::GroupKind;
pub(crate) use number::NumberKind;
pub(crate) use proposal::Proposal;
pub(crate) use rank::RankKind;
pub(crate) use scale::ScaleKind;
pub(crate) use text::{Holds, TextKind};
pub(crate) use timer::{TimerKind, TimerRows, Writes, tenths};

use super::exercise::Field;
use super::facts::Fact;
use super::fault::Fault;
use super::metric::Reading;
use super::projections::Measure;
use super::provenance::Provenance;
use super::template::Template;
use super::value::{Answers, Value};

/// The kinds of fields, with what each needs to know.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Words.
    Text(TextKind),
    /// A whole number between two ends with words.
    Scale(ScaleKind),
    /// One or many options.
    Choice(ChoiceKind),
    /// A number.
    Number(NumberKind),
    /// Rows of fields.
    Group(GroupKind),
    /// The order of an ordered group's rows.
    Rank(RankKind),
    /// Cited entries.
    Evidence(EvidenceKind),
    /// A clock, and how long it ran.
    Timer(TimerKind),
    /// Only shown.
    Note(Template),
}

/// What times are measured in.
pub const SECONDS: &str = "s";

/// How a field is answered.
#[derive(Debug, Clone, Copy)]
pub enum Answering<'a> {
    /// Typed, or picked by name or number.
    Typed,
    /// Row by row.
    Rows(&'a GroupKind),
    /// By putting rows into an order.
    Order(&'a RankKind),
    /// By picking entries.
    Cites(&'a EvidenceKind),
    /// Not at all: it is only shown.
    Shown(&'a Template),
}

macro_rules! each {
    ($kind:expr, $one:ident => $does:expr) => {
        match $kind {
            Kind::Text($one) => $does,
            Kind::Scale($one) => $does,
            Kind::Choice($one) => $does,
            Kind::Number($one) => $does,
            Kind::Group($one) => $does,
            Kind::Rank($one) => $does,
            Kind::Evidence($one) => $does,
            Kind::Timer($one) => $does,
            Kind::Note($one) => $does,
        }
    };
}

/// What a kind does. The defaults are those of a field that takes no answer; no value that is passed is empty.
trait FieldKind {
    /// Why an answer does not fit.
    fn fault(&self, _value: &Value) -> Option<Fault> {
        None
    }

    /// What is missing where there is no answer and one is expected.
    fn missing(&self) -> Option<Fault> {
        None
    }

    /// An answer read from text, or what is wrong with it.
    fn read(&self, _text: &str) -> Result<Value, Fault> {
        Err(Fault::NotTyped)
    }

    /// The text as `read` takes it, where options may be given by their numbers.
    fn numbers_to_ids(&self, text: &str) -> String {
        text.to_owned()
    }

    fn format(&self, value: &Value) -> String {
        value.to_string()
    }

    fn describe(&self, value: &Value) -> String {
        self.format(value)
    }

    fn facts(&self, _value: &Value, _measure: &Measure, _base: Fact) -> Vec<Fact> {
        Vec::new()
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        None
    }

    fn is_touched(&self, row: &Answers, field: &str) -> bool {
        row.get(field).is_some_and(|value| !value.is_empty())
    }
}

impl Kind {
    /// Returns an answer as people read it; `None` if there is nothing in it.
    pub fn format(&self, value: &Value) -> Option<String> {
        (!value.is_empty()).then(|| each!(self, kind => kind.format(value)))
    }

    /// Returns an answer as people read it who do not see the question: a scale with its ends.
    pub fn describe(&self, value: &Value) -> Option<String> {
        (!value.is_empty()).then(|| each!(self, kind => kind.describe(value)))
    }

    /// Lists what a measure finds in an answer; `base` says where.
    pub fn facts(&self, value: &Value, measure: &Measure, base: Fact) -> Vec<Fact> {
        each!(self, kind => kind.facts(value, measure, base))
    }

    /// Returns what measures of this kind are; `None` if it cannot be measured.
    pub fn reading(&self, weighed: bool) -> Option<Reading> {
        each!(self, kind => kind.reading(weighed))
    }

    /// Returns whether a row has an answer that the person gave: not one that it began with.
    pub fn is_touched(&self, row: &Answers, field: &str) -> bool {
        each!(self, kind => kind.is_touched(row, field))
    }

    /// Returns the options of a choice; none for other kinds.
    pub fn options(&self) -> &[Choice] {
        if let Self::Choice(kind) = self { &kind.options } else { &[] }
    }

    /// Returns the label of an option, or its id where there is none.
    pub fn option_label<'a>(&'a self, id: &'a str) -> &'a str {
        if let Self::Choice(kind) = self { kind.label(id) } else { id }
    }

    /// Returns the answer to a choice under the ids its options have now; `None` if it is no choice.
    pub fn renamed(&self, value: &Value) -> Option<Value> {
        let mut picks = value.as_picks()?.clone();
        for id in &mut picks.picked {
            if let Some(option) = self.options().iter().find(|option| option.was.contains(id)) {
                id.clone_from(&option.id);
            }
        }
        Some(picks.into())
    }

    /// Returns how something is known while the choice that asks for that is open, if it says so.
    pub fn unanswered(&self) -> Option<Provenance> {
        if let Self::Choice(kind) = self { kind.unanswered } else { None }
    }

    /// Returns the settings of a scale.
    pub fn as_scale(&self) -> Option<&ScaleKind> {
        if let Self::Scale(kind) = self { Some(kind) } else { None }
    }

    /// Returns the settings of a choice whose option is picked for a new entry.
    pub fn as_dealt(&self) -> Option<&ChoiceKind> {
        if let Self::Choice(kind) = self { Some(kind).filter(|kind| kind.deal) } else { None }
    }

    /// Returns what is proposed for this field.
    pub fn proposals(&self) -> &[Proposal] {
        match self {
            Self::Text(kind) => &kind.propose,
            Self::Choice(kind) => &kind.propose,
            _ => &[],
        }
    }

    /// Makes a text offer earlier answers from a vocabulary, unless it has one.
    pub fn suggest_from(&mut self, vocabulary: &str) {
        if let Self::Text(kind) = self {
            kind.suggest.get_or_insert_with(|| vocabulary.to_owned());
        }
    }

    /// Returns the settings of a text.
    pub fn as_text(&self) -> Option<&TextKind> {
        if let Self::Text(kind) = self { Some(kind) } else { None }
    }

    /// Returns the settings of a group.
    pub fn as_group(&self) -> Option<&GroupKind> {
        if let Self::Group(kind) = self { Some(kind) } else { None }
    }

    /// Returns the settings of a clock.
    pub fn as_timer(&self) -> Option<&TimerKind> {
        if let Self::Timer(kind) = self { Some(kind) } else { None }
    }

    /// Returns how it is answered.
    pub fn answering(&self) -> Answering<'_> {
        match self {
            Self::Group(kind) => Answering::Rows(kind),
            Self::Rank(kind) => Answering::Order(kind),
            Self::Evidence(kind) => Answering::Cites(kind),
            Self::Note(text) => Answering::Shown(text),
            Self::Text(_) | Self::Scale(_) | Self::Choice(_) | Self::Number(_) | Self::Timer(_) => {
                Answering::Typed
            }
        }
    }
}

impl Field {
    /// Checks an answer; `None` means it fits. Nested rows are checked by their own fields.
    pub fn check(&self, value: Option<&Value>) -> Option<Fault> {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => each!(&self.kind, kind => kind.fault(value)),
            None if self.optional => None,
            None => each!(&self.kind, kind => kind.missing()),
        }
    }

    /// Returns whether it was answered for the person when the entry began, so that there is nothing to ask.
    pub fn is_dealt(&self, row: Option<&Answers>) -> bool {
        let answer = row.and_then(|row| row.get(&self.id));
        (self.case.is_some() || self.kind.as_dealt().is_some())
            && answer.is_some_and(|value| !value.is_empty())
    }

    /// Reads an answer from text, as start rows, proposals and `--set` write it. Fails with what is wrong.
    ///
    /// A choice accepts an option's id or label, ignoring case; several are separated by commas.
    pub fn read(&self, text: &str) -> Result<Value, Fault> {
        each!(&self.kind, kind => kind.read(text))
    }

    /// Reads an answer as it is typed below a numbered list of options.
    pub fn read_typed(&self, text: &str) -> Result<Value, Fault> {
        self.read(&each!(&self.kind, kind => kind.numbers_to_ids(text)))
    }
}

fn number_facts(value: &Value, base: Fact) -> Vec<Fact> {
    value.as_number().map(|number| Fact { value: number, ..base }).into_iter().collect()
}
