//! Undoing the last thing that was done, in words that say what it was.

use super::{derived, people};
use crate::db::{Change, ChangeKind, Store, Undone, Write};
use crate::domain::entry::Head;
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::exercises::Catalog;

/// What was taken back, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBack {
    /// Something was.
    Done {
        /// What had been done: `deleted log-7f3k and 2 more`.
        done: String,
        /// What it had been done to.
        entries: Vec<EntryId>,
        /// How things are now, where that is not plain.
        now: Vec<String>,
    },
    /// What it was done to is erased for good, in a sentence; what was done before that can be taken back next.
    Gone(String),
}

/// What undoes the last change of the journal.
pub fn last(store: &Store, catalog: &Catalog) -> Result<Write> {
    Ok(Write::Undo(derived::of_revisions(store, catalog, store.before_last_change()?)?))
}

/// Describes what was undone.
pub fn describe(store: &Store, undone: &Undone) -> Result<TakenBack> {
    let Change { kind, at, entries, gone, people: persons, .. } = &undone.change;
    if undone.change.is_gone() {
        let when = at.local().format("%a %-d %b %Y, %H:%M");
        let what = are((*gone).max(1));
        return Ok(TakenBack::Gone(format!(
            "the change of {when} can't be undone: {what} erased from the trash for good"
        )));
    }
    let mut heads = Vec::new();
    for id in entries {
        heads.extend(store.head(*id)?);
    }
    let those = named(&heads);
    let (done, now) = match kind {
        ChangeKind::Finish if undone.draft_stays => (
            format!("finished {those}"),
            Some(
                "the draft over it stays; what was finished is in its history, and can be restored from there",
            ),
        ),
        ChangeKind::Finish => (format!("finished {those}"), Some("its answers are a draft again")),
        ChangeKind::Discard => (format!("discarded the draft of {those}"), None),
        ChangeKind::Trash => (format!("deleted {those}"), None),
        ChangeKind::Restore => (
            format!("restored {those}"),
            Some(if heads.len() > 1 { "they are in the trash again" } else { "it is in the trash again" }),
        ),
        ChangeKind::Tag => (format!("changed the tags of {those}"), None),
        ChangeKind::Move => (format!("moved {those} to another day"), None),
        ChangeKind::People => (people::told(persons), None),
        ChangeKind::BringBack => (format!("restored an old version of {those}"), None),
    };
    let mut now: Vec<String> = now.map(str::to_owned).into_iter().collect();
    if *gone > 0 {
        now.push(format!("{} gone for good, erased from the trash", are(*gone)));
    }
    Ok(TakenBack::Done { done, entries: entries.clone(), now })
}

fn are(entries: u32) -> String {
    if entries == 1 { "1 entry is".to_owned() } else { format!("{entries} entries are") }
}

/// Names entries in a sentence: the first, and how many more.
pub fn named(heads: &[Head]) -> String {
    match heads {
        [] => "nothing".to_owned(),
        [one] => one.short.to_string(),
        [first, rest @ ..] => format!("{} and {} more", first.short, rest.len()),
    }
}
