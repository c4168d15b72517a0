//! Recalling stories and concepts from memory: what is due, what is asked, and what was left out.

use chrono::NaiveDate;

use crate::db::{Graded, Recallable, Scheduled, Store, Verdict};
use crate::domain::deck::{Card, Question, QuestionKind};
use crate::domain::fsrs::Grade;
use crate::domain::hue::Hue;
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::exercises::Catalog;

use super::people;
use crate::wording;

/// How many of the newest grades tell whether something keeps failing, and how many of them have to be failures.
const LOOKED_AT: usize = 5;
const FAILURES: usize = 3;

/// How many of what is due first are tried for one whose card or exercise is still there.
const TRIED: usize = 64;

/// Something to recall, as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is.
    pub card: Recallable,
    /// The short id of its entry, or the name of the card.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it lacks, if it is a story.
    pub lacks: Vec<String>,
    /// The day it is due.
    pub due: NaiveDate,
    /// The chance that it is recalled today, from 0 to 1; nothing before the first grade.
    pub chance: Option<f64>,
    /// How often it was graded.
    pub reviews: u32,
    /// Whether it is not asked for any more.
    pub retired: bool,
    /// Whether there is a decision about it that can be undone.
    pub decided: bool,
}

/// What is asked of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What it is about.
    pub card: Recallable,
    /// The short id of its entry, or the name of the card.
    pub id: String,
    /// What it is called; shown afterwards, since it gives the story away.
    pub title: String,
    /// What kind of thing it is.
    pub kind: String,
    /// The dimension of its exercise.
    pub hue: Option<Hue>,
    /// What brings it to mind.
    pub cue: String,
    /// What should come in it: title and text of each part.
    pub parts: Vec<(String, String)>,
    /// Where to read more.
    pub source: Option<String>,
    /// The people one of whom has to be named first; nobody for a card.
    pub people: Vec<String>,
    /// How it was told last, in words.
    pub last: Option<String>,
    /// Why it keeps failing, if it does.
    pub trouble: Option<Trouble>,
}

/// What the grades say of something that keeps failing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// How many of the newest grades were failures.
    pub failed: usize,
    /// Of how many.
    pub of: usize,
    /// The part that was left out most often.
    pub part: Option<String>,
}

/// Lists the first few things that are due on a day.
pub fn due(store: &Store, catalog: &Catalog, day: NaiveDate, limit: usize) -> Result<Vec<Item>> {
    let all = store.due(day, limit)?;
    Ok(all.into_iter().filter_map(|one| item(catalog, one, day)).collect())
}

/// Lists everything there is to recall, what is due longest first.
pub fn all(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Vec<Item>> {
    let all = store.recallables()?;
    Ok(all.into_iter().filter_map(|one| item(catalog, one, day)).collect())
}

/// Lists the concept cards that were never graded, in the order of the deck.
pub fn new_cards<'a>(store: &Store, catalog: &'a Catalog) -> Result<Vec<&'a Card>> {
    let known = store.graded_cards()?;
    let is_new = |card: &&Card| !known.contains(&Recallable::Card(card.id.clone()));
    Ok(catalog.deck().cards.iter().filter(is_new).collect())
}

