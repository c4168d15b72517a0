//! What is recalled from memory: the grades that were given, when each thing is due by them, and the entries that are told.
//!
//! Grades are never changed but for the mark of undo. When something is due is kept beside them, one row a thing: the next
//! one of five thousand is found without reading fifty thousand grades.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::error::attempt;
use super::records::{Grade as Record, Kind, Time};
use super::{Store, query};
use crate::domain::fsrs::{Grade, Memory};
use crate::domain::id::{EntryId, ShortId};
use crate::domain::story::Story;
use crate::domain::time::Moment;
use crate::error::{DbError, Result};

/// Something that can be recalled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recallable {
    /// An entry that is told.
    Entry(EntryId),
    /// A concept card, by its name.
    Card(String),
}

impl fmt::Display for Recallable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(id) => write!(f, "entry:{}", hex(*id)),
            Self::Card(id) => write!(f, "card:{id}"),
        }
    }
}

impl FromStr for Recallable {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(id) = text.strip_prefix("card:") {
            return Ok(Self::Card(id.to_owned()));
        }
        let digits = text.strip_prefix("entry:").and_then(|hex| u128::from_str_radix(hex, 16).ok());
        digits.map(|number| Self::Entry(EntryId::from_bytes(number.to_be_bytes()))).ok_or(())
    }
}

fn hex(id: EntryId) -> String {
    format!("{:032x}", u128::from_be_bytes(id.bytes()))
}

/// What a person decided about something to recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// How well it was recalled.
    Graded(Grade),
    /// It is not asked for any more.
    Retire,
    /// It is asked for again.
    Resume,
    /// It is learnt from the beginning.
    Restart,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Graded(grade) => grade.name(),
            Self::Retire => "retire",
            Self::Resume => "resume",
            Self::Restart => "restart",
        }
    }

    fn of(word: &str) -> Option<Self> {
        let grade = Grade::ALL.iter().find(|(name, _)| *name == word).map(|(_, grade)| Self::Graded(*grade));
        grade.or_else(|| {
            [Self::Retire, Self::Resume, Self::Restart].into_iter().find(|one| one.word() == word)
        })
    }
}

/// A decision with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// What it is about.
    pub card: Recallable,
    /// What was decided.
    pub verdict: Verdict,
    /// The day it counts for.
    pub day: NaiveDate,
    /// What was asked.
    pub cue: String,
    /// How long until the first name.
    pub named: Option<Duration>,
    /// How long it was told.
    pub told: Option<Duration>,
    /// The parts that were left out.
    pub missing: Vec<String>,
}

impl Graded {
    /// Makes a decision that rests on nothing else.
    pub fn decided(card: Recallable, verdict: Verdict, day: NaiveDate) -> Self {
        Self { card, verdict, day, cue: String::new(), named: None, told: None, missing: Vec::new() }
    }
}

/// How something to recall stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheduled {
    /// What it is.
    pub card: Recallable,
    /// The short id of the entry, and what is told of it; nothing for a card.
    pub story: Option<(ShortId, Story)>,
    /// The day it is due.
    pub due: NaiveDate,
    /// How firmly it is remembered; nothing before the first grade.
    pub memory: Option<(Memory, NaiveDate)>,
    /// How often it was graded.
    pub reviews: u32,
    /// Whether it is not asked for any more.
    pub retired: bool,
    /// Whether there is a decision about it that can be undone.
    pub decided: bool,
}

/// What is told of entries, with how it stands. A story is due from the day after it was written.
const STORIES: &str = "SELECT 'entry:' || lower(hex(e.id)) AS card, e.short, s.title, s.lacks,
        ifnull(m.due, date(e.day, '+1 day')) AS due, m.stability, m.difficulty, m.last,
        ifnull(m.reviews, 0) AS reviews, ifnull(m.retired, 0) AS retired, m.card IS NOT NULL AS decided
    FROM story s CROSS JOIN entry e ON e.number = s.entry
    LEFT JOIN memory m ON m.card = 'entry:' || lower(hex(e.id))
    WHERE e.trashed_ms IS NULL";

