//! A journal exported as records, and a new one filled with them; what random journals come to is in `properties` and
//! `taking_back`.

use rusqlite::params;

use super::support::*;
use crate::db::{ComplaintFilter, Graded, Recallable, Refused, Scope, Store, Towards, Verdict, Write};
use crate::domain::complaint::{Decision, Label};
use crate::domain::entry::State;
use crate::domain::plan::SlotChange;
use crate::domain::returning::Returning;
use crate::error::{DbError, Error, Result};
use crate::sys::rng::Rng;

fn small() -> Store {
    let (mut store, mut chance) = (Store::open_in_memory().expect("opens"), Rng::seeded(1));
    let (head, draft) = begin(&mut store, &mut chance);
    store.finish(&written(&draft, "a text"), &done(1)).expect("finishes");
    store.reopen(head.id, at(2)).expect("opens again");
    store
}

/// Puts lines into a new journal, and gives what the last of them came to; nothing of them is kept.
fn refused(lines: &[&str]) -> Option<String> {
    let mut store = Store::open_in_memory().expect("opens");
    let mut found = None;
    let undone: Result<()> = store.fill(|filling| {
        for line in lines {
            found = filling.put(line).err();
        }
        Err(Error::usage("no more", ""))
    });
    assert!(undone.is_err());
    assert_eq!(store.contents().expect("looks").entries, 0);
    found.map(|refused| match refused {
        Refused::Line { message, .. } => message,
        Refused::Journal(cause) => format!("journal: {cause}"),
    })
}

/// A journal with a row in every table.
fn full() -> Store {
    let mut store = small();
    let id = store.list(&crate::db::Filter::default(), None, 9).expect("lists")[0].id;
    let returning = Returning {
        about: "a".into(),
        days: 7,
        text: "b".into(),
        exercise: "trust".into(),
        first: Vec::new(),
    };
    store.settle(id, &returning, day("2025-11-20")).expect("settles");
    store.change_slot(week("2025-W46"), "trust", Some(SlotChange::Skipped)).expect("skips");
    store.change_slot(week("2025-W46"), "other", Some(SlotChange::Moved(3))).expect("moves");
    store.use_plan(week("2025-W46"), "no-access").expect("chooses");
    store.start_week(day("2025-11-16"), day("2025-11-13")).expect("starts");
    import(&mut store, &[complaint("Otter", "it lied"), complaint("Otter", "it cost me")]);
    let first = store.complaints(&ComplaintFilter::default(), None, Towards::Older, 1).expect("lists")[0].id;
    store.apply(&Write::Label(vec![(first, Label::new(Decision::Broken))]), at(3)).expect("labels");
    store.apply(&Write::EraseLearnt, at(3)).expect("erases");
    let grade = Verdict::Graded(crate::domain::fsrs::Grade::Good);
    let card = Recallable::Card("drift".to_owned());
    store.grade(&Graded::decided(card, grade, day("2025-11-20")), at(8)).expect("grades");
    store.edit_people(&crate::db::PersonEdit::Add("Anna".into(), None), at(9)).expect("adds");
    store
}

#[test]
fn every_table_that_is_not_calculated_is_carried() {
    let (store, card) = (full(), Recallable::Card("drift".to_owned()));
    let new = carried(&store);
    assert_eq!(new.recallable(&card), store.recallable(&card));
    // What is written and done, by table; the rest is worked out, or of the file alone.
    let calculated = [
        "complaint_count",
        "fact",
        "finding",
        "label",
        "link",
        "log_mark",
        "measure",
        "measured",
        "memory",
        "recall",
        "said",
        "stale",
        "story",
        "term",
        "week",
    ];
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'complaint_words%' AND name NOT LIKE 'sqlite_%'";
    let mut statement = store.conn.prepare(sql).expect("prepares");
    let names = statement.query_map([], |row| row.get::<_, String>(0)).expect("reads");
    let names: Vec<String> = names.map(|name| name.expect("a name")).collect();
    assert!(calculated.iter().all(|table| names.iter().any(|name| name == table)), "{names:?}");
    let rows = |store: &Store, table: &str| -> Vec<String> {
        let mut statement = store.conn.prepare(&format!("SELECT * FROM {table}")).expect("prepares");
        let columns = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            Ok((0..columns).map(|n| format!("{:?}", row.get_ref(n))).collect::<Vec<_>>().join(" "))
        };
        let rows = statement.query_map([], row).expect("reads");
        rows.map(|row| row.expect("a row")).collect()
    };
    let mut seen = 0;
    for table in names.iter().filter(|name| !calculated.contains(&name.as_str())) {
        assert_eq!(rows(&new, table), rows(&store, table), "{table}");
        seen += usize::from(!rows(&store, table).is_empty());
    }
    assert!(seen >= 12, "{seen} tables with something in them");
}

