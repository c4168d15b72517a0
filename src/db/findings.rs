//! Findings: what finished entries say about subjects, shown beside later work. Most of a finding is what an answer begins
//! with: then it is stored as the way there, which makes the file a third of the answers smaller.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::entries::{HEAD, day_of, read_head};
use super::error::attempt;
use super::{Store, facts, query, search};
use crate::domain::entry::Head;
use crate::domain::evidence::Citable;
use crate::domain::facts::{Found, subject_key};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::value::{Answers, Cited};
use crate::error::{DbError, Result};

/// How many bytes of an answer a finding must begin with to be stored as the way there.
const LONG: usize = 32;

/// What comes before, which text of the answers, how many bytes of it, and what comes after.
type Way<'a> = (&'a str, usize, usize, &'a str);

impl Store {
    /// Lists up to `limit` findings about a subject, all or from other entries than one, newest first. Those of damaged
    /// entries are left out.
    pub fn findings_about(
        &self,
        subject: &str,
        except: Option<EntryId>,
        limit: usize,
    ) -> Result<Vec<Citable>> {
        attempt("look up earlier findings", || {
            let sql = "SELECT e.number, e.id, e.short, e.exercise, f.text, f.provenance, r.answers AS said
                       FROM finding f INDEXED BY finding_about CROSS JOIN entry e ON e.number = f.entry
                       LEFT JOIN revision r ON r.number = e.finished
                       WHERE f.subject_key = (SELECT number FROM label WHERE text = ?1) AND e.id <> ?2
                           AND e.trashed_ms IS NULL
                       ORDER BY f.entry DESC, f.position DESC LIMIT ?3";
            let values =
                params![subject_key(subject), except.map_or([0; 16], EntryId::bytes), query::limit(limit)];
            query::some(&self.conn, sql, values, |row| {
                let Some(text) = text(row)? else { return Ok(None) };
                Ok(Some(Citable {
                    of: Cited::Entry(query::id(row, "id")?),
                    short: ShortId::stored(query::get(row, "short")?),
                    exercise: query::get(row, "exercise")?,
                    day: day_of(query::get(row, "number")?).unwrap_or_default(),
                    text,
                    provenance: facts::provenance(row, "provenance")?,
                }))
            })
        })
    }
}

impl Store {
    /// Reads what lists show of an entry, and what it says about subjects; `None` if it was deleted.
    pub fn cited(&self, id: EntryId) -> Result<Option<(Head, Vec<Found>)>> {
        attempt("read the entry cited", || {
            let sql = format!("SELECT {HEAD} FROM entry e WHERE e.id = ?1 AND e.trashed_ms IS NULL");
            let read = |row: &Row<'_>| Ok((query::get::<i64>(row, "number")?, read_head(row)?));
            let Some((number, head)) = query::one(&self.conn, &sql, [id.bytes()], read)? else {
                return Ok(None);
            };
            Ok(Some((head, of(&self.conn, number)?)))
        })
    }
}

/// Reads the findings of an entry, in its order.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Vec<Found>, DbError> {
    let sql = "SELECT (SELECT text FROM label WHERE number = f.subject) AS subject, f.text, f.provenance, r.answers AS said
               FROM finding f CROSS JOIN entry e ON e.number = f.entry LEFT JOIN revision r ON r.number = e.finished
               WHERE f.entry = ?1 ORDER BY f.position";
    query::all(conn, sql, [entry], |row| {
        Ok(Found {
            subject: query::get(row, "subject")?,
            text: text(row)?.unwrap_or_default(),
            provenance: facts::provenance(row, "provenance")?,
        })
    })
}

/// Stores findings in place of those of an entry, which is finished with these answers.
pub(super) fn replace(
    conn: &Connection,
    entry: i64,
    all: &[Found],
    answers: Option<&Answers>,
) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM finding WHERE entry = ?1", [entry])?;
    for (found, position) in all.iter().zip(0_i64..) {
        let sql = "INSERT INTO finding (entry, position, subject, subject_key, text, provenance) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let known = found.provenance as u8;
        let subject = facts::label(conn, &found.subject)?;
        let key = facts::label(conn, &subject_key(&found.subject))?;
        match answers.and_then(|answers| way(&found.text, answers)) {
            Some(way) => query::run(conn, sql, params![entry, position, subject, key, way, known])?,
            None => query::run(conn, sql, params![entry, position, subject, key, found.text, known])?,
        };
    }
    Ok(())
}

/// The way to most of a text in the answers, as JSON; `None` if it is not there.
fn way(text: &str, answers: &Answers) -> Option<Vec<u8>> {
    let (mut best, mut nth): (Option<Way<'_>>, usize) = (None, 0);
    search::each_text(answers, &mut |_, _, said| {
        let begin = &said[..said.floor_char_boundary(LONG)];
        if let Some(at) = text.find(begin).filter(|_| begin.len() + 4 > LONG) {
            let same = text[at..].bytes().zip(said.bytes()).take_while(|(a, b)| a == b).count();
            let same = said.floor_char_boundary(same);
            if best.is_none_or(|(_, _, least, _)| same > least) {
                best = Some((&text[..at], nth, same, &text[at + same..]));
            }
        }
        nth += 1;
    });
    serde_json::to_vec(&best?).ok()
}

/// Reads the text of a finding; `None` if it is in answers that are damaged.
fn text(row: &Row<'_>) -> Result<Option<String>, DbError> {
    let ValueRef::Blob(way) = row.get_ref("text")? else { return query::get(row, "text").map(Some) };
    let way: Option<(String, usize, usize, String)> = serde_json::from_slice(way).ok();
    let Some(((before, nth, length, after), answers)) = way.zip(search::stored(row, "said")?) else {
        return Ok(None);
    };
    let (mut found, mut count) = (None, 0);
    search::each_text(&answers, &mut |_, _, said| {
        if count == nth {
            found = said.get(..length).map(|said| format!("{before}{said}{after}"));
        }
        count += 1;
    });
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    #[test]
    fn a_text_is_found_again_where_the_answers_say_it() {
        let said = [
            "short",
            "It listened to the whole meeting — and wrote nothing down — twice",
            "è".repeat(40).as_str(),
        ]
        .map(|text| Value::Text(text.to_owned()));
        let answers: Answers = ["a", "b", "c"].map(str::to_owned).into_iter().zip(said).collect();
        let packed = |text: &str| way(text, &answers).map(|way| String::from_utf8(way).expect("JSON"));
        assert_eq!(packed("what is not there at all, however long it is said to be"), None);
        assert_eq!(packed("short"), None);
        let cut = "odd: It listened to the whole meeting — and wrote…";
        assert_eq!(packed(cut).as_deref(), Some("[\"odd: \",1,46,\"…\"]"));
        assert_eq!(packed(&"è".repeat(20)).as_deref(), Some("[\"\",2,40,\"\"]"));
    }
}
