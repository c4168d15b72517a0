//! The entries that are told: what each is called, what it lacks, and what it answers.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::error::attempt;
use super::{Store, query};
use crate::domain::deck::QuestionKind;
use crate::domain::hue::Hue;
use crate::domain::id::{EntryId, ShortId};
use crate::domain::story::Story;
use crate::error::{DbError, Result};

/// A story of the journal, with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredStory {
    /// Its entry.
    pub entry: EntryId,
    /// The short id of that.
    pub short: ShortId,
    /// The exercise it is an answer to.
    pub exercise: String,
    /// The day it belongs to.
    pub day: NaiveDate,
    /// What is told of it, and what it answers.
    pub story: Story,
    /// The day it was told last, as practice.
    pub last: Option<NaiveDate>,
    /// How often it was told, as practice.
    pub reviews: u32,
    /// Whether it is not asked for any more.
    pub retired: bool,
}

impl Store {
    /// Lists all stories, the newest day first. The trash is left out.
    pub fn stories(&self) -> Result<Vec<StoredStory>> {
        attempt("read the stories", || {
            let sql = "SELECT s.title, s.lacks, s.kinds, s.tags, s.hues, s.observed, s.words, e.id, e.short, e.exercise, e.day,
                           m.last, ifnull(m.reviews, 0), ifnull(m.retired, 0)
                       FROM story s CROSS JOIN entry e ON e.number = s.entry
                       LEFT JOIN memory m ON m.card = 'entry:' || lower(hex(e.id))
                       WHERE e.trashed_ms IS NULL ORDER BY s.entry DESC";
            query::all(&self.conn, sql, [], |row| {
                let last: Option<String> = query::get(row, 11)?;
                Ok(StoredStory {
                    story: story(row)?,
                    entry: query::id(row, 7)?,
                    short: ShortId::stored(query::get(row, 8)?),
                    exercise: query::get(row, 9)?,
                    day: query::day(row, 10)?,
                    last: last.map(|last| query::as_day(&last)).transpose()?,
                    reviews: query::get(row, 12)?,
                    retired: query::get(row, 13)?,
                })
            })
        })
    }
}

/// Reads what is told of an entry: the first seven columns of the table of stories but for its key.
fn story(row: &Row<'_>) -> Result<Story, DbError> {
    let text = |column: usize| query::get::<String>(row, column);
    let words: Vec<u8> = query::get(row, 6)?;
    Ok(Story {
        title: text(0)?,
        lacks: serde_json::from_str(&text(1)?).unwrap_or_default(),
        kinds: text(2)?.split_whitespace().filter_map(QuestionKind::named).collect(),
        tags: text(3)?.split_whitespace().map(str::to_owned).collect(),
        hues: text(4)?.split_whitespace().filter_map(Hue::named).collect(),
        observed: query::get(row, 5)?,
        words: words.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)).collect(),
    })
}

/// Reads what is told of an entry.
pub(super) fn of(conn: &Connection, entry: i64) -> Result<Option<Story>, DbError> {
    let sql = "SELECT title, lacks, kinds, tags, hues, observed, words FROM story WHERE entry = ?1";
    query::one(conn, sql, [entry], story)
}

/// Stores what is told of an entry in place of what was before.
pub(super) fn replace(conn: &Connection, entry: i64, story: Option<&Story>) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM story WHERE entry = ?1", [entry])?;
    let Some(story) = story else { return Ok(()) };
    let lacks = serde_json::to_string(&story.lacks).unwrap_or_default();
    let kinds: Vec<&str> = story.kinds.iter().map(|kind| kind.name()).collect();
    let tags: Vec<&str> = story.tags.iter().map(String::as_str).collect();
    let hues: Vec<&str> = story.hues.iter().map(|hue| hue.name()).collect();
    let words: Vec<u8> = story.words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let sql = "INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        entry,
        story.title,
        lacks,
        kinds.join(" "),
        tags.join(" "),
        hues.join(" "),
        story.observed,
        words
    ];
    query::run(conn, sql, values).map(|_| ())
}
