//! Which edit an input asks for.

use super::{Edit, Motion, TextArea};
use crate::tui::action::{Action, Input};
use crate::tui::outcome::Outcome;

impl TextArea {
    /// Takes an input; what only a form knows of, such as a new line, is ignored.
    pub fn act(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Char(c) => self.edit(Edit::Insert(*c)),
            Input::Paste(text) => self.edit(Edit::Paste(text.clone())),
            Input::Do(Action::Copy) => self.selection().map_or(Outcome::Ignored, Outcome::Copied),
            Input::Do(action) => edit_of(*action).map_or(Outcome::Ignored, |edit| self.edit(edit)),
            Input::Mouse(_) | Input::Rest | Input::Tick(_) => Outcome::Ignored,
        }
    }
}

/// Returns the edit that an action asks for.
pub fn edit_of(action: Action) -> Option<Edit> {
    let edit = match action {
        Action::Backspace => Edit::Backspace,
        Action::Delete => Edit::Delete,
        Action::DeleteWordLeft => Edit::DeleteWordLeft,
        Action::DeleteWordRight => Edit::DeleteWordRight,
        Action::DeleteToRowStart => Edit::DeleteToRowStart,
        Action::DeleteToRowEnd => Edit::DeleteToRowEnd,
        Action::Left => Edit::Move(Motion::Left),
        Action::Right => Edit::Move(Motion::Right),
        Action::Up => Edit::Move(Motion::Up),
        Action::Down => Edit::Move(Motion::Down),
        Action::WordLeft => Edit::Move(Motion::WordLeft),
        Action::WordRight => Edit::Move(Motion::WordRight),
        Action::RowStart => Edit::Move(Motion::RowStart),
        Action::RowEnd => Edit::Move(Motion::RowEnd),
        Action::TextStart => Edit::Move(Motion::Start),
        Action::TextEnd => Edit::Move(Motion::End),
        Action::SelectLeft => Edit::Select(Motion::Left),
        Action::SelectRight => Edit::Select(Motion::Right),
        Action::SelectUp => Edit::Select(Motion::Up),
        Action::SelectDown => Edit::Select(Motion::Down),
        Action::SelectWordLeft => Edit::Select(Motion::WordLeft),
        Action::SelectWordRight => Edit::Select(Motion::WordRight),
        Action::SelectRowStart => Edit::Select(Motion::RowStart),
        Action::SelectRowEnd => Edit::Select(Motion::RowEnd),
        Action::SelectAll => Edit::SelectAll,
        Action::Cut => Edit::Cut,
        Action::Yank => Edit::Yank,
        Action::Undo => Edit::Undo,
        Action::Redo => Edit::Redo,
        Action::Back => Edit::Escape,
        _ => return None,
    };
    Some(edit)
}
