//! The form: each kind of field, rows, and what an answer opens or closes.

use std::time::Duration;

use empathy::domain::value::{Answers, Value};

use empathy::tui::input::MouseKind;

use super::{Setup, Tui};

const EVERY: &str = include_str!("../data/every-kind.toml");

fn every() -> Tui {
    Setup::new().size(140, 50).exercise("every-kind.toml", EVERY).open("every-kind")
}

fn answers(tui: &Tui) -> Answers {
    tui.draft("every-kind").answers
}

fn text(answers: &Answers, field: &str) -> String {
    answers.get(field).and_then(Value::as_text).unwrap_or_default().to_owned()
}

fn names(tui: &Tui) -> Vec<String> {
    answers(tui).rows("rows").iter().map(|row| text(row, "name")).collect()
}

#[test]
fn a_choice_is_picked_by_number_space_and_other() {
    let mut tui = every();
    tui.keys("P<tab><tab><tab>2").shows("[ the second ]");
    tui.keys("<shift-tab><left><space>").shows("[ the first ]").hides("[ the second ]");
    tui.keys("<space>").shows("( the first )");
    tui.keys("4a fourth").shows("your own words").shows("a fourth");
    let picks = answers(&tui).get("one").and_then(Value::as_picks).cloned();
    assert_eq!(picks.and_then(|picks| picks.other).as_deref(), Some("a fourth"));
    tui.keys("<shift-tab>1").hides("your own words").hides("a fourth");
}

#[test]
fn words_of_ones_own_are_a_pick() {
    let mut tui = every();
    tui.keys("P<tab><tab><tab>4a fourth<ctrl-s><pgup>").shows("a fourth").hides("! pick one");
}

#[test]
fn many_can_be_picked_and_a_condition_shows_and_hides_them() {
    let mut tui = every();
    tui.hides("Some of these").keys("<tab><tab><tab>2").shows("Some of these");
    tui.keys("12").shows("[✓] α").shows("[✓] 日本語");
    tui.keys("1").shows("[ ] α");
    tui.keys("<shift-tab>1").hides("Some of these").keys("<shift-tab>2").shows("[✓] 日本語");
}

#[test]
fn a_scale_is_set_by_digits_and_arrows_within_its_ends() {
    let mut tui = every();
    tui.keys("<tab><tab>9")
        .shows("[9]")
        .keys("<shift-tab><backspace>")
        .hides("[9]")
        .keys("12")
        .shows("[12]")
        .shows("all the way");
    tui.keys("<shift-tab><right>")
        .shows("[12]")
        .keys("<left>")
        .shows("[11]")
        .keys("<backspace>")
        .hides("[11]");
}

#[test]
fn a_number_outside_its_ends_is_kept_and_pointed_out() {
    let mut tui = every();
    tui.keys("P<tab><tab><tab><tab>99").shows("99").hides("! ");
    tui.keys("<ctrl-s><pgup>").shows("99").shows("! ");
    let mut tui = every();
    tui.keys("P<tab><tab><tab><tab>12").shows("You wrote 12 times about P.");
    assert_eq!(answers(&tui).get("count").and_then(Value::as_number), Some(12.0));
    tui.keys("<backspace>").hides("You wrote");
}

#[test]
fn a_field_that_waits_opens_with_the_answer_it_waits_for() {
    let mut tui = every();
    tui.shows("opens once “Story” is answered").keys("<tab>Once").hides("opens when");
}

#[test]
fn a_proposal_is_taken_by_its_key_and_is_then_a_text_like_any() {
    let mut tui = every();
    tui.keys("<tab>Once<tab><tab><tab>2<tab>")
        .shows("→ suggested: twice is a pattern. You counted")
        .shows("(Alt-Y accepts it)");
    tui.keys("<alt-y>").hides("→ suggested");
    assert_eq!(text(&answers(&tui), "late"), "twice is a pattern");
    tui.keys("<ctrl-u>").shows("→ suggested");
}

