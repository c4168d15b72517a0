//! The weekly review on the screen.

use super::{Setup, look, look_at};

#[test]
fn the_review_reads_from_the_top_and_scrolls() {
    let mut tui = Setup::new().demo().today();
    tui.keys("3");
    look("review_top", &mut tui);
    tui.resize(80, 24).keys("<pgdn><pgdn>");
    look_at("review_scrolled", &[(80, 24)], &mut tui);
    tui.keys("G");
    look_at("review_end", &[(80, 24), (120, 40)], &mut tui);
}

#[test]
fn an_empty_week_has_a_review_too() {
    look("review_empty", Setup::new().today().keys("3"));
}
