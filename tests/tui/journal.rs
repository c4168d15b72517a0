//! From a key to the journal and back: drafts, finishing, the week.

use std::time::Duration;

use empathy::domain::entry::State;
use empathy::tui::route::Effect;

use super::{Setup, Tui, compare};

/// Begins a trust audit and fills all that is required in it.
fn filled() -> Tui {
    let mut tui = Setup::new().today();
    tui.keys("<enter>");
    for (product, trust) in [("ChatGPT", 4), ("Otter", 2), ("Claude", 3)] {
        tui.keys(&format!("{product}<tab>{trust}<tab>"));
    }
    tui.keys("<ctrl-s>").shows("What it did to your trust");
    for _ in 0..3 {
        tui.keys("Tuesday 9:40 it named a price<tab>12<tab>I checked it from then on<ctrl-s>");
    }
    for _ in 0..3 {
        tui.shows("One change").keys("Beside each figure its source<ctrl-s>");
    }
    tui.shows("Look back").keys("Two of them named a source<tab>ChatGPT named a price");
    tui
}

#[test]
fn an_exercise_is_done_with_keys_alone_and_changed_later() {
    let mut tui = filled();
    tui.keys("<ctrl-s>")
        .shows("Trust Audit finished · tru-")
        .shows("✓")
        .keys("g")
        .shows("ChatGPT 4 · Otter 2 · Claude 3");
    let head = tui.head("trust-audit");
    assert_eq!((head.state, head.version), (State::Complete, 1));
    tui.keys("<esc>g<enter>e")
        .shows("finished")
        .keys("<shift-tab>5<shift-tab>")
        .shows("I act on it unchecked");
    assert_eq!(tui.head("trust-audit").version, 1, "a change is a draft at first");
    for _ in 0..8 {
        tui.keys("<pgdn>");
    }
    tui.keys("<ctrl-s>")
        .shows("changed – the version before is kept")
        .keys("<esc>")
        .shows("ChatGPT 5 · Otter 2");
    let head = tui.head("trust-audit");
    assert_eq!((head.state, head.version, head.open_draft), (State::Complete, 2, false));
    let history = tui.store().history(head.id).expect("read");
    assert!(history.iter().any(|version| format!("{version:?}").contains("Number(4.0)")), "{history:?}");
    assert_eq!(tui.store().verify().expect("read"), Vec::<String>::new());
}

#[test]
fn what_is_open_names_its_row_and_all_of_it_is_counted() {
    let mut tui = Setup::new().size(120, 40).open("trust-audit");
    tui.keys("ChatGPT<pgdn><pgdn><pgdn><ctrl-s>").shows("– ChatGPT –");
    let screen = tui.screen();
    let number = |text: &str| text.trim().parse::<usize>().expect("a number");
    let (before, _) = screen.split_once(" answers are still open").expect("the question");
    let (_, after) = screen.split_once("   and ").expect("the rest");
    let (all, rest) = (before.rsplit(' ').next().map(number), after.split(' ').next().map(number));
    assert_eq!(all, rest.map(|rest| screen.matches("│ · ").count() + rest), "{screen}");
}

#[test]
fn gaps_can_be_left_and_the_week_says_so() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<pgdn><pgdn><pgdn><ctrl-s>").shows("still open").keys("<tab><enter>");
    tui.shows("finished with answers open").keys("<esc>").shows("Week 1");
    assert_eq!(tui.head("trust-audit").state, State::Partial);
}

#[test]
fn keeping_the_draft_goes_back_to_the_week() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<pgdn><pgdn><pgdn><ctrl-s><tab><tab><enter>").shows("◐").shows("4/4");
    assert_eq!(tui.head("trust-audit").state, State::Draft);
}

#[test]
fn leaving_in_the_middle_comes_back_to_the_same_letter() {
    let mut tui = Setup::new().today();
    tui.keys("<enter>ChatGPT<tab>41<pgdn>1<tab>2<tab>").paste("Tuesday, nine o'clock");
    tui.keys("<ctrl-left>");
    let before = tui.screen();
    tui.keys("<esc>").shows("▰▰▱▱ 2/4").keys("<enter>");
    assert_eq!(without_the_foot(&tui.screen()), without_the_foot(&before));
    let mut tui = tui.restart();
    tui.keys("<enter>");
    assert_eq!(without_the_foot(&tui.screen()), without_the_foot(&before));
}

