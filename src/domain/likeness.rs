//! How alike two texts are, and whether one says anything: what is pasted, padded or changed by a word tells nothing new.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation as _;

/// How many words it takes before being alike is more than chance.
const ENOUGH: usize = 5;

/// Whether four of five words or more are the same in two texts, whatever their case, their order and what is between
/// them. Of fewer than five words nothing is said.
pub fn is_alike(one: &str, other: &str) -> bool {
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    if shorter * 2 < longer {
        return false;
    }
    let (one, other): (Vec<&str>, Vec<&str>) =
        (one.unicode_words().collect(), other.unicode_words().collect());
    let (fewer, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    if one.len() < ENOUGH || fewer * 5 < longer * 4 {
        return false;
    }
    let (one, other) = (sorted(&one), sorted(&other));
    let (mut rest, mut same) = (other.into_iter().peekable(), 0);
    for word in &one {
        while rest.next_if(|other| other < word).is_some() {}
        same += usize::from(rest.next_if_eq(word).is_some());
    }
    same * 5 >= longer * 4
}

fn sorted(words: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    words.sort_unstable();
    words
}

/// Whether a text has so many words, at least half of them telling words that differ: no letters, signs or one word
/// over and over.
pub fn has_words(text: &str, many: usize) -> bool {
    let mut differing = BTreeSet::new();
    let enough = |(before, word): (usize, &str)| {
        if is_telling(word) {
            differing.insert(word.to_lowercase());
        }
        before + 1 >= many && differing.len() * 2 >= many
    };
    many == 0 || text.unicode_words().enumerate().any(enough)
}

/// Whether a word is more than a number or a single letter.
pub fn is_telling(word: &str) -> bool {
    word.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
        || !word.contains(char::is_numeric) && word.chars().nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_four_words_of_five() {
        let told = "At 9:40 it read my mail aloud";
        for (other, alike) in [
            ("at 9:40 it read MY mail, aloud!", true),
            ("Again at 9:40 it read my mail aloud", true),
            ("aloud my mail read it at 9:40", true),
            ("At 9:40 it read my note aloud", true),
            ("At 9:40 it read her note aloud", false),
            ("At 9:40", false),
            ("", false),
        ] {
            assert_eq!((is_alike(told, other), is_alike(other, told)), (alike, alike), "{other}");
        }
        assert!(!is_alike("four words, no more", "four words, no more"));
    }

    #[test]
    fn words_that_say_nothing_are_not_counted() {
        for (text, many, enough) in [
            ("", 0, true),
            ("", 1, false),
            ("reading on the train", 4, true),
            ("reading on the train", 5, false),
            ("again and again and again and again", 4, true),
            ("again again again again", 4, false),
            ("a b c d e f g h", 4, false),
            ("1 2 3 4 5 6 7 8", 4, false),
            (". . . . . . . .", 1, false),
            ("それは私のメールを読んだ", 5, true),
        ] {
            assert_eq!(has_words(text, many), enough, "{text}, {many}");
        }
    }
}
