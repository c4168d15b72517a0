//! The app: a screen, what lies over it, and what it was opened from. State in, picture out; it never touches the terminal.

mod palette;
mod view;

use std::time::Duration;

use ratatui::layout::Rect;

use super::action::{Action, Input, KeyContext};
use super::context::Context;
use super::dialog::{Asked, Dialog};
use super::help;
use super::input::{Event, MouseKind};
use super::keymap::Keymap;
use super::picker::Picker;
use super::route::{Answer, Effect, Route, Step};
use super::screens::drill_down::Behind;
use super::screens::log::Log;
use super::screens::palette::Palette;
use super::screens::practice::Practice;
use super::screens::progress::Progress;
use super::screens::review::Review;
use super::screens::search::Search;
use super::screens::today::Today;
use super::tabs::Tab;
use super::theme::{Role, Theme};
use crate::domain::time::Now;
use crate::error::{Error, Result};

/// After a pause this long, writing rests.
const REST: Duration = Duration::from_millis(400);
/// How often the app looks whether a draft is saved.
const SAVING: Duration = Duration::from_millis(60);
/// The last save on the way out may take this long before the person is asked.
const FLUSH: Duration = Duration::from_millis(1500);

/// The place the person is at.
#[derive(Debug)]
enum Screen {
    Today(Today),
    Log(Box<Log>),
    Progress(Box<Progress>),
    Behind(Behind),
    Review(Review),
    Practice(Box<Practice>),
    Search(Search),
    Palette(Palette),
}

/// The whole program, but for the terminal.
#[derive(Debug)]
pub struct App {
    cx: Context,
    keymap: Keymap,
    theme: Theme,
    screen: Screen,
    /// What to go back to.
    behind: Vec<Screen>,
    dialog: Option<Dialog<Answer>>,
    help: Option<u16>,
    said: Option<(String, Role)>,
    effects: Vec<Effect>,
    size: (u16, u16),
    last_input: Option<Duration>,
    rested: bool,
    over: bool,
}

impl App {
    /// Opens the app at a place.
    pub fn new(cx: Context, keymap: Keymap, theme: Theme, size: (u16, u16), route: Route) -> Result<Self> {
        let screen = Screen::Today(Today::open(None, &cx)?);
        let mut app = Self {
            cx,
            keymap,
            theme,
            screen,
            behind: Vec::new(),
            dialog: None,
            help: None,
            said: None,
            effects: Vec::new(),
            size,
            last_input: None,
            rested: true,
            over: false,
        };
        if !matches!(route, Route::Today(None)) {
            app.go(route)?;
        }
        app.arrange();
        Ok(app)
    }

    /// Tells whether the person is done.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Takes what is to be done outside the program.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Gives store, library and saver.
    pub fn cx(&self) -> &Context {
        &self.cx
    }

    /// Ends the app, and gives back store, library and saver.
    pub fn into_context(self) -> Context {
        self.cx
    }

    /// Returns how long to wait for the next event; `None` while nothing runs and the app may sleep.
    pub fn next_wakeup(&self, now: Now) -> Option<Duration> {
        let mut wait: Option<Duration> = None;
        let mut sooner = |other: Duration| wait = Some(wait.map_or(other, |w| w.min(other)));
        if let Screen::Practice(practice) = &self.screen {
            let status = self.cx.saver.status();
            if status.trouble.is_some() || practice.trouble().is_some() {
                sooner(Duration::from_millis(500));
            } else if status.pending {
                sooner(SAVING);
            }
            if practice.is_counting(now.mono) {
                sooner(Duration::from_millis(1000 - u64::from(now.mono.subsec_millis())));
            }
            if !self.rested {
                let since = self.last_input.map_or(REST, |last| now.mono.saturating_sub(last));
                sooner(REST.saturating_sub(since).max(Duration::from_millis(1)));
            }
        }
        wait
    }

    /// Handles one event. What fails is told; the app goes on.
    pub fn handle(&mut self, event: Event, now: Now) {
        self.cx.now = now;
        if let Err(error) = self.try_handle(event) {
            self.tell(&error);
        }
        if let Some((from, to)) = self.cx.saver.take_fork()
            && self.practices().any(|practice| practice.forked(from, &to))
        {
            let words = format!(
                "This entry is open in another window too: what you write here goes on as {}.",
                to.short
            );
            self.said = Some((words, Role::Warn));
        }
        self.arrange();
    }

