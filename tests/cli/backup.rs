//! `backup` and `restore-backup`.

use super::{answer, demo_world, failure, json, page};
use crate::support::{Ran, World};

fn done(world: &World, args: &[&str]) -> Ran {
    let ran = world.run(args);
    assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
    ran
}

fn logged(world: &World) -> usize {
    json(world, &["list", "--json", "--limit", "999"]).as_array().expect("a list").len()
}

#[test]
fn a_copy_is_made_listed_and_restored_and_that_can_be_reversed() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    let ran = done(&world, &["backup"]);
    assert!(ran.stderr.starts_with("It holds 1 entry, the newest from Fri 20 Nov 2026, "), "{ran:?}");
    let copy = ran.stdout.trim().to_owned();
    assert!(copy.starts_with("~/.local/share/empathy/backups/journal-2026-11-20-"), "{copy}");
    assert!(answer(&world, &["backup", "--list"]).ends_with(&format!("  {copy}\n")));
    answer(&world, &["log", "second"]);
    // As a shell leaves it in quotes.
    let ran = done(&world, &["restore-backup", &copy, "--yes"]);
    assert!(ran.stdout.starts_with("restored 1 entry, "), "{ran:?}");
    assert_eq!(logged(&world), 1);
    let doctor = done(&world, &["doctor"]);
    assert!(
        doctor.stdout.starts_with("all is well") && doctor.stderr.starts_with("2 backups in "),
        "{doctor:?}"
    );
    let before = ran.stderr.split('\'').nth(1).expect("where it is kept").to_owned();
    assert!(before.contains("-before-restore.db"), "{before}");
    done(&world, &["restore-backup", &before, "--yes"]);
    assert_eq!(logged(&world), 2);
}

#[test]
fn a_journal_of_a_newer_program_can_be_copied() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    let conn = rusqlite::Connection::open(world.journal()).expect("opens");
    conn.pragma_update(None, "user_version", 999).expect("set");
    drop(conn);
    let copy = world.path("copy.db");
    let ran = done(&world, &["backup", copy.to_str().expect("a path")]);
    assert_eq!(
        ran.stderr,
        "The backup was checked. A newer version of empathy wrote this journal. Use that version to restore the backup.\n"
    );
    let copy = rusqlite::Connection::open(copy).expect("opens");
    assert_eq!(copy.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)), Ok(1));
}

#[test]
fn a_copy_goes_where_it_is_told_and_replaces_nothing_unasked() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    let file = world.path("copy.db");
    let file = file.to_str().expect("a path");
    done(&world, &["backup", file]);
    let (code, said) = failure(&world, &["backup", file]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: `~/copy.db` exists already\nhint: "), "{said}");
    answer(&world, &["log", "second"]);
    done(&world, &["backup", file, "--force"]);
    assert_eq!(answer(&world, &["--journal", file, "list"]).lines().count(), 2);
    let (_, said) = failure(&world, &["backup", "/nowhere/copy.db"]);
    assert!(said.contains("a copy cannot be kept in `nowhere`: no such file or directory"), "{said}");
}

#[test]
fn a_bare_name_is_a_file_in_the_current_folder_and_the_journal_is_no_copy_of_itself() {
    let world = World::new();
    let here = |args: &[&str]| world.command(args).current_dir(world.path("")).output().expect("it runs");
    for args in [&["--journal", "j.db", "log", "first"][..], &["--journal", "j.db", "backup", "copy.db"]] {
        let ran = here(args);
        assert_eq!(ran.status.code(), Some(0), "{args:?}: {ran:?}");
    }
    assert!(world.path("copy.db").exists() && !world.path("copy.db.partial").exists());
    let ran = here(&["--journal", "j.db", "backup", "j.db", "--force"]);
    assert_eq!(ran.status.code(), Some(2), "{ran:?}");
    assert!(String::from_utf8_lossy(&ran.stderr).contains("this file is the journal itself"));
    let ran = here(&["--journal", "j.db", "restore-backup", "copy.db", "--yes"]);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
}

#[test]
fn what_is_no_whole_copy_is_refused_and_nothing_changes() {
    let world = demo_world();
    let before = std::fs::read(world.journal()).expect("read");
    let copy = world.path("copy.db");
    done(&world, &["backup", copy.to_str().expect("a path")]);
    let mut damaged = std::fs::read(&copy).expect("read");
    let middle = damaged.len() / 2;
    damaged[middle..middle + 8192].fill(0xA5);
    std::fs::write(world.path("damaged.db"), &damaged).expect("written");
    std::fs::write(world.path("short.db"), &before[..5000]).expect("written");
    world.write("words.db", "not a database, only words");
    rusqlite::Connection::open(world.path("other.db"))
        .and_then(|conn| conn.execute_batch("CREATE TABLE x (y); PRAGMA application_id = 7;"))
        .expect("made");
    let newer = rusqlite::Connection::open(&copy).expect("opens");
    newer.pragma_update(None, "user_version", 999).expect("set");
    drop(newer);
    let journal = world.journal();
    for (file, says) in [
        ("nowhere.db", "no such file"),
        ("damaged.db", "damaged"),
        ("short.db", "damaged"),
        ("words.db", "it is not a database"),
        ("other.db", "it is not a backup of a journal"),
        ("copy.db", "newer"),
        (journal.to_str().expect("a path"), "this file is the journal itself"),
    ] {
        let path = world.path(file);
        let (code, said) = failure(&world, &["restore-backup", path.to_str().expect("a path"), "--yes"]);
        assert!(code.is_some_and(|code| code > 0) && said.contains(says), "{file}: {said}");
        assert_eq!(std::fs::read(world.journal()).expect("read"), before, "{file}");
    }
    let (code, said) = failure(&world, &["restore-backup", world.path("words.db").to_str().expect("a path")]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!world.path(".local/share/empathy/backups").exists(), "nothing is kept of what was not changed");
}

#[test]
fn a_journal_that_is_open_elsewhere_is_not_replaced() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    let copy = world.path("copy.db");
    done(&world, &["backup", copy.to_str().expect("a path")]);
    let other = rusqlite::Connection::open(world.journal()).expect("opens");
    let rows: i64 = other.query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).expect("reads");
    assert_eq!(rows, 1);
    let (_, said) = failure(&world, &["restore-backup", copy.to_str().expect("a path"), "--yes"]);
    assert!(said.contains("another program"), "{said}");
    drop(other);
    done(&world, &["restore-backup", copy.to_str().expect("a path"), "--yes"]);
}

#[test]
fn a_damaged_journal_is_kept_as_it_lies_and_replaced() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    done(&world, &["backup"]);
    let copy = answer(&world, &["backup", "--list"]).split_whitespace().last().expect("a copy").to_owned();
    std::fs::write(world.journal(), "this was a journal once").expect("written");
    let (_, said) = failure(&world, &["list"]);
    assert!(said.contains("`empathy backup --list`"), "{said}");
    let ran = done(&world, &["restore-backup", &copy, "--yes"]);
    assert!(ran.stderr.contains("-damaged.db"), "{ran:?}");
    assert_eq!(logged(&world), 1);
}

#[test]
fn without_anybody_to_ask_it_says_how_to_go_on() {
    let world = World::new();
    assert!(page(&world.run(&["backup"])).contains("there is no journal to back up yet"));
    answer(&world, &["log", "first"]);
    let copy = world.path("copy.db");
    done(&world, &["backup", copy.to_str().expect("a path")]);
    let (code, said) = failure(&world, &["restore-backup", copy.to_str().expect("a path")]);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("error: The backup holds 1 entry, ") && said.contains("hint: `--yes`"),
        "{said}"
    );
}
