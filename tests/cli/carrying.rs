//! `export` and `import`: a whole journal out and in again, and the journals of other programs in.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::{answer, demo_world, failure, json};
use crate::support::{Ran, World, skipped};

fn done(world: &World, args: &[&str]) -> Ran {
    let ran = world.run(args);
    assert_eq!(ran.code, Some(0), "{args:?}: {ran:?}");
    ran
}

/// Imports a file with a text, and gives what was said.
fn import(world: &World, name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> Ran {
    std::fs::write(world.path(name), text).expect("written");
    world.run(&[&["import", "journal", name], more].concat())
}

/// Everything logged, the oldest first: the day, what happened, and the tags.
fn logged(world: &World) -> Vec<(String, String, Vec<String>)> {
    let list = json(world, &["list", "--json", "--limit", "999"]);
    let ids = list.as_array().expect("a list").iter().rev();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let one = |entry: &Value| {
        let shown = json(world, &["show", entry["id"].as_str().expect("an id"), "--json"]);
        let tags = shown["tags"].as_array().expect("tags").iter().map(text).collect();
        let answers = shown["answers"].as_object().expect("answers");
        assert_eq!(answers.len(), 1, "{answers:?}");
        (text(&shown["day"]), text(answers.values().next().expect("one")), tags)
    };
    ids.map(one).collect()
}

fn entry(day: &str, text: &str, tags: &[&str]) -> (String, String, Vec<String>) {
    (day.to_owned(), text.to_owned(), tags.iter().map(|tag| (*tag).to_owned()).collect())
}

/// How many entries there are in the journal of the demo, with the one in its trash.
fn count(world: &World) -> String {
    let list = json(world, &["list", "--json", "--limit", "999"]);
    format!("{} entries", list.as_array().expect("a list").len() + 1)
}

#[test]
fn a_journal_goes_out_and_comes_back_the_same() {
    let world = demo_world();
    done(&world, &["undo"]);
    answer(&world, &["plan", "use", "no-access"]);
    let entries = count(&world);
    let ran = done(&world, &["export", "--all", "-o", "a.jsonl"]);
    assert_eq!(ran.stdout, "");
    let said = format!("Exported {entries}, 1 of them in the trash to `a.jsonl`.\nPeople are named");
    assert!(ran.stderr.starts_with(&said), "{ran:?}");
    let mode = std::fs::metadata(world.path("a.jsonl")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = std::fs::read(world.path("a.jsonl")).expect("read");
    let ran = done(&world, &["--journal", "new.db", "import", "journal", "a.jsonl", "--dry-run"]);
    assert_eq!(ran.stdout, format!("would import {entries} into `~/new.db`; nothing was changed\n"));
    assert!(!world.path("new.db").exists());
    let ran = done(&world, &["--journal", "new.db", "import", "journal", "a.jsonl"]);
    assert!(ran.stdout.starts_with(&format!("imported {entries} into `~/new.db`")), "{ran:?}");
    done(&world, &["--journal", "new.db", "export", "--all", "--output", "b.jsonl"]);
    assert!(before == std::fs::read(world.path("b.jsonl")).expect("read"), "the same bytes");
    let piped = done(&world, &["--journal", "new.db", "export", "--all"]).stdout;
    assert!(before == piped.into_bytes(), "the same bytes in a pipe");
    for args in [
        &["list", "--json", "--limit", "999"][..],
        &["people", "--json"],
        &["tags", "--json"],
        &["trash", "--json"],
        &["week", "2026-W46", "--json"],
        &["progress", "--json"],
        &["checklist", "--json"],
        &["review", "--week", "2026-W46", "--for", "me"],
        &["search", "trust", "--json"],
        &["plan", "--json"],
    ] {
        let new = answer(&world, &[&["--journal", "new.db"], args].concat());
        assert_eq!(new, answer(&world, args), "{args:?}");
    }
    assert!(done(&world, &["--journal", "new.db", "doctor"]).stdout.starts_with("all is well"));
    // What was undone last can be told by both.
    let undone = done(&world, &["--journal", "new.db", "undo"]).stdout;
    assert!(undone.starts_with("undone: "), "{undone}");
    assert_eq!(undone, done(&world, &["undo"]).stdout);
}

#[test]
fn an_export_replaces_nothing_unasked_and_names_what_it_lacks() {
    let world = World::new();
    let (code, said) = failure(&world, &["export", "--all"]);
    assert_eq!((code, said.lines().next()), (Some(1), Some("error: there is no journal to export yet")));
    answer(&world, &["log", "first"]);
    world.write("a.jsonl", "mine");
    let (_, said) = failure(&world, &["export", "--all", "-o", "a.jsonl"]);
    assert!(said.contains("a file of that name is there") && said.contains("--force"), "{said}");
    done(&world, &["export", "--all", "-o", "a.jsonl", "--force"]);
    assert!(
        std::fs::read_to_string(world.path("a.jsonl")).expect("read").starts_with("{\"kind\":\"journal\"")
    );
    assert_eq!(failure(&world, &["export"]).0, Some(2), "`--all` is to be said");
    let (code, said) = failure(&world, &["export", "--all", "--format", "md"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("Markdown needs a folder"), "{said}");
    let (_, said) = failure(&world, &["export", "--all", "-o", "nowhere/a.jsonl"]);
    assert!(said.contains("no such file or directory"), "{said}");
}

#[test]
fn markdown_is_a_file_a_week_that_can_be_read() {
    let world = demo_world();
    let ran = done(&world, &["export", "--all", "--format", "md", "-o", "notes"]);
    let said = format!("Exported {}, 1 of them in the trash to `notes`.\n", count(&world));
    assert!(ran.stderr.starts_with(&said), "{ran:?}");
    let folder = std::fs::read_dir(world.path("notes")).expect("a folder");
    let mut names: Vec<String> =
        folder.map(|file| file.expect("a file").file_name().into_string().expect("a name")).collect();
    names.sort();
    assert_eq!(names.first().map(String::as_str), Some("2026-W40.md"));
    assert_eq!(names[names.len() - 2..], ["people.md", "trash.md"]);
    let mode = |name: &str| std::fs::metadata(world.path(name)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("notes"), mode("notes/trash.md")), (0o700, 0o600));
    let read = |name: &str| std::fs::read_to_string(world.path(name)).expect("text");
    let week = read("notes/2026-W47.md");
    assert!(week.starts_with("# Week 2026-W47\n\n## Mon 16 Nov 2026, "), "{week}");
    assert!(week.contains(" (draft)\n"), "the draft of the week is there");
    assert!(read("notes/people.md").contains("Bastian: Friend 1 in what you share"));
    // Every entry is in one of them, by its id.
    let all: String = names.iter().map(|name| read(&format!("notes/{name}"))).collect();
    let list = json(&world, &["list", "--json", "--limit", "999"]);
    for entry in list.as_array().expect("a list") {
        let id = entry["id"].as_str().expect("an id");
        assert!(all.contains(&format!("*{id}")), "{id}");
    }
    world.write("notes/mine.md", "mine");
    let (_, said) = failure(&world, &["export", "--all", "--format", "md", "-o", "notes"]);
    assert!(said.contains("a folder of that name is there"), "{said}");
    done(&world, &["export", "--all", "--format", "md", "-o", "notes", "--force"]);
    assert_eq!(read("notes/mine.md"), "mine");
    let (_, said) = failure(&world, &["export", "--all", "--format", "md", "-o", "notes/mine.md", "--force"]);
    assert!(said.contains("a file of that name is there"), "{said}");
}

#[test]
fn an_export_that_is_damaged_is_refused_with_its_line_and_changes_nothing() {
    let world = demo_world();
    let text = done(&world, &["export", "--all"]).stdout;
    let lines: Vec<&str> = text.lines().collect();
    let new = World::new();
    let cut = lines[..200].join("\n");
    let ran = import(&new, "cut.jsonl", &cut, &[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("cut.jsonl:201:1: the file ends before its record `end`"), "{ran:?}");
    let half = &text[..text.floor_char_boundary(text.len() / 2)];
    let ran = import(&new, "half.jsonl", half, &[]);
    assert!(ran.stderr.contains("this is not valid JSON"), "{ran:?}");
    let mut bytes = text.clone().into_bytes();
    let middle = lines[..300].iter().map(|line| line.len() + 1).sum::<usize>() + 40;
    bytes[middle] = 0xff;
    let ran = import(&new, "bytes.jsonl", &bytes, &[]);
    assert!(ran.stderr.contains("bytes.jsonl:301:41: this is not valid UTF-8"), "{ran:?}");
    let newer = text.replacen("\"format\":1", "\"format\":9", 1);
    let ran = import(&new, "newer.jsonl", newer, &[]);
    assert!(
        ran.stderr.contains("written by a newer version of empathy (format 9, this one reads 1)"),
        "{ran:?}"
    );
    assert_eq!(done(&new, &["list"]).stdout, "", "nothing of all that is there");
    // A mark at the beginning, other ends of lines and empty lines are no damage.
    let ran = import(&new, "windows.jsonl", format!("\u{feff}{}\r\n\r\n", lines.join("\r\n")), &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = import(&new, "again.jsonl", &text, &[]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("holds entries, people or complaints already")
            && ran.stderr.contains("--journal"),
        "{ran:?}"
    );
    assert_eq!(done(&new, &["export", "--all"]).stdout, text);
}

const JRNL: &str = "\
[2020-08-29 11:11] Entry the first.
Lorem @ipsum dolor, @TagOne.

[1] A line with a bracket.

[2020-08-31 02:32 PM] A second entry. *
[2020-08 14:23] This time can't be read.
Nor does this belong to another.
[2020-09-24 09:14] The third
";

#[test]
fn a_journal_of_jrnl_comes_in_in_every_shape_and_once() {
    let world = World::new();
    let ran = import(&world, "my.journal", JRNL, &["--dry-run"]);
    assert_eq!(ran.stdout, "would import 3 entries from jrnl (2020-08-29 to 2020-09-24)\n");
    assert!(ran.stderr.ends_with("Nothing was changed.\n") && !world.journal().exists(), "{ran:?}");
    let ran = import(&world, "my.journal", JRNL, &[]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(0), "imported 3 entries from jrnl (2020-08-29 to 2020-09-24)\n")
    );
    let said = "This looks like a journal of jrnl. If it isn't, say which with `--from`.
warning: not everything could be read
my.journal:7:1: the time of this entry can't be read
`empathy undo` moves what was imported to the trash.\n";
    assert_eq!(ran.stderr, said);
    let first = "Entry the first.\nLorem @ipsum dolor, @TagOne.\n\n[1] A line with a bracket.";
    let expected = [
        entry("2020-08-29", first, &["ipsum", "tagone"]),
        entry("2020-08-31", "A second entry.", &["starred"]),
        entry("2020-09-24", "The third", &[]),
    ];
    assert_eq!(logged(&world), expected);
    let json = r#"{"tags":{"@ipsum":1},"entries":[
        {"title":"Entry the first.","body":"Lorem @ipsum dolor, @TagOne.\n\n[1] A line with a bracket.","date":"2020-08-29","time":"11:11","tags":["@ipsum"],"starred":false},
        {"title":"Another.","body":"","date":"2020-08-29","time":"11:11","tags":["@new"],"starred":true},
        {"title":"No day.","body":"","date":"someday","time":"11:11","tags":[],"starred":false},
        {"title":7}]}"#;
    let markdown = "# 2020\n\n## August\n\n### 2020-08-29 11:11 Entry the first.\n\nLorem @ipsum dolor, @TagOne.\n\n[1] A line with a bracket.\n \n# 2021\n\n## May\n\n### 2021-05-01 08:00 Of May\n\n#### A heading\n";
    let xml = "<?xml version=\"1.0\" ?>\n<journal><entries>\n<entry date=\"2020-08-29T11:11:00\" starred=\"\"><tag name=\"@ipsum\"/>Entry the first. Lorem @ipsum dolor, @TagOne.\n\n[1] A line with a bracket.</entry>\n<entry date=\"2022-01-01T10:00:00\" starred=\"True\">&lt;b&gt; &amp; more</entry><entry date=\"soon\">x</entry></entries></journal>";
    for (name, text, new, problems) in [
        (
            "my.json",
            json,
            "(2020-08-29)",
            &["my.json:4:9: its `date` or `time` can't be read", "my.json:5:9: "][..],
        ),
        ("my.md", markdown, "(2021-05-01)", &[]),
        ("my.xml", xml, "(2022-01-01)", &["my.xml:6:78: the `date` of this entry"]),
    ] {
        let ran = import(&world, name, text, &[]);
        assert_eq!(ran.stdout, format!("imported 1 entry from jrnl {new}\n"), "{name}: {ran:?}");
        assert!(ran.stderr.contains("1 entry was in the journal already, so nothing"), "{name}: {ran:?}");
        for problem in problems {
            assert!(ran.stderr.contains(problem), "{name}: {problem}: {ran:?}");
        }
    }
    let all = logged(&world);
    assert_eq!(all[1], entry("2020-08-29", "Another.", &["new", "starred"]));
    assert_eq!(all[4], entry("2021-05-01", "Of May\n\n#### A heading", &[]));
    assert_eq!(all[5], entry("2022-01-01", "<b> & more", &["starred"]));
}

#[test]
fn a_folder_of_jrnl_is_one_journal_and_undo_moves_all_of_it_to_the_trash() {
    let world = World::new();
    world.write("days/2020/08/29.txt", "[2020-08-29 11:11:00 AM] One.\nmore\n");
    world.write("days/2020/08/31.txt", "\u{feff}[2020-08-31 03:32:00 PM] Two.\r\nmore\r\n");
    world.write("days/2020/notes.pdf", "not read");
    let ran = done(&world, &["import", "journal", "days"]);
    assert_eq!(ran.stdout, "imported 2 entries from jrnl (2020-08-29 to 2020-08-31)\n");
    assert_eq!(logged(&world)[1], entry("2020-08-31", "Two.\nmore", &[]));
    let ran = done(&world, &["undo"]);
    assert!(
        ran.stdout.starts_with("undone: logged log-") && ran.stdout.ends_with(" and 1 more\n"),
        "{ran:?}"
    );
    assert_eq!(ran.stderr, "they are in the trash now\n");
    let ran = done(&world, &["import", "journal", "days", "--from", "jrnl"]);
    let said =
        "2 entries were in the journal already (2 of them in the trash), so nothing is stored twice.\n";
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("imported 0 entries from jrnl\n", said));
    world.write("empty/notes.pdf", "");
    assert!(failure(&world, &["import", "journal", "empty"]).1.contains("doesn't look like a journal"));
}

