//! From one journal to another: one that was picked, or the sample, which is made on a thread of its own.

use std::sync::mpsc::{Receiver, TryRecvError};

use super::App;
use crate::app::sample::Sample;
use crate::error::Result;
use crate::tui::action::{Action, KeyContext};
use crate::tui::context::Which;
use crate::tui::route::{Destination, Route};
use crate::tui::screens::View;
use crate::tui::theme::Role;

/// What is said while the sample is being made.
const MAKING: &str = "Filling a sample journal with eight weeks of practice …";

impl App {
    /// Leaves the program; the sample leads back to the journal that it was opened from.
    pub(super) fn quit(&mut self) -> Result<()> {
        let back = match &self.cx.which {
            Which::Sample(Some(journal)) => Some(Destination::Journal(journal.clone())),
            _ => None,
        };
        self.leave(back)
    }

    pub(super) fn open_sample(&mut self) -> Result<()> {
        if matches!(self.cx.which, Which::Sample(_)) {
            let key = self.cx.keymap.name(&[KeyContext::Anywhere], Action::Quit);
            self.message =
                Some((format!("You are in the sample journal. {key} goes back to yours."), Role::Plain));
            return Ok(());
        }
        if let Some(made) = self.made.take() {
            return self.leave(Some(Destination::Sample(made)));
        }
        self.message = Some((MAKING.to_owned(), Role::Plain));
        self.went_on = false;
        if self.sample.is_none() {
            self.sample = Some(Sample::make_aside(self.cx.today(), self.cx.now.wall));
        }
        Ok(())
    }

    /// Opens the sample once it is made; whoever went on with something else is told that it is there.
    pub(super) fn follow_sample(&mut self) -> Result<()> {
        let made = match self.sample.as_ref().map(Receiver::try_recv) {
            None | Some(Err(TryRecvError::Empty)) => return Ok(()),
            Some(made) => made,
        };
        self.sample = None;
        let Ok(made) = made else { return Ok(()) };
        let made = made?;
        if !self.went_on {
            return self.leave(Some(Destination::Sample(made)));
        }
        let key = self.cx.keymap.name(&[KeyContext::Anywhere], Action::Sample);
        self.message = Some((format!("The sample journal is ready. {key} opens it."), Role::Plain));
        self.made = Some(made);
        Ok(())
    }

    /// Opens the tour over Today; whoever is in an exercise goes on with that.
    pub(super) fn take_tour(&mut self) -> Result<()> {
        if self.practices().next().is_some() {
            self.message =
                Some(("Finish or leave the exercise before you take the tour.".to_owned(), Role::Plain));
            return Ok(());
        }
        self.visit(Route::Today(None))?;
        self.screen.reload(&self.cx)?;
        self.go(Route::Tour)
    }
}
