//! Where stories stand: what interviewers ask for against the dimensions, and the places that exercises declare.

use std::collections::{BTreeMap, BTreeSet};

use super::Stories;
use crate::db::{Order, Store, Wanted};
use crate::domain::deck::QuestionKind;
use crate::domain::exercise::Exercise;
use crate::domain::hue::Hue;
use crate::domain::id::EntryId;
use crate::domain::metric::Reading;
use crate::domain::story::Story;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::suggest::question;
use crate::wording;

/// How many of the newest values of a measure are read.
const VALUES: usize = 5_000;

/// A row or a place: what it is called, and the stories that stand there, by their places among the stories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// What it is called.
    pub title: String,
    /// Those that can be told as they are.
    pub ready: Vec<usize>,
    /// Those that lack something, or are only imagined.
    pub unready: Vec<usize>,
}

/// One more side of what stories are about, as an exercise declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What it is called.
    pub title: String,
    /// Its places.
    pub spots: Vec<Spot>,
}

/// What interviewers ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The kind of question that asks for it most.
    pub kind: QuestionKind,
    /// What it is called.
    pub title: String,
    /// The stories that answer it, one spot a column.
    pub spots: Vec<Spot>,
    /// The exercise in which a story that answers it can be written, by its id.
    pub begins: Option<String>,
}

impl Row {
    /// Returns whether no story that is ready stands in it.
    pub fn is_open(&self) -> bool {
        self.spots.iter().all(|spot| spot.ready.is_empty())
    }
}

/// Where stories stand, and where none does yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The rows.
    pub rows: Vec<Row>,
    /// The columns: the four dimensions, and no dimension.
    pub columns: [Option<Hue>; 5],
    /// Further sides.
    pub sides: Vec<Side>,
}

/// The dimensions of the columns, and none.
const COLUMNS: [Option<Hue>; 5] =
    [Some(Hue::Trust), Some(Hue::Errors), Some(Hue::Models), Some(Hue::Automation), None];

impl Stories {
    /// Works out where they stand.
    pub fn coverage(&self, store: &Store, catalog: &Catalog) -> Result<Coverage> {
        let mut rows = Vec::new();
        for tag in question::tags() {
            let Some(says) = question::says(tag) else { continue };
            let of = |story: &Story| story.tags.contains(tag);
            let begins = exercise_for(catalog, |exercise| exercise.answers(tag));
            rows.push(Row {
                kind: kind_of(catalog, tag),
                title: says.to_owned(),
                spots: self.spots(of),
                begins,
            });
        }
        for (_, kind) in QuestionKind::ALL.into_iter().filter(|(_, kind)| *kind != QuestionKind::Behavioural)
        {
            let of = |story: &Story| story.kinds.contains(&kind);
            let title = format!("any {} question", wording::stories::kind(kind));
            let begins = exercise_for(catalog, |exercise| {
                exercise.telling.as_ref().is_some_and(|telling| telling.kinds.contains(&kind))
            });
            rows.push(Row { kind, title, spots: self.spots(of), begins });
        }
        rows.sort_by_key(|row| row.kind != QuestionKind::Behavioural);
        Ok(Coverage { rows, columns: COLUMNS, sides: self.sides(store, catalog)? })
    }

    /// Puts the stories for which something holds under the dimensions they show.
    fn spots(&self, of: impl Fn(&Story) -> bool) -> Vec<Spot> {
        let there: Vec<usize> = self.standing().filter(|(_, one)| of(&one.story)).map(|(at, _)| at).collect();
        let hues = |story: &usize| self.all.get(*story).map(|one| &one.story.hues);
        let spot = |hue: Option<Hue>| {
            let stands = |story: &usize| {
                hues(story).is_some_and(|hues| hue.map_or(hues.is_empty(), |hue| hues.contains(&hue)))
            };
            self.spot(String::new(), there.iter().copied().filter(|story| stands(story)))
        };
        COLUMNS.into_iter().map(spot).collect()
    }

    /// Makes a spot of the stories that stand there.
    fn spot(&self, title: String, there: impl Iterator<Item = usize>) -> Spot {
        let (ready, unready) =
            there.partition(|story| self.all.get(*story).is_some_and(|one| one.story.is_ready()));
        Spot { title, ready, unready }
    }

    /// The measures whose options are places for stories.
    fn sides(&self, store: &Store, catalog: &Catalog) -> Result<Vec<Side>> {
        let places: BTreeMap<EntryId, usize> = self.standing().map(|(at, one)| (one.entry, at)).collect();
        let sides = catalog.metrics().all().filter(|metric| metric.covers).filter_map(|metric| {
            let Reading::Categories(options) = &metric.reading else { return None };
            let wanted = Wanted { measure: &metric.id, ..Wanted::default() };
            let spots = store.facts(&wanted, Order::Newest, VALUES).map(|facts| {
                let spot = |(id, label): &(String, String)| {
                    let there = facts.iter().filter(|one| one.fact.category.as_ref() == Some(id));
                    let stories: BTreeSet<usize> =
                        there.filter_map(|one| places.get(&one.entry).copied()).collect();
                    self.spot(label.clone(), stories.into_iter())
                };
                options.iter().map(spot).collect()
            });
            Some(spots.map(|spots| Side { title: metric.title.clone(), spots }))
        });
        sides.collect()
    }
}

/// Which kind of question asks for something most: as the bank does, else a behavioural one.
fn kind_of(catalog: &Catalog, tag: &str) -> QuestionKind {
    let asking = catalog.deck().questions.iter().filter(|one| one.tags.iter().any(|known| known == tag));
    let mut counts: BTreeMap<QuestionKind, usize> = BTreeMap::new();
    asking.for_each(|one| *counts.entry(one.kind).or_default() += 1);
    let behavioural = counts.get(&QuestionKind::Behavioural).copied().unwrap_or_default();
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|_| behavioural == 0).map_or(QuestionKind::Behavioural, |(kind, _)| kind)
}

/// The first exercise whose entries are told and for which something holds.
fn exercise_for(catalog: &Catalog, holds: impl Fn(&Exercise) -> bool) -> Option<String> {
    let found = catalog.all().find(|loaded| holds(loaded.exercise()));
    found.map(|loaded| loaded.heading().id.clone())
}