/// Returns what is due first on a day.
pub fn next(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Option<Prompt>> {
    for one in store.due(day, TRIED)? {
        if let Some(prompt) = prompt(store, catalog, &one.card)? {
            return Ok(Some(prompt));
        }
    }
    Ok(None)
}

/// Returns what is practised although nothing is due: what is due soonest, else a new concept card.
pub fn anyway(store: &Store, catalog: &Catalog) -> Result<Option<Prompt>> {
    for one in store.recallables()?.into_iter().filter(|one| !one.retired) {
        if let Some(prompt) = prompt(store, catalog, &one.card)? {
            return Ok(Some(prompt));
        }
    }
    new(store, catalog)
}

/// Returns a concept card that was never graded.
pub fn new(store: &Store, catalog: &Catalog) -> Result<Option<Prompt>> {
    let card = new_cards(store, catalog)?.first().map(|card| Recallable::Card(card.id.clone()));
    card.map_or(Ok(None), |card| prompt(store, catalog, &card))
}

/// Makes what is asked about something; nothing if it is gone. The cue is another one with each grade.
pub fn prompt(store: &Store, catalog: &Catalog, card: &Recallable) -> Result<Option<Prompt>> {
    let grades = store.grades(card, LOOKED_AT)?;
    let turn = store.recallable(card)?.map_or(0, |one| one.reviews as usize);
    let prompt = match card {
        Recallable::Entry(id) => of_entry(store, catalog, *id, turn)?,
        Recallable::Card(id) => catalog.deck().card(id).map(|card| of_card(card, turn)),
    };
    let last = grades.iter().find_map(|one| match one.verdict {
        Verdict::Graded(grade) => {
            Some(wording::recall::last((one.day, grade.name()), (one.named, one.told), &one.missing))
        }
        _ => None,
    });
    Ok(prompt.map(|prompt| Prompt { trouble: trouble(&grades), last, ..prompt }))
}

fn of_entry(store: &Store, catalog: &Catalog, id: EntryId, turn: usize) -> Result<Option<Prompt>> {
    let Some(entry) = store.entry(id)? else { return Ok(None) };
    // What it is told by is the exercise as it is now, as with everything that is worked out.
    let Some(loaded) = catalog.get(&entry.head.exercise) else { return Ok(None) };
    let exercise = loaded.exercise();
    let Some(telling) = &exercise.telling else { return Ok(None) };
    let answers = exercise.current(&entry.answers);
    let veil = people::veil(store, exercise, [answers.as_ref()])?;
    let answers = veil.spelled(exercise, &answers);
    let (Some(story), Some(told)) = (exercise.story(&answers), exercise.told(&answers)) else {
        return Ok(None);
    };
    let mut cues = told.cues;
    if telling.questions {
        let asked = catalog.deck().questions.iter().filter(|one| one.kind == QuestionKind::Behavioural);
        // What the story answers; where it does not say, any question may bring it to mind.
        let answers = |one: &&Question| one.tags.iter().any(|tag| story.tags.contains(tag));
        let (answered, others): (Vec<_>, Vec<_>) = asked.partition(answers);
        let asked = if answered.is_empty() { others } else { answered };
        cues.extend(asked.into_iter().map(|one| one.text.clone()));
    }
    Ok(Some(Prompt {
        card: Recallable::Entry(id),
        id: entry.head.short.to_string(),
        title: story.title,
        kind: exercise.title.clone(),
        hue: exercise.hue,
        cue: turned(&cues, turn, id.bytes().iter().map(|byte| usize::from(*byte)).sum()),
        parts: told.parts,
        source: None,
        people: exercise.people_in(&answers),
        trouble: None,
        last: None,
    }))
}

fn of_card(card: &Card, turn: usize) -> Prompt {
    let cues = [
        card.question.clone(),
        format!("{} Give an example that a friend would know.", card.question),
        format!("{} And what do you do differently because of it?", card.question),
    ];
    let parts = [
        ("The answer", &card.answer),
        ("An example", &card.example),
        ("What you do because of it", &card.why),
    ];
    Prompt {
        card: Recallable::Card(card.id.clone()),
        id: card.id.clone(),
        title: card.question.clone(),
        kind: CONCEPT.to_owned(),
        hue: None,
        cue: turned(&cues, turn, 0),
        parts: parts.map(|(title, text)| (title.to_owned(), text.clone())).into(),
        source: Some(card.source.clone()),
        people: Vec::new(),
        trouble: None,
        last: None,
    }
}

/// What a concept card is called.
const CONCEPT: &str = "Concept card";

/// Picks a cue: another one with each turn, and not the same one for all things on the first.
fn turned(cues: &[String], turn: usize, seed: usize) -> String {
    let index = turn.wrapping_mul(7).wrapping_add(seed).checked_rem(cues.len()).unwrap_or_default();
    cues.get(index).cloned().unwrap_or_default()
}

fn item(catalog: &Catalog, one: Scheduled, day: NaiveDate) -> Option<Item> {
    let chance = one.memory.map(|(memory, last)| {
        memory.retrievability(u64::try_from((day - last).num_days()).unwrap_or_default())
    });
    let (id, title, lacks) = match (&one.card, one.story) {
        (_, Some((short, story))) => (short.to_string(), story.title, story.lacks),
        (Recallable::Card(id), None) => (id.clone(), catalog.deck().card(id)?.question.clone(), Vec::new()),
        (Recallable::Entry(_), None) => return None,
    };
    let Scheduled { card, due, reviews, retired, decided, .. } = one;
    Some(Item { card, id, title, lacks, due, chance, reviews, retired, decided })
}

/// Returns what the newest grades say of something that keeps failing; nothing if it doesn't.
fn trouble(grades: &[Graded]) -> Option<Trouble> {
    let failed = |one: &&Graded| one.verdict == Verdict::Graded(Grade::Again);
    let failures = grades.iter().filter(failed).count();
    let of = grades.iter().filter(|one| matches!(one.verdict, Verdict::Graded(_))).count();
    if failures < FAILURES {
        return None;
    }
    let missing: Vec<&String> = grades.iter().flat_map(|one| &one.missing).collect();
    let times = |part: &&String| missing.iter().filter(|other| *other == part).count();
    let part = missing.iter().copied().max_by_key(times).cloned();
    Some(Trouble { failed: failures, of, part })
}

/// Finds something to recall by a short id of an entry or the name of a card.
pub fn find(store: &Store, catalog: &Catalog, name: &str) -> Result<Option<Recallable>> {
    if catalog.deck().card(name).is_some() {
        return Ok(Some(Recallable::Card(name.to_owned())));
    }
    let Ok(id) = name.parse() else { return Ok(None) };
    let heads = store.look_up(&id)?;
    Ok(heads.first().filter(|_| heads.len() == 1).map(|head| Recallable::Entry(head.id)))
}
