//! Words that recur in several texts.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::words::{Word, words};

/// How many words a phrase has at most.
const LONGEST: usize = 4;
/// Words that say nothing alone, or are in every review; those of the first line do not begin or end a phrase either.
const PLAIN: &str = include_str!("../../assets/suggest/plain.txt");
/// A word shorter than this is no phrase alone.
const SHORTEST: usize = 4;

/// Words in a row that several texts hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// The words, as the first of the texts writes them.
    pub words: String,
    /// The places of the texts that hold them, in order.
    pub texts: Vec<usize>,
}

/// Finds up to `most` phrases that at least `least` texts hold, in any case of letters: of several words first, and those
/// that say most. At least one of their words says something; those in `known`, as the names of products, say nothing.
pub fn recurring(texts: &[&str], known: &[&str], least: usize, most: usize) -> Vec<Recurring> {
    let (joining, more) = PLAIN.split_once('\n').unwrap_or((PLAIN, ""));
    let joining: HashSet<&str> = joining.split_whitespace().collect();
    let known: HashSet<String> = known.iter().flat_map(|name| lows(name)).collect();
    let plain: HashSet<&str> = more
        .split_whitespace()
        .chain(joining.iter().copied())
        .chain(known.iter().map(String::as_str))
        .collect();
    let read: Vec<Vec<Word>> = texts.iter().map(|text| words(text)).collect();
    // A phrase is as frequent as its rarest word at most: the others are left out before they are put together.
    let mut each = HashMap::<&str, usize>::new();
    for read in &read {
        let all: HashSet<&str> = read.iter().map(|word| word.low.as_str()).collect();
        for word in all {
            *each.entry(word).or_default() += 1;
        }
    }
    let recurs = |word: &&Word| each.get(word.low.as_str()).is_some_and(|n| *n >= least);
    let says = |word: &Word| word.low.chars().count() >= SHORTEST && !plain.contains(word.low.as_str());
    let mut found = HashMap::<Vec<&str>, (Range<usize>, Vec<usize>)>::new();
    for (text, read) in read.iter().enumerate() {
        for begin in 0..read.len() {
            let rest = read.get(begin..).unwrap_or_default();
            let whole = rest.iter().take(LONGEST).take_while(recurs);
            let sentence = rest.first().map(|first| first.sentence);
            let phrase: Vec<&Word> = whole.take_while(|word| Some(word.sentence) == sentence).collect();
            for length in 1..=phrase.len() {
                let part = phrase.get(..length).unwrap_or_default();
                let (Some(first), Some(last)) = (part.first(), part.last()) else { break };
                let joins = |word: &Word| joining.contains(word.low.as_str());
                if joins(first) || joins(last) || !part.iter().any(|word| says(word)) {
                    continue;
                }
                let lows = part.iter().map(|word| word.low.as_str()).collect();
                let (_, texts) =
                    found.entry(lows).or_insert_with(|| (first.at.start..last.at.end, Vec::new()));
                if texts.last() != Some(&text) {
                    texts.push(text);
                }
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().filter(|(_, (_, texts))| texts.len() >= least).collect();
    found.sort_by(|(one, (_, ones)), (other, (_, others))| {
        let weighs = |words: &[&str], texts: &[usize]| (words.len() > 1, texts.len() * words.len());
        weighs(other, others).cmp(&weighs(one, ones)).then_with(|| one.cmp(other))
    });
    let mut kept: Vec<(Vec<&str>, Recurring)> = Vec::new();
    for (lows, (at, places)) in found {
        let is_told = |(other, _): &(Vec<&str>, Recurring)| holds(other, &lows) || holds(&lows, other);
        if kept.len() < most && !kept.iter().any(is_told) {
            let first = places.first().and_then(|text| texts.get(*text)?.get(at));
            let words =
                first.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            kept.push((lows, Recurring { words, texts: places }));
        }
    }
    kept.into_iter().map(|(_, one)| one).collect()
}

fn lows(text: &str) -> BTreeSet<String> {
    words(text).into_iter().map(|word| word.low).collect()
}

/// Whether a phrase holds another one.
fn holds(phrase: &[&str], other: &[&str]) -> bool {
    phrase.windows(other.len()).any(|part| part == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_recurs_once_a_text_and_the_longest_that_says_most_stands_for_its_parts() {
        let texts = [
            "It forgets everything. It FORGETS everything I say, and sent emails on its own",
            "Otter forgets everything I told it!",
            "why does it forgets  everything",
            "It sent emails to my boss. Otter.",
            "sent. Emails were lost",
        ];
        let found = recurring(&texts, &["Otter"], 3, 9);
        let told: Vec<(&str, &[usize])> = found.iter().map(|one| (&*one.words, &*one.texts)).collect();
        assert_eq!(
            told,
            [("forgets everything", &[0, 1, 2][..]), ("emails", &[0, 3, 4]), ("sent", &[0, 3, 4])]
        );
        let twice = recurring(&texts, &["Otter"], 2, 9);
        assert!(twice.iter().any(|one| one.words == "sent emails" && one.texts == [0, 3]), "{twice:?}");
    }

    #[test]
    fn names_of_products_and_plain_words_are_no_phrases() {
        let texts = ["Otter is not the same and Otter does it again"; 4];
        let found = recurring(&texts, &["Otter"], 3, 9);
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(recurring(&["a b c d"; 4], &[], 3, 9), []);
    }
}
