//! `?`: an answer beside the rich example, with three questions to grade it by. What is answered is kept nowhere.

use super::input::Typed;
use super::{Question, Run};
use crate::domain::exercise::Example;
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::error::Result;
use crate::wording;

impl Run<'_> {
    /// Compares the answer there is to this question, or the one given last.
    pub(super) fn compare(&mut self, question: Question<'_>) -> Result<()> {
        let Question { exercise, field, row } = question;
        let here = [Some(row.field(&field.id)), self.answered.clone()].into_iter().flatten();
        let written = here.filter_map(|key: FieldPath| {
            let field = exercise.field_at(&key)?;
            let text = self.answers.at(&key).and_then(Value::as_text)?.trim().to_owned();
            Some((field, field.example.as_ref()?, text)).filter(|(.., text)| !text.is_empty())
        });
        let Some((field, Example { rich, .. }, text)) = written.into_iter().next() else {
            return self.out.line("  Nothing to compare: the last answer has no example, or is not a text.");
        };
        self.out.line(&format!("  {}\n  yours: {text}\n  rich: {}", field.label, rich.trim()))?;
        let (mut asked, mut good) = (0, 0);
        for question in wording::questions(field) {
            self.out.line(&format!("  {question} (y or n)"))?;
            let Typed::Line(said) = self.prompt()? else { break };
            match said.trim().to_lowercase().as_str() {
                "y" | "yes" => (asked, good) = (asked + 1, good + 1),
                "n" | "no" => asked += 1,
                _ => {}
            }
        }
        match asked {
            0 => Ok(()),
            asked => self.out.line(&format!("  yes to {good} of {asked}; :back returns to your answer")),
        }
    }
}
