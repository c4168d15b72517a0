//! When the program breaks: the terminal is given back, the draft is there, and not a word of it is anywhere else.

use super::journal::{leaks, open_draft, written};
use crate::support::World;
use crate::support::pty::Modes;

/// A word that stands nowhere but where it is typed.
const CANARY: &str = "zqxcanary";

#[test]
fn a_panic_gives_the_terminal_back_and_saves_the_draft_without_a_word_of_it() {
    let world = World::new();
    let mut pty = open_draft(&world, &[("EMPATHY_FAILPOINT", "panic-on-f12"), ("RUST_BACKTRACE", "1")]);
    pty.keys(CANARY);
    pty.wait(CANARY);
    pty.assert_taken();
    let before = pty.raw().len();
    pty.keys("\x1b[24~");
    assert_eq!(pty.exit().code, 101);
    pty.assert_given_back();
    pty.wait("error: empathy stopped unexpectedly");
    pty.wait("what you wrote is saved as a draft");
    let said = String::from_utf8_lossy(&pty.raw()[before..]).into_owned();
    assert!(!said.contains(CANARY), "it told what was written: {said}");
    assert_eq!(written(&world), CANARY);
    assert_eq!(leaks(&world, CANARY), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_panic_while_saving_leaves_the_page_where_it_is() {
    let world = World::new();
    let mut pty = open_draft(&world, &[("EMPATHY_FAILPOINT", "save-panic")]);
    pty.keys(CANARY);
    pty.wait("not saved");
    pty.wait(CANARY);
    assert_eq!(pty.modes(), Modes::OURS);
    assert!(!pty.screen().contains("stopped unexpectedly"), "the page is spoilt:\n{}", pty.screen());
    pty.keys("\x11");
    pty.wait("Not everything is saved");
    pty.keys("\t\r");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
    assert!(!pty.screen().contains(CANARY), "it told what was written:\n{}", pty.screen());
    assert_eq!(leaks(&world, CANARY), Vec::<std::path::PathBuf>::new());
}

#[test]
fn what_is_typed_is_nowhere_but_in_the_journal() {
    let world = World::new();
    let edit = "#!/bin/sh\nread words < \"$1\"\nprintf '%s twice' \"$words\" > \"$1\"\n";
    let editor = super::editors::script(&world, edit);
    let mut pty = open_draft(&world, &[("EDITOR", &editor)]);
    pty.keys(CANARY);
    pty.keys("\x05");
    pty.wait(&format!("{CANARY} twice"));
    pty.keys("\x11");
    assert_eq!(pty.exit().code, 0);
    assert_eq!(written(&world), format!("{CANARY} twice"));
    assert_eq!(leaks(&world, CANARY), Vec::<std::path::PathBuf>::new());
    // The search itself finds what is there to be found.
    let planted = world.write("somewhere/else", CANARY);
    assert_eq!(leaks(&world, CANARY), [planted]);
}
