//! Complaints imported on the screen: from a file and pasted, looked at first, stopped, and never in the way.

use std::time::Duration;

use empathy::db::{ComplaintFilter, Towards};

use super::{Setup, Tui, look, look_at};

/// How long is waited between looks.
const LOOK: Duration = Duration::from_millis(500);
const FILE: &str = "content,score,at\nit lied to me,1,2026-11-02\n\"it\ncost me\",lots,\nfine,5,\n";

fn texts(tui: &Tui) -> Vec<String> {
    let all = tui.store().complaints(&ComplaintFilter::default(), None, Towards::Older, 99).expect("lists");
    all.into_iter().map(|complaint| complaint.said.text).collect()
}

/// Makes a pipe with a name, that nobody writes into.
fn pipe(path: &std::path::Path) {
    let made = std::process::Command::new("mkfifo").arg(path).status().expect("runs");
    assert!(made.success());
}

/// Waits until a page shows what came of its file.
#[track_caller]
fn until(tui: &mut Tui, words: &str) {
    for _ in 0..400 {
        if tui.screen().contains(words) {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
        tui.wait(LOOK);
    }
    panic!("`{words}` never came:\n{}", tui.screen());
}

#[test]
fn a_file_is_looked_at_before_anything_is_stored() {
    let mut tui = Setup::new().today();
    let path = tui.home().join("play.csv");
    std::fs::write(&path, FILE).expect("writes");
    tui.keys("I").shows("Import complaints").keys("<enter>").shows("type the path of a file first");
    tui.type_keys(&path.display().to_string());
    tui.keys("<enter>");
    until(&mut tui, "does not say which product");
    tui.keys("<tab>Otter<enter>");
    until(&mut tui, "1 new complaint");
    tui.shows("text=content,stars=score,date=at").shows("left out: 1 with other stars, 1 that can't be read");
    tui.shows("line 3: the stars are not a number");
    assert_eq!(texts(&tui), [""; 0], "nothing is stored yet");
    tui.keys("<enter>");
    until(&mut tui, "1 complaint imported");
    tui.hides("Import complaints");
    assert_eq!(texts(&tui), ["it lied to me"]);
}

#[test]
fn columns_that_were_guessed_wrong_are_corrected_on_the_page() {
    let mut tui = Setup::new().today();
    let path = tui.home().join("play.csv");
    std::fs::write(&path, "content,words\nthing,it lied to me\n").expect("writes");
    tui.keys("I");
    tui.type_keys(&path.display().to_string());
    tui.keys("<tab>Otter<enter>");
    until(&mut tui, "1 new complaint");
    tui.keys("<tab><tab><ctrl-u>text=wrong<enter>");
    until(&mut tui, "there is no column `wrong`");
    tui.keys("<ctrl-a>text=words<enter>");
    until(&mut tui, "1 new complaint");
    tui.keys("<enter>");
    until(&mut tui, "1 complaint imported");
    assert_eq!(texts(&tui), ["it lied to me"]);
}

#[test]
fn what_is_pasted_is_a_table_or_paragraphs() {
    let mut tui = Setup::new().today();
    tui.keys("I<tab>Otter<shift-tab>");
    tui.paste("It lied to me.\r\nTwice.\r\n\r\nIt cost me.\r\n");
    until(&mut tui, "2 new complaints");
    tui.shows("4 pasted lines");
    look_at("import_pasted", &[(80, 24), (120, 40)], &mut tui);
    tui.resize(80, 24);
    tui.paste("content\tscore\nit froze\t1\nfine\t5\n");
    until(&mut tui, "1 new complaint");
    tui.keys("<enter>");
    until(&mut tui, "1 complaint imported");
    assert_eq!(texts(&tui), ["it froze"]);
    tui.keys("I<tab>Otter<shift-tab>");
    tui.paste("content\nit froze\n");
    until(&mut tui, "1 duplicate");
    tui.keys("<enter>").shows("nothing new").keys("<esc>").hides("Import complaints");
}

#[test]
fn an_import_can_be_stopped_and_changes_nothing_then() {
    let mut tui = Setup::new().today();
    let path = tui.home().join("many.csv");
    let rows: Vec<String> = (0..60_000).map(|n| format!("it lied {n} times")).collect();
    std::fs::write(&path, format!("content\n{}\n", rows.join("\n"))).expect("writes");
    tui.keys("I<tab>Otter<shift-tab>");
    tui.type_keys(&path.display().to_string());
    tui.keys("<enter>");
    until(&mut tui, "Checking: ");
    tui.keys("<esc>").shows("Enter checks the file").keys("<enter>");
    until(&mut tui, "60000 new complaints");
    tui.keys("<enter>");
    until(&mut tui, "Importing: ");
    tui.shows("▱ ").keys("<esc>");
    until(&mut tui, "stopped; nothing was imported");
    assert_eq!(texts(&tui), [""; 0]);
    assert_eq!(tui.store().verify(), Ok(vec![]));
}

#[test]
fn a_file_that_never_answers_is_left_at_once() {
    let mut tui = Setup::new().today();
    let path = tui.home().join("pipe.csv");
    pipe(&path);
    tui.keys("I<tab>Otter<shift-tab>");
    tui.type_keys(&path.display().to_string());
    tui.keys("<enter>").shows("Checking: ").keys("<esc>").shows("Enter checks the file");
    tui.keys("<esc>").hides("Import complaints");
}

#[test]
fn an_import_that_hangs_is_left_with_a_second_escape() {
    let mut tui = Setup::new().today();
    let path = tui.home().join("reviews.csv");
    std::fs::write(&path, "content\nit lied to me\n").expect("writes");
    tui.keys("I<tab>Otter<shift-tab>");
    tui.type_keys(&path.display().to_string());
    tui.keys("<enter>");
    until(&mut tui, "1 new complaint");
    // Between the look and the import, a pipe takes the place of the file.
    std::fs::remove_file(&path).expect("removes");
    pipe(&path);
    tui.keys("<enter>").shows("Importing: ").keys("<esc>").shows("Stopping: ");
    tui.keys("<esc>").hides("Import complaints");
    assert_eq!(texts(&tui), [""; 0]);
}

#[test]
fn a_path_is_completed_with_a_key() {
    let mut tui = Setup::new().today();
    let folder = tui.home().join("reviews");
    std::fs::create_dir(&folder).expect("makes");
    for name in ["otter.csv", "other.png", "siri.json"] {
        std::fs::write(folder.join(name), "content\nit lied\n").expect("writes");
    }
    tui.keys("I");
    tui.type_keys(&tui.home().join("rev").display().to_string());
    until(&mut tui, "reviews/");
    tui.keys("<alt-y>");
    until(&mut tui, "otter.csv");
    tui.hides("other.png");
    tui.keys("o");
    until(&mut tui, "reviews/otter.csv");
    tui.keys("<alt-y><tab>Otter<enter>");
    until(&mut tui, "1 new complaint");
}

#[test]
fn the_page_at_several_sizes() {
    let mut tui = Setup::new().today();
    tui.keys("I");
    look("import", &mut tui);
}
