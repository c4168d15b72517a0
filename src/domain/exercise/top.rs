//! The worst, the best, the first few rows of a group: those that a page comes for.

use std::cmp::Ordering;

use crate::domain::value::{Answers, Value};

/// How many rows a page comes for, and the scale that decides which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Top {
    pub count: usize,
    /// The scale of the row, highest first; the order of the rows decides where it is empty or equal.
    pub by: Option<String>,
}

impl Top {
    /// Returns whether a row is one of them. Empty rows take no place.
    pub fn has(&self, answers: &Answers, path: &[(String, usize)]) -> bool {
        let Some(((group, index), around)) = path.split_last() else { return true };
        let Some(rows) = answers.row(around).map(|around| around.rows(group)) else { return false };
        let number = |row: &Answers| self.by.as_ref().and_then(|by| row.get(by)).and_then(Value::as_number);
        let Some(own) = rows.get(*index).map(number) else { return false };
        let comes_before = |at: usize, row: &Answers| match number(row).partial_cmp(&own) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Less) => false,
            Some(Ordering::Equal) | None => at < *index,
        };
        let before =
            rows.iter().enumerate().filter(|(at, row)| !row.is_empty() && comes_before(*at, row)).count();
        before < self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(top: &Top, severities: &[Option<f64>]) -> Vec<usize> {
        let mut answers = Answers::default();
        for severity in severities {
            let mut row = Answers::default();
            row.set("error", Value::Text("It stops".to_owned()));
            if let Some(severity) = severity {
                row.set("severity", Value::Number(*severity));
            }
            answers.rows_mut("errors").push(row);
        }
        // An empty row at the end, as a form keeps one to type into.
        answers.rows_mut("errors").push(Answers::default());
        (0..severities.len()).filter(|at| top.has(&answers, &[("errors".to_owned(), *at)])).collect()
    }

    #[test]
    fn the_highest_count_and_ties_go_by_the_order_of_the_rows() {
        let worst = |count| Top { count, by: Some("severity".to_owned()) };
        let rows = [Some(1.0), Some(4.0), None, Some(5.0), Some(4.0), Some(4.0)];
        assert_eq!(holds(&worst(3), &rows), [1, 3, 4]);
        assert_eq!(holds(&worst(1), &rows), [3]);
        assert_eq!(holds(&worst(9), &rows), [0, 1, 2, 3, 4, 5]);
        assert_eq!(holds(&worst(2), &[None, None, None]), [0, 1]);
        let first = Top { count: 2, by: None };
        assert_eq!(holds(&first, &rows), [0, 1]);
    }
}
