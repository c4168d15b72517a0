//! Groups: rows of fields.

use super::{Fault, FieldKind};
use crate::domain::exercise::Field;
use crate::domain::facts::Fact;
use crate::domain::metric::Reading;
use crate::domain::number_format::{counted, plural};
use crate::domain::projections::Measure;
use crate::domain::template::Template;
use crate::domain::value::{Answers, Value};

/// Rows of fields.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupKind {
    /// The columns; at least one.
    pub fields: Vec<Field>,
    /// What one row is called: "error".
    pub row: String,
    /// How a row is named elsewhere.
    pub title: Option<Template>,
    /// How many rows are needed.
    pub min: usize,
    /// How many rows there may be.
    pub max: Option<usize>,
    /// Whether the order means something.
    pub ordered: bool,
    /// The rows to begin with: answers by field id.
    pub start: Vec<Vec<(String, String)>>,
    /// Kinds worth thinking of, shown beside an open-ended list.
    pub nudges: Vec<String>,
}

impl GroupKind {
    /// Makes the answers of a new row: `start` says what the first ones begin with.
    pub fn new_row(&self, index: usize) -> Answers {
        let begins = self.start.get(index).into_iter().flatten();
        let answer = |(id, text): &(String, String)| {
            let column = self.fields.iter().find(|column| column.id == *id)?;
            Some((id.clone(), column.read(text).ok()?))
        };
        begins.filter_map(answer).collect()
    }

    /// Returns whether a row holds no more than it began with.
    pub fn is_start(&self, row: &Answers) -> bool {
        row.is_empty() || (0..self.start.len()).any(|i| self.new_row(i) == *row)
    }

    /// Returns how many rows there are when nobody added one yet.
    pub fn first_rows(&self) -> usize {
        self.min.max(self.start.len())
    }

    /// Names a row by its first answer.
    pub fn first_answer(&self, row: &Answers) -> Option<String> {
        self.fields.iter().find_map(|column| column.kind.format(row.get(&column.id)?))
    }

    /// Returns how many rows are wanted: `3 products`, `5 or more errors`, `3 to 5 people`.
    pub fn wanted_rows(&self) -> String {
        match (self.min, self.max) {
            (0, None) => format!("as many {} as you like", plural(&self.row)),
            (0, Some(max)) => format!("up to {}", counted(max, &self.row)),
            (min, None) => format!("{min} or more {}", plural(&self.row)),
            (min, Some(max)) if min == max => counted(min, &self.row),
            (min, Some(max)) => format!("{min} to {}", counted(max, &self.row)),
        }
    }

    fn missing_rows(&self, filled: usize) -> Option<String> {
        let missing = self.min.checked_sub(filled).filter(|missing| *missing > 0)?;
        let noun = if missing == 1 { self.row.clone() } else { plural(&self.row) };
        Some(if filled == 0 {
            format!("{missing} {noun} to fill in")
        } else {
            format!("{missing} more {noun}")
        })
    }
}

fn filled(rows: &[Answers]) -> usize {
    rows.iter().filter(|row| !row.is_empty()).count()
}

impl FieldKind for GroupKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Rows(rows) = value else { return Some(Fault::other_kind()) };
        let filled = filled(rows);
        match self.max.filter(|max| filled > *max) {
            Some(max) => Some(Fault::Unfit(format!("at most {max}; there are {filled}"))),
            None => self.missing_rows(filled).map(Fault::Open),
        }
    }

    fn missing(&self, optional: bool) -> Option<String> {
        self.missing_rows(0).filter(|_| !optional)
    }

    fn format(&self, value: &Value) -> String {
        let Value::Rows(rows) = value else { return value.to_string() };
        let rows = rows.iter().filter(|row| !row.is_empty());
        rows.filter_map(|row| self.first_answer(row)).collect::<Vec<_>>().join("; ")
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        let Value::Rows(rows) = value else { return Vec::new() };
        vec![Fact { value: filled(rows) as f64, ..base }]
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        Some(Reading::Count)
    }

    fn is_touched(&self, row: &Answers, field: &str) -> bool {
        row.rows(field).iter().any(|row| !self.is_start(row))
    }

    fn takes(&self) -> Option<String> {
        Some("rows".to_owned())
    }
}
