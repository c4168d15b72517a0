//! What the program says about itself.

use super::{answer, failure, page, same_as_file};
use crate::support::World;

const COMMANDS: [&str; 72] = [
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
    "tags rename",
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
    "portfolio",
    "progress",
    "checklist",
    "complaints",
    "complaints list",
    "complaints show",
    "complaints label",
    "complaints triage",
    "complaints patterns",
    "complaints again",
    "complaints agreement",
    "complaints export",
    "complaints compare",
    "complaints undo",
    "suggest",
    "due",
    "recall",
    "interview",
    "match",
    "stories",
    "drill",
    "hints",
    "exercises",
    "exercises list",
    "exercises show",
    "exercises check",
    "exercises new",
    "sources",
    "demo",
    "doctor",
    "backup",
    "restore-backup",
    "export",
    "import",
    "import journal",
    "import feedback",
    "import complaints",
    "import script",
    "import list",
    "import undo",
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
                "error: the journal needs a terminal\n\
                 hint: `empathy today` prints today on one page, and `empathy practice EXERCISE --plain` asks line by line\n"
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
    for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS", ".SH COMMANDS"] {
        assert!(page.lines().any(|line| line == section), "{section}");
    }
}

/// Lists a command and those below it, but for the help of each.
fn with_inner(command: &clap::Command) -> Vec<&clap::Command> {
    let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
    std::iter::once(command).chain(inner.flat_map(with_inner)).collect()
}

#[test]
fn the_manual_is_one_page_with_every_command_option_variable_and_exit_code() {
    use clap::CommandFactory as _;
    let page = answer(&World::new(), &["man"]).replace("\\-", "-").replace("\\*(Aq", "'");
    let mut cli = empathy::cli::Cli::command();
    cli.build();
    for command in with_inner(&cli) {
        let name = command.get_bin_name().unwrap_or(command.get_name());
        let begin = if name == "empathy" { 0 } else { page.find(&format!(".SS \"{name}\"\n")).expect(name) };
        let rest = &page[begin + 1..];
        let text = &rest[..rest.find("\n.SS").unwrap_or(rest.len())];
        for arg in command.get_arguments().filter(|arg| name == "empathy" || !arg.is_global_set()) {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let first = help.lines().next().unwrap_or_default();
            let is_help = arg.get_id() == "help";
            let named = arg.get_long().is_none_or(|long| text.contains(&format!("--{long}")));
            assert!(is_help || named && text.contains(first), "{name} {}:\n{text}", arg.get_id());
        }
    }
    let main = include_str!("../../src/main.rs");
    let variables: Vec<&str> =
        main.split("var(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(variables.len() > 5, "{variables:?}");
    for variable in variables.into_iter().chain(["EMPATHY_JOURNAL", "XDG_DATA_HOME", "XDG_CONFIG_HOME"]) {
        assert!(page.contains(&format!("\\fB{variable}\\fR")), "{variable}");
    }
    for section in ["OPTIONS", "COMMANDS", "ENVIRONMENT", "FILES", "EXIT STATUS"] {
        assert_eq!(
            page.matches(&format!(".SH {section}\n")).count()
                + page.matches(&format!(".SH \"{section}\"\n")).count(),
            1,
            "{section}"
        );
    }
}
