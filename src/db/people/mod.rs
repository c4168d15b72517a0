//! People: who is known, under which names, and the alias that stands for each. What is done to them can be taken back.
//!
//! Whether a name or an alias may be given is judged in `model::people`, in the transaction that gives it.

mod naming;
mod rows;

use rusqlite::Connection;

pub use self::naming::Naming;
use self::rows::put;
pub(super) use self::rows::{meet, suggest};
use super::changes::{self, ChangeKind, PersonChange};
use super::error::attempt;
use super::{Store, query};
use crate::domain::people::{Person, Pseudonyms, alias_fault, name_fault, tidy};
use crate::domain::time::Moment;
use crate::error::{DbError, Error, Result};

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

    /// Adds a person; without an alias they get the first number that was never used.
    pub fn add_person(&mut self, name: &str, alias: Option<&str>, at: Moment) -> Result<Person> {
        let (name, alias) = (tidy(name), alias.map(tidy));
        self.change_people("add the person", at, |conn, people| {
            if let Some(fault) = name_fault(people, None, &name) {
                return Ok(Err(fault));
            }
            let mut person =
                Person { id: rows::next_id(conn)?, name, others: Vec::new(), alias: String::new() };
            let mut all = people.to_vec();
            all.push(person.clone());
            person.alias = match alias {
                Some(alias) => match alias_fault(&all, person.id, &alias) {
                    Some(fault) => return Ok(Err(fault)),
                    None => alias,
                },
                None => rows::fresh_alias(conn, people)?,
            };
            Ok(Ok(vec![PersonChange { before: None, after: Some(person) }]))
        })
        .and_then(changed)
    }

    /// Gives a person another alias.
    pub fn set_alias(&mut self, id: i64, alias: &str, at: Moment) -> Result<Person> {
        let alias = tidy(alias);
        self.change_people("change the alias", at, |_, people| {
            let person = of(people, id)?;
            if let Some(fault) = alias_fault(people, id, &alias) {
                return Ok(Err(fault));
            }
            Ok(Ok(vec![PersonChange::to(person, Person { alias, ..person.clone() })]))
        })
        .and_then(changed)
    }

    /// Gives a person another name to go by; the one before stays known.
    pub fn rename_person(&mut self, id: i64, name: &str, at: Moment) -> Result<Person> {
        let name = tidy(name);
        self.change_people("rename the person", at, |_, people| {
            let person = of(people, id)?;
            if let Some(fault) = name_fault(people, Some(id), &name) {
                return Ok(Err(fault));
            }
            let others =
                Person { name, others: person.names().map(str::to_owned).collect(), ..person.clone() };
            Ok(Ok(vec![PersonChange::to(person, rows::each_name_once(others))]))
        })
        .and_then(changed)
    }

    /// Makes one person of two: the second one, with the names of both.
    pub fn merge_people(&mut self, id: i64, into: i64, at: Moment) -> Result<Person> {
        self.change_people("merge the two", at, |_, people| {
            let (person, stays) = (of(people, id)?, of(people, into)?);
            if id == into {
                return Ok(Err(format!("they are one person already, {}", stays.name)));
            }
            let others =
                stays.others.iter().map(String::as_str).chain(person.names()).map(str::to_owned).collect();
            let both = rows::each_name_once(Person { others, ..stays.clone() });
            Ok(Ok(vec![
                PersonChange { before: Some(person.clone()), after: None },
                PersonChange::to(stays, both),
            ]))
        })
        .and_then(changed)
    }

    /// Takes a person out of the vault. What was written about them stays, and is not veiled any more.
    pub fn forget_person(&mut self, id: i64, at: Moment) -> Result<()> {
        self.change_people("forget the person", at, |_, people| {
            Ok(Ok(vec![PersonChange { before: Some(of(people, id)?.clone()), after: None }]))
        })
        .map(|_| ())
    }

    /// Judges a change to people and writes it, as one; gives what it changed.
    fn change_people(
        &mut self,
        what: &str,
        at: Moment,
        judge: impl FnOnce(&Connection, &[Person]) -> Result<Judged, DbError>,
    ) -> Result<Vec<PersonChange>> {
        let judged = self.write(what, |tx| {
            let people = rows::all(tx)?;
            let judged = judge(tx, &people)?;
            if let Ok(all) = &judged {
                let all: Vec<_> =
                    all.iter().filter(|change| change.before != change.after).cloned().collect();
                all.iter().try_for_each(|change| put(tx, change.before.as_ref(), change.after.as_ref()))?;
                changes::record_people(tx, ChangeKind::People, at, &all)?;
            }
            Ok(judged)
        })?;
        judged.map_err(|fault| {
            Error::usage(
                format!("could not {what}: {fault}"),
                "`empathy people` lists who is known, and as whom",
            )
        })
    }
}

/// Takes back what a change did to people, the last first.
pub(super) fn take_back(conn: &Connection, people: &[PersonChange]) -> Result<(), DbError> {
    people.iter().rev().try_for_each(|change| put(conn, change.after.as_ref(), change.before.as_ref()))
}

/// Says in a sentence each what is wrong with the vault.
pub(super) fn check(conn: &Connection) -> Result<Vec<String>, DbError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM person_name WHERE person = p.id AND position = 0) AS named FROM person p";
    query::some(conn, sql, [], |row| {
        Ok((!query::get::<bool>(row, "named")?).then(|| "somebody among the people has no name".to_owned()))
    })
}

fn of(people: &[Person], id: i64) -> Result<&Person, DbError> {
    let gone = || DbError::Other("they are not among the people any more".to_owned());
    people.iter().find(|person| person.id == id).ok_or_else(gone)
}

/// Gives the person that a change leaves.
fn changed(changes: Vec<PersonChange>) -> Result<Person> {
    let left = changes.into_iter().filter_map(|change| change.after).next_back();
    left.ok_or_else(|| Error::unknown("nobody is left of this change", "`empathy people` lists who is known"))
}
