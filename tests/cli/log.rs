//! `log`: a reaction in one line.

use super::{answer, failure, json, logged, page};
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
fn a_very_long_text_is_kept_whole_and_listed_by_its_beginning() {
    let world = World::new();
    let text = "it apologised twice ".repeat(50_000);
    let id = world.feed(&["log", "-"], &text).stdout;
    let shown = json(&world, &["show", id.trim(), "--json"]);
    assert_eq!(shown["answers"]["happened"], text.trim_end());
    let summary = shown["summary"].as_str().expect("a line for lists");
    assert!(summary.ends_with('…') && summary.chars().count() == 301, "{} characters", summary.len());
}

#[test]
fn words_from_a_pipe_are_logged_without_being_asked_for() {
    let world = World::new();
    assert_eq!(world.feed(&["log", "--product", "Otter"], "it apologised twice\n").code, Some(0));
    assert!(answer(&world, &["list"]).contains("Otter – it apologised twice"));
    let (code, said) = failure(&world, &["log"]);
    assert_eq!(code, Some(2));
    assert!(said.starts_with("error: there is nothing to log\n"), "{said}");
}

#[test]
fn a_tilde_makes_no_folder_of_that_name() {
    let world = World::new();
    answer(&world, &["--journal=~/else.db", "log", "x"]);
    assert!(world.path("else.db").exists() && !world.path("~").exists());
    let (code, said) = failure(&world, &["--journal", "~anna/j.db", "today"]);
    assert_eq!((code, said.contains("`./~anna`")), (Some(2), true), "{said}");
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
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, "Some bytes were not valid UTF-8. Each was kept as its number, as in `\\xE9`.\n");
    let id = String::from_utf8(output.stdout).expect("an id");
    assert_eq!(json(&world, &["show", id.trim(), "--json"])["answers"]["happened"], "caf\\xE9");
}

#[test]
fn what_does_not_fit_is_refused_before_anything_is_written() {
    let world = World::new();
    for args in [
        &["log", ""][..],
        &["log", "   "],
        &["log", "\u{200b}\u{feff}\u{2060} "],
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
    assert_eq!(world.feed(&["log", "-"], "\0\0\n").code, Some(2));
    assert!(!world.journal().exists());
    let (_, said) = failure(&world, &["log", "x", "--set", "produkt=Otter"]);
    let near = "error: `reaction` has no field `produkt`\nhint: did you mean `product`? The fields are ";
    let fields = said.strip_prefix(near).expect("the fields").trim_end();
    assert!(fields.starts_with("product, happened, felt, "), "{fields}");
    let (_, said) = failure(&world, &["log", "x", "--set", "trust=1,500"]);
    assert!(said.contains("hint: 1,500 could mean 1500 or 1.5"), "{said}");
    let (_, said) = failure(&world, &["log", "x", "--set", "colour=red"]);
    assert_eq!(said, format!("error: `reaction` has no field `colour`\nhint: the fields are {fields}\n"));
    let shown = answer(&world, &["exercises", "show", "reaction"]);
    assert!(fields.split(", ").all(|field| shown.contains(&format!(" `{field}` ("))), "{shown}");
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
    assert_eq!(page(&world.run(&["list", "--drafts"])), "── standard error ──\nNo entries match.\n");
}

#[test]
fn an_editor_that_failed_or_did_not_wait_logs_nothing_and_the_text_is_kept() {
    for (does, says) in [
        ("echo 'not this' > \"$1\"; exit 1", "the editor failed"),
        (
            "true",
            "the editor did not wait for you\nhint: `editor` closed before you saved. What it saves later stays in",
        ),
    ] {
        let world = World::new();
        let script = world.write("editor", &format!("#!/bin/sh\n{does}\n"));
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("set");
        let output = world.command(&["log", "--edit"]).env("EDITOR", "./editor").output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.starts_with(&format!("error: could not log a text from your editor: {says}")), "{said}");
        assert!(said.contains("editing/reaction.md"), "{said}");
        assert!(world.path(".local/share/empathy/editing/reaction.md").exists());
        assert!(!world.journal().exists(), "nothing was logged");
    }
}

#[test]
fn an_editor_that_failed_before_anything_was_written_leaves_nothing() {
    let world = World::new();
    let output = world.command(&["log", "--edit"]).env("EDITOR", "false").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the editor failed\nhint: you had saved nothing, so nothing was logged"), "{said}");
    assert!(!world.path(".local/share/empathy/editing/reaction.md").exists());
}

