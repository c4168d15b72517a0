//! The saver on a bad day: nothing that was put is lost, and it says what is wrong.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use rusqlite::Connection;

use super::support::*;
use crate::db::{Saver, Store, Write, Written};
use crate::domain::entry::Draft;
use crate::domain::locate::Place;
use crate::error::{DbError, Error, Result};
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
fn what_is_asked_for_waits_for_another_program_and_keeps_its_order() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    let other = Connection::open(&place.path).expect("opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("holds");
    let ask = |write| saver.ask(Arc::new(write), at(2));
    let finished = Arc::new(written(&draft, "typed meanwhile"));
    saver.put(Arc::clone(&finished));
    let finish = ask(Write::Finish(finished, done(2)));
    let tag = ask(Write::Tag(vec![draft.entry], vec!["work".to_owned()], Vec::new()));
    let trash = ask(Write::Trash(vec![draft.entry]));
    wait_until(|| saver.status().trouble.is_some());
    assert!(trouble(&saver).ends_with("another program is writing to this journal; nothing was changed"));
    for answer in [&finish, &tag, &trash] {
        assert!(answer.try_recv().is_err(), "nothing is done, and nothing is refused");
    }
    // A finish that waits leaves its draft safe.
    assert!(!saver.flush(SHORT));
    assert_eq!(unsaved(&place).len(), 1);
    other.execute_batch("ROLLBACK").expect("lets go");
    let done =
        |answer: Receiver<Result<Written>>| answer.recv_timeout(LONG).expect("an answer").expect("done");
    assert_eq!(done(finish).head.map(|head| head.version), Some(1));
    assert_eq!((done(tag).entries, done(trash).entries), (1, 1));
    assert!(saver.flush(LONG));
    assert_eq!((saver.status().trouble, unsaved(&place).len()), (None, 0));
    assert_eq!(store.in_trash(9).map(|heads| heads.len()), Ok(1));
    assert_eq!(store.draft(draft.entry), Ok(None));
}

#[test]
fn what_cannot_be_done_is_refused_and_the_next_is_done() {
    let place = somewhere();
    let (store, saver, draft) = begun(&place);
    let answer = |write| saver.ask(Arc::new(write), at(2)).recv_timeout(LONG).expect("an answer");
    let nobody = crate::domain::id::EntryId::new(1, [0; 10]);
    let refused = answer(Write::Discard(nobody)).expect_err("refused");
    assert_eq!(refused.to_string(), "could not discard the draft: it was changed in another window");
    assert_eq!(answer(Write::Discard(draft.entry)), Ok(Written::default()));
    assert_eq!(saver.status().trouble, None);
    assert_eq!(store.open_drafts(9), Ok(vec![]));
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
    let (answers, here) = (said("lost"), Place::default());
    let new = beginning("trust", "2025-11-13", 1, (&answers, &here));
    let (new, _, lost) = store.plan(&new, &mut Rng::seeded(3)).expect("plans");
    saver.put(lost.clone());
    assert!(!saver.flush(SHORT));
    assert_eq!(trouble(&saver), "there is no such entry");
    saver.put(written(&draft, "this one can"));
    wait_until(|| saver.status().revision.is_some());
    assert_eq!(store.draft(draft.entry).map(|d| d.map(|d| d.answers)), Ok(Some(said("this one can"))));
    assert!(saver.status().pending);
    // Nor does it hold up anything but what is about its own entry.
    let answer = |write| saver.ask(Arc::new(write), at(2)).recv_timeout(LONG).expect("an answer");
    let tags = |id| Write::Tag(vec![id], vec!["work".to_owned()], Vec::new());
    assert_eq!(answer(tags(draft.entry)).map(|done| done.entries), Ok(1));
    let refused = answer(tags(lost.entry)).map(|done| done.entries);
    assert_eq!(refused.map_err(|error| error.to_string()), Err("there is no such entry".to_owned()));
    saver.begin(new, lost);
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
    let finish = Arc::new(Write::Finish(Arc::new(written(&draft, "typed")), done(1)));
    let refused = saver.ask(finish, at(1)).recv_timeout(LONG).expect("an answer");
    assert!(refused.is_err(), "{refused:?}");
    // It would wait for what cannot be written.
    std::mem::forget(saver);
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
    // One that is being written does not count yet.
    files
        .filter(|path| {
            path.to_string_lossy().contains("-unsaved-") && path.extension() != Some("partial".as_ref())
        })
        .collect()
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
    let after = somewhere();
    for file in std::fs::read_dir(place.folder.path()).expect("lists").map(|file| file.expect("a file")) {
        if !file.file_name().to_string_lossy().ends_with("-shm") {
            std::fs::copy(file.path(), after.folder.path().join(file.file_name())).expect("copies");
        }
    }
    other.execute_batch("ROLLBACK").expect("lets go");
    let place = after;
    let store = {
        drop(store);
        open(&place)
    };

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
