//! `status` and `remind`.

use super::{answer, demo_world, failure, json, same_as_file};
use crate::support::World;

#[test]
fn a_prompt_makes_no_journal() {
    let world = World::new();
    assert_eq!(answer(&world, &["status"]), "");
    assert_eq!(answer(&world, &["status", "--json"]), "null\n");
    assert!(!world.journal().exists());
}

#[test]
fn a_week_is_one_line() {
    let world = demo_world();
    assert_eq!(answer(&world, &["status"]), "W47 ■■■■◐ Empathy Dimension Review\n");
    let format = "week {number}: {done} of {planned}, {day} {time}, {logged} and {drafts} {{x}}\n{daily}";
    assert_eq!(
        answer(&world, &["status", "--format", format]),
        "week 8: 4 of 5, Fri 3 h 46 min, 1 and 1 {x} Two Minutes\n"
    );
    let all = json(&world, &["status", "--json"]);
    assert_eq!((all["next"].as_str(), all["done"].as_str()), (Some("Empathy Dimension Review"), Some("4")));
    assert!(all["back"].as_str().is_some_and(|back| !back.is_empty()), "{all}");
    let (code, said) = failure(&world, &["status", "-f", "{nxt}"]);
    assert!(code == Some(2) && said.contains("did you mean `{next}`?"), "{said}");
}

/// Runs a reminder that must end well, and gives what it printed and what it said.
fn reminder(world: &World, args: &[&str]) -> (String, String) {
    let ran = world.run(&[&["remind"], args].concat());
    assert_eq!(ran.code, Some(0), "{args:?}\n{ran:?}");
    (ran.stdout, ran.stderr)
}

#[test]
fn a_reminder_is_printed_and_installed_nowhere() {
    let world = World::new();
    let (calendar, how) = reminder(&world, &["ics", "--at", "7:05"]);
    assert!(how.starts_with("This is not active yet. "), "{how}");
    assert!(
        calendar.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77),
        "{calendar}"
    );
    same_as_file("reminder-calendar", &calendar.replace('\r', ""));
    let (daily, _) = reminder(&world, &["ics", "--days", "daily"]);
    assert!(daily.contains("\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU\r\n"), "{daily}");
    for kind in ["systemd", "launchd", "cron"] {
        let (text, how) = reminder(&world, &[kind, "--days", "mon,wed"]);
        assert!(text.contains("status --format") && how.starts_with("This is not active yet. "), "{text}");
    }
    assert!(!world.path(".config/systemd").exists());
}

#[test]
fn a_reminder_at_no_time_is_none() {
    let world = World::new();
    for args in [["remind", "cron", "--at", "25:00"], ["remind", "cron", "--days", "someday"]] {
        let (code, said) = failure(&world, &args);
        assert!(code == Some(2) && said.contains(&format!("`{}`", args[3])), "{said}");
    }
}

#[test]
fn a_reminder_is_written_whole_and_over_nothing() {
    let world = World::new();
    let file = world.path("practice.ics");
    let name = file.display().to_string();
    let (printed, said) = reminder(&world, &["ics", "-o", &name]);
    assert!(printed.is_empty() && said.starts_with("Wrote the reminder to "), "{said}");
    let text = std::fs::read_to_string(&file).expect("written");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    let (code, said) = failure(&world, &["remind", "ics", "-o", &name]);
    assert!(code != Some(0) && said.contains("--force"), "{said}");
    reminder(&world, &["ics", "-o", &name, "--force"]);
}
