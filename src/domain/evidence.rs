//! What can be cited: findings of earlier entries, with where they come from.

use chrono::NaiveDate;

use super::id::{EntryId, ShortId};
use super::provenance::Provenance;
use super::value::Cite;

/// Something an earlier entry says, with where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citable {
    pub entry: EntryId,
    pub short: ShortId,
    pub exercise: String,
    /// The local day it belongs to.
    pub day: NaiveDate,
    pub text: String,
    pub provenance: Provenance,
}

impl Citable {
    pub fn cite(&self) -> Cite {
        Cite { entry: self.entry, quote: self.text.clone(), provenance: Some(self.provenance) }
    }
}
