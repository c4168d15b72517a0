//! Settings that are chosen: they count at once, and are written into the file behind that.

use std::time::Duration;

use super::App;
use crate::error::Result;
use crate::sys::settings::{Change, Settings, Writer};
use crate::tui::route::Effect;
use crate::tui::screens::View;
use crate::tui::theme::Role;

impl App {
    /// Lets a setting count, and has it written.
    pub(super) fn choose(&mut self, settings: Settings, change: Change) -> Result<()> {
        let path = || self.cx.personal.places.settings();
        self.settings_file.get_or_insert_with(|| Writer::start(path())).write(change);
        self.set(settings)
    }

    /// Returns whether a setting is not written yet.
    pub(super) fn settings_wait(&self) -> bool {
        self.settings_file.as_ref().is_some_and(Writer::waits)
    }

    /// Hears which settings were written, waiting for each at most so long. If one could not be, those in the file count.
    pub(super) fn follow_settings(&mut self, within: Duration) -> Result<()> {
        let Some((error, in_file)) = self.settings_file.as_mut().and_then(|file| file.follow(within)) else {
            return Ok(());
        };
        self.set(in_file)?;
        Err(error)
    }

    /// Lets settings count from now on. What is wrong in the person's own files is told.
    pub(super) fn set(&mut self, settings: Settings) -> Result<()> {
        let before = std::mem::replace(&mut self.cx.settings, settings);
        let (settings, personal) = (&self.cx.settings, &self.cx.personal);
        let (theme, mut problems) = personal.theme(settings);
        self.theme = theme;
        if settings.keys != before.keys {
            let (keymap, wrong) = personal.keymap(settings.keys);
            self.cx.keymap = keymap;
            problems.extend(wrong);
        }
        if settings.mouse != before.mouse {
            self.effects.push(Effect::ListenToMouse(settings.mouse));
        }
        if let Some(first) = problems.first() {
            self.message = Some((first.to_string(), Role::Warn));
        }
        self.screen.reload(&self.cx)
    }
}
