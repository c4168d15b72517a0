//! A terminal to run the program in: a pseudo-terminal, a reader that keeps its screen, and hands on the keyboard.
//!
//! Nothing here sleeps to wait: every wait looks at the screen, a file or the process, until a deadline.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use empathy::sys::clock::Clock;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{Termios, tcgetattr};

use super::World;

/// How long anything may take before a test gives up; generous, for machines that are busy.
pub const DEADLINE: Duration = Duration::from_secs(20);
/// How often what cannot ring a bell is looked at.
const LOOK: Duration = Duration::from_millis(5);
/// What the reader is sent once everything else was read.
const END: &[u8] = b"\x1b]5757;end\x07";

/// Tells the time since the tests began.
pub fn clock() -> Duration {
    static CLOCK: LazyLock<Clock> = LazyLock::new(Clock::system);
    CLOCK.now().mono
}

/// Looks until something is there, and tells whether it came in time.
pub fn until(within: Duration, mut there: impl FnMut() -> bool) -> bool {
    let end = clock() + within;
    loop {
        if there() {
            return true;
        }
        if clock() > end {
            return false;
        }
        std::thread::sleep(LOOK);
    }
}

/// What came out of the terminal.
struct Heard {
    parser: vt100::Parser,
    raw: Vec<u8>,
}

#[derive(Clone)]
struct Ear(Arc<(Mutex<Heard>, Condvar)>);

impl Ear {
    fn lock(&self) -> MutexGuard<'_, Heard> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exit {
    /// The code it gave, or 128 and the signal it died of.
    pub code: i32,
}

/// The modes of a terminal that a program has to give back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the terminal")]
pub struct Modes {
    pub alternate: bool,
    pub paste: bool,
    pub mouse: bool,
    pub raw: bool,
}

impl Modes {
    /// While the program has the terminal.
    pub const OURS: Self = Self { alternate: true, paste: true, mouse: true, raw: true };
    /// Before and after.
    pub const BACK: Self = Self { alternate: false, paste: false, mouse: false, raw: false };
}

/// A program in a terminal of its own. When it is dropped, the program is killed.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    /// The other end, held open so that the terminal outlives the program and can be asked for its modes.
    line: Option<File>,
    before: Termios,
    ear: Ear,
    reader: Option<JoinHandle<()>>,
    over: Arc<AtomicBool>,
}

impl World {
    /// Opens the program in a terminal of 100 × 30, with more in the environment than the world has.
    pub fn open(&self, args: &[&str], env: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_empathy"));
        command.args(args);
        self.spawn(command, env)
    }

    /// Runs a script of the shell in a terminal; `$EMPATHY` is the program.
    pub fn shell(&self, script: &str, env: &[(&str, &str)]) -> Pty {
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", script]);
        self.spawn(command, env)
    }

    fn spawn(&self, mut command: CommandBuilder, env: &[(&str, &str)]) -> Pty {
        command.env_clear();
        for (name, value) in self.env() {
            command.env(name, value);
        }
        command.env("EMPATHY", env!("CARGO_BIN_EXE_empathy"));
        for (name, value) in env {
            command.env(name, value);
        }
        command.cwd(self.home());
        Pty::start(command)
    }
}

impl Pty {
    fn start(command: CommandBuilder) -> Self {
        let (columns, rows) = (100, 30);
        let pair = native_pty_system().openpty(size(columns, rows)).expect("a pseudo-terminal");
        let name = pair.master.tty_name().expect("a name");
        let line = open_line(&name);
        let before = tcgetattr(&line).expect("modes");
        let mut from = pair.master.try_clone_reader().expect("a reader");
        let keyboard = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("it starts");
        drop(pair.slave);
        let parser = vt100::Parser::new(whole(rows), whole(columns), 0);
        let ear = Ear(Arc::new((Mutex::new(Heard { parser, raw: Vec::new() }), Condvar::new())));
        let over = Arc::new(AtomicBool::new(false));
        let reader = {
            let (ear, over) = (ear.clone(), Arc::clone(&over));
            std::thread::spawn(move || {
                let mut bytes = vec![0; 65_536];
                while !over.load(Ordering::SeqCst) {
                    let Ok(n @ 1..) = from.read(&mut bytes) else { return };
                    let mut heard = ear.lock();
                    heard.parser.process(&bytes[..n]);
                    heard.raw.extend_from_slice(&bytes[..n]);
                    drop(heard);
                    ear.0.1.notify_all();
                }
            })
        };
        Self {
            master: Some(pair.master),
            keyboard: Some(keyboard),
            child,
            line: Some(line),
            before,
            ear,
            reader: Some(reader),
            over,
        }
    }

