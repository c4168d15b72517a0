//! The log: the list by day, what it is narrowed to, what is done to several, what stands beside it.

use empathy::tui::input::MouseKind;

use super::{Setup, Tui, look, look_at};

fn log() -> Tui {
    let mut tui = Setup::new().demo().today();
    tui.keys("2");
    tui
}

#[test]
fn an_empty_log_says_how_to_begin_and_shows_the_days() {
    let mut tui = Setup::new().today();
    look("log_empty", tui.keys("2"));
    tui.resize(80, 24).keys("<enter>").shows("there is nothing to open here");
    tui.keys("x").shows("there is nothing to delete here").keys("t").shows("there is nothing to tag here");
    tui.keys("w").shows("no entry is missing a part").keys("u").shows("there is nothing to undo");
    tui.keys("nIt guessed my name.<enter>").shows("It guessed my name.").shows("Today ");
}

#[test]
fn the_list_goes_to_both_ends_and_keeps_the_mark() {
    let mut tui = log();
    tui.keys("G").shows("I asked for s");
    look_at("log_oldest", &[(80, 24)], &mut tui);
    tui.keys("<enter>").shows("I asked for s").shows("e edit").keys("<esc>");
    look_at("log_oldest", &[(80, 24)], &mut tui);
    tui.keys("g").shows("━ 1 of").keys("<pgdn><pgdn><pgup><pgup>").shows("━ 1 of");
    tui.keys("<ctrl-d>").hides("━ 1 of").keys("<ctrl-u>").shows("━ 1 of");
}

#[test]
fn filters_are_picked_from_a_list_that_is_typed_into_and_stand_above_as_chips() {
    let mut tui = log();
    tui.keys("f");
    look("log_filter", &mut tui);
    tui.resize(80, 24).keys("ot").shows("[ ] Otter").keys("<down><enter>").shows("[x] Otter");
    tui.keys("<ctrl-u>felt<enter><esc>").shows(" Technically fine, felt wrong ×").shows(" Otter ×");
    look("log_chips", &mut tui);
    let at = tui.resize(80, 24).find("Technically fine, felt wrong ×");
    tui.click(at.0, at.1).hides("felt wrong ×").shows(" Otter ×");
    tui.keys("fCopilot<enter><esc>").hides("Otter ×").shows("GitHub Copilot ×");
    tui.keys("Ffsupplier<enter><esc>").shows(" write to a supplier ×").shows("paper supplier").keys("F");
    tui.keys("fzzzz<enter><esc>").shows("“zzzz” ×").shows("No entry matches. F clears every filter.");
    tui.keys("F").hides("×").shows("━ 1 of").keys("fis:nothing<enter>").shows("is not a state of an entry");
}

#[test]
fn the_list_is_sorted_by_days_and_by_columns() {
    let mut tui = log();
    tui.keys("o");
    look_at("log_order", &[(80, 24)], &mut tui);
    tui.keys("<right><enter>").shows("oldest first").shows("I asked for s");
    tui.keys("o<right><right><right><right><right><enter>").shows("by trust, of the newest 500");
    look_at("log_by_trust", &[(80, 24), (120, 40)], &mut tui);
    tui.resize(80, 24).keys("o<right><right><right><right><right><enter>").shows("reversed");
    tui.keys("o<enter>").hides("by trust").shows("newest first");
}

#[test]
fn a_tag_is_renamed_on_every_entry_and_that_is_undone() {
    let mut tui = Setup::new().demo().today();
    let count = |tui: &Tui, tag: &str| tui.store().tagged(tag).expect("read").len();
    tui.keys("2tNight<enter>")
        .shows("changed the tags of")
        .keys("jtnight<enter>")
        .shows("changed the tags of");
    tui.keys("tNight=Büro<enter>").shows("renamed `night` to `büro` on 2 entries");
    assert_eq!((count(&tui, "night"), count(&tui, "büro")), (0, 2));
    tui.keys("tnight=x<enter>").shows("no entry has the tag `night`");
    tui.keys("t=<enter>").shows("name two tags");
    tui.keys("u").shows("undone: changed the tags");
    assert_eq!((count(&tui, "night"), count(&tui, "büro")), (2, 0));
}

