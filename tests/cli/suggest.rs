//! `suggest`.

use serde_json::Value;

use super::{keys, page};
use crate::support::World;

const TEXTS: [&str; 4] = [
    "It forgets what I told it a minute ago, and repeats the same question.",
    "Can't log in, it crashes.",
    "Says \"done\" and did nothing; it lies about it,\nagain and again.",
    "",
];

fn lines(ran: &crate::support::Ran) -> Vec<Value> {
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{ran:?}");
    ran.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON on each line")).collect()
}

#[test]
fn each_text_gets_a_line_whatever_it_is_in() {
    let world = World::new();
    let objects = TEXTS.map(|text| format!("{}\n", serde_json::json!({ "id": 7, "text": text }))).concat();
    let cells = |separator: char| -> String {
        let quoted = TEXTS.map(|text| format!("1{separator}\"{}\"\r\n", text.replace('"', "\"\"")));
        format!("\u{feff}stars{separator}text\r\n{}", quoted.concat())
    };
    let from_objects = lines(&world.feed(&["suggest", "--json"], &objects));
    assert_eq!(from_objects.len(), 4);
    assert_eq!(keys(&from_objects[0]), ["alternatives", "because", "confidence", "dimension"]);
    assert_eq!(from_objects[0]["dimension"], "mental_model");
    assert_eq!(from_objects[1]["dimension"], "none");
    assert_eq!(from_objects[3]["dimension"], Value::Null);
    for line in &from_objects[..3] {
        for reason in line["because"].as_array().expect("a list") {
            let reason = reason.as_str().expect("words");
            assert!(TEXTS.iter().any(|text| text.contains(reason)), "{reason}");
        }
    }
    for (name, text) in [("a.csv", cells(',')), ("b.csv", cells(';')), ("c.tsv", cells('\t'))] {
        world.write(name, &text);
        assert_eq!(lines(&world.run(&["suggest", name, "--json"])), from_objects, "{name}");
        assert_eq!(lines(&world.feed(&["suggest", "-", "--json"], &text)), from_objects, "{name}");
    }
    let plain = lines(&world.feed(&["suggest", "--json"], &format!("{}\n\n{}\n", TEXTS[0], TEXTS[1])));
    assert_eq!(plain, from_objects[..2]);
}

#[test]
fn another_column_can_be_named() {
    let world = World::new();
    let expected = lines(&world.feed(&["suggest", "--json"], TEXTS[1]));
    world.write("reviews.csv", &format!("score,content\n1,\"{}\"\n", TEXTS[1]));
    assert_eq!(lines(&world.run(&["suggest", "reviews.csv", "--column", "content", "--json"])), expected);
    let object = format!("{}\n", serde_json::json!({ "body": TEXTS[1] }));
    assert_eq!(lines(&world.feed(&["suggest", "--column", "body", "--json"], &object)), expected);
}

#[test]
fn people_get_a_line_with_the_reasons_marked() {
    let world = World::new();
    let ran = world.feed(&["suggest"], &format!("{}\n{}\n", TEXTS[0], TEXTS[1]));
    let said: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(said.len(), 2);
    assert!(
        said[0].starts_with("Mental model") && said[0].contains('%') && said[0].contains('«'),
        "{}",
        said[0]
    );
    assert!(said[1].starts_with("None"), "{}", said[1]);
    assert!(!world.journal().exists(), "it needs no journal");
    let doubtful = world.feed(&["suggest"], "hm\u{1b}]0;title\u{7}\n").stdout;
    assert!(doubtful.starts_with('N') && !doubtful.contains('\u{1b}'), "{doubtful}");
}

#[test]
fn bad_lines_are_named_and_the_others_answered() {
    let world = World::new();
    world.write("no.csv", "stars,txt\n1,bad\n");
    world.write("open.csv", "stars,text\n1,fine\n1,\"never closed\n2,x\n");
    world.write("lines.jsonl", "{\"text\": \"fine\"}\n\n{\"text\": 5}\n{\"words\": \"x\"}\nnot json\n");
    world.write("list.json", "[{\"text\": \"fine\"}]\n");
    std::fs::write(world.path("latin.txt"), b"fine\nna\xefve\n").expect("written");
    insta::assert_snapshot!(page(&world.run(&["suggest", "no.csv"])), @r"
    ── standard error ──
    error: no.csv:1:1: there is no column `text`; the columns are stars, txt; did you mean `txt`?
    ── exit code 1 ──
    ");
    insta::assert_snapshot!(page(&world.run(&["suggest", "open.csv"])), @r"
    None                           97%  «fine»
    ── standard error ──
    error: open.csv:3:3: the quotation mark that opens this cell is never closed, so nothing after it was read
    ── exit code 1 ──
    ");
    insta::assert_snapshot!(page(&world.run(&["suggest", "lines.jsonl", "--json"])), @r#"
    {"dimension":"none","confidence":0.975,"alternatives":[],"because":["fine"]}
    ── standard error ──
    error: lines.jsonl:3:1: `text` is not a string
    lines.jsonl:4:1: there is no `text` in this object; its keys are words
    lines.jsonl:5:2: this line is not a JSON object
    ── exit code 1 ──
    "#);
    insta::assert_snapshot!(page(&world.run(&["suggest", "list.json"])), @r"
    ── standard error ──
    error: list.json:1:1: this line is not a JSON object; write one object a line
    ── exit code 1 ──
    ");
    insta::assert_snapshot!(page(&world.run(&["suggest", "latin.txt"])), @r"
    ── standard error ──
    error: latin.txt:2:3: this is not UTF-8; save the file as UTF-8 and try again
    ── exit code 1 ──
    ");
    insta::assert_snapshot!(page(&world.run(&["suggest", "gone.csv"])), @r"
    ── standard error ──
    error: could not read `gone.csv`: no such file or directory
    hint: check the name of the file, and that you may read it
    ── exit code 1 ──
    ");
}
