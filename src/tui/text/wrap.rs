//! Where rows begin: soft wrap after UAX #14, spaces hanging over the end of a row.
//!
//! The start of a row is a function of the text from the start of the row before, so after an edit
//! only the rows around it are laid out again, however long the paragraph. Deliberately absent: the
//! cursor, scrolling, and drawing.

use unicode_linebreak::linebreaks;

use super::buffer::{Role, Unit, Units, has_sequence};

/// The most bytes in a row; only spaces without end, or characters that take no column, reach it.
const LONGEST: usize = 8 * 1024;

/// The rows before an edit to lay out again: where a row ends depends on what follows, which may be in
/// the next row but one at most; one more costs nothing.
const LOOK_BACK: usize = 3;

/// The byte offsets at which the visual rows of a text begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    starts: Vec<usize>,
    columns: usize,
}

impl Rows {
    /// Lays a text out in rows of so many columns.
    pub fn new(text: &str, columns: usize) -> Self {
        let mut rows = Self { starts: Vec::new(), columns: columns.max(1) };
        rows.lay_out(text);
        rows
    }

    /// Lays the text out in rows of another width.
    pub fn resize(&mut self, text: &str, columns: usize) {
        self.columns = columns.max(1);
        self.lay_out(text);
    }

    /// Returns the columns that a row may fill.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Counts the rows; a text without a character has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Finds the row that a byte offset is in.
    pub fn row_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// Returns the byte offset where a row begins; the end of the text for a row that is not there.
    pub fn start(&self, text: &str, row: usize) -> usize {
        self.starts.get(row).copied().unwrap_or(text.len())
    }

    /// Returns the byte offset where the next row begins.
    pub fn end(&self, text: &str, row: usize) -> usize {
        self.start(text, row + 1)
    }

    /// Walks over the units of a row.
    pub fn units<'a>(&self, text: &'a str, row: usize) -> impl Iterator<Item = Unit<'a>> + use<'a> {
        let end = self.end(text, row);
        Units::new(text, self.start(text, row), self.columns).take_while(move |unit| unit.at < end)
    }

    /// Follows an edit that put `inserted` bytes in the place of `removed` ones; `text` is the new text.
    pub fn edited(&mut self, text: &str, at: usize, removed: usize, inserted: usize) {
        let first = self.first_changed(text, at);
        let mut fresh = Vec::new();
        let mut start = self.start(text, first);
        let unchanged = loop {
            let Some(length) = row_length(&text[start..], self.columns) else { break self.starts.len() };
            start += length;
            if start >= at + inserted
                && let Ok(row) = self.starts.binary_search(&(start - inserted + removed))
                && row > first
            {
                break row;
            }
            fresh.push(start);
        };
        for start in &mut self.starts[unchanged..] {
            *start = *start - removed + inserted;
        }
        self.starts.splice(first + 1..unchanged, fresh);
    }

    /// Finds the last row that certainly stays as it is.
    fn first_changed(&self, text: &str, at: usize) -> usize {
        let paragraph = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        // An unfinished escape sequence may be finished by the edit, or a finished one may lose its end.
        let from = if has_sequence(&text[paragraph..at]) { paragraph } else { at };
        self.row_of(from).saturating_sub(LOOK_BACK)
    }

    fn lay_out(&mut self, text: &str) {
        self.starts.clear();
        self.starts.push(0);
        let mut start = 0;
        while let Some(length) = row_length(&text[start..], self.columns) {
            start += length;
            self.starts.push(start);
        }
    }
}

/// Measures the first row of a text in bytes; the last row has no end.
fn row_length(text: &str, columns: usize) -> Option<usize> {
    let mut boundaries = Vec::with_capacity(columns.min(LONGEST));
    for unit in Units::new(text, 0, columns) {
        #[cfg(test)]
        tests::UNITS.with(|units| units.set(units.get() + 1));
        let full = match unit.role {
            Role::Newline => return Some(unit.end()),
            Role::Blank => false,
            Role::Glyph | Role::Oversized => unit.column + unit.width > columns,
        };
        if unit.at > 0 && (full || unit.at >= LONGEST) {
            boundaries.push(unit.at);
            return Some(last_break(&text[..unit.end()], &boundaries).unwrap_or(unit.at));
        }
        boundaries.push(unit.at);
    }
    None
}

