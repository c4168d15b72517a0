//! What can go wrong, told to a person: one error type, its hints and exit codes, and located problems in files.
//!
//! Variants are by what the person can do about them. Messages carry ids and paths, never what somebody wrote.

use std::fmt;
use std::path::{Path, PathBuf};

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything that can go wrong, by what the person can do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The words on the command line do not fit; exit code 2.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// What was asked for is not there; exit code 1.
    #[error("{message}")]
    Unknown {
        /// What is not there.
        message: String,
        /// What is there instead.
        hint: String,
    },
    /// The journal could not do it; exit code 1.
    #[error("could not {attempt}: {cause}")]
    Journal {
        /// What was being attempted, in the infinitive.
        attempt: String,
        /// Why it failed.
        cause: DbError,
    },
    /// A file or folder could not be read or written; exit code 1.
    #[error("could not {attempt}: {cause}")]
    File {
        /// What was being attempted, path included.
        attempt: String,
        /// What the system said.
        cause: String,
        /// What to do.
        hint: String,
    },
    /// Files of exercises, settings or keys have mistakes; exit code 1.
    #[error("{}", Problem::list(.0))]
    Problems(Vec<Problem>),
}

/// Why the journal could not do something; each has its own hint.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// No room left on the disk.
    #[error("the disk is full")]
    Full,
    /// The file or its folder may not be written.
    #[error("the journal is read-only")]
    ReadOnly,
    /// Another program holds the journal for longer than we waited.
    #[error("another program is writing to this journal; nothing was changed")]
    Busy,
    /// The file is no database, or its content is damaged.
    #[error("{0}")]
    Damaged(String),
    /// The journal was written by a newer version of the program.
    #[error("it was written by a newer version of empathy (schema {found}, this one knows {known})")]
    Newer {
        /// The schema number found in the file.
        found: u32,
        /// The highest schema number this program knows.
        known: u32,
    },
    /// The same entry was saved from another window in the meantime.
    #[error("it was changed in another window")]
    Overtaken,
    /// Anything else the database said.
    #[error("{0}")]
    Other(String),
}

impl DbError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Full => "free some space; an open exercise keeps what you wrote and saves it then",
            Self::ReadOnly => {
                "check the permissions of the file and its folder, or open another with `--journal`"
            }
            Self::Busy => "try again in a moment, or close the other program",
            Self::Damaged(_) => {
                "nothing was changed; `empathy backup --list` shows your backups, and `empathy restore-backup` restores one"
            }
            Self::Newer { .. } => {
                "update empathy, or open another journal with `--journal`; nothing was changed"
            }
            Self::Overtaken => "open the entry again to see what is there now",
            Self::Other(_) => "try again; if it happens again, copy the journal first",
        }
    }
}

/// Leaves out what the journal cannot read any more: `None` for a damaged entry, so that the others show. Other errors stay.
pub fn unless_damaged<T>(read: Result<Option<T>>) -> Result<Option<T>> {
    match read {
        Err(Error::Journal { cause: DbError::Damaged(_) | DbError::Other(_), .. }) => Ok(None),
        read => read,
    }
}

impl Error {
    /// Makes an error of use, for words that do not fit together.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// Makes an error for something that is not there.
    pub fn unknown(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unknown { message: message.into(), hint: hint.into() }
    }

    /// Makes an error for a file, from what the system said.
    pub fn file(attempt: &str, path: &Path, cause: &std::io::Error, hint: impl Into<String>) -> Self {
        Self::File {
            attempt: format!("{attempt} `{}`", path.display()),
            cause: plain_io(cause),
            hint: hint.into(),
        }
    }

    /// What to do about it, if there is anything to say beyond the message.
    pub fn hint(&self) -> Option<&str> {
        let hint = match self {
            Self::Usage { hint, .. } | Self::Unknown { hint, .. } | Self::File { hint, .. } => hint.as_str(),
            Self::Journal { cause, .. } => cause.hint(),
            Self::Problems(_) => "",
        };
        (!hint.is_empty()).then_some(hint)
    }

    /// Returns what happened and the hint in one line.
    pub fn with_hint(&self) -> String {
        self.hint().map_or_else(|| self.to_string(), |hint| format!("{self} – {hint}"))
    }

    /// The exit code: 2 for wrong use, 1 for everything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } => 2,
            _ => 1,
        }
    }
}

/// Puts what the system said into plain lower-case words, without its error number.
pub fn plain_io(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// One mistake in a file, with the place to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it was named.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What is wrong and what was expected.
    pub message: String,
    /// A likely correction.
    pub suggestion: Option<String>,
}

impl Problem {
    /// Locates a mistake at a byte of a file's text.
    pub fn at(file: &Path, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = &text[..text.floor_char_boundary(byte)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message: message.into(),
            suggestion: None,
        }
    }

    /// Adds a likely correction, if there is one.
    #[must_use]
    pub fn suggesting(self, suggestion: Option<String>) -> Self {
        Self { suggestion, ..self }
    }

    /// Joins problems for a person, one a line.
    pub fn list(problems: &[Self]) -> String {
        problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file.display(), self.line, self.column, self.message)?;
        match &self.suggestion {
            Some(word) => write!(f, "; did you mean `{word}`?"),
            None => Ok(()),
        }
    }
}

/// Finds the known word that somebody most likely meant: a near one, else the only one that begins with it.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let parts = || known.iter().filter(|one| word.len() > 2 && one.starts_with(word));
    let only = || Some((*parts().next().filter(|_| parts().count() == 1)?).to_owned());
    let near = known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count() / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned());
    near.or_else(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_a_far_one_is_not() {
        let known = ["title", "each", "optional"];
        assert_eq!(did_you_mean("tilte", known), Some("title".to_owned()));
        assert_eq!(did_you_mean("optionnal", known), Some("optional".to_owned()));
        assert_eq!(did_you_mean("colour", known), None);
        let known = ["trust-audit", "explain-trust", "error-map", "eval-plan", "study-plan"];
        assert_eq!(did_you_mean("error", known), Some("error-map".to_owned()));
        assert_eq!((did_you_mean("e", known), did_you_mean("map", known)), (None, None));
        assert_eq!(did_you_mean("", known), None);
    }

    #[test]
    fn system_messages_lose_their_number() {
        let error = std::io::Error::from_raw_os_error(2);
        assert_eq!(plain_io(&error), "no such file or directory");
    }
}
