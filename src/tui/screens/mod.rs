//! The screens, a folder or file each, and what each is to the app. A new screen is its file and one line of
//! `screens!` here, with a [`Route`] that leads to it. A screen never names another: it opens a route.

pub mod list_overlay;

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input, KeyContext};
use super::context::{Context, DrawContext};
use super::outcome::Outcome;
use super::route::{Answer, Route};
use super::theme::Role;
use crate::db::{Write, Written};
use crate::domain::entry::State;
use crate::domain::id::EntryId;
use crate::domain::plan::Week;
use crate::domain::time::Now;
use crate::error::Result;

/// A place of the bar.
#[derive(Debug, Clone, Copy)]
pub struct Tab {
    pub action: Action,
    pub label: &'static str,
    /// The way there; the week is the one that was looked at.
    pub route: fn(Option<Week>) -> Route,
}

/// How much of the terminal a screen takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All between the bar and the footer.
    Page,
    /// All above the footer.
    Full,
    /// A frame over the screen it was opened from, within a margin of the terminal and of at most so many columns and
    /// rows.
    Over { margin: u16, most: (u16, u16) },
}

impl Extent {
    /// Returns the part of the terminal that a screen of this extent gets.
    pub fn area(self, terminal: Rect) -> Rect {
        let top = match self {
            Self::Page => 1,
            Self::Full => 0,
            Self::Over { margin, most } => {
                let width = terminal.width.saturating_sub(margin).min(most.0);
                let height = terminal.height.saturating_sub(4).min(most.1);
                return Rect::new(
                    (terminal.width - width) / 2,
                    (terminal.height - height) / 2,
                    width,
                    height,
                );
            }
        };
        let height = terminal.height.saturating_sub(top + 1);
        Rect::new(0, top.min(terminal.height), terminal.width, height)
    }
}

/// What a screen is to the app. Drawing changes nothing.
pub trait View {
    /// Its place in the bar, if it has one.
    const TAB: Option<Tab> = None;

    /// Takes an input.
    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome>;

    /// Takes the answer to a question it asked, with what was typed.
    fn answered(&mut self, _: &Answer, _: &str, _: &mut Context) -> Result<Outcome> {
        Ok(Outcome::Moved)
    }

    /// Follows that something could not be written.
    fn refused(&mut self, _: &Write, _: &Context) -> Result<()> {
        Ok(())
    }

    /// Returns whether it labels complaints: it shows what a label, or an undo, comes to before it is written, and those
    /// are written in their order however quick they come.
    fn labels(&self) -> bool {
        false
    }

    /// Follows what was written to the journal, and returns what it comes to: `done`, as a rule.
    fn wrote(&mut self, _: &Write, _: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
        self.reload(cx)?;
        Ok(done)
    }

    /// Marks the entry before or after the one that is marked, and returns it; `None` where there is none.
    fn neighbour(&mut self, _: isize, _: &Context) -> Result<Option<EntryId>> {
        Ok(None)
    }

    /// Reads again what it shows, after something over it closed.
    fn reload(&mut self, _: &Context) -> Result<()> {
        Ok(())
    }

    /// Returns how long until it needs a [`Input::Tick`]; `None` while nothing runs.
    fn next_wakeup(&self, _: &Context, _: Now) -> Option<Duration> {
        None
    }

    /// Returns how much of the terminal it takes.
    fn extent(&self) -> Extent {
        Extent::Page
    }

    /// Fits it to its area.
    fn arrange(&mut self, area: Rect);

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position>;

    /// Lists where keys mean something here, innermost first.
    fn contexts(&self) -> Vec<KeyContext>;

    /// Lists the actions whose keys the footer shows.
    fn footer(&self) -> Vec<Action>;

