//! Schema steps: from an older journal with a copy first, all or nothing, and never from a newer one.

use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use super::support::*;
use crate::db::migrations::{STEPS, newest};
use crate::db::{ChangeKind, Order, PersonEdit, Store, Tell, Updating, Wanted, query};
use crate::domain::complaint::{ComplaintId, Decision, Dimension};
use crate::domain::entry::{Digest, State};
use crate::domain::facts::Fact;
use crate::domain::field_role::FieldRole;
use crate::domain::provenance::Provenance;
use crate::domain::search::{Query, Searchable, Source};
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Value};
use crate::error::{DbError, Error};
use crate::sys::rng::Rng;

const NEXT: &str = "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (1);";

fn next_steps() -> Vec<&'static str> {
    STEPS.iter().copied().chain([NEXT]).collect()
}

#[test]
fn a_journal_of_every_older_schema_comes_to_the_newest_with_its_content() {
    let place = somewhere();
    let mut store = open(&place);
    let head = finished(&mut store, &mut Rng::seeded(1), "2025-11-13", "it listens", &done(1));
    drop(store);
    let store = Store::open_with(&place.path, &next_steps(), at(7)).expect("opens");
    assert_eq!(store.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    let rows: i64 = store.conn.query_row("SELECT x FROM later", [], |row| row.get(0)).expect("reads");
    assert_eq!(rows, 1);

    let backups = place.folder.path().join("backups");
    let copies: Vec<_> =
        std::fs::read_dir(&backups).expect("lists").map(|f| f.expect("a file").path()).collect();
    let name = format!("journal-2025-11-13-032020-schema-{}.db", STEPS.len());
    assert_eq!(copies, [backups.join(name)]);
    assert_eq!(std::fs::metadata(&backups).expect("there").permissions().mode() & 0o777, 0o700);
    assert_eq!(std::fs::metadata(&copies[0]).expect("there").permissions().mode() & 0o777, 0o600);
    let copy = Store::open(&copies[0], at(8)).expect("the copy is a journal");
    assert_eq!(copy.entry(head.id).map(|e| e.map(|e| e.answers)), Ok(Some(said("it listens"))));
    assert_eq!(copy.verify(), Ok(vec![]));
}

#[test]
fn how_far_an_older_journal_is_brought_up_to_date_is_told() {
    let place = somewhere();
    let mut store = open(&place);
    finished(&mut store, &mut Rng::seeded(1), "2025-11-13", &"it listens ".repeat(200_000), &done(1));
    drop(store);
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    let tell: Tell = Arc::new(move |far| heard.lock().expect("one thread").push(far));
    drop(Store::open_telling_of(&place.path, &next_steps(), at(7), &tell).expect("opens"));
    let heard = std::mem::take(&mut *told.lock().expect("one thread"));
    let copied = |far: &Updating| matches!(far, Updating::Copying(1..=99));
    assert!(heard.iter().any(copied), "{heard:?}");
    let of_copying = heard.iter().filter(|far| !matches!(far, Updating::Copying(_)));
    assert_eq!(of_copying.copied().collect::<Vec<_>>(), [Updating::Changing(1, 1), Updating::Packing]);
    drop(Store::open_telling_of(&place.path, &next_steps(), at(8), &tell).expect("opens"));
    assert_eq!(*told.lock().expect("one thread"), [], "it is up to date");
}

/// A journal as the first schema left it: finished, reopened, begun, in the trash, and damaged.
fn fill_first(place: &Somewhere) {
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

#[test]
fn a_filled_journal_of_the_first_schema_can_be_searched() {
    let place = somewhere();
    fill_first(&place);
    let mut store = open(&place);
    let found = |store: &Store, typed: &str| {
        let mut query = Query::parse(typed, chrono::NaiveDate::default());
        query.resolve(|| Searchable {
            sources: [(FieldRole::Product, Source::Vocabulary("product".into()))].into(),
            ..Searchable::default()
        });
        let hits = store.search(&query, 9).expect("searches");
        hits.into_iter().map(|hit| hit.head.short.to_string()).collect::<Vec<_>>()
    };
    for (typed, expected) in [
        ("listens", vec!["tru-1111"]),
        ("thoughts", vec!["tru-2222"]),
        ("once", vec![]),
        ("thrown", vec![]),
        ("product:otter", vec!["tru-2222"]),
        ("product:\"spotify dj\"", vec!["tru-1111"]),
        ("is:draft", vec!["tru-2222"]),
        ("exercise:trust", vec!["tru-3333", "tru-2222", "tru-1111"]),
        ("", vec!["tru-3333", "tru-2222", "tru-1111"]),
    ] {
        assert_eq!(found(&store, typed), expected, "{typed}");
    }
    let one = store.look_up(&"tru-1111".parse().expect("an id")).expect("looks up").remove(0);
    let two = store.look_up(&"tru-2222".parse().expect("an id")).expect("looks up").remove(0);
    assert_eq!(store.links_from(one.id), Ok(vec![two.clone()]));
    assert_eq!(store.linked_by(two.id), Ok(vec![one]));
    let verified = store.verify().expect("checks");
    assert_eq!(verified, ["the answers of `tru-3333` are not what was written"]);
    let before = index(&store);
    store.rebuild_search().expect("rebuilds");
    assert_eq!(index(&store), before);
    assert!(place.folder.path().join("backups/journal-2025-11-13-031320-schema-1.db").exists());
}

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

fn why(text: &str) -> Answers {
    [("why".to_owned(), Value::Text(text.to_owned()))].into_iter().collect()
}

/// Makes a journal as a released schema left it.
fn released(place: &Somewhere, schema: usize) {
    fill_first(place);
    let conn = Connection::open(&place.path).expect("opens");
    for newer in 2..=schema {
        conn.execute_batch(STEPS[newer - 1]).expect("the step");
        fill(&conn, newer);
        conn.pragma_update(None, "user_version", newer as i64).expect("says so");
    }
}

#[test]
fn a_filled_journal_of_every_released_schema_keeps_all_it_holds_and_can_undo() {
    for schema in 1..STEPS.len() {
        let place = somewhere();
        released(&place, schema);
        let mut store = open(&place);
        let find = |store: &Store, short: &str| {
            store.look_up(&short.parse().expect("an id")).expect("looks up").remove(0)
        };
        let (one, two) = (find(&store, "tru-1111"), find(&store, "tru-2222"));
        assert_eq!((one.version, one.state, one.summary.as_str()), (1, State::Complete, "Spotify DJ 4"));
        assert_eq!((two.version, two.state, two.open_draft), (2, State::Partial, true));
        assert_eq!(
            store.entry(two.id).map(|e| e.map(|e| e.answers)),
            Ok(Some(why("once"))),
            "schema {schema}"
        );
        let draft = store.draft(two.id).expect("reads").expect("there");
        assert_eq!(
            (draft.answers.clone(), draft.saved),
            (why("second thoughts"), Moment::new(1_763_000_060_000, 60))
        );
        assert_eq!(facts_of_week(&store, "2025-W46").len(), 1);
        let history: Vec<_> =
            store.history(two.id).expect("reads").into_iter().map(|old| (old.version, old.answers)).collect();
        let trash = store.in_trash(9).expect("lists");
        assert_eq!(trash.iter().map(|head| head.short.as_str()).collect::<Vec<_>>(), ["tru-4444"]);
        assert_eq!(store.links_from(one.id), Ok(vec![two.clone()]));
        assert_eq!(store.weeks_practised_before(week("2025-W47")), Ok(1));
        assert_eq!(store.verify(), Ok(vec!["the answers of `tru-3333` are not what was written".to_owned()]));
        let copy = format!("backups/journal-2025-11-13-031320-schema-{schema}.db");
        assert!(place.folder.path().join(copy).exists());

        if schema >= 10 {
            let back = store.returning(day("2025-11-01"), day("2025-11-30"), |_| true).expect("reads");
            assert_eq!(
                back.iter().map(|one| (one.short.as_str(), one.settled)).collect::<Vec<_>>(),
                [("tru-1111", true)]
            );
        }
        if schema >= 14 {
            let label =
                store.standing_label(ComplaintId::of("Otter", "it lied")).expect("reads").expect("there");
            assert_eq!(label.label.decision, Decision::About(Dimension::Trust));
            let judged = query::value(&store.conn, "SELECT judged FROM complaint WHERE number = 1", []);
            assert_eq!(judged, Ok(Some("trust".to_owned())));
            let counts = store.complaint_counts().expect("counts");
            assert_eq!(counts.iter().map(|one| (one.n, one.automatic)).collect::<Vec<_>>(), [(2, 1)]);
            assert_eq!(store.learnt().map(|kept| (kept.upto, kept.value)), Ok((0, String::new())));
        }
        if schema >= 18 {
            let kept = |uncounted| Fact {
                measure: "other".into(),
                subject: Some("Otter".into()),
                part: Some("voice".into()),
                place: "rows.1".into(),
                item: Some("the row".into()),
                category: Some("odd".into()),
                value: 2.5,
                words: Some("in words".into()),
                provenance: Provenance::ALL[3].1,
                uncounted,
            };
            let all = store.all_facts_of(one.id).expect("reads");
            assert_eq!(all, [kept(true), kept(false)]);
            let wanted = Wanted { measure: "other", subject: Some("OTTER"), ..Wanted::default() };
            let about: Vec<_> = store.facts(&wanted, Order::Newest, 9).expect("reads");
            assert_eq!(about.into_iter().map(|dated| dated.fact).collect::<Vec<_>>(), [kept(false)]);
            let found = store.findings_about("otter", None, 9).expect("reads");
            assert_eq!(found.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(), ["it listens"]);
            assert_eq!(store.facts_are_stale(), Ok(true));
        }
        let next = |store: &mut Store| undo(store, at(9)).expect("undoes").map(|undone| undone.change.kind);
        if schema >= 5 {
            assert_eq!(store.people().map(|people| people[0].name.clone()), Ok("Anna".to_owned()));
            assert_eq!((next(&mut store), store.people()), (Some(ChangeKind::People), Ok(vec![])));
        }
        if schema >= 4 {
            assert_eq!(
                (one.written, one.happened),
                (day("2025-11-12"), Some(Moment::new(1_762_990_000_000, 60)))
            );
            assert_eq!(store.moves(one.id).map(|moves| moves.len()), Ok(1));
            assert_eq!(
                (next(&mut store), find(&store, "tru-1111").day),
                (Some(ChangeKind::Move), day("2025-11-09"))
            );
        }
        if schema >= 2 {
            let on_the_way = (schema >= 6).then(|| (2, why("on the way")));
            assert_eq!(history, on_the_way.into_iter().chain([(1, why("at first"))]).collect::<Vec<_>>());
            assert_eq!((next(&mut store), find(&store, "tru-2222").version), (Some(ChangeKind::Finish), 1));
            assert_eq!(store.entry(two.id).map(|e| e.map(|e| e.answers)), Ok(Some(why("at first"))));
            assert_eq!(store.draft(two.id), Ok(Some(draft)), "the draft stays");
            assert_eq!(store.tags(), Ok(vec![("work".to_owned(), 1)]));
            assert_eq!((next(&mut store), store.tags()), (Some(ChangeKind::Tag), Ok(vec![])));
            assert_eq!((next(&mut store), find(&store, "tru-1111").version), (Some(ChangeKind::Finish), 0));
            let again = store.draft(one.id).expect("reads").expect("there").answers;
            assert_eq!(again.get("why").and_then(Value::as_text), Some("it listens, unlike tru-2222"));
        }
        assert_eq!(next(&mut store), None);
        let people = store.people();
        store.edit_people(&PersonEdit::Add("Ben".into(), None), at(10)).expect("adds");
        assert_eq!((next(&mut store), store.people()), (Some(ChangeKind::People), people));
        assert_eq!(store.restore(&[trash[0].id], at(9)), Ok(1));
        assert_eq!(store.draft(trash[0].id).map(|d| d.map(|d| d.answers)), Ok(Some(why("thrown away"))));
        let before = index(&store);
        store.rebuild_search().expect("rebuilds");
        assert_eq!(index(&store), before);
        assert_eq!(store.verify().map(|wrong| wrong.len()), Ok(1));
    }
}

/// Everything in the tables of a journal that lies on disk as a crash left it, and which schema it is of.
fn content(file: &[u8], log: &[u8]) -> (usize, Vec<String>) {
    let place = somewhere();
    std::fs::write(&place.path, file).expect("writes");
    std::fs::write(beside(&place, "-wal"), log).expect("writes");
    let conn = Connection::open(&place.path).expect("opens");
    let strings = |sql: &str| -> Vec<String> {
        let mut statement = conn.prepare(sql).expect("prepares");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            (0..columns)
                .map(|n| row.get_ref(n).map(|value| format!("{value:?}")))
                .collect::<Result<String, _>>()
        });
        rows.expect("reads").collect::<Result<_, _>>().expect("rows")
    };
    let schema = conn.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).expect("a schema");
    let tables = conn
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'search' ORDER BY name");
    let names: Vec<String> =
        tables.and_then(|mut tables| tables.query_map([], |row| row.get(0))?.collect()).expect("tables");
    let mut all = names.clone();
    all.extend(names.iter().flat_map(|name| strings(&format!("SELECT * FROM \"{name}\""))));
    assert_eq!(strings("PRAGMA quick_check"), ["Text([111, 107])"]);
    (schema as usize, all)
}

