//! `search`.

use super::{answer, demo_world, failure, json, keys, logged, page};
use crate::support::World;

/// A world with three reactions.
fn world() -> World {
    let world = World::new();
    logged(&world, 1, &["It apologised twice and changed nothing", "-p", "Otter", "-s", "dimension=trust"]);
    logged(&world, 2, &["It listens to me, and I lower my voice", "-p", "Google Maps", "--trust", "2"]);
    logged(&world, 3, &["I warned it twice; it listens twice", "-p", "Otter"]);
    world
}

#[test]
fn what_was_written_is_found_with_the_words_marked() {
    let world = world();
    insta::assert_snapshot!(answer(&world, &["search", "LISTENS", "voi"]), @r"
    log-6sa0  Fri 2026-11-20  Reaction  Google Maps · trust 2
        It «listens» to me, and I lower my «voice»
    ");
    insta::assert_snapshot!(answer(&world, &["search", "twice"]), @r"
    log-rms9  Fri 2026-11-20  Reaction  Otter
        I warned it «twice»; it listens «twice»
    log-3b1j  Fri 2026-11-20  Reaction  Otter · trust and transparency
        It apologised «twice» and changed nothing
    ");
    assert_eq!(answer(&world, &["search", "\"listens twice\""]), answer(&world, &["search", "listens twi"]));
    assert_eq!(page(&world.run(&["search", "to listens"])), "── standard error ──\nNo entries match.\n");
}

#[test]
fn filters_narrow_a_search_and_stand_alone() {
    let world = world();
    insta::assert_snapshot!(answer(&world, &["search", "product:otter", "is:finished", "apolog"]), @r"
    log-3b1j  Fri 2026-11-20  Reaction  Otter · trust and transparency
        It «apologised» twice and changed nothing
    ");
    insta::assert_snapshot!(answer(&world, &["search", "product:Google Maps"]), @r"
    log-6sa0  Fri 2026-11-20  Reaction  Google Maps · trust 2
    ");
    let found = |query: &[&str]| {
        let mut args = vec!["search", "--json"];
        args.extend(query);
        json(&world, &args).as_array().expect("a list").len()
    };
    assert_eq!(found(&["exercise:reaction"]), 3);
    assert_eq!(found(&["dimension:trust"]), 1);
    assert_eq!((found(&["product:goo"]), found(&["product:maps"]), found(&["product:google m"])), (1, 1, 1));
    assert_eq!((found(&["product:ott"]), found(&["product:gle"])), (2, 0));
    assert_eq!(found(&["after:2026-11-20", "before:2026-11-21"]), 3);
    assert_eq!(found(&["before:2026-11-20"]), 0);
    assert_eq!((found(&["after:yesterday", "twice"]), found(&["before:today"])), (2, 0));
    assert_eq!((found(&["after:last friday"]), found(&["before:\"last friday\""])), (3, 0));
    assert_eq!(found(&["is:draft"]), 0);
    assert_eq!(found(&["tag:work"]), 0);
}

#[test]
fn pain_job_and_journey_are_filters() {
    let world = World::new();
    let first = ["It rewrote my greeting", "-s", "job=write to a supplier", "-s", "journey=everyday"];
    let found = logged(&world, 1, &first);
    logged(&world, 2, &["It asked for my card first", "-s", "pain=paying twice", "-s", "journey=setup"]);
    for filter in ["job:\"Write to a supplier\"", "journey:everyday"] {
        let said = answer(&world, &["search", filter]);
        assert_eq!((said.matches("log-").count(), said.contains(&found)), (1, true), "{filter}: {said}");
    }
    assert!(answer(&world, &["search", "pain:\"paying twice\""]).contains("log-"));
    assert_eq!(page(&world.run(&["search", "job:cook"])), "── standard error ──\nNo entries match.\n");
}

#[test]
fn a_search_that_finds_more_than_it_shows_says_so() {
    let world = world();
    let ran = world.run(&["search", "it", "--limit", "1"]);
    assert_eq!(ran.stdout.lines().count(), 2, "{ran:?}");
    assert_eq!(ran.stderr, "There are more entries. Use `--limit 2` to see them, or add another word.\n");
    assert_eq!(ran.code, Some(0));
}

#[test]
fn json_gives_the_entry_and_the_line_in_pieces() {
    let world = world();
    let found = json(&world, &["search", "apologised", "--json"]);
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    for key in ["field", "id", "snippet", "summary", "title"] {
        assert!(keys(&found[0]).contains(&key), "{key}");
    }
    assert_eq!((&found[0]["title"], &found[0]["field"]), (&"Reaction".into(), &"happened".into()));
    assert_eq!(found[0]["row"], serde_json::json!([]));
    let in_row = &json(&demo_world(), &["search", "thinking aloud", "oven", "--json"])[0];
    let row = serde_json::json!([{ "group": "errors", "index": 2 }]);
    assert_eq!((&in_row["field"], &in_row["row"]), (&"errors.consequence".into(), &row));
    let pieces = serde_json::json!([
        { "match": false, "text": "It " },
        { "match": true, "text": "apologised" },
        { "match": false, "text": " twice and changed nothing" },
    ]);
    assert_eq!(found[0]["snippet"], pieces);
    assert_eq!(answer(&world, &["search", "zebra", "--json"]), "[]\n");
}

#[test]
fn an_answer_that_no_longer_applies_is_found_and_marked() {
    let world = World::new();
    let guessed = ["-p", "Otter", "-s", "problem=opacity", "-s", "theory=It slept on purpose"];
    let id = logged(&world, 1, &[&["It fell silent"], &guessed[..]].concat());
    let found = || answer(&world, &["search", "purpose"]);
    let applies = || json(&world, &["search", "purpose", "--json"])[0]["applies"].clone();
    assert!(found().contains("\n    It slept on «purpose»\n"), "{}", found());
    assert_eq!(applies(), true);
    let ran =
        world.feed(&["edit", &id, "--plain"], &format!("{}broken\n{}", "\n".repeat(8), "\n".repeat(30)));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(found().contains("\n    (no longer applies) It slept on «purpose»\n"), "{}", found());
    assert_eq!(applies(), false);
    assert!(!answer(&world, &["search", "silent"]).contains("no longer"));
}

#[test]
fn what_is_no_search_is_refused_with_a_way_on() {
    let world = World::new();
    assert_eq!(
        failure(&world, &["search", "after:someday", "it"]),
        (
            Some(2),
            "error: `someday` after `after:` is not a date\n\
             hint: use a day, a week, a month or a year, as in `2026-11-20`, `2026-W47`, `2026-11`, `2026`\n"
                .to_owned()
        )
    );
    assert_eq!(
        failure(&world, &["search", "is:open"]),
        (
            Some(2),
            "error: `open` after `is:` is not a state of an entry\n\
             hint: use one of `is:draft`, `is:finished`, `is:any_software`, `is:case_agreed`, `is:did_not_work`, `is:felt_wrong`, `is:interview_yes`, `is:missing_better`, `is:missing_feeling`, `is:missing_product`, `is:no_why`, `is:own_reaction`, `is:said_otherwise`, `is:story_ready`, `is:user_drill`, `is:user_met`, `is:watch_helped`\n"
                .to_owned()
        )
    );
    // A name from before says what to type now.
    let (_, said) = failure(&world, &["search", "is:wants_product"]);
    assert!(said.contains("`is:missing_product`"), "{said}");
    for (nothing, message) in [
        ("", "the search is empty"),
        ("!!", "`!!` has no word to search for"),
        ("\"", "`\"` has no word to search for"),
        ("prodcut:Otter", "there is no filter `prodcut:`\nhint: did you mean `product:`?"),
        (
            "is:felt-wron",
            "`felt_wron` after `is:` is not a state of an entry\nhint: did you mean `is:felt_wrong`?",
        ),
    ] {
        let (code, said) = failure(&world, &["search", nothing]);
        assert_eq!(code, Some(2), "{nothing}");
        assert!(said.starts_with(&format!("error: {message}\n")), "{said}");
    }
    assert_eq!(world.run(&["search"]).code, Some(2));
    assert!(!world.journal().exists(), "nothing is made for a search that is none");
}

#[test]
fn the_demo_is_searched() {
    let world = demo_world();
    let found = answer(&world, &["search", "warn", "exercise:dimension-review"]);
    assert!(found.lines().count() >= 2, "{found}");
    assert!(found.lines().any(|line| line.contains("«warning")), "{found}");
    assert!(found.lines().all(|line| line.starts_with("dim-") || line.starts_with("    ")), "{found}");
}

#[test]
fn an_exercise_or_an_option_that_there_is_not_is_named_with_the_nearest() {
    let world = world();
    logged(&world, 4, &["It read my mail aloud", "-f", "annoyed"]);
    for (query, words) in [
        (
            "exercise:nonsense",
            "error: there is no exercise `nonsense`\nhint: `empathy exercises list` shows your exercises\n",
        ),
        (
            "exercise:trust-adit",
            "error: there is no exercise `trust-adit`\nhint: did you mean `exercise:trust-audit`?\n",
        ),
        (
            "dimension:banana",
            "error: `banana` is not an answer that `dimension:` can find\nhint: use one of \"automation anxiety\", \"error tolerance\", \"mental model\", \"trust and transparency\"\n",
        ),
        (
            "dimension:\"error tolerence\"",
            "error: `error tolerence` is not an answer that `dimension:` can find\nhint: did you mean `dimension:\"error tolerance\"`?\n",
        ),
        (
            "dimension:trsut",
            "error: `trsut` is not an answer that `dimension:` can find\nhint: did you mean `dimension:trust`?\n",
        ),
        (
            "product:\"gogle maps\"",
            "error: there is no product `gogle maps` in the journal\nhint: did you mean `product:\"Google Maps\"`?\n",
        ),
        (
            "product:Mapps",
            "error: there is no product `Mapps` in the journal\nhint: did you mean `product:\"Google Maps\"`?\n",
        ),
        (
            "feeling:anoyed",
            "error: there is no feeling `anoyed` in the journal\nhint: did you mean `feeling:annoyed`?\n",
        ),
    ] {
        assert_eq!(failure(&world, &["search", query]), (Some(2), words.to_owned()), "{query}");
    }
    for query in [
        "exercise:audit",
        "exercise:error-map",
        "dimension:E",
        "dimension:\"Error tolerance\"",
        "product:banana",
    ] {
        let found = world.run(&["search", query]);
        assert_eq!((found.code, found.stderr.as_str()), (Some(0), "No entries match.\n"), "{query}");
    }
}
