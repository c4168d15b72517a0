//! Complaints that are sorted in an exercise: which answers say what was said about which product, and what it is about.

use super::complaint::Dimension;
use super::condition::{Condition, all_hold};
use super::exercise::Exercise;
use super::locate::RowPath;
use super::scope::{Scope, filled_rows_of};
use super::template::Template;
use super::value::{Answers, Value};

/// Which rows of an exercise are complaints.
#[derive(Debug, Clone, PartialEq)]
pub struct Sorting {
    /// The group whose rows are one each; empty for the entry as a whole.
    pub each: Vec<String>,
    /// About which product.
    pub product: Template,
    /// Where it was written.
    pub source: Template,
    /// The words.
    pub text: Template,
    /// The words of it that show what it is about.
    pub phrase: Template,
    /// The choice whose options are dimensions, by their hues.
    pub dimension: String,
    /// What is decided because of it.
    pub decision: Template,
    /// Only rows for which all of these hold.
    pub when: Vec<Condition>,
}

/// A complaint that was sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sorted {
    /// About which product.
    pub product: String,
    /// Where it was written; empty where that was not said.
    pub source: String,
    /// The words.
    pub text: String,
    /// The words of it that show what it is about; empty for none.
    pub phrase: String,
    /// What it is about.
    pub dimension: Dimension,
    /// Whether something was decided because of it.
    pub decided: bool,
}

impl Exercise {
    /// Lists the complaints that some answers sort, in the order of the file; one without a product, a text or a dimension
    /// is none.
    pub fn sorted(&self, answers: &Answers) -> Vec<Sorted> {
        self.sortings.iter().flat_map(|sorting| self.sorted_by(sorting, answers)).collect()
    }

    fn sorted_by(&self, sorting: &Sorting, answers: &Answers) -> Vec<Sorted> {
        let one = |path: &RowPath| {
            let scope = Scope::at(self, answers, path);
            if !scope.is_asked_for() || !all_hold(&sorting.when, &scope) {
                return None;
            }
            let (field, value) = scope.find(&sorting.dimension)?;
            let id = value.and_then(Value::as_picks)?.picked.first()?;
            let hue = field.kind.options().iter().find(|option| option.id == *id)?.hue?;
            let said =
                |template: &Template| template.fill_if_any(&scope).unwrap_or_default().trim().to_owned();
            let sorted = Sorted {
                product: said(&sorting.product),
                source: said(&sorting.source),
                text: said(&sorting.text),
                phrase: said(&sorting.phrase),
                dimension: Dimension::ALL.into_iter().find(|dimension| dimension.hue() == hue)?,
                decided: !said(&sorting.decision).is_empty(),
            };
            (!sorted.product.is_empty() && !sorted.text.is_empty()).then_some(sorted)
        };
        let mut sorted: Vec<Sorted> = filled_rows_of(answers, &sorting.each).iter().filter_map(one).collect();
        // One decision answers what recurs, not all that was read for it.
        let many = |dimension: Dimension| sorted.iter().filter(|one| one.dimension == dimension).count();
        let counts = Dimension::ALL.map(|dimension| (dimension, many(dimension)));
        let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
        for one in &mut sorted {
            one.decided &= counts.contains(&(one.dimension, most));
        }
        sorted
    }
}
