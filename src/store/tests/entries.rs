//! Entries from their beginning to their history.

use super::support::*;
use crate::chance::Chance;
use crate::error::{Error, Trouble};
use crate::model::entry::State;
use crate::store::Store;

#[test]
fn what_is_begun_saved_and_finished_is_read_back() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Chance::seeded(1));
    let (head, draft) = begin(&mut store, &mut chance);
    assert_eq!((head.state, head.open_draft, head.version), (State::Draft, true, 0));
    assert_eq!(store.draft(head.id), Ok(Some(draft.clone())));
    let mut draft = written(draft, "it listens");
    draft.revision = store.save_draft(&draft).expect("saves");
    assert_eq!(store.draft(head.id), Ok(Some(draft.clone())));
    assert_eq!(store.head(head.id).map(|h| h.map(|h| h.desk)), Ok(Some(draft.desk)));
    let done = store.finish(&draft, &done(5)).expect("finishes");
    assert_eq!((done.state, done.open_draft, done.version), (State::Complete, false, 1));
    assert_eq!((done.finished, done.desk, done.summary.as_str()), (Some(at(5)), draft.desk, "a line"));
    assert_eq!(store.draft(head.id), Ok(None));
    let entry = store.entry(head.id).expect("reads").expect("there");
    assert_eq!((entry.head, entry.answers), (done.clone(), draft.answers));
    assert_eq!(store.definition(done.definition), Ok(Some(DEFINITION.to_owned())));
    assert_eq!(store.history(head.id), Ok(vec![]));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn a_draft_saved_over_a_revision_that_is_gone_says_so() {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Chance::seeded(1));
    let (_, draft) = begin(&mut store, &mut chance);
    store.save_draft(&draft).expect("saves");
    let overtaken = Err(Error::Journal { attempt: "save the draft".into(), cause: Trouble::Overtaken });
    assert_eq!(store.save_draft(&draft), overtaken);
}
