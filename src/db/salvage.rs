//! What an export writes of rows that are damaged: a neutral value stands for each column that can't be read, and the record
//! names it, so that whatever is left goes out and an import takes it.

use rusqlite::types::{FromSql, ValueRef};
use rusqlite::{Connection, Row, params};
use serde_json::value::RawValue;

use super::entries::day_of;
use super::records::{Damaged, Entry, EntryRevision, Exercise, Kind, Time, Week};
use super::{answers_json, query, tags};
use crate::domain::entry::Digest;
use crate::domain::id::EntryId;
use crate::domain::plan::WeekLabel;
use crate::domain::time::Moment;
use crate::domain::value::Answers;
use crate::error::DbError;

/// What stands for the name of an exercise that can't be read.
const NO_NAME: &str = "unreadable";

/// What entries are read with: for a revision that is named, whether it is there. One that lost its entry belongs to the
/// entry that names it.
pub(super) const ENTRIES: &str =
    "SELECT near.*, (SELECT id FROM entry WHERE number = near.origin) AS origin_id,
        (SELECT number FROM revision WHERE number = near.finished
            AND (entry = near.number OR typeof(entry) <> 'integer')) AS finished_there,
        (SELECT number FROM revision WHERE number = near.draft
            AND (entry = near.number OR typeof(entry) <> 'integer')) AS draft_there
    FROM entry AS near ORDER BY number";

/// A row that may be damaged, and which of its columns were.
pub(super) struct Salvage<'r, 'c> {
    row: &'r Row<'c>,
    pub lost: Vec<String>,
}

impl<'r, 'c> Salvage<'r, 'c> {
    pub fn of(row: &'r Row<'c>) -> Self {
        Self { row, lost: Vec::new() }
    }

    /// Keeps what could be read, or notes under which key it is missing.
    pub fn keep<T>(&mut self, key: &str, read: Result<T, DbError>) -> Option<T> {
        if read.is_err() {
            self.lost.push(key.to_owned());
        }
        read.ok()
    }

    /// Reads a column.
    pub fn get<T: FromSql>(&mut self, key: &str) -> Option<T> {
        self.keep(key, query::get(self.row, key))
    }

    /// Reads a column whose values must fit.
    fn fitting<T: FromSql>(&mut self, key: &str, column: &str, fits: impl Fn(&T) -> bool) -> Option<T> {
        let read =
            query::get(self.row, column).and_then(|value| if fits(&value) { Ok(value) } else { lost() });
        self.keep(key, read)
    }

    /// Reads a moment that can be written.
    pub fn moment(&mut self, ms: &str, offset: &str) -> Option<Time> {
        let key = ms.trim_end_matches("_ms");
        let time = query::moment(self.row, ms, offset).map(Time);
        self.keep(
            key,
            time.and_then(|time| serde_json::to_string(&time).map_or_else(|_| lost(), |_| Ok(time))),
        )
    }

    /// Reads a moment that may be missing; another stands for one that is there and can't be read.
    fn some_moment(&mut self, ms: &str, offset: &str, or: Option<Time>) -> Option<Time> {
        match query::get::<Option<i64>>(self.row, ms) {
            Ok(None) => None,
            _ => self.moment(ms, offset).or(or),
        }
    }
}

fn lost<T>() -> Result<T, DbError> {
    Err(DbError::Damaged("a stored value can't be read".to_owned()))
}

/// The id of an entry; for one whose own can't be read, one that no other has.
pub(super) fn id(row: &Row<'_>, column: &str, number: i64) -> (EntryId, bool) {
    match query::id(row, column) {
        Ok(id) => (id, true),
        Err(_) => (EntryId::from_bytes(u128::from(number.cast_unsigned()).to_be_bytes()), false),
    }
}

/// Reads the text of an exercise.
pub(super) fn exercise(row: &Row<'_>) -> Result<Exercise, DbError> {
    let (number, text) = (query::get(row, "number")?, text(row, "text")?);
    let intact = answers_json::intact(row, "text")?;
    Ok(Exercise { kind: Kind::Exercise, number, damaged: (!intact).then(|| hash(row, &text)), text })
}

