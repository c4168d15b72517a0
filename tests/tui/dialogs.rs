//! What lies over a screen: questions, help, and the notice that a terminal is too small.

use super::{Setup, look, look_at};

#[test]
fn finishing_with_gaps_asks() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<tab>4<ctrl-s><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><ctrl-s>");
    look("finish_gaps", &mut tui);
    tui.keys("<enter>").shows("! ");
}

#[test]
fn moving_asks_for_the_day() {
    look("move", Setup::new().today().keys("jm"));
}

#[test]
fn a_week_can_start_today() {
    look("start_week", Setup::new().today().keys("S"));
}

#[test]
fn help_lists_the_keys_that_work_here() {
    look("help_form", Setup::new().open("trust-audit").keys("<f1>"));
    look_at("help_scrolled", &[(80, 24)], Setup::new().open("trust-audit").keys("<f1><pgdn>"));
}

#[test]
fn writing_a_file_asks_where_and_before_it_replaces_one() {
    let mut tui = Setup::new().demo().today();
    tui.keys("6w").shows("Write the review to a file");
    look("export", &mut tui);
    let erase = "<backspace>".repeat(30);
    tui.keys(&format!("{erase}README.md<enter>"));
    look("export_replace", &mut tui);
    tui.shows("Replace the file?").keys("<enter>").hides("Replace");
}

#[test]
fn a_small_terminal_says_how_large_it_should_be() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT");
    look_at("too_small", &[(59, 15), (20, 8), (60, 15)], &mut tui);
    tui.resize(60, 16).shows("ChatGPT");
}
