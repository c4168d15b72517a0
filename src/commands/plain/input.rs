//! What is typed: a line, a longer text, a command, or the end of it all.

use super::Run;
use crate::commands::world::typed_line;
use crate::error::Result;

/// What is said of a command within a text.
const FIRST: &str = "  To use a command, first end the text with a `.` on its own line.\n  \
                     To write it in the text, begin the line with `::`.";

/// What was typed at a prompt.
pub(super) enum Typed {
    Line(String),
    /// What followed a colon.
    Command(String),
    /// A question mark alone.
    Compare,
    /// Nothing more will come.
    End,
}

impl Run<'_> {
    /// Reads a text of several lines, up to a `.` on a line of its own. An empty first line means none. A command counts on
    /// the first line alone: further down it neither ends up in the text nor does anything.
    pub(super) fn prose(&mut self) -> Result<Typed> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            match self.prompt()? {
                Typed::Line(line) if line.trim() == "." => break,
                Typed::Line(line) if line.trim().is_empty() && lines.is_empty() => break,
                Typed::Line(line) => lines.push(line),
                Typed::Command(command) if lines.is_empty() => return Ok(Typed::Command(command)),
                Typed::Command(command) if is_known(&command) => self.out.line(FIRST)?,
                Typed::Command(command) => lines.push(format!(":{command}")),
                Typed::Compare if lines.is_empty() => return Ok(Typed::Compare),
                Typed::Compare => lines.push("?".to_owned()),
                Typed::End if lines.is_empty() => return Ok(Typed::End),
                Typed::End => break,
            }
        }
        Ok(Typed::Line(lines.join("\n").trim_end().to_owned()))
    }

    pub(super) fn prompt(&mut self) -> Result<Typed> {
        self.out.text("> ")?;
        let Some(line) = typed_line("what was written before is kept as a draft")? else {
            return Ok(Typed::End);
        };
        Ok(match line.strip_prefix(':') {
            Some(rest) if rest.starts_with(':') => Typed::Line(rest.to_owned()),
            Some(command) => Typed::Command(command.to_owned()),
            None if line.trim() == "?" => Typed::Compare,
            None => Typed::Line(line),
        })
    }
}

/// Whether something that follows a colon is a command.
fn is_known(command: &str) -> bool {
    const KNOWN: [&str; 9] = ["quit", "q", "back", "b", "another", "clear", "example", "e", "take"];
    KNOWN.contains(&command.trim().to_lowercase().as_str())
}
