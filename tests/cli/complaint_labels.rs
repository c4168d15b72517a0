//! `complaints`: listed, shown, sorted and undone without a full screen.

use super::{answer, failure, json};
use crate::support::World;

/// A world with three complaints, and their ids in the order of the file.
fn stocked() -> (World, Vec<String>) {
    let world = World::new();
    let text = "product,source,stars,date,text\n\
        Otter,App Store,1,2026-09-01,it lied to my WHOLE team\n\
        Otter,Reddit,2,2026-09-02,\"it sent mails on its own \u{1b}[31m\"\n\
        Siri,Google Play,1,2026-09-03,why can't it have a dark mode\n";
    std::fs::write(world.home().join("reviews.csv"), text).expect("writes");
    let ran = world.run(&["import", "complaints", "reviews.csv"]);
    assert!(ran.stdout.contains("imported 3"), "{ran:?}");
    let all = json(&world, &["complaints", "--json"]);
    let id = |one: &serde_json::Value| one["id"].as_str().expect("an id").to_owned();
    let mut ids: Vec<String> = all.as_array().expect("a list").iter().map(id).collect();
    ids.reverse();
    (world, ids)
}

#[test]
fn a_label_is_given_changed_and_undone_and_nothing_of_it_is_lost() {
    let (world, ids) = stocked();
    let id = ids[0].as_str();
    let first = ["complaints", "label", id, "trust", "--phrase", "LIED to my whole", "--why", "partly"];
    assert_eq!(answer(&world, &first), format!("{id}: trust\n"));
    let second = ["complaints", "label", id, "e", "--second", "trust", "--note", "both"];
    assert_eq!(answer(&world, &second), format!("{id}: error tolerance, before: trust\n"));
    let shown = answer(&world, &["show", id]);
    assert!(shown.contains("error tolerance, and trust · both · Fri 20 Nov 2026\n"), "{shown}");
    assert!(shown.contains("  trust: “lied to my WHOLE” · they could partly say why"), "{shown}");
    assert_eq!(answer(&world, &["complaints", "undo"]), format!("{id}: trust\n"));
    let shown = json(&world, &["complaints", "show", id, "--json"]);
    assert_eq!(shown["decision"], "trust");
    assert_eq!((&shown["labels"][0]["undone"], &shown["labels"][1]["undone"]), (&true.into(), &false.into()));
}

#[test]
fn a_label_that_does_not_fit_is_refused_with_what_to_do() {
    let (world, ids) = stocked();
    let id = ids[0].as_str();
    for (more, hint) in [
        (&["trust", "--second", "trust"][..], "another second dimension"),
        (&["none", "--second", "trust"], "a first dimension"),
        (&["trust", "--phrase", "it was rude"], "word for word"),
        (&["angry"], "use one of `trust`, `error-tolerance`"),
    ] {
        let (code, said) = failure(&world, &[&["complaints", "label", id], more].concat());
        assert!(code == Some(2) && said.contains(hint), "{more:?}: {said}");
    }
    let (code, said) = failure(&world, &["edit", id]);
    assert!(code == Some(2) && said.contains("is a complaint, not an entry"), "{said}");
    let (code, said) = failure(&world, &["show", "cmp-zzzz"]);
    assert!(code == Some(1) && said.contains("there is no entry `cmp-zzzz`"), "{said}");
    assert!(answer(&world, &["complaints", "list", "--decision", "decided", "--json"]).contains("[]"));
}

#[test]
fn lists_are_narrowed_by_product_source_decision_and_words() {
    let (world, ids) = stocked();
    answer(&world, &["complaints", "label", &ids[2], "f"]);
    let of = |args: &[&str]| {
        let said = answer(&world, &[&["complaints", "list"], args].concat());
        said.lines().map(|line| line[..8].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(&["--product", "otter"]), [&ids[1][..], &ids[0]]);
    assert_eq!(of(&["--source", "reddit"]), [&ids[1][..]]);
    assert_eq!(of(&["--decision", "feature-request"]), [&ids[2][..]]);
    assert_eq!(of(&["--decision", "waiting"]).len(), 2);
    assert_eq!(of(&["whole", "te"]), [&ids[0][..]]);
    let all = answer(&world, &["complaints"]);
    assert!(!all.contains('\u{1b}'), "no escape sequence of a stranger gets through: {all}");
    let (code, said) = failure(&world, &["complaints", "--product", "Oter"]);
    assert!(code == Some(1) && said.contains("did you mean `Otter`?"), "{said}");
}

#[test]
fn complaints_are_sorted_line_by_line_with_undo_and_what_is_put_off_comes_last() {
    let (world, _) = stocked();
    let ran = world.feed(&["complaints", "triage"], "1 3\nu\nl\nx\n2\nf\nq\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stdout.contains("> trust · 1 of 50\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("waiting again\n"), "{}", ran.stdout);
    assert!(ran.stdout.contains("feature request · 1 of 50\n"), "a request does not count: {}", ran.stdout);
    assert!(ran.stdout.ends_with("labelled 3 complaints, 0 complaints wait\n"), "{}", ran.stdout);
    let later = json(&world, &["complaints", "--decision", "later", "--json"]);
    assert_eq!(later.as_array().map(Vec::len), Some(1));
    let again = world.feed(&["complaints", "triage"], "0\n");
    assert!(again.stdout.ends_with("labelled 1 complaint, 0 complaints wait\n"), "{}", again.stdout);
    let id = later[0]["id"].as_str().expect("an id");
    let labels = &json(&world, &["complaints", "show", id, "--json"])["labels"];
    assert_eq!((&labels[0]["picked"], &labels[1]["picked"]), (&"chance".into(), &"chance".into()));
}

#[test]
fn a_search_finds_complaints_apart_from_entries() {
    let (world, ids) = stocked();
    answer(&world, &["log", "it lied about my team", "--product", "Otter"]);
    let found = answer(&world, &["search", "lied"]);
    let (entries, complaints) = found.split_once("\nComplaints\n").expect("both");
    assert!(entries.starts_with("log-") && complaints.starts_with(&ids[0]), "{found}");
    let found = json(&world, &["search", "lied", "--json"]);
    assert_eq!((&found[0]["kind"], &found[1]["kind"]), (&serde_json::Value::Null, &"complaint".into()));
    let none = world.run(&["search", "lied", "exercise:reaction"]);
    assert!(!none.stdout.contains("Complaints"), "{none:?}");
}

#[test]
fn doctor_finds_a_decision_that_is_not_its_label_and_repairs_it() {
    let (world, ids) = stocked();
    answer(&world, &["complaints", "label", &ids[0], "trust"]);
    let conn = rusqlite::Connection::open(world.journal()).expect("opened");
    conn.execute("UPDATE complaint SET judged = NULL", []).expect("damaged");
    let ran = world.run(&["doctor"]);
    assert!(ran.code == Some(1) && ran.stdout.contains("does not match its label\n"), "{ran:?}");
    assert!(ran.stderr.contains("`empathy doctor --rebuild` repairs"), "{ran:?}");
    assert!(world.run(&["doctor", "--rebuild"]).stdout.contains("all is well"));
}
