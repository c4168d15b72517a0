//! Positions in an entry: the way to a row, to a field of it, and to a byte of its text. They are made, printed, stored
//! and looked for here alone.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::exercise::{Exercise, Field};
use super::pages::Page;
use super::value::{Answers, Value};

/// How the words beside "other" are stored; no field id can end so.
const OTHER: &str = "/other";

/// The way to a row: each step is a group and the index of a row in it. The empty path is the entry itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RowPath(pub Vec<(String, usize)>);

impl RowPath {
    /// Returns the path one group deeper.
    #[must_use]
    pub fn into_row(&self, group: &str, index: usize) -> Self {
        self.field(group).into_row(index)
    }

    /// Returns the path to a field of this row.
    pub fn field(&self, id: &str) -> FieldPath {
        FieldPath { row: self.clone(), field: id.to_owned(), other: false }
    }

    /// Returns the row around this one that is so many groups deep.
    #[must_use]
    pub fn outer(&self, depth: usize) -> Self {
        Self(self.iter().take(depth).cloned().collect())
    }

    /// Returns the group that the row is in, and its index there; `None` for the entry itself.
    pub fn group(&self) -> Option<(FieldPath, usize)> {
        let (group, index) = self.last()?;
        Some((self.outer(self.len() - 1).field(group), *index))
    }

    /// Returns the names of the groups on the way.
    pub fn groups(&self) -> Vec<String> {
        self.iter().map(|(group, _)| group.clone()).collect()
    }
}

impl Deref for RowPath {
    type Target = [(String, usize)];

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl fmt::Display for RowPath {
    /// Writes the way to a row as facts keep it: `people.0.beliefs.2`; nothing for the entry itself.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: Vec<String> = self.iter().map(|(group, index)| format!("{group}.{index}")).collect();
        f.write_str(&steps.join("."))
    }
}

/// The way to a field: its row and its id.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPath {
    /// The row it is in.
    pub row: RowPath,
    /// The field's id; empty for none.
    pub field: String,
    /// Whether the words beside its option "other" are meant.
    pub other: bool,
}

impl FieldPath {
    /// Returns the path to a row of this group.
    pub fn into_row(mut self, index: usize) -> RowPath {
        self.row.0.push((self.field, index));
        self.row
    }

    /// Returns the path to the words beside "other".
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { other: true, ..self.clone() }
    }

    /// Names the field: groups and id with dots between.
    pub fn name(&self) -> String {
        [self.row.groups(), vec![self.field.clone()]].concat().join(".")
    }
}

/// Where a person is in an exercise, to come back to, or where something was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Place {
    /// The step's id; empty for the step that asks for the field.
    pub step: String,
    /// The field; without one, the row of the page.
    pub at: FieldPath,
    /// The cursor, in bytes of the field's text.
    pub cursor: usize,
}

/// A place as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    step: String,
    /// The row of the page, which older versions kept beside the row of the field.
    #[serde(default, skip_serializing)]
    page: RowPath,
    #[serde(default)]
    row: RowPath,
    field: String,
    #[serde(default)]
    cursor: usize,
}

impl From<Stored> for Place {
    fn from(Stored { step, page, row, field, cursor }: Stored) -> Self {
        let id = field.strip_suffix(OTHER).unwrap_or(&field);
        let row = if row.is_empty() { page } else { row };
        let at = FieldPath { other: id.len() < field.len(), ..row.field(id) };
        Self { step, at, cursor }
    }
}

impl From<Place> for Stored {
    fn from(Place { step, at: FieldPath { row, mut field, other }, cursor }: Place) -> Self {
        if other {
            field.push_str(OTHER);
        }
        Self { step, page: RowPath::default(), row, field, cursor }
    }
}

/// A group on the way to a row, by itself or with the number of the row.
pub trait GroupName {
    /// Returns the group's field id.
    fn group(&self) -> &str;
}

impl GroupName for String {
    fn group(&self) -> &str {
        self
    }
}

impl GroupName for (String, usize) {
    fn group(&self) -> &str {
        &self.0
    }
}

impl Exercise {
    /// Finds the field at a path.
    pub fn field_at(&self, path: &FieldPath) -> Option<&Field> {
        self.field(&path.row, &path.field)
    }

    /// Finds the page with a place on it, by its index; without a step, the one that asks for the field.
    pub fn page_of(&self, pages: &[Page], place: &Place) -> Option<usize> {
        pages.iter().position(|page| {
            let (Some(step), Some(within)) =
                (self.steps.get(page.step), place.at.row.strip_prefix(&page.row[..]))
            else {
                return false;
            };
            let has = |fields: &[Field], id: &str| fields.iter().any(|field| field.id == id);
            match within.first() {
                _ if !place.step.is_empty() => step.id == place.step,
                None => has(&step.fields, &place.at.field),
                Some((group, _)) => {
                    let columns = self.group(&place.at.row).map_or(&[][..], |kind| &kind.fields);
                    has(&step.fields, group) && has(columns, &place.at.field)
                }
            }
        })
    }
}

impl Answers {
    /// Returns the answer at a path; for the words beside "other", the choice they are part of.
    pub fn at(&self, path: &FieldPath) -> Option<&Value> {
        self.row(&path.row)?.get(&path.field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_stored_as_ever_and_those_of_older_versions_are_read() {
        let row = RowPath::default().into_row("people", 0).into_row("beliefs", 2);
        assert_eq!(
            (row.to_string(), row.field("said").name()),
            ("people.0.beliefs.2".into(), "people.beliefs.said".into())
        );
        assert_eq!(row.group(), Some((row.outer(1).field("beliefs"), 2)));
        let place = |at, cursor| Place { step: "one".to_owned(), at, cursor };
        let at = r#""row":[["people",0],["beliefs",2]]"#;
        for (stored, meant) in [
            (format!(r#"{{"step":"one",{at},"field":"said","cursor":3}}"#), place(row.field("said"), 3)),
            (
                format!(r#"{{"step":"one",{at},"field":"mood/other","cursor":0}}"#),
                place(row.field("mood").beside(), 0),
            ),
            (format!(r#"{{"step":"one",{at},"field":"","cursor":0}}"#), place(row.field(""), 0)),
        ] {
            assert_eq!(serde_json::from_str::<Place>(&stored).expect("reads"), meant);
            assert_eq!(serde_json::to_string(&meant).expect("writes"), stored);
        }
        for (older, meant) in [
            (
                r#"{"step":"one","page":[["people",0]],"row":[],"field":"","cursor":0}"#,
                row.outer(1).field(""),
            ),
            (
                r#"{"step":"one","page":[["people",0]],"row":[["people",0]],"field":"said"}"#,
                row.outer(1).field("said"),
            ),
            (r#"{"step":"one","field":"said"}"#, RowPath::default().field("said")),
        ] {
            assert_eq!(serde_json::from_str::<Place>(older).expect("reads"), place(meant, 0), "{older}");
        }
    }
}
