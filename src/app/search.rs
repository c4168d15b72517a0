//! What search found, set beside the exercise it is from.

use crate::db::Hit;
use crate::domain::scope::Scope;
use crate::exercises::Catalog;

/// Returns whether the line that is shown of an entry still applies: an answer behind a condition that does not hold is kept
/// and found, and counts nowhere. What is no answer, or of an exercise that is gone, always does.
pub fn applies(catalog: &Catalog, hit: &Hit) -> bool {
    let (Some(place), Some(loaded)) = (&hit.passage, catalog.get(&hit.head.exercise)) else { return true };
    let exercise = loaded.exercise();
    let answers = exercise.current(&hit.answers);
    let is_asked = || Scope::at(exercise, &answers, &place.at.row).asks(&place.at.field);
    exercise.field_at(&place.at).is_none() || is_asked()
}
