//! Entries and drafts from their beginning on, their ids, and two windows at once.

use super::support::*;
use crate::db::Store;
use crate::domain::entry::{Digest, State};
use crate::domain::id::EntryId;
use crate::domain::value::Value;
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

#[test]
fn what_is_begun_saved_and_finished_is_read_back() {
    let (mut store, mut chance) = in_memory();
    let (head, draft) = begin(&mut store, &mut chance);
    assert_eq!((head.state, head.open_draft, head.version), (State::Draft, true, 0));
    assert_eq!(store.draft(head.id), Ok(Some(draft.clone())));
    let mut draft = written(&draft, "it listens");
    draft.revision = store.save_draft(&draft).expect("saves");
    assert_eq!(store.draft(head.id), Ok(Some(draft.clone())));
    assert_eq!(store.head(head.id).map(|head| head.map(|head| head.desk)), Ok(Some(draft.desk)));
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
fn what_is_not_there_is_nothing() {
    let (mut store, _) = in_memory();
    let id = EntryId::new(1, [0; 10]);
    assert_eq!(store.head(id), Ok(None));
    assert_eq!(store.entry(id), Ok(None));
    assert_eq!(store.draft(id), Ok(None));
    assert_eq!(store.definition(Digest::of(b"")), Ok(None));
    assert_eq!(store.history(id), Ok(vec![]));
    assert_eq!(store.reopen(id, at(0)).map_err(|e| e.to_string()), Err("there is no such entry".into()));
}

#[test]
fn an_entry_never_finished_has_no_answers_yet() {
    let (mut store, mut chance) = in_memory();
    let (head, draft) = begin(&mut store, &mut chance);
    store.save_draft(&written(&draft, "half")).expect("saves");
    let entry = store.entry(head.id).expect("reads").expect("there");
    assert!(entry.answers.is_empty());
    assert_eq!(store.first_week(), Ok(Some(head.week)));
}

#[test]
fn the_text_of_an_exercise_is_kept_once() {
    let (mut store, mut chance) = in_memory();
    let one = begin(&mut store, &mut chance).0;
    let other = begin(&mut store, &mut chance).0;
    assert_eq!(one.definition, other.definition);
    let count: i64 =
        store.conn.query_row("SELECT count(*) FROM definition", [], |row| row.get(0)).expect("counts");
    assert_eq!(count, 1);
}

#[test]
fn short_ids_are_the_same_for_the_same_chance_and_grow_when_taken() {
    let shorts = || {
        let (mut store, _) = in_memory();
        let begin = |minute| begin_at(&mut store, &mut Rng::seeded(7), minute).0.short.to_string();
        (0..3).map(begin).collect::<Vec<_>>()
    };
    let found = shorts();
    assert_eq!(found, shorts());
    assert_eq!(found.iter().map(String::len).collect::<Vec<_>>(), [8, 9, 10]);
    assert!(found[1].starts_with(&found[0]) && found[2].starts_with(&found[1]), "{found:?}");
}

#[test]
fn when_every_short_id_of_a_draw_is_taken_another_is_drawn() {
    let (mut store, _) = in_memory();
    for minute in 0..9 {
        begin_at(&mut store, &mut Rng::seeded(7), minute);
    }
    let tenth = begin_at(&mut store, &mut Rng::seeded(7), 9).0;
    assert_eq!(tenth.short.as_str().len(), 8);
    // The same moment and the same chance make the same id.
    let eleventh = begin_at(&mut store, &mut Rng::seeded(7), 9).0;
    assert_ne!(tenth.id, eleventh.id);
}

#[test]
fn numbers_that_cannot_be_written_down_are_refused_in_words() {
    let (mut store, mut chance) = in_memory();
    let (_, mut draft) = begin(&mut store, &mut chance);
    draft.answers.set("trust", Value::Number(f64::NAN));
    let error = store.save_draft(&draft).expect_err("refused");
    assert_eq!(error.to_string(), "could not save the draft: a number in the answers cannot be read");
}

#[test]
fn the_second_window_to_save_a_draft_is_overtaken() {
    let place = somewhere();
    let (mut one, mut other, mut chance) = (open(&place), open(&place), Rng::seeded(1));
    let (head, draft) = begin(&mut one, &mut chance);
    let same = other.draft(head.id).expect("reads").expect("there");
    one.save_draft(&written(&draft, "one")).expect("saves");
    assert_eq!(other.save_draft(&written(&same, "other")), overtaken("save the draft"));
    assert_eq!(other.finish(&same, &done(2)), overtaken("finish the entry"));
    let now = other.draft(head.id).expect("reads").expect("there");
    assert_eq!(now.answers, said("one"));
}

#[test]
fn a_draft_finished_or_discarded_elsewhere_is_overtaken_even_after_it_was_reopened() {
    let (mut store, mut chance) = in_memory();
    let (head, slept) = begin(&mut store, &mut chance);
    store.finish(&written(&slept, "one"), &done(1)).expect("finishes");
    assert_eq!(store.save_draft(&slept), overtaken("save the draft"));
    let again = store.reopen(head.id, at(2)).expect("reopens");
    assert!(again.revision > slept.revision);
    assert_eq!(store.save_draft(&slept), overtaken("save the draft"));
    store.discard_draft(head.id, at(3)).expect("discards");
    assert_eq!(store.save_draft(&again), overtaken("save the draft"));
    assert_eq!(store.discard_draft(head.id, at(3)), overtaken("discard the draft"));
}

#[test]
fn a_draft_that_was_overtaken_becomes_a_sibling() {
    let (mut store, mut chance) = in_memory();
    let (head, draft) = begin(&mut store, &mut chance);
    let ours = written(&draft, "ours");
    store.save_draft(&written(&draft, "theirs")).expect("saves");
    let (sibling, forked) = store.fork_draft(&ours, &mut chance).expect("forks");
    assert_ne!(sibling.id, head.id);
    assert!(sibling.short.as_str().starts_with("tru-"));
    assert_eq!(
        (&sibling.exercise, sibling.definition, sibling.week, sibling.day, sibling.begun),
        (&head.exercise, head.definition, head.week, head.day, head.begun),
    );
    assert_eq!((sibling.state, sibling.open_draft), (State::Draft, true));
    assert_eq!((forked.entry, &forked.answers), (sibling.id, &ours.answers));
    assert_eq!(store.draft(sibling.id), Ok(Some(forked.clone())));
    assert_eq!(store.draft(head.id).map(|d| d.map(|d| d.answers)), Ok(Some(said("theirs"))));
    store.save_draft(&forked).expect("the sibling is written on");
    let sql = "SELECT o.id FROM entry e JOIN entry o ON o.number = e.origin WHERE e.short = ?1";
    let origin: [u8; 16] =
        store.conn.query_row(sql, [sibling.short.as_str()], |row| row.get(0)).expect("reads");
    assert_eq!(origin, head.id.bytes());
}

fn overtaken<T>(attempt: &str) -> Result<T, Error> {
    Err(Error::Journal { attempt: attempt.into(), cause: DbError::Overtaken })
}

fn in_memory() -> (Store, Rng) {
    (Store::open_in_memory().expect("opens"), Rng::seeded(1))
}
