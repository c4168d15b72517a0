//! Random sequences of everything that can be taken back, and taking all of it back.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::changing::{again, words};
use super::support::*;
use crate::db::{PersonEdit, Scope, Store};
use crate::domain::id::EntryId;
use crate::domain::people::Person;
use crate::domain::plan::Week;
use crate::domain::value::Answers;
use crate::sys::rng::Rng;

#[derive(Debug, Clone)]
enum Step {
    Finish(usize, u8),
    Discard(usize),
    Trash(Vec<usize>),
    Restore(usize),
    Tag(Vec<usize>, u8, u8),
    BringBack(usize, u32),
    Move(Vec<usize>, usize),
    Person(u8, usize, usize),
}

/// Days to move to; entries begin on the first.
const DAYS: [&str; 4] = ["2025-11-13", "2025-11-12", "2025-11-14", "2024-12-30"];

fn step() -> impl Strategy<Value = Step> {
    let which = 0..4_usize;
    let some = proptest::collection::vec(0..4_usize, 1..4);
    prop_oneof![
        5 => (which.clone(), 0..9_u8).prop_map(|(n, text)| Step::Finish(n, text)),
        2 => which.clone().prop_map(Step::Discard),
        2 => some.clone().prop_map(Step::Trash),
        2 => which.clone().prop_map(Step::Restore),
        3 => (some.clone(), 0..4_usize).prop_map(|(all, day)| Step::Move(all, day)),
        2 => (some, 0..3_u8, 0..3_u8).prop_map(|(all, add, remove)| Step::Tag(all, add, remove)),
        4 => (0..5_u8, 0..3_usize, 0..3_usize).prop_map(|(what, who, to)| Step::Person(what, who, to)),
        2 => (which, 1..4_u32).prop_map(|(n, version)| Step::BringBack(n, version)),
    ]
}

/// What people see of an entry, but when it was finished and how often.
type Seen = (bool, Option<Answers>, String, Vec<String>, Vec<EntryId>, usize, NaiveDate);

fn seen(store: &Store, ids: &[EntryId]) -> (Vec<Seen>, Vec<(String, u32)>, Vec<Person>) {
    let trashed = store.in_trash(99).expect("lists");
    let one = |id: &EntryId| {
        let entry = store.entry(*id).expect("reads").expect("there");
        let answers = (entry.head.version > 0).then_some(entry.answers);
        let tags = store.tags_of(&[*id]).expect("reads").remove(id).unwrap_or_default();
        let links = store.links_from(*id).expect("reads").into_iter().map(|head| head.id).collect();
        let head = entry.head;
        let facts = facts_of_week(store, &head.week.to_string());
        let facts = facts.iter().filter(|(of, _)| of == id).count();
        assert_eq!(Week::holding(head.day, day("2024-01-01")).label(), head.week);
        (trashed.iter().any(|head| head.id == *id), answers, head.summary, tags, links, facts, head.day)
    };
    (ids.iter().map(one).collect(), store.tags().expect("lists"), store.people().expect("lists"))
}

fn take(store: &mut Store, ids: &[EntryId], step: &Step, minute: i64) {
    let id = |n: &usize| ids.get(*n).copied().unwrap_or(EntryId::new(1, [1; 10]));
    let tag = |n: &u8| words(&[["red", "green", "blue"][usize::from(*n)]]);
    match step {
        Step::Finish(n, text) => {
            if store.reopen(id(n), at(minute)).is_ok() {
                let cited = store.head(id(&usize::from(*text))).expect("reads");
                let text = cited.map_or(format!("text {text}"), |head| format!("see {}", head.short));
                again(store, id(n), &text, minute);
            }
        }
        Step::Discard(n) => drop(store.discard_draft(id(n), at(minute))),
        Step::Trash(all) => {
            store.trash(&all.iter().map(id).collect::<Vec<_>>(), at(minute)).expect("trashes");
        }
        Step::Restore(n) => drop(store.restore(&[id(n)], at(minute))),
        Step::Tag(all, add, remove) => {
            let all: Vec<_> = all.iter().map(id).collect();
            store.tag(&all, &tag(add), &tag(remove), at(minute)).expect("tags");
        }
        Step::Move(all, to) => {
            let (all, to) = (all.iter().map(id).collect::<Vec<_>>(), day(DAYS[*to]));
            let week = Week::holding(to, day("2024-01-01")).label();
            store.move_to_day(&all, to, week, at(minute)).expect("moves");
        }
        Step::Person(what, who, to) => change_people(store, *what, *who, *to, minute),
        Step::BringBack(n, version) => drop(bring_back(store, id(n), *version, at(minute))),
    }
}

