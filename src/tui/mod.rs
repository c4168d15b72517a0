//! The journal in the terminal. This is the loop: draw, wait for an event, handle it, do what it asks for outside.
//!
//! ```text
//!   terminal.rs  events in, frames out         keymap.rs   key + contexts ─► action
//!   app/         the screen, what lies over it, what it was opened from; what is being written
//!   screens/     one each: update(input, cx) ─► Outcome, draw(&self), next_wakeup
//!   outcome.rs   what an input came to         route.rs    where a screen can lead
//!   form/        a page of an exercise         text/       the area people write in
//!   dialog.rs    questions                     help.rs     the keys that work here
//!   list.rs      a list with a mark            picker.rs   a line to type in over a list
//!   fuzzy.rs     how well what is typed fits     find.rs      where words stand in lines
//!   filters.rs   what a list can be narrowed to
//!   page.rs      how an entry reads              reader.rs    lines being read and searched
//!   window.rs    a long list, some of it in memory
//!   undo.rs      what was done here, undone      changes.rs   how a change reads
//!   footer.rs    keys and messages in the last rows
//!   effects.rs   files and documents           theme/      styles by role and surface, themes as files
//!   personal.rs  the person's own theme and keys
//!   background.rs  the terminal's answer       widgets/    the parts that screens are composed of
//! ```
//!
//! Architecture invariant: drawing changes nothing and asks no store and no clock. Screens only read the journal; what they
//! want written they return as an `Outcome::Write`.

pub mod action;
pub mod app;
pub(crate) mod background;
pub(crate) mod changes;
pub mod context;
pub(crate) mod dialog;
pub mod effects;
pub(crate) mod filters;
pub(crate) mod find;
pub(crate) mod footer;
pub mod form;
pub(crate) mod fuzzy;
pub(crate) mod help;
pub mod input;
pub mod keymap;
pub(crate) mod list;
pub mod no_query_backend;
pub mod one_write;
pub(crate) mod outcome;
pub(crate) mod page;
pub mod personal;
pub(crate) mod picker;
pub(crate) mod reader;
pub mod route;
pub(crate) mod screens;
pub mod terminal;
pub mod text;
pub mod theme;
pub(crate) mod undo;
pub mod widgets;
pub(crate) mod window;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::sys::clock::Clock;
use crate::sys::{editor, viewer};
use app::App;
use context::Context;
use input::Event;
use route::{Destination, Effect, Route};
use terminal::{LAST_SAVE, Terminal};
use theme::Theme;

/// How many events that are waiting are handled before the next frame.
const BURST: usize = 64;
/// How soon an event has to come to be one of a burst. No time at all, and crossterm would not look; every frame waits
/// this long, so it is short. If the machine is so busy that it passes unused, only one more frame is drawn.
const SOON: Duration = Duration::from_micros(100);

/// While so young, an answer of the terminal may be on its way, and would be printed after the program has left.
const YOUNG: Duration = Duration::from_secs(1);
/// How long it is waited for then.
const LAST_ANSWER: Duration = Duration::from_millis(50);

/// What the loop needs from outside.
#[derive(Debug)]
pub struct Outside {
    /// The clock.
    pub clock: Clock,
    /// The editor that the environment names, for those who set none.
    pub editor: Option<String>,
    /// The private folder for texts that are open in it.
    pub editing: PathBuf,
    /// What is to be told at the beginning, one after the other.
    pub notices: Vec<String>,
    /// Whether the terminal is asked for its background.
    pub asks: bool,
}

