//! What is typed: a line, a longer text, a command, or the end of it all.

use super::Run;
use crate::commands::world::typed_line;
use crate::error::Result;

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

/// What works at every question.
pub(super) enum Command {
    Quit,
    Back,
    Another,
    Clear,
    Example,
    Take,
}

impl Command {
    /// Reads what followed a colon; `None` if it is no command.
    pub(super) fn of(typed: &str) -> Option<Self> {
        Some(match typed.trim().to_lowercase().as_str() {
            "quit" | "q" => Self::Quit,
            "back" | "b" => Self::Back,
            "another" => Self::Another,
            "clear" => Self::Clear,
            "example" | "e" => Self::Example,
            "take" => Self::Take,
            _ => return None,
        })
    }
}

impl Run<'_> {
    /// Reads a text of several lines, up to a `.` on a line of its own. An empty first line means none. A command counts on
    /// the first line alone: further down it does nothing, and is said to be left out of the text.
    pub(super) fn prose(&mut self) -> Result<Typed> {
        let mut lines: Vec<String> = Vec::new();
        loop {
            match self.prompt()? {
                Typed::Line(line) if line.trim() == "." => break,
                Typed::Line(line) if line.trim().is_empty() && lines.is_empty() => break,
                Typed::Line(line) => lines.push(line),
                Typed::Command(command) if lines.is_empty() => return Ok(Typed::Command(command)),
                Typed::Command(command) if Command::of(&command).is_some() => {
                    let typed = command.trim();
                    self.out.line(&format!(
                        "  `:{typed}` was left out. Type `::{typed}` to keep it, or `.` on its own line to end the text."
                    ))?;
                }
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
