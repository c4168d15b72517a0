//! Today: the week at a glance.

use super::{Setup, look};

const EXTRA: &str = include_str!("../data/every-kind.toml");

#[test]
fn an_empty_journal_says_what_is_next() {
    look("today_empty", &mut Setup::new().today());
}

#[test]
fn the_middle_of_a_week_shows_what_came_of_it() {
    look("today_midweek", &mut Setup::new().now("2026-11-18T19:00:00+00:00").demo().today());
}

#[test]
fn the_end_of_a_week_waits_for_the_last_exercise() {
    look("today_friday", &mut Setup::new().demo().today());
}

#[test]
fn a_past_week_says_so() {
    look("today_past", Setup::new().demo().today().keys("["));
}

#[test]
fn own_exercises_and_drafts_of_other_weeks_stand_below() {
    let setup = Setup::new().demo().exercise("every-kind.toml", EXTRA).now("2026-11-25T09:00:00+00:00");
    let mut tui = setup.today();
    tui.keys("<enter>Otter<esc>jsj");
    look("today_own", &mut tui);
}
