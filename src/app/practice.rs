//! Beginning, taking up and finishing an entry.

use std::borrow::Cow;
use std::collections::{BTreeMap, btree_map};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::db::{Begin, Finish, NewEntry, Order, Store, Wanted, Write};
use crate::domain::dealing;
use crate::domain::deck::Case;
use crate::domain::entry::{Digest, Draft, Head, State};
use crate::domain::exercise::Exercise;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::pages::Gap;
use crate::domain::plan::Week;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Picks, Value};
use crate::error::{DbError, Error, Problem, Result};
use crate::exercises::{self, Catalog, Loaded, Origin};
use crate::sys::rng::Rng;
use crate::wording;

use super::{citations, derived};

/// Returns the exercise an entry was answered against: the one of the catalog if its text is still the same, else the one
/// that was kept. Most are the same, and reading an exercise takes long.
pub fn answered_against<'a>(
    store: &Store,
    catalog: &'a Catalog,
    head: &Head,
) -> Result<Option<Cow<'a, Exercise>>> {
    let now = catalog.get(&head.exercise);
    match now.filter(|loaded| Digest::of(loaded.text().as_bytes()) == head.definition) {
        Some(same) => Ok(Some(Cow::Borrowed(same.exercise()))),
        None => Ok(stored_exercise(store, head)?.map(|loaded| Cow::Owned(loaded.exercise().clone()))),
    }
}

/// The exercises that entries were answered against, read once each; `None` for those that cannot be read any more.
#[derive(Debug, Default)]
pub struct Asked(BTreeMap<Digest, Option<Rc<Exercise>>>);

impl Asked {
    /// The exercise an entry was answered against.
    pub fn of(&mut self, store: &Store, catalog: &Catalog, head: &Head) -> Option<Rc<Exercise>> {
        self.read(store, catalog, head).unwrap_or_else(|_| self.0.entry(head.definition).or_default().clone())
    }

    /// The exercise an entry was answered against, or why it cannot be read.
    pub fn read(&mut self, store: &Store, catalog: &Catalog, head: &Head) -> Result<Option<Rc<Exercise>>> {
        Ok(match self.0.entry(head.definition) {
            btree_map::Entry::Occupied(known) => known.get().clone(),
            btree_map::Entry::Vacant(unread) => {
                let exercise = answered_against(store, catalog, head)?;
                unread.insert(exercise.map(|exercise| Rc::new(exercise.into_owned()))).clone()
            }
        })
    }
}

/// Reads the exercise an entry was answered against; `None` if its text is not kept.
pub fn stored_exercise(store: &Store, head: &Head) -> Result<Option<Loaded>> {
    let Some(text) = store.definition(head.definition)? else { return Ok(None) };
    let name = std::path::PathBuf::from(format!("{}.toml", head.exercise));
    let exercise = exercises::parse(&name, &text).map_err(|problems| Error::Journal {
        attempt: format!("read the questions of `{}`", head.short),
        cause: DbError::Other(Problem::list(&problems)),
    })?;
    Ok(Some(Loaded::of(exercise, text, Origin::Own(name))))
}

/// Returns what a new entry of an exercise begins with on a day: the options and the case picked for it, and what is carried
/// over from the entry finished last.
pub fn first_answers(
    store: &Store,
    catalog: &Catalog,
    exercise: &Exercise,
    day: NaiveDate,
) -> Result<Answers> {
    let mut answers = Answers::default();
    let fields = exercise.fields_at(&[]);
    if fields.iter().any(|field| field.carry)
        && let Some(last) = store.last_answers(&exercise.id)?
    {
        let last = exercise.current(&last);
        for field in fields.iter().filter(|field| field.carry) {
            let value = last.get(&field.id).filter(|value| field.check(Some(value)).is_none());
            if let Some(value) = value {
                answers.set(&field.id, value.clone());
            }
        }
    }
    deal(store, catalog, exercise, day, &mut answers)?;
    Ok(answers)
}

/// Returns answers in which what was dealt is dealt again; `None` if nothing is, or if something else was answered to it.
pub fn deal_again(
    store: &Store,
    catalog: &Catalog,
    exercise: &Exercise,
    day: NaiveDate,
    answers: &Answers,
) -> Result<Option<Answers>> {
    if !exercise.can_deal_again(answers) {
        return Ok(None);
    }
    let mut again = answers.clone();
    deal(store, catalog, exercise, day, &mut again)?;
    Ok(Some(again))
}

/// Fills in what is dealt on a day: another one where there is one already.
fn deal(
    store: &Store,
    catalog: &Catalog,
    exercise: &Exercise,
    day: NaiveDate,
    answers: &mut Answers,
) -> Result<()> {
    for field in exercise.fields_at(&[]) {
        let Some((kind, measure)) = field.kind.as_dealt().zip(exercise.measure_of(&field.id)) else {
            continue;
        };
        let ids: Vec<&str> = kind.options.iter().map(|option| option.id.as_str()).collect();
        let had = answered(store, &measure.id, day.pred_opt(), ids.len())?;
        let now = answers.get(&field.id).and_then(|value| value.as_picks()?.picked.first().cloned());
        if let Some(id) = dealing::deal(&ids, day, &had, now.as_deref()) {
            answers.set(&field.id, Picks::one(id).into());
        }
    }
    // The decks are read only where one is asked for: Today deals too.
    let Some((field, measure)) = exercise.case_dealt() else { return Ok(()) };
    let deck = catalog.deck();
    let ids: Vec<&str> = deck.cases.iter().map(|case| case.id.as_str()).collect();
    // Several cases may be had on one day, and each is another one.
    let had = answered(store, &measure.id, Some(day), ids.len())?;
    let now = answers.get(&field.id).and_then(Value::as_text).map(str::to_owned);
    let dealt = dealing::deal(&ids, day, &had, now.as_deref()).and_then(|id| deck.case(id));
    if let Some(case) = dealt {
        set_case(answers, exercise, case);
    }
    Ok(())
}