#[test]
fn rows_are_added_up_to_the_most_and_removed_with_a_way_back() {
    let mut tui = every();
    tui.keys("<pgdn>").shows("0 of 2 to 4 rows");
    tui.keys("one<tab>1two<tab>2<ctrl-n>three<ctrl-n>four").shows("4 of 2 to 4 rows");
    assert_eq!(names(&tui), ["one", "two", "three", "four"]);
    tui.keys("<ctrl-n>").shows("there can be at most 4 rows here");
    tui.keys("<ctrl-d>").shows("row removed (Ctrl-Z restores it)").hides("four");
    assert_eq!(names(&tui), ["one", "two", "three"]);
    tui.keys("<ctrl-u>").shows("four");
    assert_eq!(names(&tui), ["one", "two", "three", "four"]);
    tui.keys("<ctrl-d><pgup><pgdn>").hides("four");
    tui.keys("<pgup><tab><ctrl-z>").shows("row restored").shows("4 of 2 to 4 rows");
    assert_eq!(names(&tui), ["one", "two", "three", "four"], "from another page too");
}

#[test]
fn names_that_stand_in_a_list_already_are_not_offered_again() {
    let mut tui = every();
    tui.keys("Otter<pgdn>O").shows("│ Otter").keys("tter<tab>1O").hides("│ Otter");
}

#[test]
fn the_words_are_counted_however_long_the_question_is() {
    let long = EVERY.replace(
        "label = \"Story\"",
        "label = \"A story that takes more than half of the frame to ask for\"",
    );
    let mut tui = Setup::new().exercise("every-kind.toml", &long).open("every-kind");
    tui.keys("P<tab>It was bad.").resize(60, 24).shows("3 of 3–20").shows("A story that takes");
}

#[test]
fn any_page_is_a_key_away() {
    let mut tui = every();
    tui.keys("<pgdn>one<tab>1two<tab>2<pgup>").keys("<ctrl-g>").shows("Go to").shows("Inside: two");
    tui.keys("<tab><tab><tab><tab><enter>").shows("What is inside two?");
    tui.keys("<ctrl-g><enter>")
        .shows("What is inside two?")
        .keys("<ctrl-g><esc>")
        .shows("What is inside two?");
}

#[test]
fn a_step_without_a_page_yet_is_among_the_places_to_go_to() {
    every().keys("<ctrl-g><shift-tab><shift-tab><enter>").shows("this page opens once there is something");
}

#[test]
fn the_foot_says_what_done_leads_to() {
    let mut tui = every();
    tui.shows("Ctrl-S next").keys("P<tab>").shows("F6 one field");
    tui.keys("<ctrl-g><shift-tab><enter>").shows("Anything else?").shows("Ctrl-S finish");
}

/// The plain list of `EVERY`, with at most this many rows.
fn bare_list(max: usize) -> Tui {
    let list =
        EVERY.replace("title = \"{text}\"\nmin = 1", &format!("title = \"{{text}}\"\nmin = 1\nmax = {max}"));
    assert_ne!(list, EVERY);
    let mut tui = Setup::new().size(140, 50).exercise("every-kind.toml", &list).open("every-kind");
    tui.keys("<pgdn>one<tab>1two<tab>2<tab>");
    tui
}

fn lines(tui: &Tui) -> Vec<String> {
    answers(tui).rows("bare").iter().map(|row| text(row, "text")).collect()
}

#[test]
fn lines_pasted_beyond_the_most_rows_are_told_and_go_to_the_clipboard() {
    let mut tui = bare_list(3);
    tui.paste("one\ntwo\n\nthree\nfour\nfive").wait(std::time::Duration::from_millis(2_500));
    assert_eq!(lines(&tui), ["one", "two", "three"], "what fits is saved at once");
    assert_eq!(tui.effects.pop(), Some(empathy::tui::route::Effect::Copy("four\nfive".to_owned())));
    tui.keys("!");
    assert_eq!(lines(&tui), ["one", "two", "three!"]);
    tui.paste("x\ny")
        .shows("1 of 2 lines were added: there can be 3 here. The last line is on the clipboard.");
    assert_eq!(lines(&tui), ["one", "two", "three!x"]);
}