/// The cards with grades, in the same columns.
const CARDS: &str =
    "SELECT card, NULL AS short, NULL AS title, NULL AS lacks, due, stability, difficulty, last, reviews,
        retired, 1 AS decided
    FROM memory AS near WHERE card >= 'card:' AND card < 'card;'";

impl Store {
    /// Lists everything there is to recall, what is due longest first.
    pub fn recallables(&self) -> Result<Vec<Scheduled>> {
        attempt("look up what is to be recalled", || {
            query::all(
                &self.conn,
                &format!("SELECT * FROM ({STORIES} UNION ALL {CARDS}) ORDER BY due, card"),
                [],
                standing,
            )
        })
    }

    /// Lists the first few that are due on a day, what is due longest first.
    pub fn due(&self, day: NaiveDate, limit: usize) -> Result<Vec<Scheduled>> {
        attempt("look up what is due", || {
            let sql = format!(
                "SELECT * FROM ({STORIES} UNION ALL {CARDS}) WHERE due <= ?1 AND retired = 0 ORDER BY due, card LIMIT ?2"
            );
            query::all(&self.conn, &sql, params![day.to_string(), query::limit(limit)], standing)
        })
    }

    /// Counts what is due on a day.
    pub fn due_count(&self, day: NaiveDate) -> Result<usize> {
        attempt("count what is due", || {
            let sql =
                format!("SELECT count(*) FROM ({STORIES} UNION ALL {CARDS}) WHERE due <= ?1 AND retired = 0");
            let count: Option<i64> = query::value(&self.conn, &sql, [day.to_string()])?;
            Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or_default())
        })
    }

    /// Returns how one thing stands; nothing if there is no such story, or the card has no grade.
    pub fn recallable(&self, card: &Recallable) -> Result<Option<Scheduled>> {
        attempt("look up what is to be recalled", || match card {
            Recallable::Entry(id) => query::one(
                &self.conn,
                &format!("{STORIES} AND s.entry = (SELECT number FROM entry WHERE id = ?1)"),
                [id.bytes()],
                standing,
            ),
            Recallable::Card(_) => {
                query::one(&self.conn, &format!("{CARDS} AND card = ?1"), [card.to_string()], standing)
            }
        })
    }

    /// Lists the concept cards that were graded.
    pub fn graded_cards(&self) -> Result<Vec<Recallable>> {
        attempt("look up the graded cards", || {
            let sql = "SELECT card FROM memory AS near WHERE card >= 'card:' AND card < 'card;'";
            let all = query::all(&self.conn, sql, [], |row| query::get::<String>(row, "card"))?;
            Ok(all.iter().filter_map(|card| card.parse().ok()).collect())
        })
    }

    /// Lists the days on which something was told and graded, in order.
    pub fn days_told(&self, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>> {
        // From one day to the next that has any: of a day with hundreds of grades, one is read.
        attempt("look up when stories were told", || {
            let sql = "SELECT min(day) FROM grade WHERE day >= ?1 AND undone = 0 AND told_ms IS NOT NULL";
            let (mut days, mut from) = (Vec::new(), Some(from));
            while let Some(first) = from {
                let day: Option<String> = query::value(&self.conn, sql, [first.to_string()])?;
                let Some(day) = day.as_deref().map(query::as_day).transpose()?.filter(|day| *day <= to)
                else {
                    break;
                };
                days.push(day);
                from = day.succ_opt();
            }
            Ok(days)
        })
    }

    /// Lists the decisions about something that were not undone, the newest first.
    pub fn grades(&self, card: &Recallable, limit: usize) -> Result<Vec<Graded>> {
        attempt("read the grades", || {
            let sql = "SELECT * FROM grade WHERE card = ?1 AND undone = 0 ORDER BY number DESC LIMIT ?2";
            let all = query::all(&self.conn, sql, params![card.to_string(), query::limit(limit)], graded)?;
            Ok(all.into_iter().flatten().collect())
        })
    }

    /// Lists how well things were recalled from one day to another, among the newest decisions, up to `limit`.
    pub fn recalled(&self, from: NaiveDate, to: NaiveDate, limit: usize) -> Result<Vec<Grade>> {
        let (from, to) = (from.to_string(), to.to_string());
        attempt("read the grades", || {
            let sql = "SELECT what, day, undone FROM grade ORDER BY number DESC LIMIT ?1";
            let read = |row: &Row<'_>| {
                let (what, day): (String, String) = (query::get(row, "what")?, query::get(row, "day")?);
                let counts = !query::get::<bool>(row, "undone")? && (&from..=&to).contains(&&day);
                Ok(if let Some(Verdict::Graded(grade)) = Verdict::of(&what) {
                    counts.then_some(grade)
                } else {
                    None
                })
            };
            Ok(query::all(&self.conn, sql, [query::limit(limit)], read)?.into_iter().flatten().collect())
        })
    }

    /// Records a decision, and what follows from it.
    pub fn grade(&mut self, one: &Graded, at: Moment) -> Result<()> {
        self.write("record the grade", |tx| {
            let card = one.card.to_string();
            let missing = serde_json::to_string(&one.missing).unwrap_or_default();
            let ms = |time: Option<Duration>| time.map(query::milliseconds);
            let sql = "INSERT INTO grade (card, what, day, at_ms, at_offset, cue, name_ms, told_ms, missing)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
            let values = params![
                card,
                one.verdict.word(),
                one.day.to_string(),
                at.ms,
                at.offset,
                one.cue,
                ms(one.named),
                ms(one.told),
                missing
            ];
            query::run(tx, sql, values)?;
            remember(tx, &card)
        })
    }

    /// Undoes the newest decision about something; it stays in the journal, marked.
    pub fn ungrade(&mut self, card: &Recallable) -> Result<()> {
        self.write("undo the grade", |tx| {
            let card = card.to_string();
            let sql = "UPDATE grade SET undone = 1 WHERE number =
                           (SELECT max(number) FROM grade WHERE card = ?1 AND undone = 0)";
            query::run(tx, sql, [&card])?;
            remember(tx, &card)
        })
    }
}

