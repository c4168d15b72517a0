//! A document as JSON, for programs. Its form is described in the README; what changes it raises the version.

use serde::Serialize;

use super::Reader;
use super::document::Document;
use super::input::WeekInput;

/// The version of the form.
const VERSION: u32 = 2;

/// The name of the form of a portfolio.
const PORTFOLIO: &str = "empathy-portfolio";

/// What a document is of: a week, or a stretch of weeks.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    format: &'static str,
    version: u32,
    /// As in `2026-W47`; nothing for a longer stretch.
    #[serde(skip_serializing_if = "Option::is_none")]
    week: Option<String>,
    starts: String,
    ends: String,
    reader: &'static str,
}

impl About {
    /// What it is called in a sentence.
    pub fn word(&self) -> &'static str {
        if self.format == PORTFOLIO { "portfolio" } else { "review" }
    }

    /// Describes what a review is of.
    pub fn review(input: &WeekInput, reader: Reader) -> Self {
        Self {
            week: input.label.map(|label| label.to_string()),
            format: "empathy-review",
            ..Self::stretch(input, input, reader)
        }
    }

    /// Describes what a portfolio from one week to another is of.
    pub fn stretch(first: &WeekInput, last: &WeekInput, reader: Reader) -> Self {
        let (starts, ends) = (first.starts.to_string(), last.ends.to_string());
        Self { format: PORTFOLIO, version: VERSION, week: None, starts, ends, reader: reader.name() }
    }
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    about: &'a About,
    document: &'a Document,
}

/// Writes a document as JSON; ends with a line break.
pub fn json(about: &About, document: &Document) -> String {
    let written = Written { about, document };
    serde_json::to_string_pretty(&written).map_or_else(|_| String::new(), |text| text + "\n")
}
