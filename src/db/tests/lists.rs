//! Lists in windows, and ids as people type them.

use super::support::*;
use crate::db::{Filter, Store};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::sys::rng::Rng;

/// Ten entries over five days in two weeks, of two exercises; those of the third day are drafts.
fn filled() -> (Store, Vec<Head>) {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let mut heads = Vec::new();
    for (n, on) in ["2025-11-14", "2025-11-12", "2025-11-17", "2025-11-13", "2025-11-18"].iter().enumerate() {
        for exercise in ["trust", "people"] {
            let (head, draft) = begin_on(&mut store, &mut chance, exercise, on, heads.len() as i64);
            let head = if n == 2 { head } else { store.finish(&draft, &done(1)).expect("finishes") };
            heads.push(head);
        }
    }
    heads.sort_by_key(|head| std::cmp::Reverse((head.day, head.id)));
    (store, heads)
}

#[test]
fn windows_joined_are_the_whole_list() {
    let (store, heads) = filled();
    let filters = [
        Filter::default(),
        Filter { exercise: Some("trust".into()), ..Filter::default() },
        Filter { week: Some(week("2025-W46")), ..Filter::default() },
        Filter { week: Some(week("2025-W47")), exercise: Some("people".into()), ..Filter::default() },
        Filter { drafts_only: true, ..Filter::default() },
        Filter { drafts_only: true, exercise: Some("trust".into()), week: Some(week("2025-W47")) },
    ];
    for filter in filters {
        let expected: Vec<_> = heads
            .iter()
            .filter(|head| filter.exercise.as_ref().is_none_or(|exercise| *exercise == head.exercise))
            .filter(|head| filter.week.is_none_or(|week| week == head.week))
            .filter(|head| !filter.drafts_only || head.open_draft)
            .cloned()
            .collect();
        assert!(!expected.is_empty());
        for limit in 1..12 {
            let mut found: Vec<Head> = Vec::new();
            loop {
                let window = store.list(&filter, found.last(), limit).expect("lists");
                assert!(window.len() <= limit);
                if window.is_empty() {
                    break;
                }
                found.extend(window);
            }
            assert_eq!(found, expected, "{filter:?} by {limit}");
        }
    }
}

#[test]
fn the_trash_is_left_out_of_every_list() {
    let (mut store, heads) = filled();
    let gone = heads.iter().find(|head| head.open_draft).expect("a draft").clone();
    store.discard_draft(gone.id, at(9)).expect("discards");
    let listed = |found: Vec<Head>| found.iter().any(|head| head.id == gone.id);
    assert!(!listed(store.list(&Filter::default(), None, 99).expect("lists")));
    assert!(!listed(store.of_week(gone.week).expect("lists")));
    assert!(!listed(store.open_drafts(99).expect("lists")));
    assert!(!listed(store.look_up(&gone.short.as_str().parse().expect("an id")).expect("looks up")));
    assert!(listed(store.in_trash(99).expect("lists")));
    assert!(store.head(gone.id).expect("reads").is_some());
}

#[test]
fn a_week_is_listed_from_its_beginning() {
    let (store, mut heads) = filled();
    heads.reverse();
    heads.retain(|head| head.week == week("2025-W46"));
    assert_eq!(store.of_week(week("2025-W46")), Ok(heads));
}

#[test]
fn drafts_are_listed_by_when_they_were_saved() {
    let (mut store, heads) = filled();
    let drafts: Vec<_> = heads.iter().filter(|head| head.open_draft).map(|head| head.id).collect();
    for id in [drafts[0], drafts[1]] {
        let mut draft = store.draft(id).expect("reads").expect("there");
        draft.saved = at(if id == drafts[1] { 60 } else { 50 });
        store.save_draft(&draft).expect("saves");
        assert_eq!(store.open_drafts(1).map(|found| found[0].id), Ok(id));
    }
    assert_eq!(store.open_drafts(9).map(|found| found.len()), Ok(2));
}

#[test]
fn an_id_is_found_by_any_beginning_of_it() {
    let (store, heads) = filled();
    let look_up = |typed: &str| {
        let found = store.look_up(&typed.parse().expect("an id")).expect("looks up");
        found.into_iter().map(|head| head.id).collect::<Vec<EntryId>>()
    };
    for head in &heads {
        let short = head.short.as_str();
        let letters = short.split_once('-').expect("a dash").1;
        assert_eq!(look_up(short), [head.id]);
        assert_eq!(look_up(&short.to_uppercase()), [head.id]);
        assert!(look_up(letters).contains(&head.id));
        assert!(look_up(&letters[..2]).contains(&head.id));
        assert!(look_up(&short[..5]).contains(&head.id));
    }
    assert_eq!(look_up("tru").len(), 5);
    assert_eq!(look_up("zzz-9"), []);
}

#[test]
fn the_exact_short_id_wins_over_longer_ones_and_twenty_are_enough() {
    let mut store = Store::open_in_memory().expect("opens");
    let heads: Vec<_> = (0..3).map(|minute| begin_at(&mut store, &mut Rng::seeded(7), minute).0).collect();
    let typed = heads[0].short.as_str().parse().expect("an id");
    assert_eq!(store.look_up(&typed).map(|found| found.len()), Ok(1));
    let typed = heads[0].short.as_str()[..7].parse().expect("an id");
    assert_eq!(store.look_up(&typed).map(|found| found.len()), Ok(3));
    let mut chance = Rng::seeded(8);
    for minute in 0..30 {
        begin_at(&mut store, &mut chance, minute);
    }
    assert_eq!(store.look_up(&"t".parse().expect("an id")).map(|found| found.len()), Ok(20));
}

#[test]
fn heads_are_read_for_the_ids_that_are_there() {
    let (store, heads) = filled();
    let missing = EntryId::new(1, [1; 10]);
    let standing = store.standing(&[heads[0].id, missing, heads[3].id].into()).expect("reads");
    assert_eq!(standing, [heads[0].id, heads[3].id].into());
    assert_eq!(store.standing(&[].into()), Ok([].into()));
    let found = store.shorts(&[heads[0].id, missing, heads[3].id]).expect("reads");
    assert_eq!(found.into_values().map(|head| head.short).collect::<Vec<_>>().len(), 2);
}
