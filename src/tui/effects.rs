//! What leaves the program as a document or a file, and the documents that screens show.

use std::path::Path;

use super::context::Context;
use super::theme::Role;
use crate::app;
use crate::db::Store;
use crate::domain::exercise::Exercise;
use crate::domain::people::Person;
use crate::domain::plan::Week;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::report::document::Document;
use crate::report::{compose, markdown, plain};
use crate::sanitize;
use crate::sys::files;

/// A document being read on the screen, with people by their names, and as it goes out.
#[derive(Debug)]
pub struct Reading {
    shown: Document,
    outside: Document,
    /// Who goes out under which alias, in a line; empty if nobody is named.
    veiled: String,
}

/// Makes the review of a week.
pub fn review(cx: &Context, week: Week) -> Result<Reading> {
    let given = app::review::gather(&cx.store, &cx.catalog, week, cx.now.wall)?;
    let veil = cx.store.veil(&given.people())?;
    let (shown, outside) = (compose::compose(&given), compose::compose(&given.veiled(&veil)));
    let mut named = veil.named_in(shown.texts());
    // A field for people names somebody in any spelling; one that is not printed names nobody.
    let goes_out = |person: &&Person| outside.texts().iter().any(|text| text.contains(&person.alias));
    named.extend(given.people().iter().filter_map(|name| veil.who(name)).filter(goes_out));
    named.sort_by_key(|person| person.id);
    named.dedup();
    let said = |person: &Person| format!("{} is {}", person.name, person.alias);
    let named: Vec<_> = named.into_iter().map(said).collect();
    let veiled =
        if named.is_empty() { String::new() } else { format!("in the file: {}", named.join(" · ")) };
    Ok(Reading { shown, outside, veiled })
}

impl Reading {
    /// Writes it as Markdown, as it goes out.
    pub fn markdown(&self) -> String {
        sanitize::block(&markdown::markdown(&self.outside)).into_owned()
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
        let mut lines = Vec::new();
        if !self.veiled.is_empty() {
            let veiled = sanitize::wrap(&sanitize::line(&self.veiled), width);
            lines.extend(veiled.into_iter().map(|line| (line, Role::Dim)));
            lines.push((String::new(), Role::Plain));
        }
        lines.extend(plain::lines(&self.shown, width).into_iter().map(|line| (line.text, role(line.role))));
        lines
    }
}

/// Writes an entry as Markdown, for a file, with people by their aliases.
pub fn entry_text(store: &Store, exercise: &Exercise, answers: &Answers) -> Result<String> {
    let veiled = app::people::veil(store, exercise, [answers])?.over_answers(exercise, answers);
    Ok(sanitize::block(&app::review::entry_markdown(exercise, &veiled)).into_owned())
}

/// Writes a text to a file, whole or not at all.
pub fn export(path: &Path, text: &str, over: bool) -> Result<()> {
    files::write_whole(path, text.as_bytes(), over)
}
