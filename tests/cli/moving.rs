//! `move`.

use super::{answer, failure, json, logged, page};
use crate::support::World;

#[test]
fn entries_go_to_another_day_as_one_and_come_back_as_one() {
    let world = World::new();
    let (one, two) = (logged(&world, 1, &["One", "-p", "Otter"]), logged(&world, 2, &["Two"]));
    let ran = world.run(&["move", &one, &two, "--to", "last friday"]);
    assert_eq!(ran.stdout, format!("moved {one} and 1 more to Fri 13 Nov 2026\n"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), "`empathy undo` reverses this.\n"));
    let head = json(&world, &["show", &one, "--json"]);
    assert_eq!((&head["day"], &head["week"]), (&"2026-11-13".into(), &"2026-W46".into()));
    assert_eq!((&head["days_later"], &head["happened"]), (&7.into(), &serde_json::Value::Null));
    let line = answer(&world, &["search", "one", "before:2026-11-14"]);
    assert!(
        line.starts_with(&format!("{one}  Fri 2026-11-13  Reaction  written 7 days later · Otter\n")),
        "{line}"
    );
    assert_eq!(
        answer(&world, &["history", &one]),
        "moved · Fri 20 Nov 2026, 14:02 · from Fri 20 Nov 2026 to Fri 13 Nov 2026\n\
         version 1 · Fri 20 Nov 2026, 14:02 · finished\n"
    );
    assert_eq!(answer(&world, &["undo"]), format!("undone: moved {one} and 1 more to another day\n"));
    for id in [&one, &two] {
        assert_eq!(json(&world, &["show", id, "--json"])["day"], "2026-11-20");
    }
    assert_eq!(answer(&world, &["history", &one]).lines().count(), 1);
}

#[test]
fn what_was_told_of_the_time_comes_back_too() {
    let world = World::new();
    let id = logged(&world, 1, &["One", "--at", "yesterday 18:30"]);
    assert_eq!(world.run(&["move", &id, "--to", "wed"]).code, Some(0));
    assert_eq!(json(&world, &["show", &id, "--json"])["happened"], serde_json::Value::Null);
    assert_eq!(world.run(&["undo"]).code, Some(0));
    let head = json(&world, &["show", &id, "--json"]);
    assert_eq!((&head["happened"], &head["days_later"]), (&"2026-11-19T18:30:00+00:00".into(), &1.into()));
}

#[test]
fn what_cannot_be_moved_is_told_and_nothing_changes() {
    let world = World::new();
    let id = logged(&world, 1, &["One"]);
    assert_eq!(
        page(&world.run(&["move", &id, "--to", "today"])),
        "── standard error ──\nNothing was changed: it is on Fri 20 Nov 2026 already.\n"
    );
    let (code, said) = failure(&world, &["move", &id, "--to", "tomorrow"]);
    assert_eq!(code, Some(2));
    assert!(
        said.starts_with("error: `tomorrow` is Saturday 21 November 2026, 12:00, which is in the future\n"),
        "{said}"
    );
    assert_eq!(failure(&world, &["move", &id, "log-zzzz", "--to", "yesterday"]).0, Some(1));
    assert_eq!(failure(&world, &["move", &id, "--to", "soon"]).0, Some(2));
    assert_eq!(failure(&world, &["move", &id]).0, Some(2));
    assert_eq!(json(&world, &["show", &id, "--json"])["day"], "2026-11-20");
}
