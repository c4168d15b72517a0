//! The built-in exercises, held to what their readers need.

use std::collections::BTreeMap;

use empathy::domain::exercise::{Exercise, Field};
use empathy::domain::kinds::Kind;
use empathy::exercises::{Catalog, Loaded};
use empathy::sanitize::width;

/// Says what is wrong with every field of every exercise.
fn faults(see: impl Fn(&Exercise, &Field) -> Option<String>) -> Vec<String> {
    let catalog = Catalog::built_in();
    let mut found = Vec::new();
    for loaded in catalog.all() {
        let exercise = loaded.exercise();
        for step in &exercise.steps {
            each_field(&step.fields, &mut |field| {
                let fault = see(exercise, field);
                found.extend(
                    fault.map(|fault| format!("{}, {}, {}: {fault}", exercise.id, step.id, field.id)),
                );
            });
        }
    }
    found
}

fn each_field(fields: &[Field], see: &mut impl FnMut(&Field)) {
    for field in fields {
        see(field);
        if let Kind::Group(group) = &field.kind {
            each_field(&group.fields, see);
        }
    }
}

#[test]
fn titles_of_steps_fit_beside_the_page() {
    let catalog = Catalog::built_in();
    for loaded in catalog.all() {
        for step in &loaded.exercise().steps {
            assert!(width(&step.title) <= 16, "{}: `{}`", loaded.heading().id, step.title);
        }
    }
}

#[test]
fn labels_are_short() {
    let found = faults(|_, field| (width(&field.label) > 44).then(|| field.label.clone()));
    assert_eq!(found, [""; 0]);
}