#[test]
fn pasted_lines_take_the_place_of_empty_rows_and_keep_those_below() {
    let mut tui = bare_list(9);
    tui.keys("a<enter>b<enter>c<up><up><ctrl-n><ctrl-n>").paste("1\n2\n3");
    assert_eq!(lines(&tui), ["a", "1", "2", "3", "b", "c"]);
}

#[test]
fn a_list_of_hundreds_of_lines_is_pasted_at_once_and_written_on() {
    let mut tui = every();
    tui.keys("<pgdn>one<tab>1two<tab>2<tab>");
    let pasted: Vec<String> = (0..800).map(|n| format!("line {n}")).collect();
    tui.paste(&pasted.join("\n")).keys("!").shows("line 799!");
    assert_eq!(lines(&tui)[..799], pasted[..799]);
}

#[test]
fn a_thousands_separator_is_not_taken_for_a_decimal_comma() {
    let mut tui = every();
    tui.keys("P<tab><tab><tab><tab>1,500<ctrl-s><pgup>");
    tui.shows("1,500 could mean 1500 or 1.5").shows("type it without the");
    assert_eq!(text(&answers(&tui), "count"), "1,500", "it is kept as it was typed");
    let mut tui = every();
    tui.keys("P<tab><tab><tab><tab>2,5").shows("2,5");
    assert_eq!(answers(&tui).get("count").and_then(Value::as_number), Some(2.5));
}

#[test]
fn a_ranked_row_dragged_out_of_the_ranking_stays_in_hand() {
    let mut tui = every();
    tui.keys("<pgdn>one<tab>1two<tab>2<ctrl-n>three<tab>3<pgdn>").shows("In order");
    let (from, end) = (tui.find("one"), tui.find("three"));
    tui.mouse(MouseKind::Press, from.0, from.1);
    for row in [end.1, end.1 + 1, end.1 + 4, from.1 + 1] {
        tui.mouse(MouseKind::Drag, from.0, row);
    }
    tui.wait(std::time::Duration::from_secs(1));
    assert_eq!(names(&tui), ["two", "one", "three"]);
}

#[test]
fn rows_move_with_everything_in_them() {
    let mut tui = every();
    tui.keys("<pgdn>one<tab>1two<tab>3<shift-tab><alt-up>");
    assert_eq!(names(&tui), ["two", "one"]);
    let weights: Vec<_> =
        answers(&tui).rows("rows").iter().map(|row| row.get("weight").and_then(Value::as_number)).collect();
    assert_eq!(weights, [Some(3.0), Some(1.0)]);
}

#[test]
fn a_ranking_is_moved_by_keys_by_the_mouse_and_sorted() {
    let mut tui = every();
    tui.keys("<pgdn>one<tab>1two<tab>2<ctrl-n>three<tab>3<pgdn>").shows("In order");
    assert_eq!(names(&tui), ["one", "two", "three"]);
    tui.keys("<down><down><alt-up><alt-up>");
    assert_eq!(names(&tui), ["three", "one", "two"]);
    tui.keys("J");
    assert_eq!(names(&tui), ["one", "three", "two"]);
    let (from, to) = (tui.find("two"), tui.find("one"));
    tui.drag(from, to);
    assert_eq!(names(&tui), ["two", "one", "three"]);
    tui.keys("s");
    assert_eq!(names(&tui), ["three", "two", "one"]);
    // Each change of the order is undone, the last one first, until something else is changed.
    tui.keys("<ctrl-u>");
    assert_eq!(names(&tui), ["two", "one", "three"]);
    // A drag is a change for each row it passes.
    tui.keys("<ctrl-u><ctrl-u>");
    assert_eq!(names(&tui), ["one", "three", "two"]);
    tui.keys("<ctrl-u><ctrl-u><ctrl-u><ctrl-u>");
    assert_eq!(names(&tui), ["one", "two", "three"]);
}

