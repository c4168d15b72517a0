//! `complaints patterns`: what complaints say together, and what few of them do not.

use super::{answer, demo_world, failure, json};
use crate::support::World;

/// Imports complaints about two products, so many in all, and gives their ids, the last first.
fn stocked(world: &World, n: usize) -> Vec<String> {
    let mut text = "product,source,stars,date,text\n".to_owned();
    for n in 0..n {
        let (product, source) = if n % 3 == 0 { ("Siri", "Reddit") } else { ("Otter", "App Store") };
        let said = if n % 2 == 0 { "It keeps inventing tasks" } else { "nobody told me it was on" };
        text += &format!("{product},{source},1,2026-0{}-1{},{said} number{n}\n", n / 10 + 1, n % 10);
    }
    std::fs::write(world.home().join("reviews.csv"), text).expect("writes");
    assert_eq!(world.run(&["import", "complaints", "reviews.csv"]).code, Some(0));
    let all = json(world, &["complaints", "--json"]);
    all.as_array().expect("a list").iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn more_is_said_the_more_were_sorted_and_weak_numbers_are_called_weak() {
    let world = World::new();
    stocked(&world, 60);
    world.feed(&["complaints", "triage"], &"1\n".repeat(7));
    let few = answer(&world, &["complaints", "patterns"]);
    assert!(few.contains("7 complaints labelled. Label 3 more to see what they are about."), "{few}");
    assert!(!few.contains("App Store"), "{few}");
    world.feed(&["complaints", "triage"], "3\n3\n3\nf\n");
    let ten = answer(&world, &["complaints", "patterns"]);
    assert!(ten.contains("7 of 10") && ten.contains("These are weak numbers"), "{ten}");
    assert!(ten.contains(", weak") && ten.contains("1 feature request is not counted."), "{ten}");
    assert!(ten.contains("Label 15 more to see where they are from"), "{ten}");
    world.feed(&["complaints", "triage"], &"2\n".repeat(15));
    let more = answer(&world, &["complaints", "patterns"]);
    assert!(more.contains("App Store") && more.contains("“keeps inventing tasks”"), "{more}");
    assert!(!more.contains("Decision"), "{more}");
    world.feed(&["complaints", "triage"], &"4\n".repeat(30));
    let all = answer(&world, &["complaints", "patterns", "--why"]);
    assert!(all.contains("none yet") && all.contains("Without a decision: "), "{all}");
    assert!(all.contains("Why: ") && !all.contains("weak numbers"), "{all}");
}

#[test]
fn two_patterns_of_as_many_complaints_are_both_named() {
    let world = World::new();
    stocked(&world, 20);
    let all = json(&world, &["complaints", "--json"]);
    let about = all.as_array().expect("a list").iter().filter(|one| one["product"] == "Otter");
    for (one, decision) in about.take(12).zip(["trust", "error_tolerance"].into_iter().cycle()) {
        answer(&world, &["complaints", "label", one["id"].as_str().expect("an id"), decision]);
    }
    let said = answer(&world, &["progress", "complaints"]);
    let both = "Most often: Otter, trust and Otter, error tolerance (6 of 12 each).";
    assert!(said.contains(both), "{said}");
}

#[test]
fn an_entry_that_names_a_complaint_is_the_decision_about_its_pattern() {
    let world = World::new();
    let ids = stocked(&world, 60);
    world.feed(&["complaints", "triage"], &"1\n".repeat(60));
    let said = format!("Said who asked for each task, because of {}.", ids[1]);
    answer(&world, &["log", &said, "--product", "Otter"]);
    let found = &json(&world, &["complaints", "patterns", "--json"])[0]["figures"][1]["data"];
    let decided: Vec<_> =
        found.as_array().expect("rows").iter().map(|row| row["decisions"] == serde_json::json!([])).collect();
    assert_eq!(decided.iter().filter(|none| !**none).count(), 1, "{found}");
    let shown = answer(&world, &["show", &ids[1]]);
    assert!(shown.contains("Cited by:"), "{shown}");
}

#[test]
fn what_an_exercise_sorts_counts_and_one_product_can_be_looked_at_alone() {
    let world = demo_world();
    let all = answer(&world, &["complaints", "patterns"]);
    let count = all.split(" complaints labelled").next().and_then(|said| said.rsplit(' ').next());
    let sorted: u64 = count.and_then(|count| count.parse().ok()).expect("a count");
    let next = world.feed(&["complaints", "triage"], "1\n").stdout;
    assert!(next.contains(&format!("{} of 50", sorted + 1)), "{sorted}: {next}");
    assert!(all.contains("complaints labelled"), "{all}");
    let (code, said) = failure(&world, &["complaints", "patterns", "--product", "Nobody"]);
    assert!(code == Some(1) && said.contains("no chart here is about `Nobody`"), "{said}");
}

#[test]
fn counts_of_complaints_that_nobody_picked_by_chance_are_called_no_rates() {
    let world = World::new();
    for id in stocked(&world, 12) {
        answer(&world, &["complaints", "label", &id, "trust"]);
    }
    let said = answer(&world, &["complaints", "patterns"]);
    assert!(
        said.contains("These are counts, not rates. Only 0 of 12 complaints were drawn at random."),
        "{said}"
    );
    assert!(said.contains("Label more in “most useful first” order to get rates."), "{said}");
}

#[test]
fn the_review_of_a_week_counts_the_complaints_labelled_in_it() {
    let mut world = World::new();
    stocked(&world, 20);
    world.feed(&["complaints", "triage"], &"1\n2\n0\n".repeat(5));
    answer(&world, &["log", "it spoke", "--product", "Otter"]);
    let review = answer(&world, &["review"]);
    assert!(review.contains("15 reviews by strangers, labelled by dimension"), "{review}");
    assert!(review.contains("error tolerance"), "{review}");
    let conn = rusqlite::Connection::open(world.journal()).expect("opened");
    conn.execute("UPDATE complaint_label SET made = 'automatic' WHERE number <= 6", []).expect("as if");
    answer(&world, &["list"]);
    world.run(&["doctor", "--rebuild"]);
    let review = answer(&world, &["review"]);
    assert!(
        review.contains("9 reviews by strangers, labelled by dimension, and 6 more labelled automatically"),
        "{review}"
    );
    assert!(review.contains("| none of them        | 0 + 2 automatic |"), "{review}");
    let listed = json(&world, &["complaints", "--decision", "decided", "--json"]);
    let is_automatic = |one: &&serde_json::Value| one["automatic"] == true;
    assert_eq!(listed.as_array().map(|all| all.iter().filter(is_automatic).count()), Some(6), "{listed}");
    assert!(answer(&world, &["complaints"]).contains(" (automatic) Otter: "));
    let patterns = answer(&world, &["complaints", "patterns"]);
    assert!(patterns.contains("9 complaints labelled. Label 1 more to see"), "{patterns}");
    assert!(patterns.contains("6 automatic labels are not counted."), "{patterns}");
    world.feed(&["complaints", "triage"], "1\n");
    let patterns = answer(&world, &["complaints", "patterns"]);
    assert!(patterns.contains("4 of 10 (+ 2 automatic)"), "{patterns}");
    assert!(patterns.contains("2 of 7, weak (+ 2 automatic)"), "{patterns}");
    let conn = rusqlite::Connection::open(world.journal()).expect("opened");
    conn.execute("UPDATE complaint_label SET made = 'automatic'", []).expect("as if");
    world.run(&["doctor", "--rebuild"]);
    let review = answer(&world, &["review"]);
    assert!(review.contains("16 reviews by strangers, labelled automatically"), "{review}");
    world.now = "2026-11-27T14:02:31+00:00".to_owned();
    answer(&world, &["log", "it spoke again", "--product", "Otter"]);
    let review = answer(&world, &["review"]);
    assert!(!review.contains("by strangers"), "another week: {review}");
}
