//! The page after an exercise: what came of it, what changed since last time, what is next.

use super::{Setup, Tui, look};

/// Rates a product that the demo has rated weeks before, and finishes with all else left open.
fn finished() -> Tui {
    let mut tui = Setup::new().demo().now("2026-11-30T09:00:00+00:00").open("trust-audit");
    tui.keys("Otter<tab>5<ctrl-s>").keys(&"<pgdn>".repeat(9));
    tui.keys("They asked before they answered.<tab>Otter asked me who had spoken.<ctrl-s>");
    tui.shows("still open").keys("<tab><enter>");
    tui
}

#[test]
fn finishing_tells_what_changed_what_to_keep_and_what_is_next() {
    let mut tui = finished();
    tui.shows("finished with answers open · tru-")
        .shows("Otter 5")
        .shows("Worth keeping: The strongest moment");
    tui.shows("Otter asked me who had spoken.").shows("Since last time").shows(" ▸ 5  since ");
    tui.shows("1 of 5 this week").shows("Next: Error Consequence Map · tomorrow · 20–30 min ▸");
    look("finished", &mut tui);
}

#[test]
fn enter_goes_on_with_what_is_next_and_esc_goes_back() {
    let mut tui = finished();
    tui.keys("<enter>").shows("Error Consequence Map ─ Who it hits").keys("<esc>").shows("Trust      ◕ │");
    let mut tui = finished();
    let at = tui.find("Next: Error");
    tui.click(at.0, at.1).shows("Error Consequence Map ─ Who it hits");
    let mut tui = finished();
    tui.keys("<esc>").hides("Since last time").shows("Trust      ◕ │");
}

#[test]
fn what_is_next_is_of_today_only_on_its_day() {
    let mut tui = Setup::new().now("2026-11-27T09:00:00+00:00").open("trust-audit");
    tui.keys("Otter<tab>5<ctrl-s>").keys(&"<pgdn>".repeat(9)).keys("<ctrl-s>").shows("still open");
    tui.keys("<tab><enter>").shows("Next: Error Consequence Map · Tuesday · 20–30 min ▸");
}

#[test]
fn the_minutes_told_are_those_of_the_week() {
    let mut tui = finished();
    let screen = tui.screen();
    let (_, rest) = screen.split_once("this week · ").expect("the week");
    let spent = rest.split("  ").next().expect("a time").trim().to_owned();
    let view = empathy::app::week::view(
        tui.store(),
        &tui.app.cx().catalog,
        tui.app.cx().this_week().expect("a week"),
    );
    assert_eq!(spent, empathy::domain::time::spoken(view.expect("read").desk));
    tui.shows("finished");
}

#[test]
fn what_a_draft_looks_at_again_does_not_come_back_once_it_is_finished() {
    let mut tui = Setup::new().demo().now("2026-12-10T09:00:00+00:00").today();
    let (_, row) = tui.find("Second Look");
    tui.click(10, row).keys("<enter>").shows("Trust now").keys("5<esc>");
    let id = tui.head("second-look").short.to_string();
    let mut tui = tui.restart();
    tui.keys(&format!(":{id}<enter>")).shows("Trust now").keys("<ctrl-s>").shows("Second Look finished");
    tui.keys("<esc>").hides("weeks ago: You trusted");
    let tui = tui.restart();
    assert!(!tui.screen().contains("weeks ago: You trusted"), "{}", tui.screen());
}
