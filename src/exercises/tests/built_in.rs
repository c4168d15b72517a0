//! What comes with the program has no mistakes.

use std::path::Path;

use crate::domain::exercise::{Exercise, Field};
use crate::domain::field_role::FieldRole;
use crate::domain::hue::Hue;
use crate::domain::kinds::Kind;
use crate::domain::provenance::Provenance;
use crate::domain::value::{Answers, Picks, Value};
use crate::error::Problem;
use crate::exercises::{Catalog, Loaded, check_files, embedded};

fn built_in(id: &str) -> Exercise {
    Catalog::built_in().get(id).expect("built in").exercise().clone()
}

#[test]
fn every_built_in_file_is_read_without_a_problem() {
    let (catalog, problems) = Catalog::load(None);
    assert_eq!(Problem::list(&problems), "");
    // One more: the self-rating is made of the checklist.
    assert_eq!(catalog.all().count(), embedded::EXERCISES.len() + 1);
    assert!(catalog.all().all(|one| one.id() == one.exercise().id && !one.text().is_empty()));
    let ids: Vec<&str> = catalog.all().map(Loaded::id).collect();
    let planned = ["trust-audit", "error-map", "mental-models", "automation-spectrum", "dimension-review"];
    assert_eq!(ids[..5], planned);
    assert_eq!(
        ids[5..],
        [
            "reaction",
            "two-minutes",
            "story",
            "complaint-sort",
            "copy-workshop",
            "decision",
            "eval-plan",
            "watch",
            "interview-date",
            "debrief",
            "ai-or-not",
            "listen-loop",
            "listen-research",
            "listen-pressure",
            "pattern",
            "retrieval-drill",
            "second-look",
            "self-check",
            "seven-questions",
            "explain-trust",
            "retelling",
            "study-plan",
            "three-places",
            "threshold-designer",
            "user-model",
            "what-happened",
            "shared-review",
        ]
    );
    assert_eq!(catalog.plan().capture.as_deref(), Some("reaction"));
    assert_eq!(catalog.plan().days.iter().map(|day| day.day).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn what_an_exercise_is_called_stands_before_its_first_table() {
    for one in Catalog::built_in().all() {
        assert_eq!(one.heading(), &one.exercise().heading);
    }
}

#[test]
fn every_file_of_the_folder_is_built_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("exercises");
    assert_eq!(Problem::list(&check_files(std::slice::from_ref(&folder))), "");
    let (files, _) = crate::exercises::files::toml_files(&folder, crate::exercises::files::Depth::All);
    let mut built_in: Vec<_> = embedded::EXERCISES.iter().map(|one| folder.join(one.path)).collect();
    built_in.extend(
        [embedded::CHECKLIST, embedded::BOARD, embedded::COUNTDOWN]
            .iter()
            .chain(&embedded::PLANS)
            .chain(&embedded::DECKS)
            .map(|(path, _)| folder.join(path)),
    );
    built_in.sort();
    let mut files = files;
    files.sort();
    assert_eq!(files, built_in);
}

#[test]
fn the_checklist_and_the_board_name_only_what_is_there() {
    let catalog = Catalog::built_in();
    let exercises: Vec<&str> = catalog.all().map(Loaded::id).collect();
    let (path, text) = embedded::CHECKLIST;
    let list =
        crate::exercises::checklist::parse_checklist(Path::new(path), text, catalog.metrics(), &exercises);
    let (list, problems) = list.expect("it can be read");
    assert_eq!(Problem::list(&problems), "");
    assert!(list.items.iter().all(|item| !item.rules.is_empty() && item.close.is_some()));
    let (path, text) = embedded::BOARD;
    let tags = catalog.all().flat_map(|one| &one.heading().tags).map(String::as_str).collect();
    let board = crate::exercises::progress_file::parse_board(Path::new(path), text, catalog.metrics(), &tags);
    let (board, problems) = board.expect("it can be read");
    assert_eq!((Problem::list(&problems).as_str(), &board), ("", catalog.board()));
}

#[test]
fn what_a_file_says_arrives_in_the_exercise() {
    let exercise = built_in("mental-models");
    assert_eq!(
        exercise.groups(),
        [vec!["people".to_owned()], vec!["people".to_owned(), "beliefs".to_owned()]]
    );
    let gap = exercise.field(&["people".to_owned(), "beliefs".to_owned()], "gap").expect("a field");
    assert_eq!(gap.when.len(), 1);
    assert_eq!(exercise.step("truth").map(|step| step.after.clone()), Some(vec!["listen".to_owned()]));
    let start = &exercise.group(&["people".to_owned()]).expect("a group").start;
    assert_eq!(start[1], [("role".to_owned(), "family".to_owned())]);
}

#[test]
fn a_feeling_is_ones_own_unless_it_says_otherwise() {
    let reaction = built_in("reaction");
    let own = |felt: &str, from: Option<&str>| {
        let mut answers = Answers::default();
        answers.set("product", Value::Text("Otter".into()));
        answers.set("felt", Value::Text(felt.into()));
        if let Some(from) = from {
            answers.set("provenance", Value::Choice(Picks::one(from)));
        }
        reaction.facts(&answers).iter().filter(|fact| fact.measure == "own_reaction").count()
    };
    assert_eq!((own("uneasy", None), own("uneasy", Some("did")), own("", None)), (1, 1, 0));
    for from in ["watched", "told", "read", "imagined"] {
        assert_eq!(own("uneasy", Some(from)), 0, "{from}");
    }
}

#[test]
fn control_is_followed_as_the_difference_where_both_ends_are_given() {
    let reaction = built_in("reaction");
    let change = |before: Option<f64>, after: Option<f64>| {
        let mut answers = Answers::default();
        for (field, number) in [("control_before", before), ("control_after", after)] {
            answers.set(field, number.map_or(Value::Text(String::new()), Value::Number));
        }
        let facts = reaction.facts(&answers);
        let found: Vec<f64> =
            facts.iter().filter(|fact| fact.measure == "control_change").map(|fact| fact.value).collect();
        found
    };
    assert_eq!(change(Some(5.0), Some(2.0)), [-3.0]);
    assert_eq!(change(Some(1.0), Some(5.0)), [4.0]);
    assert_eq!((change(None, Some(5.0)), change(Some(1.0), None)), (vec![], vec![]));
    let mut metrics = crate::domain::metric::Metrics::default();
    metrics.add(&reaction);
    let range = crate::domain::metric::Reading::Scale { min: -4, max: 4 };
    assert_eq!(metrics.get("control_change").map(|metric| &metric.reading), Some(&range));
}

#[test]
fn a_failure_of_any_software_is_told_from_one_of_ai() {
    let reaction = built_in("reaction");
    let any = |problem: &str| {
        let mut answers = Answers::default();
        answers.set("problem", Value::Choice(Picks::one(problem)));
        reaction.facts(&answers).iter().any(|fact| fact.measure == "any_software")
    };
    assert!(["broken", "slow", "confusing"].into_iter().all(any));
    assert!(!["opacity", "inconsistency", "agency"].into_iter().any(any));
}

#[test]
fn every_page_behind_the_capture_asks_five_things_at_most() {
    let reaction = built_in("reaction");
    for step in reaction.steps.iter().filter(|step| step.fields.iter().all(|field| !field.quick)) {
        let asked = step.fields.iter().filter(|field| field.when.is_empty());
        assert!(asked.count() <= 5, "{}", step.id);
    }
}

#[test]
fn trust_is_built_and_eroded_in_the_same_ways_wherever_it_is_asked() {
    let (audit, reaction) = (built_in("trust-audit"), built_in("reaction"));
    for id in ["built_by", "broken_by"] {
        let row = ["products".to_owned()];
        let both = [audit.field(&row[..], id), reaction.field(&row[..0], id)];
        let [one, other] = both.map(|field| field.expect("there").kind.options().to_vec());
        assert_eq!(one, other, "{id}");
    }
}

#[test]
fn a_wish_for_a_feature_is_read_and_not_counted_as_a_complaint() {
    let sort = built_in("complaint-sort");
    let complaint = |kind: &str| {
        let mut row = Answers::default();
        row.set("product", Value::Text("Otter".into()));
        row.set("kind", Value::Choice(Picks::one(kind)));
        row.set("dimension", Value::Choice(Picks::one("trust")));
        row
    };
    let mut answers = Answers::default();
    answers.set("complaints", Value::Rows(vec![complaint("feeling"), complaint("request")]));
    let facts = sort.facts(&answers);
    let said: Vec<_> =
        facts.iter().map(|fact| (fact.measure.as_str(), fact.value, fact.place.as_str())).collect();
    assert_eq!(said, [("complaint_dimension", 1.0, "complaints.0"), ("complaints", 2.0, "")]);
    let reaction = built_in("reaction");
    let options = |exercise: &Exercise, group: &[String]| match &exercise
        .field(group, "dimension")
        .expect("there")
        .kind
    {
        Kind::Choice(choice) => choice.options.iter().map(|option| option.id.clone()).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(options(&sort, &["complaints".to_owned()]), options(&reaction, &[]));
}

/// How each fact of a measure is known, and whether it counts.
fn known(exercise: &Exercise, answers: &Answers, measure: &str) -> Vec<(Provenance, bool)> {
    let facts = exercise.facts(answers);
    let of = facts.iter().filter(|fact| fact.measure == measure);
    of.map(|fact| (fact.provenance, !fact.uncounted)).collect()
}

#[test]
fn what_is_imagined_does_not_count_and_what_is_decided_does() {
    let map = built_in("error-map");
    let error = |from: Option<&str>| {
        let mut row = Answers::default();
        row.set("error", Value::Text("it leaves out a name".into()));
        row.set("consequence", Value::Text("she calls him back".into()));
        row.set("severity", Value::Number(4.0));
        if let Some(from) = from {
            row.set("known", Value::Choice(Picks::one(from)));
        }
        row
    };
    let mut answers = Answers::default();
    answers.set("product", Value::Text("Otter".into()));
    answers.set("errors", Value::Rows(vec![error(None), error(Some("watched")), error(Some("imagined"))]));
    let all = [Provenance::Unsaid, Provenance::Watched, Provenance::Imagined];
    assert_eq!(known(&map, &answers, "severity"), all.map(|one| (one, true)), "a decision");
    assert_eq!(map.found(&answers).iter().map(|found| found.provenance).collect::<Vec<_>>(), all);

    let models = built_in("mental-models");
    let person = |from: Option<&str>| {
        let mut row = Answers::default();
        let belief: Answers = [("said".to_owned(), Value::Text("it listens".into()))].into_iter().collect();
        row.set("beliefs", Value::Rows(vec![belief]));
        if let Some(from) = from {
            row.set("heard", Value::Choice(Picks::one(from)));
        }
        row
    };
    let mut answers = Answers::default();
    answers.set("people", Value::Rows(vec![person(None), person(Some("imagined")), person(Some("watched"))]));
    answers.set("copy", Value::Text("It guesses.".into()));
    let heard = [(Provenance::Told, true), (Provenance::Imagined, false), (Provenance::Watched, true)];
    assert_eq!(known(&models, &answers, "belief"), heard, "an observation");
    assert_eq!(known(&models, &answers, "copy_after"), [(Provenance::Idea, true)], "copy of one's own");
}

#[test]
fn each_dimension_has_its_hue_in_the_plan_and_wherever_it_is_picked() {
    let catalog = Catalog::built_in();
    let planned: Vec<_> =
        catalog.plan().days.iter().filter_map(|day| catalog.get(&day.exercise)?.heading().hue).collect();
    assert_eq!(planned, Hue::ALL.map(|(_, hue)| hue));
    let dimensions = Hue::ALL[..4].iter().map(|(_, hue)| Some(*hue)).collect::<Vec<_>>();
    let mut fields = Vec::new();
    for exercise in catalog.all().map(Loaded::exercise) {
        for path in exercise.groups().into_iter().chain([Vec::new()]) {
            let of_role = |field: &&Field| field.role == Some(FieldRole::Dimension);
            for field in exercise.fields_at(&path).into_iter().filter(of_role) {
                fields.push(field.kind.options().iter().map(|option| option.hue).collect::<Vec<_>>());
            }
        }
    }
    assert!(fields.len() >= 3 && fields.iter().all(|hues| *hues == dimensions), "{fields:?}");
}

#[test]
fn an_option_that_had_another_name_is_read_as_what_it_is_now() {
    let reaction = built_in("reaction");
    let mut old = Answers::default();
    old.set("happened", Value::Text("it spoke".into()));
    old.set("product", Value::Text("Otter".into()));
    old.set("better", Value::Text("less of it".into()));
    old.set("provenance", Value::Choice(Picks::one("saw")));
    let now = reaction.current(&old);
    assert_eq!(now.get("provenance"), Some(&Value::Choice(Picks::one("watched"))));
    let found: Vec<_> = reaction.found(&now).iter().map(|found| found.provenance).collect();
    assert_eq!(found, [Provenance::Watched, Provenance::Idea]);
}
