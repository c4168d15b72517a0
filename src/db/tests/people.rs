//! People: met when an entry is finished, changed by the person, counted, and never lost.

use super::support::*;
use crate::db::{ChangeKind, Derived, Finish, Naming, PersonEdit, Scope, Store};
use crate::domain::entry::Head;
use crate::domain::facts::Term;
use crate::domain::people::VOCABULARY;
use crate::error::Error;
use crate::sys::rng::Rng;

fn store() -> (Store, Rng) {
    (Store::open_in_memory().expect("opens"), Rng::seeded(1))
}

fn named(names: &[&str]) -> Vec<Term> {
    names.iter().map(|name| Term { vocabulary: VOCABULARY.into(), text: (*name).into() }).collect()
}

/// Finishes an entry that says something, and names people in fields for them.
fn meet(store: &mut Store, chance: &mut Rng, text: &str, names: &[&str]) -> Head {
    finished(
        store,
        chance,
        "2025-11-13",
        text,
        &Finish { derived: Derived { terms: named(names), ..line() }, ..done(1) },
    )
}

/// Lists everybody as `name, other names = alias`.
fn listed(store: &Store) -> Vec<String> {
    let people = store.people().expect("lists");
    people.iter().map(|p| format!("{} = {}", p.names().collect::<Vec<_>>().join(", "), p.alias)).collect()
}

fn naming(store: &Store, place: usize) -> Naming {
    let people = store.people().expect("lists");
    store.naming(&store.veil(&[]).expect("a veil"), &people[place]).expect("counts")
}

fn fault<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    result.expect_err("refused").to_string()
}

