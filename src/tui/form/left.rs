//! What was left for another page or another screen: what was changed in texts, and rows that were removed, can be undone
//! once they are back.

use std::collections::BTreeMap;

use super::Form;
use super::kinds::Control;
use crate::domain::locate::{FieldPath, Place};
use crate::domain::value::Answers;
use crate::tui::text::TextArea;

/// What can be undone of what no control shows now.
#[derive(Debug, Clone, Default)]
pub struct Left {
    /// Texts in which something can be undone, each as it was left.
    pub(super) texts: BTreeMap<FieldPath, TextArea>,
    /// Rows that were removed, the last at the end.
    pub(super) removed: Vec<Removed>,
}

/// A row that was removed.
#[derive(Debug, Clone)]
pub(super) struct Removed {
    /// Where the person was.
    pub place: Place,
    pub group: FieldPath,
    pub index: usize,
    pub row: Answers,
}

impl Form {
    /// Puts the texts of this page aside.
    pub(super) fn leave_texts(&mut self) {
        let texts = self.controls.iter().filter_map(edited);
        self.left.texts.extend(texts);
        self.controls.clear();
    }

    /// Returns all that can be undone, for the next time that the entry is open.
    pub fn left(&self) -> Left {
        let mut left = self.left.clone();
        left.texts.extend(self.controls.iter().filter_map(edited));
        left
    }

    /// Goes on with texts as they were left; those that read otherwise by now are let go.
    pub fn go_on_from(&mut self, left: Left) {
        self.left = left;
        for (key, control) in &mut self.controls {
            control.go_on_from(self.left.texts.remove(key));
        }
    }
}

fn edited((key, control): (&FieldPath, &Control)) -> Option<(FieldPath, TextArea)> {
    let text = control.text().filter(|text| text.is_edited())?;
    Some((key.clone(), text.clone()))
}
