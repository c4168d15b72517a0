//! Clocks: a watch with its marks, from the first second to what is read afterwards.

use std::time::Duration;

use empathy::app::practice;
use empathy::db::Store;
use empathy::domain::value::Value;
use empathy::tui::route::Effect;

use super::{Setup, Tui, look};

/// A watch, on the page of its clock, which stands.
fn watch(size: (u16, u16)) -> Tui {
    let mut tui = Setup::new().size(size.0, size.1).open("watch");
    fill(&mut tui);
    tui
}

fn fill(tui: &mut Tui) -> &mut Tui {
    tui.keys("1Mum<tab>21Otter<tab>find an hour<ctrl-s>").shows("Don't explain")
}

fn seconds(tui: &mut Tui, tenths: u64) -> &mut Tui {
    tui.wait(Duration::from_millis(tenths * 100))
}

/// The marks of the watch: second and option.
fn marks(tui: &mut Tui) -> Vec<(f64, String, String)> {
    tui.flush();
    let answers = tui.draft("watch").answers;
    let rows = answers.rows("seen_moments").iter().filter(|row| !row.is_empty());
    let text = |row: &empathy::domain::value::Answers| {
        row.get("seen_words").and_then(Value::as_text).unwrap_or_default().to_owned()
    };
    rows.map(|row| {
        let mark = row.get("seen_mark").and_then(Value::as_picks).expect("a mark").picked[0].clone();
        (row.get("seen_at").and_then(Value::as_number).expect("a time"), mark, text(row))
    })
    .collect()
}

fn ran(tui: &mut Tui) -> Option<f64> {
    tui.flush();
    tui.draft("watch").answers.get("watch_clock").and_then(Value::as_number)
}

#[test]
fn marks_are_stamped_to_the_tenth_and_words_added_while_the_clock_goes_on() {
    let mut tui = watch((120, 40));
    tui.keys("h").shows("the clock isn't running (Space starts it)");
    tui.type_keys("<space>");
    seconds(&mut tui, 123).type_keys("h");
    tui.type_keys("<enter>looks for the button<enter>");
    seconds(&mut tui, 200).type_keys("c!");
    seconds(&mut tui, 10).shows("0:33 of 5:00").shows("I helped or explained");
    let expected =
        [(12.3, "hesitates", "looks for the button"), (32.3, "confused", ""), (32.3, "helped", "")];
    let expected = expected.map(|(at, mark, word)| (at, mark.to_owned(), word.to_owned()));
    assert_eq!(marks(&mut tui), expected);
    look("watch", &mut tui);
    tui.keys("<backspace>").shows("mark removed (Ctrl-Z restores it)");
    assert_eq!(marks(&mut tui).len(), 2);
    tui.keys("<ctrl-z>");
    assert_eq!(marks(&mut tui), expected);
}

#[test]
fn the_clock_stops_at_its_end_and_rings_once_unless_that_is_set_off() {
    for bell in [true, false] {
        let mut tui = Setup::new().today();
        if !bell {
            tui.keys(",<down><down><down><right>").shows("‹ off ›").keys("<esc>");
        }
        tui.keys(":practise five-minute<enter>");
        fill(&mut tui).keys("<space>");
        for _ in 0..310 {
            seconds(&mut tui, 10);
        }
        tui.shows("the time is up").keys("h");
        assert_eq!((ran(&mut tui), marks(&mut tui).len()), (Some(300.0), 0));
        let rings = tui.effects.iter().filter(|effect| **effect == Effect::Bell).count();
        assert_eq!(rings, usize::from(bell));
    }
}

#[test]
fn a_clock_that_slept_through_its_end_ends_there() {
    let mut tui = watch((80, 24));
    tui.type_keys("<space>");
    seconds(&mut tui, 9_000).shows("the time is up");
    assert_eq!(ran(&mut tui), Some(300.0));
}

#[test]
fn a_pause_is_a_mark_and_time_stands_still() {
    let mut tui = watch((80, 24));
    tui.type_keys("<space>");
    seconds(&mut tui, 100).type_keys("<space>");
    seconds(&mut tui, 600).shows("paused (Space goes on)");
    tui.type_keys("<space>");
    seconds(&mut tui, 50);
    assert_eq!(
        (ran(&mut tui), marks(&mut tui)),
        (Some(15.0), vec![(10.0, "paused".to_owned(), String::new())])
    );
}

