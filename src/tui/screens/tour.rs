//! The tour: five cards that a first day needs, one after the other, each beside what it is about. It can be left at any of
//! them, and never comes by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::input::MouseKind;
use crate::tui::keymap::Keys;
use crate::tui::outcome::Outcome;
use crate::tui::screens::{Extent, View};
use crate::tui::theme::{Role, Surface};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Where keys mean something here, and where the keys work that it tells of.
const CONTEXTS: [KeyContext; 2] = [KeyContext::Dialog, KeyContext::Anywhere];
const TOLD: [KeyContext; 2] = [KeyContext::Today, KeyContext::Anywhere];
/// What the cards are about.
const MARKS: [Action; 5] = [Action::Open, Action::Capture, Action::Log, Action::Progress, Action::Palette];
/// Columns and rows of a card.
const CARD: (u16, u16) = (52, 5);

/// The tour, at one of its cards.
#[derive(Debug, Default)]
pub struct Tour {
    at: usize,
    /// What the card is about, and where it stands.
    spot: Rect,
    card: Rect,
}

impl Tour {
    /// Puts the card beside what it is about.
    pub fn point(&mut self, spot: impl Fn(Action) -> Option<Rect>, screen: Rect) {
        let foot = Rect { y: screen.bottom().saturating_sub(1), height: 1, ..screen };
        let about = MARKS.get(self.at).copied().and_then(spot).filter(|spot| !spot.is_empty());
        self.spot = about.unwrap_or(foot);
        let (width, height) = (CARD.0.min(screen.width), CARD.1.min(screen.height));
        let lowest = screen.bottom().saturating_sub(height + 1);
        let below = self.spot.bottom() <= lowest;
        let y = if below { self.spot.bottom() } else { self.spot.y.saturating_sub(height) };
        let x = middle(self.spot).saturating_sub(width / 2).min(screen.right().saturating_sub(width));
        self.card = Rect { x, y, width, height };
    }

    fn step(&mut self, by: isize) -> Outcome {
        match self.at.checked_add_signed(by).filter(|at| *at < MARKS.len()) {
            Some(at) => self.at = at,
            None if by > 0 => return Outcome::Close(None),
            None => {}
        }
        Outcome::Moved
    }
}

fn middle(spot: Rect) -> u16 {
    spot.x + spot.width / 2
}

/// Returns the title of a card, and what it says.
fn says(about: Action, keys: &Keys<'_>) -> (&'static str, String) {
    let key = keys.name(about);
    match about {
        Action::Open => ("The week", format!("Each weekday has one exercise. {key} starts the marked one.")),
        Action::Capture => {
            ("One line", format!("Did an AI product just surprise you? Press {key} to log it in one line, whatever you are looking at."))
        }
        Action::Log => ("The log", format!("Press {key} to list what you logged. Opening an entry never changes it.")),
        Action::Progress => {
            ("Progress", format!("Press {key} to see what your entries add up to. The charts fill in as you practise."))
        }
        _ => ("Everything else", format!("Press {key} to find any action, including this tour and the sample journal.")),
    }
}

impl View for Tour {
    fn update(&mut self, input: Input, _: &mut Context) -> Result<Outcome> {
        Ok(match input {
            Input::Do(Action::Open | Action::NextField) => self.step(1),
            Input::Do(Action::PreviousField) => self.step(-1),
            Input::Do(Action::Back | Action::Quit) => Outcome::Close(None),
            Input::Do(Action::Suspend | Action::Help) => Outcome::Ignored,
            Input::Mouse(mouse) if mouse.kind == MouseKind::Press => self.step(1),
            _ => Outcome::Moved,
        })
    }

    fn extent(&self) -> Extent {
        Extent::Over { margin: 0, most: (u16::MAX, u16::MAX) }
    }

    fn arrange(&mut self, _: Rect) {}

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let (Some(about), keys) = (MARKS.get(self.at), cx.keymap.at(&CONTEXTS)) else { return None };
        Brush::new(buf, self.spot, cx.theme).select(0, u16::MAX);
        let (title, text) = says(*about, &cx.keymap.at(&TOLD));
        let [next, back, end] =
            [Action::Open, Action::PreviousField, Action::Back].map(|action| keys.name(action));
        let last = self.at + 1 == MARKS.len();
        let foot = [
            (next, if last { "done" } else { "next" }),
            (back, "back"),
            (end, "end the tour"),
        ];
        let dots = format!("{}{}", "●".repeat(self.at + 1), "○".repeat(MARKS.len() - self.at - 1));
        let mut brush = Brush::new(buf, self.card, cx.theme);
        let mut inside = Panel::over(title).counter(&dots).keys(&foot).draw(&mut brush, Surface::Raised);
        inside.block(0, 0, &text, Role::Plain);
        let below = self.card.y >= self.spot.bottom();
        let arrow = if below { "▲" } else { "▼" };
        let right = self.card.right().saturating_sub(3);
        // The foot has keys at its left.
        let across = if below { middle(self.spot).clamp(self.card.x + 1, right.max(self.card.x + 1)) } else { right };
        brush.line(across - self.card.x, if below { 0 } else { self.card.height.saturating_sub(1) }, arrow, Role::Focus);
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        CONTEXTS.to_vec()
    }

    fn footer(&self) -> Vec<Action> {
        vec![Action::Open, Action::PreviousField, Action::Back]
    }

    fn label(&self, action: Action) -> &'static str {
        match action {
            Action::Open if self.at + 1 == MARKS.len() => "done",
            Action::Open => "next",
            Action::PreviousField => "back",
            Action::Back => "end the tour",
            action => action.label(),
        }
    }
}
