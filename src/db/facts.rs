//! Facts: what finished entries say, in the form later work and reports ask for. They are kept by measure and entry, as
//! figures read them; texts that many share, as subjects and categories, are kept once.

use std::collections::HashMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, RowIndex, ToSql, params};

use super::error::attempt;
use super::{Store, about, answers_json, query, ways};
use crate::domain::facts::{Fact, subject_key};
use crate::domain::plan::WeekLabel;
use crate::domain::provenance::Provenance;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// From how many bytes on the words of a fact are stored as the way to them.
const LONG: usize = 48;

impl Store {
    /// Reads the newest value of a measure for a subject in any week before one; `""` is the entry as a whole.
    /// Spellings of one subject meet.
    pub fn last_fact_before(&self, measure: &str, subject: &str, week: WeekLabel) -> Result<Option<f64>> {
        attempt("look up the value before", || {
            let key = subject_key(subject);
            let sql =
                newest("f.value", &key, if key.is_empty() { "AND f.week < ?4" } else { "AND a.week < ?4" });
            query::value(&self.conn, &sql, params![measure, key, 1, query::stored_week(week)])
        })
    }
}

/// The way from an entry called `e` to its facts.
pub(super) const OF_ENTRY: &str = "entry e CROSS JOIN measured x ON x.exercise = e.exercise
    CROSS JOIN fact f ON f.measure = x.measure AND f.entry = e.number";

/// The way from a measure and a subject to the facts about it.
pub(super) const ABOUT: &str = "about a CROSS JOIN fact f
    ON f.measure = a.measure AND f.entry = a.entry AND f.subject_key = a.subject_key";

/// Writes the query for the newest facts of a measure, the first value, about a subject, the second: those of the latest
/// week first. Those about the whole entry stand among the others of the measure.
pub(super) fn newest(columns: &str, subject: &str, rest: &str) -> String {
    let (from, by, week) =
        if subject.is_empty() { ("fact f", "f", "") } else { (ABOUT, "a", "a.week DESC, ") };
    format!(
        "SELECT {columns} FROM {from} WHERE f.live = 1 AND {by}.measure = (SELECT number FROM measure WHERE id = ?1)
             AND {by}.subject_key = (SELECT number FROM label WHERE text = ?2) {rest}
         ORDER BY {week}{by}.entry DESC, f.position DESC LIMIT ?3"
    )
}

/// Which measures an entry has facts of, by the number of the entry.
macro_rules! measures {
    ($entry:literal) => {
        concat!(
            "measure IN (SELECT measure FROM measured WHERE exercise = (SELECT exercise FROM entry WHERE number = ",
            $entry,
            "))"
        )
    };
}
pub(super) use measures;

/// Removes the facts of an entry.
pub(super) const DELETE: &str = concat!("DELETE FROM fact WHERE ", measures!("?1"), " AND entry = ?1");

/// Lets the facts of an entry count that may, or count no more while it is in the trash.
pub(super) fn set_live(conn: &Connection, entry: i64, live: bool) -> Result<(), DbError> {
    let sql = concat!("UPDATE fact SET live = ?2 AND counts WHERE ", measures!("?1"), " AND entry = ?1");
    query::run(conn, sql, params![entry, live]).map(|_| ())
}

/// Moves the facts of an entry along with it, to its new number and week.
pub(super) fn move_to(conn: &Connection, before: i64, entry: i64, week: i64) -> Result<(), DbError> {
    about::move_to(conn, before, entry, week)?;
    let sql = concat!("UPDATE fact SET entry = ?2, week = ?3 WHERE ", measures!("?2"), " AND entry = ?1");
    query::run(conn, sql, [before, entry, week]).map(|_| ())
}

