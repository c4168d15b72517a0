//! Idle is idle: while nobody does anything, the program hardly wakes, whatever is on the screen or lies over it.

use std::time::Duration;

use super::{Setup, Tui};

/// How long nothing is done.
const IDLE: Duration = Duration::from_secs(120);
/// How often it may wake meanwhile: for the clock of an exercise, which runs for a minute and a half.
const MOST: usize = 95;

/// Lets time pass as the loop would, and counts how often it wakes.
fn wakeups(tui: &mut Tui) -> usize {
    let until = tui.now.mono + IDLE;
    let mut count = 0;
    while let Some(wait) = tui.app.next_wakeup(tui.now) {
        // It sleeps on until the day ends; only a wakeup that comes meanwhile counts.
        if tui.now.mono + wait > until || count > 10 * MOST {
            break;
        }
        count += 1;
        tui.wait(wait);
    }
    count
}

/// Does something with the last key unanswered, so that the pause after it is still to come.
fn after(mut tui: Tui, keys: &str) -> usize {
    tui.type_keys(keys);
    tui.flush();
    wakeups(tui.wake())
}

#[test]
fn screens_and_what_lies_over_them_do_not_wake() {
    for keys in [
        "",
        "?",
        ":",
        "/",
        "S",
        "m",
        "x",
        "[",
        "2",
        "2f",
        "2o",
        "2t",
        "2m",
        "2c",
        "2<enter>",
        "2<enter>h",
        "2<enter>/a",
        "2p",
        "2p<enter>",
        "2?",
        "2/o",
        "3",
        "3l",
        "3i",
        "3p",
        "4",
        "4:",
        "5",
        "5w",
        "5<enter>",
        "5:",
        "6",
        "6w",
        "6?",
        "6:",
        "4r<enter>",
    ] {
        assert_eq!(after(Setup::new().demo().today(), keys), 0, "{keys}");
    }
}

#[test]
fn what_gets_its_place_under_something_else_is_read_once() {
    for over in ["?", ":", "/", "t", "f", "o"] {
        let mut tui = Setup::new().demo().today();
        tui.keys("2").keys(over).resize(200, 50);
        assert_eq!(wakeups(&mut tui), 0, "{over}");
        tui.keys("<esc>").shows("What your log shows").shows("Trust by product");
    }
}

#[test]
fn an_exercise_wakes_for_its_clock_and_then_no_more_whatever_lies_over_it() {
    for keys in [
        "",
        "j",
        "Otter",
        "Otter<ctrl-o>",
        "<ctrl-o>",
        "Otter<f1>",
        "<f1>",
        "Otter<ctrl-p>",
        "<ctrl-p>",
        "Otter<alt-s>",
        "Otter<pgdn><pgdn><pgdn><ctrl-s>",
        "Otter<alt-n>",
        "Otter<alt-n>It guessed my name",
        "<alt-n><ctrl-o>",
    ] {
        let mut tui = Setup::new().open("trust-audit");
        tui.type_keys(keys);
        tui.flush();
        let count = wakeups(&mut tui);
        assert!(count <= MOST, "{keys}: {count}");
        assert_eq!(wakeups(&mut tui), 0, "{keys}");
    }
}
