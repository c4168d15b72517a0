//! Reviews imported from a file that is made: how fast, against `sqlite3` with the same rows and indexes, and in how much
//! memory.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use empathy::sys::clock::Clock;

use super::carrying::run;
use super::journals::empty_folder;
use super::table::{Table, Times};

/// How often the smaller file is imported.
const RUNS: usize = 3;

/// The table of complaints with its indexes, as `sqlite3` can fill it from a file. It has no index of words.
const SAME: &str = "PRAGMA page_size = 2048; PRAGMA journal_mode = WAL;
    CREATE TABLE complaint (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, short TEXT NOT NULL UNIQUE, import INTEGER,
        product TEXT, source TEXT, source_id TEXT, stars INTEGER, day TEXT, text TEXT, link TEXT, author TEXT, label INTEGER,
        decision TEXT, picked TEXT);
    CREATE UNIQUE INDEX a ON complaint (source, source_id) WHERE source_id IS NOT NULL;
    CREATE INDEX b ON complaint (import);
    CREATE INDEX c ON complaint (day, number, decision, product, source);
    CREATE INDEX d ON complaint (product, day, number, decision, source);
    CREATE INDEX e ON complaint (source, day, number, decision, product);
    CREATE INDEX f ON complaint (decision, day, number, product, source);
    CREATE INDEX g ON complaint (id, product, source) WHERE decision = '';
    CREATE INDEX h ON complaint (day, number, product, source) WHERE decision <> '';";

/// Measures the import of 100,000 reviews, and of a million for its memory.
pub fn print() {
    let folder = empty_folder("reviews");
    let mut most = Vec::new();
    for rows in [100_000, 1_000_000] {
        let (file, journal) = (folder.join(format!("{rows}.csv")), folder.join(format!("{rows}.db")));
        fs::write(&file, reviews(rows)).expect("written");
        let path = file.display().to_string();
        let args = ["import", "complaints", &path, "--product", "Otter"];
        let runs = (0..if rows > 100_000 { 1 } else { RUNS }).map(|_| {
            let _ = fs::remove_file(&journal);
            run(&journal, &folder, &args)
        });
        let runs: Vec<_> = runs.collect();
        most.push(runs.iter().map(|(_, memory)| *memory).max().unwrap_or_default());
        let times = Times::from(runs.into_iter().map(|(time, _)| time).collect());
        Table::times(&format!("`empathy import complaints`, {rows} reviews"), &times);
        if rows == 100_000 {
            match same(&journal, &folder) {
                Some(others) => {
                    let ratio = times.median() / others.median();
                    Table::value("  against `sqlite3`", &format!("× {ratio:.2} of 3"), Some(ratio <= 3.0));
                }
                None => Table::line("`sqlite3` is not installed"),
            }
        }
    }
    let value = most.iter().map(|kib| format!("{:.1} MB", *kib as f64 / 1_000.0)).collect::<Vec<_>>();
    Table::value("  memory, small and large", &value.join(" and "), Some(most[1] * 10 <= most[0] * 13));
}

/// A file as a scraper writes it.
fn reviews(rows: usize) -> String {
    let mut text = "reviewId,userName,content,score,at\n".to_owned();
    for n in 0..rows {
        let words = "it was sure of a price that no page has ".repeat(n % 5 + 1);
        let (stars, month, day) = (n % 2 + 1, n % 12 + 1, n % 28 + 1);
        writeln!(text, "id-{n},user {n},\"{words}, {n} times\",{stars},2025-{month:02}-{day:02} 10:11:12")
            .expect("text");
    }
    text
}

/// How long `sqlite3` takes for the same rows; nothing if it is not there.
fn same(journal: &Path, folder: &Path) -> Option<Times> {
    let (file, other) = (folder.join("same.csv"), folder.join("same.db"));
    let sqlite = |path: &Path, args: &[&str]| {
        let done = Command::new("sqlite3")
            .args(&args[..args.len() - 1])
            .arg(path)
            .arg(args[args.len() - 1])
            .output()
            .ok()?;
        done.status.success().then_some(done.stdout)
    };
    let rows = "SELECT number, hex(id), short, import, product, source, source_id, stars, day, text, link, author, label,
                    decision, picked FROM complaint";
    fs::write(&file, sqlite(journal, &["-csv", rows])?).ok()?;
    let import = format!(".import --csv {} complaint", file.display());
    let clock = Clock::system();
    let each = (0..RUNS).map(|_| {
        let _ = fs::remove_file(&other);
        sqlite(&other, &[SAME])?;
        let begun = clock.now().mono;
        sqlite(&other, &[&import])?;
        Some(clock.now().mono.saturating_sub(begun))
    });
    Some(Times::from(each.collect::<Option<Vec<_>>>()?))
}
