//! Clocks: how long one ran. While it runs it writes rows of a group: one for each mark, or one for each step.

use super::{Choice, FieldKind, SECONDS, number_facts};
use crate::domain::facts::Fact;
use crate::domain::fault::Fault;
use crate::domain::metric::Reading;
use crate::domain::number_format::read_number;
use crate::domain::projections::Measure;
use crate::domain::scope::Scope;
use crate::domain::time::{clock, read_clock};
use crate::domain::value::{Answers, Picks, Value};

/// A clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimerKind {
    /// How many seconds it runs; without an end it counts up.
    pub seconds: Option<u32>,
    /// The choice whose option says how many minutes it runs.
    pub length: Option<String>,
    pub rows: Option<TimerRows>,
    /// Whether it goes on once it runs.
    pub unpaused: bool,
}

/// The group that a clock writes, seen from its row, and the fields of a row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimerRows {
    pub group: String,
    /// The number that takes the time.
    pub time: String,
    /// The choice of what the time is of.
    pub pick: String,
    pub each: Writes,
}

/// What a row is written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writes {
    /// A mark, with the time since the beginning. A pause may be a mark too, of this option.
    Marks { pause: Option<String> },
    /// A step of the exercise, which an option has the id of, with the time it took. Another number may take how long it
    /// should take.
    Steps { budget: Option<String> },
}

impl TimerRows {
    /// Returns whether its rows are steps of the exercise.
    pub fn times_steps(&self) -> bool {
        matches!(self.each, Writes::Steps { .. })
    }

    /// The option that a pause is marked with, if pauses are.
    pub fn pause(&self) -> Option<&String> {
        if let Writes::Marks { pause } = &self.each { pause.as_ref() } else { None }
    }

    /// Returns whether a row is of a step or a mark.
    pub fn is_of(&self, row: &Answers, pick: &str) -> bool {
        let picks = row.get(&self.pick).and_then(Value::as_picks);
        picks.is_some_and(|picks| picks.picked.iter().any(|picked| picked == pick))
    }

    /// Makes the row of a mark or a step, with its time in seconds.
    pub fn row(&self, pick: &str, seconds: f64) -> Answers {
        let pick = (self.pick.clone(), Picks::one(pick).into());
        Answers::from_iter([pick, (self.time.clone(), Value::Number(tenths(seconds)))])
    }

    /// Returns how long a step may take, in seconds: its share of the whole.
    pub fn budget(steps: &[Choice], step: &str, total: Option<f64>) -> Option<f64> {
        let minutes = |option: &Choice| f64::from(option.minutes.unwrap_or(0)) * 60.0;
        let whole: f64 = steps.iter().map(minutes).sum();
        let own = steps.iter().find(|option| option.id == step).map(minutes)?;
        (whole > 0.0).then(|| (own / whole * total.unwrap_or(whole)).round())
    }

    /// Adds seconds to the row of a step; each step has one row, in the order they were come to.
    pub fn spend(&self, rows: &mut Vec<Answers>, step: &str, seconds: f64, budget: Option<f64>) {
        if let Some(row) = rows.iter_mut().find(|row| self.is_of(row, step)) {
            let took = row.get(&self.time).and_then(Value::as_number).unwrap_or(0.0);
            row.set(self.time.clone(), Value::Number(tenths(took + seconds)));
            return;
        }
        let mut row = self.row(step, seconds);
        if let Writes::Steps { budget: Some(field) } = &self.each
            && let Some(budget) = budget
        {
            row.set(field.clone(), Value::Number(budget));
        }
        rows.pop_if(|row| row.is_empty());
        rows.push(row);
    }
}

/// Rounds seconds to tenths.
pub fn tenths(seconds: f64) -> f64 {
    (seconds * 10.0).round() / 10.0
}

impl TimerKind {
    /// Makes the answer of a clock that ran so many seconds.
    pub fn answer(seconds: f64) -> Value {
        Value::Number(tenths(seconds))
    }

    /// Returns whether it stops at its end: what is marked after that would not count. Others may take longer.
    pub fn stops(&self) -> bool {
        self.rows.as_ref().is_some_and(|rows| matches!(rows.each, Writes::Marks { .. }))
    }

    /// Returns how many seconds it runs, seen from its row; `None` if it counts up.
    pub fn total(&self, scope: &Scope<'_>) -> Option<f64> {
        let picked = self.length.as_deref().and_then(|length| scope.find(length));
        let chosen = picked.and_then(|(field, value)| {
            let id = value?.as_picks()?.picked.first()?;
            field.kind.options().iter().find(|option| option.id == *id)?.minutes
        });
        chosen.map(|minutes| minutes * 60).or(self.seconds).map(f64::from)
    }
}

impl FieldKind for TimerKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        match value {
            Value::Number(seconds) if seconds.is_finite() && *seconds >= 0.0 => None,
            Value::Number(_) | Value::Text(_) => Some(Fault::NotATime),
            _ => Some(Fault::OtherKind),
        }
    }

    fn missing(&self) -> Option<Fault> {
        Some(Fault::NoTime)
    }

    fn read(&self, text: &str) -> Result<Value, Fault> {
        let seconds = read_clock(text).or_else(|| read_number(text).ok().filter(|seconds| *seconds >= 0.0));
        seconds.map(Value::Number).ok_or(Fault::NotATime)
    }

    fn format(&self, value: &Value) -> String {
        value.as_number().map_or_else(|| value.to_string(), clock)
    }

    fn facts(&self, value: &Value, _measure: &Measure, base: Fact) -> Vec<Fact> {
        number_facts(value, base)
    }

    fn reading(&self, _weighed: bool) -> Option<Reading> {
        Some(Reading::Number { unit: Some(SECONDS.to_owned()) })
    }
}
