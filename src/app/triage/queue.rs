//! Which complaints come next. Each comes once, those put off after all others; what is labelled meanwhile is left out.

use std::collections::{HashSet, VecDeque};

use crate::db::{ComplaintFilter, Standing, Store, Towards};
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Picked};
use crate::error::Result;

/// Where chance begins: at the same place each time, so that what it picked is never a draw from the rest alone.
const FIRST: u64 = 0;

/// In which order complaints come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The newest first.
    Date,
    /// Product by product, the newest first.
    Product,
    /// By turns one by chance and one that the suggestion is least sure of: labels teach most where it is not sure, and
    /// what is picked by chance says how often things are.
    Useful,
}

impl Order {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Date, Self::Product, Self::Useful];
}

/// A complaint that is to be labelled, and how it came to be the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// The complaint.
    pub complaint: Complaint,
    /// How it was picked.
    pub picked: Picked,
}

/// Complaints to read from.
#[derive(Debug)]
enum Part {
    /// A list, from where it was read last.
    Listed(ComplaintFilter, Option<Box<Complaint>>),
    /// What waits, by chance.
    Chance(ComplaintFilter),
}

/// Complaints in an order, a few at a time.
#[derive(Debug)]
pub struct Queue {
    order: Order,
    /// The parts that are left, the first last.
    parts: Vec<Part>,
    /// Those that the suggestion is least sure of, as far as they were looked for.
    unsure: VecDeque<Next>,
}

impl Queue {
    /// Begins with what waits, narrowed; `products` are those there are.
    pub fn begin(
        order: Order,
        narrow: &ComplaintFilter,
        products: impl DoubleEndedIterator<Item = String>,
    ) -> Self {
        let with = |standing| ComplaintFilter { standing, ..narrow.clone() };
        let waiting = with(Standing::Waiting);
        let mut parts = vec![Part::Listed(with(Standing::Is(Decision::Later)), None)];
        match (order, &narrow.product) {
            (Order::Product, None) => {
                let of = |product| ComplaintFilter { product: Some(product), ..waiting.clone() };
                parts.extend(products.rev().map(|product| Part::Listed(of(product), None)));
            }
            // Words are not looked for by chance.
            (Order::Useful, _) if narrow.words.is_empty() => parts.push(Part::Chance(waiting)),
            _ => parts.push(Part::Listed(waiting, None)),
        }
        Self { order, parts, unsure: VecDeque::new() }
    }

    /// The order they come in.
    pub fn order(&self) -> Order {
        self.order
    }

    /// Whether those are wanted that the suggestion is least sure of.
    pub fn wants_unsure(&self) -> bool {
        matches!(self.parts.last(), Some(Part::Chance(_))) && self.unsure.is_empty()
    }

    /// Takes those that the suggestion is least sure of.
    pub fn set_unsure(&mut self, unsure: Vec<Next>) {
        self.unsure = unsure.into();
    }

    /// Reads up to about `limit` more, without those that are held: none if there are no more.
    pub fn more(&mut self, store: &Store, limit: usize, held: &HashSet<ComplaintId>) -> Result<Vec<Next>> {
        let mut found = Vec::new();
        while found.len() < limit
            && let Some(part) = self.parts.last_mut()
        {
            let is_over = match part {
                Part::Listed(filter, from) => {
                    let read = store.complaints(filter, from.as_deref(), Towards::Older, limit)?;
                    let is_over = read.len() < limit;
                    *from = read.last().cloned().map(Box::new);
                    let next = |complaint| Next { complaint, picked: Picked::Order };
                    found.extend(read.into_iter().filter(|one| !held.contains(&one.id)).map(next));
                    is_over
                }
                Part::Chance(filter) => {
                    let (product, source) = (filter.product.as_deref(), filter.source.as_deref());
                    let read = store.complaints_by_chance(product, source, FIRST, limit + held.len())?;
                    self.unsure = still_waiting(std::mem::take(&mut self.unsure), store)?;
                    found = mixed(read, &mut self.unsure, held, limit);
                    // All of them are read each time, so there are no others.
                    found.len() < limit
                }
            };
            if is_over {
                self.parts.pop();
            }
        }
        Ok(found)
    }
}

/// Leaves out what was labelled since it was looked for.
fn still_waiting(unsure: VecDeque<Next>, store: &Store) -> Result<VecDeque<Next>> {
    let mut waiting = VecDeque::new();
    for next in unsure {
        if store.complaint(next.complaint.id)?.is_some_and(|complaint| complaint.decision.is_none()) {
            waiting.push_back(next);
        }
    }
    Ok(waiting)
}