#[test]
fn an_older_shape_of_answers_is_carried_byte_by_byte() {
    let store = small();
    let json = "{ \"said\" : {\"text\":\"as it was\"} }";
    let digest = crate::domain::entry::Digest::of(json.as_bytes()).0;
    let sql = "UPDATE revision SET answers = ?1, digest = ?2";
    store.conn.execute(sql, params![json, digest]).expect("changed");
    let new = filled(&exported(&store));
    let answers = |store: &Store| {
        store.conn.query_row("SELECT answers FROM revision LIMIT 1", [], |row| row.get::<_, String>(0))
    };
    assert_eq!(answers(&new), Ok(json.to_owned()));
}

#[test]
fn what_is_damaged_is_carried_and_stays_known_as_damaged() {
    let store = small();
    store.conn.execute("UPDATE revision SET answers = 'other' WHERE kind <> 'draft'", []).expect("damaged");
    let text = exported(&store);
    let told = store.export(&mut |_| Ok(())).expect("exports");
    assert_eq!(told.damaged.len(), 1);
    let new = filled(&text);
    assert_eq!(exported(&new), text);
    let wrong = |store: &Store| store.verify().expect("checks");
    assert_eq!(wrong(&new), wrong(&store));
    assert!(wrong(&new)[0].contains("are not what was written"), "{:?}", wrong(&new));
}

#[test]
fn a_version_whose_moment_is_damaged_is_carried_and_keeps_nothing_else_out() {
    let store = small();
    store.conn.execute("UPDATE revision SET at_ms = 9223372036854775807", []).expect("damaged");
    let text = exported(&store);
    let told = store.export(&mut |_| Ok(())).expect("exports");
    assert!(!told.damaged.is_empty() && told.unread.is_empty(), "{told:?}");
    assert_eq!(exported(&filled(&text)), text.replace(",\"lost\":[\"at\"]", ""));
}

/// Puts bytes that nothing can read into a column, past all that keeps them out; tells whether any row took them.
fn spoil(store: &Store, table: &str, column: &str) -> bool {
    let lenient = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = replace(replace(sql, ') STRICT, ', ') '), ') STRICT', ')') WHERE type = 'table';
        PRAGMA writable_schema = RESET;";
    let defensive = rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE;
    store.conn.set_db_config(defensive, false).expect("lenient");
    store.conn.execute_batch(lenient).expect("lenient");
    let sql = format!("UPDATE OR IGNORE {table} SET {column} = x'ff'");
    store.conn.execute(&sql, []).is_ok_and(|rows| rows > 0)
}

fn columns(store: &Store, table: &str) -> Vec<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let mut names = store.conn.prepare(&sql).expect("prepares");
    let names = names.query_map([], |row| row.get(0)).expect("reads");
    names.map(|name| name.expect("a name")).collect()
}

