//! Where things are on this machine: the journal, the configuration, the person's own exercises.
//!
//! The platform's rules decide: on Linux the XDG specification, by which a relative or empty variable is ignored. Never
//! the current folder. A journal of an earlier version that lies elsewhere stays there and is used.

use std::path::{Path, PathBuf};

use directories::BaseDirs;

use crate::error::{Error, Result};

const APP: &str = "empathy";
const JOURNAL: &str = "journal.db";

/// The folders and files of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The journal.
    pub journal: PathBuf,
    /// The journal that is opened where none is named.
    pub usual: PathBuf,
    /// The folder of the configuration.
    pub config: PathBuf,
    /// The folder of what the program remembers between two runs.
    pub state: PathBuf,
    /// The journal was found here instead of in this usual folder, which is made once the person was told.
    pub instead_of: Option<PathBuf>,
}

impl Places {
    /// Finds them; a journal that was named wins over the usual one. Fails without an absolute home folder.
    pub fn find(journal: Option<&Path>) -> Result<Self> {
        let base = BaseDirs::new();
        let home = base.as_ref().map(BaseDirs::home_dir);
        // Until 0.1.0, every platform followed the XDG specification.
        let xdg = |name: &str, below: &str| {
            let set = std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
            set.or_else(|| Some(home?.join(below))).map(|folder| folder.join(APP))
        };
        let data = base.as_ref().map(|base| base.data_dir().join(APP));
        let config = base.as_ref().map(|base| base.config_dir().join(APP));
        let earlier_config = xdg("XDG_CONFIG_HOME", ".config");
        let config = either(config, earlier_config, &["config.toml", "keys.toml", "themes", "exercises"])?.0;
        let state = base.as_ref().map(|base| base.state_dir().unwrap_or(base.data_local_dir()).join(APP));
        let state = state.unwrap_or_else(|| config.clone());
        let usual = either(data, xdg("XDG_DATA_HOME", ".local/share"), &[JOURNAL]);
        let usual = usual.map(|(folder, instead_of)| (folder.join(JOURNAL), instead_of));
        match (journal, usual) {
            (None, usual) => {
                let (usual, instead_of) = usual?;
                Ok(Self { journal: usual.clone(), usual, config, state, instead_of })
            }
            (Some(named), usual) => {
                let journal = named.to_owned();
                let usual = usual.map_or_else(|_| journal.clone(), |(usual, _)| usual);
                Ok(Self { journal, usual, config, state, instead_of: None })
            }
        }
    }

    /// A sentence on a journal outside the usual folder, the first time only: the usual folder is made as a mark.
    pub fn moved_notice(&self) -> Option<String> {
        let usual = self.instead_of.as_ref().filter(|usual| !usual.exists())?;
        std::fs::create_dir_all(usual).ok()?;
        let (journal, usual) = (shortened(&self.journal), shortened(&usual.join(JOURNAL)));
        Some(format!("note: your journal stays at `{journal}`; a new one would be at `{usual}`"))
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

    /// A template of the person's own for reviews, by its name.
    pub fn template(&self, name: &str) -> PathBuf {
        self.config.join("report").join(name)
    }

    /// The folder of what the person chose to show in reviews.
    pub fn profiles(&self) -> PathBuf {
        self.config.join("report")
    }

    /// The folder of the person's own themes.
    pub fn themes(&self) -> PathBuf {
        self.config.join("themes")
    }

    /// The file of a theme of the person's own.
    pub fn theme(&self, name: &str) -> PathBuf {
        self.themes().join(format!("{name}.toml"))
    }

    /// The private folder for texts that are open in an editor.
    pub fn editing(&self) -> PathBuf {
        self.journal.parent().unwrap_or(Path::new(".")).join("editing")
    }
}

/// The usual folder, or the earlier one if only that holds one of some files, with the usual one beside it.
fn either(
    usual: Option<PathBuf>,
    earlier: Option<PathBuf>,
    files: &[&str],
) -> Result<(PathBuf, Option<PathBuf>)> {
    let absolute = |path: &PathBuf| path.is_absolute();
    let holds = |folder: &PathBuf| files.iter().any(|file| folder.join(file).exists());
    let earlier = earlier.filter(absolute);
    match (usual.filter(absolute), earlier) {
        (Some(usual), Some(earlier)) if earlier != usual && holds(&earlier) && !holds(&usual) => {
            Ok((earlier, Some(usual)))
        }
        (Some(usual), _) => Ok((usual, None)),
        (None, Some(earlier)) => Ok((earlier, None)),
        (None, None) => Err(Error::usage(
            "could not find your home folder",
            "set `HOME` to an absolute path, or `XDG_DATA_HOME` and `XDG_CONFIG_HOME`",
        )),
    }
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.is_absolute() && home.as_path() != Path::new("/"))
}

