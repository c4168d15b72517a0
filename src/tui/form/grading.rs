//! One's own answer beside the rich example, with three questions to grade it by. What is answered is kept nowhere.

use super::Form;
use crate::domain::exercise::{Example, Field};
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::sanitize;
use crate::tui::action::{Action, Input};
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::wording;

/// From this width of a field on, both stand side by side: at 100 columns, beside the list of steps.
const WIDE: u16 = 70;
/// What stands between them.
const BETWEEN: &str = " │ ";

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

    /// Shows or hides the example: the rich one beside what is written, or a thin and a rich one if nothing is.
    pub(super) fn toggle_example(&mut self) -> Outcome {
        let key = self.focused_key().filter(|key| self.has_example() && !self.written(key).is_empty());
        match key {
            Some(key) => {
                self.advise_focused();
                self.examples = false;
                self.grading = Some(Grading { key, said: Vec::new() });
            }
            None => self.examples = !self.examples,
        }
        Outcome::Moved
    }

    /// Takes an answer to a question; whatever else is done closes the comparison. `None` if that has to be done still.
    pub(super) fn grade(&mut self, input: &Input) -> Option<Outcome> {
        let grading = self.grading.as_mut()?;
        let yes = match input {
            Input::Do(Action::Yes) => true,
            Input::Do(Action::No) => false,
            Input::Mouse(_) | Input::Rest | Input::Tick(_) => return None,
            _ => {
                self.grading = None;
                let closes = matches!(input, Input::Do(Action::Example | Action::Back));
                return closes.then_some(Outcome::Moved);
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

    /// Returns whether the answer stands beside the example, in place of the text that is edited.
    pub(super) fn is_beside(&self, field: &Field, key: &FieldPath, width: u16) -> bool {
        width >= WIDE && self.graded(field, key).is_some()
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
        let mut rows = if self.is_beside(field, key, width) {
            side_by_side(self.written(key), &example.rich, room)
        } else {
            let rich = sanitize::wrap(example.rich.trim(), room).into_iter().map(|row| (row, Role::Example));
            std::iter::once(("A rich answer:".to_owned(), Role::Dim)).chain(rich).collect()
        };
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

/// Sets two texts side by side, each under its name.
fn side_by_side(own: &str, rich: &str, width: usize) -> Vec<(String, Role)> {
    let half = width.saturating_sub(BETWEEN.chars().count()) / 2;
    let [own, rich] = [own, rich.trim()].map(|text| sanitize::wrap(text, half));
    let pair = |left: &str, right: &str| {
        let gap = " ".repeat(half.saturating_sub(sanitize::width(left)));
        format!("{left}{gap}{BETWEEN}{right}").trim_end().to_owned()
    };
    let mut rows = vec![(pair("Your answer", "A rich answer"), Role::Dim)];
    rows.extend((0..own.len().max(rich.len())).map(|at| {
        let [left, right] = [&own, &rich].map(|rows| rows.get(at).map_or("", String::as_str));
        (pair(left, right), Role::Plain)
    }));
    rows
}

#[cfg(test)]
mod tests {
    use super::side_by_side;

    #[test]
    fn the_longer_of_two_texts_goes_on_alone() {
        let rows =
            side_by_side("It often fails.", "Tuesday, 9:40. It said two euros, and the page said four.", 43);
        let rows: Vec<String> = rows.into_iter().map(|(row, _)| row).collect();
        assert_eq!(
            rows,
            [
                "Your answer          │ A rich answer",
                "It often fails.      │ Tuesday, 9:40. It",
                "                     │ said two euros, and",
                "                     │ the page said four.",
            ]
        );
    }
}