#[test]
fn a_choice_that_must_differ_from_another_refuses_its_option() {
    let own = EVERY.replace(
        "[[step.field]]\nid = \"proof\"",
        "[[step.field]]\nid = \"a\"\nkind = \"choice\"\nlabel = \"First\"\n\
         option = [{ id = \"x\", label = \"the sea\" }, { id = \"y\", label = \"the hills\" }]\n\n\
         [[step.field]]\nid = \"b\"\nkind = \"choice\"\nlabel = \"Second\"\ndiffers = \"a\"\noptional = true\n\
         option = [{ id = \"x\", label = \"the sea\" }, { id = \"y\", label = \"the hills\" }]\n\n\
         [[step.field]]\nid = \"proof\"",
    );
    let mut tui = Setup::new().size(140, 50).exercise("every-kind.toml", &own).open("every-kind");
    tui.keys("<pgdn>one<tab>1<pgdn><pgdn>part<tab>1<tab>11");
    tui.shows("pick another one, or none: this is already your answer to “First”");
    let picked = |tui: &Tui| answers(tui).rows("rows")[0].get("b").and_then(Value::as_picks).cloned();
    assert_eq!(picked(&tui), None);
    tui.keys("2");
    assert_eq!(picked(&tui).map(|picks| picks.picked), Some(vec!["y".to_owned()]));
}

#[test]
fn the_mouse_focuses_picks_and_places_the_cursor() {
    let mut tui = every();
    let (x, y) = tui.find("the second");
    tui.click(x, y).shows("[ the second ]");
    let (x, y) = tui.find(" 7 ");
    tui.click(x + 1, y).shows("[7]");
    tui.keys("<shift-tab>abcdef");
    let (x, y) = tui.find("abcdef");
    tui.click(x + 3, y).keys("-");
    assert_eq!(text(&answers(&tui), "story"), "abc-def");
    let (x, y) = tui.find("abc-def");
    tui.drag((x, y), (x + 4, y)).keys("X");
    assert_eq!(text(&answers(&tui), "story"), "Xdef");
}

#[test]
fn a_click_on_a_step_opens_it_once_it_has_pages() {
    let mut tui = every();
    let (x, y) = tui.find("Inside");
    tui.click(x, y).shows("this page opens once there is something to ask about");
    let (x, y) = tui.find("Rows");
    tui.click(x, y).shows("Which rows are there?");
}

#[test]
fn text_is_undone_pasted_and_written_outside() {
    let mut tui = every();
    tui.keys("<tab>one two").paste(" three\nfour").shows("four");
    tui.keys("<ctrl-u>").hides("three").keys("<ctrl-r>").shows("three");
    tui.write_outside("from the editor").shows("from the editor");
    assert_eq!(text(&answers(&tui), "story"), "from the editor");
}

const PARAGRAPH: &str =
    "It asked me which account I meant before it moved the money. I would have let it guess.";

/// Writes a paragraph, waits until it is on disk, and deletes it.
fn deleted() -> Tui {
    let mut tui = every();
    tui.keys("A name<tab>").paste(PARAGRAPH).wait(Duration::from_secs(2)).flush();
    tui.keys("<ctrl-a><backspace>").wait(Duration::from_secs(2)).hides("which account").flush();
    tui
}

#[test]
fn what_was_deleted_is_undone_after_another_page_and_after_another_screen() {
    let mut tui = deleted();
    tui.keys("<pgdn><pgup>").hides("which account");
    tui.keys("<ctrl-z>").shows("which account").keys("<ctrl-y>").hides("which account");
    tui.keys("<esc>");
    let (x, y) = tui.find("Every Kind");
    tui.click(x, y).keys("<enter>");
    tui.hides("which account").keys("<ctrl-z>").shows("which account");
    assert_eq!(text(&answers(&tui), "story"), PARAGRAPH);
}

