//! What a person made of the screen: theme and keys, files of their own over those that come with the program.

use std::path::Path;

use super::keymap::Keymap;
use super::theme::{Colours, Theme};
use crate::error::{Problem, did_you_mean};
use crate::sys::paths::{Places, shortened};
use crate::sys::settings::{AUTO, Preset, Settings};

/// Where the person's own files are, and what is known of the terminal.
#[derive(Debug, Clone)]
pub struct Personal {
    /// The files and folders.
    pub places: Places,
    /// Whether the background is light, as far as that is known.
    pub light: bool,
    /// The colours the terminal has.
    pub colours: Colours,
}

impl Personal {
    /// Lists the names of the themes there are: the one that fits the terminal, those that come with the program, and the
    /// person's own.
    pub fn themes(&self) -> Vec<String> {
        let mut names: Vec<String> = [AUTO].into_iter().chain(Theme::names()).map(str::to_owned).collect();
        let folder = std::fs::read_dir(self.places.themes()).into_iter().flatten().flatten();
        let mut own: Vec<String> = folder
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .filter_map(|path| path.file_stem()?.to_str().map(str::to_owned))
            .filter(|name| !names.contains(name))
            .collect();
        own.sort();
        names.extend(own);
        names
    }

    /// Picks the theme: one by its name, of the person's own or built in, or the one that fits the terminal. What is wrong
    /// is told, and something else stands in for it.
    pub fn theme(&self, settings: &Settings) -> (Theme, Vec<Problem>) {
        let name = settings.theme.as_str();
        let fitting = Theme::new(self.light, self.colours);
        if name == AUTO {
            return (fitting, Vec::new());
        }
        let path = self.places.theme(name);
        let (text, mut problems) = own_file(&path);
        if let Some(text) = text {
            return Theme::read(&path, &text, self.colours);
        }
        let theme = Theme::built_in(name, self.colours).unwrap_or_else(|| {
            let known = Theme::names().collect::<Vec<_>>().join(", ");
            let message =
                format!("there is no theme `{name}`; use `auto`, {known}, or write `{}`", shortened(&path));
            let problem = Problem::at(&self.places.settings(), "", 0, message);
            problems.push(problem.suggesting(did_you_mean(name, Theme::names())));
            fitting
        });
        (theme, problems)
    }

    /// Reads the keys: those of a preset, and the person's own over them.
    pub fn keymap(&self, preset: Preset) -> (Keymap, Vec<Problem>) {
        let mut keymap = Keymap::preset(preset);
        let path = self.places.keys();
        let (text, mut problems) = own_file(&path);
        problems.extend(text.map(|text| keymap.read(&path, &text)).unwrap_or_default());
        (keymap, problems)
    }
}

/// Reads a file of the person's own, if there is one; one that cannot be read is told and left out.
fn own_file(path: &Path) -> (Option<String>, Vec<Problem>) {
    match std::fs::read_to_string(path) {
        Ok(text) => (Some(text), Vec::new()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => (None, Vec::new()),
        Err(error) => (None, vec![Problem::at(path, "", 0, format!("could not be read: {error}"))]),
    }
}
