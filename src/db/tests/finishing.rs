//! How drafts end: finished, finished again, discarded, restored, and what history keeps of it.

use super::support::*;
use crate::db::{ChangeKind, Filter, Finish, Scope, Store};
use crate::domain::entry::{Digest, State};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::sys::rng::Rng;

#[test]
fn finishing_again_keeps_the_version_before() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let head = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1));
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    assert_eq!((&draft.answers, draft.saved, draft.desk), (&said("first"), at(2), head.desk));
    assert_eq!(store.reopen(head.id, at(3)), Ok(draft.clone()), "the draft there is");
    let over = store.head(head.id).expect("reads").expect("there");
    assert_eq!((over.state, over.open_draft, over.version), (State::Complete, true, 1));
    let newer = Finish { state: State::Partial, definition: (2, "id = \"newer\"".to_owned()), ..done(4) };
    let again = store.finish(&written(&draft, "second"), &newer).expect("finishes");
    assert_eq!((again.version, again.state, again.revision), (2, State::Partial, 2));
    assert_eq!((again.day, again.begun, again.finished), (head.day, head.begun, Some(at(4))));
    let third = store.reopen(head.id, at(5)).expect("reopens");
    store.finish(&written(&third, "third"), &done(6)).expect("finishes");

    let history = store.history(head.id).expect("reads");
    let shape: Vec<_> = history.iter().map(|old| (old.version, old.state, old.at)).collect();
    assert_eq!(shape, [(2, State::Partial, at(4)), (1, State::Complete, at(1))]);
    assert_eq!(history[0].answers, said("second"));
    assert_eq!(history[0].definition, Digest::of(b"id = \"newer\""));
    assert_eq!(history[1].answers, said("first"));
    assert_eq!(store.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("third"))));
}

#[test]
fn discarding_a_draft_over_a_finished_entry_keeps_both() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let head = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1));
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    store.save_draft(&written(&draft, "second thoughts")).expect("saves");
    store.discard_draft(head.id, at(3)).expect("discards");
    assert_eq!(store.head(head.id), Ok(Some(head.clone())));
    assert_eq!(store.in_trash(9), Ok(vec![]));
    let history = store.history(head.id).expect("reads");
    assert_eq!((history.len(), history[0].state, history[0].at), (1, State::Draft, at(3)));
    assert_eq!(history[0].answers, said("second thoughts"));
}

#[test]
fn discarding_an_entry_never_finished_moves_it_to_the_trash_and_back() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let (head, draft) = begin(&mut store, &mut chance);
    store.save_draft(&written(&draft, "half")).expect("saves");
    store.discard_draft(head.id, at(3)).expect("discards");
    let in_trash = store.in_trash(9).expect("lists");
    assert_eq!((in_trash.len(), in_trash[0].id, in_trash[0].open_draft), (1, head.id, false));
    assert!(store.reopen(head.id, at(4)).is_err());
    assert_eq!(store.draft(head.id), Ok(None));

    assert_eq!(store.restore(&[head.id, EntryId::new(1, [1; 10])], at(5)), Ok(1));
    let open = store.head(head.id).expect("reads").expect("there");
    assert_eq!((open.state, open.open_draft), (State::Draft, true));
    let back = store.draft(head.id).expect("reads").expect("there");
    assert_eq!((&back.answers, back.saved), (&said("half"), at(5)));
    assert!(back.revision > draft.revision + 1, "a window that slept is still overtaken");
    assert_eq!(store.in_trash(9), Ok(vec![]));
    assert_eq!(store.draft(head.id), Ok(Some(back)));
    assert_eq!(store.restore(&[head.id], at(6)), Ok(0), "nothing to restore is no error");
}

#[test]
fn an_entry_is_not_finished_as_a_draft() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let (head, draft) = begin(&mut store, &mut chance);
    assert!(store.finish(&draft, &Finish { state: State::Draft, ..done(1) }).is_err());
    assert_eq!(store.draft(head.id), Ok(Some(draft)));
}

#[test]
fn several_writes_are_all_kept_or_none() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let (answers, place) = (said("first"), Place::default());
    let new = beginning("trust", "2025-11-13", 0, (&answers, &place));
    let refused =
        store.log(&new, &["own".to_owned()], &Finish { state: State::Draft, ..done(1) }, &mut chance);
    assert!(refused.is_err());
    assert_eq!((store.list(&Filter::default(), None, 9), store.tags()), (Ok(vec![]), Ok(vec![])));
    assert_eq!(store.last_change(&Scope::Everything), Ok(None));
    let head = store.log(&new, &["own".to_owned()], &done(1), &mut chance);
    assert_eq!(store.head(head.as_ref().expect("keeps").id), head.clone().map(Some));
    assert_eq!(store.history(head.expect("keeps").id), Ok(vec![]), "no draft lay under it");
    let kinds = [0, 1].map(|_| undo(&mut store, at(2)).map(|undone| undone.map(|undone| undone.change.kind)));
    assert_eq!(kinds, [Ok(Some(ChangeKind::Log)), Ok(None)]);
}
