//! Evidence: citations of earlier entries.

use super::FieldKind;
use crate::domain::fault::Fault;
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
        let missing = self.min.checked_sub(cites.len()).filter(|missing| *missing > 0)?;
        Some(Fault::FewCites(missing))
    }

    fn missing(&self) -> Option<Fault> {
        (self.min > 0).then_some(Fault::NoCites)
    }
}
