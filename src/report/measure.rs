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

/// Returns the first sentence of a text, or its first line if that ends before.
pub(super) fn first_sentence(text: &str) -> &str {
    sentences(text, 0)
}

/// Returns the first sentence of a line, and those behind it that end within so many bytes.
pub(super) fn sentences(text: &str, most: usize) -> &str {
    let text = text.trim();
    let line = text.lines().next().unwrap_or_default().trim_end();
    let (mut end, mut kept) = (0, 0);
    for bound in line.split_sentence_bounds() {
        end += bound.len();
        let bare = line[..end].trim_end().trim_end_matches(['"', '”', '’', ')']);
        // "Is it?" she asked: that is one sentence.
        let goes_on = line[end..].starts_with(char::is_lowercase);
        if (!bare.ends_with(['.', '!', '?', '…']) || goes_on) && end < line.len() {
            continue;
        }
        if kept > 0 && end > most {
            break;
        }
        kept = end;
    }
    let kept = line[..kept].trim_end();
    // What is said in brackets is left out where it goes on behind the sentence.
    match kept.rfind('(') {
        Some(at) if !kept[at..].contains(')') => kept[..at].trim_end(),
        _ => kept,
    }
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
    fn the_first_sentence_ends_where_a_reader_would_end_it() {
        let cases = [
            ("One. Two.", "One."),
            ("\"Is it?\" she asked. Then not.", "\"Is it?\" she asked."),
            ("No end", "No end"),
            ("A line\nand another.", "A line"),
            ("It cost 3.50 that day. More.", "It cost 3.50 that day."),
            ("She said so (gap: he knew. She did not)", "She said so"),
            ("  ", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(first_sentence(text), wanted, "{text:?}");
        }
    }

    #[test]
    fn whole_sentences_are_kept_as_long_as_there_is_room() {
        let text = "Trust 2 of 5. Monday, 8:50. I asked when the train leaves.";
        assert_eq!(sentences(text, 30), "Trust 2 of 5. Monday, 8:50.");
        assert_eq!(sentences(text, 5), "Trust 2 of 5.");
        assert_eq!(sentences(text, 100), text);
    }

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(pad("日", 4), "日  ");
    }
}