fn standing(row: &Row<'_>) -> Result<Scheduled, DbError> {
    let card: String = query::get(row, "card")?;
    let card = card.parse().map_err(|()| DbError::Damaged("a graded card can't be read".to_owned()))?;
    let short: Option<String> = query::get(row, "short")?;
    let story = short.map(|short| {
        let title: Option<String> = query::get(row, "title")?;
        let lacks: Option<String> = query::get(row, "lacks")?;
        let lacks = serde_json::from_str(&lacks.unwrap_or_default()).unwrap_or_default();
        Ok::<_, DbError>((
            ShortId::stored(short),
            Story { title: title.unwrap_or_default(), lacks, ..Story::default() },
        ))
    });
    let last: Option<String> = query::get(row, "last")?;
    let memory = last.map(|last| {
        let memory =
            Memory { stability: query::get(row, "stability")?, difficulty: query::get(row, "difficulty")? };
        Ok::<_, DbError>((memory, query::as_day(&last)?))
    });
    Ok(Scheduled {
        card,
        story: story.transpose()?,
        due: query::day(row, "due")?,
        memory: memory.transpose()?,
        reviews: query::get(row, "reviews")?,
        retired: query::get(row, "retired")?,
        decided: query::get(row, "decided")?,
    })
}

/// Reads a decision; nothing if it is of a newer program.
fn graded(row: &Row<'_>) -> Result<Option<Graded>, DbError> {
    let (card, what): (String, String) = (query::get(row, "card")?, query::get(row, "what")?);
    let Some((card, verdict)) = card.parse().ok().zip(Verdict::of(&what)) else { return Ok(None) };
    let missing: String = query::get(row, "missing")?;
    let time = |column| {
        let ms: Option<i64> = query::get(row, column)?;
        Ok::<_, DbError>(ms.and_then(|ms| u64::try_from(ms).ok()).map(Duration::from_millis))
    };
    Ok(Some(Graded {
        card,
        verdict,
        day: query::day(row, "day")?,
        cue: query::get(row, "cue")?,
        named: time("name_ms")?,
        told: time("told_ms")?,
        missing: serde_json::from_str(&missing).unwrap_or_default(),
    }))
}

