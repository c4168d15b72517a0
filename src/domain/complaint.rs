//! Complaints: what strangers wrote about a product, and what a person decided each is about.

mod id;
mod label;

use std::ops::Range;

use chrono::NaiveDate;

pub use id::{ComplaintId, PREFIX};
pub use label::{Decision, Dimension, Label, Made, Picked, SaidWhy, Suggested};

use super::id::ShortId;
use super::time::Moment;

/// What somebody complained about, as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// About which product.
    pub product: String,
    /// Where it was written, as `Google Play`.
    pub source: String,
    /// What it is called there.
    pub source_id: Option<String>,
    /// How many stars were given with it, 1 to 5.
    pub stars: Option<u8>,
    /// When it was written.
    pub day: Option<NaiveDate>,
    /// The words.
    pub text: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Who wrote it; only where that was asked for.
    pub author: Option<String>,
}

/// A complaint of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Its place: those imported later are higher.
    pub number: i64,
    /// The id for the program.
    pub id: ComplaintId,
    /// The id for people.
    pub short: ShortId,
    /// What was said.
    pub said: Said,
    /// What was decided; nothing while it waits.
    pub decision: Option<Decision>,
    /// Whether that was a suggestion which was taken without asking.
    pub is_automatic: bool,
}

/// A label of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// Its number; later ones are higher.
    pub number: i64,
    /// Which complaint.
    pub complaint: ComplaintId,
    /// When.
    pub at: Moment,
    /// Who decided; empty for the person whose journal it is.
    pub reader: String,
    /// What was decided.
    pub label: Label,
    /// Whether it was undone.
    pub undone: bool,
}

/// How many complaints about a product a person decided to be something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledCount {
    /// The product.
    pub product: String,
    /// What was decided.
    pub decision: Decision,
    /// How many.
    pub n: u64,
    /// How many more were labelled without asking.
    pub automatic: u64,
}

/// Where words stand in a text: the byte range of the first place where they do, whatever their case and the white space
/// between them. `None` if they are not there, or are no words.
pub fn phrase_in(text: &str, words: &str) -> Option<Range<usize>> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let begins = text.char_indices().map(|(at, _)| at);
    begins.filter_map(|at| text.get(at..)?.starts_with(|c: char| !c.is_whitespace()).then_some(at)).find_map(
        |at| {
            let end = at + begins_with(&text[at..], words)?;
            Some(at..end)
        },
    )
}

/// How many bytes of a text are these words, if it begins with them.
fn begins_with(text: &str, words: &str) -> Option<usize> {
    let (mut text_left, mut words_left) = (text.char_indices().peekable(), words.chars().peekable());
    while let Some(wanted) = words_left.next() {
        if wanted.is_whitespace() {
            while words_left.next_if(|c| c.is_whitespace()).is_some() {}
            text_left.next_if(|(_, c)| c.is_whitespace())?;
            while text_left.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        } else {
            let (_, found) = text_left.next()?;
            if !(found == wanted || found.to_lowercase().eq(wanted.to_lowercase())) {
                return None;
            }
        }
    }
    Some(text_left.peek().map_or(text.len(), |(at, _)| *at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_whatever_its_case_and_white_space() {
        let text = "Außerdem: It  LIED\nto me 🤖!";
        let found = |words: &str| phrase_in(text, words).map(|range| &text[range]);
        assert_eq!(found(" it lied to ME "), Some("It  LIED\nto me"));
        assert_eq!(found("🤖!"), Some("🤖!"));
        assert_eq!([found("it lied to you"), found("  "), found("me 🤖!!")], [None; 3]);
    }
}