/// Lists the exercises that entries name and that are gone, each with an empty text in its place.
pub(super) fn missing_exercises(conn: &Connection) -> Result<Vec<Exercise>, DbError> {
    let sql = "SELECT definition AS number FROM entry AS near WHERE typeof(definition) = 'integer'
                   AND definition NOT IN (SELECT number FROM definition)
               UNION SELECT definition FROM revision WHERE typeof(definition) = 'integer'
                   AND definition NOT IN (SELECT number FROM definition)
               UNION SELECT 0 FROM entry WHERE typeof(definition) <> 'integer'
                   AND NOT EXISTS (SELECT 1 FROM definition WHERE number = 0)";
    query::all(conn, sql, [], |row| {
        let number: i64 = query::get(row, "number")?;
        let sha256 = Digest::of(format!("exercise {number} is gone").as_bytes()).hex();
        let damaged = Some(Damaged { sha256, text: String::new() });
        Ok(Exercise { kind: Kind::Exercise, number, text: String::new(), damaged })
    })
}

/// Reads an entry.
pub(super) fn entry(conn: &Connection, row: &Row<'_>) -> Result<Entry, DbError> {
    let mut from = Salvage::of(row);
    let number = query::get(row, "number")?;
    let (id, known) = id(row, "id", number);
    if !known {
        from.lost.push("id".to_owned());
    }
    let day = from.keep("day", query::day(row, "day")).or_else(|| day_of(number)).unwrap_or_default();
    let written: Option<String> = from.get("written").flatten();
    let written = written.and_then(|text| from.keep("written", query::as_day(&text)));
    let of = from.keep("week", query::week(row, "week"));
    let practised = from.keep("practised", query::week(row, "practised"));
    let week = Week(of.or(practised).unwrap_or_else(|| WeekLabel::of_start(day)));
    let noon = day.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc().timestamp_millis();
    let begun = from.moment("begun_ms", "begun_offset").unwrap_or(Time(Moment::new(noon, 0)));
    let there = |column| query::get::<Option<i64>>(row, column).ok().flatten();
    let mut named = |key, there: Option<i64>| {
        let fits = |name: &Option<i64>| name.is_none() || *name == there;
        from.fitting(key, key, fits).unwrap_or(there)
    };
    let draft = named("draft", there("draft_there"));
    let finished = named("finished", there("finished_there"));
    let finished = match finished {
        None if from.lost.iter().any(|key| key == "finished") => {
            let sql = "SELECT number FROM revision WHERE entry = ?1 AND kind IN ('complete', 'partial')
                       ORDER BY seq DESC LIMIT 1";
            query::value(conn, sql, [number])?
        }
        finished => finished,
    };
    let definition = if let Some(definition) = from.get("definition") {
        definition
    } else {
        let sql = "SELECT definition FROM revision WHERE entry = ?1 AND typeof(definition) = 'integer'
                   ORDER BY seq DESC LIMIT 1";
        query::value(conn, sql, [number])?.unwrap_or_default()
    };
    let origin = query::get::<Option<[u8; 16]>>(row, "origin_id").ok().flatten();
    from.fitting("origin", "origin", |of: &Option<i64>| of.is_some() == origin.is_some());
    let exercise: String = from.get("exercise").unwrap_or_else(|| NO_NAME.to_owned());
    Ok(Entry {
        kind: Kind::Entry,
        id,
        number,
        short: from.get("short").unwrap_or_else(|| format!("{NO_NAME}-{number}")),
        exercise,
        exercise_revision: from.get("exercise_revision").unwrap_or_default(),
        definition,
        day,
        written,
        practised: practised.map_or(week, Week),
        week,
        begun,
        happened: from.some_moment("happened_ms", "happened_offset", None),
        // What was in the trash stays there.
        trashed: from.some_moment("trashed_ms", "trashed_offset", Some(begun)),
        origin: origin.map(EntryId::from_bytes),
        finished,
        draft,
        tags: from.keep("tags", tags::of(conn, number)).unwrap_or_default(),
        summary: from.get("summary").unwrap_or_default(),
        lost: from.lost,
    })
}

