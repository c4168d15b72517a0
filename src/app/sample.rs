//! The sample journal: the demo in a folder of its own, which is gone when the journal is closed.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use chrono::NaiveDate;
use tempfile::TempDir;

use super::demo;
use crate::db::Store;
use crate::domain::time::Moment;
use crate::error::{Error, Result};

/// The seed of the sample that is opened from within a journal.
const SEED: u64 = 1;

/// A sample journal. Its folder is removed when this is dropped.
#[derive(Debug)]
pub struct Sample(TempDir);

impl Sample {
    /// Makes a folder and fills a journal in it, up to a day.
    pub fn make(until: NaiveDate, seed: u64, now: Moment) -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("empathy-demo-").tempdir().map_err(|error| Error::File {
                attempt: "make a folder for the demo".to_owned(),
                cause: error.to_string(),
                hint: "name a file with `empathy demo --into`".to_owned(),
            })?;
        let sample = Self(folder);
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
        self.0.path().join("journal.db")
    }
}
