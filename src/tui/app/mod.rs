//! The app: a screen, what lies over it, and what it was opened from. State in, picture out; it never touches the terminal.

mod exports;
mod journals;
mod routes;
mod settings;
mod view;
mod writes;

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use self::exports::Exporting;
use self::journals::Arriving;
use self::writes::Waiting;
use super::action::{Action, Input, KeyContext};
use super::context::Context;
use super::dialog::Dialog;
use super::help::{self, Help};
use super::input::{Event, MouseKind};
use super::outcome::Outcome;
use super::route::{Answer, Destination, Effect, Route};
use super::screens::practice::Practice;
use super::screens::{Screen, View};
use super::theme::{Role, Theme};
use crate::db::{PersonEdit, Write};
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::sys::settings::Writer;

/// The last save on the way out may take this long before the person is asked.
const FLUSH: Duration = Duration::from_millis(1500);

/// How often the clock is looked at while nothing happens: a machine that slept, or a clock that was set, rings no bell.
const WATCH: Duration = Duration::from_secs(5 * 60);

/// How often it is looked for what an editor saves late.
const LATE: Duration = Duration::from_secs(1);

/// The whole program, but for the terminal.
#[derive(Debug)]
pub struct App {
    cx: Context,
    /// The day that the screens show.
    day: NaiveDate,
    theme: Theme,
    screen: Screen,
    /// The screens to go back to, the nearest last.
    back_stack: Vec<Screen>,
    dialog: Option<Dialog>,
    /// The first row of the help that shows, while it does.
    help: Option<u16>,
    message: Option<(String, Role)>,
    /// What is to be told once nothing else is, one after the other.
    notices: VecDeque<String>,
    /// Where texts are told of that an editor saves late.
    late: Vec<Receiver<String>>,
    /// The file that is being written.
    exporting: Option<Exporting>,
    waiting: Waiting,
    /// The thread that writes settings, once one was chosen.
    settings_file: Option<Writer>,
    effects: Vec<Effect>,
    size: (u16, u16),
    over: bool,
    /// The journal that is opened once this one is left.
    next: Option<Destination>,
    sample: Arriving,
}

impl App {
    /// Opens the app at a place.
    pub fn new(cx: Context, theme: Theme, size: (u16, u16), route: Route) -> Result<Self> {
        let mut app = Self {
            screen: Screen::open(Route::Today(None), &cx)?,
            day: cx.today(),
            cx,
            theme,
            back_stack: Vec::new(),
            dialog: None,
            help: None,
            message: None,
            notices: VecDeque::new(),
            late: Vec::new(),
            exporting: None,
            waiting: Waiting::default(),
            settings_file: None,
            effects: Vec::new(),
            size,
            over: false,
            next: None,
            sample: Arriving::No,
        };
        if !matches!(route, Route::Today(None)) {
            app.go(route)?;
        }
        app.arrange();
        Ok(app)
    }

    /// Returns whether the person has left.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// Returns whether something that was asked of the journal, a setting, or a file is not written yet.
    pub fn waits(&self) -> bool {
        !self.waiting.is_empty() || self.settings_wait() || self.is_exporting()
    }

    /// Takes what is to be done outside the program.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Returns journal, exercises and saver.
    pub fn cx(&self) -> &Context {
        &self.cx
    }

    /// Ends the app and returns journal, exercises and saver, and the journal to open next.
    pub fn into_parts(mut self) -> (Context, Option<Destination>) {
        // Where the terminal is gone, nobody can be told what failed.
        let _ = self.follow_settings(FLUSH);
        (self.cx, self.next)
    }

    /// Returns how long to wait for the next event; `None` while nothing runs and the app may sleep.
    pub fn next_wakeup(&self, now: Now) -> Option<Duration> {
        let waits = (self.waits() || self.sample.is_making()).then_some(writes::LOOK);
        let midnight = now.wall.until_next_day(self.cx.settings.day_starts).min(WATCH);
        let late = (!self.late.is_empty()).then_some(LATE);
        self.screen.next_wakeup(&self.cx, now).into_iter().chain(waits).chain(late).chain([midnight]).min()
    }

