//! What is due, and telling it from memory line by line.

use super::{answer, failure, json};
use crate::support::World;

#[test]
fn what_is_due_is_listed_and_as_json() {
    let mut world = World::new();
    assert!(answer(&world, &["due"]).starts_with("Nothing is due today."));
    assert!(answer(&world, &["due", "--all"]).starts_with("There is nothing to recall yet."));
    world.demo();
    world.now = "2026-11-21T09:00:00+01:00".to_owned();
    let due = json(&world, &["due", "--json"]);
    let first = &due[0];
    assert_eq!((first["kind"].as_str(), first["reviews"].as_u64()), (Some("entry"), Some(0)));
    assert!(answer(&world, &["due"]).contains("not told yet"));
    assert!(due.as_array().expect("a list").iter().any(|one| one["lacks"][0] == "needs evidence"));
}

#[test]
fn a_concept_is_learnt_line_by_line_and_comes_back() {
    let mut world = World::new();
    let first = world.feed(&["recall", "--plain", "--new"], "\n9\n1 3\n\nhm\n2\n");
    assert!(
        first.stdout.contains("1. The answer: ") && first.stdout.contains("Source: "),
        "{}",
        first.stdout
    );
    assert!(first.stderr.contains("There are 3 parts."), "{}", first.stderr);
    assert!(first.stdout.ends_with(": due tomorrow\n"), "{}", first.stdout);
    let all = json(&world, &["due", "--all", "--json"]);
    let id = all[0]["id"].as_str().expect("an id").to_owned();
    assert_eq!((all[0]["kind"].as_str(), all[0]["due"].as_str()), (Some("concept"), Some("2026-11-21")));
    world.now = "2026-11-21T09:00:00+01:00".to_owned();
    let second = world.feed(&["recall", "--plain"], "\n\n3\n");
    assert!(second.stdout.contains(&format!("{id}: due ")), "{}", second.stdout);
    assert!(answer(&world, &["due"]).starts_with("Nothing is due today."));
    // Left in the middle, nothing is graded.
    world.feed(&["recall", "--plain", "--anyway"], "\n");
    assert_eq!(json(&world, &["due", "--all", "--json"])[0]["reviews"], 2);
    assert!(answer(&world, &["recall", "--undo", &id]).contains("due today"));
    assert!(answer(&world, &["recall", "--retire", &id]).contains("retired"));
    assert!(answer(&world, &["due"]).starts_with("Nothing is due today."));
    assert!(answer(&world, &["recall", "--resume", &id]).contains("due today"));
    assert!(
        failure(&world, &["recall", "--plain", "nothing"])
            .1
            .contains("there is nothing to recall with the id `nothing`")
    );
}

#[test]
fn what_is_typed_from_memory_is_kept_shown_beside_the_story_and_found_again() {
    let world = World::new();
    world.demo();
    let stories = json(&world, &["stories", "--json"]);
    let all = stories.as_array().expect("a list").iter();
    let luisa = all.filter(|one| one["title"] == "Luisa's screenshots").collect::<Vec<_>>()[0];
    let id = luisa["id"].as_str().expect("an id");
    let sentence = "Luisa photographs the screen. Zebras came by.";
    let told = world.feed(&["recall", "--plain", id], &format!("Luisa\n{sentence}\n\n\n3\n"));
    assert!(
        told.stdout.contains("   You: Luisa photographs the screen. Zebras came by.\n"),
        "{}",
        told.stdout
    );
    assert!(told.stdout.contains("What you typed is kept: mem-"), "{}", told.stdout);
    let kept = json(&world, &["list", "--exercise", "retelling", "--json"]);
    let show = json(&world, &["show", kept[0]["id"].as_str().expect("an id"), "--json"])["answers"].clone();
    assert_eq!(show["retold_text"], sentence);
    assert_eq!(show["retold_story"], format!("Luisa's screenshots ({id})"));
    assert!(show["retold_missing"].as_str().is_some_and(|parts| parts.contains("The trade-off")), "{show}");
    assert!(show["retold_named"].is_number() && show["retold_took"].is_number(), "{show}");
    assert!(answer(&world, &["search", "zebras"]).contains("mem-"));
    // Left in the middle, it stays as a draft.
    let left = world.feed(&["recall", "--plain", id], "Luisa\nHer phone was full.\n");
    assert!(left.stdout.contains("What you typed is kept as a draft: mem-"), "{}", left.stdout);
    assert_eq!(json(&world, &["list", "--drafts", "--json"])[0]["exercise"], "retelling");
    // Told aloud, nothing is kept but the grade, and the last time is said.
    let aloud = world.feed(&["recall", "--plain", id], "\n\n\n3\n");
    assert!(aloud.stdout.contains("Last told on 20 Nov: good · in ") && !aloud.stdout.contains("You: "));
    assert!(!aloud.stdout.contains("What you typed"), "{}", aloud.stdout);
}

#[test]
fn what_keeps_failing_is_explained() {
    let mut world = World::new();
    for day in 20..24 {
        world.now = format!("2026-11-{day}T09:00:00+01:00");
        let args: &[&str] = if day == 20 { &["recall", "--plain", "--new"] } else { &["recall", "--plain"] };
        let told = world.feed(args, "\n1\n1\n").stdout;
        let explained = told
            .contains("You couldn't tell this 3 of the last 3 times. “The answer” is missing most often.");
        assert_eq!(explained, day == 23, "{day}: {told}");
    }
}

#[test]
fn grades_travel_with_the_journal() {
    let world = World::new();
    world.feed(&["recall", "--plain", "--new"], "\n2\n3\n");
    let before = json(&world, &["due", "--all", "--json"]);
    assert_eq!(world.run(&["export", "--all", "--output", "all.jsonl"]).code, Some(0));
    assert_eq!(world.run(&["--journal", "new.db", "import", "journal", "all.jsonl"]).code, Some(0));
    assert_eq!(json(&world, &["--journal", "new.db", "due", "--all", "--json"]), before);
}
