//! Entries in JSON of other programs: each is read by itself, so that one with a mistake is told of by its line and keeps
//! none of the others out.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::found::{Found, FoundEntry};
use crate::error::{Error, Problem, Result};

/// Where the entries are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// They are the document.
    Bare,
    /// They are `entries` of an object.
    InObject,
}

#[derive(Deserialize)]
struct Object<'a> {
    #[serde(borrow)]
    entries: Vec<&'a RawValue>,
}

/// Reads every entry of a document, and makes what it means of it, or says why it means nothing.
pub fn each<T: DeserializeOwned>(
    file: &Path,
    text: &str,
    entries: Entries,
    mut make: impl FnMut(T) -> Result<FoundEntry, &'static str>,
) -> Result<Found> {
    let all: Vec<&RawValue> = match entries {
        Entries::Bare => serde_json::from_str(text),
        Entries::InObject => serde_json::from_str::<Object<'_>>(text).map(|object| object.entries),
    }
    .map_err(|error| {
        let problem = Problem {
            file: file.to_owned(),
            line: error.line(),
            column: error.column(),
            message: match error.classify() {
                serde_json::error::Category::Data => "there is no list of entries here".to_owned(),
                _ => "this is not valid JSON".to_owned(),
            },
            suggestion: None,
        };
        Error::Problems(vec![problem])
    })?;
    let mut found = Found::default();
    for raw in all {
        let byte = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let made = serde_json::from_str(raw.get())
            .map_err(|_| "this entry lacks a value, or has one of the wrong kind")
            .and_then(&mut make);
        match made {
            Ok(entry) => found.take(entry, (file, text, byte)),
            Err(why) => found.problems.push(Problem::at(file, text, byte, why)),
        }
    }
    Ok(found)
}
