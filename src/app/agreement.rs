//! How well labels agree: one's own given again, blind, and those of a partner, against the labels that one gave first.

use std::collections::BTreeSet;

use crate::db::Store;
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Labelled};
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
            one.reader.is_empty() && !one.label.again && !one.undone && before && one.label.made.is_own()
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
    let mut labels = decided(store)?;
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
    let mut labels = decided(store)?;
    chance.shuffle(&mut labels);
    labels.truncate(many);
    labels.iter().filter_map(|one| store.complaint(one.complaint).transpose()).collect()
}

/// The last labels by which a person decided something.
fn decided(store: &Store) -> Result<Vec<Labelled>> {
    let mut labels = store.last_labels(None, AMONG)?;
    labels.retain(|one| one.label.decision != Decision::Later);
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{NewImport, Write};
    use crate::domain::complaint::{Dimension, Label, Made, Said};

    #[test]
    fn what_was_put_off_after_all_is_compared_with_nothing() {
        let mut store = Store::open_in_memory().expect("opens");
        let (at, trust) = (Moment::new(1_763_000_000_000, 0), Decision::About(Dimension::Trust));
        let said = Said {
            product: "Otter".into(),
            source: "Reddit".into(),
            source_id: None,
            stars: None,
            day: None,
            text: "it lied".into(),
            link: None,
            author: None,
        };
        let put = store.import_complaints(&NewImport::default(), at, |into| into.put(&said).map(|_| ()));
        put.expect("imports");
        let id = ComplaintId::of("Otter", "it lied");
        store.apply(&Write::Label(vec![(id, Label::new(trust))]), at).expect("labels");
        store.take_labels("Sam", &[(id, Label::new(trust))], at).expect("takes");
        assert_eq!(twice(&store, "Sam").expect("reads").len(), 1);
        let automatic = Label { made: Made::Automatic, ..Label::new(Decision::Broken) };
        store.apply(&Write::Label(vec![(id, automatic)]), at).expect("labels");
        assert_eq!(
            twice(&store, "Sam").expect("reads").len(),
            1,
            "what was labelled without asking is passed"
        );
        store.apply(&Write::Label(vec![(id, Label::new(Decision::Later))]), at).expect("puts off");
        assert_eq!(twice(&store, "Sam").expect("reads"), []);
    }
}
