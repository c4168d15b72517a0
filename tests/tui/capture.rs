//! One reaction in one line, over whatever is on the screen.

use empathy::domain::entry::State;
use empathy::tui::input::Event;

use super::{Setup, Tui, look, look_at};

/// Gives what the newest reaction says, finished or not.
fn said(tui: &Tui) -> String {
    let id = tui.head("reaction").id;
    let entry = tui.store().entry(id).expect("read").map(|entry| format!("{:?}", entry.answers));
    let draft = tui.store().draft(id).expect("read").map(|draft| format!("{:?}", draft.answers));
    format!("{entry:?} {draft:?}").replace('\\', "")
}

#[test]
fn a_reaction_is_logged_over_an_exercise_and_leads_back_to_it() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<tab>4").keys("<alt-n>");
    look("capture", &mut tui);
    tui.resize(80, 24).keys("<esc>").shows("Three products").shows("[4]");
    assert!(tui.heads("reaction").is_empty(), "nothing was written");
    tui.keys("<alt-n>It made up a price")
        .keys("<enter>")
        .shows("Three products")
        .shows("Reaction logged · log-");
    assert_eq!(tui.head("reaction").state, State::Complete);
    assert!(said(&tui).contains("It made up a price"));
}

#[test]
fn marks_are_shown_as_chips_while_they_are_typed_and_are_answers_then() {
    let mut tui = Setup::new().demo().today();
    tui.keys("nIt sent me left @goo").shows("Google Maps");
    tui.keys("gle maps !surprised 2/5 #commute");
    tui.shows("[ @ Google Maps ]").shows("[ trust 2/5 ]").shows("[ # commute ]");
    look_at("capture_chips", &[(60, 16), (80, 24)], &mut tui);
    tui.resize(80, 24).keys("<enter>").shows("Reaction logged");
    let head = tui.head("reaction");
    assert_eq!(head.state, State::Complete);
    let said = said(&tui);
    for part in ["Text(\"It sent me left\")", "Text(\"Google Maps\")", "Number(2.0)"] {
        assert!(said.contains(part), "{part} is not in {said}");
    }
    assert_eq!(tui.store().tags_of(&[head.id]).expect("read")[&head.id], ["commute"]);
    tui.keys("2").shows("It sent me left").shows("#commute");
    tui.keys("u").shows("undone: logged log-").hides("It sent me left");
}

#[test]
fn a_new_name_of_several_words_says_how_it_is_written() {
    let mut tui = Setup::new().today();
    tui.keys("nIt hung up @Bank bot").shows("several words in quotes: @\"Bank bot\"").hides("[ @");
    tui.keys("<ctrl-w><ctrl-w>\"Bank bot\"").shows("[ @ Bank bot ]").hides("in quotes").keys("<enter>");
    assert!(said(&tui).contains("Text(\"Bank bot\")"));
}

#[test]
fn marks_that_the_other_fields_do_not_ask_for_stay_in_sight() {
    let mut tui = Setup::new().today();
    tui.keys("nIt made up a price @Otter 2/5 #work<tab>").shows("#work").shows("2");
    look_at("capture_fields_marked", &[(80, 24)], &mut tui);
}

#[test]
fn a_name_is_completed_with_a_key_and_what_is_only_marks_is_not_logged() {
    let mut tui = Setup::new().demo().today();
    let accept = |tui: &mut Tui| {
        tui.keys("<alt-y>");
    };
    tui.keys("n@Google M");
    accept(&mut tui);
    tui.shows("[ @ Google Maps ]").keys("<enter>").shows("say what happened too").shows("[ @ Google Maps ]");
    tui.keys("it sent me left<enter>").shows("Reaction logged");
    assert!(said(&tui).contains("Text(\"it sent me left\")"));
}

#[test]
fn what_is_typed_is_a_draft_at_once_and_stays_one_when_it_is_left() {
    let mut tui = Setup::new().today();
    tui.keys("nHalf a thought @Otter");
    assert!(said(&tui).contains("Half a thought @Otter"), "as it was typed");
    tui.keys("<esc>").shows("is kept as a draft; open it in the log to continue");
    assert_eq!(tui.head("reaction").state, State::Draft);
    let mut tui = Setup::new().today();
    tui.keys("n<esc>n<enter>").hides("What happened");
    assert!(tui.heads("reaction").is_empty());
}

#[test]
fn the_other_fields_open_with_a_key_and_begin_with_what_was_marked() {
    let mut tui = Setup::new().today();
    tui.keys("nIt made up a price @Otter #work<tab>").shows("Otter").shows("How it felt");
    tui.keys("a m").shows("a mistake").keys("<down><enter><ctrl-s>").shows("Reaction");
    let head = tui.head("reaction");
    let said = said(&tui);
    assert!(said.contains("a mistake") && said.contains("Text(\"It made up a price\")"), "{said}");
    assert_eq!(tui.store().tags_of(&[head.id]).expect("read")[&head.id], ["work"]);
    let mut tui = Setup::new().today();
    tui.keys("n<tab>").shows("AI product").keys("<esc>").hides("How it felt");
    assert!(tui.heads("reaction").is_empty());
}

#[test]
fn every_feeling_offered_can_be_reached() {
    let mut tui = Setup::new().today();
    tui.keys("nIt made up a price @Otter<tab>").shows("annoyed").hides("a mistake").shows("┃");
    tui.keys(&"<down>".repeat(11)).shows("a mistake");
    look("capture_feelings", &mut tui);
    tui.keys("<up><up><down><down><enter>").shows("a mistake").hides("annoyed");
}

#[test]
fn what_is_typed_after_the_line_was_logged_is_no_part_of_it() {
    let mut tui = Setup::new().today();
    tui.keys("nIt made up a price");
    // Faster than the disk: nothing waits for it here.
    for key in ["enter", "E"] {
        tui.app.handle(Event::Key(key.parse().expect("a key")), tui.now);
    }
    tui.flush();
    tui.event(Event::Tick);
    tui.hides("What happened");
    let head = tui.head("reaction");
    assert!(!head.open_draft && head.summary.ends_with("It made up a price"), "{head:?}");
}
