//! Schema steps: from an older journal with a copy first, all or nothing, and never from a newer one.

use std::os::unix::fs::PermissionsExt;

use rusqlite::Connection;

use super::support::*;
use crate::chance::Chance;
use crate::error::{Error, Trouble};
use crate::store::Store;
use crate::store::migrations::STEPS;

const NEXT: &str = "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (1);";

fn next_steps() -> Vec<&'static str> {
    STEPS.iter().copied().chain([NEXT]).collect()
}

#[test]
fn a_journal_of_every_older_schema_comes_to_the_newest_with_its_content() {
    let place = somewhere();
    let mut store = open(&place);
    let head = finished(&mut store, &mut Chance::seeded(1), "2025-11-13", "it listens", &done(1));
    drop(store);
    let store = Store::open_with(&place.path, &next_steps(), at(7)).expect("opens");
    assert_eq!(store.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    let rows: i64 = store.conn.query_row("SELECT x FROM later", [], |row| row.get(0)).expect("reads");
    assert_eq!(rows, 1);

    let backups = place.folder.path().join("backups");
    let copies: Vec<_> =
        std::fs::read_dir(&backups).expect("lists").map(|f| f.expect("a file").path()).collect();
    assert_eq!(copies, [backups.join("journal-2025-11-13-032020-schema-1.db")]);
    assert_eq!(std::fs::metadata(&backups).expect("there").permissions().mode() & 0o777, 0o700);
    assert_eq!(std::fs::metadata(&copies[0]).expect("there").permissions().mode() & 0o777, 0o600);
    let copy = Store::open(&copies[0], at(8)).expect("the copy is a journal");
    assert_eq!(copy.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    assert_eq!(copy.verify(), Ok(vec![]));
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
        let newer = Trouble::Newer { found: 2, known: 1 };
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
                begin(&mut store, &mut Chance::seeded(seed));
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
