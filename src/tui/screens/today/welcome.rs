//! What an empty journal says: what this is, and what to do first.

use super::Today;
use crate::db::Filter;
use crate::error::Result;
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::context::Context;
use crate::tui::keymap::Keys;
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// What this is.
const WORDS: &str = "This journal trains how you think about AI products, in half an hour a day. What you write stays \
                     on this machine.";
/// The same where there is little room.
const BRIEFLY: &str = "Half an hour a day on how you think about AI products.";
/// The widest that it is set.
const MEASURE: u16 = 76;

/// What can be done first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Log,
    Start,
    Sample,
    Tour,
}

impl First {
    pub const ALL: [Self; 4] = [Self::Start, Self::Log, Self::Sample, Self::Tour];

    fn action(self) -> Action {
        match self {
            Self::Log => Action::Capture,
            Self::Start => Action::Open,
            Self::Sample => Action::Sample,
            Self::Tour => Action::Tour,
        }
    }
}

impl Today {
    /// Returns what is said above what can be done, and the rows of air below.
    fn welcome(&self) -> (&'static str, u16) {
        if self.is_low() { (BRIEFLY, 0) } else { (WORDS, 1) }
    }

    /// Returns the rows above what can be done, in a frame of some width.
    pub(super) fn welcome_rows(&self, width: u16) -> u16 {
        let (words, air) = self.welcome();
        let room = width.saturating_sub(4).min(MEASURE);
        sanitize::wrap(words, room.into()).len() as u16 + air
    }

    pub(super) fn draw_welcome(&self, inside: &mut Brush<'_>) {
        inside.part(0, 0, MEASURE, u16::MAX).block(0, 0, self.welcome().0, Role::Plain);
    }

    /// Returns whether nothing was ever written in this journal, and something can be.
    pub(super) fn is_new(&self, cx: &Context) -> Result<bool> {
        Ok(!self.read_only && cx.store.list(&Filter::default(), None, 1)?.is_empty())
    }

    pub(super) fn open_first(&self, first: First, cx: &Context) -> Result<Outcome> {
        Ok(match first {
            First::Log => Outcome::Open(Route::Capture(None)),
            First::Start => match self.view.next().and_then(|next| self.view.slots.get(next)) {
                Some(slot) => Outcome::Open(Route::Begin(slot.exercise.clone(), Some(cx.this_week()?))),
                None => Outcome::Moved,
            },
            First::Sample => Outcome::OpenSample,
            First::Tour => Outcome::Open(Route::Tour),
        })
    }

    /// Returns what it is called, what is said about it, and that in a few words.
    pub(super) fn about_first(&self, first: First) -> (String, &'static str, &'static str) {
        match first {
            First::Log => (
                "Log a moment".to_owned(),
                "Has an AI product surprised you today? One line about it is enough.",
                "One line is enough.",
            ),
            First::Start => {
                let next = self.view.next().and_then(|next| self.view.slots.get(next));
                let title = next.map_or("the first exercise", |slot| &slot.title);
                let about = "You can stop at any point. Everything is saved as you type.";
                (format!("Start day one: {title}"), about, "Saved as you type.")
            }
            First::Sample => (
                "Look at a sample journal".to_owned(),
                "Eight weeks of someone else's practice. It stays apart from yours and is deleted when you leave.",
                "Deleted when you leave it.",
            ),
            First::Tour => ("Take the tour".to_owned(), "Five cards show you around the screen.", "Five short cards."),
        }
    }

    pub(super) fn draw_first(&self, row: &mut Brush<'_>, first: First, key: &Keys<'_>) {
        let (title, about, briefly) = self.about_first(first);
        let x = row.line(0, 0, &key.name(first.action()), Role::Accent);
        let x = row.line(x.max(5) + 1, 0, &title, Role::Title);
        let from = x.max(36) + 2;
        let room = usize::from(row.area.width.saturating_sub(from));
        if let Some(about) = [about, briefly].into_iter().find(|about| sanitize::width(about) <= room) {
            row.line(from, 0, about, Role::Dim);
        }
    }
}
