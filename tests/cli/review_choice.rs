//! What goes into a review: days, products, parts and their order, a title, what is left out, and choices with a name.

use super::{answer, demo_world, failure, id_of, json};
use crate::support::World;

fn headings(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.starts_with("## ") || line.starts_with("### ")).collect()
}

#[test]
fn a_review_is_of_any_days_and_says_which() {
    let world = demo_world();
    let two = answer(&world, &["review", "--from", "2026-W45", "--until", "2026-W46"]);
    assert!(two.starts_with("# 2–15 November 2026\n"), "{two}");
    for exercise in ["Trust Audit, Mon 2 Nov", "Trust Audit, Mon 9 Nov"] {
        assert!(two.contains(exercise) || two.contains("### Mon 2 Nov"), "{exercise} in {two}");
    }
    let peer = ["review", "--from", "2026-11-10", "--until", "2026-11-13", "--for", "peer"];
    let peer = answer(&world, &peer);
    assert!(peer.contains("*Ledgerline assistant, 10–13 November 2026*"), "{peer}");
    assert!(!peer.contains("### Trust Audit"), "the audit was on the 9th: {peer}");
    let json = json(&world, &["review", "--from", "2026-W45", "--until", "2026-W46", "--format", "json"]);
    assert_eq!(
        (json.get("week"), &json["starts"], &json["ends"]),
        (None, &"2026-11-02".into(), &"2026-11-15".into())
    );
    let none = answer(&World::new(), &["review", "--from", "2020-01-01"]);
    assert!(none.contains("No exercise was finished in these days."), "{none}");
    let (code, said) = failure(&world, &["review", "--from", "2026-W46", "--until", "2026-11-01"]);
    assert!(code == Some(2) && said.contains("2026-11-09 comes after 2026-11-01"), "{said}");
    let (code, said) = failure(&world, &["review", "--from", "monday"]);
    assert!(code == Some(2) && said.contains("`monday` is neither a week nor a date"), "{said}");
}

#[test]
fn a_review_of_some_products_is_about_them_alone() {
    let world = demo_world();
    let all = answer(&world, &["review", "-w", "2026-W46", "--for", "me"]);
    assert!(all.contains("Spotify DJ") && all.contains("Otter"), "{all}");
    let one = answer(&world, &["review", "-w", "2026-W46", "--for", "me", "--product", "otter"]);
    assert!(one.contains("Otter") && !one.contains("Spotify DJ"), "{one}");
    let two = ["review", "-w", "2026-W46", "--for", "me", "-p", "otter", "-p", "spotify  dj"];
    let two = answer(&world, &two);
    assert!(two.contains("Otter") && two.contains("Spotify DJ") && !two.contains("| Claude"), "{two}");
    let peer = answer(&world, &["review", "-w", "2026-W46", "--for", "peer", "-p", "Ledgerline assistant"]);
    assert!(peer.starts_with("# Reminders check the bill") && !peer.contains("Otter"), "{peer}");
    let (code, said) = failure(&world, &["review", "-w", "2026-W46", "-p", "Spotify"]);
    assert!(code.is_some() && said.contains("nothing in these days is about `Spotify`"), "{said}");
    assert!(said.contains("Spotify DJ"), "{said}");
}

#[test]
fn a_task_is_no_product() {
    let world = demo_world();
    let asked = ["review", "-w", "2026-W46", "--product", "Wording the three reminder letters"];
    let (code, said) = failure(&world, &asked);
    assert!(code == Some(1) && said.contains("nothing in these days is about `Wording"), "{said}");
}

