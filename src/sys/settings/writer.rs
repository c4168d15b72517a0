//! Writes settings on a thread of its own, in the order they were chosen: whoever draws waits for no disk.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::{Change, Settings, set};
use crate::error::{Error, Result};

/// The thread that writes settings, with what it has not told yet.
#[derive(Debug)]
pub struct Writer {
    changes: Sender<Change>,
    /// What came of each change, and what the file says after it.
    answers: Receiver<(Result<()>, Settings)>,
    waiting: usize,
    trouble: Option<Error>,
}

impl Writer {
    /// Starts the thread that writes to a file.
    pub fn start(path: PathBuf) -> Self {
        let (changes, to_write) = channel::<Change>();
        let (tell, answers) = channel();
        std::thread::spawn(move || {
            for change in to_write {
                let written = set(&path, change.key, &change.value);
                // Whoever chose it may have left.
                let _ = tell.send((written, Settings::load(&path).0));
            }
        });
        Self { changes, answers, waiting: 0, trouble: None }
    }

    /// Takes a change, to be written after those before it.
    pub fn write(&mut self, change: Change) {
        self.waiting += usize::from(self.changes.send(change).is_ok());
    }

    /// Returns whether something is not written yet.
    pub fn waits(&self) -> bool {
        self.waiting > 0
    }

    /// Hears what was written, waiting for each at most so long. Once nothing waits any more, it returns what could not
    /// be written, and what the file says instead.
    pub fn follow(&mut self, within: Duration) -> Option<(Error, Settings)> {
        let mut in_file = None;
        while self.waits() {
            let (written, settings) = self.answers.recv_timeout(within).ok()?;
            self.waiting -= 1;
            self.trouble = written.err().or(self.trouble.take());
            in_file = Some(settings);
        }
        self.trouble.take().zip(in_file)
    }
}
