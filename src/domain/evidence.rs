//! What can be cited: findings of earlier entries and complaints, with where they come from.

use chrono::NaiveDate;

use super::id::ShortId;
use super::provenance::Provenance;
use super::value::{Cite, Cited};

/// Something an earlier entry or a complaint says, with where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citable {
    pub of: Cited,
    pub short: ShortId,
    /// The exercise of the entry; empty for a complaint.
    pub exercise: String,
    /// The local day it belongs to.
    pub day: NaiveDate,
    pub text: String,
    pub provenance: Provenance,
}

impl Citable {
    pub fn cite(&self) -> Cite {
        Cite { of: self.of, quote: self.text.clone(), provenance: Some(self.provenance) }
    }
}