#[test]
fn what_happened_earlier_belongs_to_its_day_and_says_that_it_was_written_later() {
    let world = World::new();
    let id = logged(&world, 1, &["It cut the call", "-p", "Otter", "--at", "last sunday 18:30"]);
    let head = &json(&world, &["show", &id, "--json"]);
    assert_eq!((&head["day"], &head["week"]), (&"2026-11-15".into(), &"2026-W46".into()));
    assert_eq!(head["happened"], "2026-11-15T18:30:00+00:00");
    assert_eq!((&head["days_later"], &head["begun"]), (&5.into(), &"2026-11-20T14:02:31+00:00".into()));
    let first = |args: &[&str]| answer(&world, args).lines().next().unwrap_or_default().to_owned();
    assert_eq!(
        first(&["show", &id]),
        format!(
            "{id} · Sun 15 Nov 2026 · week 2026-W46 · finished · version 1 · written Fri 20 Nov, 5 days later"
        )
    );
    let line = format!("{id}  Sun 2026-11-15 Reaction  Otter · written 5 days later – It cut the call");
    assert_eq!(first(&["list"]), line);
    assert_eq!(
        first(&["search", "call"]),
        format!("{id}  Sun 2026-11-15  Reaction  written 5 days later · Otter")
    );
    let week = answer(&world, &["week", "2026-W46"]);
    assert!(
        week.contains(&format!(
            "Sun ✓ Reaction                              {id}  written 5 days later · Otter"
        )),
        "{week}"
    );
    let review = answer(&world, &["review", "--week", "2026-W46"]);
    assert!(
        review.contains(&format!("{id}, written 5 days later"))
            || review.contains(&format!("written 5 days later, {id}")),
        "{review}"
    );
    assert!(
        review.contains(&format!("Written after the week ended: Reaction ({id}) on 20 November 2026.")),
        "{review}"
    );
    assert_eq!(world.run(&["delete", &id]).code, Some(0));
    assert_eq!(world.run(&["trash"]).stdout, format!("{line}\n"));
}

#[test]
fn what_happened_the_same_day_is_not_written_later() {
    let world = World::new();
    world.write(".config/empathy/config.toml", "day_starts = 4\n");
    let day = |text: &str| {
        let ran = world.run(&["log", "x", "--at", text, "--json"]);
        let head: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        (head["day"].as_str().unwrap_or_default().to_owned(), head["days_later"].as_i64())
    };
    assert_eq!(day("20 minutes ago"), ("2026-11-20".to_owned(), Some(0)));
    assert_eq!(day("2026-11-20 03:30"), ("2026-11-19".to_owned(), Some(1)));
    assert_eq!(day("18:30"), ("2026-11-19".to_owned(), Some(1)));
}

#[test]
fn a_time_that_means_nothing_or_is_still_to_come_is_refused() {
    let world = World::new();
    assert_eq!(
        failure(&world, &["log", "x", "--at", "someday"]),
        (
            Some(2),
            "error: could not read `someday` as a date or time\n\
             hint: use a form like `yesterday 18:30`, `last friday`, `friday evening`, `3 days ago`, `2 hours ago`, `18:30`, \
             `20 nov`, `20.11.` or `2026-11-20 18:30`\n"
                .to_owned()
        )
    );
    assert_eq!(
        failure(&world, &["log", "x", "--at", "tomorrow 9:00"]),
        (
            Some(2),
            "error: `tomorrow 9:00` is Saturday 21 November 2026, 09:00, which is in the future\n\
             hint: enter a time that has passed, as in `yesterday 18:30`\n"
                .to_owned()
        )
    );
    assert!(!world.journal().exists());
}

const OWN: &str = r#"format = 1
id = "sighting"
revision = 1
title = "Sighting"
about = "Note one sighting."
why = "It is enough."
minutes = [1, 2]
prefix = "sig"

[[step]]
id = "one"
title = "One"
ask = "What was it?"

[[step.field]]
id = "tool"
kind = "text"
role = "product"
label = "Which tool"
optional = true
quick = true

[[step.field]]
id = "story"
kind = "text"
prose = true
label = "What was seen"
quick = true

[[step.field]]
id = "mood"
kind = "text"
role = "feeling"
suggest = "moods"
label = "Mood"
optional = true

[[step.field]]
id = "wish"
kind = "text"
role = "improvement"
label = "A wish"
optional = true

[[step.field]]
id = "faith"
kind = "scale"
role = "trust"
label = "Faith"
min = 1
max = 7
anchors = ["none", "all"]
optional = true

[[step.field]]
id = "side"
kind = "choice"
role = "dimension"
label = "Which side"
optional = true
option = [{ id = "left", label = "the left one" }, { id = "errors", label = "mistakes" }]

[[step.field]]
id = "weight"
kind = "number"
label = "Weight"
optional = true

[[measure]]
id = "side_seen"
title = "Side"
field = "side"
subject = "tool"

[[column]]
title = "Tool"
text = "{tool}"
"#;

const PLAN: &str = r#"format = 1
id = "mine"
title = "Mine"
capture = "sighting"

[[day]]
day = 1
exercise = "trust-audit"
"#;

