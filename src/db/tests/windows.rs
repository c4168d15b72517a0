//! Windows of a list: both ways, with filters, and what is counted along them.

use proptest::prelude::*;

use super::support::*;
use crate::db::{Listed, Store, Towards};
use crate::domain::search::Query;
use crate::sys::rng::Rng;

/// Reads a list to its end in windows of some size.
fn read(store: &Store, query: &Query, towards: Towards, size: usize) -> Vec<Listed> {
    let mut all: Vec<Listed> = Vec::new();
    loop {
        let from = all.last().map(|listed| listed.number);
        let more = store.log_window("trust", query, from, towards, size).expect("reads");
        if more.is_empty() {
            return all;
        }
        all.extend(more);
    }
}

#[derive(Debug, Clone)]
struct Wrote {
    day: u32,
    exercise: &'static str,
    tagged: bool,
    trashed: bool,
    finished: bool,
}

fn wrote() -> impl Strategy<Value = Wrote> {
    // The words of an exercise's id are marks too: what answers `trust-audit` is not of `trust`.
    let exercise = prop_oneof![4 => Just("trust"), 1 => Just("trust-audit")];
    (1..9_u32, exercise, any::<bool>(), prop::bool::weighted(0.2), any::<bool>()).prop_map(
        |(day, exercise, tagged, trashed, finished)| Wrote { day, exercise, tagged, trashed, finished },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn windows_in_both_ways_give_exactly_the_list_that_matches_in_its_order(
        wrote in proptest::collection::vec(wrote(), 0..40),
        size in 1..7_usize,
        filter in prop::sample::select(vec!["", "tag:work", "is:finished after:2025-11-03", "before:2025-11-06", "said"]),
    ) {
        let mut store = Store::open_in_memory().expect("opens");
        let mut chance = Rng::seeded(3);
        let mut expected = Vec::new();
        for (minute, one) in (0..).zip(&wrote) {
            let on = format!("2025-11-{:02}", one.day);
            let (head, draft) = begin_on(&mut store, &mut chance, one.exercise, &on, minute);
            if one.finished {
                store.finish(&written(&draft, "said it"), &done(minute)).expect("finishes");
            }
            if one.tagged {
                store.tag(&[head.id], &["work".into()], &[], at(minute)).expect("tags");
            }
            if one.trashed {
                store.trash(&[head.id], at(minute)).expect("moves");
            }
            let fits = match filter {
                "tag:work" => one.tagged,
                "is:finished after:2025-11-03" => one.finished && one.day >= 3,
                "before:2025-11-06" => one.day < 6,
                "said" => one.finished,
                _ => true,
            };
            if fits && !one.trashed && one.exercise == "trust" {
                expected.push((one.day, minute, head.id));
            }
        }
        expected.sort_unstable();
        let oldest: Vec<_> = expected.iter().map(|(.., id)| *id).collect();
        let newest: Vec<_> = oldest.iter().rev().copied().collect();
        let query = Query::parse(filter, chrono::NaiveDate::default());
        let ids = |list: &[Listed]| list.iter().map(|listed| listed.head.id).collect::<Vec<_>>();
        let down = read(&store, &query, Towards::Older, size);
        prop_assert_eq!(ids(&down), newest);
        prop_assert_eq!(ids(&read(&store, &query, Towards::Newer, size)), oldest);
        prop_assert_eq!(store.log_count("trust", &query, 99).expect("counts"), expected.len());
        prop_assert_eq!(store.log_count("trust", &query, 3).expect("counts"), expected.len().min(3));
        for (index, listed) in down.iter().enumerate() {
            // From the middle of the list it goes on in both ways.
            let newer = store.log_window("trust", &query, Some(listed.number), Towards::Newer, size).expect("reads");
            let before: Vec<_> = down[..index].iter().rev().take(size).map(|one| one.head.id).collect();
            prop_assert_eq!(ids(&newer), before);
            prop_assert_eq!(listed.tags.is_empty(), store.tags_of(&[listed.head.id]).expect("reads").is_empty());
        }
    }
}

#[test]
fn a_row_says_what_its_draft_says_and_long_answers_are_left_out() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let head = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1));
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    store.save_draft(&written(&draft, "second")).expect("saves");
    finished(&mut store, &mut chance, "2025-11-12", &"long ".repeat(20_000), &done(3));
    let list = read(&store, &Query::default(), Towards::Older, 9);
    assert_eq!(list[0].answers, Some(said("second")));
    assert!(list[0].head.open_draft);
    assert_eq!((list.len(), &list[1].answers), (2, &None));
}

#[test]
fn days_count_once_and_drafts_and_other_exercises_do_not() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    for on in ["2025-11-10", "2025-11-10", "2025-11-12", "2025-10-01"] {
        finished(&mut store, &mut chance, on, "said", &done(1));
    }
    begin_on(&mut store, &mut chance, "trust", "2025-11-11", 2);
    let (other, draft) = begin_on(&mut store, &mut chance, "error-map", "2025-11-13", 3);
    store.finish(&written(&draft, "said"), &done(3)).expect("finishes");
    assert_eq!(
        store.practised_on("trust", day("2025-11-01"), day("2025-11-30")),
        Ok(vec![(day("2025-11-10"), 2), (day("2025-11-12"), 1)])
    );
    assert_eq!((store.days_practised("trust", 14), store.days_practised("trust", 2)), (Ok(3), Ok(2)));
    store.trash(&[other.id], at(4)).expect("moves");
    assert_eq!(store.days_practised("error-map", 14), Ok(0));
}
