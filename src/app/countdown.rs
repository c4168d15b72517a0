//! The countdown to the next interview: its day, what is done so far, and what every day until then asks for.
//!
//! The day is an entry of the exercise that the countdown names. The plan is kept nowhere: it follows from what was done.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use unicode_segmentation::UnicodeSegmentation;

use crate::db::{Filter, Order, Store, Wanted};
use crate::domain::countdown::{Countdown, Done, Outlook, Part, Task, plan};
use crate::domain::entry::{Entry, Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::facts::subject_key;
use crate::domain::field_role::FieldRole;
use crate::domain::id::EntryId;
use crate::domain::value::{Answers, Value};
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};
use crate::wording;

/// How many of the newest interviews, facts of a measure, and entries of some days are looked through.
const INTERVIEWS: usize = 100;
const FACTS: usize = 1000;
const ENTRIES: usize = 2000;
/// For how many days after an interview what comes then is offered.
const AFTER: u64 = 14;

/// An interview that is still to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Interview {
    /// The entry that keeps its day.
    pub head: Head,
    /// Its day.
    pub day: NaiveDate,
    /// Who asks for it, if that was said.
    pub company: Option<String>,
    /// How many minutes a day the person has, if that was said.
    pub minutes: Option<u32>,
}

impl Interview {
    /// Returns in how many days it is; 0 is today.
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.day - today).num_days()
    }
}

/// What lies ahead of the next interview.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    /// The interview.
    pub interview: Interview,
    /// The minutes of a day.
    pub budget: u32,
    /// How often each part was done.
    pub done: Vec<Done>,
    /// The days until then.
    pub outlook: Outlook,
}

impl Ahead {
    /// Lists the parts that are done so many times, with how often each was.
    pub fn progress<'a>(
        &'a self,
        countdown: &'a Countdown,
    ) -> impl Iterator<Item = (&'a Part, usize, usize)> {
        let parts = countdown.parts.iter().zip(&self.done);
        parts.filter_map(|(part, done)| {
            let times = part.times?;
            Some((part, (done.before + done.today).min(times), times))
        })
    }

    /// Describes in how many days the interview is, and what today asks for.
    pub fn band(&self, countdown: &Countdown, today: NaiveDate) -> (String, String) {
        let left = self.interview.days_left(today);
        (wording::countdown::in_days(left), wording::countdown::today(&self.outlook, countdown))
    }
}

/// What a command sets of an interview.
#[derive(Debug, Clone, Copy, Default)]
pub struct Set<'a> {
    /// Its day.
    pub day: Option<NaiveDate>,
    /// Who asks for it.
    pub company: Option<&'a str>,
    /// How many minutes a day there are.
    pub minutes: Option<u32>,
}

impl Set<'_> {
    /// Puts it over the answers to the exercise that keeps the day. Fails with what does not fit there, and then changes
    /// nothing.
    pub fn over(&self, exercise: &Exercise, answers: &mut Answers) -> Result<()> {
        let said = [
            (FieldRole::Interview, self.day.map(|day| day.to_string())),
            (FieldRole::Company, self.company.map(str::to_owned)),
            (FieldRole::Minutes, self.minutes.map(|minutes| minutes.to_string())),
        ];
        let mut read = Vec::new();
        for (role, text) in said {
            let Some(text) = text else { continue };
            let id = &exercise.id;
            let field = exercise.with_role(role).ok_or_else(|| {
                let hint = format!(
                    "give one of its fields that role. `empathy exercises show {id} --source` prints the file"
                );
                Error::usage(format!("`{id}` has no field with the role `{}`", role.name()), hint)
            })?;
            let value = field.read(&text).and_then(|value| field.check(Some(&value)).map_or(Ok(value), Err));
            let value = value.map_err(|fault| {
                let what = format!("`{text}` does not fit “{}”: {}", field.label, wording::fault(&fault));
                Error::usage(what, format!("`empathy exercises show {id}` shows what each field accepts"))
            })?;
            read.push((field.id.as_str(), value));
        }
        for (id, value) in read {
            answers.set(id, value);
        }
        Ok(())
    }
}

