//! The words of a text with their places, what stands in quotation marks, and the finding of phrases.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::Phrases;

/// How many words are read; a hint beyond them would help nobody.
const MOST_WORDS: usize = 4000;

/// One word and where it stands, in bytes.
struct Word<'a> {
    at: Range<usize>,
    as_written: &'a str,
    /// In lower case, with plain apostrophes.
    low: String,
}

/// A text taken apart into words.
pub(super) struct Text<'a> {
    pub whole: &'a str,
    words: Vec<Word<'a>>,
    quoted: Vec<Range<usize>>,
}

/// Words in a row that a list knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hit {
    pub first: usize,
    pub last: usize,
    /// Where they stand, in bytes.
    pub at: Range<usize>,
}

impl<'a> Text<'a> {
    pub fn read(whole: &'a str) -> Self {
        let words = whole
            .unicode_word_indices()
            .take(MOST_WORDS)
            .map(|(start, word)| Word {
                at: start..start + word.len(),
                as_written: word,
                low: word.to_lowercase().replace('’', "'"),
            })
            .collect();
        Self { whole, words, quoted: quotations(whole) }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Returns a word in lower case; nothing outside the text.
    pub fn low(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| word.low.as_str())
    }

    /// Returns the word before one, in lower case; nothing before the first.
    pub fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.low(index))
    }

    /// Returns a word as it was written; nothing outside the text.
    pub fn as_written(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.as_written)
    }

    /// Returns what stands between a word and the next.
    pub fn gap(&self, index: usize) -> &'a str {
        let (Some(word), Some(next)) = (self.words.get(index), self.words.get(index + 1)) else { return "" };
        self.whole.get(word.at.end..next.at.start).unwrap_or_default()
    }

    /// Returns where the words from one index to another stand.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        let start = self.words.get(first).map_or(0, |word| word.at.start);
        start..self.words.get(last).map_or(start, |word| word.at.end)
    }

    /// Returns whether a place is somebody's words.
    pub fn is_quoted(&self, at: &Range<usize>) -> bool {
        self.quoted.iter().any(|quote| quote.start <= at.start && at.end <= quote.end)
    }

    pub fn has_quote(&self) -> bool {
        !self.quoted.is_empty()
    }

    /// Returns whether the text is one quotation from end to end.
    pub fn is_one_quote(&self) -> bool {
        let whole = self.whole.trim();
        let start = self.whole.len() - self.whole.trim_start().len();
        matches!(self.quoted.as_slice(), [only] if *only == (start..start + whole.len()))
    }

    /// Finds the phrases of a list, the longest where several fit, from left to right.
    pub fn find(&self, phrases: Phrases) -> Vec<Hit> {
        let phrases: Vec<_> = phrases.words().collect();
        let mut hits = Vec::new();
        let mut index = 0;
        while index < self.words.len() {
            let length = phrases.iter().filter_map(|phrase| self.length_at(index, phrase)).max();
            if let Some(length) = length {
                let last = index + length - 1;
                hits.push(Hit { first: index, last, at: self.span(index, last) });
            }
            index += length.unwrap_or(1);
        }
        hits
    }

    pub fn has(&self, phrases: Phrases) -> bool {
        phrases.words().any(|phrase| (0..self.words.len()).any(|i| self.length_at(i, &phrase).is_some()))
    }

    /// Returns how many words a phrase takes if it stands here.
    fn length_at(&self, index: usize, phrase: &[&str]) -> Option<usize> {
        let words = self.words.get(index..index + phrase.len())?;
        let is_joined = |index| self.gap(index).chars().all(|c| c.is_whitespace() || "-‑".contains(c));
        let stands = words.iter().zip(phrase).all(|(word, wanted)| word.is(wanted))
            && (index..index + phrase.len() - 1).all(is_joined);
        stands.then_some(phrase.len())
    }
}

impl Word<'_> {
    /// Tells by the first letter whether it is worth a closer look: for most words it is not.
    fn may_be(&self, wanted: &str) -> bool {
        let first = wanted.as_bytes().first();
        first.is_none_or(|first| {
            !first.is_ascii() || self.low.as_bytes().first() == Some(&first.to_ascii_lowercase())
        })
    }

    fn is(&self, wanted: &str) -> bool {
        if !self.may_be(wanted) {
            return false;
        }
        if wanted.chars().any(char::is_uppercase) {
            return self.as_written == wanted;
        }
        match wanted.strip_suffix('*') {
            Some(beginning) => self.low.starts_with(beginning),
            None => self.low == wanted || self.low.strip_suffix("'s") == Some(wanted),
        }
    }
}

/// Finds what stands in quotation marks, marks included. A quotation left open lasts to the end of its paragraph.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match open {
            Some((start, closers)) if closers.contains(c) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            Some((start, _)) if c == '\n' && text.get(at + 1..).is_some_and(blank_first_line) => {
                found.push(start..at);
                open = None;
            }
            Some(_) => {}
            None => {
                let closers = match c {
                    // After a digit it means inches.
                    '"' if !before.is_numeric() => Some("\""),
                    '“' => Some("”\""),
                    '„' => Some("“”"),
                    '«' => Some("»"),
                    _ => None,
                };
                open = closers.map(|closers| (at, closers));
            }
        }
        before = c;
    }
    found.extend(open.map(|(start, _)| start..text.len()));
    found
}

fn blank_first_line(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_in_any_case_across_spaces_and_hyphens() {
        let cases = [
            ("an opt-out", "opt out", true),
            ("An OPT  OUT", "opt out", true),
            ("opt. Out", "opt out", false),
            ("adoptee", "opt", false),
            ("the user’s day", "user", true),
            ("hallucinations", "hallucinat*", true),
            ("a rag", "RAG", false),
            ("a RAG", "RAG", true),
            ("naïveté, déjà vu", "déjà vu", true),
        ];
        for (text, phrase, found) in cases {
            assert_eq!(Text::read(text).has(Phrases(phrase)), found, "{text}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let text = Text::read("all users");
        let hits = text.find(Phrases("users, all users"));
        assert_eq!(hits, [Hit { first: 0, last: 1, at: 0..9 }]);
    }

    #[test]
    fn quotations_are_found_whatever_their_marks() {
        let cases = [
            ("he said \"often\" twice", &["\"often\""] as &[&str]),
            ("“a” and „b“ and «c»", &["“a”", "„b“", "«c»"]),
            ("“left open\n\nnext", &["“left open"]),
            ("a 5\" screen", &[]),
            ("it's Tom's", &[]),
        ];
        for (text, quotes) in cases {
            let found: Vec<_> = quotations(text).into_iter().filter_map(|at| text.get(at)).collect();
            assert_eq!(found, quotes, "{text}");
        }
    }

    #[test]
    fn a_text_may_be_one_quotation() {
        assert!(Text::read(" \"It always works.\" ").is_one_quote());
        assert!(!Text::read("\"It\" works \"always\"").is_one_quote());
    }
}