#[test]
fn whoever_leaves_finds_the_clock_paused_where_it_was() {
    let mut tui = watch((80, 24));
    tui.type_keys("<space>");
    seconds(&mut tui, 777).type_keys("t");
    seconds(&mut tui, 222).type_keys("<esc>");
    seconds(&mut tui, 5_000);
    let mut tui = tui.into_entry("watch");
    tui.shows("1:39 of 5:00").shows("paused");
    assert_eq!(
        (ran(&mut tui), marks(&mut tui)),
        (Some(99.9), vec![(77.7, "twice".to_owned(), String::new())])
    );
    tui.type_keys("<space>");
    seconds(&mut tui, 1);
    assert_eq!(ran(&mut tui), Some(100.0));
}

#[test]
fn each_mark_is_a_page_of_the_gap_and_help_is_none() {
    let mut tui = watch((120, 40));
    tui.type_keys("<space>");
    seconds(&mut tui, 15).type_keys("h!");
    seconds(&mut tui, 15).type_keys("g<ctrl-s>");
    tui.shows("0:01.5, hesitates").shows("1/2").keys("<pgdn>").shows("0:03, gives up");
}

#[test]
fn a_watch_ends_early_where_its_page_is_left() {
    let mut tui = watch((80, 24));
    tui.type_keys("<space>");
    seconds(&mut tui, 52).type_keys("h<ctrl-s>");
    tui.shows("the clock stopped at 0:05");
    seconds(&mut tui, 5_000);
    assert_eq!(ran(&mut tui), Some(5.2));
    tui.keys("<pgup>").shows("paused").shows("0:05 of 5:00");
    let mark = |what: &str| (5.2, what.to_owned(), String::new());
    assert_eq!(marks(&mut tui), [mark("hesitates"), mark("paused")]);
}

#[test]
fn a_watch_is_seen_at_every_size_and_a_click_marks() {
    let mut tui = watch((60, 16));
    tui.type_keys("<space>");
    seconds(&mut tui, 100);
    let at = tui.find("tries twice");
    tui.click(at.0, at.1);
    assert_eq!(marks(&mut tui).len(), 1);
    for (columns, rows) in [(60, 16), (80, 24), (200, 60)] {
        tui.resize(columns, rows).shows("h hesitates").shows("of 5:00");
    }
}

/// A loop of ten minutes out loud, on the first page, its clock at the focus.
fn listen(exercise: &str, picks: &str) -> Tui {
    let mut tui = Setup::new().size(120, 40).open(exercise);
    tui.keys("bookkeeping<tab>").keys(picks);
    let at = tui.find("not started");
    tui.click(at.0, at.1);
    tui
}

/// The steps of a loop: which, how long it took, of how long.
fn steps(tui: &mut Tui, exercise: &str) -> Vec<(String, f64, f64)> {
    tui.flush();
    let answers = tui.draft(exercise).answers;
    let rows = answers.rows("loop_parts").iter().filter(|row| !row.is_empty());
    let number = |row: &empathy::domain::value::Answers, field: &str| {
        row.get(field).and_then(Value::as_number).unwrap_or(-1.0)
    };
    rows.map(|row| {
        let step = row.get("loop_part").and_then(Value::as_picks).expect("a step").picked[0].clone();
        (step, number(row, "loop_took"), number(row, "loop_budget"))
    })
    .collect()
}

#[test]
fn a_loop_times_each_step_by_its_page_and_stops_after_the_last() {
    let mut tui = Setup::new().size(120, 40).open("listen-loop");
    tui.keys("a shop al").shows("Design");
    tui.keys("<ctrl-a><delete>What would you build for a shop?<tab>131<tab>")
        .shows("not started (Space starts it)");
    tui.type_keys("<space>");
    seconds(&mut tui, 200).shows("Who has this problem?").shows("step 0:20 of 1:47 · 0:20 of 10:00");
    look("listen_loop", &mut tui);
    tui.resize(120, 40).type_keys("<enter>");
    seconds(&mut tui, 100).type_keys("<pgup>");
    seconds(&mut tui, 1_000).shows("step 2:00 of 1:47").shows("over its time");
    for _ in 0..6 {
        tui.type_keys("<pgdn>");
        seconds(&mut tui, 10);
    }
    seconds(&mut tui, 5_000).shows("How well did you do each step?").hides("0 of 10:00");
    let took: Vec<f64> = steps(&mut tui, "listen-loop").iter().map(|(_, took, _)| *took).collect();
    assert_eq!(took, [120.0, 11.0, 1.0, 1.0, 1.0, 1.0]);
    let (step, _, budget) = steps(&mut tui, "listen-loop").remove(5);
    assert_eq!((step.as_str(), budget), ("name", 93.0));
    tui.keys("<pgdn>").shows("Where did the time go?").shows("2:00").shows("1:47");
    look("listen_time", &mut tui);
}

