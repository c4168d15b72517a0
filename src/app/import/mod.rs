//! Journals that come in: everything another journal of ours held, or the entries of another program as entries of what
//! the plan captures.

mod day_one;
mod found;
mod jrnl;
mod json;
mod log;
mod own;
mod tui_journal;
mod xml;

use std::path::Path;

use serde::Deserialize;
use serde::de::IgnoredAny;

pub use self::found::Found;
pub use self::log::{Calendar, Logged, log};
pub use self::own::own;
use crate::error::{Error, Result};

/// The most that is read of one file, in bytes.
pub const LARGEST: u64 = 200 * 1024 * 1024;

/// What wrote a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// This program.
    Empathy,
    /// jrnl.
    Jrnl,
    /// Day One.
    DayOne,
    /// tui-journal.
    TuiJournal,
}

impl Program {
    /// Returns the name it goes by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Empathy => "empathy",
            Self::Jrnl => "jrnl",
            Self::DayOne => "Day One",
            Self::TuiJournal => "tui-journal",
        }
    }
}

/// What a file looks like, from its first bytes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Lines of JSON, each with a kind.
    Records,
    /// A list of JSON objects.
    List,
    /// A JSON object.
    Object,
    /// A property list.
    Plist,
    /// Other XML.
    Xml,
    /// Text with lines that begin an entry.
    Text(jrnl::Shape),
}

impl Shape {
    fn of(text: &str) -> Option<Self> {
        let start = text.trim_start();
        let rest = |sign: char| start.strip_prefix(sign).map(str::trim_start);
        if let Some(rest) = rest('{') {
            let line = start.lines().next().unwrap_or_default();
            let is_record = rest.starts_with("\"kind\"") && serde_json::from_str::<IgnoredAny>(line).is_ok();
            return Some(if is_record { Self::Records } else { Self::Object });
        }
        if rest('[').is_some_and(|rest| rest.starts_with(['{', ']'])) {
            return Some(Self::List);
        }
        if start.starts_with('<') {
            return Some(if start.contains("<plist") { Self::Plist } else { Self::Xml });
        }
        jrnl::shape(text).map(Self::Text)
    }
}

/// What tells the JSON of one program from that of another.
#[derive(Deserialize)]
struct Signs {
    #[serde(default)]
    metadata: Option<IgnoredAny>,
    #[serde(default)]
    version: Option<IgnoredAny>,
}

/// Guesses what wrote a journal; nothing if it looks like none that can be read.
pub fn guess(text: &str) -> Option<Program> {
    Some(match Shape::of(text)? {
        Shape::Records => Program::Empathy,
        Shape::List => Program::TuiJournal,
        Shape::Object => match serde_json::from_str(text) {
            Ok(Signs { metadata: Some(_), .. }) => Program::DayOne,
            Ok(Signs { version: Some(_), .. }) => Program::TuiJournal,
            _ => Program::Jrnl,
        },
        Shape::Plist => Program::DayOne,
        Shape::Xml | Shape::Text(_) => Program::Jrnl,
    })
}

/// Reads the journal of another program.
pub fn read(file: &Path, text: &str, program: Program) -> Result<Found> {
    match (program, Shape::of(text)) {
        (Program::Jrnl, Some(Shape::Object)) => jrnl::json(file, text),
        (Program::Jrnl, Some(Shape::Xml)) => jrnl::xml(file, text),
        (Program::Jrnl, Some(Shape::Text(shape))) => Ok(jrnl::text(file, text, shape)),
        (Program::DayOne, Some(Shape::Object)) => day_one::json(file, text),
        (Program::DayOne, Some(Shape::Plist | Shape::Xml)) => day_one::classic(file, text),
        (Program::TuiJournal, Some(Shape::List)) => tui_journal::json(file, text, json::Entries::Bare),
        (Program::TuiJournal, Some(Shape::Object)) => tui_journal::json(file, text, json::Entries::InObject),
        _ => Err(Error::usage(
            format!("`{}` does not look like a journal of {}", file.display(), program.name()),
            "`--from` names the program it is from; `empathy help import journal` lists what can be read",
        )),
    }
}
