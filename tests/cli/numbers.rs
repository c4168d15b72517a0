//! Numbers that can be calculated by hand.

use super::{answer, json, logged};
use crate::support::World;

/// The numbers of one figure.
fn data(world: &World, section: &str, figure: &str) -> Vec<serde_json::Value> {
    let all = json(world, &["progress", section, "--figure", figure, "--json"]);
    all[0]["figures"][0]["data"].as_array().expect("rows").clone()
}

/// An exercise of one step with fields and measures.
fn exercise(world: &World, rest: &str) {
    let begin = "format = 1\nid = \"mine\"\nrevision = 1\ntitle = \"Mine\"\nabout = \"Mine.\"\nwhy = \"It helps.\"\n\
                 minutes = [5, 9]\n[[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"What?\"\n";
    world.write(".config/empathy/exercises/mine.toml", &format!("{begin}{rest}"));
}

fn practised(world: &World, typed: &str) {
    let ran = world.feed(&["practice", "mine", "--plain"], typed);
    assert!(ran.code == Some(0) && ran.stdout.contains("finished"), "{ran:?}");
}

#[test]
fn all_products_together_are_all_products() {
    let world = World::new();
    for n in 1..=35 {
        let trust = if n <= 5 { "1" } else { "5" };
        logged(&world, n, &["It answered", "--product", &format!("Product {n}"), "--trust", trust]);
    }
    let rows = data(&world, "trust", "overall");
    assert_eq!((rows.len(), rows[0]["n"].as_f64()), (1, Some(35.0)), "{rows:?}");
    let mean = (5.0 + 30.0 * 5.0) / 35.0;
    assert!(rows[0]["mean"].as_f64().is_some_and(|found| (found - mean).abs() < 1e-9), "{rows:?}");
}

#[test]
fn what_is_counted_is_added_up() {
    let world = World::new();
    exercise(
        &world,
        "[[step.field]]\nid = \"tasks\"\nkind = \"group\"\nlabel = \"Tasks\"\nrow = \"task\"\nmin = 1\n\
         [[step.field.field]]\nid = \"name\"\nkind = \"text\"\nlabel = \"Task\"\n\
         [[measure]]\nid = \"tasks\"\ntitle = \"Tasks\"\nfield = \"tasks\"\n",
    );
    practised(&world, "a\nb\n\n");
    practised(&world, "c\nd\ne\n\n");
    let rows = data(&world, "yours", "tasks");
    assert_eq!(rows, [serde_json::json!({"measure": "Tasks", "week": "2026-W47", "sum": 5})]);
}

#[test]
fn words_of_ones_own_are_counted_as_they_were_written() {
    let world = World::new();
    exercise(
        &world,
        "[[step.field]]\nid = \"why\"\nkind = \"choice\"\nlabel = \"Why\"\nother = true\n\
         option = [{ id = \"late\", label = \"too late\" }]\n\
         [[measure]]\nid = \"why\"\ntitle = \"Why\"\nfield = \"why\"\n",
    );
    for typed in ["1\n", "other: it was rude\n", "other: It was  rude\n", "other: too loud\n"] {
        practised(&world, typed);
    }
    let rows = data(&world, "yours", "why");
    let found: Vec<_> = rows.iter().map(|row| (row["label"].as_str(), row["n"].as_u64())).collect();
    assert_eq!(
        found,
        [(Some("It was rude"), Some(2)), (Some("too late"), Some(1)), (Some("too loud"), Some(1))]
    );
}

#[test]
fn one_line_in_the_log_is_no_exercise_that_was_too_short() {
    let world = World::new();
    logged(&world, 1, &["It answered"]);
    assert!(data(&world, "practice", "minutes").is_empty());
}

#[test]
fn the_time_of_a_week_is_the_same_everywhere() {
    let world = World::new();
    world.demo();
    let minutes = json(&world, &["week", "--json"])["minutes"].as_u64().expect("minutes");
    assert_eq!(json(&world, &["today", "--json"])["minutes_this_week"], minutes);
    let rows = data(&world, "practice", "weekly");
    let now = rows.iter().find(|row| row["what"] == "Minutes").expect("a row")["now"].as_u64();
    assert_eq!(now, Some(minutes));
    let told = format!("{} h {} min", minutes / 60, minutes % 60);
    for args in [&["today"][..], &["week"], &["review"]] {
        let said = answer(&world, args);
        assert!(said.contains(&told), "{args:?}: {told}: {said}");
    }
}

#[test]
fn the_error_policy_of_one_product_has_its_rows_and_no_others() {
    let world = World::new();
    world.demo();
    let all = data(&world, "errors", "policy");
    let product = all[0]["product"].as_str().expect("a product");
    let args = ["progress", "errors", "--figure", "policy", "--subject", &product.to_uppercase(), "--json"];
    let rows = json(&world, &args)[0]["figures"][0]["data"].as_array().expect("rows").clone();
    let wanted: Vec<_> = all.iter().filter(|row| row["product"] == product).collect();
    assert!(rows.len() >= wanted.len() && rows.iter().all(|row| row["product"] == product), "{rows:?}");
}

#[test]
fn every_open_answer_is_named_with_its_row() {
    let world = World::new();
    let ran = world.feed(
        &["practice", "trust-audit", "--plain"],
        "Otter\n\n\nMaps\n\n\nSiri\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n",
    );
    let (before, rest) = ran.stdout.split_once(" answers are still open:\n").expect("open answers");
    let count: usize =
        before.rsplit('\n').next().expect("a line").trim_start_matches("> ").parse().expect("a count");
    let named: Vec<&str> = rest.lines().take_while(|line| line.starts_with("  ")).collect();
    assert_eq!(named.len(), count, "{rest}");
    assert!(count > 8 && named.iter().any(|line| line.contains(" – Maps – ")), "{named:?}");
}

#[test]
fn a_past_rating_is_judged_by_what_was_written_by_then() {
    let world = World::new();
    let rated = |now: &str| {
        let answers = format!("{}{}", "70\n".repeat(10), "\n".repeat(12));
        let mut command = world.command(&["practice", "self-check", "--plain"]);
        let output = command.env("EMPATHY_NOW", now).write_stdin(answers).output().expect("it runs");
        assert_eq!(output.status.code(), Some(0));
    };
    rated("2026-11-10T10:00:00+00:00");
    let before = data(&world, "checklist", "calibration");
    for n in 1..=14 {
        let at = format!("2026-11-0{} 09:{:02}", 1 + n % 9, n);
        let said = format!("--set=dimension={}", if n % 2 == 0 { "trust" } else { "errors" });
        logged(&world, n, &["It made it up", "--product", "Otter", "--felt", "annoyed", "--at", &at, &said]);
    }
    assert_eq!(data(&world, "checklist", "calibration"), before);
}
