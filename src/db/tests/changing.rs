//! The trash, tags, links and old versions, and that everything done can be taken back.

use std::collections::BTreeMap;

use super::support::*;
use crate::db::{ChangeKind, Derived, Filter, Finish, Scope, Store};
use crate::domain::entry::{Draft, Head, State};
use crate::domain::facts::{Fact, Found, Term};
use crate::domain::id::EntryId;
use crate::domain::search::Query;
use crate::domain::value::{Answers, Cite, Value};
use crate::sys::rng::Rng;

fn empty() -> (Store, Rng) {
    (Store::open_in_memory().expect("opens"), Rng::seeded(1))
}

pub fn words(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

fn found(store: &Store, typed: &str) -> usize {
    store.search(&Query::parse(typed, chrono::NaiveDate::default()), 99).expect("searches").len()
}

/// Finishes an entry once more, with other words, a fact and a finding.
pub fn again(store: &mut Store, id: EntryId, text: &str, minute: i64) -> Head {
    let draft = store.reopen(id, at(minute)).expect("reopens");
    let facts = [Fact {
        measure: "trust".into(),
        subject: Some(text.into()),
        value: minute as f64,
        ..Fact::default()
    }];
    let said = [Found { subject: text.into(), text: format!("{text} it is"), ..Found::default() }];
    let derived =
        Derived { summary: text.into(), facts: facts.into(), found: said.into(), ..Derived::default() };
    teach(text, &derived);
    let done = Finish { derived, ..done(minute) };
    store.finish(&written(&draft, text), &done).expect("finishes")
}

#[test]
fn many_entries_go_to_the_trash_and_come_back_as_one() {
    let (mut store, mut chance) = empty();
    let ids: Vec<_> = ["one", "two", "three"]
        .map(|text| finished(&mut store, &mut chance, "2025-11-13", text, &done(1)).id)
        .into();
    let draft = store.reopen(ids[0], at(2)).expect("reopens");
    assert_eq!(store.trash(&[ids[0], ids[1], ids[0], EntryId::new(1, [1; 10])], at(3)), Ok(2));
    assert_eq!(store.trash(&ids[..1], at(4)), Ok(0), "it is there already");
    assert_eq!((store.list(&Filter::default(), None, 9).expect("lists").len(), found(&store, "")), (1, 1));
    assert_eq!((found(&store, "one"), store.in_trash(9).expect("lists").len()), (0, 2));
    assert!(store.reopen(ids[0], at(4)).is_err());
    let last = store.last_change(&Scope::Everything).expect("reads").expect("there");
    assert_eq!((last.kind, last.at, &last.entries[..]), (ChangeKind::Trash, at(3), &ids[..2]));
    assert_eq!(undo(&mut store, at(5)).map(|undone| undone.map(|undone| undone.change)), Ok(Some(last)));
    assert_eq!((found(&store, "one"), found(&store, "two"), found(&store, "")), (1, 1, 3));
    assert_eq!(store.draft(ids[0]), Ok(Some(draft)), "the draft was kept");
    assert_eq!(
        store.last_change(&Scope::Everything).map(|last| last.map(|last| last.kind)),
        Ok(Some(ChangeKind::Finish))
    );
}

#[test]
fn undo_goes_back_step_by_step_also_after_closing() {
    let place = somewhere();
    let mut chance = Rng::seeded(1);
    let id = finished(&mut open(&place), &mut chance, "2025-11-13", "first", &done(1)).id;
    again(&mut open(&place), id, "second", 2);
    open(&place).tag(&[id], &words(&["#Work Trip"]), &[], at(3)).expect("tags");
    let mut store = open(&place);
    assert_eq!(found(&store, "tag:work-trip second"), 1);
    undo(&mut store, at(4)).expect("takes back");
    assert_eq!((found(&store, "tag:work-trip"), store.tags()), (0, Ok(vec![])));

    undo(&mut store, at(5)).expect("takes back");
    let entry = store.entry(id).expect("reads").expect("there");
    assert_eq!(
        (entry.answers, entry.head.version, entry.head.summary.as_str()),
        (said("first"), 1, "a line")
    );
    assert_eq!(facts_of_week(&store, "2025-W46"), []);
    assert_eq!(store.findings_about("second", None, 9).map(|found| found.len()), Ok(0));
    let draft = store.draft(id).expect("reads").expect("what was finished is a draft again");
    assert_eq!(draft.answers, said("second"));
    store.discard_draft(id, at(6)).expect("discards");
    undo(&mut store, at(7)).expect("takes back");
    assert_eq!(store.draft(id).map(|draft| draft.map(|draft| draft.answers)), Ok(Some(said("second"))));

    undo(&mut store, at(8)).expect("takes back");
    let head = store.head(id).expect("reads").expect("there");
    assert_eq!((head.state, head.version, head.open_draft), (State::Draft, 0, true));
    assert_eq!(undo(&mut store, at(9)), Ok(None));
    assert_eq!(store.last_change(&Scope::Everything), Ok(None));
    let history: Vec<_> = store.history(id).expect("reads").into_iter().map(|old| old.answers).collect();
    assert_eq!(history, ["second", "second", "first"].map(said), "nothing was erased");
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn what_was_unfinished_beneath_a_draft_comes_back_from_history() {
    let (mut store, mut chance) = empty();
    let id = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1)).id;
    let open = store.reopen(id, at(2)).expect("reopens");
    let undone = undo(&mut store, at(3)).expect("takes back").expect("something");
    assert!(undone.draft_stays);
    let head = bring_back(&mut store, id, 1, at(4)).expect("brings back");
    assert_eq!((head.version, head.state, head.summary.as_str()), (2, State::Complete, "a line"));
    assert_eq!(store.entry(id).map(|e| e.map(|e| e.answers)), Ok(Some(said("first"))));
    assert_eq!(store.draft(id), Ok(Some(open.clone())));
    undo(&mut store, at(5)).expect("takes back");
    let head = store.head(id).expect("reads").expect("there");
    assert_eq!((head.version, head.state, store.draft(id)), (0, State::Draft, Ok(Some(open))));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn what_was_written_on_a_finished_entry_is_undone_before_its_finish_and_redone() {
    let (mut store, mut chance) = empty();
    let id = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1)).id;
    let open = store.reopen(id, at(2)).expect("reopens");
    let open = Draft { answers: said("second"), saved: at(2), ..open };
    store.save_draft(&open).expect("saves");
    let here = Scope::Entry(id);
    let last = store.last_change(&here).expect("reads").expect("there");
    assert_eq!((last.kind, last.at, last.entries), (ChangeKind::Edit, at(2), vec![id]));
    let everywhere = store.last_change(&Scope::Everything).expect("reads").expect("there");
    assert_eq!(everywhere.kind, ChangeKind::Finish, "drafts are no changes of the journal");

    let undone = store.undo(&here, &[], at(3)).expect("undoes").expect("something");
    assert_eq!(undone.change.kind, ChangeKind::Edit);
    assert_eq!((store.draft(id), store.head(id).expect("reads").expect("there").version), (Ok(None), 1));
    let redone = store.redo(&here, &[], at(4)).expect("redoes").expect("something");
    assert_eq!(redone.change.kind, ChangeKind::Edit);
    assert_eq!(store.draft(id).map(|draft| draft.map(|draft| draft.answers)), Ok(Some(said("second"))));
    assert_eq!(store.redo(&here, &[], at(5)), Ok(None));

    store.undo(&here, &[], at(6)).expect("undoes").expect("something");
    let last = store.last_change(&here).expect("reads").expect("there");
    assert_eq!(last.kind, ChangeKind::Finish);
    let other = store.reopen(id, at(7)).expect("reopens");
    store.save_draft(&Draft { answers: said("third"), saved: at(7), ..other }).expect("saves");
    assert_eq!(store.redo(&here, &[], at(8)), Ok(None), "something else was written since");
    assert_eq!(store.draft(id).map(|draft| draft.map(|draft| draft.answers)), Ok(Some(said("third"))));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn changes_that_were_written_out_of_order_are_put_in_order() {
    let (mut store, mut chance) = empty();
    let later = finished(&mut store, &mut chance, "2025-11-14", "later", &done(9)).id;
    let earlier = finished(&mut store, &mut chance, "2025-11-13", "earlier", &done(1)).id;
    let last = |store: &Store| store.last_change(&Scope::Everything).expect("reads").expect("there").entries;
    assert_eq!(last(&store), [earlier]);
    store.sort_changes().expect("sorts");
    assert_eq!(last(&store), [later]);
    undo(&mut store, at(10)).expect("undoes");
    assert_eq!(last(&store), [earlier]);
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn an_old_version_comes_back_with_all_it_said() {
    let (mut store, mut chance) = empty();
    let id = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1)).id;
    again(&mut store, id, "second", 2);
    again(&mut store, id, "third", 3);
    let open = store.reopen(id, at(4)).expect("reopens");
    let head = bring_back(&mut store, id, 2, at(5)).expect("brings back");
    assert_eq!((head.version, head.summary.as_str(), head.finished), (4, "second", Some(at(5))));
    assert_eq!(store.entry(id).map(|e| e.map(|e| e.answers)), Ok(Some(said("second"))));
    assert_eq!(store.draft(id), Ok(Some(open)));
    let facts = facts_of_week(&store, "2025-W46");
    assert_eq!((facts.len(), facts[0].1.value), (1, 2.0));
    let finding = store.findings_about("second", None, 9).expect("reads");
    assert_eq!((finding[0].day, finding[0].text.as_str()), (day("2025-11-13"), "second it is"));
    assert_eq!(found(&store, "product:second"), 1);
    assert!(bring_back(&mut store, id, 9, at(6)).is_err());
    assert!(bring_back(&mut store, id, 4, at(6)).is_err(), "it is the current one");
    undo(&mut store, at(7)).expect("takes back");
    let head = store.head(id).expect("reads").expect("there");
    assert_eq!((head.version, head.summary.as_str()), (3, "third"));
    assert_eq!(facts_of_week(&store, "2025-W46")[0].1.value, 3.0);
}

