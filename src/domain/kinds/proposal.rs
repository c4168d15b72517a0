//! Proposals: an answer offered with its reason, by the answers before it.

use crate::domain::condition::Condition;

/// An answer proposed with its reason; never filled in without the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// It is proposed only if all of these hold.
    pub when: Vec<Condition>,
    /// The text, or the option's id.
    pub value: String,
    pub because: String,
}
