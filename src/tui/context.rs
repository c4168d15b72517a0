//! What a screen may use while it handles an input, and the little that drawing may use.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;

use super::action::Action;
use super::form::Left;
use super::keymap::Keymap;
use super::personal::Personal;
use super::route::Route;
use super::theme::Theme;
use crate::app::week;
use crate::db::{Reader, Saver};
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::time::{Moment, Now};
use crate::error::Result;
use crate::exercises::Catalog;
use crate::sys::rng::Rng;
use crate::sys::settings::Settings;

/// Which journal is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one that is opened where none is named.
    Usual,
    /// Another one, by its name.
    Named(String),
    /// The sample, which is not kept, with the journal that it was opened from.
    Sample(Option<PathBuf>),
}

impl Which {
    /// Returns what a journal at a path is called.
    pub fn named(path: &Path) -> Self {
        let text = |name: Option<&OsStr>| name.map(|name| name.to_string_lossy().into_owned());
        let stem = text(path.file_stem()).unwrap_or_default();
        let folder = path.parent().and_then(|folder| text(folder.file_name()));
        Self::Named(if stem == "journal" { folder.unwrap_or(stem) } else { stem })
    }

    /// Returns the sentence of an action that holds in it.
    pub fn sentence(&self, action: Action) -> &'static str {
        match (self, action) {
            (Self::Sample(_), Action::Quit) => "Leave; nothing you wrote here is kept",
            (_, action) => action.sentence(),
        }
    }

    /// Returns what stands at the left of the bar.
    pub fn name(&self) -> &str {
        match self {
            Self::Usual => "empathy",
            Self::Named(name) => name,
            Self::Sample(_) => "sample",
        }
    }
}

/// Journal, exercises, saver and the time, for one step.
#[derive(Debug)]
pub struct Context {
    /// The journal, to be read.
    pub store: Reader,
    /// The exercises.
    pub catalog: Rc<Catalog>,
    /// Writes to the journal in the background.
    pub saver: Saver,
    /// Draws ids.
    pub chance: Rng,
    /// What the person set.
    pub settings: Settings,
    /// What the person made of the screen.
    pub personal: Personal,
    /// Which key does what.
    pub keymap: Keymap,
    /// The time of this step.
    pub now: Now,
    /// When this sitting began.
    pub began: Moment,
    /// Which journal this is.
    pub which: Which,
    /// What can be undone in each entry that was left, once it is open again.
    pub left: BTreeMap<EntryId, Left>,
}

impl Context {
    /// Returns the day it is for the person.
    pub fn today(&self) -> NaiveDate {
        self.now.wall.day(self.settings.day_starts)
    }

    /// Returns the way to an exercise: its entry of this week, or a new one.
    pub fn way_to(&self, exercise: &str) -> Result<Route> {
        let week = self.this_week()?;
        Ok(match week::current(&self.store, &self.catalog, (week, self.today()), exercise)? {
            Some(head) => Route::Edit(head.id, None),
            None => Route::Begin(exercise.to_owned(), Some(week)),
        })
    }

    /// Returns the week it is.
    pub fn this_week(&self) -> Result<Week> {
        week::holding(&self.store, self.today())
    }
}

/// What drawing may use besides the screen itself.
#[derive(Debug, Clone, Copy)]
pub struct DrawContext<'a> {
    /// The styles.
    pub theme: &'a Theme,
    /// The names of keys, for hints.
    pub keymap: &'a Keymap,
    /// The time of this frame.
    pub now: Now,
}
