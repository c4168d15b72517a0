//! One question and its answer: a text, a scale, a choice, a number; and the commands that work at every question.

use std::ops::ControlFlow;

use super::input::Typed;
use super::{HELP, Run, Said};
use crate::coach;
use crate::domain::condition::all_hold;
use crate::domain::exercise::{Exercise, Field, Kind, Proposal};
use crate::domain::scope::Scope;
use crate::domain::template::spoken_value;
use crate::domain::value::{RowPath, Value};
use crate::error::Result;

impl Run<'_> {
    pub(super) fn ask_one(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<Said> {
        self.describe(exercise, field, row)?;
        loop {
            let text = match self.hear(exercise, field, row)? {
                ControlFlow::Continue(text) => text,
                ControlFlow::Break(said) => return Ok(said),
            };
            let value = match read(field, &text) {
                Ok(value) => value,
                Err(expected) => {
                    self.out.line(&format!("! {expected}"))?;
                    continue;
                }
            };
            if let Some(fault) = field.check(Some(&value)) {
                self.out.line(&format!("! {}", fault.words()))?;
                // What was written stays: it may be mended later.
                if !matches!(field.kind, Kind::Text(_)) {
                    continue;
                }
            }
            self.set(row, &field.id, Some(value))?;
            for hint in coach::hints(&field.hints, &text) {
                self.out.line(&format!("~ {}", hint.says))?;
            }
            return Ok(Said::Next);
        }
    }

    /// Hears one answer, doing commands meanwhile; what ends the question without an answer comes back as a break.
    pub(super) fn hear(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        row: &RowPath,
    ) -> Result<ControlFlow<Said, String>> {
        let prose = matches!(&field.kind, Kind::Text(kind) if kind.prose);
        loop {
            let typed = if prose { self.prose()? } else { self.prompt()? };
            match typed {
                Typed::End => return Ok(ControlFlow::Break(Said::Leave)),
                Typed::Line(text) if text.trim().is_empty() => return Ok(ControlFlow::Break(Said::Next)),
                Typed::Line(text) => return Ok(ControlFlow::Continue(text)),
                Typed::Command(command) => {
                    if let Some(said) = self.command(&command, exercise, field, row)? {
                        return Ok(ControlFlow::Break(said));
                    }
                }
            }
        }
    }

    pub(super) fn describe(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<()> {
        let optional = if field.optional { " (optional)" } else { "" };
        self.out.line(&format!("{}{optional}", field.label))?;
        if let Some(help) = &field.help {
            self.out.line(&format!("  {help}"))?;
        }
        match &field.kind {
            Kind::Scale(scale) => {
                for value in scale.min..=scale.max {
                    let word = scale.anchor(value).map_or(String::new(), |word| format!(" {word}"));
                    self.out.line(&format!("  {value}{word}"))?;
                }
            }
            Kind::Choice(choice) => {
                for (index, option) in choice.options.iter().enumerate() {
                    let help = option.help.as_ref().map_or(String::new(), |help| format!(" – {help}"));
                    self.out.line(&format!("  {} {}{help}", index + 1, option.label))?;
                }
                if choice.other {
                    self.out.line("  other: your own words")?;
                }
                if choice.many {
                    self.out.line("  several, with commas between")?;
                }
            }
            _ => {}
        }
        let here = self
            .answers
            .row(row)
            .and_then(|answers| answers.get(&field.id))
            .and_then(|value| spoken_value(field, value));
        if let Some(said) = here {
            self.out.line(&format!("  now: {said}"))?;
        }
        let scope = Scope::at(exercise, &self.answers, row);
        let proposal = proposals(field).iter().find(|proposal| all_hold(&proposal.when, &scope));
        if let Some(Proposal { value, because, .. }) = proposal {
            let value = match &field.kind {
                Kind::Choice(kind) => kind.label(value),
                _ => value.as_str(),
            };
            self.out.line(&format!("  proposed: {}. {because} (:take)", value.trim_end_matches('.')))?;
        }
        Ok(())
    }

    pub(super) fn command(
        &mut self,
        command: &str,
        exercise: &Exercise,
        field: &Field,
        row: &RowPath,
    ) -> Result<Option<Said>> {
        match command.trim().to_lowercase().as_str() {
            "quit" | "q" => return Ok(Some(Said::Leave)),
            "back" | "b" => return Ok(Some(Said::Back)),
            "clear" if matches!(field.kind, Kind::Rank(_)) => {
                self.out.line("  there is nothing to empty here")?;
            }
            "clear" => {
                self.set(row, &field.id, None)?;
                self.out.line("  empty now")?;
            }
            "example" | "e" => match &field.example {
                Some(example) => {
                    self.out.line(&format!(
                        "  thin: {}\n  rich: {}",
                        example.thin.trim(),
                        example.rich.trim()
                    ))?;
                }
                None => self.out.line("  there is no example for this question")?,
            },
            "take" => {
                let scope = Scope::at(exercise, &self.answers, row);
                let value = proposals(field)
                    .iter()
                    .find(|proposal| all_hold(&proposal.when, &scope))
                    .and_then(|p| field.read(&p.value).ok());
                match value {
                    Some(value) => {
                        self.set(row, &field.id, Some(value))?;
                        return Ok(Some(Said::Next));
                    }
                    None => self.out.line("  nothing is proposed here")?,
                }
            }
            _ => self.out.line(HELP)?,
        }
        Ok(None)
    }
}

fn proposals(field: &Field) -> &[Proposal] {
    match &field.kind {
        Kind::Text(kind) => &kind.propose,
        Kind::Choice(kind) => &kind.propose,
        _ => &[],
    }
}

/// Reads an answer; options may be given by number. The error says what is expected instead.
fn read(field: &Field, text: &str) -> std::result::Result<Value, String> {
    match &field.kind {
        Kind::Choice(kind) => field.read(&kind.numbers_to_ids(text)),
        _ => field.read(text),
    }
}