    /// Handles one event. An error becomes a message; the app goes on.
    pub fn handle(&mut self, event: Event, now: Now) {
        self.cx.now = now;
        if matches!(event, Event::Key(_) | Event::Paste(_)) {
            self.sample.go_on();
        }
        let done = [
            self.follow_day(),
            self.try_handle(event),
            self.follow_export(Duration::ZERO),
            self.follow_writes(Duration::ZERO),
            self.follow_settings(Duration::ZERO),
            self.follow_sample(),
        ];
        for done in done {
            if let Err(error) = done {
                self.failed(&error);
            }
        }
        if let Some((from, to)) = self.cx.saver.take_fork()
            && self.practices().any(|practice| practice.forked(from, &to))
        {
            let message = format!(
                "This entry is open in another window too. What you write here is kept as {} from now on.",
                to.short
            );
            self.message = Some((message, Role::Warn));
        }
        self.tell_next();
        self.arrange();
    }

    /// Shows another day once it is one: midnight has passed, the machine travelled, or its clock was set.
    fn follow_day(&mut self) -> Result<()> {
        let today = self.cx.today();
        if std::mem::replace(&mut self.day, today) == today {
            return Ok(());
        }
        let mut open = self.back_stack.iter_mut().chain([&mut self.screen]);
        open.try_for_each(|screen| screen.reload(&self.cx))
    }

    fn practices(&mut self) -> impl Iterator<Item = &mut Practice> {
        std::iter::once(&mut self.screen).chain(&mut self.back_stack).filter_map(Screen::practice)
    }

    fn try_handle(&mut self, event: Event) -> Result<()> {
        let input = match event {
            Event::Resize(columns, rows) => {
                self.size = (columns, rows);
                return Ok(());
            }
            Event::Background { light } => {
                self.cx.personal.light = light;
                return self.set(self.cx.settings.clone());
            }
            Event::Tick => return self.pass(Input::Tick(self.cx.now)),
            Event::Paste(text) => Input::Paste(text),
            Event::Mouse(mouse) => Input::Mouse(mouse),
            Event::Key(key) => match (self.cx.keymap.action(&self.contexts(), key), key.typed()) {
                (Some(action), _) => Input::Do(action),
                (None, Some(c)) => Input::Char(c),
                (None, None) => return Ok(()),
            },
        };
        // Letting go of the mouse ends the click that something was just said about.
        if !matches!(&input, Input::Mouse(mouse) if mouse.kind == MouseKind::Release) {
            self.message = None;
        }
        if let Some(from) = self.help {
            self.scroll_help(from, &input);
            return Ok(());
        }
        match &mut self.dialog {
            Some(dialog) => {
                let outcome = dialog.act(&input);
                self.take(outcome)
            }
            None => match self.tab_hit(&input) {
                Some(action) => self.go_to_tab(action),
                None => self.pass(input),
            },
        }
    }

    /// Returns the tab that is clicked, if one is.
    fn tab_hit(&self, input: &Input) -> Option<Action> {
        let Input::Mouse(mouse) = input else { return None };
        let at = Position::new(mouse.column, mouse.row);
        let hit = mouse.kind == MouseKind::Press && self.screen.tab().is_some();
        self.tab_places().find(|(_, place, _)| hit && place.contains(at)).map(|(action, ..)| action)
    }

    /// Passes an input to the screen, and does what it leaves to the app.
    fn pass(&mut self, input: Input) -> Result<()> {
        let anywhere = if let Input::Do(action) = input { Some(action) } else { None };
        let undoes = matches!(anywhere, Some(Action::TakeBack | Action::DoAgain));
        if undoes && self.waits() && !self.screen.labels() {
            return self.take(Outcome::Warn(writes::NOT_YET.to_owned()));
        }
        match (self.screen.update(input, &mut self.cx)?, anywhere) {
            (Outcome::Ignored, Some(action)) => self.do_anywhere(action),
            (outcome, _) => self.take(outcome),
        }
    }

