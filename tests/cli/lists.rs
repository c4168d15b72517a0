//! `list`.

use super::{answer, demo_world, everything, failure, id_of, json, logged, page};
use crate::support::World;

#[test]
fn an_empty_journal_lists_nothing_and_says_where_to_begin() {
    let world = World::new();
    insta::assert_snapshot!(page(&world.run(&["list"])), @r"
    ── standard error ──
    You have no entries yet. `empathy today` shows where to start.
    ");
    assert_eq!(page(&world.run(&["list", "--json"])), "[]\n");
}

#[test]
fn entries_are_listed_newest_first() {
    let world = demo_world();
    super::same_as_file("list-demo", &page(&world.run(&["list", "-n", "12"])));
    let all = everything(&world);
    let days: Vec<&str> = all.iter().filter_map(|head| head["day"].as_str()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    assert!(days.len() >= 39);
}

#[test]
fn a_list_is_narrowed_by_exercise_week_and_draft() {
    let world = demo_world();
    let lines = |args: &[&str]| world.run(args).stdout.lines().count();
    let all = everything(&world);
    let of_week = all.iter().filter(|head| head["week"] == "2026-W46").count();
    assert_eq!(lines(&["list", "--week", "2026-W46"]), of_week);
    assert_eq!(lines(&["list", "-w", "2026-W46", "-e", "trust-audit"]), 1);
    assert_eq!(lines(&["list", "-n", "3"]), 3);
    assert_eq!(lines(&["list", "--limit", "1000"]), all.len());
    let drafts = answer(&world, &["list", "--drafts"]);
    let id = id_of(&world, "dimension-review", "2026-W47");
    assert_eq!(drafts, format!("{id}  Fri 2026-11-20 Empathy Dimension Review  draft\n"));
    let audits = json(&world, &["list", "--exercise", "trust-audit", "--json"]);
    let audits = audits.as_array().expect("a list");
    assert!(audits.len() > 1 && audits.iter().all(|head| head["exercise"] == "trust-audit"), "{audits:?}");
    let none = page(&world.run(&["list", "--week", "2020-W01"]));
    assert_eq!(none, "── standard error ──\nNo entries match.\n");
    assert_eq!(world.run(&["list", "-n", "-1"]).code, Some(2));
}

#[test]
fn an_entry_is_one_line_whatever_was_written() {
    let world = World::new();
    let long = "It read the whole page aloud, once more and once more. ".repeat(40);
    for (seed, args) in [
        &["one\n\ntwo\r\nthree"][..],
        &["It cut the call\nand said nothing", "-p", "Otter"],
        &[&long, "-p", "Otter\nfor teams", "--felt", "uneasy, then angry, then only tired of it all"],
        &["日本語のテキストがここにあり、とても長いので切らなければならない", "-p", "Otter"],
    ]
    .iter()
    .enumerate()
    {
        logged(&world, u32::try_from(seed).expect("few"), args);
    }
    // Which of one day comes first is up to the millisecond.
    let listed = |columns: &str| {
        let output = world.command(&["list"]).env("COLUMNS", columns).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let mut lines: Vec<&str> = text.lines().collect();
        lines.sort_unstable();
        lines.join("\n")
    };
    insta::assert_snapshot!(listed(""), @r"
    log-3b1j  Fri 2026-11-20 Reaction  Otter – It cut the call and said nothing
    log-6sa0  Fri 2026-11-20 Reaction  Otter for teams · uneasy, t… – It read the whole page aloud, once more and once more…
    log-bfkd  Fri 2026-11-20 Reaction  one  two three
    log-rms9  Fri 2026-11-20 Reaction  Otter – 日本語のテキストがここにあり、とても長いので切らなければならない
    ");
    insta::assert_snapshot!(listed("80"), @r"
    log-3b1j  Fri 2026-11-20 Reaction  Otter – It cut the call and said nothing
    log-6sa0  Fri 2026-11-20 Reaction  Otter for team… – It read the whole page alo…
    log-bfkd  Fri 2026-11-20 Reaction  one  two three
    log-rms9  Fri 2026-11-20 Reaction  Otter – 日本語のテキストがここにあり、とても…
    ");
    insta::assert_snapshot!(answer(&world, &["search", "once", "more"]), @r"
    log-6sa0  Fri 2026-11-20  Reaction  Otter for teams · uneasy, then angry, then only tired of it all
        …read the whole page aloud, «once» «more» and «once» «more». It read the whole page aloud, «once» «more»…
    ");
    let some = world.run(&["list", "-n", "3"]);
    assert_eq!(some.stdout.lines().count(), 3);
    assert_eq!(
        some.stderr,
        "There are more entries. Use `--limit 6` to see them, or narrow the list with `--exercise`, `--week` or `--tag`.\n"
    );
    let week = answer(&world, &["week"]);
    assert!(week.lines().count() > 2 && week.lines().skip(2).all(|line| line.starts_with("  ")), "{week}");
    assert_eq!(world.run(&["delete", "log-3b1j"]).code, Some(0));
    assert_eq!(world.run(&["trash"]).stdout.lines().count(), 1);
}

#[test]
fn an_exercise_nobody_knows_is_named_with_its_likely_correction() {
    let world = demo_world();
    let (code, said) = failure(&world, &["list", "--exercise", "trust-adit"]);
    assert_eq!(code, Some(1));
    assert_eq!(said, "error: there is no exercise `trust-adit`\nhint: did you mean `trust-audit`?\n");
}

#[test]
fn a_changed_and_an_incomplete_entry_are_marked() {
    let world = demo_world();
    world.feed(&["practice", &id_of(&world, "trust-audit", "2026-W47"), "--plain"], "Another name\n");
    let said = answer(&world, &["list", "--week", "2026-W47", "--exercise", "trust-audit"]);
    assert!(said.contains(" Trust Audit  changed · Ledgerline assistant 4"), "{said}");
}
