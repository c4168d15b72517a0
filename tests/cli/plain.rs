//! `practice --plain`: one exercise from the first question to the last, and every way to leave and come back.

use super::scripts::{TRUST_AUDIT, trust_audit_answers};
use super::{answer, failure, json, same_as_file};
use crate::support::{Ran, World};

fn practise(world: &World, args: &[&str], typed: &str) -> Ran {
    let all: Vec<&str> = ["practice", "--plain"].iter().chain(args).copied().collect();
    let ran = world.feed(&all, typed);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    ran
}

fn entries(world: &World) -> Vec<serde_json::Value> {
    json(world, &["list", "--json"]).as_array().expect("a list").clone()
}

fn only_id(world: &World) -> String {
    let all = entries(world);
    assert_eq!(all.len(), 1, "{all:?}");
    all[0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn a_whole_exercise_can_be_typed_line_by_line() {
    let world = World::new();
    let ran = practise(&world, &["trust-audit"], TRUST_AUDIT);
    same_as_file("plain-trust-audit", &ran.stdout);
    let shown = json(&world, &["show", &only_id(&world), "--json"]);
    assert_eq!(shown["answers"], trust_audit_answers());
    assert_eq!((&shown["state"], &shown["version"]), (&"complete".into(), &1.into()));
    assert_eq!(shown["summary"], "Otter 2 · ChatGPT 3 · Google Maps 4");
}

#[test]
fn the_input_may_end_anywhere_and_goes_on_at_the_question_that_was_left() {
    let lines: Vec<&str> = TRUST_AUDIT.split_inclusive('\n').collect();
    // Not within a text of several lines: what is there of it is kept as its answer.
    for cut in
        (1..lines.len()).filter(|cut| [1, 2, 5, 9, 10, 13, 14, 15, 17, 20, 21, 31, 36, 37, 42].contains(cut))
    {
        let world = World::new();
        let ran = practise(&world, &["trust-audit"], &lines[..cut].concat());
        let id = only_id(&world);
        let kept = format!("\nkept as draft {id}; `empathy practice {id} --plain` continues it\n");
        assert!(ran.stdout.ends_with(&kept), "{cut}: {}", ran.stdout);
        assert_eq!(entries(&world)[0]["state"], "draft");
        // By the name of the exercise, as by the id of the entry.
        let again = if cut % 2 == 0 { "trust-audit" } else { id.as_str() };
        practise(&world, &[again], &lines[cut..].concat());
        let shown = json(&world, &["show", &id, "--json"]);
        assert_eq!(shown["answers"], trust_audit_answers(), "cut after line {cut}");
        assert_eq!(shown["state"], "complete");
        assert_eq!(entries(&world).len(), 1);
    }
}

#[test]
fn what_was_typed_of_a_longer_text_is_kept_when_the_input_ends() {
    let world = World::new();
    let typed = TRUST_AUDIT.split_once("D. had said").expect("there").0;
    practise(&world, &["trust-audit"], typed);
    let shown = json(&world, &["show", &only_id(&world), "--json"]);
    assert_eq!(
        shown["answers"]["products"][0]["moment"],
        "Monday, 10:05. It wrote that fifteen shops had signed up."
    );
}

#[test]
fn nothing_typed_is_nothing_written() {
    let world = World::new();
    for typed in ["", ":quit\n", "\n\n:q\n", ":help\n:example\n"] {
        let ran = practise(&world, &["trust-audit"], typed);
        assert!(ran.stdout.ends_with("\nnothing was written\n"), "{typed:?}: {}", ran.stdout);
    }
    assert!(entries(&world).is_empty());
}

#[test]
fn looking_through_a_finished_entry_changes_nothing() {
    let world = World::new();
    practise(&world, &["trust-audit"], TRUST_AUDIT);
    let before = entries(&world);
    for typed in ["", "\n\n\n", ":back\n:quit\n", &"\n".repeat(60)] {
        let ran = practise(&world, &["trust-audit"], typed);
        assert!(ran.stdout.ends_with("\nnothing was changed\n"), "{typed:?}: {}", ran.stdout);
        assert!(ran.stdout.contains("  now: Otter\n"));
    }
    assert_eq!(entries(&world), before);
}

#[test]
fn a_finished_entry_can_be_changed_and_keeps_its_id() {
    let world = World::new();
    practise(&world, &["trust-audit"], TRUST_AUDIT);
    let id = only_id(&world);
    let ran = practise(&world, &[&id], &format!("Otter for teams\n{}", "\n".repeat(60)));
    assert!(ran.stdout.contains(&format!("\nfinished · {id} · Otter for teams 2")), "{}", ran.stdout);
    let head = &entries(&world)[0];
    assert_eq!((&head["version"], &head["state"]), (&2.into(), &"complete".into()));
}

#[test]
fn again_begins_another_run_and_week_another_week() {
    let world = World::new();
    practise(&world, &["trust-audit"], TRUST_AUDIT);
    practise(&world, &["trust-audit", "--again"], "Claude\n");
    practise(&world, &["trust-audit", "--week", "2026-W45"], "Perplexity\n");
    practise(&world, &["trust-audit", "--week", "2026-W45"], "4\n");
    let weeks: Vec<String> = entries(&world).iter().map(|head| head["week"].to_string()).collect();
    assert_eq!(weeks.iter().filter(|week| week.contains("2026-W47")).count(), 2, "{weeks:?}");
    assert_eq!(weeks.iter().filter(|week| week.contains("2026-W45")).count(), 1, "{weeks:?}");
    let drafts = answer(&world, &["list", "--drafts"]);
    assert_eq!(drafts.lines().count(), 2);
}

#[test]
fn what_is_offered_can_be_told_apart() {
    let world = World::new();
    let ran = practise(&world, &["reaction"], "Otter\nIt sang.\n.\n:quit\n");
    for offered in
        ["I let the music app choose three songs. The third · I accepted", "annoyed · confused · indifferent"]
    {
        assert!(ran.stdout.contains(offered), "{}", ran.stdout);
    }
}

#[test]
fn an_unfinished_run_may_be_finished_as_it_is() {
    let world = World::new();
    let blank = "\n".repeat(60);
    let ran = practise(&world, &["trust-audit"], &format!("Otter\n{blank}"));
    assert!(ran.stdout.contains(" answers are still open:\n"), "{}", ran.stdout);
    assert!(
        ran.stdout
            .contains("finish anyway? Type yes, or press Enter to keep the draft.\n> \nkept as draft tru-"),
        "{}",
        ran.stdout
    );
    let id = only_id(&world);
    // The draft stands at its last question.
    let ran = practise(&world, &[&id], "\nyes\n");
    assert!(
        ran.stdout.contains(&format!("\nfinished · {id} · Otter –"))
            || ran.stdout.contains(&format!("\nfinished · {id} · Otter")),
        "{}",
        ran.stdout
    );
    assert_eq!(entries(&world)[0]["state"], "partial");
    assert!(answer(&world, &["list"]).contains(" partial "));
}

#[test]
fn an_exercise_nobody_knows_is_refused_before_anything_is_asked() {
    let world = World::new();
    for (name, hint) in [
        ("trust-audti", "did you mean `trust-audit`?"),
        ("mental-model", "did you mean `mental-models`?"),
        ("gardening", "`empathy exercises list` shows those there are"),
        ("tru-zzzz", "`empathy exercises list` shows those there are"),
    ] {
        let (code, said) = failure(&world, &["practice", "--plain", name]);
        assert_eq!(code, Some(1));
        assert_eq!(said, format!("error: there is no exercise `{name}`\nhint: {hint}\n"));
    }
}
