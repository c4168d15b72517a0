//! The log: the entries of what the plan captures, as rows of a list; one of them to be read; what wants to be completed.
//!
//! Which exercise that is, its columns and its offers stand in its file. Deliberately absent: which rows are looked at.

use std::cmp::Ordering;

use super::page::{Mark, marks};
pub use super::practice::Asked;
use crate::db::{Listed, Store};
use crate::domain::condition::Test;
use crate::domain::entry::Head;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::facts::{beginning, subject_key};
use crate::domain::locate::{Place, RowPath};
use crate::domain::projections::ListColumn;
use crate::domain::scope::Scope;
use crate::domain::search::{Filter, Query};
use crate::domain::value::Answers;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::wording;

/// How many characters of an answer a row keeps.
const CELL: usize = 300;
/// How far what wants to be completed is counted.
pub const MOST_OFFERED: usize = 99;

/// An entry as a row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its place among all entries: the older, the lower.
    pub number: i64,
    pub head: Head,
    pub tags: Vec<String>,
    /// What it is about.
    pub marks: Vec<Mark>,
    /// What stands in each column; empty where nothing was answered.
    pub cells: Vec<String>,
}

/// The titles of the columns.
pub fn titles(exercise: &Exercise) -> Vec<String> {
    if exercise.columns.is_empty() {
        return vec![exercise.title.clone()];
    }
    exercise.columns.iter().map(|column| column.title.clone()).collect()
}

/// Makes rows of what was read: the columns are those of the exercise as it is now, the words those it was answered in.
pub fn rows(
    store: &Store,
    catalog: &Catalog,
    now: &Exercise,
    asked: &mut Asked,
    read: Vec<Listed>,
) -> Vec<Row> {
    let row = |listed: Listed| {
        let Listed { number, head, tags, answers } = listed;
        let filled = answers.and_then(|answers| Some((asked.of(store, catalog, &head)?, answers)));
        let (mut cells, marks) = filled.map_or_else(Default::default, |(exercise, answers)| {
            let marks = marks(now, &exercise, &answers).into_iter().map(|(_, mark)| mark).collect();
            (cells(now, &exercise, &answers), marks)
        });
        if cells.iter().all(String::is_empty) {
            // Too long to be read for a list, or no columns: the line for lists stands for it.
            cells = vec![String::new(); now.columns.len().max(1)];
            cells.iter_mut().last().into_iter().for_each(|last| *last = beginning(&head.summary, CELL));
        }
        Row { number, head, tags, marks, cells }
    };
    read.into_iter().map(row).collect()
}

fn cells(now: &Exercise, asked: &Exercise, answers: &Answers) -> Vec<String> {
    let top = RowPath::default();
    let scope = Scope::at(asked, answers, &top);
    let cell = |text: String| beginning(&text, CELL);
    let filled = |column: &ListColumn| column.text.fill_if_any(&scope).map(cell).unwrap_or_default();
    let mut cells: Vec<String> = now.columns.iter().map(filled).collect();
    if let Some(last) = cells.last_mut() {
        *last = wording::with_provenance(now.provenance(answers), std::mem::take(last));
    }
    cells
}

/// Compares what stands in a column of two rows: numbers the highest first, words by the alphabet, nothing last.
pub fn by_column(column: usize, one: &Row, other: &Row) -> Ordering {
    let text = |row: &Row| row.cells.get(column).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let (one, other) = (text(one), text(other));
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => other.total_cmp(&one),
        _ => (one.is_empty(), subject_key(&one)).cmp(&(other.is_empty(), subject_key(&other))),
    }
}

/// Entries that are offered to be completed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The measure they are found by.
    pub measure: String,
    /// How many there are, up to [`MOST_OFFERED`] and one.
    pub count: usize,
    /// What one of them, or several, want.
    pub words: String,
}

/// Lists what of the captured entries wants to be completed; nothing if all is there.
pub fn offers(store: &Store, exercise: &Exercise) -> Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for measure in &exercise.measures {
        let Some((one, several)) = &measure.offer else { continue };
        let query = Query { filters: vec![Filter::Has(measure.id.clone())], ..Query::default() };
        let count = store.log_count(&exercise.id, &query, MOST_OFFERED + 1)?;
        if count > 0 {
            let words = if count == 1 { one.clone() } else { several.clone() };
            offers.push(Offer { measure: measure.id.clone(), count, words });
        }
    }
    Ok(offers)
}

/// Formats what is offered on one line: `3 reactions are missing a product · 2 are missing a feeling`.
pub fn format_offers(offers: &[Offer]) -> String {
    let mut said = String::new();
    let mut before = "";
    for Offer { count, words, .. } in offers {
        let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
        let count = if *count > MOST_OFFERED { format!("{MOST_OFFERED}+") } else { count.to_string() };
        // What is offered is named once.
        let words = if first == before { rest } else { words };
        let comma = if said.is_empty() { "" } else { " · " };
        said = format!("{said}{comma}{count} {words}");
        before = first;
    }
    said
}

/// Finds the field for what is logged in one line.
pub fn main_field(exercise: &Exercise) -> Option<&Field> {
    let is_main = |field: &&Field| field.quick && field.kind.as_text().is_some_and(|kind| kind.prose);
    exercise.steps.iter().flat_map(|step| &step.fields).find(is_main)
}

/// Finds the place of the answer whose absence a measure is about; nothing if it is about something else.
pub fn missing(exercise: &Exercise, measure: &str) -> Option<Place> {
    let measure = exercise.measures.iter().find(|one| one.id == measure && one.group.is_empty())?;
    let absent = measure.when.iter().find(|condition| condition.test == Test::Answered(false))?;
    let step = exercise
        .steps
        .iter()
        .find(|step| step.each.is_empty() && step.fields.iter().any(|field| field.id == absent.field))?;
    Some(Place { step: step.id.clone(), at: RowPath::default().field(&absent.field), cursor: 0 })
}
