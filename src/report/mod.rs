//! What a week says: a document made of what was practised, and its writers.
//!
//! Architecture invariant: pure, and given everything it shows. Nothing here queries, knows an exercise by its id, or
//! removes control characters (the sink does that).

pub mod answers;
pub mod choice;
pub mod compose;
pub mod csv;
pub(crate) mod document;
pub(crate) mod entry;
pub mod html;
pub(crate) mod input;
pub mod json;
pub mod markdown;
pub mod parts;
pub mod pdf;
pub(crate) mod plain;
pub mod portfolio;
pub mod since;
pub(crate) mod template;

mod basis;
mod blocks;
mod days;
mod drawings;
mod escape;
mod format;
mod joined;
mod measure;
mod overview;
mod page;
mod practice;
mod responsive_tables;
mod svg;
mod written;

pub use written::Written;

/// Whom a review is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reader {
    /// The person who wrote it: everything, in the order of the week.
    Me,
    /// Someone who answers: page one, and what stands behind it.
    #[default]
    Peer,
    /// Someone who listens: page one, and six cues to tell it by.
    Interview,
}

/// What a review is called: its week, the products it is about if they were chosen, and whom it is for.
pub(crate) fn title(input: &input::WeekInput, reader: Reader, products: &[String]) -> String {
    let about =
        if products.is_empty() { String::new() } else { format!(", about {}", days::join_names(products)) };
    format!("{}{about}, for {}", overview::title(input), reader.words())
}

/// Takes a title apart: what it is of, and whom it is for.
pub(crate) fn title_parts(title: &str) -> Option<(&str, Reader)> {
    let of = |reader: Reader| Some((title.strip_suffix(&format!(", for {}", reader.words()))?, reader));
    [Reader::Me, Reader::Peer, Reader::Interview].into_iter().find_map(of)
}

impl Reader {
    /// The reader after this one, in a circle.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Peer => Self::Interview,
            Self::Interview => Self::Me,
            Self::Me => Self::Peer,
        }
    }

    /// Whom it is for, behind "for".
    pub fn words(self) -> &'static str {
        match self {
            Self::Me => "you",
            Self::Peer => "a peer",
            Self::Interview => "an interview",
        }
    }

    /// Its name in file names and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Peer => "peer",
            Self::Interview => "interview",
        }
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
