//! The day of an interview, and the plan that counts back from it.

use super::{answer, failure, json, same_as_file};
use crate::support::World;

/// A world on a day of November 2026, in the afternoon.
fn on(world: &mut World, day: u32) {
    world.now = format!("2026-11-{day:02}T14:02:31+00:00");
}

#[test]
fn a_day_makes_a_plan_that_follows_what_was_done() {
    let mut world = World::new();
    on(&mut world, 1);
    assert!(answer(&world, &["interview"]).starts_with("No interview is set."));
    assert_eq!(answer(&world, &["interview", "--json"]), "null\n");
    same_as_file("interview", &answer(&world, &["interview", "2026-11-16", "--company", "Acme"]));
    on(&mut world, 2);
    let today = answer(&world, &["today"]);
    assert!(today.contains("\nInterview in 14 days. Today, 17 min: Log one line · Story\n"), "{today}");
    let due = json(&world, &["due", "--json"]);
    assert_eq!((due[0]["kind"].as_str(), due[0]["exercise"].as_str()), (Some("countdown"), Some("reaction")));
    answer(&world, &["log", "it asked twice"]);
    assert!(answer(&world, &["due"]).starts_with("Interview in 14 days. Today, 15 min: Story\n"));
    // Nothing was written for a week: what was missed is spread over the days there are.
    on(&mut world, 9);
    let plan = json(&world, &["interview", "--json"]);
    assert_eq!(plan["days_left"], 7);
    for day in plan["days"].as_array().expect("days") {
        assert!(day["minutes"].as_u64().is_some_and(|minutes| minutes <= 60), "{day}");
    }
    let parts = plan["parts"].as_array().expect("parts");
    assert!(parts.iter().all(|part| part["done"] == 0), "{plan}");
    let less = json(&world, &["interview", "--minutes", "20", "--json"]);
    let names_none =
        less["no_room"].as_array().is_some_and(|all| all.iter().any(|one| one["id"] == "loops-45"));
    assert!(names_none && less["company"] == "Acme" && less["minutes_a_day"] == 20, "{less}");
}

#[test]
fn the_nearest_of_several_counts_and_comes_back() {
    let mut world = World::new();
    on(&mut world, 1);
    answer(&world, &["interview", "2026-12-20"]);
    answer(&world, &["interview", "2026-11-20"]);
    let all = json(&world, &["interview", "2026-11-20", "--company", "Acme", "--json"]);
    let days = (all["day"].as_str(), all["later"][0]["day"].as_str(), all["later"][1].as_str());
    assert_eq!(days, (Some("2026-11-20"), Some("2026-12-20"), None), "{all}");
    let ran = world.run(&["interview", "--clear"]);
    assert_eq!(
        ran.stdout,
        "removed the interview on Friday 20 November 2026\nthe next one is on Sunday 20 December 2026\n"
    );
    assert_eq!(json(&world, &["interview", "--json"])["day"], "2026-12-20");
    assert_eq!(world.run(&["undo"]).code, Some(0));
    assert_eq!(json(&world, &["interview", "--json"])["day"], "2026-11-20");
    world.now = "2026-11-21T14:02:31+00:00".to_owned();
    assert_eq!(json(&world, &["interview", "--json"])["day"], "2026-12-20");
}

#[test]
fn a_day_that_is_over_or_near_is_answered_clearly() {
    let mut world = World::new();
    on(&mut world, 10);
    let (code, said) = failure(&world, &["interview", "2026-11-09"]);
    assert!(code == Some(2) && said.contains("Monday 9 November 2026 is in the past"), "{said}");
    let (code, said) = failure(&world, &["interview", "soon"]);
    assert!(code == Some(2) && said.contains("could not read `soon` as a day"), "{said}");
    for (args, expected) in [
        (["interview", "--clear"], "no interview is set"),
        (["interview", "--minutes=30"], "no interview is set"),
    ] {
        let (code, said) = failure(&world, &args);
        assert!(code == Some(1) && said.contains(expected), "{code:?} {said}");
    }
    let evening = answer(&world, &["interview", "tomorrow"]);
    assert!(
        evening.starts_with("Interview tomorrow, Wednesday 11 November 2026\nToday, 17 min: Log one line · "),
        "{evening}"
    );
    let now = answer(&world, &["interview", "today"]);
    assert!(now.starts_with("Interview today, Tuesday 10 November 2026\nTell one story aloud"), "{now}");
}

