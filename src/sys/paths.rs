//! Where things are on this machine: the journal, the configuration, the person's own exercises.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::error::{Error, Result};

/// The folders and files of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The journal.
    pub journal: PathBuf,
    /// The folder of the configuration.
    pub config: PathBuf,
}

impl Places {
    /// Finds them after the XDG rules; a journal that was named wins over the usual one.
    pub fn find(journal: Option<&Path>) -> Result<Self> {
        let base = etcetera::choose_base_strategy().map_err(|_| {
            Error::usage(
                "there is no home folder to keep a journal in",
                "set `HOME`, or name a journal with `--journal`",
            )
        })?;
        let usual = || base.data_dir().join("empathy").join("journal.db");
        Ok(Self {
            journal: journal.map_or_else(usual, Path::to_owned),
            config: base.config_dir().join("empathy"),
        })
    }

    /// The folder of the person's own exercises.
    pub fn exercises(&self) -> PathBuf {
        self.config.join("exercises")
    }

    /// The file of settings.
    pub fn settings(&self) -> PathBuf {
        self.config.join("config.toml")
    }

    /// The file of keys.
    pub fn keys(&self) -> PathBuf {
        self.config.join("keys.toml")
    }

    /// The private folder for texts that are open in an editor.
    pub fn editing(&self) -> PathBuf {
        self.journal.parent().unwrap_or(Path::new(".")).join("editing")
    }
}

/// Writes a path for people: short, with `~` for the home folder.
pub fn told(path: &Path) -> String {
    let home = etcetera::home_dir().ok();
    let below =
        home.as_deref().filter(|home| *home != Path::new("/")).and_then(|home| path.strip_prefix(home).ok());
    match below {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}
