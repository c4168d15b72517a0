//! The clock of steps: time on the page of a step is that step's, and each has its share of the whole.

use super::view::large;
use crate::domain::exercise::Field;
use crate::domain::kinds::{TimerRows, Writes};
use crate::domain::locate::FieldPath;
use crate::domain::time::clock;
use crate::tui::form::Form;
use crate::tui::form::item::PageItem;
use crate::tui::form::spot::Line;
use crate::tui::theme::Role;

/// The clock of a step stands above pages of so many rows, where nothing is written.
const STEP_ROWS: u16 = 16;

impl Form {
    /// Finds the clock that times the step one is on.
    pub(super) fn clock_of_steps(&self) -> Option<FieldPath> {
        let here = &self.step()?.id;
        let fields = self.exercise.steps.iter().flat_map(|step| &step.fields);
        let timers = fields.filter_map(|field| Some((field, field.kind.as_timer()?.rows.as_ref()?)));
        let key = |field: &Field| FieldPath { field: field.id.clone(), ..FieldPath::default() };
        let mut of_steps = timers.filter(|(_, rows)| matches!(rows.each, Writes::Steps { .. }));
        let found = of_steps
            .find(|(field, rows)| self.picks_of(&key(field), rows).iter().any(|option| option.id == *here));
        found.map(|(field, _)| key(field))
    }

    /// Returns whether the steps that a clock times lie behind.
    pub(super) fn is_past_steps(&self, key: &FieldPath, rows: &TimerRows) -> bool {
        let steps = self.picks_of(key, rows);
        let is_timed = |index: &usize| {
            self.exercise
                .steps
                .get(*index)
                .is_some_and(|step| steps.iter().any(|option| option.id == step.id))
        };
        let last = (0..self.exercise.steps.len()).rev().find(is_timed);
        last.is_some_and(|last| self.step_number() > last)
    }

    /// Returns how long a step may take: its share of the whole.
    fn budget(&self, key: &FieldPath, rows: &TimerRows, step: &str) -> Option<f64> {
        TimerRows::budget(self.picks_of(key, rows), step, self.total(key))
    }

    /// Adds time to the step one is on; each has one row, in the order they were come to.
    pub(super) fn spend(&mut self, key: &FieldPath, rows: &TimerRows, seconds: f64) {
        let Some(step) = self.step().map(|step| step.id.clone()) else { return };
        if seconds <= 0.0 || !self.picks_of(key, rows).iter().any(|option| option.id == step) {
            return;
        }
        let group = key.row.field(&rows.group);
        let budget = self.budget(key, rows, &step);
        let known = self.rows(&group).iter().any(|row| rows.is_of(row, &step));
        rows.spend(self.rows_mut(&group), &step, seconds, budget);
        if !known {
            self.forget_controls(&group);
            self.changed();
        }
    }

    /// Returns how long the step one is on took, and may take.
    fn step_times(&self, key: &FieldPath) -> Option<(f64, f64)> {
        let rows = self.timer(key)?.rows.as_ref()?;
        let step = &self.step()?.id;
        let row = self.rows(&key.row.field(&rows.group)).iter().find(|row| rows.is_of(row, step));
        let took = row.and_then(|row| row.get(&rows.time)?.as_number()).unwrap_or(0.0);
        Some((took, self.budget(key, rows, step)?))
    }

    /// Returns whether the step one is on is to be timed, and its clock was never started.
    pub fn clock_waits(&self) -> bool {
        !self.has_clock() && self.clock_of_steps().is_some_and(|key| self.ran(&key) == 0.0)
    }

    /// Returns what the frame says of the clock: the step one is on, and the whole.
    pub fn clock_words(&self) -> Option<(String, Role)> {
        if self.clock_waits() {
            return Some(("the clock hasn't started".to_owned(), Role::Warn));
        }
        let running = self.clock.running.as_ref().map(|running| running.key.clone());
        let key = running.clone().or_else(|| self.clock_of_steps())?;
        let of = |ran: f64, total: Option<f64>| {
            let total = total.map_or_else(String::new, |total| format!(" of {}", clock(total)));
            format!("{}{total}", clock(ran.floor()))
        };
        let whole = of(self.ran(&key), self.total(&key));
        let over = |(took, budget): (f64, f64)| took > budget;
        let step = self.step_times(&key);
        let state = if running.is_some() { "" } else { "paused · " };
        let words = match step {
            Some((took, budget)) => format!("{state}step {} · {whole}", of(took, Some(budget))),
            None => format!("{state}{whole}"),
        };
        let late = step.is_some_and(over) || self.total(&key).is_some_and(|total| self.ran(&key) > total);
        Some((words, if late { Role::Warn } else { Role::Title }))
    }

    /// Draws how much time a step has left in large digits, where nothing is written beside it.
    pub(in crate::tui::form) fn step_clock(&self, width: u16) -> Vec<Line> {
        let writes = self.items.iter().any(|item| matches!(item, PageItem::Field { .. }));
        let key = self.clock_of_steps().filter(|key| self.ran(key) > 0.0);
        let Some((took, budget)) = key.and_then(|key| self.step_times(&key)) else { return Vec::new() };
        if writes || self.window.rows < STEP_ROWS {
            return Vec::new();
        }
        let role = if took > budget { Role::Warn } else { Role::Title };
        let mut lines = large(budget - took, self.digits_scale(width), role);
        lines.push((
            format!("  {}", if took > budget { "over its time" } else { "left for this step" }),
            Role::Dim,
        ));
        lines.push((String::new(), Role::Plain));
        lines
    }
}
