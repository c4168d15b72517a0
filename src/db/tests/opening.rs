//! What may lie at the path of a journal, and what is done about it.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use rusqlite::Connection;

use super::support::*;
use crate::db::Store;
use crate::db::migrations::{STEPS, newest};
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

#[test]
fn a_connection_is_set_up_as_promised() {
    let place = somewhere();
    let store = open(&place);
    let schema = newest(STEPS).to_string();
    let expected = [
        ("user_version", schema.as_str()),
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
        ("busy_timeout", "10000"),
        ("mmap_size", "0"),
        ("trusted_schema", "0"),
        ("cell_size_check", "1"),
        ("secure_delete", "1"),
        ("temp_store", "2"),
        ("application_id", "1701671028"),
    ];
    for (name, value) in expected {
        let found = store.conn.pragma_query_value(None, name, |row| {
            let found = row.get_ref(0)?;
            Ok(found.as_str().map_or_else(|_| found.as_i64().unwrap_or(-1).to_string(), str::to_owned))
        });
        assert_eq!(found.as_deref(), Ok(value), "{name}");
    }
    let defensive = rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE;
    assert_eq!(store.conn.db_config(defensive), Ok(true));
    assert_eq!(store.path(), Some(place.path.as_path()));
    assert!(!store.is_read_only());
}

#[test]
fn every_table_is_strict() {
    let store = Store::open_in_memory().expect("opens");
    let sql = "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite%'
               AND type NOT IN ('virtual', 'shadow')";
    assert_eq!(store.conn.query_row(sql, [], |row| row.get::<_, i64>(0)), Ok(0));
    assert_eq!(store.path(), None);
}

#[test]
fn missing_folders_are_made_and_an_empty_file_is_a_new_journal() {
    let place = somewhere();
    let deep = place.folder.path().join("a/b/c/journal.db");
    drop(Store::open(&deep, at(0)).expect("opens"));
    std::fs::write(&place.path, "").expect("writes");
    let mut store = open(&place);
    begin(&mut store, &mut Rng::seeded(1));
    drop(store);
    assert_eq!(open(&place).open_drafts(9).map(|found| found.len()), Ok(1));
    assert!(!beside(&place, "-wal").exists(), "closing leaves one file");
}

#[test]
fn a_path_is_never_taken_for_an_address_or_for_memory() {
    let place = somewhere();
    for name in ["file:x?mode=memory", ":memory:", "a b%20?c#d", "häß"] {
        let path = place.folder.path().join(name);
        drop(Store::open(&path, at(0)).expect("opens"));
        assert!(path.is_file(), "{name}");
    }
    let relative = super::super::whole(Path::new("file:x?mode=memory")).expect("a path");
    assert!(relative.is_absolute());
}

#[test]
fn what_is_no_journal_is_refused_in_words_and_left_as_it_is() {
    let place = somewhere();
    let refused = |why: &str| {
        let mode = || std::fs::metadata(&place.path).expect("there").permissions().mode();
        let before = (std::fs::read(&place.path).ok(), mode());
        let error = Store::open(&place.path, at(0)).expect_err("refused");
        let shown = place.path.display();
        assert_eq!(error.to_string(), format!("could not open the journal `{shown}`: {why}"));
        assert_eq!((std::fs::read(&place.path).ok(), mode()), before);
        assert!(error.hint().is_some());
    };
    for text in ["x", "some notes\n", "SQLite format 2, long ago"] {
        std::fs::write(&place.path, text.repeat(100)).expect("writes");
        refused("it is not a database");
    }
    std::fs::write(&place.path, "SQLite for").expect("writes");
    refused("it is cut short");
    for mode in ["delete", "wal"] {
        std::fs::remove_file(&place.path).expect("removes");
        let other = Connection::open(&place.path).expect("opens");
        other.pragma_update_and_check(None, "journal_mode", mode, |_| Ok(())).expect("sets");
        other.execute_batch("CREATE TABLE theirs (x)").expect("creates");
        drop(other);
        refused("it is another program's database, not an empathy journal");
    }
    std::fs::remove_file(&place.path).expect("removes");
    std::fs::create_dir(&place.path).expect("creates");
    refused("it is a folder");
}

#[test]
fn what_is_no_file_is_refused_without_opening_it() {
    let place = somewhere();
    let made = std::process::Command::new("mkfifo").arg(&place.path).status().expect("runs");
    assert!(made.success());
    let error = Store::open(&place.path, at(0)).expect_err("refused");
    assert!(error.to_string().ends_with("it is not a file"), "{error}");
    let inside = Path::new("/dev/null/journal.db");
    assert!(matches!(Store::open(inside, at(0)), Err(Error::File { .. })));
}

#[test]
fn a_journal_cut_short_anywhere_is_damaged_or_no_database_and_left_as_it_is() {
    let place = somewhere();
    let mut store = open(&place);
    for seed in 0..20 {
        finished(&mut store, &mut Rng::seeded(seed), "2025-11-13", &"x".repeat(900), &done(1));
    }
    drop(store);
    let whole = std::fs::read(&place.path).expect("reads");
    let lengths = (1..200).chain((200..whole.len()).step_by(509)).chain((4096..whole.len()).step_by(4096));
    for length in lengths {
        std::fs::write(&place.path, &whole[..length]).expect("writes");
        let error = Store::open(&place.path, at(0)).expect_err("refused");
        let damaged = matches!(&error, Error::Journal { cause: DbError::Damaged(_), .. });
        assert!(damaged, "{length} bytes of {}: {error}", whole.len());
        assert!(std::fs::read(&place.path).expect("reads") == whole[..length], "{length}");
    }
}

#[test]
fn a_log_whose_journal_is_gone_is_not_thrown_away() {
    let place = somewhere();
    std::fs::write(beside(&place, "-wal"), "the newest entries").expect("writes");
    for (empty, words) in [(false, "the journal is gone"), (true, "the journal is empty")] {
        if empty {
            std::fs::write(&place.path, "").expect("writes");
        }
        let error = Store::open(&place.path, at(0)).expect_err("refused");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(std::fs::read(beside(&place, "-wal")).expect("reads"), b"the newest entries");
        assert_eq!(place.path.exists(), empty);
    }
}

#[test]
fn a_journal_that_is_moved_away_is_no_longer_written() {
    let place = somewhere();
    let mut store = open(&place);
    let (head, draft) = begin(&mut store, &mut Rng::seeded(1));
    std::fs::rename(&place.path, beside(&place, "-moved")).expect("moves");
    let error = store.save_draft(&draft).expect_err("refused");
    assert_eq!(error.to_string(), "could not save the draft: its file was moved, replaced or deleted");
    std::fs::write(&place.path, "another").expect("writes");
    assert!(store.save_draft(&draft).is_err());
    std::fs::rename(beside(&place, "-moved"), &place.path).expect("moves back");
    assert_eq!(store.save_draft(&draft), Ok(2));
    assert!(store.draft(head.id).expect("reads").is_some());
}
