//! Evidence: citations of earlier entries.

use super::FieldKind;
use crate::domain::fault::Fault;
use crate::domain::provenance::Provenance;
use crate::domain::value::Value;

/// Cited entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceKind {
    /// The text field that says about what.
    pub about: Option<String>,
    pub min: usize,
}

impl FieldKind for EvidenceKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Cites(cites) = value else { return Some(Fault::OtherKind) };
        let observed =
            cites.iter().filter(|cite| cite.provenance.is_none_or(Provenance::is_observed)).count();
        let missing = self.min.checked_sub(observed).filter(|missing| *missing > 0)?;
        Some(if observed < cites.len() { Fault::FewObserved(missing) } else { Fault::FewCites(missing) })
    }

    fn missing(&self) -> Option<Fault> {
        (self.min > 0).then_some(Fault::NoCites)
    }
}
