//! The words a story is found by: what it is about, not how it is put. Each is kept as a number.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

/// Words that say nothing of what a story or a question is about.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().collect());
/// How many words of a text are read.
const MOST: usize = 600;
/// The shortest word that counts, in letters; what has no spaces between words is read sign by sign.
const SHORTEST: usize = 3;

/// A word of a text: what it is kept as, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The same number for `wards`, `Ward` and `ward's`.
    pub key: u32,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Lists the words that a text is about, in its order; of the first 600 words, those that everyone uses left out.
pub fn topics(text: &str) -> Vec<Topic> {
    let words = text.unicode_word_indices().take(MOST);
    let topic = |(start, word): (usize, &str)| {
        let low = word.to_lowercase().replace('’', "'");
        let low = low.strip_suffix("'s").unwrap_or(&low);
        let counts = low.chars().count() >= SHORTEST || !low.is_ascii();
        (counts && !COMMON.contains(low)).then(|| Topic {
            key: key(stem(low)),
            start,
            end: start + word.len(),
        })
    };
    words.filter_map(topic).collect()
}

/// Lists what a text is about as it is kept: each number once, in order.
pub fn keys(text: &str) -> Vec<u32> {
    let mut keys: Vec<u32> = topics(text).into_iter().map(|topic| topic.key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Finds the words of a text that are among some, by what they are kept as, one behind the other.
pub fn shared(text: &str, keys: &BTreeSet<u32>) -> Vec<Range<usize>> {
    let among = |topic: Topic| keys.contains(&topic.key).then_some(topic.start..topic.end);
    topics(text).into_iter().filter_map(among).collect()
}

/// How alike two sets of words are: what they share of all they have, from 0 to 1.
pub fn likeness(one: &[u32], other: &[u32]) -> f64 {
    let (mut shared, mut from) = (0, 0);
    for key in one {
        from += other.get(from..).map_or(0, |rest| rest.iter().take_while(|other| *other < key).count());
        shared += usize::from(other.get(from) == Some(key));
    }
    let all = one.len() + other.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// Takes the usual endings off an English word: enough that its forms meet, not that it can be read.
fn stem(word: &str) -> &str {
    let letters = word.len();
    if !word.is_ascii() || letters < 4 {
        return word;
    }
    let cut = |ending: &str, keeps: usize| word.strip_suffix(ending).filter(|rest| rest.len() >= keeps);
    let rest = cut("ies", 3)
        .or_else(|| cut("ing", 4))
        .or_else(|| cut("ed", 4))
        .or_else(|| cut("es", 4))
        .or_else(|| cut("s", 3).filter(|rest| !rest.ends_with('s')))
        .or_else(|| cut("ly", 5))
        .unwrap_or(word);
    let rest = rest.strip_suffix(['e', 'y']).filter(|rest| rest.len() >= 3).unwrap_or(rest);
    // stopped, stop
    let bytes = rest.as_bytes();
    let is_double = bytes.len() > 3 && bytes.last() == bytes.get(bytes.len() - 2);
    if is_double { &rest[..rest.len() - 1] } else { rest }
}

/// FNV-1a, 32 bits.
fn key(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_meet_and_common_words_are_left_out() {
        for forms in [
            &["ward", "wards", "Ward's", "ward’s"][..],
            &["stop", "stopped", "stopping", "stops"],
            &["invoice", "invoices", "invoiced", "invoicing"],
            &["pharmacy", "pharmacies"],
            &["ölfarbe"],
        ] {
            let all: Vec<Vec<u32>> = forms.iter().map(|form| keys(form)).collect();
            assert!(all.iter().all(|one| one.len() == 1 && *one == all[0]), "{forms:?}: {all:?}");
        }
        assert_eq!(keys("Tell me about a time when you were the user."), [0; 0]);
        assert_ne!(keys("pass"), keys("past"));
        let text = "A nurse’s two wards";
        let topics = topics(text);
        let found: Vec<&str> = topics.iter().map(|topic| &text[topic.start..topic.end]).collect();
        assert_eq!(found, ["nurse’s", "wards"]);
    }

    #[test]
    fn likeness_is_what_is_shared_of_everything() {
        let (one, other) = (keys("hospital interpreter ward"), keys("the ward of a hospital, and a button"));
        assert!((likeness(&one, &other) - 0.5).abs() < 1e-9);
        assert!((likeness(&one, &one) - 1.0).abs() < 1e-9);
        assert!(likeness(&[], &[]).abs() < 1e-9);
    }
}
