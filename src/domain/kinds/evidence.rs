//! Evidence: citations of earlier entries.

use super::{Fault, FieldKind};
use crate::domain::value::Value;

/// Cited entries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceKind {
    /// The text field that says about what.
    pub about: Option<String>,
    /// How many are needed.
    pub min: usize,
}

impl FieldKind for EvidenceKind {
    fn fault(&self, value: &Value) -> Option<Fault> {
        let Value::Cites(cites) = value else { return Some(Fault::other_kind()) };
        let missing = self.min.checked_sub(cites.len()).filter(|missing| *missing > 0)?;
        Some(Fault::Open(format!("cite {missing} more")))
    }

    fn missing(&self, optional: bool) -> Option<String> {
        (self.min > 0 && !optional).then(|| "cite the entries it is based on".to_owned())
    }

    fn takes(&self) -> Option<String> {
        Some("entries to cite".to_owned())
    }
}
