//! Moving entries to another day, and taking it back.

use super::changing::again;
use super::support::*;
use crate::db::{ChangeKind, Filter, Store};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::domain::search::Query;
use crate::sys::rng::Rng;

fn head(store: &Store, id: EntryId) -> Head {
    store.head(id).expect("reads").expect("there")
}

fn found(store: &Store, typed: &str) -> usize {
    store.search(&Query::parse(typed, chrono::NaiveDate::default()), 9).expect("searches").len()
}

#[test]
fn everything_of_an_entry_goes_to_the_other_day_and_comes_back() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let one = finished(&mut store, &mut chance, "2025-11-13", "one", &done(1)).id;
    let two = finished(&mut store, &mut chance, "2025-11-06", "two", &done(1)).id;
    again(&mut store, one, "first", 2);
    again(&mut store, one, "second", 3);
    let gone = EntryId::new(1, [1; 10]);
    let (to, its_week) = (day("2025-11-06"), week("2025-W45"));
    assert_eq!(store.move_to_day(&[two, gone], to, its_week, at(4)), Ok(0));
    assert_eq!(store.move_to_day(&[one, two, one], to, its_week, at(4)), Ok(1));
    let moved = head(&store, one);
    assert_eq!((moved.day, moved.week, moved.written), (to, its_week, day("2025-11-13")));
    assert_eq!((moved.days_later(), moved.later().as_deref()), (7, Some("written 7 days later")));
    assert_eq!(facts_of_week(&store, &its_week.to_string()).len(), 1);
    assert_eq!(facts_of_week(&store, "2025-W46"), []);
    assert_eq!(store.findings_about("second", None, 9).expect("reads")[0].day, to);
    assert_eq!((found(&store, "second before:2025-11-07"), found(&store, "second after:2025-11-07")), (1, 0));
    let filter = Filter { week: Some(its_week), ..Filter::default() };
    assert_eq!(store.list(&filter, None, 9).expect("lists").len(), 2);
    assert_eq!(store.moves(one), Ok(vec![(at(4), day("2025-11-13"))]));
    assert_eq!(store.verify(), Ok(vec![]));

    bring_back(&mut store, one, 2, at(5)).expect("brings back");
    assert_eq!(
        store.findings_about("first", None, 9).expect("reads")[0].day,
        to,
        "an old version stays there"
    );
    undo(&mut store, at(6)).expect("takes back");
    let undone = undo(&mut store, at(7)).expect("takes back").expect("there is one");
    assert_eq!((undone.change.kind, undone.change.entries), (ChangeKind::Move, vec![one]));
    let back = head(&store, one);
    assert_eq!((back.day, back.week, back.days_later()), (day("2025-11-13"), week("2025-W46"), 0));
    assert_eq!(facts_of_week(&store, &back.week.to_string()).len(), 1);
    assert_eq!((store.moves(one), found(&store, "second after:2025-11-07")), (Ok(vec![]), 1));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn moved_to_a_later_day_it_was_not_written_later() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let one = finished(&mut store, &mut chance, "2025-11-13", "one", &done(1)).id;
    store.move_to_day(&[one], day("2025-11-14"), week("2025-W46"), at(2)).expect("moves");
    assert_eq!((head(&store, one).days_later(), head(&store, one).later()), (0, None));
    store.trash(&[one], at(3)).expect("trashes");
    store.move_to_day(&[one], day("2025-11-12"), week("2025-W46"), at(4)).expect("moves");
    store.restore(&[one], at(5)).expect("restores");
    assert_eq!((head(&store, one).days_later(), found(&store, "one before:2025-11-13")), (1, 1));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn a_place_of_another_day_is_found_by_the_check() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let one = finished(&mut store, &mut chance, "2025-11-13", "one", &done(1));
    store.conn.execute("UPDATE entry SET day = '2025-11-12'", []).expect("damages");
    assert_eq!(store.verify(), Ok(vec![format!("the search index is wrong for `{}`", one.short)]));
}
