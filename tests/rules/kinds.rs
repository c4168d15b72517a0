//! Only the kinds' own files know which kinds of fields and answers there are.

use super::source::{Source, sources};

/// Where kinds and answers may be told apart: their files, how they are read from TOML, their words, and the JSON of
/// answers.
const KNOW: [&str; 6] = [
    "domain/kinds/",
    "domain/value.rs",
    "exercises/lower/kinds.rs",
    "tui/form/kinds/",
    "wording.rs",
    "commands/entry.rs",
];

const KINDS: [&str; 9] = ["Text", "Scale", "Choice", "Number", "Group", "Rank", "Evidence", "Timer", "Note"];
const VALUES: [&str; 5] = ["Text", "Number", "Choice", "Rows", "Cites"];

/// Names every place that tells kinds or answers apart and is none of those that may.
fn offenders(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !KNOW.iter().any(|may| source.file.starts_with(may))) {
        // Charts have values of their own.
        let paths = source.paths();
        let uses =
            |path: [&str; 4]| paths.iter().any(|named| named.path.starts_with(&path.map(str::to_owned)));
        let (kinds, values) =
            (uses(["crate", "domain", "kinds", "Kind"]), uses(["crate", "domain", "value", "Value"]));
        for (number, line) in source.code.lines().enumerate() {
            let names = |owner: &str, variants: &[&str]| {
                variants.iter().any(|variant| {
                    let path = format!("{owner}::{variant}");
                    line.match_indices(&path).any(|(at, _)| {
                        let ends = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                        ends(line[..at].chars().next_back()) && ends(line[at + path.len()..].chars().next())
                    })
                })
            };
            if kinds && names("Kind", &KINDS) || values && names("Value", &VALUES) {
                found.push(format!("{}:{}: {}", source.file, number + 1, line.trim()));
            }
        }
    }
    found
}

#[test]
fn only_the_kinds_files_tell_kinds_of_fields_apart() {
    let found = offenders(&sources());
    assert!(found.is_empty(), "{} places tell kinds apart:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_match_elsewhere_is_found() {
    let uses = "use crate::domain::kinds::Kind;\nuse crate::domain::value::{Answers, Value};\n";
    let made = |file: &str, code: &str| Source::new(file, &format!("{uses}fn f() -> bool {{ {code} }}"));
    let bad = [
        made("app/week.rs", "matches!(kind, Kind::Text(_))"),
        made("tui/form/act.rs", "match value { Value::Rows(rows) => true, _ => false }"),
    ];
    assert_eq!(offenders(&bad).len(), 2);
    let good = [
        made("domain/kinds/text.rs", "matches!(kind, Kind::Text(_))"),
        made("tui/text/undo.rs", "matches!(kind, Kind::Typing | ErrorKind::Other)"),
        made("db/lists.rs", "Value::from(kind)"),
        Source::new("charts/mod.rs", "use super::table::Value;\nfn f() { Value::Text(String::new()); }"),
    ];
    assert_eq!(offenders(&good), [""; 0]);
}
