//! Progress: figures, what is behind them, and how they were worked out.

use super::{Setup, Tui, look};
use empathy::tui::input::MouseKind;

fn progress() -> Tui {
    let mut tui = Setup::new().demo().today();
    tui.keys("3");
    tui
}

#[test]
fn every_section_is_drawn_and_turned_to() {
    let mut tui = progress();
    look("progress_trust", &mut tui);
    for section in ["log", "errors", "automation", "models", "checklist", "practice"] {
        tui.resize(80, 24).keys("<right>");
        look(&format!("progress_{section}"), &mut tui);
    }
    tui.resize(80, 24)
        .keys("<right>")
        .shows("Trust, product by product")
        .keys("<left>")
        .shows("Days practised");
    tui.resize(60, 16).shows("Practice · 7 of 7");
}

#[test]
fn from_any_number_the_entries_behind_it_are_a_key_away() {
    let mut tui = progress();
    tui.keys("<down><enter>").shows("Google Maps").shows("Trust Audit");
    look("progress_behind", &mut tui);
    tui.resize(80, 24).keys("reaction<enter>").shows("· Reaction").shows("Google Maps");
    tui.keys("<esc>").shows("reaction").keys("<esc>").shows("Trust, product by product");
    tui.keys("zzz").keys("<enter>zzz").shows("No entry matches.").keys("<enter>").shows("no entry matches");
}

#[test]
fn a_number_says_how_it_was_worked_out() {
    let mut tui = progress();
    tui.keys("w").keys("G").keys("g");
    tui.resize(80, 60).shows("Why: a mark is the mean of a week's values").shows("n = ");
    tui.keys("w").hides("Why: a mark");
}

#[test]
fn figures_of_one_product_turn_to_the_next() {
    let mut tui = progress();
    tui.resize(120, 40).keys("]").shows("Google Maps: 4 now");
    tui.keys("]").shows("Ledgerline assistant: ").keys("[[").shows("ChatGPT: ");
    tui.keys("<right>").keys("]").shows("no chart here is about one product alone");
}

#[test]
fn evidence_waits_for_a_rating_and_a_gap_leads_to_its_exercise() {
    let mut tui = Setup::new().today();
    tui.keys("3<left><left>").shows("rate yourself first").hides("0 evidenced");
    tui.keys("P").shows("0 evidenced").keys("P").hides("0 evidenced");
    tui.keys("<enter>").shows("Self-check").shows("How sure are you of each of these").keys("<esc>");
    tui.shows("rate yourself first").keys("Pp").shows("Sixty Seconds on Trust");
    let mut tui = progress();
    tui.keys("<left><left>").shows("evidenced").hides("rate yourself first");
}

#[test]
fn an_empty_journal_has_sections_that_say_so() {
    let mut tui = Setup::new().today();
    look("progress_empty", tui.keys("3"));
    tui.resize(80, 24).keys("<enter>").shows("there are no entries for this yet");
}

#[test]
fn the_mouse_turns_marks_opens_and_scrolls() {
    let mut tui = progress();
    let at = tui.find("Errors");
    tui.click(at.0, at.1).shows("The most severe errors");
    let at = tui.find("Trust");
    tui.click(at.0, at.1);
    let at = tui.find("Otter");
    tui.click(at.0, at.1);
    assert_eq!(tui.find("▸").1, at.1);
    tui.click(at.0, at.1).shows("words that narrow the list").keys("<esc>");
    let before = tui.screen();
    tui.mouse(MouseKind::WheelDown, 10, 10);
    assert_ne!(tui.screen(), before);
}