/// What follows from the decisions about one thing.
#[derive(Debug, Default)]
struct Kept {
    memory: Option<(Memory, NaiveDate)>,
    reviews: u32,
    retired: bool,
}

impl Kept {
    fn take(&mut self, verdict: Verdict, day: NaiveDate) {
        match verdict {
            Verdict::Retire => self.retired = true,
            Verdict::Resume => self.retired = false,
            Verdict::Restart => self.memory = None,
            Verdict::Graded(grade) => {
                let next = |(memory, last): (Memory, NaiveDate)| {
                    // A clock that was set back makes no days.
                    let days = u64::try_from((day - last).num_days()).unwrap_or_default();
                    memory.graded(grade, days)
                };
                let memory = self.memory.map_or_else(|| Memory::first(grade), next);
                self.memory = Some((memory, day));
                self.reviews += 1;
            }
        }
    }
}

/// Keeps what follows from the decisions about one thing.
fn remember(conn: &Connection, card: &str) -> Result<(), DbError> {
    query::run(conn, "DELETE FROM memory WHERE card = ?1", [card])?;
    let sql = "SELECT * FROM grade WHERE card = ?1 AND undone = 0 ORDER BY number";
    let mut kept = Kept::default();
    let all = query::all(conn, sql, [card], graded)?;
    let Some(last) = all.last() else { return Ok(()) };
    let decided = last.as_ref().map(|one| one.day);
    for one in all.into_iter().flatten() {
        kept.take(one.verdict, one.day);
    }
    let due = kept.memory.map(|(memory, day)| memory.due(day));
    // What is learnt from the beginning is due at once.
    let Some(due) = due.or(decided).map(|day| day.to_string()) else { return Ok(()) };
    let (memory, day) = kept.memory.unzip();
    let sql = "INSERT INTO memory (card, due, stability, difficulty, last, reviews, retired)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = params![
        card,
        due,
        memory.map_or(0.0, |memory| memory.stability),
        memory.map_or(0.0, |memory| memory.difficulty),
        day.map(|day| day.to_string()),
        kept.reviews,
        kept.retired
    ];
    query::run(conn, sql, values).map(|_| ())
}

/// Keeps what follows from all decisions, after they were filled in.
pub(super) fn remember_all(conn: &Connection) -> Result<(), DbError> {
    let cards: Vec<String> =
        query::all(conn, "SELECT DISTINCT card FROM grade AS near", [], |row| query::get(row, 0))?;
    cards.iter().try_for_each(|card| remember(conn, card))
}

/// Reads a decision as it is exported.
pub(super) fn record(row: &Row<'_>) -> Result<Record, DbError> {
    Ok(Record {
        kind: Kind::Grade,
        number: query::get(row, "number")?,
        card: query::get(row, "card")?,
        what: query::get(row, "what")?,
        day: query::day(row, "day")?,
        at: Time(query::moment(row, "at_ms", "at_offset")?),
        cue: query::get(row, "cue")?,
        name_ms: query::get(row, "name_ms")?,
        told_ms: query::get(row, "told_ms")?,
        missing: serde_json::from_str(&query::get::<String>(row, "missing")?).unwrap_or_default(),
        undone: query::get(row, "undone")?,
    })
}

/// Takes a decision of a filled-in journal.
pub(super) fn fill(conn: &Connection, new: &Record) -> Result<(), DbError> {
    let sql = "INSERT INTO grade (number, card, what, day, at_ms, at_offset, cue, name_ms, told_ms, missing, undone)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let missing = serde_json::to_string(&new.missing).unwrap_or_default();
    let values = params![
        new.number,
        new.card,
        new.what,
        new.day.to_string(),
        new.at.0.ms,
        new.at.0.offset,
        new.cue,
        new.name_ms,
        new.told_ms,
        missing,
        new.undone
    ];
    query::run(conn, sql, values).map(|_| ())
}
