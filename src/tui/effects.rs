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
use crate::store::Store;

/// A document being read on the screen, with people by their names, and as it goes out.
#[derive(Debug)]
pub struct Reading {
    shown: Document,
    outside: Document,
    /// Who goes out under which alias, in a line; empty if nobody is named.
    veiled: String,
}

/// Makes the review of a week.
pub fn review(cx: &Cx, week: Week) -> Result<Reading> {
    let given = journal::review::gather(&cx.store, &cx.catalog, week, cx.now.wall)?;
    let veil = cx.store.veil(&given.people())?;
    let shown = compose::compose(&given);
    let named = veil.named_in(shown.texts());
    let named = named.iter().map(|person| format!("{} is {}", person.name, person.alias)).collect::<Vec<_>>();
    let outside = if named.is_empty() { shown.clone() } else { compose::compose(&given.veiled(&veil)) };
    let veiled =
        if named.is_empty() { String::new() } else { format!("in the file: {}", named.join(" · ")) };
    Ok(Reading { shown, outside, veiled })
}

impl Reading {
    /// Writes it as Markdown, as it goes out.
    pub fn markdown(&self) -> String {
        shown::block(&markdown::markdown(&self.outside)).into_owned()
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
        let width = usize::from(width);
        let veiled = shown::wrap(&shown::line(&self.veiled), width).into_iter().map(|line| (line, Role::Dim));
        let below = (!self.veiled.is_empty()).then(|| (String::new(), Role::Plain));
        let lines = plain::lines(&self.shown, width).into_iter().map(|line| (line.text, role(line.role)));
        veiled.filter(|_| below.is_some()).chain(below.clone()).chain(lines).collect()
    }
}

/// Writes an entry as Markdown, for a file, with people by their aliases.
pub fn entry_text(store: &Store, exercise: &Exercise, answers: &Answers) -> Result<String> {
    let veiled = journal::people::veil(store, exercise, [answers])?.over_answers(exercise, answers);
    Ok(shown::block(&journal::review::entry_markdown(exercise, &veiled)).into_owned())
}

/// Writes a text to a file, whole or not at all.
pub fn export(path: &Path, text: &str, over: bool) -> Result<()> {
    files::write_whole(path, text.as_bytes(), over)
}
