//! `demo --into`: the same seed and day make the same journal.

use super::{answer, failure, json, page};
use crate::support::World;

/// A demo in a file, with what it lists and every review of it.
fn made(world: &World, name: &str, args: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["demo", "--into", name].iter().chain(args).copied().collect();
    let ran = world.run(&all);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ask = |args: &[&str]| answer(world, &[&["--journal", name], args].concat());
    let mut texts = vec![ask(&["list", "-n", "1000", "--json"])];
    for week in weeks(world, name) {
        texts.push(ask(&["review", "--week", &week]));
        texts.push(ask(&["week", &week, "--json"]));
    }
    texts
}

fn weeks(world: &World, name: &str) -> Vec<String> {
    let list = json(world, &["--journal", name, "list", "-n", "1000", "--json"]);
    let mut weeks: Vec<String> = list
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|head| Some(head["week"].as_str()?.to_owned()))
        .collect();
    weeks.dedup();
    weeks
}

#[test]
fn the_same_seed_and_day_make_the_same_journal() {
    let world = World::new();
    let until = ["--until", "2026-11-20"];
    let first = made(&world, "a.db", &until);
    assert_eq!(first, made(&world, "b.db", &until));
    assert_eq!(first, made(&world, "c.db", &[]), "today is the day");
    assert_ne!(first, made(&world, "e.db", &["--seed", "2", "--until", "2026-11-20"]));
    assert_eq!(weeks(&world, "a.db").len(), 8);
}

#[test]
fn whatever_day_it_ends_there_are_eight_weeks_and_none_after_it() {
    let world = World::new();
    for (until, last) in [
        ("2026-11-16", "2026-W47"),
        ("2026-11-18", "2026-W47"),
        ("2026-11-22", "2026-W47"),
        ("2026-11-15", "2026-W46"),
        ("2026-01-01", "2026-W01"),
        ("2024-02-29", "2024-W09"),
    ] {
        let name = format!("{until}.db");
        assert_eq!(world.run(&["demo", "--into", &name, "--until", until]).code, Some(0));
        let weeks = weeks(&world, &name);
        assert_eq!((weeks.len(), weeks[0].as_str()), (8, last), "{until}: {weeks:?}");
        let list = json(&world, &["--journal", &name, "list", "-n", "1000", "--json"]);
        let list = list.as_array().expect("a list");
        let days: Vec<&str> = list.iter().filter_map(|head| head["day"].as_str()).collect();
        assert!(days.len() == list.len() && days.len() > 50, "{until}: {} of {}", days.len(), list.len());
        assert!(days.into_iter().all(|day| day <= until), "{until}");
    }
}

#[test]
fn a_demo_says_how_to_open_it_and_leaves_the_usual_journal_alone() {
    let world = World::new();
    let ran = world.run(&["demo", "--into", "new/folder/demo.db"]);
    let count = json(&world, &["--journal", "new/folder/demo.db", "list", "-n", "1000", "--json"]);
    let count = count.as_array().expect("a list").len();
    let said = format!("Wrote {count} entries. `empathy --journal new/folder/demo.db` opens them.\n");
    assert_eq!(page(&ran), format!("── standard error ──\n{said}"));
    assert!(count >= 39);
    assert!(!world.journal().exists());
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
    let world = World::new();
    world.write("demo.db", "mine");
    let (code, said) = failure(&world, &["demo", "--into", "demo.db"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "error: could not write `demo.db`: a file of that name is there\n\
         hint: name another, or replace it with `--force`\n"
    );
    assert_eq!(std::fs::read_to_string(world.path("demo.db")).expect("there"), "mine");
    assert_eq!(world.run(&["demo", "--into", "demo.db", "--force"]).code, Some(0));
    assert_eq!(weeks(&world, "demo.db").len(), 8);
    // Over a journal with a log of its own, too.
    assert_eq!(world.run(&["demo", "--into", "demo.db", "--force", "--seed", "3"]).code, Some(0));
    assert_eq!(weeks(&world, "demo.db").len(), 8);
    std::fs::create_dir(world.path("folder")).expect("made");
    for args in [&["demo", "--into", "folder"][..], &["demo", "--into", "folder", "--force"]] {
        let said = "error: could not write `folder`: it is a folder\nhint: name a file in it\n";
        assert_eq!(failure(&world, args), (Some(1), said.to_owned()));
    }
}

#[test]
fn a_day_that_is_none_is_refused() {
    let world = World::new();
    for day in ["2026-99-99", "2026-02-30", "tomorrow", "", "1970-01-01", "1960-06-06", "+20000-01-01"] {
        let (code, said) = failure(&world, &["demo", "--into", "demo.db", "--until", day]);
        assert_eq!(code, Some(2), "{day}: {said}");
        assert!(!world.path("demo.db").exists(), "{day}");
    }
    let (_, said) = failure(&world, &["demo", "--into", "demo.db", "--until", "1970-01-01"]);
    assert_eq!(
        said,
        "error: could not make eight weeks of practice up to 1970-01-01\nhint: choose a day in the years 1971 to 9998\n"
    );
    for until in ["1971-01-01", "9998-12-31"] {
        assert_eq!(
            world.run(&["demo", "--into", &format!("{until}.db"), "--until", until]).code,
            Some(0),
            "{until}"
        );
    }
    assert_eq!(failure(&world, &["demo", "--force"]).0, Some(2));
    assert_eq!(failure(&world, &["demo", "--into", "demo.db", "--seed", "-1"]).0, Some(2));
}

#[test]
fn the_demo_has_tags_and_a_few_entries_that_were_written_later() {
    let world = super::demo_world();
    let tags = answer(&world, &["tags"]);
    for tag in ["commute", "home", "work"] {
        assert!(tags.contains(&format!("  {tag}\n")), "{tags}");
    }
    let all = super::everything(&world);
    let later: Vec<_> = all.iter().filter(|head| head["days_later"].as_i64() > Some(0)).collect();
    assert_eq!(later.len(), 3, "{later:#?}");
}

#[test]
fn the_demo_leaves_a_few_answers_open_and_some_skills_without_evidence() {
    let world = super::demo_world();
    let all = super::everything(&world);
    let count = |state: &str| all.iter().filter(|head| head["state"] == state).count();
    assert_eq!((count("partial"), count("draft")), (2, 1));
    let items = json(&world, &["checklist", "--json"]);
    let standing = |standing: &str| {
        items.as_array().expect("a list").iter().filter(|item| item["standing"] == standing).count()
    };
    assert!((5..9).contains(&standing("evidenced")), "{items:#}");
    assert!(standing("self-rated") > 0 && standing("gap") > 0, "{items:#}");
    let errors = answer(&world, &["progress", "errors"]);
    assert_eq!(errors.matches("share one confidence threshold").count(), 1, "{errors}");
}

#[test]
fn nobody_in_the_demo_is_an_initial() {
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo")).expect("a folder") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("text");
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
        let initial =
            |word: &&str| word.len() == 2 && word.ends_with('.') && word.starts_with(char::is_uppercase);
        let found: Vec<&str> = words.filter(initial).collect();
        assert!(found.is_empty(), "{}: {found:?}", path.display());
    }
}