    fn take(&mut self, outcome: Outcome) -> Result<()> {
        match outcome {
            Outcome::Ignored | Outcome::Moved | Outcome::Changed | Outcome::Chosen | Outcome::Finish => {}
            Outcome::Copied(text) | Outcome::Cut(text) => self.effects.push(Effect::Copy(text)),
            Outcome::CopiedSaying(text, message) => {
                self.effects.push(Effect::Copy(text));
                self.message = Some((message, Role::Plain));
            }
            Outcome::Say(message) => self.message = Some((message, Role::Plain)),
            Outcome::Confirm(message) => self.message = Some((message, Role::Good)),
            Outcome::Warn(message) => self.message = Some((message, Role::Warn)),
            Outcome::Ask(dialog) => self.dialog = Some(*dialog),
            Outcome::Answered(answer, typed) => return self.answered(&answer, &typed),
            Outcome::Open(route) => self.go(route)?,
            Outcome::Neighbour(by) => self.read_neighbour(by)?,
            Outcome::Back(message) => {
                self.back()?;
                if let Some(message) = message {
                    self.message = Some((message, Role::Good));
                }
            }
            Outcome::Close(next) => self.close(next)?,
            Outcome::Visit(route) => self.visit(route)?,
            Outcome::Write(write, done) => self.write(*write, *done)?,
            Outcome::OpenJournal(path) => self.leave(Some(Destination::Journal(path)))?,
            Outcome::OpenSample => self.open_sample()?,
            Outcome::Run(effect) => self.effects.push(effect),
            Outcome::Set(settings, change) => self.choose(*settings, change)?,
        }
        Ok(())
    }

    fn do_anywhere(&mut self, action: Action) -> Result<()> {
        match action {
            Action::Help => self.help = Some(0),
            Action::Quit | Action::Copy => self.quit()?,
            Action::Suspend => self.effects.push(Effect::Suspend),
            Action::Back => self.back()?,
            Action::Capture if !self.screen.lies_over() => self.go(Route::Capture(None))?,
            Action::Search if !self.screen.lies_over() => self.go(Route::Search)?,
            Action::Palette => self.open_palette()?,
            Action::Library if !self.screen.lies_over() => self.go(Route::Library)?,
            Action::Sources if !self.screen.lies_over() => self.go(Route::Sources)?,
            Action::Settings if !self.screen.lies_over() => self.go(Route::Settings)?,
            Action::Journals if !self.screen.lies_over() => self.go(Route::Journals)?,
            Action::ImportComplaints if !self.screen.lies_over() => self.go(Route::ImportComplaints)?,
            Action::Sample => self.open_sample()?,
            Action::Tour => self.take_tour()?,
            action => self.go_to_tab(action)?,
        }
        Ok(())
    }

    fn answered(&mut self, answer: &Answer, typed: &str) -> Result<()> {
        self.dialog = None;
        match answer {
            Answer::QuitUnsaved => self.over = true,
            Answer::ExportTo(paper) => self.export(typed.trim().into(), paper, false),
            Answer::ExportOver(path, paper) => self.export(path.clone(), paper, true),
            Answer::Declare(name) => {
                let said = Outcome::Confirm(format!("{name} has an alias now; write the file again"));
                return self.write(Write::People(PersonEdit::Add(name.clone(), None)), said);
            }
            _ => {
                let outcome = self.screen.answered(answer, typed, &mut self.cx)?;
                return self.take(outcome);
            }
        }
        Ok(())
    }

    /// Draws by another theme from now on, and gives the one before.
    pub fn wear(&mut self, theme: Theme) -> Theme {
        std::mem::replace(&mut self.theme, theme)
    }