#[test]
fn several_are_picked_tagged_deleted_and_all_of_it_is_taken_back() {
    let mut tui = log();
    tui.keys("<space><space>").shows("2 picked");
    look("log_picked", &mut tui);
    tui.resize(80, 24).keys("t").shows("Type tags with spaces between them");
    look_at("log_tag", &[(80, 24)], &mut tui);
    tui.keys("Second-Look work<enter>").shows("changed the tags of").shows("#home #second-look …");
    tui.keys("t-work <ctrl-a>-work<enter>").hides("#second-look …").shows("#home #second-look");
    tui.keys("t!!<enter>").shows("`!!` is not a tag").keys("t-nothing<enter>").shows("nothing was changed");
    let before = tui.heads("reaction").len();
    tui.keys("d").shows("deleted log-").shows("and 1 more – u undoes it").hides("picked");
    assert_eq!(tui.heads("reaction").len(), before - 2);
    tui.keys("u").shows("undone: deleted log-");
    assert_eq!(tui.heads("reaction").len(), before);
    tui.keys("u").shows("undone: changed the tags").shows("#home #second-look …");
    tui.keys("a").shows("picked").keys("A").hides("picked").keys("<space><esc>").hides("picked");
    tui.keys("<esc>").shows("Empathy Dimension Review");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn what_lacks_a_part_is_offered_and_opens_at_that_answer() {
    let mut tui = log();
    tui.shows("are missing a product").keys("w").shows(" Missing a product ×");
    look("log_complete", &mut tui);
    tui.resize(80, 24)
        .keys("w")
        .shows(" Missing a feeling ×")
        .keys("w<enter>e")
        .keys("Otter")
        .shows("▏ Otter");
    tui.keys(&"<ctrl-s>".repeat(6))
        .shows("changed – the version before is kept")
        .keys("<esc>")
        .shows("4 reactions are missing a product");
    let mut tui = Setup::new().demo().size(200, 60).today();
    let (column, row) = tui.find("are missing a product");
    tui.click(column, row).keys("<enter>").shows(" Missing a product ×").keys("<esc>").hides("×");
}

#[test]
fn days_of_practice_are_counted_and_read_without_blame() {
    look("log_days", log().keys("c"));
    look("log_days_empty", Setup::new().today().keys("2c"));
    let mut tui = Setup::new().today();
    tui.keys("nIt guessed my name. @Otter<enter>").keys("2c");
    look_at("log_days_few", &[(80, 24)], &mut tui);
    tui.keys("c").hides("of the last 14 days");
    let mut tui = log();
    tui.resize(60, 16).keys("c<pgdn>G").shows("Mixed reactions").keys("<esc>").shows("━ 1 of");
}

#[test]
fn opposite_reactions_stand_side_by_side() {
    let mut tui = log();
    tui.keys("p");
    look("log_opposites", &mut tui);
    tui.keys("<enter>");
    look("log_side_by_side", &mut tui);
    tui.resize(80, 24).keys("<right><enter>").shows("Reaction").keys("<esc>").shows("▸");
    tui.keys("<esc><esc>").shows("newest first");
    Setup::new().today().keys("2p").shows("None yet.").keys("<enter><esc>").shows("Nothing is logged yet");
}

#[test]
fn the_mouse_marks_opens_and_scrolls() {
    let mut tui = log();
    tui.resize(80, 24).keys("G");
    let at = tui.find("Google Photos");
    tui.click(at.0, at.1).hides("━ 60 of");
    tui.click(at.0, at.1).shows("e edit").keys("<esc>g");
    let before = tui.screen();
    tui.mouse(MouseKind::WheelDown, 10, 10);
    assert_ne!(tui.screen(), before);
    for _ in 0..40 {
        tui.mouse(MouseKind::WheelDown, 10, 10);
    }
    tui.shows("I asked for s");
    for _ in 0..80 {
        tui.mouse(MouseKind::WheelUp, 10, 10);
    }
    assert_ne!(tui.screen(), before, "the wheel does not bring the mark to the top");
    tui.keys("g");
    assert_eq!(tui.screen(), before);
}

#[test]
fn the_page_beside_the_list_scrolls_and_opens() {
    let mut tui = log();
    tui.resize(100, 20).shows("J page down");
    let before = tui.screen();
    tui.keys("J").shows("━ 1 of");
    assert_ne!(tui.screen(), before);
    tui.keys("K");
    assert_eq!(tui.screen(), before);
    tui.mouse(MouseKind::WheelDown, 90, 10);
    assert_ne!(tui.screen(), before);
    tui.shows("━ 1 of").click(90, 10).shows("e edit");
}

#[test]
fn esc_takes_filters_off_one_by_one_before_it_leaves() {
    let mut tui = log();
    tui.keys("fOtter<enter><ctrl-u>felt<enter><esc>").shows(" Otter ×").shows("felt wrong ×");
    tui.keys("<space>").shows("1 picked").keys("<esc>").hides("picked").shows(" Otter ×");
    tui.keys("<esc>").hides(" Otter ×").shows("felt wrong ×").keys("<esc>").hides("×").shows("of 60");
    tui.keys("<esc>").shows("Empathy Dimension Review");
}

#[test]
fn the_calendar_leads_to_a_day() {
    let mut tui = log();
    tui.keys("c").shows("November 2026").keys("<up><up><left><enter>").hides("What your log shows");
    tui.shows("━ ").hides("━ 1 of").shows("Thu 5");
    tui.keys("c").keys("<up><up>").shows("October 2026").keys("<esc>").shows("Thu 5");
    tui.resize(120, 40).keys("g").shows("━ 1 of");
    let day = tui.find("11");
    tui.click(day.0, day.1).hides("━ 1 of").shows("Wed 11");
}

#[test]
fn what_is_captured_over_the_log_shows_at_its_top_also_as_a_draft() {
    let mut tui = log();
    tui.keys("<down><up>nIt guessed my name.<enter>").shows("It guessed my name.");
    tui.keys("nHalf a thought<esc>").shows("is kept as a draft; open it in the log to continue").shows("◐");
    let screen = tui.screen();
    let row = screen.lines().find(|row| row.contains("Half a thought")).expect("it is listed");
    assert!(row.contains("◐ draft"), "what it is about stays in its columns: {row}");
}

#[test]
fn a_damaged_entry_is_listed_and_the_others_open() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    let journal = rusqlite::Connection::open(tui.journal()).expect("opens");
    let newest = "SELECT max(number) FROM entry WHERE exercise = 'reaction' AND trashed_ms IS NULL";
    journal
        .execute(&format!("UPDATE revision SET answers = '{{' WHERE entry = ({newest})"), [])
        .expect("damaged");
    tui.keys("2").shows("Today ").shows("The journal could not read this");
    tui.keys("<down>").hides("could not read this").keys("<enter>").shows("Reaction");
}

#[test]
fn what_was_just_logged_is_taken_away_again_and_nothing_else_is_touched() {
    let mut tui = log();
    let before = tui.heads("reaction");
    for what in ["It guessed my name.", "It forgot my name."] {
        tui.keys(&format!("n{what}<enter>")).shows(what);
    }
    tui.keys("u").shows("undone: logged log-").hides("It forgot").shows("It guessed");
    tui.keys("u").shows("undone: logged log-").hides("It guessed");
    assert_eq!(tui.heads("reaction"), before);
    tui.keys("U").shows("redone: logged log-").shows("It guessed").hides("It forgot");
    tui.keys("U").shows("It forgot").keys("U").shows("there is nothing to redo here");
    assert_eq!(tui.heads("reaction").len(), before.len() + 2);
    tui.keys("uuu").shows("Undo this change?").shows("Keep it");
}
