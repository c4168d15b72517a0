//! The interview, and telling something from memory.

use std::time::Duration;

use empathy::db::{Recallable, Store};
use empathy::domain::id::EntryId;

use super::{Setup, Tui, look};

#[test]
fn the_interview_lists_what_is_due_what_needs_work_and_what_there_is_to_learn() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.shows("Tell from memory").shows("11 due").keys("4");
    look("interview", &mut tui);
    tui.resize(120, 40).shows("Due today · 11").shows("Luisa's screenshots").shows("34 to learn");
    // What is to be told is not given away.
    tui.shows("shows once you have told it").hides("The one thing");
}

#[test]
fn a_story_is_told_against_the_clock_compared_part_by_part_and_graded() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4").keys("jjjj<enter>").shows("Recall · User Model").hides("food truck");
    tui.wait(Duration::from_secs(4)).keys("<space>").shows("✓ first name after ");
    tui.wait(Duration::from_secs(41)).shows("00:4").keys("<enter>");
    tui.shows("Told in 4").shows("seconds · first name after ").shows("[✓] The user");
    look("recall_parts", &mut tui);
    tui.resize(80, 24).keys("j<space>").shows("[ ] The step").keys("2").shows("hard · 1 day");
    let grades = tui.store().recallables().expect("reads");
    let graded = grades.iter().find(|one| one.reviews == 1).expect("graded");
    let all = tui.store().grades(&graded.card, 9).expect("reads");
    assert_eq!(all[0].missing, ["The step"]);
    let within = |time: Option<Duration>, least: u64| {
        time.is_some_and(|time| (least..least + 5).contains(&time.as_secs()))
    };
    assert!(within(all[0].named, 4) && within(all[0].told, 45), "{all:?}");
    // It can be graded again.
    tui.keys("u").shows("undone").keys("4").shows("easy · 8 days").keys("<esc>").shows("10 due");
    let grades = tui.store().recallables().expect("reads");
    assert!(grades.iter().any(|one| one.reviews == 1 && one.due.to_string() == "2026-11-28"), "{grades:?}");
}

#[test]
fn a_clock_on_the_wall_that_jumps_changes_no_time_of_a_telling() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4").keys("jjjj<enter>").wait(Duration::from_secs(4));
    // Set back by a day, then over the night on which an hour is left out, then right again.
    tui.set_wall("2026-11-19T02:59:59+02:00").keys("<space>").shows("✓ first name after ");
    tui.wait(Duration::from_secs(20)).set_wall("2027-03-28T03:00:01+03:00").wait(Duration::from_secs(20));
    tui.set_wall("2026-11-20T14:10:00+00:00")
        .keys("<enter>")
        .shows("Told in 4")
        .keys("3")
        .shows("good · 2 days");
    let all = tui.store().recallables().expect("reads");
    let graded = all.iter().find(|one| one.reviews == 1).expect("graded");
    assert_eq!(graded.due.to_string(), "2026-11-22");
    let grades = tui.store().grades(&graded.card, 1).expect("reads");
    let within = |time: Option<Duration>, least: u64| {
        time.is_some_and(|time| (least..least + 5).contains(&time.as_secs()))
    };
    assert!(within(grades[0].named, 4) && within(grades[0].told, 44), "{grades:?}");
}

/// Tells the first story that is due, and deletes it in another program meanwhile.
fn told_and_deleted() -> (Tui, Store, EntryId) {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4<enter><enter>");
    let now = tui.now.wall;
    let mut other = Store::open(&tui.journal(), now).expect("opens");
    let Recallable::Entry(id) = other.due(now.day(0), 1).expect("reads").remove(0).card else {
        panic!("an entry")
    };
    other.trash(&[id], now).expect("deletes");
    (tui, other, id)
}

#[test]
fn a_story_that_is_deleted_and_then_retired_has_no_grade_to_count() {
    let (mut tui, ..) = told_and_deleted();
    tui.keys("x").shows("was deleted while").shows("To restore it").hides("grade is kept");
}

