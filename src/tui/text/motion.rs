//! Where the cursor goes, and the selection it leaves behind.
//!
//! Deliberately absent: changes of the text, and scrolling other than to follow the cursor.

use std::ops::Range;

use super::buffer::{self, Role};
use super::{Motion, TextArea};
use crate::tui::outcome::Outcome;

impl TextArea {
    /// Returns where the cursor is, as a byte offset into the text.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at a byte offset, or at the end of the grapheme that is there; drops the selection.
    pub fn set_cursor(&mut self, byte: usize) {
        let byte = self.snapped(byte);
        self.jump(byte, false);
        self.anchor = None;
        self.follow();
    }

    /// Returns the text that is selected.
    pub fn selection(&self) -> Option<String> {
        self.selected().map(|range| self.text[range].to_owned())
    }

    /// Selects some bytes, as far as they are whole graphemes, and brings their end into view.
    pub fn select_bytes(&mut self, bytes: Range<usize>) {
        self.select(self.snapped(bytes.start)..self.snapped(bytes.end));
        self.follow();
    }

    /// Returns the bytes that are selected.
    pub fn selected(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    pub(super) fn step(&mut self, motion: Motion) -> Outcome {
        let selected = self.selected();
        let target = match (&selected, motion) {
            (Some(range), Motion::Left) => Some((range.start, false)),
            (Some(range), Motion::Right) => Some((range.end, false)),
            _ => self.target(motion),
        };
        self.anchor = None;
        let outcome = self.go(motion, target);
        if selected.is_some() { Outcome::Moved } else { outcome }
    }

    pub(super) fn extend(&mut self, motion: Motion) -> Outcome {
        let target = self.target(motion).or(match motion {
            Motion::Up => Some((0, false)),
            Motion::Down => Some((self.text.len(), false)),
            _ => None,
        });
        self.anchor.get_or_insert(self.cursor);
        self.go(motion, target)
    }

    pub(super) fn select(&mut self, range: Range<usize>) -> Outcome {
        let before = (self.cursor, self.selected());
        self.anchor = Some(range.start);
        self.jump(range.end, false);
        if (self.cursor, self.selected()) == before { Outcome::Ignored } else { Outcome::Moved }
    }

    /// Puts the cursor on a boundary of units.
    pub(super) fn place(&mut self, byte: usize, at_row_end: bool) {
        self.cursor = byte;
        self.at_row_end = at_row_end;
    }

    pub(super) fn jump(&mut self, byte: usize, at_row_end: bool) {
        self.place(byte, at_row_end);
        self.goal = None;
        self.history.close();
    }

    fn go(&mut self, motion: Motion, target: Option<(usize, bool)>) -> Outcome {
        let Some((byte, at_row_end)) = target else { return Outcome::Ignored };
        let vertical = matches!(motion, Motion::Up | Motion::Down);
        let goal = vertical.then(|| self.goal.unwrap_or_else(|| self.cursor_column()));
        let before = (self.cursor, self.at_row_end);
        self.jump(byte, at_row_end);
        self.goal = goal;
        if before == (byte, at_row_end) { Outcome::Ignored } else { Outcome::Moved }
    }

    fn target(&self, motion: Motion) -> Option<(usize, bool)> {
        let row = self.cursor_row();
        match motion {
            Motion::Left => Some((self.before(self.cursor), false)),
            Motion::Right => Some((self.after(self.cursor), false)),
            Motion::WordLeft => Some((self.word_left(), false)),
            Motion::WordRight => Some((self.word_right(), false)),
            Motion::RowStart => Some((self.rows.start(&self.text, row), false)),
            Motion::RowEnd => Some(self.end_of_row(row)),
            Motion::Up => self.rows_away(-1),
            Motion::Down => self.rows_away(1),
            Motion::Start => Some((0, false)),
            Motion::End => Some((self.text.len(), false)),
        }
    }

    fn rows_away(&self, distance: isize) -> Option<(usize, bool)> {
        let row = self.cursor_row();
        let other = row.saturating_add_signed(distance).min(self.rows.count() - 1);
        let goal = self.goal.unwrap_or_else(|| self.cursor_column());
        (other != row).then(|| self.place_in_row(other, goal))
    }

    /// Finds the place that is drawn at a column of a row, or the end of a shorter row.
    pub(super) fn place_in_row(&self, row: usize, column: usize) -> (usize, bool) {
        self.rows
            .units(&self.text, row)
            .find(|unit| column < unit.column + unit.width)
            .map_or_else(|| self.end_of_row(row), |unit| (unit.at, false))
    }

    /// Finds the last place of a row: before its newline, or before the space that it was wrapped at.
    fn end_of_row(&self, row: usize) -> (usize, bool) {
        let end = self.rows.end(&self.text, row);
        match self.rows.units(&self.text, row).last() {
            Some(last) if last.role == Role::Newline => (last.at, false),
            Some(last) if last.role == Role::Blank && row + 1 < self.rows.count() => (last.at, false),
            _ => (end, row + 1 < self.rows.count()),
        }
    }

    pub(super) fn before(&self, byte: usize) -> usize {
        let row = self.rows.row_of(byte.saturating_sub(1));
        self.rows.units(&self.text, row).take_while(|unit| unit.at < byte).last().map_or(byte, |unit| unit.at)
    }

    pub(super) fn after(&self, byte: usize) -> usize {
        byte + buffer::unit_length(&self.text[byte..]).unwrap_or(0)
    }

    pub(super) fn word_left(&self) -> usize {
        let start = buffer::word_start(&self.text, self.cursor);
        // A word inside an escape sequence is not to be stood in: its start would snap back to the cursor.
        if self.snapped(start) == start { start } else { self.before(start) }
    }

    pub(super) fn word_right(&self) -> usize {
        self.snapped(buffer::word_end(&self.text, self.cursor))
    }

    pub(super) fn row_start_to_delete(&self) -> usize {
        let row = self.cursor_row();
        match self.rows.start(&self.text, row) {
            start if start < self.cursor => start,
            start if self.text[..start].ends_with('\n') => self.before(start),
            _ => self.rows.start(&self.text, row.saturating_sub(1)),
        }
    }

    pub(super) fn row_end_to_delete(&self) -> usize {
        let row = self.rows.row_of(self.cursor);
        match self.rows.units(&self.text, row).last() {
            Some(last) if last.role == Role::Newline && last.at > self.cursor => last.at,
            _ => self.rows.end(&self.text, row),
        }
    }

    /// Finds the boundary of units that is at a byte offset, or the next one after it.
    pub(super) fn snapped(&self, byte: usize) -> usize {
        let row = self.rows.row_of(byte);
        self.rows
            .units(&self.text, row)
            .map(|unit| unit.at)
            .find(|&at| at >= byte)
            .unwrap_or_else(|| self.rows.end(&self.text, row))
    }

    /// Finds the visual row that the cursor is shown in.
    pub(super) fn cursor_row(&self) -> usize {
        let row = self.rows.row_of(self.cursor);
        let wrapped = self.at_row_end && self.rows.start(&self.text, row) == self.cursor;
        row.saturating_sub(usize::from(wrapped))
    }

    /// Measures the columns before the cursor in its row.
    pub(super) fn cursor_column(&self) -> usize {
        self.rows
            .units(&self.text, self.cursor_row())
            .take_while(|unit| unit.at < self.cursor)
            .last()
            .map_or(0, |unit| unit.column + unit.width)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Edit;
    use super::super::marked::{area, marked};
    use super::*;

    #[test]
    fn keys_move_the_cursor() {
        for (before, motion, after) in [
            ("a👨‍👩‍👧‍👦|b", Motion::Left, "a|👨‍👩‍👧‍👦b"),
            ("a|क्षिb", Motion::Right, "aक्षि|b"),
            ("a\r\n|b", Motion::Left, "a|\r\nb"),
            ("a|\u{1B}[31mb", Motion::Right, "a\u{1B}[31m|b"),
            ("calm, then| I", Motion::WordLeft, "calm, |then I"),
            ("calm|, then I", Motion::WordRight, "calm, then| I"),
            ("one\ntwo |three", Motion::RowStart, "one\n|two three"),
            ("one\nt|wo three", Motion::RowEnd, "one\ntwo three|"),
            ("one\n|two\nthree", Motion::RowEnd, "one\ntwo|\nthree"),
            ("|hello world again", Motion::RowEnd, "hello world| again"),
            ("hello world ag|ain", Motion::RowStart, "hello world |again"),
            ("hello |world again", Motion::Down, "hello world again|"),
            ("hello world aga|in", Motion::Up, "hel|lo world again"),
            ("日本語日本語日|本語", Motion::RowStart, "日本語日本語|日本語"),
            ("one\n\nth|ree", Motion::Start, "|one\n\nthree"),
            ("|one\n\nthree", Motion::End, "one\n\nthree|"),
        ] {
            let mut area = area(before, 12, 3);
            assert_eq!(area.edit(Edit::Move(motion)), Outcome::Moved, "{before} {motion:?}");
            assert_eq!(marked(&area), after, "{before} {motion:?}");
        }
    }

    #[test]
    fn a_key_that_leads_nowhere_says_so() {
        for (text, motion) in [
            ("o|ne\ntwo", Motion::Up),
            ("one\nt|wo", Motion::Down),
            ("|one", Motion::Left),
            ("one|", Motion::WordRight),
            ("one|", Motion::RowEnd),
        ] {
            assert_eq!(area(text, 12, 3).edit(Edit::Move(motion)), Outcome::Ignored, "{text} {motion:?}");
        }
    }

    #[test]
    fn up_and_down_keep_the_goal_column() {
        let mut area = area("a long| row\nno\n日本語日本語", 12, 3);
        let mut places = Vec::new();
        for motion in [Motion::Down, Motion::Down, Motion::Up, Motion::Up] {
            area.edit(Edit::Move(motion));
            places.push(area.cursor_row_column());
        }
        assert_eq!(places, [(1, 2), (2, 6), (1, 2), (0, 6)]);
    }

    #[test]
    fn the_end_of_a_row_without_a_space_is_shown_in_that_row() {
        let mut area = area("|日本語日本語日本語", 12, 3);
        area.edit(Edit::Move(Motion::RowEnd));
        assert_eq!((area.cursor(), area.cursor_row_column()), (18, (0, 12)));
        area.edit(Edit::Move(Motion::Down));
        assert_eq!(area.cursor_row_column(), (1, 6));
        area.edit(Edit::Move(Motion::Up));
        assert_eq!(area.cursor_row_column(), (0, 12));
        area.edit(Edit::Insert('x'));
        assert_eq!(marked(&area), "日本語日本語x|日本語");
    }

    #[test]
    fn a_selection_grows_from_where_it_began() {
        let mut area = area("one |two three", 20, 3);
        area.edit(Edit::Select(Motion::WordRight));
        assert_eq!(area.selection().as_deref(), Some("two"));
        area.edit(Edit::Select(Motion::Up));
        assert_eq!(area.selection().as_deref(), Some("one "));
        assert_eq!(area.edit(Edit::Select(Motion::Up)), Outcome::Ignored);
        assert_eq!(area.edit(Edit::Move(Motion::Right)), Outcome::Moved);
        assert_eq!((marked(&area).as_str(), area.selection()), ("one |two three", None));
        area.edit(Edit::SelectAll);
        assert_eq!(area.selection().as_deref(), Some("one two three"));
        area.set_cursor(13);
        area.edit(Edit::Select(Motion::Left));
        assert_eq!(area.edit(Edit::Move(Motion::Up)), Outcome::Moved, "the selection was dropped");
        assert_eq!(area.edit(Edit::Move(Motion::Up)), Outcome::Ignored);
    }

    #[test]
    fn a_byte_inside_a_grapheme_snaps_to_its_end() {
        let mut area = area("|a👨‍👩‍👧‍👦b", 12, 2);
        for (byte, cursor) in [(1, 1), (2, 26), (7, 26), (26, 26), (27, 27), (99, 27)] {
            area.set_cursor(byte);
            assert_eq!(area.cursor(), cursor, "{byte}");
        }
    }
}