#[test]
fn a_calendar_has_a_day_each_and_names_nobody_unasked() {
    let mut world = World::new();
    on(&mut world, 1);
    answer(&world, &["interview", "2026-11-16", "--company", "Ünter, Nehmen; & Söhne"]);
    let ran = world.run(&["interview", "--ics", "-", "--at", "7:05"]);
    let calendar = ran.stdout;
    assert!(
        calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77),
        "{calendar}"
    );
    assert!(
        calendar.contains("\r\nDTSTART:20261102T070500\r\n") && !calendar.contains("Söhne"),
        "{calendar}"
    );
    let uids = |text: &str| {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let named = world.run(&["interview", "--ics", "-", "--name-company"]).stdout.replace("\r\n ", "");
    assert!(named.contains("Interview in 14 days with Ünter\\, Nehmen\\; & Söhne.\\n2 min"), "{named}");
    assert_eq!(uids(&named), uids(&calendar.replace("\r\n ", "")));
    assert_eq!(uids(&named).len(), 2 * calendar.matches("BEGIN:VEVENT").count());
    let (code, said) = failure(&world, &["interview", "--ics", "-", "--at", "25:00"]);
    assert!(code == Some(2) && said.contains("`25:00` is not a time"), "{said}");
}

#[test]
fn a_loop_runs_its_clock_line_by_line() {
    let world = World::new();
    let typed = "What would you build for a shop?\n1\n3\n1\n\nstart\n\n\n\n\n\n\n".to_owned() + ":quit\n";
    let ran = world.feed(&["practice", "--plain", "listen-loop"], &typed);
    for said in [
        "  Or type `start` to run the clock here.\n",
        "  [clock 0:00 of 10:00 · Locate of 1:47]\n",
        "  Say it aloud, then press Enter.\n> \n  [Locate: 0:00 of 1:47]\n",
        "  [Name: 0:00 of 1:33]\n  [The clock stops at 0:00 of 10:00.]\n",
    ] {
        assert!(ran.stdout.replace("> ", "> \n").contains(said), "{said}\n{}", ran.stdout);
    }
    let drafts = json(&world, &["list", "--drafts", "--json"]);
    let answers =
        json(&world, &["show", drafts[0]["id"].as_str().expect("a draft"), "--json"])["answers"].clone();
    let budgets: Vec<_> = answers["loop_parts"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| row["loop_budget"].as_f64())
        .collect();
    assert_eq!(budgets, [107, 107, 107, 93, 93, 93].map(|seconds| Some(f64::from(seconds))), "{answers}");
    assert!(answers["loop_clock"].is_number(), "{answers}");
}

#[test]
fn the_script_that_a_partner_filled_in_comes_back_as_a_draft() {
    let world = World::new();
    let script = answer(&world, &["exercises", "show", "listen-loop", "--script"]);
    let filled = script.replace("- [ ] a partner who listened", "- [x] a partner who listened");
    world.write(
        "filled.md",
        &filled.replace("- [ ] 4 one person you have met", "- [x] 4 one person you have met"),
    );
    let said = answer(&world, &["import", "script", "filled.md"]);
    assert!(said.starts_with("2 answers kept as draft lil-"), "{said}");
    let drafts = json(&world, &["list", "--drafts", "--json"]);
    let id = drafts[0]["id"].as_str().expect("a draft").to_owned();
    let answers = json(&world, &["show", &id, "--json"])["answers"].clone();
    assert_eq!(
        (answers["loop_scored_by"].as_str(), answers["locate_score"].as_f64()),
        (Some("partner"), Some(4.0))
    );
    world.write("empty.md", &script);
    for (file, expected) in
        [("empty.md", "all are empty"), ("none.md", "could not read"), ("wrong.md", "title of an exercise")]
    {
        if file == "wrong.md" {
            world.write(file, "# Groceries\n- [x] milk\n");
        }
        let (code, said) = failure(&world, &["import", "script", file]);
        assert!(code != Some(0) && said.contains(expected), "{said}");
    }
}

