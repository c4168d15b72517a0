//! `practice --plain`, kind of question by kind: wrong answers, commands, rows, rankings, evidence, pages that wait.

use super::{answer, demo_world, id_of, json};
use crate::support::World;

fn said(world: &World, exercise: &str, typed: &str) -> String {
    let ran = world.feed(&["practice", "--plain", exercise], typed);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    ran.stdout
}

fn draft(world: &World) -> serde_json::Value {
    let drafts = json(world, &["list", "--drafts", "--json"]);
    let id = drafts[0]["id"].as_str().expect("a draft").to_owned();
    json(world, &["show", &id, "--json"])["answers"].clone()
}

#[test]
fn a_wrong_answer_is_asked_again() {
    let world = World::new();
    let text = said(&world, "trust-audit", "Otter\n9\n0\nfive\n2.5\n4\n7\nnever\n2\n");
    assert_eq!(text.matches("> ! a whole number from 1 to 5\n").count(), 4, "{text}");
    assert_eq!(text.matches("> ! a number from the list\n").count(), 2, "{text}");
    assert_eq!(
        draft(&world)["products"][0],
        serde_json::json!({"product": "Otter", "trust": 4, "used": "earlier"})
    );
}

#[test]
fn a_number_with_two_readings_is_asked_again() {
    let world = World::new();
    world.write(".config/empathy/exercises/every-kind.toml", include_str!("../data/every-kind.toml"));
    let text = said(&world, "every-kind", "Otter\nOnce at nine.\n.\n\n1\n1,500\n2,5\n");
    assert!(
        text.contains("> ! 1,500 could mean 1500 or 1.5: type it without the comma or with a point\n"),
        "{text}"
    );
    assert_eq!(draft(&world)["count"], 2.5);
}

#[test]
fn a_choice_that_must_differ_from_another_is_asked_again() {
    let world = World::new();
    let reviews = "Otter\n1\n1\nIt lied.\n.\n".repeat(5);
    let text = said(&world, "complaint-sort", &format!("{reviews}\n1\nlied\n1\n1\n2\n"));
    assert_eq!(
        text.matches("> ! pick another one, or none: this is already your answer to “Dimension”\n").count(),
        1,
        "{text}"
    );
    let first = &draft(&world)["complaints"][0];
    assert_eq!((&first["dimension"], &first["second"]), (&"trust".into(), &"errors".into()));
}

#[test]
fn several_numbers_are_picked_with_commas_between_them_or_spaces() {
    for typed in ["1,5", "1 5"] {
        let world = World::new();
        said(&world, "ai-or-not", &format!("If it rains, stay in.\n{typed}\n1\n"));
        let picked = draft(&world)["own_conditions"].to_string();
        assert!(picked.contains("rules_break") && picked.contains("measurable"), "{typed}: {picked}");
    }
}

#[test]
fn the_bars_of_a_review_make_no_table() {
    let world = World::new();
    let review = "Otter\n1\n1\nGreat app | but it lied\nRead this:  | twice\n.\n".repeat(5);
    let text = said(&world, "complaint-sort", &format!("{review}\n1\nlied\n1\n1\n2\n"));
    assert!(text.contains("  Great app | but it lied\n  Read this:  | twice\n"), "{text}");
}

#[test]
fn one_answer_for_every_row_is_pointed_out() {
    let world = World::new();
    let own = include_str!("../data/every-kind.toml")
        .replace("label = \"Sort\"", "label = \"Sort\"\nhints = [\"same-everywhere\"]");
    world.write(".config/empathy/exercises/every-kind.toml", &own);
    let text = said(&world, "every-kind", "Otter\nOnce.\n.\n\n1\n3\n\n\none\n1\n\n\n\na\n1\nb\n1\nc\n1\n");
    assert!(text.contains("~ The same answer all 3 times."), "{text}");
}

