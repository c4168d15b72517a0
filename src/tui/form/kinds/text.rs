//! Texts: a line, prose, a number as it is typed, and the words beside "other".

use super::Control;
use crate::domain::locate::FieldPath;
use crate::domain::value::{Picks, Value};
use crate::tui::action::Action;
use crate::tui::form::item::Item;
use crate::tui::form::{Form, Reply};
use crate::tui::text::{Edit, Look, Motion, TextArea, edit_of};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// What is longer than this is not a word to be marked, in bytes.
const LONGEST_MARK: usize = 60;
/// Rows an empty field of prose has.
const PROSE_MIN: u16 = 3;
/// Rows that an answer of one line takes at most, where it is longer than the page is wide.
const LINE_MAX: u16 = 4;

/// The room for a text: its columns, and the most rows that prose may take.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub width: u16,
    pub most: u16,
}

impl Control {
    /// Fits a text to the room there is. What is not being written reads from its beginning.
    pub fn fit(&mut self, size: Size, focused: bool) {
        let (least, most) = match self {
            Self::Prose(_) => (PROSE_MIN, size.most.max(PROSE_MIN)),
            _ => (1, LINE_MAX),
        };
        let Some(text) = self.text_mut() else { return };
        // The rows are known once the width is.
        for _ in 0..2 {
            text.set_size(size.width, u16::try_from(text.rows()).unwrap_or(u16::MAX).clamp(least, most));
        }
        if !focused {
            text.scroll_by(i32::MIN);
        }
    }
}

impl Form {
    /// Returns whether the focus is on a written row of a plain list with room for another right below.
    fn ends_list(&self) -> bool {
        let bare = matches!(self.items.get(self.focus), Some(Item::Field { number: Some(_), .. }));
        let room = matches!(self.items.get(self.focus + 1), Some(Item::AddRow { .. }));
        bare && room && self.focused_text().is_some_and(|text| !text.is_blank())
    }

    pub(in crate::tui::form) fn do_in_text(&mut self, action: Action) -> Reply {
        let prose = self.is_writing_prose();
        let edit = match action {
            Action::Newline if prose => Edit::Newline,
            Action::Newline | Action::Open if self.ends_list() => return self.add_row(),
            Action::Newline | Action::Open => return self.step_focus(true),
            Action::Copy => {
                return self.focused_text().and_then(TextArea::selection).map_or_else(
                    || Reply::Say(self.with_keys("nothing is selected", &[(Action::Quit, "leaves")])),
                    Reply::Copied,
                );
            }
            _ => match edit_of(action) {
                Some(edit) => edit,
                None => return Reply::Ignored,
            },
        };
        let vertical = match &edit {
            Edit::Move(Motion::Up) => Some(false),
            Edit::Move(Motion::Down) => Some(true),
            _ => None,
        };
        match (self.edit(edit), vertical) {
            (Reply::Ignored, Some(down)) => self.step_focus(down),
            (reply, _) => reply,
        }
    }

    /// Edits the focused text and takes the result over as the answer.
    pub(in crate::tui::form) fn edit(&mut self, edit: Edit) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(control) = self.controls.get_mut(&key) else { return Reply::Ignored };
        let Some(text) = control.text_mut() else { return Reply::Ignored };
        match text.edit(edit) {
            Reply::Changed => self.take_text(&key),
            Reply::Cut(cut) => {
                self.take_text(&key);
                Reply::Copied(cut)
            }
            reply => reply,
        }
    }

    /// Replaces the focused text as a whole, as one step of undo.
    pub fn replace_text(&mut self, new: &str) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(text) = self.controls.get_mut(&key).and_then(Control::text_mut) else {
            return Reply::Ignored;
        };
        text.replace_all(new);
        self.take_text(&key)
    }

    /// Returns the focused text, for the editor outside.
    pub fn text_to_edit(&self) -> Option<String> {
        Some(self.focused_text()?.text())
    }

    fn take_text(&mut self, key: &FieldPath) -> Reply {
        // What was said is about another text now; it is said anew when the writing rests.
        self.advice.remove(key);
        let Some(control) = self.controls.get(key) else { return Reply::Ignored };
        let value = match control {
            Control::Other(text) => {
                Some(Value::Choice(Picks { other: Some(text.text()), ..self.picks(key) }))
            }
            control => control.typed_value(),
        };
        self.set(key, value)
    }

    pub(super) fn draw_text(&self, key: &FieldPath, text: &TextArea, brush: &mut Brush<'_>, theme: &Theme) {
        let hints = self.advice(key).into_iter().flat_map(|advice| &advice.hints);
        let words = hints.filter(|(span, _)| span.len() <= LONGEST_MARK);
        let marked: Vec<_> = words.map(|(span, _)| (span.clone(), theme.style(Role::Hint))).collect();
        let look = Look {
            text: theme.style(Role::Plain),
            selection: theme.style(Role::Marked),
            placeholder: ("", theme.style(Role::Dim)),
            marked: &marked,
        };
        text.render(brush.area, brush.buf, &look);
    }
}
