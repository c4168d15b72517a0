//! A file taken in the background, with its own connection to the journal: whoever started it looks how far it is, and can
//! stop it.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::table::Format;
use super::taking::{Progress, Stars, Taken, Taking, take};
use crate::db::Store;
use crate::domain::time::Moment;
use crate::error::{Error, Result};
use crate::sys::incoming::Incoming;

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
        let job = Self { stand: Arc::new(Mutex::new(Stand::Going(0, 0))), stop: Arc::default() };
        let (stand, stop, journal) = (Arc::clone(&job.stand), Arc::clone(&job.stop), journal.to_owned());
        let put = move |new| *stand.lock().unwrap_or_else(PoisonError::into_inner) = new;
        let work = move || {
            let done = run(&journal, &wanted, at, &stop, &put);
            put(Stand::Done(Box::new(done)));
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

fn run(journal: &Path, wanted: &Wanted, at: Moment, stop: &AtomicBool, put: &dyn Fn(Stand)) -> Result<Taken> {
    let (mut from, name, format) = match &wanted.from {
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
    take(&mut store, &mut from, &asked, at, &mut |Progress { rows, read }| {
        put(Stand::Going(rows, read * 100 / size));
        if stop.load(Ordering::Relaxed) {
            Err(Error::usage("stopped; nothing was imported", ""))
        } else {
            Ok(())
        }
    })
}
