//! The next thing to recall, in a journal with many stories and many grades.

use rusqlite::Connection;

use super::journals::{empty_folder, journal};
use super::table::{Table, Times, timed};
use super::world::store;

/// How often it is looked up.
const TURNS: usize = 200;
/// A frame, in ms.
const FRAME: f64 = 16.0;
/// How many of what is due first are read.
const READ: usize = 64;

/// 5,000 entries that are told, each with ten grades.
const FILL: &str = "
    INSERT INTO story SELECT number, 'A story', '[]' FROM entry ORDER BY number LIMIT 5000;
    INSERT INTO grade (card, what, day, at_ms, at_offset)
        WITH RECURSIVE times (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM times WHERE i < 10)
        SELECT 'entry:' || lower(hex(e.id)), 'good', '2026-11-01', 0, 0
        FROM times CROSS JOIN story s JOIN entry e ON e.number = s.entry;
    INSERT INTO memory SELECT DISTINCT card, '2026-11-10', 9, 5, '2026-11-01', 10, 0 FROM grade;";

pub fn print() {
    let path = empty_folder("recall").join("journal.db");
    std::fs::copy(journal(10_000), &path).expect("copies");
    Connection::open(&path).and_then(|conn| conn.execute_batch(FILL)).expect("fills");
    let store = store(&path);
    let day = "2026-11-20".parse().expect("a day");
    let times = Times::of(TURNS, || {
        let next = || {
            let due = store.due(day, READ).expect("reads");
            let first = &due.first().expect("something is due").card;
            let looked = (store.recallable(first), store.grades(first, 5), store.graded_cards());
            (looked, store.due_count(day).expect("counts"))
        };
        timed(next).1
    });
    Table::goal("next of 5,000 stories, 50,000 grades", &times, times.at(99), FRAME, "p99");
}
