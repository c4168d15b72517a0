//! A story for a question, where stories stand, and the retrieval drill.

use std::time::Duration;

use super::{Setup, look};

#[test]
fn a_question_that_is_typed_leads_to_a_story_which_can_be_told_at_once() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4m").shows("paste or type a question").keys("tell me about a time you fought for a user");
    tui.shows("1. Luisa's screenshots")
        .shows("ready · told twice in interviews")
        .shows("standing up for a user");
    tui.shows("told too often: 2 of the last 2 times in interviews");
    look("match", &mut tui);
    tui.resize(80, 24).keys("<enter>").shows("Recall · Behavioural Story");
}

#[test]
fn a_question_that_is_not_about_users_leads_to_none() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4m").keys("what is your greatest weakness").shows("None of your stories fits this question.");
    look("match_none", &mut tui);
}

#[test]
fn coverage_shows_what_no_story_answers_and_begins_one() {
    let mut tui = Setup::new().demo().size(200, 60).today();
    tui.keys("4").shows("No story is ready yet for").keys("v").shows("What interviewers ask for");
    look("coverage", &mut tui);
    tui.resize(120, 40).keys("held back").shows("a launch you held back").hides("saying no");
    tui.keys("<enter>").shows("Behavioural Story").shows("What you call this story");
}

#[test]
fn a_drill_asks_ten_questions_against_the_clock_and_keeps_what_came_of_them() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4d")
        .shows("How many will you get right?")
        .keys("twelve<enter>")
        .shows("type a number from 0 to 10");
    tui.keys("<backspace>".repeat(6).as_str()).type_keys("4<enter>");
    tui.shows("1 of 10 · 10 s").type_keys("luisa");
    look("drill_question", &mut tui);
    tui.resize(80, 24).type_keys("<enter>");
    // Who says nothing in time goes on to the next.
    tui.shows("2 of 10 · 10 s").wait(Duration::from_secs(6)).shows("2 of 10 · 4 s");
    tui.wait(Duration::from_secs(6)).shows("3 of 10").type_keys("none<enter>".repeat(8).as_str());
    tui.wait(Duration::ZERO).shows("You expected 4.");
    look("drill_done", &mut tui);
    let kept = tui.store().list(&empathy::db::Filter::default(), None, 5).expect("reads");
    assert!(kept.iter().any(|head| head.summary.ends_with("of 10 right, 4 of 10 expected")), "{kept:?}");
    tui.resize(80, 24).keys("<enter>").shows("Retrieval Drill").shows("Your guess");
}

#[test]
fn the_story_that_was_told_and_the_question_are_picked_and_not_typed() {
    let mut tui = Setup::new().demo().size(120, 40).now("2026-12-01T14:02:31+00:00").open("debrief");
    tui.keys("<pgdn>").shows("The question, as it was put").keys("fought for");
    tui.shows("Tell me about a time you fought for a user").keys("<down><enter>2");
    tui.shows("The story you told").shows("Luisa's screenshots").keys("screen").keys("<down><enter>");
    let answers = tui.draft("debrief").answers;
    let row = answers.rows("questions_asked").first().expect("a row");
    let said = |id: &str| row.get(id).and_then(empathy::domain::value::Value::as_text).unwrap_or_default();
    assert_eq!(said("story_told"), "Luisa's screenshots");
    assert!(said("asked_question").contains("fought for"), "{row:?}");
}