    /// Returns what the footer calls an action here.
    fn label(&self, action: Action) -> &'static str {
        action.label()
    }

    /// Returns whether the palette offers an action here as things stand.
    fn offers(&self, _: Action) -> bool {
        true
    }

    /// Returns what stands in the corner of the footer.
    fn status(&self) -> (String, Role) {
        (String::new(), Role::Dim)
    }

    /// Returns what stands in the footer for as long as something is wrong.
    fn problem(&self) -> Option<String> {
        None
    }

    /// Returns where the tour finds what an action is about.
    fn spot(&self, _: Action) -> Option<Rect> {
        None
    }

    /// Returns the week that is looked at, for other tabs to open.
    fn week(&self) -> Option<Week> {
        None
    }

    /// Returns the entry whose draft it writes, so that it is told when that is kept or finished.
    fn writes(&self) -> Option<EntryId> {
        None
    }
}

/// Declares the screens by module and type, in the order of the bar.
macro_rules! screens {
    ($($module:ident::$name:ident)*) => {
        $(pub mod $module;)*

        /// One of the screens.
        #[derive(Debug)]
        pub enum Screen { $(#[doc = stringify!($module)] $name(Box<$module::$name>),)* }

        $(impl From<$module::$name> for Screen {
            fn from(screen: $module::$name) -> Self { Self::$name(Box::new(screen)) }
        })*

        /// Lists the places of the bar.
        pub fn tabs() -> impl Iterator<Item = Tab> {
            [$($module::$name::TAB),*].into_iter().flatten()
        }

        impl Screen {
            /// Returns its place in the bar, if it has one.
            pub fn tab(&self) -> Option<Tab> {
                match self { $(Self::$name(_) => $module::$name::TAB,)* }
            }
        }

        impl View for Screen {
            fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
                match self { $(Self::$name(screen) => screen.update(input, cx),)* }
            }
            fn answered(&mut self, answer: &Answer, typed: &str, cx: &mut Context) -> Result<Outcome> {
                match self { $(Self::$name(screen) => screen.answered(answer, typed, cx),)* }
            }
            fn wrote(&mut self, write: &Write, all: &Written, done: Outcome, cx: &mut Context) -> Result<Outcome> {
                match self { $(Self::$name(screen) => screen.wrote(write, all, done, cx),)* }
            }
            fn refused(&mut self, write: &Write, cx: &Context) -> Result<()> {
                match self { $(Self::$name(screen) => screen.refused(write, cx),)* }
            }
            fn labels(&self) -> bool {
                match self { $(Self::$name(screen) => screen.labels(),)* }
            }
            fn neighbour(&mut self, by: isize, cx: &Context) -> Result<Option<EntryId>> {
                match self { $(Self::$name(screen) => screen.neighbour(by, cx),)* }
            }
            fn reload(&mut self, cx: &Context) -> Result<()> {
                match self { $(Self::$name(screen) => screen.reload(cx),)* }
            }
            fn next_wakeup(&self, cx: &Context, now: Now) -> Option<Duration> {
                match self { $(Self::$name(screen) => screen.next_wakeup(cx, now),)* }
            }
            fn extent(&self) -> Extent {
                match self { $(Self::$name(screen) => screen.extent(),)* }
            }
            fn arrange(&mut self, area: Rect) {
                match self { $(Self::$name(screen) => screen.arrange(area),)* }
            }
            fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
                match self { $(Self::$name(screen) => screen.draw(buf, cx),)* }
            }
            fn contexts(&self) -> Vec<KeyContext> {
                match self { $(Self::$name(screen) => screen.contexts(),)* }
            }
            fn footer(&self) -> Vec<Action> {
                match self { $(Self::$name(screen) => screen.footer(),)* }
            }
            fn label(&self, action: Action) -> &'static str {
                match self { $(Self::$name(screen) => screen.label(action),)* }
            }
            fn offers(&self, action: Action) -> bool {
                match self { $(Self::$name(screen) => screen.offers(action),)* }
            }
            fn status(&self) -> (String, Role) {
                match self { $(Self::$name(screen) => screen.status(),)* }
            }
            fn problem(&self) -> Option<String> {
                match self { $(Self::$name(screen) => screen.problem(),)* }
            }
            fn spot(&self, action: Action) -> Option<Rect> {
                match self { $(Self::$name(screen) => screen.spot(action),)* }
            }
            fn week(&self) -> Option<Week> {
                match self { $(Self::$name(screen) => screen.week(),)* }
            }
            fn writes(&self) -> Option<EntryId> {
                match self { $(Self::$name(screen) => screen.writes(),)* }
            }
        }
    };
}