    /// The process in the terminal.
    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().expect("a process");
        Pid::from_raw(id.cast_signed()).expect("an id")
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        self.ear.lock().parser.screen().contents()
    }

    /// Where the cursor is: column, row; nothing if it is hidden.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let heard = self.ear.lock();
        let screen = heard.parser.screen();
        let (row, column) = screen.cursor_position();
        (!screen.hide_cursor()).then_some((column, row))
    }

    /// Everything that ever came out, as it came.
    pub fn raw(&self) -> Vec<u8> {
        self.ear.lock().raw.clone()
    }

    /// Waits until the screen holds some words.
    #[track_caller]
    pub fn wait(&self, words: &str) {
        self.wait_until(&format!("`{words}`"), |screen| screen.contents().contains(words));
    }

    /// Waits until the screen is right: no frame that has come in part only, with the one before still showing below it.
    #[track_caller]
    pub fn wait_until(&self, what: &str, right: impl Fn(&vt100::Screen) -> bool) {
        let end = clock() + DEADLINE;
        let mut heard = self.ear.lock();
        while !(is_whole(&heard.raw) && right(heard.parser.screen())) {
            let left = end.saturating_sub(clock());
            let screen = heard.parser.screen().contents();
            assert!(!left.is_zero(), "{what} did not come. The screen:\n{screen}");
            heard = self.ear.0.1.wait_timeout(heard, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Types.
    pub fn keys(&mut self, keys: &str) {
        let keyboard = self.keyboard.as_mut().expect("open");
        keyboard.write_all(keys.as_bytes()).and_then(|()| keyboard.flush()).expect("typed");
    }

    /// Pastes, as a terminal does when it was asked for brackets.
    pub fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.ear.lock().parser.set_size(whole(rows), whole(columns));
        self.master.as_ref().expect("open").resize(size(columns, rows)).expect("resized");
    }

    /// Sends a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("sent");
    }

    /// Waits for the end of the program, and for all it said.
    #[track_caller]
    pub fn exit(&mut self) -> Exit {
        let mut ended = None;
        let came = until(DEADLINE, || {
            ended = self.child.try_wait().expect("asked");
            ended.is_some()
        });
        assert!(came, "the program goes on. The screen:\n{}", self.screen());
        self.drain();
        let ended = ended.expect("it ended");
        let signal = [("Killed", 9), ("Hangup", 1), ("Terminated", 15), ("Interrupt", 2), ("Aborted", 6)];
        let code = match ended.signal() {
            Some(name) => signal.iter().find(|(n, _)| name.starts_with(n)).map_or(-1, |(_, n)| 128 + n),
            None => ended.exit_code().cast_signed(),
        };
        Exit { code }
    }

    /// Reads until nothing is on its way any more.
    fn drain(&self) {
        let Some(line) = &self.line else { return };
        let mut line = line;
        let from = self.ear.lock().raw.len();
        line.write_all(END).expect("told");
        let end = clock() + DEADLINE;
        let mut heard = self.ear.lock();
        while !heard.raw[from..].windows(END.len()).any(|window| window == END) && clock() < end {
            heard = self.ear.0.1.wait_timeout(heard, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Tells which modes the terminal has now.
    pub fn modes(&self) -> Modes {
        let on = modes_on(&self.raw());
        let heard = self.ear.lock();
        let screen = heard.parser.screen();
        let now = self.line.as_ref().map(|line| tcgetattr(line).expect("modes"));
        Modes {
            alternate: screen.alternate_screen(),
            paste: screen.bracketed_paste(),
            mouse: [1000, 1002, 1003, 1006, 1015].iter().any(|mode| on.contains(mode)),
            raw: now.is_some_and(|now| told(&now) != told(&self.before)),
        }
    }

    /// Asserts that the terminal was given back: every mode as it was, and the cursor shown.
    #[track_caller]
    pub fn assert_given_back(&self) {
        let screen = self.screen();
        assert_eq!(self.modes(), Modes::BACK, "the terminal is not as it was. The screen:\n{screen}");
        let left = modes_on(&self.raw());
        assert_eq!(left, Vec::<u16>::new(), "modes were left on. The screen:\n{screen}");
        assert!(self.cursor().is_some(), "the cursor was left hidden");
    }

    /// Waits until the program has the terminal.
    #[track_caller]
    pub fn assert_taken(&self) {
        let taken = until(DEADLINE, || self.modes() == Modes::OURS);
        assert!(taken, "the terminal was not taken: {:?}. The screen:\n{}", self.modes(), self.screen());
    }

    /// Closes the terminal, as its window does. The keyboard says a last Enter and Ctrl-D, which cannot be helped.
    pub fn close(&mut self) {
        self.keyboard = None;
        self.stop_reading();
        self.line = None;
        self.master = None;
    }

    fn stop_reading(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Some(mut line) = self.line.as_ref() {
            let _ = line.write_all(b"\0");
        }
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = kill_process(self.pid(), Signal::KILL);
            let _ = self.child.wait();
        }
        self.stop_reading();
    }
}

/// Tells how a process is, in the letter of `ps`; nothing if it is gone.
pub fn state_of(pid: Pid) -> Option<char> {
    let id = pid.as_raw_nonzero().to_string();
    let said = std::process::Command::new("ps").args(["-o", "state=", "-p", &id]).output().expect("ps");
    String::from_utf8_lossy(&said.stdout).trim().chars().next()
}

/// Reads the process id that a script wrote to a file.
#[track_caller]
pub fn pid_in(path: &Path) -> Pid {
    let mut pid = None;
    until(DEADLINE, || {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        pid = text.strip_suffix('\n').and_then(|text| text.trim().parse().ok()).and_then(Pid::from_raw);
        pid.is_some()
    });
    pid.expect("a process id")
}

/// Lists the private modes that were switched on and not off again; the cursor the other way round.
fn modes_on(raw: &[u8]) -> Vec<u16> {
    let mut modes = BTreeMap::from([(25, true)]);
    let mut rest = raw;
    while let Some(at) = rest.windows(3).position(|window| window == b"\x1b[?") {
        rest = &rest[at + 3..];
        let end = rest.iter().position(|byte| !byte.is_ascii_digit() && *byte != b';').unwrap_or(0);
        let on = rest.get(end) == Some(&b'h');
        if on || rest.get(end) == Some(&b'l') {
            let numbers = String::from_utf8_lossy(&rest[..end]);
            modes.extend(
                numbers.split(';').filter_map(|mode| mode.parse::<u16>().ok()).map(|mode| (mode, on)),
            );
        }
    }
    modes.into_iter().filter(|(mode, on)| (*mode == 25) != *on).map(|(mode, _)| mode).collect()
}

/// Whether the last frame that was begun has come to its end: each stands between two marks.
fn is_whole(raw: &[u8]) -> bool {
    let last = |mark: &[u8]| raw.windows(mark.len()).rposition(|window| window == mark);
    last(b"\x1b[?2026h") <= last(b"\x1b[?2026l")
}

/// Writes the modes of a line down, to compare them.
fn told(modes: &Termios) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}",
        modes.input_modes, modes.output_modes, modes.control_modes, modes.local_modes, modes.special_codes
    )
}

fn open_line(name: &Path) -> File {
    let flags = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
    File::options().read(true).write(true).custom_flags(flags).open(name).expect("the line")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn whole(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).expect("more than nothing")
}

#[test]
fn modes_left_on_are_noticed() {
    assert_eq!(modes_on(b"\x1b[?1049h\x1b[?25l-\x1b[?25h\x1b[?1049l"), Vec::<u16>::new());
    assert_eq!(modes_on(b"\x1b[?1049;2004h\x1b[?2004l\x1b[?25l"), [25, 1049]);
}
