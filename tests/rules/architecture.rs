//! Who may name whom.

use std::collections::{BTreeMap, BTreeSet};

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
    ("sys::archive", Only(&[])),
    ("sys::clock", Only(&["domain::time"])),
    ("sys::csv", Only(&[])),
    ("sys::editor", Only(&["error", "sys::files", "sys::paths"])),
    ("sys::files", Only(&["error"])),
    ("sys::incoming", Only(&["error", "sys::paths"])),
    ("sys::interrupt", Only(&[])),
    ("sys::journals", Only(&["error", "sys::files", "sys::paths"])),
    ("sys::paths", Only(&["error"])),
    ("sys::profiles", Only(&["error", "sys::files"])),
    ("sys::rng", Only(&[])),
    (
        "sys::settings",
        Only(&["domain::exercise", "domain::named", "domain::natural_date", "error", "sys::files"]),
    ),
    ("sys::viewer", Only(&[])),
    ("sys::zones", Only(&["domain::time"])),
    ("main", Only(&["cli", "commands", "error", "sanitize", "sys::files", "tui::theme"])),
    ("domain", Only(&[])),
    ("wording", Only(&["domain", "error"])),
    ("exercises", Only(&["domain", "error", "wording"])),
    ("db", Only(&["domain", "error", "sys::rng"])),
    ("charts", Only(&["domain", "sanitize"])),
    ("coach", Only(&["domain"])),
    ("suggest", Only(&["domain", "sanitize"])),
    ("report", Only(&["charts", "domain", "sanitize", "wording"])),
    (
        "app",
        Only(&[
            "db",
            "exercises",
            "domain",
            "coach",
            "charts",
            "report",
            "suggest",
            "error",
            "suggest",
            "sys::profiles",
            "sys::csv",
            "sys::incoming",
            "sys::rng",
            "wording",
        ]),
    ),
    ("cli", Only(&["domain"])),
    (
        "tui::text",
        Only(&["tui::action", "tui::outcome", "tui::theme", "tui::layout", "tui::widgets", "sanitize"]),
    ),
    ("tui::widgets", Only(&["charts", "tui::theme", "tui::text", "tui::layout", "sanitize"])),
    ("tui::form", Only(&["domain", "coach", "sanitize", "tui", "wording"])),
    ("tui::form", AllBut(&["tui::screens", "tui::app", "tui::context"])),
    ("tui::screens", AllBut(&["report", "commands", "tui::app"])),
    ("tui", AllBut(&["commands", "cli"])),
    // The front door: it may name every room, and of `tui` only the doors below.
    ("commands", AllBut(&["main"])),
];

/// Files of one room that name each other in a circle; what is not here must not. Names end where a whole part of a room
/// is still tangled. The list only gets shorter.
const TANGLED: &[&[&str]] = &[
    &["app::derived", "app::practice"],
    &["db"],
    &["domain"],
    // The recursion of the format: a group holds fields.
    &["exercises::lower"],
    &["tui::dialog", "tui::outcome"],
];

/// What `commands` may name of `tui`; the rest is its inside.
const DOORS: [&str; 6] = ["terminal", "context", "keymap", "personal", "route", "theme"];

