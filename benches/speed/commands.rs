//! Commands as they are typed: the program started, the thing done, the program ended.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use empathy::sys::clock::Clock;
use rusqlite::Connection;

use super::journals::{empty_folder, journal};
use super::table::{Table, Times};
use super::world::NOW_TEXT;

/// How often each is run.
const RUNS: usize = 60;
/// How much more than `sqlite3` with one row `empathy log` may take.
const MORE: f64 = 1.5;

/// Measures `empathy log` against `sqlite3` that starts and inserts one row, by turns.
pub fn print() {
    let home = empty_folder("home-of-commands");
    for entries in [1_000, 100_000] {
        let path = journal(entries);
        size(&path, entries);
        bytes(&path, &home, entries);
        let other = empty_folder(&format!("rows-{entries}")).join("rows.db");
        // A file of the same size, so that neither is spared the disk.
        std::fs::copy(&path, &other).expect("copied");
        let begun = sqlite3(
            &other,
            "PRAGMA journal_mode = WAL; CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT);",
        );
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..=RUNS {
            ours.push(log(&path, &home));
            theirs.extend(sqlite3(
                &other,
                "PRAGMA synchronous = FULL; INSERT INTO row (text) VALUES ('It finished my sentence.');",
            ));
        }
        let ours = Times::from(ours);
        let what = format!("`empathy log` of one line, {entries} entries");
        if begun.is_none() || theirs.is_empty() {
            Table::times(&what, &ours);
            Table::line("`sqlite3` is not installed");
            continue;
        }
        let theirs = Times::from(theirs);
        Table::times(&format!("`sqlite3` with one row, {entries} entries"), &theirs);
        Table::goal(&what, &ours, ours.median(), theirs.median() * MORE, "median");
    }
}

/// Holds the size of a journal against the answers in it, as they are stored.
fn size(journal: &Path, entries: usize) {
    let answers = "SELECT sum(length(CAST(answers AS BLOB))) FROM revision";
    let answers = Connection::open(journal).and_then(|conn| conn.query_row(answers, [], |row| row.get(0)));
    let (answers, file): (f64, _) =
        (answers.expect("answers"), std::fs::metadata(journal).expect("a file").len());
    let ratio = file as f64 / answers;
    let value = format!("{:.0} MB: × {ratio:.2} of 3", file as f64 / 1_000_000.0);
    Table::value(&format!("the file against its answers, {entries} entries"), &value, Some(ratio <= 3.0));
}

/// Counts what one line writes to the disk: on average, since now and then parts of the index of words are merged.
fn bytes(journal: &Path, home: &Path, entries: usize) {
    let Some(before) = written() else { return Table::line("nothing says here how much was written") };
    for _ in 0..RUNS {
        log(journal, home);
    }
    let each = (written().unwrap_or(before) - before) / RUNS as u64 / 1_000;
    let most = if entries > 1_000 { 150 } else { 100 };
    let what = format!("bytes of one `empathy log`, {entries} entries");
    Table::value(&what, &format!("{each} KB of {most}"), Some(each <= most));
}

/// Gives the bytes that this process has written, with what it has waited for.
fn written() -> Option<u64> {
    let counts = std::fs::read_to_string("/proc/self/io").ok()?;
    counts.lines().find_map(|line| line.strip_prefix("wchar: ")?.parse().ok())
}

/// Measures the review of a week in each format, printed by the program as a whole.
pub fn reviews() {
    let home = empty_folder("home-of-reviews");
    let path = journal(100_000);
    for (format, most) in [("md", 30.0), ("json", 30.0), ("html", 60.0), ("pdf", 600.0)] {
        let times = Times::from((0..=RUNS / 3).map(|_| review(&path, &home, format)).collect());
        let what = format!("`empathy review --for peer --format {format}`, 100,000 entries");
        Table::goal(&what, &times, times.median(), most, "median");
    }
}

fn review(journal: &Path, home: &Path, format: &str) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_empathy"));
    command.env_clear().env("HOME", home).env("EMPATHY_NOW", NOW_TEXT).arg("--journal").arg(journal);
    let week = "2026-W46";
    command.args(["review", "--week", week, "--for", "peer", "--format", format]);
    run(command).expect("it runs")
}

fn log(journal: &Path, home: &Path) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_empathy"));
    command.env_clear().env("HOME", home).env("EMPATHY_NOW", NOW_TEXT).arg("--journal").arg(journal);
    command.args(["log", "It finished my sentence, and was right.", "--product", "Copilot", "--trust", "4"]);
    run(command).expect("it runs")
}

fn sqlite3(file: &Path, sql: &str) -> Option<Duration> {
    let mut command = Command::new("sqlite3");
    command.arg(file).arg(sql);
    run(command)
}

fn run(mut command: Command) -> Option<Duration> {
    let clock = Clock::system();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).stdin(Stdio::null()).status().ok()?;
    status.success().then(|| clock.now().mono)
}
