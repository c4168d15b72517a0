//! What there is to tell once an entry is finished: what changed since last time, a sentence to keep, what is next.

use chrono::NaiveDate;

use crate::db::Store;
use crate::domain::entry::Head;
use crate::domain::exercise::Exercise;
use crate::domain::exercise::scope::Scope;
use crate::domain::id::EntryId;
use crate::domain::locate::RowPath;
use crate::domain::plan::Week;
use crate::domain::projections::BlockKind;
use crate::domain::value::{Answers, Value};
use crate::error::Result;
use crate::exercises::Catalog;

use super::week::{self, WeekView};

/// How many changes are told at most.
const MOST: usize = 8;

/// What there is to tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// The entry.
    pub head: Head,
    /// What changed since the same was asked about the same subject.
    pub changes: Vec<Change>,
    /// What is worth keeping, with what it is called.
    pub keep: Option<(String, String)>,
    /// The exercise to go on with, if the plan of the week has one.
    pub next: Option<Next>,
    /// The week with all that was done in it.
    pub week: WeekView,
}

/// A value, and the one before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is about.
    pub subject: String,
    /// What was measured.
    pub title: String,
    /// The value now.
    pub now: f64,
    /// The value before, and its day.
    pub before: (f64, NaiveDate),
}

/// The exercise to go on with.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// Its id.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The day it is due.
    pub day: NaiveDate,
    /// The least and the most minutes it should take.
    pub minutes: (u32, u32),
    /// The entry that was begun.
    pub begun: Option<EntryId>,
}

/// Gathers what there is to tell about an entry that was just finished with answers to an exercise.
pub fn read(
    store: &Store,
    catalog: &Catalog,
    head: Head,
    (exercise, answers): (&Exercise, &Answers),
    week: Week,
) -> Result<Finished> {
    let week = week::view(store, catalog, week)?;
    let next = week.next().and_then(|index| week.slots.get(index)).map(|slot| Next {
        exercise: slot.exercise.clone(),
        title: slot.title.clone(),
        day: slot.day,
        minutes: slot.minutes,
        begun: slot.current().map(|head| head.id),
    });
    Ok(Finished {
        changes: changes(store, exercise, &head)?,
        keep: keep(exercise, answers),
        next,
        week,
        head,
    })
}

/// Compares what was measured with the value before, where this one is the newest.
fn changes(store: &Store, exercise: &Exercise, head: &Head) -> Result<Vec<Change>> {
    let mut changes: Vec<Change> = Vec::new();
    for fact in store.facts_of(head.id)? {
        let measure = exercise.measures.iter().find(|measure| measure.id == fact.measure);
        let (Some(measure), Some(subject)) = (measure, &fact.subject) else { continue };
        if fact.category.is_some() || fact.words.is_some() || fact.uncounted {
            continue;
        }
        let newest = store.values(&fact.measure, subject, 2)?;
        let [(day, now), before] = newest.as_slice() else { continue };
        let told = |change: &Change| change.subject == *subject && change.title == measure.title;
        if *day == head.day && !changes.iter().any(told) && changes.len() < MOST {
            let (subject, title) = (subject.clone(), measure.title.clone());
            changes.push(Change { subject, title, now: *now, before: (before.1, before.0) });
        }
    }
    // What moved comes first.
    changes.sort_by_key(|change| (change.now - change.before.0).abs() < f64::EPSILON);
    Ok(changes)
}

/// Finds the sentence that the report of the exercise begins with; else the last prose that is not about a row.
fn keep(exercise: &Exercise, answers: &Answers) -> Option<(String, String)> {
    let top = RowPath::default();
    let scope = Scope::at(exercise, answers, &top);
    let first = exercise.report.first().filter(|block| block.each.is_empty() && !block.when.is_empty());
    let told = first.and_then(|block| match (&block.kind, &block.title) {
        (BlockKind::Text(text), Some(title)) => Some((title.clone(), text.fill_if_any(&scope)?)),
        _ => None,
    });
    let prose = |field: &&crate::domain::exercise::Field| {
        let text = answers.get(&field.id).and_then(Value::as_text).map(str::trim).unwrap_or_default();
        let is_prose = field.case.is_none() && field.kind.as_text().is_some_and(|text| text.prose);
        (is_prose && !text.is_empty()).then(|| (field.label.clone(), text.to_owned()))
    };
    told.or_else(|| exercise.fields_at(&[]).iter().rev().find_map(prose))
}
