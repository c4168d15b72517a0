//! Who may read a journal, and journals that may only be read. Each test plays its parts in processes of its own, since
//! a umask and a user belong to a whole process.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::time::Duration;

use rustix::fs::Mode;

use super::support::*;
use crate::db::migrations::STEPS;
use crate::db::{Saver, Store};
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).expect("there").permissions().mode() & 0o777
}

#[test]
fn everything_is_private_under_any_umask() {
    let Some(umask) = child_part() else {
        for umask in ["000", "077", "022", "027"] {
            must_succeed(
                &child("privacy::everything_is_private_under_any_umask", umask).output().expect("runs"),
            );
        }
        return;
    };
    let place = somewhere();
    rustix::process::umask(Mode::from_raw_mode(u32::from_str_radix(&umask, 8).expect("octal")));
    let folder = place.folder.path().join("data/empathy");
    let path = folder.join("journal.db");
    let mut store = Store::open(&path, at(0)).expect("opens");
    begin(&mut store, &mut Rng::seeded(1));
    let steps: Vec<_> = STEPS.iter().copied().chain(["CREATE TABLE later (x) STRICT"]).collect();
    let steps = steps.iter().map(|step| step.replace("(x)", "(x ANY)")).collect::<Vec<_>>();
    let steps: Vec<_> = steps.iter().map(String::as_str).collect();
    let newer = Store::open_with(&path, &steps, at(1)).expect("opens");
    for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
        assert_eq!(mode(&folder.join(name)), 0o600, "{name}");
    }
    let backups = folder.join("backups");
    for private in [folder.parent().expect("a folder"), &folder, &backups] {
        assert_eq!(mode(private), 0o700, "{}", private.display());
    }
    for copy in std::fs::read_dir(&backups).expect("lists") {
        assert_eq!(mode(&copy.expect("a file").path()), 0o600);
    }
    drop((store, newer));
}

#[test]
fn a_journal_others_could_read_is_made_private() {
    let place = somewhere();
    drop(open(&place));
    std::fs::set_permissions(&place.path, PermissionsExt::from_mode(0o644)).expect("sets");
    let store = open(&place);
    for end in ["", "-wal", "-shm"] {
        assert_eq!(mode(&beside(&place, end)), 0o600, "{end}");
    }
    drop(store);
}

#[test]
fn a_journal_that_may_not_be_written_opens_for_reading() {
    const NAME: &str = "privacy::a_journal_that_may_not_be_written_opens_for_reading";
    if child_part().is_none() {
        let mut command = child(NAME, "reader");
        if rustix::process::geteuid().is_root() {
            // Nothing is read-only for root.
            command.uid(65_534).gid(65_534);
        }
        must_succeed(&command.output().expect("runs"));
        return;
    }
    for folder_mode in [0o700, 0o500] {
        let place = somewhere();
        let allow = |file, folder| {
            std::fs::set_permissions(place.folder.path(), PermissionsExt::from_mode(folder)).expect("sets");
            std::fs::set_permissions(&place.path, PermissionsExt::from_mode(file)).expect("sets");
        };
        let mut store = open(&place);
        let head = finished(&mut store, &mut Rng::seeded(1), "2025-11-13", "it listens", &done(1));
        let draft = store.reopen(head.id, at(2)).expect("reopens");
        drop(store);
        allow(0o400, folder_mode);
        let mut store = Store::open(&place.path, at(2)).expect("opens for reading");
        assert!(store.is_read_only());
        assert_eq!(store.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
        let refused = Error::Journal { attempt: "save the draft".into(), cause: DbError::ReadOnly };
        assert_eq!(store.save_draft(&draft), Err(refused.clone()));
        assert_eq!(store.verify(), Ok(vec![]));
        drop(store);

        // The saver keeps what it cannot write, and writes it when it may.
        let saver = Saver::start(&place.path, Rng::seeded(2)).expect("starts");
        saver.put(written(&draft, "typed meanwhile"));
        assert!(!saver.flush(Duration::from_millis(400)));
        assert_eq!(saver.status().trouble, Some(refused));
        assert!(saver.status().pending);
        allow(0o600, 0o700);
        assert!(saver.flush(Duration::from_secs(20)), "{folder_mode:o} {:?}", saver.status());
        assert_eq!((saver.status().trouble, saver.status().pending), (None, false));
        let now = open(&place).draft(head.id).expect("reads").expect("there");
        assert_eq!(now.answers, said("typed meanwhile"));
    }
}
