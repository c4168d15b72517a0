//! The weekly review on the screen.

use super::{Setup, look, look_at};

#[test]
fn the_review_reads_from_the_top_and_scrolls() {
    let mut tui = Setup::new().demo().today();
    tui.keys("4");
    look("review_top", &mut tui);
    tui.resize(80, 24).keys("<pgdn><pgdn>");
    look_at("review_scrolled", &[(80, 24)], &mut tui);
    tui.keys("G");
    look_at("review_end", &[(80, 24), (120, 40)], &mut tui);
}

#[test]
fn names_are_on_the_screen_and_aliases_in_the_file() {
    let mut tui = Setup::new().demo().size(120, 900).today();
    tui.keys("4")
        .shows("in the file: Bastian is Friend 1 (")
        .shows(" · Petra is Relative 1 (")
        .shows("Petra, non-technical relative");
    let out = tui.home().join("review.md");
    tui.keys("<ctrl-o>").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    let written = std::fs::read_to_string(&out).expect("written");
    assert!(written.contains("Relative 1, non-technical relative"), "{written}");
    for person in tui.app.cx().store.people().expect("lists") {
        assert!(!written.contains(&person.name), "{}", person.name);
    }
    tui.keys("<left>").hides("Dmitri is").shows("Jakob is Relative 5");
}

#[test]
fn a_week_that_names_nobody_says_nothing_of_aliases() {
    Setup::new().today().keys("4").hides("in the file");
}

#[test]
fn an_empty_week_has_a_review_too() {
    look("review_empty", Setup::new().today().keys("4"));
}

#[test]
fn a_damaged_entry_is_left_out_and_the_rest_is_shown() {
    let mut tui = Setup::new().demo().size(120, 900).today();
    let head = tui.head("trust-audit");
    let journal = rusqlite::Connection::open(tui.journal()).expect("opens");
    let sql = "UPDATE revision SET answers = '{' WHERE entry = (SELECT number FROM entry WHERE short = ?1)";
    journal.execute(sql, [head.short.as_str()]).expect("damaged");
    tui.keys("4")
        .shows("could not read it")
        .shows(&format!("({})", head.short))
        .shows("Written with empathy");
}

#[test]
fn a_search_over_the_review_leaves_it_where_it_was_read() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("4<pgdn><pgdn>");
    let read = tui.screen();
    tui.keys("/").hides(&read).keys("<esc>");
    assert_eq!(tui.screen(), read);
}
