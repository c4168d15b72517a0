//! Schema steps: from an older journal with a copy first, all or nothing, and never from a newer one.

use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use super::support::*;
use crate::db::migrations::{STEPS, newest};
use crate::db::{ChangeKind, Store};
use crate::domain::entry::Digest;
use crate::domain::field_role::FieldRole;
use crate::domain::search::{Query, Searchable, Source};
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

const NEXT: &str = "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (1);";

fn next_steps() -> Vec<&'static str> {
    STEPS.iter().copied().chain([NEXT]).collect()
}

#[test]
fn a_journal_of_every_older_schema_comes_to_the_newest_with_its_content() {
    let place = somewhere();
    let mut store = open(&place);
    let head = finished(&mut store, &mut Rng::seeded(1), "2025-11-13", "it listens", &done(1));
    drop(store);
    let store = Store::open_with(&place.path, &next_steps(), at(7)).expect("opens");
    assert_eq!(store.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    let rows: i64 = store.conn.query_row("SELECT x FROM later", [], |row| row.get(0)).expect("reads");
    assert_eq!(rows, 1);

    let backups = place.folder.path().join("backups");
    let copies: Vec<_> =
        std::fs::read_dir(&backups).expect("lists").map(|f| f.expect("a file").path()).collect();
    let name = format!("journal-2025-11-13-032020-schema-{}.db", STEPS.len());
    assert_eq!(copies, [backups.join(name)]);
    assert_eq!(std::fs::metadata(&backups).expect("there").permissions().mode() & 0o777, 0o700);
    assert_eq!(std::fs::metadata(&copies[0]).expect("there").permissions().mode() & 0o777, 0o600);
    let copy = Store::open(&copies[0], at(8)).expect("the copy is a journal");
    assert_eq!(copy.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    assert_eq!(copy.verify(), Ok(vec![]));
}

/// A journal as the first schema left it: finished, reopened, begun, in the trash, and damaged.
fn fill_first(place: &Somewhere) {
    let conn = Connection::open(&place.path).expect("opens");
    conn.execute_batch(STEPS[0]).expect("the first step");
    conn.execute_batch(include_str!("first.sql")).expect("fills");
    let texts = ["{}", FINISHED, ONCE, DRAFT, TRASHED];
    for text in texts {
        let digest = Digest::of(text.as_bytes()).0;
        for table in ["entry", "draft", "history"] {
            let sql = format!("UPDATE {table} SET digest = ?1 WHERE answers = ?2");
            conn.execute(&sql, rusqlite::params![digest, text]).expect("hashes");
        }
    }
    let digest = Digest::of(DEFINITION.as_bytes()).0;
    conn.execute("UPDATE definition SET digest = ?1", [digest]).expect("hashes");
    conn.execute("UPDATE entry SET definition = ?1", [digest]).expect("hashes");
    conn.execute("UPDATE history SET definition = ?1", [digest]).expect("hashes");
}

const FINISHED: &str = r#"{"product":{"text":"Spotify DJ"},"why":{"text":"it listens, unlike tru-2222"}}"#;
const ONCE: &str = r#"{"why":{"text":"once"}}"#;
const DRAFT: &str = r#"{"why":{"text":"second thoughts"}}"#;
const TRASHED: &str = r#"{"why":{"text":"thrown away"}}"#;

#[test]
fn a_filled_journal_of_the_first_schema_can_be_searched() {
    let place = somewhere();
    fill_first(&place);
    let mut store = open(&place);
    let found = |store: &Store, typed: &str| {
        let mut query = Query::parse(typed, chrono::NaiveDate::default());
        query.resolve(|| Searchable {
            sources: [(FieldRole::Product, Source::Vocabulary("product".into()))].into(),
            ..Searchable::default()
        });
        let hits = store.search(&query, 9).expect("searches");
        hits.into_iter().map(|hit| hit.head.short.to_string()).collect::<Vec<_>>()
    };
    for (typed, expected) in [
        ("listens", vec!["tru-1111"]),
        ("thoughts", vec!["tru-2222"]),
        ("once", vec![]),
        ("thrown", vec![]),
        ("product:otter", vec!["tru-2222"]),
        ("product:\"spotify dj\"", vec!["tru-1111"]),
        ("is:draft", vec!["tru-2222"]),
        ("exercise:trust", vec!["tru-3333", "tru-2222", "tru-1111"]),
        ("", vec!["tru-3333", "tru-2222", "tru-1111"]),
    ] {
        assert_eq!(found(&store, typed), expected, "{typed}");
    }
    let one = store.look_up(&"tru-1111".parse().expect("an id")).expect("looks up").remove(0);
    let two = store.look_up(&"tru-2222".parse().expect("an id")).expect("looks up").remove(0);
    assert_eq!(store.links_from(one.id), Ok(vec![two.clone()]));
    assert_eq!(store.linked_by(two.id), Ok(vec![one]));
    let verified = store.verify().expect("checks");
    assert_eq!(verified, ["the answers of `tru-3333` are not what was written"]);
    let before = index(&store);
    store.rebuild_search().expect("rebuilds");
    assert_eq!(index(&store), before);
    assert!(place.folder.path().join("backups/journal-2025-11-13-031320-schema-1.db").exists());
}

#[test]
fn a_filled_journal_of_the_second_schema_keeps_its_changes_and_takes_them_back() {
    let place = somewhere();
    fill_first(&place);
    let conn = Connection::open(&place.path).expect("opens");
    conn.execute_batch(STEPS[1]).expect("the second step");
    conn.pragma_update(None, "user_version", 2).expect("says so");
    conn.execute_batch(
        "INSERT INTO change (id, kind, at_ms, at_offset, undone) VALUES (1, 'tag', 1, 0, 1), (3, 'tag', 3, 0, 0);
         INSERT INTO change (id, kind, at_ms, at_offset, takes_back) VALUES (2, 'undo', 2, 0, 1);
         INSERT INTO tag (entry, tag) SELECT id, 'work' FROM entry WHERE short = 'tru-1111';
         INSERT INTO changed (change, position, entry, added) SELECT 3, 0, id, 'work' FROM entry WHERE short = 'tru-1111';",
    )
    .expect("fills");
    drop(conn);
    let mut store = open(&place);
    let one = store.look_up(&"tru-1111".parse().expect("an id")).expect("looks up").remove(0);
    assert_eq!((one.days_later(), one.happened), (0, None));
    assert_eq!(store.tags(), Ok(vec![("work".to_owned(), 1)]));
    let undone = store.undo(at(9)).expect("takes back").expect("there is one");
    assert_eq!((undone.change.id, undone.change.entries), (3, vec![one.id]));
    assert_eq!((store.tags(), store.undo(at(9))), (Ok(vec![]), Ok(None)));
    assert_eq!(store.people(), Ok(vec![]));
    store.add_person("Anna", None, at(10)).expect("adds");
    let undone = store.undo(at(11)).expect("takes back").expect("there is one");
    assert_eq!((undone.change.kind, store.people()), (ChangeKind::People, Ok(vec![])));
    assert_eq!(store.verify().map(|wrong| wrong.len()), Ok(1), "what was damaged before");
}

#[test]
fn a_new_or_empty_journal_is_not_copied() {
    let place = somewhere();
    std::fs::write(&place.path, "").expect("writes");
    drop(Store::open_with(&place.path, &next_steps(), at(0)).expect("opens"));
    assert!(!place.folder.path().join("backups").exists());
}

#[test]
fn a_step_that_fails_leaves_the_journal_as_it_was() {
    let place = somewhere();
    drop(open(&place));
    let before = dump(&place);
    let steps: Vec<_> = STEPS.iter().copied().chain(["CREATE TABLE half (x) STRICT; NONSENSE;"]).collect();
    let error = Store::open_with(&place.path, &steps, at(0)).expect_err("fails");
    assert!(error.to_string().starts_with("could not bring the journal up to date: "), "{error}");
    assert_eq!(dump(&place), before);
    drop(open(&place));
}

#[test]
fn without_room_for_a_copy_nothing_is_changed() {
    let place = somewhere();
    drop(open(&place));
    std::fs::write(place.folder.path().join("backups"), "in the way").expect("writes");
    let error = Store::open_with(&place.path, &next_steps(), at(0)).expect_err("fails");
    assert!(error.to_string().contains("a copy cannot be kept in `backups`"), "{error}");
    drop(open(&place));
}

#[test]
fn a_newer_journal_is_refused_and_not_a_byte_changes() {
    for with_log in [false, true] {
        let place = somewhere();
        let newer = Store::open_with(&place.path, &next_steps(), at(0)).expect("opens");
        if with_log {
            // As after a crash: the log is there, and nobody has it open.
            let away = somewhere();
            let copy = |from: &Somewhere, to: &Somewhere| {
                for end in ["", "-wal"] {
                    std::fs::copy(beside(from, end), beside(to, end)).expect("copies");
                }
            };
            copy(&place, &away);
            drop(newer);
            copy(&away, &place);
        } else {
            drop(newer);
        }
        let bytes = || {
            let read = |end: &str| std::fs::read(beside(&place, end)).unwrap_or_default();
            let changed = std::fs::metadata(&place.path).and_then(|file| file.modified()).expect("there");
            (read(""), read("-wal"), changed)
        };
        let before = bytes();
        assert_eq!(with_log, !before.1.is_empty());
        let error = Store::open(&place.path, at(1)).expect_err("refused");
        let known = newest(STEPS);
        let newer = DbError::Newer { found: known + 1, known };
        assert!(matches!(&error, Error::Journal { cause, .. } if *cause == newer), "{error}");
        assert!(bytes() == before, "changed, with a log: {with_log}");
    }
}

#[test]
fn many_programs_may_make_the_same_journal_at_once() {
    let place = somewhere();
    let path = &place.path;
    std::thread::scope(|scope| {
        for seed in 0..8 {
            scope.spawn(move || {
                let mut store = Store::open(path, at(0)).expect("opens");
                begin(&mut store, &mut Rng::seeded(seed));
            });
        }
    });
    assert_eq!(open(&place).open_drafts(99).map(|found| found.len()), Ok(8));
}

fn dump(place: &Somewhere) -> Vec<String> {
    let conn = Connection::open(&place.path).expect("opens");
    let mut statement =
        conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").expect("prepares");
    let rows = statement.query_map([], |row| row.get(0)).expect("reads");
    rows.map(|row| row.expect("a row")).collect()
}
