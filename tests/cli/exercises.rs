//! `exercises`: the built-in ones, and a person's own beside and over them.

use super::{answer, demo_world, failure, id_of, json, keys, page, same_as_file};
use crate::support::World;

const OWN: &str = r#"format = 1
id = "one-thing"
revision = 1
title = "One thing"
about = "Write down one thing."
why = "It is enough."
minutes = [1, 5]
prefix = "one"

[[step]]
id = "thing"
title = "The thing"
ask = "What was it?"

[[step.field]]
id = "what"
kind = "text"
label = "What it was"

[[step.field]]
id = "weight"
kind = "scale"
label = "How much it weighed"
min = 1
max = 5
anchors = ["little", "much"]

[[measure]]
id = "weight"
title = "Weight"
field = "weight"
subject = "what"
better = "lower"

[[summary]]
text = "{what} {weight}"

[[report]]
kind = "text"
text = "It was {what}, at {weight}."
"#;

#[test]
fn the_built_in_ones_are_listed() {
    let world = World::new();
    let ran = world.run(&["exercises", "list"]);
    same_as_file("exercises-list", &page(&ran));
    let all = json(&world, &["exercises", "list", "--json"]);
    for one in all.as_array().expect("a list") {
        assert_eq!(keys(one), ["about", "from", "id", "minutes", "revision", "tags", "title"]);
        assert_eq!(one["from"], "built-in");
    }
}

#[test]
fn each_can_be_shown_and_its_source_is_the_file_itself() {
    let world = World::new();
    same_as_file("exercises-show-trust-audit", &answer(&world, &["exercises", "show", "trust-audit"]));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises");
    let folders = ["week", "log", "craft", "daily", "interview"]
        .map(|name| std::fs::read_dir(root.join(name)).expect("a folder"));
    let files: Vec<String> = folders
        .into_iter()
        .flatten()
        .filter_map(|entry| std::fs::read_to_string(entry.expect("an entry").path()).ok())
        .collect();
    for one in json(&world, &["exercises", "list", "--json"]).as_array().expect("a list") {
        let id = one["id"].as_str().expect("an id");
        let shown = answer(&world, &["exercises", "show", id]);
        assert!(shown.contains(&format!("({id}, revision ")), "{shown}");
        let source = answer(&world, &["exercises", "show", id, "--source"]);
        // The self-rating is made of the checklist.
        assert!(files.contains(&source) || id == "self-check", "{id}");
    }
    let (code, said) = failure(&world, &["exercises", "show", "trust-aduit"]);
    assert_eq!(code, Some(1));
    assert_eq!(said, "error: there is no exercise `trust-aduit`\nhint: did you mean `trust-audit`?\n");
}

#[test]
fn without_exercises_of_one_s_own_there_is_nothing_to_check() {
    let world = World::new();
    let said = "no exercises of your own yet; `empathy exercises new NAME` begins one\n";
    assert_eq!(answer(&world, &["exercises", "check"]), said);
}

#[test]
fn check_names_every_mistake_of_every_file() {
    let world = World::new();
    world.write("mine/good.toml", OWN);
    let bad = OWN.replace("one-thing", "other-thing").replace("kind = \"scale\"", "kind = \"scael\"");
    world.write("mine/bad.toml", &bad.replace("title = \"One thing\"", "tilte = \"One thing\""));
    std::fs::write(world.path("mine/latin.toml"), b"format = 1\ntitle = \"caf\xE9\"\n").expect("written");
    world.write("mine/torn.toml", "format = 1\nid = \n");
    world.write("mine/notes.txt", "not looked at");
    let (code, said) = failure(&world, &["exercises", "check", "mine", "missing.toml"]);
    assert_eq!(code, Some(1));
    same_as_file("exercises-check", &said);
    let (code, said) = failure(&world, &["exercises", "check", "mine/good.toml", "mine/torn.toml"]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("error: mine/torn.toml:2:6: "), "{said}");
    assert_eq!(answer(&world, &["exercises", "check", "mine/good.toml"]), "no problems\n");
}