/// Reads the revisions of an entry; with `strays` also those that lost it and that it names.
pub(super) fn revisions(
    conn: &Connection,
    (entry, strays): (&Entry, bool),
    mut each: impl FnMut(&Row<'_>) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let mut one = |row: &Row<'_>| each(row).map(|()| None::<()>);
    query::some(conn, "SELECT * FROM revision WHERE entry = ?1 ORDER BY seq", [entry.number], &mut one)?;
    if strays {
        let sql = "SELECT * FROM revision WHERE number IN (?1, ?2) AND typeof(entry) <> 'integer'";
        query::some(conn, sql, params![entry.finished, entry.draft], &mut one)?;
    }
    Ok(())
}

/// Counts the revisions that lost their entry, and those of them that no entry names.
pub(super) fn strays(conn: &Connection) -> Result<(usize, usize), DbError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE near.number IN (finished, draft)) AS named
               FROM revision AS near WHERE NOT EXISTS (SELECT 1 FROM entry WHERE number = near.entry)";
    let named: Vec<bool> = query::all(conn, sql, [], |row| query::get(row, "named"))?;
    Ok((named.len(), named.iter().filter(|named| !**named).count()))
}

/// What the revisions of an entry came to so far: the place of the last, and its version.
#[derive(Default)]
pub(super) struct SoFar {
    seq: i64,
    version: u32,
}

/// Reads a revision, and hands it on: its answers are lent by the row.
pub(super) fn revision<T>(
    (entry, so_far): (&Entry, &mut SoFar),
    row: &Row<'_>,
    put: impl FnOnce(EntryRevision<'_>) -> T,
) -> Result<T, DbError> {
    let mut from = Salvage::of(row);
    let stored = text(row, "answers")?;
    // Without the hash of what was written, what can be read stands for it.
    let intact = match query::digest(row, "digest") {
        Ok(_) => answers_json::intact(row, "answers")?,
        Err(_) => serde_json::from_str::<Answers>(&stored).is_ok(),
    };
    let answers: Option<&RawValue> = serde_json::from_str(&stored).ok().filter(|_| intact);
    from.keep("digest", query::digest(row, "digest"));
    let damaged = answers.is_none().then(|| Damaged { text: stored.clone(), ..hash(row, &stored) });
    let number: i64 = query::get(row, "number")?;
    if query::get::<i64>(row, "entry").is_err() {
        from.lost.push("entry".to_owned());
    }
    let seq = from.get("seq").unwrap_or(so_far.seq + 1);
    let (finishes, drafts) = (entry.finished == Some(number), entry.draft == Some(number));
    let is_done = |kind: &str| matches!(kind, "complete" | "partial");
    let fits = |kind: &String| is_done(kind) || (!finishes && matches!(kind.as_str(), "draft" | "discarded"));
    let version: Option<u32> = from.fitting("version", "version", |version| *version > 0 || !finishes);
    let state = from.fitting("state", "kind", fits).unwrap_or_else(|| {
        let done = finishes || (!drafts && version.is_some_and(|version| version > so_far.version));
        if done { "partial" } else { "draft" }.to_owned()
    });
    let version = version.unwrap_or(so_far.version + u32::from(is_done(&state)));
    *so_far = SoFar { seq: so_far.seq.max(seq), version: so_far.version.max(version) };
    let record = EntryRevision {
        kind: Kind::Revision,
        entry: entry.id,
        number,
        seq,
        parent: from.get("parent").flatten(),
        device: from.get("device").unwrap_or_default(),
        at: from.moment("at_ms", "at_offset").unwrap_or(entry.begun),
        state,
        version,
        exercise_revision: from.get("exercise_revision").unwrap_or(entry.exercise_revision),
        definition: from.get("definition").unwrap_or(entry.definition),
        active_ms: from.fitting("active_ms", "desk_ms", |ms| *ms >= 0).unwrap_or_default(),
        // Where a person was is not worth more than a word.
        place: from.get("place").and_then(|place: String| serde_json::from_str(&place).ok()),
        answers,
        damaged,
        lost: from.lost,
    };
    Ok(put(record))
}

/// Reads a text, whatever its bytes are.
fn text(row: &Row<'_>, column: &str) -> Result<String, DbError> {
    let bytes = match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
        _ => &[],
    };
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// The hash of what was written, for a text that is not that any more; its own if that of what was written is gone.
fn hash(row: &Row<'_>, text: &str) -> Damaged {
    let digest = query::digest(row, "digest").unwrap_or_else(|_| Digest::of(text.as_bytes()));
    Damaged { sha256: digest.hex(), text: String::new() }
}
