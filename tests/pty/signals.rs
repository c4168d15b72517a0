//! Told to go, hung up, paused: the draft is on disk, the terminal as it was, and the process gone at once.

use rustix::process::Signal;

use super::journal::{begin_draft, go_on, open_draft, ready, wait_written, written};
use crate::support::World;
use crate::support::pty::{DEADLINE, Modes, pid_in, state_of, until};

/// Types, and sends a signal as soon as the last word is on the screen.
#[track_caller]
fn assert_saves_and_goes(signal: Signal, code: i32) {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.assert_taken();
    pty.keys("the very last words");
    pty.wait("the very last words");
    pty.signal(signal);
    assert_eq!(pty.exit().code, code);
    pty.assert_given_back();
    assert_eq!(written(&world), "the very last words");
}

#[test]
fn a_hangup_saves_the_last_words() {
    assert_saves_and_goes(Signal::HUP, 129);
}

#[test]
fn a_request_to_end_saves_the_last_words() {
    assert_saves_and_goes(Signal::TERM, 143);
}

#[test]
fn an_interrupt_from_outside_saves_the_last_words() {
    assert_saves_and_goes(Signal::INT, 130);
}

#[test]
fn a_disk_that_does_not_answer_is_not_waited_for_long() {
    let world = World::new();
    let mut pty = open_draft(&world, &[("EMPATHY_FAILPOINT", "save-late")]);
    pty.keys("words");
    pty.wait("words");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit().code, 143);
    pty.assert_given_back();
    // The planted fault takes three seconds to save: it was not waited for. So the tests above do see what is not saved.
    assert_eq!(written(&world), "");
}

#[test]
fn a_terminal_that_is_closed_takes_the_program_with_it() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.keys("the very last words");
    pty.wait("the very last words");
    pty.close();
    let exit = pty.exit();
    // Whoever notices first: the guard, or the loop that cannot read any more.
    assert!([129, 1].contains(&exit.code), "{exit:?}");
    assert_eq!(written(&world).trim_end(), "the very last words");
}

#[test]
fn a_terminal_that_is_closed_is_noticed_without_a_signal() {
    let world = World::new();
    begin_draft(&world, "");
    // `setsid` takes the program away from the terminal that would send it a signal.
    let script = "setsid sh -c 'echo $$ > pid; exec \"$EMPATHY\" practice trust-audit'; exit";
    let mut pty = world.shell(script, &[]);
    let pid = pid_in(&world.path("pid"));
    ready(&pty);
    pty.keys("the very last words");
    pty.wait("the very last words");
    pty.close();
    assert!(until(DEADLINE, || state_of(pid).is_none_or(|state| state == 'Z')), "it is still there");
    assert_eq!(written(&world).trim_end(), "the very last words");
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_brings_everything_back() {
    let world = World::new();
    // With the other keys, Ctrl-Z undoes while one writes.
    world.write(".config/empathy/config.toml", "keys = \"emacs\"\n");
    begin_draft(&world, "");
    let program = "sh -c 'echo $$ > pid; exec \"$EMPATHY\" practice trust-audit'";
    let script = format!("set -m; {program}; echo PAUSED; read answer; fg > /dev/null; echo \"ENDED $?\"");
    let mut pty = world.shell(&script, &[]);
    ready(&pty);
    pty.assert_taken();
    pty.keys("before the pause");
    pty.wait("before the pause");
    pty.keys("\x1a");
    pty.wait("PAUSED");
    assert_eq!(state_of(pid_in(&world.path("pid"))), Some('T'));
    pty.assert_given_back();
    assert!(!pty.screen().contains("before the pause"), "the page is still there:\n{}", pty.screen());
    pty.keys("\n");
    ready(&pty);
    pty.wait("before the pause");
    pty.assert_taken();
    pty.keys(" and after");
    pty.wait("before the pause and after");
    pty.keys("\x11");
    pty.wait("ENDED 0");
    assert_eq!(pty.exit().code, 0);
    pty.assert_given_back();
    assert_eq!(written(&world), "before the pause and after");
}

#[test]
fn ctrl_z_pauses_what_started_the_program_too() {
    let world = World::new();
    // With the other keys, Ctrl-Z undoes while one writes.
    world.write(".config/empathy/config.toml", "keys = \"emacs\"\n");
    begin_draft(&world, "");
    // A wrapper waits for the program's end: if it were not paused itself, nobody would have the terminal.
    let wrapper = "sh -c '\"$EMPATHY\" practice trust-audit; exit $?'";
    let script = format!("set -m; {wrapper}; echo PAUSED; read answer; fg > /dev/null; echo \"ENDED $?\"");
    let mut pty = world.shell(&script, &[]);
    ready(&pty);
    pty.assert_taken();
    pty.keys("\x1a");
    pty.wait("PAUSED");
    pty.assert_given_back();
    pty.keys("\n");
    ready(&pty);
    pty.keys("still here\x11");
    pty.wait("ENDED 0");
    assert_eq!(written(&world), "still here");
}

#[test]
fn what_is_typed_while_the_program_stands_still_is_there_when_it_goes_on() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.signal(Signal::STOP);
    assert!(until(DEADLINE, || state_of(pty.pid()) == Some('T')), "it did not stop");
    pty.keys("typed blindly");
    pty.signal(Signal::CONT);
    pty.wait("typed blindly");
    wait_written(&world, "typed blindly");
    assert_eq!(pty.modes(), Modes::OURS);
}

