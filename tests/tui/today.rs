//! Today: the week at a glance.

use super::{SIZES, Setup, look};
use crate::support::tui::Tui;
use empathy::tui::input::MouseKind;

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

#[test]
fn a_reaction_is_captured_from_today() {
    let mut tui = Setup::new().today();
    tui.shows("Trust Audit").keys("<ctrl-p>trust au").shows("Practise Trust Audit").keys("<esc>/otter<esc>");
    tui.keys("nOtter<tab>It made up a price<ctrl-s>");
    assert_eq!(tui.heads("reaction").len(), 1);
    tui.keys("/is:surprised").shows("is not a state of an entry");
}

/// Gives the line that is marked on the screen.
fn marked(tui: &Tui) -> String {
    let (_, row) = tui.find("▸");
    tui.screen().lines().nth(row.into()).expect("the row is there").to_owned()
}

#[test]
fn every_line_can_be_marked_and_seen_however_small_the_screen() {
    let mut tui = Setup::new().exercise("every-kind.toml", EXTRA).today();
    for (columns, rows) in SIZES {
        tui.resize(columns, rows).keys("<home>").hides("↑");
        let mut seen = vec![marked(&tui)];
        for key in ["<down>", "<up>"] {
            loop {
                let line = marked(tui.keys(key));
                if seen.last() == Some(&line) {
                    break;
                }
                seen.push(line);
            }
        }
        let title = |line: &String| line.chars().skip(8).take(26).collect::<String>();
        let down: Vec<String> = seen.iter().map(title).collect();
        let (down, up) = down.split_at(down.len() / 2 + 1);
        assert!(down.len() > 10, "{down:?}");
        assert!(up.iter().eq(down.iter().rev().skip(1)), "{seen:?}");
    }
}

#[test]
fn the_list_scrolls_and_says_at_its_edges_what_is_beyond() {
    let mut tui = Setup::new().exercise("every-kind.toml", EXTRA).today();
    tui.resize(60, 16).keys("<home>").shows("↓").shows(" more").hides("↑").shows("▸ Mon  Trust Audit");
    tui.keys("<end>").shows("↑").shows(" more").hides("↓").hides("Trust Audit");
    let (_, bottom) = tui.find("▸");
    tui.keys("<up><up><up>");
    assert_eq!(tui.find("▸").1, bottom - 3, "it scrolls only when it has to");
    tui.keys("<end>");
    look("today_scrolled", &mut tui);
}

#[test]
fn the_mouse_finds_the_lines_of_a_scrolled_list() {
    let mut tui = Setup::new().today();
    tui.resize(60, 16).keys("<end>");
    let (column, row) = tui.find("Self-check");
    tui.click(column, row).shows("▸      Self-check").shows("Study Plan");
    assert_eq!(tui.find("Self-check"), (column, row), "the list stays where it is");
    tui.click(column, row).hides("Also").shows("Self-check");
    let mut tui = Setup::new().today();
    tui.resize(60, 16).mouse(MouseKind::WheelDown, 5, 5);
    tui.shows("▸ Tue");
}

#[test]
fn what_is_begun_counts_its_pages_as_the_form_does() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Maps<tab>41Otter<tab>21<pgdn><pgdn>").shows("page 3 of ");
    let screen = tui.screen();
    let (_, rest) = screen.split_once("page 3 of ").expect("a page");
    let of: String = rest.chars().take_while(char::is_ascii_digit).collect();
    tui.keys("<esc>").shows(&format!("page 3 of {of}"));
}

#[test]
fn the_question_of_the_day_is_answered_on_one_page_and_marked_as_done() {
    let mut tui = Setup::new().today();
    tui.keys("jjjjj").shows("One or two sentences are enough");
    look("today_daily", &mut tui);
    tui.keys("<enter>");
    look("two_minutes", &mut tui);
    tui.keys("It asked me twice for the same name.<ctrl-s>")
        .shows("Two Minutes finished")
        .keys("<esc>")
        .shows("Done for today");
    assert_eq!(tui.heads("two-minutes").len(), 1);
    tui.keys("<enter>").shows("It asked me twice").keys("<esc>");
    assert_eq!(tui.heads("two-minutes").len(), 1);
    tui.keys("[").hides("Done for today");
}

#[test]
fn another_plan_is_chosen_with_a_key() {
    let mut tui = Setup::new().today();
    tui.keys("p").shows("Change the plan?");
    look("today_plan", &mut tui);
    tui.keys("<tab><enter>").shows("A week without users from week 2026-W47 on").shows("Complaint Sort");
    tui.keys("[").hides("Wed  Complaint Sort").shows("Error Consequence Map");
}

#[test]
fn what_comes_back_is_looked_at_again_once_and_then_stays_away() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    tui.shows("Second Look").shows("weeks ago: You trusted").shows("Nothing is late.");
    let (_, row) = tui.find("Second Look");
    tui.click(10, row).shows("skips it for good");
    tui.keys("<enter>").shows("Trust then").shows("Trust now");
    tui.keys("4<ctrl-s>").shows("Second Look finished").keys("<esc>").hides("weeks ago: You trusted");
    assert_eq!(tui.heads("second-look").len(), 1);
}

#[test]
fn what_comes_back_can_be_skipped_for_good() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    let (_, row) = tui.find("Second Look");
    tui.click(10, row).keys("s").shows("it doesn't come back again").hides("weeks ago: You trusted");
    assert_eq!(tui.heads("second-look").len(), 0);
}
