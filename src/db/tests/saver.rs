//! The saver on a good day: what is put is soon on disk, in few writes, and parts when it was overtaken.

use std::sync::Arc;
use std::time::Duration;

use super::support::*;
use crate::db::{Saver, Store, Write, Written};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::error::Result;
use crate::sys::rng::Rng;

/// More than any write takes; a wait that ends sooner costs nothing.
const LONG: Duration = Duration::from_secs(30);

fn begun(place: &Somewhere) -> (Store, Saver, Head, Draft) {
    let mut store = open(place);
    let (head, draft) = begin(&mut store, &mut Rng::seeded(1));
    let saver = Saver::start(&place.path, Rng::seeded(2)).expect("starts");
    (store, saver, head, draft)
}

fn asked(saver: &Saver, write: Write) -> Result<Written> {
    saver.ask(Arc::new(write), at(1)).recv_timeout(LONG).expect("an answer")
}

fn stored(store: &Store, id: EntryId) -> Draft {
    store.draft(id).expect("reads").expect("there")
}

#[test]
fn what_is_put_reaches_the_disk_without_being_asked() {
    let place = somewhere();
    let (store, saver, head, draft) = begun(&place);
    assert_eq!(saver.status(), crate::db::Status::default());
    saver.put(Draft { saved: at(3), ..written(&draft, "typed") });
    assert!(saver.status().pending);
    for _ in 0..1000 {
        if !saver.status().pending {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let status = saver.status();
    assert_eq!((status.pending, status.saved, status.trouble), (false, Some(at(3)), None));
    assert_eq!(status.revision, Some((head.id, 2)));
    assert_eq!(stored(&store, head.id).answers, said("typed"));
}

#[test]
fn quick_typing_is_few_writes_and_the_newest_wins() {
    let place = somewhere();
    let (mut store, saver, head, draft) = begun(&place);
    let puts = 2000;
    for n in 0..puts {
        saver.put(written(&draft, &n.to_string()));
    }
    assert!(saver.flush(LONG));
    let now = stored(&store, head.id);
    assert_eq!(now.answers, said(&(puts - 1).to_string()));
    assert!(now.revision < 200, "{} writes", now.revision);
    assert_eq!(saver.status().revision, Some((head.id, now.revision)));

    let done = asked(&saver, Write::Finish(Arc::new(written(&draft, "all")), done(2)));
    assert_eq!(done.map(|done| done.head.map(|head| head.version)), Ok(Some(1)));
    let again = store.reopen(head.id, at(3)).expect("reopens");
    saver.put(written(&again, "more"));
    assert!(saver.flush(LONG));
    assert_eq!(stored(&store, head.id).answers, said("more"));
    assert_eq!(saver.take_fork(), None);
}

#[test]
fn several_threads_may_put_and_flush_at_once() {
    let place = somewhere();
    let (mut store, saver, ..) = begun(&place);
    let drafts: Vec<_> = (2..6).map(|seed| begin(&mut store, &mut Rng::seeded(seed)).1).collect();
    std::thread::scope(|scope| {
        for draft in &drafts {
            let saver = saver.clone();
            scope.spawn(move || {
                for n in 0..20 {
                    saver.put(written(draft, &n.to_string()));
                    assert!(n % 5 != 0 || saver.flush(LONG));
                }
            });
        }
    });
    assert!(saver.flush(LONG));
    for draft in drafts {
        assert_eq!(stored(&store, draft.entry).answers, said("19"));
    }
}

#[test]
fn the_last_handle_writes_what_is_pending_when_it_goes() {
    let place = somewhere();
    let (store, saver, head, draft) = begun(&place);
    let other = saver.clone();
    drop(saver);
    other.put(written(&draft, "the last words"));
    drop(other);
    assert_eq!(stored(&store, head.id).answers, said("the last words"));
}

#[test]
fn what_is_discarded_is_not_written_after() {
    let place = somewhere();
    let (store, saver, head, draft) = begun(&place);
    saver.put(written(&draft, "just before"));
    assert_eq!(asked(&saver, Write::Discard(head.id)), Ok(Written::default()));
    assert!(saver.flush(LONG));
    assert!(!saver.status().pending);
    assert_eq!(store.open_drafts(9), Ok(vec![]));
    assert_eq!(saver.take_fork(), None);
    let trashed = store.in_trash(9).expect("lists");
    assert_eq!(trashed.iter().map(|head| head.id).collect::<Vec<_>>(), [head.id]);
}

#[test]
fn a_draft_that_goes_on_after_it_was_finished_is_a_draft_over_that() {
    let place = somewhere();
    let (store, saver, head, draft) = begun(&place);
    let finished = Arc::new(written(&draft, "finished"));
    saver.put(Arc::clone(&finished));
    let answer = saver.ask(Arc::new(Write::Finish(Arc::clone(&finished), done(2))), at(2));
    saver.put(written(&draft, "finished, and more"));
    assert!(answer.recv_timeout(LONG).expect("an answer").is_ok());
    saver.put(written(&draft, "finished, and more"));
    assert!(saver.flush(LONG));
    assert_eq!(saver.take_fork(), None);
    let entry = store.entry(head.id).expect("reads").expect("there");
    assert_eq!(
        (entry.answers, stored(&store, head.id).answers),
        (said("finished"), said("finished, and more"))
    );
    // The same words are no draft.
    let again = Arc::new(stored(&store, head.id));
    let answer = saver.ask(Arc::new(Write::Finish(Arc::clone(&again), done(3))), at(3));
    saver.put(Draft { saved: at(4), ..Draft::clone(&again) });
    assert!(answer.recv_timeout(LONG).expect("an answer").is_ok());
    saver.put(Draft { saved: at(5), ..Draft::clone(&again) });
    assert!(saver.flush(LONG));
    assert_eq!(store.draft(head.id), Ok(None));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn an_entry_written_elsewhere_parts_and_is_written_on_as_a_sibling() {
    let place = somewhere();
    let (mut store, saver, head, draft) = begun(&place);
    saver.put(written(&draft, "ours"));
    assert!(saver.flush(LONG));
    let theirs = stored(&store, head.id);
    store.save_draft(&written(&theirs, "theirs")).expect("saves");

    saver.put(written(&draft, "ours, longer"));
    assert!(saver.flush(LONG));
    let (from, sibling) = saver.status().forked.expect("parted");
    assert_eq!(from, head.id);
    assert_eq!(stored(&store, head.id).answers, said("theirs"));
    assert_eq!(stored(&store, sibling.id).answers, said("ours, longer"));

    saver.put(written(&draft, "ours, before we knew"));
    assert!(saver.flush(LONG));
    assert_eq!(saver.take_fork(), Some((head.id, sibling.clone())));
    assert_eq!((saver.take_fork(), saver.status().forked), (None, None));
    saver.put(Draft { entry: sibling.id, revision: 1, ..written(&draft, "ours, to the end") });
    assert!(saver.flush(LONG));
    assert_eq!(stored(&store, head.id).answers, said("theirs"));
    assert_eq!(stored(&store, sibling.id).answers, said("ours, to the end"));
    assert_eq!(store.open_drafts(9).map(|found| found.len()), Ok(2), "one sibling, not three");

    // Opened again on purpose, the first entry is itself again.
    let again = stored(&store, head.id);
    saver.put(written(&again, "theirs, by us"));
    assert!(saver.flush(LONG));
    assert_eq!(stored(&store, head.id).answers, said("theirs, by us"));
    assert_eq!(saver.take_fork(), None);
}

#[test]
fn an_entry_discarded_elsewhere_parts_too() {
    let place = somewhere();
    let (mut store, saver, head, draft) = begun(&place);
    store.discard_draft(head.id, at(1)).expect("discards");
    saver.put(written(&draft, "still typing"));
    assert!(saver.flush(LONG));
    let (_, sibling) = saver.take_fork().expect("parted");
    assert_eq!(stored(&store, sibling.id).answers, said("still typing"));
}

#[test]
fn the_same_words_do_not_part() {
    let place = somewhere();
    let (mut store, saver, head, draft) = begun(&place);
    store.save_draft(&written(&draft, "the same")).expect("saves");
    saver.put(written(&draft, "the same"));
    assert!(saver.flush(LONG));
    assert_eq!((saver.take_fork(), saver.status().revision), (None, Some((head.id, 2))));
    let now = stored(&store, head.id);
    store.finish(&written(&now, "the end"), &done(1)).expect("finishes");
    saver.put(written(&draft, "the end"));
    assert!(saver.flush(LONG));
    assert_eq!((saver.take_fork(), saver.status().revision), (None, Some((head.id, 2))));
    assert_eq!(store.open_drafts(9), Ok(vec![]));
}

#[test]
fn a_finished_entry_changed_in_another_window_since_it_was_opened_is_not_written_over() {
    let place = somewhere();
    let mut store = open(&place);
    let head = finished(&mut store, &mut Rng::seeded(1), "2025-11-13", "finished", &done(1));
    let ours = store.resume(head.id, at(2)).expect("opens");
    assert_eq!(store.draft(head.id), Ok(None), "opening writes nothing");
    let theirs = store.reopen(head.id, at(3)).expect("reopens");
    store.save_draft(&written(&theirs, "theirs")).expect("saves");

    let saver = Saver::start(&place.path, Rng::seeded(2)).expect("starts");
    saver.put(written(&ours, "ours"));
    assert!(saver.flush(LONG));
    let (from, sibling) = saver.take_fork().expect("parted");
    assert_eq!(from, head.id);
    assert_eq!(stored(&store, head.id).answers, said("theirs"));
    assert_eq!(stored(&store, sibling.id).answers, said("ours"));
}

#[test]
fn an_entry_is_begun_by_its_first_draft() {
    let place = somewhere();
    let (store, mut chance) = (open(&place), Rng::seeded(1));
    let saver = Saver::start(&place.path, Rng::seeded(2)).expect("starts");
    let (answers, here) = (said("a"), Place::default());
    let new = beginning("trust", "2025-11-13", 1, (&answers, &here));
    let (new, head, draft) = store.plan(&new, &mut chance).expect("plans");
    assert_eq!(store.head(head.id), Ok(None));
    saver.begin(new, draft.clone());
    saver.put(written(&draft, "ab"));
    assert!(saver.flush(LONG));
    saver.put(written(&draft, "abc"));
    assert!(saver.flush(LONG));
    assert_eq!(store.head(head.id).map(|found| found.map(|found| found.short)), Ok(Some(head.short)));
    assert_eq!(stored(&store, head.id).answers, said("abc"));
    asked(&saver, Write::Finish(Arc::new(written(&draft, "abc")), done(2))).expect("finishes");
    assert_eq!(store.verify(), Ok(vec![]));
}
