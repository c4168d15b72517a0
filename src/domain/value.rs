//! Answers: what a person gave to the fields of an exercise, as a tree of rows. Which answers fit is decided in `check`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::EntryId;

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

    /// Tells whether nothing was picked.
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty() && self.other.is_none()
    }
}

/// A link to another entry, with the words that were cited when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cite {
    /// The entry cited.
    pub entry: EntryId,
    /// What it said then.
    pub quote: String,
}

impl Value {
    /// Tells whether there is nothing in it: blank text, no pick, only empty rows.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) => false,
            Self::Choice(picks) => picks.is_empty(),
            Self::Rows(rows) => rows.iter().all(Answers::is_empty),
            Self::Cites(cites) => cites.is_empty(),
        }
    }

    /// Gives the text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Gives the number, if it is one.
    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// Gives what was picked, if it is a choice.
    pub fn as_picks(&self) -> Option<&Picks> {
        if let Self::Choice(picks) = self { Some(picks) } else { None }
    }

    /// Gives what is cited, if it is evidence.
    pub fn as_cites(&self) -> Option<&[Cite]> {
        if let Self::Cites(cites) = self { Some(cites) } else { None }
    }
}

/// The answers of an entry, or of one row of a group, by field id.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(BTreeMap<String, Value>);

/// The way to a row: each step is a group and the index of a row in it. The empty path is the entry itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowPath(pub Vec<(String, usize)>);

impl RowPath {
    /// Gives the path one group deeper.
    #[must_use]
    pub fn into_row(&self, group: &str, index: usize) -> Self {
        let mut path = self.0.clone();
        path.push((group.to_owned(), index));
        Self(path)
    }

    /// Gives the names of the groups on the way.
    pub fn groups(&self) -> Vec<String> {
        self.0.iter().map(|(group, _)| group.clone()).collect()
    }
}

impl Answers {
    /// Gives the answer to a field of this row.
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

    /// Tells whether nothing is answered.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(Value::is_empty)
    }

    /// Gives the rows of a group of this row; none if there is no such answer.
    pub fn rows(&self, group: &str) -> &[Answers] {
        match self.0.get(group) {
            Some(Value::Rows(rows)) => rows,
            _ => &[],
        }
    }

    /// Gives the rows of a group to change them, making the group if it is not there.
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
    pub fn row(&self, path: &RowPath) -> Option<&Answers> {
        self.row_at(&path.0)
    }

    /// Returns the row at the end of a way of groups and row numbers.
    pub fn row_at(&self, way: &[(String, usize)]) -> Option<&Answers> {
        way.iter().try_fold(self, |row, (group, index)| row.rows(group).get(*index))
    }

    /// Gives the row at the end of a path to change it; `None` if it is not there.
    pub fn row_mut(&mut self, path: &RowPath) -> Option<&mut Answers> {
        path.0.iter().try_fold(self, |row, (group, index)| row.rows_mut(group).get_mut(*index))
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
