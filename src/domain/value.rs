//! Answers: what a person gave to the fields of an exercise, as a tree of rows. Which answers fit is decided in `kinds`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::complaint::ComplaintId;
use super::facts::Found;
use super::id::EntryId;
use super::provenance::Provenance;

/// The answer to one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text, exactly as typed.
    Text(String),
    /// A number, or a value of a scale.
    Number(f64),
    /// What was picked of a choice.
    Choice(Picks),
    /// The rows of a group, in order.
    Rows(Vec<Answers>),
    /// Cited entries.
    Cites(Vec<Cite>),
}

/// What was picked of a choice: option ids, and words of one's own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picks {
    /// Ids of the options picked, in the order of the exercise.
    pub picked: Vec<String>,
    /// What was written beside "other"; `None` if it was not picked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

impl Picks {
    /// Makes a pick of one option.
    pub fn one(option: impl Into<String>) -> Self {
        Self { picked: vec![option.into()], other: None }
    }

    /// Returns whether nothing was picked.
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty() && self.other.is_none()
    }

    /// Returns whether an option is picked in both.
    pub fn shares_any(&self, other: &Self) -> bool {
        self.picked.iter().any(|id| other.picked.contains(id))
    }
}

/// What can be cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cited {
    /// Another entry.
    Entry(EntryId),
    /// A complaint.
    Complaint(ComplaintId),
}

impl From<EntryId> for Cited {
    fn from(id: EntryId) -> Self {
        Self::Entry(id)
    }
}

/// A link to another entry or a complaint, with the words that were cited when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// What is cited.
    #[serde(flatten)]
    pub of: Cited,
    /// What it said then.
    pub quote: String,
    /// How that is known; `None` if it was cited before that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

impl Cite {
    /// Returns whether both cite the same words.
    pub fn is_like(&self, other: &Self) -> bool {
        self.of == other.of && self.quote == other.quote
    }

    /// Returns how it is known: as it was when it was cited, else as the entry says that now.
    pub fn known(&self, found: &[Found]) -> Option<Provenance> {
        let same = found.iter().find(|found| found.text == self.quote);
        self.provenance.or(same.map(|found| found.provenance))
    }
}

impl Value {
    /// Returns whether there is nothing in it: blank text, no pick, only empty rows.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) => false,
            Self::Choice(picks) => picks.is_empty(),
            Self::Rows(rows) => rows.iter().all(Answers::is_empty),
            Self::Cites(cites) => cites.is_empty(),
        }
    }

    /// Returns whether one of these options is picked, or the text or number is one of these.
    pub fn is_any_of(&self, wanted: &[String]) -> bool {
        match self {
            Self::Choice(picks) => {
                picks.picked.iter().any(|id| wanted.contains(id))
                    || picks.other.is_some() && wanted.iter().any(|w| w == "other")
            }
            Self::Text(text) => wanted.iter().any(|w| w == text.trim()),
            Self::Number(number) => wanted.iter().any(|w| w.parse() == Ok(*number)),
            Self::Rows(_) | Self::Cites(_) => false,
        }
    }

    /// Returns whether both say the same, whatever the case of their letters.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
            _ => self == other,
        }
    }

    /// Returns what was typed: a text, or words beside a choice.
    pub fn typed(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Choice(picks) => picks.other.as_deref(),
            Self::Number(_) | Self::Rows(_) | Self::Cites(_) => None,
        }
    }

    /// Changes every text in it: what was typed, and what was quoted. Rows stay as they are.
    pub fn change_texts(&mut self, change: impl Fn(&str) -> String) {
        match self {
            Self::Text(text) => *text = change(text),
            Self::Choice(picks) => picks.other.iter_mut().for_each(|other| *other = change(other)),
            Self::Cites(cites) => cites.iter_mut().for_each(|cite| cite.quote = change(&cite.quote)),
            Self::Number(_) | Self::Rows(_) => {}
        }
    }

    /// Returns the text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Returns the number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Returns what was picked, if it is a choice.
    pub fn as_picks(&self) -> Option<&Picks> {
        if let Self::Choice(picks) = self { Some(picks) } else { None }
    }

    /// Returns the rows, if it is a group.
    pub fn as_rows(&self) -> Option<&[Answers]> {
        if let Self::Rows(rows) = self { Some(rows) } else { None }
    }

    /// Returns what is cited, if it is evidence.
    pub fn as_cites(&self) -> Option<&[Cite]> {
        if let Self::Cites(cites) = self { Some(cites) } else { None }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Picks> for Value {
    fn from(picks: Picks) -> Self {
        Self::Choice(picks)
    }
}

impl From<Vec<Answers>> for Value {
    fn from(rows: Vec<Answers>) -> Self {
        Self::Rows(rows)
    }
}

impl From<Vec<Cite>> for Value {
    fn from(cites: Vec<Cite>) -> Self {
        Self::Cites(cites)
    }
}

impl std::fmt::Display for Value {
    /// Writes it as it reads without its question.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text.trim()),
            Self::Number(number) => write!(f, "{number}"),
            Self::Choice(picks) => f.write_str(&picks.picked.join(", ")),
            Self::Rows(rows) => write!(f, "{}", rows.len()),
            Self::Cites(cites) => {
                let quotes: Vec<&str> = cites.iter().map(|cite| cite.quote.as_str()).collect();
                f.write_str(&quotes.join("; "))
            }
        }
    }
}

