//! Texts: a line, prose, a number as it is typed, and the words beside "other".

use std::ops::Range;

use super::{Control, typed};
use crate::domain::locate::FieldPath;
use crate::domain::story::words::shared;
use crate::domain::value::{Picks, Value};
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::form::item::PageItem;
use crate::tui::outcome::Outcome;
use crate::tui::text::{Edit, Lines, Look, Motion, TextArea, edit_of};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// What is longer than this is not a word to be marked, in bytes.
const LONGEST_MARK: usize = 60;
/// Rows that an answer of one line takes at most while it is not written, where it is longer than the page is wide.
const LINE_MAX: u16 = 4;

impl TextArea {
    /// Fits a text to the room there is, from `least` to `most` rows. What is not being written reads from its beginning.
    pub fn fit(&mut self, width: u16, least: u16, most: u16, focused: bool) {
        let (least, most) = match self.lines() {
            Lines::Many => (least, most.max(least)),
            Lines::One if focused => (1, most),
            Lines::One => (1, most.min(LINE_MAX)),
        };
        // The rows are known once the width is.
        for _ in 0..2 {
            self.set_size(width, u16::try_from(self.rows()).unwrap_or(u16::MAX).clamp(least, most));
        }
        if !focused {
            self.scroll_by(i32::MIN);
        }
    }
}

impl Form {
    /// Returns whether the focus is on a written row of a plain list with room for another right below.
    fn ends_list(&self) -> bool {
        let bare = matches!(self.items.get(self.focus), Some(PageItem::Field { number: Some(_), .. }));
        let room = matches!(self.items.get(self.focus + 1), Some(PageItem::AddRow { .. }));
        bare && room && self.focused_text().is_some_and(|text| !text.is_blank())
    }

    pub(in crate::tui::form) fn do_in_text(&mut self, action: Action) -> Outcome {
        let prose = self.is_writing_prose();
        let edit = match action {
            Action::Newline if prose => Edit::Newline,
            Action::Newline | Action::Open if self.back_to_clock() => return Outcome::Moved,
            Action::Newline | Action::Open if self.ends_list() => return self.add_row(),
            Action::Newline | Action::Open => return self.go_on(),
            Action::Copy => {
                return self.focused_text().and_then(TextArea::selection).map_or_else(
                    || Outcome::Say(self.with_keys("nothing is selected", &[(Action::Quit, "leaves")])),
                    Outcome::Copied,
                );
            }
            _ => match edit_of(action) {
                Some(edit) => edit,
                None => return Outcome::Ignored,
            },
        };
        let vertical = match &edit {
            Edit::Move(Motion::Up) => Some(false),
            Edit::Move(Motion::Down) => Some(true),
            _ => None,
        };
        match (self.edit(edit), vertical) {
            (Outcome::Ignored, Some(down)) => self.step_vertically(down),
            (outcome, _) => outcome,
        }
    }

    /// Returns what letters mean in the focused text, if that is not always the same.
    pub fn mode(&self) -> Option<&'static str> {
        self.focused_text()?.mode()
    }

    /// Edits the focused text and takes the result over as the answer.
    pub(in crate::tui::form) fn edit(&mut self, edit: Edit) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        let modal = self.keymap.modal;
        // What was deleted in one text can be inserted in another.
        let edit = if edit == Edit::Yank { Edit::Paste(self.killed.clone()) } else { edit };
        let Some(text) = self.focused_text_mut() else { return Outcome::Ignored };
        text.set_modal(modal && text.lines() == Lines::Many);
        let outcome = text.edit(edit);
        if let Some(killed) = self.focused_text().map(TextArea::killed).filter(|killed| !killed.is_empty())
            && killed != self.killed
        {
            self.killed = killed.to_owned();
        }
        match outcome {
            Outcome::Changed => self.take_text(&key),
            Outcome::Cut(cut) => {
                self.take_text(&key);
                Outcome::Copied(cut)
            }
            outcome => outcome,
        }
    }

    /// Replaces the focused text as a whole, as one step of undo.
    pub fn replace_text(&mut self, new: &str) -> Outcome {
        let Some(key) = self.focused_key() else { return Outcome::Ignored };
        let Some(text) = self.focused_text_mut() else { return Outcome::Ignored };
        text.replace_all(new);
        self.take_text(&key)
    }

    /// Returns the focused text, for the editor outside.
    pub fn text_to_edit(&self) -> Option<String> {
        Some(self.focused_text()?.text())
    }

    fn take_text(&mut self, key: &FieldPath) -> Outcome {
        // What was said is about another text now; it is said anew when the writing rests.
        self.advice.remove(key);
        self.stop_repairing();
        let Some(text) = self.controls.get(key).and_then(Control::text).map(TextArea::text) else {
            return Outcome::Ignored;
        };
        let value = match self.kind(key) {
            Some(kind) => typed(kind, text),
            None => Some(Value::Choice(Picks { other: Some(text), ..self.picks(key) })),
        };
        self.set(key, value)
    }

    /// Lists where a text of this page has words of those it echoes, in bytes; nothing if it is held against none.
    pub(in crate::tui::form) fn theirs(&self, key: &FieldPath) -> Option<&[Range<usize>]> {
        self.theirs.get(key).map(Vec::as_slice)
    }

    /// Finds the words that the texts of this page share with those they echo; once for each change.
    pub(in crate::tui::form) fn find_theirs(&mut self) {
        let keys = self.items.iter().filter_map(PageItem::key).filter(|key| !key.other);
        let held = keys.filter_map(|key| {
            let words = self.exercise.echoed(&self.answers, self.field(key)?);
            let text = self.value(key).and_then(Value::as_text).unwrap_or_default();
            (!words.is_empty()).then(|| (key.clone(), shared(text, &words)))
        });
        self.theirs = held.collect();
    }

    pub(super) fn draw_text(&self, key: &FieldPath, text: &TextArea, brush: &mut Brush<'_>, theme: &Theme) {
        let words = self.advice(key).iter().filter(|remark| remark.span.len() <= LONGEST_MARK);
        let hinted = words.map(|remark| (remark.span.clone(), theme.style(Role::Hint)));
        let theirs =
            self.theirs(key).unwrap_or_default().iter().map(|span| (span.clone(), theme.style(Role::Theirs)));
        let marked: Vec<_> = theirs.chain(hinted).collect();
        let look = Look {
            text: theme.style(Role::Plain),
            selection: theme.style(Role::Marked),
            placeholder: ("", theme.style(Role::Dim)),
            marked: &marked,
        };
        text.render(brush.area, brush.buf, &look);
    }
}
