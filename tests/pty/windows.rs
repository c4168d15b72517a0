//! The same draft in two windows: both write, neither loses a word.

use super::journal::{EXERCISE, begin_draft, below, data, drafts, go_on, open_draft, store, wait_written};
use crate::support::World;
use crate::support::pty::{DEADLINE, until};

#[test]
fn two_windows_on_one_draft_lose_no_word() {
    let world = World::new();
    let mut one = open_draft(&world, &[]);
    let mut two = go_on(&world, &[]);
    one.keys("written in one");
    wait_written(&world, "written in one");
    two.keys("written in two");
    two.wait("open in another window");
    for word in 0..20 {
        one.keys(&format!(" o{word}"));
        two.keys(&format!(" t{word}"));
    }
    one.wait("o19");
    two.wait("t19");
    let words = |prefix: char| (0..20).fold(String::new(), |text, n| format!("{text} {prefix}{n}"));
    let wanted = [format!("written in one{}", words('o')), format!("written in two{}", words('t'))];
    let mut found = Vec::new();
    let came = until(DEADLINE, || {
        found = drafts(&world).into_iter().map(|(_, text)| text).collect();
        found.sort();
        found == wanted
    });
    assert!(came, "{found:#?}");
    for window in [&mut one, &mut two] {
        window.keys("\x11");
        assert_eq!(window.exit().code, 0);
        window.assert_given_back();
    }
    let mut kept: Vec<_> = drafts(&world).into_iter().map(|(_, text)| text).collect();
    kept.sort();
    assert_eq!(kept, wanted, "leaving changed something");
}

#[test]
fn while_another_program_writes_to_the_journal_every_key_shows_and_none_is_lost() {
    let world = World::new();
    end_with_words_unsaved(&world);
    assert_eq!(drafts(&world).len(), 0);

    let mut pty = world.open(&[], &[]);
    pty.wait("What could not be saved last time is in your drafts");
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    let drafts = drafts(&world);
    assert_eq!(drafts.len(), 1);
    let draft = store(&world).draft(drafts[0].0.id).expect("read").expect("there");
    assert!(format!("{:?}", draft.answers).contains("Maps and more"), "{draft:?}");
    let left = below(&data(&world)).into_iter().filter(|path| path.to_string_lossy().contains("unsaved"));
    assert_eq!(left.count(), 0);
}

#[test]
fn an_exercise_whose_draft_could_not_be_saved_opens_with_that_draft() {
    for args in [vec!["practice", EXERCISE], vec!["practice", EXERCISE, "--plain"]] {
        let world = World::new();
        end_with_words_unsaved(&world);

        let mut pty = world.open(&args, &[]);
        pty.wait("Maps and more");
        pty.keys(if args.len() == 2 { "\x11" } else { ":quit\r" });
        assert_eq!(pty.exit().code, 0);
        assert_eq!(drafts(&world).len(), 1, "{args:?}");
    }
}

#[test]
fn what_is_asked_of_a_journal_that_another_program_holds_is_done_after() {
    let world = World::new();
    begin_draft(&world, "words");
    let held = hold(&world);
    let mut pty = world.open(&[], &[]);
    pty.wait("Trust Audit");
    pty.keys("x\t\r");
    pty.wait("Waiting for another program that is writing to the journal");
    pty.keys("ll?");
    pty.wait("Keys");
    pty.keys("\x1b");
    pty.wait_until("no help", |screen| !screen.contents().contains("Keys that work here"));
    pty.keys("s");
    held.execute_batch("ROLLBACK").expect("lets go");
    pty.wait("is skipped this week");
    assert_eq!(drafts(&world).len(), 0);
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
}

#[test]
fn what_a_signal_leaves_undone_is_named() {
    let world = World::new();
    let held = hold(&world);
    let mut pty = world.open(&[], &[]);
    pty.wait("Trust Audit");
    pty.keys("s");
    pty.wait("Waiting for another program that is writing to the journal");
    pty.signal(rustix::process::Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    let said = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(said.contains("writing to the journal: change the plan of the week."), "{said}");
    drop(held);
}

/// Types while another program writes to the journal, and is told to end before it could be saved.
fn end_with_words_unsaved(world: &World) {
    let held = hold(world);
    let mut pty = world.open(&["practice", EXERCISE], &[]);
    pty.wait("Product");
    pty.wait_until("the cursor", |screen| !screen.hide_cursor());
    pty.keys("Maps and more");
    pty.wait("Maps and more");
    pty.wait("another program is writing to this journal");
    pty.signal(rustix::process::Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    held.execute_batch("ROLLBACK").expect("lets go");
}

/// Writes to the journal, and does not end.
fn hold(world: &World) -> rusqlite::Connection {
    drop(store(world));
    let held = rusqlite::Connection::open(world.journal()).expect("opens");
    held.execute_batch("BEGIN IMMEDIATE").expect("holds");
    held
}
