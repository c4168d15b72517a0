//! Every exercise there is, by topic: how long it takes, when it was last done, and which skills it is evidence of.

use chrono::NaiveDate;

use crate::db::{Filter, Store};
use crate::error::Result;
use crate::exercises::{Catalog, Loaded};

/// An exercise of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volume {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// One line: what the person does.
    pub about: String,
    /// The folder of its file; nothing for one's own.
    pub topic: Option<String>,
    /// The least and the most minutes it takes.
    pub minutes: (u32, u32),
    /// The day of its newest entry.
    pub last: Option<NaiveDate>,
    /// The skills it is evidence of.
    pub evidence: Vec<String>,
    /// Words for what it trains.
    pub tags: Vec<String>,
}

/// Lists every exercise: one's own first, then by topic in the order in which the plan names them.
pub fn all(store: &Store, catalog: &Catalog) -> Result<Vec<Volume>> {
    let mut topics: Vec<Option<&str>> = vec![None];
    for loaded in catalog.all() {
        if !topics.contains(&loaded.topic()) {
            topics.push(loaded.topic());
        }
    }
    let mut volumes = Vec::new();
    for topic in topics {
        for loaded in catalog.all().filter(|loaded| loaded.topic() == topic) {
            volumes.push(volume(store, catalog, loaded)?);
        }
    }
    Ok(volumes)
}

fn volume(store: &Store, catalog: &Catalog, loaded: &Loaded) -> Result<Volume> {
    let heading = loaded.heading();
    let filter = Filter { exercise: Some(heading.id.clone()), ..Filter::default() };
    let last = store.list(&filter, None, 1)?.first().map(|head| head.day);
    let measures = &loaded.exercise().measures;
    let counts = |measure: &String| measures.iter().any(|known| known.id == *measure);
    let skills = catalog.checklist().items.iter();
    let skills = skills.filter(|item| item.rules.iter().any(|rule| counts(&rule.fits.measure)));
    Ok(Volume {
        id: heading.id.clone(),
        title: heading.title.clone(),
        about: heading.about.clone(),
        topic: loaded.topic().map(str::to_owned),
        minutes: (heading.minutes.least, heading.minutes.most),
        last,
        tags: heading.tags.clone(),
        evidence: skills.map(|item| item.title.clone()).collect(),
    })
}
