//! Who may name whom.

use super::source::{Named, Source, sources};

/// What a room may name besides itself.
enum May {
    /// Only these.
    Only(&'static [&'static str]),
    /// Anything but these.
    AllBut(&'static [&'static str]),
}

use May::{AllBut, Only};

const RULES: &[(&str, May)] = &[
    ("error", Only(&[])),
    ("sanitize", Only(&[])),
    ("sys", Only(&["error", "sanitize", "domain::time"])),
    ("domain", Only(&["error"])),
    ("exercises", Only(&["domain", "error"])),
    ("db", Only(&["domain", "error", "sys::rng"])),
    ("charts", Only(&["domain", "sanitize"])),
    ("coach", Only(&["domain", "error"])),
    ("report", Only(&["domain", "error", "sanitize"])),
    ("app", Only(&["db", "exercises", "domain", "coach", "charts", "report", "error", "sys::rng"])),
    ("cli", Only(&["domain"])),
    (
        "tui::text",
        Only(&["tui::action", "tui::outcome", "tui::theme", "tui::layout", "tui::widgets", "sanitize"]),
    ),
    ("tui::widgets", Only(&["charts", "tui::theme", "tui::text", "tui::layout", "sanitize"])),
    ("tui::form", Only(&["domain", "coach", "sanitize", "tui"])),
    ("tui::form", AllBut(&["tui::screens", "tui::app", "tui::context"])),
    ("tui::screens", AllBut(&["report", "commands", "tui::app"])),
    ("tui", AllBut(&["commands", "cli"])),
    ("commands", AllBut(&[])),
];

/// What `commands` may name of `tui`; the rest is its inside.
const DOORS: [&str; 5] = ["terminal", "context", "keymap", "route", "theme"];

/// Crates that are named in few places.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["db"]),
    ("crossterm", &["tui::terminal"]),
    ("toml", &["exercises", "sys::settings", "tui::keymap", "tui::theme", "app::demo"]),
    ("ratatui", &["tui", "sanitize"]),
    ("clap", &["cli", "commands", "main"]),
    ("directories", &["sys::paths"]),
    ("nucleo_matcher", &["tui::fuzzy"]),
];

fn within(path: &str, room: &str) -> bool {
    path == room || path.strip_prefix(room).is_some_and(|rest| rest.starts_with("::"))
}

/// Checks some sources, and says of each violation where it is.
fn violations(sources: &[Source]) -> Vec<String> {
    let modules: Vec<String> = sources.iter().map(|source| source.module().join("::")).collect();
    let rooms = |folder: &str| -> Vec<String> {
        let begins = format!("{folder}::");
        let inner = modules.iter().filter_map(|module| module.strip_prefix(&begins)?.split("::").next());
        inner.map(str::to_owned).collect()
    };
    let (inside, screens) = (rooms("tui"), rooms("tui::screens"));
    let mut found = Vec::new();
    for source in sources {
        let here = match source.file.as_str() {
            "main.rs" => "main".to_owned(),
            _ => source.module().join("::"),
        };
        for named in source.paths() {
            let mut say = |what: &str| {
                let Named { file, line, path } = &named;
                found.push(format!("src/{file}:{line}: `{here}` names `{}`: {what}", path.join("::")));
            };
            let Some((first, rest)) = named.path.split_first() else { continue };
            if first != "crate" {
                let places = CRATES.iter().find(|(name, _)| name == first).map(|(_, places)| places);
                if places.is_some_and(|places| !places.iter().any(|place| within(&here, place))) {
                    say("that crate belongs to another room");
                }
                continue;
            }
            let target = rest.join("::");
            for (room, may) in RULES.iter().filter(|(room, _)| within(&here, room)) {
                let fits = match may {
                    Only(rooms) => within(&target, room) || rooms.iter().any(|room| within(&target, room)),
                    AllBut(rooms) => !rooms.iter().any(|room| within(&target, room)),
                };
                if !fits {
                    say("the rules of its room do not allow that");
                }
            }
            if within(&here, "commands") && rest.first().is_some_and(|room| room == "tui") {
                let inner = rest.get(1).filter(|name| inside.contains(name));
                if inner.is_some_and(|name| !DOORS.contains(&name.as_str())) {
                    say("that is the inside of `tui`");
                }
            }
            if within(&here, "tui::screens") && within(&target, "tui::screens") && here != "tui::screens" {
                let own = here.split("::").nth(2);
                let other = rest.get(2).filter(|name| screens.contains(name));
                if other.is_some_and(|name| Some(name.as_str()) != own && name != "evidence_panel") {
                    say("a screen opens another by its route");
                }
            }
        }
    }
    found
}

