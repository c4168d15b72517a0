//! The terminal: entering and leaving it, events from it, and what happens when it goes away or the program must end.
//!
//! crossterm waits through its `use-dev-tty` feature: without it, what is typed faster than it is read, or while the
//! size changes, lies unnoticed until the next key.
//!
//! Architecture invariant: crossterm is named here alone. Whatever happens, [`restore`] leaves the terminal as it was.

use std::collections::VecDeque;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture, KeyCode,
    KeyEvent, KeyEventKind, KeyModifiers, KeyboardEnhancementFlags, MouseButton, MouseEvent, MouseEventKind,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::style::Print;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};

use super::background::{Answer, QUESTION};
use super::input::{Code, Event, Key, Mouse, MouseKind, Named};
use super::no_query_backend::NoQueryBackend;
use super::one_write::{END, OneWrite};
use crate::db::Saver;
use crate::error::{Error, Result};

/// How long the last save may take when the program must end.
pub const LAST_SAVE: Duration = Duration::from_millis(700);
/// How long restoring a terminal may take that may be gone.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// The question that every terminal answers, and in its turn: what comes before the answer was meant for another program.
const FENCE: &str = "\x1b[c";
/// How long that answer is waited for.
const FENCED: Duration = Duration::from_millis(150);

/// Asks xterm to write keys held with others in the one form that is understood, and takes that back: `CSI 13;2u` rather
/// than `CSI 27;2;13~`. Others pass over it.
const KEYS_AS_U: [&str; 2] = ["\x1b[>4;1f", "\x1b[>4f"];

/// How long the rest of an answer is waited for that came in pieces.
const TORN: Duration = Duration::from_millis(25);

/// Whether the terminal is ours now, so that it is given back once.
static OURS: AtomicBool = AtomicBool::new(false);

/// Who writes to the journal that is open now.
static WRITING: Mutex<Option<Saver>> = Mutex::new(None);

/// Returns who writes to the journal that is open now.
fn writing() -> Option<Saver> {
    WRITING.lock().map_or(None, |saver| saver.clone())
}

/// The terminal while the program has it.
#[derive(Debug)]
pub struct Terminal {
    inner: ratatui::Terminal<NoQueryBackend<CrosstermBackend<OneWrite>>>,
    /// What the next frame writes.
    frame: OneWrite,
    mouse: bool,
    /// Whether it is asked for its background.
    asks: bool,
    answer: Answer,
    /// Events that were read and are not handled yet.
    ready: VecDeque<Event>,
}

impl Terminal {
    /// Takes the terminal over; it may be asked for its background.
    pub fn enter(mouse: bool, asks: bool) -> Result<Self> {
        if !is_there() {
            return Err(none());
        }
        let frame = OneWrite::default();
        let inner =
            ratatui::Terminal::new(NoQueryBackend::new(backend(frame.clone()))).map_err(|e| lost(&e))?;
        let (answer, ready) = (Answer::default(), VecDeque::new());
        let mut terminal = Self { inner, frame, mouse, asks, answer, ready };
        terminal.resume()?;
        Ok(terminal)
    }