#[test]
fn what_does_not_fit_the_day_is_named_and_changes_nothing() {
    let mut world = World::new();
    on(&mut world, 1);
    let source = answer(&world, &["exercises", "show", "interview-date", "--source"]);
    world.write(".config/empathy/exercises/interview-date.toml", &source.replace("max = 240", "max = 60"));
    answer(&world, &["interview", "2026-11-16"]);
    let (code, said) = failure(&world, &["interview", "2026-11-16", "--company", "Acme", "--minutes", "90"]);
    assert!(code == Some(2) && said.contains("`90` does not fit “Minutes you have each day”: "), "{said}");
    let plan = json(&world, &["interview", "--json"]);
    assert_eq!((plan["company"].as_str(), plan["minutes_a_day"].as_f64()), (None, Some(60.0)), "{plan}");
    assert_eq!(json(&world, &["list", "--drafts", "--json"]).as_array().map(Vec::len), Some(0));
}

#[test]
fn a_change_of_the_day_is_one_write() {
    let mut world = World::new();
    on(&mut world, 1);
    answer(&world, &["interview", "2026-11-16"]);
    // A disk that fills up after the first write of several.
    let journal = rusqlite::Connection::open(world.journal()).expect("opens");
    let full = "CREATE TRIGGER full BEFORE INSERT ON revision WHEN new.kind <> 'draft'
                BEGIN SELECT RAISE(ABORT, 'full'); END";
    journal.execute_batch(full).expect("fills");
    failure(&world, &["interview", "--company", "Acme"]);
    assert_eq!(json(&world, &["list", "--drafts", "--json"]).as_array().map(Vec::len), Some(0));
    journal.execute_batch("DROP TRIGGER full").expect("empties");
    assert_eq!(json(&world, &["interview", "--company", "Acme", "--json"])["company"], "Acme");
}

