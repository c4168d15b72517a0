//! A line to type in over a list to pick from, drawn over whatever is on the screen. Deliberately absent: what is listed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input, KeyContext};
use super::dialog::typed_line;
use super::list::List;
use super::outcome::Outcome;
use super::text::{Edit, Lines, TextArea};
use super::theme::{Role, Surface, Theme};
use super::widgets::paint::Brush;
use super::widgets::panel::Panel;

/// Rows above the list: the frame, what is typed, a rule.
const HEAD: u16 = 3;

/// What is typed, and the list.
#[derive(Debug)]
pub struct Picker {
    text: TextArea,
    area: Rect,
    /// The list below what is typed.
    pub list: List,
}

impl Picker {
    /// Where keys mean something here.
    pub const CONTEXTS: [KeyContext; 3] = [KeyContext::Writing, KeyContext::Form, KeyContext::Anywhere];
    /// The actions whose keys the footer shows.
    pub const FOOTER: [Action; 5] = [Action::Newline, Action::Up, Action::Down, Action::Back, Action::Help];

    /// Begins with something typed, or nothing, and lines of so many rows.
    pub fn new(typed: &str, rows: u16) -> Self {
        Self { text: TextArea::new(typed, Lines::One), area: Rect::ZERO, list: List::new(rows) }
    }

    pub fn typed(&self) -> String {
        self.text.text()
    }

    /// Selects what is typed, so that what is typed next takes its place.
    pub fn type_over(&mut self) {
        self.text.edit(Edit::SelectAll);
    }

    /// Takes an input: [`Outcome::Changed`] if what is typed may be another text, and [`Outcome::Chosen`] if the marked
    /// line is meant.
    pub fn act(&mut self, input: &Input) -> Outcome {
        let outcome = self.list.act(input);
        if outcome != Outcome::Ignored {
            return outcome;
        }
        if let Input::Do(Action::Newline | Action::Open | Action::Done) = input {
            return Outcome::Chosen;
        }
        let outcome = self.text.act(input);
        if outcome.changed() {
            self.list.mark(0);
        }
        outcome
    }

    /// Fits it to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        self.text.set_size(area.width.saturating_sub(6), 1);
        let (width, height) = (area.width.saturating_sub(4), area.height.saturating_sub(HEAD + 1));
        self.list.arrange(Rect::new(area.x + 2, area.y + HEAD, width, height));
    }

    /// Draws frame, line and list, and returns where the terminal's cursor stands. `hint` stands where nothing is typed;
    /// `line` draws one line of the list, below its heading if it has one; `instead` stands in place of the list.
    pub fn draw(
        &self,
        buf: &mut Buffer,
        theme: &Theme,
        (title, hint): (&str, &str),
        line: impl Fn(&mut Brush<'_>, usize, bool),
        instead: Option<(String, Role)>,
    ) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let height = self.area.height.saturating_sub(2);
        let below = height.saturating_sub(HEAD - 1);
        let mut inside = Panel::over(title).draw(&mut brush, Surface::Raised);
        let cursor = typed_line(&mut inside, 0, &self.text, hint);
        inside.rule(1);
        let mut list = inside.part(0, HEAD - 1, u16::MAX, below);
        if let Some((text, role)) = instead {
            list.block(0, 0, &text, role);
            return cursor;
        }
        self.list.draw(&mut list, line);
        let (from, total) = self.list.scrolled();
        brush.part(0, HEAD, u16::MAX, below).scrollbar(from, total);
        cursor
    }
}
