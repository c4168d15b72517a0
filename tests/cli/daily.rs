//! A question a day, and which plan is practised.

use super::{answer, failure, json};
use crate::support::World;

/// Moves the clock of a world to a day.
fn on(world: &mut World, day: &str) {
    world.now = format!("{day}T14:02:31+01:00");
}

fn question(world: &World) -> String {
    let today = json(world, &["today", "--json"]);
    today["daily"]["question_of_the_day"].as_str().expect("a question").to_owned()
}

#[test]
fn a_question_is_there_every_day_the_same_for_a_day_and_not_soon_again() {
    let mut world = World::new();
    let mut asked = Vec::new();
    for day in ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"] {
        on(&mut world, day);
        let now = question(&world);
        assert!(!asked.contains(&now), "{now}");
        assert!(
            answer(&world, &["today"])
                .contains(&format!("Two Minutes today: {now}\n      empathy practice two-minutes"))
        );
        let said = world
            .feed(&["practice", "two-minutes", "--plain"], "It asked me twice for the same name.\n.\n\n\n");
        assert!(said.stdout.contains(&format!("## Two minutes\n{now}")), "{}", said.stdout);
        assert!(said.stdout.contains("finished · two-"), "{}", said.stdout);
        assert_eq!(question(&world), now, "answered, it stays the question of the day");
        assert!(answer(&world, &["today"]).contains(&format!("✓ Two Minutes today: {now}\n")));
        asked.push(now);
    }
    let today = json(&world, &["today", "--json"]);
    assert_eq!(today["daily"]["done"], true);
    assert!(today["daily"]["entry"]["id"].as_str().is_some());
}

#[test]
fn practising_it_again_on_a_day_opens_the_entry_of_that_day() {
    let mut world = World::new();
    world.feed(&["practice", "two-minutes", "--plain"], "It asked me twice for the same name.\n.\n:quit\n");
    let again = world.feed(&["practice", "two-minutes", "--plain"], "\n\n:quit\n").stdout;
    assert!(again.contains("It asked me twice"), "{again}");
    on(&mut world, "2026-11-21");
    let next = world.feed(&["practice", "two-minutes", "--plain"], ":quit\n").stdout;
    assert!(!next.contains("It asked me twice"), "{next}");
}