/// The answers of an entry, or of one row of a group, by field id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Value>);

impl Answers {
    /// Returns the answer to a field of this row.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.0.get(field)
    }

    /// Sets the answer to a field of this row.
    pub fn set(&mut self, field: impl Into<String>, value: Value) {
        self.0.insert(field.into(), value);
    }

    /// Takes the answer to a field away.
    pub fn remove(&mut self, field: &str) -> Option<Value> {
        self.0.remove(field)
    }

    /// Lists the answers by field id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.0.iter().map(|(field, value)| (field.as_str(), value))
    }

    /// Returns whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Value::is_empty)
    }

    /// Lists what is cited, in this row and the rows in it.
    pub fn cites(&self) -> Vec<&Cite> {
        let mut found = Vec::new();
        for (field, value) in self.iter() {
            found.extend(value.as_cites().into_iter().flatten());
            found.extend(self.rows(field).iter().flat_map(Answers::cites));
        }
        found
    }

    /// Keeps the citations that fit, in this row and the rows in it; each may be changed.
    pub fn retain_cites(&mut self, keep: &mut impl FnMut(&mut Cite) -> bool) {
        for value in self.0.values_mut() {
            match value {
                Value::Cites(cites) => cites.retain_mut(&mut *keep),
                Value::Rows(rows) => rows.iter_mut().for_each(|row| row.retain_cites(keep)),
                Value::Text(_) | Value::Number(_) | Value::Choice(_) => {}
            }
        }
    }

    /// Returns the rows of a group of this row; none if there is no such answer.
    pub fn rows(&self, group: &str) -> &[Answers] {
        match self.0.get(group) {
            Some(Value::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// Returns the rows of a group to change them, making the group if it is not there.
    pub fn rows_mut(&mut self, group: &str) -> &mut Vec<Answers> {
        let slot = self.0.entry(group.to_owned()).or_insert_with(|| Value::Rows(Vec::new()));
        if !matches!(slot, Value::Rows(_)) {
            *slot = Value::Rows(Vec::new());
        }
        match slot {
            Value::Rows(rows) => rows,
            _ => unreachable!("made a group just above"),
        }
    }

    /// Returns the row at the end of a path.
    pub fn row(&self, path: &[(String, usize)]) -> Option<&Answers> {
        path.iter().try_fold(self, |row, (group, index)| row.rows(group).get(*index))
    }

    /// Returns the rows of a group of the row at the end of a way to change them, making what is not there.
    pub fn rows_at_mut(&mut self, way: &[(String, usize)], group: &str) -> &mut Vec<Answers> {
        let Some(((outer, index), rest)) = way.split_first() else { return self.rows_mut(group) };
        let rows = self.rows_mut(outer);
        rows.resize(rows.len().max(index + 1), Answers::default());
        rows[*index].rows_at_mut(rest, group)
    }

    /// Returns the row at the end of a path to change it; `None` if it is not there.
    pub fn row_mut(&mut self, path: &[(String, usize)]) -> Option<&mut Answers> {
        path.iter().try_fold(self, |row, (group, index)| row.rows_mut(group).get_mut(*index))
    }
}

impl FromIterator<(String, Value)> for Answers {
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(pairs: T) -> Self {
        Self(pairs.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::locate::RowPath;

    #[test]
    fn a_row_is_found_by_its_path() {
        let mut answers = Answers::default();
        answers.rows_mut("people").push(Answers::default());
        let path = RowPath::default().into_row("people", 0);
        answers.row_mut(&path).expect("there").rows_mut("beliefs").push(Answers::default());
        let deep = path.into_row("beliefs", 0);
        answers.row_mut(&deep).expect("there").set("said", Value::Text("it listens".into()));
        assert_eq!(
            answers.row(&deep).and_then(|r| r.get("said")).and_then(Value::as_text),
            Some("it listens")
        );
        assert!(answers.row(&path.into_row("beliefs", 1)).is_none());
    }

    #[test]
    fn rows_of_blank_text_count_as_empty() {
        let mut answers = Answers::default();
        answers
            .rows_mut("errors")
            .push([("error".to_owned(), Value::Text(" ".into()))].into_iter().collect());
        assert!(answers.is_empty());
    }

    #[test]
    fn json_says_what_kind_a_value_is() {
        let answers: Answers =
            [("why".to_owned(), Value::Text("x".into())), ("trust".to_owned(), Value::Number(4.0))]
                .into_iter()
                .collect();
        let json = serde_json::to_string(&answers).expect("serialises");
        assert_eq!(json, r#"{"trust":{"number":4.0},"why":{"text":"x"}}"#);
    }
}