/// Stores facts in place of those of an entry, which is finished with these answers; one that is no number is left out.
pub(super) fn replace(
    conn: &Connection,
    entry: i64,
    facts: &[Fact],
    answers: Option<&Answers>,
) -> Result<(), DbError> {
    about::forget(conn, entry)?;
    query::run(conn, DELETE, [entry])?;
    for (fact, position) in facts.iter().filter(|fact| fact.value.is_finite()).zip(0_i64..) {
        let some = |text: &Option<String>| text.as_deref().map(|text| label(conn, text)).transpose();
        let measure = numbered(conn, MEASURES, &fact.measure)?;
        let sql =
            "INSERT INTO measured SELECT exercise, ?2 FROM entry WHERE number = ?1 ON CONFLICT DO NOTHING";
        query::run(conn, sql, [entry, measure])?;
        query::run(
            conn,
            "INSERT INTO fact (entry, position, measure, subject, subject_key, part, place, item, week, value, category,
                words, provenance, counts, live)
             SELECT number, ?2, ?3, ?4, ?5, ?6, ?7, ?8, week, ?9, ?10, ?11, ?12, ?13, trashed_ms IS NULL AND ?13
             FROM entry WHERE number = ?1",
            params![
                entry,
                position,
                measure,
                some(&fact.subject)?,
                label(conn, &subject_key(fact.subject.as_deref().unwrap_or_default()))?,
                some(&fact.part)?,
                label(conn, &fact.place)?,
                some(&fact.item)?,
                fact.value,
                some(&fact.category)?,
                stored_words(fact, answers),
                fact.provenance as u8,
                !fact.uncounted,
            ],
        )?;
    }
    about::remember(conn, entry)
}

/// The words of a fact as they are stored: as the way to them where they are long. Words of one's own are counted as they
/// are.
fn stored_words(fact: &Fact, answers: Option<&Answers>) -> Value {
    let words = fact.words.as_deref();
    let long = words.filter(|words| words.len() >= LONG && fact.category.is_none()).zip(answers);
    let way = long.and_then(|(words, answers)| ways::way(words, answers));
    way.map_or_else(|| fact.words.clone().into(), Value::from)
}

/// Whether as many facts of an entry are stored as ways as would be now.
pub(super) fn are_packed(
    conn: &Connection,
    entry: i64,
    facts: &[Fact],
    answers: Option<&Answers>,
) -> Result<bool, DbError> {
    let sql = format!("SELECT 1 FROM {OF_ENTRY} WHERE e.number = ?1 AND typeof(f.words) = 'blob'");
    let packed = query::all(conn, &sql, [entry], |_| Ok(()))?.len();
    let is_way = |fact: &&Fact| matches!(stored_words(fact, answers), Value::Blob(_));
    Ok(packed == facts.iter().filter(is_way).count())
}

/// Reads the facts of an entry that fits a condition, in its order.
pub(super) fn of(conn: &Connection, condition: &str, value: impl ToSql) -> Result<Vec<Fact>, DbError> {
    let sql = format!("SELECT f.position, {COLUMNS} FROM {OF_ENTRY} WHERE {condition}");
    let mut texts = Texts::of(conn);
    let mut facts =
        query::all(conn, &sql, [value], |row| Ok((query::get::<i64>(row, 0)?, read(row, 1, &mut texts)?)))?;
    facts.sort_by_key(|(position, _)| *position);
    Ok(facts.into_iter().map(|(_, fact)| fact).collect())
}

/// A table of numbered texts: how a text is found in it, and how one is added.
type Numbered = (&'static str, &'static str);

const MEASURES: Numbered =
    ("SELECT number FROM measure WHERE id = ?1", "INSERT INTO measure (id) VALUES (?1)");
const LABELS: Numbered = ("SELECT number FROM label WHERE text = ?1", "INSERT INTO label (text) VALUES (?1)");

/// The number that stands for a text that many facts share, as their subject.
pub(super) fn label(conn: &Connection, text: &str) -> Result<i64, DbError> {
    if text.is_empty() { Ok(0) } else { numbered(conn, LABELS, text) }
}

/// Removes the labels that no fact and no finding has any more. Reads all of them.
pub(super) fn forget_labels(conn: &Connection) -> Result<(), DbError> {
    let newest: i64 = query::value(conn, "SELECT max(number) FROM label", [])?.unwrap_or_default();
    let mut used = vec![false; usize::try_from(newest).unwrap_or_default() + 1];
    let tables = [
        "SELECT subject_key, subject, part, place, item, category FROM fact AS near",
        "SELECT subject_key, subject FROM finding AS near",
    ];
    for sql in tables {
        query::some(conn, sql, [], |row| {
            for column in 0..row.as_ref().column_count() {
                let number =
                    query::get::<Option<i64>>(row, column)?.and_then(|number| usize::try_from(number).ok());
                if let Some(used) = number.and_then(|number| used.get_mut(number)) {
                    *used = true;
                }
            }
            Ok(None::<()>)
        })?;
    }
    let unused =
        query::all(conn, "SELECT number FROM label AS near WHERE number > 0", [], |row| query::get(row, 0))?;
    let is_used = |number: i64| usize::try_from(number).is_ok_and(|number| used.get(number) == Some(&true));
    let sql = "DELETE FROM label WHERE number = ?1";
    unused
        .into_iter()
        .filter(|number| !is_used(*number))
        .try_for_each(|number| query::run(conn, sql, [number]).map(|_| ()))
}

