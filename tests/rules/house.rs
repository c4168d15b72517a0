//! House rules that a compiler does not check.

use std::collections::BTreeSet;
use std::path::Path;

use super::source::{Source, sources};

/// The most lines of code a file may have, comments and blank lines not counted.
const MOST: usize = 400;

fn lines_of_code(source: &Source) -> usize {
    source.code.lines().filter(|line| !line.trim().is_empty()).count()
}

/// Where some words stand in production code, as `file:line`.
fn places(sources: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in source.code.lines().enumerate() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                found.push(format!("src/{}:{}: {word}", source.file, number + 1));
            }
        }
    }
    found
}

#[test]
fn production_code_has_no_unwrap_and_nothing_left_to_do() {
    let words = [".unwrap()", "todo!", "unimplemented!", "dbg!", "process::exit", "#[ignore"];
    assert_eq!(places(&sources(), &words), [""; 0]);
    let planted = Source::new(
        "x.rs",
        "fn f() {}\nfn g() { f().unwrap(); }\n#[cfg(test)]\nmod t { fn h() { todo!() } }",
    );
    assert_eq!(places(&[planted], &words), ["src/x.rs:2: .unwrap()"]);
}

#[test]
fn nothing_is_left_to_do_in_comments_and_no_test_is_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let notes = ["TODO", "FIXME", "XXX"];
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches"] {
        each_file(&root.join(folder), &mut |path, text| {
            // This file names them.
            if path.ends_with("rules/house.rs") {
                return;
            }
            for (number, line) in text.lines().enumerate() {
                if notes.iter().any(|word| line.contains(word)) || line.trim_start().starts_with("#[ignore") {
                    found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        });
    }
    assert_eq!(found, [""; 0]);
}

fn each_file(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            each_file(&path, see);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            see(&path, &std::fs::read_to_string(&path).expect("text"));
        }
    }
}

#[test]
fn no_file_is_too_long_to_be_read() {
    let long: Vec<String> = sources()
        .iter()
        .map(|source| (lines_of_code(source), source))
        .filter(|(lines, _)| *lines > MOST)
        .map(|(lines, source)| format!("src/{}: {lines} lines of code", source.file))
        .collect();
    assert!(long.is_empty(), "more than {MOST}:\n{}", long.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let silent: Vec<String> = sources()
        .into_iter()
        .map(|source| source.file)
        .filter(|file| !std::fs::read_to_string(root.join(file)).expect("text").starts_with("//! "))
        .collect();
    assert_eq!(silent, [""; 0]);
}

/// The rooms that a map names: words at the beginning of a cell of a code block, or between them.
fn words_of_the_map(text: &str) -> BTreeSet<String> {
    let map = text.lines().filter_map(|line| line.strip_prefix("//!"));
    map.flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric() && letter != '_'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_map_names_every_room_and_none_that_is_gone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = std::fs::read_to_string(root.join("lib.rs")).expect("the map");
    let words = words_of_the_map(&text);
    let declared: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(declared.len() > 10);
    let missing: Vec<&&str> = declared.iter().filter(|room| !words.contains(**room)).collect();
    assert!(missing.is_empty(), "not on the map in src/lib.rs: {missing:?}");
    for entry in std::fs::read_dir(&root).expect("a folder").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned();
        assert!(name == "lib" || words.contains(&name), "src/{name} is not on the map");
    }
    // Lines of the map of rooms begin with a room, after three spaces.
    let (_, rooms) = text.split_once("# The rooms").expect("a map of the rooms");
    let rooms = rooms.split("```").nth(1).expect("a block");
    for line in rooms.lines().filter_map(|line| line.strip_prefix("//!   ")) {
        let first = line.split_whitespace().next().unwrap_or_default().trim_end_matches(".rs");
        let is_room = first.chars().all(|letter| letter.is_ascii_lowercase());
        let there = root.join(first).is_dir() || root.join(format!("{first}.rs")).is_file();
        assert!(!is_room || first.is_empty() || there, "`{first}` is on the map and not in src");
    }
}

