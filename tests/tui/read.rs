//! An entry that is read: nothing typed there changes it, and everything that can be done with it starts there.

use empathy::domain::entry::State;
use empathy::tui::input::MouseKind;
use empathy::tui::route::Effect;

use super::{Setup, Tui, look_at};

/// Opens the newest reaction of the demo.
fn read() -> Tui {
    let mut tui = Setup::new().demo().today();
    tui.keys("2<enter>");
    tui
}

/// Opens a trust audit of the demo.
fn long() -> Tui {
    let mut tui = Setup::new().demo().today();
    tui.keys("/exercise:trust-audit ").keys("<enter>");
    tui
}

/// Logs a reaction, and reads it.
fn logged(what: &str) -> Tui {
    let mut tui = Setup::new().today();
    tui.keys(&format!("n{what}<enter>2<enter>")).shows(what);
    tui
}

#[test]
fn enter_opens_a_page_and_what_is_typed_there_changes_nothing() {
    let mut tui = read();
    let before = tui.heads("reaction");
    tui.resize(80, 24).keys("j j x d <space> k w s m t a x").shows("Reaction");
    assert_eq!(tui.heads("reaction"), before);
    look_at("read_long", &[(80, 24), (120, 40)], &mut long());
}

#[test]
fn the_way_leads_back_to_where_one_was_and_e_to_the_form() {
    let mut tui = read();
    tui.keys("<esc>").shows("2 Log").keys("<enter>e").shows("Ctrl-S").shows("AI product");
    tui.keys("<esc>").shows("e edit").keys("<esc>").shows("2 Log");
    tui.keys("e").shows("AI product").keys("<esc>").shows("2 Log");
    tui.keys("nHalf a thought<esc>g<enter>").shows("AI product").hides("e edit");
    assert_eq!(tui.head("reaction").state, State::Draft, "a draft is continued");
}

#[test]
fn what_is_changed_is_read_at_once() {
    let mut tui = logged("It guessed my name.");
    tui.keys("e<tab><ctrl-end> Twice.").keys(&"<ctrl-s>".repeat(6));
    tui.shows("the version before is kept").shows("It guessed my name. Twice.");
}

#[test]
fn the_entry_before_and_after_are_those_of_the_list_it_was_opened_from() {
    let mut tui = Setup::new().demo().today();
    tui.keys("2").keys("<enter>");
    let first = tui.screen();
    let id = |tui: &Tui| tui.screen().lines().next().map(str::to_owned);
    tui.keys("[").shows("this is the first entry here").keys("]]");
    let third = id(&tui);
    assert_ne!(id(&tui).as_deref(), first.lines().next());
    tui.keys("<esc><enter>");
    assert_eq!(id(&tui), third, "the list is where one was");
    tui.keys("[[");
    assert_eq!(id(&tui).as_deref(), first.lines().next());
    let mut tui = Setup::new().demo().today();
    tui.keys("/exercise:reaction Otter").keys("<enter>").shows("Reaction");
    let first = id(&tui);
    tui.keys("]");
    assert_ne!(id(&tui), first);
    tui.keys("[");
    assert_eq!(id(&tui), first);
    tui.keys("<esc>").shows("Find");
}

#[test]
fn a_page_is_copied_and_written_to_a_file_under_aliases() {
    let mut tui = logged("It guessed my name.");
    tui.keys("y").shows("copied log-").shows("words");
    let Some(Effect::Copy(text)) = tui.effects.pop() else { panic!("nothing was copied") };
    assert!(text.contains("It guessed my name."), "{text}");
    let out = tui.home().join("out.md");
    tui.keys("o").shows("Write this entry to a file").keys("<ctrl-a>");
    tui.paste(&out.display().to_string()).keys("<enter>").shows("written to");
    assert_eq!(std::fs::read_to_string(out).expect("written"), text);
}

#[test]
fn the_history_shows_what_went_and_what_came() {
    let mut tui = logged("It guessed my name. I smiled.");
    tui.keys("h").shows("version 1").shows("the first version").keys("h").hides("version 1").keys("e");
    let at = tui.find("I smiled.");
    tui.click(at.0, at.1).keys("<end> And then it told everybody.").keys(&"<ctrl-s>".repeat(6));
    tui.shows("the version before is kept").keys("h").shows("version 2");
    look_at("read_history", &[(80, 24)], &mut tui);
    tui.shows("+ …").shows("And then it told everybody.").keys("<esc>").shows("e edit").hides("version 2");
}

#[test]
fn words_are_found_on_the_page() {
    let mut tui = long();
    tui.keys("/").keys("exact").shows("“exact” 1 of").keys("<enter>n").shows("“exact” 2 of");
    look_at("read_found", &[(80, 24)], &mut tui);
    tui.keys("N").shows("“exact” 1 of").keys("<esc>").hides("“exact”").shows("e edit");
    tui.keys("/zzz").shows("“zzz” is not on this page").keys("<esc>").hides("zzz");
}

