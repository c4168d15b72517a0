//! The retrieval drill, line by line.

use super::{answer, json};
use crate::support::World;

#[test]
fn ten_questions_are_asked_after_a_guess_and_become_an_entry() {
    let world = World::new();
    assert!(answer(&world, &["drill", "--plain"]).starts_with("You have no stories yet."));
    world.demo();
    let none = "none\n".repeat(10);
    let ran = world.feed(&["drill", "--plain"], &format!("3\n{none}"));
    assert!(ran.stdout.contains("10 questions, 10 seconds each."), "{}", ran.stdout);
    assert!(ran.stdout.contains("2 of 10 right. You expected 3."), "{}", ran.stdout);
    assert!(ran.stdout.contains(" fits\n"), "{}", ran.stdout);
    let kept = json(&world, &["list", "--exercise", "retrieval-drill", "--json"]);
    assert_eq!(kept[0]["summary"], "2 of 10 right, 3 of 10 expected");
    // Left in the middle, or without a guess, nothing is kept.
    world.feed(&["drill", "--plain"], "3\nnone\n");
    assert_ne!(world.feed(&["drill", "--plain"], "eleven\n").code, Some(0));
    assert_eq!(
        json(&world, &["list", "--exercise", "retrieval-drill", "--json"]).as_array().map(Vec::len),
        Some(1)
    );
}
