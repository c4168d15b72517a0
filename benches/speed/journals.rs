//! Journals of any size. What is in them is written by the program itself: the demo and some more reactions, whose
//! weeks are then repeated into the past.
//!
//! Beginning and finishing 100,000 entries through the store would be 200,000 transactions that each wait for the disk,
//! so repeating is done below it: rows are copied with SQL on a connection that waits for nothing. Only ids, days and
//! weeks differ; answers, facts, findings and hashes are those of the entry that was copied. The index of words is made anew
//! at the end, and every index is the program's own.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use empathy::app::{demo, practice, week};
use empathy::db::Store;
use empathy::domain::entry::Digest;
use empathy::domain::id::EntryId;
use empathy::domain::locate::Place;
use empathy::domain::plan::WeekLabel;
use empathy::domain::time::Moment;
use empathy::domain::value::{Answers, Picks, Value};
use empathy::exercises::Catalog;
use empathy::sys::rng::Rng;
use rusqlite::{Connection, params};

use super::world::{NOW, prose};

/// How many weeks there are in ten years; larger journals have more entries a week.
const MOST_WEEKS: usize = 520;
/// How many entries a usual week has.
const A_WEEK: usize = 5;
/// How many weeks the demo has.
const DEMO_WEEKS: usize = 8;
const DAY_MS: i64 = 86_400_000;
/// How many reactions are logged beside the demo, and how many bytes of text each has: about sixty words.
const REACTIONS: usize = 105;
const WORDS: usize = 300;

/// An entry that is copied.
struct Pattern {
    number: i64,
    prefix: String,
    day: NaiveDate,
    begun_ms: i64,
}

/// Gives a journal with so many finished entries, to read and write: a copy that is made once in each run. Entries lie
/// over ten years at most.
pub fn journal(entries: usize) -> PathBuf {
    over_weeks(entries, MOST_WEEKS)
}

/// The same, with all entries within so many weeks.
fn over_weeks(entries: usize, weeks: usize) -> PathBuf {
    static READY: LazyLock<Mutex<HashSet<(usize, usize)>>> = LazyLock::new(Mutex::default);
    let path = folder().join(format!("in-use-{entries}-{weeks}")).join("journal.db");
    let mut ready = READY.lock().unwrap_or_else(PoisonError::into_inner);
    if ready.insert((entries, weeks)) {
        let kept = kept(entries, weeks);
        clear(path.parent().expect("a folder"));
        fs::copy(kept, &path).expect("copied");
        fs::File::open(&path).and_then(|file| file.sync_all()).expect("on disk");
    }
    path
}

/// Gives a folder that is empty, for what a measurement writes.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = folder().join(name);
    clear(&folder);
    folder
}

fn clear(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("removed");
    }
    fs::create_dir_all(folder).expect("made");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench-journals")
}

/// Finds the journal among those made before, or makes it. The name says what it was made by: exercises, demo, schema.
fn kept(entries: usize, weeks: usize) -> PathBuf {
    let seed = folder().join("demo").join("journal.db");
    clear(seed.parent().expect("a folder"));
    let mut store = Store::open(&seed, NOW.wall).expect("a journal");
    demo::fill(&mut store, NOW.wall.day(0), 7).expect("the demo");
    log(&mut store);
    drop(store);
    let made_by = {
        let conn = Connection::open(&seed).expect("opens");
        let said: String = conn
            .query_row(
                "SELECT group_concat(sql, '') || (SELECT group_concat(hex(digest), '') FROM revision) FROM sqlite_schema",
                [],
                |row| row.get(0),
            )
            .expect("rows");
        u32::from_be_bytes(Digest::of(said.as_bytes()).0[..4].try_into().expect("four bytes"))
    };
    let path = folder().join(format!("{entries}-{weeks}-{made_by:08x}.db"));
    if !path.exists() {
        forget(entries, weeks);
        let partial = path.with_extension("partial");
        fs::copy(&seed, &partial).expect("copied");
        repeat(&partial, entries, weeks);
        // A few entries at a time, so that the index has the levels it has where they came one by one.
        hash_size(&partial, 16 * 1024);
        let mut store = Store::open(&partial, NOW.wall).expect("a journal");
        store.rebuild_search().expect("an index");
        store.count_weeks().expect("weeks");
        store.fold().expect("one file");
        drop(store);
        hash_size(&partial, 1024 * 1024);
        fs::rename(&partial, &path).expect("renamed");
    }
    path
}