#[test]
fn parts_stand_in_the_order_they_were_asked_for() {
    let world = demo_world();
    let parts = |reader: &str, parts: &str| {
        answer(&world, &["review", "-w", "2026-W46", "--for", reader, "--parts", parts])
    };
    let page = parts("peer", "dimensions,recommend,appendix,errors,trust");
    let wanted = [
        "## Four dimensions",
        "## Recommendations",
        "## Appendix",
        "### Error Consequence Map",
        "### Trust Audit",
    ];
    assert_eq!(headings(&page), wanted);
    assert!(!page.contains("Rests on"), "the summary was not asked for: {page}");
    let told = parts("interview", "summary,talk,trust");
    assert_eq!(headings(&told)[..2], ["## In ninety seconds", "## Trust Audit"]);
    let own = parts("me", "automation, trust");
    assert_eq!(
        own.lines().filter(|line| line.starts_with("## ")).collect::<Vec<_>>(),
        ["## Automation Spectrum", "## Trust Audit"]
    );
    let (code, said) = failure(&world, &["review", "--for", "me", "--parts", "trust,weather"]);
    assert_eq!(code, Some(2));
    insta::assert_snapshot!(said, @r"
    error: a review for you has no part `weather`
    hint: its parts are summary, review, trust, errors, models, automation, other, stories, practice
    ");
}

#[test]
fn a_title_of_one_s_own_stands_above_what_the_review_is_about() {
    let world = demo_world();
    let args = ["review", "-w", "2026-W46", "--for", "peer", "--title", "What reminders can't see"];
    let titled = answer(&world, &args);
    assert!(
        titled.starts_with("# What reminders can't see\n\n*Ledgerline assistant, week of 9 November 2026*\n"),
        "{titled}"
    );
    let own = answer(&world, &["review", "-w", "2026-W46", "--title", "Mine"]);
    assert!(own.starts_with("# Mine\n\n*Week 46, 9–15 November 2026*\n"), "{own}");
}

#[test]
fn an_entry_left_out_is_not_quoted_either() {
    let world = demo_world();
    let map = id_of(&world, "error-map", "2026-W46");
    let quoted = "A customer who paid in cash on Saturday gets a final notice";
    let with = answer(&world, &["review", "-w", "2026-W46", "--for", "peer"]);
    assert!(with.contains(quoted) && with.contains("### Error Consequence Map"), "{with}");
    let without = answer(&world, &["review", "-w", "2026-W46", "--for", "peer", "--without", &map]);
    assert!(!without.contains(quoted) && !without.contains("### Error Consequence Map"), "{without}");
    let own = answer(&world, &["review", "-w", "2026-W46", "--without", &map]);
    assert!(!own.contains(quoted) && !own.contains(&map) && !own.contains("deleted since"), "{own}");
    let (code, said) = failure(&world, &["review", "--without", "log-0000"]);
    assert!(code.is_some_and(|code| code > 0) && said.contains("log-0000"), "{said}");
}

#[test]
fn a_choice_is_kept_under_a_name_and_used_again() {
    let world = demo_world();
    let save = [
        "review",
        "-w",
        "2026-W46",
        "--for",
        "peer",
        "--parts",
        "summary,trust",
        "--title",
        "Trust",
        "--product",
        "Otter",
        "--save-profile",
        "otter",
    ];
    let ran = world.run(&save);
    assert!(ran.code == Some(0) && ran.stderr.contains("`--profile otter` uses it again"), "{}", ran.stderr);
    let again = answer(&world, &["review", "-w", "2026-W46", "--profile", "otter"]);
    assert_eq!(again, ran.stdout);
    assert!(headings(&again).contains(&"## Trust Audit") && !again.contains("Automation"), "{again}");
    // What is said beside it counts more.
    let other = answer(&world, &["review", "-w", "2026-W46", "--profile", "otter", "--title", "Other"]);
    assert!(other.starts_with("# Other\n"), "{other}");
    let me = answer(&world, &["review", "-w", "2026-W46", "--profile", "otter", "--for", "me"]);
    assert!(me.contains("| Day"), "the parts were those of another reader: {me}");
    assert_eq!(answer(&world, &["review", "--profiles"]), "otter\n");
    // A file is a person's own: a mistake in it is located, and nothing is guessed.
    let path = world.path(".config/empathy/report/otter.toml");
    let text = std::fs::read_to_string(&path).expect("saved");
    std::fs::write(&path, text.replace("\"trust\"", "\"trsut\"")).expect("changed");
    let (code, said) = failure(&world, &["review", "--profile", "otter"]);
    assert!(code.is_some_and(|code| code > 0) && said.contains("otter.toml:4:"), "{said}");
    assert!(said.contains("there is no part `trsut`; use summary, "), "{said}");
    let ran = world.run(&["review", "--delete-profile", "otter"]);
    assert_eq!(ran.stderr, "Deleted the profile `otter`.\n");
    let (code, said) = failure(&world, &["review", "--profile", "otter"]);
    assert!(code == Some(1) && said.contains("there is no profile `otter`"), "{said}");
}
