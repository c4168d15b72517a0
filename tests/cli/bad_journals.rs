//! Journals that are none, or not whole, or not ours: one sentence, one hint, and not a byte of the file changed.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;

use rusqlite::Connection;

use super::{answer, demo_world, failure, page};
use crate::support::World;

/// Every command that opens the journal.
const COMMANDS: [&[&str]; 6] = [
    &["today"],
    &["week"],
    &["list", "--json"],
    &["show", "tru"],
    &["review"],
    &["practice", "trust-audit", "--plain"],
];

/// Checks that every command refuses the journal with these words and leaves it as it is.
fn refused(world: &World, wanted: &str) {
    let before = std::fs::read(world.journal()).ok();
    for args in COMMANDS {
        assert_eq!(failure(world, args), (Some(1), wanted.to_owned()), "{args:?}");
        assert_eq!(std::fs::read(world.journal()).ok(), before, "{args:?}");
    }
}

fn with_journal(bytes: &[u8]) -> World {
    let world = World::new();
    world.write(".local/share/empathy/journal.db", "");
    std::fs::write(world.journal(), bytes).expect("written");
    world
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let words = "error: could not open the journal `~/.local/share/empathy/journal.db`: it is not a database\n\
                 hint: nothing was changed; open another file with `--journal`, or restore a backup: `empathy backup --list` shows them\n";
    refused(&with_journal("My diary. ".repeat(1000).as_bytes()), words);
    refused(&with_journal(&[0; 5000]), words);
}

#[test]
fn a_journal_that_was_cut_short_is_noticed() {
    let world = demo_world();
    let whole = std::fs::read(world.journal()).expect("a journal");
    for cut in [whole.len() / 2 + 100, 4096 + 17] {
        std::fs::write(world.journal(), &whole[..cut]).expect("written");
        let before = std::fs::read(world.journal()).expect("there");
        for args in COMMANDS {
            let (code, said) = failure(&world, args);
            assert_eq!(code, Some(1));
            assert!(
                said.starts_with("error: could not open the journal `~/.local/share/empathy/journal.db`: "),
                "{said}"
            );
            assert!(
                said.contains("\nhint: nothing was changed; `empathy backup --list` shows your backups"),
                "{said}"
            );
            assert_eq!(std::fs::read(world.journal()).expect("there"), before);
        }
    }
}

#[test]
fn a_journal_of_a_newer_program_is_left_alone() {
    let world = demo_world();
    let conn = Connection::open(world.journal()).expect("opened");
    let known: u32 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a number");
    conn.pragma_update(None, "journal_mode", "delete").expect("no log");
    conn.pragma_update(None, "user_version", 99).expect("set");
    drop(conn);
    refused(
        &world,
        &format!(
            "error: could not open the journal `~/.local/share/empathy/journal.db`: it was written by a newer version of empathy (schema 99, this one knows {known})\n\
             hint: update empathy, or open another journal with `--journal`; nothing was changed\n"
        ),
    );
}

