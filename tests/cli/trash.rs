//! `delete`, `restore`, `trash` and `undo`.

use super::{answer, failure, json, logged, page};
use crate::support::World;

/// A world with three reactions, and their ids.
fn world() -> (World, [String; 3]) {
    let world = World::new();
    let ids = [(1, "One"), (2, "Two"), (3, "Three")].map(|(seed, text)| logged(&world, seed, &[text]));
    (world, ids)
}

fn listed(world: &World) -> usize {
    json(world, &["list", "--json"]).as_array().expect("a list").len()
}

#[test]
fn what_is_deleted_goes_to_the_trash_and_comes_back() {
    let (world, [one, two, _]) = world();
    let ran = world.run(&["delete", &one, &two.to_uppercase(), &one]);
    assert_eq!(ran.stdout, format!("deleted {one} and 1 more\n"));
    assert_eq!(ran.stderr, format!("`empathy undo` or `empathy restore {one} {two}` reverses this.\n"));
    assert_eq!((ran.code, listed(&world)), (Some(0), 1));
    let (code, said) = failure(&world, &["show", &one]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        format!("error: `{one}` is in the trash\nhint: restore it with `empathy restore {one}`\n")
    );
    assert_eq!(page(&world.run(&["search", "one"])), "── standard error ──\nNo entries match.\n");
    assert_eq!(answer(&world, &["restore", &one[..8]]), format!("restored {one}\n"));
    assert_eq!(listed(&world), 2);
    assert_eq!(answer(&world, &["restore", &two]), format!("restored {two}\n"));
    assert!(answer(&world, &["search", "one"]).starts_with(&one));
}

#[test]
fn the_trash_lists_what_was_deleted_last_first() {
    let (world, [one, two, _]) = world();
    assert_eq!(page(&world.run(&["trash"])), "── standard error ──\nThe trash is empty.\n");
    assert_eq!(answer(&world, &["trash", "--json"]), "[]\n");
    for id in [&one, &two] {
        assert_eq!(world.run(&["delete", id]).code, Some(0));
    }
    let ids: Vec<_> = json(&world, &["trash", "--json"]).as_array().expect("a list").clone();
    assert_eq!(ids.len(), 2);
    let ran = world.run(&["trash"]);
    assert_eq!(
        ran.stderr,
        "Use `empathy restore ID` to restore an entry. Entries are erased 30 days after you delete them.\n"
    );
    for id in [&one, &two] {
        assert!(ran.stdout.contains(&format!("{id:<9} Fri 2026-11-20 Reaction")), "{ran:?}");
    }
}

