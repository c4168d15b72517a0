//! `review`: the week as a document.

use std::os::unix::fs::PermissionsExt;

use super::{answer, demo_world, failure, json, page, same_as_file};
use crate::support::World;

/// The weeks of the demo.
const WEEKS: [&str; 8] =
    ["2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47"];

#[test]
fn a_week_without_practice_is_a_plan() {
    let world = World::new();
    insta::assert_snapshot!(answer(&world, &["review"]), @r"
    # Week 47, 16–22 November 2026

    No exercise was finished this week.

    | Day        | Exercise                 | Outcome     |
    | ---------- | ------------------------ | ----------- |
    | Mon 16 Nov | Trust Audit              | not started |
    | Tue 17 Nov | Error Consequence Map    | not started |
    | Wed 18 Nov | Mental Model Interview   | not started |
    | Thu 19 Nov | Automation Spectrum      | not started |
    | Fri 20 Nov | Empathy Dimension Review | planned     |

    ---

    *Written with empathy on 20 November 2026*
    ");
}

#[test]
fn two_whole_weeks_read_as_documents() {
    let world = demo_world();
    same_as_file("review-2026-W42", &answer(&world, &["review", "--week", "2026-W42"]));
    same_as_file("review-2026-W46", &answer(&world, &["review", "-w", "2026-W46"]));
}

#[test]
fn the_week_is_this_week_if_left_out() {
    let world = demo_world();
    let this = answer(&world, &["review"]);
    assert_eq!(this, answer(&world, &["review", "--week", "2026-W47"]));
    assert!(this.starts_with("# Week 47, 16–22 November 2026\n\n"), "{this}");
}

#[test]
fn every_week_of_the_demo_is_well_formed() {
    let world = demo_world();
    for week in WEEKS {
        let text = answer(&world, &["review", "--week", week]);
        let mut level = 0;
        for line in text.lines() {
            assert_eq!(line, line.trim_end(), "{week}");
            let answer = line.rsplit(['|', ':', '*']).next().unwrap_or_default().trim();
            assert!(answer != "–" && line.trim() != "–", "{week}: {line}");
            assert!(!line.contains('{') && !line.contains('\u{FFFD}'), "{week}: {line}");
            let depth = line.bytes().take_while(|byte| *byte == b'#').count();
            if depth > 0 {
                assert!(line[depth..].starts_with(' ') && line.len() > depth + 1, "{week}: {line}");
                assert!(depth <= level + 1, "{week}: {line} comes under a heading of level {level}");
                level = depth;
            }
        }
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1, "{week}");
        assert!(!text.contains("\n\n\n"), "{week}");
        assert!(text.ends_with("*Written with empathy on 20 November 2026*\n"), "{week}");
        for title in headings(&text).filter(|title| !["Your stories", "Practice", "Gaps"].contains(title)) {
            assert!(text.contains(&format!("| {title}")), "{week}: {title} is in the plan");
        }
    }
}

fn headings(text: &str) -> impl Iterator<Item = &str> {
    // An exercise that was done twice carries its day.
    text.lines().filter_map(|line| line.strip_prefix("## ")?.split(", ").next())
}

/// What is said after the line that names who is in the file under which alias.
fn after_report(said: &str) -> String {
    let report = |line: &&str| line.starts_with("In the file, ");
    let rest: Vec<_> = said.lines().filter(|line| !report(line)).collect();
    rest.join("\n") + "\n"
}

