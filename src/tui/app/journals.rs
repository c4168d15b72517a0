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

/// The sample journal, on its way.
#[derive(Debug, Default)]
pub(super) enum Arriving {
    /// Nobody asked for it.
    #[default]
    No,
    /// It is being made, and whether the person went on with something else meanwhile.
    Making(Receiver<Result<Sample>>, bool),
    /// It is there, and waits to be opened.
    Made(Sample),
}

impl Arriving {
    /// Returns whether it is being made.
    pub fn is_making(&self) -> bool {
        matches!(self, Self::Making(..))
    }

    /// Notes that the person went on with something else.
    pub fn go_on(&mut self) {
        if let Self::Making(_, went_on) = self {
            *went_on = true;
        }
    }
}

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
        let making = match std::mem::take(&mut self.sample) {
            Arriving::Made(sample) => return self.leave(Some(Destination::Sample(sample))),
            Arriving::Making(making, _) => making,
            Arriving::No => Sample::make_aside(self.cx.today(), self.cx.now.wall),
        };
        self.sample = Arriving::Making(making, false);
        self.message = Some((MAKING.to_owned(), Role::Plain));
        Ok(())
    }

    /// Opens the sample once it is made; whoever went on with something else is told that it is there.
    pub(super) fn follow_sample(&mut self) -> Result<()> {
        let Arriving::Making(making, went_on) = &self.sample else { return Ok(()) };
        let (made, went_on) = (making.try_recv(), *went_on);
        if matches!(made, Err(TryRecvError::Empty)) {
            return Ok(());
        }
        self.sample = Arriving::No;
        let Ok(made) = made else { return Ok(()) };
        let made = made?;
        if !went_on {
            return self.leave(Some(Destination::Sample(made)));
        }
        let key = self.cx.keymap.name(&[KeyContext::Anywhere], Action::Sample);
        self.message = Some((format!("The sample journal is ready. {key} opens it."), Role::Plain));
        self.sample = Arriving::Made(made);
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