/// Finds the last place where a line may be broken. A place inside a unit does not count (a space may carry a mark).
fn last_break(text: &str, boundaries: &[usize]) -> Option<usize> {
    let whole = |at: &usize| *at < text.len() && boundaries.binary_search(at).is_ok();
    linebreaks(text).map(|(at, _)| at).filter(whole).last()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::cell::Cell;

    thread_local! {
        /// How many units were looked at to lay rows out.
        pub(super) static UNITS: Cell<usize> = const { Cell::new(0) };
    }

    /// Returns how many units something looks at to lay rows out.
    fn units(work: impl FnOnce()) -> usize {
        let before = UNITS.get();
        work();
        UNITS.get() - before
    }

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        let rows = Rows::new(text, columns);
        (0..rows.count()).map(|row| &text[rows.start(text, row)..rows.end(text, row)]).collect()
    }

    #[test]
    fn rows_end_where_a_reader_expects() {
        for (text, columns, rows) in [
            ("", 10, &[""] as &[&str]),
            ("I felt calm, then (oddly) worried!", 16, &["I felt calm, ", "then (oddly) ", "worried!"]),
            ("about e.g. 3.14 of it", 10, &["about e.g. ", "3.14 of it"]),
            ("a well-known non\u{A0}break", 10, &["a well-", "known ", "non\u{A0}break"]),
            ("hello   world", 5, &["hello   ", "world"]),
            ("hello      ", 5, &["hello      "]),
            ("incomprehensible", 6, &["incomp", "rehens", "ible"]),
            ("an incomprehensible", 6, &["an ", "incomp", "rehens", "ible"]),
            ("two\nlines\n", 10, &["two\n", "lines\n", ""]),
            ("a\r\nb", 10, &["a\r\n", "b"]),
            ("日本語の文章。終わり", 9, &["日本語の", "文章。終", "わり"]),
            ("日本語。", 6, &["日本", "語。"]),
            ("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5, &["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"]),
            ("🇩🇪🇫🇷🇮🇹", 4, &["🇩🇪🇫🇷", "🇮🇹"]),
            ("क्षि क्षि क्षि", 7, &["क्षि क्षि ", "क्षि"]),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}e\u{301}"]),
            ("a \u{301}b", 1, &["a", " \u{301}", "b"]),
            ("日本", 1, &["日", "本"]),
            ("ab\u{1B}[31mcd", 3, &["ab\u{1B}[31m", "cd"]),
            ("a\tb", 4, &["a\t", "b"]),
        ] {
            assert_eq!(wrapped(text, columns), rows, "{text:?} at {columns}");
        }
    }

    #[test]
    fn a_megabyte_without_a_place_to_break_is_laid_out_once() {
        for unit in ["x", "日", "\u{A0}", " ", "e\u{301}", "👩\u{200D}👧", "-"] {
            let count = 1_000_000 / unit.len();
            let mut text = unit.repeat(count);
            let mut rows = Rows::new("", 80);
            let all = units(|| rows = Rows::new(&text, 80));
            assert!(all >= count && all <= 2 * count, "{unit:?}: {all} of {count}");
            let (middle, end) = (unit.len() * (count / 2), text.len());
            text.insert(end, 'y');
            let at_end = units(|| rows.edited(&text, end, 0, 1));
            assert!(at_end <= 5 * LONGEST, "{unit:?}: {at_end} at the end");
            text.insert(middle, 'y');
            let in_middle = units(|| rows.edited(&text, middle, 0, 1));
            assert!(in_middle <= all, "{unit:?}: {in_middle} in the middle");
        }
    }

    #[test]
    fn a_row_without_columns_is_still_bounded() {
        for unit in [" ", "\u{200B}"] {
            assert!(wrapped(&unit.repeat(20_000), 10).iter().all(|row| row.len() <= LONGEST + unit.len()));
        }
    }

    #[test]
    fn a_sequence_that_is_finished_far_below_is_laid_out_again_from_its_start() {
        let open = format!("\u{1B}]{}", "some words ".repeat(20));
        let closed = format!("{open}\u{7}x");
        let mut rows = Rows::new(&open, 10);
        rows.edited(&closed, open.len(), 0, 2);
        assert_eq!(rows.starts, [0]);
        rows.edited(&open, open.len(), 2, 0);
        assert_eq!(rows.starts, Rows::new(&open, 10).starts);
        assert!(rows.count() > 20);
    }

    fn prose() -> impl Strategy<Value = String> {
        let bits = prop::sample::select(vec![
            "word", "a", " ", " ", "  ", "\n", "\r", "\t", "-", "(", ")", "\"", ",", "3.14", "日本", "。",
            "👩", "\u{200D}", "\u{301}", "🇩", "क", "्", "षि", "\u{1B}", "]", "[31", "m", "\u{7}", "\\",
            "\u{9B}", "\u{200B}", "שלום", "\u{1100}", "\u{1161}",
        ]);
        prop::collection::vec(bits, 0..60).prop_map(|bits| bits.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn rows_together_are_the_text(text in prose(), columns in 1_usize..12) {
            prop_assert_eq!(wrapped(&text, columns).concat(), text);
        }

        #[test]
        fn no_row_is_wider_than_asked(text in prose(), columns in 1_usize..12) {
            let rows = Rows::new(&text, columns);
            for row in 0..rows.count() {
                let end = rows.units(&text, row).filter(|unit| unit.role != Role::Blank && unit.width > 0).last();
                prop_assert!(end.is_none_or(|unit| unit.column + unit.width <= columns));
            }
        }

        #[test]
        fn an_edit_leaves_the_rows_that_a_fresh_layout_has(
            text in prose(), with in prose(), columns in 1_usize..12, from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(),
        ) {
            let mut rows = Rows::new(&text, columns);
            let place = |index: prop::sample::Index| text.floor_char_boundary(index.index(text.len() + 1));
            let (from, to) = (place(from).min(place(to)), place(from).max(place(to)));
            let edited = [&text[..from], &with, &text[to..]].concat();
            rows.edited(&edited, from, to - from, with.len());
            prop_assert_eq!(rows.starts, Rows::new(&edited, columns).starts);
        }
    }
}
