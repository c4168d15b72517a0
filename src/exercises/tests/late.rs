//! What is read when it is needed says the same as what is read at load.

use std::path::PathBuf;

use crate::exercises::merge::assemble;
use crate::exercises::user_files::Own;
use crate::exercises::{Catalog, embedded, parse};

/// Loads what comes with the program as if the person had a file of progress, which has to agree with everything.
fn at_load() -> Catalog {
    let (path, text) = embedded::BOARD;
    let own = Own { boards: vec![(PathBuf::from(path), text.to_owned())], ..Own::default() };
    let mut problems = Vec::new();
    let catalog = assemble(own, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    catalog
}

fn read(catalog: &Catalog) -> Vec<&str> {
    catalog.all().filter(|one| one.is_read()).map(|one| one.heading.id.as_str()).collect()
}

#[test]
fn an_exercise_is_read_whole_when_it_is_first_asked_for() {
    let catalog = Catalog::built_in();
    assert_eq!(read(&catalog), [""; 0]);
    let audit = catalog.find("trust-audit").expect("there");
    let copy = audit.clone();
    assert_eq!((copy.exercise().steps.len(), read(&catalog)), (4, vec!["trust-audit"]));
    // The self-rating is written from the checklist alone.
    let rating = catalog.get("self-check").expect("there");
    assert_eq!((rating.exercise().steps.len(), read(&catalog)), (3, vec!["trust-audit", "self-check"]));
    assert!(!catalog.searchable().states.is_empty());
    assert_eq!(read(&catalog).len(), catalog.all().count());
    assert_eq!(read(&at_load()).len(), catalog.all().count());
}

#[test]
fn a_heading_says_what_its_exercise_says() {
    for one in Catalog::built_in().all() {
        let whole = parse(one.origin.path(), one.text()).expect("no problems");
        assert_eq!(one.heading, whole.heading);
        assert_eq!(*one.exercise(), whole);
    }
}

#[test]
fn what_is_made_late_is_what_is_made_at_load() {
    let (late, early) = (Catalog::built_in(), at_load());
    assert_eq!(late.checklist(), early.checklist());
    assert_eq!(late.metrics(), early.metrics());
    assert_eq!(late.board(), early.board());
    assert_eq!(late.plan(), early.plan());
    assert_eq!(late.all().count(), early.all().count());
    for (late, early) in late.all().zip(early.all()) {
        assert_eq!((&late.heading, &late.origin), (&early.heading, &early.origin));
        assert_eq!((late.text(), late.exercise()), (early.text(), early.exercise()));
    }
}

#[test]
fn a_plan_of_ones_own_reads_no_exercise_and_a_broken_exercise_neither() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan =
        "format = 1\nid = \"one-day\"\ntitle = \"One day\"\n[[day]]\nday = 2\nexercise = \"error-map\"\n";
    std::fs::write(folder.path().join("plan.toml"), plan).expect("written");
    std::fs::write(folder.path().join("half.toml"), "id = \"half\"").expect("written");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    assert!(!problems.is_empty());
    assert_eq!((read(&catalog), catalog.plan().id.as_str()), (Vec::new(), "one-day"));
}
