//! `import complaints`: reviews as people get them, from a file or a pipe.

use crate::support::World;

#[test]
fn reviews_are_imported_once_and_what_cannot_be_read_is_told_by_line() {
    let world = World::new();
    let file = world.home().join("play.csv");
    let text = "content,score,at\nit lied,1,2025-06-16\n\"it\ncost me\",lots,\nfine,5,\n";
    std::fs::write(&file, text).expect("writes");
    let path = file.display().to_string();
    let args = ["import", "complaints", &path, "--product", "Otter"];
    let dry = world.run(&[&args[..], &["--dry-run"]].concat());
    assert!(dry.stdout.contains("would import 1 complaint from play.csv"), "{}", dry.stdout);
    let first = world.run(&args);
    assert_eq!(
        first.stdout,
        "imported 1 complaint from play.csv, 1 with other stars, 1 that can't be read\n"
    );
    assert!(first.stderr.contains("columns read as text=content,stars=score,date=at"), "{}", first.stderr);
    assert!(first.stderr.contains("play.csv, line 3: the stars are not a number"), "{}", first.stderr);
    assert!(world.run(&args).stdout.contains("imported 0 complaints from play.csv, 1 duplicate"));
    let more = world.run(&[&args[..], &["--stars", "1-5"]].concat());
    assert!(more.stdout.contains("imported 1 complaint"), "{}", more.stdout);
    for (wrong, hint) in
        [("--stars=6", "1-3"), ("--map=texts=content", "it knows text"), ("--map=text=x", "columns are")]
    {
        let said = world.run(&[&args[..], &[wrong]].concat());
        assert!(said.code == Some(2) && said.stderr.contains(hint), "{wrong}: {}", said.stderr);
    }
}

#[test]
fn what_was_guessed_of_a_file_is_said_and_can_be_corrected() {
    let world = World::new();
    let file = world.home().join("sheet.csv");
    let (text, ..) = encoding_rs::SHIFT_JIS.encode("content,score\nこのアプリは何度も嘘をつきました。,1\n");
    std::fs::write(&file, &text).expect("writes");
    let path = file.display().to_string();
    let args = ["import", "complaints", &path, "--product", "Otter", "--dry-run"];
    let guessed = world.run(&args);
    assert!(
        guessed.stderr.contains("encoding read as shift_jis; `--encoding` names another"),
        "{}",
        guessed.stderr
    );
    let other = world.run(&[&args[..], &["--encoding", "utf-8"]].concat());
    assert!(other.stderr.contains("read as utf-8, in which some bytes are not valid"), "{}", other.stderr);
    let wrong = world.run(&[&args[..], &["--encoding", "klingon"]].concat());
    assert!(
        wrong.code == Some(2) && wrong.stderr.contains("`klingon` is not an encoding"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn what_is_piped_in_is_a_table_unless_it_is_said_to_be_text() {
    let world = World::new();
    let args = ["import", "complaints", "-", "--product", "Otter"];
    let table = world.feed(&args, "It lied to me.\n\nIt cost me.\n");
    assert!(table.code == Some(2) && table.stderr.contains("`--format text`"), "{}", table.stderr);
    let text = world.feed(&[&args[..], &["--format", "text"]].concat(), "It lied to me.\n\nIt cost me.\n");
    assert!(text.stdout.starts_with("imported 2 complaints from pasted"), "{}{}", text.stdout, text.stderr);
    let escape = world.feed(&args, "content\n\"it \u{1b}[31mlied\"x\u{1b}]0;a\u{7},1,2\n");
    assert!(!escape.stderr.contains('\u{1b}'), "{:?}", escape.stderr);
}

#[test]
fn an_import_is_listed_and_undone_and_what_was_labelled_stays() {
    let world = World::new();
    assert!(world.run(&["import", "undo"]).stderr.contains("no import to undo."));
    for (name, text) in [("one.csv", "content\nit lied\n"), ("two.csv", "content\nit cost me\nit froze\n")] {
        let path = world.write(name, text).display().to_string();
        assert_eq!(world.run(&["import", "complaints", &path, "--product", "Otter"]).code, Some(0));
    }
    let list = world.run(&["import", "list"]).stdout;
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines[0].starts_with("  2  ") && lines[0].ends_with("two.csv  Otter  2 complaints"), "{list}");
    let found = world.run(&["complaints", "list", "froze"]).stdout;
    let id = found.split_whitespace().next().expect("an id");
    assert_eq!(world.run(&["complaints", "label", id, "trust"]).code, Some(0));
    let undone = world.run(&["import", "undo"]);
    assert_eq!(undone.stdout, "undone: the import of two.csv; 1 complaint deleted\n");
    assert!(undone.stderr.contains("1 complaint that you labelled or cited stays"), "{}", undone.stderr);
    assert!(world.run(&["import", "list", "--json"]).stdout.contains("\"labelled\": 1"));
    assert!(world.run(&["import", "undo", "1"]).stdout.contains("one.csv; 1 complaint deleted"));
    assert_eq!(world.run(&["import", "undo", "7"]).code, Some(1));
}
