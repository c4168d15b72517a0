//! Complaints labelled twice: again by oneself, blind, and by a partner.

use super::{failure, json};
use crate::support::World;

/// A world with so many complaints, labelled two days ago.
fn labelled(n: usize) -> World {
    let mut world = World::new();
    let mut text = "product,source,stars,text\n".to_owned();
    for n in 0..n {
        text += &format!("Otter,Reddit,1,\"=it lied, number {n}\"\n");
    }
    "2026-11-18T10:00:00+00:00".clone_into(&mut world.now);
    std::fs::write(world.home().join("reviews.csv"), text).expect("writes");
    assert_eq!(world.run(&["import", "complaints", "reviews.csv"]).code, Some(0));
    world.feed(&["complaints", "triage"], &"1\n3\n".repeat(n / 2));
    "2026-11-20T14:02:31+00:00".clone_into(&mut world.now);
    world
}

#[test]
fn ten_are_asked_again_without_the_label_and_both_times_are_compared() {
    let world = labelled(12);
    let ran = world.feed(&["complaints", "again"], &"1\n".repeat(10));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
    assert!(ran.stdout.contains("10 of 10\n"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("Suggestion"), "nothing leads to an answer: {}", ran.stdout);
    assert!(ran.stdout.contains("of 10 the same (") && ran.stdout.contains("small sample"), "{}", ran.stdout);
    assert!(ran.stdout.contains("mental model, then trust"), "{}", ran.stdout);
    let found = &json(&world, &["complaints", "agreement", "--json"])[0];
    assert_eq!((&found["n"], &found["kappa"]), (&10.into(), &0.0.into()), "one answer for all is chance");
    // What stands is still the first label.
    let trust = json(&world, &["complaints", "--decision", "trust", "--json"]);
    assert_eq!(trust.as_array().map(Vec::len), Some(6));
}

#[test]
fn what_was_labelled_automatically_is_nobodys_opinion_to_agree_with() {
    let world = labelled(12);
    let conn = rusqlite::Connection::open(world.journal()).expect("opened");
    conn.execute("UPDATE complaint_label SET made = 'automatic' WHERE number > 4", []).expect("as if");
    let ran = world.feed(&["complaints", "again"], &"1\n".repeat(10));
    assert!(ran.stdout.contains("of 4 the same ("), "{}", ran.stdout);
    let exported = world.run(&["complaints", "export", "blind.csv"]);
    assert!(exported.stdout.starts_with("wrote 4 complaints to "), "{exported:?}");
}

#[test]
fn fresh_labels_are_asked_again_with_a_warning_and_undo_goes_back_one() {
    let mut world = labelled(4);
    "2026-11-18T12:00:00+00:00".clone_into(&mut world.now);
    let ran = world.feed(&["complaints", "again"], "u\n1\nu\n3\nq\n");
    assert!(ran.stderr.contains("4 of these 4 were labelled less than a day ago"), "{}", ran.stderr);
    assert!(ran.stderr.contains("There is no label to undo."), "{}", ran.stderr);
    assert_eq!(json(&world, &["complaints", "agreement", "--json"])[0]["n"], 1);
}

#[test]
fn a_partner_labels_a_file_without_my_labels_and_it_is_read_back() {
    let world = labelled(8);
    assert_eq!(world.run(&["people", "add", "Maria Lund", "--alias", "Reader 1"]).code, Some(0));
    let ran = world.run(&["complaints", "export", "blind.csv"]);
    assert!(ran.stdout.starts_with("wrote 8 complaints to "), "{ran:?}");
    let text = std::fs::read_to_string(world.path("blind.csv")).expect("a file");
    assert!(text.contains("\"'=it lied"), "a formula is text: {text}");
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert!(rows.iter().all(|row| row.ends_with(",,,")), "{text}");
    let (code, said) = failure(&world, &["complaints", "export", "blind.csv"]);
    assert!(code == Some(1) && said.contains("--force"), "{said}");
    let filled: Vec<String> =
        rows.iter().map(|row| row.trim_end_matches(",,,").to_owned() + ",trust,,\n").collect();
    let header = text.lines().next().expect("a header");
    let wrong = "cmp-zzzz,Otter,x,trust,,\n";
    std::fs::write(world.path("filled.csv"), format!("{header}\n{}{wrong}", filled.concat()))
        .expect("writes");
    let ran = world.run(&["complaints", "compare", "filled.csv", "--reader", "maria lund"]);
    assert!(
        ran.stdout.contains("read 8 labels by Reader 1\nYou and Reader 1\n  4 of 8 the same (50%).\n"),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("row 10: there is no complaint `cmp-zzzz` in this journal"),
        "{}",
        ran.stderr
    );
    assert!(!ran.stdout.contains("Maria"), "{}", ran.stdout);
    let (code, said) = failure(&world, &["complaints", "compare", "blind.csv", "--reader", "Reader 1"]);
    assert!(code == Some(1) && said.contains("no row of this file has a label"), "{said}");
    let (code, said) = failure(&world, &["complaints", "compare", "reviews.csv", "--reader", "Reader 1"]);
    assert!(code == Some(1) && said.contains("no columns `id` and `about`"), "{said}");
}
