//! The words of a text with their places, what stands in quotation marks, and the finding of phrases.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::lexicon::{Pattern, Phrases};

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
    pub fn find(&self, phrases: &Phrases) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut index = 0;
        while index < self.words.len() {
            let length = self.length_of(phrases, index);
            if let Some(length) = length {
                let last = index + length - 1;
                hits.push(Hit { first: index, last, at: self.span(index, last) });
            }
            index += length.unwrap_or(1);
        }
        hits
    }

    pub fn has(&self, phrases: &Phrases) -> bool {
        (0..self.words.len()).any(|i| self.begins(phrases, i))
    }

    /// Returns whether a phrase of a list begins at a word.
    pub fn begins(&self, phrases: &Phrases, index: usize) -> bool {
        self.length_of(phrases, index).is_some()
    }

    /// Returns how many words the longest phrase of a list takes that begins at a word.
    pub fn length_of(&self, phrases: &Phrases, index: usize) -> Option<usize> {
        let like = phrases.like(self.low(index)).iter();
        like.filter_map(|phrase| self.length_at(index, phrase)).max()
    }

    /// Returns whether the sentence of a place ends in a question mark.
    pub fn is_asked(&self, at: &Range<usize>) -> bool {
        let rest = self.whole.get(at.end..).unwrap_or_default();
        rest.find(['.', '!', '?', '\n']).is_some_and(|end| rest[end..].starts_with('?'))
    }

    /// Returns how many words a phrase takes if it stands here.
    fn length_at(&self, index: usize, phrase: &[Pattern]) -> Option<usize> {
        let words = self.words.get(index..index + phrase.len())?;
        let is_joined = |index| self.gap(index).chars().all(|c| c.is_whitespace() || "-‑".contains(c));
        let stands = words.iter().zip(phrase).all(|(word, wanted)| word.is(wanted))
            && (index..index + phrase.len() - 1).all(is_joined);
        stands.then_some(phrase.len())
    }
}

impl Word<'_> {
    fn is(&self, wanted: &Pattern) -> bool {
        match wanted {
            Pattern::Word(word) => self.low == *word || self.low.strip_suffix("'s") == Some(word),
            Pattern::Beginning(beginning) => self.low.starts_with(beginning.as_str()),
            Pattern::Written(word) => self.as_written == word,
        }
    }
}

/// Keeps the hits that pass, from left to right.
pub(super) fn keep(hits: Vec<Hit>, fits: impl Fn(&Hit) -> bool) -> Vec<Hit> {
    let mut kept: Vec<Hit> = hits.into_iter().filter(fits).collect();
    kept.sort_by_key(|hit| hit.at.start);
    kept
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

/// Returns the sentence around some words, its full stop included, as bytes of the text.
pub fn sentence(text: &str, words: &Range<usize>) -> Range<usize> {
    const ENDS: [char; 4] = ['.', '!', '?', '\n'];
    let before = text.get(..words.start).unwrap_or_default();
    let after = text.get(words.end..).unwrap_or_default();
    let start = before.rfind(ENDS).map_or(0, |end| end + 1);
    let start = start + before.get(start..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let end = match after.find(ENDS) {
        Some(end) if after[end..].starts_with('\n') => words.end + end,
        Some(end) => words.end + end + 1,
        None => words.end + after.trim_end().len(),
    };
    start..end
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
            assert_eq!(Text::read(text).has(&Phrases::read(phrase)), found, "{text}");
        }
    }

    #[test]
    fn the_longest_phrase_wins() {
        let text = Text::read("all users");
        let hits = text.find(&Phrases::read("users, all users"));
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
    fn a_sentence_has_its_full_stop_and_no_space_around_it() {
        for (text, word, expected) in [
            ("One. Two three. Four.", "three", "Two three."),
            ("one two", "two", "one two"),
            ("A line\nof words\nhere", "words", "of words"),
            ("Why? It often fails!  ", "often", "It often fails!"),
        ] {
            let at = text.find(word).expect("there");
            assert_eq!(text.get(sentence(text, &(at..at + word.len()))), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_text_may_be_one_quotation() {
        assert!(Text::read(" \"It always works.\" ").is_one_quote());
        assert!(!Text::read("\"It\" works \"always\"").is_one_quote());
    }
}
