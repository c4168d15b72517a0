//! Pages of the built-in exercises, as a person meets them: the first one empty, later ones with the answers of the demo.

use std::time::Duration;

use super::{Setup, Tui, look, look_at};

const WIDE: [(u16, u16); 2] = [(80, 24), (120, 40)];

fn first(exercise: &str, name: &str) {
    look(name, &mut Setup::new().open(exercise));
}

fn later(exercise: &str, step: &str, rows: &[(&str, usize)], name: &str) {
    look(name, &mut Setup::new().demo().open_at(exercise, step, rows));
}

#[test]
fn the_trust_audit() {
    first("trust-audit", "trust_first");
    later("trust-audit", "products", &[], "trust_products");
    later("trust-audit", "moment", &[("products", 1)], "trust_moment");
}

#[test]
fn the_error_map() {
    first("error-map", "errors_first");
    later("error-map", "list", &[], "errors_list");
    later("error-map", "follows", &[("errors", 0)], "errors_follows");
    later("error-map", "tolerance", &[], "errors_tolerance");
}

#[test]
fn the_mental_model_interview() {
    first("mental-models", "models_first");
    later("mental-models", "gaps", &[("people", 0), ("beliefs", 0)], "models_gap");
}

#[test]
fn the_automation_spectrum() {
    first("automation-spectrum", "automation_first");
    later("automation-spectrum", "levels", &[("resist", 0)], "automation_ladder");
}

#[test]
fn the_dimension_review() {
    first("dimension-review", "review_first");
    later("dimension-review", "errors", &[], "review_errors");
}

#[test]
fn the_listening_lock_says_when_it_opens() {
    look("lock_closed", Setup::new().open("mental-models").keys("ChatGPT<tab>replies<ctrl-s><pgdn><pgdn>"));
    later("mental-models", "truth", &[], "lock_open");
}

#[test]
fn a_ranking_follows_alt_and_arrows() {
    let mut tui = Setup::new().demo().open_at("error-map", "rank", &[]);
    look("rank_before", &mut tui);
    tui.keys("<down><alt-up><down><down><down><alt-down>");
    look_at("rank_after", &WIDE, &mut tui);
    tui.keys("s").hides("Keep it if you mean it");
}

#[test]
fn proposals_are_there_to_be_taken() {
    let mut tui = Setup::new().open("error-map");
    tui.keys("Otter<tab>Ines<tab>On the train<tab>3<ctrl-s>");
    tui.keys("It lies<tab>153<ctrl-s><pgdn><tab><tab>");
    tui.keys("One call back, eight minutes<tab>");
    look("proposals", &mut tui);
    tui.keys("<alt-y>").shows("[ higher ]");
    tui.keys("<tab><tab><alt-y>").shows("[ says it doesn't know ]");
    look_at("proposals_taken", &WIDE, &mut tui);
}

#[test]
fn one_threshold_for_the_worst_three_is_pointed_out_although_the_others_have_none() {
    let mut tui = Setup::new().demo().open_at("error-map", "follows", &[("errors", 0)]);
    tui.resize(120, 40).keys("<tab><tab><tab>23").shows("The same answer all 3 times");
}

#[test]
fn words_of_another_row_are_pointed_out() {
    let mut tui = Setup::new().open("trust-audit");
    tui.resize(120, 40);
    tui.keys("Otter<tab>2<tab>Maps").hides("Another row says the same");
    tui.keys("<tab>3<tab>otter").wait(Duration::from_secs(3));
    tui.shows("Another row says the same. What is different here?");
}

#[test]
fn the_words_of_the_example_are_pointed_out() {
    let mut tui = Setup::new().open("error-map");
    tui.resize(120, 40).keys("Otter<tab>Ines<tab>On the train<tab>3<ctrl-s>");
    tui.keys("The notes list a decision that no one made").wait(Duration::from_secs(3));
    tui.shows("These are the words of the example. What are yours?");
}

#[test]
fn examples_show_on_demand_and_hide_again() {
    let mut tui = Setup::new().open("error-map");
    tui.keys("<tab>").resize(80, 24).hides("Ines Moreau").keys("<f2>");
    look("example", &mut tui);
    tui.resize(80, 24).keys("<f2>").hides("Ines Moreau");
}

#[test]
fn an_answer_is_graded_beside_the_rich_one() {
    let mut tui = Setup::new().demo().open_at("trust-audit", "moment", &[("products", 0)]);
    tui.keys("<ctrl-a>").paste("It often makes things up.").keys("<f2>y");
    look("grading", &mut tui);
    tui.keys("ny")
        .shows("✗ no   Does it say what you")
        .shows("compare again (Esc")
        .shows("goes back to your answer)");
    tui.keys("y").hides("compare again").keys("yy").shows("Yes to all three");
    tui.keys("<esc>").hides("Yes to all three").shows("The exact moment");
    tui.resize(80, 24)
        .keys("<f2>")
        .shows("A rich answer")
        .keys("x")
        .hides("A rich answer")
        .shows("makes things up.x");
    tui.keys("<f2><tab>").hides("A rich answer");
}

