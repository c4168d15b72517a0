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
    assert!(world.run(&args).stdout.contains("imported 0 complaints from play.csv, 1 imported before"));
    let more = world.run(&[&args[..], &["--stars", "1-5"]].concat());
    assert!(more.stdout.contains("imported 1 complaint"), "{}", more.stdout);
    for (wrong, hint) in
        [("--stars=6", "1-3"), ("--map=texts=content", "it knows text"), ("--map=text=x", "columns are")]
    {
        let said = world.run(&[&args[..], &[wrong]].concat());
        assert!(said.code == Some(2) && said.stderr.contains(hint), "{wrong}: {}", said.stderr);
    }
}