#[test]
fn where_undo_ends_earlier_versions_are_named() {
    let mut tui = deleted().into_entry("every-kind");
    let short = tui.head("every-kind").short;
    tui.keys("<ctrl-z>")
        .shows(&format!("nothing left to undo here; `empathy history {short}` shows earlier versions"));
}

#[test]
fn copying_and_cutting_hand_the_selection_out() {
    let mut tui = every();
    tui.keys("<tab>hello<ctrl-a><ctrl-c>");
    assert_eq!(tui.effects.pop(), Some(empathy::tui::route::Effect::Copy("hello".to_owned())));
    assert!(!tui.app.is_over());
    tui.keys("<ctrl-x>").hides("hello");
    assert_eq!(tui.effects.pop(), Some(empathy::tui::route::Effect::Copy("hello".to_owned())));
    tui.keys("<ctrl-c>").shows("nothing is selected (Ctrl-Q leaves)");
    assert!(!tui.app.is_over(), "a second copy does not throw anybody out");
}

#[test]
fn a_closed_page_opens_when_the_one_before_is_done() {
    let mut tui = every();
    tui.keys("P<tab>Once at nine<tab><tab>13<tab>no<ctrl-s>");
    tui.keys("one<tab>1two<tab>2<tab>bare<ctrl-s>");
    tui.keys("<pgdn><pgdn><pgdn>").shows("This page opens once “Inside” is done.");
}

#[test]
fn an_empty_row_in_the_middle_goes_and_what_follows_keeps_its_pages() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Maps<tab>41<ctrl-n>Otter<tab>21");
    tui.keys("<pgdn>").shows("Maps 1/2").keys("<pgdn>").shows("Otter 2/2");
    tui.keys("it asked instead of guessing").shows("it asked instead of guessing");
    let answers = tui.draft("trust-audit").answers;
    let rows = answers.rows("products");
    let named =
        |index: usize| rows.get(index).and_then(|row| row.get("product")?.as_text().map(str::to_owned));
    assert_eq!((named(0).as_deref(), named(1).as_deref()), (Some("Maps"), Some("Otter")));
    let moment =
        rows.get(1).and_then(|row| row.get("moment")).and_then(empathy::domain::value::Value::as_text);
    assert_eq!(moment, Some("it asked instead of guessing"));
}

#[test]
fn one_always_sees_what_one_writes_about() {
    let mut tui = Setup::new().demo().open_at("trust-audit", "moment", &[("products", 1)]);
    for size in [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)] {
        tui.resize(size.0, size.1).shows("The moment ─ Otter 2/5");
    }
}

#[test]
fn a_digit_picks_and_goes_on_space_picks_and_enter_only_goes_on() {
    let mut tui = every();
    let place = |tui: &Tui| tui.draft("every-kind").place.at.field;
    tui.keys("P<tab><tab><tab><enter>");
    assert_eq!(answers(&tui).get("one"), None, "Enter picks nothing");
    tui.keys("<shift-tab><space>");
    assert_eq!(place(&tui), "one", "Space picks and stays");
    tui.keys("2!");
    assert_eq!(place(&tui), "some", "a digit picks and goes on");
}

#[test]
fn a_group_of_short_fields_is_a_table_that_enter_goes_down_and_tab_across() {
    let mut tui = Setup::new().size(80, 24).open("trust-audit");
    tui.keys("Otter<enter>Maps<enter>Siri").shows("1 ▏ Otter").shows("2 ▏ Maps").shows("3 ▌ Siri");
    let row = |tui: &Tui, name: &str| tui.find(name).1;
    assert_eq!(row(&tui, "Maps"), row(&tui, "Otter") + 1, "a row a product");
    assert_eq!(row(&tui, "Siri"), row(&tui, "Maps") + 1);
    tui.keys("<up><up><tab>3<shift-tab>").shows("1  2 [3] 4  5").shows("3 I check what matters");
    tui.keys("<down>2");
    let trust: Vec<_> = tui
        .draft("trust-audit")
        .answers
        .rows("products")
        .iter()
        .map(|row| row.get("trust").cloned())
        .collect();
    assert_eq!(trust[..2], [Some(Value::Number(3.0)), Some(Value::Number(2.0))]);
}

