//! Complaints: one at a time, a key labels and the next is there, and whatever is undone comes back.

use std::collections::BTreeSet;
use std::time::Duration;

use empathy::db::{ComplaintFilter, NewImport, Store, Towards};
use empathy::domain::complaint::{Complaint, Decision, Dimension, Label, Made, Picked, Said, SaidWhy};
use empathy::tui::input::MouseKind;
use rusqlite::Connection;

use super::{Setup, Tui, look, look_at};

const TRUST: Decision = Decision::About(Dimension::Trust);

fn said(n: u64, text: &str) -> Said {
    Said {
        product: if n.is_multiple_of(3) { "Ledgerline" } else { "Otter" }.to_owned(),
        source: "Google Play".to_owned(),
        source_id: None,
        stars: Some(1 + u8::from(n.is_multiple_of(2))),
        day: "2026-11-01".parse().map(|day: chrono::NaiveDate| day - chrono::Days::new(n)).ok(),
        text: text.to_owned(),
        link: None,
        author: None,
    }
}

fn import(tui: &Tui, all: &[Said]) {
    let mut store = Store::open(&tui.journal(), tui.now.wall).expect("opens");
    let new = NewImport { file: "reviews.csv".to_owned(), ..NewImport::default() };
    let into = store.import_complaints(&new, tui.now.wall, |into| {
        all.iter().try_for_each(|said| into.put(said).map(|_| ()))
    });
    into.expect("imported");
}

/// Opens the complaints with so many to read.
fn stocked(count: u64) -> Tui {
    let mut tui = Setup::new().today();
    let all: Vec<Said> = (1..=count)
        .map(|n| said(n, &format!("Complaint {n}: it made up a meeting that I never had.")))
        .collect();
    import(&tui, &all);
    tui.keys("3");
    tui
}

fn label(tui: &Tui, text: &str) -> Option<Label> {
    let all = tui.store().complaints(&ComplaintFilter::default(), None, Towards::Older, 999).expect("lists");
    let one = all.iter().find(|one| one.said.text.starts_with(text)).expect("there");
    tui.store().standing_label(one.id).expect("reads").map(|labelled| labelled.label)
}

fn decision(tui: &Tui, text: &str) -> Option<Decision> {
    label(tui, text).map(|label| label.decision)
}

#[test]
fn an_empty_screen_says_how_to_begin() {
    let mut tui = Setup::new().today();
    look("complaints_empty", tui.keys("3"));
    tui.keys("1").shows("there is no complaint to label here").keys("u").shows("there is nothing to undo");
    tui.keys("<tab>")
        .shows("Interview")
        .keys("3")
        .shows("Complaints · 0 of 50")
        .keys("<esc>")
        .shows("Week 1");
}

