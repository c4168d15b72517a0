//! A watch and an interview about one product: the gaps of both in one table, what is simulated marked and counted nowhere.

use super::{answer, json};
use crate::support::World;

/// A watch with one moment, in which somebody looks for a button; `who` are the answers about them.
fn watch(world: &World, who: &str, at: &str) -> String {
    let typed = format!(
        "{who}Otter\nfind an hour\nOne tap finds the hour.\n.\n5:00\n{at}\nh\nlooks for the button\n2:00\n6\n\n\n\
         She taps the hour\nShe typed the question again\n3\nShe expects an answer, and it waits for a tap\n3\n1\n\
         The button stands where nobody looks.\n.\n\n\n"
    );
    let ran = world.feed(&["practice", "--plain", "--again", "watch"], &typed);
    assert!(ran.stdout.contains("\nfinished · "), "{ran:?}");
    ran.stdout
}

const REAL: &str = "1\nMum\n2\n1\n";
const SIMULATED: &str = "2\n1\n";

/// The rows of a chart of the section of mental models, and how many of them count.
fn chart(world: &World, journal: &[&str], name: &str) -> (Vec<serde_json::Value>, serde_json::Value) {
    let chart = format!("models/{name}");
    let section = json(world, &[journal, &["progress", &chart, "--json"]].concat());
    let figure = &section[0]["figures"][0];
    (figure["data"].as_array().expect("rows").clone(), figure["why"]["n"].clone())
}

#[test]
fn a_simulated_watch_is_marked_wherever_it_is_and_counted_nowhere() {
    let world = World::new();
    assert!(watch(&world, SIMULATED, "0:12.3").contains("(imagined) Otter · 1 moment"));
    let shown = answer(&world, &["progress", "models"]);
    for says in ["(imagined) Otter · ", "Five-Minute Watch, imagined", "(imagined) Otter  0:00 ─h─"] {
        assert!(shown.contains(says), "{says}: {shown}");
    }
    let nothing = "Your design responses · Copy bank · Copy for three places · Where people got lost.";
    assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(nothing), "{shown}");
    let review = answer(&world, &["review", "--for", "me"]);
    for says in [
        "It does not count as an observation.",
        "| (imagined) Otter |",
        "Simulated, with nobody watched: The button",
    ] {
        assert!(review.contains(says), "{says}: {review}");
    }
    assert!(!answer(&world, &["review", "--for", "peer"]).contains("Otter: The button stands"));
    assert!(watch(&world, REAL, "0:40").contains("(imagined): Five minutes of watching: The button"));
    let (rows, counted) = chart(&world, &[], "watches");
    let strips: Vec<&str> = rows.iter().filter_map(|row| row["strip"].as_str()).collect();
    let expected =
        ["0:00 ────h─────────║───────────────────── 5:00", "0:00 ─h────────────║───────────────────── 5:00"];
    assert_eq!((strips, counted), (expected.to_vec(), 1.into()));
    assert_eq!(rows[0]["moments"], "0:40 hesitates, 2:00 clock paused");
    let (rows, counted) = chart(&world, &[], "beliefs");
    let from: Vec<&str> = rows.iter().filter_map(|row| row["Source"].as_str()).collect();
    let expected = ["Five-Minute Watch, watched", "Five-Minute Watch, imagined"];
    assert_eq!((from, counted), (expected.to_vec(), 1.into()));
    let (rows, counted) = chart(&world, &[], "watched");
    let marks: Vec<&str> = rows.iter().filter_map(|row| row["category"].as_str()).collect();
    let expected = ["hesitates", "confused", "twice", "gives_up"];
    assert_eq!(
        (marks, counted),
        (expected.to_vec(), 1.into()),
        "a pause is no moment, and is not listed with 0"
    );
    assert!(answer(&world, &["review", "--for", "peer"]).contains("Otter: The button stands"));
    // What is in the trash is nowhere, not even marked.
    let simulated = json(&world, &["list", "--json"]);
    let simulated =
        simulated.as_array().expect("a list").iter().find(|head| head["summary"] != "Otter · 1 moment");
    world.run(&["delete", simulated.expect("it")["id"].as_str().expect("an id")]);
    assert_eq!(chart(&world, &[], "beliefs").0.len(), 1);
}

#[test]
fn gaps_of_watches_and_interviews_stand_in_one_table_product_by_product() {
    let world = World::new();
    world.run(&["demo", "--into", "a.db", "--until", "2026-11-20"]);
    let journal = ["--journal", "a.db"];
    let (rows, _) = chart(&world, &journal, "beliefs");
    let products: Vec<&str> = rows.iter().filter_map(|row| row["product"].as_str()).collect();
    let mut together = products.clone();
    together.dedup();
    let mut once = together.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(together.len(), once.len(), "{products:?}");
    let from = |words: &str| rows.iter().find(|row| row["Source"] == words).expect(words);
    assert_eq!(from("Five-Minute Watch, watched")["product"], "Google Maps");
    let heard = from("Mental Model Interview, told");
    for column in ["The gap", "Intended or actual", "Believed or did", "Effect"] {
        assert!(heard[column].as_str().is_some_and(|text| !text.is_empty()), "{column}: {heard}");
    }
    for (reader, most) in [("me", 4), ("peer", 3)] {
        let review =
            answer(&world, &[&journal[..], &["review", "--week", "2026-W47", "--for", reader]].concat());
        let (_, table) = review.split_once("# Gaps, product by product\n").expect("a section");
        let rows: Vec<&str> = table.lines().skip(3).take_while(|line| line.starts_with('|')).collect();
        let of = |words: &str| rows.iter().filter(|row| row.contains(words)).count();
        assert_eq!((of("| Otter |"), of("| interview with ")), (most, most), "{table}");
        assert_eq!((of("| Google Maps |"), of("| real watch (")), (most, most), "{table}");
        assert_eq!(review.matches("# Gaps, product by product").count(), 1);
    }
}