/// How many bytes of words `SQLite` gathers before it writes a part of the index.
fn hash_size(path: &Path, bytes: i64) {
    let conn = Connection::open(path).expect("opens");
    conn.execute("INSERT INTO search (search, rank) VALUES ('hashsize', ?1)", [bytes]).expect("set");
}

/// Logs reactions of sixty words with a product and a feeling, one a day before today.
fn log(store: &mut Store) {
    let catalog = Catalog::built_in();
    let loaded = catalog.captured(catalog.plan()).expect("something to capture");
    let mut chance = Rng::seeded(3);
    for nth in 0..REACTIONS {
        let at = Moment::new(NOW.wall.ms - (nth as i64 + 1) * DAY_MS, 0);
        let day = at.day(0);
        let mut answers = Answers::default();
        let mut say = |field: &str, words: &[&str]| {
            answers.set(field, Value::Text(words[nth % words.len()].to_owned()));
        };
        say("product", &["ChatGPT", "Otter", "Google Maps", "Spotify DJ", "Copilot"]);
        say("felt", &["annoyed", "surprised", "uneasy", "delighted", "relieved", "confused", "curious"]);
        say("feature", &["the voice", "the summary", "grey words"]);
        say("happened", &[&prose(WORDS)]);
        answers.set("trust", Value::Number((nth % 5 + 1) as f64));
        answers.set("dimension", Value::Choice(Picks::one(["trust", "errors", "model"][nth % 3])));
        let when = (week::holding(store, day).expect("a week"), day, at);
        let first = (&answers, &Place::default());
        let (_, draft) = practice::begin(store, loaded, when, first, &mut chance).expect("begun");
        practice::finish(store, &catalog, loaded, &draft, at).expect("finished");
    }
}

/// Removes what was made for other exercises, another demo or schema.
fn forget(entries: usize, weeks: usize) {
    for found in fs::read_dir(folder()).expect("a folder").flatten() {
        if found.file_name().to_string_lossy().starts_with(&format!("{entries}-{weeks}-")) {
            fs::remove_file(found.path()).expect("removed");
        }
    }
}

/// Repeats the finished entries of the demo into the past until there are so many.
fn repeat(path: &Path, entries: usize, most_weeks: usize) {
    let mut conn = Connection::open(path).expect("opens");
    conn.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA foreign_keys = OFF")
        .expect("waits for nothing");
    let tx = conn.transaction().expect("begins");
    let patterns = patterns(&tx);
    let missing = entries.saturating_sub(patterns.len());
    let weeks = (entries / A_WEEK).clamp(DEMO_WEEKS + 1, most_weeks) - DEMO_WEEKS;
    let mut chance = Rng::seeded(entries as u64);
    let mut taken: HashSet<String> = {
        let mut shorts = tx.prepare("SELECT short FROM entry").expect("a query");
        let rows = shorts.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("short ids")
    };
    for nth in 0..missing {
        // The oldest first, as they would have come.
        let back = DEMO_WEEKS + weeks - 1 - nth * weeks / missing;
        copy(&tx, &patterns[nth % patterns.len()], back, &mut chance, &mut taken);
    }
    for nth in 0..entries / 20 {
        let text = format!("Product {nth}");
        let sql = "INSERT INTO term (vocabulary, key, text, used_ms) VALUES ('product', ?1, ?2, ?3)";
        tx.execute(sql, params![text.to_lowercase(), text, nth as i64]).expect("a term");
    }
    tx.commit().expect("done");
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).expect("a log again");
}

fn patterns(conn: &Connection) -> Vec<Pattern> {
    let sql = "SELECT number, short, day, begun_ms FROM entry WHERE finished IS NOT NULL AND draft IS NULL ORDER BY number";
    let mut statement = conn.prepare(sql).expect("a query");
    let read = |row: &rusqlite::Row<'_>| {
        let (short, day): (String, String) = (row.get(1)?, row.get(2)?);
        let prefix = short.split_once('-').map_or("", |(prefix, _)| prefix).to_owned();
        Ok(Pattern { number: row.get(0)?, prefix, day: day.parse().expect("a day"), begun_ms: row.get(3)? })
    };
    statement.query_map([], read).expect("rows").collect::<Result<_, _>>().expect("entries")
}

