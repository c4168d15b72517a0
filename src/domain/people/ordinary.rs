//! Names that are words as well, where they stand as words with a capital: "in May", "Will it answer?".

use super::spellings::is_common;
use super::words::{Word, between};

/// Names of months that are names of people, too.
const MONTHS: [&str; 5] = ["april", "august", "january", "june", "may"];

/// What stands before a month and hardly before a person.
const BEFORE_MONTHS: [&str; 9] = ["during", "early", "in", "last", "late", "mid", "next", "since", "until"];

/// What follows a month and no person who does something.
const AFTER_MONTHS: [&str; 4] = ["and", "or", "to", "when"];

/// What follows a verb that begins a sentence.
const AFTER_VERBS: [&str; 22] = [
    "an", "any", "anyone", "each", "every", "he", "i", "it", "its", "my", "our", "she", "that", "the",
    "their", "there", "these", "they", "this", "those", "we", "you",
];

/// Returns whether a single word that is a name stands for no person, as far as its neighbours tell: a month by what is
/// before it and after it, or by a day or a year beside it, a verb at the beginning of a sentence by its subject or object. When in doubt it
/// stands for the person.
pub(super) fn is_ordinary(text: &str, before: Option<&Word>, word: &Word, after: Option<&Word>) -> bool {
    let spaced = |one: &Word, other: &Word| matches!(between(text, one, other).as_str(), " " | "-");
    let before_it = before.filter(|before| spaced(before, word));
    let after_it = after.filter(|after| spaced(word, after));
    let owns = text.get(word.at.end..).is_some_and(|rest| rest.starts_with(['\'', '’']));
    if MONTHS.contains(&word.folded.as_str()) && !owns {
        let dated = before_it.is_some_and(|before| BEFORE_MONTHS.contains(&before.folded.as_str()));
        let follows = |word: &str| AFTER_VERBS.contains(&word) || AFTER_MONTHS.contains(&word);
        let ends = after_it.is_none_or(|after| follows(&after.folded));
        if dated && ends || is_of_a_date(before_it) || is_of_a_date(after_it) {
            return true;
        }
    }
    let subject = after_it.is_some_and(|after| AFTER_VERBS.contains(&after.folded.as_str()));
    is_common(&word.folded) && subject && begins_sentence(text, word)
}

/// Whether a word is the day of a month, or a year.
fn is_of_a_date(near: Option<&Word>) -> bool {
    let digits =
        |near: &Word| near.folded.trim_end_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
    near.and_then(digits).is_some_and(|number| matches!(number, 1..=31 | 1900..=2100))
}

fn begins_sentence(text: &str, word: &Word) -> bool {
    let before = text.get(..word.at.start).unwrap_or_default();
    let said = before.trim_end();
    said.is_empty()
        || said.ends_with(['.', '!', '?', ':', '"', '“', '•'])
        || before[said.len()..].contains('\n')
}