#[test]
fn every_longer_text_shows_an_example() {
    let found = faults(|_, field| {
        let prose = matches!(&field.kind, Kind::Text(text) if text.prose);
        (prose && field.case.is_none() && field.example.is_none()).then(|| "no example".to_owned())
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_rich_example_says_more_than_a_thin_one() {
    let found = faults(|_, field| {
        let example = field.example.as_ref()?;
        let (thin, rich) = (example.thin.trim(), example.rich.trim());
        (thin.is_empty() || rich.is_empty() || thin == rich || rich.len() <= thin.len())
            .then(|| format!("{thin} / {rich}"))
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn rich_examples_pass_the_check_of_their_own_field() {
    let found = faults(|_, field| {
        let example = field.example.as_ref()?;
        let value = field.read(example.rich.trim());
        let Ok(value) = value else { return Some("cannot be read".to_owned()) };
        field.check(Some(&value)).map(|fault| empathy::wording::fault(&fault))
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn no_page_waits_for_evidence_that_a_person_may_not_have() {
    let catalog = Catalog::built_in();
    for exercise in catalog.all().map(Loaded::exercise) {
        for step in &exercise.steps {
            let before = exercise.steps.iter().filter(|other| step.after.contains(&other.id));
            for field in before.flat_map(|other| &other.fields) {
                let asks = matches!(&field.kind, Kind::Evidence(kind) if kind.min > 0 && !field.optional);
                assert!(!asks, "{}: {} stays closed until {} is answered", exercise.id, step.id, field.id);
            }
        }
    }
}

#[test]
fn every_exercise_is_summed_up_and_measured() {
    for loaded in Catalog::built_in().all() {
        let exercise = loaded.exercise();
        assert!(!exercise.measures.is_empty() && !exercise.report.is_empty(), "{}", exercise.id);
        assert!(exercise.minutes.least <= exercise.minutes.most, "{}", exercise.id);
        assert!(exercise.about.ends_with('.') && exercise.title.chars().count() <= 24, "{}", exercise.id);
    }
}

/// Seconds that choosing takes, and that a word takes: twenty a minute.
const CHOICE: usize = 10;
const WORD: usize = 3;

/// Estimates how long a required answer takes: the words it asks for, or those of its example if there are more. What is
/// asked under a condition counts too.
fn seconds(field: &Field) -> usize {
    if field.optional || field.case.is_some() {
        return 0;
    }
    let example = field.example.as_ref().map_or(3, |example| example.rich.split_whitespace().count());
    match &field.kind {
        Kind::Text(text) => WORD * text.words.map_or(example, |(least, _)| example.max(least as usize)),
        Kind::Timer(clock) => clock.seconds.unwrap_or_default() as usize,
        Kind::Group(group) => group.first_rows() * group.fields.iter().map(seconds).sum::<usize>(),
        Kind::Note(_) => 0,
        Kind::Scale(_) | Kind::Choice(_) | Kind::Number(_) | Kind::Rank(_) | Kind::Evidence(_) => CHOICE,
    }
}

#[test]
fn what_must_be_answered_fits_the_stated_minutes() {
    for loaded in Catalog::built_in().all() {
        let exercise = loaded.exercise();
        let rows = |group: &str| {
            let mut rows = 1;
            for step in &exercise.steps {
                each_field(&step.fields, &mut |field| match &field.kind {
                    Kind::Group(found) if field.id == group => rows = found.first_rows(),
                    _ => {}
                });
            }
            rows
        };
        let needed: usize = exercise
            .steps
            .iter()
            .map(|step| {
                let all: usize = step.each.iter().map(|group| rows(group)).product();
                let pages = step.top.as_ref().map_or(all, |top| all.min(top.count));
                pages * step.fields.iter().map(seconds).sum::<usize>()
            })
            .sum();
        let needed = needed.div_ceil(60);
        assert!(needed <= exercise.minutes.most as usize, "{} needs {needed} minutes", exercise.id);
    }
}

/// The exercises of the five days, whose title promises twenty to thirty minutes.
const WEEK: &str = include_str!("../../exercises/plans/five-days.toml");

/// Words that somebody typed: no options, and nothing from other entries.
fn typed(value: &toml::Value) -> usize {
    match value {
        toml::Value::String(text) if text.contains(' ') => text.split_whitespace().count(),
        toml::Value::Array(all) => all.iter().map(typed).sum(),
        toml::Value::Table(all) => {
            all.iter().filter(|(key, _)| *key != "evidence").map(|(_, value)| typed(value)).sum()
        }
        _ => 0,
    }
}

#[test]
fn what_the_demo_wrote_could_be_written_in_the_minutes_it_took() {
    let mut runs = BTreeMap::<String, Vec<(usize, usize)>>::new();
    for number in 1..=8 {
        let path = format!("{}/assets/demo/week-{number}.toml", env!("CARGO_MANIFEST_DIR"));
        let week: toml::Table = std::fs::read_to_string(path).expect("text").parse().expect("TOML");
        let lists = ["run", "beside", "craft", "interview"].into_iter().filter_map(|key| week.get(key));
        for run in lists.flat_map(|list| list.as_array().expect("runs")) {
            let (id, minutes) = (run["exercise"].as_str().expect("an id"), run["minutes"].as_integer());
            let words = typed(run);
            if run.get("draft").is_none() {
                let minutes = minutes.and_then(|minutes| usize::try_from(minutes).ok()).expect("minutes");
                // The demo takes up to a minute off, or adds one.
                let least = 60 * (minutes - 1);
                assert!(words * WORD <= least, "{id} of week {number}: {words} words in {minutes} minutes");
                runs.entry(id.to_owned()).or_default().push((minutes, words));
            }
        }
    }
    let catalog = Catalog::built_in();
    let mut days = 0;
    for (id, runs) in runs {
        let (minutes, words) = runs.iter().fold((0, 0), |sum, run| (sum.0 + run.0, sum.1 + run.1));
        let (took, needed) = (minutes.div_ceil(runs.len()), (words * WORD).div_ceil(60 * runs.len()));
        let stated = catalog.find(&id).expect("there").heading().minutes;
        let stated = stated.least as usize..=stated.most as usize;
        assert!(needed <= took, "{id}: {needed} minutes of typing in {took}");
        assert!(stated.contains(&took), "{id} took {took} minutes of {stated:?}");
        if WEEK.contains(&format!("\"{id}\"")) {
            days += 1;
            assert!((20..=30).contains(&took), "{id} took {took} minutes");
        }
    }
    assert!(days >= 5, "{days}");
}