    fn practices(&mut self) -> impl Iterator<Item = &mut Practice> {
        std::iter::once(&mut self.screen).chain(&mut self.behind).filter_map(Screen::practice)
    }

    fn tell(&mut self, error: &Error) {
        let hint = error.hint().map_or(String::new(), |hint| format!(" – {hint}"));
        self.said = Some((format!("{error}{hint}"), Role::Bad));
    }

    fn try_handle(&mut self, event: Event) -> Result<()> {
        let input = match event {
            Event::Resize(columns, rows) => {
                self.size = (columns, rows);
                return Ok(());
            }
            Event::Tick => return self.tick(),
            Event::Paste(text) => Input::Paste(text),
            Event::Mouse(mouse) => Input::Mouse(mouse),
            Event::Key(key) => match (self.keymap.action(&self.contexts(), key), key.typed()) {
                (Some(action), _) => Input::Do(action),
                (None, Some(c)) => Input::Char(c),
                (None, None) => return Ok(()),
            },
        };
        self.last_input = Some(self.cx.now.mono);
        self.rested = false;
        // Letting go of the mouse ends the click that something was just said about.
        if !matches!(&input, Input::Mouse(mouse) if mouse.kind == MouseKind::Release) {
            self.said = None;
        }
        if let Some(from) = self.help {
            self.scroll_help(from, &input);
            return Ok(());
        }
        if let Some(dialog) = &mut self.dialog {
            return match dialog.act(input) {
                Asked::Open => Ok(()),
                Asked::Away => {
                    self.dialog = None;
                    Ok(())
                }
                Asked::Answered(answer, typed) => {
                    self.dialog = None;
                    self.answered(&answer, &typed)
                }
            };
        }
        self.pass(input)
    }

    fn tick(&mut self) -> Result<()> {
        let resting = self.last_input.is_none_or(|last| self.cx.now.mono.saturating_sub(last) >= REST);
        if !resting {
            return Ok(());
        }
        self.rested = true;
        let cx = &mut self.cx;
        if let Screen::Practice(practice) = &mut self.screen {
            practice.update(Input::Rest, cx)?;
        }
        Ok(())
    }

    fn pass(&mut self, input: Input) -> Result<()> {
        let cx = &mut self.cx;
        let step = match &mut self.screen {
            Screen::Today(today) => today.update(&input, cx),
            Screen::Progress(progress) => progress.update(&input, cx),
            Screen::Behind(behind) => Ok(behind.update(&input)),
            Screen::Log(log) => log.update(&input, cx),
            Screen::Review(review) => review.update(&input, cx),
            Screen::Practice(practice) => practice.update(input.clone(), cx),
            Screen::Search(search) => search.update(&input, cx),
            Screen::Palette(palette) => palette.update(&input, cx),
        }?;
        match (step, input) {
            (Step::Ignored, Input::Do(action)) => self.do_anywhere(action),
            (step, _) => self.take(step),
        }
    }