/// Runs the journal in the terminal until the person leaves. Returns the journal to open next, if one is; the terminal is kept for it.
pub fn run(
    cx: Context,
    theme: Theme,
    route: Route,
    outside: &Outside,
    kept: &mut Option<Terminal>,
) -> Result<Option<Destination>> {
    let entered = outside.clock.now().mono;
    let terminal = match kept.take() {
        Some(terminal) => kept.insert(terminal),
        None => kept.insert(Terminal::enter(cx.settings.mouse, outside.asks)?),
    };
    let saver = cx.saver.clone();
    terminal::guard(&saver)?;
    terminal::guard_panics();
    let mut app = App::new(cx, theme, terminal.size()?, route)?;
    app.greet(&outside.notices);
    // Most terminals have answered by now, and the first frame has the right colours.
    if let Some(event) = terminal.early_answer(SOON)? {
        app.handle(event, outside.clock.now());
    }
    let left = attend(terminal, &mut app, outside);
    if left.is_err() {
        // The guards hold the saver too, so that dropping the app does not wait for it.
        saver.flush(LAST_SAVE);
    }
    if outside.clock.now().mono.saturating_sub(entered) < YOUNG {
        terminal.hear_out(LAST_ANSWER);
    }
    let (cx, next) = app.into_parts();
    let next = next.filter(|_| left.is_ok());
    if next.is_none() {
        *kept = None;
    }
    // What cannot be done now is done at the next leaving.
    let now = outside.clock.now().wall;
    if let Some(write) = crate::app::trash::expire(&cx.store, cx.settings.trash_days, now) {
        drop(saver.ask(Arc::new(write), now));
        saver.flush(LAST_SAVE);
    }
    // Whoever copies the one file gets everything. Where it cannot be done now, it is done at the next opening.
    let _ = cx.store.fold();
    left.map(|()| next)
}

/// Draws and handles events until the person leaves, or the terminal is gone.
fn attend(terminal: &mut Terminal, app: &mut App, outside: &Outside) -> Result<()> {
    while !app.is_over() {
        let now = outside.clock.now();
        terminal.draw(|frame| app.draw(frame, now))?;
        let mut next = Some(terminal.next(app.next_wakeup(now))?);
        let mut handled = 0;
        while let Some(event) = next.take() {
            fail_point(&event);
            if matches!(event, Event::Resize(..)) {
                // It may have shrunk and grown again: of the same size, but with its edges cut off.
                terminal.repaint()?;
            }
            app.handle(event, outside.clock.now());
            let effects = app.take_effects();
            let done = app.is_over() || !effects.is_empty();
            for effect in effects {
                perform(effect, terminal, app, outside);
            }
            handled += 1;
            // What is taken from the terminal is handled: an event is only asked for if it still fits.
            if !done && handled < BURST {
                next = match terminal.next(Some(SOON))? {
                    Event::Tick => None,
                    event => Some(event),
                };
            }
        }
    }
    Ok(())
}

/// Does what an effect asks for. What fails is told in the app.
fn perform(effect: Effect, terminal: &mut Terminal, app: &mut App, outside: &Outside) {
    let done = match effect {
        Effect::Edit { text, name } => edit(&text, &name, terminal, app, outside),
        Effect::Copy(text) => terminal.copy(&text),
        Effect::Show(path) => show(&path),
        Effect::Bell => terminal.ring(),
        Effect::Suspend => terminal.suspend(),
        Effect::ListenToMouse(on) => terminal.listen_to_mouse(on),
    };
    if let Err(error) = done {
        app.failed(&error);
    }
    if let Ok((columns, rows)) = terminal.size() {
        app.handle(Event::Resize(columns, rows), outside.clock.now());
    }
}

/// Opens a file in the browser, or wherever such files are read.
fn show(path: &Path) -> Result<()> {
    if viewer::open(path) {
        return Ok(());
    }
    let what = format!("there is no `{}` on this machine to open the file with", viewer::COMMAND);
    Err(Error::usage(what, format!("open it yourself: {}", path.display())))
}

fn edit(text: &str, name: &str, terminal: &mut Terminal, app: &mut App, outside: &Outside) -> Result<()> {
    terminal::restore();
    let command = app.cx().settings.editor_over(outside.editor.as_deref());
    let keep = |text: &str| {
        app.edited(Some(text), None, outside.clock.now());
    };
    let edited = editor::edit(&command, &outside.editing, name, text, || outside.clock.now().mono, keep);
    terminal.resume_after_editor()?;
    let edited = edited?;
    if let Some(late) = edited.late() {
        app.await_late_text(late);
    }
    let kept = app.edited(edited.text.as_deref(), edited.told(), outside.clock.now());
    if kept {
        edited.put_away();
    }
    Ok(())
}

/// Fails on purpose, so that tests can prove what a panic leaves behind. Not there in a release.
#[cfg(debug_assertions)]
fn fail_point(event: &Event) {
    let wanted = std::env::var("EMPATHY_FAILPOINT").is_ok_and(|point| point == "panic-on-f12");
    assert!(
        !(wanted && *event == Event::Key(input::Key::plain(input::Code::F(12)))),
        "the fail point was reached"
    );
}

#[cfg(not(debug_assertions))]
fn fail_point(_: &Event) {}
