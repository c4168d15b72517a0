//! Width, cutting and wrapping of text in cells of a terminal, by grapheme and never by byte.

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

/// Gives the width of a line, with East Asian wide letters and emoji as two.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(grapheme_width).sum()
}

fn grapheme_width(grapheme: &str) -> usize {
    let first = grapheme.chars().next().map_or(0, u32::from);
    let wide = matches!(first,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F | 0x1F680..=0x1F6FF
        | 0x1F900..=0x1FAFF | 0x20000..=0x3FFFD);
    1 + usize::from(wide)
}

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
    let missing = wanted.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

/// Wraps a text to a width: its own line breaks stay, words longer than a line are cut in two.
pub(super) fn wrap(text: &str, wanted: usize) -> Vec<String> {
    let wanted = wanted.max(1);
    text.lines().flat_map(|line| wrap_line(line, wanted)).collect()
}

fn wrap_line(line: &str, wanted: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut from = 0;
    for (to, _) in linebreaks(line) {
        let piece = line.get(from..to).unwrap_or_default();
        from = to;
        if !current.is_empty() && width(&current) + width(piece.trim_end()) > wanted {
            done.push(current.trim_end().to_owned());
            current.clear();
        }
        for grapheme in piece.graphemes(true) {
            if !grapheme.trim().is_empty() && width(&current) + grapheme_width(grapheme) > wanted {
                done.push(std::mem::take(&mut current).trim_end().to_owned());
            }
            current.push_str(grapheme);
        }
    }
    done.push(current.trim_end().to_owned());
    done
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
    fn text_is_wrapped_at_words_and_keeps_its_breaks() {
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("one\n\ntwo", 8), ["one", "", "two"]);
        assert_eq!(wrap("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("日本語の文", 4), ["日本", "語の", "文"]);
        assert_eq!(wrap("abcd  efgh", 4), ["abcd", "efgh"]);
        assert_eq!(wrap("", 4), Vec::<String>::new());
    }

    #[test]
    fn wide_letters_take_two_cells() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}x"), 2);
        assert_eq!(pad("日", 4), "日  ");
    }
}
