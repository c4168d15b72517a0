//! `show`.

use super::{answer, demo_world, everything, id_of, json, keys, logged, same_as_file};
use crate::support::World;

#[test]
fn a_finished_entry_is_shown_in_full() {
    let world = demo_world();
    same_as_file("show-trust-audit", &answer(&world, &["show", &id_of(&world, "trust-audit", "2026-W47")]));
    same_as_file(
        "show-mental-models",
        &answer(&world, &["show", &id_of(&world, "mental-models", "2026-W47")]),
    );
}

#[test]
fn a_draft_is_shown_as_far_as_it_goes() {
    let world = demo_world();
    let id = id_of(&world, "dimension-review", "2026-W47");
    let said = answer(&world, &["show", &id]);
    assert!(said.starts_with(&format!("{id} · Fri 20 Nov 2026 · week 2026-W47 · draft · ")), "{said}");
    assert!(said.ends_with("would cost the others a glance and give her back\n"), "{said}");
    assert!(!said.contains("\n## Share"), "pages without an answer are left out");
}

#[test]
fn a_changed_entry_is_shown_as_it_was_finished_and_says_so() {
    let world = demo_world();
    let id = id_of(&world, "trust-audit", "2026-W47");
    let before = answer(&world, &["show", &id]);
    world.feed(&["practice", &id, "--plain"], "Another name\n");
    let after = answer(&world, &["show", &id]);
    assert_eq!(
        after.strip_prefix(before.as_str()),
        Some("\n(You changed this entry after finishing it. Open it to continue.)\n")
    );
    let shown = json(&world, &["show", &id, "--json"]);
    assert_eq!(shown["answers"]["products"][0]["product"], "Ledgerline assistant");
    assert_eq!(shown["draft"]["products"][0]["product"], "Another name");
}

#[test]
fn json_gives_the_answers_by_field() {
    let world = demo_world();
    let id = id_of(&world, "trust-audit", "2026-W47");
    let shown = json(&world, &["show", &id, "--json"]);
    assert_eq!(
        keys(&shown),
        [
            "answers",
            "begun",
            "cited_by",
            "cited_complaints",
            "cites",
            "day",
            "days_later",
            "draft",
            "exercise",
            "finished",
            "happened",
            "id",
            "minutes",
            "open_draft",
            "revision",
            "state",
            "summary",
            "tags",
            "uuid",
            "version",
            "week"
        ]
    );
    let product = &shown["answers"]["products"][1];
    assert_eq!(product["product"], "Otter");
    assert_eq!(product["trust"], 2);
    assert_eq!(product["direction"], "built");
    assert!(shown["draft"].is_null());
    let review = json(&world, &["show", &id_of(&world, "dimension-review", "2026-W46"), "--json"]);
    let cite = &review["answers"]["recommendations"][0]["evidence"][0];
    assert_eq!(keys(cite), ["entry", "provenance", "quote"]);
}

#[test]
fn tags_and_links_are_shown_both_ways() {
    let world = World::new();
    let one = logged(&world, 1, &["It apologised", "--tag", "Work"]);
    let two = logged(&world, 2, &[&format!("The same again as in {one}")]);
    let said = answer(&world, &["show", &one]);
    assert!(said.contains("version 1\ntags: work\n\n# Reaction\n"), "{said}");
    assert!(said.ends_with(&format!("\n\nCited by:\n  {two} · Fri 20 Nov 2026 · Reaction\n")), "{said}");
    let said = answer(&world, &["show", &two]);
    assert!(said.ends_with(&format!("\n\nCites:\n  {one} · Fri 20 Nov 2026 · Reaction\n")), "{said}");
    let shown = json(&world, &["show", &one, "--json"]);
    assert_eq!(shown["tags"], serde_json::json!(["work"]));
    assert_eq!(shown["cited_by"], serde_json::json!([{ "id": two, "title": "Reaction" }]));
    assert_eq!(shown["cites"], serde_json::json!([]));
    assert_eq!(json(&world, &["show", &two, "--json"])["cites"][0]["id"], one);
}

#[test]
fn every_entry_of_the_demo_can_be_shown() {
    let world = demo_world();
    for head in everything(&world) {
        let id = head["id"].as_str().expect("an id");
        let said = answer(&world, &["show", id]);
        assert!(said.starts_with(id));
        for line in said.lines() {
            assert_eq!(line, line.trim_end(), "{id}");
            assert_ne!(line.trim(), "–", "{id}");
        }
        for heading in said.lines().filter(|line| line.starts_with('#')) {
            assert!(heading.trim_start_matches('#').starts_with(' '), "{id}: {heading}");
        }
        assert_eq!(json(&world, &["show", id, "--json"])["id"], id);
    }
}
