//! What leaves the program as a document or a file, and the documents that screens show.

use std::path::Path;

use super::cx::Cx;
use super::theme::Role;
use crate::error::Result;
use crate::files;
use crate::journal;
use crate::model::exercise::Exercise;
use crate::model::plan::Week;
use crate::model::value::Answers;
use crate::report::document::Document;
use crate::report::{compose, markdown, plain};
use crate::shown;

/// A document being read on the screen.
#[derive(Debug)]
pub struct Reading(Document);

/// Makes the review of a week.
pub fn review(cx: &Cx, week: Week) -> Result<Reading> {
    let given = journal::review::gather(&cx.store, &cx.catalog, week, cx.now.wall)?;
    Ok(Reading(compose::compose(&given)))
}

impl Reading {
    /// Writes it as Markdown.
    pub fn markdown(&self) -> String {
        shown::block(&markdown::markdown(&self.0)).into_owned()
    }

    /// Lays it out for a width in columns.
    pub fn lines(&self, width: u16) -> Vec<(String, Role)> {
        let role = |role| match role {
            plain::Role::Title | plain::Role::Heading => Role::Accent,
            plain::Role::Subheading | plain::Role::Card | plain::Role::TableHead => Role::Title,
            plain::Role::Body | plain::Role::Table | plain::Role::Blank => Role::Plain,
            plain::Role::Dim => Role::Dim,
            plain::Role::Quote => Role::Quote,
        };
        plain::lines(&self.0, usize::from(width))
            .into_iter()
            .map(|line| (line.text, role(line.role)))
            .collect()
    }
}

/// Writes an entry as Markdown, for a file.
pub fn entry_text(exercise: &Exercise, answers: &Answers) -> String {
    shown::block(&journal::review::entry_markdown(exercise, answers)).into_owned()
}

/// Writes a text to a file, whole or not at all.
pub fn export(path: &Path, text: &str, over: bool) -> Result<()> {
    files::write_whole(path, text.as_bytes(), over)
}
