//! The app without a terminal: keys go in through the production loop, the picture comes out as text.

pub mod dump;
mod setup;

use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use empathy::db::Store;
use empathy::domain::entry::{Draft, Head};
use empathy::domain::time::{Moment, Now};
use empathy::tui::app::App;
use empathy::tui::input::{Event, Key, Mouse, MouseKind};
use empathy::tui::route::Effect;
use empathy::tui::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tempfile::TempDir;

pub use dump::{styled, text};
pub use setup::Setup;

/// How long a test waits for the disk before it fails.
const PATIENCE: Duration = Duration::from_secs(20);
/// A pause after which writing rests and the coach speaks.
const REST: Duration = Duration::from_millis(500);

/// An app on a journal of its own, with a clock that goes on only when a test says so.
pub struct Tui {
    pub app: App,
    pub now: Now,
    /// What was asked for outside of the program.
    pub effects: Vec<Effect>,
    size: (u16, u16),
    home: Rc<TempDir>,
    setup: Setup,
}

impl Tui {
    /// Types keys in the notation of `keys.toml`, names in angle brackets: `jj<enter>hello<tab><ctrl-s>`. Then it rests,
    /// so that what was typed is on disk and the coach has spoken.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.type_keys(keys);
        self.rest()
    }

    /// Types keys, and does not rest.
    pub fn type_keys(&mut self, keys: &str) {
        for key in parse(keys) {
            self.key(key);
        }
    }

    /// Presses one key. What was typed before is on disk before anything but typing happens, so that pictures do not
    /// depend on how quick the disk is.
    pub fn key(&mut self, key: Key) {
        if key.typed().is_none() {
            self.flush();
        }
        self.event(Event::Key(key));
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.event(Event::Paste(text.to_owned()));
        self.rest()
    }

    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.mouse(MouseKind::Press, column, row);
        self.mouse(MouseKind::Release, column, row);
        self.rest()
    }

    /// Presses at one place, moves row by row to another, and lets go there.
    pub fn drag(&mut self, from: (u16, u16), to: (u16, u16)) -> &mut Self {
        self.mouse(MouseKind::Press, from.0, from.1);
        let mut row = from.1;
        while row != to.1 {
            row = if row < to.1 { row + 1 } else { row - 1 };
            self.mouse(MouseKind::Drag, from.0, row);
        }
        self.mouse(MouseKind::Drag, to.0, to.1);
        self.mouse(MouseKind::Release, to.0, to.1);
        self.rest()
    }

    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) {
        self.event(Event::Mouse(Mouse { kind, column, row }));
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.size = (columns, rows);
        self.event(Event::Resize(columns, rows));
        self.wake()
    }

    /// Wakes the program if it wants to go on at once.
    pub fn wake(&mut self) -> &mut Self {
        if self.app.next_wakeup(self.now) == Some(Duration::ZERO) {
            self.event(Event::Tick);
        }
        self
    }

    /// Sets the clock on the wall to another time, as a change of time zone or a repaired clock does.
    pub fn set_wall(&mut self, time: &str) -> &mut Self {
        self.now.wall = Moment::parse(time).expect("a time");
        self.event(Event::Tick);
        self
    }

    /// Lets time pass without a key.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.flush();
        self.now.mono += time;
        let ms = self.now.wall.ms + i64::try_from(time.as_millis()).expect("short");
        self.now.wall = Moment::new(ms, self.now.wall.offset);
        self.event(Event::Tick);
        self
    }

    fn rest(&mut self) -> &mut Self {
        self.wait(REST)
    }

    /// Waits until everything written is on disk, unless the disk refuses it.
    pub fn flush(&mut self) {
        let saver = &self.app.cx().saver;
        for _ in 0..PATIENCE.as_millis() / 10 {
            let status = saver.status();
            if !status.pending || status.trouble.is_some() || saver.flush(Duration::from_millis(10)) {
                return;
            }
        }
        panic!("the draft was not saved in time: {:?}", saver.status());
    }

    /// Hands over an event. What it asked the journal for is done by then, however slow the disk is, unless another
    /// program keeps it from being done.
    pub fn event(&mut self, event: Event) {
        self.app.handle(event, self.now);
        if self.app.waits() {
            self.flush();
            self.app.handle(Event::Tick, self.now);
        }
        // A setting or a file is written by another thread.
        for _ in 0..PATIENCE.as_millis() / 10 {
            let held = self.app.cx().saver.status().pending && !self.app.is_exporting();
            if !self.app.waits() || held {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
            self.app.handle(Event::Tick, self.now);
        }
        self.effects.extend(self.app.take_effects());
    }

    /// Writes the focused text in the editor outside, which gives this back.
    pub fn write_outside(&mut self, text: &str) -> &mut Self {
        self.keys("<ctrl-e>");
        let Some(Effect::Edit { .. }) = self.effects.pop() else { panic!("no editor was asked for") };
        assert!(self.app.edited(Some(text), None, self.now), "it is kept");
        self.rest()
    }

    /// Ends the program and starts it again on the same journal.
    pub fn restart(mut self) -> Self {
        self.flush();
        let Self { now, home, setup, size, app, .. } = self;
        drop(app);
        setup.size(size.0, size.1).start(home, now)
    }

    /// Starts the program a second time on the same journal.
    pub fn second_window(&mut self) -> Self {
        self.flush();
        self.setup.clone().start(Rc::clone(&self.home), self.now)
    }

    /// Ends the program and starts it at this week's entry of an exercise.
    pub fn into_entry(mut self, exercise: &str) -> Self {
        self.flush();
        let Self { now, home, setup, app, .. } = self;
        drop(app);
        setup.at(exercise).start(home, now)
    }

    pub fn store(&self) -> &Store {
        &self.app.cx().store
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn journal(&self) -> PathBuf {
        setup::journal(self.home.path())
    }

    /// Gives the newest entry of an exercise.
    pub fn head(&self, exercise: &str) -> Head {
        self.heads(exercise).pop().expect("an entry")
    }

    /// Lists the entries of an exercise this week, oldest first.
    pub fn heads(&self, exercise: &str) -> Vec<Head> {
        let week = self.app.cx().this_week().expect("a week").label();
        let heads = self.store().of_week(week).expect("read");
        heads.into_iter().filter(|head| head.exercise == exercise).collect()
    }

    /// Gives the draft of the newest entry of an exercise.
    pub fn draft(&self, exercise: &str) -> Draft {
        self.store().draft(self.head(exercise).id).expect("read").expect("a draft")
    }

    pub fn paint(&self) -> (Buffer, Option<Position>) {
        self.paint_in(self.size.0, self.size.1)
    }

    /// Paints once in another theme.
    pub fn painted_in(&mut self, theme: Theme) -> Buffer {
        let own = self.app.wear(theme);
        let (buf, _) = self.paint();
        self.app.wear(own);
        buf
    }

    /// Paints into a terminal of some size, whatever size the screen was laid out for.
    pub fn paint_in(&self, columns: u16, rows: u16) -> (Buffer, Option<Position>) {
        let mut buf = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = self.app.paint(&mut buf, self.now);
        (buf, cursor)
    }

    /// Shows the screen as text, and where the cursor stands.
    pub fn screen(&self) -> String {
        let (buf, cursor) = self.paint();
        let cursor = cursor.map_or("no cursor".to_owned(), |at| format!("cursor {},{}", at.x, at.y));
        format!("{}\n{cursor}", dump::text(&buf))
    }

    /// Lists what stands out on the screen, in words.
    pub fn styled(&self) -> String {
        dump::styled(&self.paint().0)
    }

    /// Tells whether some words would stand on a screen that has room for them.
    pub fn asks(&mut self, words: &str) -> bool {
        let (columns, rows) = self.size;
        let found = dump::find(&self.resize(100, 40).paint().0, words).is_some();
        self.resize(columns, rows);
        found
    }

    /// Finds the first place on the screen where some words stand: column, row.
    pub fn find(&self, words: &str) -> (u16, u16) {
        dump::find(&self.paint().0, words).unwrap_or_else(|| panic!("`{words}` is not in\n{}", self.screen()))
    }

    #[track_caller]
    pub fn shows(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(words), "`{words}` is not in\n{screen}");
        self
    }

    #[track_caller]
    pub fn hides(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(words), "`{words}` is in\n{screen}");
        self
    }
}

/// Reads `jj<enter>hello<ctrl-s>`; a `<` that begins no key is itself.
fn parse(keys: &str) -> Vec<Key> {
    let mut list = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((key, after)) = named.and_then(|(name, after)| Some((name.parse().ok()?, after))) {
            list.push(key);
            rest = after;
        } else {
            let code = empathy::tui::input::Code::Char(c);
            list.push(Key::plain(code));
            rest = &rest[c.len_utf8()..];
        }
    }
    list
}
