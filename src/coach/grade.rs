//! How many years of school a text asks for: the grade of Flesch and Kincaid.
//!
//! 0.39 × words a sentence + 11.8 × syllables a word − 15.59 (J. P. Kincaid and others, 1975, for the United States Navy).
//! Syllables are counted by groups of vowels, less a silent `e` at the end. That is right for nine of ten English words,
//! and near enough for a mean over a paragraph. In other languages the same count comes out far too
//! high: only texts with enough small English words are graded.

use std::ops::Range;

use super::words::Text;

/// The grade a text for everyone should not be above: the eighth year, and one to spare.
const HIGHEST: f64 = 9.0;

/// How many words it takes before a mean says anything.
const FEWEST_WORDS: usize = 20;

/// Small words that hardly any other language has, and the share of a text from which on they make it English.
const ENGLISH: &str = "the and to you your it that this with are not for our when what from they their";
const ENGLISH_SHARE: f64 = 0.08;

/// Points at the longest sentence of a text that asks for too many years of school, with what to say.
pub(super) fn hard(text: &Text<'_>) -> Option<(Range<usize>, String)> {
    let sentences = sentences(text);
    let grade = grade(text, sentences.len())?;
    let longest = sentences.into_iter().max_by_key(ExactSizeIterator::len)?;
    (grade > HIGHEST).then(|| {
        let says = format!(
            "This reads like school year {grade:.0}, and 8 suits nearly everyone. Shorten this sentence, or its words."
        );
        (text.span(longest.start, longest.end - 1), says)
    })
}

fn grade(text: &Text<'_>, sentences: usize) -> Option<f64> {
    let words = text.len();
    if words < FEWEST_WORDS || sentences == 0 || !is_english(text) {
        return None;
    }
    let syllables: usize = (0..words).map(|index| syllables(text.low(index))).sum();
    let (words, sentences, syllables) = (words as f64, sentences as f64, syllables as f64);
    Some(0.39 * words / sentences + 11.8 * syllables / words - 15.59)
}

fn is_english(text: &Text<'_>) -> bool {
    let is_small = |word: &str| ENGLISH.split(' ').any(|small| small == word);
    let small = (0..text.len()).filter(|index| is_small(text.low(*index))).count();
    small as f64 >= text.len() as f64 * ENGLISH_SHARE
}

/// Lists the sentences as ranges of words.
fn sentences(text: &Text<'_>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    for next in 1..=text.len() {
        if next == text.len() || text.gap(next - 1).contains(['.', '!', '?', ';', ':', '\n']) {
            all.push(start..next);
            start = next;
        }
    }
    all
}

fn syllables(word: &str) -> usize {
    let is_vowel = |c: char| "aeiouyàáâäèéêëìíîïòóôöùúûü".contains(c);
    let mut count = 0;
    let mut before = false;
    for c in word.chars() {
        count += usize::from(is_vowel(c) && !before);
        before = is_vowel(c);
    }
    let silent = word.ends_with('e') && !word.ends_with("le") && !word.ends_with("ee");
    (count - usize::from(silent && count > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_spoken() {
        for (word, count) in [
            ("cat", 1),
            ("three", 1),
            ("table", 2),
            ("like", 1),
            ("message", 2),
            ("banana", 3),
            ("recommendation", 5),
            ("42", 1),
            ("x", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn the_grade_is_that_of_the_formula() {
        // 21 words in 3 sentences, 23 syllables: 0.39 × 7 + 11.8 × 23 / 21 − 15.59 = 0.064.
        let text = "We look at the words you wrote and at no others. Then we offer you three. You can change each one.";
        let text = Text::read(text);
        assert_eq!((text.len(), sentences(&text).len()), (21, 3));
        let grade = grade(&text, 3).expect("long enough");
        assert!((grade - 0.064).abs() < 0.001, "{grade}");
        assert_eq!(hard(&text), None);
    }

    #[test]
    fn long_sentences_of_long_words_are_pointed_at() {
        let whole = "It is short. Personalised recommendations are automatically generated utilising sophisticated \
                     analytical functionality considering individual preferences and historical interactions throughout \
                     the application.";
        let (span, says) = hard(&Text::read(whole)).expect("hard to read");
        assert!(whole[span].starts_with("Personalised recommendations"));
        assert!(says.contains("and 8 suits nearly everyone"), "{says}");
        assert_eq!(
            hard(&Text::read("Multidisciplinary organisational considerations")),
            None,
            "too short to say"
        );
        let german = "Die Zusammenfassung entsteht aus den gesprochenen Sätzen einer Besprechung. Namen werden anhand der \
                      Stimmen zugeordnet und können falsch sein. Hören Sie wichtige Stellen noch einmal an.";
        assert_eq!(hard(&Text::read(german)), None, "the formula is for English");
    }
}
