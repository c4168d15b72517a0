//! What comes back today, if anything does, and the welcome after time away.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::db::{Candidate, Returned, Store};
use crate::domain::exercise::{Exercise, Field};
use crate::domain::facts::subject_key;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::exercises::Catalog;

/// How far back is looked, in days: the longest that something takes to come back, and how long it then may wait.
const BACK: u64 = 365 + WAITS;
/// How many days something is shown for, in turn with others, until it is looked at or put off.
const WAITS: u64 = 60;
/// After how many days without an entry one is welcomed back.
const AWAY: i64 = 7;

/// Returns what comes back on a day. It is one thing at most, none once one was looked at or put off that day; several
/// take turns.
pub fn of(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Option<Returned>> {
    let Some(from) = day.checked_sub_days(Days::new(BACK)) else { return Ok(None) };
    if store.settled_on(day)? {
        return Ok(None);
    }
    let overdue = |entered: NaiveDate, days: u32| age(entered, day) - i64::from(days);
    // The newest about a subject stands for those before it. Most are spelled alike: those cost a look.
    let (mut seen, mut spelled) = (BTreeSet::new(), BTreeMap::<String, BTreeSet<String>>::new());
    let is_due = |one: &Candidate<'_>| {
        if spelled.get(one.exercise).is_some_and(|abouts| abouts.contains(one.about)) {
            return false;
        }
        spelled.entry(one.exercise.to_owned()).or_default().insert(one.about.to_owned());
        seen.insert((subject_key(one.about), one.exercise.to_owned()))
            && (0..WAITS as i64).contains(&overdue(one.day, one.days))
            && catalog.get(one.exercise).is_some()
    };
    let mut due = store.returning(from, day, is_due)?;
    due.retain(|one| !one.settled);
    let overdue = |one: &Returned| overdue(one.day, one.returning.days);
    due.reverse();
    // What is due longest comes first, and stays where it is when others follow.
    due.sort_by_key(|one| (std::cmp::Reverse(overdue(one)), one.entry));
    let turn = day.signed_duration_since(NaiveDate::default()).num_days();
    match (due.len(), due.first().map(overdue)) {
        // The only one pauses every other day.
        (1, Some(days)) if days % 2 == 1 => Ok(None),
        (count, _) => Ok(due.into_iter().nth(usize::try_from(turn).unwrap_or_default() % count.max(1))),
    }
}

/// Returns how many days before a day another was: that of the entry that something comes back of.
pub fn age(entered: NaiveDate, day: NaiveDate) -> i64 {
    day.signed_duration_since(entered).num_days()
}

/// Puts answers, by field and as text, over those that an exercise begins with anyway.
pub fn first_answers(exercise: &Exercise, first: &[(String, String)], mut answers: Answers) -> Answers {
    for (id, text) in first {
        let value = exercise.field::<String>(&[], id).and_then(|field| field.read(text).ok());
        if let Some(value) = value {
            answers.set(id, value);
        }
    }
    answers
}

/// Finds what a draft looks at again: what begins an exercise with just these answers.
pub fn behind(
    store: &Store,
    exercise: &Exercise,
    answers: &Answers,
    day: NaiveDate,
) -> Result<Option<Returned>> {
    let Some(from) = day.checked_sub_days(Days::new(BACK)) else { return Ok(None) };
    let begins = |one: &Returned| {
        let first = first_answers(exercise, &one.returning.first, Answers::default());
        let same = |(id, _): &(String, String)| first.get(id).is_some() && first.get(id) == answers.get(id);
        !one.settled && !one.returning.first.is_empty() && one.returning.first.iter().all(same)
    };
    let of_it = |one: &Candidate<'_>| one.exercise == exercise.id;
    Ok(store.returning(from, day, of_it)?.into_iter().find(begins))
}

/// Finds the rating that is all an exercise asks for to look at something again, and the highest there is: the one scale
/// from 1 that has no answer yet.
pub fn rating(exercise: &Exercise, one: &Returned) -> Option<(String, i64)> {
    let first = first_answers(exercise, &one.returning.first, Answers::default());
    let fields = exercise.fields_at(&[]);
    let is_open = |field: &&&Field| first.get(&field.id).is_none() && !field.optional;
    let mut open = fields.iter().filter(is_open);
    let field = open.next().filter(|_| open.next().is_none())?;
    let scale = field.kind.as_scale().filter(|scale| scale.min == 1)?;
    Some((field.id.clone(), scale.max))
}

/// Returns how many days there was no entry, on a day before whose first entry that was a week or more.
pub fn days_away(store: &Store, day: NaiveDate) -> Result<Option<i64>> {
    let last = store.last_day_before(day.succ_opt().unwrap_or(day))?;
    let days = last.map(|last| day.signed_duration_since(last).num_days());
    Ok(days.filter(|days| *days >= AWAY))
}