/// Lists the interviews on a day or after it, the soonest first.
pub fn interviews(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<Vec<Interview>> {
    let dated = |(kept, day): (Kept, String)| {
        let day = day.parse::<NaiveDate>().ok().filter(|day| *day >= today)?;
        let Kept { head, company, minutes } = kept;
        Some(Interview { head, day, company, minutes })
    };
    let mut found: Vec<Interview> = kept(store, catalog)?.into_iter().filter_map(dated).collect();
    found.sort_by_key(|one| (one.day, one.head.id));
    Ok(found)
}

/// Lists the entries whose day is none of the calendar, with what they say in its place.
pub fn unclear(store: &Store, catalog: &Catalog) -> Result<Vec<(Head, String)>> {
    let all = kept(store, catalog)?.into_iter().filter(|(_, day)| day.parse::<NaiveDate>().is_err());
    Ok(all.map(|(kept, day)| (kept.head, day)).collect())
}

/// What an entry says beside the day of an interview.
struct Kept {
    head: Head,
    company: Option<String>,
    minutes: Option<u32>,
}

/// Reads the newest entries that keep a day, with what they say it is.
fn kept(store: &Store, catalog: &Catalog) -> Result<Vec<(Kept, String)>> {
    let Some(loaded) = catalog.get(catalog.keeps_interviews()) else { return Ok(Vec::new()) };
    let exercise = loaded.exercise();
    let filter = Filter { exercise: Some(exercise.id.clone()), ..Filter::default() };
    let mut found = Vec::new();
    for head in store.list(&filter, None, INTERVIEWS)? {
        if head.state == State::Draft {
            continue;
        }
        let Some(Entry { head, answers }) = store.entry(head.id)? else { continue };
        let answers = exercise.current(&answers);
        let said = |role| exercise.with_role(role).and_then(|field| answers.get(&field.id));
        let text = |role| said(role).and_then(Value::as_text).map(str::trim).filter(|text| !text.is_empty());
        let Some(day) = text(FieldRole::Interview).map(str::to_owned) else { continue };
        let company = text(FieldRole::Company).map(str::to_owned);
        let minutes = said(FieldRole::Minutes).and_then(Value::as_number).map(|minutes| minutes as u32);
        found.push((Kept { head, company, minutes }, day));
    }
    Ok(found)
}

/// Interviews that are over, or are today, and the exercise for what comes after each.
pub type Over<'a> = (&'a Loaded, Vec<Interview>);

/// Lists the interviews that are over, or are today, and not long ago, if what comes after them is not done yet: the last
/// one first, but of several rounds with one company the earliest. Each time that it was done stands for one of them, and of
/// several rounds for the one that comes first here.
pub fn over<'a>(store: &Store, catalog: &'a Catalog, today: NaiveDate) -> Result<Option<Over<'a>>> {
    over_of(store, catalog, recent(store, catalog, today)?, today)
}

/// Lists the interviews that are not long ago or still to come, the soonest first.
fn recent(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<Vec<Interview>> {
    interviews(store, catalog, today.checked_sub_days(Days::new(AFTER)).unwrap_or(today))
}

/// Keeps only the interviews that are over and have something to follow them.
fn over_of<'a>(
    store: &Store,
    catalog: &'a Catalog,
    mut open: Vec<Interview>,
    today: NaiveDate,
) -> Result<Option<Over<'a>>> {
    open.retain(|one| one.day <= today);
    let after = catalog.countdown().after.as_deref().and_then(|id| catalog.get(id));
    let Some((after, first)) = after.zip(open.first()) else { return Ok(None) };
    let exercise = after.exercise();
    let done = store.of_days(first.day, today, ENTRIES)?;
    for head in done.into_iter().rev().filter(|head| head.exercise == after.id()) {
        let Some(Entry { answers, .. }) = store.entry(head.id)? else { continue };
        let about = |one: &&Interview| {
            one.day <= head.day && agrees(exercise, &answers, &first_answers(exercise, one))
        };
        // Where it could be about any of several, the last one; one whose company it names before one that has none, and
        // first of all one whose company it names in full.
        let named =
            exercise.with_role(FieldRole::Company).and_then(|field| answers.get(&field.id)?.as_text());
        let is_named = |one: &Interview| {
            one.company
                .as_deref()
                .zip(named)
                .is_some_and(|(one, named)| subject_key(one) == subject_key(named))
        };
        let of = open.iter().filter(about).max_by_key(|one| (is_named(one), one.company.is_some(), one.day));
        if let Some(first) = of.and_then(|of| first_round(&open, of)) {
            open.remove(first);
        }
    }
    let mut listed = Vec::new();
    while let Some(first) = open.last().and_then(|last| first_round(&open, last)) {
        listed.push(open.remove(first));
    }
    Ok((!listed.is_empty()).then_some((after, listed)))
}

/// Finds among interviews, the soonest first, the earliest with the company of one of them; that one itself if it names none.
fn first_round(open: &[Interview], of: &Interview) -> Option<usize> {
    let company = of.company.as_deref().map(subject_key);
    open.iter().position(|one| {
        one.head.id == of.head.id || company.is_some() && one.company.as_deref().map(subject_key) == company
    })
}

/// What the exercise for what comes after an interview begins with, by field and as text.
pub fn first_answers(after: &Exercise, interview: &Interview) -> Vec<(String, String)> {
    let company = after.with_role(FieldRole::Company).zip(interview.company.clone());
    company.map(|(field, company)| (field.id.clone(), company)).into_iter().collect()
}

