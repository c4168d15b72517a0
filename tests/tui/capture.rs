//! One reaction, over whatever is on the screen.

use super::{Setup, look};

#[test]
fn a_reaction_is_logged_over_an_exercise_and_leads_back_to_it() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<tab>4").keys("<alt-n>");
    look("capture", &mut tui);
    tui.resize(80, 24).keys("<esc>").shows("Three products").shows("[4]");
    assert!(tui.heads("reaction").is_empty(), "nothing was written");
    tui.keys("<alt-n>It made up a price");
    tui.keys("<ctrl-s>").shows("Three products");
    let head = tui.head("reaction");
    let entry = tui.store().entry(head.id).expect("read").map(|entry| format!("{:?}", entry.answers));
    let draft = tui.store().draft(head.id).expect("read").map(|draft| format!("{:?}", draft.answers));
    let written = format!("{entry:?} {draft:?}");
    assert!(written.contains("It made up a price"), "{written}");
}

#[test]
fn every_feeling_offered_can_be_reached() {
    let mut tui = Setup::new().today();
    tui.keys("nOtter<tab>It made up a price<tab>").shows("annoyed").hides("a mistake").shows("┃");
    tui.keys(&"<down>".repeat(11)).shows("a mistake");
    look("capture_feelings", &mut tui);
    tui.keys("<up><up><down><down><enter>").shows("a mistake").hides("annoyed");
    let mut tui = Setup::new().today();
    tui.keys("nOtter<tab>It made up a price<tab>a m").shows("a mistake").keys("<down><enter><ctrl-s>");
    let entry =
        tui.store().entry(tui.head("reaction").id).expect("read").map(|entry| format!("{:?}", entry.answers));
    assert!(entry.is_some_and(|answers| answers.contains("a mistake")));
}
