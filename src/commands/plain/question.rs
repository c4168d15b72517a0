//! One question and its answer: a text, a scale, a choice, a number; and the commands that work at every question.

use std::ops::ControlFlow;

use super::input::{Command, Typed};
use super::{HELP, Question, Reply, Run};
use crate::app::{practice, stories};
use crate::coach;
use crate::domain::condition::all_hold;
use crate::domain::kinds::{Answering, Proposal};
use crate::domain::scope::Scope;
use crate::domain::story::words::shared;
use crate::domain::value::Value;
use crate::error::Result;
use crate::wording;

/// How many earlier answers are offered; all that an exercise begins with is.
const EARLIER: usize = 12;

impl Run<'_> {
    pub(super) fn ask_one(&mut self, question: Question<'_>) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        if let Some(kind) = field.kind.as_timer() {
            return self.ask_clock(question, kind);
        }
        self.describe(question)?;
        let answers = self.answers.clone();
        let rules = self.world.settings.hints_on(&field.hints);
        let typed = self.hear_until(question, "", |text| {
            let value = field.read_typed(text).map_err(|fault| wording::fault(&fault))?;
            let fault =
                exercise.fault(field, Some(&value), &answers, row).map(|fault| wording::fault(&fault));
            match fault {
                Some(fault) if field.kind.as_text().is_none() => Err(fault),
                // What was written stays, to be corrected later.
                fault => Ok((value, fault, coach::hints(&rules, text))),
            }
        })?;
        let (value, fault, hints) = match typed {
            ControlFlow::Continue(typed) => typed,
            ControlFlow::Break(reply) => return Ok(reply),
        };
        fault.map_or(Ok(()), |fault| self.out.line(&format!("! {fault}")))?;
        self.set(row, &field.id, Some(value))?;
        self.answered = Some(row.field(&field.id));
        hints.iter().try_for_each(|hint| self.out.line(&format!("~ {}", hint.says)))?;
        let all = exercise.answers_in_rows(&self.answers, &row.field(&field.id));
        let own = self.answers.row(row).and_then(|answers| answers.get(&field.id));
        let copied =
            own.and_then(Value::as_text).and_then(|text| coach::of_example(field.example.as_ref(), text));
        let says: Vec<String> =
            coach::across_rows(&rules, field.kind.options(), own, &all).into_iter().chain(copied).collect();
        says.iter().try_for_each(|says| self.out.line(&format!("~ {says}")))?;
        let words = exercise.echoed(&self.answers, field);
        if let Some(text) = own.and_then(Value::as_text).filter(|_| !words.is_empty()) {
            self.out.line(&format!("~ {}", wording::theirs(text, &shared(text, &words))))?;
        }
        self.count_words(question)?;
        Ok(Reply::Next)
    }

    /// Hears answers until one can be read, saying what is wrong with the others; `prompt` comes before each.
    pub(super) fn hear_until<T>(
        &mut self,
        question: Question<'_>,
        prompt: &str,
        read: impl Fn(&str) -> std::result::Result<T, String>,
    ) -> Result<ControlFlow<Reply, T>> {
        loop {
            if !prompt.is_empty() {
                self.out.line(prompt)?;
            }
            match self.hear(question)? {
                ControlFlow::Break(reply) => return Ok(ControlFlow::Break(reply)),
                ControlFlow::Continue(text) => match read(&text) {
                    Ok(answer) => return Ok(ControlFlow::Continue(answer)),
                    Err(wrong) => self.out.line(&format!("! {wrong}"))?,
                },
            }
        }
    }

    /// Hears one answer, doing commands meanwhile; what ends the question without an answer comes back as a break.
    fn hear(&mut self, question: Question<'_>) -> Result<ControlFlow<Reply, String>> {
        let prose = question.field.kind.as_text().is_some_and(|kind| kind.prose);
        loop {
            let typed = if prose { self.prose()? } else { self.prompt()? };
            match typed {
                Typed::End => return Ok(ControlFlow::Break(Reply::Leave)),
                Typed::Line(text) if text.trim().is_empty() => return Ok(ControlFlow::Break(Reply::Next)),
                Typed::Line(text) => return Ok(ControlFlow::Continue(text)),
                Typed::Compare => self.compare(question)?,
                Typed::Command(command) => {
                    if let Some(said) = self.command(&command, question)? {
                        return Ok(ControlFlow::Break(said));
                    }
                }
            }
        }
    }

    /// Describes how long a text is that is shorter or longer than it aims to be.
    fn count_words(&mut self, Question { field, row, .. }: Question<'_>) -> Result<()> {
        let aim = field.kind.as_text().and_then(|kind| kind.words);
        let text = self.answers.row(row).and_then(|answers| answers.get(&field.id)?.as_text());
        if let Some(((least, most), text)) = aim.zip(text) {
            let words = text.split_whitespace().count();
            if !(least as usize..=most as usize).contains(&words) {
                self.out.line(&format!("~ {words} of {least}–{most} words"))?;
            }
        }
        Ok(())
    }

    pub(super) fn describe(&mut self, question: Question<'_>) -> Result<()> {
        let Question { field, row, .. } = question;
        let optional = if field.optional { " (optional)" } else { "" };
        self.out.line(&format!("{}{optional}", field.label))?;
        if let Some(help) = &field.help {
            self.out.line(&format!("  {help}"))?;
        }
        if let Some((least, most)) = field.kind.as_text().and_then(|kind| kind.words) {
            self.out.line(&format!("  {least}–{most} words"))?;
        }
        for line in wording::options(&field.kind) {
            self.out.line(&format!("  {line}"))?;
        }
        self.offer(question)?;
        let here = self
            .answers
            .row(row)
            .and_then(|answers| answers.get(&field.id))
            .and_then(|value| field.kind.format(value));
        if let Some(said) = here {
            let carried = field.carry && self.entry.is_none() && self.draft.is_none();
            let from = if carried { " (from your last entry)" } else { "" };
            self.out.line(&format!("  now: {said}{from}"))?;
        }
        if let Some(Proposal { value, because, .. }) = self.proposal(question) {
            let value = field.kind.option_label(value);
            self.out.line(&format!("  suggested: {}. {because} (:take)", value.trim_end_matches('.')))?;
        }
        Ok(())
    }

    /// Describes what could be written: what was written before, and what the exercise begins with.
    fn offer(&mut self, Question { exercise, field, row }: Question<'_>) -> Result<()> {
        let Some(kind) = field.kind.as_text() else { return Ok(()) };
        let earlier = match kind.vocabulary().filter(|_| !kind.prose) {
            Some(vocabulary) => self.store.suggest(vocabulary, "", EARLIER)?,
            None => Vec::new(),
        };
        let stories = if exercise.names_story(&row.groups(), &field.id) {
            stories::names(self.store)?.into_iter().take(EARLIER).collect()
        } else {
            Vec::new()
        };
        let offered =
            [("your stories", &stories), ("you wrote before", &earlier), ("for example", &kind.starters)];
        for (title, words) in offered {
            if !words.is_empty() {
                self.out.line(&format!("  {title}: {}", words.join(" · ")))?;
            }
        }
        Ok(())
    }

    fn proposal<'q>(&self, Question { exercise, field, row }: Question<'q>) -> Option<&'q Proposal> {
        let scope = Scope::at(exercise, &self.answers, row);
        field.kind.proposals().iter().find(|proposal| all_hold(&proposal.when, &scope))
    }

    fn command(&mut self, command: &str, question: Question<'_>) -> Result<Option<Reply>> {
        let Question { field, row, .. } = question;
        match Command::of(command) {
            Some(Command::Quit) => return Ok(Some(Reply::Leave)),
            Some(Command::Back) => return Ok(Some(Reply::Back)),
            Some(Command::Another) => match practice::deal_again(
                self.store,
                self.catalog,
                question.exercise,
                self.world.today(),
                &self.answers,
            )? {
                Some(again) => {
                    self.answers = again;
                    if self.draft.is_some() {
                        self.save()?;
                    }
                    return Ok(Some(Reply::Again));
                }
                None => self.out.line(
                    "  you can ask for another case only before you answer, in exercises that deal cases",
                )?,
            },
            Some(Command::Clear) if matches!(field.kind.answering(), Answering::Order(_)) => {
                self.out.line("  there is nothing to clear here")?;
            }
            Some(Command::Clear) => {
                self.set(row, &field.id, None)?;
                self.out.line("  cleared")?;
            }
            Some(Command::Example) => match &field.example {
                Some(example) => {
                    self.out.line(&format!(
                        "  thin: {}\n  rich: {}",
                        example.thin.trim(),
                        example.rich.trim()
                    ))?;
                }
                None => self.out.line("  there is no example for this question")?,
            },
            Some(Command::Take) => {
                let value = self.proposal(question).and_then(|proposal| field.read(&proposal.value).ok());
                match value {
                    Some(value) => {
                        self.set(row, &field.id, Some(value))?;
                        return Ok(Some(Reply::Next));
                    }
                    None => self.out.line("  there is no suggestion here")?,
                }
            }
            None => self.out.line(HELP)?,
        }
        Ok(None)
    }
}
