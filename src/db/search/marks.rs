//! Marks: made-up words in the index, one for each thing a filter may ask for.

use rusqlite::Connection;

use super::super::facts::OF_ENTRY;
use super::super::query;
use crate::domain::entry::{Digest, Head};
use crate::domain::facts::subject_key;
use crate::error::DbError;

/// How many facts, words and tags of an entry have marks at most.
const MOST: i64 = 1500;

/// Makes the word for a thing: no spelling of one thing makes another, and nobody types it by chance.
pub(super) fn mark(kind: &str, name: &str) -> String {
    let Digest(bytes) = Digest::of(format!("{kind}\n{}", subject_key(name)).as_bytes());
    bytes[..8].iter().fold("x".to_owned(), |word, byte| format!("{word}{byte:02x}"))
}

/// What measures are about, and what no entry has.
pub(super) const SUBJECT: &str = "subject";
pub(super) const NOTHING: &str = "nothing";

/// The mark of words that are remembered in a vocabulary.
pub(super) fn of_words(vocabulary: &str, words: &str) -> String {
    mark(&format!("words/{vocabulary}"), words)
}

/// The mark of an option that a measure counts.
pub(super) fn of_category(measure: &str, option: &str) -> String {
    mark(&format!("category/{measure}"), option)
}

/// Writes the marks of an entry.
pub(super) fn of(conn: &Connection, entry: i64, head: &Head) -> Result<String, DbError> {
    let mut marks = vec![mark("exercise", &head.exercise)];
    marks.extend(head.exercise.split('-').map(|word| mark("exercise", word)));
    if head.open_draft {
        marks.push(mark("is", "draft"));
    }
    if head.version > 0 {
        marks.push(mark("is", "finished"));
    }
    let sql = format!(
        "SELECT m.id, (SELECT text FROM label WHERE number = f.subject_key), (SELECT text FROM label WHERE number = f.category)
         FROM {OF_ENTRY} JOIN measure m ON m.number = f.measure WHERE e.number = ?1 LIMIT ?2"
    );
    let facts = query::all(conn, &sql, (entry, MOST), |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    for (measure, subject, category) in facts {
        marks.push(mark("has", &measure));
        marks.extend((!subject.is_empty()).then(|| mark(SUBJECT, &subject)));
        marks.extend(category.map(|category| of_category(&measure, &category)));
    }
    let sql = "SELECT t.vocabulary, t.key FROM said s CROSS JOIN term t ON t.number = s.term WHERE s.entry = ?1 LIMIT ?2";
    marks.extend(query::all(conn, sql, (entry, MOST), |row| {
        Ok(of_words(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?))
    })?);
    let sql = "SELECT tag FROM tag WHERE entry = ?1 LIMIT ?2";
    marks.extend(query::all(conn, sql, (entry, MOST), |row| Ok(mark("tag", &row.get::<_, String>(0)?)))?);
    marks.sort();
    marks.dedup();
    Ok(marks.join(" "))
}
