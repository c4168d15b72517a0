//! What leaves the program as a document or a file, and the documents that screens show.

use std::path::Path;

use super::context::Context;
use super::theme::Role;
use crate::app;
use crate::domain::exercise::Exercise;
use crate::domain::people::Person;
use crate::domain::plan::Week;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::report::document::{Block, Document};
use crate::report::{compose, markdown, plain};
use crate::sanitize;
use crate::sys::files;

/// A document being read on the screen, with people by their names, and as it goes out.
#[derive(Debug)]
pub struct Reading {
    shown: Document,
    outside: Document,
    /// Who goes out under which alias, in a line; empty if no one is named.
    veiled: String,
}

/// Makes the review of a week.
pub fn review(cx: &Context, week: Week) -> Result<Reading> {
    let input = app::review::gather(&cx.store, &cx.catalog, week, cx.now.wall)?;
    let veil = cx.store.veil(&input.people())?;
    let (shown, outside) = (compose::compose(&input), compose::compose(&input.veiled(&veil)));
    let text = |document: &Document| -> String {
        plain::lines(document, usize::MAX).into_iter().map(|line| line.text + "\n").collect()
    };
    let (inside, out) = (text(&shown), text(&outside));
    let mut named = veil.named_in([inside.as_str()]);
    // A field for people names somebody in any spelling; one that is not printed names nobody.
    let goes_out = |person: &&Person| out.contains(&person.alias);
    named.extend(input.people().iter().filter_map(|name| veil.who(name)).filter(goes_out));
    named.sort_by_key(|person| person.id);
    named.dedup();
    let alias = |person: &Person| format!("{} is {}", person.name, person.alias);
    let named: Vec<_> = named.into_iter().map(alias).collect();
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
        let width = usize::from(width);
        let mut lines = Vec::new();
        if !self.veiled.is_empty() {
            let veiled = sanitize::wrap(&sanitize::line(&self.veiled), width);
            lines.extend(veiled.into_iter().map(|line| (line, Role::Dim)));
            lines.push((String::new(), Role::Plain));
        }
        lines.extend(styled(plain::lines(&self.shown, width)));
        lines
    }
}

/// Lays blocks out for a width in columns.
pub fn block_lines(blocks: &[Block], width: usize) -> impl Iterator<Item = (String, Role)> {
    styled(plain::block_lines(blocks, width))
}

fn styled(lines: Vec<plain::Line>) -> impl Iterator<Item = (String, Role)> {
    let role = |role| match role {
        plain::Role::Title | plain::Role::Heading => Role::Accent,
        plain::Role::Subheading | plain::Role::Card | plain::Role::TableHead => Role::Title,
        plain::Role::Body | plain::Role::Table | plain::Role::Blank => Role::Plain,
        plain::Role::Dim => Role::Dim,
        plain::Role::Quote => Role::Quote,
    };
    lines.into_iter().map(move |line| (line.text, role(line.role)))
}

/// Writes an entry as Markdown, for a file, with people by their aliases.
pub fn entry_text(cx: &Context, exercise: &Exercise, answers: &Answers) -> Result<String> {
    let veiled = app::people::veil(&cx.store, exercise, [answers])?.over_answers(exercise, answers);
    let text = app::review::entry_markdown(&cx.store, &cx.catalog, exercise, &veiled)?;
    Ok(sanitize::block(&text).into_owned())
}

/// Writes a text to a file, whole or not at all.
pub fn export(path: &Path, text: &str, over: bool) -> Result<()> {
    files::write_whole(path, text.as_bytes(), over)
}
