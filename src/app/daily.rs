//! What is offered every day: the exercise that the plan names, with the question picked for the day.

use chrono::NaiveDate;

use crate::db::Store;
use crate::domain::entry::{Head, State};
use crate::error::{Result, unless_damaged};
use crate::exercises::Catalog;

use super::practice;
use super::week::WeekView;

/// What is offered on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Daily {
    /// The exercise's id.
    pub exercise: String,
    /// Its title.
    pub title: String,
    /// The question of the day; the one line of the exercise if it has none.
    pub question: String,
    /// The least and the most minutes it should take.
    pub minutes: (u32, u32),
    /// The entry of the day, if one was begun.
    pub head: Option<Head>,
}

impl Daily {
    /// Whether it is done for the day.
    pub fn is_done(&self) -> bool {
        self.head.as_ref().is_some_and(|head| head.state != State::Draft)
    }
}

/// Returns what the plan of a week offers on a day.
pub fn of(store: &Store, catalog: &Catalog, view: &WeekView, day: NaiveDate) -> Result<Option<Daily>> {
    let plan = catalog.plan_of(Some(&view.plan));
    let Some(loaded) = plan.daily.as_ref().and_then(|id| catalog.get(id)) else { return Ok(None) };
    let (heading, exercise) = (loaded.heading(), loaded.exercise());
    let mut heads = view.heads().filter(|head| head.exercise == heading.id && head.day == day);
    let head = heads.next_back().cloned();
    let begun = match &head {
        Some(head) => unless_damaged(store.entry(head.id))?.map(|entry| entry.answers),
        None => None,
    };
    // Once it is answered, the question is the one that was answered, which may be another than the day's.
    let begun = begun.filter(|answers| !answers.is_empty());
    let answers = begun.map_or_else(|| practice::first_answers(store, catalog, exercise, day), Ok)?;
    let mut dealt = exercise.fields_at(&[]).into_iter().filter(|field| field.kind.as_dealt().is_some());
    let question = dealt.find_map(|field| field.kind.format(answers.get(&field.id)?));
    Ok(Some(Daily {
        exercise: heading.id.clone(),
        title: heading.title.clone(),
        question: question.unwrap_or_else(|| heading.about.clone()),
        minutes: (heading.minutes.least, heading.minutes.most),
        head,
    }))
}
