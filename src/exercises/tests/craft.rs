//! What the exercises for interviews and for the craft make of answers: what counts, what is proposed, what is worked out.

use crate::domain::condition::all_hold;
use crate::domain::exercise::{Exercise, Field};
use crate::domain::kinds::Kind;
use crate::domain::locate::RowPath;
use crate::domain::scope::Scope;
use crate::domain::value::{Answers, Picks, Value};
use crate::exercises::Catalog;

fn built_in(id: &str) -> Exercise {
    Catalog::built_in().get(id).expect("built in").exercise().clone()
}

#[test]
fn a_user_is_a_person_one_met_and_the_rest_is_a_hypothesis() {
    let model = built_in("user-model");
    let met = |from: &str, without: &str| {
        let mut answers = Answers::default();
        for field in
            ["product", "exact_step", "user_name", "user_role", "workflow", "tool_before", "user_sentence"]
        {
            answers.set(field, Value::Text("Helga reads her calls".into()));
        }
        answers.set("known", Value::Choice(Picks::one(from)));
        answers.set(without, Value::Text(String::new()));
        let facts = model.facts(&answers);
        let counts = |measure: &str| facts.iter().any(|fact| fact.measure == measure && !fact.uncounted);
        (counts("user_met"), counts("user_model"))
    };
    assert_eq!((met("watched", "feature"), met("told", "feature")), ((true, true), (true, true)));
    assert_eq!((met("told", "tool_before"), met("told", "user_name")), ((false, false), (false, false)));
    assert_eq!(met("imagined", "feature"), (false, false));
}

/// Answers to every text of an exercise that is asked at the top.
fn filled(exercise: &Exercise, says: impl Fn(&Field) -> String) -> Answers {
    let mut answers = Answers::default();
    for field in exercise.fields_at(&[]).into_iter().filter(|field| field.kind.as_text().is_some()) {
        answers.set(&field.id, Value::Text(says(field)));
    }
    answers
}

#[test]
fn a_box_filled_with_anything_and_a_copied_example_are_no_user_no_story_and_no_named_problem() {
    let rich = |field: &Field| field.example.as_ref().map_or("Amara".into(), |example| example.rich.clone());
    for (id, known, none) in [
        ("user-model", "known", &["user_model", "user_drill", "user_met", "direct_contact"][..]),
        ("story", "known", &["user_story", "story_ready", "story_behaviour"]),
        ("listen-research", "contact", &["problem_named", "test_observed", "problem_idea", "direct_contact"]),
    ] {
        let exercise = built_in(id);
        for mut answers in [filled(&exercise, |_| "x".into()), filled(&exercise, rich)] {
            for (field, picked) in [
                (known, "watched"),
                ("failure_mode", "late"),
                ("tested", "watched"),
                ("outcome_from", "measured"),
            ] {
                answers.set(field, Value::Choice(Picks::one(picked)));
            }
            answers.set("times_seen", Value::Number(5.0));
            let facts = exercise.facts(&answers);
            let found = facts.iter().filter(|fact| none.contains(&fact.measure.as_str())).collect::<Vec<_>>();
            assert!(found.is_empty(), "{id}: {found:?}");
            let summary = exercise.summary_of(&answers);
            assert!(!summary.contains("user: "), "{summary}");
            let story = exercise.story(&answers);
            assert!(story.is_none_or(|story| !story.is_ready()), "{id} is no story to tell");
        }
    }
}

#[test]
fn five_conversations_are_with_five_people_who_said_something() {
    let research = built_in("listen-research");
    let summary = |contact: &str, said: &[(&str, &str)]| {
        let rows = said.iter().map(|(who, words)| {
            let mut row = Answers::default();
            row.set("spoke_with", Value::Text((*who).into()));
            row.set("verbatim", Value::Text((*words).into()));
            row
        });
        let mut answers = Answers::default();
        answers.set("contact", Value::Choice(Picks::one(contact)));
        answers.set("conversations", Value::Rows(rows.collect()));
        research.summary_of(&answers)
    };
    let (ada, ben) = (("Ada", "I write it on my hand."), ("Ben", "I keep the paper in my shoe."));
    assert!(summary("told", &[ada, ben, ("ada ", "And then I wash it off.")]).contains("2 people heard"));
    assert!(summary("told", &[ada, ("Ben", "x"), ("", "I scroll and scroll.")]).contains("1 person heard"));
    assert!(!summary("imagined", &[ada, ben]).contains("heard"));
}

#[test]
fn a_story_is_ready_with_a_behaviour_seen_twice_a_trade_off_and_a_known_outcome() {
    let story = built_in("story");
    let ready = |known: &str, times: f64, without: &str, from: &str| {
        let mut answers = Answers::default();
        for field in ["product", "user_role", "repeated", "behind_it", "pushed_for", "outcome", "story_line"]
        {
            answers.set(field, Value::Text("She read it out on the phone".into()));
        }
        answers.set("times_seen", Value::Number(times));
        answers.set("known", Value::Choice(Picks::one(known)));
        answers.set("outcome_from", Value::Choice(Picks::one(from)));
        answers.set(without, Value::Text(String::new()));
        story.facts(&answers).iter().any(|fact| fact.measure == "story_ready" && !fact.uncounted)
    };
    assert!(ready("watched", 2.0, "asked_for", "measured") && ready("told", 9.0, "asked_for", "estimated"));
    assert!(!ready("read", 9.0, "asked_for", "measured") && !ready("imagined", 9.0, "asked_for", "measured"));
    assert!(!ready("watched", 1.0, "asked_for", "measured") && !ready("watched", 2.0, "asked_for", "open"));
    assert!(
        !ready("watched", 2.0, "pushed_for", "measured") && !ready("watched", 2.0, "outcome", "measured")
    );
}

#[test]
fn rules_are_enough_until_a_condition_speaks_for_ai() {
    let canvas = built_in("seven-questions");
    let verdict = canvas.field::<String>(&[], "ai_verdict").expect("a field");
    let proposed = |conditions: &[&str]| {
        let mut answers = Answers::default();
        let picked = conditions.iter().map(|one| (*one).to_owned()).collect();
        answers.set("conditions", Value::Choice(Picks { picked, other: None }));
        let top = RowPath::default();
        let scope = Scope::at(&canvas, &answers, &top);
        let holds = verdict.kind.proposals().iter().find(|proposal| all_hold(&proposal.when, &scope));
        holds.map(|proposal| proposal.value.clone())
    };
    assert_eq!((proposed(&[]).as_deref(), proposed(&["hidden"]).as_deref()), (Some("no"), Some("no")));
    assert_eq!(proposed(&["hidden", "measurable"]), None);
}

#[test]
fn precision_and_recall_follow_from_the_four_numbers() {
    let plan = built_in("eval-plan");
    let field = plan.field::<String>(&[], "worked_out").expect("a note");
    let Kind::Note(note) = &field.kind else { panic!("a note") };
    let said = |right: f64, alarms: Option<f64>| {
        let mut answers = Answers::default();
        answers.set("found_right", Value::Number(right));
        answers.set("misses", Value::Number(5.0));
        if let Some(alarms) = alarms {
            answers.set("false_alarms", Value::Number(alarms));
        }
        note.fill(&Scope::at(&plan, &answers, &RowPath::default()))
    };
    assert!(said(15.0, Some(3.0)).contains("Precision: 83% (15/18). Recall: 75% (15/20)."));
    assert!(said(0.0, Some(0.0)).contains("Precision: –. Recall: 0% (0/5)."));
    assert!(said(15.0, None).contains("Precision: –. Recall: 75% (15/20)."));
}
