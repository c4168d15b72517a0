//! What differs between two sets of answers to one exercise, question by question.

use super::exercise::{Exercise, Field};
use super::value::{Answers, Value};

/// One answer that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is: the rows on the way and the question, as in `Product 2 › Trust`.
    pub place: String,
    /// What was said before; `None` if nothing was.
    pub from: Option<String>,
    /// What is said now; `None` if nothing is.
    pub to: Option<String>,
}

impl Exercise {
    /// Lists what differs, in the order of the questions. Rows are compared one by one, by their number.
    pub fn differences(&self, from: &Answers, to: &Answers) -> Vec<Difference> {
        let mut found = Vec::new();
        compare(&self.fields_at(&[]), "", (from, to), &mut found);
        found
    }
}

fn compare(fields: &[&Field], place: &str, (from, to): (&Answers, &Answers), found: &mut Vec<Difference>) {
    for field in fields {
        let (before, after) = (from.get(&field.id), to.get(&field.id));
        if before == after {
            continue;
        }
        if let Some(group) = field.kind.as_group() {
            let columns: Vec<&Field> = group.fields.iter().collect();
            let (before, after) = (from.rows(&field.id), to.rows(&field.id));
            let none = Answers::default();
            for n in 0..before.len().max(after.len()) {
                let rows = (before.get(n).unwrap_or(&none), after.get(n).unwrap_or(&none));
                compare(&columns, &format!("{place}{} {} › ", group.row, n + 1), rows, found);
            }
            continue;
        }
        let said = |value: Option<&Value>| value.and_then(|value| field.kind.format(value));
        let (before, after) = (said(before), said(after));
        if before != after {
            found.push(Difference { place: format!("{place}{}", field.label), from: before, to: after });
        }
    }
}
