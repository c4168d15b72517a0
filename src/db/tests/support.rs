//! What the tests of the journal share: moments, answers, and a journal in a folder of its own.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::time::Duration;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::db::{Begin, Derived, Finish, NewImport, Order, Scope, Store, Undone, Wanted};
use crate::domain::complaint::Said;
use crate::domain::entry::{Draft, Head, State};
use crate::domain::facts::Fact;
use crate::domain::id::EntryId;
use crate::domain::locate::{Place, RowPath};
use crate::domain::plan::{Week, WeekLabel};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Value};
use crate::error::Result;
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

/// Returns a path beside the journal.
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
    let (answers, place) =
        (said(""), Place { step: "one".into(), at: RowPath::default().field("said"), cursor: 0 });
    store.begin(&beginning(exercise, on, minute, (&answers, &place)), chance).expect("begins")
}

pub fn beginning<'a>(
    exercise: &'a str,
    on: &str,
    minute: i64,
    (answers, place): (&'a Answers, &'a Place),
) -> Begin<'a> {
    Begin {
        exercise,
        prefix: exercise.get(..3).unwrap_or(exercise),
        revision: 1,
        definition: DEFINITION,
        week: Week::holding(day(on), day("2024-01-01")).label(),
        day: day(on),
        written: day(on),
        happened: None,
        at: at(minute),
        answers,
        place,
    }
}

/// Finishes an entry of a day that says something.
pub fn finished(store: &mut Store, chance: &mut Rng, on: &str, text: &str, done: &Finish) -> Head {
    let (_, draft) = begin_on(store, chance, "trust", on, 0);
    store.finish(&written(&draft, text), done).expect("finishes")
}

/// What follows from answers of which nothing else is said.
pub fn line() -> Derived {
    Derived { summary: "a line".to_owned(), ..Derived::default() }
}

pub fn done(minute: i64) -> Finish {
    let definition = (1, DEFINITION.to_owned());
    Finish {
        state: State::Complete,
        derived: line(),
        definition,
        at: at(minute),
        logged: false,
        tags: Vec::new(),
    }
}

thread_local! {
    /// What follows from the answers of this test, by their text, where it is more than a line.
    static DERIVED: RefCell<BTreeMap<String, Derived>> = RefCell::default();
}

/// Makes something follow from a text, whenever it is worked out.
pub fn teach(text: &str, derived: &Derived) {
    DERIVED.with_borrow_mut(|all| all.insert(text.to_owned(), derived.clone()));
}

fn derive(answers: &Answers) -> Derived {
    let text = answers.get("said").and_then(Value::as_text).unwrap_or_default();
    DERIVED.with_borrow(|all| all.get(text).cloned()).unwrap_or_else(line)
}

/// Undoes the last change as the program does.
pub fn undo(store: &mut Store, at: Moment) -> Result<Option<Undone>> {
    let before = store.before_last_change(&Scope::Everything)?;
    let derived: Vec<_> = before.iter().map(|(number, entry)| (*number, derive(&entry.answers))).collect();
    store.undo(&Scope::Everything, &derived, at)
}

/// Redoes what was undone last as the program does.
pub fn redo(store: &mut Store, at: Moment) -> Result<Option<Undone>> {
    let after = store.after_last_undo(&Scope::Everything)?;
    let derived: Vec<_> = after.iter().map(|(number, entry)| (*number, derive(&entry.answers))).collect();
    store.redo(&Scope::Everything, &derived, at)
}

/// Brings a version back as the program does.
pub fn bring_back(store: &mut Store, id: EntryId, version: u32, at: Moment) -> Result<Head> {
    let old = store.version(id, version)?;
    let (number, derived) = old.map(|(number, entry)| (number, derive(&entry.answers))).unwrap_or_default();
    store.bring_back(id, number, &derived, at)
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

/// What somebody said about a product, one star, on some day.
pub fn complaint(product: &str, text: &str) -> Said {
    Said {
        product: product.to_owned(),
        source: "Google Play".to_owned(),
        source_id: None,
        stars: Some(1),
        day: Some(day("2025-11-01")),
        text: text.to_owned(),
        link: None,
        author: None,
    }
}

/// Imports a file of complaints.
pub fn import(store: &mut Store, all: &[Said]) -> usize {
    let new = NewImport { file: "reviews.csv".into(), headings: "text".into(), ..NewImport::default() };
    let put = store.import_complaints(&new, at(0), |into| {
        all.iter().map(|said| Ok(usize::from(into.put(said)?))).sum::<Result<usize>>()
    });
    put.expect("imports")
}

/// Exports a journal, as text.
pub fn exported(store: &Store) -> String {
    let mut text = Vec::new();
    let line = &mut |line: &[u8]| {
        text.extend_from_slice(line);
        Ok(())
    };
    store.export(line).expect("exports");
    String::from_utf8(text).expect("text")
}

/// Fills a new journal with an export, as the program does.
pub fn filled(text: &str) -> Store {
    let mut store = Store::open_in_memory().expect("opens");
    let filled = store.fill(|filling| {
        for line in text.lines() {
            filling.put(line).unwrap_or_else(|refused| panic!("{refused:?}: {line}"));
        }
        assert!(filling.has_ended());
        for (entry, _) in filling.store().finished_before(None, 999).expect("reads") {
            filling.derive(entry.head.id, derive(&entry.answers))?;
        }
        filling.index_the_rest()
    });
    filled.expect("fills");
    store
}

/// Carries a journal over into a new one by way of its export, and holds that nothing is lost on the way.
pub fn carried(store: &Store) -> Store {
    let text = exported(store);
    let new = filled(&text);
    assert_eq!(exported(&new), text);
    assert_eq!(new.verify(), Ok(vec![]));
    assert_eq!(index(&new), index(store));
    new
}

/// Lists every word in the index with its entry and its place.
pub fn index(store: &Store) -> Vec<(String, Vec<u8>, String, i64)> {
    let conn = &store.conn;
    conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search, instance)",
    )
    .expect("looks");
    let sql = "SELECT w.term, e.id, w.col, w.offset FROM temp.words w LEFT JOIN entry e ON e.number = w.doc";
    let mut statement = conn.prepare(sql).expect("prepares");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let mut words: Vec<_> = rows.expect("reads").map(|row| row.expect("a word of an entry")).collect();
    words.sort();
    words
}
