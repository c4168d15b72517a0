//! A document as JSON, for programs. Its form is described in the README; what changes it raises the version.

use serde::Serialize;

use super::Reader;
use super::document::Document;
use super::input::WeekInput;

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Review<'a> {
    format: &'static str,
    version: u32,
    /// As in `2026-W47`.
    week: String,
    starts: String,
    ends: String,
    reader: &'static str,
    document: &'a Document,
}

/// Writes a document of a week as JSON; ends with a line break.
pub fn json(input: &WeekInput, reader: Reader, document: &Document) -> String {
    let review = Review {
        format: "empathy-review",
        version: VERSION,
        week: input.label.to_string(),
        starts: input.starts.to_string(),
        ends: input.ends.to_string(),
        reader: reader.name(),
        document,
    };
    serde_json::to_string_pretty(&review).map_or_else(|_| String::new(), |text| text + "\n")
}
