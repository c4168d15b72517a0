//! Journals as released schemas left them, filled by hand.

use rusqlite::Connection;

use super::support::*;
use crate::db::migrations::STEPS;
use crate::domain::complaint::ComplaintId;
use crate::domain::entry::Digest;
use crate::domain::value::{Answers, Value};

/// A journal as the first schema left it: finished, reopened, begun, in the trash, and damaged.
pub fn fill_first(place: &Somewhere) {
    let conn = Connection::open(&place.path).expect("opens");
    conn.execute_batch(STEPS[0]).expect("the first step");
    conn.execute_batch(include_str!("first.sql")).expect("fills");
    let texts = ["{}", FINISHED, ONCE, DRAFT, TRASHED];
    for text in texts {
        let digest = Digest::of(text.as_bytes()).0;
        for table in ["entry", "draft", "history"] {
            let sql = format!("UPDATE {table} SET digest = ?1 WHERE answers = ?2");
            conn.execute(&sql, rusqlite::params![digest, text]).expect("hashes");
        }
    }
    let digest = Digest::of(DEFINITION.as_bytes()).0;
    conn.execute("UPDATE definition SET digest = ?1", [digest]).expect("hashes");
    conn.execute("UPDATE entry SET definition = ?1", [digest]).expect("hashes");
    conn.execute("UPDATE history SET definition = ?1", [digest]).expect("hashes");
}

const FINISHED: &str = r#"{"product":{"text":"Spotify DJ"},"why":{"text":"it listens, unlike tru-2222"}}"#;
const ONCE: &str = r#"{"why":{"text":"once"}}"#;
const DRAFT: &str = r#"{"why":{"text":"second thoughts"}}"#;
const TRASHED: &str = r#"{"why":{"text":"thrown away"}}"#;

