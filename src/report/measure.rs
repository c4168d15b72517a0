//! Cutting at words and padding, by grapheme and never by byte.

use unicode_segmentation::UnicodeSegmentation;

use crate::sanitize;

/// Puts a text on one line and cuts it at a word, with `…`, if it is longer than so many graphemes.
pub(super) fn cut(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.grapheme_indices(true).nth(most) else { return line };
    let head = line.get(..end).unwrap_or_default();
    // A word cut in two goes, unless it is most of the text.
    let whole_words = head.rfind(' ').filter(|at| *at * 2 > head.len()).and_then(|at| head.get(..at));
    let kept = whole_words.unwrap_or(head).trim_end_matches([' ', ',', ';', ':', '–', '-']);
    format!("{kept}…")
}

/// Pads a line with spaces to a width.
pub(super) fn pad(text: &str, wanted: usize) -> String {
    let missing = wanted.saturating_sub(sanitize::width(text));
    format!("{text}{}", " ".repeat(missing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_at_a_word() {
        let cases = [
            ("short", 10, "short"),
            ("one two three", 9, "one two…"),
            ("one,  two\nthree", 20, "one, two three"),
            ("abcdefghij", 4, "abcd…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}…"),
            ("one two, three", 10, "one two…"),
        ];
        for (text, most, wanted) in cases {
            assert_eq!(cut(text, most), wanted, "{text:?}");
        }
    }

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(pad("日", 4), "日  ");
    }
}
