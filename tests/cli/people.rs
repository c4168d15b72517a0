//! `people`: who is known, under which alias, and that no name leaves the machine.

use super::{answer, demo_world, failure, json, logged, page};
use crate::support::World;

const UNDO: &str = "── standard error ──\n`empathy undo` reverses this.\n";

/// Logs something somebody saw happen to a person.
fn saw(world: &World, seed: u32, text: &str, who: &str) -> String {
    logged(world, seed, &[text, "--set", "provenance=watched", "--set", &format!("who={who}")])
}

/// Runs a change to people that must end well.
fn does(world: &World, args: &[&str]) -> String {
    let all = [&["people"], args].concat();
    let said = page(&world.run(&all));
    said.strip_suffix(UNDO).unwrap_or_else(|| panic!("{args:?}: {said}")).to_owned()
}

#[test]
fn whoever_is_named_is_known_and_counted() {
    let world = World::new();
    assert_eq!(
        page(&world.run(&["people"])),
        "── standard error ──\n\
         No people yet. Those you name in exercises appear here, and `empathy people add NAME` adds one.\n"
    );
    saw(&world, 1, "Anna waited; Anna Berg never waits", "Anna Berg");
    saw(&world, 2, "It called her Sir", "anna  berg");
    saw(&world, 3, "他は花子を待った", "花子");
    logged(&world, 4, &["Berg laughed, they will say"]);
    does(&world, &["add", "Will", "--alias", "The neighbour"]);
    does(&world, &["rename", "anna", "Anna Krug"]);
    assert_eq!(
        answer(&world, &["people"]),
        "Anna Krug   Person 1           3 entries   also Anna Berg\n\
         花子        Person 2           1 entry\n\
         Will        The neighbour      0 entries\n"
    );
    let people = serde_json::json!([
        { "name": "Anna Krug", "other_names": ["Anna Berg"], "alias": "Person 1", "entries": 3, "more_entries": false },
        { "name": "花子", "other_names": [], "alias": "Person 2", "entries": 1, "more_entries": false },
        { "name": "Will", "other_names": [], "alias": "The neighbour", "entries": 0, "more_entries": false },
    ]);
    assert_eq!(json(&world, &["people", "--json"]), people);
}

#[test]
fn every_change_is_said_and_taken_back_in_words() {
    let world = World::new();
    saw(&world, 1, "Anna waited", "Anna Berg");
    assert_eq!(does(&world, &["add", "Will"]), "Will is Person 2 in files\n");
    assert_eq!(does(&world, &["alias", "WILL", "The  neighbour"]), "Will is The neighbour in files\n");
    assert_eq!(
        does(&world, &["rename", "anna b", "Anna Krug"]),
        "Anna Berg is Anna Krug now; files show Person 1 for both names\n"
    );
    assert_eq!(
        does(&world, &["merge", "Will", "Anna Berg"]),
        "merged Will into Anna Krug, who is Person 1 in files\n"
    );
    assert_eq!(does(&world, &["forget", "Will"]), "forgot Anna Krug; 1 entry still names them\n");
    assert_eq!(does(&world, &["add", "Tom"]), "Tom is Person 3 in files\n");
    assert_eq!(does(&world, &["forget", "tom"]), "forgot Tom; no entry names them\n");
    for expected in [
        "forgot Tom",
        "added Tom as Person 3",
        "forgot Anna Krug",
        "merged Will into Anna Krug",
        "renamed Anna Berg to Anna Krug",
        "gave Will the alias The neighbour",
        "added Will as Person 2",
    ] {
        assert_eq!(answer(&world, &["undo"]), format!("undone: {expected}\n"));
    }
    assert_eq!(answer(&world, &["people"]), "Anna Berg   Person 1      1 entry\n");
    let again = page(&world.run(&["people", "alias", "Anna", "person 1"]));
    assert_eq!(again, format!("Anna Berg is person 1 in files\n{UNDO}"));
    let again = page(&world.run(&["people", "alias", "Anna", "person 1"]));
    assert_eq!(again, "Anna Berg is person 1 in files\n── standard error ──\nNothing was changed.\n");
}

