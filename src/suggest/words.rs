//! The words of a text, with their places.
//!
//! `training/complaints/features.py` reads texts in the same way; `reading.json` there holds both to it.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::GraphemeCursor;

/// How many words are read. Longer texts are cut: what they are about is said by then.
pub(super) const MOST_WORDS: usize = 600;

/// A run of letters and digits.
#[derive(Debug)]
pub(super) struct Word {
    /// In lower case, without apostrophes and accents of their own.
    pub low: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// The sentence it stands in, from 0.
    pub sentence: usize,
}

/// Reads the words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let (mut sentence, mut ended, mut inside) = (0, false, false);
    for (at, letter) in text.char_indices() {
        if matches!(letter, '\'' | '’' | '‘' | '`' | '´') || is_combining_mark(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            inside = false;
            ended |= matches!(letter, '.' | '!' | '?' | '…' | '\n');
            continue;
        }
        if !inside {
            if found.len() == MOST_WORDS {
                break;
            }
            sentence += usize::from(ended);
            (ended, inside) = (false, true);
            found.push(Word { low: String::new(), at: at..at, sentence });
        }
        if let Some(word) = found.last_mut() {
            word.low.extend(letter.to_lowercase());
            word.at.end = at + letter.len_utf8();
        }
    }
    found
}

/// Widens a range until it ends where what is seen as one letter ends.
pub(super) fn whole_letters(text: &str, range: &Range<usize>) -> Range<usize> {
    let is_edge = |at: usize| GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true);
    let start = (0..=range.start).rev().find(|at| text.is_char_boundary(*at) && is_edge(*at));
    let end = (range.end..=text.len()).find(|at| text.is_char_boundary(*at) && is_edge(*at));
    start.unwrap_or(0)..end.unwrap_or(text.len())
}
