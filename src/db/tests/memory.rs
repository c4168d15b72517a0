//! What is recalled from memory: grades, when things are due, and what is told.

use std::time::Duration;

use super::support::*;
use crate::db::{Derived, Finish, Graded, Recallable, Scheduled, Store, Verdict};
use crate::domain::fsrs::Grade;
use crate::domain::id::EntryId;
use crate::domain::story::Story;
use crate::sys::rng::Rng;

fn story(title: &str) -> Finish {
    let story = Some(Story {
        title: title.to_owned(),
        lacks: vec!["needs an outcome".to_owned()],
        ..Story::default()
    });
    Finish { derived: Derived { story, ..Derived::default() }, ..done(1) }
}

fn told(store: &mut Store, chance: &mut Rng, of: &str, title: &str) -> EntryId {
    finished(store, chance, of, "x", &story(title)).id
}

fn graded(id: EntryId, grade: Grade, on: &str) -> Graded {
    Graded {
        card: Recallable::Entry(id),
        verdict: Verdict::Graded(grade),
        day: day(on),
        cue: "Tell me about a user.".to_owned(),
        named: Some(Duration::from_millis(4_200)),
        told: Some(Duration::from_secs(80)),
        missing: vec!["The outcome".to_owned()],
    }
}

/// The titles that are due on a day.
fn due(store: &Store, on: &str) -> Vec<String> {
    let all = store.due(day(on), 99).expect("reads");
    assert_eq!(store.due_count(day(on)), Ok(all.len()));
    all.into_iter()
        .map(|one| one.story.map_or_else(|| one.card.to_string(), |(_, story)| story.title))
        .collect()
}

#[test]
fn a_story_is_due_the_day_after_it_was_written_and_then_by_its_grades() {
    let place = somewhere();
    let (mut store, mut chance) = (open(&place), Rng::seeded(1));
    let one = told(&mut store, &mut chance, "2025-11-10", "The list");
    told(&mut store, &mut chance, "2025-11-12", "The glove");
    assert_eq!(due(&store, "2025-11-10"), [""; 0]);
    assert_eq!(due(&store, "2025-11-11"), ["The list"]);
    assert_eq!(due(&store, "2025-11-13"), ["The list", "The glove"]);
    store.grade(&graded(one, Grade::Good, "2025-11-13"), at(1)).expect("grades");
    assert_eq!(due(&store, "2025-11-14"), ["The glove"]);
    assert_eq!(due(&store, "2025-11-15"), ["The glove", "The list"]);
    // Stored at once: another program sees it.
    let again = Store::open(&place.path, at(2)).expect("opens");
    let grades = again.grades(&Recallable::Entry(one), 9).expect("reads");
    assert_eq!(grades, [graded(one, Grade::Good, "2025-11-13")]);
    // Undone, it is as it was, and the grade is still in the journal.
    store.ungrade(&Recallable::Entry(one)).expect("undoes");
    assert_eq!(due(&store, "2025-11-14"), ["The list", "The glove"]);
    assert_eq!(store.grades(&Recallable::Entry(one), 9), Ok(vec![]));
    let kept =
        store.conn.query_row("SELECT count(*) FROM grade WHERE undone = 1", [], |row| row.get::<_, i64>(0));
    assert_eq!(kept, Ok(1));
    store.ungrade(&Recallable::Entry(one)).expect("nothing more to undo is no fault");
}