    fn take(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Stay | Step::Ignored => {}
            Step::Open(route) => self.go(route)?,
            Step::Back => self.back()?,
            Step::BackSaying(words) => {
                self.back()?;
                self.said = Some((words, Role::Good));
            }
            Step::Below(below) => self.go_below(below)?,
            Step::Ask(dialog) => self.dialog = Some(*dialog),
            Step::Say(words, role) => self.said = Some((words, role)),
            Step::Run(Effect::Export { path, text, over }) => self.export(&path, &text, over),
            Step::Run(effect) => self.effects.push(effect),
            Step::RunSaying(effect, words) => {
                self.effects.push(effect);
                self.said = Some((words, Role::Plain));
            }
        }
        Ok(())
    }

    fn do_anywhere(&mut self, action: Action) -> Result<()> {
        match action {
            Action::Help => self.help = Some(0),
            Action::Quit | Action::Copy => self.quit(),
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Back => self.back()?,
            Action::Capture if !self.screen.lies_over() => self.go(Route::Capture)?,
            Action::Search if !self.screen.lies_over() => self.go(Route::Search)?,
            Action::Palette => self.go(Route::Palette)?,
            Action::NextPlace => {
                if let Some(spot) = self.screen.spot() {
                    self.visit(spot.next())?;
                }
            }
            action => {
                if let Some(spot) = Tab::of(action) {
                    self.visit(spot)?;
                }
            }
        }
        Ok(())
    }

    /// Goes to a place of the bar; nothing is left to go back to.
    fn visit(&mut self, spot: Tab) -> Result<()> {
        if self.screen.spot().is_none() {
            return Ok(());
        }
        self.screen = self.open(spot.route(self.screen.week()))?;
        self.behind.clear();
        Ok(())
    }

    fn go(&mut self, route: Route) -> Result<()> {
        if self.come_back(&route) {
            return Ok(());
        }
        let screen = self.open(route)?;
        self.behind.push(std::mem::replace(&mut self.screen, screen));
        Ok(())
    }

    /// Comes back to an entry that is open further back: twice in one window, the one would overtake the other.
    fn come_back(&mut self, route: &Route) -> bool {
        let (Route::Entry(id, _) | Route::Passage(id, _)) = route else { return false };
        let is_it = |screen: &Screen| matches!(screen, Screen::Practice(open) if open.entry() == Some(*id));
        if !is_it(&self.screen) {
            let Some(index) = self.behind.iter().rposition(is_it) else { return false };
            self.behind.truncate(index + 1);
            if let Some(screen) = self.behind.pop() {
                self.screen = screen;
            }
        }
        if let (Screen::Practice(practice), Route::Passage(_, passage)) = (&mut self.screen, route) {
            practice.show(passage);
        }
        true
    }

    fn open(&self, route: Route) -> Result<Screen> {
        let cx = &self.cx;
        Ok(match route {
            Route::Today(week) => Screen::Today(Today::open(week, cx)?),
            Route::Log(measure) => Screen::Log(Box::new(Log::open(measure.as_deref(), cx)?)),
            Route::Progress(section) => Screen::Progress(Box::new(Progress::open(section.as_deref(), cx)?)),
            Route::Behind(title, source) => Screen::Behind(Behind::open(title, source, cx)?),
            Route::Review(week) => Screen::Review(Review::open(week, cx)?),
            Route::Search => Screen::Search(Search::open(cx)?),
            Route::Palette => Screen::Palette(self.palette()?),
            Route::Begin(id, week) => {
                let loaded = cx.catalog.find(&id)?.clone();
                let week = match week {
                    Some(week) => week,
                    None => cx.this_week()?,
                };
                Screen::Practice(Box::new(Practice::begin(loaded, week)))
            }
            Route::Capture => {
                let loaded = cx.catalog.captured()?.clone();
                let small = Practice::capture(loaded, cx.this_week()?).ok_or_else(|| {
                    Error::unknown(
                        "what the plan captures has no small form",
                        "give some of its fields `quick = true`",
                    )
                })?;
                Screen::Practice(Box::new(small))
            }
            Route::Entry(id, place) => {
                Screen::Practice(Box::new(Practice::open(id, place.as_ref(), cx.this_week()?, cx)?))
            }
            Route::Passage(id, passage) => {
                let mut practice = Practice::open(id, None, cx.this_week()?, cx)?;
                practice.show(&passage);
                Screen::Practice(Box::new(practice))
            }
        })
    }

    fn back(&mut self) -> Result<()> {
        if let Some(screen) = self.behind.pop() {
            self.screen = screen;
        } else if !matches!(self.screen, Screen::Today(_)) {
            self.screen = self.open(Route::Today(None))?;
        }
        let cx = &self.cx;
        match &mut self.screen {
            Screen::Today(today) => today.reload(cx)?,
            Screen::Log(log) => log.reload(cx)?,
            Screen::Progress(progress) => progress.load(cx)?,
            Screen::Behind(behind) => behind.load(cx)?,
            Screen::Review(review) => *review = Review::open(Some(review.week()), cx)?,
            Screen::Search(search) => search.look(cx)?,
            Screen::Practice(_) | Screen::Palette(_) => {}
        }
        Ok(())
    }

    fn answered(&mut self, answer: &Answer, typed: &str) -> Result<()> {
        if *answer == Answer::QuitUnsaved {
            self.over = true;
            return Ok(());
        }
        let cx = &mut self.cx;
        let step = match &mut self.screen {
            Screen::Today(today) => today.answered(answer, cx)?,
            Screen::Log(log) => log.answered(answer, typed, cx)?,
            Screen::Review(review) => review.answered(answer, typed),
            Screen::Practice(practice) => practice.answered(answer, typed, cx)?,
            Screen::Search(_) | Screen::Palette(_) | Screen::Progress(_) | Screen::Behind(_) => Step::Stay,
        };
        self.take(step)
    }

    /// Leaves, once everything is saved; asks if it cannot be.
    fn quit(&mut self) {
        let cx = &mut self.cx;
        let open = std::iter::once(&mut self.screen).chain(&mut self.behind);
        let settled = open.filter_map(Screen::practice).try_for_each(|practice| practice.settle(cx));
        let flushed = settled.is_ok() && self.cx.saver.flush(FLUSH);
        if flushed {
            self.over = true;
            return;
        }
        let cause =
            settled.err().map_or_else(|| "The last words are not on disk yet.".to_owned(), |e| e.to_string());
        let lines =
            vec![cause, "Stay to try again; Ctrl-O writes what is on the screen to a file.".to_owned()];
        let answers = vec![("Stay", Answer::Nothing), ("Leave without saving", Answer::QuitUnsaved)];
        self.dialog = Some(Dialog::new("Not everything is saved", lines, answers));
    }

    fn export(&mut self, path: &std::path::Path, text: &str, over: bool) {
        match super::effects::export(path, text, over) {
            Ok(()) => self.said = Some((format!("written to {}", path.display()), Role::Good)),
            Err(_) if !over && path.is_file() => {
                let lines = vec![format!("{} is there already.", path.display())];
                let answers =
                    vec![("Leave it", Answer::Nothing), ("Replace it", Answer::ExportOver(path.to_owned()))];
                self.dialog = Some(Dialog::new("Replace the file?", lines, answers));
            }
            Err(error) => {
                // What was typed stays to be mended.
                let lines = vec![error.to_string(), "Another name, or another folder?".to_owned()];
                let answers = vec![("Write", Answer::ExportTo), ("Leave it", Answer::Nothing)];
                let typed = path.display().to_string();
                self.dialog = Some(Dialog::new("It could not be written", lines, answers).typing(&typed));
            }
        }
    }

    /// Takes over what the person wrote in their editor.
    pub fn edited(&mut self, text: Option<&str>, say: Option<String>, now: Now) -> bool {
        self.cx.now = now;
        let cx = &mut self.cx;
        if let (Some(text), Screen::Practice(practice)) = (text, &mut self.screen)
            && let Err(error) = practice.edited(text, cx)
        {
            self.tell(&error);
        }
        if let Some(say) = say {
            self.said = Some((say, Role::Warn));
        }
        self.arrange();
        self.cx.saver.flush(FLUSH)
    }

    /// Tells something at the beginning.
    pub fn greet(&mut self, words: &str) {
        self.said = Some((words.to_owned(), Role::Warn));
    }

    /// Tells what went wrong outside.
    pub fn failed(&mut self, error: &Error) {
        self.tell(error);
    }

    fn scroll_help(&mut self, from: u16, input: &Input) {
        let last = help::last_row(&self.keymap, &self.screen_contexts(), self.area());
        self.help = match input {
            Input::Do(Action::Down | Action::RowDown) => Some((from + 1).min(last)),
            Input::Do(Action::PageDown | Action::NextPage) => Some((from + 10).min(last)),
            Input::Do(Action::Up | Action::RowUp) => Some(from.saturating_sub(1)),
            Input::Do(Action::PageUp | Action::PreviousPage) => Some(from.saturating_sub(10)),
            Input::Mouse(mouse) if mouse.kind == MouseKind::WheelDown => Some((from + 3).min(last)),
            Input::Mouse(mouse) if mouse.kind == MouseKind::WheelUp => Some(from.saturating_sub(3)),
            Input::Mouse(_) => Some(from),
            _ => None,
        };
    }

    fn screen_contexts(&self) -> Vec<KeyContext> {
        match &self.screen {
            Screen::Today(_) => Today::contexts(),
            Screen::Log(log) => log.contexts(),
            Screen::Review(_) => Review::contexts(),
            Screen::Practice(practice) => practice.contexts(),
            Screen::Progress(_) => Progress::contexts(),
            Screen::Search(_) | Screen::Palette(_) | Screen::Behind(_) => Picker::contexts(),
        }
    }

    fn contexts(&self) -> Vec<KeyContext> {
        match &self.dialog {
            Some(dialog) if dialog.is_typing() => {
                vec![KeyContext::Writing, KeyContext::Form, KeyContext::Dialog, KeyContext::Anywhere]
            }
            Some(_) => vec![KeyContext::Dialog, KeyContext::Anywhere],
            None if self.help.is_some() => vec![KeyContext::Anywhere],
            None => self.screen_contexts(),
        }
    }

    fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }
}