#[test]
fn hints_come_when_the_writing_rests_and_can_be_ignored() {
    let mut tui = Setup::new().demo().open_at("trust-audit", "moment", &[("products", 0)]);
    tui.keys("<ctrl-a>").paste("It often makes things up.");
    look("hint", &mut tui);
    tui.shows("~ ").keys("<f5>").hides("~ ");
}

#[test]
fn a_hint_is_repaired_with_a_person_or_a_sentence_of_the_last_days() {
    let mut tui = Setup::new().demo().open_at("user-model", "person", &[]);
    tui.keys("1<tab><ctrl-a>").paste("busy users like me").keys("<left>");
    tui.shows("~ “users”").keys("<f9>").shows("Bastian");
    look("repair", &mut tui);
    tui.keys("<esc>").hides("Bastian").shows("busy users like me");
    // A name takes the place of the words, and is one step of undo.
    tui.keys("<f9><enter>").shows("busy Bastian like me").hides("Sabine");
    tui.keys("<ctrl-z>").shows("busy users like me");
    // What was logged takes the place of the sentence. A name says nothing about when.
    let mut tui = Setup::new().demo().open_at("trust-audit", "moment", &[("products", 0)]);
    tui.keys("<ctrl-a>").paste("It was late. It often makes things up. So I left.").keys("<left>");
    tui.shows("~ “often”").keys("<f9>").hides("Bastian").keys("<enter>");
    tui.shows("It was late. Before I opened the list").hides("makes things up").shows("So I left.");
}

#[test]
fn a_kind_of_hint_can_be_switched_off_for_ever_and_on_again() {
    let mut tui = Setup::new().demo().open_at("trust-audit", "moment", &[("products", 0)]);
    tui.keys("<ctrl-a>").paste("It often makes things up.").keys("<left>");
    tui.shows("~ “often”").keys("<f8>").hides("~ “often”");
    tui.keys("x").hides("~ “often”");
    tui.keys("<esc>").keys(",G").shows("off: vague-moment");
    tui.keys("<right>").shows("all on").hides("off: vague-moment");
}

#[test]
fn faults_show_when_a_page_is_done() {
    let mut tui = Setup::new().open("trust-audit");
    tui.keys("ChatGPT<tab>4<ctrl-s><pgup>");
    look("faults", &mut tui);
}

#[test]
fn the_rail_stands_beside_the_page_or_is_called() {
    let mut tui = Setup::new().demo().open_at("dimension-review", "trust", &[]);
    look("rail", &mut tui);
    tui.resize(80, 24).hides("On Ledgerline").keys("<f4>");
    look_at("rail_called", &WIDE[..1], &mut tui);
    tui.keys("<f4>").hides("On Ledgerline");
}

#[test]
fn the_evidence_panel_begins_with_the_exercise_of_the_dimension() {
    for (step, prefix) in [("trust", "tru-"), ("errors", "err-"), ("model", "men-"), ("automation", "aut-")] {
        let mut tui = Setup::new().demo().open_at("dimension-review", step, &[]);
        tui.resize(120, 40);
        let screen = tui.screen();
        let (_, panel) = screen.split_once("On Otter").expect("a panel");
        let first = panel.lines().find(|line| line.contains(" · ")).expect("a finding");
        assert!(first.contains(prefix), "{step}: {first}");
    }
}

#[test]
fn evidence_is_cited_and_taken_back() {
    let mut tui = Setup::new().demo().open_at("dimension-review", "recommendations", &[]);
    tui.keys("Ask first<pgdn>").shows("Ask first").shows("1/1").keys("<tab><tab><tab>");
    look("evidence", &mut tui);
    tui.keys("<space><down><space>");
    look("evidence_cited", &mut tui);
    let text = |tui: &Tui| format!("{:?}", tui.draft("dimension-review").answers);
    assert_eq!(text(&tui).matches("Cite {").count(), 2);
    tui.keys("<space><esc>");
    assert_eq!(text(&tui).matches("Cite {").count(), 1);
}

#[test]
fn suggestions_offer_earlier_answers() {
    let mut tui = Setup::new().demo().now("2026-11-25T09:00:00+00:00").open("trust-audit");
    tui.keys("G");
    look("suggestions", &mut tui);
    tui.keys("<down><enter>").hides("▸ G").shows("GitHub");
}
