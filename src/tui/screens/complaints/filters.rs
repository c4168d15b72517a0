//! What the complaints can be narrowed to, over the screen.

use super::{Complaints, Over};
use crate::app::triage::narrow::{self, Pick};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::filters::{Filters, Narrows};
use crate::tui::outcome::Outcome;

impl Narrows for Pick {
    fn heading(&self) -> &'static str {
        self.group()
    }

    fn label(&self) -> String {
        self.label()
    }
}

impl Complaints {
    /// Lists what there is to pick for what is typed; decisions are picked in the list alone.
    fn offered(&self, typed: &str) -> Vec<(Pick, String)> {
        narrow::offered(&self.tally, typed, self.behind.is_some())
    }

    pub(super) fn open_filters(&mut self) {
        let filters = Filters::open("a product, a source, or any words", &self.on, self.offered(""));
        self.over = Over::Filters(Box::new(filters));
    }

    pub(super) fn filters_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Filters(filters) = &mut self.over else { return Ok(Outcome::Ignored) };
        if matches!(input, Input::Tick(_)) {
            return self.hear(cx);
        }
        if matches!(input, Input::Do(Action::Back)) {
            self.over = self.behind.take().map_or(Over::Nothing, Over::List);
            return Ok(Outcome::Moved);
        }
        let outcome = filters.act(input);
        if outcome == Outcome::Chosen {
            let Some(pick) = filters.marked() else { return Ok(Outcome::Moved) };
            narrow::toggle(&mut filters.on, pick.clone());
            filters.type_over();
            return self.narrow(pick, cx);
        }
        if outcome.changed() {
            let typed = filters.typed();
            let offered = self.offered(&typed);
            if let Over::Filters(filters) = &mut self.over {
                filters.list(offered);
            }
        }
        Ok(outcome)
    }
}
