//! `progress` and `checklist`: figures in characters, and the numbers for programs.

use serde_json::Value as Json;

use super::{answer, json, page, same_as_file};
use crate::support::World;

fn demo() -> World {
    let world = World::new();
    world.demo();
    world
}

#[test]
fn every_section_of_the_demo_can_be_read() {
    let world = demo();
    for section in ["trust", "log", "errors", "automation", "models", "checklist", "practice"] {
        let ran = world.run(&["progress", section, "--why"]);
        same_as_file(&format!("progress {section}").replace(' ', "-"), &page(&ran));
    }
}

#[test]
fn a_chart_is_a_table_in_markdown() {
    let world = demo();
    let ran = world.run(&["progress", "errors", "--figure", "tolerance", "--markdown"]);
    same_as_file("progress-markdown", &page(&ran));
}

#[test]
fn an_empty_journal_has_nothing_to_count_and_says_so() {
    let world = World::new();
    same_as_file("progress-empty", &page(&world.run(&["progress"])));
}

#[test]
fn figures_are_as_wide_as_there_is_room() {
    let world = demo();
    let widest = |columns: Option<&str>| {
        let mut command = world.command(&["progress", "--why"]);
        if let Some(columns) = columns {
            command.env("COLUMNS", columns);
        }
        let printed = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
        printed.lines().map(|line| line.chars().count()).max()
    };
    assert_eq!(widest(Some("100")), Some(100));
    for (columns, most) in [(None, 80), (Some("wide"), 80), (Some("7"), 40), (Some("500"), 120)] {
        assert!(widest(columns).is_some_and(|widest| widest <= most), "{columns:?}: {:?}", widest(columns));
    }
}

#[test]
fn one_figure_is_about_one_product_in_any_spelling() {
    let world = demo();
    let ran = world.run(&["progress", "trust", "--chart", "one", "--product", "otter"]);
    assert!(ran.stdout.contains("Otter: 2 now"), "{ran:?}");
    let before = world.run(&["progress", "trust", "--figure", "one", "--subject", "otter"]);
    assert_eq!(before.stdout, ran.stdout, "the names of before are understood");
    let ran = world.run(&["progress", "trust/one", "--product", "otter"]);
    assert_eq!(before.stdout, ran.stdout);
    assert!(!ran.stdout.contains("Trust, product by product"));
}

#[test]
fn a_subject_nobody_wrote_about_is_refused_with_those_there_are() {
    let world = demo();
    let refused = |subject: &str, figure: &str| {
        let ran = world.run(&["progress", "trust", "--figure", figure, "--subject", subject]);
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""));
        ran.stderr
    };
    let said = "error: no chart here is about `oter`\nhint: did you mean `Otter`?\n";
    assert_eq!(refused("oter", "one"), said);
    let said = refused("Nope", "one");
    assert!(said.starts_with("error: no chart here is about `Nope`\nhint: use one of ChatGPT, "), "{said}");
    assert!(said.contains(", Otter, "), "{said}");
    let said = "error: no chart here is about `Otter`\nhint: `empathy progress trust` shows the products you have rated\n";
    assert_eq!(refused("Otter", "overall"), said);
}

#[test]
fn the_numbers_come_as_json_with_where_they_are_from() {
    let world = demo();
    let ran = world.run(&["progress", "trust", "--json"]);
    let all: Json = serde_json::from_str(&ran.stdout).expect("JSON");
    let figures = all[0]["figures"].as_array().expect("figures");
    assert!(figures.len() >= 5);
    for figure in figures {
        assert!(figure["why"]["formula"].as_str().is_some_and(|words| !words.is_empty()));
        assert!(figure["why"]["n"].as_u64().is_some());
    }
    let first = &figures[0]["data"][0];
    assert_eq!(first["product"], "Notion AI", "the worst comes first");
    assert_eq!(all[0]["verdict"], "Trust drops faster than it grows: 7 drops of 1.6, 13 gains of 1.");
    assert!(first["last"].as_f64().is_some() && first["n"].as_u64().is_some());
}

