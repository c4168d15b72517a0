//! Journals of tui-journal: the file of its JSON storage, and its exports.

use std::path::Path;

use serde::Deserialize;

use super::found::{Found, FoundEntry, Written, titled};
use super::json::{self, Entries};
use crate::domain::time::Moment;
use crate::error::Result;

#[derive(Deserialize)]
struct JsonEntry {
    date: String,
    title: String,
    #[serde(default)]
    content: String,
    #[serde(default)]
    tags: Vec<String>,
}

/// Reads its entries. Its times are those of the wall clock, although they are written as UTC.
pub fn json(file: &Path, text: &str, entries: Entries) -> Result<Found> {
    json::each(file, text, entries, |read: JsonEntry| {
        let at = Moment::parse(&read.date).ok_or("its `date` can't be read")?;
        let text = titled(&read.title, &read.content);
        Ok(FoundEntry { id: None, when: Written::Local(at.local()), zone: None, text, tags: read.tags })
    })
}
