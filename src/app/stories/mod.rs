//! One's own stories: how each stands, which of them answers a question, where none stands yet, and which is told too often.

mod coverage;
mod matching;
mod standing;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use coverage::{Coverage, Row, Side, Spot};
pub use matching::{Fit, Matched, NoFit, Reason};
pub use standing::Concern;

use crate::db::{Order, Recallable, Store, StoredStory, Wanted};
use crate::domain::facts::{Dated, subject_key};
use crate::domain::projections::ToldIn;
use crate::error::Result;
use crate::exercises::Catalog;

/// How many of the newest tellings of a measure are read.
const TELLINGS: usize = 500;

/// A story that was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Telling {
    /// Which, by its place among the stories.
    pub story: usize,
    /// In an interview, or in practice.
    pub place: ToldIn,
    /// The day.
    pub day: NaiveDate,
}

/// All stories of a journal, the newest first.
#[derive(Debug, Clone)]
pub struct Stories {
    /// The stories, retired ones too.
    pub all: Vec<StoredStory>,
    /// The tellings that entries tell of, the newest first; grades of recall are not among them.
    pub tellings: Vec<Telling>,
    today: NaiveDate,
    /// Their names as they are compared, once one is looked up.
    names: OnceCell<Vec<String>>,
}

/// Lists what the stories are called that one may have told, the newest first; where two are called the same, with their ids.
/// Retired ones are not offered, and still found by their names.
pub fn names(store: &Store) -> Result<Vec<String>> {
    Ok(offered(&store.stories()?))
}

fn offered(all: &[StoredStory]) -> Vec<String> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for one in all {
        *times.entry(subject_key(&one.story.title)).or_default() += 1;
    }
    let name = |one: &StoredStory| match times.get(&subject_key(&one.story.title)) {
        Some(1) => one.story.title.clone(),
        _ => format!("{} ({})", one.story.title, one.short),
    };
    all.iter().filter(|one| !one.retired).map(name).collect()
}

impl Stories {
    /// Makes stories that were never told.
    pub fn new(all: Vec<StoredStory>, today: NaiveDate) -> Self {
        Self { all, tellings: Vec::new(), today, names: OnceCell::new() }
    }

    /// Reads them, and where each was told.
    pub fn read(store: &Store, catalog: &Catalog, today: NaiveDate) -> Result<Self> {
        let mut stories = Self::new(store.stories()?, today);
        for metric in catalog.metrics().all() {
            let Some(place) = metric.tells else { continue };
            let wanted = Wanted { measure: &metric.id, ..Wanted::default() };
            let facts = store.facts(&wanted, Order::Newest, TELLINGS)?;
            let told = facts.into_iter().filter_map(|told| stories.telling(place, &told));
            let told: Vec<Telling> = told.collect();
            stories.tellings.extend(told);
        }
        stories.tellings.sort_by_key(|told| std::cmp::Reverse(told.day));
        Ok(stories)
    }

    fn telling(&self, place: ToldIn, told: &Dated) -> Option<Telling> {
        let story = told.fact.subject.as_deref().filter(|_| !told.fact.uncounted)?;
        Some(Telling { story: self.named(story)?, place, day: told.day })
    }

    /// Finds the story that a text means: by its id in it, its name, or the only one that begins with the text. A retired one
    /// is found, too, where no other is called so.
    pub fn named(&self, text: &str) -> Option<usize> {
        let key = subject_key(text);
        let ids = |word: &str| self.all.iter().position(|one| one.short.as_str() == word);
        let by_id = key.split(|letter: char| !letter.is_alphanumeric() && letter != '-').find_map(ids);
        let names = || {
            self.names
                .get_or_init(|| self.all.iter().map(|one| subject_key(&one.story.title)).collect())
                .iter()
        };
        let among = |retired: bool| {
            let at =
                move |(at, _): &(usize, &String)| self.all.get(*at).is_some_and(|one| one.retired == retired);
            names().enumerate().filter(at)
        };
        let by_name = |retired| among(retired).find(|(_, name)| **name == key).map(|(at, _)| at);
        let by_beginning = |retired| {
            let mut begun =
                among(retired).filter(|(_, name)| key.chars().count() >= 3 && name.starts_with(&key));
            begun.next().filter(|_| begun.next().is_none()).map(|(at, _)| at)
        };
        let found = by_id.or_else(|| by_name(false)).or_else(|| by_name(true));
        found.or_else(|| by_beginning(false)).or_else(|| by_beginning(true))
    }

    /// Lists the stories that are not retired, with their places.
    pub fn standing(&self) -> impl Iterator<Item = (usize, &StoredStory)> {
        self.all.iter().enumerate().filter(|(_, one)| !one.retired)
    }

    /// Finds the story that can be recalled as this.
    pub fn of(&self, card: &Recallable) -> Option<usize> {
        let Recallable::Entry(entry) = card else { return None };
        self.all.iter().position(|one| one.entry == *entry)
    }

    /// Counts how often a story was told in interviews, and in practice: grades of recall and drills.
    pub fn told(&self, story: usize) -> (usize, usize) {
        let count =
            |place| self.tellings.iter().filter(|told| told.story == story && told.place == place).count();
        let recalled = self.all.get(story).map_or(0, |one| one.reviews as usize);
        (count(ToldIn::Interview), count(ToldIn::Practice) + recalled)
    }
}
