//! A file taken in the background, with its own connection to the journal: whoever started it looks how far it is, and can
//! stop it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::table::Format;
use super::taking::{Progress, Stars, Taken, Taking, take};
use crate::db::Store;
use crate::domain::time::Moment;
use crate::error::{Error, Result};
use crate::sys::incoming::{Incoming, Stoppable};

/// Where reviews come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A file.
    File(PathBuf),
    /// What was pasted: a table, or plain text.
    Pasted(Arc<str>),
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Where they come from.
    pub from: From,
    /// The product of rows that don't say.
    pub product: Option<String>,
    /// Which stars count.
    pub stars: Stars,
    /// Corrections of which column holds what.
    pub map: Option<String>,
    /// Whether nothing is stored.
    pub dry: bool,
}

/// How it stands.
#[derive(Debug, Clone)]
pub enum Stand {
    /// So far: rows, and of a hundred parts of the file.
    Going(usize, u64),
    /// This came of it.
    Done(Box<Result<Taken>>),
}

/// What is being done. It stops, and changes nothing, once nobody looks any more.
#[derive(Debug)]
pub struct Job {
    stand: Arc<Mutex<Stand>>,
    stop: Arc<AtomicBool>,
}

impl Job {
    /// Begins. Fails if the system has no thread left.
    pub fn start(journal: &Path, wanted: Wanted, at: Moment) -> Result<Self> {
        let journal = journal.to_owned();
        Self::begin(move |stop, put| run(&journal, &wanted, at, stop, put))
    }

    /// Does something until it is done or stumbles; it is told whether to stop, and tells how it stands.
    fn begin(
        work: impl FnOnce(&AtomicBool, &dyn Fn(Stand)) -> Result<Taken> + Send + 'static,
    ) -> Result<Self> {
        let job = Self { stand: Arc::new(Mutex::new(Stand::Going(0, 0))), stop: Arc::default() };
        let (stand, stop) = (Arc::clone(&job.stand), Arc::clone(&job.stop));
        let put = move |new| *stand.lock().unwrap_or_else(PoisonError::into_inner) = new;
        let work = move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(&stop, &put)));
            put(Stand::Done(Box::new(done.unwrap_or_else(|_| Err(stumbled())))));
        };
        let started = std::thread::Builder::new().name("import".to_owned()).spawn(work);
        started
            .map(|_| job)
            .map_err(|error| Error::file("read", Path::new("the reviews"), &error, "try again"))
    }

    /// How it stands.
    pub fn stand(&self) -> Stand {
        self.stand.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Stops it, unless it is done already.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
    }
}

fn stopped() -> Error {
    Error::usage("stopped; nothing was imported", "")
}

fn stumbled() -> Error {
    Error::File {
        attempt: "read the reviews".to_owned(),
        cause: "something unexpected happened, and nothing was imported".to_owned(),
        hint: "split the file and import the parts, to find the row that fails".to_owned(),
    }
}

fn run(journal: &Path, wanted: &Wanted, at: Moment, stop: &AtomicBool, put: &dyn Fn(Stand)) -> Result<Taken> {
    let (from, name, format) = match &wanted.from {
        From::File(path) => {
            let name = path.file_name().map_or_else(|| "file".into(), |name| name.to_string_lossy());
            (Incoming::open(path)?, name, Format::Table)
        }
        From::Pasted(text) => (Incoming::pasted(text), "pasted".into(), Format::of_pasted(text)),
    };
    let asked = Taking {
        file: &name,
        product: wanted.product.as_deref(),
        source: None,
        map: wanted.map.as_deref(),
        encoding: None,
        format,
        stars: wanted.stars,
        keep_authors: false,
        dry: wanted.dry,
    };
    let size = from.size().max(1);
    let mut store = Store::open_again(journal)?;
    let is_stopped = || stop.load(Ordering::Relaxed);
    let mut from = Stoppable::new(from, &is_stopped);
    let taken = take(&mut store, &mut from, &asked, at, &mut |Progress { rows, read }| {
        put(Stand::Going(rows, read * 100 / size));
        if is_stopped() { Err(stopped()) } else { Ok(()) }
    });
    // Whatever it was at when it was stopped.
    taken.map_err(|error| if is_stopped() { stopped() } else { error })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::*;

    fn ended(job: &Job) -> Option<Error> {
        // Long enough for the slowest machine.
        for _ in 0..60_000 {
            if let Stand::Done(done) = job.stand() {
                return done.err();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        None
    }

    #[test]
    fn work_that_stumbles_ends_in_a_sentence() {
        let job = Job::begin(|_, _| panic!("planted")).expect("begins");
        assert_eq!(ended(&job), Some(stumbled()));
    }

    #[test]
    fn it_stops_before_the_first_row_too() {
        let folder = tempfile::tempdir().expect("a folder");
        let (journal, file) = (folder.path().join("journal.db"), folder.path().join("reviews.json"));
        Store::open(&journal, Moment::new(0, 0)).expect("opens");
        // No list and no row: all of it is read to tell what it is.
        std::fs::write(&file, "{\"a\": 1}\n".repeat(100)).expect("writes");
        let wanted =
            Wanted { from: From::File(file), product: None, stars: Stars(1, 2), map: None, dry: true };
        let stop = AtomicBool::new(true);
        let told = Cell::new(0);
        let put = |_| told.set(told.get() + 1);
        assert_eq!(run(&journal, &wanted, Moment::new(0, 0), &stop, &put), Err(stopped()));
        assert_eq!(told.get(), 0, "it did not come to its rows");
    }
}
