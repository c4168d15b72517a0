//! The house style of what people read: words that are not used, in exercise files, help, messages and screens.

use std::path::{Path, PathBuf};

use super::source::sources;

/// Calques and replaced terms, each with how often it still occurs. The numbers only go down; a word at 0 is kept out of
/// the snapshots, too.
const WORDS: &[(&str, usize)] = &[
    ("by what", 0),
    ("decide for", 0),
    ("tell on", 0),
    ("ask back", 0),
    ("asks back", 0),
    ("have it from", 0),
    ("stands on", 0),
    ("anew", 0),
    ("mend", 0),
    ("besides", 0),
    ("take back", 1),
    ("takes back", 0),
    ("taken back", 1),
    ("wants its", 0),
    ("is no text", 0),
    ("is no day", 0),
    ("is no number", 0),
    ("is no time", 0),
    ("what is so", 0),
    ("\"quite\"", 0),
    ("surer than", 1),
    ("less sure", 1),
    ("way out", 0),
    ("rides on", 0),
    ("what comes of it", 0),
    ("goes on inside", 0),
    ("what is really so", 0),
    ("gently correct", 0),
    ("hand over and keep", 0),
    ("rung", 1),
    ("acts alone", 0),
    ("turning point", 0),
    ("at ease", 1),
    ("in charge", 0),
    ("grace when wrong", 0),
    ("planted failure", 0),
    ("won back", 0),
    ("worked out", 0),
    ("throw-away", 0),
    ("put away", 0),
    ("bring back", 0),
    ("brings back", 0),
    ("brought back", 0),
    ("nobody listens", 0),
    ("somebody", 1),
    ("still to come", 0),
    ("surer than right", 0),
    ("three moves", 0),
    ("as sure as right", 0),
    ("what it costs", 0),
    ("what rides", 0),
    ("who looks before", 0),
    ("their picture", 0),
    ("proven", 0),
    ("learned", 0),
    ("proof", 4),
];

/// Everything in strings of the program and in exercise files, by file, in lower case.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all: Vec<(String, String)> = sources()
        .into_iter()
        .map(|source| {
            let pairs = source.code.bytes().zip(source.with_strings.bytes());
            let strings = pairs.map(|(code, both)| if code == both { b' ' } else { both }).collect();
            (format!("src/{}", source.file), String::from_utf8(strings).expect("text"))
        })
        .collect();
    for path in files(&root.join("exercises"), "toml") {
        let text = std::fs::read_to_string(&path).expect("text");
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
        all.push((path.display().to_string(), lines.join("\n")));
    }
    all.into_iter().map(|(file, text)| (file, plain(&text))).collect()
}

/// What the people of the sample journal wrote: it shows in snapshots, whatever words it has.
fn sample() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = files(&root.join("assets/demo"), "toml");
    all.iter().map(|path| plain(&std::fs::read_to_string(path).expect("text")) + "\n").collect()
}

/// What people see of screens and commands, as it is kept in snapshots.
fn snapshots() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = ["src", "tests"].iter().flat_map(|folder| files(&root.join(folder), "snap"));
    all.map(|path| (path.display().to_string(), plain(&std::fs::read_to_string(&path).expect("text"))))
        .collect()
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('\\', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn files(folder: &Path, kind: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, kind));
        } else if path.extension().is_some_and(|ext| ext == kind) {
            found.push(path);
        }
    }
    found
}

/// Counts whole words: `mend` is not in `recommend`.
fn count(text: &str, word: &str) -> usize {
    let whole = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    text.match_indices(word).filter(|(at, _)| whole(*at)).count()
}

#[test]
fn words_that_are_not_used_get_fewer() {
    let (texts, snapshots, sample) = (texts(), snapshots(), sample());
    assert!(texts.len() > 200 && snapshots.len() > 100, "{} {}", texts.len(), snapshots.len());
    let mut wrong = Vec::new();
    for (word, most) in WORDS {
        let places = |all: &[(String, String)]| -> Vec<String> {
            all.iter().filter(|(_, text)| count(text, word) > 0).map(|(file, _)| file.clone()).collect()
        };
        let found: usize = texts.iter().map(|(_, text)| count(text, word)).sum();
        if found > *most {
            wrong.push(format!("`{word}` is there {found} times, at most {most}: {:#?}", places(&texts)));
        }
        let seen = places(&snapshots);
        if *most == 0 && !seen.is_empty() && count(&sample, word) == 0 {
            wrong.push(format!("`{word}` is in {seen:#?}"));
        }
    }
    assert!(wrong.is_empty(), "write other words, see the house style:\n{}", wrong.join("\n"));
}

#[test]
fn words_are_found_whole_and_across_lines() {
    assert_eq!(count(&plain("We recommend to Mend it,\n  mend \\\n it."), "mend it"), 2);
    assert_eq!(count("\"quite\", quite", "\"quite\""), 1);
    let said = texts();
    let found = |word: &str| said.iter().any(|(_, text)| count(text, word) > 0);
    assert!(found("write it down while it is fresh") || found("journal"), "strings are looked at");
    assert!(!found("fn main"), "code is not");
}
