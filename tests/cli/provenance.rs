//! How something is known: what was only imagined is kept, shown as such, and counts nowhere.

use super::{answer, demo_world, everything, id_of, json, logged};
use crate::support::World;

#[test]
fn imagined_reactions_are_marked_wherever_they_are_shown_and_counted_nowhere() {
    let world = World::new();
    let more = ["-p", "Otter", "--trust", "1", "--felt", "annoyed", "--set", "provenance=imagined"];
    let imagined: Vec<String> =
        (1..=3).map(|seed| logged(&world, seed, &[&["It spoke over me"], &more[..]].concat())).collect();
    let listed = everything(&world);
    assert!(
        listed.iter().all(|entry| entry["summary"] == "(imagined) Otter · annoyed · trust 1"),
        "{listed:?}"
    );
    assert!(answer(&world, &["search", "spoke"]).contains("(imagined)"));
    assert!(answer(&world, &["list"]).contains("(imagined)"));
    let review = answer(&world, &["review"]);
    assert!(review.contains("(imagined) It spoke over me") && !review.contains("> It spoke"), "{review}");
    world.run(&["delete", &imagined[1], &imagined[2]]);
    let review = answer(&world, &["review"]);
    assert!(review.contains("| (imagined) Otter · annoyed · trust 1"), "{review}");
    let trust = json(&world, &["progress", "trust", "--json"]).to_string();
    assert!(!trust.contains("Otter"), "{trust}");
    // A stay in the trash makes no difference.
    assert_eq!(world.run(&["delete", &imagined[0]]).code, Some(0));
    assert_eq!(world.run(&["restore", &imagined[0]]).code, Some(0));
    assert_eq!(json(&world, &["progress", "trust", "--json"]).to_string(), trust);
    logged(&world, 4, &["It spoke over me", "-p", "Otter", "--trust", "1"]);
    assert!(json(&world, &["progress", "trust", "--json"]).to_string().contains("Otter"));
}

#[test]
fn nobodys_name_hides_that_something_is_imagined() {
    let world = World::new();
    world.run(&["people", "add", "Vera Imagined"]);
    logged(&world, 1, &["It spoke over Vera", "-p", "Otter", "--trust", "1", "--set", "provenance=imagined"]);
    let review = answer(&world, &["review"]);
    assert!(review.contains("| (imagined) Otter"), "{review}");
    assert!(review.contains("It spoke over Person 1"), "{review}");
}

#[test]
fn a_citation_of_a_deleted_entry_says_so() {
    let world = demo_world();
    let review = id_of(&world, "dimension-review", "2026-W46");
    let shown = json(&world, &["show", &review, "--json"]);
    let cited: Vec<&str> =
        shown["cites"].as_array().expect("a list").iter().filter_map(|one| one["id"].as_str()).collect();
    assert!(!answer(&world, &["show", &review]).contains("deleted since"));
    for id in &cited {
        world.run(&["delete", id]);
    }
    let after = answer(&world, &["show", &review]);
    assert!(after.matches("deleted since").count() >= cited.len(), "{after}");
    assert!(answer(&world, &["review", "--week", "2026-W46"]).contains("deleted since"));
}
