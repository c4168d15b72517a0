//! Revisions: what an entry said, each time it was saved, finished or discarded. They are never changed; a draft that is
//! saved over goes once what it says is said elsewhere.

use std::time::Duration;

use rusqlite::{Connection, Row, params};

use super::answers_json::{self, AnswersJson};
use super::error::attempt;
use super::{Store, query};
use crate::domain::entry::{Digest, Draft, State};
use crate::domain::id::EntryId;
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::{DbError, Result};

/// How many bytes may be lost when a draft is saved over: about a sentence.
const SENTENCE: usize = 80;

/// What an entry once was.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number: 1 when it was first finished; that of the version below it for a draft.
    pub version: u32,
    /// When it was finished, saved or discarded.
    pub at: Moment,
    /// How far it was; `Draft` for a draft.
    pub state: State,
    /// Whether it is a draft that was discarded, not one that was written over.
    pub discarded: bool,
    /// What it said.
    pub answers: Answers,
    /// Hash of the exercise's text it was answered against.
    pub definition: Digest,
}

/// What a revision is, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RevisionKind {
    Draft,
    Discarded,
    Finished(State),
}

impl RevisionKind {
    fn word(self) -> &'static str {
        match self {
            Self::Draft => State::Draft.name(),
            Self::Discarded => "discarded",
            Self::Finished(state) => state.name(),
        }
    }
}

/// A revision to be written.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewRevision<'a> {
    pub kind: RevisionKind,
    pub answers: &'a Answers,
    pub place: Option<&'a Place>,
    pub desk: Duration,
    pub at: Moment,
    /// The exercise's revision and the number of its text; `None` for those of the entry.
    pub definition: Option<(u32, i64)>,
    /// The revision it is written over.
    pub parent: Option<i64>,
}

impl<'a> NewRevision<'a> {
    /// The revision of a draft that nobody has worked on yet.
    pub fn draft(answers: &'a Answers, place: &'a Place, at: Moment) -> Self {
        let (kind, desk) = (RevisionKind::Draft, Duration::ZERO);
        Self { kind, answers, place: Some(place), desk, at, definition: None, parent: None }
    }

    /// The revision of a draft as it is, written over another.
    pub fn of(draft: &'a Draft, parent: i64) -> Self {
        let new = Self::draft(&draft.answers, &draft.place, draft.saved);
        Self { desk: draft.desk, parent: Some(parent), ..new }
    }
}

impl Store {
    /// Lists what an entry was before it was as it is now, newest first: versions, discarded drafts, and what was
    /// written over in drafts.
    pub fn history(&self, id: EntryId) -> Result<Vec<Version>> {
        attempt("read the history of the entry", || {
            let sql = "SELECT r.*, e.short, d.digest AS asked
                       FROM entry e CROSS JOIN revision r ON r.entry = e.number JOIN definition d ON d.number = r.definition
                       WHERE e.id = ?1 AND r.number IS NOT e.finished AND r.number IS NOT e.draft ORDER BY r.seq DESC";
            query::all(&self.conn, sql, [id.bytes()], |row| {
                let kind: String = query::get(row, "kind")?;
                Ok(Version {
                    version: query::get(row, "version")?,
                    at: query::moment(row, "at_ms", "at_offset")?,
                    state: State::named(&kind).unwrap_or(State::Draft),
                    discarded: kind == RevisionKind::Discarded.word(),
                    answers: answers_json::answers(row, &query::get::<String>(row, "short")?)?,
                    definition: query::digest(row, "asked")?,
                })
            })
        })
    }
}

/// Saves a draft as the newest revision of an entry, and returns its place in the chain.
pub(super) fn save_draft(conn: &Connection, entry: i64, new: &NewRevision<'_>) -> Result<u64, DbError> {
    let (number, seq) = insert_in_chain(conn, entry, new)?;
    // The draft saved last keeps its number while one types on, and the entry stays as it is.
    let sql = "UPDATE entry SET draft = ?2, indexed = NULL WHERE number = ?1 AND (draft IS NOT ?2 OR indexed IS NOT NULL)";
    query::run(conn, sql, [entry, number])?;
    Ok(u64::try_from(seq).unwrap_or_default())
}

/// Writes a revision, and returns its number. The drafts it was written over go if nothing of them is lost, so the
/// pointers of the entry are to be set in the same transaction.
pub(super) fn insert(conn: &Connection, entry: i64, new: &NewRevision<'_>) -> Result<i64, DbError> {
    insert_in_chain(conn, entry, new).map(|(number, _)| number)
}

/// The same, with its place in the chain.
fn insert_in_chain(conn: &Connection, entry: i64, new: &NewRevision<'_>) -> Result<(i64, i64), DbError> {
    let content = AnswersJson::of(new.answers)?;
    let sql = "SELECT e.version, e.exercise_revision, e.definition,
                   (SELECT max(seq) FROM revision WHERE entry = e.number) AS seq,
                   iif(?2, (SELECT max(version) FROM revision WHERE entry = e.number), NULL) AS newest
               FROM entry e WHERE e.number = ?1";
    let finished = matches!(new.kind, RevisionKind::Finished(_));
    let (seq, version, definition) = query::one(conn, sql, params![entry, finished], |row| {
        let version: u32 = if finished {
            query::get::<Option<u32>>(row, "newest")?.unwrap_or_default() + 1
        } else {
            query::get(row, "version")?
        };
        let asked = (query::get(row, "exercise_revision")?, query::get(row, "definition")?);
        let seq = query::get::<Option<i64>>(row, "seq")?.unwrap_or_default() + 1;
        Ok((seq, version, asked))
    })?
    .ok_or_else(super::entries::missing)?;
    let parent = thin(conn, new, &content.json)?;
    let place = new.place.map(serde_json::to_string).transpose();
    let definition = new.definition.unwrap_or(definition);
    query::run(
        conn,
        "INSERT INTO revision (entry, seq, parent, at_ms, at_offset, kind, version, exercise_revision, definition,
            desk_ms, place, digest, answers)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            entry,
            seq,
            parent,
            new.at.ms,
            new.at.offset,
            new.kind.word(),
            version,
            definition.0,
            definition.1,
            query::milliseconds(new.desk),
            place.map_err(|error| DbError::Other(error.to_string()))?.unwrap_or_default(),
            content.digest.0,
            content.json,
        ],
    )?;
    Ok((conn.last_insert_rowid(), seq))
}

