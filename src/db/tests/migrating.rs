//! Schema steps: from an older journal with a copy first, all or nothing, and never from a newer one.

use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use super::released::{fill_first, released, why};
use super::support::*;
use crate::db::migrations::{STEPS, newest};
use crate::db::{ChangeKind, Order, PersonEdit, Store, Tell, Updating, Wanted, query};
use crate::domain::complaint::{ComplaintId, Decision, Dimension};
use crate::domain::entry::State;
use crate::domain::facts::Fact;
use crate::domain::field_role::FieldRole;
use crate::domain::provenance::Provenance;
use crate::domain::search::{Query, Searchable, Source};
use crate::domain::time::Moment;
use crate::domain::value::Value;
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
