//! Words of one's own in place of those that a hint points at: people one knows, and what one wrote in the last days.

use std::ops::Range;

use super::Form;
use crate::coach;
use crate::domain::exercise::Rule;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;

/// What is being replaced, while there is something to pick from.
#[derive(Debug)]
pub(super) struct Repairing {
    /// The words, in bytes of the text: a name takes their place.
    words: Range<usize>,
    /// Their sentence: another one takes its place.
    sentence: Range<usize>,
    /// Whether somebody's name can stand for the words.
    is_who: bool,
    /// How many of what is offered are names; they come first.
    names: usize,
}

impl Form {
    /// Begins to replace the words of the first hint at the focus that points at some.
    pub(super) fn repair(&mut self) -> Outcome {
        self.advise_focused();
        let hinted = self.focused_key().and_then(|key| {
            let remark = self.advice(&key).iter().find(|remark| !remark.span.is_empty())?;
            Some((remark.span.clone(), remark.rule == Some(Rule::GroupUser)))
        });
        let (Some((words, is_who)), Some(text)) = (hinted, self.text_to_edit()) else {
            return Outcome::Say("there is no hint here to repair".to_owned());
        };
        let sentence = coach::sentence(&text, &words);
        self.suggestions.clear();
        self.repairing = Some(Repairing { words, sentence, is_who, names: 0 });
        Outcome::Moved
    }

    /// Returns whether something to replace words with is asked for.
    pub fn wants_repairs(&self) -> bool {
        self.repairing.is_some() && self.suggestions.is_empty()
    }

    /// Brings names and sentences to replace words with.
    pub fn set_repairs(&mut self, mut names: Vec<String>, sentences: Vec<String>) -> Outcome {
        let Some(repairing) = &mut self.repairing else { return Outcome::Moved };
        if !repairing.is_who {
            names.clear();
        }
        repairing.names = names.len();
        self.suggestions = names.into_iter().chain(sentences).collect();
        self.suggestion = Some(0);
        if !self.suggestions.is_empty() {
            return Outcome::Moved;
        }
        self.stop_repairing();
        let says = "no people and no entries of the last seven days to repair it with";
        Outcome::Say(self.with_keys(says, &[(Action::Coach, "shows an example")]))
    }

    /// Replaces the words of the hint with a name, or their sentence with another. `None` if nothing is being replaced.
    pub(super) fn take_repair(&mut self, index: usize) -> Option<Outcome> {
        let repairing = self.repairing.take()?;
        let new = self.suggestions.get(index).cloned().unwrap_or_default();
        self.suggestions.clear();
        self.suggestion = None;
        let mut text = self.text_to_edit()?;
        let range = if index < repairing.names { repairing.words } else { repairing.sentence };
        if text.get(range.clone()).is_some() {
            text.replace_range(range, &new);
        }
        Some(self.replace_text(&text))
    }

    /// Lets what is being replaced be as it was.
    pub(super) fn stop_repairing(&mut self) {
        if self.repairing.take().is_some() {
            self.suggestions.clear();
            self.suggestion = None;
        }
    }
}
