//! `config.toml`, `keys.toml`, and what the environment says.

use super::{answer, page};
use crate::support::World;

#[test]
fn a_mistake_in_the_settings_is_located() {
    for (text, said) in [
        (
            "mouse = true\nthem = \"dark\"\n",
            "2:1: unknown field `them`, expected one of `theme`, `keys`, `day_starts`, `date_order`, `mouse`, `bell`, `trash_days`, `editor`, `suggestions`, `explanations`, `hints_off`; did you mean `theme`?",
        ),
        ("day_starts = 24\n", "1:1: `day_starts` must be an hour from 0 to 23"),
        ("mouse = 3\n", "1:9: invalid type: integer `3`, expected a boolean"),
    ] {
        let world = World::new();
        world.write(".config/empathy/config.toml", text);
        let ran = world.run(&["log", "it made up a source"]);
        let expected = format!(
            "warning: some of your settings have mistakes and were left out\n~/.config/empathy/config.toml:{said}\n"
        );
        assert_eq!((ran.code, ran.stderr), (Some(0), expected), "a mistake there keeps nobody from writing");
        assert!(ran.stdout.starts_with("log-"));
    }
    let world = World::new();
    for broken in [&b"theme = \n"[..], b"editor = \"\xFF\"\n"] {
        std::fs::create_dir_all(world.path(".config/empathy")).expect("made");
        std::fs::write(world.path(".config/empathy/config.toml"), broken).expect("written");
        let ran = world.run(&["today"]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stderr.contains("~/.config/empathy/config.toml:1:"), "{ran:?}");
    }
}

#[test]
fn a_day_may_start_later_than_midnight() {
    let world = World::new();
    world.write(".config/empathy/config.toml", "day_starts = 15\n");
    assert!(answer(&world, &["today"]).starts_with("Thursday 19 November 2026, week 1"));
}

#[test]
fn keys_are_only_read_where_there_are_keys() {
    let world = World::new();
    world.write(".config/empathy/keys.toml", "[no]\nthing = 3\n");
    answer(&world, &["today"]);
    answer(&world, &["review"]);
}

#[test]
fn a_time_or_a_seed_that_is_none_is_refused() {
    let world = World::new();
    for now in ["yesterday", "2026-11-20", "2026-13-01T00:00:00Z", "0"] {
        let output = world.command(&["today"]).env("EMPATHY_NOW", now).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!(
                "error: could not read `EMPATHY_NOW` as a time: `{now}`\nhint: use a form like `2026-11-20T14:02:31+01:00`\n"
            )
        );
    }
    for seed in ["seven", "-1", "1.5"] {
        let output = world.command(&["today"]).env("EMPATHY_SEED", seed).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&output.stderr),
            format!(
                "error: could not read `EMPATHY_SEED` as a number: `{seed}`\nhint: use a whole number of 0 or more\n"
            )
        );
    }
    for empty in ["EMPATHY_NOW", "EMPATHY_SEED"] {
        assert_eq!(
            world.command(&["today"]).env(empty, "").output().expect("it runs").status.code(),
            Some(0)
        );
    }
}

#[test]
fn the_flag_wins_over_the_environment_and_that_over_the_usual_place() {
    let world = World::new();
    world.feed(&["practice", "trust-audit", "--plain"], "Usual\n");
    world.feed(&["--journal", "named.db", "practice", "trust-audit", "--plain"], "Named\n");
    world.feed(&["practice", "trust-audit", "--plain", "--journal", "other.db"], "Other\n");
    let products = |args: &[&str], env: Option<&str>| {
        let id = {
            let mut list = world.command(&[args, &["list", "--json"]].concat());
            env.map(|path| list.env("EMPATHY_JOURNAL", path));
            let said = list.output().expect("it runs").stdout;
            let list: serde_json::Value = serde_json::from_slice(&said).expect("JSON");
            list[0]["id"].as_str().expect("an id").to_owned()
        };
        let mut show = world.command(&[args, &["show", &id, "--json"]].concat());
        env.map(|path| show.env("EMPATHY_JOURNAL", path));
        let said = show.output().expect("it runs").stdout;
        let shown: serde_json::Value = serde_json::from_slice(&said).expect("JSON");
        shown["answers"]["products"][0]["product"].as_str().expect("a product").to_owned()
    };
    assert_eq!(products(&[], None), "Usual");
    assert_eq!(products(&[], Some("named.db")), "Named");
    assert_eq!(products(&["--journal", "other.db"], Some("named.db")), "Other");
}

#[test]
fn without_a_home_the_xdg_folders_are_enough() {
    let world = World::new();
    let output = world
        .command(&["today"])
        .env_remove("HOME")
        .env("XDG_DATA_HOME", world.path("data"))
        .env("XDG_CONFIG_HOME", world.path("config"))
        .env("XDG_CACHE_HOME", world.path("cache"))
        .env("XDG_STATE_HOME", world.path("state"))
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(world.path("data/empathy/journal.db").exists());
    assert!(!world.journal().exists());
}

#[test]
fn relative_and_empty_xdg_folders_are_ignored() {
    for value in ["", "data", "./data", "../data"] {
        let world = World::new();
        let mut command = world.command(&["log", "x: y"]);
        let ran =
            command.env("XDG_DATA_HOME", value).env("XDG_CONFIG_HOME", value).output().expect("it runs");
        assert_eq!(ran.status.code(), Some(0), "{value}: {ran:?}");
        assert!(world.journal().exists(), "{value}");
        assert!(!world.path("data").exists() && !world.path("empathy").exists(), "{value}");
    }
}

#[test]
fn an_empty_home_is_no_home_and_a_missing_one_is_made() {
    let world = World::new();
    let named = |name: &str| (format!("XDG_{name}_HOME"), world.path(&name.to_lowercase()));
    let folders = ["DATA", "CONFIG"].map(named);
    let ran = world.command(&["today"]).env("HOME", "").envs(folders).output().expect("it runs");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert!(world.path("data/empathy/journal.db").exists());
    let ran = world.command(&["today"]).env("HOME", world.path("new")).output().expect("it runs");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
    assert!(world.path("new/.local/share/empathy/journal.db").exists());
}

#[test]
fn a_relative_home_is_refused_and_nothing_is_made_in_the_current_folder() {
    let world = World::new();
    for command in [&["today"][..], &["log", "x: y"], &["--journal", "named.db", "today"]] {
        let ran = world
            .command(command)
            .env("HOME", "somewhere")
            .env("XDG_DATA_HOME", "data")
            .env("XDG_CONFIG_HOME", "")
            .output()
            .expect("it runs");
        let said = String::from_utf8(ran.stderr).expect("text");
        let wanted = "error: could not find your home folder\n\
                      hint: set `HOME` to an absolute path, or `XDG_DATA_HOME` and `XDG_CONFIG_HOME`\n";
        assert_eq!((said.as_str(), ran.status.code()), (wanted, Some(2)));
    }
    assert_eq!(std::fs::read_dir(world.home()).expect("read").count(), 0);
}

#[test]
fn xdg_folders_count() {
    let world = World::new();
    let output =
        world.command(&["today"]).env("XDG_DATA_HOME", world.path("data")).output().expect("it runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(world.path("data/empathy/journal.db").exists());
    assert!(page(&world.run(&["list"])).contains("You have no entries yet"));
}