#[test]
fn what_cannot_be_is_refused_in_a_sentence() {
    let world = World::new();
    does(&world, &["add", "Anna Berg", "-a", "Rose"]);
    does(&world, &["add", "Annika"]);
    let before = answer(&world, &["people"]);
    let list = "`empathy people` lists who is known, and as whom";
    for (args, code, message, hint) in [
        (
            &["alias", "Annika", "ＲＯＳＥ"][..],
            2,
            "could not change the alias: `ＲＯＳＥ` is the alias of Anna Berg",
            list,
        ),
        (&["alias", "Annika", " "], 2, "could not change the alias: an alias cannot be empty", list),
        (&["alias", "Annika", "annika"], 2, "could not change the alias: `annika` is their own name", list),
        (
            &["alias", "Annika", "Anna Berg"],
            2,
            "could not change the alias: `Anna Berg` is the name of Anna Berg",
            list,
        ),
        (
            &["alias", "Annika", "Bergs? No, berg"],
            2,
            "could not change the alias: `Bergs? No, berg` holds a name of Anna Berg",
            list,
        ),
        (
            &["add", "Tom", "--alias", "rose"],
            2,
            "could not add the person: `rose` is the alias of Anna Berg",
            list,
        ),
        (
            &["add", "anna berg"],
            2,
            "could not add the person: `anna berg` is a name of Anna Berg already",
            list,
        ),
        (
            &["add", "Rose"],
            2,
            "could not add the person: `Rose` stands in the alias of Anna Berg, `Rose`",
            list,
        ),
        (
            &["add", "?!"],
            2,
            "could not add the person: `?!` is not a name: it needs a letter, and at most 120 characters",
            list,
        ),
        (
            &["rename", "Annika", "Anna Berg"],
            2,
            "could not rename the person: `Anna Berg` is a name of Anna Berg already",
            list,
        ),
        (
            &["merge", "Annika", "annika"],
            2,
            "could not merge the two people: they are one person already, Annika",
            list,
        ),
        (&["forget", "Ann"], 2, "`Ann` could be any of Anna Berg, Annika", "type one or two more letters"),
        (&["forget", "Anika"], 1, "there is no person called `Anika`", "did you mean `Annika`?"),
        (&["forget", "Xerxes"], 1, "there is no person called `Xerxes`", "`empathy people` lists everyone"),
    ] {
        let all = [&["people"], args].concat();
        assert_eq!(failure(&world, &all), (Some(code), format!("error: {message}\nhint: {hint}\n")));
    }
    assert_eq!(answer(&world, &["people"]), before);
    assert_eq!(failure(&world, &["people", "--json", "forget", "Anna"]).0, Some(2));
}

#[test]
fn no_name_is_in_what_leaves_the_machine() {
    let world = World::new();
    let id = saw(&world, 1, "Anna Berg's call was cut. \"Will it work?\" asked ANNA.", "Anna Berg");
    does(&world, &["alias", "Anna Berg", "The caller"]);
    let shown = answer(&world, &["show", &id]);
    assert!(shown.contains("Anna Berg's call") && !shown.contains("The caller"), "{shown}");
    let veiled = "The caller's call was cut. \"Will it work?\" asked The caller.";
    let shown = answer(&world, &["show", &id, "--aliases"]);
    assert!(shown.contains(veiled) && !shown.contains("Anna"), "{shown}");
    let shown = json(&world, &["show", &id, "--aliases", "--json"]);
    assert_eq!(
        (&shown["answers"]["happened"], &shown["answers"]["who"]),
        (&veiled.into(), &"The caller".into())
    );
    assert!(!shown.to_string().contains("Anna"), "{shown}");
    let review = answer(&world, &["review"]);
    assert!(
        review.contains("The caller's call") && !review.contains("Anna") && !review.contains("Berg"),
        "{review}"
    );
    world.run(&["review", "--for", "me", "--output", "review.md"]);
    assert_eq!(std::fs::read_to_string(world.path("review.md")).expect("written"), review);
}

#[test]
fn a_name_typed_carelessly_does_not_leave_either() {
    let world = World::new();
    saw(&world, 1, "Anna waited", "Anna Berg");
    saw(&world, 2, "Somebody waited", "anna berg");
    saw(&world, 3, "Somebody laughed", "berg");
    saw(&world, 4, "Somebody left", "will");
    assert_eq!(json(&world, &["people", "--json"]).as_array().map(Vec::len), Some(2));
    let review = answer(&world, &["review"]);
    assert_eq!(review.matches("It happened to Person 1.").count(), 3, "{review}");
    assert!(!review.to_lowercase().contains("anna") && !review.contains("will"), "{review}");
    does(&world, &["forget", "Anna Berg"]);
    let review = answer(&world, &["review"]);
    assert!(!review.to_lowercase().contains("berg"), "{review}");
}

#[test]
fn what_is_cited_of_somebody_has_one_spelling() {
    let world = World::new();
    let file = r#"
format = 1
id = "met"
revision = 1
title = "Met"
about = "Note whom you met."
why = "So that nobody is forgotten."
minutes = [1, 2]
summary = [{ text = "{who} and {what}" }]
finding = [{ about = "what", text = "{who} said it" }]
[[step]]
id = "met"
title = "Met"
ask = "Whom?"
field = [
    { id = "who", kind = "person", label = "Who" },
    { id = "what", kind = "text", label = "What" },
    { id = "proof", kind = "evidence", label = "Proof", about = "what" },
]
"#;
    world.write(".config/empathy/exercises/met.toml", file);
    does(&world, &["add", "Anna Berg"]);
    let first = world.feed(&["practice", "met", "--plain"], "anna\nwaiting\n\nyes\n");
    assert!(first.stdout.contains(" · Anna Berg and waiting\n"), "{first:?}");
    let second = world.feed(&["practice", "met", "--plain", "--again"], "ANNA  berg\nwaiting\n1\n");
    assert!(second.stdout.contains("Anna Berg said it"), "{second:?}");
    let review = answer(&world, &["review"]);
    assert!(review.contains("Person 1 said it") && !review.to_lowercase().contains("anna"), "{review}");
}