#[test]
fn a_new_file_is_right_and_can_be_practised_at_once() {
    let world = World::new();
    let ran = world.run(&["exercises", "new", "morning-notes"]);
    insta::assert_snapshot!(page(&ran), @r"
    ~/.config/empathy/exercises/morning-notes.toml
    ── standard error ──
    Edit it, then use `empathy exercises check` and `empathy practice morning-notes`.
    ");
    assert_eq!(answer(&world, &["exercises", "check"]), "no problems\n");
    let listed = answer(&World::new(), &["exercises", "check"]);
    assert_ne!(listed, "no problems\n");
    let typed = "Otter\nAt 9:40 it dropped a \"not\"\n\n2\n1\nThe sound beside the line\n.\n";
    let ran = world.feed(&["practice", "morning-notes", "--plain"], typed);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("\nfinished · mor-"), "{}", ran.stdout);
    let (code, said) = failure(&world, &["exercises", "new", "morning-notes"]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("a file of that name is there\nhint: name another, or replace it with `--force`"),
        "{said}"
    );
    assert_eq!(world.run(&["exercises", "new", "morning-notes", "--force"]).code, Some(0));
}

#[test]
fn a_new_name_may_be_words_and_must_have_letters() {
    let world = World::new();
    let ran = world.run(&["exercises", "new", "Morning Notes", "--output", "mine.toml"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "mine.toml\n"), "{ran:?}");
    assert!(
        std::fs::read_to_string(world.path("mine.toml")).expect("there").contains("id = \"morning-notes\"")
    );
    for name in ["123", "", "–", "../.."] {
        let (code, said) = failure(&world, &["exercises", "new", name]);
        assert_eq!(code, Some(2), "{name}: {said}");
    }
    assert!(!world.exercises().exists() || std::fs::read_dir(world.exercises()).expect("there").count() == 0);
}

