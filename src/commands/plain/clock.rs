//! A clock line by line: it runs from one line to the next. One of steps says at each step what it may take, and afterwards
//! what it took; one of marks takes a letter a line.

use std::ops::ControlFlow;
use std::time::Duration;

use super::input::{Command, Typed};
use super::{Question, Reply, Run};
use crate::domain::exercise::{Exercise, Step};
use crate::domain::kinds::{Answering, Choice, TimerKind, TimerRows};
use crate::domain::locate::FieldPath;
use crate::domain::scope::Scope;
use crate::domain::time::clock;
use crate::domain::value::Value;
use crate::error::Result;
use crate::wording;

/// What starts a clock.
const START: &str = "start";

/// A clock of steps that runs.
#[derive(Debug, Clone)]
pub(super) struct Running {
    timer: FieldPath,
    kind: TimerKind,
    /// Since when the step one is on takes time, by a clock that only goes forward.
    since: Duration,
    /// That step, if it is timed.
    step: Option<String>,
}

impl Run<'_> {
    /// Asks how long a clock ran, or runs it.
    pub(super) fn ask_clock(&mut self, question: Question<'_>, kind: &TimerKind) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        self.describe(question)?;
        self.out.line(&format!("  Or type `{START}` to run the clock here."))?;
        let typed = self.hear_until(question, "", |text| match text.trim() {
            START => Ok(None),
            text => field.read_typed(text).map(Some).map_err(|fault| wording::fault(&fault)),
        })?;
        let at = row.field(&field.id);
        match typed {
            ControlFlow::Break(reply) => return Ok(reply),
            ControlFlow::Continue(Some(value)) => self.set(row, &field.id, Some(value))?,
            ControlFlow::Continue(None) if kind.rows.as_ref().is_some_and(TimerRows::times_steps) => {
                let since = self.world.now().mono;
                self.add_seconds(&at, 0.0)?;
                self.clock = Some(Running { timer: at, kind: kind.clone(), since, step: None });
            }
            ControlFlow::Continue(None) => {
                let total = kind.total(&Scope::at(exercise, &self.answers, row));
                return self.run_here(exercise, &at, kind, total);
            }
        }
        Ok(Reply::Next)
    }

    /// Runs a clock without steps up to an empty line; letters before it are marks.
    fn run_here(
        &mut self,
        exercise: &Exercise,
        at: &FieldPath,
        kind: &TimerKind,
        total: Option<f64>,
    ) -> Result<Reply> {
        let marks = kind.rows.as_ref().map(|rows| (rows, picks(exercise, at, rows).to_vec()));
        let of = total.map_or_else(String::new, |total| format!(" of {}", clock(total)));
        let letters = marks.iter().flat_map(|(_, options)| options);
        let letters = letters.filter_map(|option| Some(format!("{} {}", option.letter?, option.label)));
        let letters = letters.collect::<Vec<_>>().join(", ");
        let mark =
            if letters.is_empty() { String::new() } else { format!(" Mark with a letter: {letters}.") };
        self.out.line(&format!("  It runs{of}. Press Enter to stop it.{mark}"))?;
        let before = self.seconds(at);
        let from = self.world.now().mono;
        loop {
            let typed = self.prompt()?;
            let ran = before + self.world.now().mono.saturating_sub(from).as_secs_f64();
            let within = total.filter(|_| kind.stops()).map_or(ran, |total| ran.min(total));
            let Typed::Line(text) = typed else {
                self.add_seconds(at, within - self.seconds(at))?;
                return Ok(Reply::Leave);
            };
            let text = text.trim().to_lowercase();
            let found = marks.iter().find_map(|(rows, options)| {
                let is_it = |option: &&Choice| {
                    option.letter.is_some_and(|letter| text == letter.to_lowercase().to_string())
                };
                Some((*rows, options.iter().find(is_it)?))
            });
            if let Some((rows, option)) = found.filter(|_| within >= ran) {
                self.answers.rows_at_mut(&at.row, &rows.group).push(rows.row(&option.id, within));
                self.save()?;
                self.out.line(&format!("  {} {}", clock(within), option.label))?;
            } else if text.is_empty() || within < ran {
                self.add_seconds(at, within - self.seconds(at))?;
                self.out.line(&format!("  It ran {}{of}.", clock(self.seconds(at))))?;
                return Ok(Reply::Next);
            } else {
                self.out.line(&format!("  {}{of}", clock(within)))?;
            }
        }
    }

    /// Puts the time since the last step where it belongs, and says what the next step may take. Past the last step that is
    /// timed, the clock stops.
    pub(super) fn turn_clock(&mut self, exercise: &Exercise, step: Option<&Step>) -> Result<()> {
        let Some(running) = self.clock.clone() else { return Ok(()) };
        let Running { timer, kind, since, step: before } = running;
        let (Some(rows), now) = (&kind.rows, self.world.now().mono) else { return Ok(()) };
        let options = picks(exercise, &timer, rows).to_vec();
        let timed = |step: &Step| options.iter().find(|option| option.id == step.id);
        let here = step.and_then(timed);
        if here.is_some_and(|option| Some(&option.id) == before.as_ref()) {
            return Ok(());
        }
        let total = kind.total(&Scope::at(exercise, &self.answers, &timer.row));
        let of = |step: &str| {
            TimerRows::budget(&options, step, total)
                .map_or_else(String::new, |it| format!(" of {}", clock(it)))
        };
        if let Some(option) = before.and_then(|id| options.iter().find(|option| option.id == id)) {
            let seconds = now.saturating_sub(since).as_secs_f64();
            let budget = TimerRows::budget(&options, &option.id, total);
            let spent = self.answers.rows_at_mut(&timer.row, &rows.group);
            rows.spend(spent, &option.id, seconds, budget);
            let took = spent
                .iter()
                .find(|row| rows.is_of(row, &option.id))
                .and_then(|row| row.get(&rows.time)?.as_number());
            self.add_seconds(&timer, seconds)?;
            let over = budget.zip(took).filter(|(budget, took)| took > budget);
            let over =
                over.map_or_else(String::new, |(budget, took)| format!(", {} over", clock(took - budget)));
            let took = clock(took.unwrap_or_default().floor());
            self.out.line(&format!("  [{}: {took}{}{over}]", option.label, of(&option.id)))?;
        }
        let whole = total.map_or_else(String::new, |total| format!(" of {}", clock(total)));
        let ran = clock(self.seconds(&timer).floor());
        if let Some(option) = here {
            self.out.line(&format!("  [clock {ran}{whole} · {}{}]", option.label, of(&option.id)))?;
        }
        let behind = step.is_none_or(|step| is_past(exercise, &options, step));
        if behind {
            self.out.line(&format!("  [The clock stops at {ran}{whole}.]"))?;
        }
        self.clock = (!behind).then(|| Running {
            timer,
            kind: kind.clone(),
            since: now,
            step: here.map(|option| option.id.clone()),
        });
        Ok(())
    }

    /// Waits while a timed step is told aloud, where it asks for nothing to be typed.
    pub(super) fn tell_aloud(&mut self, question: Question<'_>, step: &Step) -> Result<Reply> {
        let is_timed = self.clock.as_ref().is_some_and(|running| running.step.as_ref() == Some(&step.id));
        let shown = |field: &&crate::domain::exercise::Field| {
            question.exercise.shows(field, &self.answers, question.row)
        };
        let shown: Vec<_> = step.fields.iter().filter(shown).collect();
        let silent = shown.iter().all(|field| matches!(field.kind.answering(), Answering::Shown(_)));
        if !is_timed || !silent || shown.last().is_none_or(|last| last.id != question.field.id) {
            return Ok(Reply::Passed);
        }
        self.out.line("  Say it aloud, then press Enter.")?;
        Ok(match self.prompt()? {
            Typed::End => Reply::Leave,
            Typed::Command(command) if matches!(Command::of(&command), Some(Command::Quit)) => Reply::Leave,
            Typed::Command(command) if matches!(Command::of(&command), Some(Command::Back)) => Reply::Back,
            _ => Reply::Next,
        })
    }

    fn seconds(&self, at: &FieldPath) -> f64 {
        self.answers.at(at).and_then(Value::as_number).unwrap_or_default()
    }

    /// Adds seconds to what a clock ran.
    fn add_seconds(&mut self, at: &FieldPath, seconds: f64) -> Result<()> {
        let ran = self.seconds(at) + seconds;
        self.set(&at.row.clone(), &at.field, Some(TimerKind::answer(ran)))
    }
}

/// What a clock writes rows of.
fn picks<'e>(exercise: &'e Exercise, timer: &FieldPath, rows: &TimerRows) -> &'e [Choice] {
    let group = timer.row.field(&rows.group).into_row(0);
    exercise.field_at(&group.field(&rows.pick)).map_or(&[], |field| field.kind.options())
}

/// Whether the steps that a clock times lie before a step.
fn is_past(exercise: &Exercise, options: &[Choice], step: &Step) -> bool {
    let after = exercise.steps.iter().skip_while(|one| one.id != step.id);
    after.into_iter().all(|one| options.iter().all(|option| option.id != one.id))
}