/// The records of an export, by key.
fn records(text: &str) -> Vec<serde_json::Map<String, serde_json::Value>> {
    text.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

#[test]
fn whatever_column_of_a_version_is_damaged_the_rest_goes_out_and_comes_back() {
    let whole = records(&exported(&small()));
    let mut damaged = 0;
    for column in columns(&small(), "revision") {
        let store = small();
        if !spoil(&store, "revision", &column) {
            continue;
        }
        damaged += 1;
        let (text, told) = (exported(&store), store.export(&mut |_| Ok(())).expect("exports"));
        assert!(told.damaged.len() == 1 && told.unread.is_empty(), "{column}: {told:?}");
        let own: &[&str] = match column.as_str() {
            "at_ms" | "at_offset" => &["at"],
            "kind" => &["state"],
            "desk_ms" => &["active_ms"],
            "digest" | "answers" => &["answers", "damaged"],
            other => &[other],
        };
        let mut left = records(&text);
        // A version whose place is lost comes last.
        left[3..5].sort_by_key(|record| record["number"].as_i64());
        assert_eq!(left.len(), whole.len(), "{column}");
        for (mut left, mut whole) in left.into_iter().zip(whole.clone()) {
            for key in own.iter().copied().chain(["lost"]) {
                left.remove(key);
                whole.remove(key);
            }
            assert_eq!(left, whole, "{column}");
        }
        let mut again = records(&text);
        for record in &mut again {
            record.remove("lost");
        }
        assert_eq!(records(&exported(&filled(&text))), again, "{column}");
    }
    assert_eq!(damaged, 14, "every column but its number, which can't be anything else");
}

#[test]
fn whatever_is_damaged_an_import_takes_what_an_export_wrote() {
    let tables =
        ["definition", "entry", "revision", "person", "person_name", "slot", "plan_choice", "week_start"];
    let more =
        ["settled", "grade", "change", "changed", "complaint_import", "complaint", "complaint_label", "tag"];
    let named = ["entry", "revision", "person", "complaint_import", "complaint", "change", "changed"];
    // What is calculated anew and is in no record, or says nothing without the column beside it.
    let calculated = [
        "letters",
        "state",
        "version",
        "finished_ms",
        "finished_offset",
        "desk_ms",
        "indexed",
        "happened_offset",
        "trashed_offset",
    ];
    let mut damaged = 0;
    for table in tables.into_iter().chain(more) {
        for column in columns(&full(), table) {
            let store = full();
            if !spoil(&store, table, &column) {
                continue;
            }
            damaged += 1;
            let mut text = String::new();
            let told = store
                .export(&mut |line| {
                    text.push_str(std::str::from_utf8(line).expect("text"));
                    Ok(())
                })
                .unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
            let is_calculated = match table {
                "entry" | "changed" => calculated.contains(&column.as_str()),
                "complaint" => ["label", "decision", "picked", "judged"].contains(&column.as_str()),
                _ => column == "alias_key",
            };
            let is_named = !(told.damaged.is_empty() && told.unread.is_empty());
            assert!(is_named || is_calculated || !named.contains(&table), "{table}.{column}: {told:?}");
            let mut new = Store::open_in_memory().expect("opens");
            let taken = new.fill(|filling| {
                for line in text.lines() {
                    filling.put(line).map_err(|refused| Error::usage(format!("{refused:?}: {line}"), ""))?;
                }
                Ok(filling.damaged().len())
            });
            let taken = taken.unwrap_or_else(|error| panic!("{table}.{column}: {error}"));
            assert_eq!(
                taken > 0,
                text.contains("\"lost\"") || text.contains("\"damaged\""),
                "{table}.{column}"
            );
        }
    }
    assert!(damaged > 80, "{damaged}");
}

#[test]
fn a_journal_that_holds_something_is_not_mixed_with_another() {
    let text = exported(&small());
    let mut store = small();
    let before = exported(&store);
    let put = store.fill(|filling| {
        text.lines().try_for_each(|line| filling.put(line).map_err(|_| Error::usage("refused", "")))
    });
    assert!(
        put.is_err_and(|error| error.to_string().contains("holds entries, people or complaints already"))
    );
    assert_eq!(exported(&store), before);
    let mut store = Store::open_in_memory().expect("opens");
    let anna = crate::db::PersonEdit::Add("Anna".into(), None);
    store.edit_people(&anna, at(0)).expect("adds");
    assert!(store.must_be_empty().is_err());
}

#[test]
fn a_file_that_stops_or_fails_midway_leaves_an_empty_journal() {
    let text = exported(&small());
    let lines: Vec<&str> = text.lines().collect();
    let mut store = Store::open_in_memory().expect("opens");
    for count in 0..lines.len() {
        let failed: Result<()> = store.fill(|filling| {
            for line in &lines[..count] {
                filling.put(line).expect("fits");
            }
            assert!(!filling.has_ended());
            Err(Error::usage("cut short", ""))
        });
        assert!(failed.is_err());
        assert_eq!(store.contents().expect("looks").entries, 0);
        assert_eq!(store.last_change(&Scope::Everything), Ok(None));
    }
}

#[test]
fn lines_that_say_something_else_are_refused_in_a_sentence() {
    let text = exported(&small());
    let lines: Vec<&str> = text.lines().collect();
    let at = |kind: &str| lines.iter().position(|line| line.contains(kind)).expect("there");
    let (entry, revision) = (at("\"kind\":\"entry\""), at("\"kind\":\"revision\""));
    let instead = |at: usize, line: &str| refused(&[&lines[..at], &[line]].concat()).expect("refused");
    assert_eq!(instead(0, "{"), "this is not valid JSON");
    assert_eq!(instead(0, lines[1]), "the first line must be the record `journal`");
    assert_eq!(instead(1, lines[0]), "the record `journal` is there twice");
    let newer = r#"{"kind":"journal","format":2}"#;
    assert!(instead(0, newer).starts_with("this file was written by a newer version of empathy"));
    let unknown = instead(1, r#"{"kind":"wish"}"#);
    assert!(unknown.starts_with("unknown variant `wish`"), "{unknown}");
    let more = lines[entry].replacen('{', "{\"more\":1,", 1);
    assert!(instead(entry, &more).starts_with("unknown field `more`"));
    let secret = lines[entry].replacen("\"number\":", "\"number\":\"secret\",\"x\":", 1);
    assert_eq!(instead(entry, &secret), "a value is of the wrong kind");
    assert_eq!(instead(entry, lines[revision]), "a revision must follow the record of its entry");
    let lacks = "the entry before it lacks a revision that it names";
    assert_eq!(instead(entry + 1, lines[lines.len() - 1]), lacks);
    let twice = instead(revision + 1, lines[revision]);
    assert!(twice.starts_with("this record does not fit those before it"), "{twice}");
    let unread = lines[revision].replace("{\"text\":", "{\"wish\":");
    assert_eq!(instead(revision, &unread), "the answers of this revision can't be read");
    let end = r#"{"kind":"end","records":1}"#;
    let last = lines.len() - 1;
    assert_eq!(instead(last, end), format!("1 records should stand before it, but {last} do"));
    assert_eq!(instead(lines.len(), lines[1]), "nothing may follow the record `end`");
    let state = lines[revision].replace("\"complete\"", "\"wish\"");
    assert!(instead(revision, &state).starts_with("this record does not fit"));
}

#[test]
fn a_reader_that_fails_is_what_the_export_fails_with() {
    let store = small();
    let gone = || Error::usage("the disk is gone", "");
    let mut lines = 0;
    let failed = store.export(&mut |_| {
        lines += 1;
        if lines == 3 { Err(gone()) } else { Ok(()) }
    });
    assert_eq!((failed, lines), (Err(gone()), 3));
}

#[test]
fn a_journal_that_can_only_be_read_is_not_filled() {
    let place = somewhere();
    open(&place);
    let mut store = open(&place);
    store.read_only = true;
    let failed = store.fill(|_| Ok(()));
    assert!(matches!(failed, Err(Error::Journal { cause: DbError::ReadOnly, .. })), "{failed:?}");
}

#[test]
fn an_entry_that_is_finished_and_one_that_never_was_come_as_they_are() {
    let (mut store, mut chance) = (small(), Rng::seeded(2));
    begin_on(&mut store, &mut chance, "trust", "2025-11-14", 3);
    let new = carried(&store);
    let heads = |store: &Store| store.list(&crate::db::Filter::default(), None, 9).expect("lists");
    assert_eq!(heads(&new), heads(&store));
    let states: Vec<State> = heads(&new).iter().map(|head| head.state).collect();
    assert_eq!(states, [State::Draft, State::Complete]);
}
