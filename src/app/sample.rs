//! The sample journal: the demo in a folder of its own, which is gone when the journal is closed.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::demo;
use crate::db::Store;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

/// The seed of the sample that is opened from within a journal.
const SEED: u64 = 1;
/// What the names of folders of samples begin with.
const FOLDER: &str = "empathy-demo-";
/// The file that a program has locked for as long as it shows the sample beside it.
const LOCK: &str = "open";
/// A folder in which nothing was ever locked is left over from an earlier version once it is so old, in milliseconds.
const OLD: i64 = 24 * 60 * 60 * 1000;

/// A sample journal. Its folder is removed when this is dropped.
#[derive(Debug)]
pub struct Sample {
    folder: TempDir,
    /// Kept open, and so locked.
    _lock: File,
}

impl Sample {
    /// Makes a folder and fills a journal in it, up to a day. Folders of programs that were killed are removed before.
    pub fn make(until: NaiveDate, seed: u64, now: Moment) -> Result<Self> {
        remove_left_over(&std::env::temp_dir(), now);
        let failed = |error: std::io::Error| Error::File {
            attempt: "make a folder for the demo".to_owned(),
            cause: error.to_string(),
            hint: "name a file with `empathy demo --into`".to_owned(),
        };
        let folder = tempfile::Builder::new().prefix(FOLDER).tempdir().map_err(failed)?;
        let lock = File::create_new(folder.path().join(LOCK)).map_err(failed)?;
        lock.lock().map_err(failed)?;
        let sample = Self { folder, _lock: lock };
        demo::fill(&mut Store::open(&sample.journal(), now)?, until, seed)?;
        Ok(sample)
    }

    /// Makes it on a thread of its own.
    pub fn make_aside(until: NaiveDate, now: Moment) -> Receiver<Result<Self>> {
        let (to, made) = channel();
        // Nobody may be waiting any more: then it is gone at once.
        std::thread::spawn(move || drop(to.send(Self::make(until, SEED, now))));
        made
    }

    /// Returns the path of its file.
    pub fn journal(&self) -> PathBuf {
        self.folder.path().join("journal.db")
    }
}

/// Removes the folders of samples that no program shows any more. What can't be removed stays for the next time.
fn remove_left_over(folder: &Path, now: Moment) {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let samples =
        found.filter(|one| one.file_name().to_string_lossy().starts_with(FOLDER)).map(|one| one.path());
    for sample in samples.filter(|path| is_left_over(path, now)) {
        let _ = fs::remove_dir_all(sample);
    }
}

/// Whether a folder is this person's, and no program has it locked.
fn is_left_over(folder: &Path, now: Moment) -> bool {
    // What a link leads to is not looked at.
    let Ok(here) = folder.symlink_metadata() else { return false };
    if !here.is_dir() || here.uid() != rustix::process::geteuid().as_raw() {
        return false;
    }
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(_) => now.ms - here.mtime() * 1000 > OLD,
    }
}