    /// Takes the terminal over again, after an editor or a pause, and forgets what was on it.
    pub fn resume(&mut self) -> Result<()> {
        enable_raw_mode().map_err(|e| lost(&e))?;
        OURS.store(true, Ordering::SeqCst);
        // Terminals without the protocol for keys pass over what asks for it.
        let keys = PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES);
        let as_u = Print(KEYS_AS_U[0]);
        execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, keys, as_u)
            .map_err(|e| lost(&e))?;
        if self.mouse {
            execute!(io::stdout(), EnableMouseCapture).map_err(|e| lost(&e))?;
        }
        if self.asks {
            self.answer.ask();
            execute!(io::stdout(), Print(QUESTION)).map_err(|e| lost(&e))?;
        }
        self.repaint()
    }

    /// Takes the terminal over again from an editor, and passes over what the terminal still answers to its questions.
    pub fn resume_after_editor(&mut self) -> Result<()> {
        enable_raw_mode().map_err(|e| lost(&e))?;
        execute!(io::stdout(), Print(FENCE)).map_err(|e| lost(&e))?;
        hear_fence();
        self.resume()
    }

    /// Listens to the mouse, or leaves it to the terminal, which then selects text with it.
    pub fn listen_to_mouse(&mut self, on: bool) -> Result<()> {
        self.mouse = on;
        let told = if on {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        };
        told.map_err(|e| lost(&e))
    }

    /// Forgets what is on the screen, so that the next frame paints all of it.
    pub fn repaint(&mut self) -> Result<()> {
        self.inner.clear().map_err(|e| lost(&e))
    }

    /// Draws one frame.
    pub fn draw(&mut self, picture: impl FnOnce(&mut ratatui::Frame<'_>)) -> Result<()> {
        self.inner.draw(picture).map_err(|e| lost(&e))?;
        self.frame.leave(&mut io::stdout()).map_err(|e| lost(&e))
    }

    /// Returns the size: columns, rows.
    pub fn size(&self) -> Result<(u16, u16)> {
        self.inner.size().map(|size| (size.width, size.height)).map_err(|e| lost(&e))
    }

    /// Waits for the next event; [`Event::Tick`] if none comes in time. Without a limit it waits for ever.
    pub fn next(&mut self, wait: Option<Duration>) -> Result<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(event);
            }
            let begun = self.answer.is_begun();
            if !self.read(if begun { Some(TORN) } else { wait })? {
                if !begun {
                    return Ok(Event::Tick);
                }
                self.ready.extend(self.answer.give_back());
            }
        }
    }

    /// Reads one event to those that are ready. Returns whether one came in time.
    fn read(&mut self, wait: Option<Duration>) -> Result<bool> {
        if let Some(wait) = wait
            && !event::poll(wait).map_err(|e| lost(&e))?
        {
            return Ok(false);
        }
        if let Some(event) = translate(event::read().map_err(|e| lost(&e))?) {
            self.ready.extend(self.answer.take(event));
        }
        Ok(true)
    }

    /// Returns the answer of the terminal if it comes at once. What is typed meanwhile is kept.
    pub fn early_answer(&mut self, wait: Duration) -> Result<Option<Event>> {
        while self.answer.is_awaited() && self.read(Some(wait))? {}
        let answer = |event: &Event| matches!(event, Event::Background { .. });
        Ok(self.ready.iter().position(answer).and_then(|at| self.ready.remove(at)))
    }

    /// Waits a little for an answer that is still to come, so that it is not printed once the program has left.
    pub fn hear_out(&mut self, wait: Duration) {
        while self.answer.is_awaited() && self.read(Some(wait)).unwrap_or(false) {}
    }

    /// Hands a text to the terminal's clipboard.
    pub fn copy(&self, text: &str) -> Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)).map_err(|e| lost(&e))
    }

    /// Rings the terminal's bell.
    pub fn ring(&self) -> Result<()> {
        execute!(io::stdout(), Print('\u{7}')).map_err(|e| lost(&e))
    }

    /// Stops the program until it is continued, with the terminal given back meanwhile.
    pub fn suspend(&mut self) -> Result<()> {
        restore();
        // The whole job stops, as it would at the shell: a wrapper that went on would not give the terminal back.
        let stopped = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
        stopped.map_err(|e| lost(&e.into()))?;
        self.resume()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// What draws cells, and writes them to `to`.
pub(super) fn backend<W: Write>(to: W) -> CrosstermBackend<W> {
    CrosstermBackend::new(to)
}

/// Reads all that comes up to the answer of the fence, which ends in `c` after `CSI ?`; nothing of it is kept.
fn hear_fence() {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let stdin = io::stdin();
    let wait = Timespec::try_from(FENCED).ok();
    let mut heard = Vec::new();
    let is_over = |heard: &[u8]| {
        let answer = heard.windows(3).rposition(|window| window == b"\x1b[?");
        answer.is_some_and(|at| heard[at + 3..].iter().find(|byte| byte.is_ascii_alphabetic()) == Some(&b'c'))
    };
    while !is_over(&heard) {
        let mut bytes = [0; 256];
        let ready = poll(&mut [PollFd::new(&stdin, PollFlags::IN)], wait.as_ref());
        match ready.ok().filter(|count| *count > 0).map(|_| rustix::io::read(&stdin, &mut bytes)) {
            Some(Ok(read @ 1..)) => heard.extend_from_slice(&bytes[..read]),
            _ => return,
        }
    }
}

/// Returns whether there is a terminal to open the journal in.
pub fn is_there() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What works without a terminal.
const WITHOUT: &str =
    "`empathy today` prints today on one page, and `empathy practice EXERCISE --plain` asks line by line";

/// Returns the error of a missing terminal, with what works without one.
pub fn none() -> Error {
    Error::usage("the journal needs a terminal", WITHOUT)
}

/// Returns the error of a terminal that only prints lines, as it says in `TERM`.
pub fn dumb() -> Error {
    Error::usage("the journal needs a full-screen terminal, and `TERM=dumb` says this isn't one", WITHOUT)
}

fn lost(error: &io::Error) -> Error {
    Error::File {
        attempt: "use the terminal".to_owned(),
        cause: error.to_string(),
        hint: "what was written is kept; open the journal again".to_owned(),
    }
}

/// Returns the terminal back as it was. Safe to call at any time, from any thread, more than once.
pub fn restore() {
    if !OURS.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        // A frame that was cut off must not leave the terminal waiting for its end.
        Print(END),
        Print(KEYS_AS_U[1]),
        PopKeyboardEnhancementFlags,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Guards what is being written: on a signal, or when the terminal goes away, the draft is saved and the program ends.
pub fn guard(saver: &Saver) -> Result<()> {
    let before = WRITING.lock().map_or(None, |mut writing| writing.replace(saver.clone()));
    if before.is_some() {
        // The journal before this one is closed now; what it is guarded by goes on for this one.
        return Ok(());
    }
    let watched = [SIGHUP, SIGTERM, SIGINT, SIGQUIT];
    let mut signals = signal_hook::iterator::Signals::new(watched).map_err(|e| lost(&e))?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            // Pressed in an editor, Ctrl-C and Ctrl-\ reach us too, but are meant for the editor.
            let for_editor = matches!(signal, SIGINT | SIGQUIT) && !OURS.load(Ordering::SeqCst);
            if !for_editor {
                leave(signal);
            }
        }
    });
    std::thread::spawn(move || {
        wait_for_hangup();
        leave(SIGHUP);
    });
    Ok(())
}