#[test]
fn tags_have_one_form_and_are_counted() {
    let (mut store, mut chance) = empty();
    let one = finished(&mut store, &mut chance, "2025-11-13", "one", &done(1)).id;
    let two = finished(&mut store, &mut chance, "2025-11-13", "two", &done(1)).id;
    assert_eq!(store.tag(&[one, two], &words(&["#Work", "work", " Größe_2 ", "##", ""]), &[], at(2)), Ok(2));
    assert_eq!(store.tags(), Ok(vec![("größe-2".into(), 2), ("work".into(), 2)]));
    assert_eq!(store.tag(&[one], &words(&["later"]), &words(&["WORK"]), at(3)), Ok(1));
    assert_eq!(store.tag(&[one], &words(&["later"]), &words(&["never"]), at(3)), Ok(0));
    let expected = [(one, words(&["größe-2", "later"])), (two, words(&["größe-2", "work"]))];
    assert_eq!(store.tags_of(&[one, two]), Ok(expected.into()));
    store.trash(&[two], at(4)).expect("trashes");
    assert_eq!(store.tags(), Ok(vec![("größe-2".into(), 1), ("later".into(), 1)]));
    assert_eq!((found(&store, "later"), found(&store, "tag:#Größe-2"), found(&store, "tag:work")), (1, 1, 0));
    undo(&mut store, at(5)).expect("takes back");
    undo(&mut store, at(6)).expect("takes back");
    assert_eq!(store.tags(), Ok(vec![("größe-2".into(), 2), ("work".into(), 2)]));
    undo(&mut store, at(7)).expect("takes back");
    assert_eq!((store.tags(), store.tags_of(&[one, two])), (Ok(vec![]), Ok(BTreeMap::new())));
}

