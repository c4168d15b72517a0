//! The countdown to an interview, on its screen and on Today.

use super::{Setup, look};

#[test]
fn a_date_is_set_with_one_key_and_today_says_what_is_next() {
    let mut tui = Setup::new().size(80, 24).now("2026-11-02T09:00:00+00:00").today();
    tui.keys("4").shows("Set a date, and get a plan that counts back").shows("i date");
    tui.keys("i").shows("When is the interview?").keys("2026-11-16<tab>Acme<ctrl-s>").keys("<esc>");
    tui.keys("4").shows("Interview in 14 days · Mon 16 Nov · Acme").shows("Log one line");
    look("interview_countdown", &mut tui);
    tui.keys("1").shows("Interview in 14 days").shows("Today, 17 min: Log one line · Story");
    look("today_countdown", &mut tui);
    tui.keys("4<down><enter>").shows("Behavioural Story").keys("<esc>");
    // What is put off is asked for again, and never more than a day has room for.
    tui.set_wall("2026-11-09T09:00:00+00:00").keys("14").shows("Interview in 7 days");
}

#[test]
fn a_loop_of_the_plan_begins_with_its_length() {
    let mut tui = Setup::new().size(120, 40).now("2026-11-02T09:00:00+00:00").today();
    tui.keys("4i2026-11-15<ctrl-s><esc>4").shows("10-minute LISTEN");
    look("interview_countdown_wide", &mut tui);
    tui.keys("<down><down><enter>").shows("Which question do you answer").shows("0 of 10:00");
}
