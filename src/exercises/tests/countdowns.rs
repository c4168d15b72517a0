//! The file of the countdown: its mistakes are located, and one of a person's own takes the place of the built-in one.

use std::path::Path;

use super::folders::{folder, told};
use crate::domain::countdown::Task;
use crate::exercises::Catalog;

const HEAD: &str = "format = 1\nexercise = \"interview-date\"\nminutes = 30\n";

#[test]
fn mistakes_are_located_and_the_rest_takes_the_place_of_the_built_in_one() {
    let own = format!(
        "{HEAD}[[part]]\nid = \"loop\"\ntitle = \"Loop\"\nminutes = 15\ndays = [9, 2]\ntimes = 2\n\
         exercise = \"listen-loop\"\nmeasure = \"loop_length\"\ncategory = \"drill\"\nset = {{ loop_length = \"10 minutes\" }}\n\
         [[part]]\nid = \"loop\"\ntitle = \"Again\"\nminutes = 500\ndays = [2, 9]\nexercise = \"listen-lop\"\ncategory = \"drill\"\n\
         [[part]]\nid = \"set\"\ntitle = \"Set\"\nminutes = 5\ndays = [2, 1]\ndaily = true\nexercise = \"story\"\nset = {{ nothing = \"x\" }}\n"
    );
    let files = folder(&[("countdown.toml", &own)]);
    let (catalog, problems) = Catalog::load(Some(files.path()));
    let wanted = [
        "countdown.toml:14:1: a part has either `times` or `daily = true`",
        "countdown.toml:15:6: the part `loop` is there already",
        "countdown.toml:17:11: `minutes` is 500, expected 240 or less",
        "countdown.toml:18:8: `days` is two numbers from 60 down to 1, as in `[14, 1]`",
        "countdown.toml:19:12: there is no exercise `listen-lop`; did you mean `listen-loop`?",
        "countdown.toml:20:12: `drill` is not a category of the measure",
        "countdown.toml:28:19: `x` is not an answer to `nothing`",
    ];
    assert_eq!(told(&problems), wanted);
    let countdown = catalog.countdown();
    assert_eq!((countdown.minutes, countdown.parts.len()), (30, 1));
    assert!(
        matches!(&countdown.parts[0].task, Task::Practise { first, .. } if first[0].1 == "10 minutes"),
        "{countdown:?}"
    );
}

#[test]
fn the_built_in_one_is_sound() {
    let (catalog, problems) = Catalog::load(Some(Path::new("nowhere")));
    let countdown = catalog.countdown();
    assert!(problems.is_empty() && countdown.parts.len() >= 8);
    assert!(countdown.parts.iter().all(|part| part.minutes <= countdown.minutes));
    assert!(catalog.get(&countdown.exercise).is_some());
}

#[test]
fn its_top_says_which_exercise_keeps_the_day_before_any_is_read() {
    let (catalog, _) = Catalog::load(None);
    let before = catalog.keeps_interviews().to_owned();
    assert!(catalog.measured.get().is_none());
    assert_eq!(before, catalog.countdown().exercise);
    let own = HEAD.replace("interview-date", "debrief")
        + "[[part]]\nid = \"recall\"\ntitle = \"Recall\"\nminutes = 5\ndays = [2, 1]\ndaily = true\nrecall = true\n";
    let files = folder(&[("countdown.toml", &own)]);
    assert_eq!(Catalog::load(Some(files.path())).0.keeps_interviews(), "debrief");
}
