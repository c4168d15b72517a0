//! What a list can be narrowed to, over the screen: what is typed narrows it, Enter turns what is marked on or off.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input};
use super::input::MouseKind;
use super::outcome::Outcome;
use super::picker::Picker;
use super::theme::{Role, Theme};
use super::widgets::paint::Brush;

/// Something that a list can be narrowed to.
pub trait Narrows: Clone + PartialEq {
    /// What its kind is called, above the first of them.
    fn heading(&self) -> &'static str;

    fn label(&self) -> String;
}

/// A list of what there is to pick, and a line to type in.
#[derive(Debug)]
pub struct Filters<P> {
    picker: Picker,
    hint: &'static str,
    /// What there is to pick, with what stands at its right.
    all: Vec<(P, String)>,
    /// What is on.
    pub on: Vec<P>,
}

impl<P: Narrows> Filters<P> {
    /// Opens it with nothing typed; `hint` stands there then.
    pub fn open(hint: &'static str, on: &[P], all: Vec<(P, String)>) -> Self {
        let mut filters = Self { picker: Picker::new("", 1), hint, all: Vec::new(), on: on.to_vec() };
        filters.list(all);
        filters
    }

    /// Lists what there is for what is typed.
    pub fn list(&mut self, all: Vec<(P, String)>) {
        self.picker.list.set_length(all.len());
        let begins = |index: &usize| *index == 0 || all[index - 1].0.heading() != all[*index].0.heading();
        self.picker.list.set_headed((0..all.len()).filter(begins).collect());
        self.all = all;
    }

    pub fn typed(&self) -> String {
        self.picker.typed()
    }

    /// Selects what is typed, so that what is typed next takes its place.
    pub fn type_over(&mut self) {
        self.picker.type_over();
    }

    pub fn marked(&self) -> Option<P> {
        self.all.get(self.picker.list.marked()).map(|(pick, _)| pick.clone())
    }

    /// Takes an input: [`Outcome::Chosen`] turns on or off what is marked, as a click does; what is typed changes what there
    /// is; going back is for whoever opened it.
    pub fn act(&mut self, input: &Input) -> Outcome {
        let before = self.picker.list.marked();
        let outcome = self.picker.act(input);
        let pressed = matches!(input, Input::Mouse(mouse) if mouse.kind == MouseKind::Press);
        match (outcome, input) {
            _ if pressed && self.picker.list.marked() != before => Outcome::Chosen,
            (Outcome::Ignored, Input::Do(Action::Back | Action::Help | Action::Quit | Action::Suspend)) => {
                Outcome::Ignored
            }
            (Outcome::Ignored, _) => Outcome::Moved,
            (outcome, _) => outcome,
        }
    }

    /// Fits it to the screen it lies over.
    pub fn arrange(&mut self, screen: Rect) {
        let (width, height) =
            (screen.width.saturating_sub(6).min(64), screen.height.saturating_sub(1).min(30));
        self.picker.arrange(Rect::new(screen.x + (screen.width - width) / 2, screen.y, width, height));
    }

    /// Draws it over what was painted before, and returns where the terminal's cursor stands.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let line = |row: &mut Brush<'_>, index: usize, marked: bool| {
            let Some((pick, count)) = self.all.get(index) else { return };
            let y = row.area.height.saturating_sub(1);
            if y > 0 {
                row.line(0, 0, pick.heading(), Role::Title);
            }
            let on = if self.on.contains(pick) { "[x]" } else { "[ ]" };
            let role = if marked { Role::Accent } else { Role::Plain };
            let end = row.pieces(2, y, &[(on, role), (" ", role), (&pick.label(), role)]);
            row.part(0, y, u16::MAX, 1).right(end + 1, 0, count, Role::Dim);
        };
        self.picker.draw(buf, theme, ("Filter by", self.hint), line, None)
    }
}
