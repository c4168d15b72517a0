//! The search, over whatever is on the screen.

use empathy::tui::input::Event;

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
fn an_entry_that_is_open_already_is_gone_back_to() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT").event(Event::Key("h".parse().expect("a key")));
    for key in ["alt-s", "enter"] {
        tui.event(Event::Key(key.parse().expect("a key")));
    }
    tui.keys("!").shows("ChatGPTh!").keys("<esc>").shows("Empathy Dimension Review");
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("ChatGPTh!"));
    assert_eq!(tui.heads("trust-audit").len(), 1);
}
