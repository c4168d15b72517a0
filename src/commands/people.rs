//! `people`: the people who are known, the alias each has in files, and changes to that.

use serde_json::json;

use super::world::talk;
use super::{Out, World};
use crate::cli;
use crate::db::{Naming, PersonEdit, Scope, Store, Write};
use crate::domain::people::{Person, find};
use crate::error::{Error, Result, did_you_mean};
use crate::sanitize;

pub fn run(world: &World, out: &mut Out, args: &cli::People) -> Result<()> {
    let mut store = world.store()?;
    match &args.what {
        None => list(&store, out, args.json),
        Some(what) => {
            let last = store.last_change(&Scope::Everything)?;
            let said = change(world, &mut store, what)?;
            out.line(&said)?;
            let same = store.last_change(&Scope::Everything)? == last;
            talk(if same { "Nothing was changed." } else { "`empathy undo` reverses this." });
            Ok(())
        }
    }
}

/// Does what is asked for, and returns what it came to in a sentence.
fn change(world: &World, store: &mut Store, what: &cli::PeopleChange) -> Result<String> {
    let at = world.now().wall;
    let edit = |store: &mut Store, edit| -> Result<Person> {
        let person = store.apply(&Write::People(edit), at)?.person;
        person
            .ok_or_else(|| Error::unknown("this change leaves no one", "`empathy people` lists who is known"))
    };
    Ok(match what {
        cli::PeopleChange::Add { name, alias } => {
            let person = edit(store, PersonEdit::Add(name.clone(), alias.clone()))?;
            format!("{} is {} in files", person.name, person.alias)
        }
        cli::PeopleChange::Alias { name, alias } => {
            let id = one(store, name)?.id;
            let person = edit(store, PersonEdit::Alias(id, alias.clone()))?;
            format!("{} is {} in files", person.name, person.alias)
        }
        cli::PeopleChange::Rename { old, new } => {
            let before = one(store, old)?;
            let person = edit(store, PersonEdit::Rename(before.id, new.clone()))?;
            format!("{} is {} now; files show {} for both names", before.name, person.name, person.alias)
        }
        cli::PeopleChange::Merge { name, into } => {
            let (goes, stays) = (one(store, name)?, one(store, into)?);
            let person = edit(store, PersonEdit::Merge(goes.id, stays.id))?;
            format!("merged {} into {}, who is {} in files", goes.name, person.name, person.alias)
        }
        cli::PeopleChange::Forget { name } => {
            let person = one(store, name)?;
            let naming = store.naming(&store.veil(&[])?, &person)?;
            store.apply(&Write::People(PersonEdit::Forget(person.id)), at)?;
            match naming.entries {
                0 => format!("forgot {}; no entry names them", person.name),
                1 => format!("forgot {}; 1 entry still names them", person.name),
                _ => format!("forgot {}; {} entries still name them", person.name, counted(naming)),
            }
        }
    })
}

fn list(store: &Store, out: &mut Out, json: cli::Json) -> Result<()> {
    let (people, veil) = (store.people()?, store.veil(&[])?);
    let mut rows = Vec::new();
    for person in &people {
        rows.push((person, store.naming(&veil, person)?));
    }
    if json.json {
        let one = |(person, naming): &(&Person, Naming)| {
            json!({
                "name": person.name,
                "other_names": person.others,
                "alias": person.alias,
                "entries": naming.entries,
                "more_entries": naming.more,
            })
        };
        return out.json(&rows.iter().map(one).collect());
    }
    let widest = |text: fn(&Person) -> &str| {
        people.iter().map(|person| sanitize::width(&sanitize::line(text(person)))).max().unwrap_or_default()
    };
    let (names, aliases) = (widest(|person| &person.name), widest(|person| &person.alias));
    for (person, naming) in rows {
        let (name, alias) = (padded(&person.name, names), padded(&person.alias, aliases));
        let noun = if naming.entries == 1 && !naming.more { "entry" } else { "entries" };
        let others = match person.others.as_slice() {
            [] => String::new(),
            others => format!("   also {}", others.join(", ")),
        };
        out.line(&format!("{name}   {alias}   {:>4} {noun}{others}", counted(naming)))?;
    }
    if people.is_empty() {
        talk(
            "No people yet. Those you name in exercises appear here, and `empathy people add NAME` adds one.",
        );
    }
    Ok(())
}

/// Finds the one person a typed name means.
fn one(store: &Store, typed: &str) -> Result<Person> {
    let people = store.people()?;
    match find(&people, typed).as_slice() {
        [person] => Ok((*person).clone()),
        [] => {
            let names = people.iter().flat_map(Person::names);
            let hint = did_you_mean(typed, names).map_or_else(
                || "`empathy people` lists everyone".to_owned(),
                |name| format!("did you mean `{name}`?"),
            );
            Err(Error::unknown(format!("there is no person called `{typed}`"), hint))
        }
        several => {
            let names: Vec<_> = several.iter().map(|person| person.name.as_str()).collect();
            let message = format!("`{typed}` could be any of {}", names.join(", "));
            Err(Error::usage(message, "type one or two more letters"))
        }
    }
}

fn counted(naming: Naming) -> String {
    format!("{}{}", naming.entries, if naming.more { "+" } else { "" })
}

fn padded(text: &str, width: usize) -> String {
    let text = sanitize::line(text);
    format!("{text}{}", " ".repeat(width.saturating_sub(sanitize::width(&text))))
}
