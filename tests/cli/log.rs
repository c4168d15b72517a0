//! `log`: a reaction in one line.

use super::{answer, failure, json, page};
use crate::support::World;

#[test]
fn a_line_is_an_entry_and_says_its_id() {
    let world = World::new();
    let id = answer(&world, &["log", "It apologised twice and changed nothing"]);
    assert!(id.starts_with("log-") && id.ends_with('\n'), "{id}");
    let shown = json(&world, &["show", id.trim(), "--json"]);
    assert_eq!(
        shown["answers"],
        serde_json::json!({ "happened": "It apologised twice and changed nothing" })
    );
    assert!(answer(&world, &["list"]).starts_with(id.trim()));
}

#[test]
fn fields_are_given_by_name() {
    let world = World::new();
    let args = [
        "log",
        "It cut the call",
        "-p",
        "Otter",
        "--felt",
        "uneasy",
        "--trust",
        "2",
        "--better",
        "a warning",
    ];
    let id = answer(&world, &args);
    let answers = &json(&world, &["show", id.trim(), "--json"])["answers"];
    assert_eq!(answers["product"], "Otter");
    assert_eq!((&answers["felt"], &answers["better"]), (&"uneasy".into(), &"a warning".into()));
    assert_eq!(answers["trust"], 2);
    let head = json(&world, &["log", "again", "--json"]);
    assert_eq!(head["exercise"], "reaction");
}

#[test]
fn standard_input_is_taken_whole() {
    let world = World::new();
    let ran = world.feed(&["log", "-"], "first line\n\nthird line\n");
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let shown = json(&world, &["show", ran.stdout.trim(), "--json"]);
    assert_eq!(shown["answers"]["happened"], "first line\n\nthird line");
    let output = world.command(&["log", "-"]).write_stdin(&b"caf\xE9"[..]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "note: some bytes were no text; they are kept as \u{FFFD}\n"
    );
}

#[test]
fn what_does_not_fit_is_refused_before_anything_is_written() {
    let world = World::new();
    for args in [
        &["log", ""][..],
        &["log", "   "],
        &["log"],
        &["log", "x", "--trust", "9"],
        &["log", "x", "--trust", "much"],
        &["log", "x", "--set", "nonsense"],
        &["log", "x", "--set", "produkt=Otter"],
        &["log", "x", "--edit"],
    ] {
        let (code, said) = failure(&world, args);
        assert_eq!(code, Some(2), "{args:?}: {said}");
    }
    assert_eq!(world.feed(&["log", "-"], "").code, Some(2));
    assert!(!world.journal().exists());
    let (_, said) = failure(&world, &["log", "x", "--set", "produkt=Otter"]);
    assert_eq!(said, "error: `reaction` has no field `produkt`\nhint: did you mean `product`?\n");
}

#[test]
fn an_editor_that_fails_says_where_the_text_is() {
    let world = World::new();
    let output =
        world.command(&["log", "--edit"]).env("EDITOR", "/nowhere/editor").output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error: could not start the editor for "), "{said}");
    let script = world.write("editor", "#!/bin/sh\necho 'from the editor' > \"$1\"\n");
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("set");
    let output = world.command(&["log", "--edit"]).env("EDITOR", &script).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let id = String::from_utf8(output.stdout).expect("an id");
    let shown = json(&world, &["show", id.trim(), "--json"]);
    assert_eq!(shown["answers"]["happened"], "from the editor");
    assert_eq!(page(&world.run(&["list", "--drafts"])), "── standard error ──\nno entries like that\n");
}