#[test]
fn killed_at_any_write_of_a_step_a_journal_is_as_before_or_as_after() {
    // The step to 7 writes everything again, the ones after it little more than what they add. All that are left are taken
    // as one, as what follows from them is worked out over the newest tables.
    for (schema, writes) in [(6, 20), (7, 3)] {
        killed(schema, writes);
    }
}

/// Takes the step from a schema, and looks at the journal as each write leaves it, of which there are so many at least
/// before and after the one that counts.
fn killed(schema: usize, writes: usize) {
    const FRAME: usize = 4096 + 24;
    let place = somewhere();
    released(&place, schema);
    let conn = Connection::open(&place.path).expect("opens");
    conn.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(())).expect("a log");
    drop(conn);
    let file = std::fs::read(&place.path).expect("reads");
    let left = STEPS[schema..].concat();
    let steps = [&STEPS[..schema], &[left.as_str()]].concat();
    let store = Store::open_with(&place.path, &steps, at(0)).expect("opens");
    assert!(std::fs::read(&place.path).expect("reads") == file, "all that is new is in the log");
    let log = std::fs::read(beside(&place, "-wal")).expect("a log");
    drop(store);
    let folded = std::fs::read(&place.path).expect("reads");
    let (before, after) = (content(&file, &[]), content(&folded, &[]));
    assert_eq!((before.0, after.0), (schema, schema + 1));
    let (mut older, mut newer) = (0, 0);
    let ends = (0..log.len()).step_by(FRAME).flat_map(|end| [end + 32, end + 32 + FRAME / 2]);
    for end in ends.filter(|end| *end <= log.len()) {
        let found = content(&file, &log[..end]);
        assert!(found == before || found == after, "{end} of {} bytes", log.len());
        assert!(newer == 0 || found == after, "never back");
        *if found == after { &mut newer } else { &mut older } += 1;
    }
    assert!(older > writes && newer > writes, "{schema}: {older} before, {newer} after");
    // While the log is folded into the file, whatever part of that was done.
    for pages in (0..file.len().min(folded.len())).step_by(8 * 4096) {
        assert!(content(&[&folded[..pages], &file[pages..]].concat(), &log) == after, "{pages}");
    }
}