#[test]
fn a_review_is_written_to_a_file_of_one_s_own() {
    let world = demo_world();
    let text = answer(&world, &["review"]);
    let ran = world.run(&["review", "--for", "me", "--output", "week.md"]);
    assert!(
        ran.stderr.starts_with("In the file, ") && ran.stderr.contains(" is Relative 1 ("),
        "{}",
        ran.stderr
    );
    assert_eq!(after_report(&page(&ran)), "── standard error ──\nWrote the review to `week.md`.\n");
    assert_eq!(std::fs::read_to_string(world.path("week.md")).expect("written"), text);
    let mode = std::fs::metadata(world.path("week.md")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_file_is_for_a_peer_and_in_the_format_of_its_name() {
    let world = demo_world();
    let peer = answer(&world, &["review", "--week", "2026-W46", "--for", "peer"]);
    assert!(peer.starts_with("# Reminders check the bill and can't see the cash tin\n"), "{peer}");
    let written = |name: &str| {
        let ran = world.run(&["review", "--week", "2026-W46", "--anyway", "--output", name]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        std::fs::read_to_string(world.path(name)).expect("written")
    };
    let file = written("a.md");
    assert!(file.starts_with(&peer) && file[peer.len()..].contains("## Your answers"), "{file}");
    let page = written("a.html");
    assert!(page.starts_with("<!doctype html>") && page.contains("<h1>Reminders check the bill"), "{page}");
    let json: serde_json::Value = serde_json::from_str(&written("a.json")).expect("JSON");
    assert_eq!((&json["format"], &json["reader"]), (&"empathy-review".into(), &"peer".into()));
    let args = ["review", "--week", "2026-W46", "--anyway", "--output", "tables.csv"];
    let ran = world.run(&args);
    assert!(ran.code == Some(0) && ran.stderr.ends_with("Wrote the review to `tables`.\n"), "{}", ran.stderr);
    let mut names: Vec<_> = std::fs::read_dir(world.path("tables")).expect("a folder").collect();
    names.sort_by_key(|entry| entry.as_ref().expect("an entry").file_name());
    let first = names.remove(0).expect("a table").path();
    assert!(first.ends_with("01-recommendations.csv"), "{first:?}");
    assert!(std::fs::read_to_string(first).expect("reads").starts_with("Change,For whom,"));
    insta::assert_snapshot!(failure(&world, &["review", "-o", "a.docx"]).1, @r"
    error: a `.docx` file can't be written
    hint: end its name in `.md`, `.html`, `.pdf`, `.json` or `.csv`, or say which with `--format`
    ");
}

#[test]
fn page_one_of_the_demo_fits_a_page_and_half_of_it_a_small_screen() {
    let world = demo_world();
    for week in &WEEKS[..WEEKS.len() - 1] {
        let text = answer(&world, &["review", "--week", week, "--for", "peer"]);
        let (page, _) = text.split_once("## Appendix").unwrap_or((&text, ""));
        assert!(words(page) <= 450, "{week}: {} words", words(page));
        assert!(!page.contains('…'), "{week}: something is cut");
        for cited in text.lines().filter(|line| line.trim_start().starts_with("- Evidence: ")) {
            assert!(cited.contains('“'), "{week}: {cited} is not an observation");
        }
    }
}

/// How many words are read in a text.
fn words(text: &str) -> usize {
    let words = text.split(|c: char| c.is_whitespace() || c == '|' || c == '-');
    words.filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn a_peer_and_an_interviewer_get_what_they_can_read() {
    let world = demo_world();
    for week in ["2026-W42", "2026-W44", "2026-W46"] {
        for (reader, most) in [("peer", 1_000), ("interview", 350)] {
            let text = answer(&world, &["review", "--week", week, "--for", reader]);
            assert!(words(&text) <= most, "{week} for {reader}: {} words", words(&text));
        }
    }
}

#[test]
fn a_file_that_can_t_be_written_leaves_nothing_in_the_journal() {
    let world = demo_world();
    let entries = super::everything(&world).len();
    let ran =
        world.run(&["review", "--week", "2026-W46", "--for", "peer", "--anyway", "-o", "missing/week.md"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    assert_eq!(super::everything(&world).len(), entries);
    let trash = world.run(&["trash"]).stdout;
    assert!(!trash.contains("shr-"), "{trash}");
}

#[test]
fn one_s_own_template_is_used_and_its_mistakes_are_located() {
    let world = demo_world();
    std::fs::create_dir_all(world.path(".config/empathy/report")).expect("a folder");
    world.write(".config/empathy/report/review.html", "<p>{{ document.title }}</p>\n{{ document.nothing }}");
    let (code, said) = failure(&world, &["review", "--format", "html"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("report/review.html:2:"), "{said}");
    world.write(".config/empathy/report/review.md", "My *own*: {{ document.title }}, {{ document.nothing }}");
    let (code, said) = failure(&world, &["review"]);
    assert!(code == Some(1) && said.contains("report/review.md:1:"), "{said}");
    world.write(".config/empathy/report/review.md", "My *own*: {{ document.title }}");
    assert_eq!(answer(&world, &["review"]), "My *own*: Week 47, 16–22 November 2026\n");
    world.write(".config/empathy/report/review.html", "<p>{{ document.title }}</p>");
    assert_eq!(answer(&world, &["review", "--format", "html"]).trim(), "<p>Week 47, 16–22 November 2026</p>");
    // Without places for answers, nobody is told to wait for any.
    let lacks = "Your template has no places for answers";
    for name in ["a.md", "a.html"] {
        let (_, said) = shared(&world, &["-o", name]);
        assert!(said.contains(lacks) && !said.contains("import feedback"), "{said}");
    }
    let (_, said) = shared(&world, &["-o", "a.pdf"]);
    assert!(!said.contains(lacks), "pages have none in any case: {said}");
}

#[test]
fn a_file_that_is_there_stays_unless_it_may_be_replaced() {
    let world = demo_world();
    world.write("week.md", "mine");
    let (code, said) = failure(&world, &["review", "-o", "week.md"]);
    assert_eq!(code, Some(1));
    insta::assert_snapshot!(after_report(&said), @r"
    error: could not write `week.md`: a file of that name is there
    hint: name another, or replace it with `--force`
    ");
    assert_eq!(std::fs::read_to_string(world.path("week.md")).expect("there"), "mine");
    assert_eq!(world.run(&["review", "-o", "week.md", "--force"]).code, Some(0));
    assert!(std::fs::read_to_string(world.path("week.md")).expect("there").starts_with("# Week 47"));
    let left: Vec<_> = std::fs::read_dir(world.home()).expect("a folder").filter_map(Result::ok).collect();
    assert_eq!(left.len(), 2, "no temporary file is left: {left:?}");
}

#[test]
fn a_place_that_takes_no_file_is_named() {
    let world = demo_world();
    std::fs::create_dir(world.path("folder")).expect("made");
    let said = |args| {
        let (code, said) = failure(&world, args);
        let said = after_report(&said);
        format!("{}{said}", code.map_or(String::new(), |code| format!("{code} ")))
    };
    insta::assert_snapshot!(said(&["review", "-o", "missing/week.md"]), @r"
    1 error: could not write `missing/week.md`: no such file or directory
    hint: check that the folder is there and can be written
    ");
    for force in [&["review", "-o", "folder"][..], &["review", "-o", "folder", "--force"]] {
        assert_eq!(
            said(force),
            "1 error: could not write `folder`: it is a folder\nhint: name a file in it\n"
        );
    }
    insta::assert_snapshot!(said(&["review", "-o", ""]), @r"
    2 error: a value is required for '--output <FILE>' but none was supplied

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(said(&["review", "--force"]), @r"
    2 error: the following required arguments were not provided:
      --output <FILE>

    Usage: empathy review --output <FILE> --force

    For more information, try '--help'.
    ");
}

#[test]
fn a_dash_is_standard_output() {
    let world = demo_world();
    assert_eq!(answer(&world, &["review", "--output", "-"]), answer(&world, &["review"]));
    assert!(!world.path("-").exists());
}

/// Writes a review for a peer, and gives what was said with the id of the entry that keeps it.
fn shared(world: &World, args: &[&str]) -> (String, String) {
    let week: &[&str] = if args.contains(&"--from") { &[] } else { &["--week", "2026-W46"] };
    let all = [&["review", "--anyway"], week, args].concat();
    let ran = world.run(&all);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let id = ran.stderr.split("as shr-").nth(1).and_then(|rest| rest.split('.').next()).unwrap_or_default();
    (format!("shr-{id}"), ran.stderr)
}

#[test]
fn what_is_shared_is_kept_once_with_its_reader_and_its_versions() {
    let world = demo_world();
    let (first, said) = shared(&world, &["-o", "a.html", "--to", "Kasimir"]);
    assert!(said.contains(&format!("Kept what you shared as {first}.")), "{said}");
    // The same again is no other version.
    let (_, said) = shared(&world, &["-o", "a.pdf"]);
    assert!(!said.contains("Kept what"), "{said}");
    let shown = answer(&world, &["show", &first]);
    for line in ["Week 46, 9–15 November 2026, for a peer", "Kasimir", "Reminders check the bill"] {
        assert!(shown.contains(line), "{line} in {shown}");
    }
    // What changed is another version, and the earlier one is named.
    let (other, said) = shared(&world, &["-o", "b.md", "--to", "Mireille"]);
    assert_ne!(first, other);
    assert!(said.contains("You shared an earlier version on 20 November."), "{said}");
    assert_eq!(
        json(&world, &["list", "--exercise", "shared-review", "--json"]).as_array().map(Vec::len),
        Some(2)
    );
    // What one reads oneself is not shared, and neither is what could not be written.
    world.run(&["review", "--week", "2026-W46", "--for", "me", "-o", "c.md"]);
    let (code, _) = failure(&world, &["review", "--week", "2026-W45", "--anyway", "-o", "no/such/d.md"]);
    assert_eq!(code, Some(1));
    assert_eq!(
        json(&world, &["list", "--exercise", "shared-review", "--json"]).as_array().map(Vec::len),
        Some(2)
    );
    // The names stay here.
    let page = std::fs::read_to_string(world.path("a.html")).expect("written");
    assert!(!page.contains("Kasimir"), "{page}");
}

#[test]
fn what_was_written_is_opened_if_there_is_something_to_open_it_with() {
    let world = demo_world();
    let args = ["review", "--for", "me", "--force", "--open", "--output=-week.html"];
    std::fs::create_dir(world.path("bin")).expect("made");
    let bin = world.path("bin");
    let run = || world.command(&args).env("PATH", &bin).output().expect("runs");
    let said = String::from_utf8(run().stderr).expect("text");
    assert!(said.contains("There is no `xdg-open` on this machine. Open the file yourself."), "{said}");
    let seen = world.path("seen");
    let script =
        format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.new' && /bin/mv '{0}.new' '{0}'\n", seen.display());
    world.write("bin/xdg-open", &script);
    std::fs::set_permissions(bin.join("xdg-open"), PermissionsExt::from_mode(0o755)).expect("set");
    let ran = run();
    assert_eq!(ran.status.code(), Some(0));
    for _ in 0..1_000 {
        if !seen.exists() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
    }
    assert_eq!(
        std::fs::read_to_string(seen).expect("opened"),
        world.path("-week.html").display().to_string()
    );
}

#[test]
fn what_changed_since_a_review_was_shared_is_told_part_by_part() {
    let mut world = demo_world();
    let asked = ["review", "-w", "2026-W46", "--changes"];
    let (code, said) = failure(&world, &asked);
    assert!(code == Some(1) && said.contains("you have not shared the review of Week 46"), "{said}");
    let (id, _) = shared(&world, &["-o", "a.md", "--to", "Kasimir"]);
    let same = answer(&world, &asked);
    let nothing = |id: &str, reader: &str| {
        format!(
            "Shared on 20 November 2026{reader}. The copy you sent is {id}.\nNothing has changed since.\n"
        )
    };
    assert_eq!(same, nothing(&id, " with Kasimir, for a peer"));
    // In one's own view, too, and what was chosen for the page is no change.
    assert_eq!(answer(&world, &[&asked[..], &["--for", "me"]].concat()), same);
    let chosen = ["-o", "b.md", "--title", "Mine", "--parts", "summary,recommend,talk", "--for", "interview"];
    world.now = world.now.replace("T14:", "T15:");
    let (spoken, _) = shared(&world, &chosen);
    let own = answer(&world, &[&asked[..], &["--for", "me"]].concat());
    assert_eq!(own, nothing(&spoken, ", for an interview"), "the newest, whoever it was for");
    assert_eq!(answer(&world, &asked), same, "the one for this reader");
    let shown = json(&world, &["show", &spoken, "--json"]);
    assert!(shown.to_string().contains("parts: summary, recommend, talk"), "{shown}");
    // What a later version says otherwise is told part by part.
    let audits = json(&world, &["list", "--json", "--exercise", "trust-audit", "-n", "99"]);
    let audits = audits.as_array().expect("a list").iter();
    for audit in audits.filter(|audit| audit["week"] == "2026-W46") {
        assert_eq!(world.run(&["delete", audit["id"].as_str().expect("an id")]).code, Some(0));
    }
    let changed = answer(&world, &asked);
    assert!(changed.contains("- Trust this week: ") && changed.contains("removed"), "{changed}");
    assert!(!changed.contains("One question"), "that is as it was: {changed}");
}

#[test]
fn a_week_shared_with_more_days_is_compared_with_all_of_them() {
    let world = demo_world();
    let days = ["--from", "2026-W45", "--until", "2026-W47"];
    let (id, _) = shared(&world, &[&days[..], &["-o", "days.md"]].concat());
    let asked = ["review", "-w", "2026-W46", "--changes"];
    let nothing = format!(
        "Shared on 20 November 2026, for a peer. The copy you sent is {id}. That copy covers more days: 2–22 \
         November 2026. The changes below are from all of those days.\nNothing has changed since.\n"
    );
    assert_eq!(answer(&world, &asked), nothing);
    let (code, said) = failure(&world, &["review", "-w", "2026-W44", "--changes"]);
    assert!(code == Some(1) && said.contains("you have not shared"), "it is not in those days: {said}");
    let (_, said) = failure(&world, &[&asked[..], &["--product", "Otter"]].concat());
    assert!(said.contains("you have not shared"), "that was of all products: {said}");
    // The week alone comes first.
    let (id, _) = shared(&world, &["-o", "week.md"]);
    let own = answer(&world, &asked);
    assert!(own.contains(&id) && !own.contains("more days"), "{own}");
}

#[test]
fn answers_come_back_beside_the_review_they_are_about() {
    let world = demo_world();
    let (id, _) = shared(&world, &["-o", "a.md"]);
    let page = std::fs::read_to_string(world.path("a.md")).expect("written");
    let filled =
        page.replace("**On Recommendations:**\n", "**On Recommendations:**\n\nAsk three owners first.\n");
    assert_ne!(page, filled);
    std::fs::write(world.path("back.md"), &filled).expect("written");
    let ran = world.run(&["import", "feedback", "back.md"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert_eq!(ran.stdout, "1 answer to Week 46, 9–15 November 2026, for a peer\n");
    assert!(ran.stderr.contains(&format!("`empathy edit {id}`")), "{}", ran.stderr);
    let file = format!(
        r#"{{"format":"empathy-feedback","version":1,"review":"{id}","answers":[
            {{"passage":"recommendations","title":"Recommendations","text":"Ask three owners first."}},
            {{"passage":"gone","title":"A part that is no longer there","text":"I liked this. \u001b[31m<b>"}}]}}"#
    );
    std::fs::write(world.path("back.json"), &file).expect("written");
    let ran = world.run(&["import", "feedback", "back.json"]);
    assert_eq!(
        ran.stdout,
        "1 answer to Week 46, 9–15 November 2026, for a peer · 1 answer, 1 known already\n"
    );
    let shown = answer(&world, &["show", &id]);
    for words in ["Ask three owners first.", "A part that is no longer there", "I liked this."] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(!shown.contains('\u{1b}'), "{shown}");
    let found = answer(&world, &["search", "three owners first"]);
    assert!(found.contains(&id), "{found}");
    // One undo takes the last answers away again, and leaves what was shared.
    assert_eq!(world.run(&["undo"]).code, Some(0));
    assert!(!answer(&world, &["show", &id]).contains("I liked this."));
}

#[test]
fn what_are_no_answers_to_a_review_of_this_journal_changes_nothing() {
    let world = demo_world();
    let (id, _) = shared(&world, &["-o", "a.md"]);
    let log = super::id_of(&world, "reaction", "2026-W46");
    let file = |review: &str, text: &str| {
        format!(
            r#"{{"format":"empathy-feedback","version":1,"review":"{review}","answers":[{{"title":"x","text":"{text}"}}]}}"#
        )
    };
    let before = answer(&world, &["show", &id]);
    for (text, says) in [
        ("hello".to_owned(), "has no answers to a review"),
        (file("shr-0000", "hi"), "this journal has no such review"),
        (file(&log, "hi"), "is not a shared review"),
        (file("", "hi"), "does not say which review it answers"),
        (file(&id, " "), "all are empty"),
        (file(&id, &"a".repeat(30_000)), "more answers, or longer ones"),
        (file(&id, "hi").replace("\"version\":1", "\"version\":7"), "is version 7"),
        (file(&id, "hi").replace("}]}", "}"), "line 1: the file was cut short"),
        (file(&id, "hi").replace("\"hi\"", "7"), "line 1: a value is of the wrong kind"),
        ("x".repeat(2_000_000), "2000000 bytes"),
    ] {
        std::fs::write(world.path("back"), text).expect("written");
        let (code, said) = failure(&world, &["import", "feedback", "back"]);
        assert!(code.is_some_and(|code| code > 0) && said.contains(says), "{says}: {said}");
    }
    assert_eq!(answer(&world, &["show", &id]), before);
    // While it is being changed by hand, nothing is mixed in.
    let (code, said) = failure(&world, &["import", "feedback", "nowhere.json"]);
    assert!(code == Some(1) && said.contains("nowhere.json"), "{said}");
}

#[test]
fn a_portfolio_of_a_product_names_it_or_says_that_nothing_is_about_it() {
    let world = demo_world();
    let (code, said) = failure(&world, &["portfolio", "--product", "Oter"]);
    assert!(code == Some(1) && said.contains("did you mean `Otter`?"), "{said}");
    let one = answer(&world, &["portfolio", "--product", "otter", "--from", "2026-W44"]);
    assert!(one.contains("No review of otter was finished in these weeks."), "{one}");
}

#[test]
fn a_portfolio_shows_the_reviews_of_months_their_evidence_and_the_habit() {
    let world = demo_world();
    let all = answer(&world, &["portfolio"]);
    assert!(all.starts_with("# Portfolio\n\n*28 September – 22 November 2026*\n"), "{all}");
    let reviews = headings(&all).filter(|title| *title != "Appendix").count();
    assert!(
        all.contains(&format!("*{reviews} reviews, the newest first, with what each rests on.*")),
        "{all}"
    );
    assert!(
        reviews >= 5 && all.contains("## Reminders check the bill and can't see the cash tin\n"),
        "{all}"
    );
    assert_eq!(all.matches("*Rests on ").count(), reviews, "{all}");
    for part in ["#### Recommendations", "### Skills, with evidence", "### Practice"] {
        assert!(all.contains(part) || all.contains(&part[1..]), "{part} in {all}");
    }
    let one = answer(&world, &["portfolio", "--product", "ledgerline ASSISTANT", "--from", "2026-W46"]);
    assert!(one.starts_with("# Portfolio: ledgerline ASSISTANT\n"), "{one}");
    assert_eq!(headings(&one).filter(|title| *title != "Appendix").count(), 1, "{one}");
    let only = answer(&world, &["portfolio", "--product", "Otter"]);
    for other in ["Spotify DJ", "Claude", "Google Maps", "Ledgerline assistant:"] {
        assert!(all.contains(other) || other == "Google Maps", "{other} in {all}");
        assert!(!only.contains(other), "{other} in {only}");
    }
    // Who is named has an alias here too, and no id or minute is in it.
    for word in ["Georg", "Renate", "dim-", "never begun"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
    let json: serde_json::Value = json(&world, &["portfolio", "--format", "json"]);
    assert_eq!((&json["format"], json.get("week")), (&"empathy-portfolio".into(), None));
    let ran = world.run(&["portfolio", "--anyway", "-o", "p.pdf", "--to", "Kasimir"]);
    assert!(ran.stderr.contains("Kept what you shared as shr-"), "{}", ran.stderr);
    let (code, said) = failure(&world, &["portfolio", "--from", "2026-W46", "--until", "2026-W40"]);
    assert_eq!((code, said.contains("2026-W46 comes after 2026-W40")), (Some(2), true), "{said}");
    let (code, said) = failure(&World::new(), &["portfolio"]);
    assert!(code == Some(1) && said.contains("nothing was written in these weeks"), "{said}");
}