#[test]
fn entries_are_linked_by_evidence_and_by_ids_in_their_text() {
    let (mut store, mut chance) = empty();
    let mut put = |text: &str| finished(&mut store, &mut chance, "2025-11-13", text, &done(1));
    let (one, two, three) = (put("one"), put("two"), put("three"));
    let upper = two.short.as_str().to_uppercase();
    let text =
        format!("as in {} (and {upper}), not x{one} nor {one}-b, tru-zzzz", two.short, one = one.short);
    let (_, draft) = begin(&mut store, &mut chance);
    let mut answers = said(&text);
    let cites = Value::Cites(vec![Cite { of: three.id.into(), quote: "three".into(), provenance: None }]);
    answers.set("rows", Value::Rows(vec![[("from".to_owned(), cites)].into_iter().collect::<Answers>()]));
    let head = store.finish(&Draft { answers, ..draft }, &done(2)).expect("finishes");
    let ids = |heads: Vec<Head>| heads.into_iter().map(|head| head.id).collect::<Vec<_>>();
    assert_eq!(store.links_from(head.id).map(ids), Ok(vec![two.id, three.id]));
    assert_eq!(store.linked_by(two.id).map(ids), Ok(vec![head.id]));
    assert_eq!(store.linked_by(one.id), Ok(vec![]));
    store.trash(&[two.id], at(3)).expect("trashes");
    assert_eq!(store.links_from(head.id).map(ids), Ok(vec![three.id]));
    again(&mut store, head.id, "nothing cited", 4);
    assert_eq!(store.linked_by(three.id), Ok(vec![]));
    undo(&mut store, at(5)).expect("takes back");
    assert_eq!(store.linked_by(three.id).map(ids), Ok(vec![head.id]));
}

