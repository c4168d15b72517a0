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

pub use choice::{Choice, ChoiceKind};
pub use evidence::EvidenceKind;
pub use group::GroupKind;
pub use number::NumberKind;
pub use proposal::Proposal;
pub use rank::RankKind;
pub use scale::ScaleKind;
pub use text::TextKind;

use super::exercise::Field;
use super::facts::Fact;
use super::metric::Reading;
use super::projections::Measure;
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
    /// Only shown.
    Note(Template),
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

    /// What to do where an answer is missing.
    fn missing(&self, _optional: bool) -> Option<String> {
        None
    }

    /// An answer read from text, or what is expected instead.
    fn read(&self, _text: &str) -> Result<Value, String> {
        Err("this question takes no typed answer".to_owned())
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

    fn listed(&self) -> Vec<String> {
        Vec::new()
    }

    fn takes(&self) -> Option<String>;
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

    /// Returns what is asked for, as in `prose` or `1 to 5`; `None` for a note.
    pub fn takes(&self) -> Option<String> {
        each!(self, kind => kind.takes())
    }

    /// Lists the answers there are to pick from, a line each, as they are shown where they are typed.
    pub fn listed(&self) -> Vec<String> {
        each!(self, kind => kind.listed())
    }

    /// Returns the options of a choice; none for other kinds.
    pub fn options(&self) -> &[Choice] {
        if let Self::Choice(kind) = self { &kind.options } else { &[] }
    }

    /// Returns the label of an option, or its id where there is none.
    pub fn option_label<'a>(&'a self, id: &'a str) -> &'a str {
        if let Self::Choice(kind) = self { kind.label(id) } else { id }
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

    /// Returns the settings of a ranking.
    pub fn as_rank(&self) -> Option<&RankKind> {
        if let Self::Rank(kind) = self { Some(kind) } else { None }
    }

    /// Returns the settings of a group.
    pub fn as_group(&self) -> Option<&GroupKind> {
        if let Self::Group(kind) = self { Some(kind) } else { None }
    }

    /// Returns the settings of evidence.
    pub fn as_evidence(&self) -> Option<&EvidenceKind> {
        if let Self::Evidence(kind) = self { Some(kind) } else { None }
    }

    /// Returns whether an answer is typed or picked by name, not made of rows or entries.
    pub fn is_typed(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Scale(_) | Self::Choice(_) | Self::Number(_))
    }

    /// Returns the text that is only shown.
    pub fn as_note(&self) -> Option<&Template> {
        if let Self::Note(text) = self { Some(text) } else { None }
    }
}

impl Field {
    /// Checks an answer; `None` means it fits. Nested rows are checked by their own fields.
    pub fn check(&self, value: Option<&Value>) -> Option<Fault> {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => each!(&self.kind, kind => kind.fault(value)),
            None => each!(&self.kind, kind => kind.missing(self.optional)).map(Fault::Open),
        }
    }

    /// Reads an answer from text, as start rows, proposals and `--set` write it. The error says what is expected instead.
    ///
    /// A choice accepts an option's id or label, ignoring case; several are separated by commas.
    pub fn read(&self, text: &str) -> Result<Value, String> {
        each!(&self.kind, kind => kind.read(text))
    }

    /// Reads an answer as it is typed below a numbered list of options.
    pub fn read_typed(&self, text: &str) -> Result<Value, String> {
        self.read(&each!(&self.kind, kind => kind.numbers_to_ids(text)))
    }
}

fn number_facts(value: &Value, base: Fact) -> Vec<Fact> {
    value.as_number().map(|number| Fact { value: number, ..base }).into_iter().collect()
}

/// Why an answer is not yet one, in words for the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is there and something is expected.
    Open(String),
    /// Something is there that does not fit.
    Unfit(String),
}

impl Fault {
    /// Returns the words.
    pub fn words(&self) -> &str {
        match self {
            Self::Open(words) | Self::Unfit(words) => words,
        }
    }

    /// An answer of another kind, as after the question changed.
    fn other_kind() -> Self {
        Self::Unfit("this answer does not fit the question any more".to_owned())
    }
}
