//! How well labels agree: one's own given again, blind, and those of a partner, against the labels that one gave first.

use std::collections::BTreeSet;

use crate::db::Store;
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Labelled, Made};
use crate::domain::id::ShortId;
use crate::domain::stats::agreement::Agreement;
use crate::domain::time::Moment;
use crate::error::Result;
use crate::sys::rng::Rng;

/// Among how many labels complaints to read again are looked for, those given last.
const AMONG: usize = 2_000;
/// How many complaints labelled twice are compared, those labelled last.
const COMPARED: usize = 500;
/// How long ago the first label must be for it to be forgotten, in milliseconds.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// A complaint that was labelled twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Twice {
    /// Its id for people.
    pub short: ShortId,
    /// What it was first.
    pub first: Decision,
    /// What it was then.
    pub then: Decision,
    /// When it was labelled again.
    pub at: Moment,
}

/// Lists what was labelled twice, the last first: again by the person, for an empty reader, or by a partner.
pub fn twice(store: &Store, reader: &str) -> Result<Vec<Twice>> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for again in store.compared_labels(reader)?.into_iter().take(COMPARED) {
        if again.label.decision == Decision::Later || !seen.insert(again.complaint) {
            continue;
        }
        let is_first = |one: &Labelled| {
            let before = !reader.is_empty() || one.number < again.number;
            one.reader.is_empty() && !one.label.again && !one.undone && before && is_own(one)
        };
        let first = store.labels_of(again.complaint)?.into_iter().find(is_first);
        let Some(first) = first.map(|first| first.label.decision).filter(|one| *one != Decision::Later)
        else {
            continue;
        };
        if let Some(Complaint { short, .. }) = store.complaint(again.complaint)? {
            found.push(Twice { short, first, then: again.label.decision, at: again.at });
        }
    }
    Ok(found)
}

/// Compares both labels of each.
pub fn agreement(twice: &[Twice]) -> Agreement {
    Agreement::of(&twice.iter().map(|one| (one.first, one.then)).collect::<Vec<_>>())
}

/// Complaints to label again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ToAsk {
    /// The complaints, in an order by chance.
    pub complaints: Vec<Complaint>,
    /// How many of them were labelled less than a day ago, for want of others.
    pub recent: usize,
}

/// Picks complaints to label again, by chance: of those labelled a day ago or earlier those that were never given again come
/// first, then the others; those labelled since only if that is not enough.
pub fn to_ask(store: &Store, many: usize, now: Moment, chance: &mut Rng) -> Result<ToAsk> {
    let given: BTreeSet<ComplaintId> =
        store.compared_labels("")?.into_iter().map(|again| again.complaint).collect();
    let labels = store.last_labels(None, AMONG)?;
    let mut labels: Vec<Labelled> = labels.into_iter().filter(is_own).collect();
    chance.shuffle(&mut labels);
    let is_recent = |one: &Labelled| now.ms - one.at.ms < A_DAY;
    labels.sort_by_key(|one| (is_recent(one), given.contains(&one.complaint)));
    labels.truncate(many);
    let recent = labels.iter().filter(|one| is_recent(one)).count();
    let mut asked = ToAsk { complaints: Vec::new(), recent };
    for one in labels {
        asked.complaints.extend(store.complaint(one.complaint)?);
    }
    chance.shuffle(&mut asked.complaints);
    Ok(asked)
}

/// Picks complaints that were labelled, by chance, for a partner to label.
pub fn for_partner(store: &Store, many: usize, chance: &mut Rng) -> Result<Vec<Complaint>> {
    let mut labels = store.last_labels(None, AMONG)?;
    labels.retain(is_own);
    chance.shuffle(&mut labels);
    labels.truncate(many);
    labels.iter().filter_map(|one| store.complaint(one.complaint).transpose()).collect()
}

/// Whether a person decided something: what was labelled without asking is nobody's opinion to agree with.
fn is_own(labelled: &Labelled) -> bool {
    labelled.label.decision != Decision::Later && labelled.label.made != Made::Automatic
}
