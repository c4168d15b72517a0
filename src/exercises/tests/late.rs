//! What is made when it is needed is what is made at load.

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

#[test]
fn an_exercise_is_what_its_text_says() {
    for one in Catalog::built_in().all() {
        let whole = parse(one.origin.path(), one.text()).expect("no problems");
        assert_eq!(*one.heading(), whole.heading);
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
        assert_eq!((late.heading(), &late.origin), (early.heading(), &early.origin));
        assert_eq!((late.text(), late.exercise()), (early.text(), early.exercise()));
    }
}

#[test]
fn a_plan_of_ones_own_counts_beside_a_broken_exercise() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan =
        "format = 1\nid = \"one-day\"\ntitle = \"One day\"\n[[day]]\nday = 2\nexercise = \"error-map\"\n";
    std::fs::write(folder.path().join("plan.toml"), plan).expect("written");
    std::fs::write(folder.path().join("half.toml"), "id = \"half\"").expect("written");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    assert!(!problems.is_empty());
    assert_eq!(catalog.plan().id, "one-day");
}
