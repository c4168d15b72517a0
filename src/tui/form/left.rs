//! Texts that were left for another page or another screen: what was changed in them can be undone once they are back.

use std::collections::BTreeMap;

use super::Form;
use super::kinds::Control;
use crate::domain::locate::FieldPath;
use crate::tui::text::TextArea;

/// Texts in which something can be undone, each as it was left.
pub type LeftTexts = BTreeMap<FieldPath, TextArea>;

impl Form {
    /// Puts the texts of this page aside.
    pub(super) fn leave_texts(&mut self) {
        let texts = self.controls.iter().filter_map(edited);
        self.left.extend(texts);
        self.controls.clear();
    }

    /// Returns every text in which something can be undone.
    pub fn left_texts(&self) -> LeftTexts {
        self.controls.iter().filter_map(edited).chain(self.left.clone()).collect()
    }

    /// Goes on with texts as they were left; those that read otherwise by now are let go.
    pub fn go_on_from(&mut self, left: LeftTexts) {
        self.left = left;
        for (key, control) in &mut self.controls {
            control.go_on_from(self.left.remove(key));
        }
    }
}

fn edited((key, control): (&FieldPath, &Control)) -> Option<(FieldPath, TextArea)> {
    let text = control.text().filter(|text| text.is_edited())?;
    Some((key.clone(), text.clone()))
}
