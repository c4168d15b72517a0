//! How far the motions of modal editing reach.

use std::ops::Range;

use crate::tui::text::TextArea;

/// Where a motion leads, and how much of the text an operator takes on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub to: usize,
    pub reach: Reach,
}

/// What an operator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Up to the letter there.
    Before,
    /// That letter too.
    Onto,
    /// Whole lines.
    Lines,
    /// Whole lines; without an operator the cursor moves so many rows down.
    Rows(isize),
}

/// What a letter is to the motions over words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Blank,
    Word,
    Other,
}

impl TextArea {
    /// Returns where a letter leads; `None` if it is no motion.
    pub(super) fn motion(&self, letter: char, times: usize) -> Option<Target> {
        let cursor = self.cursor;
        let (start, end) = (self.line_start(cursor), self.line_end(cursor));
        let again = |step: &dyn Fn(usize) -> usize| (0..times).fold(cursor, |at, _| step(at));
        let (to, reach) = match letter {
            'h' => (again(&|at| self.before(at)).max(start), Reach::Before),
            'l' | ' ' => (again(&|at| self.after(at)).min(end), Reach::Before),
            'j' => (self.lines_away(cursor, times as isize), Reach::Rows(times as isize)),
            'k' => (self.lines_away(cursor, -(times as isize)), Reach::Rows(-(times as isize))),
            'w' => (again(&|at| self.word_after(at)), Reach::Before),
            'b' => (again(&|at| self.word_before(at)), Reach::Before),
            'e' => (again(&|at| self.end_of_word(at)), Reach::Onto),
            '0' => (start, Reach::Before),
            '^' => (self.first_of_line(cursor), Reach::Before),
            '$' => (self.line_end(self.lines_away(cursor, times as isize - 1)), Reach::Before),
            '{' => (again(&|at| self.blank_line_before(at)), Reach::Before),
            '}' => (again(&|at| self.blank_line_after(at)), Reach::Before),
            'G' => (self.first_of_line(self.text.len()), Reach::Lines),
            _ => return None,
        };
        Some(Target { to, reach })
    }

    /// Finds a letter in the line, and returns where that leads.
    pub(super) fn find(&self, command: char, letter: char, times: usize) -> Option<Target> {
        let (start, end) = (self.line_start(self.cursor), self.line_end(self.cursor));
        let forwards = matches!(command, 'f' | 't');
        let nth = times.saturating_sub(1);
        let at = if forwards {
            let from = self.after(self.cursor).min(end);
            from + self.text[from..end].match_indices(letter).nth(nth)?.0
        } else {
            start + self.text[start..self.cursor].rmatch_indices(letter).nth(nth)?.0
        };
        let to = match command {
            't' => self.before(at),
            'T' => self.after(at),
            _ => at,
        };
        Some(Target { to, reach: if forwards { Reach::Onto } else { Reach::Before } })
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The end of the line, before its newline.
    pub(super) fn line_end(&self, at: usize) -> usize {
        self.text[at..].find('\n').map_or(self.text.len(), |newline| at + newline)
    }

    /// The first letter of the line that is not blank.
    pub(super) fn first_of_line(&self, at: usize) -> usize {
        let (start, end) = (self.line_start(at), self.line_end(at));
        start + self.text[start..end].find(|c: char| !c.is_whitespace()).unwrap_or(0)
    }

    /// A place so many lines below, or above.
    pub(super) fn lines_away(&self, at: usize, lines: isize) -> usize {
        (0..lines.unsigned_abs()).fold(at, |at, _| {
            if lines < 0 {
                self.line_start(at).saturating_sub(1)
            } else {
                let end = self.line_end(at);
                if end == self.text.len() { at } else { end + 1 }
            }
        })
    }

    /// The whole lines from one place to another, with the last line end.
    pub(super) fn lines_between(&self, one: usize, other: usize) -> Range<usize> {
        let end = self.line_end(one.max(other));
        self.line_start(one.min(other))..(end + 1).min(self.text.len())
    }

    fn class(&self, at: usize) -> Class {
        match self.text[at..].chars().next() {
            None => Class::Blank,
            Some(letter) if letter.is_whitespace() => Class::Blank,
            Some(letter) if letter.is_alphanumeric() || letter == '_' => Class::Word,
            Some(_) => Class::Other,
        }
    }

    /// Goes on while a letter is of a class.
    fn over(&self, mut at: usize, class: Class) -> usize {
        while at < self.text.len() && self.class(at) == class {
            at = self.after(at);
        }
        at
    }

    fn word_after(&self, at: usize) -> usize {
        let class = self.class(at);
        let past = if class == Class::Blank { at } else { self.over(at, class) };
        self.over(past, Class::Blank)
    }

    fn end_of_word(&self, at: usize) -> usize {
        let start = self.over(self.after(at), Class::Blank);
        if start == self.text.len() {
            self.before(start)
        } else {
            self.before(self.over(start, self.class(start)))
        }
    }

    fn word_before(&self, at: usize) -> usize {
        let mut start = self.before(at);
        while start > 0 && self.class(start) == Class::Blank {
            start = self.before(start);
        }
        let class = self.class(start);
        while start > 0 && self.class(self.before(start)) == class {
            start = self.before(start);
        }
        start
    }

    /// The word around a place, with the blanks after it or before it if they are wanted.
    pub(super) fn word_around(&self, at: usize, blanks: bool) -> Range<usize> {
        let (line, end) = (self.line_start(at), self.line_end(at));
        let class = self.class(at);
        let mut start = at;
        while start > line && self.class(self.before(start)) == class {
            start = self.before(start);
        }
        let stop = self.over(at, class).min(end);
        let after = if blanks { self.over(stop, Class::Blank).min(end) } else { stop };
        if blanks && after == stop {
            while start > line && self.class(self.before(start)) == Class::Blank {
                start = self.before(start);
            }
        }
        start..after
    }

    fn blank_line_after(&self, at: usize) -> usize {
        let end = self.line_end(at);
        let from = if self.line_start(at) == end { self.after(end) } else { end };
        self.text[from..].find("\n\n").map_or(self.text.len(), |place| from + place + 1)
    }

    fn blank_line_before(&self, at: usize) -> usize {
        let to = self.line_start(at);
        self.text[..to].rfind("\n\n").map_or(0, |place| place + 1)
    }
}