#[test]
fn no_code_knows_an_exercise_by_its_name() {
    let ids = ["trust-audit", "error-map", "mental-models", "automation-spectrum", "dimension-review"];
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.file != "exercises/embedded.rs") {
        for (number, line) in source.with_strings.lines().enumerate() {
            // A hint may name one as an example, with the command around it.
            if ids.iter().any(|id| line.replace(&format!("empathy practice {id}"), "").contains(id)) {
                found.push(format!("src/{}:{}: {}", source.file, number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    let planted = Source::new("x.rs", "/// As in `trust-audit`.\nif id == \"trust-audit\" {}");
    assert!(planted.with_strings.lines().nth(1).is_some_and(|line| line.contains(ids[0])));
    assert!(!planted.with_strings.lines().next().is_some_and(|line| line.contains(ids[0])));
}

/// Literals that are also the id of a field: in which file, and what they mean there.
const OTHER_MEANINGS: [(&str, &[&str], &str); 48] = [
    ("report/practice.rs", &["gap"], "where a skill stands"),
    ("tui/screens/complaints/page.rs", &["decision"], "a noun that is counted"),
    ("commands/recall.rs", &["chance"], "a key of JSON"),
    ("wording/recall.rs", &["second"], "a unit of time"),
    ("domain/fsrs.rs", &["again"], "the name of a grade"),
    ("exercises/lower/telling.rs", &["questions"], "a key of the format"),
    (
        "exercises/lower/drill.rs",
        &["guess", "question", "questions", "result", "right", "score"],
        "keys of the format",
    ),
    ("commands/drill.rs", &["right"], "a word that is printed"),
    ("commands/stories.rs", &["asks", "dimension", "question", "reasons"], "keys of JSON"),
    ("wording/stories.rs", &["question", "second"], "nouns that are counted"),
    (
        "exercises/deck.rs",
        &["answer", "card", "conditions", "example", "question", "source", "worked"],
        "keys of the format",
    ),
    ("domain/deck.rs", &["conditions", "worked"], "parts of a case"),
    ("exercises/embedded.rs", &["debrief", "decision", "pattern"], "the names of exercise files"),
    ("exercises/lower/fields.rs", &["role"], "a key of the format"),
    ("exercises/lower/kinds.rs", &["suggest"], "a key of the format"),
    ("exercises/lower/projections.rs", &["better"], "a key of the format"),
    ("exercises/checklist.rs", &["complaints", "used"], "keys of the format"),
    ("exercises/progress_file.rs", &["fallback", "severity", "situation", "threshold"], "keys of the format"),
    ("exercises/scaffold.rs", &["moment", "product"], "the file that a new exercise begins with"),
    (
        "domain/field_role.rs",
        &["dimension", "job", "journey", "pain", "product", "segment", "trust"],
        "the names of roles",
    ),
    ("exercises/lower/", &["provenance"], "a key of the format"),
    ("domain/provenance.rs", &["told"], "the name of a provenance"),
    ("db/", &["provenance"], "a column"),
    ("commands/entry.rs", &["complaint", "provenance"], "a key of JSON"),
    ("domain/field_role.rs", &["provenance"], "the name of a role"),
    ("coach/hints.rs", &["model"], "a word of what people write"),
    ("coach/judge.rs", &["said"], "a word of what people write"),
    ("tui/input.rs", &["down", "right"], "the names of keys"),
    ("tui/action.rs", &["copy", "down", "order", "right"], "the names of actions"),
    (
        "app/progress/",
        &["fallback", "gap", "product", "severity", "situation", "threshold"],
        "the names of columns, and a standing",
    ),
    ("db/", &["said"], "a table"),
    (
        "db/complaints/",
        &["again", "complaints", "decision", "picked", "product", "reader", "second", "source", "stars"],
        "columns",
    ),
    ("app/complaints/columns.rs", &["product", "source", "stars", "text"], "columns of a file of reviews"),
    ("commands/import_complaints.rs", &["complaint"], "a noun that is counted"),
    (
        "commands/imports.rs",
        &["complaint", "complaints", "product", "source"],
        "keys of JSON, and a noun that is counted",
    ),
    ("tui/screens/import/mod.rs", &["complaint", "stop"], "a noun that is counted, and what a key does"),
    (
        "commands/complaints/",
        &[
            "again",
            "complaint",
            "decision",
            "phrase",
            "picked",
            "product",
            "reader",
            "second",
            "source",
            "stars",
        ],
        "keys of JSON, a column of a file, and a noun that is counted",
    ),
    ("app/progress/complaints.rs", &["complaint", "dimension"], "a column, and a noun that is counted"),
    ("db/complaints/sorted.rs", &["dimension", "phrase"], "columns"),
    ("exercises/lower/mod.rs", &["complaint"], "a key of the format"),
    (
        "exercises/lower/sorting.rs",
        &["decision", "dimension", "phrase", "product", "source"],
        "keys of the format",
    ),
    ("wording/complaint.rs", &["trust"], "the name of a dimension"),
    ("domain/complaint/label.rs", &["chance", "order", "trust"], "words that the journal keeps"),
    ("commands/reading.rs", &["felt", "segment"], "keys of JSON"),
    ("commands/entry.rs", &["happened"], "a key of JSON: when"),
    ("commands/progress.rs", &["said"], "a key of JSON"),
    ("domain/hue.rs", &["automation", "errors", "trust"], "dimensions"),
    ("tui/theme/file.rs", &["automation", "errors", "trust"], "dimensions"),
];

/// Ids of fields that are words of everyday code: no literal of theirs says that a field is meant.
const EVERYDAY: [&str; 14] = [
    "before", "change", "error", "evidence", "help", "how", "kind", "name", "people", "place", "what", "who",
    "why", "words",
];

/// Every id of a field in a file of an exercise.
fn fields_of(text: &str) -> impl Iterator<Item = &str> {
    text.split("[[").filter_map(|table| {
        let (name, body) = table.split_once("]]")?;
        let id = body.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'))?;
        name.ends_with("field").then_some(id)
    })
}

/// Where a whole literal is one of some words, and none of its other meanings: file and line, and the word.
fn named(source: &Source, words: &BTreeSet<String>) -> Vec<String> {
    let other = |word: &str| {
        let here =
            |(file, words, _): &(&str, &[&str], &str)| source.file.starts_with(file) && words.contains(&word);
        OTHER_MEANINGS.iter().any(here)
    };
    let mut found = Vec::new();
    for (number, line) in source.with_strings.lines().enumerate() {
        let literals = line.split('"').skip(1).step_by(2);
        let named = literals.filter(|literal| words.contains(*literal) && !other(literal));
        found.extend(named.map(|word| format!("src/{}:{}: {word}", source.file, number + 1)));
    }
    found
}

#[test]
fn no_code_knows_a_field_by_its_name() {
    let mut ids = BTreeSet::new();
    for folder in ["log", "week", "craft", "daily", "interview"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises").join(folder);
        for entry in std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok) {
            let text = std::fs::read_to_string(entry.path()).expect("text");
            ids.extend(fields_of(&text).map(str::to_owned));
        }
    }
    assert!(ids.len() > 100 && ids.contains("felt") && ids.contains("try_felt"), "{ids:?}");
    ids.retain(|id| !EVERYDAY.contains(&id.as_str()));
    // `report/sample.rs` answers the built-in exercises, for tests.
    let sources = sources();
    let production = sources.iter().filter(|source| source.file != "report/sample.rs");
    let found: Vec<String> = production.flat_map(|source| named(source, &ids)).collect();
    assert_eq!(found, [""; 0]);
    let planted = Source::new("commands/log.rs", "// \"felt\"\nlet field = (\"felt\", args.felt);");
    assert_eq!(named(&planted, &ids), ["src/commands/log.rs:2: felt"]);
}
