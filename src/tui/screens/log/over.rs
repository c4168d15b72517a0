//! What lies over the list: the filters, the days, opposite reactions; and what their keys do to the list.

use chrono::NaiveDate;

use super::Log;
use super::filters::Filters;
use super::pairs::Pairs;
use crate::app::log_filters::{self, Pick};
use crate::db::Towards;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::outcome::Outcome;
use crate::wording;

/// What lies over the list, or in its place.
#[derive(Debug)]
pub(super) enum Over {
    Nothing,
    Filters(Box<Filters>),
    Days,
    Pairs(Pairs),
}

impl Log {
    pub(super) fn toggle(&mut self, pick: Pick, cx: &Context) -> Result<Outcome> {
        let mut on = self.on.clone();
        log_filters::toggle(&mut on, pick);
        let mut query = log_filters::query(&on, cx.today());
        query.resolve(|| cx.catalog.searchable());
        let misread = query.problems.first().map(|misread| {
            let (message, hint) = wording::misread(misread);
            format!("{message} – {hint}")
        });
        self.narrow(on, cx)?;
        if let Over::Filters(filters) = &mut self.over {
            filters.set_on(&self.on);
        }
        Ok(misread.map_or(Outcome::Moved, Outcome::Warn))
    }

    pub(super) fn filters_acted(&mut self, outcome: Outcome, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Filters(filters) = &mut self.over else { return Ok(outcome) };
        match (outcome, input) {
            (Outcome::Chosen, _) => filters.marked().map_or(Ok(Outcome::Moved), |pick| self.toggle(pick, cx)),
            (outcome, _) if outcome.changed() => {
                filters.look(&self.exercise, cx)?;
                Ok(outcome)
            }
            (Outcome::Ignored, Input::Do(Action::Back)) => {
                self.over = Over::Nothing;
                Ok(Outcome::Moved)
            }
            (Outcome::Ignored, Input::Do(Action::Help | Action::Quit | Action::Suspend)) => Ok(Outcome::Ignored),
            (Outcome::Ignored, _) => Ok(Outcome::Moved),
            (outcome, _) => Ok(outcome),
        }
    }

    /// Moves the cursor of the calendar, or goes to its day in the list.
    pub(super) fn days_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        if matches!(input, Input::Mouse(_)) {
            return Ok(Outcome::Ignored);
        }
        if *input == Input::Do(Action::Open) {
            self.over = Over::Nothing;
            self.go_to_day(self.days.at(), cx)?;
            return Ok(Outcome::Moved);
        }
        if let Some(day) = self.days.leads_to(input) {
            self.days.go(day, &self.exercise, cx)?;
            return Ok(Outcome::Moved);
        }
        Ok(if self.days.scrolls(input) { Outcome::Moved } else { Outcome::Ignored })
    }

    /// Marks the newest entry of a day, or of the nearest day before it that has any.
    pub(super) fn go_to_day(&mut self, day: NaiveDate, cx: &Context) -> Result<()> {
        let mut query = self.query(cx);
        query.before = query.before.into_iter().chain(day.succ_opt()).min();
        let found = cx.store.log_window(&self.exercise.id, &query, None, Towards::Older, 1)?;
        match found.first() {
            Some(listed) => {
                let order = self.order;
                self.with_list(cx, |list, read| order.go_to(listed.number, list, read))
            }
            None => Ok(()),
        }
    }
}
