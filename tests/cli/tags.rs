//! `tag`, `tags`, and the tags of `log`, `list` and `search`; and `edit`.

use super::{answer, failure, json, logged, page};
use crate::support::World;

/// A world with two reactions, the first with a tag, and their ids.
fn world() -> (World, String, String) {
    let world = World::new();
    let one = logged(&world, 1, &["One", "--tag", "Second look", "--tag", "work"]);
    let two = logged(&world, 2, &["Two"]);
    (world, one, two)
}

#[test]
fn tags_are_added_and_removed_in_one_form() {
    let (world, one, two) = world();
    assert_eq!(
        answer(&world, &["tag", &one, &two, "--add", "Café Days", "--remove", "WORK"]),
        format!("{one}  café-days, second-look\n{two}  café-days\n")
    );
    assert_eq!(answer(&world, &["tags"]), "   2  café-days\n   1  second-look\n");
    let counted = serde_json::json!([
        { "tag": "café-days", "entries": 2 },
        { "tag": "second-look", "entries": 1 },
    ]);
    assert_eq!(json(&world, &["tags", "--json"]), counted);
    assert_eq!(answer(&world, &["undo"]), format!("undone: changed the tags of {one} and 1 more\n"));
    assert_eq!(answer(&world, &["tags"]), "   1  second-look\n   1  work\n");
    let ran = world.run(&["tag", &two, "-r", "work"]);
    assert_eq!(page(&ran), format!("{two}  no tags\n── standard error ──\nNothing was changed.\n"));
}

#[test]
fn entries_are_listed_and_found_by_tag() {
    let (world, one, two) = world();
    assert!(answer(&world, &["list", "--tag", "Work"]).starts_with(&one));
    assert!(answer(&world, &["search", "tag:second-look"]).starts_with(&one));
    let count = |args: &[&str]| json(&world, args).as_array().map_or(0, Vec::len);
    assert_eq!(answer(&world, &["tag", &two, "-a", "work"]), format!("{two}  work\n"));
    assert_eq!(count(&["list", "--tag", "work", "--json"]), 2);
    assert_eq!(count(&["list", "--tag", "work", "-n", "1", "--json"]), 1);
    assert_eq!(count(&["list", "--tag", "work", "--week", "2026-W47", "-e", "reaction", "--json"]), 2);
    assert_eq!(count(&["list", "--tag", "work", "--week", "2026-W46", "--json"]), 0);
    assert_eq!(count(&["list", "--tag", "work", "--drafts", "--json"]), 0);
    let none = page(&world.run(&["list", "--tag", "rest"]));
    assert_eq!(none, "── standard error ──\nNo entries match.\n");
}

