//! From one journal to another in a real terminal.

use crate::support::World;

#[test]
fn a_journal_that_cannot_be_made_leads_back_to_the_one_before_with_the_reason() {
    let world = World::new();
    let mut pty = world.open(&[], &[]);
    pty.wait("Start day one");
    pty.keys("O");
    pty.wait("Sample journal");
    pty.keys("/proc/none.db");
    pty.wait("a new journal");
    pty.keys("\r");
    pty.wait("could not");
    pty.wait("Start day one");
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn another_journal_is_opened_in_the_same_terminal_and_the_first_is_a_key_away() {
    let world = World::new();
    world.run(&["log", "It guessed my name @Otter"]);
    let other = world.path("other.db").display().to_string();
    let mut pty = world.open(&[], &[]);
    pty.wait("1 of 14 days practised");
    pty.keys("O");
    pty.wait("Sample journal");
    pty.paste(&other);
    pty.wait("a new journal");
    pty.keys("\r");
    pty.wait("Start day one");
    pty.keys("O");
    pty.wait("Your journal");
    pty.keys("Your");
    pty.keys("\r");
    pty.wait("1 of 14 days practised");
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
}

#[test]
fn what_was_set_counts_in_the_next_journal_too() {
    let world = World::new();
    let mut pty = world.open(&[], &[]);
    pty.wait("Start day one");
    pty.keys(",");
    pty.wait("Theme");
    pty.keys("\x1b[B\x1b[D");
    pty.wait("‹ vim ›");
    pty.keys("\x1b");
    pty.wait("Start day one");
    pty.keys("O");
    pty.wait("Sample journal");
    pty.paste(&world.path("other.db").display().to_string());
    pty.wait("a new journal");
    pty.keys("\r");
    pty.wait("Start day one");
    pty.keys(",");
    pty.wait("Keys                  vim");
    pty.keys("\x1b");
    pty.wait("Start day one");
    pty.keys("q");
    assert_eq!(pty.exit().code, 0);
}
