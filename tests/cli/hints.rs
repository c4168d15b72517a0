//! `hints`.

use serde_json::Value;

use super::keys;
use crate::support::World;

const TEXT: &str =
    "Users want a dashboard.\n\nMost of our customers are happy, and \"I print it\" said Helga.\n";

fn given(ran: &crate::support::Ran) -> Vec<Value> {
    assert_eq!(ran.code, Some(0), "{ran:?}");
    serde_json::from_str(&ran.stdout).expect("a list")
}

#[test]
fn a_text_is_read_from_a_file_or_a_pipe() {
    let world = World::new();
    world.write("story.txt", TEXT);
    let hints = given(&world.run(&["hints", "story.txt", "--json"]));
    assert_eq!(given(&world.feed(&["hints", "--json"], TEXT)), hints);
    assert_eq!(given(&world.feed(&["hints", "-", "--json"], TEXT)), hints);
    assert_eq!(keys(&hints[0]), ["reason", "repair", "rule", "span", "text"]);
    assert_eq!((&hints[0]["rule"], &hints[0]["text"]), (&"group-user".into(), &"Users".into()));
    for hint in &hints {
        let at = |index: usize| hint["span"][index].as_u64().expect("a byte") as usize;
        assert_eq!(hint["text"], TEXT[at(0)..at(1)]);
    }
    let said = world.run(&["hints", "story.txt"]).stdout;
    assert!(
        said.starts_with("1:1  “Users” is nobody in particular. Who: by name or role?  [group-user]\n"),
        "{said}"
    );
    assert!(said.contains("      for example: Amara, a night nurse"), "{said}");
    assert!(!world.journal().exists(), "it needs no journal");
    let quiet = world.feed(&["hints"], "Amara types with one thumb.");
    assert_eq!((quiet.stdout.as_str(), quiet.stderr.trim()), ("", "Nothing to point out."));
    assert_eq!(world.feed(&["hints", "--json"], "").stdout.trim(), "[]");
}

#[test]
fn a_field_says_what_is_read_for() {
    let world = World::new();
    let text = "She is frustrated, and revenue rose.";
    let rules = |field: &str| -> Vec<String> {
        let hints = given(&world.feed(&["hints", "--field", field, "--json"], text));
        hints.iter().map(|hint| hint["rule"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(rules("story.behind_it"), ["feeling-words"]);
    assert_eq!(rules("repeated"), ["feeling-words"]);
    assert_eq!(rules("story.outcome"), ["company-metric"]);
    assert!(rules("reaction.felt").is_empty(), "the log asks for feelings");
    let twice = world.feed(&["hints", "--field", "problem_sentence"], text);
    assert!(
        twice.stderr.contains("name one of `") && twice.stderr.contains("`listen-research.problem_sentence`"),
        "{}",
        twice.stderr
    );
    let wrong = world.feed(&["hints", "--field", "behind_its"], text);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("no exercise asks for a text named `behind_its`"), "{}", wrong.stderr);
    assert!(wrong.stderr.contains("did you mean `behind_it`?"), "{}", wrong.stderr);
}

#[test]
fn an_entry_is_read_field_by_field() {
    let world = World::new();
    world.run(&["log", "It often makes things up.", "--product", "Otter", "--felt", "annoyed"]);
    let list = given(&world.run(&["list", "--json"]));
    let id = list[0]["id"].as_str().expect("an id");
    let hints = given(&world.run(&["hints", id, "--json"]));
    assert_eq!(hints.len(), 1, "a feeling is wanted in the log: {hints:?}");
    assert_eq!((&hints[0]["rule"], &hints[0]["text"]), (&"vague-moment".into(), &"often".into()));
    let field = hints[0]["field"].as_str().expect("a field");
    assert_eq!(given(&world.run(&["hints", id, "--field", field, "--json"])), hints);
    assert!(world.run(&["hints", id]).stdout.contains(&format!("({field})\n1:4  “often”")));
    assert!(world.run(&["hints", id, "--field", "nowhere"]).stderr.contains("has no field `nowhere`"));
    let missing = world.run(&["hints", "log-zzzz"]);
    assert!(missing.stderr.contains("there is no entry `log-zzzz`"), "{}", missing.stderr);
    world.write("bad.txt", "fine\n");
    std::fs::write(world.path("bad.txt"), b"fine\n\xff").expect("written");
    let bad = world.run(&["hints", "bad.txt"]);
    assert!(bad.stderr.contains("bad.txt:2:1: this is not UTF-8"), "{}", bad.stderr);
    assert!(world.run(&["hints", "nowhere.txt"]).stderr.contains("could not read `nowhere.txt`"));
}

#[test]
fn what_is_switched_off_is_not_said() {
    let world = World::new();
    world.write(".config/empathy/config.toml", "hints_off = [\"group-user\"]\n");
    assert_eq!(world.feed(&["hints", "--json"], "Users want it.").stdout.trim(), "[]");
}
