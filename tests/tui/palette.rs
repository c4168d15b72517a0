//! The command palette, over whatever is on the screen.

use empathy::db::Filter;

use super::{Setup, look};

#[test]
fn what_can_be_done_is_found_by_a_few_letters_and_done() {
    let mut tui = Setup::new().demo().today();
    tui.keys("<up>:");
    look("palette_open", &mut tui);
    tui.resize(80, 24).keys("prev wk");
    look("palette_typed", &mut tui);
    tui.resize(80, 24).keys("<enter>").hides("Do or open").shows("2026-W46").shows("past week");
    tui.keys("<ctrl-p>this week<enter>").shows("2026-W47").hides("past week");
}

#[test]
fn it_offers_what_makes_sense_where_one_is() {
    let mut tui = Setup::new().demo().today();
    tui.keys(":discard draft").shows("Discard the marked draft").keys("<esc>");
    tui.keys("<up>:discard draft").hides("Discard the marked draft").keys("<esc>");
    tui.keys("6:write file")
        .shows("Write what is on the screen to a file")
        .keys("<enter>")
        .shows("review-2026-W47-peer.md");
}

#[test]
fn a_place_is_found_by_its_name_too() {
    let mut tui = Setup::new().size(80, 24).demo().today();
    tui.keys(":library<enter>").shows("─ Library ─").keys("<esc>:settings<enter>").shows("╭━ Settings");
}

#[test]
fn esc_leaves_all_as_it_was() {
    let mut tui = Setup::new().demo().today();
    tui.keys("5<pgdn>");
    let before = tui.screen();
    tui.keys(":xyzzy").shows("Nothing matches.").keys("<enter>").shows("nothing matches what you typed");
    tui.keys("<esc>");
    assert_eq!(tui.screen(), before);
}

#[test]
fn over_a_text_it_is_opened_with_ctrl_p_and_works_on_what_is_below() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("Chat:GPT").shows("Chat:GPT").keys("<ctrl-p>");
    look("palette_over_exercise", &mut tui);
    tui.resize(80, 24)
        .keys("next page<enter>")
        .shows("page 2 of")
        .keys("<ctrl-p>previous page<enter>")
        .shows("Chat:GPT");
    tui.keys("<tab>:").shows("Do or open").keys("<esc>").hides("Do or open");
    tui.keys("<ctrl-p>go to today<enter>").shows("▰▱▱▱ 1/4");
    assert_eq!(tui.heads("trust-audit").len(), 1, "what was written is kept");
}

#[test]
fn exercises_are_practised_and_gone_on_with() {
    let mut tui = Setup::new().demo().today();
    tui.keys(":practise dimension<enter>").shows("Empathy Dimension Review ─").shows("saved");
    tui.keys("<esc>").shows("Week 8").keys(":prac trust<enter>").shows("Trust Audit ─").shows("finished");
    tui.keys("<ctrl-p>practise reaction<enter>")
        .shows("Reaction")
        .hides("finished")
        .keys("<esc>")
        .shows("Trust Audit ─");
}

#[test]
fn entries_are_found_by_title_product_and_id_also_old_ones() {
    let mut tui = Setup::new().demo().today();
    let all = tui.store().list(&Filter::default(), None, 1000).expect("lists");
    let (old, newest) = (all.last().expect("some").short.to_string(), all[0].short.to_string());
    tui.keys(&format!(":{}", &old[..7])).shows("▸ Trust Audit").shows(&old);
    tui.keys("<enter>").shows(" · Trust Audit").hides("Do or open").keys("<esc>");
    tui.keys(&format!(":{}<enter>", newest.to_uppercase()))
        .hides("Do or open")
        .hides("Week 8")
        .keys("<esc>")
        .shows("Week 8");
    tui.keys(":otter trust audit").shows("Otter");
    // Nothing but its text says it.
    tui.keys("<ctrl-a>template newsletter").shows("▸ Reaction  ChatGPT · fine").keys("<esc>");
}

#[test]
fn it_lies_over_what_lies_over_a_screen() {
    let mut tui = Setup::new().demo().today();
    tui.keys("n").shows("What happened").keys("<ctrl-p>").shows("Do or open").shows("empathy");
    tui.keys("<esc>")
        .shows("What happened")
        .keys("<ctrl-p>go back")
        .shows("▸ Go back")
        .keys("<enter>")
        .hides("What happened")
        .shows("Week 8");
    tui.keys("/otter<ctrl-p>").shows("Do or open").keys("review<enter>").hides("Find").shows("Week 47");
}

#[test]
fn an_entry_that_is_open_is_not_opened_twice() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT");
    let id = tui.head("trust-audit").short.to_string();
    tui.keys(&format!("<ctrl-p>{id}<enter>")).shows("ChatGPT").keys(" 5");
    tui.keys("<esc>").shows("Week 1");
    assert_eq!(tui.heads("trust-audit").len(), 1);
}

#[test]
fn a_click_picks_a_line_of_the_list_and_nothing_beside_it() {
    let mut tui = Setup::new().demo().today();
    tui.resize(120, 40).keys(":");
    let before = tui.screen();
    let (column, row) = tui.find("Log a reaction");
    for (column, row) in [(0, row), (119, row), (column, 39), (column, 1), (2, row)] {
        tui.click(column, row);
        assert_eq!(tui.screen(), before, "{column}, {row}");
    }
    tui.click(column, row).shows("▸ Log a reaction");
    tui.keys("self-check");
    let before = tui.screen();
    tui.click(column, 30);
    assert_eq!(tui.screen(), before, "there is no line");
}