#[test]
fn ids_that_are_not_there_change_nothing() {
    let (world, [one, ..]) = world();
    let (code, said) = failure(&world, &["delete", &one, "log-zzzz"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "error: there is no entry `log-zzzz`\nhint: `empathy list` shows the entries there are\n"
    );
    let (code, said) = failure(&world, &["delete", "log"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: `log` could be any of\n  log-"), "{said}");
    assert!(said.ends_with("\nhint: type one or two more letters\n"), "{said}");
    assert_eq!(
        failure(&world, &["restore", &one]),
        (
            Some(1),
            format!(
                "error: there is no entry `{one}` in the trash\nhint: `empathy trash` lists what is there\n"
            )
        )
    );
    for args in [&["delete"][..], &["restore"], &["delete", "a%"], &["restore", "a%"], &["undo", "1"]] {
        assert_eq!(failure(&world, args).0, Some(2), "{args:?}");
    }
    assert_eq!(listed(&world), 3);
}

#[test]
fn a_whole_id_in_the_trash_never_means_another_entry() {
    // Two made within one millisecond have nothing in common.
    let (world, short) = (0..20)
        .find_map(|_| {
            let world = World::new();
            let (short, longer) = (logged(&world, 1, &["One"]), logged(&world, 1, &["Two"]));
            longer.starts_with(&short).then_some((world, short))
        })
        .expect("an id that begins another");
    assert_eq!(world.run(&["delete", &short]).code, Some(0));
    let (code, said) = failure(&world, &["delete", &short]);
    assert_eq!((code, said.lines().next()), (Some(1), Some(&*format!("error: `{short}` is in the trash"))));
    assert_eq!(answer(&world, &["restore", &short]), format!("restored {short}\n"));
}

#[test]
fn candidates_in_the_trash_are_named() {
    let (world, [one, two, three]) = world();
    assert_eq!(world.run(&["delete", &one, &two, &three]).code, Some(0));
    let (code, said) = failure(&world, &["restore", "log"]);
    assert_eq!(code, Some(2));
    assert_eq!(said.lines().count(), 5, "{said}");
    assert!(said.starts_with("error: `log` could be any of\n"), "{said}");
}

#[test]
fn undo_says_what_it_took_back() {
    let (world, [one, two, three]) = world();
    assert_eq!(world.run(&["delete", &one, &two, &three]).code, Some(0));
    assert_eq!(answer(&world, &["undo"]), format!("undone: deleted {one} and 2 more\n"));
    assert_eq!(listed(&world), 3);
    let ran = world.run(&["undo"]);
    assert_eq!(ran.stdout, format!("undone: logged {three}\n"));
    assert_eq!(ran.stderr, "it is in the trash now\n");
    assert_eq!(listed(&world), 2, "what was logged is away again");
    assert_eq!(world.run(&["undo"]).stdout, format!("undone: logged {two}\n"));
    assert_eq!(listed(&world), 1, "and nothing else is touched");
    assert_eq!(world.run(&["undo"]).stdout, format!("undone: logged {one}\n"));
    assert_eq!(world.run(&["list"]).stdout, "", "no draft is left of them");
    assert_eq!(page(&world.run(&["undo"])), "── standard error ──\nThere is nothing to undo.\n");
}

#[test]
fn a_restore_is_taken_back_too() {
    let (world, [one, ..]) = world();
    assert_eq!(world.run(&["delete", &one]).code, Some(0));
    assert_eq!(answer(&world, &["restore", &one]), format!("restored {one}\n"));
    let ran = world.run(&["undo"]);
    assert_eq!(ran.stdout, format!("undone: restored {one}\n"));
    assert_eq!(ran.stderr, "it is in the trash again\n");
    assert_eq!(listed(&world), 2);
}

#[test]
fn several_come_out_of_the_trash_as_one() {
    let (world, [one, two, _]) = world();
    assert_eq!(world.run(&["delete", &one, &two]).code, Some(0));
    assert_eq!(answer(&world, &["restore", &one, &two]), format!("restored {one} and 1 more\n"));
    let ran = world.run(&["undo"]);
    assert_eq!(ran.stdout, format!("undone: restored {one} and 1 more\n"));
    assert_eq!(ran.stderr, "they are in the trash again\n");
    assert_eq!(listed(&world), 1);
}

#[test]
fn the_trash_is_emptied_only_when_that_is_meant() {
    let (world, [one, two, three]) = world();
    assert_eq!(
        page(&world.run(&["trash", "--empty", "--yes"])),
        "── standard error ──\nThe trash is empty.\n"
    );
    assert_eq!(world.run(&["delete", &one, &two]).code, Some(0));
    assert_eq!(
        failure(&world, &["trash", "--empty"]),
        (
            Some(2),
            "error: 2 entries would be erased for good\n\
             hint: `--yes` erases without asking; `empathy trash` lists what is there\n"
                .to_owned()
        )
    );
    for args in [&["trash", "--yes"][..], &["trash", "--empty", "--json"]] {
        assert_eq!(failure(&world, args).0, Some(2), "{args:?}");
    }
    assert_eq!(json(&world, &["trash", "--json"]).as_array().map(Vec::len), Some(2));
    assert_eq!(answer(&world, &["trash", "--empty", "--yes"]), "erased 2 entries for good\n");
    assert_eq!(page(&world.run(&["trash"])), "── standard error ──\nThe trash is empty.\n");
    assert_eq!(
        page(&world.run(&["undo"])),
        "── standard error ──\n\
         the change of Fri 20 Nov 2026, 14:02 can't be undone: 2 entries are erased from the trash for good\n\
         Use `empathy undo` again to undo the change before that.\n"
    );
    assert_eq!(world.run(&["undo"]).stdout, format!("undone: logged {three}\n"));
}

#[test]
fn undo_says_what_of_several_does_not_come_back() {
    let (world, [one, two, _]) = world();
    assert_eq!(world.run(&["delete", &one, &two]).code, Some(0));
    assert_eq!(world.run(&["restore", &one]).code, Some(0));
    assert_eq!(answer(&world, &["trash", "--empty", "--yes"]), "erased 1 entry for good\n");
    assert_eq!(world.run(&["undo"]).stdout, format!("undone: restored {one}\n"));
    let ran = world.run(&["undo"]);
    assert_eq!(ran.stdout, format!("undone: deleted {one}\n"));
    assert_eq!(ran.stderr, "1 entry is gone for good, erased from the trash\n");
}