#[test]
fn words_of_another_row_and_texts_off_their_length_are_pointed_out() {
    let world = World::new();
    let text = said(&world, "trust-audit", "Otter\n2\n\nMaps\n3\n\notter\n4\n\n\nIt lied at noon.\n.\n");
    assert_eq!(text.matches("~ Another row says the same. What is different here?").count(), 1, "{text}");
    assert!(text.contains("  20–60 words\n"), "{text}");
    assert_eq!(text.matches("~ 4 of 20–60 words\n").count(), 1, "{text}");
    let example = "The notes list  a decision that no one made";
    let text = said(&world, "error-map", &format!("Otter\nInes\nOn the train\n3\n{example}\n"));
    assert_eq!(text.matches("~ These are the words of the example. What are yours?\n").count(), 1, "{text}");
}

#[test]
fn commands_show_examples_go_back_clear_and_help() {
    let world = World::new();
    let text =
        said(&world, "trust-audit", ":example\n:nonsense\nOtter\n:Back\n:clear\n:e\nChatGPT\n3\n:back\n4\n");
    assert!(text.contains("> \u{20} thin: Google\n  rich: Gmail Smart Compose\n"), "{text}");
    assert_eq!(text.matches("Press Enter to keep an answer or to skip the question.").count(), 2);
    assert!(text.contains("  now: Otter\n>   cleared\n"), "{text}");
    assert_eq!(draft(&world)["products"][0], serde_json::json!({"product": "ChatGPT", "trust": 4}));
    let text = said(&world, "trust-audit", ":example\n:take\n");
    assert!(
        text.contains("  there is no example for this question\n>   there is no suggestion here\n"),
        "{text}"
    );
}

#[test]
fn a_question_mark_puts_the_last_answer_beside_the_rich_one() {
    let world = World::new();
    let text = said(&world, "trust-audit", "?\nOtter\n?\ny\nno\n\n4\n?\ny\ny\ny\n");
    assert!(
        text.contains("> \u{20} Nothing to compare: the last answer has no example, or is not a text.\n"),
        "{text}"
    );
    assert!(text.contains("  Product\n  yours: Otter\n  rich: Gmail Smart Compose\n"), "{text}");
    assert!(text.contains("  Could someone who wasn't there picture it? (y or n)\n"), "{text}");
    assert!(text.contains("> \u{20} yes to 1 of 2; :back returns to your answer\n"), "{text}");
    assert_eq!(draft(&world)["products"][0], serde_json::json!({"product": "Otter", "trust": 4}));
    let text = said(&World::new(), "trust-audit", "A\n1\n\nB\n1\n\nC\n1\n\n\nWhy?\n?\n.\n?\n");
    assert!(text.contains("  yours: Why?\n?\n  rich: Tuesday, 9:40."), "{text}");
}

#[test]
fn a_line_that_begins_with_a_colon_is_typed_with_two() {
    let world = World::new();
    said(&world, "trust-audit", "::quit: the product\n");
    assert_eq!(draft(&world)["products"][0]["product"], ":quit: the product");
    let world = World::new();
    let typed = "A\n1\n\nB\n1\n\nC\n1\n\n\nIt said\n:No, and that is final\n:quit\n::really\n.\n";
    let text = said(&world, "trust-audit", typed);
    assert_eq!(draft(&world)["products"][0]["moment"], "It said\n:No, and that is final\n:really");
    let left_out = "`:quit` was left out. Type `::quit` to keep it, or `.` on its own line to end the text.";
    assert!(text.contains(left_out), "{text}");
}

#[test]
fn back_crosses_notes_rows_and_pages() {
    let world = World::new();
    // The note "Not today" stands between the first product and the second.
    let text =
        said(&world, "trust-audit", "A\n1\n2\n:back\n1\nB\n:back\n:back\n:back\n:back\n:back\nAlpha\n");
    assert_eq!(
        draft(&world)["products"][0],
        serde_json::json!({"product": "Alpha", "trust": 1, "used": "yesterday"})
    );
    assert_eq!(draft(&world)["products"][1]["product"], "B", "{text}");
    // Back from the first question of a page to the last of the page before.
    let world = World::new();
    let text = said(&world, "error-map", "Otter\nH.\nTuesday\n:back\nWednesday\n");
    assert!(text.contains("  now: Tuesday\n"), "{text}");
    assert_eq!(draft(&world)["situation"], "Wednesday");
    // Before the first question there is nothing.
    let text = said(&world, "error-map", ":back\n:back\n:back\n:back\n:back\n:back\nChatGPT\n");
    assert_eq!(draft(&world)["product"], "ChatGPT", "{text}");
}

