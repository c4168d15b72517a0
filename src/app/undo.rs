//! Undoing the last thing that was done, in words that say what it was.

use super::{derived, people};
use crate::db::{Change, ChangeKind, Scope, Store, Undone, Write};
use crate::domain::entry::Head;
use crate::domain::facts::beginning;
use crate::domain::id::EntryId;
use crate::error::Result;
use crate::exercises::Catalog;

/// Columns of an entry's own words that are shown with its name.
const WORDS: usize = 40;

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

/// What undoes the last change within a scope.
pub fn last(store: &Store, catalog: &Catalog, scope: Scope) -> Result<Write> {
    let before = store.before_last_change(&scope)?;
    Ok(Write::Undo(scope, derived::of_revisions(store, catalog, before)?))
}

/// What redoes what was undone last within a scope.
pub fn redo(store: &Store, catalog: &Catalog, scope: Scope) -> Result<Write> {
    let after = store.after_last_undo(&scope)?;
    Ok(Write::Redo(scope, derived::of_revisions(store, catalog, after)?))
}

/// Describes what a change did.
pub fn describe_change(store: &Store, change: &Change) -> Result<String> {
    Ok(did(change, &named(&heads(store, change)?)))
}

/// Describes what a change did to someone who may not know the short names of entries.
pub fn describe_change_in_full(store: &Store, catalog: &Catalog, change: &Change) -> Result<String> {
    let heads = heads(store, change)?;
    let those = match heads.as_slice() {
        [] => named(&heads),
        [first, rest @ ..] => {
            let words = beginning(&first.summary, WORDS);
            let title = catalog.title(&first.exercise);
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            format!("{title} “{words}” ({}){more}", first.short)
        }
    };
    Ok(did(change, &those))
}

fn heads(store: &Store, change: &Change) -> Result<Vec<Head>> {
    let mut heads = Vec::new();
    for id in &change.entries {
        heads.extend(store.head(*id)?);
    }
    Ok(heads)
}

fn did(change: &Change, those: &str) -> String {
    match change.kind {
        ChangeKind::Log => format!("logged {those}"),
        ChangeKind::Finish => format!("finished {those}"),
        ChangeKind::Edit => format!("edited {those}"),
        ChangeKind::Discard => format!("discarded the draft of {those}"),
        ChangeKind::Trash => format!("deleted {those}"),
        ChangeKind::Restore => format!("restored {those}"),
        ChangeKind::Tag => format!("changed the tags of {those}"),
        ChangeKind::Move => format!("moved {those} to another day"),
        ChangeKind::People => people::told(&change.people),
        ChangeKind::BringBack => format!("restored an old version of {those}"),
    }
}

/// Describes what was undone.
pub fn describe(store: &Store, undone: &Undone) -> Result<TakenBack> {
    let Change { kind, at, entries, gone, .. } = &undone.change;
    if undone.change.is_gone() {
        let when = at.local().format("%a %-d %b %Y, %H:%M");
        let what = are((*gone).max(1));
        return Ok(TakenBack::Gone(format!(
            "the change of {when} can't be undone: {what} erased from the trash for good"
        )));
    }
    let now = match kind {
        ChangeKind::Log if entries.len() > 1 => Some("they are in the trash now"),
        ChangeKind::Log => Some("it is in the trash now"),
        ChangeKind::Finish if undone.draft_stays => Some(
            "the draft over it stays; what was finished is in its history, and can be restored from there",
        ),
        ChangeKind::Finish => Some("its answers are a draft again"),
        ChangeKind::Edit => Some("what you wrote since it was finished is in its history"),
        ChangeKind::Restore if entries.len() > 1 => Some("they are in the trash again"),
        ChangeKind::Restore => Some("it is in the trash again"),
        _ => None,
    };
    let mut now: Vec<String> = now.map(str::to_owned).into_iter().collect();
    if *gone > 0 {
        now.push(format!("{} gone for good, erased from the trash", are(*gone)));
    }
    Ok(TakenBack::Done { done: describe_change(store, &undone.change)?, entries: entries.clone(), now })
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