#[test]
fn a_draft_is_shown_with_aliases_before_its_names_are_kept() {
    let world = World::new();
    let answers = "Gmail\nreplies\n1\nAnna Berg\n:quit\n";
    let ran = world.feed(&["practice", "mental-models", "--plain"], answers);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let shown = answer(&world, &["show", "men", "--aliases"]);
    assert!(shown.contains("Person 1") && !shown.contains("Anna"), "{shown}");
    assert!(answer(&world, &["show", "men"]).contains("Anna Berg"));
    assert!(page(&world.run(&["people"])).contains("No people yet"));
}

#[test]
fn the_demo_leaves_under_the_aliases_somebody_careful_would_choose() {
    let world = demo_world();
    let people = json(&world, &["people", "--json"]);
    let people = people.as_array().expect("a list");
    assert_eq!(people.len(), 17);
    for week in
        ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"]
    {
        let review = answer(&world, &["review", "--week", week]);
        for person in people {
            let name = person["name"].as_str().expect("a name");
            assert!(!review.contains(name), "{week}: {name}");
        }
    }
    assert!(!people.is_empty());
    assert!(people.iter().all(|person| person["entries"].as_u64() > Some(0)), "{people:?}");
    assert!(answer(&world, &["review", "--week", "2026-W40"]).contains("Relative 1"));
}

#[test]
fn what_leaves_holds_no_way_to_reach_somebody_and_says_what_was_replaced() {
    let world = World::new();
    does(&world, &["add", "Anna Berg"]);
    does(&world, &["add", "Anna Krug"]);
    let text = "berg said write to anna.berg@example.org, @aberg or +49 171 2345678; anna asked Annas boss";
    let id = logged(&world, 1, &[text]);
    let veiled =
        "Person 1 said write to (email address), @Person 1 or (phone number); someone asked someone's boss";
    let shown = json(&world, &["show", &id, "--aliases", "--json"]);
    assert_eq!(shown["answers"]["happened"], veiled);
    let replaced = serde_json::json!({
        "people": [{ "alias": "Person 1", "times": 2 }], "unsure": 2, "email_addresses": 1, "phone_numbers": 1,
        "secrets": 0, "undeclared": 0,
    });
    assert_eq!(shown["replaced"], replaced);
    assert!(answer(&world, &["show", &id]).contains(text));
    let written = world.run(&["review", "--for", "me", "--output", "review.md"]);
    assert_eq!(
        written.stderr,
        "In the file, Anna Berg is Person 1 (4 times)\n\
         In the file, “Annas” is “someone” (once), because it could be Anna Berg or Anna Krug\n\
         In the file, “anna” is “someone” (once), because it could be Anna Berg or Anna Krug\n\
         Left out of the file: email addresses (twice), phone numbers (once)\n\
         Wrote the review to `review.md`.\n"
    );
    let review = std::fs::read_to_string(world.path("review.md")).expect("written").to_lowercase();
    assert!(!review.contains("anna") && !review.contains("berg") && !review.contains("example"), "{review}");
}

#[test]
fn a_name_nobody_declared_is_pointed_out_before_a_file_is_written() {
    let world = World::new();
    let id = logged(&world, 1, &["It read my note aloud, and I told Tomasz about it."]);
    let line = "Tomasz may be a person, and has no alias: “note aloud, and I told Tomasz about it”";
    let refused = format!(
        "error: the file was not written, because it may name people:\n  {line}\n\
         hint: `empathy people add NAME` gives someone an alias; `--anyway` writes the file as it is\n"
    );
    assert_eq!(failure(&world, &["review", "--for", "me", "-o", "a.md"]), (Some(2), refused));
    assert!(!world.path("a.md").exists());
    let printed = world.run(&["review"]);
    assert_eq!((printed.code, printed.stderr), (Some(0), format!("{line}\n")));
    assert_eq!(world.run(&["show", &id, "--aliases", "--json"]).stderr, format!("{line}\n"));
    assert_eq!(world.run(&["review", "--for", "me", "-o", "a.md", "--anyway"]).code, Some(0));
    does(&world, &["add", "Tomasz"]);
    assert_eq!(world.run(&["review", "--for", "me", "-o", "b.md"]).code, Some(0));
    assert!(!std::fs::read_to_string(world.path("b.md")).expect("written").contains("Tomasz"));
}