    /// Leaves for another journal, if one is given, once everything is written; asks if it cannot be.
    fn leave(&mut self, next: Option<Destination>) -> Result<()> {
        self.next = next;
        self.follow_export(FLUSH)?;
        self.follow_writes(Duration::ZERO)?;
        let cx = &mut self.cx;
        let open = std::iter::once(&mut self.screen).chain(&mut self.back_stack);
        let lost = open.filter_map(Screen::practice).filter_map(|practice| practice.hand_over(cx)).last();
        let flushed = self.cx.saver.flush(FLUSH);
        self.follow_writes(Duration::ZERO)?;
        self.follow_settings(FLUSH)?;
        if flushed && lost.is_none() && !self.settings_wait() {
            self.over = true;
            return Ok(());
        }
        let cause = lost
            .or(self.cx.saver.status().trouble)
            .map_or_else(|| "Your latest changes are not on disk yet.".to_owned(), |e| e.to_string());
        let key = self.cx.keymap.name(&self.screen.contexts(), Action::Export);
        let settings = self.settings_wait().then(|| "Not done yet: change the file of settings.".to_owned());
        let lines = std::iter::once(cause).chain(self.waiting.sentences()).chain(settings);
        let stay = format!("Stay to try again. {key} writes what is on the screen to a file.");
        let lines = lines.chain([stay]).collect();
        let answers = vec![("Stay here", Answer::Nothing), ("Leave without saving", Answer::QuitUnsaved)];
        self.dialog = Some(Dialog::new("Not everything is saved", lines, answers));
        Ok(())
    }

    /// Takes over what the person wrote in their editor. Returns whether it is on disk.
    pub fn edited(&mut self, text: Option<&str>, message: Option<String>, now: Now) -> bool {
        self.cx.now = now;
        let cx = &mut self.cx;
        if let (Some(text), Screen::Practice(practice)) = (text, &mut self.screen)
            && let Err(error) = practice.edited(text, cx)
        {
            self.failed(&error);
        }
        if let Some(message) = message {
            self.message = Some((message, Role::Warn));
        }
        self.arrange();
        self.cx.saver.flush(FLUSH)
    }

    /// Shows messages at the beginning, one after the other.
    pub fn greet(&mut self, messages: &[String]) {
        self.notices.extend(messages.iter().cloned());
        self.tell_next();
    }

    /// Waits for a text that an editor saves late.
    pub fn await_late_text(&mut self, late: Receiver<String>) {
        self.late.push(late);
    }

    /// Tells what is to be told next, unless something else is.
    fn tell_next(&mut self) {
        let notices = &mut self.notices;
        self.late.retain(|late| match late.try_recv() {
            Ok(notice) => {
                notices.push_back(notice);
                false
            }
            Err(cause) => cause == TryRecvError::Empty,
        });
        self.message = self.message.take().or_else(|| Some((self.notices.pop_front()?, Role::Warn)));
    }

    /// Shows what went wrong.
    pub fn failed(&mut self, error: &Error) {
        self.message = Some((error.with_hint(), Role::Bad));
    }

    fn scroll_help(&mut self, from: u16, input: &Input) {
        let contexts = self.screen.contexts();
        let last = help::last_row(self.help(&contexts), self.area());
        let to = input.moves(usize::from(from), usize::from(last) + 1, (10, 3));
        self.help = match (to, input) {
            (Some(to), _) => u16::try_from(to).ok(),
            (None, Input::Mouse(_)) => Some(from),
            _ => None,
        };
    }

    fn contexts(&self) -> Vec<KeyContext> {
        match &self.dialog {
            Some(dialog) => dialog.contexts(),
            None if self.help.is_some() => vec![KeyContext::Anywhere],
            None => self.screen.contexts(),
        }
    }

    fn help<'a>(&'a self, contexts: &'a [KeyContext]) -> Help<'a> {
        Help { keymap: &self.cx.keymap, contexts, which: &self.cx.which }
    }

    fn area(&self) -> Rect {
        Rect::new(0, 0, self.size.0, self.size.1)
    }
}
