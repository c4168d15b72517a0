//! What the complaints can be narrowed to, over the screen: what is typed narrows it, Enter turns what is marked on or off.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Complaints, Over};
use crate::app::triage::Tally;
use crate::app::triage::narrow::{self, Pick};
use crate::error::Result;
use crate::tui::action::{Action, Input};
use crate::tui::context::Context;
use crate::tui::input::MouseKind;
use crate::tui::outcome::Outcome;
use crate::tui::picker::Picker;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// A list of what there is to pick, and a line to type in.
#[derive(Debug)]
pub(super) struct Filters {
    picker: Picker,
    all: Vec<(Pick, String)>,
    on: Vec<Pick>,
    /// Whether decisions can be picked.
    decisions: bool,
}

impl Filters {
    pub fn open(tally: &Tally, on: &[Pick], decisions: bool) -> Self {
        let mut filters = Self { picker: Picker::new("", 1), all: Vec::new(), on: on.to_vec(), decisions };
        filters.look(tally);
        filters
    }

    fn look(&mut self, tally: &Tally) {
        self.all = narrow::offered(tally, &self.picker.typed(), self.decisions);
        self.picker.list.set_length(self.all.len());
        let begins = |index: &usize| *index == 0 || self.all[index - 1].0.group() != self.all[*index].0.group();
        self.picker.list.set_headed((0..self.all.len()).filter(begins).collect());
    }

    /// Takes an input; a click turns on or off what it marks.
    fn act(&mut self, input: &Input) -> Outcome {
        let before = self.picker.list.marked();
        let outcome = self.picker.act(input);
        let pressed = matches!(input, Input::Mouse(mouse) if mouse.kind == MouseKind::Press);
        if pressed && self.picker.list.marked() != before { Outcome::Chosen } else { outcome }
    }

    /// Fits it to the screen it lies over.
    pub fn arrange(&mut self, screen: Rect) {
        let (width, height) = (screen.width.saturating_sub(6).min(64), screen.height.saturating_sub(1).min(30));
        self.picker.arrange(Rect::new(screen.x + (screen.width - width) / 2, screen.y, width, height));
    }

    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            let Some((pick, count)) = self.all.get(index) else { return };
            let y = row.area.height.saturating_sub(1);
            if y > 0 {
                row.line(0, 0, pick.group(), Role::Title);
            }
            let on = if self.on.contains(pick) { "[x]" } else { "[ ]" };
            let role = if marked { Role::Accent } else { Role::Plain };
            let end = row.pieces(2, y, &[(on, role), (" ", role), (&pick.label(), role)]);
            row.part(0, y, u16::MAX, 1).right(end + 1, 0, count, Role::Dim);
        };
        self.picker.draw(buf, theme, ("Filter by", "a product, a source, or any words"), line, None)
    }
}

impl Complaints {
    pub(super) fn filters_acted(&mut self, input: &Input, cx: &Context) -> Result<Outcome> {
        let Over::Filters(filters) = &mut self.over else { return Ok(Outcome::Ignored) };
        if matches!(input, Input::Do(Action::Back)) {
            self.over = self.behind.take().map_or(Over::Nothing, Over::List);
            return Ok(Outcome::Moved);
        }
        match (filters.act(input), input) {
            (Outcome::Chosen, _) => {
                let Some((pick, _)) = filters.all.get(filters.picker.list.marked()) else { return Ok(Outcome::Moved) };
                let pick = pick.clone();
                narrow::toggle(&mut filters.on, pick.clone());
                filters.picker.type_over();
                self.narrow(pick, cx)
            }
            (outcome, _) if outcome.changed() => {
                filters.look(&self.tally);
                Ok(outcome)
            }
            (Outcome::Ignored, Input::Tick(_)) => self.hear(cx),
            (Outcome::Ignored, Input::Do(Action::Help | Action::Quit | Action::Suspend)) => Ok(Outcome::Ignored),
            (Outcome::Ignored, _) => Ok(Outcome::Moved),
            (outcome, _) => Ok(outcome),
        }
    }
}
