//! Readers that go away, writers that are gone, and a home that cannot be written.

use std::io::Read as _;
use std::process::{Command, Stdio};

use super::{demo_world, id_of};
use crate::support::World;

fn plain_command(world: &World, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_empathy"));
    command.env_clear().envs(world.env()).current_dir(world.home()).args(args).stdin(Stdio::null());
    command
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let world = demo_world();
    let id = id_of(&world, "mental-models", "2026-W46");
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["review", "--week", "2026-W46"],
        &["show", &id],
        &["exercises", "list"],
        &["exercises", "show", "trust-audit", "--source"],
        &["completions", "bash"],
        &["man"],
        &["practice", "trust-audit", "--plain"],
        &["today"],
        &["week"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output =
            plain_command(&world, args).stdout(writer).stderr(Stdio::piped()).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}

#[test]
fn a_reader_may_stop_after_the_first_line() {
    let world = demo_world();
    let (mut reader, writer) = std::io::pipe().expect("a pipe");
    let mut child =
        plain_command(&world, &["review"]).stdout(writer).stderr(Stdio::null()).spawn().expect("it runs");
    let mut first = [0; 10];
    reader.read_exact(&mut first).expect("some");
    drop(reader);
    assert_eq!(&first, b"# Week 47,");
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}

#[test]
fn nobody_listening_to_talk_is_no_error() {
    let world = World::new();
    for args in [&["list"][..], &["exercises", "list"], &["demo", "--into", "demo.db"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = plain_command(&world, args).stderr(writer).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{args:?}");
    }
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let output = plain_command(&world, &["show", "tru"]).stderr(writer).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1), "the code still says that it failed");
}

#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let Ok(full) = std::fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let world = demo_world();
    let output =
        plain_command(&world, &["list"]).stdout(full).stderr(Stdio::piped()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    insta::assert_snapshot!(said, @r"
    error: could not write the answer: no space left on device
    hint: check where standard output goes
    ");
}

#[test]
fn nothing_but_the_journal_and_what_was_asked_for_is_written() {
    let world = World::new();
    for args in [
        &["today"][..],
        &["week"],
        &["list"],
        &["review"],
        &["exercises", "list"],
        &["exercises", "check"],
        &["man"],
    ] {
        assert_eq!(world.run(args).code, Some(0));
    }
    let mut found = Vec::new();
    walk(world.home(), &mut found);
    let names: Vec<String> = found
        .iter()
        .map(|path| path.strip_prefix(world.home()).expect("inside").display().to_string())
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    assert_eq!(names, [".local/share/empathy/journal.db"]);
}

fn walk(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

#[test]
fn a_name_that_nothing_has_is_told_before_a_missing_terminal_is() {
    let world = World::new();
    let unknown = "error: there is no exercise `nosuch`\n";
    let (code, said) = super::failure(&world, &["practice", "nosuch"]);
    assert!(code == Some(1) && said.starts_with(unknown) && !world.journal().exists(), "{said}");
    super::logged(&world, 1, &["It cut the call"]);
    for (args, words) in [
        (&["practice", "nosuch"], "error: there is no exercise `nosuch`\n"),
        (
            &["practice", "trust-adit"],
            "error: there is no exercise `trust-adit`\nhint: did you mean `trust-audit`?\n",
        ),
        (&["edit", "log-zzzz"], "error: there is no entry `log-zzzz`\n"),
    ] {
        let (code, said) = super::failure(&world, args);
        assert!(code == Some(1) && said.starts_with(words), "{args:?}: {said}");
    }
    assert!(super::failure(&world, &["practice", "trust-audit"]).1.contains("needs a terminal"));
}
