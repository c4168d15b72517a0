//! Another program holds the journal: every key still draws, the footer says so, and what was asked for is done after.

use std::time::Duration;

use rusqlite::Connection;

use empathy::domain::entry::State;

use super::{Setup, Tui};

const WAITS: &str = "Waiting for another program that is writing to the journal";
/// How long the journal may take once it is free again.
const LONG: Duration = Duration::from_secs(20);

/// Writes to the journal from outside, and does not end.
fn hold(tui: &Tui) -> Connection {
    let held = Connection::open(tui.journal()).expect("opens");
    held.execute_batch("BEGIN IMMEDIATE").expect("holds");
    held
}

/// Ends what was written outside, and lets the program go on.
fn let_go(tui: &mut Tui, held: &Connection) {
    held.execute_batch("ROLLBACK").expect("lets go");
    assert!(tui.app.cx().saver.flush(LONG), "everything is written");
    tui.wait(Duration::from_millis(500)).hides(WAITS);
    assert!(!tui.app.waits());
}

#[test]
fn entries_are_deleted_tagged_and_moved_and_one_moves_about_meanwhile() {
    let mut tui = Setup::new().demo().size(120, 30).today();
    tui.keys("2");
    let before = tui.heads("reaction").len();
    let held = hold(&tui);
    tui.keys("<space>").shows("1 picked").type_keys("d");
    tui.shows(WAITS).type_keys("<esc>j");
    tui.shows(WAITS).hides("picked").type_keys("tlater<enter>");
    tui.shows(WAITS).type_keys("u");
    tui.shows("the last change isn't saved yet").type_keys("j");
    tui.shows(WAITS).type_keys("5");
    tui.shows("Trust").shows(WAITS).type_keys("2");
    let soon = |tui: &Tui| tui.app.next_wakeup(tui.now).is_some_and(|wait| wait < Duration::from_secs(60));
    assert!(soon(&tui), "it looks for the answer");
    assert_eq!(tui.heads("reaction").len(), before, "nothing is done yet");
    let_go(&mut tui, &held);
    tui.shows("changed the tags of log-");
    assert_eq!(tui.heads("reaction").len(), before - 1);
    assert!(!soon(&tui), "idle is idle");
    tui.keys("u").shows("undone: changed the tags").keys("u").shows("undone: deleted");
    assert_eq!(tui.heads("reaction").len(), before);

    // What is left to undo is older than this sitting, and asked about.
    let held = hold(&tui);
    tui.type_keys("u<enter>");
    tui.shows(WAITS);
    let_go(&mut tui, &held);
    tui.shows("undone:");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn the_week_is_changed_once_the_journal_is_free() {
    let mut tui = Setup::new().today();
    let held = hold(&tui);
    tui.type_keys("s");
    tui.shows(WAITS).hides("skipped").type_keys("l");
    tui.shows(WAITS).type_keys("m<right><enter>");
    let_go(&mut tui, &held);
    tui.shows("moved to").shows("– │").shows("skipped");
}

#[test]
fn an_exercise_is_finished_once_the_journal_is_free() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<pgdn><pgdn><pgdn><ctrl-s>").shows("still open");
    let held = hold(&tui);
    tui.type_keys("<tab><enter>");
    tui.shows(WAITS).type_keys("<ctrl-s><tab><enter>");
    assert_eq!(tui.head("trust-audit").state, State::Draft);
    let_go(&mut tui, &held);
    tui.shows("finished with answers open · tru-").keys("<esc>").shows("Trust      ◕ │");
    let head = tui.head("trust-audit");
    assert_eq!((head.state, head.version, head.open_draft), (State::Partial, 1, false), "finished once");
}

#[test]
fn what_is_written_after_it_was_asked_to_finish_stays_as_a_draft() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<pgdn><pgdn><pgdn><ctrl-s>").shows("still open");
    let held = hold(&tui);
    tui.type_keys("<tab><enter>");
    tui.shows(WAITS).type_keys("<pgup><pgup><pgup><pgup><pgup><shift-tab><shift-tab>, and Otter");
    tui.shows("and Otter").shows(WAITS);
    let_go(&mut tui, &held);
    tui.shows("finished with answers open · tru-").shows("what you wrote since");
    tui.shows("and Otter").keys("!").shows("and Otter!");
    let head = tui.head("trust-audit");
    assert_eq!((head.state, head.open_draft), (State::Partial, true));
    let finished = tui.store().entry(head.id).expect("read").expect("there");
    assert!(!format!("{:?}", finished.answers).contains("Otter"));
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("and Otter!"));
    assert_eq!(tui.heads("trust-audit").len(), 1, "it did not part");
}

#[test]
fn leaving_waits_for_the_draft_without_keeping_anybody_from_writing() {
    let mut tui = Setup::new().open("trust-audit");
    let held = hold(&tui);
    tui.type_keys("Chat<esc>");
    tui.shows(WAITS).type_keys("GPT");
    tui.shows("ChatGPT").shows(WAITS);
    let_go(&mut tui, &held);
    tui.shows("ChatGPT").shows("page 1 of");
    let held = hold(&tui);
    tui.type_keys("!<esc><esc>");
    tui.shows(WAITS);
    let_go(&mut tui, &held);
    tui.shows("▰▱▱▱ 1/4").shows("Week 1");
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("ChatGPT!"));
}

#[test]
fn leaving_the_program_names_what_is_not_done() {
    let mut tui = Setup::new().demo().today();
    let held = hold(&tui);
    tui.type_keys("2dq");
    tui.shows("Not everything is saved").shows("Not done yet: move to the trash.").type_keys("<esc>");
    assert!(!tui.app.is_over());
    let_go(&mut tui, &held);
    tui.shows("deleted log-").keys("q");
    assert!(tui.app.is_over());
}
