//! The journal left open: day, week and plan follow the clock, whatever it does.

use std::time::Duration;

use empathy::domain::time::Moment;
use empathy::tui::input::Event;

use super::{Setup, Tui};

/// Sleeps as the loop would, until some words are on the screen or it is long past the time.
fn sleep_until(tui: &mut Tui, words: &str) {
    for _ in 0..6 {
        let wait = tui.app.next_wakeup(tui.now).expect("it wakes by itself");
        tui.wait(wait.max(Duration::from_millis(1)));
    }
    tui.shows(words);
}

/// Logs a reaction, and tells the day it is filed by.
fn logged_on(tui: &mut Tui) -> String {
    tui.type_keys("nIt guessed my name<enter>");
    tui.flush();
    tui.heads("reaction").into_iter().map(|head| head.day).max().expect("logged").to_string()
}

/// Sets the clock on the wall.
fn set_clock(tui: &mut Tui, time: &str) {
    tui.now.wall = Moment::parse(time).expect("a time");
}

#[test]
fn over_midnight_the_day_is_the_next() {
    let mut tui = Setup::new().demo().now("2026-11-20T23:55:00+00:00").today();
    tui.shows("Fri 20 Nov");
    sleep_until(&mut tui, "Sat 21 Nov");
    assert_eq!(logged_on(&mut tui), "2026-11-21");
    tui.keys("2").shows("It guessed my name");
    sleep_until(&mut tui, "Sat 21 Nov");
}

#[test]
fn over_the_end_of_a_week_the_week_is_the_next() {
    let mut tui = Setup::new().demo().now("2026-11-22T23:55:00+00:00").today();
    tui.shows("16 Nov – 22 Nov 2026");
    // Below what is read, too.
    tui.keys("?");
    sleep_until(&mut tui, "Mon 23 Nov");
    tui.keys("<esc>").shows("23 Nov – 29 Nov 2026").hides("16 Nov – 22 Nov 2026");
}

#[test]
fn a_week_that_was_turned_to_stays() {
    let mut tui = Setup::new().demo().now("2026-11-22T23:55:00+00:00").today();
    tui.keys("[").shows("9 Nov – 15 Nov 2026");
    sleep_until(&mut tui, "Mon 23 Nov");
    tui.shows("9 Nov – 15 Nov 2026")
        .keys("]")
        .shows("16 Nov – 22 Nov 2026")
        .keys("]")
        .shows("23 Nov – 29 Nov 2026");
}

#[test]
fn another_time_zone_and_a_clock_set_back_count_from_the_next_glance_on() {
    let mut tui = Setup::new().demo().now("2026-11-20T22:00:00+00:00").today();
    tui.shows("Fri 20 Nov");
    set_clock(&mut tui, "2026-11-21T07:00:00+09:00");
    tui.event(Event::Tick);
    tui.shows("Sat 21 Nov");
    set_clock(&mut tui, "2026-11-19T10:00:00+00:00");
    tui.event(Event::Tick);
    tui.shows("Thu 19 Nov");
    assert_eq!(logged_on(&mut tui), "2026-11-20", "the demo goes on to the Friday");
    assert!(tui.heads("reaction").iter().any(|head| head.day.to_string() == "2026-11-19"));
}

#[test]
fn progress_counts_to_the_new_day() {
    let mut tui = Setup::new().demo().size(120, 40).now("2026-11-20T23:55:00+00:00").today();
    tui.keys("5<left>");
    let below_bar = |tui: &Tui| tui.screen().lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let before = below_bar(&tui);
    sleep_until(&mut tui, "Sat 21 Nov");
    assert_ne!(before, below_bar(&tui));
}

#[test]
fn a_draft_that_is_open_keeps_its_day() {
    let mut tui = Setup::new().now("2026-11-20T23:55:00+00:00").open("trust-audit");
    tui.keys("Otter");
    sleep_until(&mut tui, "Otter");
    assert_eq!(tui.head("trust-audit").day.to_string(), "2026-11-20");
}