#[test]
fn a_name_made_of_words_is_said_and_that_of_a_built_in_one_is_taken_only_on_demand() {
    let world = World::new();
    let ran = world.run(&["exercises", "new", "Bad Name!"]);
    insta::assert_snapshot!(page(&ran), @r"
    ~/.config/empathy/exercises/bad-name.toml
    ── standard error ──
    The exercise is named `bad-name`. Names have only lower-case letters, digits and dashes.
    Edit it, then use `empathy exercises check` and `empathy practice bad-name`.
    ");
    for words in ["trust-audit", "Trust audit"] {
        let (code, said) = failure(&world, &["exercises", "new", words]);
        let why = "error: `trust-audit` is a built-in exercise, which yours would replace\n\
                   hint: choose another name, or replace it with `--replace`\n";
        assert_eq!((code, said.as_str()), (Some(2), why));
        assert!(!world.exercises().join("trust-audit.toml").exists());
    }
    assert_eq!(world.run(&["exercises", "new", "trust-audit", "--replace"]).code, Some(0));
    assert!(answer(&world, &["exercises", "show", "trust-audit"]).contains("`moments`"));
}

#[test]
fn one_s_own_exercise_works_in_full() {
    let world = World::new();
    world.write(".config/empathy/exercises/one.toml", OWN);
    let listed = world.run(&["exercises", "list"]).stdout;
    assert!(
        listed.contains("\none-thing            1–5 min    Write down one thing.  (yours)\n"),
        "{listed}"
    );
    let ran = world.feed(&["practice", "one-thing", "--plain"], "a doubt\n3\n");
    assert!(ran.stdout.contains("\nfinished · one-"), "{}", ran.stdout);
    assert!(answer(&world, &["list"]).ends_with(" One thing  a doubt 3\n"));
    let week = answer(&world, &["week"]);
    assert!(week.contains("  Fri ✓ One thing                             one-"), "{week}");
    let review = answer(&world, &["review"]);
    assert!(review.contains("\n## One thing\n"), "{review}");
    assert!(review.contains("\nIt was a doubt, at 3.\n"), "{review}");
    world.feed(&["practice", "one-thing", "--plain", "--again"], "a hunch\n");
    assert!(answer(&world, &["week"]).contains("  Fri ◐ One thing                draft        one-"));
    // The entry keeps its questions when the file is gone.
    std::fs::remove_file(world.exercises().join("one.toml")).expect("removed");
    let all = json(&world, &["list", "--json"]);
    let finished = all.as_array().expect("a list").iter().find(|head| head["state"] == "complete");
    let id = finished.and_then(|head| head["id"].as_str()).expect("an id").to_owned();
    assert!(answer(&world, &["show", &id]).contains("- **How much it weighed:** 3 of 5\n"));
    assert!(answer(&world, &["review"]).contains("\nIt was a doubt, at 3.\n"));
    assert_eq!(answer(&world, &["list", "--exercise", "one-thing"]).lines().count(), 2);
}

#[test]
fn a_file_with_the_id_of_a_built_in_one_takes_its_place() {
    let world = demo_world();
    let before = answer(&world, &["review", "--week", "2026-W46"]);
    let own = OWN.replace("one-thing", "trust-audit");
    world.write(".config/empathy/exercises/audit.toml", &own);
    assert!(
        answer(&world, &["exercises", "show", "trust-audit"])
            .starts_with("One thing (trust-audit, revision 1")
    );
    assert!(answer(&world, &["week"]).contains("One thing"));
    // What was answered before keeps its questions.
    let show = answer(&world, &["show", &id_of(&world, "trust-audit", "2026-W47")]);
    assert!(show.contains("## Three products"), "{show}");
    let review = answer(&world, &["review", "--week", "2026-W46"]);
    assert!(review.contains("\n## Trust Audit\n"), "{review}");
    // Which skills it shows is judged by the exercises there are now.
    let (review, before) =
        [&review, &before].map(|text| text.split("\n## Your stories").next().expect("a part")).into();
    assert_eq!(review.lines().count(), before.lines().count());
}

#[test]
fn a_bad_file_of_one_s_own_is_told_and_nothing_else_suffers() {
    let world = demo_world();
    world.write(".config/empathy/exercises/good.toml", OWN);
    world.write(".config/empathy/exercises/torn.toml", "format = 1\nid = \n");
    for args in
        [&["today"][..], &["week"], &["review"], &["exercises", "list"], &["exercises", "show", "one-thing"]]
    {
        let ran = world.run(args);
        assert_eq!(ran.code, Some(0));
        assert!(
            ran.stderr.starts_with(
                "warning: some exercises were left out\n~/.config/empathy/exercises/torn.toml:2:6: "
            ),
            "{args:?}: {}",
            ran.stderr
        );
        assert!(!ran.stdout.is_empty() && !ran.stdout.contains("torn.toml"));
    }
    let ran = world.run(&["exercises", "list", "--json"]);
    let list: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON all the same");
    assert!(list.to_string().contains("one-thing"));
}

#[test]
fn a_bad_file_of_one_s_own_is_told_once() {
    let world = demo_world();
    let audit = id_of(&world, "trust-audit", "2026-W47");
    world.write(".config/empathy/exercises/torn.toml", "format = 1\nid = \n");
    let mut seen = 0;
    for args in [
        &["practice", "error-map", "--plain", "--again"][..],
        &["practice", &audit, "--plain"],
        &["edit", &audit, "--plain"],
        &["today"],
        &["list"],
        &["show", &audit],
        &["search", "price"],
        &["log", "it cut the call"],
        &["progress"],
        &["checklist"],
        &["doctor"],
        &["doctor", "--rebuild"],
        &["undo"],
    ] {
        let ran = world.feed(args, "");
        let told = ran.stderr.matches("warning: ").count();
        assert!(told <= 1, "{args:?}: {ran:?}");
        seen += told;
    }
    assert!(seen >= 8, "{seen}");
}

#[test]
fn a_warning_says_what_was_left_out_and_is_short_where_exercises_hardly_matter() {
    let world = World::new();
    let first = |args: &[&str]| world.run(args).stderr.lines().next().unwrap_or_default().to_owned();
    world.write(".config/empathy/exercises/a.toml", OWN);
    let other = OWN.replace("one-thing", "other-thing").replace("max = 5", "max = 7");
    world.write(".config/empathy/exercises/b.toml", &other);
    assert_eq!(first(&["today"]), "warning: some parts of your own files were left out");
    let ran = world.run(&["log", "it cut the call"]);
    let parts = "warning: some parts of your own files were left out; `empathy exercises check` says why\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), parts));
    assert!(world.run(&["exercises", "list"]).stdout.contains("other-thing"));
    world.write(".config/empathy/exercises/torn.toml", "format = 1\nid = \n");
    assert_eq!(first(&["today"]), "warning: some exercises were left out");
    let whole = "warning: some exercises were left out; `empathy exercises check` says why\n";
    assert_eq!(world.run(&["log", "it cut the call"]).stderr, whole);
}

#[test]
fn a_mistake_in_a_file_of_one_s_own_is_reported_once_a_command() {
    let world = demo_world();
    world.write(".config/empathy/exercises/torn.toml", "format = 1\nid = \n");
    world.write(".config/empathy/exercises/progress.toml", "format = 1\n[[section]]\nid = 7\n");
    for args in [
        &["today"][..],
        &["week"],
        &["list"],
        &["search", "otter"],
        &["review"],
        &["progress"],
        &["checklist"],
        &["doctor", "--rebuild"],
        &["practice", "trust-audit", "--plain"],
        &["log", "it cut the call"],
    ] {
        // As after a change of the exercises: what is worked out from answers is to be made again.
        let journal = rusqlite::Connection::open(world.journal()).expect("opens");
        journal.execute("INSERT OR IGNORE INTO stale VALUES ('facts')", []).expect("marks");
        drop(journal);
        let told = world.run(args).stderr;
        assert_eq!(told.matches("warning: ").count(), 1, "{args:?}: {told}");
        let lines: Vec<&str> = told.lines().filter(|line| line.contains(".toml:")).collect();
        let once: std::collections::BTreeSet<&&str> = lines.iter().collect();
        assert_eq!(once.len(), lines.len(), "{args:?}: {told}");
    }
}

#[test]
fn an_exercise_from_a_newer_program_is_refused_in_one_sentence() {
    let world = World::new();
    world.write("newer.toml", &OWN.replace("format = 1", "format = 2"));
    let (code, said) = failure(&world, &["exercises", "check", "newer.toml"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "error: newer.toml:1:10: written for a newer version of empathy: format 2, this one reads 1\n"
    );
}

#[test]
fn a_script_is_printed_for_a_partner() {
    let world = World::new();
    let ran = world.run(&["exercises", "show", "listen-loop", "--script"]);
    assert!(ran.stdout.contains("## 2. Locate (8 of 45 minutes)"), "{}", ran.stdout);
    assert!(ran.stdout.contains("- [ ] 4 one person you have met"), "{}", ran.stdout);
    assert!(ran.stdout.contains("| Locate | | |"), "{}", ran.stdout);
}

#[test]
fn a_course_is_put_in_as_a_folder_and_today_follows_its_plan() {
    let world = World::new();
    let course = |name: &str| format!(".config/empathy/exercises/course/{name}");
    world.write(&course("one.toml"), OWN);
    world.write(
        &course("plans/course.toml"),
        "format = 1\nid = \"course\"\ntitle = \"A course\"\n[[day]]\nday = 1\nexercise = \"one-thing\"\n\
         [[day]]\nday = 3\nexercise = \"ai-or-not\"\n",
    );
    assert_eq!(answer(&world, &["exercises", "check"]), "no problems\n");
    assert_eq!(world.run(&["plan", "use", "course"]).code, Some(0));
    let today = answer(&world, &["today"]);
    assert!(today.contains("next: One thing") && today.contains("so far: 0 of 2 exercises"), "{today}");
    world.write(
        &course("plans/worse.toml"),
        "format = 1\nid = \"worse\"\ntitle = \"W\"\n[[day]]\nday = 1\nexercise = \"one-thin\"\n",
    );
    let (code, told) = failure(&world, &["exercises", "check"]);
    assert!(
        code == Some(1)
            && told.contains("worse.toml:6:12: there is no exercise `one-thin`; did you mean `one-thing`?"),
        "{told}"
    );
}
