//! A journal file that is copied back while the log of another state of it still lies there.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::support::*;
use crate::db::{Store, backup, restore};
use crate::sys::rng::Rng;

/// Writes an entry, and gives what lies on disk then: the file, and its log.
fn write(place: &Somewhere, store: &mut Store, seed: u64) -> (Vec<u8>, Vec<u8>) {
    finished(store, &mut Rng::seeded(seed), "2025-11-13", "what was said", &done(1));
    let log = fs::read(beside(place, "-wal")).expect("a log");
    (fs::read(&place.path).expect("a file"), log)
}

fn entries(path: &Path) -> Result<u64, String> {
    let store = Store::open(path, at(0)).map_err(|error| error.with_hint())?;
    store.contents().map(|found| found.entries).map_err(|error| error.to_string())
}

/// Puts a file and a log where a journal is looked for, the log first or last.
fn lay(place: &Somewhere, file: &[u8], log: &[u8], log_is_newer: bool) {
    for end in ["-shm", "-wal"] {
        fs::remove_file(beside(place, end)).unwrap_or_default();
    }
    fs::write(&place.path, file).expect("written");
    fs::write(beside(place, "-wal"), log).expect("written");
    let made = fs::metadata(&place.path).and_then(|file| file.modified()).expect("a time");
    let second = Duration::from_secs(1);
    let then = if log_is_newer { made + second } else { made - second };
    fs::File::options()
        .write(true)
        .open(beside(place, "-wal"))
        .and_then(|log| log.set_modified(then))
        .expect("set");
}

/// Asserts that the journal is refused with some words, that nothing was changed, and that it opens without its log.
#[track_caller]
fn assert_refused(place: &Somewhere, words: &str, without_log: u64) {
    let all = || (fs::read(&place.path).expect("there"), fs::read(beside(place, "-wal")).expect("there"));
    let before = all();
    let said = entries(&place.path).expect_err("refused");
    assert!(said.contains("`journal.db-wal` beside it") && said.contains(words), "{said}");
    let said = backup::back_up(&place.path, None, at(0)).expect_err("refused").to_string();
    assert!(said.contains(words), "{said}");
    assert!(all() == before, "nothing was changed");
    fs::remove_file(beside(place, "-wal")).expect("moved away");
    assert_eq!(entries(&place.path), Ok(without_log));
}

#[test]
fn an_older_copy_is_never_mixed_with_a_newer_log() {
    let (here, there) = (somewhere(), somewhere());
    let mut store = open(&here);
    write(&here, &mut store, 1);
    store.fold().expect("folds");
    let old = fs::read(&here.path).expect("read");
    // Twice over: the log is begun again, over another state of the file.
    for seed in 2..4 {
        let (file, log) = write(&here, &mut store, seed);
        lay(&there, &file, &log, true);
        assert_eq!(entries(&there.path), Ok(seed), "after a crash, the log is read");
        if seed == 3 {
            lay(&there, &old, &log, true);
            assert_refused(&there, "another copy of the journal", 1);
        }
        store.fold().expect("folds");
    }
    // All of it in the file, and the log still there.
    let (_, log) = write(&here, &mut store, 4);
    store.conn.execute_batch("PRAGMA wal_checkpoint(PASSIVE)").expect("folds");
    let whole = fs::read(&here.path).expect("read");
    lay(&there, &whole, &log, false);
    assert_eq!(entries(&there.path), Ok(4));
    lay(&there, &old, &log, true);
    assert_refused(&there, "another copy of the journal", 1);
}

#[test]
fn another_journal_is_never_mixed_with_a_log() {
    let (here, there) = (somewhere(), somewhere());
    let (mut ours, mut theirs) = (open(&here), open(&there));
    for store in [&mut ours, &mut theirs] {
        finished(store, &mut Rng::seeded(1), "2025-11-13", "what was said", &done(1));
        store.fold().expect("folds");
    }
    let (_, log) = write(&here, &mut ours, 2);
    let file = fs::read(&there.path).expect("read");
    drop(theirs);
    lay(&there, &file, &log, true);
    assert_refused(&there, "another copy of the journal", 1);
}

#[test]
fn the_file_that_a_log_was_begun_over_loses_none_of_its_entries_whenever_it_was_written() {
    let (here, there) = (somewhere(), somewhere());
    let mut store = open(&here);
    write(&here, &mut store, 1);
    store.fold().expect("folds");
    let (file, log) = write(&here, &mut store, 2);
    // A power cut in the middle of folding leaves a file that is newer than its log.
    for log_is_newer in [false, true] {
        lay(&there, &file, &log, log_is_newer);
        assert_eq!(entries(&there.path), Ok(2));
    }
}

#[test]
fn a_backup_takes_the_place_of_both_and_both_are_kept() {
    let (here, there) = (somewhere(), somewhere());
    let mut store = open(&here);
    write(&here, &mut store, 1);
    store.fold().expect("folds");
    let old = fs::read(&here.path).expect("read");
    write(&here, &mut store, 2);
    store.fold().expect("folds");
    let copy = backup::back_up(&here.path, None, at(0)).expect("backed up");
    let (_, log) = write(&here, &mut store, 3);
    lay(&there, &old, &log, true);
    let kept = restore::restore(&there.path, &copy, at(0)).expect("restored").expect("kept");
    assert_eq!(entries(&there.path), Ok(2));
    assert!(fs::read(&kept).expect("kept") == old);
    let log_kept = kept.with_extension("db-wal");
    assert!(fs::read(log_kept).expect("kept") == log);
}