/// Crates that are named in few places.
const CRATES: &[(&str, &[&str])] = &[
    ("rusqlite", &["db"]),
    ("crossterm", &["tui::terminal"]),
    ("toml_edit", &["sys::settings"]),
    (
        "toml",
        &[
            "exercises",
            "sys::profiles",
            "sys::settings",
            "tui::keymap",
            "tui::theme",
            "app::demo",
            "suggest",
            "coach",
        ],
    ),
    ("ratatui", &["tui", "sanitize"]),
    ("clap", &["cli", "commands", "main"]),
    ("directories", &["sys::paths"]),
    ("nucleo_matcher", &["tui::fuzzy"]),
    ("zip", &["sys::archive"]),
    ("tz", &["sys::zones"]),
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
        let here = place(source);
        for named in source.paths() {
            let mut say = |what: &str| {
                let Named { file, line, path } = &named;
                found.push(format!("src/{file}:{line}: `{here}` names `{}`: {what}", path.join("::")));
            };
            let Some((first, rest)) = named.path.split_first() else { continue };
            // The program names the library by its name.
            if first != "crate" && !(here == "main" && first == "empathy") {
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
                if other.is_some_and(|name| Some(name.as_str()) != own && name != "list_overlay") {
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
fn every_room_has_a_rule_and_every_rule_a_room() {
    let ruled = |module: &str| RULES.iter().any(|(room, _)| within(module, room));
    let all = sources();
    let modules: Vec<String> = all.iter().map(place).filter(|module| !module.is_empty()).collect();
    assert!(modules.len() > 200);
    // `sys` itself, as `lib`, only declares what is in it.
    let free: Vec<&String> = modules.iter().filter(|module| !ruled(module) && *module != "sys").collect();
    assert!(free.is_empty(), "no rule for {free:?}");
    let named = RULES.iter().map(|(room, _)| room).chain(TANGLED.iter().copied().flatten());
    let gone: Vec<&&str> = named.filter(|room| !modules.iter().any(|module| within(module, room))).collect();
    assert!(gone.is_empty(), "no such room: {gone:?}");
}

fn place(source: &Source) -> String {
    if source.file == "main.rs" { "main".to_owned() } else { source.module().join("::") }
}

/// Which other files of its room each file names, but for those around it and in it.
fn siblings(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let modules: BTreeSet<String> = sources.iter().map(place).collect();
    let file_of = |path: &[String]| {
        let names = (1..=path.len()).rev().map(|length| path[..length].join("::"));
        names.into_iter().find(|name| modules.contains(name))
    };
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources {
        let here = place(source);
        let inside = source.paths().into_iter().filter(|named| named.path[0] == "crate");
        let others = inside.filter_map(|named| file_of(&named.path[1..])).filter(|other| {
            let same_room = other.split("::").next() == here.split("::").next();
            same_room && !within(other, &here) && !within(&here, other)
        });
        let others: BTreeSet<String> = others.collect();
        named.entry(here.clone()).or_default().extend(others);
    }
    named
}

/// Lists the files that lead back to themselves, with all that lie on the way there and back.
fn circles(named: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<Vec<String>> {
    let reached = |from: &String| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(at) = open.pop() {
            let next = named.get(at).into_iter().flatten().filter(|next| seen.insert((*next).clone()));
            open.extend(next);
        }
        seen
    };
    let all: BTreeMap<&String, BTreeSet<String>> = named.keys().map(|file| (file, reached(file))).collect();
    let round = |file: &&String| all[*file].contains(*file);
    let circle = |file: &String| {
        all[file]
            .iter()
            .filter(|other| all.get(other).is_some_and(|back| back.contains(file)))
            .cloned()
            .collect()
    };
    named.keys().filter(round).map(circle).collect()
}

#[test]
fn no_files_of_a_room_name_each_other_in_a_circle() {
    let known = |circle: &Vec<String>| {
        TANGLED.iter().any(|parts| circle.iter().all(|file| parts.iter().any(|part| within(file, part))))
    };
    let found: Vec<Vec<String>> =
        circles(&siblings(&sources())).into_iter().filter(|circle| !known(circle)).collect();
    assert!(found.is_empty(), "in a circle: {found:#?}");
    let planted = ["use super::b;", "use super::c::C;", "fn f() { super::a::g() }", "use super::a;"];
    let planted: Vec<Source> = ["a", "b", "c", "d"]
        .iter()
        .zip(planted)
        .map(|(name, text)| Source::new(&format!("x/{name}.rs"), text))
        .collect();
    let wanted = ["x::a", "x::b", "x::c"].map(str::to_owned).to_vec();
    assert_eq!(circles(&siblings(&planted)), BTreeSet::from([wanted]));
}

#[test]
fn the_check_finds_what_it_looks_for() {
    for (file, text, line) in [
        ("domain/entry.rs", "\nuse crate::db::Store;", 2),
        ("domain/entry.rs", "use crate::{error::Result, sanitize};", 1),
        ("domain/entry.rs", "use crate::error::Result;", 1),
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
        ("sys/rng.rs", "use crate::error::Result;", 1),
        ("sanitize/wrap.rs", "use crate::domain::time::Moment;", 1),
        ("error.rs", "use crate::sanitize;", 1),
        ("cli/people.rs", "use crate::error::Result;", 1),
        ("main.rs", "use empathy::db::Store;", 1),
        ("domain/plan.rs", "use toml::Table;", 1),
        ("sys/settings.rs", "use directories::BaseDirs;", 1),
    ] {
        let screens = ["today", "review", "list_overlay"]
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
        ("domain/entry.rs", "use super::id::EntryId; use std::fmt;"),
        ("wording.rs", "use crate::domain::fault::Fault; use crate::error::Error;"),
        ("domain/entry.rs", "#[cfg(test)]\nmod tests { use crate::db::Store; }"),
        ("domain/entry.rs", "//! [`crate::db`] holds it.\n/// As in `crate::tui`."),
        ("db/writer/queue.rs", "use super::super::error; use crate::sys::rng::Rng; use rusqlite::Row;"),
        ("tui/screens/today.rs", "use super::list_overlay; use crate::tui::form::Form;"),
        ("commands/open.rs", "use crate::tui::{Outside, run, route::Route};"),
        ("exercises/mod.rs", "let text = \"use crate::db;\";"),
    ] {
        let rail = Source::new("tui/screens/list_overlay.rs", "");
        assert_eq!(violations(&[rail, Source::new(file, text)]), [""; 0], "{file}");
    }
}