fn numbered(conn: &Connection, (find, add): Numbered, text: &str) -> Result<i64, DbError> {
    if let Some(number) = query::value(conn, find, [text])? {
        return Ok(number);
    }
    query::run(conn, add, [text])?;
    Ok(conn.last_insert_rowid())
}

/// The columns that [`read`] reads, of a fact called `f`.
pub(super) const COLUMNS: &str =
    "f.measure, f.subject, f.part, f.place, f.item, f.category, f.value, f.words,
    f.provenance, f.counts, f.entry";

/// The texts that stand as numbers in the rows of one query, each looked up once.
pub(super) struct Texts<'c> {
    conn: &'c Connection,
    measures: HashMap<i64, String>,
    labels: HashMap<i64, String>,
    /// The answers of the entry that was read last, of those with long words.
    said: (i64, Option<Answers>),
}

impl<'c> Texts<'c> {
    pub(super) fn of(conn: &'c Connection) -> Self {
        Self { conn, measures: HashMap::new(), labels: HashMap::new(), said: (0, None) }
    }

    fn measure(&mut self, number: i64) -> Result<String, DbError> {
        let sql = "SELECT id FROM measure WHERE number = ?1";
        Self::look_up(self.conn, sql, &mut self.measures, number)
    }

    pub(super) fn label(&mut self, number: Option<i64>) -> Result<Option<String>, DbError> {
        let sql = "SELECT text FROM label WHERE number = ?1";
        number.map(|number| Self::look_up(self.conn, sql, &mut self.labels, number)).transpose()
    }

    /// The words that a way leads to in the answers of an entry; `None` if those are damaged.
    fn words(&mut self, way: &[u8], entry: i64) -> Result<Option<String>, DbError> {
        if self.said.0 != entry {
            let sql = "SELECT r.answers, r.digest FROM entry e JOIN revision r ON r.number = e.finished WHERE e.number = ?1";
            let read = |row: &Row<'_>| Ok(answers_json::answers(row, "").ok());
            self.said = (entry, query::one(self.conn, sql, [entry], read)?.flatten());
        }
        Ok(self.said.1.as_ref().and_then(|answers| ways::follow(way, answers)))
    }

    fn look_up(
        conn: &Connection,
        sql: &str,
        known: &mut HashMap<i64, String>,
        number: i64,
    ) -> Result<String, DbError> {
        if let Some(text) = known.get(&number) {
            return Ok(text.clone());
        }
        let text: String = query::value(conn, sql, [number])?.unwrap_or_default();
        known.insert(number, text.clone());
        Ok(text)
    }
}

/// Reads how something is known.
pub(super) fn provenance(row: &Row<'_>, column: impl RowIndex) -> Result<Provenance, DbError> {
    let place: u8 = query::get(row, column)?;
    Ok(Provenance::ALL
        .get(usize::from(place))
        .map_or_else(Provenance::default, |(_, provenance)| *provenance))
}

/// Reads the columns of a fact from a place on. By place: looking columns up by name takes as long as reading them.
pub(super) fn read(row: &Row<'_>, from: usize, texts: &mut Texts<'_>) -> Result<Fact, DbError> {
    Ok(Fact {
        measure: texts.measure(query::get(row, from)?)?,
        subject: texts.label(query::get(row, from + 1)?)?,
        part: texts.label(query::get(row, from + 2)?)?,
        place: texts.label(query::get(row, from + 3)?)?.unwrap_or_default(),
        item: texts.label(query::get(row, from + 4)?)?,
        category: texts.label(query::get(row, from + 5)?)?,
        value: query::get(row, from + 6)?,
        words: match row.get_ref(from + 7)? {
            ValueRef::Blob(way) => texts.words(way, query::get(row, from + 10)?)?,
            _ => query::get(row, from + 7)?,
        },
        provenance: provenance(row, from + 8)?,
        uncounted: !query::get::<bool>(row, from + 9)?,
    })
}
