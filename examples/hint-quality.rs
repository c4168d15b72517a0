//! Measures the hints on labelled sentences: `cargo run --release --example hint-quality [FILE]`.
//!
//! Without a file it reads `training/hints/sentences.toml`, whose head says what is in it. Precision is how many of the hints
//! that were given were right, recall how many of the right ones were given. `--all` lists what was missed and where a hint
//! was wrong.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it is a command")]

#[path = "../tests/support/labelled.rs"]
mod labelled;

use std::process::ExitCode;

const BUILT_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/training/hints/sentences.toml");

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let all = words.iter().any(|word| word == "--all");
    let file = words.iter().find(|word| !word.starts_with("--")).map_or(BUILT_IN, String::as_str);
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    println!("{:<16} {:>9} {:>10} {:>8}", "rule", "sentences", "precision", "recall");
    let (mut found, mut hits, mut wrong, mut sentences) = (0, 0, 0, 0);
    for rule in labelled::measure(&text).map_err(|problem| format!("{file}: {problem}"))? {
        let (precision, recall) = (rule.precision(), rule.recall());
        println!("{:<16} {:>9} {precision:>10.3} {recall:>8.3}", rule.name, rule.sentences);
        sentences += rule.sentences;
        found += rule.found;
        hits += rule.hits;
        wrong += rule.false_alarms.len();
        if all {
            rule.missed.iter().for_each(|sentence| println!("    missed  {sentence}"));
            rule.false_alarms.iter().for_each(|sentence| println!("    wrong   {sentence}"));
        }
    }
    let (precision, recall) =
        (found as f64 / (found + wrong).max(1) as f64, found as f64 / hits.max(1) as f64);
    println!("{:<16} {sentences:>9} {precision:>10.3} {recall:>8.3}", "all");
    Ok(())
}