/// Whether the texts among some answers are about what an exercise begins with, by field and as text: they may be left out, or
/// say more or less of it.
pub fn agrees(exercise: &Exercise, answers: &Answers, first: &[(String, String)]) -> bool {
    let answers = exercise.current(answers);
    // In whole words: X is not Xero.
    let words = |text: &str| format!(" {} ", subject_key(text).unicode_words().collect::<Vec<_>>().join(" "));
    first.iter().all(|(field, text)| {
        let said = answers.get(field).and_then(Value::as_text).filter(|said| !said.trim().is_empty());
        let (said, text) = (said.map(words), words(text));
        said.is_none_or(|said| said.contains(&text) || text.contains(&said))
    })
}

/// Looks ahead to the next interview; nothing if there is none.
pub fn ahead(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<Option<Ahead>> {
    let next = interviews(store, catalog, today)?.into_iter().next();
    next.map(|interview| ahead_of(store, catalog.countdown(), interview, today)).transpose()
}

/// Returns what Today says of an interview: when it is, its day, and what today asks for. Of those that are over it says what
/// comes then: before what today asks for, or in its place if there is no next one.
pub fn band(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<Option<[String; 3]>> {
    let day = |day| wording::countdown::day(day, today);
    let all = recent(store, catalog, today)?;
    let next = all.iter().find(|one| one.day >= today).cloned();
    let over = before(over_of(store, catalog, all, today)?, today);
    let listed = |of: &[Interview]| {
        let was = of.iter().map(|one| wording::countdown::ago(one.day, today, one.company.as_deref()));
        let interviews = if of.len() == 1 { "interview" } else { "interviews" };
        format!("the {interviews} {}", was.collect::<Vec<_>>().join(", "))
    };
    if let Some(next) = next {
        let ahead = ahead_of(store, catalog.countdown(), next, today)?;
        let (when, mut what) = ahead.band(catalog.countdown(), today);
        if let Some((after, over)) = over {
            what = format!("{} for {}. {what}", after.heading().title, listed(&over));
        }
        return Ok(Some([when, day(ahead.interview.day), what]));
    }
    let Some((after, over)) = over else { return Ok(None) };
    Ok(over.split_first().map(|(last, others)| {
        let mut what = format!("Next: {}", after.heading().title);
        if !others.is_empty() {
            what += &format!(". Also to debrief: {}", listed(others));
        }
        [wording::countdown::was(last.day, today, last.company.as_deref()), day(last.day), what]
    }))
}

/// Lists the interviews of earlier days after which something is still to come.
pub fn over_before<'a>(store: &Store, catalog: &'a Catalog, today: NaiveDate) -> Result<Option<Over<'a>>> {
    Ok(before(over(store, catalog, today)?, today))
}

fn before(over: Option<Over<'_>>, today: NaiveDate) -> Option<Over<'_>> {
    let (after, mut all) = over?;
    all.retain(|one| one.day < today);
    (!all.is_empty()).then_some((after, all))
}

fn ahead_of(store: &Store, countdown: &Countdown, interview: Interview, today: NaiveDate) -> Result<Ahead> {
    let parts = countdown.parts.iter();
    let done = parts.map(|part| done(store, part, &interview, today)).collect::<Result<Vec<_>>>()?;
    let budget = interview.minutes.unwrap_or(countdown.minutes);
    let outlook = plan(countdown, today, interview.day, budget, &done);
    Ok(Ahead { interview, budget, done, outlook })
}

/// Counts how often a part was done: since the day was set, or since the part began if that was earlier.
fn done(store: &Store, part: &Part, interview: &Interview, today: NaiveDate) -> Result<Done> {
    let begins = interview.day.checked_sub_days(Days::new(part.from.into())).unwrap_or(today);
    let from = begins.min(interview.head.day);
    let days: Vec<NaiveDate> = match &part.task {
        Task::Recall => store.days_told(from, today)?,
        Task::Practise { measure: Some(measure), category, .. } => {
            let from = (!part.standing).then_some(from);
            let wanted =
                Wanted { measure, category: category.as_deref(), from, to: Some(today), ..Wanted::default() };
            let mut seen: BTreeSet<EntryId> = BTreeSet::new();
            let facts = store.facts(&wanted, Order::Newest, FACTS)?;
            facts.into_iter().filter(|one| seen.insert(one.entry)).map(|one| one.day).collect()
        }
        Task::Practise { exercise, measure: None, .. } => {
            let heads = store.of_days(from, today, ENTRIES)?;
            let counts = |head: &&Head| head.exercise == *exercise && head.state != State::Draft;
            heads.iter().filter(counts).map(|head| head.day).collect()
        }
    };
    let of_today = days.iter().filter(|day| **day == today).count();
    Ok(Done { before: days.len() - of_today, today: of_today })
}
