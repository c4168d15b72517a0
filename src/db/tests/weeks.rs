//! Weeks: which were practised, where they start, what was changed about them.

use super::support::*;
use crate::db::Store;
use crate::domain::plan::SlotChange::{Moved, Skipped};
use crate::sys::rng::Rng;

#[test]
fn weeks_are_counted_once_and_only_when_something_was_finished() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    assert_eq!(store.weeks_practised_before(week("2026-W02")), Ok(0));
    assert_eq!((store.first_week(), store.last_week()), (Ok(None), Ok(None)));
    for on in ["2025-11-10", "2025-11-11", "2025-11-24", "2026-01-05", "2025-11-24"] {
        finished(&mut store, &mut chance, on, "x", &done(1));
    }
    begin_on(&mut store, &mut chance, "trust", "2025-11-17", 0);
    begin_on(&mut store, &mut chance, "trust", "2026-02-02", 0);
    let counts = [("2025-W46", 0), ("2025-W47", 1), ("2025-W48", 1), ("2025-W49", 2), ("2026-W03", 3)];
    for (before, count) in counts {
        assert_eq!(store.weeks_practised_before(week(before)), Ok(count), "{before}");
    }
    assert_eq!(store.first_week(), Ok(Some(week("2025-W46"))));
    assert_eq!(store.last_week(), Ok(Some(week("2026-W06"))));
    let days = store.practised_days(day("2025-11-11"), day("2025-11-24")).expect("reads");
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [day("2025-11-11"), day("2025-11-24")]);
}

#[test]
fn weeks_start_on_the_day_recorded_last() {
    let mut store = Store::open_in_memory().expect("opens");
    assert_eq!(store.week_anchor(day("2025-11-13")), Ok(None));
    for starts in ["2025-11-10", "2026-01-04", "2025-11-10"] {
        store.start_week(day(starts), day("2026-02-01")).expect("records");
    }
    let cases = [
        ("2025-11-09", None),
        ("2025-11-10", Some("2025-11-10")),
        ("2026-01-03", Some("2025-11-10")),
        ("2026-01-04", Some("2026-01-04")),
    ];
    for (on, anchor) in cases {
        assert_eq!(store.week_anchor(day(on)), Ok(anchor.map(day)), "{on}");
    }
}

#[test]
fn of_days_ahead_the_one_chosen_last_counts_alone() {
    let mut store = Store::open_in_memory().expect("opens");
    let today = day("2026-11-20");
    for starts in ["2026-11-16", "2026-11-27", "2026-11-24"] {
        store.start_week(day(starts), today).expect("records");
    }
    assert_eq!(store.last_week_anchor(), Ok(Some(day("2026-11-24"))));
    assert_eq!(store.week_anchor(day("2026-11-30")), Ok(Some(day("2026-11-24"))));
    assert_eq!(store.week_anchor(today), Ok(Some(day("2026-11-16"))), "what was is as it was");
}

#[test]
fn a_week_remembers_what_was_left_out_and_moved() {
    let mut store = Store::open_in_memory().expect("opens");
    let (this, next) = (week("2025-W46"), week("2025-W47"));
    store.change_slot(this, "trust", Some(Skipped)).expect("changes");
    store.change_slot(this, "people", Some(Moved(3))).expect("changes");
    store.change_slot(this, "people", Some(Moved(4))).expect("changes");
    store.change_slot(next, "trust", Some(Moved(7))).expect("changes");
    let changes = store.slot_changes(this).expect("reads");
    assert_eq!(changes, [("people".to_owned(), Moved(4)), ("trust".to_owned(), Skipped)].into());
    store.change_slot(this, "trust", None).expect("changes");
    store.change_slot(this, "nobody", None).expect("changes");
    assert_eq!(store.slot_changes(this).map(|changes| changes.len()), Ok(1));
    assert_eq!(store.slot_changes(next), Ok([("trust".to_owned(), Moved(7))].into()));
}