#[test]
fn another_plan_is_practised_from_a_week_on_and_weeks_before_keep_theirs() {
    let world = World::new();
    insta::assert_snapshot!(answer(&world, &["plan"]), @r"
    ▸ five-days        The five-day week. One exercise of 20 to 30 minutes on each of five days, and two minutes every day.
      no-access        A week without users. Your own reactions, reviews that strangers wrote, one person you watch, and two minutes every day.
    Use `empathy plan use PLAN` to switch plans from this week on.
    ");
    insta::assert_snapshot!(answer(&world, &["plan", "show", "no-access"]), @r"
    A week without users (no-access)
    Your own reactions, reviews that strangers wrote, one person you watch, and two minutes every day.
      day 1  Reaction
      day 2  Trust Audit
      day 3  Complaint Sort
      day 4  Three Places
      day 5  Empathy Dimension Review
      day 6  Five-Minute Watch
      daily  Two Minutes
      week 1: Yourself. Use your own reactions as the evidence, from the day they happen.
      week 2: Another person. Read and watch what strangers say in public, and keep their own words.
      week 3: One product in depth. Stay with one product all week, and use parts of it you usually skip.
      week 4: The interview. Keep only what you could tell in ninety seconds, and say it aloud once.
    ");
    assert_eq!(
        answer(&world, &["plan", "use", "no-access"]),
        "You practise “A week without users” from week 2026-W47 on. Earlier weeks keep their plan.\n"
    );
    let (now, before) = (answer(&world, &["week"]), answer(&world, &["week", "2026-W46"]));
    assert!(now.contains("Complaint Sort") && !now.contains("Error Consequence Map"), "{now}");
    assert!(before.contains("Error Consequence Map") && !before.contains("Complaint Sort"), "{before}");
    answer(&world, &["plan", "use", "five-days", "--week", "2026-W49"]);
    assert!(answer(&world, &["week", "2026-W48"]).contains("Complaint Sort"));
    assert!(answer(&world, &["week", "2026-W49"]).contains("Error Consequence Map"));
    let plans = json(&world, &["plan", "--json"]);
    assert_eq!((&plans["plan"], &plans["plans"][1]["practised"]), (&"no-access".into(), &true.into()));
}

#[test]
fn the_first_step_to_a_figure_is_one_of_the_plan_that_is_practised() {
    let world = World::new();
    assert!(answer(&world, &["progress", "practice"]).contains("Trust Audit asks for it"));
    answer(&world, &["plan", "use", "no-access"]);
    assert!(answer(&world, &["progress", "practice"]).contains("Reaction asks for it"));
}

#[test]
fn a_plan_that_is_not_there_is_named_and_one_that_is_gone_is_stood_in_for() {
    let world = World::new();
    let wanted = "error: there is no plan `no-acces`\nhint: did you mean `no-access`?\n";
    assert_eq!(failure(&world, &["plan", "use", "no-acces"]), (Some(1), wanted.to_owned()));
    let mine = "format = 1\nid = \"mine\"\ntitle = \"Mine\"\n[[day]]\nday = 1\nexercise = \"error-map\"\n";
    let file = world.write(".config/empathy/exercises/plans/mine.toml", mine);
    answer(&world, &["plan", "use", "mine"]);
    assert!(!answer(&world, &["week"]).contains("Trust Audit"));
    std::fs::remove_file(file).expect("removed");
    assert!(answer(&world, &["week"]).contains("Trust Audit"));
    assert!(answer(&world, &["plan"]).contains("The file of your plan `mine` is gone"));
}

#[test]
fn each_week_of_practice_has_a_theme_and_a_line_for_its_exercises() {
    let world = World::new();
    let theme = "Yourself: Use your own reactions as the evidence, from the day they happen.\n";
    assert!(answer(&world, &["today"]).contains(theme));
    assert!(answer(&world, &["week"]).contains(theme));
    assert_eq!(json(&world, &["week", "--json"])["theme"]["title"], "Yourself");
    let said = world.feed(&["practice", "trust-audit", "--plain"], "Otter\n:quit\n").stdout;
    assert!(said.contains("\nYourself: Rate the products you used today"), "{said}");
    let said = world.feed(&["practice", "trust-audit", "--plain"], ":quit\n").stdout;
    assert!(said.contains("\nYourself: "), "a draft has it too: {said}");
    let demo = super::demo_world();
    assert!(answer(&demo, &["today"]).contains("The interview: Keep only"), "the eighth week");
    assert!(answer(&demo, &["week", "2026-W44"]).contains("Yourself: "), "the fifth week");
    demo.write(
        ".config/empathy/exercises/plan.toml",
        "format = 1\nid = \"p\"\ntitle = \"P\"\n[[day]]\nday = 1\nexercise = \"error-map\"\n",
    );
    assert_eq!(json(&demo, &["today", "--json"])["theme"], serde_json::Value::Null);
    assert_eq!(json(&demo, &["today", "--json"])["daily"], serde_json::Value::Null);
}

#[test]
fn a_new_entry_begins_with_what_the_last_one_said_where_that_makes_sense() {
    let world = World::new();
    let places = "Gmail\nready-made replies\nIt reads this one message\n:quit\n";
    world.feed(&["practice", "three-places", "--plain"], places);
    let again = world.feed(&["practice", "three-places", "--plain", "--again"], ":quit\n").stdout;
    assert!(!again.contains("from your last entry"), "a draft is not finished: {again}");
    let id = super::id_of(&world, "three-places", "2026-W47");
    world.feed(&["practice", &id, "--plain"], ".\n.\n\nyes\n");
    let again = world.feed(&["practice", "three-places", "--plain", "--again"], "\n:quit\n").stdout;
    assert!(again.contains("Product\n"), "{again}");
    assert!(again.contains("now: Gmail (from your last entry)"), "{again}");
    assert!(again.contains("now: ready-made replies (from your last entry)"), "{again}");
    assert!(again.contains("nothing was written"), "what was carried over alone is no entry: {again}");
}

fn comes_back(world: &World) -> serde_json::Value {
    json(world, &["today", "--json"])["comes_back"]["text"].clone()
}

#[test]
fn a_rating_comes_back_after_three_weeks_every_other_day_until_a_newer_one() {
    let mut world = World::new();
    on(&mut world, "2026-10-30");
    answer(&world, &["log", "it made up a price", "--product", "Otter", "--trust", "2"]);
    let text = "You trusted Otter 2 of 5. Is it still 2?";
    for (day, there) in
        [("2026-11-19", false), ("2026-11-20", true), ("2026-11-21", false), ("2026-11-22", true)]
    {
        on(&mut world, day);
        assert_eq!(comes_back(&world) == text, there, "{day}");
    }
    let said = answer(&world, &["today"]);
    assert!(said.contains(&format!("from 3 weeks ago: {text}")), "{said}");
    assert!(said.contains("23 days since your last entry. Nothing is late."), "{said}");
    answer(&world, &["log", "it named its source", "--product", "otter", "--trust", "4"]);
    assert_eq!(comes_back(&world), serde_json::Value::Null, "a newer rating stands for it");
    assert!(!answer(&world, &["today"]).contains("Nothing is late"));
    on(&mut world, "2026-12-13");
    assert_eq!(comes_back(&world), "You trusted otter 4 of 5. Is it still 4?");
    let id = super::id_of(&world, "reaction", "2026-W47");
    assert_eq!(world.run(&["delete", &id]).code, Some(0));
    on(&mut world, "2026-12-14");
    assert_eq!(comes_back(&world), text, "what is in the trash comes back no more");
    assert_eq!(world.run(&["trash", "--empty", "--yes"]).code, Some(0));
    assert_eq!(world.run(&["doctor"]).code, Some(0));
}

#[test]
fn what_somebody_else_felt_or_was_imagined_does_not_come_back() {
    let mut world = World::new();
    on(&mut world, "2026-10-30");
    let args = ["log", "she laughed at it", "--product", "Otter", "--trust", "2", "--set", "provenance=told"];
    answer(&world, &args);
    on(&mut world, "2026-11-20");
    assert_eq!(comes_back(&world), serde_json::Value::Null);
}

#[test]
fn what_comes_back_is_named_with_its_command_and_filled_in_line_by_line() {
    let mut world = World::new();
    on(&mut world, "2026-10-30");
    answer(&world, &["log", "it made up a price", "--product", "Otter", "--trust", "2"]);
    on(&mut world, "2026-11-20");
    let said = answer(&world, &["today"]);
    let text = "You trusted Otter 2 of 5. Is it still 2?";
    assert!(said.contains(&format!("{text}\n      empathy practice second-look\n")), "{said}");
    let left = world.feed(&["practice", "second-look", "--plain"], ":quit\n").stdout;
    assert!(left.contains("Product\n") && left.contains("now: Otter"), "{left}");
    assert_eq!(comes_back(&world), text, "nothing was answered");
    let done =
        world.feed(&["practice", "second-look", "--plain"], "\n\n4\nIt marks what it made up.\n").stdout;
    assert!(done.contains("now: 2") && done.contains("finished · sec-"), "{done}");
    assert!(done.contains("Otter: trust 4, earlier 2"), "{done}");
    for day in ["2026-11-20", "2026-11-22"] {
        on(&mut world, day);
        assert_eq!(comes_back(&world), serde_json::Value::Null, "{day}");
    }
}

#[test]
fn a_draft_of_an_earlier_day_is_named_with_its_title_and_command() {
    let mut world = World::new();
    on(&mut world, "2026-11-18");
    world.feed(&["practice", "two-minutes", "--plain"], "It asked me twice.\n.\n:quit\n");
    let id = super::id_of(&world, "two-minutes", "2026-W47");
    let today = answer(&world, &["today"]);
    assert!(!today.contains("draft: "), "the question of the day says it: {today}");
    assert!(today.contains("      empathy practice two-minutes\n"), "{today}");
    on(&mut world, "2026-11-20");
    let today = answer(&world, &["today"]);
    let wanted = format!("draft: Two Minutes of Wed 18 Nov 2026\n      empathy practice {id}\n");
    assert!(today.contains(&wanted), "{today}");
}

#[test]
fn what_is_captured_is_what_the_chosen_plan_captures() {
    let world = World::new();
    let mine = "format = 1\nid = \"mine\"\ntitle = \"Mine\"\ncapture = \"two-minutes\"\n[[day]]\nday = 1\nexercise = \"error-map\"\n";
    world.write(".config/empathy/exercises/plans/mine.toml", mine);
    assert!(answer(&world, &["log", "It apologised"]).starts_with("log-"));
    answer(&world, &["plan", "use", "mine"]);
    let (code, said) = failure(&world, &["log", "It apologised", "--product", "Otter"]);
    assert!(code.is_some_and(|code| code > 0) && said.starts_with("error: `two-minutes` has no "), "{said}");
}

#[test]
fn what_is_written_later_about_an_earlier_week_renumbers_no_week() {
    let world = World::new();
    let number = |world: &World| json(world, &["week", "--json"])["number"].clone();
    let id = super::logged(&world, 1, &["It cut the call"]);
    assert_eq!(number(&world), 1);
    super::logged(&world, 2, &["It cut another call", "--at", "2026-10-05"]);
    assert_eq!(number(&world), 1);
    assert_eq!(world.run(&["move", &id, "--to", "2026-11-11"]).code, Some(0));
    assert_eq!(number(&world), 1);
    assert_eq!(json(&world, &["week", "2026-W48", "--json"])["number"], 2, "this week was one of practice");
    assert_eq!(world.run(&["doctor"]).code, Some(0));
    assert_eq!(world.run(&["doctor", "--rebuild"]).code, Some(0));
    assert_eq!(number(&world), 1);
}