/// Puts the home folder in the place of `~`, which shells leave as it is in quotes and after `=`. Fails on the home of
/// another person: a folder that is called `~name` is never made.
pub fn expanded(path: &Path) -> Result<PathBuf> {
    let Ok(rest) = path.strip_prefix("~") else {
        let first = path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        return match first.filter(|first| first.starts_with('~')) {
            Some(name) => Err(Error::usage(
                format!("`{name}` is not understood"),
                format!("write the whole path, or `./{name}` for a file of that name"),
            )),
            None => Ok(path.to_owned()),
        };
    };
    let home = home().ok_or_else(|| {
        Error::usage(
            "`~` means your home folder, and `HOME` does not say where it is",
            "write the whole path",
        )
    })?;
    Ok(home.join(rest))
}

/// As [`expanded`], and whole: a bare name is in the current folder.
pub fn whole(path: &Path) -> Result<PathBuf> {
    let path = expanded(path)?;
    std::path::absolute(&path).map_err(|error| Error::file("find", &path, &error, "name a file"))
}

/// A path as people write it, with `~` for the home folder.
pub fn shortened(path: &Path) -> String {
    match home().as_deref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => format!("~/{}", below.display()),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_that_lies_elsewhere_is_used_where_it_is_and_told_of_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let (usual, earlier) = (folder.path().join("usual"), folder.path().join("earlier"));
        let chosen = || either(Some(usual.clone()), Some(earlier.clone()), &[JOURNAL]).expect("a folder");
        assert_eq!(chosen(), (usual.clone(), None), "a new journal is where the platform has it");
        std::fs::create_dir_all(&earlier).expect("made");
        std::fs::write(earlier.join(JOURNAL), "").expect("written");
        let (found, instead_of) = chosen();
        assert_eq!((&found, &instead_of), (&earlier, &Some(usual.clone())));
        let places = Places {
            journal: found.join(JOURNAL),
            usual: found.join(JOURNAL),
            config: earlier.clone(),
            state: earlier.clone(),
            instead_of,
        };
        let notice = places.moved_notice().expect("told");
        assert!(notice.contains("stays at") && notice.contains("earlier/journal.db"), "{notice}");
        assert_eq!(places.moved_notice(), None, "only once");
        assert_eq!(chosen().0, earlier, "the mark is no journal");
        std::fs::write(usual.join(JOURNAL), "").expect("written");
        assert_eq!(chosen(), (usual.clone(), None), "where both are, the usual one counts");
    }

    #[test]
    fn a_tilde_is_the_home_folder_and_nobody_elses() {
        let read =
            |text: &str| expanded(Path::new(text)).map_err(|error| format!("{error} {:?}", error.hint()));
        for kept in ["/a/~/b", "./~", "a~"] {
            assert_eq!(read(kept), Ok(PathBuf::from(kept)));
        }
        let home = home().expect("tests have one");
        assert_eq!(read("~/j.db"), Ok(home.join("j.db")));
        assert_eq!(read("~"), Ok(home.join("")));
        let refused = read("~anna/j.db").expect_err("somebody else's");
        assert!(refused.contains("`./~anna`"), "{refused}");
    }

    #[test]
    fn without_an_absolute_folder_there_is_a_clear_sentence() {
        let relative = || Some(PathBuf::from("data"));
        for (usual, earlier) in [(None, None), (relative(), None), (relative(), relative())] {
            let error = either(usual, earlier, &[JOURNAL]).expect_err("refused");
            assert_eq!(error.to_string(), "could not find your home folder");
        }
    }
}
