//! The thread of the saver: its own connection, one write at a time, and no way to stop but the end of the program.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use super::SAVE_WITHIN;
use super::queue::{Job, Next, Shared};
use crate::db::drafts::Said;
use crate::db::error::{attempt, failed};
use crate::db::{Store, Write, Written, failpoint};
use crate::domain::entry::Draft;
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};
use crate::sys::rng::Rng;

const SAVING: &str = "save the draft";

/// How long nothing is put until what was saved is indexed.
const RESTED: Duration = Duration::from_secs(1);

/// How long to wait for another program that writes, before it is told and tried again.
const PATIENCE: Duration = Duration::from_millis(300);

/// How long to wait after a failure.
const PAUSE: Duration = Duration::from_millis(250);

/// Writes what is pending until the end.
pub(super) fn run(shared: &Shared, path: &Path, mut chance: Rng, opened: &SyncSender<Result<usize>>) {
    let mut store = match open(path) {
        Ok(store) => Some(store),
        Err(error) => {
            opened.send(Err(error)).unwrap_or_default();
            return;
        }
    };
    opened.send(Ok(shared.take_in(path))).unwrap_or_default();
    // What was saved when a program was killed may not be indexed.
    let mut rest = RESTED;
    loop {
        let next = shared.next(SAVE_WITHIN, rest);
        if matches!(next, Next::Rest | Next::End) {
            // What fails is done the next time.
            if store.as_mut().is_some_and(|store| store.index_drafts().is_ok()) {
                rest = Duration::MAX;
            }
            shared.indexed();
            if matches!(next, Next::End) {
                return;
            }
            continue;
        }
        rest = RESTED;
        let work = || {
            let store = match &mut store {
                Some(store) => store,
                None => store.insert(open(path).map_err(as_saving)?),
            };
            match &next {
                Next::Save(job) => save(shared, store, job, &mut chance),
                Next::Write(write, at) => {
                    apply(shared, store, write, *at).map(|done| shared.answer(Ok(done)))
                }
                Next::Rest | Next::End => Ok(()),
            }
        };
        match catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(stumbled())) {
            Ok(()) => shared.clear_spills(),
            Err(error) => {
                if !may_go_on(&error) {
                    store = None;
                }
                shared.failed(&next, error);
                if shared.is_overdue() {
                    shared.spill(path);
                }
                shared.pause(PAUSE);
            }
        }
    }
}

fn open(path: &Path) -> Result<Store> {
    let store = Store::open_again(path)?;
    attempt("open the journal", || Ok(store.conn.busy_timeout(PATIENCE)?))?;
    Ok(store)
}

/// Writes what was asked for. A finish goes over what was saved of its draft last.
fn apply(shared: &Shared, store: &mut Store, write: &Write, at: Moment) -> Result<Written> {
    let Write::Finish(draft, done) = write else { return store.apply(write, at) };
    let (entry, revision) = shared.address(draft);
    if entry != draft.entry {
        return Err(failed("finish the entry", DbError::Overtaken));
    }
    let head = store.finish(&Draft { revision, ..Draft::clone(draft) }, done)?;
    if let Ok(now) = store.resume(entry, at) {
        shared.finished(draft, now.revision);
    }
    Ok(Written { head: Some(head), ..Written::default() })
}

fn save(shared: &Shared, store: &mut Store, job: &Job, chance: &mut Rng) -> Result<()> {
    if failpoint::planted("save-late") {
        std::thread::sleep(Duration::from_secs(3));
    }
    assert!(!failpoint::planted("save-panic"), "planted");
    match store.save_as(job.entry, job.revision, &job.draft, job.new.as_deref()) {
        Ok(revision) => shared.written(job, job.entry, revision),
        Err(Error::Journal { cause: DbError::Overtaken, .. }) => part(shared, store, job, chance)?,
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Keeps a draft that was overtaken, in an entry of its own unless the journal has the same answers already.
fn part(shared: &Shared, store: &mut Store, job: &Job, chance: &mut Rng) -> Result<()> {
    match store.says(job.entry, &job.draft.answers)? {
        Said::InDraft(revision) => shared.written(job, job.entry, revision),
        Said::Finished => shared.settled(job),
        Said::Nowhere => {
            let ours = Draft { entry: job.entry, ..(*job.draft).clone() };
            let (head, sibling) = store.fork_draft(&ours, chance)?;
            shared.parted(job, head);
            shared.written(job, sibling.entry, sibling.revision);
        }
    }
    Ok(())
}

/// Whether the connection is as good as before; else a new one is opened.
fn may_go_on(error: &Error) -> bool {
    matches!(error, Error::Journal { cause: DbError::Busy | DbError::Full | DbError::Overtaken, .. })
}

/// Says what the person wanted, not what it took.
fn as_saving(error: Error) -> Error {
    match error {
        Error::Journal { cause, .. } => failed(SAVING, cause),
        other => other,
    }
}

fn stumbled() -> Error {
    failed(SAVING, DbError::Other("something unexpected happened; it is tried again".to_owned()))
}
