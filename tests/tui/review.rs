//! The weekly review on the screen.

use super::{Setup, look, look_at};
use empathy::tui::route::Effect;
use empathy::tui::theme::Colours;

#[test]
fn the_review_reads_from_the_top_and_scrolls() {
    let mut tui = Setup::new().demo().today();
    tui.keys("6");
    look("review_top", &mut tui);
    tui.resize(80, 24).keys("<pgdn><pgdn>");
    look_at("review_scrolled", &[(80, 24)], &mut tui);
    tui.keys("G");
    look_at("review_end", &[(80, 24), (120, 40)], &mut tui);
}

#[test]
fn names_are_on_the_screen_and_aliases_in_the_file() {
    let mut tui = Setup::new().demo().size(120, 900).today();
    tui.keys("6ff")
        .shows("In the file, Bastian is Friend 1 (")
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
fn the_format_and_who_gets_it_are_chosen_and_what_was_shared_is_listed() {
    let mut tui = Setup::new().demo().size(120, 60).today();
    tui.keys("6[c").keys("G").shows("Written as").shows("Who gets it").shows("nobody is named");
    tui.keys("kkkkk<space>").shows("● a web page, with charts");
    tui.keys("Gk<enter>").shows("Who gets the review").keys("Ana<enter>").shows("✓ Ana");
    let out = tui.home().join("review.html");
    tui.keys("<esc>o").shows("-peer.html").shows("Your journal will note that Ana got it.");
    tui.keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<tab>");
    tui.shows("Write and open it").keys("<enter>").shows("written to").shows("kept as shr-");
    let page = std::fs::read_to_string(&out).expect("written");
    assert!(page.contains("<!doctype html>") && page.contains("<svg "), "{page}");
    assert!(matches!(tui.effects.last(), Some(Effect::Show(path)) if *path == out), "{:?}", tui.effects);
    tui.keys("cG").shows("Shared before").shows("20 Nov · to Ana · Week 46").keys("k<enter>");
    tui.shows("What You Shared").keys("<esc>").shows("Shared before");
}

#[test]
fn what_changed_since_a_review_was_shared_is_read_in_its_place() {
    let mut tui = Setup::new().demo().size(120, 60).today();
    tui.keys("6[d").shows("you have not shared").hides("Shared on");
    let out = tui.home().join("review.md");
    tui.keys("o").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    tui.shows("kept as shr-")
        .keys("d")
        .shows("Shared on 20 November 2026, for a peer. The copy you sent is shr-")
        .shows("Nothing has changed since.");
    tui.hides("One question to you").keys("<esc>").shows("Four dimensions").hides("Shared on");
    // For oneself it is the same page that is compared.
    tui.keys("ff").shows("the review for you").keys("d").shows(", for a peer. The copy you sent is shr-");
}

#[test]
fn a_file_that_cannot_be_written_is_asked_for_again() {
    let mut tui = Setup::new().demo().size(120, 60).today();
    let out = tui.home().join("none").join("review.pdf");
    tui.keys("6o").keys(&"<backspace>".repeat(40)).paste(&out.display().to_string()).keys("<enter>");
    tui.shows("The file could not be written").hides("kept as");
    let there = tui.home().join("there.pdf");
    std::fs::write(&there, "mine").expect("written");
    tui.keys(&"<backspace>".repeat(200)).paste(&there.display().to_string()).keys("<enter>");
    tui.shows("exists already").keys("<enter>");
    assert_eq!(std::fs::read_to_string(&there).expect("read"), "mine");
}

#[test]
fn the_same_week_reads_otherwise_for_a_peer_an_interviewer_and_oneself() {
    let mut tui = Setup::new().demo().size(100, 60).today();
    tui.keys("6[").shows("for a peer").shows("Reminders check the bill").shows("Four dimensions");
    tui.hides("In ninety seconds").keys("f").shows("for an interview").keys("G").shows("In ninety seconds");
    tui.keys("f").shows("for you").shows("Trust Audit").shows("whole plan of the week");
    tui.keys("f").shows("for a peer").hides("whole plan of the week");
}

#[test]
fn a_week_that_names_nobody_says_nothing_of_aliases() {
    Setup::new().today().keys("6").hides("in the file");
}

#[test]
fn an_empty_week_has_a_review_too() {
    look("review_empty", Setup::new().today().keys("6"));
}

#[test]
fn a_damaged_entry_is_left_out_and_the_rest_is_shown() {
    let mut tui = Setup::new().demo().size(120, 900).today();
    let head = tui.head("trust-audit");
    let journal = rusqlite::Connection::open(tui.journal()).expect("opens");
    let sql = "UPDATE revision SET answers = '{' WHERE entry = (SELECT number FROM entry WHERE short = ?1)";
    journal.execute(sql, [head.short.as_str()]).expect("damaged");
    tui.keys("6")
        .shows("could not read it")
        .shows(&format!("({})", head.short))
        .shows("Written with empathy");
}

#[test]
fn what_is_opened_over_the_review_leaves_it_where_it_was_read() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("6<pgdn><pgdn>");
    let read = tui.screen();
    tui.keys(":").hides(&read).keys("<esc>");
    assert_eq!(tui.screen(), read);
}

