//! What is pending, shared between those who put and the thread that writes. No SQL, no clock.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Status;
use crate::db::spill::{self, Spilled};
use crate::db::{NewEntry, Write, Written};
use crate::domain::entry::{Draft, Head};
use crate::domain::id::EntryId;
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};

/// How often writing fails until drafts are written elsewhere: about a second.
const OVERDUE: u32 = 2;

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
    /// The entry, if it is not in the journal yet.
    pub new: Option<Arc<NewEntry>>,
}

/// What there is to do.
#[derive(Debug)]
pub(super) enum Next {
    /// A draft is to be saved.
    Save(Job),
    /// Something else is to be written, as of a moment.
    Write(Arc<Write>, Moment),
    /// Nothing was put for a while.
    Rest,
    /// The program ends.
    End,
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

/// Something that was asked for and is not written yet.
#[derive(Debug)]
struct Asked {
    write: Arc<Write>,
    at: Moment,
    /// Its place among the puts.
    put: u64,
    /// How often another program kept it from being written.
    tries: u32,
    answer: SyncSender<Result<Written>>,
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
    /// Entries that are begun with the first draft that is written of them.
    begun: BTreeMap<EntryId, Arc<NewEntry>>,
    asked: VecDeque<Asked>,
    revisions: BTreeMap<EntryId, u64>,
    /// What was finished last, with the revision it got.
    finished: Option<Draft>,
    parted: BTreeMap<EntryId, Parted>,
    forks: VecDeque<(EntryId, Head)>,
    status: Status,
    puts: u64,
    /// Puts up to this one are wanted on disk at once.
    hurried: u64,
    /// Those wanted so when the last job began.
    served: u64,
    /// Whether something was written that cannot be found yet, and whether anybody waits for that.
    unindexed: bool,
    index_now: bool,
    stop: bool,
}

/// The state, and the bells that ring when it changes.
#[derive(Debug, Default)]
pub(super) struct Shared {
    state: Mutex<State>,
    to_do: Condvar,
    done: Condvar,
    /// The files that hold what is pending, to be removed once nothing is.
    spills: Mutex<Vec<PathBuf>>,
}

impl Shared {
    /// Takes what was left beside a journal; returns how many drafts.
    pub fn take_in(&self, journal: &Path) -> usize {
        let mut taken = 0;
        for (path, all) in spill::read(journal) {
            for spilled in all {
                taken += 1;
                let draft = spilled.draft();
                if let Some(new) = spilled.new {
                    self.lock().begun.insert(draft.entry, Arc::new(new));
                }
                self.put(Arc::new(draft));
            }
            self.spills().push(path);
        }
        taken
    }

    /// Writes what is pending beside the journal.
    pub fn spill(&self, journal: &Path) {
        let mut spills = self.spills();
        let unsaved = self.lock().unsaved();
        // Where this fails too, what was put stays on the screen, which says so.
        if !unsaved.is_empty()
            && let Ok(path) = spill::write(journal, &unsaved)
            && !spills.contains(&path)
        {
            spills.push(path);
        }
    }

    /// Removes the files beside the journal if all they hold is in it.
    pub fn clear_spills(&self) {
        let mut spills = self.spills();
        if self.lock().pending.is_empty() {
            spills.drain(..).for_each(|path| spill::remove(&path));
        }
    }

