//! A whole journal out and in again, as it is typed: how fast, and in how much memory.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use empathy::sys::clock::Clock;

use super::journals::{empty_folder, journal};
use super::table::{Table, Times};
use super::world::NOW_TEXT;

/// How often each is run.
const RUNS: usize = 5;
/// How many bytes a second an export must write at least, in MB.
const SPEED: f64 = 50.0;
/// How often is looked at how much memory a program has.
const PAUSE: Duration = Duration::from_millis(2);

/// Measures an export of a small and a large journal as JSON Lines, and the import of the large one.
pub fn print() {
    let folder = empty_folder("exports");
    let mut most = Vec::new();
    for entries in [1_000, 100_000] {
        let (path, file) = (journal(entries), folder.join(format!("{entries}.jsonl")));
        let to = file.display().to_string();
        let runs: Vec<_> =
            (0..RUNS).map(|_| run(&path, &folder, &["export", "--all", "--force", "-o", &to])).collect();
        most.push(runs.iter().map(|(_, memory)| *memory).max().unwrap_or_default());
        let times = Times::from(runs.into_iter().map(|(time, _)| time).collect());
        Table::times(&format!("`empathy export --all`, {entries} entries"), &times);
        if entries > 1_000 {
            let size = fs::metadata(&file).expect("written").len() as f64 / 1_000_000.0;
            let speed = size / times.median() * 1_000.0;
            let value = format!("{speed:.0} MB/s of {size:.0} MB, at least {SPEED}");
            Table::value("  bytes a second", &value, Some(speed >= SPEED));
            let (time, memory) = run(&folder.join("new.db"), &folder, &["import", "journal", &to]);
            Table::times(&format!("`empathy import journal`, {entries} entries"), &Times::from(vec![time]));
            Table::value("  memory", &format!("{:.1} MB", memory as f64 / 1_000.0), None);
        }
    }
    let value = most.iter().map(|kib| format!("{:.1} MB", *kib as f64 / 1_000.0)).collect::<Vec<_>>();
    Table::value(
        "  memory of an export, small and large",
        &value.join(" and "),
        Some(most[1] < most[0] + 8_000),
    );
}

/// Runs the program, and gives how long it took and the most memory it had, in KiB.
pub fn run(journal: &Path, home: &Path, args: &[&str]) -> (Duration, u64) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_empathy"));
    command
        .env_clear()
        .env("HOME", home)
        .env("EMPATHY_NOW", NOW_TEXT)
        .arg("--journal")
        .arg(journal)
        .args(args);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let clock = Clock::system();
    let begun = clock.now().mono;
    let mut child = command.spawn().expect("it starts");
    let mut most = 0;
    let status = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
        most = most.max(line.and_then(|kib| kib.parse().ok()).unwrap_or_default());
        if let Some(status) = child.try_wait().expect("it can be asked") {
            break status;
        }
        std::thread::sleep(PAUSE);
    };
    assert!(status.success(), "{args:?}");
    (clock.now().mono.saturating_sub(begun), most)
}
