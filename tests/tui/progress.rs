//! Progress: what a section says, its panels, what is behind a number, and how it was worked out.

use super::{Setup, Tui, look};
use empathy::tui::input::MouseKind;
use empathy::tui::theme::Colours;

fn progress() -> Tui {
    let mut tui = Setup::new().demo().today();
    tui.keys("5");
    tui
}

#[test]
fn escape_puts_the_explanation_away_and_half_pages_move_the_mark() {
    let mut tui = progress();
    tui.keys("w").shows("How to read it").keys("<esc>").hides("How to read it").shows("Trust drops faster");
    let first = tui.screen();
    tui.keys("<ctrl-d>");
    assert_ne!(tui.screen(), first);
    tui.keys("<ctrl-u>");
    assert_eq!(tui.screen(), first);
}

#[test]
fn every_section_is_drawn_and_turned_to() {
    let mut tui = progress();
    look("progress_trust", &mut tui);
    for section in ["log", "complaints", "errors", "automation", "models", "checklist", "practice"] {
        tui.resize(80, 24).keys("<right>");
        look(&format!("progress_{section}"), &mut tui);
    }
    tui.resize(80, 24)
        .keys("<right>")
        .shows("Trust drops faster than it grows")
        .keys("<left>")
        .shows("Days practised");
    tui.resize(60, 16).shows("Practice · 8 of 8");
}

#[test]
fn a_section_begins_with_what_its_numbers_say() {
    let mut tui = progress();
    for verdict in [
        "Trust drops faster than it grows: 7 drops of 1.6, 13 gains of 1.",
        "Most often (15 of 32): Technically worked: yes · Felt right: no.",
        "Most often: Ledgerline assistant, trust (8 of 22).",
        "1 severe error lacks a human review or a fallback, or has the lower threshold.",
        "6 of 35 score high on time automation would save and low on comfort with automation.",
        "Most often: reset the expectation (16 of 26).",
        "8 of 11 skills are evidenced, 2 self-rated, 1 is a gap.",
        "You practised on 14 of the last 14 days and 30 of the last 30.",
    ] {
        tui.resize(120, 40).shows(verdict);
        assert_eq!(tui.find(verdict).1, 2, "{verdict}");
        tui.keys("<right>");
    }
}

#[test]
fn a_wide_terminal_is_used_and_columns_follow_the_width() {
    let mut tui = progress();
    for (columns, rows, beside) in [(60, 16, false), (80, 24, true), (120, 40, true), (200, 60, true)] {
        tui.resize(columns, rows);
        let list = tui.find("Trust, product by");
        let chart = tui.screen().contains("today");
        assert_eq!(chart, beside, "{columns}");
        if beside {
            assert_eq!(tui.find("▌Notion AI").1, list.1 + 1);
        }
    }
    let screen = tui.screen();
    let empty = screen.chars().filter(|letter| *letter == ' ').count();
    assert!(empty * 100 < 200 * 60 * 80, "{empty} of {} cells are blank", 200 * 60);
}

#[test]
fn moving_in_the_table_moves_the_chart() {
    let mut tui = progress();
    tui.resize(120, 40).shows("2 · dropped 3 → 2 on 2 Nov, not recovered");
    tui.keys("<down>").shows("2 · dropped 4 → 1 on 30 Oct, not recovered");
    tui.keys("j").shows("3 · dropped 4 → 3 on 2 Nov, not recovered");
    tui.keys("k").shows("2 · dropped 4 → 1 on 30 Oct, not recovered");
    tui.keys("G").shows("4 · ").keys("g").shows("dropped 3 → 2 on 2 Nov");
    tui.keys("<tab><down>").shows("dropped 4 → 1 on 30 Oct");
    tui.keys("<right>").keys("]").shows("phone keyboard").keys("<left>").shows("dropped 3 → 2 on 2 Nov");
    tui.keys("]")
        .shows("dropped 4 → 1")
        .keys("[[")
        .shows("Gmail Smart Compose")
        .keys("]]")
        .shows("dropped 4 → 1");
}

#[test]
fn the_words_behind_the_last_drop_stand_under_the_chart() {
    let mut tui = progress();
    tui.resize(120, 40).hides("▼ “Two minutes").keys("<down>");
    tui.shows("▼ “Two minutes after the call, all seven invited had the summary").shows("30 Oct, log-");
    // Nothing is said where the value never dropped.
    tui.keys("G").shows("4 · ").hides("▼ “");
}