#[test]
fn a_story_that_is_deleted_while_it_is_told_keeps_its_grade_for_when_it_comes_back() {
    let (mut tui, mut other, id) = told_and_deleted();
    let now = tui.now.wall;
    tui.keys("3").shows("was deleted while").shows("Its grade is kept").shows("empathy restore");
    other.restore(&[id], now).expect("restores");
    assert_eq!(other.recallable(&Recallable::Entry(id)).expect("reads").map(|one| one.reviews), Some(1));
}

#[test]
fn what_is_typed_stands_beside_the_story_part_by_part_and_is_kept_with_the_grade() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    let (x, y) = tui.keys("4").find("Luisa's screenshots");
    tui.click(x, y).keys("<enter>").shows("to type it").keys("t").shows("as you would say it");
    tui.wait(Duration::from_secs(7)).keys("In spring, Luisa was busy. She sent screenshots.");
    tui.shows("✓ first name after ").keys("<esc>").shows("What you typed is kept").keys("t");
    tui.wait(Duration::from_secs(20)).keys("<ctrl-s>").shows("Told in ").shows(" · first name after ");
    tui.shows("What you typed").shows("The story").shows("She sent screenshots.").shows("[ ] The trade-off");
    look("recall_typed", &mut tui);
    tui.resize(80, 24).shows("What you typed").shows("In spring, Luisa").keys("3").shows("u undoes it");
    let head = tui.head("retelling");
    let answers = tui.store().entry(head.id).expect("reads").expect("finished").answers;
    let said =
        |id: &str| answers.get(id).and_then(empathy::domain::value::Value::as_text).unwrap_or_default();
    assert_eq!(said("retold_text"), "In spring, Luisa was busy. She sent screenshots.");
    assert!(said("retold_missing").contains("The trade-off"), "{answers:?}");
    let number = |id: &str| answers.get(id).and_then(empathy::domain::value::Value::as_number);
    let within =
        |time: Option<f64>, least: f64| time.is_some_and(|time| (least..least + 5.0).contains(&time));
    assert!(within(number("retold_named"), 7.0) && within(number("retold_took"), 27.0), "{answers:?}");
    let graded = tui.store().recallables().expect("reads").into_iter().find(|one| one.reviews == 1);
    let grades = tui.store().grades(&graded.expect("graded").card, 1).expect("reads");
    assert_eq!(said("retold_missing"), grades[0].missing.join(", "));
    // The story says where it was told.
    assert_eq!(tui.store().links_from(head.id).expect("reads").len(), 1);
}

#[test]
fn a_story_that_is_edited_before_it_is_graded_keeps_what_was_told_of_it() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    let (x, y) = tui.keys("4").find("Luisa's screenshots");
    tui.click(x, y)
        .keys("<enter>t")
        .keys("Luisa sent screenshots.")
        .keys("<ctrl-s>")
        .shows("[ ] The outcome");
    tui.keys("e<pgdn><pgdn><pgdn><pgdn><tab><ctrl-a><delete><pgdn><ctrl-s>").shows("Finish anyway");
    tui.keys("<right><enter>").shows("Told in ").shows("Luisa sent screenshots.").hides("The outcome");
    tui.shows("[✓] The behaviour").shows("[ ] The trade-off").keys("3").shows("u undoes it");
    let retold = tui.head("retelling");
    assert_ne!(retold.state, empathy::domain::entry::State::Draft, "{retold:?}");
}

#[test]
fn what_is_typed_and_left_stays_a_draft_and_what_is_emptied_leaves_none() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4<enter>t").keys("Half of it").keys("<esc><esc>").shows("is kept as a draft");
    let draft = tui.draft("retelling");
    assert!(draft.answers.iter().any(|(_, value)| value.as_text() == Some("Half of it")), "{draft:?}");
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4<enter>t").keys("ab<backspace><backspace><esc><esc>").shows("Due today");
    let drafts = tui.store().open_drafts(99).expect("reads");
    assert!(drafts.iter().all(|head| head.exercise != "retelling"), "{drafts:?}");
}

