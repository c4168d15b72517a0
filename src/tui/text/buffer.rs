//! What text is made of: units, the smallest pieces that a cursor can stand between.
//!
//! A unit is a grapheme cluster or a whole escape sequence, as `shown` hides it. Deliberately
//! absent: rows, the cursor, and any change to the text.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::sanitize;

/// What a unit is to the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Something to see.
    Glyph,
    /// Something that no row is wide enough for; one `�` stands for it.
    Oversized,
    /// A space or a tab, which may hang over the end of a row.
    Blank,
    /// The end of a paragraph.
    Newline,
}

/// A grapheme cluster or an escape sequence, with its place in the text and in its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'a> {
    /// The byte offset in the text.
    pub at: usize,
    /// What is stored.
    pub text: &'a str,
    /// The column where it begins.
    pub column: usize,
    /// The columns it takes.
    pub width: usize,
    /// What it is to the layout.
    pub role: Role,
}

impl<'a> Unit<'a> {
    /// Returns the byte offset after the unit.
    pub fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Returns what to draw, free of anything that a terminal would obey.
    pub fn shown(&self) -> Cow<'a, str> {
        match self.role {
            Role::Glyph => sanitize::line(self.text),
            Role::Oversized => Cow::Borrowed(sanitize::REPLACEMENT),
            Role::Blank => Cow::Owned(" ".repeat(self.width)),
            Role::Newline => Cow::Borrowed(""),
        }
    }
}

/// Walks over the units of a text from the beginning of a row.
pub(super) struct Units<'a> {
    text: &'a str,
    at: usize,
    column: usize,
    limit: usize,
}

impl<'a> Units<'a> {
    /// Starts at a byte offset that begins a unit; `limit` is the columns of a row.
    pub fn new(text: &'a str, at: usize, limit: usize) -> Self {
        Self { text, at, column: 0, limit }
    }
}

impl<'a> Iterator for Units<'a> {
    type Item = Unit<'a>;

    fn next(&mut self) -> Option<Unit<'a>> {
        let rest = &self.text[self.at..];
        let length = unit_length(rest)?;
        let (text, column) = (&rest[..length], self.column);
        let (role, width) = match text {
            " " => (Role::Blank, 1),
            "\t" => (Role::Blank, sanitize::TAB - column % sanitize::TAB),
            "\n" | "\r\n" => (Role::Newline, 0),
            _ => match columns(text) {
                width if width > self.limit => (Role::Oversized, 1),
                width => (Role::Glyph, width),
            },
        };
        let unit = Unit { at: self.at, text, column, width, role };
        self.at += length;
        self.column += width;
        Some(unit)
    }
}

fn columns(unit: &str) -> usize {
    let mut chars = unit.chars();
    match (chars.next().and_then(simple), chars.next()) {
        (Some(width), None) => width,
        _ => sanitize::width(&sanitize::line(unit)),
    }
}

/// Returns the columns of the letters that are by far the most common, and need no tables: nothing
/// about them is hidden, and two of them never join.
#[expect(clippy::match_same_arms, reason = "a line for each family of scripts")]
fn simple(c: char) -> Option<usize> {
    match c {
        // Latin; Greek and Cyrillic; Hebrew and Arabic; dashes and quotes.
        ' '..='~' | '\u{A1}'..='\u{A8}' | '\u{AA}'..='\u{AC}' | '\u{AF}'..='\u{2FF}' => Some(1),
        'Α'..='Ρ' | 'Σ'..='ώ' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}' | 'א'..='ת' | 'ؠ'..='ي' => {
            Some(1)
        }
        '\u{2010}'..='\u{2027}' => Some(1),
        // Kana and East Asian punctuation; ideographs; Hangul; full-width forms.
        '\u{3001}'..='\u{3029}' | 'ぁ'..='ゖ' | '゛'..='ヿ' => Some(2),
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '가'..='힣' | '\u{FF01}'..='\u{FF60}' => {
            Some(2)
        }
        _ => None,
    }
}

/// Measures the first unit of a text in bytes; there is none in an empty text.
pub(super) fn unit_length(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if simple(first).is_some() && chars.next().is_none_or(|next| next.is_ascii() || simple(next).is_some()) {
        return Some(first.len_utf8());
    }
    let length = sanitize::sequence(text);
    if length == 0 {
        return text.graphemes(true).next().map(str::len);
    }
    // A mark after the last character of a sequence belongs to it.
    let last = text[..length].char_indices().next_back().map_or(0, |(at, _)| at);
    text[last..].graphemes(true).next().map(|cluster| last + cluster.len())
}

/// Returns whether an escape sequence may begin somewhere in the text.
pub(super) fn has_sequence(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_c1 = || bytes.windows(2).any(|pair| matches!(pair, [0xC2, 0x80..=0x9F]));
    bytes.contains(&0x1B) || (bytes.contains(&0xC2) && has_c1())
}