#[test]
fn the_numbers_come_as_csv_one_figure_or_all_of_a_section() {
    let world = demo();
    let ran = world.run(&["progress", "trust", "--figure", "products", "--csv"]);
    let mut lines = ran.stdout.lines();
    assert_eq!(lines.next(), Some("product,last,change,mean,deviation,least,most,n"));
    assert!(lines.next().is_some_and(|line| line.starts_with("Notion AI,")));
    let ran = world.run(&["progress", "practice", "--csv"]);
    assert!(ran.stdout.starts_with("# practice/days\nday,entries\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("\n\n# practice/minutes\n"));
}

#[test]
fn what_is_no_section_or_figure_is_refused_with_what_was_meant() {
    let world = demo();
    let ran = world.run(&["progress", "trus"]);
    let said = "error: there is no section `trus`\nhint: did you mean `trust`?\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), said));
    for format in [&[][..], &["--csv"]] {
        let ran = world.run(&[&["progress", "trust", "--chart", "recovry"], format].concat());
        let said = "error: there is no chart `recovry` in `trust`\nhint: did you mean `recovery`?\n";
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (Some(1), "", said));
    }
}

#[test]
fn charts_are_still_found_by_the_names_they_had() {
    let world = demo();
    for (before, now) in [("healing", "recovery"), ("levers", "change-kinds"), ("way", "verdicts")] {
        let [before, now] = [before, now].map(|chart| world.run(&["progress", "trust", "--chart", chart]));
        assert_eq!((now.code, &before.stdout), (Some(0), &now.stdout), "{now:?}");
    }
}

#[test]
fn a_file_of_progress_from_before_is_still_read() {
    let world = demo();
    world.write(
        ".config/empathy/exercises/progress.toml",
        "format = 1\n[[section]]\nid = \"mine\"\ntitle = \"Mine\"\nabout = \"My own.\"\n\
         [[section.figure]]\nid = \"back\"\nkind = \"healing\"\ntitle = \"Back\"\nabout = \"How it came back.\"\nmeasure = \"trust\"\n",
    );
    let ran = world.run(&["progress", "mine"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.contains("7 drops of 1.6 points on average, 13 gains of 1."), "{ran:?}");
}

#[test]
fn a_measure_of_ones_own_gets_a_chart_without_code() {
    let world = World::new();
    world.write(
        ".config/empathy/exercises/mood.toml",
        "format = 1\nid = \"mood\"\nrevision = 1\ntitle = \"Mood\"\nabout = \"A mood.\"\nwhy = \"It helps.\"\nminutes = [1, 2]\n\
         [[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"How?\"\n\
         [[step.field]]\nid = \"mood\"\nkind = \"scale\"\nlabel = \"Mood\"\nmin = 1\nmax = 10\nanchors = [\"low\", \"high\"]\n\
         [[measure]]\nid = \"mood\"\ntitle = \"Mood\"\nfield = \"mood\"\nbetter = \"higher\"\n",
    );
    let ran = world.feed(&["practice", "mood", "--plain"], "7\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    same_as_file("progress-yours", &page(&world.run(&["progress", "yours"])));
}

#[test]
fn what_is_evidenced_names_its_entries_and_what_is_not_an_exercise() {
    let world = demo();
    let printed = world.run(&["checklist"]).stdout;
    let ran = world.run(&["progress", "checklist", "--json"]);
    let all: Json = serde_json::from_str(&ran.stdout).expect("JSON");
    let items = all[0]["figures"][0]["data"].as_array().expect("items");
    assert_eq!(items.len(), 11);
    for item in items {
        let title = item["title"].as_str().expect("a title");
        let entries = item["entries"].as_array().expect("entries");
        let first = entries.first().and_then(Json::as_str).unwrap_or_default();
        if item["have"].as_u64() > Some(0) {
            assert_eq!(world.run(&["show", first]).code, Some(0));
        }
        let (says, names) = match item["standing"].as_str() {
            Some("evidenced") => (format!("    - {title}: {first}"), entries.len()),
            _ => (format!("    - {title}: `empathy practice {}`", item["close"].as_str().expect("one")), 1),
        };
        assert!(printed.contains(&says), "{says}\n{printed}");
        assert_eq!(printed.contains(&format!("and {} more", names.saturating_sub(5))), names > 5);
    }
}

#[test]
fn every_skill_says_where_it_is_used_and_with_what_to_tell_it() {
    let world = demo();
    let printed = world.run(&["checklist"]).stdout;
    let all: Json = serde_json::from_str(&world.run(&["checklist", "--json"]).stdout).expect("JSON");
    let mut told = 0;
    for item in all.as_array().expect("items") {
        assert!(item["used_in"].as_array().is_some_and(|used| !used.is_empty()), "{item}");
        assert!(item["says"].as_str().is_some_and(|says| says.ends_with('.')), "{item}");
        assert_eq!(item["entries"] == serde_json::json!([]), item["story_entry"].is_null(), "{item}");
        let Some(entry) = item["story_entry"].as_str() else { continue };
        told += 1;
        assert_eq!(world.run(&["show", entry]).code, Some(0));
        assert!(item["story"].as_str().is_some_and(|story| !story.is_empty()), "{item}");
        assert!(printed.contains(&format!("({entry})")), "{entry}\n{printed}");
    }
    assert!(told >= 5, "{told}");
    let csv = world.run(&["progress", "checklist", "--figure", "items", "--csv"]).stdout;
    assert!(
        csv.lines().next().is_some_and(|head| head.ends_with("entries,says,used_in,story,story_entry")),
        "{csv}"
    );
    let review = world.run(&["review"]).stdout;
    assert!(review.contains("## Your stories"), "{review}");
    assert!(review.contains("\n- Mental models (for interviews, reviews, daily work): Otter: "), "{review}");
}

#[test]
fn a_checklist_asks_how_sure_one_is_before_it_shows_evidence() {
    let world = World::new();
    same_as_file("checklist-unrated", &page(&world.run(&["checklist"])));
    let answers = format!("{}{}", "70\n".repeat(11), "\n".repeat(13));
    let ran = world.feed(&["practice", "self-check", "--plain"], &answers);
    assert!(ran.stdout.contains("finished"), "{ran:?}");
    same_as_file("checklist-shown", &page(&world.run(&["checklist", "--evidence"])));
    let ran = world.run(&["checklist", "--proof", "--json"]);
    let all: Json = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(11));
    assert!(all.as_array().is_some_and(|all| all.iter().all(|item| item["standing"].is_string())));
}

#[test]
fn a_skill_with_another_id_keeps_its_ratings() {
    let world = World::new();
    let file = |ids: &str| {
        let item = "title = \"Mine\"\nsays = \"I can.\"\nused = [\"daily\"]\n";
        let head = "format = 1\nid = \"self-check\"\ntitle = \"T\"\nabout = \"A\"\nwhy = \"W\"\n";
        world.write(".config/empathy/exercises/checklist.toml", &format!("{head}[[item]]\n{ids}\n{item}"));
    };
    let sure = || {
        let all: Json =
            serde_json::from_str(&world.run(&["checklist", "--evidence", "--json"]).stdout).expect("JSON");
        all.as_array().and_then(|all| all.last()).map(|item| (item["item"].clone(), item["rating"].clone()))
    };
    file("id = \"old-name\"");
    let answers = format!("{}{}", "70\n".repeat(12), "\n".repeat(15));
    let ran = world.feed(&["practice", "self-check", "--plain"], &answers);
    assert!(ran.stdout.contains("finished"), "{ran:?}");
    assert_eq!(sure(), Some(("old-name".into(), 70.into())));
    file("id = \"new-name\"\nwas = \"old-name\"");
    world.run(&["doctor", "--rebuild"]);
    assert_eq!(sure(), Some(("new-name".into(), 70.into())));
}

#[test]
fn a_fallback_that_only_points_at_another_one_is_none() {
    let field = |id: &str, kind: &str| format!("[[step.field]]\nid = \"{id}\"\nlabel = \"{id}\"\n{kind}\n");
    let choice = |option: &str| {
        format!(
            "kind = \"choice\"\noption = [{{ id = \"none\", label = \"none\" }}, {{ id = \"{option}\", label = \"{option}\" }}]"
        )
    };
    let measure = |id: &str, of: &str| {
        format!("[[measure]]\nid = \"{id}\"\ntitle = \"{id}\"\nfield = \"{of}\"\nsubject = \"what\"\n")
    };
    let text = [
        "format = 1\nid = \"my-errors\"\nrevision = 1\ntitle = \"Mine\"\nabout = \"Mine.\"\nwhy = \"Mine.\"\nminutes = [1, 2]\n"
            .to_owned(),
        "[[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"What?\"\n".to_owned(),
        field("what", "kind = \"text\""),
        field("bad", "kind = \"scale\"\nmin = 1\nmax = 5\nanchors = [\"low\", \"high\"]"),
        field("from", &choice("higher")),
        field("then", "kind = \"text\""),
        field("checks", &choice("expert")),
        measure("severity", "bad"),
        measure("threshold", "from"),
        measure("error_fallback", "then"),
        measure("human_check", "checks"),
    ]
    .concat();
    let world = World::new();
    std::fs::create_dir_all(world.exercises()).expect("a folder");
    std::fs::write(world.exercises().join("my-errors.toml"), text).expect("written");
    for (then, lacks) in [
        ("The line reads: not decided", false),
        ("Says \"I don't know\"", false),
        ("No idea", false),
        ("same as above", true),
    ] {
        let ran = world.feed(
            &["practice", "my-errors", "--plain", "--again"],
            &format!("Otter {then}\n5\n2\n{then}\n2\n"),
        );
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let said = answer(&world, &["progress", "errors", "--chart", "policy"]);
        assert_eq!(said.contains("has no fallback"), lacks, "{said}");
        let data = json(&world, &["progress", "errors", "--chart", "policy", "--json"]).to_string();
        assert!(data.matches(&then.replace('"', "\\\"")).count() > 1, "beside its product: {data}");
    }
}
