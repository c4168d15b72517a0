//! The journals that were opened lately, besides the usual one: a small file with a path on each line, the latest first.

use std::path::{Path, PathBuf};

use super::files;
use super::paths::Places;
use crate::error::{Error, Result};

/// How many are remembered.
const MOST: usize = 12;

/// Lists the journals that were opened lately, the latest first.
pub fn lately(places: &Places) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(file(places)).unwrap_or_default();
    text.lines().map(PathBuf::from).filter(|path| path.is_absolute()).take(MOST).collect()
}

/// Remembers that the journal is open, unless it is the usual one, which everybody knows.
pub fn remember(places: &Places) -> Result<()> {
    let before = lately(places);
    if places.journal == places.usual || before.first() == Some(&places.journal) {
        return Ok(());
    }
    let others = before.into_iter().filter(|path| *path != places.journal);
    write(places, std::iter::once(places.journal.clone()).chain(others).take(MOST))
}

/// Takes a journal from the list; the journal itself stays.
pub fn forget(places: &Places, journal: &Path) -> Result<()> {
    write(places, lately(places).into_iter().filter(|path| path != journal))
}

fn file(places: &Places) -> PathBuf {
    places.state.join("journals")
}

fn write(places: &Places, journals: impl Iterator<Item = PathBuf>) -> Result<()> {
    // A path that is no text, or that breaks the line, cannot be one of the lines.
    let lines: Vec<String> = journals
        .filter_map(|path| Some(path.to_str().filter(|path| !path.contains('\n'))?.to_owned() + "\n"))
        .collect();
    std::fs::create_dir_all(&places.state).map_err(|error| {
        Error::file("make the folder", &places.state, &error, "check that it can be written")
    })?;
    files::write_whole(&file(places), lines.concat().as_bytes(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_comes_first_once_and_the_usual_one_is_not_listed() {
        let folder = tempfile::tempdir().expect("a folder");
        let [usual, one, two] = ["usual.db", "one.db", "two.db"].map(|name| folder.path().join(name));
        let mut places = Places {
            journal: usual.clone(),
            usual,
            config: folder.path().to_owned(),
            state: folder.path().join("state"),
            instead_of: None,
        };
        remember(&places).expect("remembered");
        assert_eq!(lately(&places), Vec::<PathBuf>::new());
        for journal in [&one, &two, &one] {
            places.journal.clone_from(journal);
            remember(&places).expect("remembered");
        }
        assert_eq!(lately(&places), [one.clone(), two.clone()]);
        forget(&places, &one).expect("forgotten");
        assert_eq!(lately(&places), [two]);
    }
}
