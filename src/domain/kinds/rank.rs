//! Rankings: the order of a group's rows. The order is the answer; nothing is stored here.

use super::FieldKind;
use crate::domain::value::Answers;

/// The order of an ordered group's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankKind {
    pub of: String,
    /// The scale of its rows that a sort goes by.
    pub by: Option<String>,
}

impl FieldKind for RankKind {
    fn is_touched(&self, row: &Answers, _field: &str) -> bool {
        // There is an order to speak of once every row has the number it goes by.
        let mut rows = row.rows(&self.of).iter().filter(|row| !row.is_empty()).peekable();
        let has_number = |row: &Answers| self.by.as_ref().is_none_or(|by| row.get(by).is_some());
        rows.peek().is_some() && rows.all(has_number)
    }
}