#[test]
fn the_database_of_another_program_is_left_alone() {
    let world = with_journal(b"");
    let conn = Connection::open(world.journal()).expect("opened");
    conn.execute_batch("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')")
        .expect("made");
    drop(conn);
    let said = failure(&world, &["today"]).1;
    insta::assert_snapshot!(said, @r"
    error: could not open the journal `~/.local/share/empathy/journal.db`: it is another program's database, not an empathy journal
    hint: nothing was changed; open another file with `--journal`
    ");
    refused(&world, &said);
}

#[test]
fn a_folder_is_no_journal() {
    let world = World::new();
    std::fs::create_dir_all(world.journal()).expect("made");
    refused(
        &world,
        "error: could not open the journal `~/.local/share/empathy/journal.db`: it is a folder\nhint: name a file in it\n",
    );
    let (code, said) = failure(&world, &["--journal", ".", "today"]);
    assert_eq!(code, Some(1));
    assert!(said.ends_with(": it is a folder\nhint: name a file in it\n"), "{said}");
}

#[test]
fn a_file_is_no_folder_to_keep_a_journal_in() {
    let world = World::new();
    world.write("file", "mine");
    let (code, said) = failure(&world, &["--journal", "file/journal.db", "today"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(said, @r"
    error: could not open the journal `~/file`: it is not a folder
    hint: open another with `--journal`
    ");
    assert_eq!(std::fs::read_to_string(world.path("file")).expect("there"), "mine");
}

#[test]
fn an_empty_file_becomes_a_journal() {
    let world = with_journal(b"");
    assert!(answer(&world, &["today"]).contains("so far: 0 of 5"));
    assert_eq!(page(&world.run(&["list", "--json"])), "[]\n");
}

#[test]
fn missing_folders_are_made_and_private() {
    let world = World::new();
    answer(&world, &["--journal", "a/b/c.db", "today"]);
    for (name, mode) in [("a", 0o700), ("a/b", 0o700), ("a/b/c.db", 0o600)] {
        let found = std::fs::metadata(world.path(name)).expect("there").permissions().mode();
        assert_eq!(found & 0o777, mode, "{name}");
    }
}

#[test]
fn a_read_only_journal_can_be_read() {
    let world = demo_world();
    let list = answer(&world, &["list", "-n", "1000"]);
    std::fs::set_permissions(world.journal(), std::fs::Permissions::from_mode(0o400)).expect("set");
    assert_eq!(answer(&world, &["list", "-n", "1000"]), list);
    assert!(answer(&world, &["review", "--week", "2026-W46"]).starts_with("# Week 46"));
    let answers = world.write("answers", "Otter\n");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_empathy"));
    command.env_clear().envs(world.env()).current_dir(world.home()).args([
        "practice",
        "trust-audit",
        "--plain",
        "--again",
    ]);
    command.stdin(std::fs::File::open(answers).expect("answers"));
    if rustix::process::geteuid().is_root() {
        // Nothing is read-only for root: everything is given to nobody, who tries.
        let given =
            std::process::Command::new("chown").args(["-R", "65534:65534"]).arg(world.home()).status();
        assert!(given.is_ok_and(|status| status.success()));
        command.uid(65_534).gid(65_534);
    }
    let output = command.output().expect("it runs");
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the journal is read-only\nhint: check the permissions"), "{said}");
    if rustix::process::geteuid().is_root() {
        let back = std::process::Command::new("chown").args(["-R", "0:0"]).arg(world.home()).status();
        assert!(back.is_ok_and(|status| status.success()));
    }
    assert_eq!(answer(&world, &["list", "-n", "1000"]), list);
}

#[test]
fn one_damaged_entry_is_named_and_the_rest_goes_on() {
    let world = demo_world();
    let conn = Connection::open(world.journal()).expect("opened");
    let sql = "SELECT short, exercise FROM entry
               WHERE week = 202647 AND finished IS NOT NULL AND trashed_ms IS NULL LIMIT 1";
    let (short, exercise): (String, String) =
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("an entry");
    let catalog = empathy::exercises::Catalog::built_in();
    let title = catalog.title(&exercise);
    conn.execute("UPDATE entry SET written = 'someday' WHERE short = ?1", [&short]).expect("damaged");
    conn.execute("INSERT INTO stale VALUES ('facts')", []).expect("stale");
    conn.execute(
        "UPDATE revision SET answers = '{' WHERE entry = (SELECT number FROM entry WHERE short = ?1)",
        [&short],
    )
    .expect("damaged");
    drop(conn);
    assert!(answer(&world, &["log", "it still works"]).starts_with("log-"));
    for args in [&["list", "-n", "1000"][..], &["week"]] {
        let said = answer(&world, args);
        assert!(
            said.contains(&format!("`{short}` is damaged: a stored day can't be read")),
            "{args:?}: {said}"
        );
    }
    assert!(answer(&world, &["today"]).contains("so far"));
    let review = answer(&world, &["review"]);
    let left_out = format!("Left out because the journal could not read it: {title} ({short}).");
    assert!(review.contains(&left_out), "{review}");
    assert!(review.matches("\n## ").count() > 1, "the other entries are there: {review}");
    let entries = answer(&world, &["list", "--json", "-n", "1000"]).matches("\"short\"").count();
    for args in [&["-o", "all.jsonl"][..], &["--format", "md", "-o", "notes"]] {
        let ran = world.run(&[&["export", "--all"], args].concat());
        let named = format!("damaged, exported as far as it can be read ({short})\n");
        assert!(ran.code == Some(1) && ran.stderr.contains(&named), "{ran:?}");
    }
    let written = std::fs::read_to_string(world.path("all.jsonl")).expect("written");
    assert!(written.matches("{\"kind\":\"entry\"").count() >= entries, "the others are there");
    let imported = |to: &str| world.run(&["--journal", to, "import", "journal", "all.jsonl"]).stderr;
    let (one, rest) = (imported("one.db"), "damaged in the journal this file comes from, and");
    assert!(one.contains(&format!("warning: {short} was {rest} is imported as far as it could")), "{one}");
    let conn = Connection::open(world.journal()).expect("opened");
    conn.execute("UPDATE revision SET answers = '{'", []).expect("damaged");
    drop(conn);
    world.run(&["export", "--all", "--force", "-o", "all.jsonl"]);
    let all = imported("all.db");
    assert!(all.contains(&format!(" more were {rest} are imported as far as they could")), "{all}");
    let ran = world.run(&["doctor"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains(&format!("the answers of `{short}` are not what was written")), "{ran:?}");
}

#[test]
fn a_log_without_its_journal_is_not_thrown_away() {
    let world = demo_world();
    std::fs::remove_file(world.journal()).expect("removed");
    let log = world.journal().with_extension("db-wal");
    std::fs::write(&log, vec![7; 4096]).expect("written");
    let (code, said) = failure(&world, &["today"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("the journal is gone, but a log of its newest entries is still there"), "{said}");
    assert_eq!(std::fs::read(&log).expect("there"), vec![7; 4096]);
    assert!(!world.journal().exists());
}
