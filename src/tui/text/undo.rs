//! What was changed, to be undone: typing a word at a time, everything else as one step.
//!
//! Steps name bytes, not what a cursor was snapped to, so that text comes back exactly. Deliberately
//! absent: the text itself.

use std::collections::VecDeque;

/// The most bytes kept; the oldest steps go first, the newest always stays.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The most bytes that are gathered in one step, for scripts that write without spaces.
const LONGEST_RUN: usize = 64;

/// How a change was made, which decides what it may be gathered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character was typed.
    Typing,
    /// Something was erased before the cursor.
    EraseBack,
    /// Something was erased after the cursor.
    EraseForward,
    /// A paste, a cut, a whole word: always a step of its own.
    Whole,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Where it begins, in bytes.
    pub at: usize,
    /// What was there before.
    pub removed: String,
    /// What is there after.
    pub inserted: String,
    /// Where the cursor was before.
    pub cursor: usize,
    /// How it was made.
    pub kind: Kind,
}

impl Step {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.removed.len() + self.inserted.len()
    }

    /// Takes in the change that came right after, or hands it back.
    fn gather(&mut self, next: Step) -> Option<Step> {
        let run = if self.kind == Kind::Typing { self.inserted.len() } else { self.removed.len() };
        match next.kind {
            _ if next.kind != self.kind || run >= LONGEST_RUN => return Some(next),
            Kind::Typing if next.removed.is_empty() && next.at == self.at + self.inserted.len() => {
                if ends_blank(&self.inserted) && !ends_blank(&next.inserted) {
                    return Some(next);
                }
                self.inserted.push_str(&next.inserted);
            }
            Kind::EraseBack if next.at + next.removed.len() == self.at => {
                if starts_blank(&self.removed) && !starts_blank(&next.removed) {
                    return Some(next);
                }
                self.removed.insert_str(0, &next.removed);
                self.at = next.at;
            }
            Kind::EraseForward if next.at == self.at => {
                if ends_blank(&self.removed) && !ends_blank(&next.removed) {
                    return Some(next);
                }
                self.removed.push_str(&next.removed);
            }
            _ => return Some(next),
        }
        None
    }
}

fn ends_blank(text: &str) -> bool {
    text.ends_with(char::is_whitespace)
}

fn starts_blank(text: &str) -> bool {
    text.starts_with(char::is_whitespace)
}

/// The changes made and the changes undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
    bytes: usize,
    open: bool,
}

impl History {
    /// Notes a change; what had been undone is forgotten.
    pub fn record(&mut self, step: Step) {
        self.bytes -= self.undone.drain(..).map(|step| step.bytes()).sum::<usize>();
        let open = std::mem::replace(&mut self.open, step.kind != Kind::Whole);
        let rest = match self.done.back_mut() {
            Some(last) if open => {
                let before = last.bytes();
                let rest = last.gather(step);
                self.bytes += last.bytes() - before;
                rest
            }
            _ => Some(step),
        };
        if let Some(step) = rest {
            self.bytes += step.bytes();
            self.done.push_back(step);
        }
        self.forget_oldest(MOST_BYTES);
    }

    /// Returns whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }

    /// Ends the step that typing is gathered in, as when the cursor was moved.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// Takes the newest change off, to be undone and handed to [`History::undone`].
    pub fn undo(&mut self) -> Option<Step> {
        self.close();
        self.done.pop_back()
    }

    /// Takes the change off that was undone last, to be made again and handed to [`History::redone`].
    pub fn redo(&mut self) -> Option<Step> {
        self.close();
        self.undone.pop()
    }

    /// Keeps a change that was undone.
    pub fn undone(&mut self, step: Step) {
        self.undone.push(step);
    }

    /// Keeps a change that was made again.
    pub fn redone(&mut self, step: Step) {
        self.done.push_back(step);
    }

    fn forget_oldest(&mut self, most: usize) {
        while self.bytes > most
            && self.done.len() > 1
            && let Some(step) = self.done.pop_front()
        {
            self.bytes -= step.bytes();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(history: &mut History, at: usize, text: &str) {
        for (offset, c) in text.char_indices() {
            let (at, inserted) = (at + offset, c.to_string());
            history.record(Step { at, removed: String::new(), inserted, cursor: at, kind: Kind::Typing });
        }
    }

    fn erased(history: &mut History, at: usize, removed: &str, kind: Kind) {
        let (removed, cursor) = (removed.to_owned(), at + removed.len());
        history.record(Step { at, removed, inserted: String::new(), cursor, kind });
    }

    fn steps(history: &History) -> Vec<&str> {
        history
            .done
            .iter()
            .map(|step| if step.inserted.is_empty() { &*step.removed } else { &*step.inserted })
            .collect()
    }

    #[test]
    fn typing_is_gathered_by_word() {
        let mut history = History::default();
        typed(&mut history, 0, "I felt  calm\nnow");
        assert_eq!(steps(&history), ["I ", "felt  ", "calm\n", "now"]);
    }

    #[test]
    fn typing_elsewhere_or_after_a_move_is_another_step() {
        let mut history = History::default();
        typed(&mut history, 0, "ab");
        typed(&mut history, 9, "cd");
        history.close();
        typed(&mut history, 11, "ef");
        assert_eq!(steps(&history), ["ab", "cd", "ef"]);
    }

    #[test]
    fn erasing_is_gathered_by_word() {
        let mut history = History::default();
        for (at, removed) in [(5, "c"), (4, " "), (3, "b"), (2, "b")] {
            erased(&mut history, at, removed, Kind::EraseBack);
        }
        for removed in ["x", " ", "y"] {
            erased(&mut history, 2, removed, Kind::EraseForward);
        }
        assert_eq!(steps(&history), [" c", "bb", "x ", "y"]);
    }

    #[test]
    fn a_script_without_spaces_is_gathered_in_short_runs() {
        let mut history = History::default();
        typed(&mut history, 0, &"語".repeat(100));
        assert!(steps(&history).len() > 3);
    }

    #[test]
    fn the_oldest_steps_are_forgotten_by_bytes() {
        let mut history = History::default();
        for at in 0..10 {
            erased(&mut history, at, &"x".repeat(1_000), Kind::Whole);
        }
        let each = history.bytes / 10;
        history.forget_oldest(3 * each);
        assert_eq!((history.done.len(), history.bytes), (3, 3 * each));
        history.forget_oldest(0);
        assert_eq!(history.done.len(), 1);
    }

    #[test]
    fn a_new_change_forgets_what_was_taken_back() {
        let mut history = History::default();
        erased(&mut history, 0, "a", Kind::Whole);
        let bytes = history.bytes;
        erased(&mut history, 0, "b", Kind::Whole);
        let step = history.undo().unwrap();
        history.undone(step);
        erased(&mut history, 0, "c", Kind::Whole);
        assert!(history.redo().is_none());
        assert_eq!(history.bytes, 2 * bytes);
    }
}
