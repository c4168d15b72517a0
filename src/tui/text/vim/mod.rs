//! Modal editing, after Vi: what letters mean while nothing is typed.
//!
//! One begins typing; Esc ends that, and Esc again leaves. Counts, `d` `c` `y` over every motion, over themselves and over
//! `iw` `aw`, and `x X D C s S r ~ J p P u v V i a I A o O` work as in Vi; `j` and `k` move by the rows one sees. Deliberately
//! absent: macros, marks, registers with names, commands after a colon.

mod letters;
mod motion;
#[cfg(test)]
mod tests;

use std::ops::Range;

use self::motion::{Reach, Target};
use super::undo::Kind;
use super::{Edit, Motion, TextArea};
use crate::tui::outcome::Outcome;

/// A larger count is a slip of the hand.
const MOST: usize = 9_999;

/// What the letters mean now, and what was begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Vim {
    mode: Mode,
    count: Option<usize>,
    /// An operator that waits for how far, with its count.
    operator: Option<(Operator, usize)>,
    /// A letter that waits for another: `f` `t` `r` `g` `i` `a`.
    prefix: Option<char>,
    /// What was deleted or copied last, and whether that was whole lines.
    register: (String, bool),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// Letters are text.
    #[default]
    Insert,
    Normal,
    /// Something is selected from a place on, by letters or by lines.
    Visual {
        from: usize,
        lines: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Delete,
    Change,
    Copy,
}

impl Operator {
    fn of(letter: char) -> Option<Self> {
        match letter {
            'd' => Some(Self::Delete),
            'c' => Some(Self::Change),
            'y' => Some(Self::Copy),
            _ => None,
        }
    }
}

impl TextArea {
    /// Sets whether letters are commands after Esc.
    pub fn set_modal(&mut self, modal: bool) {
        if modal != self.vim.is_some() {
            self.vim = modal.then(Box::default);
        }
    }

