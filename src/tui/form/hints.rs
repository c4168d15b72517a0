//! What the coach says about a text, once the writing rests; and the keys that hints name.

use std::ops::Range;

use super::Form;
use crate::coach;
use crate::domain::exercise::Rule;
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::tui::action::{Action, KeyContext};
use crate::tui::keymap::Keymap;

/// How many words of a text are counted.
const MOST_COUNTED: usize = 10_000;
/// How many bytes of a text the coach reads.
const MOST_READ: usize = 200_000;

/// What the coach says about one field: the words it is about, in bytes of the text, and what it says.
pub(super) type Advice = Vec<(Range<usize>, String)>;

impl Form {
    /// Brings the keys that hints name.
    pub fn set_keymap(&mut self, keymap: &Keymap) {
        self.keymap = keymap.clone();
    }

    /// Lists where keys mean something here, innermost first.
    pub fn contexts(&self) -> Vec<KeyContext> {
        let inner = if self.is_writing() { KeyContext::Writing } else { KeyContext::Picking };
        let grading = self.is_grading().then_some(KeyContext::Grading);
        grading.into_iter().chain([inner, KeyContext::Form, KeyContext::Anywhere]).collect()
    }

    /// Adds to a sentence what keys do here: `row removed (Ctrl-U restores it)`. Actions without a key are left out.
    pub(super) fn with_keys(&self, sentence: &str, does: &[(Action, &str)]) -> String {
        let contexts = self.contexts();
        let key = |(action, does): &(Action, &str)| {
            self.keymap.key(&contexts, *action).map(|key| format!("{key} {does}"))
        };
        let keys: Vec<String> = does.iter().filter_map(key).collect();
        if keys.is_empty() { sentence.to_owned() } else { format!("{sentence} ({})", keys.join(", ")) }
    }

    pub(super) fn advise_focused(&mut self) {
        let Some(key) = self.focused_key().filter(|key| !key.other) else { return };
        let Some(field) = self.field(&key) else { return };
        let rules = field.hints.clone();
        if rules.is_empty() {
            return;
        }
        let text = self.value(&key).and_then(Value::as_text).unwrap_or_default();
        let read = coach::hints(&rules, &text[..text.floor_char_boundary(MOST_READ)]);
        let mut hints: Advice = read.into_iter().map(|hint| (hint.span, hint.says)).collect();
        if rules.contains(&Rule::SameEverywhere) {
            let all = self.exercise.answers_in_rows(&self.answers, &key);
            hints.extend(coach::same_everywhere(&all).map(|says| (0..0, says)));
        }
        self.advice.insert(key, hints);
    }

    /// Returns what the coach says about a field, unless it was told to be quiet there.
    pub(super) fn advice(&self, key: &FieldPath) -> &[(Range<usize>, String)] {
        self.advice.get(key).filter(|_| !self.ignored.contains(key)).map_or(&[], Vec::as_slice)
    }

    /// Returns how long a text is against what it aims for: `52 words of 40–120`. No key waits for the count of a book.
    pub(super) fn word_count(&self, key: &FieldPath) -> Option<String> {
        let (least, most) = self.field(key)?.kind.as_text()?.words?;
        let text = self.value(key).and_then(Value::as_text).unwrap_or_default();
        let count = match text.split_whitespace().take(MOST_COUNTED + 1).count() {
            1 => "1 word".to_owned(),
            count if count > MOST_COUNTED => format!("over {MOST_COUNTED} words"),
            count => format!("{count} words"),
        };
        Some(format!("{count} of {least}–{most}"))
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::domain::locate::RowPath;
    use crate::domain::value::Answers;
    use crate::exercises::Catalog;

    #[test]
    fn hints_name_the_keys_that_are_bound() {
        let exercise = Rc::new(Catalog::built_in().get("trust-audit").expect("built in").exercise().clone());
        let mut form = Form::new(exercise, Answers::default(), None);
        let mut hint = |keys: &str| {
            let mut keymap = Keymap::built_in();
            assert_eq!(keymap.read(std::path::Path::new("keys.toml"), keys), []);
            form.set_keymap(&keymap);
            form.with_keys("suggested", &[(Action::Accept, "accepts it"), (Action::Done, "goes on")])
        };
        assert_eq!(hint(""), "suggested (Alt-Y accepts it, Ctrl-S goes on)");
        assert_eq!(hint("[form]\naccept = [\"f9\"]\n"), "suggested (F9 accepts it, Ctrl-S goes on)");
        assert_eq!(hint("[form]\naccept = []\ndone = []\n"), "suggested");
    }

    #[test]
    fn words_are_counted_up_to_a_bound() {
        let catalog = Catalog::built_in();
        let exercise = Rc::new(catalog.get("trust-audit").expect("built in").exercise().clone());
        let row = RowPath::default().into_row("products", 0);
        let said = |text: String| {
            let mut answers = Answers::default();
            answers.rows_mut("products").push(Answers::default());
            answers.row_mut(&row).expect("there").set("moment", Value::Text(text));
            let form = Form::new(Rc::clone(&exercise), answers, None);
            form.word_count(&row.field("moment")).expect("it has an aim")
        };
        let aim = said(String::new()).replace("0 words", "");
        for (words, shown) in [(1, "1 word"), (52, "52 words"), (10_000, "10000 words")] {
            assert_eq!(said("word ".repeat(words)), format!("{shown}{aim}"));
        }
        assert_eq!(said("word ".repeat(10_001)), format!("over 10000 words{aim}"));
    }
}
