//! Small files with mistakes, and exactly what is said about them.

mod fields;
mod names;
mod outline;
mod whole;

use std::path::Path;

use super::kinds;
use crate::exercises::parse;

/// What it is about, the text of the file, and what is said: `line:column: message`.
type Case = (&'static str, &'static str, &'static [&'static str]);

/// Seven lines that are fine; a case goes on in line 8, unless it begins with its own `format`.
const HEAD: &str = r#"format = 1
id = "drill"
revision = 1
title = "Drill"
about = "A drill."
why = "It trains."
minutes = [5, 10]
"#;

/// Four lines each that begin a step: `one`, and `two` after it.
const ONE: &str = "[[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"What?\"\n";
const TWO: &str = "[[step]]\nid = \"two\"\ntitle = \"Two\"\nask = \"And?\"\n";

/// Seven lines more, to line 18: a whole step with a group, for what comes after the steps.
const ROWS: &str = r#"@one
[[step.field]]
id = "rows"
kind = "group"
label = "Rows"
field = [
    { id = "word", kind = "text", label = "Word" },
    { id = "pain", kind = "scale", label = "Pain", min = 1, max = 5, anchors = ["low", "high"] },
    { id = "sort", kind = "choice", label = "Sort", option = [{ id = "big", label = "big" }] },
    { id = "proof", kind = "evidence", label = "Proof" },
    { id = "hello", kind = "note", label = "Hello", text = "{word}!" },
]
"#;

fn whole_file(text: &str) -> String {
    let text = text.replace("@rows\n", ROWS).replace("@one\n", ONE).replace("@two\n", TWO);
    if text.starts_with("format") { text } else { format!("{HEAD}{text}") }
}

fn told(text: &str) -> Vec<String> {
    let name = Path::new("x");
    let problems = parse(name, text).err().unwrap_or_default();
    problems.iter().map(|problem| problem.to_string().trim_start_matches("x:").to_owned()).collect()
}

#[test]
fn every_mistake_is_named_with_its_place() {
    for (name, text, wanted) in [whole::CASES, fields::CASES, names::CASES, outline::CASES].concat() {
        let told = told(&whole_file(text));
        let wanted: Vec<String> = wanted.iter().map(|line| line.replace("{kinds}", &kinds())).collect();
        assert_eq!(told, wanted, "{name}: said\n{}\nwanted\n{}", told.join("\n"), wanted.join("\n"));
    }
}

#[test]
fn a_file_from_another_system_is_read_and_its_places_are_right() {
    let text = format!("\u{feff}{HEAD}@one\ntilte = \"x\"\n").replace("@one\n", ONE);
    let wanted = [
        "8:1: a step needs at least one `[[step.field]]`",
        "12:1: `tilte` is not a key of a step; did you mean `title`?",
    ];
    assert_eq!(told(&text.replace('\n', "\r\n")), wanted);
}