/// A draft that may be in the way of the next one.
struct Written {
    number: i64,
    parent: Option<i64>,
    /// Whether it is a draft: nothing else is ever thinned.
    draft: bool,
    json: String,
}

/// Removes drafts of which nothing is lost once `next` is written over the last of them; returns the revision that
/// `next` is written over. What is deleted or replaced stays unless it is a sentence or less, and while a text only gets
/// shorter the longest of it stays, however slowly it goes.
fn thin(conn: &Connection, new: &NewRevision<'_>, next: &str) -> Result<Option<i64>, DbError> {
    let (mut over, at_rest) = (new.parent, new.kind != RevisionKind::Draft);
    // One more than the last: what was kept while the text got shorter may be there again.
    for _ in 0..2 {
        let Some(written) = over.map(|number| written(conn, number)).transpose()?.flatten() else { break };
        if !written.draft {
            break;
        }
        let below = written.parent.map(|number| self::written(conn, number)).transpose()?.flatten();
        let lost = lost(&written.json, next, below.as_ref().map(|below| below.json.as_str()));
        let most = if at_rest || next.len() >= written.json.len() { SENTENCE } else { 0 };
        if lost > most {
            break;
        }
        query::run(conn, "DELETE FROM revision WHERE number = ?1", [written.number])?;
        over = written.parent;
    }
    Ok(over)
}

/// How many bytes of a text are neither in the one after it nor in the one before it.
fn lost(text: &str, next: &str, below: Option<&str>) -> usize {
    below.map_or(usize::MAX, |below| only_in(text, below)).min(only_in(text, next))
}

/// How many bytes of a text are not in another, but for what both begin and end with.
fn only_in(text: &str, other: &str) -> usize {
    let (text, other) = (text.as_bytes(), other.as_bytes());
    let begin = text.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (text, other) = (&text[begin..], &other[begin..]);
    let end = text.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    text.len() - end
}

fn written(conn: &Connection, number: i64) -> Result<Option<Written>, DbError> {
    let sql = "SELECT parent, kind = 'draft' AS draft, CAST(answers AS BLOB) AS answers FROM revision WHERE number = ?1";
    query::one(conn, sql, [number], |row| {
        let json: Vec<u8> = query::get(row, "answers")?;
        Ok(Written {
            number,
            parent: query::get(row, "parent")?,
            draft: query::get(row, "draft")?,
            json: String::from_utf8_lossy(&json).into_owned(),
        })
    })
}

/// The number of the draft over an entry; `None` if there is none.
pub(super) fn draft_number(conn: &Connection, entry: i64) -> Result<Option<i64>, DbError> {
    query::value(conn, "SELECT draft FROM entry WHERE number = ?1", [entry])
}

/// Reads the draft over an entry.
pub(super) fn draft(conn: &Connection, entry: i64) -> Result<Option<Draft>, DbError> {
    let sql =
        "SELECT e.id, e.short, r.* FROM entry e JOIN revision r ON r.number = e.draft WHERE e.number = ?1";
    query::one(conn, sql, [entry], read_draft)
}

/// Reads a revision as a draft that is written over it.
pub(super) fn as_draft(conn: &Connection, number: i64) -> Result<Option<Draft>, DbError> {
    let sql =
        "SELECT e.id, e.short, r.* FROM revision r JOIN entry e ON e.number = r.entry WHERE r.number = ?1";
    query::one(conn, sql, [number], read_draft)
}

fn read_draft(row: &Row<'_>) -> Result<Draft, DbError> {
    let place: String = query::get(row, "place")?;
    Ok(Draft {
        entry: query::id(row, "id")?,
        revision: query::count(row, "seq")?,
        answers: answers_json::answers(row, &query::get::<String>(row, "short")?)?,
        // Where a person was is not worth an error.
        place: serde_json::from_str(&place).unwrap_or_default(),
        desk: query::duration(row, "desk_ms")?,
        saved: query::moment(row, "at_ms", "at_offset")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_what_neither_the_one_before_nor_the_one_after_says() {
        let paragraph = "word ".repeat(60);
        let cases = [
            (lost("ab", "abc", None), 0),
            (lost("a c", "a b c", None), 0),
            (lost(&paragraph, "x", None), 300),
            (lost(&paragraph, "x", Some("")), 300),
            (lost(&paragraph, "x", Some(&format!("{paragraph}more"))), 0),
            (lost("a typo hree and on", "a typo here and on", None), 2),
            (lost("one two", "two", None), 4),
        ];
        for (n, (found, expected)) in cases.into_iter().enumerate() {
            assert_eq!(found, expected, "case {n}");
        }
    }
}
