//! Where the mouse points: a click, a drag, a double click, counted from the corner of the drawn area.
//!
//! Deliberately absent: time (the caller tells a double click) and the wheel, which only scrolls.

use std::ops::Range;

use super::{TextArea, buffer};

/// How far back a double click looks for the start of a word, in bytes.
const LONGEST_WORD: usize = 1024;

impl TextArea {
    /// Puts the cursor where the mouse was pressed, counted from the corner of the drawn area.
    pub fn click(&mut self, column: u16, row: u16) {
        let (byte, at_row_end) = self.place_at(column, row);
        self.jump(byte, at_row_end);
        self.anchor = None;
        self.follow();
    }

    /// Extends the selection to where the mouse was dragged; below the area, the text scrolls.
    pub fn drag(&mut self, column: u16, row: u16) {
        let (byte, at_row_end) = self.place_at(column, row);
        self.anchor.get_or_insert(self.cursor);
        self.jump(byte, at_row_end);
        self.follow();
    }

    /// Selects the word where the mouse was pressed twice, or what is between two words.
    pub fn select_word_at(&mut self, column: u16, row: u16) {
        let (byte, _) = self.place_at(column, row);
        let range = self.word_around(byte);
        self.select(range);
        self.follow();
    }

    fn place_at(&self, column: u16, row: u16) -> (usize, bool) {
        let row = (self.top + usize::from(row)).min(self.rows.count() - 1);
        self.place_in_row(row, usize::from(column))
    }

    fn word_around(&self, byte: usize) -> Range<usize> {
        let paragraph = self.text[..byte].rfind('\n').map_or(0, |newline| newline + 1);
        let from = self.snapped(paragraph.max(byte.saturating_sub(LONGEST_WORD)));
        let word = buffer::word_around(&self.text, from, byte);
        self.snapped(word.start)..self.snapped(word.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked::{area, marked};

    #[test]
    fn the_mouse_finds_what_is_drawn_under_it() {
        for (column, row, after) in [
            (0, 0, "|a日b\nhello world again"),
            (1, 0, "a|日b\nhello world again"),
            (2, 0, "a|日b\nhello world again"),
            (3, 0, "a日|b\nhello world again"),
            (9, 0, "a日b|\nhello world again"),
            (40, 1, "a日b\nhello world| again"),
            (2, 2, "a日b\nhello world ag|ain"),
            (0, 9, "a日b\nhello world |again"),
        ] {
            let mut area = area("a日b\nhello world again", 12, 4);
            area.click(column, row);
            assert_eq!(marked(&area), after, "{column}, {row}");
        }
    }

    #[test]
    fn the_mouse_counts_from_the_scrolled_rows() {
        let mut area = area("0\n1\n2\n3\n4|", 12, 2);
        area.click(0, 0);
        assert_eq!((area.top(), marked(&area).as_str()), (3, "0\n1\n2\n|3\n4"));
        area.scroll_by(-2);
        area.click(1, 1);
        assert_eq!(marked(&area), "0\n1\n2|\n3\n4");
        area.drag(0, 0);
        assert_eq!(area.selection().as_deref(), Some("1\n2"));
        area.drag(1, 3);
        assert_eq!((area.selection().as_deref(), area.top()), (Some("\n3\n4"), 3));
    }

    #[test]
    fn a_double_click_selects_a_word() {
        for (column, word) in
            [(0, Some("I")), (1, Some(" ")), (3, Some("don't")), (7, Some(",")), (9, Some("👨‍👩‍👧‍👦")), (40, None)]
        {
            let mut area = area("I don't, 👨‍👩‍👧‍👦\nno", 20, 2);
            area.select_word_at(column, 0);
            assert_eq!(area.selection().as_deref(), word, "{column}");
        }
    }
}