/// Does something to people, if the rules let it.
fn change_people(store: &mut Store, what: u8, who: usize, to: usize, minute: i64) {
    let people = store.people().expect("lists");
    let id = |n: usize| people.get(n).map_or(99, |person| person.id);
    let names = ["Anna Berg", "Anna Krug", "Will"];
    let aliases = ["Rose", "Violet", "Anna"];
    match what {
        0 => drop(store.edit_people(&PersonEdit::Add(names[who].into(), None), at(minute))),
        1 => drop(store.edit_people(&PersonEdit::Alias(id(who), aliases[to].into()), at(minute))),
        2 => drop(store.edit_people(&PersonEdit::Rename(id(who), names[to].into()), at(minute))),
        3 => drop(store.edit_people(&PersonEdit::Merge(id(who), id(to)), at(minute))),
        _ => drop(store.edit_people(&PersonEdit::Forget(id(who)), at(minute))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_can_be_taken_back(steps in proptest::collection::vec(step(), 1..30)) {
        let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
        let ids: Vec<EntryId> =
            (0..3).map(|minute| begin_at(&mut store, &mut chance, minute).0.id).collect();
        let mut before = vec![];
        for (minute, step) in (10..).zip(&steps) {
            let (was, last) = (seen(&store, &ids), store.last_change(&Scope::Everything).expect("reads"));
            take(&mut store, &ids, step, minute);
            if store.last_change(&Scope::Everything).expect("reads") == last {
                prop_assert_eq!(seen(&store, &ids), was, "{:?}", step);
            } else {
                before.push(was);
            }
        }
        let is = seen(&store, &ids);
        // All that follows holds as well for a journal that was exported and imported in between.
        store.index_drafts().expect("indexes");
        let mut store = carried(&store);
        prop_assert_eq!(seen(&store, &ids), is.clone());
        let mut after: Vec<_> = before.iter().skip(1).cloned().chain([is]).take(before.len()).collect();
        let once_more = before.clone();
        let kept: usize = ids.iter().map(|id| store.history(*id).expect("reads").len()).sum();
        while let Some(was) = before.pop() {
            let undone = undo(&mut store, at(99)).expect("takes back").expect("something");
            prop_assert_eq!(seen(&store, &ids), was, "{:?}", undone);
        }
        prop_assert_eq!(undo(&mut store, at(99)), Ok(None));
        after.reverse();
        while let Some(is) = after.pop() {
            let redone = redo(&mut store, at(99)).expect("does it again").expect("something");
            prop_assert_eq!(seen(&store, &ids), is, "{:?}", redone);
        }
        prop_assert_eq!(redo(&mut store, at(99)), Ok(None));
        prop_assert_eq!(store.verify(), Ok(vec![]));
        let mut before = once_more;
        while let Some(was) = before.pop() {
            undo(&mut store, at(99)).expect("takes back").expect("something");
            prop_assert_eq!(seen(&store, &ids), was, "once more");
        }
        prop_assert_eq!(store.verify(), Ok(vec![]));
        prop_assert!(ids.iter().map(|id| store.history(*id).expect("reads").len()).sum::<usize>() >= kept);
        let index_before = index(&store);
        store.rebuild_search().expect("rebuilds");
        prop_assert_eq!(index(&store), index_before);
    }
}
