//! A person's own files, beside and over those that come with the program.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::error::Problem;
use crate::library::{Catalog, Origin, check_files, sketch};

/// Makes a folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Lists problems with the names of their files alone.
fn told(problems: &[Problem]) -> Vec<String> {
    let short = |problem: &Problem| Problem {
        file: problem.file.file_name().map(Into::into).unwrap_or_default(),
        ..problem.clone()
    };
    problems.iter().map(|problem| short(problem).to_string()).collect()
}

#[test]
fn own_files_stand_beside_and_over_the_built_in_ones() {
    let folder = folder(&[
        ("zebra.toml", &sketch("zebra")),
        ("audit.toml", &sketch("trust-audit")),
        ("notes.md", "no exercise"),
        (".#zebra.toml", "an editor at work"),
        ("deeper/other.toml", "not looked at"),
    ]);
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    assert_eq!(told(&problems), [""; 0]);
    let ids: Vec<&str> = catalog.all().map(|one| one.exercise.id.as_str()).collect();
    let wanted = [
        "trust-audit",
        "error-map",
        "mental-models",
        "automation-spectrum",
        "dimension-review",
        "reaction",
        "zebra",
    ];
    assert_eq!(ids, wanted);
    let audit = catalog.get("trust-audit").expect("there");
    assert_eq!(audit.origin, Origin::Own(folder.path().join("audit.toml")));
    assert_eq!(audit.text, sketch("trust-audit"));
    assert_eq!(
        catalog.get("error-map").map(|one| one.origin.clone()),
        Some(Origin::BuiltIn("week/error-map.toml"))
    );
    assert!(catalog.get("none").is_none());
}

#[test]
fn a_bad_file_is_left_out_and_hides_no_other() {
    let folder = folder(&[
        ("a.toml", &sketch("drill").replace("kind = \"group\"", "kind = \"gruop\"")),
        ("b.toml", &sketch("fine")),
        ("c.toml", &sketch("fine")),
        ("e.toml", &"#".repeat((1 << 20) + 1)),
    ]);
    fs::write(folder.path().join("d.toml"), b"format = 1\nid = \"\xff\"\n").expect("a file");
    let (catalog, problems) = Catalog::load(Some(folder.path()));
    let group = "`text`, `scale`, `choice`, `number`, `group`, `rank`, `evidence`, `person`, `note`";
    let wanted = [
        format!("a.toml:28:8: `gruop` is no kind of field, expected one of {group}; did you mean `group`?"),
        format!("c.toml:3:6: the id `fine` is taken by `{}`", folder.path().join("b.toml").display()),
        "d.toml:2:7: not UTF-8 text; save the file as UTF-8".to_owned(),
        "e.toml:1:1: longer than 1 MiB, which is more than an exercise needs".to_owned(),
    ];
    assert_eq!(told(&problems), wanted);
    assert!(catalog.get("fine").is_some());
    assert!(catalog.get("drill").is_none());
    assert_eq!(catalog.all().count(), 7);
}

#[test]
fn a_folder_that_is_missing_is_fine_and_a_file_in_its_place_is_not() {
    let folder = folder(&[("file", "")]);
    let (catalog, problems) = Catalog::load(Some(&folder.path().join("none")));
    assert_eq!((told(&problems), catalog.all().count()), (Vec::new(), 6));
    let (catalog, problems) = Catalog::load(Some(&folder.path().join("file")));
    assert_eq!((problems.len(), catalog.all().count()), (1, 6));
}

#[test]
fn an_own_plan_takes_the_place_of_the_built_in_one() {
    let plan = "format = 1\nid = \"two-days\"\ntitle = \"Two days\"\n[[day]]\nday = 4\nexercise = \"zebra\"\n\
                [[day]]\nday = 2\nexercise = \"error-map\"\n";
    let files = folder(&[("plan.toml", plan), ("zebra.toml", &sketch("zebra"))]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert_eq!(told(&problems), [""; 0]);
    let ids: Vec<&str> = catalog.all().map(|one| one.exercise.id.as_str()).collect();
    let wanted = [
        "error-map",
        "zebra",
        "automation-spectrum",
        "dimension-review",
        "mental-models",
        "reaction",
        "trust-audit",
    ];
    assert_eq!(ids, wanted);
    // A planned exercise with mistakes is told once, in its own file, and left out of the plan.
    let files = folder(&[("plan.toml", plan), ("zebra.toml", "id = \"zebra\"")]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert!(problems.iter().all(|problem| problem.file.ends_with("zebra.toml")));
    assert_eq!(catalog.plan().days.len(), 1);
}

#[test]
fn a_plan_names_exercises_that_are_there_once_and_within_the_week() {
    let plan = "format = 1\nid = \"Plan\"\ntitle = \"Plan\"\n[[day]]\nday = 0\nexercise = \"eror-map\"\n\
                [[day]]\nday = 8\nexercise = \"trust-audit\"\nat = 3\n[[day]]\nexercise = \"trust-audit\"\n";
    let files = folder(&[("plan.toml", plan)]);
    let wanted = [
        "plan.toml:2:6: `Plan` is not an id, expected lower-case words joined by hyphens; did you mean `plan`?",
        "plan.toml:5:7: `day` is 0, expected 1 or more",
        "plan.toml:6:12: there is no exercise `eror-map`; did you mean `error-map`?",
        "plan.toml:8:7: `day` is 8, expected 7 or less",
        "plan.toml:10:1: `at` is not a key of a day",
        "plan.toml:11:1: a day needs `day`",
        "plan.toml:12:12: `trust-audit` is planned already, in line 9",
    ];
    assert_eq!(told(&check_files(&[files.path().to_owned()])), wanted);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    assert_eq!((told(&problems).len(), catalog.plan().id.as_str()), (wanted.len(), "five-days"));
}

#[test]
fn checking_looks_into_folders_and_knows_ids_across_files() {
    let files = folder(&[
        ("a.toml", &sketch("drill")),
        ("in/b.toml", &sketch("drill")),
        ("in/c.toml", "format = 2"),
        ("in/plan.toml", "format = 1\nid = \"p\"\ntitle = \"P\"\n[[day]]\nday = 1\nexercise = \"drill\"\n"),
    ]);
    let root = files.path();
    let first = root.join("a.toml");
    let taken = format!("b.toml:3:6: the id `drill` is taken by `{}`", first.display());
    let newer = "c.toml:1:10: written for a newer empathy: format 2, this one reads 1".to_owned();
    assert_eq!(told(&check_files(&[root.to_owned()])), [taken, newer]);
    // The same file twice is one file.
    assert_eq!(told(&check_files(&[first.clone(), first])), [""; 0]);
    let missing = told(&check_files(&[root.join("none.toml")]));
    let said = format!("could not read `{}`: no such file or directory", root.join("none.toml").display());
    assert_eq!(missing, [format!("none.toml:1:1: {said}")]);
    assert!(check_files(&[Path::new("/dev/null").to_owned()])[0].message.starts_with("not a file"));
}
