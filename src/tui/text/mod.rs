//! The text area that people write in.
//!
//! ```text
//!   buffer  what text is made of: graphemes, escape sequences, words
//!   wrap    where rows begin, and which of them an edit moves
//!   undo    what was changed, a word at a time
//!   edit    how the text is changed
//!   keys    which edit an input asks for
//!   motion  where the cursor goes, and the selection it leaves behind
//!   mouse   where a click, a drag, a double click goes
//!   view    what is seen: scrolling, drawing, the terminal's cursor
//!   vim     what letters mean while nothing is typed, for those who want that
//! ```
//!
//! The text is one string, and a row is a byte offset into it. Architecture invariant: every offset
//! that is kept (cursor, anchor, start of a row) is the boundary of a unit. Deliberately absent:
//! themes, the clipboard, and anything that knows of entries; right-to-left text is kept intact and
//! laid out in logical order.

mod buffer;
mod edit;
mod keys;
mod motion;
mod mouse;
mod undo;
mod view;
mod vim;
mod wrap;

#[cfg(test)]
mod marked;
#[cfg(test)]
mod tests;

use undo::History;
use vim::Vim;
use wrap::Rows;

pub use keys::edit_of;
pub use view::Look;

/// How many lines a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One: Enter, and newlines in what is pasted, become spaces.
    One,
    /// As many as are written.
    Many,
}

/// Where a key moves the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// To the grapheme before.
    Left,
    /// To the grapheme after.
    Right,
    /// To the start of the word, or of the word before.
    WordLeft,
    /// To the end of the word, or of the word after.
    WordRight,
    /// To the start of the visual row.
    RowStart,
    /// To the end of the visual row, before the space that it was wrapped at.
    RowEnd,
    /// To the visual row above, in the same column if it reaches so far.
    Up,
    /// To the visual row below, in the same column if it reaches so far.
    Down,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    End,
}

/// What can be done to the text; where something is selected, that is what is deleted or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Types a character.
    Insert(char),
    /// Inserts a text as one step, with its line ends written as `\n`.
    Paste(String),
    /// Starts a new line.
    Newline,
    /// Deletes the grapheme before the cursor.
    Backspace,
    /// Deletes the grapheme after the cursor.
    Delete,
    /// Deletes back to where [`Motion::WordLeft`] goes.
    DeleteWordLeft,
    /// Deletes up to where [`Motion::WordRight`] goes.
    DeleteWordRight,
    /// Deletes back to the start of the visual row; from there, the row or the newline before.
    DeleteToRowStart,
    /// Deletes up to the end of the visual row; from there, the newline.
    DeleteToRowEnd,
    /// Moves the cursor and drops the selection.
    Move(Motion),
    /// Moves the cursor and extends the selection.
    Select(Motion),
    /// Selects the whole text.
    SelectAll,
    /// Takes the newest change back.
    Undo,
    /// Makes the change again that was undone last.
    Redo,
    /// Deletes the selection and hands it over.
    Cut,
    /// Inserts what was cut or deleted last, of more than a character.
    Yank,
    /// Drops the selection; ends what was begun, where letters are commands then.
    Escape,
}

/// A text with a cursor, a selection, a history, and a window onto its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextArea {
    text: String,
    lines: Lines,
    cursor: usize,
    /// The end of the selection that is not the cursor.
    anchor: Option<usize>,
    /// The cursor is between two rows of a paragraph, and shown at the end of the upper one.
    at_row_end: bool,
    /// The column that Up and Down aim for.
    goal: Option<usize>,
    rows: Rows,
    width: u16,
    height: u16,
    top: usize,
    history: History,
    /// What was cut or deleted last, and whether it was just now: what is deleted next is added to it.
    killed: String,
    killing: bool,
    /// What letters mean, where they are not always text.
    vim: Option<Box<Vim>>,
}

impl TextArea {
    /// Starts with a text as it is stored, the cursor at its end, 80 columns by 24 rows.
    pub fn new(text: &str, lines: Lines) -> Self {
        let (width, height) = (80, 24);
        Self {
            text: text.to_owned(),
            lines,
            cursor: text.len(),
            anchor: None,
            at_row_end: false,
            goal: None,
            rows: Rows::new(text, view::columns(width)),
            width,
            height,
            top: 0,
            history: History::default(),
            killed: String::new(),
            killing: false,
            vim: None,
        }
    }

    pub(crate) fn lines(&self) -> Lines {
        self.lines
    }

    /// Returns the text exactly as it is stored, control characters included.
    pub fn text(&self) -> String {
        self.text.clone()
    }

    /// Returns whether there is anything to undo or to redo.
    pub fn is_edited(&self) -> bool {
        !self.history.is_empty()
    }

    /// Takes over what can be undone from the same text as it was left; from another text, nothing.
    pub fn go_on_from(&mut self, left: Self) {
        if self.text == left.text {
            self.history = left.history;
            self.history.close();
        }
    }

    /// Returns whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }
}