#[test]
fn the_coach_points_at_words_and_goes_on() {
    let world = World::new();
    let text = said(&world, "error-map", "Otter\nusers\n");
    assert!(text.contains("> ~ "), "{text}");
    assert!(text.contains("\nTheir situation\n"), "{text}");
}

/// Five errors; the severity is given with each.
fn errors(severity: [u8; 5]) -> String {
    let rows = severity.iter().zip(["one", "two", "three", "four", "five"]);
    let rows: Vec<String> = rows.map(|(number, error)| format!("{error}\n1\n{number}\n3\n")).collect();
    format!("Otter\nHelga\nTuesday\n2\n{}\n", rows.concat())
}

#[test]
fn a_ranking_takes_a_new_order_and_nothing_less() {
    let world = World::new();
    let typed = errors([1, 2, 3, 4, 5]) + "5 4 3\n1 1 2 3 4\n6 5 4 3 2\nfive\n:clear\n5, 4 3 2 1\n";
    let text = said(&world, "error-map", &typed);
    assert!(text.contains("  1 one (1)\n  2 two (2)\n"), "{text}");
    assert_eq!(text.matches("> ! use each number from 1 to 5 once\n").count(), 4, "{text}");
    assert!(text.contains("there is nothing to clear here"));
    let names: Vec<serde_json::Value> =
        draft(&world)["errors"].as_array().expect("rows").iter().map(|row| row["error"].clone()).collect();
    assert_eq!(names, ["five", "four", "three", "two", "one"]);
    assert!(text.contains("\n## The worst three: five\n"), "{text}");
}

#[test]
fn a_proposal_says_why_and_is_taken_by_a_word() {
    let world = World::new();
    let text = said(
        &world,
        "error-map",
        &(errors([5, 1, 1, 1, 1]) + "\n\n3\nIt takes a while.\n.\n:take\nBecause of the tax\n:take\n"),
    );
    assert!(
        text.contains("  suggested: higher. The person loses something for good. No answer costs them less than this error. (:take)\n"),
        "{text}"
    );
    let first = &draft(&world)["errors"][0];
    assert_eq!(first["threshold"], "higher");
    assert_eq!(first["fallback_kind"], "withhold");
}

#[test]
fn evidence_is_cited_by_number_from_what_was_written_before() {
    let world = demo_world();
    let before = "\n2\nNobody is asked first.\n.\n3\n";
    let three: String = ["One", "Two", "Three"]
        .map(|name| format!("{name}\nA grey line under every name\n.\n2\n1\n"))
        .concat();
    let proof = "H.\nfrom 5 to 1\n2\nfive a week\nfewer calls\n0\n99\nnone\n1 3\n";
    let text =
        said(&world, &id_of(&world, "dimension-review", "2026-W47"), &[before, &three, proof].concat());
    assert!(
        text.contains(&format!(
            "\n  1 Thu 19 Nov {} (idea): ",
            id_of(&world, "automation-spectrum", "2026-W47")
        )),
        "{text}"
    );
    assert_eq!(text.matches("> ! use numbers from 1 to ").count(), 3, "{text}");
    let cites = draft(&world)["recommendations"][0]["evidence"].clone();
    assert_eq!(cites.as_array().expect("cites").len(), 2);
    let entry = cites[0]["entry"].as_str().expect("an entry");
    assert!(entry.starts_with("01"), "{entry}");
    let shown = answer(&world, &["show", &id_of(&world, "dimension-review", "2026-W47")]);
    assert!(shown.contains(cites[0]["quote"].as_str().expect("a quote")), "{shown}");
}