#[test]
fn what_is_no_tag_is_refused_before_anything_is_written() {
    let world = World::new();
    let hint = "hint: use letters, digits or emoji, as in `work` or `second-look`\n";
    for args in [&["list", "--tag", "!!"][..], &["tag", "log", "--add", "!!"], &["tags", "rename", "!!", "x"]]
    {
        assert_eq!(failure(&world, args), (Some(2), format!("error: `!!` can't be a tag\n{hint}")));
    }
    assert_eq!(
        failure(&world, &["tag", "log", "--add", "Work", "--remove", "work"]),
        (
            Some(2),
            "error: `work` can't be both added and removed\nhint: use either `--add` or `--remove`\n"
                .to_owned()
        )
    );
    assert_eq!(failure(&world, &["tag", "log"]).0, Some(2));
    assert_eq!(failure(&world, &["tag", "--add", "work"]).0, Some(2));
    assert_eq!(
        page(&world.run(&["tags"])),
        "── standard error ──\nNo tags yet. `empathy tag ID --add WORD` gives an entry one.\n"
    );
    let (code, said) = failure(&world, &["tag", "log-zzzz", "--add", "work"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: there is no entry `log-zzzz`\n"), "{said}");
}

#[test]
fn an_entry_is_opened_again_line_by_line() {
    let (world, one, _) = world();
    let ran = world.feed(&["edit", &one, "--plain"], "One and a half\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.starts_with("Reaction ("), "{ran:?}");
    assert!(answer(&world, &["list"]).contains(" changed "));
    assert_eq!(failure(&world, &["edit", &one]), failure(&world, &["practice", &one]));
    assert_eq!(failure(&world, &["edit", &one]).0, Some(2));
    let (code, said) = failure(&world, &["edit", "log-zzzz", "--plain"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: there is no entry `log-zzzz`\n"), "{said}");
}

#[test]
fn a_tag_that_cannot_be_kept_is_told_of_and_the_rest_is_logged() {
    let world = World::new();
    let ran = world.run(&["log", "It guessed my name", "--tag", "!!", "--tag", "❤️", "--tag", "हिन्दी"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(
        ran.stderr,
        "`!!` can't be a tag and was left out. A tag needs a letter, a digit or an emoji.\n"
    );
    assert_eq!(answer(&world, &["tags"]), "   1  हिन्दी\n   1  ❤\n");
    assert!(answer(&world, &["search", "tag:❤"]).starts_with("log-"));
    assert!(answer(&world, &["list", "--tag", "❤️"]).starts_with("log-"));
}

#[test]
fn a_tag_is_renamed_and_merged_on_every_entry_at_once_and_that_is_undone() {
    let (world, one, two) = world();
    answer(&world, &["tag", &two, "-a", "job"]);
    let before = answer(&world, &["tags"]);
    assert_eq!(
        answer(&world, &["tags", "rename", "JOB", "Work"]),
        "renamed `job` to `work` on 1 entry; `work` was in use, so the two are one tag now; `empathy undo` reverses this\n"
    );
    assert_eq!(answer(&world, &["tags"]), "   1  second-look\n   2  work\n");
    assert_eq!(world.run(&["delete", &one]).code, Some(0));
    let said = answer(&world, &["tags", "rename", "work", "Büro"]);
    assert!(said.starts_with("renamed `work` to `büro` on 2 entries"), "in the trash too: {said}");
    for _ in 0..3 {
        answer(&world, &["undo"]);
    }
    assert_eq!(answer(&world, &["tags"]), before);
    assert_eq!(
        failure(&world, &["tags", "rename", "secondlook", "x"]),
        (Some(1), "error: no entry has the tag `secondlook`\nhint: did you mean `second-look`?\n".to_owned())
    );
    assert_eq!(failure(&world, &["tags", "rename", "Work", "work"]).0, Some(2));
}

#[test]
fn a_tag_is_one_in_every_case_of_its_letters_and_stays_as_it_was_typed_first() {
    let world = World::new();
    let one = logged(&world, 1, &["One", "--tag", "Straße", "--tag", "οδός"]);
    let two = logged(&world, 2, &["Two", "--tag", "STRASSE", "--tag", "ΟΔΌΣ"]);
    assert_eq!(answer(&world, &["tags"]), "   2  straße\n   2  οδός\n");
    let found = |args: &[&str]| json(&world, args).as_array().map_or(0, Vec::len);
    assert_eq!(found(&["list", "--tag", "strasse", "--json"]), 2);
    assert_eq!(found(&["search", "tag:οδόσ", "--json"]), 2);
    assert_eq!(answer(&world, &["tag", &two, "--remove", "strasse"]), format!("{two}  οδός\n"));
    let renamed = answer(&world, &["tags", "rename", "Straße", "strasse"]);
    assert!(renamed.starts_with("renamed `straße` to `strasse` on 1 entry;"), "{renamed}");
    assert_eq!(answer(&world, &["tags"]), "   1  strasse\n   2  οδός\n");
    assert_eq!(answer(&world, &["tag", &one, "--add", "home"]), format!("{one}  home, strasse, οδός\n"));
}
