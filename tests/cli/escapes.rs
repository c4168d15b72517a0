//! What somebody wrote never reaches the terminal as a command to it.

use super::json;
use crate::support::World;

const HOSTILE: &str = "Otter\u{1b}]52;c;aGVsbG8=\u{7} \u{1b}[2J\u{9b}31m \u{202e}txt.exe \u{e0041}\u{7f}";

/// A world with a hostile product in a finished entry and a hostile text in a draft.
fn world() -> World {
    let world = World::new();
    let rows = format!("{HOSTILE}\n1\n\nB{HOSTILE}\n1\n\nC\n1\n\n\n");
    let text = format!("{HOSTILE}\nmore\n.\n1\nother: {HOSTILE}\n{HOSTILE}\n.\n");
    let change = format!("{HOSTILE}\n.\n\n");
    let typed = [rows, text.repeat(3), change.repeat(3), format!("{HOSTILE}\n.\n{HOSTILE}\n.\n")].concat();
    let ran = feed(&world, &["practice", "--plain", "trust-audit"], &typed);
    assert!(ran.contains("\nfinished · tru-"), "{ran}");
    feed(&world, &["practice", "--plain", "error-map"], &format!("{HOSTILE}\n{HOSTILE}\n"));
    world
}

fn feed(world: &World, args: &[&str], typed: &str) -> String {
    let output = world.command(args).write_stdin(typed).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{args:?} {output:?}");
    harmless(args, &output.stdout);
    harmless(args, &output.stderr);
    String::from_utf8(output.stdout).expect("text")
}

fn harmless(what: &[&str], bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("text");
    for letter in text.chars() {
        let control = letter.is_control() && letter != '\n';
        let hidden =
            matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}');
        assert!(!control && !hidden, "{what:?} prints {letter:?}");
    }
    assert!(!text.contains("]52;c;"), "{what:?} prints the rest of a sequence");
}

#[test]
fn no_command_prints_an_escape_sequence() {
    let world = world();
    let ids: Vec<String> = json(&world, &["list", "--json"])
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|head| Some(head["id"].as_str()?.to_owned()))
        .collect();
    let mut all: Vec<Vec<&str>> =
        vec![vec!["today"], vec!["week"], vec!["list"], vec!["list", "--drafts"], vec!["review"]];
    for id in &ids {
        all.push(vec!["show", id]);
        all.push(vec!["practice", "--plain", id]);
    }
    for args in all {
        let said = feed(&world, &args, &"\n".repeat(30));
        assert!(!said.is_empty());
    }
    feed(&world, &["review", "--output", "week.md"], "");
    harmless(&["week.md"], &std::fs::read(world.path("week.md")).expect("written"));
}

#[test]
fn json_prints_no_escape_sequence_and_loses_no_letter() {
    let world = world();
    for head in json(&world, &["list", "--json"]).as_array().expect("a list") {
        let id = head["id"].as_str().expect("an id");
        let output = world.command(&["show", id, "--json"]).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.is_ascii() && !text.contains('\u{1b}') && !text.contains('\u{7f}'), "{text}");
        let shown: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let answers = &shown["answers"];
        let product =
            if id.starts_with("tru") { &answers["products"][0]["product"] } else { &answers["product"] };
        assert_eq!(product, HOSTILE);
    }
    for args in [&["today", "--json"][..], &["week", "--json"], &["list", "--json"]] {
        let output = world.command(args).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "{args:?}");
    }
}

#[test]
fn errors_print_no_escape_sequence() {
    let world = World::new();
    for args in [
        &["show", HOSTILE][..],
        &["practice", "--plain", HOSTILE],
        &["list", "--exercise", HOSTILE],
        &["exercises", "show", HOSTILE],
        &["exercises", "check", HOSTILE],
        &["exercises", "new", HOSTILE, "--output", "missing/x.toml"],
        &["review", "--output", "missing/\u{1b}[2J"],
        &["--journal", "\u{1b}[2J/\u{7}", "show", "tru"],
        &["week", HOSTILE],
        &["demo", "--into", "x", "--until", HOSTILE],
        &[HOSTILE],
    ] {
        let output = world.command(args).output().expect("it runs");
        assert_ne!(output.status.code(), Some(0), "{args:?}");
        harmless(args, &output.stdout);
        harmless(args, &output.stderr);
    }
}

#[test]
fn an_exercise_file_prints_no_escape_sequence() {
    let world = World::new();
    let sketch = world.run(&["exercises", "new", "mine", "--output", "mine.toml"]);
    assert_eq!(sketch.code, Some(0));
    let text = std::fs::read_to_string(world.path("mine.toml")).expect("there");
    let hostile = text.replace("title = \"Moments\"", "title = \"Mo\\u001b[2J\\u0007\"");
    assert_ne!(text, hostile);
    world.write(".config/empathy/exercises/mine.toml", &hostile);
    for args in [
        &["exercises", "list"][..],
        &["exercises", "show", "mine"],
        &["exercises", "show", "mine", "--source"],
        &["exercises", "check"],
        &["practice", "mine", "--plain"],
    ] {
        let output = world.command(args).output().expect("it runs");
        harmless(args, &output.stdout);
        harmless(args, &output.stderr);
    }
}