#[test]
fn words_are_found_in_the_review() {
    let mut tui = Setup::new().demo().size(80, 24).today();
    tui.keys("6/").shows("words to find on this page").keys("hELga<enter>");
    tui.shows("Helga is").shows("“hELga” 1 of ");
    let first = tui.screen();
    tui.keys("nnn").hides(&first).shows("“hELga” 4 of ").keys("NNN").shows("“hELga” 1 of ");
    assert_eq!(tui.screen(), first);
    tui.keys("<esc>")
        .hides("“hELga”")
        .keys("/no such words<enter>")
        .shows("“no such words” is not on this page");
}

#[test]
fn the_outline_moves_the_page_and_the_page_marks_its_place() {
    let mut tui = Setup::new().demo().size(120, 40).today();
    tui.keys("6ff").shows("Outline").shows("▌● Trust Audit");
    tui.keys("<tab>jjjjjj").shows("▌▲ Error Consequence Map").shows("▲ Error Consequence Map ━━━━");
    assert_eq!(tui.find("▲ Error Consequence Map ━").1, 2, "what is marked stands on top of the page");
    tui.keys("kk").shows("▌    The moments, and one change for").keys("<enter>");
    let read = tui.screen();
    tui.keys("<down>").hides(&read).keys("<pgdn><pgdn><pgdn>").shows("▌    ").hides("▌    The moments");
    tui.keys("g").shows("▌● Trust Audit").shows("Week 47, 16–22 November 2026");
    let at = tui.find("■ Automation Spectrum");
    tui.click(at.0, at.1).shows("■ Automation Spectrum ━━━━").shows("▌■ Automation Spectrum");
    tui.resize(80, 24).hides("Outline").keys("<tab>").shows("Automation Spectrum");
}

#[test]
fn the_page_keeps_the_measure_of_prose_and_its_headings_have_their_hue() {
    let mut tui = Setup::new().demo().look(false, Colours::True).today();
    tui.keys("6");
    for columns in [80, 120, 200] {
        tui.resize(columns, 60);
        let rule =
            tui.screen().lines().find(|line| line.contains("Trust Audit ━━")).expect("a heading").to_owned();
        let (_, rule) = rule.rsplit_once("● ").expect("a mark");
        let width = 2 + rule
            .chars()
            .take_while(|letter| !"│┃".contains(*letter))
            .collect::<String>()
            .trim_end()
            .chars()
            .count();
        assert!((72..=76).contains(&width), "{columns}: {width}");
    }
    let (buf, _) = tui.paint();
    let colour = |at: (u16, u16)| buf.cell(at).map(|cell| cell.fg).expect("a cell");
    let [trust, errors] = ["● Trust Audit", "▲ Error"].map(|heading| colour(tui.find(heading)));
    assert_ne!(trust, errors);
    tui.resize(200, 60).shows("╭─ Names").shows("Petra is Relative 1 (");
}