#[test]
fn words_are_found_in_sections_figures_and_rows() {
    let mut tui = progress();
    tui.keys("/").shows("words to find in Progress").keys("otter").shows("▌Otter").shows("“otter” 1 of ");
    // What comes next may be in another section, and after the last match comes the first.
    tui.keys("<enter>")
        .keys("n")
        .shows("▌Otter           █")
        .keys("N")
        .shows("▌Otter")
        .shows("“otter” 1 of ");
    tui.keys("/pattern cards<enter>").shows("╭━ ● Pattern cards").shows("1 of 1");
    tui.keys("/days practised<enter>").shows("Days practised").hides("Trust, product by");
    tui.keys("/practice<enter>").shows("You practised on");
    tui.keys("<esc>").hides("“practice”").shows("You practised on");
    tui.keys("/nowhere at all<enter>").shows("“nowhere at all” is not in Progress");
    tui.keys("/x<esc>").hides("“x”");
}

#[test]
fn the_worst_come_first_and_a_rating_holds_until_the_next() {
    let mut tui = progress();
    tui.resize(120, 40);
    let rows: Vec<u16> =
        ["Notion AI", "Perplexity", "ChatGPT", "Google Maps"].map(|name| tui.find(name).1).into();
    assert!(rows.is_sorted(), "{rows:?}");
    tui.keys("jjj").shows("●━━━━").shows("▼").shows("╌").shows("today").shows("Nov");
}

#[test]
fn tab_goes_from_panel_to_panel_and_from_page_to_page() {
    let mut tui = progress();
    tui.resize(80, 24).shows("1/").hides("Pattern cards");
    let pages: String = tui.screen().split("1/").nth(1).expect("pages").chars().take(1).collect();
    tui.keys("<tab><tab>").hides("Trust, product by").shows(&format!("2/{pages}"));
    tui.keys("<shift-tab>").shows("Trust, product by");
    tui.keys("g<shift-tab>").shows("Trust, product by").keys("<shift-tab>");
    tui.shows(&format!("{pages}/{pages}")).keys("<tab>").shows("Trust, product by");
    tui.resize(60, 16)
        .keys("<pgdn><pgdn>")
        .hides("Trust, product by")
        .keys("<pgup><pgup>")
        .shows("Trust, product");
}

#[test]
fn from_any_number_the_entries_behind_it_are_a_key_away() {
    let mut tui = progress();
    tui.keys("G<enter>").shows("Gmail Smart Compose").shows("Trust Audit").keys("<esc>");
    tui.keys("g<down><down><down><down><down><enter>").shows("Google Maps").shows("Trust Audit");
    look("progress_behind", &mut tui);
    tui.resize(80, 24).keys("reaction<enter>").shows("· Reaction").shows("Google Maps");
    tui.keys("<esc>").shows("reaction").keys("<esc>").shows("Trust, product by");
    tui.keys("<enter>zzz").shows("No entry matches.").keys("<enter>").shows("no entry matches");
}

#[test]
fn a_number_says_how_it_was_worked_out() {
    let mut tui = progress();
    tui.keys("w").keys("G").keys("g");
    tui.resize(80, 60).shows("Why: a mark is the mean of a week's values").shows("n = ");
    tui.keys("<tab><tab>").shows("Why: a gain or a drop is a value");
    tui.keys("w").hides("Why: a gain");
}

#[test]
fn evidence_waits_for_a_rating_and_a_gap_leads_to_its_exercise() {
    let mut tui = Setup::new().today();
    tui.keys("5<left><left>").shows("Rate yourself before you look").hides("0 of 11");
    tui.keys("P").shows("0 of 11 skills are evidenced").keys("P").hides("0 of 11");
    tui.keys("<enter>").shows("Self-check").shows("How sure are you of each of these").keys("<esc>");
    tui.shows("Rate yourself before you look").keys("Pp").shows("Sixty Seconds on Trust");
    let mut tui = progress();
    tui.keys("<left><left>").shows("8 of 11 skills are evidenced").hides("Rate yourself");
}