#[test]
fn a_step_says_that_its_clock_waits_and_starts_it() {
    let mut tui = Setup::new().size(80, 24).open("listen-loop");
    tui.keys("a shop<tab>131<pgdn>").shows("Who has this problem?").shows("the clock hasn't started");
    tui.shows("F7 start").type_keys("<f7>");
    seconds(&mut tui, 20).shows("Who has this problem?").shows("step 0:02 of 1:47").hides("hasn't started");
}

#[test]
fn a_finished_entry_says_of_no_clock_that_it_waits() {
    let mut tui = Setup::new().size(80, 24).open("listen-loop");
    tui.keys("a shop<tab>131<pgdn>").shows("the clock hasn't started").flush();
    let (draft, cx) = (tui.draft("listen-loop"), tui.app.cx());
    let mut store = Store::open(&tui.journal(), cx.now.wall).expect("opens");
    let loaded = cx.catalog.get("listen-loop").expect("built in");
    practice::finish(&mut store, &cx.catalog, loaded, &draft, cx.now.wall).expect("finished");
    drop(store);
    let mut tui = tui.into_entry("listen-loop");
    tui.keys("<pgdn>").shows("Who has this problem?").hides("hasn't started");
}

#[test]
fn a_clock_on_the_wall_that_jumps_moves_no_time() {
    let mut tui = listen("listen-loop", "131");
    seconds(&mut tui, 200).shows("step 0:20 of 1:47 · 0:20 of 10:00");
    tui.set_wall("2026-11-19T02:59:59+02:00");
    seconds(&mut tui, 100).shows("step 0:30 of 1:47 · 0:30 of 10:00");
    tui.set_wall("2027-03-28T03:00:01+03:00");
    seconds(&mut tui, 100).shows("step 0:40 of 1:47 · 0:40 of 10:00");
    tui.set_wall("2026-11-20T14:10:00+00:00");
    // The key that ends it may come half a second later.
    let took = steps(&mut tui, "listen-loop")[0].1;
    assert!((40.0..=41.0).contains(&took), "{took}");
}

#[test]
fn a_loop_rings_at_its_end_and_goes_on() {
    let mut tui = listen("listen-loop", "131");
    seconds(&mut tui, 5_990);
    seconds(&mut tui, 100).shows("10:09 of 10:00");
    seconds(&mut tui, 10);
    assert_eq!(tui.effects.iter().filter(|effect| **effect == Effect::Bell).count(), 1);
    tui.type_keys("<f7>");
    tui.shows("paused · step");
    seconds(&mut tui, 1_000).shows("10:10 of 10:00");
    tui.type_keys("<f7>");
    seconds(&mut tui, 10).shows("10:11 of 10:00");
}

#[test]
fn under_pressure_there_is_no_pause_no_sample_no_coach_and_a_follow_up_halfway() {
    let mut tui = listen("listen-pressure", "13");
    tui.keys("<f7>").shows("this clock can't be paused").hides("F2");
    tui.keys("<pgdn><pgdn><pgdn>").shows("The interviewer interrupts you.");
    tui.resize(120, 40).shows("The interviewer interrupts you.").hides("Coach").hides("│ ╭───");
}

#[test]
fn watching_counts_as_active_time() {
    let mut tui = watch((80, 24));
    tui.type_keys("<space>");
    for _ in 0..200 {
        seconds(&mut tui, 10);
    }
    tui.keys("<space>");
    assert!(tui.draft("watch").desk >= Duration::from_secs(200));
}
