//! What the words of a hint can be replaced with: the people one knows, and what one logged in the last seven days.

use chrono::{Days, NaiveDate};

use super::practice::Asked;
use super::{log, week};
use crate::db::Store;
use crate::domain::value::Value;
use crate::error::Result;
use crate::exercises::Catalog;

/// How many days back what was logged is offered.
const DAYS: u64 = 6;
/// How many entries of those days are looked at.
const ENTRIES: usize = 100;

/// Reads the names of people, and the sentences that were logged lately, the newest first.
pub fn read(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<(Vec<String>, Vec<String>)> {
    let names = store.people()?.into_iter().map(|person| person.name).collect();
    let Ok(logged) = week::captured(store, catalog, today) else { return Ok((names, Vec::new())) };
    let from = today.checked_sub_days(Days::new(DAYS)).unwrap_or(today);
    let (mut asked, mut sentences) = (Asked::default(), Vec::new());
    for head in store.of_days(from, today, ENTRIES)? {
        if head.exercise != logged.exercise().id {
            continue;
        }
        let (Some(exercise), Some(entry)) = (asked.of(store, catalog, &head), store.entry(head.id)?) else {
            continue;
        };
        let words = log::main_field(&exercise).and_then(|field| entry.answers.get(&field.id));
        sentences.extend(words.and_then(Value::as_text).map(str::to_owned));
    }
    Ok((names, sentences))
}
