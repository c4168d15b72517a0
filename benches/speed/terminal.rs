//! The whole program in a terminal of its own, timed and counted from outside.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::time::Duration;

use empathy::sys::clock::Clock;
use empathy::tui::one_write::END;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::world::{NOW_TEXT, SIZE};

/// A program that runs in a terminal.
pub struct Program {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    from: Box<dyn Read + Send>,
    to: Box<dyn Write + Send>,
    clock: Clock,
    /// What the last frame wrote.
    heard: Vec<u8>,
    screen: vt100::Parser,
}

/// What a frame wrote, against what it had to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bytes {
    /// What was written.
    pub written: usize,
    /// The shortest way from the screen before to this one.
    pub needed: usize,
}

impl Program {
    /// Starts the program on a journal, and gives how long its first frame took.
    pub fn start(journal: &Path, home: &Path, args: &[&str]) -> (Self, Duration) {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_empathy"));
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("EMPATHY_NOW", NOW_TEXT);
        command.arg("--journal");
        command.arg(journal);
        command.args(args);
        Self::run(command)
    }

    /// Starts a program that only says that its frame is whole, to know what starting costs by itself.
    pub fn start_nothing() -> (Self, Duration) {
        let mut command = CommandBuilder::new("/bin/echo");
        command.arg(END);
        Self::run(command)
    }

    fn run(command: CommandBuilder) -> (Self, Duration) {
        let (columns, rows) = SIZE;
        let size = PtySize { cols: columns, rows, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let from = pair.master.try_clone_reader().expect("a reader");
        let to = pair.master.take_writer().expect("a writer");
        let clock = Clock::system();
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let (heard, screen) = (Vec::new(), vt100::Parser::new(whole(rows), whole(columns), 0));
        let mut program = Self { child, _master: pair.master, from, to, clock, heard, screen };
        program.await_frame();
        let took = program.clock.now().mono;
        program.screen.process(&program.heard);
        (program, took)
    }

    fn await_frame(&mut self) {
        self.heard.clear();
        let mut bytes = vec![0; 65_536];
        let end = END.as_bytes();
        while !self.heard.windows(end.len()).any(|at| at == end) {
            let read = self.from.read(&mut bytes).unwrap_or_default();
            assert!(read > 0, "it ended early: {}", String::from_utf8_lossy(&self.heard));
            self.heard.extend_from_slice(&bytes[..read]);
        }
    }

    /// Types, and gives how long the next frame took.
    pub fn press(&mut self, keys: &str) -> Duration {
        let from = self.clock.now().mono;
        self.to.write_all(keys.as_bytes()).and_then(|()| self.to.flush()).expect("typed");
        self.await_frame();
        let took = self.clock.now().mono.saturating_sub(from);
        self.screen.process(&self.heard);
        took
    }

    /// Types, and counts what the next frame wrote.
    pub fn count(&mut self, keys: &str) -> Bytes {
        let before = self.screen.screen().clone();
        self.press(keys);
        // The marks of synchronised output change nothing on the screen.
        let marks = 2 * END.len();
        Bytes { written: self.heard.len() - marks, needed: self.screen.screen().contents_diff(&before).len() }
    }

    /// Gives the most memory it ever held, and what of it is its own now, in KiB. The rest is the file of the program, as
    /// much of it as the system has in its memory anyway.
    pub fn memory(&self) -> [u64; 2] {
        let id = self.child.process_id().expect("it runs");
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        ["VmHWM:", "RssAnon:"].map(|name| {
            let found = status.lines().find_map(|line| line.strip_prefix(name));
            found.and_then(|text| text.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or_default()
        })
    }
}

fn whole(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).expect("a size")
}

impl Drop for Program {
    fn drop(&mut self) {
        // Hangs up, as a window that is closed does: what is written is saved.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
