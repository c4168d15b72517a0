//! One's own answer with the rich example in the pane, and three questions to grade it by. What is answered is kept
//! nowhere.

use super::Form;
use super::pane::Section;
use crate::domain::exercise::{Example, Field};
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::sanitize;
use crate::tui::action::{Action, Input};
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::wording;

/// An answer being graded.
#[derive(Debug)]
pub(super) struct Grading {
    key: FieldPath,
    /// What was said to each question so far.
    said: Vec<bool>,
}

impl Form {
    /// Returns whether an answer is being graded.
    pub fn is_grading(&self) -> bool {
        self.grading.is_some()
    }

    /// Sets the rich example beside what is written, if anything is.
    pub(super) fn begin_grading(&mut self) {
        let key = self.focused_key().filter(|key| self.has_example() && !self.written(key).is_empty());
        if let Some(key) = key {
            self.advise_focused();
            self.grading = Some(Grading { key, said: Vec::new() });
        }
    }

    /// Takes an answer to a question; whatever else is done closes the comparison. `None` if that has to be done still.
    pub(super) fn grade(&mut self, input: &Input) -> Option<Outcome> {
        let grading = self.grading.as_mut()?;
        let yes = match input {
            Input::Do(Action::Yes) => true,
            Input::Do(Action::No) => false,
            Input::Mouse(_) | Input::Rest | Input::Tick(_) => return None,
            Input::Do(Action::Back) => return Some(self.call_pane(Section::Example)),
            _ => {
                self.grading = None;
                return None;
            }
        };
        if grading.said.len() == wording::QUESTIONS {
            grading.said.clear();
        }
        grading.said.push(yes);
        Some(Outcome::Moved)
    }

    fn written(&self, key: &FieldPath) -> &str {
        self.value(key).and_then(Value::as_text).unwrap_or_default().trim()
    }

    /// Returns what is being graded, if it is this answer: what was said, and the example.
    fn graded<'a>(&'a self, field: &'a Field, key: &FieldPath) -> Option<(&'a [bool], &'a Example)> {
        let grading = self.grading.as_ref().filter(|grading| grading.key == *key)?;
        Some((&grading.said, field.example.as_ref()?))
    }

    /// Lists the rows of the comparison under a field; `None` if this answer is not being graded.
    pub(super) fn grading_rows(
        &self,
        field: &Field,
        key: &FieldPath,
        width: u16,
    ) -> Option<Vec<(String, Role)>> {
        let (said, example) = self.graded(field, key)?;
        let room = usize::from(width);
        let rich = sanitize::wrap(example.rich.trim(), room).into_iter();
        let mut rows: Vec<_> = rich.map(|row| (row, Role::Example)).collect();
        rows.push((String::new(), Role::Plain));
        for (at, question) in wording::questions(field).into_iter().enumerate() {
            let (mark, role) = match said.get(at) {
                Some(true) => ("✓ yes  ", Role::Good),
                Some(false) => ("✗ no   ", Role::Warn),
                None if at == said.len() => ("▸      ", Role::Accent),
                None => ("       ", Role::Dim),
            };
            let lines = sanitize::wrap(question, room.saturating_sub(mark.chars().count()).max(8));
            rows.extend(lines.into_iter().enumerate().map(|(line, text)| {
                let mark = if line == 0 { mark } else { "       " };
                (format!("{mark}{text}"), role)
            }));
        }
        let no = said.iter().filter(|yes| !**yes).count();
        let told = match (said.len(), no) {
            (wording::QUESTIONS, 0) => "Yes to all three: this answer is done.".to_owned(),
            (wording::QUESTIONS, _) => {
                let again = [(Action::Back, "goes back to your answer")];
                self.with_keys("Change what you said no to, then compare again", &again)
            }
            _ => self.with_keys("Grade your own answer", &[(Action::Yes, "yes"), (Action::No, "no")]),
        };
        rows.extend(sanitize::wrap(&told, room).into_iter().map(|row| (row, Role::Dim)));
        Some(rows)
    }
}
