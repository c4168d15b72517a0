//! The saver on a bad day: nothing that was put is lost, and it says what is wrong.

use std::time::Duration;

use rusqlite::Connection;

use super::support::*;
use crate::db::{Saver, Store};
use crate::domain::entry::Draft;
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

const LONG: Duration = Duration::from_secs(30);
const SHORT: Duration = Duration::from_millis(300);

fn begun(place: &Somewhere) -> (Store, Saver, Draft) {
    let mut store = open(place);
    let draft = begin(&mut store, &mut Rng::seeded(1)).1;
    let saver = Saver::start(&place.path, Rng::seeded(2)).expect("starts");
    (store, saver, draft)
}

/// Waits until something is so, ten seconds at most; what follows asserts it.
fn wait_until(so: impl Fn() -> bool) {
    for _ in 0..1000 {
        if so() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn trouble(saver: &Saver) -> String {
    saver.status().trouble.map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn it_does_not_start_without_a_journal_and_makes_none() {
    let place = somewhere();
    let error = Saver::start(&place.path, Rng::seeded(1)).expect_err("refused");
    assert!(matches!(&error, Error::Journal { cause: DbError::Other(_), .. }), "{error}");
    assert!(!place.path.exists());
}

#[test]
fn it_waits_while_another_program_holds_the_journal() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    let other = Connection::open(&place.path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    saver.put(written(&draft, "typed meanwhile"));
    assert!(!saver.flush(SHORT));
    assert!(saver.status().pending);
    saver.put(written(&draft, "and more"));
    other.execute_batch("ROLLBACK").expect("lets go");
    assert!(saver.flush(LONG));
    assert_eq!(store.draft(draft.entry).map(|d| d.map(|d| d.answers)), Ok(Some(said("and more"))));
}

#[test]
fn it_keeps_what_was_put_while_the_file_is_away() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    drop(store);
    let away = beside(&place, "-away");
    std::fs::rename(&place.path, &away).expect("moves");
    saver.put(written(&draft, "typed meanwhile"));
    assert!(!saver.flush(SHORT));
    assert_eq!(trouble(&saver), "could not save the draft: its file was moved, replaced or deleted");
    assert!(saver.status().pending);
    assert!(!place.path.exists(), "no other journal is made in its place");
    std::fs::rename(&away, &place.path).expect("moves back");
    assert!(saver.flush(LONG));
    assert_eq!(saver.status().trouble, None);
    let now = open(&place).draft(draft.entry).expect("reads").expect("there");
    assert_eq!(now.answers, said("typed meanwhile"));
}

#[test]
fn one_draft_that_cannot_be_written_does_not_hold_up_the_others() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    let lost = Draft { entry: crate::domain::id::EntryId::new(1, [0; 10]), ..draft.clone() };
    saver.put(lost.clone());
    assert!(!saver.flush(SHORT));
    assert_eq!(trouble(&saver), "there is no such entry");
    saver.put(written(&draft, "this one can"));
    wait_until(|| saver.revision_of(draft.entry).is_some());
    assert_eq!(store.draft(draft.entry).map(|d| d.map(|d| d.answers)), Ok(Some(said("this one can"))));
    assert!(saver.status().pending);
    saver.forget(lost.entry);
    assert!(saver.flush(LONG));
    assert_eq!(saver.status().trouble, None);
}

#[test]
fn it_survives_a_panic_and_keeps_what_was_put() {
    if child_part().is_none() {
        let mut command = child("saver_troubles::it_survives_a_panic_and_keeps_what_was_put", "panic");
        must_succeed(&command.env("EMPATHY_FAILPOINT", "save-panic").output().expect("runs"));
        return;
    }
    let place = somewhere();
    let (_store, saver, draft) = begun(&place);
    saver.put(written(&draft, "typed"));
    assert!(!saver.flush(SHORT));
    wait_until(|| saver.status().trouble.is_some());
    assert!(saver.status().pending);
    assert!(
        trouble(&saver).starts_with("could not save the draft: something unexpected"),
        "{}",
        trouble(&saver)
    );
    saver.forget(draft.entry);
}

#[test]
fn a_planted_delay_shows() {
    if child_part().is_none() {
        let mut command = child("saver_troubles::a_planted_delay_shows", "late");
        must_succeed(&command.env("EMPATHY_FAILPOINT", "save-late").output().expect("runs"));
        return;
    }
    let place = somewhere();
    let (_store, saver, draft) = begun(&place);
    saver.put(written(&draft, "typed"));
    assert!(!saver.flush(SHORT));
    assert!(saver.flush(LONG));
}

/// The files beside a journal that hold what could not be saved.
fn unsaved(place: &Somewhere) -> Vec<std::path::PathBuf> {
    let files =
        std::fs::read_dir(place.folder.path()).expect("lists").map(|file| file.expect("a file").path());
    files.filter(|path| path.to_string_lossy().contains("-unsaved-")).collect()
}

#[test]
fn what_cannot_be_saved_is_kept_beside_the_journal_and_taken_in_by_the_next_start() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    let other = Connection::open(&place.path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    saver.put(written(&draft, "typed meanwhile"));
    assert!(!saver.flush(SHORT));
    let kept = unsaved(&place);
    assert_eq!(kept.len(), 1);
    let mode =
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&kept[0]).expect("there").permissions());
    assert_eq!(mode & 0o777, 0o600);
    // As if the program had been killed.
    let left = std::fs::read(&kept[0]).expect("reads");
    saver.forget(draft.entry);
    drop(saver);
    other.execute_batch("ROLLBACK").expect("lets go");
    std::fs::write(&kept[0], left).expect("writes");

    let saver = Saver::start(&place.path, Rng::seeded(3)).expect("starts");
    assert_eq!(saver.recovered(), 1);
    assert!(saver.flush(LONG));
    assert_eq!(store.draft(draft.entry).map(|d| d.map(|d| d.answers)), Ok(Some(said("typed meanwhile"))));
    drop(saver);
    assert_eq!(unsaved(&place), Vec::<std::path::PathBuf>::new());
    assert_eq!(Saver::start(&place.path, Rng::seeded(3)).expect("starts").recovered(), 0);
}

#[test]
fn what_was_saved_after_all_is_not_kept_beside_the_journal() {
    let place = somewhere();
    let (_store, saver, draft) = begun(&place);
    let other = Connection::open(&place.path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    saver.put(written(&draft, "typed meanwhile"));
    assert!(!saver.flush(SHORT));
    assert_eq!(unsaved(&place).len(), 1);
    other.execute_batch("ROLLBACK").expect("lets go");
    assert!(saver.flush(LONG));
    drop(saver);
    assert_eq!(unsaved(&place), Vec::<std::path::PathBuf>::new());
}