#[test]
fn ctrl_q_leaves_from_a_text_and_ctrl_c_from_a_choice_with_everything_saved() {
    for key in ["\x11", "\t\x03"] {
        let world = World::new();
        let mut pty = open_draft(&world, &[]);
        pty.keys("one word");
        pty.keys(key);
        assert_eq!(pty.exit().code, 0);
        pty.assert_given_back();
        assert_eq!(written(&world), "one word");
    }
}

#[test]
fn q_leaves_and_the_shell_finds_its_terminal_as_it_was() {
    let world = World::new();
    world.demo();
    let mut pty = world.shell("stty -g > before; \"$EMPATHY\"; echo \"CODE $?\"; stty -g > after", &[]);
    pty.wait("Trust Audit");
    pty.assert_taken();
    pty.keys("q");
    pty.wait("CODE 0");
    assert_eq!(pty.exit().code, 0);
    let told = |name| std::fs::read_to_string(world.path(name)).expect("told");
    assert_eq!(told("before"), told("after"));
    pty.assert_given_back();
}

#[test]
fn a_second_sitting_goes_on_where_a_signal_ended_the_first() {
    let world = World::new();
    let mut pty = open_draft(&world, &[]);
    pty.keys("the first half ");
    pty.wait("the first half");
    wait_written(&world, "the first half ");
    pty.signal(Signal::TERM);
    pty.exit();
    let mut pty = go_on(&world, &[]);
    pty.keys("and the second");
    pty.wait("the first half and the second");
    wait_written(&world, "the first half and the second");
}

#[test]
fn ctrl_c_stops_an_import_and_leaves_the_journal_as_it_was() {
    let world = World::new();
    let rows: Vec<String> = (0..200_000).map(|n| format!("it lied {n} times,1")).collect();
    world.write("reviews.csv", &format!("content,score\n{}\n", rows.join("\n")));
    let import = "\"$EMPATHY\" import complaints reviews.csv --product Otter";
    let mut pty =
        world.shell(&format!("trap : INT; {import}; echo \"ENDED $?\"; \"$EMPATHY\" import list"), &[]);
    pty.wait("Importing: ");
    pty.keys("\x03");
    pty.wait("reviews.csv: stopped; nothing was imported from this file");
    pty.wait("ENDED 130");
    pty.wait("You have imported no complaints");
    assert!(world.run(&["doctor"]).code == Some(0));
}
