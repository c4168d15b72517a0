//! What was typed and could not be written for a while: a file beside the journal, whole or not at all, that the next
//! start takes in.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::begin::NewEntry;
use super::files;
use crate::domain::entry::Draft;
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::domain::value::Answers;

/// What the names of the files have after that of their journal, before a number.
const MARK: &str = "-unsaved-";

/// A draft that is not in the journal yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Spilled {
    entry: EntryId,
    revision: u64,
    answers: Answers,
    place: Place,
    desk_ms: u64,
    saved: (i64, i32),
    /// The entry, if that is not in the journal either.
    pub new: Option<NewEntry>,
}

impl Spilled {
    pub fn of(draft: &Draft, entry: EntryId, revision: u64, new: Option<NewEntry>) -> Self {
        Self {
            entry,
            revision,
            answers: draft.answers.clone(),
            place: draft.place.clone(),
            desk_ms: u64::try_from(draft.desk.as_millis()).unwrap_or(u64::MAX),
            saved: (draft.saved.ms, draft.saved.offset),
            new,
        }
    }

    pub fn draft(&self) -> Draft {
        Draft {
            entry: self.entry,
            revision: self.revision,
            answers: self.answers.clone(),
            place: self.place.clone(),
            desk: Duration::from_millis(self.desk_ms),
            saved: Moment::new(self.saved.0, self.saved.1),
        }
    }
}

/// Writes what is pending into a file beside a journal, in place of what this program wrote there before; returns its
/// path. Nothing is left of a file that cannot be whole.
pub(super) fn write(journal: &Path, all: &[Spilled]) -> std::io::Result<PathBuf> {
    let path = files::beside(journal, &format!("{MARK}{}", std::process::id()));
    let partial = files::beside(&path, ".partial");
    remove(&partial);
    let written = (|| {
        files::make_file(&partial)?;
        let mut file = std::fs::OpenOptions::new().write(true).open(&partial)?;
        file.write_all(&serde_json::to_vec(all)?)?;
        file.sync_all()?;
        std::fs::rename(&partial, &path)?;
        path.parent().map_or(Ok(()), files::sync_folder)
    })();
    if written.is_err() {
        remove(&partial);
    }
    written.map(|()| path)
}

/// Reads what was left beside a journal, by any program; files that are not whole are left alone.
pub(super) fn read(journal: &Path) -> Vec<(PathBuf, Vec<Spilled>)> {
    let begin = files::beside(journal, MARK);
    let ours = |path: &PathBuf| {
        path.as_os_str().as_encoded_bytes().starts_with(begin.as_os_str().as_encoded_bytes())
    };
    let beside = journal.parent().and_then(|folder| std::fs::read_dir(folder).ok());
    let paths = beside.into_iter().flatten().flatten().map(|found| found.path()).filter(ours);
    paths
        .filter_map(|path| {
            let all = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
            Some((path, all))
        })
        .collect()
}

/// Removes a file; it may not be there.
pub(super) fn remove(path: &Path) {
    std::fs::remove_file(path).unwrap_or_default();
}