#[test]
fn cue_cards_lead_through_a_story_and_what_lies_behind_the_last_was_left_out() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4r").shows("shows the first cue card").hides("make the guesses longer").keys("p");
    tui.keys("<down>").shows("[ ] Who it hurts").keys("<right>").shows("[✓] Who it hurts");
    tui.hides("make the guesses longer").keys("p").shows("make the guesses longer");
    look("recall_cards", &mut tui);
    // Going back to a card takes back nothing that was told.
    tui.resize(80, 24).keys("<left><left><left>").shows("moves to the next cue card").keys("<enter>");
    tui.shows("[✓] Who it hurts").shows("[ ] The trade-off").shows("[ ] The one thing").keys("2");
    let all = tui.store().recallables().expect("reads");
    let graded = all.iter().find(|one| one.reviews == 1).expect("graded");
    let grades = tui.store().grades(&graded.card, 1).expect("reads");
    assert_eq!(grades[0].missing, ["The trade-off", "The one thing"]);
    // A card can be clicked; a click elsewhere ends the telling.
    let (x, y) = tui.find("[ ] The");
    tui.click(x + 4, y).shows("moves to the next cue card").click(3, 3).shows("Told in");
}

#[test]
fn after_one_that_was_picked_the_others_are_still_due() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4jj<enter><enter>3").shows("10 more recalls are due today.").hides("Nothing is due");
    tui.keys("a<enter>3").shows("9 more recalls are due today.").keys("<esc>").shows("9 due");
}

#[test]
fn what_is_due_comes_one_after_the_other_until_nothing_is() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4r");
    for left in (1..=11).rev() {
        tui.shows(&format!("{left} due")).keys("<enter>3");
    }
    tui.shows("Nothing is due today.").shows("34 concept cards");
    look("recall_nothing_due", &mut tui);
    tui.resize(80, 40).keys("c").shows("Recall · Concept card").keys("<enter>").shows("Read more:").keys("3");
    tui.shows("33 concept cards")
        .keys("a")
        .shows("00:00")
        .keys("<esc>")
        .shows("nothing due")
        .shows("Concepts · 2");
    tui.keys("1").hides("Tell from memory");
}

#[test]
fn a_story_can_be_retired_asked_for_again_and_started_over_and_its_edits_keep_its_schedule() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.keys("4").keys("x").shows("Due today · 10").shows("Retired · 1");
    tui.keys("G").shows("ask again").keys("x").shows("Due today · 11").hides("Retired");
    tui.keys("u").shows("Retired · 1").keys("u").shows("Due today · 11").keys("u").shows("nothing to undo");
    tui.keys("g<enter><enter>4").shows("easy").keys("<esc>").shows("Ready to tell · 1");
    tui.keys("R")
        .shows("it is scheduled from the beginning")
        .shows("Due today · 11")
        .keys("u")
        .shows("Due today · 10");
}

#[test]
fn an_empty_journal_says_what_to_write() {
    let mut tui = Setup::new().size(80, 24).today();
    tui.hides("Tell from memory")
        .keys("4")
        .shows("Write one")
        .shows("Behavioural Story")
        .shows("nothing due");
    look("interview_empty", &mut tui);
    tui.resize(80, 24).keys("w").shows("You have no story yet.").keys("<esc>");
    tui.keys("r").shows("Nothing is due today.").keys("a").shows("Concept card");
}

#[test]
fn a_click_marks_a_part_and_grades() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4<enter><enter>");
    let (x, y) = tui.find("[✓] The trade-off");
    tui.click(x, y).shows("[ ] The trade-off");
    let (x, y) = tui.find("good · ");
    tui.click(x, y).shows("u undoes it");
}
