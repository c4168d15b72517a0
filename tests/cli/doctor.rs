//! `doctor`: the whole journal is checked, and what is worked out from answers can be made anew.

use crate::support::World;

const WELL: &str =
    "all is well: every entry can be read, and every total and search word agrees with your answers\n";

#[test]
fn a_whole_journal_is_well_and_stays_as_it_is_when_it_is_made_anew() {
    let world = World::new();
    world.demo();
    let ran = world.run(&["doctor"]);
    assert_eq!(
        (ran.stdout.as_str(), ran.stderr.as_str(), ran.code),
        (WELL, "there is no backup yet; `empathy backup` makes one\n", Some(0))
    );
    let ran = world.run(&["doctor", "--rebuild"]);
    let anew = format!("recalculated everything that follows from your answers; 0 entries changed\n{WELL}");
    assert_eq!((ran.stdout.as_str(), ran.code), (anew.as_str(), Some(0)));
    let ran = world.run(&["doctor", "--rebuild", "--json"]);
    assert_eq!(ran.stdout, "{\n  \"rebuilt\": 0,\n  \"wrong\": []\n}\n");
}

#[test]
fn a_measure_added_to_an_exercise_counts_for_what_was_written_before() {
    let world = World::new();
    let file = |more: &str| {
        let text = format!(
            "format = 1\nid = \"notes\"\nrevision = 1\ntitle = \"Notes\"\nabout = \"A note.\"\nwhy = \"It helps.\"\nminutes = [1, 2]\n
[[step]]\nid = \"one\"\ntitle = \"One\"\nask = \"What?\"\n
[[step.field]]\nid = \"note\"\nkind = \"text\"\nlabel = \"Note\"\n{more}"
        );
        world.write(".config/empathy/exercises/notes.toml", &text);
    };
    file("");
    let ran = world.feed(&["practice", "notes", "--plain"], "it listens\n");
    assert_eq!(ran.code, Some(0), "{ran:?}");
    file("\n[[measure]]\nid = \"said\"\ntitle = \"Said\"\nwhen = { field = \"note\", answered = true }\n");
    assert_eq!(world.run(&["search", "is:said"]).stdout, "");
    let ran = world.run(&["doctor", "--rebuild"]);
    assert_eq!(
        ran.stdout,
        format!("recalculated everything that follows from your answers; 1 entry changed\n{WELL}")
    );
    assert!(world.run(&["search", "is:said"]).stdout.starts_with("not-"));
}

#[test]
fn a_damaged_entry_keeps_what_was_calculated_from_it_and_is_named() {
    let world = World::new();
    world.demo();
    let conn = rusqlite::Connection::open(world.journal()).expect("opened");
    let sql = "SELECT e.short, e.number FROM entry e JOIN fact f ON f.entry = e.number WHERE e.trashed_ms IS NULL LIMIT 1";
    let (short, number): (String, i64) =
        conn.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("one");
    conn.execute("UPDATE revision SET answers = '{' WHERE entry = ?1", [number]).expect("damaged");
    let before = world.run(&["list", "-n", "1000"]).stdout;
    let ran = world.run(&["doctor", "--rebuild"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.stdout.starts_with("recalculated everything that follows from your answers; 0 entries changed\n"),
        "{ran:?}"
    );
    assert!(ran.stderr.contains(&format!("the answers of `{short}` are not what was written")), "{ran:?}");
    assert!(
        ran.stderr.contains("hint: results calculated earlier from answers that are now damaged were kept"),
        "{ran:?}"
    );
    assert_eq!(world.run(&["list", "-n", "1000"]).stdout, before);
    let facts: i64 = conn
        .query_row("SELECT count(*) FROM fact WHERE entry = ?1", [number], |row| row.get(0))
        .expect("counted");
    assert!(facts > 0);
}
