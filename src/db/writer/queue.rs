//! What is pending, shared between those who put and the thread that writes. No SQL, no clock.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Status;
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::error::Error;

/// One draft to write: what, where, and over which revision.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// The draft as it was put.
    pub draft: Arc<Draft>,
    /// The entry to write it for: the draft's own, or its sibling if that one parted.
    pub entry: EntryId,
    /// The revision it is written over.
    pub revision: u64,
    put: u64,
}

#[derive(Debug)]
struct Pending {
    draft: Arc<Draft>,
    /// The put it came with.
    put: u64,
    /// The first put of this entry that is not on disk in any form.
    since: u64,
    /// How often writing it failed: the others come first.
    tries: u32,
}

/// Where the text of an entry goes that parted in two.
#[derive(Debug, Clone, Copy)]
struct Parted {
    sibling: EntryId,
    /// Drafts up to this revision are ours; later ones were read after the entry parted, and belong where they say.
    up_to: u64,
}

#[derive(Debug, Default)]
struct State {
    pending: BTreeMap<EntryId, Pending>,
    revisions: BTreeMap<EntryId, u64>,
    parted: BTreeMap<EntryId, Parted>,
    forks: VecDeque<(EntryId, Head)>,
    status: Status,
    puts: u64,
    /// Puts up to this one are wanted on disk at once.
    hurried: u64,
    /// Counts those who wanted it so.
    hurries: u64,
    stop: bool,
}

/// The state, and the bells that ring when it changes.
#[derive(Debug, Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    to_do: Condvar,
    done: Condvar,
}

impl Shared {
    pub fn put(&self, draft: Arc<Draft>) {
        let mut state = self.lock();
        state.puts += 1;
        let put = state.puts;
        let next = match state.pending.get(&draft.entry) {
            Some(before) => Pending { draft, put, ..*before },
            None => Pending { draft, put, since: put, tries: 0 },
        };
        state.pending.insert(next.draft.entry, next);
        self.to_do.notify_all();
    }

    pub fn flush(&self, within: Duration) -> bool {
        let mut state = self.lock();
        let mark = state.puts;
        state.hurried = mark;
        state.hurries += 1;
        self.to_do.notify_all();
        let missing = |state: &mut State| state.waits_for(mark);
        let (_state, wait) =
            self.done.wait_timeout_while(state, within, missing).unwrap_or_else(PoisonError::into_inner);
        !wait.timed_out()
    }

    pub fn status(&self) -> Status {
        let state = self.lock();
        let pending = !state.pending.is_empty();
        Status { pending, forked: state.forks.front().cloned(), ..state.status.clone() }
    }

    pub fn take_fork(&self) -> Option<(EntryId, Head)> {
        self.lock().forks.pop_front()
    }

    pub fn revision_of(&self, id: EntryId) -> Option<u64> {
        self.lock().revisions.get(&id).copied()
    }

    pub fn forget(&self, id: EntryId) {
        let mut guard = self.lock();
        let state = &mut *guard;
        let dropped: Vec<_> = state
            .pending
            .values()
            .filter(|p| state.address(&p.draft).0 == id)
            .map(|p| p.draft.entry)
            .collect();
        for put_for in dropped {
            state.pending.remove(&put_for);
        }
        state.revisions.remove(&id);
        state.parted.remove(&id);
        if state.pending.is_empty() {
            state.status.trouble = None;
        }
        self.done.notify_all();
    }

    pub fn stop(&self) {
        self.lock().stop = true;
        self.to_do.notify_all();
    }

    /// Waits for something to write, then lets `gather` pass so that quick typing is one write. `None` means the end.
    pub fn next(&self, gather: Duration) -> Option<Job> {
        let idle = |state: &mut State| state.pending.is_empty() && !state.stop;
        let state = self.to_do.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let calm = |state: &mut State| !state.waits_for(state.hurried) && !state.stop;
        let (state, _) =
            self.to_do.wait_timeout_while(state, gather, calm).unwrap_or_else(PoisonError::into_inner);
        if state.stop && state.pending.values().all(|pending| pending.tries > 0) {
            return None;
        }
        let next = state.pending.values().min_by_key(|pending| (pending.tries, pending.since));
        let Some(next) = next else {
            // It was forgotten while we gathered.
            drop(state);
            return self.next(gather);
        };
        let (entry, revision) = state.address(&next.draft);
        Some(Job { draft: Arc::clone(&next.draft), entry, revision, put: next.put })
    }

    /// Waits before the next attempt, unless somebody wants it at once.
    pub fn pause(&self, time: Duration) {
        let state = self.lock();
        let hurries = state.hurries;
        let calm = |state: &mut State| state.hurries == hurries && !state.stop;
        drop(self.to_do.wait_timeout_while(state, time, calm));
    }

    /// Notes that a draft is on disk under a revision.
    pub fn written(&self, job: &Job, entry: EntryId, revision: u64) {
        let mut state = self.lock();
        state.revisions.insert(entry, revision);
        state.status.saved = Some(job.draft.saved);
        state.status.revision = Some((entry, revision));
        state.settle(job);
        self.done.notify_all();
    }

    /// Notes that a draft need not be written: its entry was finished with the same answers.
    pub fn settled(&self, job: &Job) {
        let mut state = self.lock();
        state.revisions.remove(&job.entry);
        state.settle(job);
        self.done.notify_all();
    }

    /// Notes that an entry parted: from now on what is put for it goes to its sibling.
    pub fn parted(&self, job: &Job, head: Head) {
        let mut state = self.lock();
        state.parted.insert(job.entry, Parted { sibling: head.id, up_to: job.revision });
        state.revisions.remove(&job.entry);
        state.forks.push_back((job.entry, head));
    }

    /// Notes that writing failed. What was put stays pending.
    pub fn failed(&self, job: &Job, error: Error) {
        let mut state = self.lock();
        state.status.trouble = Some(error);
        if let Some(pending) = state.pending.get_mut(&job.draft.entry) {
            pending.tries = pending.tries.saturating_add(1);
        }
    }

    /// Tells whether anybody still wants a draft on disk.
    pub fn wants(&self, job: &Job) -> bool {
        self.lock().pending.contains_key(&job.draft.entry)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Finds where a draft goes, and the revision it is written over: those who put need not follow either.
    fn address(&self, draft: &Draft) -> (EntryId, u64) {
        let (mut entry, mut revision) = (draft.entry, draft.revision);
        while let Some(parted) = self.parted.get(&entry).filter(|parted| revision <= parted.up_to) {
            (entry, revision) = (parted.sibling, 0);
        }
        (entry, self.revisions.get(&entry).map_or(revision, |known| revision.max(*known)))
    }

    fn waits_for(&self, mark: u64) -> bool {
        self.pending.values().any(|pending| pending.since <= mark)
    }

    fn settle(&mut self, job: &Job) {
        self.status.trouble = None;
        let Some(pending) = self.pending.get_mut(&job.draft.entry) else { return };
        if pending.put == job.put {
            self.pending.remove(&job.draft.entry);
        } else {
            pending.since = job.put + 1;
            pending.tries = 0;
        }
    }
}
