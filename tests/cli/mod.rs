//! Every command in a sealed world: what it says on standard output and standard error, and its exit code.

mod backup;
mod bad_journals;
mod carrying;
mod cases;
mod complaint_agreement;
mod complaint_labels;
mod complaint_patterns;
mod complaints;
mod daily;
mod demo;
mod doctor;
mod drilling;
mod edges;
mod escapes;
mod exercises;
mod help;
mod hints;
mod history;
mod ids;
mod interview;
mod lists;
mod log;
mod moving;
mod numbers;
mod pdf;
mod people;
mod plain;
mod plain_kinds;
mod progress;
mod provenance;
mod reading;
mod recall;
mod reminding;
mod review;
mod review_choice;
mod scripts;
mod search;
mod settings;
mod show;
mod stories;
mod suggest;
mod tags;
mod trash;
mod watching;
mod week;

use crate::support::{Ran, World};

/// What was said and how it ended, as one text to compare.
fn page(ran: &Ran) -> String {
    let mut text = ran.stdout.clone();
    if !ran.stderr.is_empty() {
        text += "── standard error ──\n";
        text += &ran.stderr;
    }
    match ran.code {
        Some(0) => text,
        code => {
            text + &format!("── exit code {} ──\n", code.map_or("none".to_owned(), |code| code.to_string()))
        }
    }
}

/// Compares with a file in `snapshots`.
fn same_as_file(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Runs a command that must end well, and gives what it answered.
fn answer(world: &World, args: &[&str]) -> String {
    let ran = world.run(args);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{args:?}\n{ran:?}");
    ran.stdout
}

/// Runs a command that must end well, and reads its answer as JSON.
fn json(world: &World, args: &[&str]) -> serde_json::Value {
    serde_json::from_str(&answer(world, args)).unwrap_or_else(|error| panic!("{args:?}: {error}"))
}

/// Runs a command that must fail with nothing on standard output, and gives its code and what it said.
fn failure(world: &World, args: &[&str]) -> (Option<i32>, String) {
    let ran = world.run(args);
    assert_eq!(ran.stdout, "", "{args:?}");
    (ran.code, ran.stderr)
}

/// Logs a reaction with its own chance, so that its id is the same every time, and gives the id.
fn logged(world: &World, seed: u32, args: &[&str]) -> String {
    let all = [&["log"], args].concat();
    let output = world.command(&all).env("EMPATHY_SEED", seed.to_string()).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("an id").trim().to_owned()
}

/// Finds the first entry of an exercise in a week of the demo.
fn id_of(world: &World, exercise: &str, week: &str) -> String {
    let list = json(world, &["list", "--exercise", exercise, "--week", week, "--json"]);
    list[0]["id"].as_str().unwrap_or_else(|| panic!("no {exercise} in {week}")).to_owned()
}

/// Lists everything there is.
fn everything(world: &World) -> Vec<serde_json::Value> {
    json(world, &["list", "--limit", "1000", "--json"]).as_array().expect("a list").clone()
}

/// A world with the demo in its usual journal.
fn demo_world() -> World {
    let world = World::new();
    world.demo();
    world
}

/// Lists the keys of a JSON object.
fn keys(value: &serde_json::Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}
