//! What can be cited: findings of earlier entries, with where they come from.

use chrono::NaiveDate;

use super::id::{EntryId, ShortId};
use super::value::Cite;

/// Something an earlier entry says, with where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citable {
    /// The entry.
    pub entry: EntryId,
    /// Its id for people.
    pub short: ShortId,
    /// The exercise it answers.
    pub exercise: String,
    /// The local day it belongs to.
    pub day: NaiveDate,
    /// What it says.
    pub text: String,
}

impl Citable {
    /// Makes the citation of it.
    pub fn cite(&self) -> Cite {
        Cite { entry: self.entry, quote: self.text.clone() }
    }
}