/// Gives the screen without its corners, which tell the time.
fn without_the_foot(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    let (cursor, rows) = lines.split_last().expect("a cursor");
    format!("{}\n{cursor}", rows[1..rows.len() - 1].join("\n"))
}

#[test]
fn looking_stores_nothing() {
    let mut tui = Setup::new().today();
    tui.keys("<enter><tab><down><f2><pgdn><pgup><f1><esc><esc><esc>j<enter><ctrl-s><esc>4jjG[]2jjGg1?<esc>");
    assert!(tui.store().open_drafts(9).expect("read").is_empty());
    tui.keys("gr<esc>").hides("◐");
    let mut tui = Setup::new().demo().today();
    let before = std::fs::read(tui.journal()).expect("read");
    tui.keys("g<enter><pgdn><tab><f3><esc>j<enter><esc>4<pgdn>2<pgdn>1");
    assert_eq!(tui.store().open_drafts(9).expect("read").len(), 1, "the one of the demo");
    assert_eq!(std::fs::read(tui.journal()).expect("read").len(), before.len());
}

#[test]
fn what_is_typed_is_soon_on_disk() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Chat").shows("saved 14:02");
    let mut again = tui.second_window();
    again.keys("<enter>").shows("Chat");
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("Text(\"Chat\")"));
}

#[test]
fn a_day_is_skipped_and_taken_up_again() {
    let mut tui = Setup::new().size(120, 40).today();
    tui.keys("s")
        .shows("Trust Audit is skipped this week – s restores it")
        .shows("– skipped")
        .keys("s")
        .shows("is back in this week's plan");
    tui.hides("skipped").keys("<enter>Otter<esc>s").shows("you have already started it");
}

#[test]
fn an_exercise_moves_to_another_day() {
    let mut tui = Setup::new().today();
    tui.keys("m<right><right><right><right><right><enter>").shows("moved to Saturday").shows("─ ● SAT ─");
    tui.keys("g<right><right><right><right>m<enter>").shows("moved to Monday").shows("─ ● MON ─");
}

#[test]
fn a_week_starts_on_the_day_it_is() {
    let mut tui = Setup::new().today();
    tui.keys("S<tab><enter>")
        .shows("your week starts today and ends on Thursday 26 November")
        .shows(" ● FRI ");
}

#[test]
fn a_finished_exercise_is_done_once_more() {
    let mut tui = Setup::new().demo().today();
    tui.keys("gr").shows("page 1 of 2").keys("Otter<esc>").shows("◐").shows("▰▱▱▱ 1/4");
    assert_eq!(tui.heads("trust-audit").len(), 2);
    tui.keys("r").shows("you have already started it");
}

#[test]
fn a_draft_is_dropped_only_when_told_so() {
    let mut tui = Setup::new().demo().today();
    let before = tui.store().in_trash(9).expect("read").len();
    tui.keys("x<enter>").shows("◐").keys("x<tab><enter>").shows("draft discarded").hides("◐");
    assert_eq!(tui.store().in_trash(9).expect("read").len(), before + 1);
    tui.keys("gx").shows("there is no draft to discard here");
}

#[test]
fn weeks_are_browsed_and_left_alone() {
    let mut tui = Setup::new().demo().today();
    tui.keys("]").shows("this is the newest week").keys("[").shows("Week 7").keys("[[").shows("Week 5");
    tui.keys("6")
        .shows("Week 2026-W44, for a peer")
        .keys("[")
        .shows("Week 2026-W43")
        .keys("1")
        .shows("Week 8")
        .keys("[[[[[[[[")
        .shows("2026-W39");
    tui.keys("t").shows("Week 8");
    tui.keys("[<enter>").shows("Trust Audit").keys("<esc>").shows("Week 7");
}