/// Copies an entry to the same day of the week, in the week so many weeks before the last of the demo.
fn copy(conn: &Connection, of: &Pattern, back: usize, chance: &mut Rng, taken: &mut HashSet<String>) {
    let last = NOW.wall.day(0);
    let weeks_since = last.signed_duration_since(of.day).num_days().div_euclid(7);
    let days = 7 * (back as i64 - weeks_since);
    let day = of.day.checked_sub_days(Days::new(days.unsigned_abs())).expect("a day");
    let begun = of.begun_ms - days * DAY_MS;
    let (id, short) = loop {
        let id = EntryId::new(begun, chance.id_bytes());
        if let Some(short) = id.short_ids(&of.prefix).find(|short| !taken.contains(short.as_str())) {
            break (id, short.as_str().to_owned());
        }
    };
    taken.insert(short.clone());
    let letters = short.rsplit('-').next().unwrap_or_default();
    let monday =
        day.checked_sub_days(Days::new(u64::from(chrono::Datelike::weekday(&day).num_days_from_monday())));
    let week = WeekLabel::of_start(monday.expect("a day"));
    let week = i64::from(week.year) * 100 + i64::from(week.week);
    let first = i64::from(chrono::Datelike::num_days_from_ce(&day)) << 20;
    let number: i64 = conn
        .prepare_cached(
            "SELECT ifnull(max(number) + 1, ?1) FROM entry WHERE number >= ?1 AND number < ?1 + (1 << 20)",
        )
        .and_then(|mut statement| statement.query_row([first], |row| row.get(0)))
        .expect("a number");
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        conn.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).expect("copied");
    };
    run(
        "INSERT INTO revision (entry, seq, at_ms, at_offset, kind, version, exercise_revision, definition, desk_ms, digest, answers)
         SELECT ?2, 1, r.at_ms - e.begun_ms + ?3, r.at_offset, r.kind, r.version, r.exercise_revision, r.definition, r.desk_ms,
             r.digest, r.answers
         FROM entry e JOIN revision r ON r.number = e.finished WHERE e.number = ?1",
        params![of.number, number, begun],
    );
    let revision = conn.last_insert_rowid();
    run(
        "INSERT INTO entry (number, id, short, letters, exercise, week, practised, day, begun_ms, begun_offset, finished, state, version,
             exercise_revision, definition, finished_ms, finished_offset, desk_ms, summary)
         SELECT ?2, ?3, ?4, ?5, exercise, ?6, ?6, ?7, ?8, begun_offset, ?9, state, version, exercise_revision, definition,
             finished_ms - begun_ms + ?8, finished_offset, desk_ms, summary
         FROM entry WHERE number = ?1",
        params![of.number, number, id.bytes(), short, letters, week, day.to_string(), begun, revision],
    );
    run(
        "INSERT INTO fact (entry, position, measure, subject, subject_key, part, place, item, week, value, category, words, live,
             provenance, counts)
         SELECT ?2, position, f.measure, subject, subject_key, part, place, item, ?3, value, category, words, live, provenance,
             counts
         FROM entry e JOIN measured x ON x.exercise = e.exercise
             JOIN fact f ON f.measure = x.measure AND f.entry = e.number WHERE e.number = ?1",
        params![of.number, number, week],
    );
    run(
        "INSERT OR IGNORE INTO about
         SELECT f.measure, subject_key, f.week, ?1 FROM entry e JOIN measured x ON x.exercise = e.exercise
             JOIN fact f ON f.measure = x.measure AND f.entry = e.number AND f.subject_key > 0 WHERE e.number = ?1",
        params![number],
    );
    for (table, columns) in [
        ("said", "term"),
        ("tag", "tag, live"),
        ("finding", "position, subject, subject_key, text, provenance"),
    ] {
        let sql = format!(
            "INSERT INTO {table} (entry, {columns}) SELECT ?2, {columns} FROM {table} WHERE entry = ?1"
        );
        run(&sql, params![of.number, number]);
    }
}
