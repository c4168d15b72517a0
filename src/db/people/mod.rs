//! People: who is known, under which names, and the alias that stands for each. What is done to them can be taken back.
//!
//! Whether a name or an alias may be given is judged in `model::people`, in the transaction that gives it.

mod naming;
mod rows;

use rusqlite::Connection;

pub use self::naming::Naming;
pub(super) use self::rows::{meet, put, readable_names, suggest};
use super::changes::{self, ChangeKind, PersonChange};
use super::error::attempt;
use super::{Store, query};
use crate::domain::people::{Person, Pseudonyms, alias_fault, name_fault, tidy};
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};

/// A change to who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PersonEdit {
    /// Add somebody under a name and an alias; the first number that was never used, if left out.
    Add(String, Option<String>),
    /// Give a person another alias.
    Alias(i64, String),
    /// Give a person another name to go by; the one before stays known.
    Rename(i64, String),
    /// Make one person of two: the second one, with the names of both.
    Merge(i64, i64),
    /// Take a person out of the vault. What was written about them stays, and has no alias any more.
    Forget(i64),
}

/// What is to be written, or why nothing is.
type Judged = std::result::Result<Vec<PersonChange>, String>;

impl Store {
    /// Lists everybody known, in the order they became known.
    pub fn people(&self) -> Result<Vec<Person>> {
        attempt("list the people", || rows::all(&self.conn))
    }

    /// Makes the veil of everybody known and of these names, which get the aliases they would get if they were kept.
    pub fn veil(&self, names: &[String]) -> Result<Pseudonyms> {
        attempt("look up the people", || {
            let mut people = rows::all(&self.conn)?;
            people.extend(rows::newcomers(&self.conn, &people, names)?);
            Ok(Pseudonyms::of(people))
        })
    }

    /// Changes who is known, and returns the person as they are then; `None` if they are forgotten. Refused in words if a
    /// name or an alias may not be given.
    pub fn edit_people(&mut self, edit: &PersonEdit, at: Moment) -> Result<Option<Person>> {
        let what = edit.label();
        let judged = self.write(what, |tx| {
            let people = rows::all(tx)?;
            let judged = judge(tx, &people, edit)?;
            if let Ok(all) = &judged {
                let all: Vec<_> =
                    all.iter().filter(|change| change.before != change.after).cloned().collect();
                all.iter().try_for_each(|change| put(tx, change.before.as_ref(), change.after.as_ref()))?;
                changes::record_people(tx, ChangeKind::People, at, &all)?;
            }
            Ok(judged)
        })?;
        let changes = judged.map_err(|fault| {
            Error::usage(
                format!("could not {what}: {fault}"),
                "`empathy people` lists who is known, and as whom",
            )
        })?;
        Ok(changes.into_iter().filter_map(|change| change.after).next_back())
    }
}

impl PersonEdit {
    fn label(&self) -> &'static str {
        match self {
            Self::Add(..) => "add the person",
            Self::Alias(..) => "change the alias",
            Self::Rename(..) => "rename the person",
            Self::Merge(..) => "merge the two people",
            Self::Forget(_) => "forget the person",
        }
    }
}

fn judge(conn: &Connection, people: &[Person], edit: &PersonEdit) -> Result<Judged, DbError> {
    let (before, after) = match edit {
        PersonEdit::Add(name, alias) => {
            let (id, name) = (rows::next_id(conn)?, tidy(name));
            if let Some(fault) = name_fault(people, None, &name) {
                return Ok(Err(fault));
            }
            let alias = alias.as_deref().map(tidy).map_or_else(|| rows::fresh_alias(conn, people), Ok)?;
            let person = Person { id, name, others: Vec::new(), alias };
            let all = [people, std::slice::from_ref(&person)].concat();
            if let Some(fault) = alias_fault(&all, id, &person.alias) {
                return Ok(Err(fault));
            }
            (None, Some(person))
        }
        PersonEdit::Alias(id, alias) => {
            let (person, alias) = (of(people, *id)?, tidy(alias));
            if let Some(fault) = alias_fault(people, *id, &alias) {
                return Ok(Err(fault));
            }
            (Some(person), Some(Person { alias, ..person.clone() }))
        }
        PersonEdit::Rename(id, name) => {
            let (person, name) = (of(people, *id)?, tidy(name));
            if let Some(fault) = name_fault(people, Some(*id), &name) {
                return Ok(Err(fault));
            }
            // The name before stays known.
            let others = person.names().map(str::to_owned).collect();
            (Some(person), Some(rows::each_name_once(Person { name, others, ..person.clone() })))
        }
        PersonEdit::Merge(id, into) => {
            let (person, stays) = (of(people, *id)?, of(people, *into)?);
            if id == into {
                return Ok(Err(format!("they are one person already, {}", stays.name)));
            }
            let names = stays.others.iter().map(String::as_str).chain(person.names());
            let both = Person { others: names.map(str::to_owned).collect(), ..stays.clone() };
            let goes = PersonChange { before: Some(person.clone()), after: None };
            return Ok(Ok(vec![goes, PersonChange::to(stays, rows::each_name_once(both))]));
        }
        PersonEdit::Forget(id) => (Some(of(people, *id)?), None),
    };
    Ok(Ok(vec![PersonChange { before: before.cloned(), after }]))
}

/// Takes back what a change did to people, the last first.
pub(super) fn take_back(conn: &Connection, people: &[PersonChange]) -> Result<(), DbError> {
    people.iter().rev().try_for_each(|change| put(conn, change.after.as_ref(), change.before.as_ref()))
}

/// Does changes to people again.
pub(super) fn do_again(conn: &Connection, people: &[PersonChange]) -> Result<(), DbError> {
    people.iter().try_for_each(|change| put(conn, change.before.as_ref(), change.after.as_ref()))
}

/// Says in a sentence each what is wrong with the vault.
pub(super) fn check(conn: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM person_name WHERE person = p.id AND position = 0) AS named FROM person p";
    query::some(conn, sql, [], |row| {
        Ok((!query::get::<bool>(row, "named")?).then(|| "one of the people has no name".to_owned()))
    })
}

fn of(people: &[Person], id: i64) -> Result<&Person, DbError> {
    let gone = || DbError::Other("they are not among the people any more".to_owned());
    people.iter().find(|person| person.id == id).ok_or_else(gone)
}
