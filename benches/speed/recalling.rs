//! The next thing to recall, in a journal with many stories and many grades.

use empathy::app::rehearsal;
use empathy::app::stories::Stories;
use empathy::exercises::Catalog;
use rusqlite::Connection;

use super::journals::{empty_folder, journal};
use super::table::{Table, Times, timed};
use super::world::store;

#[path = "../../tests/support/questions.rs"]
mod questions;

/// How often it is looked up.
const TURNS: usize = 200;
/// A frame, in ms.
const FRAME: f64 = 16.0;
/// How long a story for a question may take, in ms.
const MATCHED: f64 = 20.0;

/// 5,000 entries that are told, each with what the demo's own story says, ten grades, and eighty words of twenty thousand.
const FILL: &str = "
    INSERT INTO story
        SELECT number, 'Story ' || number, '[]', 'behavioural', 'said-no research trade-off outcome', 'trust', 1,
            (WITH RECURSIVE words (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM words WHERE i < 80)
             SELECT unhex(group_concat(printf('%08x', (i * 250 + number * 7919) % 20000 * 214748), '')) FROM words)
        FROM entry ORDER BY number LIMIT 5000;
    CREATE TEMP TABLE one AS SELECT e.definition AS asked, r.answers, r.digest
        FROM entry e JOIN revision r ON r.number = e.finished WHERE e.exercise = 'story' LIMIT 1;
    UPDATE revision SET answers = one.answers, digest = one.digest FROM one
        WHERE number IN (SELECT e.finished FROM story s JOIN entry e ON e.number = s.entry);
    UPDATE entry SET exercise = 'story', definition = one.asked FROM one WHERE number IN (SELECT entry FROM story);
    INSERT INTO grade (card, what, day, at_ms, at_offset, told_ms)
        WITH RECURSIVE times (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM times WHERE i < 10)
        SELECT 'entry:' || lower(hex(e.id)), 'good', date('2026-10-01', (i * 3) || ' days'), 0, 0, 60000
        FROM times CROSS JOIN story s JOIN entry e ON e.number = s.entry;
    INSERT INTO memory SELECT DISTINCT card, '2026-11-10', 9, 5, '2026-11-01', 10, 0 FROM grade;";

pub fn print() {
    let path = empty_folder("recall").join("journal.db");
    std::fs::copy(journal(10_000), &path).expect("copies");
    Connection::open(&path).and_then(|conn| conn.execute_batch(FILL)).expect("fills");
    let store = store(&path);
    let day = "2026-11-20".parse().expect("a day");
    let catalog = Catalog::built_in();
    let times = Times::of(TURNS, || {
        let next = || {
            let asked = rehearsal::next(&store, &catalog, day).expect("reads").expect("something is due");
            let new = rehearsal::new_cards(&store, &catalog).expect("reads").len();
            (asked.parts.len(), new, store.due_count(day).expect("counts"))
        };
        timed(next).1
    });
    Table::goal("next of 5,000 stories, 50,000 grades", &times, times.at(99), FRAME, "p99");
    let from = "2026-10-01".parse().expect("a day");
    let times = Times::of(TURNS, || timed(|| store.days_told(from, day).expect("reads")).1);
    Table::goal("the days of 50,000 grades", &times, times.at(99), FRAME, "p99");
    matching(&store, &catalog, day);
}

/// Finds stories for a question among 5,000, read anew each time, and how right it is on the labelled questions.
fn matching(store: &empathy::db::Store, catalog: &Catalog, day: chrono::NaiveDate) {
    let question = "Tell me about a time you said no to a hospital, and how the ward took your decision about the alarm.";
    let times = Times::of(TURNS, || {
        timed(|| Stories::read(store, catalog, day).expect("reads").matching(catalog, question)).1
    });
    Table::goal("a story for a question, of 5,000", &times, times.at(95), MATCHED, "p95");
    let stories = Stories::read(store, catalog, day).expect("reads");
    let times = Times::of(TURNS, || timed(|| stories.matching(catalog, question)).1);
    Table::times("  the same as a question is typed", &times);
    for (half, quality) in ["tuned on", "held out"].iter().zip(questions::measure().expect("can be read")) {
        let (first, none) = (quality.precision(), quality.precision_of_none());
        let value = format!(
            "{} questions: first {first:.2}, all named {:.2}, none {none:.2} (found {:.2})",
            quality.questions,
            quality.precision_of_all(),
            quality.recall_of_none()
        );
        Table::value(&format!("right, on questions {half}"), &value, Some(first >= 0.9 && none >= 0.9));
    }
}