#[test]
fn what_cannot_be_taken_back_any_more_is_told_and_passed_over() {
    let (mut store, mut chance) = empty();
    let ids: Vec<_> = ["one", "two", "three"]
        .map(|text| finished(&mut store, &mut chance, "2025-11-13", text, &done(1)).id)
        .into();
    store.trash(&ids[..2], at(2)).expect("trashes");
    store.restore(&ids[..1], at(3)).expect("restores");
    assert_eq!(store.purge_trash(at(9)), Ok(1));
    store.trash(&ids[..1], at(10)).expect("trashes");
    assert_eq!(store.purge_trash(at(11)), Ok(1));
    let next = |store: &mut Store| {
        let undone = undo(store, at(12)).expect("takes back").map(|undone| undone.change);
        undone.map(|change| (change.kind, change.entries, change.gone))
    };
    assert_eq!(next(&mut store), Some((ChangeKind::Trash, vec![], 1)), "both of it, and all before it");
    assert_eq!(next(&mut store), Some((ChangeKind::Finish, vec![ids[2]], 0)));
    assert_eq!(next(&mut store), Some((ChangeKind::Finish, vec![], 1)));
    assert_eq!(next(&mut store), None);
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn many_entries_come_out_of_the_trash_as_one() {
    let (mut store, mut chance) = empty();
    let ids: Vec<_> =
        ["one", "two"].map(|text| finished(&mut store, &mut chance, "2025-11-13", text, &done(1)).id).into();
    store.trash(&ids, at(2)).expect("trashes");
    assert_eq!(store.restore(&ids, at(3)), Ok(2));
    assert_eq!(
        undo(&mut store, at(4)).map(|undone| undone.map(|undone| undone.change.entries)),
        Ok(Some(ids))
    );
    assert_eq!(store.in_trash(9).expect("lists").len(), 2);
}

#[test]
fn what_is_purged_is_gone_from_the_file() {
    let place = somewhere();
    let mut store = open(&place);
    let mut chance = Rng::seeded(1);
    let kept = finished(&mut store, &mut chance, "2025-11-13", "kept", &done(1));
    let terms = ["Zzyzx", "shared"].map(|text| Term { vocabulary: "product".into(), text: text.into() });
    finished(
        &mut store,
        &mut chance,
        "2025-11-13",
        "x",
        &Finish { derived: Derived { terms: terms[1..].to_vec(), ..line() }, ..done(1) },
    );
    let with = Finish { derived: Derived { terms: terms.to_vec(), ..line() }, ..done(1) };
    let gone = finished(&mut store, &mut chance, "2025-11-13", "abracadabra", &with);
    let draft = store.reopen(gone.id, at(2)).expect("reopens");
    store.finish(&draft, &with).expect("finishes");
    again(&mut store, gone.id, "simsalabim", 2);
    let draft = store.reopen(gone.id, at(3)).expect("reopens");
    store.save_draft(&written(&draft, &format!("hokuspokus {}", kept.short))).expect("saves");
    again(&mut store, kept.id, gone.short.as_str(), 3);
    store.tag(&[gone.id, kept.id], &words(&["both"]), &[], at(4)).expect("tags");
    store.trash(&[gone.id], at(5)).expect("trashes");
    assert_eq!(store.purge_trash(at(5)), Ok(0), "not yet");
    assert_eq!(store.purge_trash(at(6)), Ok(1));
    assert_eq!((store.head(gone.id), store.in_trash(9)), (Ok(None), Ok(vec![])));
    assert_eq!(store.links_from(kept.id), Ok(vec![]));
    assert_eq!(store.verify(), Ok(vec![]));
    while undo(&mut store, at(7)).expect("takes back").is_some() {}
    assert_eq!(store.draft(kept.id).map(|draft| draft.is_some()), Ok(true));
    store.conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("moves the log");
    drop(store);
    let bytes = std::fs::read(&place.path).expect("reads");
    for word in ["abracadabra", "simsalabim", "hokuspokus"] {
        assert!(!bytes.windows(word.len()).any(|at| at == word.as_bytes()), "{word}");
    }
}

#[test]
fn undo_of_one_place_leaves_the_others_as_they_are() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let [one, other] = [0, 1].map(|minute| begin_at(&mut store, &mut chance, minute).0.id);
    let (here, there) = (Scope::Entry(one), Scope::Entry(other));
    store.tag(&[one], &words(&["red"]), &[], at(2)).expect("tags");
    store.tag(&[one, other], &words(&["green"]), &[], at(3)).expect("tags");
    store.tag(&[other], &words(&["blue"]), &[], at(4)).expect("tags");
    let tags = |store: &Store| -> Vec<Vec<String>> {
        let of = store.tags_of(&[one, other]).expect("reads");
        [one, other].iter().map(|id| of.get(id).cloned().unwrap_or_default()).collect()
    };
    let all = tags(&store);
    let refused = store.undo(&here, &[], at(5)).expect_err("the other one was changed since");
    assert!(refused.with_hint().contains("changed since"), "{refused:?}");
    assert_eq!(tags(&store), all);
    let undone = |store: &mut Store, scope: &Scope| {
        let undone = store.undo(scope, &[], at(6)).expect("undoes").expect("something");
        undone.change.entries
    };
    assert_eq!(undone(&mut store, &there), [other]);
    assert_eq!(undone(&mut store, &here), [one, other]);
    assert_eq!(tags(&store), [words(&["red"]), vec![]]);
    assert!(store.redo(&there, &[], at(7)).expect("does it again").is_some());
    assert_eq!(tags(&store), [words(&["green", "red"]), words(&["green"])]);
    assert!(store.redo(&there, &[], at(8)).expect("does it again").is_some());
    assert_eq!((tags(&store), store.redo(&there, &[], at(9))), (all, Ok(None)));
    undone(&mut store, &there);
    store.tag(&[other], &words(&["grey"]), &[], at(10)).expect("tags");
    assert_eq!(store.redo(&there, &[], at(11)), Ok(None), "something else was done since");
    assert_eq!(store.undo(&Scope::Exercise("none".to_owned()), &[], at(12)), Ok(None));
    assert_eq!(store.verify(), Ok(vec![]));
}