#[test]
fn a_new_or_empty_journal_is_not_copied() {
    let place = somewhere();
    std::fs::write(&place.path, "").expect("writes");
    drop(Store::open_with(&place.path, &next_steps(), at(0)).expect("opens"));
    assert!(!place.folder.path().join("backups").exists());
}

#[test]
fn a_step_that_fails_leaves_the_journal_as_it_was() {
    let place = somewhere();
    drop(open(&place));
    let before = dump(&place);
    let steps: Vec<_> = STEPS.iter().copied().chain(["CREATE TABLE half (x) STRICT; NONSENSE;"]).collect();
    let error = Store::open_with(&place.path, &steps, at(0)).expect_err("fails");
    assert!(error.to_string().starts_with("could not bring the journal up to date: "), "{error}");
    assert_eq!(dump(&place), before);
    drop(open(&place));
}

#[test]
fn without_room_for_a_copy_nothing_is_changed() {
    let place = somewhere();
    drop(open(&place));
    std::fs::write(place.folder.path().join("backups"), "in the way").expect("writes");
    let error = Store::open_with(&place.path, &next_steps(), at(0)).expect_err("fails");
    assert!(error.to_string().contains("a copy cannot be kept in `backups`"), "{error}");
    drop(open(&place));
}

#[test]
fn a_newer_journal_is_refused_and_not_a_byte_changes() {
    for with_log in [false, true] {
        let place = somewhere();
        let newer = Store::open_with(&place.path, &next_steps(), at(0)).expect("opens");
        if with_log {
            // As after a crash: the log is there, and nobody has it open.
            let away = somewhere();
            let copy = |from: &Somewhere, to: &Somewhere| {
                for end in ["", "-wal"] {
                    std::fs::copy(beside(from, end), beside(to, end)).expect("copies");
                }
            };
            copy(&place, &away);
            drop(newer);
            copy(&away, &place);
        } else {
            drop(newer);
        }
        let bytes = || {
            let read = |end: &str| std::fs::read(beside(&place, end)).unwrap_or_default();
            let changed = std::fs::metadata(&place.path).and_then(|file| file.modified()).expect("there");
            (read(""), read("-wal"), changed)
        };
        let before = bytes();
        assert_eq!(with_log, !before.1.is_empty());
        let error = Store::open(&place.path, at(1)).expect_err("refused");
        let known = newest(STEPS);
        let newer = DbError::Newer { found: known + 1, known };
        assert!(matches!(&error, Error::Journal { cause, .. } if *cause == newer), "{error}");
        assert!(bytes() == before, "changed, with a log: {with_log}");
    }
}

#[test]
fn many_programs_may_make_the_same_journal_at_once() {
    let place = somewhere();
    let path = &place.path;
    std::thread::scope(|scope| {
        for seed in 0..8 {
            scope.spawn(move || {
                let mut store = Store::open(path, at(0)).expect("opens");
                begin(&mut store, &mut Rng::seeded(seed));
            });
        }
    });
    assert_eq!(open(&place).open_drafts(99).map(|found| found.len()), Ok(8));
}

fn dump(place: &Somewhere) -> Vec<String> {
    let conn = Connection::open(&place.path).expect("opens");
    let mut statement =
        conn.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").expect("prepares");
    let rows = statement.query_map([], |row| row.get(0)).expect("reads");
    rows.map(|row| row.expect("a row")).collect()
}
