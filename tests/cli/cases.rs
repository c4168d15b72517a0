//! Whether AI is the answer, case by case: which comes next, what is hidden until it is decided, and what is made of it.

use std::collections::BTreeSet;

use empathy::exercises::Catalog;

use super::{answer, json};
use crate::support::World;

const REASONS: &str = "A rule holds today and no one works around it. A model would be wrong without saying so, and a clerk \
                       would have to read each answer again.\n.\n";

/// Decides a case, one of three answers, with how sure, and says what came of it.
fn decide(world: &World, pick: usize, sure: &str) -> String {
    let typed = format!(
        "If it is late, call.\n6\n{pick}\n{sure}\n{REASONS}1\nAsk what makes people complain first.\n"
    );
    world.feed(&["practice", "ai-or-not", "--again", "--plain"], &typed).stdout
}

/// The title of the case that a run asked about last.
fn title(said: &str) -> &str {
    let asked = said.rsplit_once(": is AI the answer?").expect("a case").0;
    asked.rsplit_once('\n').map_or(asked, |(_, title)| title)
}

#[test]
fn every_case_comes_before_one_comes_again() {
    let world = World::new();
    let catalog = Catalog::built_in();
    let cases = &catalog.deck().cases;
    let mut had = BTreeSet::new();
    for _ in cases {
        let said = decide(&world, 1, "60");
        assert!(said.contains("finished · aia-"), "{said}");
        assert!(had.insert(title(&said).to_owned()), "{said}");
    }
    assert_eq!(had, cases.iter().map(|case| case.title.clone()).collect());
    let again = decide(&world, 1, "60");
    assert!(had.contains(title(&again)));
}

#[test]
fn the_worked_answer_is_hidden_until_the_decision_is_final() {
    let world = World::new();
    let catalog = Catalog::built_in();
    let worked = |said: &str| catalog.deck().cases.iter().any(|case| said.contains(case.worked.trim()));
    let kept = world.feed(&["practice", "ai-or-not", "--plain"], &format!("Call.\n6\n1\n60\n{REASONS}"));
    assert!(kept.stdout.contains("Your decision is final") && !worked(&kept.stdout), "{}", kept.stdout);
    let id = json(&world, &["list", "--json"])[0]["id"].as_str().expect("an id").to_owned();
    assert!(!worked(&answer(&world, &["show", &id])));
    assert!(!worked(&answer(&world, &["review", "--for", "me"])));
    let done = world.feed(&["practice", &id, "--plain"], "1\nAsk first.\n");
    assert!(worked(&done.stdout), "{}", done.stdout);
    // What was decided stands: opened again, it is not asked any more.
    let again = world.feed(&["edit", &id, "--plain"], "");
    assert!(
        !again.stdout.contains("How sure you are") && again.stdout.contains("What you take"),
        "{}",
        again.stdout
    );
    assert!(worked(&answer(&world, &["show", &id])));
}

#[test]
fn another_case_comes_until_something_is_answered() {
    let world = World::new();
    let said =
        world.feed(&["practice", "ai-or-not", "--plain"], ":another\n:another\nCall them.\n:another\n");
    let asked: BTreeSet<&str> =
        said.stdout.split(": is AI the answer?").filter_map(|before| before.rsplit('\n').next()).collect();
    assert_eq!(asked.len(), 4, "three cases and the end: {}", said.stdout);
    assert!(said.stdout.contains("you can ask for another case only before you answer"), "{}", said.stdout);
    let none = world.feed(&["practice", "trust-audit", "--plain"], ":another\n");
    assert!(none.stdout.contains("you can ask for another case only before you answer"), "{}", none.stdout);
}

#[test]
fn agreement_is_counted_and_how_sure_is_held_against_it() {
    let world = World::new();
    for _ in 0..12 {
        decide(&world, 1, "90");
    }
    let progress = json(&world, &["progress", "practice", "--json"]);
    let text = progress.to_string();
    let agreed = json(&world, &["search", "is:case_agreed", "--json", "--limit", "50"]);
    let agreed = agreed["entries"].as_array().or(agreed.as_array()).expect("a list").len();
    assert!((1..12).contains(&agreed), "{agreed}");
    let share = (agreed as f64 / 12.0 * 100.0).round();
    let sentence = format!("12 cases, 90% sure on average, {share}% agreed. Overconfident by");
    assert!(answer(&world, &["progress", "practice"]).contains(&sentence), "{text}");
    // A decision whose worked answer was never opened is none.
    let kept = world.feed(
        &["practice", "ai-or-not", "--again", "--plain"],
        &format!("Call.\n6\n1\n10\n{REASONS}\nyes\n"),
    );
    assert!(kept.stdout.contains("finished"), "{}", kept.stdout);
    assert!(answer(&world, &["progress", "practice"]).contains(&sentence));
}

#[test]
fn every_card_and_text_says_where_it_is_from() {
    let world = World::new();
    let said = answer(&world, &["sources"]);
    for known in ["Cagan: Inspired", "Lean UX", "Rachitsky", "IEEE Big Data 2017", "https://www.svpg.com/"] {
        assert!(said.contains(known), "{known} is not in {said}");
    }
    let all = json(&world, &["sources", "--json"]);
    let all = all.as_array().expect("a list");
    let catalog = Catalog::built_in();
    for card in &catalog.deck().cards {
        let cites = |one: &&serde_json::Value| {
            one["cards"].as_array().is_some_and(|cards| cards.contains(&card.question.clone().into()))
        };
        assert_eq!(all.iter().filter(cites).count(), card.sources().count(), "{}", card.id);
    }
    // A text that cards name too stands once.
    let titles: BTreeSet<&str> = all.iter().filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles.len(), all.len());
}
