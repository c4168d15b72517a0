//! Damage: noticed when it is read, named by the check, never a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::support::*;
use crate::db::{Filter, Store};
use crate::domain::entry::Head;
use crate::domain::locate::Place;
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

/// A journal with a finished entry, one version before it, and a draft over it.
fn filled() -> (Store, Head) {
    let mut store = Store::open_in_memory().expect("opens");
    let head = finished(&mut store, &mut Rng::seeded(1), "2025-11-13", "first", &done(1));
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    store.finish(&written(&draft, "second"), &done(3)).expect("finishes");
    store.reopen(head.id, at(4)).expect("reopens");
    (store, head)
}

fn damaged<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    match result {
        Err(Error::Journal { cause: DbError::Damaged(what), .. }) => what,
        other => panic!("not noticed: {other:?}"),
    }
}

#[test]
fn a_changed_answer_is_named_wherever_it_lies() {
    let of = |pointer: &str| format!("number = (SELECT {pointer} FROM entry)");
    let old = "number NOT IN (SELECT finished FROM entry UNION SELECT draft FROM entry)".to_owned();
    for (part, which) in [("finished", of("finished")), ("draft", of("draft")), ("history", old)] {
        let (mut store, head) = filled();
        let sql = format!("UPDATE revision SET answers = replace(answers, 's', 'z') WHERE {which}");
        assert_eq!(store.conn.execute(&sql, []), Ok(1), "{part}");
        let expected = format!("the answers of `{}` are not what was written", head.short);
        assert_eq!(store.verify(), Ok(vec![expected.clone()]), "{part}");
        let said = match part {
            "finished" => damaged(store.entry(head.id)),
            "draft" => damaged(store.reopen(head.id, at(5))),
            _ => damaged(store.history(head.id)),
        };
        assert_eq!(said, expected);
    }
}

#[test]
fn a_damaged_head_names_its_entry_and_leaves_the_others_usable() {
    let cases = [("day", "'someday'"), ("week", "202599")];
    for (column, value) in cases {
        let (mut store, head) = filled();
        let whole = finished(&mut store, &mut Rng::seeded(2), "2025-11-14", "whole", &done(5));
        let sql = format!("UPDATE entry SET {column} = {value} WHERE id = ?1");
        store.conn.execute(&sql, [head.id.bytes()]).expect("damages");
        let named = format!("`{}` is damaged: a stored {column} can't be read", head.short);
        let listed = store.list(&Filter::default(), None, 9).expect("lists");
        assert_eq!((&listed[0], &listed[1].summary), (&whole, &named));
        assert_eq!((listed[1].day, listed[1].week), (head.day, head.week));
        assert_eq!(store.of_days(head.day, whole.day, 9).map(|found| found.len()), Ok(2));
        assert!(store.verify().expect("checks").contains(&named));
    }
}

#[test]
fn a_changed_exercise_and_a_missing_row_are_found_by_the_check() {
    let (store, head) = filled();
    store.conn.execute("UPDATE definition SET text = text || ' '", []).expect("damages");
    damaged(store.definition(head.definition));
    store.conn.execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM entry").expect("damages");
    let found = store.verify().expect("checks");
    assert!(found.iter().any(|what| what == "the text of an exercise is not what was written"), "{found:?}");
    assert!(found.iter().any(|what| what == "a row of `revision` belongs to nothing"), "{found:?}");
}

#[test]
fn a_place_that_makes_no_sense_does_not_cost_the_draft() {
    let (store, head) = filled();
    store.conn.execute("UPDATE revision SET place = '{' WHERE kind = 'draft'", []).expect("damages");
    let draft = store.draft(head.id).expect("reads").expect("there");
    assert_eq!((draft.answers, draft.place), (said("second"), Place::default()));
}

#[test]
fn a_search_or_a_count_that_is_wrong_is_noticed_and_mended() {
    let (mut store, head) = filled();
    store.tag(&[head.id], &["work".to_owned()], &[], at(9)).expect("tags");
    assert_eq!(store.verify(), Ok(vec![]));
    store.conn.execute_batch("UPDATE tag SET live = 0; DELETE FROM search").expect("damages");
    let wrong = [
        format!("the search index is wrong for `{}`", head.short),
        "the tags are not counted correctly".to_owned(),
    ];
    assert_eq!(store.verify(), Ok(wrong.into()));
    store.rebuild_search().expect("rebuilds");
    assert_eq!(store.verify(), Ok(vec![]));
}

/// 300 journals with one byte or one stretch changed: none panics, and an answer that differs is never given as whole.
#[test]
fn random_damage_never_panics_and_never_passes_for_what_was_written() {
    let place = somewhere();
    let mut store = open(&place);
    let mut chance = Rng::seeded(1);
    let words: Vec<String> = (0..12).map(|n| format!("{n}").repeat(20_000)).collect();
    let heads: Vec<_> =
        words.iter().map(|text| finished(&mut store, &mut chance, "2025-11-13", text, &done(1))).collect();
    drop(store);
    let whole = std::fs::read(&place.path).expect("reads");
    let mut noticed = 0;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        let start = chance.below(bytes.len());
        let length = 1 + chance.below(64);
        for byte in bytes.iter_mut().skip(start).take(length) {
            *byte ^= 1 << chance.below(8);
        }
        std::fs::write(&place.path, &bytes).expect("writes");
        let look = || {
            let Ok(store) = Store::open(&place.path, at(0)) else { return true };
            for (head, text) in heads.iter().zip(&words) {
                if let Ok(Some(entry)) = store.entry(head.id) {
                    assert_eq!(entry.answers, said(text));
                }
            }
            let _ = (store.list(&Filter::default(), None, 50), store.history(heads[0].id));
            store.verify().map_or(true, |found| !found.is_empty())
        };
        noticed += usize::from(catch_unwind(AssertUnwindSafe(look)).expect("no panic"));
    }
    assert!(noticed > 100, "{noticed} of 300");
}

#[test]
fn what_another_connection_wrote_is_no_damage() {
    let place = somewhere();
    let (mut one, other) = (open(&place), open(&place));
    let mut chance = Rng::seeded(1);
    for round in 0..40 {
        // Both know how the index of words is laid out; then only one of them writes, until it is laid out anew.
        other
            .search(&crate::domain::search::Query::parse("many", chrono::NaiveDate::default()), 9)
            .expect("searches");
        for minute in 0..6 {
            let text = format!("{} words of round {round}", "many ".repeat(minute));
            finished(&mut one, &mut chance, "2025-11-13", &text, &done(minute as i64));
        }
        assert_eq!(other.verify(), Ok(vec![]), "round {round}");
    }
}