    /// Returns what letters mean, if that is not always the same.
    pub fn mode(&self) -> Option<&'static str> {
        self.vim.as_ref().map(|vim| match vim.mode {
            Mode::Insert => "insert",
            Mode::Normal => "normal",
            Mode::Visual { lines: false, .. } => "visual",
            Mode::Visual { lines: true, .. } => "visual line",
        })
    }

    /// Does what an edit means while nothing is typed; `None` if it means what it always does.
    pub(super) fn command(&mut self, edit: &Edit) -> Option<Outcome> {
        let mut vim = self.vim.take()?;
        let outcome = self.command_in(&mut vim, edit);
        if !matches!(vim.mode, Mode::Insert) && outcome.is_some() {
            self.stand_on_a_letter(&vim);
        }
        self.vim = Some(vim);
        outcome
    }

    fn command_in(&mut self, vim: &mut Vim, edit: &Edit) -> Option<Outcome> {
        match (vim.mode, edit) {
            (Mode::Insert, Edit::Escape) => {
                vim.mode = Mode::Normal;
                if self.cursor > self.line_start(self.cursor) {
                    self.edit_plainly(Edit::Move(Motion::Left));
                }
                Some(Outcome::Moved)
            }
            (Mode::Insert, _) => None,
            (mode, Edit::Escape) => {
                let begun = vim.operator.is_some() || vim.prefix.is_some() || vim.count.is_some();
                vim.forget();
                vim.mode = Mode::Normal;
                self.anchor = None;
                (begun || mode != Mode::Normal).then_some(Outcome::Moved)
            }
            (_, Edit::Insert(letter)) => Some(self.letter(vim, *letter)),
            (_, Edit::Newline | Edit::Backspace | Edit::Delete) if vim.prefix.is_some() => {
                vim.forget();
                Some(Outcome::Moved)
            }
            (_, Edit::Newline) => Some(self.letter(vim, 'j')),
            (_, Edit::Backspace) => Some(self.letter(vim, 'h')),
            (_, Edit::Delete) => Some(self.letter(vim, 'x')),
            (_, _) => None,
        }
    }

    /// Does what a letter means.
    fn letter(&mut self, vim: &mut Vim, letter: char) -> Outcome {
        if let Some(prefix) = vim.prefix.take() {
            return self.prefixed(vim, prefix, letter);
        }
        if let Some(digit) = letter.to_digit(10).filter(|digit| *digit > 0 || vim.count.is_some()) {
            vim.count = Some((vim.count.unwrap_or(0) * 10 + digit as usize).min(MOST));
            return Outcome::Moved;
        }
        let visual = matches!(vim.mode, Mode::Visual { .. });
        match letter {
            'f' | 'F' | 't' | 'T' | 'r' | 'g' => return vim.wait(letter),
            'i' | 'a' if visual || vim.operator.is_some() => return vim.wait(letter),
            _ => {}
        }
        if let Some(operator) = Operator::of(letter) {
            return self.operator(vim, operator);
        }
        if let Some(target) = self.target_of(vim, letter) {
            return self.reach(vim, target);
        }
        let times = vim.times();
        let held = vim.operator.is_some();
        vim.forget();
        if held { Outcome::Moved } else { self.simple(vim, letter, times) }
    }

    /// Returns where a letter leads. Over words, Vi makes exceptions: `cw` leaves the blanks after a word, and an operator
    /// leaves the end of a line.
    fn target_of(&self, vim: &Vim, letter: char) -> Option<Target> {
        let operator = vim.operator.map(|(operator, _)| operator);
        let on_word = self.text[self.cursor..].starts_with(|c: char| !c.is_whitespace());
        let letter =
            if letter == 'w' && operator == Some(Operator::Change) && on_word { 'e' } else { letter };
        let target = self.motion(letter, vim.times())?;
        if letter != 'w' || operator.is_none() {
            return Some(target);
        }
        let passed = self.text.get(self.cursor..target.to).and_then(|text| text.rfind('\n'));
        let end = passed.map(|newline| self.cursor + newline);
        let blank = |end: &usize| *end > self.cursor && self.text[*end..target.to].trim().is_empty();
        Some(Target { to: end.filter(blank).unwrap_or(target.to), ..target })
    }

    /// Shows what is selected after the cursor moved by other keys than letters.
    pub(super) fn keep_selected(&mut self) {
        if let Some(vim) = self.vim.take() {
            self.show_selection(&vim);
            self.vim = Some(vim);
        }
    }

    /// Ends a selection whose text is another one now.
    pub(super) fn end_selection(&mut self) {
        if let Some(vim) = &mut self.vim
            && matches!(vim.mode, Mode::Visual { .. })
        {
            vim.mode = Mode::Normal;
            vim.forget();
        }
    }

    fn prefixed(&mut self, vim: &mut Vim, prefix: char, letter: char) -> Outcome {
        let times = vim.times();
        let target = match (prefix, letter) {
            ('g', 'g') => Some(Target { to: 0, reach: Reach::Lines }),
            ('r', _) => {
                vim.forget();
                return if let Mode::Visual { from, lines } = vim.mode {
                    vim.mode = Mode::Normal;
                    self.overwrite_all(letter, self.selection_of(from, lines))
                } else {
                    self.overwrite(letter, times)
                };
            }
            ('i' | 'a', 'w') => {
                let range = self.word_around(self.cursor, prefix == 'a');
                let operator = vim.operator.take();
                vim.forget();
                return match (operator, vim.mode) {
                    (Some((operator, _)), _) => self.operate(vim, operator, range, false),
                    (None, Mode::Visual { .. }) => {
                        vim.mode = Mode::Visual { from: range.start, lines: false };
                        self.jump(self.before(range.end), false);
                        self.show_selection(vim);
                        Outcome::Moved
                    }
                    (None, _) => Outcome::Moved,
                };
            }
            ('f' | 'F' | 't' | 'T', _) => self.find(prefix, letter, times),
            _ => None,
        };
        if let Some(target) = target {
            return self.reach(vim, target);
        }
        vim.forget();
        Outcome::Moved
    }

    /// Begins an operator, or does it: over what is selected, or over lines if it was begun before.
    fn operator(&mut self, vim: &mut Vim, operator: Operator) -> Outcome {
        if let Mode::Visual { from, lines } = vim.mode {
            let range = self.selection_of(from, lines);
            vim.forget();
            vim.mode = Mode::Normal;
            self.anchor = None;
            return self.operate(vim, operator, range, lines);
        }
        match vim.operator {
            Some((begun, _)) if begun == operator => {
                let down = vim.times().saturating_sub(1);
                let range = self.lines_between(self.cursor, self.lines_away(self.cursor, down as isize));
                vim.forget();
                self.operate(vim, operator, range, true)
            }
            Some(_) => {
                vim.forget();
                Outcome::Moved
            }
            None => {
                vim.operator = Some((operator, vim.count.take().unwrap_or(1)));
                Outcome::Moved
            }
        }
    }

    /// Goes as far as a motion reaches, or does the operator that waits for it.
    fn reach(&mut self, vim: &mut Vim, target: Target) -> Outcome {
        let operator = vim.operator.take();
        vim.forget();
        let Some((operator, _)) = operator else {
            let before = self.cursor;
            match target.reach {
                Reach::Rows(rows) => {
                    let motion = if rows < 0 { Motion::Up } else { Motion::Down };
                    for _ in 0..rows.unsigned_abs() {
                        self.step(motion);
                    }
                }
                _ => self.jump(target.to, false),
            }
            self.show_selection(vim);
            return if self.cursor == before { Outcome::Ignored } else { Outcome::Moved };
        };
        let (from, to) = (self.cursor.min(target.to), self.cursor.max(target.to));
        match target.reach {
            Reach::Before => self.operate(vim, operator, from..to, false),
            Reach::Onto => self.operate(vim, operator, from..self.after(to), false),
            Reach::Lines | Reach::Rows(_) => self.operate(vim, operator, self.lines_between(from, to), true),
        }
    }

    /// Deletes, changes or copies what is in a range.
    fn operate(&mut self, vim: &mut Vim, operator: Operator, range: Range<usize>, lines: bool) -> Outcome {
        vim.register = (self.text[range.clone()].to_owned(), lines);
        self.anchor = None;
        match operator {
            Operator::Copy => {
                self.jump(range.start, false);
                Outcome::Copied(vim.register.0.clone())
            }
            Operator::Change => {
                vim.mode = Mode::Insert;
                // The last line end stays, and one writes in the empty line.
                let end = range.end - usize::from(lines && self.text[range.clone()].ends_with('\n'));
                self.put_in(range.start..end, "")
            }
            Operator::Delete if lines && range.end == self.text.len() && range.start > 0 => {
                // The last line goes with the line end before it.
                let start = self.before(range.start);
                let outcome = self.put_in(start..range.end, "");
                self.jump(self.line_start(self.cursor), false);
                outcome
            }
            Operator::Delete => self.put_in(range, ""),
        }
    }

    fn put_in(&mut self, range: Range<usize>, text: &str) -> Outcome {
        if range.is_empty() && text.is_empty() {
            return Outcome::Moved;
        }
        self.change(range, text, Kind::Whole);
        Outcome::Changed
    }

    /// Returns what is selected from a place to the cursor, both with it.
    fn selection_of(&self, from: usize, lines: bool) -> Range<usize> {
        let (start, end) = (from.min(self.cursor), from.max(self.cursor));
        if lines { self.lines_between(start, end) } else { start..self.after(end) }
    }

    /// Shows what is selected.
    fn show_selection(&mut self, vim: &Vim) {
        if let Mode::Visual { from, .. } = vim.mode {
            self.anchor = Some(if self.cursor < from { self.after(from) } else { from });
        }
    }

    /// A cursor stands on a letter, never after the last one of a line.
    fn stand_on_a_letter(&mut self, vim: &Vim) {
        let (start, end) = (self.line_start(self.cursor), self.line_end(self.cursor));
        if self.cursor == end && end > start && vim.mode == Mode::Normal {
            let goal = self.goal;
            self.place(self.before(end), false);
            self.goal = goal;
        }
    }
}

impl Vim {
    fn wait(&mut self, prefix: char) -> Outcome {
        self.prefix = Some(prefix);
        Outcome::Moved
    }

    /// How many times a command is meant: its own count times that of the operator.
    fn times(&self) -> usize {
        let operator = self.operator.map_or(1, |(_, count)| count);
        self.count.unwrap_or(1).saturating_mul(operator).min(MOST)
    }

    /// Forgets what was begun.
    fn forget(&mut self) {
        (self.count, self.operator, self.prefix) = (None, None, None);
    }
}
