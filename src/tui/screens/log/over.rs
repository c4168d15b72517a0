//! What lies over the list: the filters, the days, opposite reactions; and what their keys do to the list.

use chrono::NaiveDate;

use super::Log;
use super::pairs::Pairs;
use crate::app::log_filters::{self, Pick};
use crate::db::Towards;
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::filters::{Filters, Narrows};
use crate::tui::outcome::Outcome;
use crate::wording;

/// What lies over the list, or in its place.
#[derive(Debug)]
pub(super) enum Over {
    Nothing,
    Filters(Box<Filters<Pick>>),
    Days,
    Pairs(Pairs),
}

impl Narrows for Pick {
    fn heading(&self) -> &'static str {
        self.group.title()
    }

    fn label(&self) -> String {
        self.label.clone()
    }
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
            filters.on.clone_from(&self.on);
        }
        Ok(misread.map_or(Outcome::Moved, Outcome::Warn))
    }

    /// Lists what there is to pick for what is typed.
    fn offered(&self, typed: &str, cx: &Context) -> Result<Vec<(Pick, String)>> {
        let all = log_filters::offered(&cx.store, &self.exercise, cx.this_week()?, cx.today(), typed)?;
        Ok(all.into_iter().map(|pick| (pick, String::new())).collect())
    }

    pub(super) fn open_filters(&mut self, cx: &Context) -> Result<()> {
        let hint = "a product, feeling, job, tag, or any words";
        self.over = Over::Filters(Box::new(Filters::open(hint, &self.on, self.offered("", cx)?)));
        Ok(())
    }

    pub(super) fn filters_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Filters(filters) = &mut self.over else { return Ok(Outcome::Ignored) };
        let outcome = filters.act(input);
        if outcome == Outcome::Chosen {
            return filters.marked().map_or(Ok(Outcome::Moved), |pick| self.toggle(pick, cx));
        }
        if outcome == Outcome::Ignored && *input == Input::Do(Action::Back) {
            self.over = Over::Nothing;
            return Ok(Outcome::Moved);
        }
        if outcome.changed() {
            let typed = filters.typed();
            let offered = self.offered(&typed, cx)?;
            if let Over::Filters(filters) = &mut self.over {
                filters.list(offered);
            }
        }
        Ok(outcome)
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