#[test]
fn an_item_of_the_checklist_has_its_story_beside_it() {
    let mut tui = progress();
    tui.resize(120, 40)
        .keys("<left><left>")
        .shows("◐  Why trust is harder")
        .shows("✓  Patterns that earn trust");
    tui.shows("✓  A study of trust, planned").shows("Used in");
    tui.shows("○ an explanation of 80 words or more").shows("So far     0 of 1");
    tui.keys("j").shows("Tell it").shows("evidenced · until 15 Nov 2027").shows("From ");
}

#[test]
fn an_item_of_the_checklist_says_all_that_its_rules_ask_for() {
    let mut tui = progress();
    tui.resize(120, 60).keys("<left><left>jjjj").shows("✓  A study of trust, planned");
    // The file asks for three words and for something to count; neither is in the sentence of the rule.
    tui.shows("✓ a signal for moving up to approve that someone else could")
        .shows("Counts if  3 words or more ·");
    tui.shows("names something to see or count").shows("no hint from the coach");
    tui.keys("kkk").shows("with “Moments in your own words”, 8").shows("a different AI product");
}

#[test]
fn a_number_of_values_opens_entries_that_say_how_many_it_counts() {
    let mut tui = progress();
    tui.resize(120, 40).keys("<tab><tab><tab><enter>").shows("transparency, 17 times in 10 entries");
}

#[test]
fn an_empty_journal_says_what_to_do_first_and_starts_it() {
    let mut tui = Setup::new().today();
    look("progress_empty", tui.keys("5"));
    tui.resize(80, 24).shows("Enter start it");
    let said = |tui: &mut Tui| {
        let screen = tui.screen();
        let inside: Vec<&str> = screen.lines().filter(|line| line.starts_with("│")).collect();
        inside.iter().filter(|line| line.chars().any(char::is_alphabetic)).count()
    };
    for _ in 0..6 {
        assert!((1..=3).contains(&said(&mut tui)), "{}", tui.screen());
        tui.keys("<right>");
    }
    tui.keys("5").keys("<enter>").shows("What happened").keys("<esc>");
    tui.keys("<right><right><right>")
        .shows("Error Consequence Map")
        .keys("<enter>")
        .shows("Error Consequence Map")
        .shows("Which product");
}

#[test]
fn sections_have_the_hue_of_their_dimension_and_cells_that_of_their_value() {
    let mut tui = Setup::new().demo().look(false, Colours::True).size(120, 40).today();
    tui.keys("5");
    let (buf, _) = tui.paint();
    let colour = |at: (u16, u16)| buf.cell(at).map(|cell| cell.fg).expect("a cell");
    let hues: Vec<_> =
        ["● Trust", "▲ Errors", "■ Automation", "◆ Mental"].map(|tab| colour(tui.find(tab))).into();
    assert!(hues.iter().enumerate().all(|(at, hue)| !hues[..at].contains(hue)), "{hues:?}");
    // The frame that has the focus, and the mark in it.
    assert_eq!(colour(tui.find("╭━")), hues[0]);
    assert_eq!(colour(tui.find("▌")), hues[0]);
    let (x, y) = tui.find("▼━");
    assert_ne!(colour((x, y)), colour((x + 1, y)), "a drop is red, what follows has the colour of its value");
}

#[test]
fn the_mouse_turns_marks_opens_and_scrolls() {
    let mut tui = progress();
    let at = tui.find("Errors");
    tui.click(at.0, at.1).shows("The most severe errors");
    let at = tui.find("Trust");
    tui.click(at.0, at.1);
    let at = tui.find("Otter");
    tui.click(at.0, at.1);
    assert_eq!(tui.find("▌").1, at.1);
    tui.click(at.0, at.1).shows("words that narrow the list").keys("<esc>");
    tui.resize(80, 30);
    let panel = tui.find("What built trust");
    tui.click(panel.0, panel.1 + 2)
        .click(panel.0, panel.1 + 2)
        .shows("words that narrow the list")
        .keys("<esc>");
    let before = tui.screen();
    tui.mouse(MouseKind::WheelDown, panel.0, panel.1 + 3);
    assert_ne!(tui.screen(), before);
    tui.mouse(MouseKind::WheelUp, panel.0, panel.1 + 3);
    assert_eq!(tui.screen(), before, "the wheel moves neither mark nor focus");
}
