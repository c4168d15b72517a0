//! `today` and `week`.

use super::{answer, demo_world, failure, id_of, json, keys, same_as_file};
use crate::support::World;

#[test]
fn an_empty_journal_says_what_is_first() {
    let world = World::new();
    insta::assert_snapshot!(answer(&world, &["today"]), @r"
    Friday 20 November 2026, week 1 (2026-W47)
    Yourself: Use your own reactions as the evidence, from the day they happen.
    next: Trust Audit (20–30 min) – Rate three AI products of the day and find the moment behind each rating.
          empathy practice trust-audit
    Two Minutes today: When did an AI product last sound overconfident? Quote the words that sounded too sure.
          empathy practice two-minutes
    so far: 0 of 5 exercises
    ");
    insta::assert_snapshot!(answer(&world, &["week"]), @r"
    Week 1 · 16 Nov – 22 Nov 2026 · 2026-W47
    Yourself: Use your own reactions as the evidence, from the day they happen.
      Mon · Trust Audit              20–30 min
      Tue · Error Consequence Map    20–30 min
      Wed · Mental Model Interview   20–30 min
      Thu · Automation Spectrum      20–30 min
      Fri · Empathy Dimension Review 20–30 min
    ");
}

#[test]
fn today_goes_on_with_what_is_begun() {
    let world = demo_world();
    same_as_file("today-demo", &answer(&world, &["today"]));
}

#[test]
fn one_person_today_and_two_tomorrow_is_said() {
    let world = World::new();
    let people = "Otter\nthe name in front\n\nAunt P.\n\nD.\n\nH.\n\n";
    let heard = "It knows.\n.\n\nIt knows them.\n\n1\n";
    world.feed(&["practice", "mental-models", "--plain"], &[people, ":quit\n"].concat());
    assert!(!answer(&world, &["week"]).contains(" of 3 people"));
    world.feed(&["practice", "mental-models", "--plain"], &[heard, ":quit\n"].concat());
    let week = answer(&world, &["week"]);
    assert!(week.contains("1 of 3 people"), "{week}");
    world.feed(&["practice", "mental-models", "--plain"], &[&heard.repeat(2), ":quit\n"].concat());
    assert!(!answer(&world, &["week"]).contains(" of 3 people"));
}

#[test]
fn today_names_the_drafts_of_other_weeks() {
    let world = World::new();
    world.feed(&["practice", "trust-audit", "--plain", "--week", "2026-W40"], "Otter\n");
    let said = answer(&world, &["today"]);
    assert!(said.contains("\ndraft: Trust Audit of Fri 20 Nov 2026\n      empathy practice tru-"), "{said}");
}

#[test]
fn a_week_says_what_came_of_it() {
    let world = demo_world();
    same_as_file("week-demo", &answer(&world, &["week"]));
    assert_eq!(answer(&world, &["week", "2026-W47"]), answer(&world, &["week"]));
    same_as_file("week-demo-2026-W42", &answer(&world, &["week", "2026-W42"]));
    let past = answer(&world, &["week", "2025-w1"]);
    assert!(past.starts_with("Week 1 · 30 Dec – 5 Jan 2025 · 2025-W01\n"), "{past}");
}

#[test]
fn a_week_that_is_none_is_refused_in_one_sentence() {
    let world = World::new();
    for (week, words) in [
        ("2025-W53", "2025 has no week 53"),
        ("2026-W54", "2026 has no week 54"),
        ("2026-W0", "2026 has no week 0"),
        ("nonsense", "`nonsense` is not a week; a week looks like `2026-W47`"),
        ("47", "`47` is not a week; a week looks like `2026-W47`"),
        ("0012-W01", "`0012-W01` is not a week; a week looks like `2026-W47`"),
        ("99999-W01", "`99999-W01` is not a week; a week looks like `2026-W47`"),
    ] {
        let (code, said) = failure(&world, &["week", week]);
        assert_eq!(code, Some(2), "{week}");
        assert_eq!(
            said,
            format!(
                "error: invalid value '{week}' for '[WEEK]': {words}\n\nFor more information, try '--help'.\n"
            )
        );
        for args in [&["review", "--week", week][..], &["list", "--week", week]] {
            let (code, said) = failure(&world, args);
            assert_eq!(code, Some(2));
            assert!(said.contains(words), "{said}");
        }
    }
    assert_eq!(world.run(&["week", "2026-W53"]).code, Some(0), "2026 has 53 weeks");
}

#[test]
fn json_has_the_same_keys_for_an_empty_and_a_full_journal() {
    let head = [
        "begun",
        "day",
        "days_later",
        "exercise",
        "finished",
        "happened",
        "id",
        "minutes",
        "open_draft",
        "revision",
        "state",
        "summary",
        "uuid",
        "version",
        "week",
    ];
    let slot = ["about", "day", "entries", "exercise", "minutes_planned", "moved", "page", "state", "title"];
    for world in [World::new(), demo_world()] {
        let today = json(&world, &["today", "--json"]);
        assert_eq!(
            keys(&today),
            [
                "comes_back",
                "daily",
                "day",
                "drafts",
                "interview",
                "minutes_this_week",
                "next",
                "theme",
                "week"
            ]
        );
        assert_eq!(keys(&today["next"]), slot);
        let week = json(&world, &["week", "--json"]);
        let all = ["ends", "exercises", "minutes", "number", "others", "plan", "starts", "theme", "week"];
        assert_eq!(keys(&week), all);
        assert_eq!((&week["starts"], &week["ends"]), (&"2026-11-16".into(), &"2026-11-22".into()));
        for exercise in week["exercises"].as_array().expect("a list") {
            assert_eq!(keys(exercise), slot);
            for entry in exercise["entries"].as_array().expect("a list") {
                assert_eq!(keys(entry), head);
            }
        }
    }
}

#[test]
fn json_says_how_far_an_exercise_is() {
    let world = demo_world();
    let week = json(&world, &["week", "--json"]);
    let states: Vec<&str> = week["exercises"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|slot| slot["state"].as_str())
        .collect();
    assert_eq!(states, ["done", "done", "done", "done", "begun"]);
    assert_eq!(week["exercises"][4]["page"], serde_json::json!({ "page": 4, "of": 9 }));
    assert_eq!(week["exercises"][0]["page"], serde_json::Value::Null);
    let today = json(&world, &["today", "--json"]);
    assert_eq!(today["next"]["exercise"], "dimension-review");
    assert_eq!(today["drafts"][0]["id"], id_of(&world, "dimension-review", "2026-W47"));
    assert!(today["minutes_this_week"].as_u64() > Some(100));
}
