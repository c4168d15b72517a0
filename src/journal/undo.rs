//! Taking back the last thing that was done, in words that say what it was.

use super::practice;
use crate::error::Result;
use crate::library::Catalog;
use crate::model::entry::Head;
use crate::model::id::EntryId;
use crate::model::time::Moment;
use crate::store::{ChangeKind, Store};

/// What was taken back, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// What had been done: `deleted log-7f3k and 2 more`.
    pub done: String,
    /// What it had been done to.
    pub entries: Vec<EntryId>,
    /// How things are now, where that is not plain.
    pub now: Option<&'static str>,
}

/// Takes back the last change of the journal; nothing if there is none.
pub fn last(store: &mut Store, catalog: &Catalog, at: Moment) -> Result<Option<TakenBack>> {
    let Some(undone) = practice::undo(store, catalog, at)? else { return Ok(None) };
    let mut heads = Vec::new();
    for id in &undone.change.entries {
        heads.extend(store.head(*id)?);
    }
    let those = named(&heads);
    let (done, now) = match undone.change.kind {
        ChangeKind::Finish => (format!("finished {those}"), Some("its answers are a draft again")),
        ChangeKind::Discard => (format!("dropped the draft of {those}"), None),
        ChangeKind::Trash => (format!("deleted {those}"), None),
        ChangeKind::Restore => (format!("restored {those}"), Some("it is in the trash again")),
        ChangeKind::Tag => (format!("changed the tags of {those}"), None),
        ChangeKind::BringBack => (format!("brought an old version of {those} back"), None),
    };
    Ok(Some(TakenBack { done, entries: undone.change.entries, now }))
}

/// Names entries in a sentence: the first, and how many more.
pub fn named(heads: &[Head]) -> String {
    match heads {
        [] => "an entry that is gone for good".to_owned(),
        [one] => one.short.to_string(),
        [first, rest @ ..] => format!("{} and {} more", first.short, rest.len()),
    }
}