#[test]
fn every_room_names_only_whom_it_may() {
    let found = violations(&sources());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_check_finds_what_it_looks_for() {
    for (file, text, line) in [
        ("domain/entry.rs", "\nuse crate::db::Store;", 2),
        ("domain/entry.rs", "use crate::{error::Result, sanitize};", 1),
        ("exercises/mod.rs", "fn f() -> crate::report::Document { todo() }", 1),
        ("db/mod.rs", "use crate::exercises::Catalog;", 1),
        ("coach/mod.rs", "\n\nuse crate::sys::clock::Clock;", 3),
        ("report/blocks.rs", "use crate::db;", 1),
        ("charts/line.rs", "use crate::db::Store;", 1),
        ("charts/line.rs", "use ratatui::text::Text;", 1),
        ("app/week.rs", "use crate::tui::app;", 1),
        ("tui/text/edit.rs", "use crate::domain::id::EntryId;", 1),
        ("tui/widgets/paint.rs", "use super::super::form::Form;", 1),
        ("tui/form/act.rs", "use crate::tui::{action::Action, context::Context};", 1),
        ("tui/form/act.rs", "use crate::db::Store;", 1),
        ("tui/screens/today.rs", "use super::review::Review;", 1),
        ("tui/screens/today.rs", "use crate::report::markdown;", 1),
        ("commands/open.rs", "use crate::tui::screens::today::Today;", 1),
        ("commands/open.rs", "use rusqlite::Connection;", 1),
        ("tui/app.rs", "fn f(_: crossterm::event::Event) {}", 1),
        ("sys/settings.rs", "use ratatui::text::Text;", 1),
        ("domain/plan.rs", "use toml::Table;", 1),
        ("sys/settings.rs", "use directories::BaseDirs;", 1),
    ] {
        let screens = ["today", "review", "evidence_panel"]
            .map(|name| Source::new(&format!("tui/screens/{name}.rs"), ""));
        let mut all = Vec::from(screens);
        all.push(Source::new(file, text));
        let found = violations(&all);
        assert!(!found.is_empty(), "{file}: {text}");
        assert!(found[0].starts_with(&format!("src/{file}:{line}: ")), "{}", found[0]);
    }
}

#[test]
fn the_check_lets_pass_what_is_allowed() {
    for (file, text) in [
        ("domain/entry.rs", "use super::id::EntryId; use crate::error::Result; use std::fmt;"),
        ("domain/entry.rs", "#[cfg(test)]\nmod tests { use crate::db::Store; }"),
        ("domain/entry.rs", "//! [`crate::db`] holds it.\n/// As in `crate::tui`."),
        ("db/writer/queue.rs", "use super::super::error; use crate::sys::rng::Rng; use rusqlite::Row;"),
        ("tui/screens/today.rs", "use super::evidence_panel; use crate::tui::form::Form;"),
        ("commands/open.rs", "use crate::tui::{Outside, run, route::Route};"),
        ("exercises/mod.rs", "let text = \"use crate::db;\";"),
    ] {
        let rail = Source::new("tui/screens/evidence_panel.rs", "");
        assert_eq!(violations(&[rail, Source::new(file, text)]), [""; 0], "{file}");
    }
}
