//! What is said about an answer: by the coach once the writing rests, by the judge, by the exercise; and the keys that
//! hints name.

use std::ops::Range;

use super::Form;
use super::spot::{Line, rows};
use crate::coach::{self, Hint};
use crate::domain::exercise::{Field, Rule};
use crate::domain::fault::Fault;
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::tui::action::{Action, KeyContext};
use crate::tui::keymap::Keymap;
use crate::tui::theme::Role;
use crate::tui::widgets::meter::WordMeter;
use crate::wording;

/// How many words of a text are counted.
const MOST_COUNTED: usize = 10_000;
/// How many bytes of a text the coach reads.
const MOST_READ: usize = 200_000;

/// What the coach says about one field.
pub(super) type Advice = Vec<Remark>;

/// One thing the coach says.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    /// The rule it goes by; one that none stands for can't be switched off.
    pub rule: Option<Rule>,
    /// The words it is about, in bytes of the text.
    pub span: Range<usize>,
    pub says: String,
    /// An answer that draws no such remark.
    pub repair: &'static str,
}

impl Form {
    /// Brings the rules that a person switched off.
    pub fn set_hints_off(&mut self, off: &[Rule]) {
        self.hints_off = off.to_vec();
        for advice in self.advice.values_mut() {
            advice.retain(|remark| remark.rule.is_none_or(|rule| !off.contains(&rule)));
        }
    }

    /// Returns the rule of the first hint at the focus.
    pub fn hinted_rule(&self) -> Option<Rule> {
        self.advice(&self.focused_key()?).first()?.rule
    }

    /// Brings the keys that hints name.
    pub fn set_keymap(&mut self, keymap: &Keymap) {
        self.keymap = keymap.clone();
    }

    /// Lists where keys mean something here, innermost first.
    pub fn contexts(&self) -> Vec<KeyContext> {
        let inner = match self.pane.focused {
            false if self.is_writing() => KeyContext::Writing,
            false if self.is_timing() => KeyContext::Timing,
            _ => KeyContext::Picking,
        };
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
        let rules: Vec<Rule> =
            field.hints.iter().copied().filter(|rule| !self.hints_off.contains(rule)).collect();
        if rules.is_empty() && field.example.is_none() {
            return;
        }
        let (example, options) = (field.example.clone(), field.kind.options().to_vec());
        let text = self.value(&key).and_then(Value::as_text).unwrap_or_default();
        let read = coach::hints(&rules, &text[..text.floor_char_boundary(MOST_READ)]);
        let remark = |hint: Hint| Remark {
            rule: Some(hint.rule),
            span: hint.span,
            says: hint.says,
            repair: hint.repair,
        };
        let whole = |rule| move |says| Remark { rule, span: 0..0, says, repair: "" };
        let mut hints: Advice = read.into_iter().map(remark).collect();
        hints.extend(coach::of_example(example.as_ref(), text).map(whole(None)));
        if let Some(rule) = rules.iter().copied().find(|rule| rule.compares_rows()) {
            let all = self.exercise.answers_in_rows(&self.answers, &key);
            hints.extend(coach::across_rows(&rules, &options, self.value(&key), &all).map(whole(Some(rule))));
        }
        self.advice.insert(key, hints);
    }

    /// Returns what the coach says about a field, unless it was told to be quiet there.
    pub(super) fn advice(&self, key: &FieldPath) -> &[Remark] {
        self.advice.get(key).filter(|_| !self.ignored.contains(key)).map_or(&[], Vec::as_slice)
    }

    /// Returns how long a text is against what it aims for, with its style. No key waits for the count of a book.
    pub(super) fn word_meter(&self, key: &FieldPath) -> Option<(String, Role)> {
        let (least, most) = self.field(key)?.kind.as_text()?.words?;
        let text = self.value(key).and_then(Value::as_text).unwrap_or_default();
        let words = text.split_whitespace().take(MOST_COUNTED + 1).count();
        if words > MOST_COUNTED {
            return Some((format!("over {MOST_COUNTED} of {least}–{most}"), Role::Warn));
        }
        Some(WordMeter { words, wanted: least as usize..=most as usize }.label())
    }

    /// Returns which words of a text somebody said, if it is held against what they said.
    fn said_theirs(&self, key: &FieldPath) -> Option<(String, Role)> {
        let text = self.value(key).and_then(Value::as_text).filter(|text| !text.trim().is_empty())?;
        let theirs = self.theirs(key)?;
        Some((wording::theirs(text, theirs), if theirs.is_empty() { Role::Warn } else { Role::Dim }))
    }

    /// Lists what is said about a field, row by row, in so many columns. Help gives way to all else.
    pub(super) fn notes(&self, field: &Field, key: &FieldPath, width: u16, focused: bool) -> Vec<Line> {
        let mut notes = Vec::new();
        let mut say = |text: &str, lead: &str, role: Role| notes.extend(rows(text, width, 0, lead, role));
        if self.is_carried(field, key) {
            say("from your last entry; change it if it's different now", "→ ", Role::Dim);
        }
        if let Some(proposal) = self.proposal(key) {
            let value = field.kind.option_label(&proposal.value);
            let text = format!("suggested: {}. {}", value.trim_end_matches('.'), proposal.because);
            let keys: &[_] = if focused { &[(Action::Accept, "accepts it")] } else { &[] };
            say(&self.with_keys(&text, keys), "→ ", Role::Example);
        }
        if let Some(fault) = self.fault(key) {
            let (says, role) = fault_words(&fault);
            say(&says, "! ", role);
        }
        let keys = [(Action::Repair, "repairs it"), (Action::Ignore, "not here")];
        for (index, remark) in self.advice(key).iter().enumerate() {
            // There is nothing to replace where no words are pointed at.
            let first = usize::from(remark.span.is_empty());
            let keys = if focused && index == 0 { &keys[first..] } else { &[] };
            say(&self.with_keys(&remark.says, keys), "~ ", Role::Warn);
        }
        if let Some((says, role)) = self.said_theirs(key) {
            say(&says, "~ ", role);
        }
        if let Some(says) = self.disagreement(key) {
            say(&says, "~ ", Role::Warn);
        }
        if focused && !key.other && notes.is_empty() {
            let help = self.option_help(!key.row.is_empty()).or_else(|| field.help.clone());
            notes.extend(help.iter().flat_map(|help| rows(help, width, 0, "", Role::Dim)));
        }
        notes
    }
}

fn fault_words(fault: &Fault) -> (String, Role) {
    (wording::fault(fault), if fault.is_open() { Role::Warn } else { Role::Bad })
}

/// Wraps what is wrong with an answer.
pub(super) fn fault_rows(fault: &Fault, width: u16) -> Vec<Line> {
    let (says, role) = fault_words(fault);
    rows(&says, width, 0, "! ", role)
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
            form.word_meter(&row.field("moment")).expect("it has an aim").0
        };
        for (words, shown) in [
            (0, "▱▱▱▱▱▱▱▱▱▱ 0 of 20–60"),
            (1, "▰▱▱▱▱▱▱▱▱▱ 1 of 20–60"),
            (52, "▰▰▰▰▰▰▰▰▰▱ 52 of 20–60"),
            (10_000, "▰▰▰▰▰▰▰▰▰▰ 10000 of 20–60"),
            (10_001, "over 10000 of 20–60"),
        ] {
            assert_eq!(said("word ".repeat(words)), shown);
        }
    }
}
