//! The checklist on a day: which items are proven, by which entries, and how sure the person is.

use chrono::NaiveDate;

use crate::coach;
use crate::error::Result;
use crate::library::Catalog;
use crate::model::calibration::Judgement;
use crate::model::checklist::{Candidate, Found, Item, Proof, Standing};
use crate::model::extract::Fact;
use crate::store::{Order, Store, Wanted};

/// How many facts a rule looks at, the newest.
const LOOKED_AT: usize = 1_000;
/// How many self-ratings of an item are held against what could be proven.
const JUDGED: usize = 26;

/// An item on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// The item.
    pub item: Item,
    /// How sure the person is, 0–100, and when they said so.
    pub rating: Option<(f64, NaiveDate)>,
    /// Why it counts without proof, in their words.
    pub claim: Option<String>,
    /// What each rule found, in the order of the item.
    pub found: Vec<Found>,
    /// How far it is.
    pub standing: Standing,
}

impl Judged {
    /// Gives the first day on which a proof that held once held no more.
    pub fn expired(&self) -> Option<NaiveDate> {
        self.found.iter().filter_map(|found| found.expired).max()
    }

    /// Gives the last day all proof holds, if it ends.
    pub fn until(&self) -> Option<NaiveDate> {
        self.found.iter().filter_map(|found| found.until).min()
    }
}

/// Judges every item on a day.
pub fn judge(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Vec<Judged>> {
    catalog.checklist().items.iter().map(|item| judge_item(store, catalog, item, day)).collect()
}

fn judge_item(store: &Store, catalog: &Catalog, item: &Item, day: NaiveDate) -> Result<Judged> {
    let newest = |measure: String| -> Result<Option<(Fact, NaiveDate)>> {
        let wanted = Wanted { measure: &measure, to: Some(day), ..Wanted::default() };
        Ok(store.facts(&wanted, Order::Newest, 1)?.pop().map(|dated| (dated.fact, dated.day)))
    };
    let rating = newest(item.rating())?.map(|(fact, day)| (fact.value, day));
    let claim = newest(item.claim())?.and_then(|(fact, _)| fact.words);
    let mut found = Vec::new();
    for proof in &item.proofs {
        found.push(proof.judge(&fitting(store, catalog, proof)?, day));
    }
    let standing = Standing::of(&found, rating.map(|(rating, _)| rating), claim.is_some());
    Ok(Judged { item: item.clone(), rating, claim, found, standing })
}

/// Finds the facts that fit a rule but for their age, the newest first.
fn fitting(store: &Store, catalog: &Catalog, proof: &Proof) -> Result<Vec<Candidate>> {
    let wanted = Wanted { measure: &proof.measure, ..Wanted::default() };
    let hints = catalog.metrics().get(&proof.measure).map(|metric| metric.hints.clone()).unwrap_or_default();
    let mut fitting = Vec::new();
    for dated in store.facts(&wanted, Order::Newest, LOOKED_AT)? {
        let fact = &dated.fact;
        let of_category = proof.category.is_empty()
            || fact.category.as_ref().is_some_and(|category| proof.category.contains(category));
        let high_enough = proof.at_least.is_none_or(|least| fact.value >= least);
        let clean =
            || !proof.clean || coach::hints(&hints, fact.words.as_deref().unwrap_or_default()).is_empty();
        if !(of_category && high_enough && clean()) {
            continue;
        }
        if !proof.with.is_empty() {
            let around = store.facts_of(dated.entry)?;
            let there = |measure: &String| {
                around.iter().any(|other| other.measure == *measure && other.is_around(&fact.place))
            };
            if !proof.with.iter().all(there) {
                continue;
            }
        }
        let Fact { subject, category, words, .. } = dated.fact;
        fitting.push(Candidate { entry: dated.entry, day: dated.day, subject, category, words });
    }
    Ok(fitting)
}

/// Tells whether the person has rated themselves within so many days before a day, that day too.
pub fn is_rated(judged: &[Judged], day: NaiveDate, within: i64) -> bool {
    judged.iter().any(|judged| judged.rating.is_some_and(|(_, rated)| (day - rated).num_days() < within))
}

/// Lists self-ratings with whether the item could be proven on the day they were given. Items without rules are left
/// out.
pub fn judgements(store: &Store, catalog: &Catalog) -> Result<Vec<Judgement>> {
    let mut all = Vec::new();
    for item in catalog.checklist().items.iter().filter(|item| !item.proofs.is_empty()) {
        let mut facts = Vec::new();
        for proof in &item.proofs {
            facts.push(fitting(store, catalog, proof)?);
        }
        let measure = item.rating();
        for rated in store.facts(&Wanted { measure: &measure, ..Wanted::default() }, Order::Newest, JUDGED)? {
            let holds = |(proof, facts): (&Proof, &Vec<Candidate>)| proof.judge(facts, rated.day).holds();
            let held = item.proofs.iter().zip(&facts).all(holds);
            all.push(Judgement { confidence: rated.fact.value / 100.0, held });
        }
    }
    Ok(all)
}
