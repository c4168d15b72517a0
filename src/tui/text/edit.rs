//! How the text is changed: typing, pasting, deleting, undo.
//!
//! Every change goes through one function, so that rows, cursor, and history follow. Deliberately
//! absent: where a key would move the cursor.

use std::borrow::Cow;
use std::ops::Range;

use super::buffer;
use super::undo::{Kind, Step};
use super::{Edit, Lines, TextArea};
use crate::tui::outcome::Outcome;

impl TextArea {
    /// Makes the text another one, in one step that can be undone; the cursor goes to the end of what differs.
    pub fn replace_all(&mut self, text: &str) {
        let text = self.admissible(Cow::Borrowed(text));
        let same = |(old, new): &(char, char)| old == new;
        let bytes = |(old, _): (char, char)| old.len_utf8();
        let prefix = self.text.chars().zip(text.chars()).take_while(same).map(bytes).sum::<usize>();
        let (old, new) = (&self.text[prefix..], &text[prefix..]);
        let suffix = old.chars().rev().zip(new.chars().rev()).take_while(same).map(bytes).sum::<usize>();
        let inserted = new[..new.len() - suffix].to_owned();
        let range = prefix..self.text.len() - suffix;
        if !(range.is_empty() && inserted.is_empty()) {
            self.change(range, &inserted, Kind::Whole);
        }
        self.history.close();
        self.follow();
    }

    /// Does what a key asked for, and brings the cursor into view.
    pub fn edit(&mut self, edit: Edit) -> Outcome {
        if let Some(outcome) = self.command(&edit) {
            self.follow();
            return outcome;
        }
        let outcome = self.edit_plainly(edit);
        self.keep_selected();
        self.follow();
        outcome
    }

    pub(super) fn edit_plainly(&mut self, edit: Edit) -> Outcome {
        let cursor = self.cursor;
        let killing = std::mem::take(&mut self.killing);
        match edit {
            Edit::Insert(c) => self.insert(Cow::Owned(c.to_string()), Kind::Typing),
            Edit::Newline => self.insert(Cow::Borrowed("\n"), Kind::Typing),
            Edit::Paste(text) => self.insert(Cow::Owned(text), Kind::Whole),
            Edit::Backspace => self.erase(self.before(cursor)..cursor, Kind::EraseBack),
            Edit::Delete => self.erase(cursor..self.after(cursor), Kind::EraseForward),
            Edit::DeleteWordLeft => self.kill(self.word_left()..cursor, killing),
            Edit::DeleteWordRight => self.kill(cursor..self.word_right(), killing),
            Edit::DeleteToRowStart => self.kill(self.row_start_to_delete()..cursor, killing),
            Edit::DeleteToRowEnd => self.kill(cursor..self.row_end_to_delete(), killing),
            Edit::Move(motion) => self.step(motion),
            Edit::Select(motion) => self.extend(motion),
            Edit::SelectAll => self.select(0..self.text.len()),
            Edit::Undo => self.undo(),
            Edit::Redo => self.redo(),
            Edit::Cut => match self.selection() {
                Some(cut) => {
                    self.kill(cursor..cursor, false);
                    Outcome::Cut(cut)
                }
                None => Outcome::Ignored,
            },
            Edit::Yank => self.insert(Cow::Owned(self.killed.clone()), Kind::Whole),
            Edit::Escape if self.selected().is_some() => {
                self.anchor = None;
                Outcome::Moved
            }
            Edit::Escape => Outcome::Ignored,
        }
    }

    /// Erases a range, or what is selected, and keeps it to be inserted again; what was kept right before stays with it.
    fn kill(&mut self, range: Range<usize>, adds: bool) -> Outcome {
        let range = self.selected().unwrap_or(range);
        let (before, cursor) = (range.start, self.cursor);
        let taken = self.text[range.clone()].to_owned();
        let outcome = self.erase(range, Kind::Whole);
        if outcome == Outcome::Changed {
            self.killing = true;
            match (adds, before < cursor) {
                (false, _) => self.killed = taken,
                (true, true) => self.killed.insert_str(0, &taken),
                (true, false) => self.killed.push_str(&taken),
            }
        }
        outcome
    }

    /// Returns what was cut or deleted last.
    pub fn killed(&self) -> &str {
        &self.killed
    }

    /// Writes line ends as this area has them.
    fn admissible<'a>(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        match self.lines {
            Lines::One if text.contains(['\r', '\n']) => {
                Cow::Owned(buffer::normalise_newlines(&text).replace('\n', " "))
            }
            _ => text,
        }
    }

    fn insert(&mut self, text: Cow<'_, str>, kind: Kind) -> Outcome {
        if text.is_empty() {
            return Outcome::Ignored;
        }
        let text = self.admissible(text);
        let text = buffer::normalise_newlines(&text);
        let range = self.selected().unwrap_or(self.cursor..self.cursor);
        self.change(range, &text, kind);
        Outcome::Changed
    }

    fn erase(&mut self, range: Range<usize>, kind: Kind) -> Outcome {
        let (range, kind) = self.selected().map_or((range, kind), |selected| (selected, Kind::Whole));
        if range.is_empty() {
            return Outcome::Ignored;
        }
        self.change(range, "", kind);
        Outcome::Changed
    }

    pub(super) fn change(&mut self, range: Range<usize>, with: &str, kind: Kind) {
        let cursor = self.cursor;
        let (at, end) = (range.start, range.start + with.len());
        let removed = self.exchange(range, with, end);
        self.history.record(Step { at, removed, inserted: with.to_owned(), cursor, kind });
    }

    /// Puts another text in a place; the cursor goes to `cursor`, or on to the end of the unit that is there now.
    fn exchange(&mut self, range: Range<usize>, with: &str, cursor: usize) -> String {
        let removed = self.text[range.clone()].to_owned();
        self.text.replace_range(range.clone(), with);
        self.rows.edited(&self.text, range.start, removed.len(), with.len());
        self.place(self.snapped(cursor), false);
        self.anchor = None;
        self.goal = None;
        self.end_selection();
        removed
    }

    pub(super) fn undo(&mut self) -> Outcome {
        let Some(step) = self.history.undo() else { return Outcome::Ignored };
        self.exchange(step.at..step.at + step.inserted.len(), &step.removed, step.cursor);
        self.history.undone(step);
        Outcome::Changed
    }

    fn redo(&mut self) -> Outcome {
        let Some(step) = self.history.redo() else { return Outcome::Ignored };
        let end = step.at + step.inserted.len();
        self.exchange(step.at..step.at + step.removed.len(), &step.inserted, end);
        self.history.redone(step);
        Outcome::Changed
    }
}