/// Takes by turns one by chance and one that the suggestion is not sure of, each once.
fn mixed(
    chance: Vec<Complaint>,
    unsure: &mut VecDeque<Next>,
    held: &HashSet<ComplaintId>,
    limit: usize,
) -> Vec<Next> {
    let mut taken: HashSet<ComplaintId> = HashSet::new();
    let mut found: Vec<Next> = Vec::new();
    let mut chance = chance.into_iter().map(|complaint| Next { complaint, picked: Picked::Chance });
    while found.len() < limit {
        let is_free = |next: &Next| !held.contains(&next.complaint.id) && !taken.contains(&next.complaint.id);
        let Some(next) = chance.find(is_free) else { break };
        taken.insert(next.complaint.id);
        found.push(next);
        let other = std::iter::from_fn(|| unsure.pop_front())
            .find(|next| !held.contains(&next.complaint.id) && !taken.contains(&next.complaint.id));
        if let Some(other) = other {
            taken.insert(other.complaint.id);
            found.push(other);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{NewImport, Write};
    use crate::domain::complaint::{Label, Said};
    use crate::domain::time::Moment;

    fn stocked(count: usize) -> Store {
        let mut store = Store::open_in_memory().expect("opens");
        let said = |n: usize| Said {
            product: ["Otter", "Siri", "Alexa"][n % 3].to_owned(),
            source: "Reddit".to_owned(),
            source_id: None,
            stars: None,
            day: None,
            text: format!("It lied to me {n} times"),
            link: None,
            author: None,
        };
        let put = store.import_complaints(&NewImport::default(), Moment::new(0, 0), |into| {
            (0..count).try_for_each(|n| into.put(&said(n)).map(|_| ()))
        });
        put.expect("imported");
        store
    }

    fn products(store: &Store) -> Vec<String> {
        let counts = store.complaint_counts().expect("counts");
        let mut names: Vec<String> = counts.into_iter().map(|count| count.product).collect();
        names.dedup();
        names
    }

    #[test]
    fn every_complaint_comes_once_in_every_order_whatever_is_labelled_meanwhile() {
        for order in Order::ALL {
            let mut store = stocked(50);
            let narrow = ComplaintFilter::default();
            let mut queue = Queue::begin(order, &narrow, products(&store).into_iter());
            let mut come: Vec<Next> = Vec::new();
            let mut held = HashSet::new();
            loop {
                let more = queue.more(&store, 7, &held).expect("reads");
                if more.is_empty() {
                    break;
                }
                for (n, next) in more.into_iter().enumerate() {
                    // Some are labelled at once, some put off, some are held for the next round.
                    held.insert(next.complaint.id);
                    if n % 3 != 0 {
                        let decision = if n % 3 == 1 { Decision::Nothing } else { Decision::Later };
                        let labels = vec![(next.complaint.id, Label::new(decision))];
                        store.apply(&Write::Label(labels), Moment::new(1, 0)).expect("labels");
                    }
                    come.push(next);
                }
            }
            let ids: HashSet<ComplaintId> = come.iter().map(|next| next.complaint.id).collect();
            assert_eq!((come.len(), ids.len()), (50, 50), "{order:?}");
            let picked = if order == Order::Useful { Picked::Chance } else { Picked::Order };
            assert!(come.iter().all(|next| next.picked == picked), "{order:?}");
            if order == Order::Product {
                assert!(come.is_sorted_by(|one, other| one.complaint.said.product <= other.complaint.said.product));
            }
        }
    }

    #[test]
    fn what_was_put_off_comes_after_all_others() {
        let mut store = stocked(9);
        let first =
            store.complaints(&ComplaintFilter::default(), None, Towards::Older, 1).expect("reads")[0].id;
        let labels = vec![(first, Label::new(Decision::Later))];
        store.apply(&Write::Label(labels), Moment::new(1, 0)).expect("labels");
        let mut queue = Queue::begin(Order::Date, &ComplaintFilter::default(), std::iter::empty());
        let come = queue.more(&store, 20, &HashSet::new()).expect("reads");
        assert_eq!((come.len(), come.last().map(|next| next.complaint.id)), (9, Some(first)));
    }

    #[test]
    fn one_by_chance_and_one_that_is_not_sure_take_turns_and_none_comes_twice() {
        let store = stocked(20);
        let mut queue = Queue::begin(Order::Useful, &ComplaintFilter::default(), std::iter::empty());
        assert!(queue.wants_unsure());
        let unsure = super::super::aside::least_sure_of(
            &store,
            &ComplaintFilter::default(),
            &crate::suggest::Learnt::default(),
            99,
        );
        let mut unsure = unsure.expect("reads");
        unsure.truncate(5);
        queue.set_unsure(unsure);
        let come = queue.more(&store, 10, &HashSet::new()).expect("reads");
        let ids: HashSet<ComplaintId> = come.iter().map(|next| next.complaint.id).collect();
        assert_eq!((come.len(), ids.len()), (10, 10));
        let count = come.iter().filter(|next| next.picked == Picked::Unsure).count();
        assert!((1..=5).contains(&count), "{count}");
        assert_eq!(come[0].picked, Picked::Chance);
    }
}
