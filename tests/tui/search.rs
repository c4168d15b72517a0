//! The search, over whatever is on the screen.

use super::{Setup, look};

#[test]
fn what_was_written_is_found_while_it_is_typed_and_opened() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/");
    look("search_open", &mut tui);
    tui.resize(80, 24).keys("guess product:Otter");
    look("search_found", &mut tui);
    tui.resize(80, 24).keys("<down><enter>").shows("Trust Audit  Three products");
    tui.keys("<esc>").shows("guess product:Otter").keys("<esc>").hides("Find").shows("Trust Audit");
}

#[test]
fn nothing_found_and_a_date_that_is_none_are_told() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/zzzzzz")
        .shows("Nothing is found.")
        .keys("<enter>")
        .shows("nothing is found that could be opened");
    tui.keys("<ctrl-a>after:someday").shows("someday");
    tui.keys("<esc><esc>").shows("Empathy Dimension Review");
}

#[test]
fn an_empty_journal_says_that_nothing_is_written() {
    let mut tui = Setup::new().today();
    tui.keys("/").shows("Nothing is written yet.");
}

#[test]
fn what_was_written_later_says_so_where_it_is_found_and_on_today() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/exercise:reaction ").shows("written a day later").keys("<esc>");
    tui.keys("<left>").shows("✓ written a day later · Claude");
}
