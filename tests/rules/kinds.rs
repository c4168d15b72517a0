//! Only the kinds' own files know which kinds of fields and answers there are.

use super::source::{Source, sources};

/// Where kinds and answers may be told apart: their files, how they are read from TOML, and the JSON of answers.
const KNOW: [&str; 5] =
    ["domain/kinds/", "domain/value.rs", "exercises/lower/kinds.rs", "tui/form/kinds/", "commands/entry.rs"];

const KINDS: [&str; 8] = ["Text", "Scale", "Choice", "Number", "Group", "Rank", "Evidence", "Note"];
const VALUES: [&str; 5] = ["Text", "Number", "Choice", "Rows", "Cites"];

/// Names every place that tells kinds or answers apart and is none of those that may.
fn offenders(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !KNOW.iter().any(|may| source.file.starts_with(may))) {
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
            if names("Kind", &KINDS) || names("Value", &VALUES) {
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
    let made = |file: &str, code: &str| Source::new(file, &format!("fn f(kind: &Kind) -> bool {{ {code} }}"));
    let bad = [
        made("app/week.rs", "matches!(kind, Kind::Text(_))"),
        made("tui/form/act.rs", "match value { Value::Rows(rows) => true, _ => false }"),
    ];
    assert_eq!(offenders(&bad).len(), 2);
    let good = [
        made("domain/kinds/text.rs", "matches!(kind, Kind::Text(_))"),
        made("tui/text/undo.rs", "matches!(kind, Kind::Typing | ErrorKind::Other)"),
        made("db/lists.rs", "Value::from(kind)"),
    ];
    assert_eq!(offenders(&good), [""; 0]);
}