screens! {
    today::Today
    log::Log
    complaints::Complaints
    interview::Interview
    progress::Progress
    review::Review
    practice::Practice
    capture::Capture
    recall::Recall
    read::Read
    drill_down::DrillDown
    search::Search
    matching::Matching
    coverage::Coverage
    drill::Drill
    library::Library
    sources::Sources
    settings::Settings
    journals::Journals
    import::Import
    tour::Tour
    palette::Palette
}

impl Screen {
    /// Opens the screen that a route leads to.
    pub fn open(route: Route, cx: &Context) -> Result<Self> {
        Ok(match route {
            Route::Today(week) => today::Today::open(week, cx)?.into(),
            Route::Log(measure) => log::Log::open(measure.as_deref(), cx)?.into(),
            Route::LogDay(day) => log::Log::open_day(day, cx)?.into(),
            Route::Complaints(at) => complaints::Complaints::open(at, cx)?.into(),
            Route::Interview => interview::Interview::open(cx)?.into(),
            Route::Recall(wanted) => recall::Recall::open(wanted, cx)?.into(),
            Route::Progress(section) => progress::Progress::open(section.as_deref(), cx)?.into(),
            Route::DrillDown(title, source) => drill_down::DrillDown::open(title, source, cx)?.into(),
            Route::Review(week) => review::Review::open(week, cx)?.into(),
            Route::Library => library::Library::open(cx)?.into(),
            Route::Sources => sources::Sources::open(cx)?.into(),
            Route::Settings => settings::Settings::open(cx)?.into(),
            Route::Journals => journals::Journals::open(cx)?.into(),
            Route::ImportComplaints => import::Import::default().into(),
            Route::Tour => tour::Tour::default().into(),
            Route::Match(question) => matching::Matching::open(&question, cx)?.into(),
            Route::Coverage => coverage::Coverage::open(cx)?.into(),
            Route::Search => search::Search::open(cx)?.into(),
            Route::LookAgain(one) => practice::Practice::look_again(&one, cx)?.into(),
            Route::Begin(exercise, _)
                if cx.catalog.get(&exercise).is_some_and(|one| one.exercise().drill.is_some()) =>
            {
                drill::Drill::open(&exercise, cx)?.into()
            }
            Route::Begin(exercise, week) => practice::Practice::begin(&exercise, week, cx)?.into(),
            Route::BeginWith(exercise, first) => {
                practice::Practice::begin_with(&exercise, &first, None, cx)?.into()
            }
            Route::Capture(day) => capture::Capture::open(day, cx)?.into(),
            Route::CaptureFields(begun, place) => practice::Practice::capture(begun, &place, cx)?.into(),
            Route::Entry(id, place) if cx.store.head(id)?.is_some_and(|head| head.state != State::Draft) => {
                read::Read::open(id, place, cx)?.into()
            }
            Route::Entry(id, place) | Route::Edit(id, place) => {
                practice::Practice::open(id, place.as_ref(), cx)?.into()
            }
        })
    }

    /// Opens an entry to be read, a draft too.
    pub fn read(id: EntryId, cx: &Context) -> Result<Self> {
        Ok(read::Read::open(id, None, cx)?.into())
    }

    /// Returns the tour, if it is being taken.
    pub fn tour(&mut self) -> Option<&mut tour::Tour> {
        match self {
            Self::Tour(tour) => Some(tour),
            _ => None,
        }
    }

    /// Returns the exercise being practised, if it is one.
    pub fn practice(&mut self) -> Option<&mut practice::Practice> {
        match self {
            Self::Practice(practice) => Some(practice),
            _ => None,
        }
    }
}
