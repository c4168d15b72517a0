//! What search found, set beside the exercise it is from; and the complaints that hold the same words.

use crate::db::{ComplaintFilter, Hit, Store, Towards};
use crate::domain::complaint::Complaint;
use crate::domain::scope::Scope;
use crate::domain::search::Query;
use crate::error::Result;
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

/// The complaints that hold the words of a search, the newest first; none where it asks for what only entries have.
pub fn complaints(store: &Store, query: &Query, limit: usize) -> Result<Vec<Complaint>> {
    let asks_more = query.after.is_some() || query.before.is_some() || !query.without.is_empty();
    if query.words.is_empty() || asks_more || !query.filters.is_empty() || !query.except.is_empty() {
        return Ok(Vec::new());
    }
    let filter = ComplaintFilter { words: query.words.clone(), ..ComplaintFilter::default() };
    store.complaints(&filter, None, Towards::Older, limit)
}
