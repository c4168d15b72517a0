//! Documents that promise something keep it.

use std::collections::BTreeSet;

use clap::{CommandFactory, Parser};
use empathy::cli::{Cli, Command};

use super::source::sources;
use crate::support::World;

fn document(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The `empathy` lines of the console blocks, each as words.
fn console_lines(text: &str) -> Vec<Vec<String>> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        match line.trim() {
            "```console" => inside = true,
            "```" => inside = false,
            line if inside => {
                found.extend(line.strip_prefix("$ empathy").map(words_of));
            }
            _ => {}
        }
    }
    found
}

/// Parts a line into words as a shell does: not within quotes, which it takes away.
fn words_of(line: &str) -> Vec<String> {
    let mut quoted = false;
    let pieces = line.split(|letter: char| {
        quoted ^= letter == '"';
        letter.is_whitespace() && !quoted
    });
    pieces.filter(|word| !word.is_empty()).map(|word| word.replace('"', "")).collect()
}

/// Tells whether a command takes over the terminal.
fn is_interactive(cli: &Cli) -> bool {
    match &cli.command {
        None => true,
        Some(Command::Demo(demo)) => demo.into.is_none(),
        Some(Command::Practice(practice)) => !practice.plain,
        Some(Command::Edit(edit)) => !edit.plain,
        Some(Command::Recall(recall)) => !recall.plain,
        Some(Command::Drill(drill)) => !drill.plain,
        Some(_) => false,
    }
}

#[test]
fn every_command_of_the_readme_works() {
    let world = World::new();
    world.demo();
    let lines = console_lines(&document("README.md"));
    assert!(lines.len() > 3, "{lines:?}");
    for words in &lines {
        let cli = Cli::try_parse_from(std::iter::once("empathy").chain(words.iter().map(String::as_str)));
        let cli = cli.unwrap_or_else(|error| panic!("empathy {}: {error}", words.join(" ")));
        if is_interactive(&cli) {
            continue;
        }
        // The beginning of an id that is in every demo: the first of its exercise.
        let args: Vec<String> =
            words.iter().map(|word| if word == "tru" { first_audit(&world) } else { word.clone() }).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let ran = world.run(&args);
        assert_eq!(ran.code, Some(0), "empathy {}: {}", words.join(" "), ran.stderr);
    }
}

fn first_audit(world: &World) -> String {
    let said = world.run(&["list", "--exercise", "trust-audit", "-n", "1"]).stdout;
    said.split_whitespace().next().expect("an id").to_owned()
}

#[test]
fn the_readme_names_every_command_and_no_option_that_is_not_there() {
    let readme = document("README.md");
    let cli = Cli::command();
    for command in cli.get_subcommands() {
        let name = command.get_name();
        assert!(
            readme.contains(&format!("empathy {name}")) || readme.contains(&format!("`{name}`")),
            "README.md says nothing of `empathy {name}`"
        );
    }
    let known: BTreeSet<String> = all_options(&cli);
    let wrong = options_in(&readme).find(|option| {
        // Options of cargo stand in lines of their own.
        !known.contains(*option) && !["release", "path", "example", "profile"].contains(option)
    });
    assert_eq!(wrong, None, "README.md names an option that is not there");
    // Beside a command stand only options of that very command, or of all.
    let mut seen = 0;
    for line in readme.split('`').filter_map(|piece| piece.strip_prefix("empathy ")) {
        let mut command = &cli;
        for word in line.split_whitespace() {
            command = command.find_subcommand(word).unwrap_or(command);
        }
        let all = cli.get_arguments().filter(|arg| arg.is_global_set()).filter_map(|arg| arg.get_long());
        let own: BTreeSet<&str> =
            command.get_arguments().filter_map(|arg| arg.get_long()).chain(all).collect();
        for option in options_in(line) {
            seen += 1;
            assert!(own.contains(option), "README.md: `empathy {line}` has no `--{option}`: {own:?}");
        }
    }
    assert!(seen >= 3, "{seen} options beside commands");
}

#[test]
fn every_option_of_every_command_is_explained_in_its_help() {
    fn check(command: &mut clap::Command, seen: &mut usize) {
        let help = command.render_long_help().to_string();
        for arg in command.get_arguments().filter(|arg| arg.get_id() != "help" && arg.get_id() != "version") {
            let name = match arg.get_long() {
                Some(long) => format!("--{long}"),
                None => arg.get_value_names().and_then(|names| names.first()).expect("a name").to_string(),
            };
            let explained = arg.get_help().is_some_and(|help| help.to_string().len() > 3);
            assert!(explained && help.contains(&name), "`{}` says nothing of `{name}`", command.get_name());
            *seen += 1;
        }
        command.get_subcommands_mut().for_each(|inner| check(inner, seen));
    }
    let mut cli = Cli::command();
    cli.build();
    let mut seen = 0;
    check(&mut cli, &mut seen);
    assert!(seen > 80, "{seen} options and arguments");
}

/// The names behind `--` in a text.
fn options_in(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    words
        .filter_map(|word| word.strip_prefix("--"))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn all_options(command: &clap::Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(|arg| arg.get_long()).map(str::to_owned);
    own.chain(command.get_subcommands().flat_map(all_options)).collect()
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in ["README.md", "CONTRIBUTING.md", "exercises/README.md"] {
        let folder = root.join(name).parent().expect("a folder").to_owned();
        for link in document(name).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !link.contains("://") && !link.starts_with('#') {
                assert!(folder.join(link).exists(), "{name}: {link}");
            }
        }
    }
}

/// The methods by which the reader of exercise files takes a key.
const TAKES: [&str; 14] = [
    "text",
    "texts",
    "string",
    "flag",
    "number",
    "whole",
    "list",
    "table",
    "tables",
    "table_or_tables",
    "text_or_texts",
    "span_of",
    "take",
    "need_tables",
];

#[test]
fn the_readme_of_the_exercises_names_every_key_that_is_read() {
    let readme = document("exercises/README.md");
    let mut keys = BTreeSet::new();
    for source in sources().iter().filter(|source| source.file.starts_with("exercises/lower/")) {
        for (at, _) in source.with_strings.match_indices("(\"") {
            let (before, after) = source.with_strings.split_at(at);
            let method = before.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
            let method = method.strip_prefix("need_").unwrap_or(method);
            if TAKES.contains(&method)
                && before.trim_end_matches(method).trim_end_matches("need_").ends_with('.')
            {
                keys.extend(after[2..].split('"').next().map(str::to_owned));
            }
        }
    }
    assert!(keys.len() > 30, "{keys:?}");
    let named = |key: &str| {
        readme.contains(&format!("`{key}"))
            || readme.contains(&format!("[[{key}]]"))
            || readme.contains(&format!(".{key}]"))
    };
    let missing: Vec<&String> = keys.iter().filter(|key| !named(key)).collect();
    assert!(missing.is_empty(), "exercises/README.md says nothing of {missing:?}");
}