#[test]
fn what_goes_in_is_chosen_beside_the_page() {
    let mut tui = Setup::new().demo().size(120, 60).today();
    tui.keys("6[c").shows("What goes in").shows("Who reads it").shows("Rests on").shows("✓ Summary");
    // A part goes and comes back where it was, and stands where it is moved to.
    let part = |tui: &mut crate::support::tui::Tui, title: &str| {
        let (x, y) = tui.find(title);
        tui.click(x, y);
    };
    part(&mut tui, "✓ Recommendations");
    tui.shows("· Recommendations").hides("For whom");
    tui.keys("<space>").shows("✓ Recommendations").shows("For whom");
    let places =
        |tui: &crate::support::tui::Tui| (tui.find("✓ Recommendations").1, tui.find("✓ Four dimensions").1);
    let (first, last) = places(&tui);
    assert!(first < last);
    tui.keys("<alt-down><alt-down>");
    let (first, last) = places(&tui);
    assert!(first > last, "{}", tui.screen());
    let (x, y) = tui.find("▲▼");
    tui.click(x, y);
    tui.click(tui.find("▲▼").0, tui.find("▲▼").1);
    let (first, last) = places(&tui);
    assert!(first < last, "{}", tui.screen());
    tui.keys("<esc>").hides("What goes in").shows("Outline");
}

#[test]
fn products_entries_days_and_a_title_are_chosen_and_go_into_the_file() {
    let mut tui = Setup::new().demo().size(120, 110).today();
    tui.keys("6[ff").shows("for you");
    let quoted = "A customer who paid in cash on Saturday";
    tui.keys("gc").shows("Only what is about");
    let (x, y) = tui.find("│   · Otter");
    tui.click(x + 6, y).shows("✓ Otter").click(x + 6, y).hides("✓ Otter");
    let map = tui.find("✓ Tue 10 Nov Error Con");
    tui.click(map.0, map.1).hides(quoted);
    let days = tui.find("four weeks");
    tui.click(days.0, days.1).shows("19 October – 15 November 2026");
    let title = tui.find("its own");
    tui.click(title.0, title.1).shows("Title of the review").keys("Four weeks on<enter>");
    tui.shows("Four weeks on");
    let out = tui.home().join("own.md");
    tui.keys("<tab><ctrl-o>").shows("review-2026-10-19-to-2026-11-15-me.md");
    tui.keys(&"<backspace>".repeat(50)).paste(&out.display().to_string()).keys("<enter>");
    let written = std::fs::read_to_string(&out).expect("written");
    assert!(written.starts_with("# Four weeks on\n\n*19 October – 15 November 2026*\n"), "{written}");
    assert!(!written.contains(quoted), "{written}");
}

#[test]
fn a_choice_is_saved_loaded_and_deleted_on_the_screen() {
    let mut tui = Setup::new().demo().size(80, 50).today();
    // Without room beside the page, the list stands over it, and Tab turns to the page.
    tui.keys("6[c").shows("What goes in").hides("Rests on");
    let (x, y) = tui.find("✓ Four dimensions");
    tui.click(x, y).keys("<tab>").shows("Rests on").hides("What goes in").keys("<tab>");
    tui.keys("G<enter>").shows("Save this choice").keys(&"<backspace>".repeat(20)).keys("short<enter>");
    tui.shows("saved this choice as short").shows("Saved choices");
    let (x, y) = tui.keys("g").find("· Four dimensions");
    tui.click(x, y).shows("✓ Four dimensions");
    let (x, y) = tui.keys("G").find("short");
    tui.click(x, y).keys("g").shows("· Four dimensions");
    let (x, y) = tui.keys("G").find("short");
    tui.click(x, y).keys("<delete>").shows("deleted the choice short");
    tui.keys("G<enter>").keys("../x<enter>").shows("can't be the name of a profile");
}
