//! Which story answers a question, and how all of them stand.

use super::{answer, failure, json};
use crate::support::World;

#[test]
fn a_question_leads_to_a_story_or_to_none() {
    let world = World::new();
    let fought = "Tell me about a time you fought for a user.";
    assert!(answer(&world, &["match", fought]).starts_with("You have no stories yet."));
    world.demo();
    let found = answer(&world, &["match", fought]);
    assert!(
        found.contains("Luisa's screenshots") && found.contains("ready · told twice in interviews"),
        "{found}"
    );
    assert!(found.contains("answers a question about standing up for a user: “fought for”"), "{found}");
    assert!(found.contains("told too often: 2 of the last 2 times in interviews"), "{found}");
    let none = json(&world, &["match", "Tell me about a launch you postponed.", "--json"]);
    assert_eq!((none["fitting"].as_u64(), none["stories"].as_array().map(Vec::len)), (Some(0), Some(0)));
    assert!(none["none"].as_str().expect("a sentence").contains("a launch you held back"));
    let piped = world.feed(&["match"], fought).stdout;
    assert_eq!(piped, found);
    assert!(failure(&world, &["match", " "]).1.contains("there is no question"));
}

#[test]
fn what_is_imagined_lacks_evidence_and_covers_nothing() {
    let world = World::new();
    world.demo();
    let all = json(&world, &["stories", "--json"]);
    let all = all.as_array().expect("a list");
    let imagined =
        all.iter().find(|one| one["title"].as_str().is_some_and(|title| title.starts_with("night porter")));
    assert_eq!(imagined.expect("there")["standing"], "needs evidence");
    let coverage = json(&world, &["stories", "--coverage", "--json"]);
    let rows = coverage["rows"].as_array().expect("rows");
    let said_no = rows.iter().find(|row| row["asks"] == "saying no").expect("a row");
    assert!(said_no["dimensions"]["trust"]["ready"].as_array().is_some_and(Vec::is_empty));
    assert!(answer(&world, &["stories", "--coverage"]).contains("it sounds too sure"));
}

#[test]
fn a_retired_story_is_not_found_until_it_is_resumed() {
    let world = World::new();
    world.demo();
    let fought = ["match", "Tell me about a time you fought for a user.", "--json"];
    let found = json(&world, &fought);
    let id = found["stories"][0]["id"].as_str().expect("an id").to_owned();
    answer(&world, &["recall", "--retire", &id]);
    assert_eq!(json(&world, &fought)["fitting"], 0);
    assert!(answer(&world, &["stories"]).contains("retired"));
    answer(&world, &["recall", "--resume", &id]);
    assert_eq!(json(&world, &fought), found);
}
