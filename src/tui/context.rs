//! What a screen may use while it handles an input. Drawing gets none of it.

use std::rc::Rc;

use chrono::NaiveDate;

use crate::app::week;
use crate::db::{Saver, Store};
use crate::domain::plan::Week;
use crate::domain::time::Now;
use crate::error::Result;
use crate::exercises::Catalog;
use crate::sys::rng::Rng;
use crate::sys::settings::Settings;

/// Store, library, saver and the time, for one step.
#[derive(Debug)]
pub struct Context {
    /// The journal.
    pub store: Store,
    /// The exercises.
    pub catalog: Rc<Catalog>,
    /// Saves drafts in the background.
    pub saver: Saver,
    /// Draws ids.
    pub chance: Rng,
    /// What the person set.
    pub settings: Settings,
    /// The time of this step.
    pub now: Now,
}

impl Context {
    /// Gives the day it is for the person.
    pub fn today(&self) -> NaiveDate {
        self.now.wall.day(self.settings.day_starts)
    }

    /// Gives the week it is.
    pub fn this_week(&self) -> Result<Week> {
        week::holding(&self.store, self.today())
    }
}
