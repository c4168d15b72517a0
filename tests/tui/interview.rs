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

#[test]
fn what_is_missing_is_one_key_away_where_it_has_no_place_of_its_own() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.keys("4").shows("w missing").hides("What is missing");
    tui.keys("w")
        .shows("What is missing")
        .shows("needs evidence")
        .shows("Stories and concepts")
        .shows("w close");
    tui.keys("<esc>").hides("What is missing");
    tui.resize(80, 24)
        .keys("w")
        .shows("What is missing")
        .shows("No story is ready yet for")
        .hides("Due today");
    look("interview_missing", &mut tui);
    // What is not to be seen can't be told, or retired.
    tui.resize(80, 24).keys("<down><enter>x").shows("What is missing");
    tui.keys("m").shows("A story for a question").shows("fits this analytical question").keys("<esc>");
    tui.keys("w").shows("Due today · 11").shows("w missing");
    tui.resize(200, 60)
        .shows("What is missing")
        .hides("w missing")
        .keys("w")
        .shows("already shown on the right");
}

#[test]
fn once_the_day_is_there_the_debrief_is_offered_until_it_is_written() {
    let mut tui = Setup::new().size(80, 24).now("2026-11-02T09:00:00+00:00").today();
    tui.keys("4i2026-11-05<tab>Acme<ctrl-s><esc>").keys("4").hides("Interview Debrief");
    tui.set_wall("2026-11-06T09:00:00+00:00")
        .keys("14")
        .shows("Interview yesterday with Acme")
        .shows("Interview Debrief");
    tui.keys("g")
        .shows("While you remember")
        .shows("Enter start")
        .keys("<enter>")
        .shows("how do you think it went?");
    tui.shows("▏ Acme").keys("<esc>").keys("14").shows("Interview yesterday with Acme");
    tui.keys("1").shows("Interview yesterday with Acme").shows("Next: Interview Debrief");
    // What was begun a day before is gone on with, not begun twice.
    tui.keys("4g<enter>").shows("▏ Acme").keys("<shift-tab><end>, Berlin<esc>");
    tui.set_wall("2026-11-08T09:00:00+00:00").keys("14g<enter>").shows("Acme, Berlin").keys("<esc>");
    let drafts = tui.store().open_drafts(9).expect("reads");
    assert_eq!(drafts.iter().filter(|head| head.exercise == "debrief").count(), 1);
    // What was begun for one company is not gone on with for another.
    tui.keys("4i2026-11-08<tab>Beta<ctrl-s><esc>")
        .keys("14g<enter>")
        .shows("▏ Beta")
        .hides("Acme")
        .keys("<esc>");
    tui.set_wall("2026-11-23T09:00:00+00:00").keys("41").hides("Interview 1").keys("4").hides("Interview 1");
}

#[test]
fn the_debrief_of_one_company_is_not_that_of_another() {
    let mut tui = Setup::new().size(80, 24).now("2026-11-18T09:00:00+00:00").today();
    tui.keys("4i2026-11-19<tab>Xero<ctrl-s><esc>");
    tui.set_wall("2026-11-20T09:00:00+00:00")
        .keys("14g<enter>")
        .shows("▏ Xero")
        .keys("<shift-tab><end>, Berlin<esc>");
    tui.keys("14i2026-11-20<tab>X<ctrl-s><esc>");
    tui.keys("14g<down><enter>")
        .shows("how do you think it went?")
        .shows("▏ X")
        .hides("Xero")
        .keys("<shift-tab><end>, Rome<esc>");
    tui.keys("14g<down><enter>").shows("X, Rome").keys("<esc>");
    let drafts = tui.store().open_drafts(9).expect("reads");
    assert_eq!(drafts.iter().filter(|head| head.exercise == "debrief").count(), 2);
}

#[test]
fn what_was_not_written_of_one_interview_is_offered_beside_the_next() {
    let mut tui = Setup::new().size(80, 24).now("2026-11-18T09:00:00+00:00").today();
    tui.keys("4i2026-11-19<tab>Acme<ctrl-s><esc>");
    tui.set_wall("2026-11-20T09:00:00+00:00").keys("14i2026-11-21<tab>Beta<ctrl-s><esc>");
    tui.keys("1").shows("Interview tomorrow").shows("Interview Debrief for the interview yesterday with");
    tui.set_wall("2026-11-22T09:00:00+00:00")
        .keys("1")
        .shows("Also to debrief: the interview 3 days ago with Acme");
    tui.keys("4g").shows("Interview yesterday with Beta").shows("Interview 3 days ago with Acme");
    look("interview_over", &mut tui);
    tui.resize(80, 24).keys("<down><enter>").shows("▏ Acme").hides("Beta");
}
