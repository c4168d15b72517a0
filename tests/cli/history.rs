//! `history`, and `restore --version`.

use super::{answer, failure, json, keys, logged, page};
use crate::support::World;

/// A world with a reaction that was finished twice, and its id.
fn world() -> (World, String) {
    let world = World::new();
    let text = "It apologised twice in a row and then it changed nothing";
    let id = logged(&world, 1, &[text, "-p", "Otter", "--trust", "2"]);
    let again = "\nIt apologised twice in a row and then it asked me why\n.\n";
    let ran = world.feed(&["edit", &id, "--plain"], &format!("{again}{}", "\n".repeat(30)));
    assert!(ran.stdout.contains("\nfinished · "), "{ran:?}");
    (world, id)
}

/// Leaves out the time of day.
fn without_times(text: &str) -> String {
    text.replace(", 14:02", "").replace(", 14:03", "")
}

#[test]
fn versions_are_listed_with_what_changed() {
    let (world, id) = world();
    insta::assert_snapshot!(without_times(&answer(&world, &["history", &id])), @r"
    version 2 · Fri 20 Nov 2026 · finished
      What happened: from “…and then it changed nothing” to “…and then it asked me why”
    version 1 · Fri 20 Nov 2026 · finished
    ");
    world.feed(&["edit", &id, "--plain"], "\nNothing\n.\n");
    let said = answer(&world, &["history", &id]);
    assert!(said.starts_with("draft · Fri 20 Nov 2026, 14:0"), "{said}");
    assert!(said.contains(" · not finished yet\n  What happened: from “It apologised"), "{said}");
}

#[test]
fn json_gives_every_version_with_its_answers() {
    let (world, id) = world();
    let all = json(&world, &["history", &id, "--json"]);
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    assert_eq!(keys(&all[0]), ["answers", "at", "changes", "current", "state", "version"]);
    assert_eq!((&all[0]["version"], &all[0]["current"]), (&2.into(), &true.into()));
    assert_eq!(all[0]["changes"].as_array().map(Vec::len), Some(1));
    assert_eq!(all[0]["changes"][0]["field"], "What happened");
    assert_eq!(all[1]["answers"]["happened"], "It apologised twice in a row and then it changed nothing");
    assert_eq!(all[1]["changes"], serde_json::json!([]));
    let one = json(&world, &["history", &id, "--version", "1", "--json"]);
    assert_eq!(one["answers"], all[1]["answers"]);
}

#[test]
fn one_version_is_shown_in_full() {
    let (world, id) = world();
    let said = answer(&world, &["history", &id, "--version", "1"]);
    assert!(said.starts_with(&format!("{id} · version 1 · Fri 20 Nov 2026, 14:0")), "{said}");
    assert!(said.contains("- **What happened:** It apologised twice in a row and then it changed nothing\n"));
}

#[test]
fn an_old_version_comes_back_as_a_new_one() {
    let (world, id) = world();
    let ran = world.run(&["restore", &id, "--version", "1"]);
    assert_eq!(
        page(&ran),
        format!(
            "restored version 1 of {id} as version 3\n\
             ── standard error ──\n`empathy undo` reverses this.\n"
        )
    );
    assert!(answer(&world, &["show", &id]).contains("and then it changed nothing"));
    assert_eq!(answer(&world, &["undo"]), format!("undone: restored an old version of {id}\n"));
    assert!(answer(&world, &["show", &id]).contains("and then it asked me why"));
}

#[test]
fn a_version_that_is_not_there_is_refused() {
    let (world, id) = world();
    let unknown = format!(
        "error: `{id}` has no version 9\nhint: `empathy history {id}` lists the versions there are\n"
    );
    for args in [["history", &id, "--version", "9"], ["restore", &id, "--version", "9"]] {
        assert_eq!(failure(&world, &args), (Some(1), unknown.clone()));
    }
    assert_eq!(
        page(&world.run(&["restore", &id, "--version", "2"])),
        format!("── standard error ──\n`{id}` is at version 2 already\n")
    );
    assert_eq!(
        failure(&world, &["restore", &id, "log-zzzz", "--version", "1"]),
        (
            Some(2),
            "error: only one entry at a time can get an old version back\nhint: name one id\n".to_owned()
        )
    );
    for args in [&["history"][..], &["history", &id, "--version", "x"], &["history", "a%"]] {
        assert_eq!(failure(&world, args).0, Some(2), "{args:?}");
    }
    assert_eq!(failure(&world, &["history", "log-zzzz"]).0, Some(1));
}
