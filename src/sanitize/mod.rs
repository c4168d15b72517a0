//! The one sanitiser for text that is shown: screen, stdout, stderr, title, log, and error go through it.
//!
//! It changes only what is shown; what is stored stays as it was written. Deliberately absent: any
//! judgement of meaning (look-alike letters, offensive words), and any colour or style.

mod wrap;

pub use wrap::{clipped, columns, wrap};

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// What stands for something that must not reach the terminal.
pub const REPLACEMENT: &str = "\u{FFFD}";

/// The columns between two tab stops.
pub const TAB: usize = 4;

const TAB_SPACES: &str = "    ";
const MOST_MARKS: usize = 8;
const ESC: char = '\u{1B}';

/// Makes text safe to show on one line; newlines and tabs become a space.
///
/// Control characters, whole escape sequences, bidi controls, tag characters, noncharacters, and
/// the marks after the eighth on one base become a visible `�`. An escape sequence that a line ends
/// before it is finished hides only its introducer, so that it cannot hide what a person wrote.
pub fn line(text: &str) -> Cow<'_, str> {
    clean(text, " ", " ")
}

/// Makes text safe to show on several lines; newlines stay, a tab becomes four spaces.
///
/// Everything else is as in [`line()`]; a `\r\n` is a newline.
pub fn block(text: &str) -> Cow<'_, str> {
    clean(text, "\n", TAB_SPACES)
}

/// Returns whether nothing of a text can be seen: it is all space, control characters, and what takes no column.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        let unseen = c.is_whitespace() || c.is_control() || is_tag(c) || is_hidden(c);
        unseen || c.encode_utf8(&mut [0; 4]).cell_width() == 0
    })
}

/// Measures clean text in terminal columns, cell by cell as ratatui draws it.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.graphemes(true).map(cluster_width).sum()
}

/// Shortens clean text to at most `columns`, ending in `…` when something was cut.
pub fn cut(text: &str, columns: usize) -> String {
    // Nothing takes more columns than bytes.
    if text.len() <= columns {
        return text.to_owned();
    }
    let mut used = 0;
    let mut fits = 0;
    for (at, cluster) in text.grapheme_indices(true) {
        used += cluster_width(cluster);
        if used > columns {
            let ellipsis = if columns == 0 { "" } else { "…" };
            return [text.get(..fits).unwrap_or_default(), ellipsis].concat();
        }
        if used < columns {
            fits = at + cluster.len();
        }
    }
    text.to_owned()
}

/// Returns the length in bytes of the escape sequence that the text opens with, or 0 if with none.
///
/// Follows ECMA-48: CSI, OSC, DCS, APC, PM, SOS, and two-character escapes, each also with its C1
/// introducer. Strings end with ST, an OSC also with BEL, or where another control cuts them off.
pub(crate) fn sequence(text: &str) -> usize {
    let mut chars = text.chars();
    let introducer = match chars.next() {
        Some(ESC) => match chars.next() {
            Some(c @ '@'..='_') => char::from_u32(u32::from(c) + 0x40).unwrap_or(c),
            Some(' '..='/') => return 1 + intermediates_and_final(&text[1..], '0'..='~'),
            Some('0'..='~') => return 2,
            _ => return 1,
        },
        Some(c @ '\u{80}'..='\u{9F}') => c,
        _ => return 0,
    };
    let body = &text[2..]; // both `ESC x` and a C1 character are two bytes
    2 + match introducer {
        '\u{9B}' => {
            let parameters = run(body, |c| matches!(c, '0'..='?'));
            parameters + intermediates_and_final(&body[parameters..], '@'..='~')
        }
        '\u{9D}' => string_body(body, Some('\u{7}')),
        '\u{90}' | '\u{98}' | '\u{9E}' | '\u{9F}' => string_body(body, None),
        _ => 0,
    }
}

fn intermediates_and_final(text: &str, last: std::ops::RangeInclusive<char>) -> usize {
    let length = run(text, |c| matches!(c, ' '..='/'));
    length + usize::from(text[length..].starts_with(|c| last.contains(&c)))
}

fn string_body(body: &str, bell: Option<char>) -> usize {
    for (at, c) in body.char_indices() {
        match c {
            '\n' => return 0,
            '\u{9C}' => return at + 2,
            ESC if body[at..].starts_with("\u{1B}\\") => return at + 2,
            ESC | '\u{18}' | '\u{1A}' | '\u{80}'..='\u{9F}' => return at,
            c if Some(c) == bell => return at + 1,
            _ => {}
        }
    }
    0
}

