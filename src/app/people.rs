//! People: what stands for them in something that leaves the machine, and changes to them in words.

use crate::db::{PersonChange, Store};
use crate::domain::exercise::Exercise;
use crate::domain::people::{Person, Pseudonyms};
use crate::domain::value::Answers;
use crate::error::Result;

/// Makes the veil for some answers, finished or not: whoever they name for the first time is veiled as well.
pub fn veil<'a>(
    store: &Store,
    exercise: &Exercise,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<Pseudonyms> {
    let names: Vec<String> = all.into_iter().flat_map(|answers| exercise.people_in(answers)).collect();
    store.veil(&names)
}

/// Says in words what a change did to people.
pub fn told(changes: &[PersonChange]) -> String {
    let name = |person: &Option<Person>| person.as_ref().map_or(String::new(), |person| person.name.clone());
    match changes {
        [PersonChange { before: None, after: Some(after) }] => {
            format!("added {} as {}", after.name, after.alias)
        }
        [PersonChange { before: Some(before), after: None }] => format!("forgot {}", before.name),
        [PersonChange { before: Some(before), after: Some(after) }] if before.alias != after.alias => {
            format!("gave {} the alias {}", after.name, after.alias)
        }
        [PersonChange { before: Some(before), after: Some(after) }] => {
            format!("renamed {} to {}", before.name, after.name)
        }
        [goes, .., stays] => format!("merged {} into {}", name(&goes.before), name(&stays.after)),
        _ => "changed the people".to_owned(),
    }
}