#[test]
fn escape_ends_the_search_on_a_page_that_was_found_before_it_leaves() {
    let mut tui = Setup::new().demo().today();
    tui.keys("/exercise:reaction Otter")
        .keys("<enter>")
        .shows("Reaction")
        .keys("/the<enter>")
        .shows("“the” 1 of");
    tui.keys("<esc>").hides("“the”").shows("e edit").keys("<esc>").shows("Find");
}

#[test]
fn the_entry_before_and_after_of_what_was_logged_lately_are_those_beside_it() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    let words = |tui: &Tui| tui.screen().lines().nth(1).map(str::to_owned);
    let row = tui.find("Lately").1;
    tui.click(20, row + 1).keys("<enter>").shows("e edit");
    let first = words(&tui);
    tui.keys("[").shows("this is the first entry here").keys("]").hides("this is the");
    assert_ne!(words(&tui), first);
    tui.keys("[");
    assert_eq!(words(&tui), first);
    tui.keys("]<esc>").shows("Lately").keys("<enter>");
    assert_ne!(words(&tui), first, "the next one is marked");
}

#[test]
fn a_page_scrolls_by_half_pages_and_with_the_wheel() {
    let mut tui = long();
    let top = tui.screen();
    tui.keys("<ctrl-d>");
    assert_ne!(tui.screen(), top);
    tui.keys("<ctrl-u>");
    assert_eq!(tui.screen(), top);
    tui.mouse(MouseKind::WheelDown, 10, 10);
    assert_ne!(tui.screen(), top);
    tui.keys("G").keys("g");
    assert_eq!(tui.screen(), top);
}

#[test]
fn undo_takes_back_what_was_done_to_this_entry_and_redo_does_it_again() {
    let mut tui = logged("It guessed my name.");
    tui.keys("<esc>n<tab>Another one.<ctrl-s>").shows("Another one.").keys("j<enter>");
    tui.shows("It guessed my name.").keys("e<tab><ctrl-end> Twice.").keys(&"<ctrl-s>".repeat(6));
    tui.shows("guessed my name. Twice.").keys("y");
    let before = tui.heads("reaction");
    let about_others = |tui: &Tui| -> Vec<_> {
        tui.heads("reaction").into_iter().filter(|head| head.summary.contains("Another")).collect()
    };
    let others = about_others(&tui);
    tui.keys("u").shows("undone: finished log-").shows("its answers are a draft again");
    assert_eq!(about_others(&tui), others);
    tui.keys("U").shows("redone: finished log-");
    assert_eq!(tui.heads("reaction"), before);
    tui.keys("U").shows("there is nothing to redo here");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn undo_takes_back_what_was_written_since_it_was_finished_before_the_finish() {
    let mut tui = logged("It guessed my name.");
    tui.keys("e<tab><ctrl-end> Twice.<esc>").shows("Changed since it was finished").shows("name. Twice.");
    tui.keys("u").shows("undone: edited log-").hides("Twice.").hides("Changed since").hides("A draft");
    tui.keys("U").shows("redone: edited log-").shows("name. Twice.");
    tui.keys("u").hides("Twice.").keys("u").shows("undone: logged log-").shows("2 Log");
    tui.keys("U").shows("redone: logged log-").shows("It guessed my name.");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn a_change_from_before_this_sitting_is_named_before_it_is_undone() {
    let mut tui = read();
    tui.keys("u").shows("Undo this change?").shows("finished Reaction “");
    look_at("read_undo", &[(80, 24)], &mut tui);
    let before = tui.heads("reaction");
    tui.keys("<esc>").hides("Undo this change?");
    assert_eq!(tui.heads("reaction"), before);
    tui.keys("u<enter>").shows("undone: ").keys("U").shows("redone: ");
    assert_eq!(tui.heads("reaction"), before);
}

#[test]
fn words_of_the_people_one_talked_with_are_marked_in_the_sentence_that_names_the_problem() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.keys("/vase full of")
        .wait(std::time::Duration::from_secs(1))
        .keys("<enter><end>")
        .shows("The problem, in one sentence");
    let is_marked = |tui: &Tui, words: &str, offset: u16| {
        let (x, y) = tui.find(words);
        let (buffer, _) = tui.paint();
        buffer[(x + offset, y)].modifier.contains(ratatui::style::Modifier::UNDERLINED)
    };
    assert!(
        is_marked(&tui, "half me, half shop\", so", 0) && is_marked(&tui, "half me, half shop\", so", 14)
    );
    assert!(!is_marked(&tui, "half me, half shop\", so", 5), "they share what everyone says, too");
    assert!(!is_marked(&tui, "files them", 0));
    tui.keys("e")
        .shows("this answer uses their words: half, shop")
        .keys(" unlike")
        .shows("this answer uses their words: half, shop");
    let (x, y) = tui.find("half me");
    let (buffer, _) = tui.paint();
    assert!(buffer[(x, y)].modifier.contains(ratatui::style::Modifier::UNDERLINED));
}
