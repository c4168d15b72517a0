//! The library: every exercise by topic.

use super::{Setup, look};

const OWN: &str = r#"format = 1
id = "handover"
revision = 1
title = "Handover"
about = "Write down one handover."
why = "It helps."
minutes = [2, 4]

[[step]]
id = "one"
title = "One"
ask = "What was handed over?"

[[step.field]]
id = "what"
kind = "text"
label = "What"
"#;

#[test]
fn the_library_lists_ones_own_exercises_first_and_then_all_by_topic() {
    let mut tui = Setup::new().demo().exercise("handover.toml", OWN).size(120, 40).today();
    tui.keys("L").shows("Library").shows("Yours").shows("Handover").shows("2–4 min").shows("never");
    tui.shows("The week").shows("Trust Audit").shows("16 Nov 2026").shows("evidence: ");
    look("library", &mut tui);
    tui.resize(120, 40).keys("seven").shows("Seven Questions").hides("Trust Audit");
    tui.keys("<enter>").hides("Library").shows("Seven Questions");
}

#[test]
fn today_leads_to_the_library_and_names_what_was_practised_beside_the_plan() {
    let mut tui = Setup::new().size(120, 40).today();
    tui.shows("More to practise").shows(" exercises  ").hides("Study Plan");
    let (x, y) = tui.find("All 3");
    tui.click(x, y).click(x, y).shows("Library").keys("nothing fits this").shows("No exercise matches.");
    tui.keys("<enter>").shows("no exercise matches").keys("<esc>").hides("Library");
}

#[test]
fn sources_are_listed_narrowed_and_copied() {
    let mut tui = Setup::new().size(80, 24).today();
    tui.keys("B").shows("Sources").shows("What the exercises rest on").shows("Building Customer Empathy");
    tui.keys("bainbridge").shows("Sources of the concept cards").shows("Ironies of Automation");
    tui.keys("<enter>").shows("the source is copied");
    tui.keys("<esc>").hides("Ironies of Automation");
}
