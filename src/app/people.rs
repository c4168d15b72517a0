//! People: what stands for them in something that leaves the machine, and changes to them in words.

use crate::db::{PersonChange, Store};
use crate::domain::exercise::Exercise;
use crate::domain::field_role::FieldRole;
use crate::domain::number_format::times;
use crate::domain::people::{Person, Pseudonyms, Replaced, SOMEONE, Stranger};
use crate::domain::value::Answers;
use crate::error::Result;

/// How many products are known not to be people.
const PRODUCTS: usize = 1000;

/// How many names that may be people's are listed.
const STRANGERS: usize = 5;

/// Makes the veil for some answers, finished or not: whoever they name for the first time is veiled as well.
pub fn veil<'a>(
    store: &Store,
    exercise: &Exercise,
    all: impl IntoIterator<Item = &'a Answers>,
) -> Result<Pseudonyms> {
    let names: Vec<String> = all.into_iter().flat_map(|answers| exercise.people_in(answers)).collect();
    store.veil(&names)
}

/// Compares a text as it is here with the same text as it leaves.
pub fn replaced(store: &Store, veil: &Pseudonyms, inside: &str, outside: &str) -> Result<Replaced> {
    let products = store.suggest(FieldRole::Product.name(), "", PRODUCTS)?;
    Ok(veil.replaced(inside, outside, products.iter().map(String::as_str)))
}

/// Lists in words what was replaced in a file.
pub fn describe(replaced: &Replaced) -> Vec<String> {
    let mut lines = Vec::new();
    let people = replaced.people.iter();
    let people =
        people.map(|(person, count)| format!("{} is {} ({})", person.name, person.alias, times(*count)));
    let people: Vec<_> = people.collect();
    if !people.is_empty() {
        lines.push(format!("In the file, {}", people.join(" · ")));
    }
    for (name, those, count) in &replaced.unsure {
        let those: Vec<_> = those.iter().map(|person| person.name.as_str()).collect();
        let count = times(*count);
        lines.push(format!(
            "In the file, “{name}” is “{SOMEONE}” ({count}), because it could be {}",
            those.join(" or ")
        ));
    }
    let counted = |count: usize, what: &str| (count > 0).then(|| format!("{what} ({})", times(count)));
    let contacts = [
        counted(replaced.mails, "email addresses"),
        counted(replaced.phones, "phone numbers"),
        counted(replaced.secrets, "keys or passwords"),
    ];
    let contacts: Vec<_> = contacts.into_iter().flatten().collect();
    if !contacts.is_empty() {
        lines.push(format!("Left out of the file: {}", contacts.join(", ")));
    }
    lines
}

/// Lists in words which names in a file may be those of people nobody declared.
pub fn warnings(replaced: &Replaced) -> Vec<String> {
    let one = |stranger: &Stranger| {
        format!("{} may be a person, and has no alias: “{}”", stranger.name, stranger.line)
    };
    let mut lines: Vec<_> = replaced.strangers.iter().take(STRANGERS).map(one).collect();
    if replaced.strangers.len() > STRANGERS {
        lines.push(match replaced.strangers.len() - STRANGERS {
            1 => "1 more name may be a person".to_owned(),
            more => format!("{more} more names may be people"),
        });
    }
    lines
}

/// Describes what a change did to people.
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