#[test]
fn whoever_is_named_first_gets_the_first_number_never_used() {
    let (mut store, mut chance) = store();
    meet(&mut store, &mut chance, "x", &["Anna", " Anna   Berg ", "Will", "12", "person 1"]);
    assert_eq!(listed(&store), ["Anna Berg = Person 1", "Will = Person 2"]);
    meet(&mut store, &mut chance, "x", &["anna berg", "Berg", "WILL", "Person 2", "Tom"]);
    assert_eq!(listed(&store), ["Anna Berg = Person 1", "Will = Person 2", "Tom = Person 3"]);
    let tom = store.people().expect("lists").remove(2);
    store.edit_people(&PersonEdit::Alias(tom.id, "Person 7".into()), at(2)).expect("gives");
    store.edit_people(&PersonEdit::Forget(tom.id), at(3)).expect("forgets");
    meet(&mut store, &mut chance, "x", &["Ute"]);
    assert_eq!(listed(&store)[2], "Ute = Person 4");
    for n in 0..3 {
        store
            .edit_people(&PersonEdit::Add(format!("Number {}", ["a", "b", "c"][n]), None), at(4))
            .expect("adds");
    }
    assert_eq!(listed(&store)[5], "Number c = Person 8", "7 stood for somebody once");
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn nobody_is_met_when_finishing_fails_and_nobody_is_lost_with_an_entry() {
    let (mut store, mut chance) = store();
    let (_, draft) = begin(&mut store, &mut chance);
    let stale = crate::domain::entry::Draft { revision: 99, ..draft.clone() };
    store
        .finish(&stale, &Finish { derived: Derived { terms: named(&["Anna"]), ..line() }, ..done(1) })
        .expect_err("overtaken");
    assert_eq!(listed(&store), [""; 0]);
    let head = meet(&mut store, &mut chance, "Anna", &["Anna"]);
    assert_eq!(naming(&store, 0).entries, 1);
    store.trash(&[head.id], at(2)).expect("trashes");
    assert_eq!(naming(&store, 0).entries, 0);
    store.purge_trash(at(9)).expect("purges");
    assert_eq!(listed(&store), ["Anna = Person 1"]);
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn taking_back_a_finish_keeps_who_was_met() {
    let (mut store, mut chance) = store();
    meet(&mut store, &mut chance, "x", &["Anna"]);
    let undone = undo(&mut store, at(2)).expect("takes back").expect("something");
    assert_eq!(undone.change.kind, ChangeKind::Finish);
    assert_eq!(listed(&store), ["Anna = Person 1"]);
}

#[test]
fn somebody_met_again_after_being_forgotten_is_the_same_when_that_is_taken_back() {
    let (mut store, mut chance) = store();
    meet(&mut store, &mut chance, "x", &["Anna"]);
    let anna = store.people().expect("lists").remove(0);
    store.edit_people(&PersonEdit::Forget(anna.id), at(2)).expect("forgets");
    meet(&mut store, &mut chance, "x", &["Anna", "Will"]);
    assert_eq!(listed(&store), ["Anna = Person 2", "Will = Person 3"]);
    undo(&mut store, at(3)).expect("takes back the finish");
    undo(&mut store, at(3)).expect("takes back the forgetting");
    assert_eq!(listed(&store), ["Anna = Person 1", "Will = Person 3"]);
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn people_are_renamed_merged_and_forgotten_and_all_of_it_is_taken_back() {
    let (mut store, _) = store();
    let anna = store
        .edit_people(&PersonEdit::Add("Anna  Berg".into(), Some("Rose".into())), at(1))
        .expect("adds")
        .expect("there");
    let will = store.edit_people(&PersonEdit::Add("Will".into(), None), at(2)).expect("adds").expect("there");
    store.edit_people(&PersonEdit::Rename(anna.id, "Anna Krug".into()), at(3)).expect("renames");
    store.edit_people(&PersonEdit::Merge(will.id, anna.id), at(4)).expect("merges");
    assert_eq!(listed(&store), ["Anna Krug, Anna Berg, Will = Rose"]);
    store
        .edit_people(&PersonEdit::Rename(anna.id, "will".into()), at(5))
        .expect("another name becomes the first");
    assert_eq!(listed(&store), ["will, Anna Krug, Anna Berg = Rose"]);
    store.edit_people(&PersonEdit::Forget(anna.id), at(6)).expect("forgets");
    let seen = [
        vec!["will, Anna Krug, Anna Berg = Rose"],
        vec!["Anna Krug, Anna Berg, Will = Rose"],
        vec!["Anna Krug, Anna Berg = Rose", "Will = Person 1"],
        vec!["Anna Berg = Rose", "Will = Person 1"],
        vec!["Anna Berg = Rose"],
        vec![],
    ];
    for expected in seen {
        let undone = undo(&mut store, at(7)).expect("takes back").expect("something");
        assert_eq!(undone.change.kind, ChangeKind::People);
        assert_eq!(listed(&store), expected);
    }
    assert_eq!(undo(&mut store, at(8)), Ok(None));
}

#[test]
fn what_is_refused_changes_nothing_and_says_who_has_it() {
    let (mut store, _) = store();
    let anna = store
        .edit_people(&PersonEdit::Add("Anna Berg".into(), Some("Rose".into())), at(1))
        .expect("adds")
        .expect("there");
    let will = store.edit_people(&PersonEdit::Add("Will".into(), None), at(2)).expect("adds").expect("there");
    let last = store.last_change(&Scope::Everything);
    for (said, expected) in [
        (
            fault(store.edit_people(&PersonEdit::Add("anna berg".into(), None), at(3))),
            "add the person: `anna berg` is a name of Anna Berg already",
        ),
        (
            fault(store.edit_people(&PersonEdit::Add("Tom".into(), Some("ROSE".into())), at(3))),
            "add the person: `ROSE` is the alias of Anna Berg",
        ),
        (
            fault(store.edit_people(&PersonEdit::Add("Tom".into(), Some("tom".into())), at(3))),
            "add the person: `tom` is their own name",
        ),
        (
            fault(store.edit_people(&PersonEdit::Alias(will.id, "rose ".into()), at(3))),
            "change the alias: `rose` is the alias of Anna Berg",
        ),
        (
            fault(store.edit_people(&PersonEdit::Rename(will.id, "Rose".into()), at(3))),
            "rename the person: `Rose` stands in the alias of Anna Berg, `Rose`",
        ),
        (
            fault(store.edit_people(&PersonEdit::Merge(will.id, will.id), at(3))),
            "merge the two people: they are one person already, Will",
        ),
    ] {
        assert_eq!(said, format!("could not {expected}"));
    }
    assert!(store.edit_people(&PersonEdit::Forget(99), at(3)).is_err());
    store.edit_people(&PersonEdit::Alias(anna.id, "Rose".into()), at(3)).expect("it is so already");
    assert_eq!(store.last_change(&Scope::Everything), last);
    assert_eq!(listed(&store), ["Anna Berg = Rose", "Will = Person 1"]);
}

#[test]
fn names_are_suggested_as_they_begin_the_last_known_first() {
    let (mut store, _) = store();
    for name in ["Anna Berg", "Änne", "Will"] {
        store.edit_people(&PersonEdit::Add(name.into(), None), at(1)).expect("adds");
    }
    let will = store.people().expect("lists").remove(2);
    store.edit_people(&PersonEdit::Rename(will.id, "Bill".into()), at(2)).expect("renames");
    let suggest = |typed| store.suggest(VOCABULARY, typed, 2).expect("suggests");
    assert_eq!(suggest(""), ["Bill", "Änne"]);
    assert_eq!(suggest("ANNA  b"), ["Anna Berg"]);
    assert_eq!(suggest("a\u{308}"), ["Änne"]);
    assert_eq!(suggest("w"), ["Will"], "a name from before is known");
    assert_eq!(suggest("x"), [""; 0]);
}

#[test]
fn oneself_and_everyone_are_nobody_to_be_met() {
    let (mut store, mut chance) = store();
    meet(
        &mut store,
        &mut chance,
        "It told me the wrong date",
        &["me", "Myself", "everyone", "users", "A", "b.", "Mel"],
    );
    assert_eq!(listed(&store), ["Mel = Person 1"]);
}

#[test]
fn entries_are_counted_where_the_veil_finds_somebody() {
    let (mut store, mut chance) = store();
    for text in [
        "Will saw it",
        "she will see",
        "WILL!",
        "花子さんが言った",
        "昨日花子が",
        "Anna said",
        "Anna Berg said \"x\"",
    ] {
        meet(&mut store, &mut chance, text, &[]);
    }
    meet(&mut store, &mut chance, "花子", &["花子"]);
    for name in ["Will", "Anna Berg", "Anna Krug"] {
        store.edit_people(&PersonEdit::Add(name.into(), None), at(2)).expect("adds");
    }
    assert_eq!(listed(&store)[0], "花子 = Person 1");
    assert_eq!(naming(&store, 0).entries, 3, "within a sentence without spaces, too");
    assert_eq!(naming(&store, 1), Naming { entries: 2, more: false });
    assert_eq!(naming(&store, 2).entries, 1, "Anna may be either");
    assert_eq!(naming(&store, 3).entries, 0, "Anna may be either");
}

#[test]
fn aliases_are_numbered_in_the_order_people_were_met() {
    let (mut store, mut chance) = store();
    meet(&mut store, &mut chance, "x", &["Zoe", "Anna", "Tom Ade", "Anna Berg"]);
    meet(&mut store, &mut chance, "x", &["Anna Krug", "Anna"]);
    let expected = ["Zoe = Person 1", "Anna Berg = Person 2", "Tom Ade = Person 3", "Anna Krug = Person 4"];
    assert_eq!(listed(&store), expected, "who “Anna” is meant to be is not known, so nobody new is met");
}

#[test]
fn any_name_can_be_looked_for() {
    let (mut store, mut chance) = store();
    let names = ["O'Brien", "a\"b", "NEAR", "AND OR", "x*", "ª", "ʰ", "-y", "{body}: z", "\u{200b}q", "𝒳"];
    for name in names {
        let place = store.people().expect("lists").len();
        store.edit_people(&PersonEdit::Add(name.into(), None), at(1)).expect("adds");
        meet(&mut store, &mut chance, &format!("then {name} came"), &[name]);
        assert_eq!(naming(&store, place).entries, 1, "{name}");
    }
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn of_very_many_entries_the_newest_are_looked_at() {
    let (mut store, mut chance) = store();
    for _ in 0..402 {
        meet(&mut store, &mut chance, "Will", &[]);
    }
    store.edit_people(&PersonEdit::Add("Will".into(), None), at(2)).expect("adds");
    assert_eq!(naming(&store, 0), Naming { entries: 400, more: true });
}

#[test]
fn a_veil_takes_in_names_that_are_not_known_yet_and_keeps_nothing() {
    let (mut store, mut chance) = store();
    store.edit_people(&PersonEdit::Add("Anna".into(), None), at(1)).expect("adds");
    let names = ["Tom Ade".to_owned(), "Anna".to_owned(), "Ute".to_owned()];
    let veil = store.veil(&names).expect("a veil");
    assert_eq!(veil.over("Tom, Ute, Anna"), "Person 2, Person 3, Person 1");
    assert_eq!(listed(&store), ["Anna = Person 1"]);
    meet(&mut store, &mut chance, "x", &["Tom Ade", "Ute"]);
    assert_eq!(store.veil(&[]).expect("a veil").over("Tom, Ute, Anna"), "Person 2, Person 3, Person 1");
}
