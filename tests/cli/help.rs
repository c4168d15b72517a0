//! What the program says about itself.

use super::{answer, failure, page, same_as_file};
use crate::support::World;

const COMMANDS: [&str; 42] = [
    "",
    "today",
    "log",
    "week",
    "status",
    "remind",
    "plan",
    "plan use",
    "plan show",
    "list",
    "search",
    "show",
    "practice",
    "edit",
    "history",
    "tag",
    "tags",
    "move",
    "people",
    "people add",
    "people alias",
    "people rename",
    "people merge",
    "people forget",
    "delete",
    "restore",
    "trash",
    "undo",
    "review",
    "progress",
    "checklist",
    "exercises",
    "exercises list",
    "exercises show",
    "exercises check",
    "exercises new",
    "demo",
    "doctor",
    "backup",
    "restore-backup",
    "completions",
    "man",
];

#[test]
fn every_command_has_a_page_of_help() {
    let world = World::new();
    for command in COMMANDS {
        let mut args: Vec<&str> = command.split_whitespace().collect();
        args.push("--help");
        let said = answer(&world, &args);
        let name = if command.is_empty() { "empathy" } else { command };
        same_as_file(&format!("help {name}").replace(' ', "-"), &said);
    }
}

#[test]
fn no_command_is_missing_from_these_tests() {
    use clap::CommandFactory as _;
    let cli = empathy::cli::Cli::command();
    let mut all = vec![String::new()];
    for command in cli.get_subcommands() {
        all.push(command.get_name().to_owned());
        let inner = command.get_subcommands();
        all.extend(inner.map(|inner| format!("{} {}", command.get_name(), inner.get_name())));
    }
    assert_eq!(all, COMMANDS);
}

#[test]
fn the_version_is_one_line() {
    let world = World::new();
    let version = format!("empathy {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(answer(&world, &["--version"]), version);
    assert_eq!(answer(&world, &["-V"]), version);
}

#[test]
fn without_a_terminal_the_journal_does_not_open_and_says_what_does() {
    let world = World::new();
    for args in [&[][..], &["practice", "trust-audit"], &["demo"]] {
        assert_eq!(
            failure(&world, args),
            (
                Some(2),
                "error: the journal opens in a terminal, and this is not one\n\
                 hint: `empathy today` answers on one page, `empathy practice EXERCISE --plain` asks line by line\n"
                    .to_owned()
            )
        );
    }
    assert!(!world.journal().exists(), "nothing is made for somebody who cannot see it");
}

#[test]
fn words_that_are_no_command_are_refused_with_a_way_on() {
    let world = World::new();
    let said = |args| page(&world.run(args));
    insta::assert_snapshot!(said(&["wek"]), @r"
    ── standard error ──
    error: unrecognized subcommand 'wek'

      tip: a similar subcommand exists: 'week'

    Usage: empathy [OPTIONS] [COMMAND]

    For more information, try '--help'.
    ── exit code 2 ──
    ");
    insta::assert_snapshot!(said(&["show"]), @r"
    ── standard error ──
    error: the following required arguments were not provided:
      <ID>

    Usage: empathy show <ID>

    For more information, try '--help'.
    ── exit code 2 ──
    ");
    assert_eq!(world.run(&["completions", "tcsh"]).code, Some(2));
}

#[test]
fn completions_are_there_for_each_shell() {
    let world = World::new();
    for (shell, wanted) in [
        ("bash", "complete -F _empathy"),
        ("zsh", "#compdef empathy"),
        ("fish", "complete -c empathy"),
        ("elvish", "edit:completion:arg-completer[empathy]"),
        ("powershell", "Register-ArgumentCompleter -Native -CommandName 'empathy'"),
    ] {
        let script = answer(&world, &["completions", shell]);
        assert!(script.contains(wanted), "{shell}");
        for word in ["practice", "exercises", "review", "--plain"] {
            assert!(script.contains(word.trim_start_matches('-')), "{shell}: {word}");
        }
    }
    assert!(!world.journal().exists());
}

#[test]
fn the_manual_page_is_a_manual_page() {
    let world = World::new();
    let page = answer(&world, &["man"]);
    assert!(page.lines().any(|line| line.starts_with(".TH empathy 1")), "{page}");
    for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH SUBCOMMANDS"] {
        assert!(page.lines().any(|line| line == section), "{section}");
    }
}