#[test]
fn an_exercise_of_one_s_own_is_captured_with_every_option_and_found_by_every_filter() {
    let world = World::new();
    world.write(".config/empathy/exercises/sighting.toml", OWN);
    world.write(".config/empathy/exercises/plan.toml", PLAN);
    let args = [
        "log",
        "It flew off",
        "-p",
        "Kite",
        "-f",
        "giddy",
        "-b",
        "a longer rope",
        "-t",
        "6",
        "--set",
        "side=left",
    ];
    let id = answer(&world, &args);
    assert!(id.starts_with("sig-"), "{id}");
    let expected = serde_json::json!({
        "tool": "Kite", "story": "It flew off", "mood": "giddy", "wish": "a longer rope", "faith": 6, "side": "left",
    });
    assert_eq!(json(&world, &["show", id.trim(), "--json"])["answers"], expected);
    answer(&world, &["log", "It stayed", "-p", "Drone", "-f", "calm", "--set", "side=errors"]);
    for filter in ["product:kite", "feeling:giddy", "dimension:left"] {
        let found = answer(&world, &["search", filter]);
        assert_eq!(
            (found.matches("sig-").count(), found.contains(id.trim())),
            (1, true),
            "{filter}: {found}"
        );
    }
    // An exercise that is captured and has no such field.
    world.write(".config/empathy/exercises/sighting.toml", &OWN.replace("role = \"trust\"\n", ""));
    let (_, error) = failure(&world, &["log", "again", "-t", "2"]);
    assert!(error.contains("`sighting` has no field for `--trust`"), "{error}");
    assert!(error.contains("`role = \"trust\"`"), "{error}");
}

#[test]
fn a_number_of_any_size_is_the_same_in_json() {
    let world = World::new();
    world.write(".config/empathy/exercises/sighting.toml", OWN);
    world.write(".config/empathy/exercises/plan.toml", PLAN);
    for (typed, shown) in [
        ("7", serde_json::json!(7)),
        ("-0.5", serde_json::json!(-0.5)),
        ("9007199254740992", serde_json::json!(9_007_199_254_740_992_i64)),
        ("1e300", serde_json::json!(1e300)),
        ("-1e19", serde_json::json!(-1e19)),
        ("100000000000000000000", serde_json::json!(1e20)),
    ] {
        let id = answer(&world, &["log", "heavy", "--set", &format!("weight={typed}")]);
        assert_eq!(json(&world, &["show", id.trim(), "--json"])["answers"]["weight"], shown, "{typed}");
    }
}

#[test]
fn the_day_that_was_understood_is_said_unless_it_is_today() {
    let world = World::new();
    let said = |at: &str| world.run(&["log", "x", "--at", at]).stderr;
    assert_eq!(said("20.12."), "Logged for Saturday 20 December 2025.\n");
    assert_eq!(said("yesterday 18:30"), "Logged for Thursday 19 November 2026.\n");
    assert_eq!(said("9:00"), "");
}

#[test]
fn marks_at_the_end_of_a_line_are_answers() {
    let world = World::new();
    let id = answer(&world, &["log", "It sent me left @\"Google Maps\" !lost 2/5 #Commute"]);
    let shown = json(&world, &["show", id.trim(), "--json"]);
    let answers = &shown["answers"];
    assert_eq!(
        (&answers["happened"], &answers["product"]),
        (&"It sent me left".into(), &"Google Maps".into())
    );
    assert_eq!((&answers["felt"], &answers["trust"]), (&"lost".into(), &2.into()));
    let id = answer(&world, &["log", "Again left @google maps"]);
    assert_eq!(json(&world, &["show", id.trim(), "--json"])["answers"]["product"], "Google Maps");
    let id = answer(&world, &["log", r"I wrote to a@b.org that 3/5 of people laugh \#no"]);
    let happened = "I wrote to a@b.org that 3/5 of people laugh #no";
    assert_eq!(json(&world, &["show", id.trim(), "--json"])["answers"]["happened"], happened);
}

#[test]
fn an_answer_of_ones_own_is_taken_where_the_list_has_room_for_it_and_named_where_it_is_not() {
    let world = World::new();
    let moved = ["It moved a meeting", "-p", "Gmail", "--set", "problem=agency", "--set"];
    let (code, said) = failure(&world, &[&["log"], &moved[..], &["action=moved a meeting"]].concat());
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("use one of complete, categorise, suggest, `other: your own words`"), "{said}");
    let id = logged(&world, 1, &[&moved[..], &["action=other: moved a meeting"]].concat());
    assert_eq!(json(&world, &["show", &id, "--json"])["answers"]["action"]["other"], "moved a meeting");
    let (_, said) = failure(&world, &["log", "It moved a meeting", "--set", "dimension=Q"]);
    assert!(!said.contains("other:"), "{said}");
}
