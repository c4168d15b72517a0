//! The rows of people: reading them, writing one as it is to be, and meeting those an entry names for the first time.

use std::collections::BTreeSet;

use rusqlite::{Connection, Row, params};

use super::super::query;
use crate::domain::facts::subject_key;
use crate::domain::people::{Person, Pseudonyms, is_name, is_nobody, numbered, tidy};
use crate::error::DbError;

/// Reads everybody, in the order they became known.
pub(in super::super) fn all(conn: &Connection) -> Result<Vec<Person>, DbError> {
    let ids = query::all(conn, "SELECT id FROM person ORDER BY id", [], |row| query::get::<i64>(row, "id"))?;
    Ok(ids
        .into_iter()
        .map(|id| one(conn, id))
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect())
}

/// Reads one person.
fn one(conn: &Connection, id: i64) -> Result<Option<Person>, DbError> {
    let Some(alias) = query::value(conn, "SELECT alias FROM person WHERE id = ?1", [id])? else {
        return Ok(None);
    };
    let sql = "SELECT text FROM person_name INDEXED BY person_name_of WHERE person = ?1 ORDER BY position";
    let mut names = query::all(conn, sql, [id], |row| query::get::<String>(row, "text"))?.into_iter();
    Ok(names.next().map(|name| Person { id, name, others: names.collect(), alias }))
}

/// Reads the names of a person that can be read, and whether those are all of them.
pub(in super::super) fn readable_names(conn: &Connection, id: i64) -> Result<(Vec<String>, bool), DbError> {
    let sql = "SELECT text FROM person_name INDEXED BY person_name_of WHERE person = ?1 ORDER BY position";
    let names = query::all(conn, sql, [id], |row| Ok(query::get::<String>(row, "text").ok()))?;
    let all = names.iter().all(Option::is_some);
    Ok((names.into_iter().flatten().collect(), all))
}

/// Returns the number of the next person.
pub(super) fn next_id(conn: &Connection) -> Result<i64, DbError> {
    let last = query::value::<i64>(conn, "SELECT seq FROM sqlite_sequence WHERE name = 'person'", [])?;
    Ok(last.unwrap_or_default() + 1)
}

/// Writes a person as they are to be in place of what they were; nothing for somebody who is not there.
///
/// A name that somebody else got meanwhile comes back to its person.
pub(in super::super) fn put(
    conn: &Connection,
    before: Option<&Person>,
    after: Option<&Person>,
) -> Result<(), DbError> {
    if let Some(before) = before {
        query::run(conn, "DELETE FROM person_name WHERE person = ?1", [before.id])?;
    }
    let Some(person) = after else {
        let gone = before.map(|before| query::run(conn, "DELETE FROM person WHERE id = ?1", [before.id]));
        return gone.transpose().map(|_| ());
    };
    for name in person.names() {
        let sql = "SELECT person FROM person_name WHERE key = ?1 AND person <> ?2";
        if let Some(other) = query::value(conn, sql, params![subject_key(name), person.id])? {
            take_name(conn, other, name)?;
        }
    }
    let key = subject_key(&person.alias);
    let sql = "INSERT INTO person (id, alias, alias_key) VALUES (?1, ?2, ?3)
               ON CONFLICT (id) DO UPDATE SET alias = excluded.alias, alias_key = excluded.alias_key";
    query::run(conn, sql, params![person.id, person.alias, key])?;
    query::run(conn, "INSERT INTO alias_used (key) VALUES (?1) ON CONFLICT DO NOTHING", [key])?;
    for (position, name) in (0_i64..).zip(person.names()) {
        let sql = "INSERT INTO person_name (key, person, position, text) VALUES (?1, ?2, ?3, ?4)";
        query::run(conn, sql, params![subject_key(name), person.id, position, name])?;
    }
    Ok(())
}

/// Takes a name from somebody; nobody stays without one.
fn take_name(conn: &Connection, id: i64, name: &str) -> Result<(), DbError> {
    let Some(person) = one(conn, id)? else { return Ok(()) };
    let key = subject_key(name);
    let mut left = person.names().filter(|name| subject_key(name) != key).map(str::to_owned);
    let after = left.next().map(|name| Person { name, others: left.collect(), ..person.clone() });
    put(conn, Some(&person), after.as_ref())
}

/// Puts names that nobody is known under into the vault, each with a fresh alias.
pub(in super::super) fn meet(conn: &Connection, names: &[String]) -> Result<(), DbError> {
    if names.is_empty() {
        return Ok(());
    }
    let people = all(conn)?;
    newcomers(conn, &people, names)?.iter().try_for_each(|person| put(conn, None, Some(person)))
}

/// Suggests names that begin as typed; who became known last comes first while nothing is typed.
pub(in super::super) fn suggest(conn: &Connection, typed: &str, limit: i64) -> Result<Vec<String>, DbError> {
    let text = |row: &Row<'_>| query::get(row, "text");
    if typed.is_empty() {
        let sql = "SELECT n.text FROM person p CROSS JOIN person_name n ON n.person = p.id AND n.position = 0
                   ORDER BY p.id DESC LIMIT ?1";
        return query::all(conn, sql, [limit], text);
    }
    let sql = "SELECT text FROM person_name WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3";
    query::all(conn, sql, params![typed, query::end_of_prefix(typed), limit], text)
}

/// Makes persons of names that nobody is known under, with the aliases they would get.
pub(super) fn newcomers(
    conn: &Connection,
    people: &[Person],
    names: &[String],
) -> Result<Vec<Person>, DbError> {
    let names: Vec<String> =
        names.iter().map(|name| tidy(name)).filter(|name| is_name(name) && !is_nobody(name)).collect();
    // The fullest name first: "Anna" beside "Anna Berg" is the same person.
    let mut fullest = names.clone();
    fullest.sort_by_key(|name| std::cmp::Reverse(name.split(' ').count()));
    let mut known = people.to_vec();
    let mut next = next_id(conn)?;
    for name in fullest {
        let veil = Pseudonyms::of(known.clone());
        // A name that several people have is none of a new one.
        if veil.who(&name).is_none() && !veil.is_unsure(&name) {
            let alias = fresh_alias(conn, &known)?;
            known.push(Person { id: next, name, others: Vec::new(), alias });
            next += 1;
        }
    }
    // Numbers go by the order they were named in.
    let veil = Pseudonyms::of(known.clone());
    let mut met = known.split_off(people.len());
    let numbers: Vec<_> = met.iter().map(|person| (person.id, person.alias.clone())).collect();
    let named = |id: i64| names.iter().position(|name| veil.who(name).is_some_and(|person| person.id == id));
    met.sort_by_key(|person| named(person.id));
    Ok(met.into_iter().zip(numbers).map(|(person, (id, alias))| Person { id, alias, ..person }).collect())
}

/// Returns the alias with the first number that never stood for anybody.
pub(super) fn fresh_alias(conn: &Connection, people: &[Person]) -> Result<String, DbError> {
    let mut number = 1;
    loop {
        let alias = numbered(number);
        let key = subject_key(&alias);
        let used = query::exists(conn, "SELECT 1 FROM alias_used WHERE key = ?1", [&key])?;
        if !used && !people.iter().any(|person| person.goes_by(&key) || subject_key(&person.alias) == key) {
            return Ok(alias);
        }
        number += 1;
    }
}

/// Leaves out other names that are known already.
pub(super) fn each_name_once(person: Person) -> Person {
    let mut seen = BTreeSet::from([subject_key(&person.name)]);
    let others = person.others.into_iter().filter(|name| seen.insert(subject_key(name))).collect();
    Person { others, ..person }
}
