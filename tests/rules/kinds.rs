//! Only the kinds' own files know which kinds of fields and answers there are.

use super::source::{Source, sources};

/// Where kinds and answers may be told apart: their files, how they are read from TOML, their words, and the JSON of
/// answers.
const KNOW: [&str; 6] = [
    "domain/kinds/",
    "domain/value.rs",
    "exercises/lower/kinds.rs",
    "tui/form/kinds/",
    "wording/fields.rs",
    "commands/entry.rs",
];

/// Lists the variants of a public enum of a file under `src`.
fn variants(file: &str, name: &str) -> Vec<String> {
    let source = sources().into_iter().find(|source| source.file == file).expect("the file");
    let (_, body) = source.code.split_once(&format!("pub enum {name} {{")).expect("the enum");
    let (body, _) = body.split_once("\n}").expect("its end");
    let words = body.lines().map(|line| line.trim().split(['(', ',']).next().unwrap_or_default());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Names every place that tells kinds or answers apart and is none of those that may.
fn offenders(sources: &[Source]) -> Vec<String> {
    let all_kinds = variants("domain/kinds/mod.rs", "Kind");
    let all_values = variants("domain/value.rs", "Value");
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !KNOW.iter().any(|may| source.file.starts_with(may))) {
        // Charts have values of their own.
        let paths = source.paths();
        let uses =
            |path: [&str; 4]| paths.iter().any(|named| named.path.starts_with(&path.map(str::to_owned)));
        let (kinds, values) =
            (uses(["crate", "domain", "kinds", "Kind"]), uses(["crate", "domain", "value", "Value"]));
        for (number, line) in source.code.lines().enumerate() {
            let names = |owner: &str, variants: &[String]| {
                variants.iter().any(|variant| {
                    let path = format!("{owner}::{variant}");
                    line.match_indices(&path).any(|(at, _)| {
                        let ends = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                        ends(line[..at].chars().next_back()) && ends(line[at + path.len()..].chars().next())
                    })
                })
            };
            if kinds && names("Kind", &all_kinds) || values && names("Value", &all_values) {
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
    assert!(variants("domain/kinds/mod.rs", "Kind").iter().any(|kind| kind == "Evidence"));
    assert_eq!(variants("domain/value.rs", "Value"), ["Text", "Number", "Choice", "Rows", "Cites"]);
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
