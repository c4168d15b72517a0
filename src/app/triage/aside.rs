//! What takes longer than a frame, on a thread of its own with its own view of the journal: learning from all labels, and
//! looking for the complaints that the suggestion is least sure of, or most.

use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::levels::CONFIDENT;
use super::queue::Next;
use super::suggester::{self, Caught};
use crate::db::{ComplaintFilter, Reader, Store};
use crate::domain::complaint::Picked;
use crate::error::Result;
use crate::suggest::{Learnt, Model, Suggestion};

/// Of how many that wait, drawn by chance, the least sure are looked for, and how many of those are given.
const POOL: usize = 300;
const GIVEN: usize = 24;
/// How many are listed at most to be approved.
const APPROVED: usize = 40;

/// Something that is being worked out.
#[derive(Debug)]
pub struct Aside<T>(Receiver<Result<T>>);

impl<T: Send + 'static> Aside<T> {
    /// Begins to work on a journal; one that lies in memory alone is not worked on.
    fn begin(path: &Path, work: impl FnOnce(&Store) -> Result<T> + Send + 'static) -> Self {
        let (to, done) = channel();
        let path = path.to_owned();
        // Nobody may be waiting any more.
        std::thread::spawn(move || drop(to.send(Reader::again(&path).and_then(|store| work(&store)))));
        Self(done)
    }

    /// Takes the result once it is there: `None` while it is worked on, and `Some(None)` if nothing comes.
    pub fn take(&self) -> Option<Option<Result<T>>> {
        match self.0.try_recv() {
            Ok(done) => Some(Some(done)),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(None),
        }
    }
}

/// Learns from the labels of a journal.
pub fn learn(path: &Path) -> Aside<Caught> {
    Aside::begin(path, suggester::catch_up)
}

/// Looks for those that wait and that the suggestion is least sure of.
pub fn least_sure(path: &Path, narrow: ComplaintFilter, learnt: Learnt, seed: u64) -> Aside<Vec<Next>> {
    Aside::begin(path, move |store| least_sure_of(store, &narrow, &learnt, seed))
}

/// The same at once: of some that are drawn by chance, the least sure first.
pub fn least_sure_of(
    store: &Store,
    narrow: &ComplaintFilter,
    learnt: &Learnt,
    seed: u64,
) -> Result<Vec<Next>> {
    let (product, source) = (narrow.product.as_deref(), narrow.source.as_deref());
    let pool = store.complaints_by_chance(product, source, seed, POOL)?;
    let mut sure: Vec<(f32, Next)> = pool
        .into_iter()
        .map(|complaint| {
            let suggestion = learnt.suggest(Model::built_in(), &complaint.said.text);
            (suggestion.confidence, Next { complaint, picked: Picked::Unsure })
        })
        // Where there is no word, there is nothing to learn.
        .filter(|(confidence, _)| *confidence > 0.0)
        .collect();
    sure.sort_by(|one, other| one.0.total_cmp(&other.0));
    Ok(sure.into_iter().take(GIVEN).map(|(_, next)| next).collect())
}

/// Looks for those that wait and that the suggestion is most sure of, the likeliest first.
pub fn likeliest(
    path: &Path,
    narrow: ComplaintFilter,
    learnt: Learnt,
    seed: u64,
) -> Aside<Vec<(Next, Suggestion)>> {
    Aside::begin(path, move |store| {
        let (product, source) = (narrow.product.as_deref(), narrow.source.as_deref());
        let pool = store.complaints_by_chance(product, source, seed, POOL)?;
        let suggested = pool.into_iter().map(|complaint| {
            let suggestion = learnt.suggest(Model::built_in(), &complaint.said.text);
            (Next { complaint, picked: Picked::Order }, suggestion)
        });
        let sure = |(_, suggestion): &(Next, Suggestion)| {
            suggestion.subject.is_some() && suggestion.confidence >= CONFIDENT
        };
        let mut likely: Vec<_> = suggested.filter(sure).collect();
        likely.sort_by(|one, other| other.1.confidence.total_cmp(&one.1.confidence));
        likely.truncate(APPROVED);
        Ok(likely)
    })
}
