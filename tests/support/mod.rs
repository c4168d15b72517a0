//! A sealed world to run the program in: its own home, clock and seed.

pub mod labelled;
pub mod pty;
pub mod questions;
pub mod tui;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use tempfile::TempDir;

/// The time it is in the sealed world: a Friday.
pub const NOW: &str = "2026-11-20T14:02:31+00:00";

/// A home of its own, removed at the end.
pub struct World {
    home: TempDir,
    /// The time the program takes it for.
    pub now: String,
}

/// What a command said and did.
#[derive(Debug)]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: Option<i32>,
}

impl World {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a home"), now: NOW.to_owned() }
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    pub fn journal(&self) -> PathBuf {
        self.path(".local/share/empathy/journal.db")
    }

    pub fn exercises(&self) -> PathBuf {
        self.path(".config/empathy/exercises")
    }

    /// The environment of the sealed world, complete: nothing of the outside is in it.
    pub fn env(&self) -> Vec<(String, String)> {
        let own = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        vec![
            own("HOME", &self.home().display().to_string()),
            own("PATH", "/usr/local/bin:/usr/bin:/bin"),
            own("TERM", "xterm-256color"),
            own("EMPATHY_NOW", &self.now),
            own("EMPATHY_SEED", "7"),
            own("EDITOR", "false"),
            own("RUST_BACKTRACE", "0"),
        ]
    }

    /// The program with some arguments, ready to run.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_empathy"));
        command.env_clear().envs(self.env()).current_dir(self.home()).args(args);
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.feed(args, "")
    }

    /// Runs with something on standard input. The home folder reads `~` in what it said.
    pub fn feed(&self, args: &[&str], stdin: &str) -> Ran {
        let output = self.command(args).write_stdin(stdin).output().expect("it runs");
        let clean = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("text");
            text.replace(&self.home().display().to_string(), "~")
        };
        Ran { stdout: clean(output.stdout), stderr: clean(output.stderr), code: output.status.code() }
    }

    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(&path, text).expect("written");
        path
    }

    /// Fills the usual journal with the eight weeks of the demo.
    pub fn demo(&self) {
        // Made once for all tests: it is the same every time.
        static DEMO: OnceLock<Vec<u8>> = OnceLock::new();
        let demo = DEMO.get_or_init(|| {
            let world = Self::new();
            let ran = world.run(&["demo", "--into", "demo.db", "--until", "2026-11-20"]);
            assert_eq!(ran.code, Some(0), "{ran:?}");
            assert!(!world.path("demo.db-wal").exists(), "all of it is in the file");
            std::fs::read(world.path("demo.db")).expect("a journal")
        });
        std::fs::create_dir_all(self.journal().parent().expect("a folder")).expect("made");
        std::fs::write(self.journal(), demo).expect("written");
    }
}

/// Whether a tool of the system is there. What needs it is skipped where it is not, and says so.
pub fn is_installed(tool: &str) -> bool {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let there = std::env::split_paths(&folders).any(|folder| folder.join(tool).is_file());
    if !there {
        skipped(&format!("`{tool}` is not installed; `.ci/run` says how to get it"));
    }
    there
}

/// Says that a test was skipped, and why. Not by `eprintln!`, which is shown for tests that fail only.
pub fn skipped(why: &str) {
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("SKIPPED: {why}\n").as_bytes());
}