#[test]
fn the_wheel_scrolls_and_never_moves_the_focus() {
    let mut tui = Setup::new().demo().size(80, 24).open_at("error-map", "follows", &[("errors", 0)]);
    // The first row tells the time.
    let page = |tui: &Tui| tui.screen().lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let before = page(&tui);
    for _ in 0..3 {
        tui.mouse(MouseKind::WheelDown, 40, 12);
    }
    assert_ne!(page(&tui), before);
    tui.wait(std::time::Duration::from_secs(1)).hides("How you know this error");
    for _ in 0..9 {
        tui.mouse(MouseKind::WheelUp, 40, 12);
    }
    assert_eq!(page(&tui), before);
}

#[test]
fn everything_beside_a_page_can_be_reached() {
    let mut tui = Setup::new().demo().size(80, 24).open_at("dimension-review", "trust", &[]);
    tui.keys("<f4>").shows("On Otter").hides("more");
    let all = tui.app.cx().store.findings_about("Otter", None, 200).expect("read");
    assert!(all.len() > 20, "{}", all.len());
    // Those of the dimension of the page come first.
    let last = all.iter().rfind(|one| one.exercise != "trust-audit").expect("one").short.to_string();
    tui.keys("<end>").shows(&last);
    tui.keys("<enter>").shows(&last).hides("Coach · Evidence").keys("<esc>").shows("Coach · Evidence");
}

#[test]
fn one_field_is_written_alone_and_esc_comes_back() {
    let mut tui = Setup::new().demo().size(120, 40).open_at("trust-audit", "moment", &[("products", 1)]);
    tui.keys("<f6>").shows("The exact moment").hides("What it did to your").shows("Otter 2/5");
    tui.keys("<ctrl-end> It ends here.").shows("It ends here.");
    tui.keys("<esc>").shows("What it did to your").shows("It ends here.");
    tui.keys("<ctrl-p>one field<enter>").hides("What it did to your");
}

#[test]
fn the_foot_stays_as_it_is_while_a_text_is_saved() {
    let mut tui = Setup::new().size(80, 24).open("trust-audit");
    tui.keys("Otter");
    let foot = |tui: &Tui| tui.screen().lines().rev().nth(1).map(str::to_owned);
    let before = foot(&tui);
    tui.type_keys("x");
    assert_eq!(foot(&tui), before, "while it is saved");
    tui.flush();
    assert_eq!(foot(&tui), before, "once it is");
}

#[test]
fn escape_closes_what_was_opened_last() {
    let mut tui = Setup::new().exercise("every-kind.toml", EVERY).open("every-kind");
    tui.keys("P<tab>It was bad.").keys("<f3>").shows("One of each.").keys("<esc>").hides("One of each.");
    tui.shows("Every Kind").keys("<f3><f6>").hides("Product").keys("<esc>").shows("One of each.");
    tui.keys("<esc>").hides("One of each.").shows("Every Kind").keys("<f2>").shows("A rich answer");
    tui.keys("<esc>").hides("A rich answer").shows("Every Kind");
    tui.keys("<f6>").hides("Product").keys("<f3>").shows("One of each.").shows("Product");
    tui.keys("<esc><ctrl-a><esc>").shows("Every Kind").keys("<esc>").hides("Every Kind");
}

