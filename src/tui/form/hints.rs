//! What the coach says about a text. It speaks when the writing rests, not while it goes on.

use std::ops::Range;

use super::{Form, Key};
use crate::coach;
use crate::model::exercise::{Kind, Rule};
use crate::model::value::Value;

/// What the coach says about one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    /// The words it is about, in bytes of the text, with what it says.
    pub hints: Vec<(Range<usize>, String)>,
}

impl Form {
    /// Reads the focused field again.
    pub(super) fn advise_focused(&mut self) {
        let Some(key) = self.focused_key() else { return };
        let Some(field) = self.field(&key) else { return };
        let rules = field.hints.clone();
        if rules.is_empty() {
            return;
        }
        let mut hints: Vec<(Range<usize>, String)> = match self.value(&key) {
            Some(Value::Text(text)) => {
                coach::hints(&rules, text).into_iter().map(|hint| (hint.span, hint.says)).collect()
            }
            _ => Vec::new(),
        };
        if rules.contains(&Rule::SameEverywhere) {
            let values: Vec<Option<&Value>> = self.siblings(&key);
            hints.extend(coach::same_everywhere(&values).map(|says| (0..0, says)));
        }
        self.advice.insert(key, Advice { hints });
    }

    /// Lists the answers to this field in all rows of its group.
    fn siblings(&self, key: &Key) -> Vec<Option<&Value>> {
        let Some(((group, _), parents)) = key.0.0.split_last() else { return Vec::new() };
        let parent = crate::model::value::RowPath(parents.to_vec());
        let rows = self.answers.row(&parent).map_or(&[][..], |row| row.rows(group));
        rows.iter().filter(|row| !row.is_empty()).map(|row| row.get(&key.1)).collect()
    }

    /// Gives what the coach says about a field, unless it was told to be quiet there.
    pub(super) fn advice(&self, key: &Key) -> Option<&Advice> {
        if self.ignored.contains(key) { None } else { self.advice.get(key) }
    }

    /// Says how long a text is against what it aims for: `52 words of 40–120`.
    pub(super) fn word_count(&self, key: &Key) -> Option<String> {
        let Kind::Text(kind) = &self.field(key)?.kind else { return None };
        let (least, most) = kind.words?;
        let text = self.value(key).and_then(Value::as_text).unwrap_or_default();
        let count = text.split_whitespace().count();
        let words = if count == 1 { "word" } else { "words" };
        Some(format!("{count} {words} of {least}–{most}"))
    }
}
