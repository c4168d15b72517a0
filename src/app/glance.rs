//! What Today shows beside the week: what was logged last, the trust that products have now.
//!
//! Everything is read in a bounded way: the newest rows, the newest facts, the last weeks of days.

use chrono::{Datelike, Days, NaiveDate};

use super::countdown;
use super::log::{self, Asked};
use super::week::{self, Slot};
use crate::db::{Order, Store, Towards, Wanted};
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::hue::Hue;
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::search::Query;
use crate::domain::stats::activity::{Activity, Day};
use crate::domain::value::Value;
use crate::error::Result;
use crate::exercises::Catalog;

/// How many reactions, and how many products, are shown at most.
const REACTIONS: usize = 18;
const PRODUCTS: usize = 8;
/// How many ratings of each product are shown, and how many of all are looked through.
const RATINGS: usize = 6;
const LOOKED_AT: usize = 160;
/// How many weeks of days are shown, and over how many days they are counted.
const WEEKS: u64 = 10;
const COUNTED: u64 = 14;

/// Finds a sentence that was found out in an exercise of the week, to be remembered by.
pub fn remembered(store: &Store, slot: &Slot) -> Result<Option<String>> {
    let Some(head) = slot.current().filter(|_| slot.is_done()) else { return Ok(None) };
    let found = store.cited(head.id)?.map(|(_, found)| found).unwrap_or_default();
    Ok(found.into_iter().map(|found| found.text).find(|text| text.contains(' ')))
}

/// Something that was logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Its entry.
    pub entry: EntryId,
    /// The day it belongs to.
    pub day: NaiveDate,
    /// What happened; what it is called in lists where that is not known.
    pub words: String,
    /// The product and the feeling, as far as they were given, and whether it was written later.
    pub about: Vec<String>,
    /// The dimension it touched.
    pub hue: Option<Hue>,
}

/// A product with its ratings, the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Rated {
    /// The product, as it was spelt last.
    pub name: String,
    /// Its last ratings.
    pub values: Vec<f64>,
}

impl Rated {
    /// By how much the last rating differs from the one before.
    pub fn change(&self) -> Option<f64> {
        let (last, before) = self.values.split_last()?;
        before.last().map(|before| last - before)
    }
}

/// What stands beside the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// What was logged last, the newest first.
    pub lately: Vec<Reaction>,
    /// The products rated last.
    pub rated: Vec<Rated>,
    /// The last weeks, the oldest first.
    pub days: Vec<[Day; 7]>,
    /// How many of the last days have an entry, and how many those are.
    pub practised: (usize, u64),
    /// What of the log wants to be completed, and the measure of the first of it.
    pub offer: Option<(String, String)>,
    /// The next interview, or one that is just over: when it is, its day, and what today asks for.
    pub interview: Option<[String; 3]>,
}

/// Reads what stands beside a week.
pub fn read(store: &Store, catalog: &Catalog, this_week: Week, today: NaiveDate) -> Result<Glance> {
    let starts = this_week.starts;
    let from = starts.checked_sub_days(Days::new(7 * (WEEKS - 1))).unwrap_or(starts);
    let activity = Activity::of_counts(store.entries_by_day(from, today)?, today);
    let mut glance = Glance {
        lately: Vec::new(),
        rated: Vec::new(),
        days: activity.weeks(WEEKS, starts.weekday()),
        practised: (activity.of_last(COUNTED), COUNTED),
        offer: None,
        interview: countdown::band(store, catalog, today)?,
    };
    if let Ok(captured) = week::captured(store, catalog, today) {
        let exercise = captured.exercise();
        glance.lately = lately(store, catalog, exercise)?;
        glance.rated = rated(store, exercise)?;
        let offers = log::offers(store, exercise)?;
        glance.offer = offers.first().map(|first| (log::format_offers(&offers), first.measure.clone()));
    }
    Ok(glance)
}

fn lately(store: &Store, catalog: &Catalog, exercise: &Exercise) -> Result<Vec<Reaction>> {
    let newest = store.log_window(&exercise.id, &Query::default(), None, Towards::Older, REACTIONS)?;
    let mut asked = Asked::default();
    let reaction = |listed: crate::db::Listed| {
        let asked = asked.of(store, catalog, &listed.head);
        let answers = listed.answers.unwrap_or_default();
        let asked = asked.as_deref().unwrap_or(exercise);
        let field = |role: FieldRole| asked.with_role(role);
        let said = |role: FieldRole| field(role).and_then(|field| answers.get(&field.id));
        let text = |role: FieldRole| said(role).and_then(Value::as_text).map(str::to_owned);
        let picked =
            said(FieldRole::Dimension).and_then(Value::as_picks).and_then(|picks| picks.picked.first());
        let option = picked.and_then(|id| {
            let dimension = field(FieldRole::Dimension)?;
            dimension.kind.options().iter().find(|option| option.id == *id)
        });
        let main = log::main_field(asked).and_then(|field| answers.get(&field.id)).and_then(Value::as_text);
        Reaction {
            entry: listed.head.id,
            day: listed.head.day,
            about: [FieldRole::Product, FieldRole::Feeling]
                .into_iter()
                .filter_map(text)
                .chain(listed.head.later())
                .collect(),
            words: main.map_or(listed.head.summary, str::to_owned),
            hue: option.and_then(|option| option.hue),
        }
    };
    Ok(newest.into_iter().map(reaction).collect())
}

/// Reads the products rated last with their last ratings.
fn rated(store: &Store, exercise: &Exercise) -> Result<Vec<Rated>> {
    let field = exercise.with_role(FieldRole::Trust);
    let Some(measure) = field.and_then(|field| exercise.measure_of(&field.id)) else { return Ok(Vec::new()) };
    let mut found: Vec<(String, Rated)> = Vec::new();
    let wanted = Wanted { measure: &measure.id, ..Wanted::default() };
    for dated in store.facts(&wanted, Order::Newest, LOOKED_AT)? {
        let Some(name) = dated.fact.subject else { continue };
        let key = subject_key(&name);
        match found.iter().position(|(known, _)| *known == key) {
            Some(known) if found[known].1.values.len() < RATINGS => {
                found[known].1.values.insert(0, dated.fact.value);
            }
            None if found.len() < PRODUCTS => {
                found.push((key, Rated { name, values: vec![dated.fact.value] }));
            }
            _ => {}
        }
    }
    Ok(found.into_iter().map(|(_, rated)| rated).collect())
}
