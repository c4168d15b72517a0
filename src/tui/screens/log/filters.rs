//! What the log can be filtered by, over the list: what is typed narrows it, Enter turns what is marked on or off.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::log_filters::{self, Pick};
use crate::domain::exercise::Exercise;
use crate::error::Result;
use crate::tui::action::Input;
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
    all: Vec<Pick>,
    on: Vec<Pick>,
}

impl Filters {
    pub fn open(exercise: &Exercise, on: &[Pick], cx: &Context) -> Result<Self> {
        let mut filters = Self { picker: Picker::new("", 1), all: Vec::new(), on: on.to_vec() };
        filters.look(exercise, cx)?;
        Ok(filters)
    }

    /// Lists again what there is for what is typed.
    pub fn look(&mut self, exercise: &Exercise, cx: &Context) -> Result<()> {
        let typed = self.picker.typed();
        self.all = log_filters::offered(&cx.store, exercise, cx.this_week()?, cx.today(), &typed)?;
        self.picker.list.set_length(self.all.len());
        let begins = |index: &usize| *index == 0 || self.all[index - 1].group != self.all[*index].group;
        self.picker.list.set_headed((0..self.all.len()).filter(begins).collect());
        Ok(())
    }

    pub fn set_on(&mut self, on: &[Pick]) {
        self.on = on.to_vec();
    }

    pub fn marked(&self) -> Option<Pick> {
        self.all.get(self.picker.list.marked()).cloned()
    }

    /// Takes an input; a click turns on or off what it marks.
    pub fn act(&mut self, input: &Input) -> Outcome {
        let before = self.picker.list.marked();
        let outcome = self.picker.act(input);
        let pressed = matches!(input, Input::Mouse(mouse) if mouse.kind == MouseKind::Press);
        if pressed && self.picker.list.marked() != before { Outcome::Chosen } else { outcome }
    }

    /// Fits it to the screen it lies over.
    pub fn arrange(&mut self, screen: Rect) {
        let (width, height) =
            (screen.width.saturating_sub(6).min(64), screen.height.saturating_sub(1).min(30));
        self.picker.arrange(Rect::new(screen.x + (screen.width - width) / 2, screen.y, width, height));
    }

    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            let Some(pick) = self.all.get(index) else { return };
            let y = row.area.height.saturating_sub(1);
            if y > 0 {
                row.line(0, 0, pick.group.title(), Role::Title);
            }
            let on = if self.on.contains(pick) { "[x]" } else { "[ ]" };
            let role = if marked { Role::Accent } else { Role::Plain };
            row.pieces(2, y, &[(on, role), (" ", role), (&pick.label, role)]);
        };
        let title = ("Filter by", "a product, feeling, job, tag, or any words");
        self.picker.draw(buf, theme, title, line, None)
    }
}