#[test]
fn a_guess_before_a_loop_is_held_against_its_scores() {
    let world = World::new();
    let run = |scores: &str, expected: &str| {
        let typed =
            format!("Why did exports fall?\n1\n3\n1\n4\n10:00\n{scores}2\n2\n\n\n1\n\nBe brief.\nyes\n");
        let ran = world.feed(&["practice", "--plain", "--again", "listen-loop"], &typed);
        assert!(ran.stdout.contains(expected), "{}", ran.stdout);
    };
    run("3\n3\n1\n4\n0\n2\n", "10:00 · 3 of 6 steps at 3 or better, 4 guessed\n");
    let sentence = "6 steps, 67% sure on average, 50% right. Comparing takes at least 10.";
    let said = || answer(&world, &["progress", "practice"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said().contains(sentence));
    // What was not scored is held against nothing, and is not taken for wrong.
    run("3\n\n\n\n\n\n", "finish anyway?");
    run(
        "3\n\n1\n4\n0\n\n",
        "You guessed that 4 of 6 steps would score 3 or better. Still to score: Interview, Name.\n",
    );
    let all = json(&world, &["list", "--json"]).to_string();
    let summary = "10:00 · 4 of 6 steps guessed at 3 or better, still to score: Interview, Name";
    assert!(all.contains(summary), "{all}");
    let week = answer(&world, &["review", "--format", "md"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(week.contains("Steps without a score: Interview, Name."), "{week}");
    assert!(!week.contains("3 did. Steps") && week.contains("would score 3 or better. 3 did."), "{week}");
    assert!(said().contains(sentence));
    run("0\n0\n0\n0\n0\n0\n", "0 of 6 steps at 3 or better");
    let both = "12 steps, 67% sure on average, 25% right. Overconfident by 42 points.";
    assert!(said().contains(both), "{}", said());
}

#[test]
fn interviews_without_an_answer_are_held_against_no_estimate() {
    let world = World::new();
    let debrief = |chance: u32, result: &str| {
        let typed = format!(
            "Acme\n2\n{chance}\nShe asked twice\nWhy us?\n2\n\n1\nThe six minutes\n4\n\n\n\nCall her by Thursday\n{result}\n\n\nyes\n"
        );
        let ran = world.feed(&["practice", "--plain", "--again", "debrief"], &typed);
        assert!(ran.stdout.contains("finished · deb-"), "{}", ran.stdout);
    };
    answer(&world, &["interview", "today", "--company", "Acme"]);
    let offers = || answer(&world, &["interview"]).contains("Interview today with Acme. `empathy practice");
    assert!(offers());
    for (chance, result) in [(80, "1"), (80, "2"), (20, "3"), (20, "")] {
        debrief(chance, result);
    }
    assert!(!offers(), "it is written");
    let other =
        answer(&world, &["interview", "today", "--company", "Zeta"]) + &answer(&world, &["interview"]);
    assert!(other.contains("Interview today with Zeta. `empathy practice"), "not about this one: {other}");
    let said = answer(&world, &["progress", "practice"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("2 interviews, 80% sure on average, 50% said yes."), "{said}");
}

#[test]
fn the_day_after_an_interview_asks_for_its_debrief_on_today_and_in_what_is_due() {
    let mut world = World::new();
    on(&mut world, 10);
    answer(&world, &["interview", "2026-11-11", "--company", "Acme"]);
    on(&mut world, 12);
    for command in ["today", "due", "interview"] {
        let said = answer(&world, &[command]);
        assert!(said.contains("Interview yesterday with Acme"), "{said}");
    }
    assert!(answer(&world, &["due"]).contains("Next: Interview Debrief"));
    on(&mut world, 26);
    assert!(!answer(&world, &["today"]).contains("Acme"), "it is long ago");
}

/// Writes the debrief of an interview.
fn debrief(world: &World, company: &str) {
    let typed = format!(
        "{company}\n2\n70\nShe asked twice\nWhy us?\n2\n\n1\nThe six minutes\n4\n\n\n\nCall her by Thursday\n\n\n\nyes\n"
    );
    let ran = world.feed(&["practice", "--plain", "--again", "debrief"], &typed);
    assert!(ran.stdout.contains("finished · deb-"), "{}", ran.stdout);
}

#[test]
fn each_interview_that_is_over_is_offered_until_its_own_debrief_is_written() {
    let mut world = World::new();
    on(&mut world, 9);
    for (day, company) in [("2026-11-10", "Acme"), ("2026-11-11", "Beta"), ("2026-11-20", "Zeta")] {
        answer(&world, &["interview", day, "--company", company]);
    }
    on(&mut world, 12);
    let said = answer(&world, &["interview"]);
    let (beta, acme) = ("\nInterview yesterday with Beta. ", "\nInterview 2 days ago with Acme. ");
    assert!(said.find(beta).zip(said.find(acme)).is_some_and(|(beta, acme)| beta < acme), "{said}");
    let both = "Interview Debrief for the interviews yesterday with Beta, 2 days ago with Acme. Today, ";
    for command in ["today", "due"] {
        let said = answer(&world, &[command]);
        assert!(said.contains(&format!("Interview in 8 days. {both}")), "{said}");
    }
    let due = json(&world, &["due", "--json"]);
    let of = |index: usize| (due[index]["exercise"].as_str(), due[index]["company"].as_str());
    assert_eq!((of(0), of(1)), ((Some("debrief"), Some("Beta")), (Some("debrief"), Some("Acme"))), "{due}");
    let ids = [0, 1].map(|index| due[index]["id"].as_str().expect("an id").to_owned());
    assert!(ids[0] != ids[1] && answer(&world, &["show", &ids[1]]).contains("Acme"), "{due}");
    debrief(&world, "Acme, Berlin");
    let said = answer(&world, &["interview"]);
    assert!(said.contains(beta) && !said.contains("Acme"), "{said}");
    debrief(&world, "Beta");
    assert!(!answer(&world, &["due"]).contains("Debrief"));
    // With no next one, the last is offered, and the other with it.
    on(&mut world, 21);
    answer(&world, &["interview", "2026-11-21"]);
    on(&mut world, 22);
    let said = answer(&world, &["due"]);
    assert!(
        said.starts_with(
            "Interview yesterday. Next: Interview Debrief. Also to debrief: the interview 2 days ago with Zeta\n"
        ),
        "{said}"
    );
}

#[test]
fn a_debrief_is_of_the_company_that_it_names_in_full() {
    let mut world = World::new();
    on(&mut world, 9);
    for (day, company) in [("2026-11-10", "Acme"), ("2026-11-11", "Acme Health")] {
        answer(&world, &["interview", day, "--company", company]);
    }
    on(&mut world, 12);
    debrief(&world, "acme");
    let due = json(&world, &["due", "--json"]);
    assert_eq!(
        (due[0]["company"].as_str(), due[1]["company"].as_str()),
        (Some("Acme Health"), None),
        "{due}"
    );
}

#[test]
fn a_debrief_is_of_the_round_with_its_company_that_is_offered_first_the_earliest() {
    let mut world = World::new();
    on(&mut world, 7);
    for (day, company) in [("2026-11-08", "Beta"), ("2026-11-10", "Acme"), ("2026-11-11", "Acme")] {
        answer(&world, &["interview", day, "--company", company]);
    }
    on(&mut world, 12);
    let offered = || {
        let due = json(&world, &["due", "--json"]);
        let days = (0..3).map_while(|index| due[index]["interview"].as_str().map(str::to_owned));
        (days.collect::<Vec<_>>(), answer(&world, &["due"]))
    };
    let (days, said) = offered();
    assert_eq!(days, ["2026-11-10", "2026-11-11", "2026-11-08"], "{said}");
    assert!(
        said.starts_with("Interview 2 days ago with Acme. Next: Interview Debrief. Also to debrief: "),
        "{said}"
    );
    debrief(&world, "Acme");
    let (days, said) = offered();
    assert_eq!(days, ["2026-11-11", "2026-11-08"], "{said}");
    assert!(said.starts_with("Interview yesterday with Acme. Next: Interview Debrief."), "{said}");
}

#[test]
fn a_clock_that_is_set_back_or_has_a_day_of_another_length_moves_no_plan() {
    let mut world = World::new();
    world.now = "2026-10-20T23:30:00+02:00".to_owned();
    // Clocks go back on the 25th.
    let plan = json(&world, &["interview", "2026-11-03", "--json"]);
    let days = plan["days"].as_array().expect("days");
    let dates: std::collections::BTreeSet<_> = days.iter().filter_map(|day| day["day"].as_str()).collect();
    assert_eq!((days.len(), dates.len(), plan["days_left"].as_u64()), (14, 14, Some(14)), "{plan}");
    answer(&world, &["log", "it asked twice"]);
    world.now = "2026-10-25T02:30:00+02:00".to_owned();
    let before = json(&world, &["interview", "--json"]);
    world.now = "2026-10-25T02:10:00+01:00".to_owned();
    assert_eq!(json(&world, &["interview", "--json"]), before);
    assert_eq!(before["days_left"], 9);
    // Set back to before the day on which it was set, and forward again.
    world.now = "2026-10-15T12:00:00+02:00".to_owned();
    let early = json(&world, &["interview", "--json"]);
    assert_eq!((early["days_left"].as_u64(), early["no_room"].as_array().map(Vec::len)), (Some(19), Some(0)));
    world.now = "2026-10-20T23:45:00+02:00".to_owned();
    assert!(
        answer(&world, &["interview"]).contains("\nToday, 15 min: Story\n"),
        "the log of that day counts again"
    );
}

#[test]
fn an_entry_without_a_day_of_the_calendar_is_named() {
    let world = World::new();
    world.feed(&["practice", "--plain", "interview-date"], "in spring\nAcme\n\nyes\n");
    let ran = world.run(&["interview"]);
    assert!(ran.stdout.starts_with("No interview is set.") && ran.code == Some(0), "{ran:?}");
    assert!(
        ran.stderr.contains(
            "is not in the plan, because “in spring” is not a date. Correct it with `empathy edit int-"
        ),
        "{ran:?}"
    );
}