/// Finds the end of the word that is at or after a byte offset.
pub(super) fn word_end(text: &str, at: usize) -> usize {
    let mut bounds = text[at..].split_word_bound_indices();
    bounds.find(|(_, part)| is_word(part)).map_or(text.len(), |(start, part)| at + start + part.len())
}

/// Finds the start of the word that is at or before a byte offset.
pub(super) fn word_start(text: &str, at: usize) -> usize {
    text[..at].split_word_bound_indices().rev().find(|(_, part)| is_word(part)).map_or(0, |(start, _)| start)
}

/// Returns whether it is a word, a number or an emoji, not spaces and punctuation.
fn is_word(part: &str) -> bool {
    part.chars()
        .any(|c| c.is_alphanumeric() || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'))
}

/// Writes every line end as `\n`, as terminals paste `\r`.
pub(super) fn normalise_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(&str, usize)> {
        Units::new(text, 0, 10).map(|unit| (unit.text, unit.width)).collect()
    }

    #[test]
    fn units_are_graphemes() {
        assert_eq!(parts("aé日"), [("a", 1), ("é", 1), ("日", 2)]);
        assert_eq!(parts("e\u{301}👨‍👩‍👧‍👦क्षि"), [("e\u{301}", 1), ("👨‍👩‍👧‍👦", 2), ("क्षि", 3)]);
        assert_eq!(parts("🇩🇪🇫🇷"), [("🇩🇪", 2), ("🇫🇷", 2)]);
        assert_eq!(parts("\r\n\n"), [("\r\n", 0), ("\n", 0)]);
    }

    #[test]
    fn simple_letters_are_as_the_tables_say() {
        let simple = (' '..=char::MAX).filter_map(|c| simple(c).map(|width| (c, width))).collect::<Vec<_>>();
        for &(c, width) in &simple {
            let text = c.to_string();
            assert_eq!(
                (sanitize::line(&text).as_ref(), sanitize::width(&text)),
                (text.as_str(), width),
                "{c:?}"
            );
            let joins = |other: char| [c, other].iter().collect::<String>().graphemes(true).count() != 2;
            assert!(!['a', '\0', '\r', '\n', '日', 'я', c].into_iter().any(joins), "{c:?}");
        }
        // Whether two join depends on what kind each is, and those above are all of one kind.
        let chain = simple.iter().map(|(c, _)| c).collect::<String>();
        assert_eq!(chain.graphemes(true).count(), simple.len());
    }

    #[test]
    fn an_escape_sequence_is_one_unit() {
        assert_eq!(parts("\u{1B}[1mx"), [("\u{1B}[1m", 1), ("x", 1)]);
        assert_eq!(parts("\u{1B}]52;c;aGVs\u{7}x"), [("\u{1B}]52;c;aGVs\u{7}", 1), ("x", 1)]);
        assert_eq!(parts("\u{1B}[1m\u{301}x"), [("\u{1B}[1m\u{301}", 1), ("x", 1)]);
        assert_eq!(parts("\u{1B}]a\n"), [("\u{1B}]", 1), ("a", 1), ("\n", 0)]);
    }

    #[test]
    fn what_is_drawn_is_as_wide_as_measured() {
        for text in [
            "a\tb",
            "\u{7}\u{202E}x",
            "\u{1B}[1m\u{301}",
            "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        ] {
            for unit in Units::new(text, 0, 10) {
                assert_eq!(sanitize::width(&unit.shown()), unit.width, "{:?}", unit.text);
            }
        }
    }

    #[test]
    fn tabs_go_to_the_next_stop() {
        assert_eq!(
            parts("\ta\tabc\t"),
            [("\t", 4), ("a", 1), ("\t", 3), ("a", 1), ("b", 1), ("c", 1), ("\t", 1)]
        );
    }

    #[test]
    fn what_fits_no_row_is_one_column() {
        let widths = |limit| Units::new("日a", 0, limit).map(|unit| unit.width).collect::<Vec<_>>();
        assert_eq!((widths(1), widths(2)), (vec![1, 1], vec![2, 1]));
    }

    #[test]
    fn words_skip_what_is_between_them() {
        let text = "don't  panic, e.g. 3.14 👩‍👧!";
        let mut stops = vec![0];
        while let Some(&at) = stops.last()
            && at < text.len()
        {
            stops.push(word_end(text, at));
        }
        let words = stops.windows(2).map(|pair| text[pair[0]..pair[1]].trim()).collect::<Vec<_>>();
        assert_eq!(words, ["don't", "panic", ", e.g", ". 3.14", "👩‍👧", "!"]);
        assert_eq!(word_start(text, text.len()), text.find('👩').unwrap());
        assert_eq!(word_start(text, text.find("nic").unwrap()), text.find("panic").unwrap());
        assert_eq!(word_start(text, 0), 0);
    }

    #[test]
    fn pasted_line_ends_become_newlines() {
        assert_eq!(normalise_newlines("a\r\nb\rc\nd\r\r\n"), "a\nb\nc\nd\n\n");
        assert!(matches!(normalise_newlines("a\nb"), Cow::Borrowed(_)));
    }
}
