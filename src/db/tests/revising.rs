//! Revisions: what stays of a draft that is saved over and over.

use super::support::*;
use crate::db::Store;
use crate::domain::entry::{Draft, State};
use crate::sys::rng::Rng;

/// Saves texts one after another; returns what the history holds of them, the oldest first.
fn kept(texts: &[&str]) -> Vec<String> {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let (head, draft) = begin(&mut store, &mut chance);
    let mut revision = draft.revision;
    for text in texts {
        revision = store.save_draft(&Draft { revision, ..written(&draft, text) }).expect("saves");
    }
    let last = store.draft(head.id).expect("reads").expect("there");
    assert_eq!(texts.last().map(|text| said(text)), Some(last.answers));
    assert_eq!(store.verify(), Ok(vec![]));
    let history = store.history(head.id).expect("reads");
    assert!(history.iter().all(|old| old.state == State::Draft && !old.discarded));
    let text = |answers: &crate::domain::value::Answers| answers.get("said")?.as_text().map(str::to_owned);
    history.iter().rev().filter_map(|old| text(&old.answers)).collect()
}

#[test]
fn typing_forward_keeps_one_row() {
    let text = "word by word ".repeat(400);
    let texts: Vec<_> = (1..text.len()).step_by(97).map(|end| &text[..end]).collect();
    assert_eq!(kept(&texts), Vec::<String>::new());
}

#[test]
fn a_paragraph_that_is_replaced_stays() {
    let paragraph = "what happened then, in my words. ".repeat(12);
    assert_eq!(kept(&[&paragraph, "x", "xy", "xyz"]), [paragraph.as_str()]);
    let second = "something else altogether, and long. ".repeat(12);
    assert_eq!(kept(&[&paragraph, "x", &second, "y"]), [paragraph, second]);
}

#[test]
fn a_paragraph_that_is_deleted_letter_by_letter_stays_whole() {
    let paragraph = "what happened then, in my words. ".repeat(12);
    let texts: Vec<_> = (0..=paragraph.len()).rev().step_by(3).map(|end| &paragraph[..end]).collect();
    assert_eq!(kept(&texts), [paragraph.as_str()]);
}

#[test]
fn mistakes_that_are_corrected_keep_nothing() {
    let texts = [
        "it lis",
        "it lisn",
        "it lis",
        "it listens",
        "it listens wlel",
        "it listens w",
        "it listens well, yes",
    ];
    assert_eq!(kept(&texts), Vec::<String>::new());
}
