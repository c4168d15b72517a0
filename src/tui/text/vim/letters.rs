//! What single letters do: where nothing is selected, and over what is.

use std::ops::Range;

use super::{Mode, Operator, Vim};
use crate::tui::outcome::Outcome;
use crate::tui::text::TextArea;

impl TextArea {
    /// Does what a letter means that needs no more than itself.
    pub(super) fn simple(&mut self, vim: &mut Vim, letter: char, times: usize) -> Outcome {
        let (cursor, end) = (self.cursor, self.line_end(self.cursor));
        let along = |area: &Self| (0..times).fold(cursor, |at, _| area.after(at).min(end));
        if let Mode::Visual { from, lines } = vim.mode {
            return self.simple_over(vim, letter, (from, lines));
        }
        match letter {
            'x' => self.operate(vim, Operator::Delete, cursor..along(self), false),
            'X' => {
                let start = (0..times).fold(cursor, |at, _| self.before(at)).max(self.line_start(cursor));
                self.operate(vim, Operator::Delete, start..cursor, false)
            }
            'D' => self.operate(vim, Operator::Delete, cursor..end, false),
            'C' => self.operate(vim, Operator::Change, cursor..end, false),
            's' => self.operate(vim, Operator::Change, cursor..along(self), false),
            'S' => self.operate(vim, Operator::Change, self.line_start(cursor)..end, false),
            'i' | 'a' | 'I' | 'A' => {
                vim.mode = Mode::Insert;
                let to = match letter {
                    'a' => self.after(cursor).min(end),
                    'I' => self.first_of_line(cursor),
                    'A' => end,
                    _ => cursor,
                };
                self.jump(to, false);
                Outcome::Moved
            }
            'o' | 'O' => {
                vim.mode = Mode::Insert;
                let at = if letter == 'o' { end } else { self.line_start(cursor) };
                let outcome = self.put_in(at..at, "\n");
                self.jump(if letter == 'o' { at + 1 } else { at }, false);
                outcome
            }
            'p' | 'P' => self.put_back(vim, letter == 'p', times),
            'J' => self.join(times.max(2) - 1),
            '~' => {
                let range = cursor..along(self);
                let turned = self.text[range.clone()].chars().flat_map(turned).collect::<String>();
                self.put_in(range, &turned)
            }
            'u' => (0..times).fold(Outcome::Ignored, |done, _| match self.undo() {
                Outcome::Ignored => done,
                outcome => outcome,
            }),
            'v' | 'V' => {
                vim.mode = Mode::Visual { from: cursor, lines: letter == 'V' };
                self.show_selection(vim);
                Outcome::Moved
            }
            _ => Outcome::Moved,
        }
    }

    /// Does what a letter means over what is selected.
    pub(super) fn simple_over(
        &mut self,
        vim: &mut Vim,
        letter: char,
        (from, lines): (usize, bool),
    ) -> Outcome {
        let range = self.selection_of(from, lines);
        let operator = match letter {
            'x' | 'X' | 'D' => Operator::Delete,
            's' | 'C' | 'S' => Operator::Change,
            'p' | 'P' => {
                vim.mode = Mode::Normal;
                let text = vim.register.0.clone();
                vim.register = (self.text[range.clone()].to_owned(), lines);
                return self.put_in(range, &text);
            }
            'v' | 'V' => {
                let same = (letter == 'V') == lines;
                vim.mode = if same { Mode::Normal } else { Mode::Visual { from, lines: !lines } };
                self.anchor = None;
                self.show_selection(vim);
                return Outcome::Moved;
            }
            'o' => {
                vim.mode = Mode::Visual { from: self.cursor, lines };
                self.jump(from, false);
                self.show_selection(vim);
                return Outcome::Moved;
            }
            _ => return Outcome::Moved,
        };
        vim.mode = Mode::Normal;
        self.operate(vim, operator, range, lines)
    }

    /// Puts back what was deleted or copied last, after the cursor or before.
    pub(super) fn put_back(&mut self, vim: &Vim, after: bool, times: usize) -> Outcome {
        let (text, lines) = &vim.register;
        let (cursor, end) = (self.cursor, self.line_end(self.cursor));
        if text.is_empty() {
            return Outcome::Moved;
        }
        let all = text.repeat(times);
        if !lines {
            let at = if after { self.after(cursor).min(end) } else { cursor };
            let outcome = self.put_in(at..at, &all);
            self.jump(self.before(self.cursor), false);
            return outcome;
        }
        let whole = all.strip_suffix('\n').unwrap_or(&all);
        let (at, text) =
            if after { (end, format!("\n{whole}")) } else { (self.line_start(cursor), format!("{whole}\n")) };
        let outcome = self.put_in(at..at, &text);
        self.jump(self.first_of_line(at + usize::from(after)), false);
        outcome
    }

    /// Joins lines with the one the cursor is in, with a space between.
    pub(super) fn join(&mut self, times: usize) -> Outcome {
        let mut outcome = Outcome::Moved;
        for _ in 0..times {
            let end = self.line_end(self.cursor);
            if end == self.text.len() {
                break;
            }
            let next = self.first_of_line(end + 1);
            outcome = self.put_in(end..next, " ");
            self.jump(end, false);
        }
        outcome
    }

    /// Writes one letter over all that is selected but the ends of lines.
    pub(super) fn overwrite_all(&mut self, letter: char, range: Range<usize>) -> Outcome {
        let over = |old: char| if old == '\n' { old } else { letter };
        let (start, text) = (range.start, self.text[range.clone()].chars().map(over).collect::<String>());
        let outcome = self.put_in(range, &text);
        self.jump(start, false);
        outcome
    }

    /// Writes one letter over the next ones.
    pub(super) fn overwrite(&mut self, letter: char, times: usize) -> Outcome {
        let (cursor, end) = (self.cursor, self.line_end(self.cursor));
        let to = (0..times).fold(cursor, |at, _| self.after(at).min(end));
        let count = self.text[cursor..to].chars().count().min(times);
        let outcome = self.put_in(cursor..to, &letter.to_string().repeat(count));
        self.jump(self.before(self.cursor).max(cursor), false);
        outcome
    }
}

/// The letter in the other case.
fn turned(letter: char) -> Vec<char> {
    if letter.is_uppercase() { letter.to_lowercase().collect() } else { letter.to_uppercase().collect() }
}