#[test]
fn the_days_on_which_something_was_told_are_found_without_the_other_days() {
    let place = somewhere();
    let (mut store, mut chance) = (open(&place), Rng::seeded(1));
    let one = told(&mut store, &mut chance, "2025-11-01", "The list");
    for on in ["2025-11-02", "2025-11-04", "2025-11-04", "2025-11-05", "2025-11-09"] {
        store.grade(&graded(one, Grade::Good, on), at(1)).expect("grades");
    }
    let only_read = Graded { told: None, ..graded(one, Grade::Good, "2025-11-06") };
    store.grade(&only_read, at(1)).expect("grades");
    let days = |from, to| {
        let days = store.days_told(day(from), day(to)).expect("reads");
        days.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(days("2025-11-03", "2025-11-08"), ["2025-11-04", "2025-11-05"]);
    assert_eq!(days("2025-11-10", "2025-11-20"), [""; 0]);
    store.ungrade(&Recallable::Entry(one)).expect("undoes the one that was only read");
    store.ungrade(&Recallable::Entry(one)).expect("undoes the last one that was told");
    let days = store.days_told(day("2025-11-05"), day("2025-11-30")).expect("reads");
    assert_eq!(days, [day("2025-11-05")]);
}

#[test]
fn an_edited_story_keeps_its_schedule_until_it_is_restarted() {
    let place = somewhere();
    let (mut store, mut chance) = (open(&place), Rng::seeded(1));
    let one = told(&mut store, &mut chance, "2025-11-10", "The list");
    store.grade(&graded(one, Grade::Easy, "2025-11-11"), at(1)).expect("grades");
    let draft = store.reopen(one, at(2)).expect("edits");
    store.finish(&draft, &story("The long list")).expect("finishes");
    assert_eq!(due(&store, "2025-11-18"), [""; 0]);
    assert_eq!(due(&store, "2025-11-19"), ["The long list"]);
    let restart = Graded { verdict: Verdict::Restart, ..graded(one, Grade::Good, "2025-11-12") };
    store.grade(&restart, at(3)).expect("restarts");
    assert_eq!(due(&store, "2025-11-12"), ["The long list"]);
    store.grade(&graded(one, Grade::Good, "2025-11-12"), at(4)).expect("grades");
    assert_eq!(due(&store, "2025-11-14"), ["The long list"]);
}

#[test]
fn a_clock_that_was_set_back_makes_no_days_between_two_grades() {
    let place = somewhere();
    let (mut store, mut chance) = (open(&place), Rng::seeded(1));
    let one = told(&mut store, &mut chance, "2025-11-10", "The list");
    store.grade(&graded(one, Grade::Good, "2025-11-20"), at(2)).expect("grades");
    // Its day is not there yet, and practised all the same it counts from the day that the clock says.
    assert_eq!(due(&store, "2025-11-12"), [""; 0]);
    store.grade(&graded(one, Grade::Good, "2025-11-12"), at(1)).expect("grades");
    let stands = || store.recallable(&Recallable::Entry(one)).expect("reads").expect("it is there");
    let memory = |stands: &Scheduled| stands.memory.map(|(memory, day)| (memory.stability, day));
    let (stability, last) = memory(&stands()).expect("graded");
    assert!((1.0..4.0).contains(&stability) && last == day("2025-11-12"), "{stability}");
    assert_eq!((stands().due, stands().reviews), (day("2025-11-14"), 2));
}

#[test]
fn what_is_retired_or_in_the_trash_is_not_due_and_a_grade_for_it_is_harmless() {
    let place = somewhere();
    let (mut store, mut chance) = (open(&place), Rng::seeded(1));
    let one = told(&mut store, &mut chance, "2025-11-10", "The list");
    let retire = Graded { verdict: Verdict::Retire, ..graded(one, Grade::Good, "2025-11-11") };
    store.grade(&retire, at(1)).expect("retires");
    assert_eq!(due(&store, "2026-11-11"), [""; 0]);
    assert!(store.recallables().expect("reads")[0].retired);
    store.ungrade(&Recallable::Entry(one)).expect("undoes");
    assert_eq!(due(&store, "2025-11-11"), ["The list"]);
    store.trash(&[one], at(2)).expect("trashes");
    assert_eq!(due(&store, "2025-11-11"), [""; 0]);
    store.grade(&graded(one, Grade::Good, "2025-11-11"), at(3)).expect("a grade for a deleted story");
    assert_eq!(due(&store, "2026-11-11"), [""; 0]);
    store.restore(&[one], at(4)).expect("restores");
    assert_eq!(due(&store, "2025-11-13"), ["The list"]);
    store.trash(&[one], at(5)).expect("trashes");
    store.purge_trash(at(9)).expect("erases");
    assert_eq!(store.grades(&Recallable::Entry(one), 9), Ok(vec![]));
    store.grade(&graded(one, Grade::Good, "2025-11-11"), at(6)).expect("harmless");
    assert_eq!(due(&store, "2026-11-11"), [""; 0]);
}

#[test]
fn a_concept_card_is_due_once_it_was_graded() {
    let place = somewhere();
    let mut store = open(&place);
    let card = Recallable::Card("drift".to_owned());
    assert_eq!(store.recallable(&card), Ok(None));
    let one =
        Graded { card: card.clone(), ..graded(EntryId::from_bytes([0; 16]), Grade::Again, "2025-11-11") };
    store.grade(&one, at(1)).expect("grades");
    assert_eq!(due(&store, "2025-11-12"), ["card:drift"]);
    assert_eq!(store.recallable(&card).expect("reads").map(|one| (one.card, one.reviews)), Some((card, 1)));
}
