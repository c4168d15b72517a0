//! What the tests of the journal share: moments, answers, and a journal in a folder of its own.

use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::Duration;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::db::{Begin, Finish, Order, Store, Wanted};
use crate::domain::entry::{Draft, Head, Place, State};
use crate::domain::facts::Fact;
use crate::domain::id::EntryId;
use crate::domain::plan::{Week, WeekLabel};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Value};
use crate::sys::rng::Rng;

pub const DEFINITION: &str = "id = \"trust\"";

/// Tells a test that it runs in a process of its own.
const CHILD: &str = "EMPATHY_TEST_CHILD";

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

/// Gives a path beside the journal.
pub fn beside(place: &Somewhere, end: &str) -> PathBuf {
    place.folder.path().join(format!("journal.db{end}"))
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

pub fn begin(store: &mut Store, chance: &mut Rng) -> (Head, Draft) {
    begin_at(store, chance, 0)
}

pub fn begin_at(store: &mut Store, chance: &mut Rng, minute: i64) -> (Head, Draft) {
    begin_on(store, chance, "trust", "2025-11-13", minute)
}

/// Reads the facts about trust of a week, oldest first.
pub fn facts_of_week(store: &Store, label: &str) -> Vec<(EntryId, Fact)> {
    let wanted = Wanted { measure: "trust", week: Some(week(label)), ..Wanted::default() };
    let mut facts = store.facts(&wanted, Order::Newest, 99).expect("reads");
    facts.reverse();
    facts.into_iter().map(|dated| (dated.entry, dated.fact)).collect()
}

pub fn begin_on(store: &mut Store, chance: &mut Rng, exercise: &str, on: &str, minute: i64) -> (Head, Draft) {
    let new = Begin {
        exercise,
        prefix: exercise.get(..3).unwrap_or(exercise),
        revision: 1,
        definition: DEFINITION,
        week: Week::holding(day(on), day("2024-01-01")).label(),
        day: day(on),
        written: day(on),
        happened: None,
        at: at(minute),
        answers: &said(""),
        place: &Place { step: "one".into(), field: "said".into(), ..Place::default() },
    };
    store.begin(&new, chance).expect("begins")
}

/// Finishes an entry of a day that says something.
pub fn finished(store: &mut Store, chance: &mut Rng, on: &str, text: &str, done: &Finish<'_>) -> Head {
    let (_, draft) = begin_on(store, chance, "trust", on, 0);
    store.finish(&written(&draft, text), done).expect("finishes")
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

/// Writes a minute more on a draft.
pub fn written(draft: &Draft, text: &str) -> Draft {
    Draft { answers: said(text), desk: draft.desk + Duration::from_mins(1), ..draft.clone() }
}

/// Tells which part a test plays when it runs in a process of its own.
pub fn child_part() -> Option<String> {
    std::env::var(CHILD).ok()
}

/// Runs a test again in a process of its own, to play a part. `name` is its path below `db::tests`.
pub fn child(name: &str, part: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", &format!("db::tests::{name}"), "--nocapture"]).env(CHILD, part);
    command
}

/// Holds that a test played its part, and says what it said if not.
pub fn must_succeed(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("1 passed"), "{said}\n{complained}");
}

/// Lists every word in the index with its entry and its place.
pub fn index(store: &Store) -> Vec<(String, Vec<u8>, String, i64)> {
    let conn = &store.conn;
    conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)",
    )
    .expect("looks");
    let sql =
        "SELECT w.term, n.entry, w.col, w.offset FROM temp.words w LEFT JOIN numbered n ON n.number = w.doc";
    let mut statement = conn.prepare(sql).expect("prepares");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let mut words: Vec<_> = rows.expect("reads").map(|row| row.expect("a word of an entry")).collect();
    words.sort();
    words
}
