//! What leaves the program as a document or a file, and the documents that screens show.

use std::path::Path;

use super::context::Context;
use super::dialog::Dialog;
use super::theme::Role;
use crate::app;
use crate::domain::exercise::Exercise;
use crate::domain::people::Replaced;
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
    /// What is replaced in the file.
    replaced: Replaced,
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
    let replaced = app::people::replaced(&cx.store, &veil, &inside, &out)?;
    Ok(Reading { shown, outside, replaced })
}

impl Reading {
    /// Asks for the file to write it to, as Markdown, as it goes out.
    pub fn ask_where(&self, name: &str) -> Dialog {
        let line = "Markdown, with people under their aliases. An existing file is not overwritten.";
        let text = sanitize::block(&markdown::markdown(&self.outside)).into_owned();
        ask_where("Write the review to a file", line, name, text, &self.replaced)
    }

    /// Lays it out for a width in columns.
    pub fn lines(&self, width: u16) -> Vec<(String, Role)> {
        let width = usize::from(width);
        let mut lines = Vec::new();
        let replaced = app::people::describe(&self.replaced);
        for line in &replaced {
            let rows = sanitize::wrap(&sanitize::line(line), width);
            lines.extend(rows.into_iter().map(|line| (line, Role::Dim)));
        }
        if !replaced.is_empty() {
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

/// Writes an entry as Markdown, for a file, with people by their aliases, and returns what was replaced.
pub fn entry_text(cx: &Context, exercise: &Exercise, answers: &Answers) -> Result<(String, Replaced)> {
    let veil = app::people::veil(&cx.store, exercise, [answers])?;
    let text = |answers: &Answers| app::review::entry_markdown(&cx.store, &cx.catalog, exercise, answers);
    let (inside, outside) = (text(answers)?, text(&veil.over_answers(exercise, answers))?);
    let replaced = app::people::replaced(&cx.store, &veil, &inside, &outside)?;
    Ok((sanitize::block(&outside).into_owned(), replaced))
}

/// Asks for a file, says what is replaced in it, and offers to declare whoever it may name.
pub fn ask_where(title: &str, line: &str, name: &str, text: String, replaced: &Replaced) -> Dialog {
    let mut lines = vec![line.to_owned()];
    let said = app::people::describe(replaced).into_iter().chain(app::people::warnings(replaced));
    lines.extend(said.map(|line| sanitize::line(&line).into_owned()));
    let stranger = replaced.strangers.first().map(|stranger| stranger.name.clone());
    Dialog::export(title, lines, name, text, stranger)
}

/// Writes a text to a file, whole or not at all.
pub fn export(path: &Path, text: &str, over: bool) -> Result<()> {
    files::write_whole(path, text.as_bytes(), over)
}