#[test]
fn pauses_count_for_a_minute_and_a_half_at_most() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("C").wait(Duration::from_secs(60)).shows("01:00 of").keys("h");
    tui.wait(Duration::from_secs(3600)).shows("02:30 of").keys("a").shows("02:31 of");
    tui.keys("<esc>").wait(Duration::from_secs(600)).keys("<enter>").shows("02:31 of");
    assert_eq!(tui.draft("trust-audit").desk.as_secs(), 151);
}

#[test]
fn two_windows_on_one_draft_part_and_say_so() {
    let mut first = Setup::new().open("trust-audit");
    first.keys("Chat");
    let mut second = first.second_window();
    second.keys("<enter>").shows("Chat").keys("GPT");
    first.keys("ham").shows("This entry is open in another window too. What you write here is kept as");
    let heads = first.heads("trust-audit");
    assert_eq!(heads.len(), 2);
    let texts: Vec<String> = heads
        .iter()
        .map(|head| format!("{:?}", first.store().draft(head.id).expect("read").expect("a draft").answers))
        .collect();
    assert!(texts.iter().any(|text| text.contains("ChatGPT")), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("Chatham")), "{texts:?}");
    second.keys("!").hides("another window");
    first.keys("<esc>").shows("Trust Audit");
    assert_eq!(first.heads("trust-audit").len(), 2);
}

#[test]
fn leaving_with_something_unsaved_asks_first() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Chat");
    std::fs::rename(tui.journal(), tui.home().join("away.db")).expect("moved");
    tui.keys("GPT").shows("its file was moved, replaced or deleted");
    compare("unsaved", &tui.screen());
    tui.keys("<ctrl-q>").shows("Not everything is saved").keys("<enter>").shows("ChatGPT");
    assert!(!tui.app.is_over());
    std::fs::rename(tui.home().join("away.db"), tui.journal()).expect("moved back");
    tui.keys("<ctrl-q>");
    assert!(tui.app.is_over(), "{}", tui.screen());
    assert!(format!("{:?}", tui.draft("trust-audit").answers).contains("ChatGPT"));
}

#[test]
fn leaving_without_saving_is_possible_and_the_text_can_be_written_out() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Chat");
    std::fs::remove_file(tui.journal()).expect("removed");
    tui.keys("GPT<ctrl-o>").shows("Write what is on the screen to a file");
    let out = tui.home().join("out.md");
    tui.keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    let text = std::fs::read_to_string(&out).expect("written");
    assert!(text.contains("ChatGPT"), "{text}");
    tui.keys("<ctrl-q>").shows("Not everything is saved").keys("<tab><enter>");
    assert!(tui.app.is_over());
}

#[test]
fn a_review_is_written_and_replaced_only_when_told_so() {
    let mut tui = Setup::new().demo().today();
    let out = tui.home().join("review.md");
    let path = out.display().to_string();
    let erase = "<backspace>".repeat(40);
    tui.keys("6w").keys(&erase).paste(&path).keys("<enter>").shows("written to");
    let text = std::fs::read_to_string(&out).expect("written");
    assert!(text.contains("Trust Audit"));
    std::fs::write(&out, "mine").expect("written");
    tui.keys("w").keys(&erase).paste(&path).keys("<enter>").shows("exists already").keys("<enter>");
    assert_eq!(std::fs::read_to_string(&out).expect("read"), "mine");
    tui.keys("w").keys(&erase).paste(&path).keys("<enter><tab><enter>").shows("written to");
    assert_eq!(std::fs::read_to_string(&out).expect("read"), text);
}

#[test]
fn copying_from_a_finished_entry_leaves_it_finished() {
    let mut tui = filled();
    tui.keys("<ctrl-s><esc>g<enter>e").shows("finished");
    tui.keys("<shift-tab><shift-tab><ctrl-a><ctrl-c>").shows("finished");
    assert!(matches!(tui.effects.last(), Some(Effect::Copy(text)) if text == "ChatGPT"), "{:?}", tui.effects);
    assert!(!tui.head("trust-audit").open_draft);
    tui.keys("<ctrl-a><ctrl-x>").shows("saved");
    assert!(tui.head("trust-audit").open_draft, "a cut is a change");
}
