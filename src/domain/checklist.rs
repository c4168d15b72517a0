//! The checklist: what a person should be able to do, and rules that look for evidence of it among facts. The judgement on
//! one day is worked out here; which facts there are is asked outside.

use super::named::named;

mod rules;

pub use rules::{Candidate, EvidenceRule, Key, Needed, RuleResult, Tally};

/// How sure a person must be, 0–100, for an item without evidence to count as self-rated.
pub const SELF_RATED_FROM: f64 = 60.0;

/// What a person should be able to do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checklist {
    /// The self-rating exercise.
    pub id: String,
    pub title: String,
    /// One line.
    pub about: String,
    /// A paragraph: why you rate yourself before you look at the evidence.
    pub why: String,
    pub items: Vec<ChecklistItem>,
}

/// One thing a person should be able to do.
#[derive(Debug, Clone, PartialEq)]
pub struct ChecklistItem {
    /// Kebab-case name, the same for ever.
    pub id: String,
    /// The ids it had before; ratings given under them are its own.
    pub was: Vec<String>,
    pub title: String,
    /// The sentence to rate yourself on.
    pub says: String,
    /// Where it is used.
    pub used: Vec<Use>,
    /// The exercise that closes the gap.
    pub close: Option<String>,
    /// The measure of the text to tell it with: the one in the row of the newest evidence.
    pub story: Option<String>,
    /// What must be found; all of it. None: the item can only be self-rated.
    pub rules: Vec<EvidenceRule>,
}

impl ChecklistItem {
    /// The measure of self-ratings of this item.
    pub fn rating(&self) -> String {
        rating_of(&self.id)
    }

    /// The measure of reasons to count it without evidence.
    pub fn claim(&self) -> String {
        claim_of(&self.id)
    }
}

/// The measure of self-ratings of an item, by its id.
pub fn rating_of(id: &str) -> String {
    format!("sure_{}", id.replace('-', "_"))
}

/// The measure of reasons to count an item without evidence, by its id.
pub fn claim_of(id: &str) -> String {
    format!("claim_{}", id.replace('-', "_"))
}

named! {
    /// Where a skill is used.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Use {
        Interview = "interview",
        Review = "review",
        Daily = "daily",
    }
}

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Evidenced,
    /// You are sure, or gave a reason, and there is no evidence.
    SelfRated,
    /// Neither.
    Gap,
}

impl Standing {
    /// Judges an item: what its rules found, how sure you are (0–100), and whether a reason was given.
    pub fn of(found: &[RuleResult], rating: Option<f64>, claimed: bool) -> Self {
        if !found.is_empty() && found.iter().all(RuleResult::holds) {
            Self::Evidenced
        } else if claimed || rating.is_some_and(|rating| rating >= SELF_RATED_FROM) {
            Self::SelfRated
        } else {
            Self::Gap
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_stands_where_its_evidence_and_its_rating_put_it() {
        let holds = RuleResult { have: 1, want: 1, ..RuleResult::default() };
        let fails = RuleResult { want: 1, ..RuleResult::default() };
        let cases = [
            (vec![holds.clone()], None, false, Standing::Evidenced),
            (vec![holds.clone(), fails.clone()], Some(59.0), false, Standing::Gap),
            (vec![holds, fails.clone()], Some(60.0), false, Standing::SelfRated),
            (vec![fails], None, true, Standing::SelfRated),
            (vec![], Some(100.0), false, Standing::SelfRated),
            (vec![], None, false, Standing::Gap),
        ];
        for (found, rating, claimed, standing) in cases {
            assert_eq!(Standing::of(&found, rating, claimed), standing);
        }
    }
}
