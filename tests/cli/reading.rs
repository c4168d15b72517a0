//! `log --reading` and `log --opposites`: what the log shows so far.

use super::{answer, failure, json, page, same_as_file};
use crate::support::World;

fn log(world: &World, when: &str, text: &str, more: &[&str]) -> String {
    let mut command = world.command(&[&["log", text], more].concat());
    let output = command.env("EMPATHY_NOW", when).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).expect("an id").trim().to_owned()
}

#[test]
fn what_the_log_shows_is_said_with_how_much_it_rests_on() {
    let world = World::new();
    world.demo();
    same_as_file("reading", &answer(&world, &["log", "--reading"]));
    let reading = json(&world, &["log", "--reading", "--json"]);
    assert_eq!(reading["of_the_last_14_days"], 13);
    assert_eq!(reading["reading"][0]["about"], "AI product");
    assert!(reading["reading"][0]["n"].as_u64().is_some_and(|n| n > 50));
}

#[test]
fn before_fourteen_days_it_says_how_many_there_are() {
    let world = World::new();
    same_as_file("reading_of_nothing", &page(&world.run(&["log", "--reading"])));
    for day in [2, 9, 19, 20] {
        log(&world, &format!("2026-11-{day:02}T09:00:00+00:00"), "It guessed my name", &[]);
    }
    same_as_file("reading_of_four_days", &page(&world.run(&["log", "--reading"])));
    assert_eq!(json(&world, &["log", "--reading", "--json"])["reading"], serde_json::Value::Null);
}

#[test]
fn what_rests_on_too_little_says_so() {
    let world = World::new();
    for day in 1..=14 {
        let more: &[&str] = if day > 3 { &[] } else { &["-p", "Otter", "--trust", "4", "--felt", "annoyed"] };
        log(&world, &format!("2026-11-{day:02}T09:00:00+00:00"), "It guessed my name", more);
    }
    same_as_file("reading_of_little", &answer(&world, &["log", "--reading"]));
}

#[test]
fn what_is_imagined_is_in_no_line_of_the_reading() {
    let world = World::new();
    for day in 1..=14 {
        let more: &[&str] = if day > 5 { &["--set", "provenance=imagined"] } else { &[] };
        let felt = ["-p", "Otter", "--trust", "4", "--felt", "annoyed"];
        log(
            &world,
            &format!("2026-11-{day:02}T09:00:00+00:00"),
            "It guessed my name",
            &[&felt, more].concat(),
        );
    }
    let reading = json(&world, &["log", "--reading", "--json"]);
    let lines = reading["reading"].as_array().expect("lines");
    assert_eq!(lines[0]["about"], "AI product");
    assert!(lines.iter().all(|line| line["n"].as_u64() <= Some(5)), "{lines:?}");
    assert_eq!(lines[0]["n"], 5);
}

#[test]
fn opposite_reactions_to_one_part_are_listed() {
    let world = World::new();
    same_as_file("opposites_none", &page(&world.run(&["log", "--opposites"])));
    let part = |product: &'static str, felt: &'static str| {
        ["-p", product, "--felt", felt, "--set", "feature=the voice", "--set", "segment=me, on a train"]
    };
    log(&world, "2026-11-02T09:00:00+00:00", "It announced a march", &part("Spotify DJ", "annoyed"));
    log(&world, "2026-11-05T09:00:00+00:00", "It knew the evening", &part("spotify dj", "delighted"));
    log(&world, "2026-11-06T09:00:00+00:00", "It spoke", &part("Otter", "uneasy"));
    same_as_file("opposites", &answer(&world, &["log", "--opposites"]));
    same_as_file("opposites_json", &answer(&world, &["log", "--opposites", "--json"]));
}

#[test]
fn reading_logs_nothing_and_takes_no_text() {
    let world = World::new();
    for args in [
        &["log", "--reading", "It spoke"][..],
        &["log", "--opposites", "--product", "Otter"],
        &["log", "--opposites", "--reading"],
    ] {
        assert_eq!(failure(&world, args).0, Some(2), "{args:?}");
    }
    assert!(!world.journal().exists());
}

#[test]
fn a_damaged_entry_keeps_no_other_pair_from_being_listed() {
    let world = World::new();
    for (day, product, felt) in
        [(2, "Otter", "annoyed"), (3, "Otter", "delighted"), (4, "Maps", "annoyed"), (5, "Maps", "relieved")]
    {
        let more = ["-p", product, "--felt", felt, "--set", "feature=the voice"];
        log(&world, &format!("2026-11-{day:02}T09:00:00+00:00"), "It spoke", &more);
    }
    let pairs = json(&world, &["log", "--opposites", "--json"]);
    let id = pairs[0]["newer"]["id"].as_str().expect("an id");
    let journal = rusqlite::Connection::open(world.journal()).expect("opens");
    let sql = "UPDATE revision SET answers = '{' WHERE entry = (SELECT number FROM entry WHERE short = ?1)";
    journal.execute(sql, [id]).expect("damaged");
    drop(journal);
    let left = json(&world, &["log", "--opposites", "--json"]);
    assert_eq!(left, serde_json::json!([pairs[1]]));
}
