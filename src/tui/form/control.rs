//! What each kind of field keeps between keys, and how it becomes an answer.

use crate::domain::exercise::{Field, Kind};
use crate::domain::number_format::read_number;
use crate::domain::template::spoken_value;
use crate::domain::value::Value;
use crate::tui::text::{Edit, Lines, TextArea};

/// Ends the key of the text beside "other"; no field id can hold it.
pub const OTHER: &str = "/other";

/// Gives the field id of a key, also for the text beside "other".
pub fn field_id(key: &str) -> String {
    key.strip_suffix(OTHER).unwrap_or(key).to_owned()
}

/// What a field keeps between keys.
#[derive(Debug, Clone)]
pub enum Control {
    /// Several lines of text.
    Prose(TextArea),
    /// One line of text.
    Line(TextArea),
    /// A line that should be a number.
    Number(TextArea),
    /// The words beside "other".
    Other(TextArea),
    /// A scale.
    Scale,
    /// A choice, with the option under the cursor.
    Choice(usize),
    /// What can be cited, with the one under the cursor.
    Evidence(usize),
    /// The rows of a group, with the one under the cursor.
    Rank(usize),
}

impl Control {
    /// Makes the control of a field with the answer there is. `key` tells the text beside "other" from its choice.
    pub fn new(field: &Field, key: &str, value: Option<&Value>) -> Self {
        let text = || value.and_then(|value| spoken_text(field, value)).unwrap_or_default();
        match (&field.kind, value) {
            (Kind::Choice(_), value) if key.ends_with(OTHER) => {
                let words = value.and_then(Value::as_picks).and_then(|picks| picks.other.clone());
                Self::Other(TextArea::new(&words.unwrap_or_default(), Lines::One))
            }
            (Kind::Text(kind), _) if kind.prose => Self::Prose(TextArea::new(&text(), Lines::Many)),
            (Kind::Number(_), _) => Self::Number(TextArea::new(&text(), Lines::One)),
            (Kind::Scale(_), _) => Self::Scale,
            (Kind::Choice(kind), value) => {
                let first = value.and_then(Value::as_picks).and_then(|picks| picks.picked.first());
                let at = first.and_then(|id| kind.options.iter().position(|option| option.id == *id));
                Self::Choice(at.unwrap_or(0))
            }
            (Kind::Evidence(_), _) => Self::Evidence(0),
            (Kind::Rank(_), _) => Self::Rank(0),
            (Kind::Text(_) | Kind::Group(_) | Kind::Note(_), _) => {
                Self::Line(TextArea::new(&text(), Lines::One))
            }
        }
    }

    /// Returns the answer of a field with nothing but a pasted line in it; `None` for fields that take no text.
    pub fn pasted(field: &Field, line: &str) -> Option<Value> {
        let mut control = Self::new(field, &field.id, None);
        control.text_mut()?.edit(Edit::Paste(line.to_owned()));
        control.typed_value()
    }

    /// Gives the text that is typed in, if it is that kind.
    pub fn text(&self) -> Option<&TextArea> {
        match self {
            Self::Prose(text) | Self::Line(text) | Self::Number(text) | Self::Other(text) => Some(text),
            _ => None,
        }
    }

    /// Gives the text to change it.
    pub fn text_mut(&mut self) -> Option<&mut TextArea> {
        match self {
            Self::Prose(text) | Self::Line(text) | Self::Number(text) | Self::Other(text) => Some(text),
            _ => None,
        }
    }

    /// Makes the answer of what is typed; `None` takes the answer away. A number that cannot be read stays as text.
    pub fn typed_value(&self) -> Option<Value> {
        let text = self.text()?.text();
        match self {
            Self::Number(_) => read_number(&text)
                .ok()
                .map(Value::Number)
                .or((!text.trim().is_empty()).then(|| Value::Text(text.clone()))),
            _ if text.is_empty() => None,
            _ => Some(Value::Text(text)),
        }
    }
}

fn spoken_text(field: &Field, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        other => spoken_value(field, other),
    }
}
