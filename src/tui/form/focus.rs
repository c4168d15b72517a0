//! The field that has the focus, and moving it.

use super::Form;
use super::item::PageItem;
use super::kinds::Control;
use crate::domain::exercise::Field;
use crate::domain::locate::FieldPath;
use crate::tui::text::TextArea;

impl Form {
    pub(super) fn focused_key(&self) -> Option<FieldPath> {
        match self.items.get(self.focus)? {
            PageItem::Field { key, .. } | PageItem::AddRow { group: key, .. } => Some(key.clone()),
            _ => None,
        }
    }

    pub(super) fn focused_field(&self) -> Option<&Field> {
        match self.items.get(self.focus)? {
            PageItem::Field { key, .. } => self.field(key),
            _ => None,
        }
    }

    pub(super) fn focused_control(&self) -> Option<&Control> {
        match self.items.get(self.focus)? {
            PageItem::Field { key, .. } => self.controls.get(key),
            _ => None,
        }
    }

    pub(super) fn focused_text(&self) -> Option<&TextArea> {
        self.focused_control()?.text()
    }

    pub(super) fn focused_text_mut(&mut self) -> Option<&mut TextArea> {
        let key = self.focused_key()?;
        self.controls.get_mut(&key)?.text_mut()
    }

    pub(super) fn set_focus(&mut self, index: usize) {
        if index != self.focus {
            self.suggestions.clear();
            self.suggestion = None;
            self.repairing = None;
            self.grading = None;
        }
        self.focus = index;
        self.window.follow = true;
        if let Some(text) = self.focused_text_mut() {
            text.follow();
        }
    }

    /// Moves the focus to a field of this page; `false` if it is not on it.
    pub(super) fn focus_on(&mut self, key: &FieldPath) -> bool {
        let found = self.items.iter().position(|item| item.key() == Some(key) && item.takes_focus());
        found.map(|item| self.set_focus(item)).is_some()
    }
}