#[test]
fn a_journal_of_day_one_comes_in_by_its_ids() {
    let world = World::new();
    let one = r#"{"uuid":"AB12","creationDate":"2024-04-16T22:00:00Z","timeZone":"Europe/Dublin","text":"\\(In brackets\\)\\. ![](dayone-moment:\/\/6F) Done\\!","richText":"{}","tags":["Dev Testing"],"starred":true,"isPinned":false}"#;
    let export = |entries: &[&str]| {
        format!("{{\n\"metadata\":{{\"version\":\"1.0\"}},\n\"entries\":[\n{}\n]}}", entries.join(",\n"))
    };
    let photo = r#"{"uuid":"CD","creationDate":"2024-04-16T22:00:00Z","text":"![](dayone-moment://7)"}"#;
    let wrong = r#"{"uuid":"EF","creationDate":"2024-04-16T22:00:00Z","text":{"not":"a text"}}"#;
    let ran = import(&world, "one.json", export(&[one, photo, wrong]), &[]);
    assert_eq!(ran.stdout, "imported 1 entry from Day One (2024-04-16)\n", "{ran:?}");
    assert!(ran.stderr.contains("one.json:5:1: this entry has no text"), "{ran:?}");
    assert!(ran.stderr.contains("one.json:6:1: this entry lacks a value"), "{ran:?}");
    assert_eq!(logged(&world), [entry("2024-04-16", "(In brackets).  Done!", &["dev-testing", "starred"])]);
    // Written on since, it is still the same entry.
    let later = one.replace("Done", "Done since").replace("22:00", "21:00");
    let ran = import(&world, "later.json", export(&[&later]), &[]);
    assert_eq!(ran.stdout, "imported 0 entries from Day One\n");
    // An archive as it is exported, with a photo that stays there.
    let another = one.replace("AB12", "AB13").replace("2024-04-16", "2024-05-01");
    let mut zip = zip::ZipWriter::new(File::create(world.path("export.zip")).expect("a file"));
    for (name, bytes) in
        [("photos/7.jpeg", &b"\xff\xd8"[..]), ("Journal.json", export(&[one, &another]).as_bytes())]
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("written");
    let ran = done(&world, &["import", "journal", "export.zip"]);
    assert_eq!(ran.stdout, "imported 1 entry from Day One (2024-05-01)\n", "{ran:?}");
    let plist = |body: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>{body}</dict>\n</plist>\n"
        )
    };
    let body = "<key>Creation Date</key>\n<date>2013-05-17T18:39:20Z</date>\n<key>Creator</key><dict><key>UUID</key>\
        <string>no</string></dict><key>Entry Text</key><string>This entry has tags!</string><key>Starred</key><false/>\
        <key>Tags</key><array><string>work</string><string>PLaY</string></array><key>UUID</key><string>044F</string>";
    world.write("classic/a.doentry", &plist(body));
    world.write("classic/b.doentry", "<dict><key>UUID</key></dict></plist>");
    world.write("classic/c.doentry", &plist("<key>UUID</key><string>7</string>"));
    let ran = done(&world, &["import", "journal", "classic", "--from", "dayone"]);
    assert_eq!(ran.stdout, "imported 1 entry from Day One (2013-05-17)\n");
    assert!(ran.stderr.contains("b.doentry:1:"), "{ran:?}");
    assert!(ran.stderr.contains("c.doentry:1:1: its `UUID` or `Creation Date` can't be read"), "{ran:?}");
    assert_eq!(logged(&world)[0], entry("2013-05-17", "This entry has tags!", &["play", "work"]));
}