#[test]
fn one_key_labels_and_the_next_is_there_and_the_last_one_says_so() {
    let mut tui = stocked(9);
    look("complaints", tui.keys(""));
    tui.resize(80, 24).shows("Complaint 1:").keys("1").shows("Complaint 2:").keys("e").shows("Complaint 3:");
    tui.keys("m4").shows("Complaint 5:").keys("0").keys("f").keys("b").shows("Complaint 8:").shows("6 of 50");
    for (n, wanted) in [
        (1, "trust"),
        (2, "error_tolerance"),
        (3, "mental_model"),
        (4, "automation_anxiety"),
        (5, "none"),
        (6, "feature_request"),
        (7, "broken"),
    ] {
        assert_eq!(decision(&tui, &format!("Complaint {n}:")).map(Decision::word), Some(wanted), "{n}");
    }
    tui.keys("<space>")
        .shows("Complaint 9:")
        .keys("T")
        .shows("Every complaint here is labelled. 1 left for later");
    look_at("complaints_read", &[(80, 24)], &mut tui);
    tui.keys("o<enter>").shows("Complaint 8:").shows("labelled Later").keys("<esc>").shows("Every complaint");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn everything_is_undone_in_turn_and_redone_and_what_was_said_comes_back() {
    let mut tui = stocked(30);
    tui.keys("sm1")
        .shows("Complaint 2:")
        .keys("wwc it guessed<enter>")
        .shows("they could partly say why")
        .shows("note “it guessed”");
    tui.keys("p<right><shift-right>").keys("2").shows("Complaint 3:");
    let (one, two) =
        (label(&tui, "Complaint 1:").expect("labelled"), label(&tui, "Complaint 2:").expect("labelled"));
    assert_eq!((one.decision, one.second, one.picked), (TRUST, Some(Dimension::MentalModel), Picked::Order));
    assert_eq!((two.why, two.note.as_str(), two.phrase), (Some(SaidWhy::Partly), "it guessed", Some(24..33)));
    tui.keys("uu").shows("Complaint 1:").shows("also ◆M Mental model").shows("0 of 50");
    assert_eq!((label(&tui, "Complaint 1:"), label(&tui, "Complaint 2:")), (None, None));
    tui.keys("<ctrl-r><ctrl-r>")
        .shows("Complaint 3:")
        .shows("2 of 50")
        .keys("<ctrl-r>")
        .shows("nothing to redo");
    tui.keys("u")
        .shows("they could partly say why")
        .shows("note “it guessed”")
        .keys("s1t")
        .shows("without the second dimension");
    tui.keys("u").keys("<ctrl-r>").shows("Complaint 3:");
    // What was labelled in another sitting is undone too.
    let mut tui = tui.restart();
    tui.keys("3")
        .shows("Complaint 3:")
        .keys("u")
        .shows("undone: the label of 1 complaint")
        .shows("Complaint 2:");
    tui.keys("u").shows("Complaint 1:").keys("u").shows("there is nothing to undo");
    tui.keys("<ctrl-r>").shows("redone").shows("1 of 50");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn keys_go_on_while_another_program_holds_the_journal_and_all_of_them_count() {
    let mut tui = stocked(40);
    let held = Connection::open(tui.journal()).expect("opens");
    held.execute_batch("BEGIN IMMEDIATE").expect("holds");
    tui.type_keys("1234uu");
    tui.shows("Complaint 3:").shows("2 of 50").type_keys("<ctrl-r>b");
    tui.shows("Complaint 5:").shows("4 of 50");
    held.execute_batch("ROLLBACK").expect("lets go");
    assert!(tui.app.cx().saver.flush(Duration::from_secs(20)), "everything is written");
    tui.wait(Duration::from_millis(500)).shows("Complaint 5:").shows("4 of 50");
    let words: Vec<_> =
        (1..=5).map(|n| decision(&tui, &format!("Complaint {n}:")).map(Decision::word)).collect();
    assert_eq!(words, [Some("trust"), Some("error_tolerance"), Some("mental_model"), Some("broken"), None]);
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn a_burst_of_keys_and_undos_comes_to_what_was_typed() {
    let mut tui = stocked(120);
    let burst = "1234u".repeat(10) + &"u".repeat(5) + &"<ctrl-r>".repeat(5);
    tui.keys(&burst).shows("Complaint 31:").shows("30 of 50");
    for n in 1..=30 {
        let wanted = Dimension::ALL[(n - 1) % 3];
        assert_eq!(decision(&tui, &format!("Complaint {n}:")), Some(Decision::About(wanted)), "{n}");
    }
    assert_eq!(decision(&tui, "Complaint 31:"), None);
}

#[test]
fn a_complaint_that_an_entry_sorted_counts_once_when_it_is_labelled() {
    let mut tui = Setup::new().demo().today();
    let sorted = tui.store().sorted_complaints(None, 999).expect("reads");
    let entry = sorted.into_iter().find(|one| one.labelled.is_none()).expect("an entry sorts some").sorted;
    let again = Said { product: entry.product, day: None, ..said(1, &entry.text) };
    import(&tui, &[again]);
    let title = |tui: &Tui| tui.screen().lines().find(|line| line.contains(" of 50")).map(str::to_owned);
    tui.keys("3");
    let before = title(&tui);
    assert!(before.is_some());
    let begins: String = entry.text.chars().take(20).collect();
    tui.keys("lG<enter>").shows(&begins).keys("1");
    tui.wait(Duration::from_millis(50)).keys("<esc>");
    assert_eq!(title(&tui), before, "the label stands in its place");
}

#[test]
fn bars_begin_in_one_column_while_a_note_is_open_too() {
    let mut tui = stocked(9);
    tui.keys("1234c").shows("Alt-4 ■A Automation anxiety");
    let screen = tui.screen();
    let columns: Vec<_> = screen
        .lines()
        .filter(|line| line.contains("Alt-"))
        .filter_map(|line| line.chars().position(|char| char == '▇'))
        .collect();
    assert_eq!((columns.len(), columns.iter().collect::<BTreeSet<_>>().len()), (4, 1), "{screen}");
}

#[test]
fn a_click_on_a_product_narrows_the_list_that_a_complaint_was_opened_from() {
    let mut tui = stocked(9);
    tui.resize(120, 40).keys("lg<enter>").shows("Complaint 1:").hides("Complaint 3:");
    let (x, y) = tui.find("Ledgerline   ");
    tui.click(x, y).shows("Ledgerline ×").shows("Complaint 3:").shows("Complaint 6:").hides("Complaint 1:");
}

#[test]
fn a_note_is_typed_and_chords_label_meanwhile() {
    let mut tui = stocked(3);
    tui.keys("cone 1 two, q and ?")
        .shows("Complaint 1:")
        .shows("note  one 1 two, q and ?")
        .shows("Alt-3 ◆M Mental model");
    tui.shows("Alt-6 Ordinary fault").keys("<alt-3>");
    tui.shows("Complaint 2:");
    let one = label(&tui, "Complaint 1:").expect("labelled");
    assert_eq!((one.decision.word(), one.note.as_str()), ("mental_model", "one 1 two, q and ?"));
    tui.keys("cmore<esc>2").shows("Complaint 3:");
    assert_eq!(label(&tui, "Complaint 2:").map(|label| label.note), Some("more".to_owned()));
    tui.keys("cdark mode<alt-5>");
    let three = label(&tui, "Complaint 3:").expect("labelled");
    assert_eq!((three.decision, three.note.as_str()), (Decision::Request, "dark mode"));
    let mut tui = likely(2);
    tui.keys("cagreed").shows("Alt-Y accepts").hides("“sort”").keys("<alt-y>").shows("Complaint 2:");
    assert_eq!(
        label(&tui, "Complaint 1:").map(|one| (one.decision, one.note)),
        Some((TRUST, "agreed".to_owned()))
    );
}

#[test]
fn words_in_any_script_are_selected_and_nothing_in_a_review_reaches_the_terminal_raw() {
    let mut tui = Setup::new().today();
    let odd = "\u{1b}[31mred\u{1b}[0m שלום עולם 日本語の文章 👩‍👧‍👦 \u{202e}drawkcab \u{7}bell\r\nA second line\tand a tab.";
    import(&tui, &[said(1, odd), said(2, &"long ".repeat(400))]);
    tui.keys("3");
    look("complaints_scripts", &mut tui);
    tui.resize(80, 24).keys("p<right><right><right><shift-right>1");
    let phrase = label(&tui, "\u{1b}").and_then(|label| label.phrase).expect("selected");
    assert!(odd.get(phrase).is_some_and(|words| !words.trim().is_empty()));
    tui.shows("long long").keys("J").keys("K");
    for columns in 71..=87 {
        tui.resize(columns, 24).shows("Complaints");
    }
}

#[test]
fn the_mouse_labels_and_selects() {
    let mut tui = stocked(3);
    let (x, y) = tui.find("made up");
    tui.mouse(MouseKind::Press, x, y);
    tui.mouse(MouseKind::Drag, x + 7, y);
    tui.mouse(MouseKind::Release, x + 7, y);
    let (x, y) = tui.find("Automation anxiety");
    tui.click(x, y).shows("Complaint 2:");
    let one = label(&tui, "Complaint 1:").expect("labelled");
    assert_eq!((one.decision.word(), one.phrase), ("automation_anxiety", Some(16..23)));
    let (x, y) = tui.find("Interview");
    tui.click(x, y).shows("Write one");
}

/// Waits until what is worked out aside is there.
#[track_caller]
fn comes(tui: &mut Tui, words: &str) {
    for _ in 0..400 {
        if tui.screen().contains(words) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
        tui.wait(Duration::from_millis(15));
    }
    tui.shows(words);
}

/// Sets something in the settings, by its name and the name of the choice.
fn set(tui: &mut Tui, setting: &str, wanted: &str) {
    tui.keys(",");
    let is_at =
        |tui: &Tui, words: &str| tui.screen().lines().any(|line| line.contains('‹') && line.contains(words));
    press_until(tui, "<down>", |tui| is_at(tui, setting));
    press_until(tui, "<right>", |tui| is_at(tui, &format!("‹ {wanted} ›")));
    tui.keys("<esc>");
}

#[track_caller]
fn press_until(tui: &mut Tui, key: &str, is_there: impl Fn(&Tui) -> bool) {
    for _ in 0..30 {
        if is_there(tui) {
            return;
        }
        tui.keys(key);
    }
    panic!("{key} does not lead there:\n{}", tui.screen());
}

/// Opens the complaints with many that a suggestion is sure of.
fn likely(count: u64) -> Tui {
    let mut tui = Setup::new().today();
    let text = |n| {
        format!(
            "Complaint {n}: I don't trust it. It lied to me and made up facts, you can't trust its answers."
        )
    };
    import(&tui, &(1..=count).map(|n| said(n, &text(n))).collect::<Vec<_>>());
    tui.keys("3");
    tui
}

#[test]
fn a_suggestion_says_why_and_is_accepted_with_enter_and_hidden_with_a_key() {
    let mut tui = likely(9);
    look("complaints_suggested", &mut tui);
    tui.resize(80, 24)
        .shows("Suggestion: ●T Trust")
        .shows("because of “")
        .keys("<enter>")
        .shows("Complaint 2:");
    let one = label(&tui, "Complaint 1:").expect("labelled");
    let suggested = one.suggested.expect("kept");
    assert_eq!((one.decision, suggested.decision), (TRUST, TRUST));
    assert!(suggested.confidence > 0.6, "{}", suggested.confidence);
    tui.keys("h").hides("Suggestion:").keys("<enter>").shows("please choose yourself").keys("b");
    assert_eq!(label(&tui, "Complaint 2:").map(|label| label.suggested), Some(None));
    tui.keys("h").shows("Suggestion:");
    set(&mut tui, "Why suggested", "full");
    let full = tui.screen();
    assert!(full.contains("; or ") || full.contains("; nothing else is likely"), "{full}");
    set(&mut tui, "Why suggested", "off");
    tui.shows("Suggestion:").hides("because");
}

#[test]
fn where_it_is_not_sure_it_says_so_and_enter_labels_nothing() {
    let mut tui = stocked(2);
    tui.shows("Suggestion: not sure")
        .keys("<enter>")
        .shows("it isn't sure about this one")
        .shows("Complaint 1:");
    assert_eq!(decision(&tui, "Complaint 1:"), None);
}

#[test]
fn it_learns_from_each_label_at_once_and_unlearns_what_is_undone() {
    let mut tui = likely(40);
    let line = |tui: &Tui| tui.screen().lines().find(|line| line.contains("Suggestion:")).map(str::to_owned);
    let first = line(&tui);
    tui.keys("bbbbbbbb");
    let learnt = line(&tui);
    assert_ne!(first, learnt, "eight decisions against it count");
    tui.keys("uuuuuuuu");
    assert_eq!(line(&tui), first);
    tui.keys("bbbbbbbb");
    let mut tui = tui.restart();
    assert_eq!(line(tui.keys("3")), learnt, "what was learnt is there again");
}

#[test]
fn the_most_useful_come_first_by_turns_and_how_each_was_picked_is_kept() {
    let mut tui = likely(30);
    let odd: Vec<Said> = (31..60).map(|n| said(n, &format!("Complaint {n}: it forgot my name"))).collect();
    import(&tui, &odd);
    tui.keys("<tab>3o<right><right><enter>").shows("most useful first");
    std::thread::sleep(Duration::from_millis(400));
    tui.wait(Duration::from_millis(15)).keys("1111111111");
    let all = tui.store().last_labels(None, 99).expect("reads");
    let of = |picked| all.iter().filter(|labelled| labelled.label.picked == picked).count();
    assert_eq!((all.len(), of(Picked::Chance) + of(Picked::Unsure)), (10, 10));
    assert!((4..=6).contains(&of(Picked::Unsure)), "{}", of(Picked::Unsure));
}

#[test]
fn filters_stand_as_chips_and_escape_takes_them_off_one_by_one() {
    let mut tui = stocked(9);
    tui.keys("/");
    look_at("complaints_filter", &[(80, 24)], &mut tui);
    tui.keys("ledger<enter>")
        .shows("[x] Ledgerline")
        .keys("<esc>")
        .shows(" Ledgerline ×")
        .shows("Complaint 3:")
        .keys("1")
        .shows("Complaint 6:");
    tui.keys("/complaint 6<enter>").shows("[x] “complaint 6”").keys("<enter>").shows("[ ] “complaint 6”");
    tui.keys("complaint 9<enter>")
        .hides("complaint 6")
        .keys("<esc>")
        .shows(" “complaint 9” ×")
        .shows("Complaint 9:")
        .keys("<esc>")
        .shows("Complaint 6:");
    tui.keys("<esc>").hides("×").shows("Complaint 1:").keys("<esc>").shows("Week 1");
}

#[test]
fn several_are_labelled_in_the_list_and_one_is_opened_again() {
    let mut tui = stocked(150);
    tui.keys("12l");
    look("complaints_list", &mut tui);
    tui.resize(80, 24)
        .keys("jj<space><space><space>")
        .shows("3 picked")
        .shows("1 Trust")
        .keys("4")
        .shows("labelled 3 complaints: Automation anxiety");
    assert_eq!(decision(&tui, "Complaint 5:").map(Decision::word), Some("automation_anxiety"));
    tui.keys("u");
    assert_eq!(decision(&tui, "Complaint 5:"), None);
    tui.keys("<ctrl-r>g<enter>").shows("Complaint 1:").shows("labelled Trust").keys("3").shows("–");
    assert_eq!(decision(&tui, "Complaint 1:").map(Decision::word), Some("mental_model"));
    tui.keys("/mental<enter><esc>")
        .shows(" Mental model ×")
        .shows("Complaint 1:")
        .hides("Complaint 9:")
        .keys("<esc>");
    tui.keys("G")
        .shows("Complaint 150:")
        .keys("g")
        .shows("Complaint 1:")
        .keys("+")
        .shows("150 picked")
        .keys("-");
    tui.keys("<esc>").shows("Complaint 6:");
    assert_eq!(tui.store().verify().expect("reads"), Vec::<String>::new());
}

#[test]
fn the_likely_ones_are_approved_with_one_key_and_any_one_changed_first() {
    let mut tui = likely(12);
    tui.keys("v").shows("set Suggestions to `approve`");
    set(&mut tui, "Suggestions", "approve");
    tui.keys("v");
    comes(&mut tui, "12 of 12 to approve");
    look_at("complaints_approve", &[(80, 24), (120, 40)], &mut tui);
    tui.resize(80, 24)
        .keys("b<space>")
        .shows("11 of 12 to approve")
        .keys("<enter>")
        .shows("approved 11 complaints");
    let all = tui.store().last_labels(None, 99).expect("reads");
    let of = |made| all.iter().filter(|labelled| labelled.label.made == made).count();
    assert_eq!((of(Made::Person), of(Made::Batch)), (1, 10));
    tui.keys("u").shows("0 of 50").keys("<ctrl-r>").shows("11 of 50");
}

#[test]
fn one_whose_label_is_on_its_way_is_not_approved_again() {
    let mut tui = likely(12);
    set(&mut tui, "Suggestions", "approve");
    let held = rusqlite::Connection::open(tui.journal()).expect("opens");
    held.execute_batch("BEGIN IMMEDIATE").expect("holds");
    tui.type_keys("bv");
    for _ in 0..100 {
        if tui.screen().contains("to approve") && !tui.screen().contains("Looking for") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
        tui.wait(Duration::from_millis(20));
    }
    tui.shows("11 of 11 to approve");
    held.execute_batch("ROLLBACK").expect("lets go");
}

#[test]
fn automatic_labels_are_earned_undone_with_the_decision_before_and_step_back_when_overruled() {
    let mut tui = likely(90);
    tui.keys(&"<enter>".repeat(29));
    assert_eq!(tui.store().last_labels(None, 99).expect("reads").len(), 29);
    tui.resize(120, 40).keys("i").shows("Automatic has to be earned").shows("29 of 29");
    tui.keys("<esc><enter>i").shows("Earned for suggestions of").keys("<esc>");
    set(&mut tui, "Suggestions", "automatic");
    let made = |tui: &Tui, made| {
        let all =
            tui.store().complaints(&ComplaintFilter::default(), None, Towards::Older, 999).expect("lists");
        let labels = all.iter().filter_map(|one| tui.store().standing_label(one.id).expect("reads"));
        labels.filter(|one| one.label.made == made).count()
    };
    // The next one may be asked as a check.
    let mut own = 30;
    while made(&tui, Made::Automatic) == 0 {
        assert!(own < 40, "{}", tui.screen());
        tui.keys("1");
        own += 1;
    }
    tui.shows("labelled automatically");
    let automatic = made(&tui, Made::Automatic);
    // Nobody read these: they are no progress.
    let apart = format!("{own}+{automatic} of 90");
    tui.shows(&format!("Complaints · {own} of 50")).shows(&format!("{automatic} automatic, ")).shows(&apart);
    tui.keys("l")
        .shows("●T auto Trust")
        .keys("/")
        .shows(&format!("{own} of 90 labelled, {automatic} automatic"));
    tui.shows(&format!("{own}, {automatic} automatic")).keys("<esc><esc>");
    tui.keys("u");
    assert_eq!((made(&tui, Made::Automatic), made(&tui, Made::Person)), (0, own - 1));
    tui.keys("<ctrl-r>");
    assert_eq!((made(&tui, Made::Automatic), made(&tui, Made::Person)), (automatic, own));
    let all = tui.store().complaints(&ComplaintFilter::default(), None, Towards::Older, 999).expect("lists");
    let is_automatic = |one: &&Complaint| {
        let label = tui.store().standing_label(one.id).expect("reads");
        label.is_some_and(|one| one.label.made == Made::Automatic)
    };
    let text = all.iter().find(is_automatic).expect("one").said.text.clone();
    let number = text.split(':').next().expect("a number").to_owned();
    tui.keys("l/").keys(&number).keys("<enter><esc><enter>").shows("labelled automatically Trust").keys("2");
    let level = |tui: &Tui| tui.app.cx().settings.suggestions;
    assert_eq!(level(&tui), empathy::sys::settings::Level::Suggest);
    tui.shows("Automatic labels are off again: you overruled one");
    // The same by a key in the list.
    tui.keys("u<esc><esc>");
    set(&mut tui, "Suggestions", "automatic");
    tui.keys("l/").keys(&number).keys("<enter><esc>2").shows("off again: you overruled one");
    assert_eq!(level(&tui), empathy::sys::settings::Level::Suggest);
}

#[test]
fn the_page_says_how_well_it_does_and_what_it_learnt_and_that_is_written_and_erased() {
    let mut tui = likely(40);
    tui.keys("i").shows("You have not decided about a complaint yet").keys("<esc>");
    tui.keys(&"<enter>".repeat(12)).keys("bbb2").keys("i");
    look("complaints_how_well", &mut tui);
    tui.resize(120, 40).keys("<ctrl-o>").shows("Write what was learnt").keys("<esc>");
    tui.keys("x")
        .shows("Erase what was learnt?")
        .keys("<tab><enter>")
        .shows("what was learnt is erased")
        .shows("After 0 of your decisions");
    assert_eq!(tui.store().last_labels(None, 99).expect("reads").len(), 16, "labels stay");
}

#[test]
fn a_complaint_is_found_by_its_words_and_its_id_from_anywhere_and_opened() {
    let mut tui = stocked(12);
    let all = tui.store().complaints(&ComplaintFilter::default(), None, Towards::Older, 99).expect("lists");
    let one = all.iter().find(|one| one.said.text.starts_with("Complaint 7:")).expect("there");
    tui.keys("<tab>/meeting 7").shows("Complaint about Otter").shows(one.short.as_str()).keys("<enter>");
    tui.shows("Complaint 7: it made up").keys("2").shows("Complaint 1:");
    assert_eq!(decision(&tui, "Complaint 7:"), Some(Decision::About(Dimension::ErrorTolerance)));
    tui.keys(":").type_keys(one.short.as_str());
    tui.shows("Complaint about Otter").keys("<enter>").shows("Complaint 7: it made up");
}
