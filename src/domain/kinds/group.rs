//! Groups: rows of fields.

use super::FieldKind;
use crate::domain::exercise::Field;
use crate::domain::facts::Fact;
use crate::domain::fault::Fault;
use crate::domain::metric::Reading;
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
    pub title: Option<Template>,
    pub min: usize,
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

    fn few_rows(&self, filled: usize) -> Option<Fault> {
        (filled < self.min).then(|| Fault::FewRows(self.min - filled, self.row.clone(), filled))
    }
}

fn filled(rows: &[Answers]) -> usize {
    rows.iter().filter(|row| !row.is_empty()).count()
}

impl FieldKind for GroupKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Rows(rows) = value else { return Some(Fault::OtherKind) };
        let filled = filled(rows);
        match self.max.filter(|max| filled > *max) {
            Some(max) => Some(Fault::ManyRows(max, filled)),
            None => self.few_rows(filled),
        }
    }

    fn missing(&self) -> Option<Fault> {
        self.few_rows(0)
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
}
