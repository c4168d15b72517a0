//! What the tests of the journal share: moments, answers, and a journal with a seed.

use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::chance::Chance;
use crate::model::entry::{Draft, Head, Place, State};
use crate::model::plan::{Week, WeekLabel};
use crate::model::time::Moment;
use crate::model::value::{Answers, Value};
use crate::store::{Begin, Finish, Store};

pub const DEFINITION: &str = "id = \"trust\"";

/// A folder that goes away, and the path of a journal in it.
pub struct Somewhere {
    pub folder: TempDir,
    pub path: PathBuf,
}

pub fn somewhere() -> Somewhere {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal.db");
    Somewhere { folder, path }
}

pub fn open(place: &Somewhere) -> Store {
    Store::open(&place.path, at(0)).expect("opens")
}

pub fn at(minute: i64) -> Moment {
    Moment::new(1_763_000_000_000 + minute * 60_000, 60)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn week(text: &str) -> WeekLabel {
    text.parse().expect("a week")
}

pub fn said(text: &str) -> Answers {
    [("said".to_owned(), Value::Text(text.to_owned()))].into_iter().collect()
}

pub fn begin_on(store: &mut Store, chance: &mut Chance, exercise: &str, on: &str) -> (Head, Draft) {
    let day = day(on);
    let new = Begin {
        exercise,
        prefix: "tru",
        revision: 1,
        definition: DEFINITION,
        week: Week::holding(day, "2024-01-01".parse().expect("a Monday")).label(),
        day,
        at: at(0),
        answers: &said(""),
        place: &Place { step: "one".into(), field: "said".into(), ..Place::default() },
    };
    store.begin(&new, chance).expect("begins")
}

pub fn begin(store: &mut Store, chance: &mut Chance) -> (Head, Draft) {
    begin_on(store, chance, "trust", "2025-11-12")
}

pub fn done(minute: i64) -> Finish<'static> {
    Finish {
        state: State::Complete,
        summary: "a line",
        facts: &[],
        found: &[],
        terms: &[],
        definition: (1, DEFINITION),
        at: at(minute),
    }
}

/// Begins an entry that says something on a day, and finishes it.
pub fn finished(store: &mut Store, chance: &mut Chance, on: &str, text: &str) -> Head {
    let (_, draft) = begin_on(store, chance, "trust", on);
    store.finish(&written(draft, text), &done(1)).expect("finishes")
}

pub fn written(draft: Draft, text: &str) -> Draft {
    Draft { answers: said(text), desk: draft.desk + Duration::from_secs(60), ..draft }
}