/// Sets the parts of a case that an exercise keeps.
pub(super) fn set_case(answers: &mut Answers, exercise: &Exercise, case: &Case) {
    for field in exercise.fields_at(&[]) {
        if let Some(part) = field.case {
            answers.set(&field.id, case.part(part));
        }
    }
}

/// Reads when each of some options or cases was answered last, up to a day.
fn answered(
    store: &Store,
    measure: &str,
    to: Option<NaiveDate>,
    of: usize,
) -> Result<BTreeMap<String, NaiveDate>> {
    let wanted = Wanted { measure, to, ..Wanted::default() };
    let mut answered = BTreeMap::new();
    for dated in store.facts(&wanted, Order::Newest, of.saturating_mul(2))? {
        if let Some(id) = dated.fact.category.or(dated.fact.words) {
            answered.entry(id).or_insert(dated.day);
        }
    }
    Ok(answered)
}

/// Begins an entry of the day it is written on, with its first answers.
pub fn begin(
    store: &mut Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    first: (&Answers, &Place),
    chance: &mut Rng,
) -> Result<(Head, Draft)> {
    let (_, written, _) = when;
    begin_later(store, loaded, when, (written, None), first, chance)
}

/// Begins an entry of a day, written on another day and about a moment that may be known.
pub fn begin_later(
    store: &mut Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    later: (NaiveDate, Option<Moment>),
    first: (&Answers, &Place),
    chance: &mut Rng,
) -> Result<(Head, Draft)> {
    store.begin(&beginning(loaded, when, later, first), chance)
}

/// What an entry begins with, to be written by the thread that saves: nothing is written here.
pub fn plan(
    store: &Store,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    first: (&Answers, &Place),
    chance: &mut Rng,
) -> Result<(NewEntry, Head, Draft)> {
    store.plan(&beginning(loaded, when, (when.1, None), first), chance)
}

pub(super) fn beginning<'a>(
    loaded: &'a Loaded,
    (week, day, at): (Week, NaiveDate, Moment),
    (written, happened): (NaiveDate, Option<Moment>),
    (answers, place): (&'a Answers, &'a Place),
) -> Begin<'a> {
    Begin {
        exercise: loaded.id(),
        prefix: &loaded.heading().prefix,
        revision: loaded.heading().revision,
        definition: loaded.text(),
        week: week.label(),
        day,
        written,
        happened,
        at,
        answers,
        place,
    }
}

/// Finishes an entry with the answers of its draft to an exercise.
pub fn finish(
    store: &mut Store,
    catalog: &Catalog,
    loaded: &Loaded,
    draft: &Draft,
    at: Moment,
) -> Result<Head> {
    let done = done(store, catalog, loaded, &draft.answers, at)?;
    store.finish(draft, &done)
}

/// Begins and finishes an entry that was planned, at once, under the id it was planned with.
pub fn log_planned(
    store: &mut Store,
    catalog: &Catalog,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    (id, answers): (EntryId, &Answers),
) -> Result<()> {
    let done = done(store, catalog, loaded, answers, when.2)?;
    let place = Place::default();
    let begin = beginning(loaded, when, (when.1, None), (answers, &place));
    store.log_all(std::iter::once((id, begin, &[][..], done)), when.2)
}

/// Begins, tags and finishes an entry at once, in one write.
pub fn log(
    store: &mut Store,
    catalog: &Catalog,
    loaded: &Loaded,
    when: (Week, NaiveDate, Moment),
    later: (NaiveDate, Option<Moment>),
    (answers, tags): (&Answers, &[String]),
    chance: &mut Rng,
) -> Result<Head> {
    let done = done(store, catalog, loaded, answers, when.2)?;
    let place = Place::default();
    store.log(&beginning(loaded, when, later, (answers, &place)), tags, &done, chance)
}

/// What answers to an exercise are finished with: how far they are, and what follows from them.
pub fn done(
    store: &Store,
    catalog: &Catalog,
    loaded: &Loaded,
    answers: &Answers,
    at: Moment,
) -> Result<Finish> {
    let asked = loaded.exercise();
    let standing = citations::standing(store, answers)?;
    let state = if asked.gaps(&standing).is_empty() { State::Complete } else { State::Partial };
    let measuring = catalog.get(&asked.id).map_or(asked, |now| now.exercise());
    let derived = derived::of(store, measuring, answers)?;
    let definition = (asked.revision, loaded.text().to_owned());
    Ok(Finish { state, derived, definition, at, logged: false, tags: Vec::new() })
}

/// Reports where something still open is, with its row, and what to do about it.
pub fn format_gap(exercise: &Exercise, answers: &Answers, gap: &Gap) -> String {
    let step = exercise.steps.get(gap.step).map_or("", |step| step.title.as_str());
    let row = exercise.row_title(answers, &gap.at.row);
    let label = exercise.field_at(&gap.at).map_or("", |field| field.label.as_str());
    let place: Vec<&str> = [step, &row, label].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}: {}", place.join(" – "), wording::fault(&gap.fault))
}

/// What makes an old version of an entry the current one.
pub fn bring_back(store: &Store, catalog: &Catalog, id: EntryId, version: u32) -> Result<Write> {
    let old = store.version(id, version)?;
    let derived = derived::of_revisions(store, catalog, old.into_iter().collect())?;
    let (old, derived) = derived.into_iter().next().ok_or_else(|| {
        Error::unknown("the entry has no such version", "choose one of the versions in its history")
    })?;
    Ok(Write::BringBack(id, old, derived))
}