#[test]
fn an_entry_of_day_one_keeps_the_time_of_the_place_it_was_written_in() {
    let world = World::new();
    let entry = |id: &str, at: &str, zone: &str| {
        format!(r#"{{"uuid":"{id}","creationDate":"{at}","timeZone":"{zone}","text":"{id}"}}"#)
    };
    let all = [
        entry("A", "2024-03-10T06:30:00Z", "America/New_York"),
        entry("B", "2024-03-11T03:30:00Z", "America/New_York"),
        entry("C", "2024-03-11T12:00:00Z", "Mars/Base"),
        entry("D", "2024-03-12T22:30:00Z", "GMT+0200"),
    ];
    let text = format!("{{\"metadata\":{{}},\"entries\":[{}]}}", all.join(","));
    let ran = import(&world, "zones.json", text, &[]);
    let said = "warning: this machine doesn't know the time zone ";
    assert!(ran.code == Some(0) && ran.stderr.contains(said) && ran.stderr.contains("Mars/Base"), "{ran:?}");
    let classic = "<?xml version=\"1.0\"?><plist><dict><key>UUID</key><string>E</string><key>Creation Date</key>\
        <date>2024-03-13T22:30:00Z</date><key>Entry Text</key><string>E</string><key>Time Zone</key>\
        <string>GMT+0530</string></dict></plist>";
    import(&world, "classic.doentry", classic, &[]);
    let out = done(&world, &["export", "--all"]).stdout;
    for begun in ["2024-03-13T00:30:00.000+02:00", "2024-03-14T04:00:00.000+05:30"] {
        assert!(out.contains(&format!("\"begun\":\"{begun}\"")), "{begun}: {out}");
    }
    if ran.stderr.contains("New_York") {
        skipped("this machine has no files of time zones");
        return;
    }
    for begun in ["2024-03-10T01:30:00.000-05:00", "2024-03-10T23:30:00.000-04:00"] {
        assert!(out.contains(&format!("\"begun\":\"{begun}\"")), "{begun}: {out}");
    }
}

#[test]
fn a_journal_of_tui_journal_comes_in_as_it_is_stored_and_as_it_is_exported() {
    let world = World::new();
    let entries = r#"[{"id":0,"date":"2026-11-02T08:30:00Z","title":"A wrong date","content":"Annoyed.","tags":["error tolerance"],"priority":2},{"id":1,"date":"2026-11-03T00:00:00Z","title":"🎧 surprised me","content":"","tags":[],"priority":null}]"#;
    let ran = import(&world, "entries.json", entries, &[]);
    assert_eq!(ran.stdout, "imported 2 entries from tui-journal (2026-11-02 to 2026-11-03)\n", "{ran:?}");
    let expected = [
        entry("2026-11-02", "A wrong date\n\nAnnoyed.", &["error-tolerance"]),
        entry("2026-11-03", "🎧 surprised me", &[]),
    ];
    assert_eq!(logged(&world), expected);
    let ran = import(&world, "export.json", format!("{{\"version\":100,\"entries\":{entries}}}"), &[]);
    assert_eq!(ran.stdout, "imported 0 entries from tui-journal\n", "{ran:?}");
    assert!(ran.stderr.contains("2 entries were in the journal already"), "{ran:?}");
}

#[test]
fn what_is_no_journal_is_refused_in_a_sentence_and_nothing_changes() {
    let world = World::new();
    answer(&world, &["log", "first"]);
    let before = std::fs::read(world.journal()).expect("read");
    let (code, said) = failure(&world, &["import", "journal", "nowhere"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("could not read `nowhere`: no such file"), "{said}");
    let journal = world.journal().display().to_string();
    assert!(failure(&world, &["import", "journal", &journal]).1.contains("open a journal with `--journal`"));
    let long = format!("{{\"entries\":[{{\"title\":\"{}", "x".repeat(50_000_000));
    let deep = format!("{{\"entries\":{}", "[".repeat(100_000));
    let wide = format!(
        "{{\"entries\":[{{\"title\":\"{}\",\"date\":\"2020-01-01\",\"time\":\"10:00\"}}]}}",
        "x".repeat(2_000_000)
    );
    let entities = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \
        \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\"><!ENTITY e \
        \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">]><journal>&f;</journal>";
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><journal><entries><entry date=\"2020-01-01T10:00:00\">&x;</entry></entries></journal>";
    for (name, text, problem) in [
        ("zip", "PK\u{3}\u{4}rest", "could not read `zip`"),
        ("empty", "", "doesn't look like a journal"),
        ("text", "Dear diary", "doesn't look like a journal"),
        ("nul", "\0\0\0", "doesn't look like a journal"),
        ("line", &"x".repeat(50_000_000), "doesn't look like a journal"),
        ("long", &long, "long:1:50000022: this is not valid JSON"),
        ("deep", &deep, "this is not valid JSON"),
        ("wide", &wide, "wide:1:13: this entry is longer than 1 MB"),
        ("other", "{\"kinds\":[]}", "other:1:12: there is no list of entries here"),
        ("xml", "<journal><entries>", "this is not valid XML"),
        ("entities", entities, "this is not valid XML"),
        ("outside", outside, "this is not valid XML"),
    ] {
        let ran = import(&world, name, text, &[]);
        assert_eq!(ran.code, Some(1), "{name}: {ran:?}");
        assert!(ran.stderr.contains(problem), "{name}: {}", ran.stderr);
    }
    let ran = import(&world, "wrong", "[2020-01-01 10:00] A text", &["--from", "tui-journal"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("does not look like a journal of tui-journal"), "{ran:?}");
    assert!(before == std::fs::read(world.journal()).expect("read"), "not a byte has changed");
}

#[test]
fn hostile_text_is_kept_as_it_is_and_shown_as_what_it_is() {
    let world = World::new();
    let text = b"[2020-01-01 10:00] \x1b]52;c;aGk=\x07 escapes \x00 and \xff bytes\n";
    let ran = import(&world, "my.journal", text, &[]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.stderr.contains("my.journal:1:47: some bytes from here on are not valid UTF-8"), "{ran:?}");
    assert_eq!(logged(&world)[0].1, "\u{1b}]52;c;aGk=\u{7} escapes \0 and \u{fffd} bytes");
    let shown = answer(&world, &["list"]);
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{7}'), "{shown:?}");
    let piped = done(&world, &["export", "--all", "--format", "md", "-o", "notes"]);
    let notes = std::fs::read_to_string(world.path("notes/2020-W01.md")).expect("text");
    assert!(!notes.contains('\u{1b}') && !notes.contains('\0'), "{piped:?}: {notes:?}");
}

#[test]
fn the_readme_describes_every_record_and_every_key_of_it() {
    let world = demo_world();
    answer(&world, &["plan", "use", "no-access"]);
    let id = done(&world, &["log", "of yesterday", "--at", "yesterday 18:30"]).stdout;
    done(&world, &["move", id.trim(), "--to", "2026-11-12"]);
    done(&world, &["undo"]);
    done(&world, &["people", "forget", "Petra"]);
    let readme = include_str!("../../README.md");
    let (_, section) = readme.split_once("## Export and import").expect("a section");
    let (section, _) = section.split_once("## Where things are").expect("its end");
    let mut kinds = std::collections::BTreeSet::new();
    for line in done(&world, &["export", "--all"]).stdout.lines() {
        assert!(line.starts_with("{\"kind\":\""), "{line}");
        let record: Value = serde_json::from_str(line).expect("JSON");
        let kind = record["kind"].as_str().expect("a kind").to_owned();
        let row = section.lines().find(|row| row.starts_with(&format!("| `{kind}` |"))).expect(&kind);
        let inner = ["entries", "people"].map(|key| record[key].as_array().into_iter().flatten());
        let objects = inner.into_iter().flatten().chain([&record]).filter_map(Value::as_object);
        for key in objects.flat_map(serde_json::Map::keys).filter(|key| *key != "kind") {
            assert!(row.contains(&format!("`{key}`")), "`{kind}` has `{key}`: {row}");
        }
        kinds.insert(kind);
    }
    assert!(kinds.len() >= 8, "{kinds:?}");
}