/// What is added to the journal of the first schema as the schemas came, each in what was new then.
fn fill(conn: &Connection, schema: usize) {
    let definition = Digest::of(DEFINITION.as_bytes()).0;
    let rows = match schema {
        2 => {
            let sql = "INSERT INTO history (id, entry, version, state, definition, at_ms, at_offset, desk_ms, answers, digest,
                           revision, summary)
                       SELECT 2, id, 1, 'complete', ?1, 1763000030000, 60, 30000, ?2, ?3, 1, 'Otter 1'
                       FROM entry WHERE short = 'tru-2222'";
            let values = rusqlite::params![definition, EARLIER, Digest::of(EARLIER.as_bytes()).0];
            conn.execute(sql, values).expect("a version before");
            "INSERT INTO change (id, kind, at_ms, at_offset, undone) VALUES
                 (0, 'finish', 0, 0, 0), (1, 'tag', 1, 0, 1), (3, 'tag', 3, 0, 0), (4, 'finish', 4, 0, 0);
             INSERT INTO change (id, kind, at_ms, at_offset, takes_back) VALUES (2, 'undo', 2, 0, 1);
             INSERT INTO tag (entry, tag) SELECT id, 'work' FROM entry WHERE short = 'tru-1111';
             INSERT INTO tag_count VALUES ('work', 1);
             INSERT INTO changed (change, position, entry, added) SELECT 3, 0, id, 'work' FROM entry WHERE short = 'tru-1111';
             INSERT INTO changed (change, position, entry) SELECT 0, 0, id FROM entry WHERE short = 'tru-1111';
             INSERT INTO changed (change, position, entry, history) SELECT 4, 0, id, 2 FROM entry WHERE short = 'tru-2222';
             INSERT INTO said (entry, vocabulary, key) SELECT id, 'product', 'spotify dj' FROM entry WHERE short = 'tru-1111';
             INSERT INTO link (entry, target) SELECT a.id, b.id FROM entry a, entry b WHERE a.short = 'tru-1111' AND b.short = 'tru-2222';"
        }
        3 => "UPDATE fact SET words = 'spoke', place = 'rows.0', item = 'the row', part = 'Voice', part_key = 'voice';",
        4 => {
            "UPDATE entry SET happened_ms = 1762990000000, happened_offset = 60, written = '2025-11-12' WHERE short = 'tru-1111';
             INSERT INTO change (id, kind, at_ms, at_offset) VALUES (5, 'move', 5, 0);
             INSERT INTO changed (change, position, entry, day, week)
                 SELECT 5, 0, id, '2025-11-09', '2025-W45' FROM entry WHERE short = 'tru-1111';"
        }
        5 => {
            "INSERT INTO person (id, alias, alias_key) VALUES (1, 'Rose', 'rose');
             INSERT INTO person_name VALUES ('anna', 1, 0, 'Anna');
             INSERT INTO alias_used VALUES ('rose');
             INSERT INTO change (id, kind, at_ms, at_offset) VALUES (6, 'people', 6, 0);
             INSERT INTO changed_person VALUES (6, 0, NULL, '{\"id\":1,\"name\":\"Anna\",\"others\":[],\"alias\":\"Rose\"}');"
        }
        6 => {
            let sql = "INSERT INTO revision (number, id, entry, seq, parent, at_ms, at_offset, kind, version, exercise_revision,
                           definition, desk_ms, place, digest, answers)
                       SELECT 99, zeroblob(16), entry, 9, number, at_ms, at_offset, 'draft', version, exercise_revision, definition,
                           desk_ms, place, ?2, ?1
                       FROM revision WHERE number = (SELECT draft FROM entry WHERE short = 'tru-2222')";
            conn.execute(sql, rusqlite::params![ON_THE_WAY, Digest::of(ON_THE_WAY.as_bytes()).0]).expect("a draft before");
            ""
        }
        10 => {
            "INSERT INTO recall SELECT number, 1, 'Otter', 21, 'Still?', 'look', '[]' FROM entry WHERE short = 'tru-1111';
             INSERT INTO settled SELECT id, 1, '2025-12-04' FROM entry WHERE short = 'tru-1111';"
        }
        14 => {
            let id = ComplaintId::of("Otter", "it lied").bytes();
            let sql = "INSERT INTO complaint (id, short, import, product, source, day, text, label, decision, picked)
                       VALUES (?1, 'cmp-1111', 1, 'Otter', 'Reddit', '2025-11-01', 'it lied', 1, 'trust', 'order')";
            conn.execute_batch("INSERT INTO complaint_import VALUES (1, 'a.csv', '', '', '', '', 0, 0);").expect("fills");
            conn.execute(sql, [id]).expect("a complaint");
            let sql = "INSERT INTO complaint (id, short, import, product, source, day, text, label, decision, picked)
                       VALUES (?1, 'cmp-2222', 1, 'Otter', 'Reddit', '2025-11-01', 'it lied again', 2, 'trust', 'order')";
            conn.execute(sql, [ComplaintId::of("Otter", "it lied again").bytes()]).expect("another");
            "INSERT INTO complaint_label VALUES (1, 1, 1, '', 0, 0, 0, 'trust', NULL, 3, 7, NULL, '', NULL, NULL, 'order', 'person', NULL);
             INSERT INTO complaint_label VALUES (2, 2, 2, '', 0, 0, 0, 'trust', NULL, NULL, NULL, NULL, '', NULL, NULL, 'order', 'automatic', NULL);
             INSERT INTO complaint_count VALUES ('Otter', 'Reddit', 'trust', 'order', 2);
             UPDATE learnt SET upto = 2, value = '{}';
             INSERT INTO complaint_words (complaint_words) VALUES ('rebuild');"
        }
        18 => {
            "INSERT OR IGNORE INTO label (text) VALUES ('Otter'), ('otter'), ('voice'), ('odd'), ('rows.1'), ('the row');
             INSERT INTO measure (id) VALUES ('other');
             INSERT INTO measured SELECT e.exercise, m.number FROM entry e, measure m WHERE e.short = 'tru-1111' AND m.id = 'other';
             INSERT INTO fact (measure, subject_key, week, entry, position, subject, part, place, item, category, value, words, live,
                 provenance, counts)
             SELECT m.number, k.number, e.week, e.number, 7 + counts, s.number, p.number, r.number, i.number, c.number, 2.5, 'in words',
                 counts, 3, counts
             FROM entry e JOIN measure m ON m.id = 'other' JOIN (SELECT 0 AS counts UNION SELECT 1) JOIN label k ON k.text = 'otter' JOIN label s ON s.text = 'Otter' JOIN label p ON p.text = 'voice'
                 JOIN label r ON r.text = 'rows.1' JOIN label i ON i.text = 'the row' JOIN label c ON c.text = 'odd'
             WHERE e.short = 'tru-1111';
             INSERT INTO finding (entry, position, subject, subject_key, text, provenance)
             SELECT e.number, 7, s.number, k.number, 'it listens', 3 FROM entry e, label s, label k
             WHERE e.short = 'tru-1111' AND s.text = 'Otter' AND k.text = 'otter';"
        }
        _ => "",
    };
    conn.execute_batch(rows).expect("fills");
}

const ON_THE_WAY: &str = r#"{"why":{"text":"on the way"}}"#;
const EARLIER: &str = r#"{"why":{"text":"at first"}}"#;

pub fn why(text: &str) -> Answers {
    [("why".to_owned(), Value::Text(text.to_owned()))].into_iter().collect()
}

/// Makes a journal as a released schema left it.
pub fn released(place: &Somewhere, schema: usize) {
    fill_first(place);
    let conn = Connection::open(&place.path).expect("opens");
    for newer in 2..=schema {
        conn.execute_batch(STEPS[newer - 1]).expect("the step");
        fill(&conn, newer);
        conn.pragma_update(None, "user_version", newer as i64).expect("says so");
    }
}