enum Piece {
    Kept,
    Newline,
    Tab,
    Hidden,
}

fn clean<'a>(text: &'a str, newline: &str, tab: &str) -> Cow<'a, str> {
    let mut out = String::new();
    let mut copied = 0;
    let mut marks = 0;
    let mut at = 0;
    while at < text.len() {
        let plain = text.as_bytes()[at..].iter().take_while(|byte| matches!(byte, b' '..=b'~')).count();
        if plain > 0 {
            marks = 0;
            at += plain;
            continue;
        }
        let (length, piece) = piece(&text[at..], &mut marks);
        let instead = match piece {
            Piece::Kept => None,
            Piece::Newline if newline == &text[at..at + length] => None,
            Piece::Newline => Some(newline),
            Piece::Tab => Some(tab),
            Piece::Hidden => Some(REPLACEMENT),
        };
        if let Some(instead) = instead {
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + length;
        }
        at += length;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Judges what a text opens with; `marks` counts the marks since the last base.
fn piece(text: &str, marks: &mut usize) -> (usize, Piece) {
    let Some(c) = text.chars().next() else { return (0, Piece::Kept) };
    let before = std::mem::take(marks);
    match c {
        '\n' => (1, Piece::Newline),
        '\r' if text.starts_with("\r\n") => (2, Piece::Newline),
        '\t' => (1, Piece::Tab),
        _ if c.is_control() => (sequence(text).max(c.len_utf8()), Piece::Hidden),
        _ if is_tag(c) => (run(text, is_tag), Piece::Hidden),
        _ if is_hidden(c) => (c.len_utf8(), Piece::Hidden),
        _ if is_mark(c) && before < MOST_MARKS => {
            *marks = before + 1;
            (c.len_utf8(), Piece::Kept)
        }
        _ if is_mark(c) => (run(text, |c| is_mark(c) && !is_tag(c) && !is_hidden(c)), Piece::Hidden),
        _ => (c.len_utf8(), Piece::Kept),
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn is_tag(c: char) -> bool {
    matches!(c, '\u{E0000}'..='\u{E007F}')
}

/// Tells the bidi controls, the Unicode line separators, and the noncharacters.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FDD0}'..='\u{FDEF}'
    ) || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Tells what piles up on one base: combining marks, and whatever else takes no column.
fn is_mark(c: char) -> bool {
    match c {
        ..'\u{300}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => false,
        _ => is_combining_mark(c) || c.encode_utf8(&mut [0; 4]).cell_width() == 0,
    }
}

fn cluster_width(cluster: &str) -> usize {
    if cluster.contains(char::is_control) { 0 } else { usize::from(cluster.cell_width()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn clean_text_is_borrowed() {
        for text in
            ["", "I felt calm, then worried.", "naïve — 日本語 👨‍👩‍👧‍👦 क्षि", "مرحبا שלום", "🏴\u{200D}☠\u{FE0F}"]
        {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text), "{text:?}");
            assert!(matches!(block(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
        assert!(matches!(block("two\nlines\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn newlines_and_tabs() {
        assert_eq!(line("a\nb\tc\r\nd"), "a b c d");
        assert_eq!(block("a\nb\tc\r\nd"), "a\nb    c\nd");
        assert_eq!(block("a\rb"), "a�b");
    }

    #[test]
    fn what_must_not_be_shown() {
        for (text, shown) in [
            ("\0a\u{7F}b\u{85}", "�a�b�"),
            ("bell\u{7}", "bell�"),
            ("\u{1B}[31mred\u{1B}[0m", "�red�"),
            ("\u{9B}1;2 qx", "�x"),
            ("\u{1B}]52;c;aGVsbG8=\u{7}x", "�x"),
            ("\u{1B}]0;title\u{1B}\\x", "�x"),
            ("\u{9D}8;;http://a\u{9C}x", "�x"),
            ("\u{1B}P1$qm\u{7}m\u{1B}\\x", "�x"),
            ("\u{1B}_Gf=24\u{1B}\\\u{1B}^p\u{9C}\u{1B}Xs\u{9C}x", "���x"),
            ("\u{1B}(Bx\u{1B}7\u{1B}c", "�x��"),
            ("\u{1B}]cut off\u{1B}[mx", "��x"),
            ("\u{1B}]never ends", "�never ends"),
            ("\u{1B}]not past\nthe line\u{7}", "�not past\nthe line�"),
            ("\u{1B}[31", "�"),
            ("\u{1B}\u{1B}", "��"),
            ("\u{1B}é", "�é"),
            ("\u{202E}evil\u{2066}\u{200F}\u{61C}", "�evil���"),
            ("flag \u{1F3F4}\u{E0067}\u{E0062}\u{E007F}!", "flag \u{1F3F4}�!"),
            ("\u{FDD0}\u{FFFE}\u{10FFFF}\u{2028}", "����"),
        ] {
            assert_eq!(block(text), shown, "{text:?}");
        }
    }

    #[test]
    fn more_than_eight_marks_become_one() {
        let marks = |count| format!("a{}b", "\u{301}".repeat(count));
        assert_eq!(line(&marks(8)), marks(8));
        assert_eq!(line(&marks(2_000)), format!("a{}�b", "\u{301}".repeat(8)));
        let jamo = format!("\u{1100}{}", "\u{1161}".repeat(2_000));
        assert_eq!(line(&jamo).chars().count(), 10);
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        for text in
            ["", " \n\t", "\0", "\u{200B}\u{200D}\u{FEFF}", "\u{202E}\u{2060}\u{E0041}", "\u{1B}\u{7F}"]
        {
            assert!(is_blank(text), "{text:?}");
        }
        for text in [".", "\0a", "日", "👩\u{200D}👩", "e\u{301}", "\u{200B}…"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn width_is_what_ratatui_draws() {
        for (text, columns) in
            [("", 0), ("abc", 3), ("日本", 4), ("👨‍👩‍👧‍👦", 2), ("e\u{301}", 1), ("a\nb", 2), ("é\r\n", 1)]
        {
            assert_eq!(width(text), columns, "{text:?}");
        }
    }

    #[test]
    fn a_halfwidth_voiced_sound_mark_counts_twice_as_in_ratatui() {
        // Known to be wrong (a terminal draws two columns): ratatui-core 0.1.2 adds one for the mark, and
        // so does unicode-width 0.2.3. To measure otherwise would put the cursor beside the text.
        assert_eq!(width("ｶﾞ"), 3);
        assert_eq!(width("ｶﾞ"), usize::from("ｶﾞ".cell_width()));
    }

    #[test]
    fn cut_goes_by_grapheme_and_column() {
        for (text, columns, expected) in [
            ("abc", 3, "abc"),
            ("abcd", 3, "ab…"),
            ("日本語", 6, "日本語"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, "👨‍👩‍👧‍👦…"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("日", 1, "…"),
            ("a", 0, ""),
            ("", 0, ""),
        ] {
            assert_eq!(cut(text, columns), expected, "{text:?} at {columns}");
        }
    }

    fn hostile() -> impl Strategy<Value = String> {
        let bits = prop::sample::select(vec![
            "a",
            " ",
            "\n",
            "\r",
            "\t",
            "\u{1B}",
            "[",
            "]",
            "31m",
            "\\",
            "\u{7}",
            "\u{9B}",
            "\u{9C}",
            "\u{9D}",
            "\u{90}",
            "\u{18}",
            "\u{301}",
            "\u{200D}",
            "\u{E0041}",
            "\u{202E}",
            "\u{FFFF}",
            "日",
            "👩",
            "\u{1161}",
            "\0",
            "(",
            "P",
            "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
        ]);
        prop_oneof![prop::collection::vec(bits, 0..40).prop_map(|bits| bits.concat()), any::<String>()]
    }

    proptest! {
        #[test]
        fn nothing_forbidden_comes_through(text in hostile()) {
            for shown in [line(&text), block(&text)] {
                let mut marks = 0;
                for c in shown.chars() {
                    marks = if is_mark(c) { marks + 1 } else { 0 };
                    prop_assert!(marks <= MOST_MARKS);
                    prop_assert!(c == '\n' || !(c.is_control() || is_tag(c) || is_hidden(c)), "{c:?}");
                }
            }
            prop_assert!(!line(&text).contains('\n'));
        }

        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            let (one, many) = (line(&text), block(&text));
            prop_assert_eq!(line(&one), one.as_ref());
            prop_assert_eq!(block(&many), many.as_ref());
        }

        #[test]
        fn a_cut_text_fits(text in hostile(), columns in 0_usize..20) {
            let text = line(&text);
            let cut = cut(&text, columns);
            prop_assert!(width(&cut) <= columns);
            prop_assert!(cut == *text || columns == 0 || cut.ends_with('…'));
        }
    }
}
