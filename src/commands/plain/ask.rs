//! Asking one question, by its kind.

use std::ops::ControlFlow;

use super::{HELP, Run, Said, Typed, expected, proposals, read};
use crate::coach;
use crate::error::Result;
use crate::model::condition::all_hold;
use crate::model::evidence::Citable;
use crate::model::exercise::{Exercise, Field, GroupKind, Kind, Proposal};
use crate::model::scope::Scope;
use crate::model::template::spoken_value;
use crate::model::value::{Answers, RowPath, Value};

impl Run<'_> {
    pub(super) fn ask_one(&mut self, exercise: &Exercise, field: &Field, row: &RowPath) -> Result<Said> {
        self.describe(exercise, field, row)?;
        loop {
            let text = match self.hear(exercise, field, row)? {
                ControlFlow::Continue(text) => text,
                ControlFlow::Break(said) => return Ok(said),
            };
            let Some(value) = read(field, &text) else {
                self.out.line(&format!("! {}", expected(field)))?;
                continue;
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
    fn hear(
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
            self.out.line(&format!("  proposed: {value}. {because} (:take)"))?;
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
        match command {
            "quit" | "q" => return Ok(Some(Said::Leave)),
            "back" | "b" => return Ok(Some(Said::Back)),
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
                    .and_then(|p| field.read(&p.value));
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

    pub(super) fn ask_rows(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        group: &GroupKind,
        row: &RowPath,
    ) -> Result<Said> {
        let wanted = crate::model::check::wanted_rows(group);
        self.out.line(&format!("{} ({wanted})", field.label))?;
        if !group.nudges.is_empty() {
            self.out.line(&format!("  worth a thought: {}", group.nudges.join(", ")))?;
        }
        let mut index = 0;
        while group.max.is_none_or(|max| index < max) {
            let path = row.into_row(&field.id, index);
            let there = self.answers.row(&path).is_some_and(|answers| !answers.is_empty());
            let begins = group.start.len().max(group.min);
            if !there && index >= begins {
                self.out.line(&format!("another {}? Enter goes on", group.row))?;
            } else {
                self.out.line(&format!("{} {}", group.row, index + 1))?;
            }
            if self.answers.row(&path).is_none()
                && let Some(here) = self.answers.row_mut(row)
            {
                let rows = here.rows_mut(&field.id);
                while rows.len() <= index {
                    rows.push(group.new_row(rows.len()));
                }
            }
            for (place, column) in group.fields.iter().enumerate() {
                if !exercise.shows(column, &self.answers, &path)
                    || exercise.waits(column, &self.answers, &path).is_some()
                {
                    continue;
                }
                match self.ask(exercise, column, &path)? {
                    Said::Next => {}
                    other => return Ok(other),
                }
                let empty = self.answers.row(&path).is_none_or(Answers::is_empty);
                if place == 0 && empty && index >= begins {
                    return Ok(Said::Next);
                }
            }
            let empty = self.answers.row(&path).is_none_or(Answers::is_empty);
            if empty && index + 1 >= begins {
                return Ok(Said::Next);
            }
            index += 1;
        }
        Ok(Said::Next)
    }

    pub(super) fn ask_rank(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        of: &str,
        by: Option<&str>,
        row: &RowPath,
    ) -> Result<Said> {
        self.out.line(&field.label)?;
        let count = self.answers.row(row).map_or(0, |here| here.rows(of).len());
        for index in 0..count {
            let path = row.into_row(of, index);
            let number = by.and_then(|by| self.answers.row(&path)?.get(by)?.as_number());
            let number = number.map_or(String::new(), |number| format!(" ({number})"));
            let title = exercise.row_title(&self.answers, &path);
            self.out.line(&format!("  {} {title}{number}", index + 1))?;
        }
        loop {
            self.out.line("  a new order, as in `2 1 3`; Enter keeps this one")?;
            let text = match self.hear(exercise, field, row)? {
                ControlFlow::Continue(text) => text,
                ControlFlow::Break(said) => return Ok(said),
            };
            let order: Vec<usize> =
                text.split([' ', ',']).filter_map(|word| word.trim().parse().ok()).collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            if sorted != (1..=count).collect::<Vec<_>>() {
                self.out.line(&format!("! every number from 1 to {count}, once"))?;
                continue;
            }
            if let Some(here) = self.answers.row_mut(row) {
                let rows = here.rows_mut(of);
                let new: Vec<Answers> = order.iter().filter_map(|n| rows.get(n - 1).cloned()).collect();
                *rows = new;
            }
            self.save()?;
            return Ok(Said::Next);
        }
    }

    pub(super) fn ask_evidence(
        &mut self,
        exercise: &Exercise,
        field: &Field,
        about: Option<&str>,
        row: &RowPath,
    ) -> Result<Said> {
        let scope = Scope::at(exercise, &self.answers, row);
        let subject = about.and_then(|name| scope.text(name)).map(str::to_owned);
        let entry = self.draft.as_ref().map(|draft| draft.entry);
        let found: Vec<Citable> = match &subject {
            Some(subject) => self.store.findings_about(subject, entry, 40)?,
            None => Vec::new(),
        };
        self.out.line(&field.label)?;
        if found.is_empty() {
            self.out.line("  nothing earlier says anything about this yet")?;
            return Ok(Said::Next);
        }
        for (index, citable) in found.iter().enumerate() {
            self.out.line(&format!(
                "  {} {} {}: {}",
                index + 1,
                citable.day.format("%a %-d %b"),
                citable.short,
                citable.text
            ))?;
        }
        loop {
            self.out.line("  numbers to cite, as in `1 3`; Enter keeps what is cited")?;
            let text = match self.hear(exercise, field, row)? {
                ControlFlow::Continue(text) => text,
                ControlFlow::Break(said) => return Ok(said),
            };
            let numbers: Option<Vec<usize>> = text
                .split([' ', ','])
                .filter(|word| !word.is_empty())
                .map(|word| word.parse().ok())
                .collect();
            let cites: Option<Vec<_>> = numbers.and_then(|numbers| {
                numbers.iter().map(|n| Some(found.get(n.checked_sub(1)?)?.cite())).collect()
            });
            match cites {
                Some(cites) => {
                    self.set(row, &field.id, Some(Value::Cites(cites)))?;
                    return Ok(Said::Next);
                }
                None => self.out.line(&format!("! numbers from 1 to {}", found.len()))?,
            }
        }
    }
}