/// Waits until the terminal is gone; crossterm would not notice.
fn wait_for_hangup() {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = io::stdin();
    loop {
        let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        match poll(&mut watched, None) {
            Ok(_) if watched[0].revents().intersects(gone) => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return,
        }
    }
}

fn leave(signal: i32) -> ! {
    let not_done = writing().map_or(Vec::new(), |saver| {
        saver.flush(LAST_SAVE);
        saver.not_done()
    });
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        restore();
        for what in not_done {
            let _ =
                writeln!(io::stderr(), "Not done, as another program was writing to the journal: {what}.");
        }
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(LAST_WORDS);
    signal_hook::low_level::exit(128 + signal)
}

/// On a panic of this thread: gives the terminal back, saves the draft, and says so without a word of what was written.
/// The saver catches its own panics and goes on, and so does the page.
pub fn guard_panics() {
    let drawing = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().id() != drawing {
            return;
        }
        restore();
        let saved = writing().is_none_or(|saver| saver.flush(LAST_SAVE));
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message =
            if saved { "what you wrote is saved as a draft" } else { "your latest changes may not be saved" };
        let mut err = io::stderr();
        let _ = writeln!(err, "error: empathy stopped unexpectedly at {place}; {message}");
        let _ = writeln!(err, "hint: open the journal again to continue, and report the place above");
    }));
}

fn translate(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => translate_key(key).map(Event::Key),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Mouse(mouse) => translate_mouse(mouse).map(Event::Mouse),
        event::Event::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        event::Event::FocusGained | event::Event::FocusLost | event::Event::Key(_) => None,
    }
}

fn translate_key(key: KeyEvent) -> Option<Key> {
    let mut shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        KeyCode::Char(c) => {
            shift = false;
            Code::Char(c)
        }
        KeyCode::F(n) => Code::F(n),
        KeyCode::BackTab => {
            shift = true;
            Code::Named(Named::Tab)
        }
        KeyCode::Enter => Code::Named(Named::Enter),
        KeyCode::Esc => Code::Named(Named::Esc),
        KeyCode::Tab => Code::Named(Named::Tab),
        KeyCode::Up => Code::Named(Named::Up),
        KeyCode::Down => Code::Named(Named::Down),
        KeyCode::Left => Code::Named(Named::Left),
        KeyCode::Right => Code::Named(Named::Right),
        KeyCode::Home => Code::Named(Named::Home),
        KeyCode::End => Code::Named(Named::End),
        KeyCode::PageUp => Code::Named(Named::PageUp),
        KeyCode::PageDown => Code::Named(Named::PageDown),
        KeyCode::Backspace => Code::Named(Named::Backspace),
        KeyCode::Delete => Code::Named(Named::Delete),
        KeyCode::Insert => Code::Named(Named::Insert),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        code => code,
    };
    Some(Key { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT), shift })
}

fn translate_mouse(mouse: MouseEvent) -> Option<Mouse> {
    let kind = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: mouse.column, row: mouse.row })
}