#[test]
fn without_anything_earlier_evidence_is_passed_over() {
    let world = World::new();
    let four = "Something.\n.\n3\n".repeat(4);
    let three: String = ["One", "Two", "Three"].map(|name| format!("{name}\nWhat\n.\n2\n1\n")).concat();
    let typed = [
        "Otter\nto listen\n\n\n",
        &four,
        &three,
        "H.\nfrom 5 to 1\n2\nfive a week\nfewer calls\n:back\nfar fewer calls\n",
    ]
    .concat();
    let text = said(&world, "dimension-review", &typed);
    assert!(text.contains("no earlier entry says anything about this yet"), "{text}");
    assert_eq!(draft(&world)["recommendations"][0]["effect"], "far fewer calls", "{text}");
}

#[test]
fn the_truth_stays_closed_until_all_have_been_heard() {
    let world = World::new();
    let people = "Otter\nthe name in front\n\nAunt P.\n\nD.\n\nH.\n\n";
    let heard = "It knows.\n.\n\nIt knows them.\n\n1\n";
    let open = said(&world, "mental-models", &[people, heard, &"\n".repeat(40)].concat());
    assert!(!open.contains("\n## How it"), "{open}");
    let world = World::new();
    let all = said(&world, "mental-models", &[people, &heard.repeat(3)].concat());
    let truth = all.rsplit("\n## ").next().expect("a page");
    assert!(!truth.starts_with("Listen"), "{all}");
}

#[test]
fn bytes_that_are_no_text_are_kept_as_far_as_they_are_and_never_printed() {
    let world = World::new();
    let output = world
        .command(&["practice", "--plain", "trust-audit"])
        .write_stdin(&b"Ot\xFFter\x07\x00 \x1b[31mred\n:back\n"[..])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(!output.stdout.iter().any(|byte| matches!(byte, 0 | 7 | 0x1b | 0xFF)));
    assert_eq!(draft(&world)["products"][0]["product"], "Ot\u{FFFD}ter\u{7}\0 \u{1b}[31mred");
}

#[test]
fn a_line_may_end_in_carriage_return_or_not_at_all() {
    let world = World::new();
    said(&world, "trust-audit", "Otter\r\n4\r\n1");
    assert_eq!(
        draft(&world)["products"][0],
        serde_json::json!({"product": "Otter", "trust": 4, "used": "yesterday"})
    );
}

#[test]
fn one_threshold_for_all_stakes_is_questioned_when_it_is_set_and_afterwards() {
    let world = World::new();
    let people = [
        "Georg\nMonday\na joke listed as a task\n\n1\n",
        "Ines\nFriday\na wrong date\n\n2\n",
        "Helga\nin a call\na wrong sum\n\n3\n",
    ];
    let each = "2\nBecause of her\na gap\n3\n100 calls, none wrong\n".repeat(3);
    let typed = format!(
        "Otter\n{}\n{each}Lower where it is read at once, higher where it is booked\n",
        people.concat()
    );
    let text = said(&world, "threshold-designer", &typed);
    assert!(text.contains("One threshold serves every case. For whom is it too loose"), "{text}");
    let figure = answer(&world, &["progress", "errors", "--chart", "policy"]);
    assert!(figure.contains("All 3 errors you listed on"), "{figure}");
    // What stands in for a severity is told where it ranks, and to programs.
    assert!(figure.contains("Stakes"), "{figure}");
    let data: serde_json::Value =
        serde_json::from_str(&answer(&world, &["progress", "errors", "--figure", "policy", "--json"]))
            .expect("JSON");
    let rows = data[0]["figures"][0]["data"].as_array().expect("rows");
    let stakes: Vec<_> = rows.iter().filter_map(|row| row["at_stake"].as_str()).collect();
    assert_eq!(stakes, ["high", "medium", "low"]);
    assert!(!figure.contains("Nothing is overlooked"), "{figure}");
    assert!(figure.contains("\"Georg: a joke listed as a task\" is mild (stakes: low)"), "{figure}");
}
