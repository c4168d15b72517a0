//! What was labelled since the screen was opened, and what of that is on its way to the disk: so that a key shows its result
//! at once, and an undo of what is not written yet too. What was labelled before is undone by the journal alone.

use std::collections::{HashSet, VecDeque};

use crate::app::triage::{Next, Standing};
use crate::db::{Write, Written};
use crate::domain::complaint::{ComplaintId, Label};

/// How many batches can be undone at once; older ones need a look into the journal.
const MOST: usize = 200;

/// A complaint with the label it got.
#[derive(Debug, Clone)]
pub(super) struct Done {
    pub next: Next,
    /// How it stood before.
    pub from: Standing,
    pub label: Label,
}

/// What is shown already, and is to be confirmed by the journal.
#[derive(Debug)]
enum Asked {
    /// These are labelled, or not any more.
    Known(Vec<ComplaintId>),
    /// Whatever was labelled before this sitting.
    Unknown,
}

/// What became of a write.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// What is shown already.
    AsShown,
    /// There was nothing to undo or redo.
    Nothing,
    /// Something else: what is shown has to be read again. These are the complaints it was about.
    Otherwise(Vec<ComplaintId>),
}

#[derive(Debug, Default)]
pub(super) struct Sitting {
    done: VecDeque<Vec<Done>>,
    undone: Vec<Vec<Done>>,
    asked: VecDeque<Asked>,
}

impl Sitting {
    /// Takes a batch that was just labelled, and returns what is to be written.
    pub fn label(&mut self, batch: Vec<Done>) -> Write {
        let labels: Vec<_> = batch.iter().map(|one| (one.next.complaint.id, one.label.clone())).collect();
        self.asked.push_back(Asked::Known(ids(&batch)));
        self.undone.clear();
        self.keep(batch);
        Write::Label(labels)
    }

    fn keep(&mut self, batch: Vec<Done>) {
        if self.done.len() == MOST {
            self.done.pop_front();
        }
        self.done.push_back(batch);
    }

    /// Takes back the last batch, if it is of this sitting; it is to be undone in the journal in any case.
    pub fn undo(&mut self) -> Option<Vec<Done>> {
        let batch = self.done.pop_back();
        self.asked.push_back(batch.as_deref().map_or(Asked::Unknown, |batch| Asked::Known(ids(batch))));
        self.undone.extend(batch.clone());
        batch
    }

    /// Labels again what was undone last, if that was in this sitting; it is to be redone in the journal in any case.
    pub fn redo(&mut self) -> Option<Vec<Done>> {
        let batch = self.undone.pop();
        self.asked.push_back(batch.as_deref().map_or(Asked::Unknown, |batch| Asked::Known(ids(batch))));
        if let Some(batch) = &batch {
            self.keep(batch.clone());
        }
        batch
    }

    /// Takes what was written, in the order it was asked for.
    pub fn wrote(&mut self, written: &Written) -> Came {
        match self.asked.pop_front() {
            Some(Asked::Known(ids)) if ids == written.complaints => Came::AsShown,
            Some(Asked::Unknown) if written.complaints.is_empty() => Came::Nothing,
            _ => Came::Otherwise(written.complaints.clone()),
        }
    }

    /// Whether something is on its way.
    pub fn waits(&self) -> bool {
        !self.asked.is_empty()
    }

    /// The complaints whose labels are on their way.
    pub fn pending(&self) -> HashSet<ComplaintId> {
        let known = self.asked.iter().filter_map(|asked| match asked {
            Asked::Known(ids) => Some(ids),
            Asked::Unknown => None,
        });
        known.flatten().copied().collect()
    }

    /// Forgets what can be undone at once: the journal went another way.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

fn ids(batch: &[Done]) -> Vec<ComplaintId> {
    batch.iter().map(|one| one.next.complaint.id).collect()
}
