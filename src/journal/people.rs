//! What stands for people in something that leaves the machine.

use crate::error::Result;
use crate::model::exercise::Exercise;
use crate::model::people::Veil;
use crate::model::value::Answers;
use crate::store::Store;

/// Makes the veil for some answers, finished or not: whoever they name for the first time is veiled as well.
pub fn veil<'a>(
    store: &Store,
    exercise: &Exercise,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<Veil> {
    let names: Vec<String> = all.into_iter().flat_map(|answers| exercise.people_in(answers)).collect();
    store.veil(&names)
}
