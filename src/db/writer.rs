//! The saver: the one thread that writes, so that the thread that draws never waits for a disk or another program.
//!
//! Drafts that were put stay pending until they are written, whatever happens: a full disk, a lost file, a panic. An entry
//! that was written elsewhere in the meantime parts in two; nothing is overwritten. What else is asked for is written in
//! order, after the drafts that were put before, and is answered.

mod queue;
mod work;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use self::queue::Shared;
use super::{NewEntry, Write, Written};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};
use crate::sys::rng::Rng;

/// How long a draft may wait before it is written, so that quick typing is one write.
pub const SAVE_WITHIN: Duration = Duration::from_millis(150);

/// How long the last handle waits for what is pending when it is dropped.
const LAST_FLUSH: Duration = Duration::from_secs(5);

/// How long a start waits for drafts that were found beside the journal.
const RECOVER_WITHIN: Duration = Duration::from_secs(1);

/// How the saving goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Whether something is not written yet.
    pub pending: bool,
    /// When the newest draft that was written was saved.
    pub saved: Option<Moment>,
    /// The entry written last, and the revision it got.
    pub revision: Option<(EntryId, u64)>,
    /// Why the last attempt failed; nothing once it works again.
    pub trouble: Option<Error>,
    /// An entry that was open elsewhere, and the sibling that takes what is written for it from now on.
    pub forked: Option<(EntryId, Head)>,
}

/// A handle on the saver, for any thread. When the last one is dropped, what is pending is written.
#[derive(Debug, Clone)]
pub struct Saver(Arc<Handle>);

#[derive(Debug)]
struct Handle {
    shared: Arc<Shared>,
    journal: PathBuf,
    /// How many drafts were found beside the journal.
    recovered: usize,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// A saver that opens its journal, while whoever started it does something else.
#[derive(Debug)]
pub struct Starting {
    shared: Arc<Shared>,
    journal: PathBuf,
    hear: Receiver<Result<usize>>,
    thread: JoinHandle<()>,
}

impl Starting {
    /// Starts the saver of the journal at a path that [`super::Store::open`] opened before.
    pub fn new(path: &Path, chance: Rng) -> Result<Self> {
        let shared = Arc::new(Shared::default());
        let (opened, hear) = sync_channel(1);
        let thread = {
            let (shared, path) = (Arc::clone(&shared), path.to_owned());
            let run = move || work::run(&shared, &path, chance, &opened);
            std::thread::Builder::new().name("saver".to_owned()).spawn(run)
        };
        let thread = thread.map_err(|error| no_thread(&error.kind().to_string()))?;
        Ok(Self { shared, journal: path.to_owned(), hear, thread })
    }

    /// Waits until the journal is open.
    pub fn started(self) -> Result<Saver> {
        let Self { shared, journal, hear, thread } = self;
        let recovered = hear.recv().unwrap_or_else(|_| Err(no_thread("it stopped unexpectedly")))?;
        if recovered > 0 {
            // So that whoever opens one of them now finds it.
            shared.flush(RECOVER_WITHIN);
        }
        Ok(Saver(Arc::new(Handle { shared, journal, recovered, thread: Mutex::new(Some(thread)) })))
    }
}

impl Saver {
    /// Starts the saver of the journal at a path that [`super::Store::open`] opened before, and waits until it is open.
    pub fn start(path: &Path, chance: Rng) -> Result<Self> {
        Starting::new(path, chance)?.started()
    }

    /// How many drafts an earlier program could not save, and left beside the journal for this one.
    pub fn recovered(&self) -> usize {
        self.0.recovered
    }

    /// Takes the first draft of an entry that [`super::Store::plan`] planned; both are written together.
    pub fn begin(&self, new: NewEntry, draft: impl Into<Arc<Draft>>) {
        self.0.shared.begin(new, draft.into());
    }

    /// Takes the newest state of a draft, to be written within [`SAVE_WITHIN`]; returns at once. What was put for the
    /// same entry and is not written yet is replaced.
    pub fn put(&self, draft: impl Into<Arc<Draft>>) {
        self.0.shared.put(draft.into());
    }

    /// Takes something to write after all that was put and asked for before, and returns where the answer comes. It waits
    /// for as long as another program writes; any other trouble is the answer.
    pub fn ask(&self, write: Arc<Write>, at: Moment) -> Receiver<Result<Written>> {
        self.0.shared.ask(write, at)
    }

    /// Waits until all that was put is on disk, and returns whether it is. What is not in the journal by then is written
    /// beside it.
    pub fn flush(&self, within: Duration) -> bool {
        let written = self.0.shared.flush(within);
        if !written {
            self.0.shared.spill(&self.0.journal);
        }
        written
    }

    /// How the saving goes; cheap enough for every frame.
    pub fn status(&self) -> Status {
        self.0.shared.status()
    }

    /// Lists what was asked for and is not done, in a few words each.
    pub fn not_done(&self) -> Vec<&'static str> {
        self.0.shared.not_done()
    }

    /// Takes the news that an entry parted in two: its id, and the sibling this program writes from now on.
    pub fn take_fork(&self) -> Option<(EntryId, Head)> {
        self.0.shared.take_fork()
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let written = self.shared.flush(LAST_FLUSH);
        if !written {
            self.shared.spill(&self.journal);
        }
        self.shared.stop();
        let thread = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        // If the disk does not answer, waiting for the thread would hang the program.
        if let Some(thread) = thread.filter(|_| written) {
            thread.join().unwrap_or_default();
        }
    }
}

fn no_thread(cause: &str) -> Error {
    Error::Journal { attempt: "start saving".to_owned(), cause: DbError::Other(cause.to_owned()) }
}