    fn spills(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.spills.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the first draft of an entry that is not in the journal yet.
    pub fn begin(&self, new: NewEntry, draft: Arc<Draft>) {
        self.lock().begun.insert(draft.entry, Arc::new(new));
        self.put(draft);
    }

    /// Whether writing has failed for so long that what is pending is to be written elsewhere.
    pub fn is_overdue(&self) -> bool {
        let state = self.lock();
        let held_up = state.asked.front().is_some_and(|asked| asked.tries >= OVERDUE);
        held_up || state.pending.values().any(|pending| pending.tries >= OVERDUE)
    }

    /// Takes something to write after all that was put before.
    pub fn ask(&self, write: Arc<Write>, at: Moment) -> Receiver<Result<Written>> {
        let (answer, hear) = sync_channel(1);
        let mut state = self.lock();
        let put = state.hurry_up();
        state.asked.push_back(Asked { write, at, put, tries: 0, answer });
        self.to_do.notify_all();
        hear
    }

    pub fn put(&self, draft: Arc<Draft>) {
        let mut state = self.lock();
        if state.is_finished(&draft) {
            return;
        }
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
        let mark = state.hurry_up();
        state.index_now = true;
        self.to_do.notify_all();
        let missing = |state: &mut State| state.waits_for(mark) || state.unindexed;
        let (mut state, _) =
            self.done.wait_timeout_while(state, within, missing).unwrap_or_else(PoisonError::into_inner);
        state.index_now = false;
        !state.waits_for(mark)
    }

    /// Notes that what was written can be found, or cannot be for now.
    pub fn indexed(&self) {
        self.lock().unindexed = false;
        self.done.notify_all();
    }

    pub fn status(&self) -> Status {
        let state = self.lock();
        let pending = state.has_work();
        Status { pending, forked: state.forks.front().cloned(), ..state.status.clone() }
    }

    pub fn take_fork(&self) -> Option<(EntryId, Head)> {
        self.lock().forks.pop_front()
    }

    pub fn stop(&self) {
        self.lock().stop = true;
        self.to_do.notify_all();
    }

    /// Waits for something to write, then lets `gather` pass so that quick typing is one write.
    pub fn next(&self, gather: Duration, rest: Duration) -> Next {
        let idle =
            |state: &mut State| !(state.has_work() || state.stop || state.unindexed && state.index_now);
        let waited = self.to_do.wait_timeout_while(self.lock(), rest, idle);
        let (state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() || !state.has_work() && !state.stop {
            return Next::Rest;
        }
        let calm = |state: &mut State| !state.waits_for(state.hurried) && !state.stop;
        let (mut state, _) =
            self.to_do.wait_timeout_while(state, gather, calm).unwrap_or_else(PoisonError::into_inner);
        if state.stop && state.pending.values().all(|pending| pending.tries > 0) {
            return Next::End;
        }
        state.served = state.hurried;
        let asked = state.asked.front();
        // What was put before comes before; what failed holds up only what is about the same entry.
        let due = |pending: &&Pending| match asked {
            Some(asked) if pending.since > asked.put => false,
            Some(asked) => {
                pending.tries == 0 || asked.write.entries().contains(&state.address(&pending.draft).0)
            }
            None => true,
        };
        let next = state.pending.values().filter(due).min_by_key(|pending| (pending.tries, pending.since));
        match (next, asked) {
            (Some(next), _) => {
                let (entry, revision) = state.address(&next.draft);
                let new = state.begun.get(&entry).map(Arc::clone);
                Next::Save(Job { draft: Arc::clone(&next.draft), entry, revision, put: next.put, new })
            }
            (None, Some(asked)) => Next::Write(Arc::clone(&asked.write), asked.at),
            (None, None) => Next::Rest,
        }
    }

    /// Waits before what failed is tried again, unless somebody has wanted it at once since it began.
    pub fn pause(&self, time: Duration) {
        let calm = |state: &mut State| state.hurried == state.served && !state.stop;
        drop(self.to_do.wait_timeout_while(self.lock(), time, calm));
    }

    /// Finds where a draft goes, and the revision it is written over.
    pub fn address(&self, draft: &Draft) -> (EntryId, u64) {
        self.lock().address(draft)
    }

    /// Notes that a draft was finished, under a revision: what is pending of it says nothing new, or is written over that.
    pub fn finished(&self, draft: &Draft, revision: u64) {
        let mut state = self.lock();
        state.revisions.insert(draft.entry, revision);
        state.pending.retain(|id, pending| *id != draft.entry || pending.draft.answers != draft.answers);
        state.finished = Some(Draft { revision, ..draft.clone() });
    }

    /// Lists what was asked for and is not done.
    pub fn not_done(&self) -> Vec<&'static str> {
        self.lock().asked.iter().map(|asked| asked.write.label()).collect()
    }

    /// Answers what was asked for first.
    pub fn answer(&self, answer: Result<Written>) {
        let mut state = self.lock();
        if answer.is_ok() {
            state.status.trouble = None;
        }
        state.answer(answer);
        self.done.notify_all();
    }

    /// Notes that a draft is on disk under a revision.
    pub fn written(&self, job: &Job, entry: EntryId, revision: u64) {
        let mut state = self.lock();
        state.revisions.insert(entry, revision);
        state.begun.remove(&job.entry);
        state.unindexed = true;
        state.status.saved = Some(job.draft.saved);
        state.status.revision = Some((entry, revision));
        state.settle(job);
        self.done.notify_all();
    }

    /// Notes that a draft need not be written: its entry was finished with the same answers.
    pub fn settled(&self, job: &Job) {
        self.lock().settle(job);
        self.done.notify_all();
    }

    /// Notes that an entry parted: from now on what is put for it goes to its sibling.
    pub fn parted(&self, job: &Job, head: Head) {
        let mut state = self.lock();
        state.parted.insert(job.entry, Parted { sibling: head.id, up_to: job.revision });
        state.revisions.remove(&job.entry);
        state.forks.push_back((job.entry, head));
    }

    /// Notes that something failed. What was put stays pending. What was asked for waits for another program that writes,
    /// and is refused for any other reason.
    pub fn failed(&self, next: &Next, error: Error) {
        let mut state = self.lock();
        let busy = matches!(error, Error::Journal { cause: DbError::Busy, .. });
        let refused = match next {
            Next::Save(job) => {
                if let Some(pending) = state.pending.get_mut(&job.draft.entry) {
                    pending.tries = pending.tries.saturating_add(1);
                }
                state.asked.front().is_some_and(|asked| asked.write.entries().contains(&job.entry))
            }
            _ => true,
        };
        if busy {
            state.asked.front_mut().into_iter().for_each(|asked| asked.tries = asked.tries.saturating_add(1));
        } else if refused {
            state.answer(Err(error.clone()));
        }
        if busy || matches!(next, Next::Save(_)) {
            state.status.trouble = Some(error);
        }
        self.done.notify_all();
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

    /// What is pending, as it is written elsewhere.
    fn unsaved(&self) -> Vec<Spilled> {
        let spilled = |pending: &Pending| {
            let (entry, revision) = self.address(&pending.draft);
            let new = self.begun.get(&entry).map(|new| NewEntry::clone(new));
            Spilled::of(&pending.draft, entry, revision, new)
        };
        self.pending.values().map(spilled).collect()
    }

    /// Whether a draft was put again by somebody who had not heard yet that it is finished.
    fn is_finished(&self, draft: &Draft) -> bool {
        let last = |done: &&Draft| self.revisions.get(&draft.entry) == Some(&done.revision);
        let done = self.finished.as_ref().filter(|done| done.entry == draft.entry).filter(last);
        !self.pending.contains_key(&draft.entry) && done.is_some_and(|done| done.answers == draft.answers)
    }

    fn has_work(&self) -> bool {
        !self.pending.is_empty() || !self.asked.is_empty()
    }

    /// Wants all that was put so far at once; returns the place among the puts from which on there is more time.
    fn hurry_up(&mut self) -> u64 {
        self.puts += 1;
        self.hurried = self.puts;
        self.puts
    }

    fn answer(&mut self, answer: Result<Written>) {
        if let Some(asked) = self.asked.pop_front() {
            // Whoever asked may not be there any more.
            let _ = asked.answer.send(answer);
        }
    }

    fn waits_for(&self, mark: u64) -> bool {
        self.pending.values().any(|pending| pending.since <= mark)
            || self.asked.iter().any(|asked| asked.put <= mark)
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