#[test]
fn a_row_that_was_deleted_comes_back_after_the_entry_was_left() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Otter<down>Siri").shows("Siri").keys("<ctrl-d>").hides("Siri");
    tui.keys("<esc>").shows("Week 1").keys("<enter>").shows("Otter").hides("Siri");
    tui.keys("<ctrl-z>").shows("row restored").shows("Siri").shows("Otter");
    let draft = tui.draft("trust-audit");
    assert_eq!(draft.answers.rows("products").iter().filter(|row| !row.is_empty()).count(), 2);
    tui.keys("<ctrl-d>").hides("Siri").keys("<pgdn><esc>").shows("Week 1").keys("<enter>");
    tui.keys("<ctrl-z>").shows("Siri");
}

#[test]
fn what_was_deleted_in_one_text_is_inserted_in_another() {
    let mut tui = every();
    tui.keys("P<tab>It was very bad.<ctrl-w><ctrl-w>").hides("very bad");
    tui.keys("<shift-tab><ctrl-v>");
    assert_eq!(
        (text(&answers(&tui), "product"), text(&answers(&tui), "story")),
        ("Pvery bad.".into(), "It was ".into())
    );
}

#[test]
fn how_a_product_was_rated_before_stands_beside_it_in_the_steps() {
    let tui = Setup::new().demo().size(120, 40).open_at("trust-audit", "moment", &[("products", 1)]);
    let row = |tui: &Tui, name: &str| {
        let screen = tui.screen();
        let mut list = screen.lines().map(|line| line.chars().skip(1).take(22).collect::<String>());
        list.find(|line| line.contains(name)).expect("a row")
    };
    assert_eq!(
        [row(&tui, "Otter"), row(&tui, "Google")],
        ["   ● Otter      ▁▁▂ 2 ", "   ● Google Ma… ▃▅▅ 4 "]
    );
}

#[test]
fn what_is_offered_covers_no_row_of_the_table() {
    let mut tui = Setup::new().demo().now("2026-11-30T09:00:00+00:00").open("trust-audit");
    tui.keys("O").shows("Otter").shows(" 2 ▏").shows(" 3 ▏").shows("+ another product");
    let (column, row) = tui.find("Otter");
    tui.click(column, row).shows(" 1 ▏ Otter");
}

#[test]
fn a_note_stands_within_the_frame_of_its_table() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Otter");
    let (column, row) = tui.find("( yesterday )");
    tui.click(column + 2, row).shows("Is there something you did use today?");
    let screen = tui.screen();
    let note = screen.lines().find(|line| line.contains("Is there something")).expect("a row");
    assert!(note.starts_with("│ │ ") && note.ends_with(" │ │"), "{note}");
}

#[test]
fn a_case_can_be_another_until_it_is_answered_and_a_final_decision_stands() {
    let mut tui = Setup::new().size(120, 40).open("ai-or-not");
    let first = tui.screen();
    tui.keys("<alt-a>");
    assert_ne!(tui.screen(), first);
    assert!(tui.heads("ai-or-not").is_empty(), "looking changes nothing");
    tui.keys("Call them.<alt-a>").shows("clear your answers first").shows("Call them.");
    let reasons =
        "The rule holds for every one of them and a model would be wrong without ever saying so to a clerk.";
    tui.keys(&format!("<tab>6<tab>170<tab>{reasons}"));
    tui.keys("<ctrl-s>").shows("show the worked answer").hides("Conditions that hold");
    tui.keys("1").shows("Conditions that hold").hides("show the worked answer");
    tui.keys("<pgup>")
        .shows("How sure you are: 70%")
        .shows("Which conditions make the case for AI here? none of them");
    let answers = answers_of(&tui);
    tui.keys("x1");
    assert_eq!(answers_of(&tui), answers);
}

/// What was decided of a case.
fn answers_of(tui: &Tui) -> (String, Option<Value>) {
    let answers = tui.draft("ai-or-not").answers;
    (text(&answers, "own_rules"), answers.get("own_answer").cloned())
}
