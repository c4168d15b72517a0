//! The journals there are, over the screen: the usual one, those opened lately, the sample, and any whose path is typed.

use std::path::{Path, PathBuf};

use crate::db::{Glimpse, glimpse};
use crate::error::Result;
use crate::sys::journals;
use crate::sys::paths::{shortened, whole};
use crate::tui::action::Action;
use crate::tui::context::{Context, Which};
use crate::tui::outcome::{Next, Outcome};
use crate::tui::picker::Picker;
use crate::tui::screens::list_overlay::{ListOverlay, Source};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};

/// The journals over a screen.
pub type Journals = ListOverlay<Known>;

impl Journals {
    /// Opens the list with the journals that are known.
    pub fn open(cx: &Context) -> Result<Self> {
        Self::over(Known::default(), cx)
    }
}

/// A journal that can be opened.
#[derive(Debug, Clone)]
struct Journal {
    path: PathBuf,
    name: String,
    state: State,
    /// Whether it is open now.
    here: bool,
}

#[derive(Debug, Clone)]
enum State {
    There(Glimpse),
    /// No file is there, and one is made.
    New,
    /// No file is there any more.
    Missing,
    /// It cannot be opened, and why.
    Refused(String),
    /// It is made when it is opened.
    Sample,
}

/// The journals that are known, and those of them that fit what is typed.
#[derive(Debug, Default)]
pub struct Known {
    /// Read when the list opens and when one is taken from it.
    all: Option<Vec<Journal>>,
    listed: Vec<Journal>,
}

impl Journal {
    fn at(path: PathBuf, missing: State, cx: &Context) -> Self {
        let places = &cx.personal.places;
        let name = match Which::named(&path) {
            _ if path == places.usual => "Your journal".to_owned(),
            which => which.name().to_owned(),
        };
        let state = if path.exists() {
            glimpse(&path).map_or_else(|error| State::Refused(error.to_string()), State::There)
        } else {
            missing
        };
        Self { here: path == places.journal, path, name, state }
    }

    fn sample(cx: &Context) -> Self {
        let here = matches!(cx.which, Which::Sample(_));
        Self { path: PathBuf::new(), name: "Sample journal".to_owned(), state: State::Sample, here }
    }

    /// Makes one of a path that is typed, if it is one.
    fn typed(typed: &str, cx: &Context) -> Option<Self> {
        let path = whole(Path::new(typed)).ok().filter(|_| typed.contains('/'))?;
        let folder = path.parent().is_some_and(Path::is_dir);
        let missing = if folder {
            State::New
        } else {
            State::Refused(format!("there is no folder for `{}`", shortened(&path)))
        };
        Some(Self::at(path, missing, cx))
    }

    /// Returns how it stands, in a few words.
    fn stands(&self) -> (String, Role) {
        match &self.state {
            State::There(Glimpse { entries, last, bytes }) => {
                let entries = if *entries == 1 { "1 entry".to_owned() } else { format!("{entries} entries") };
                let last = last.map_or(String::new(), |day| format!(" · last {}", day.format("%-d %b %Y")));
                let size = match *bytes {
                    bytes @ ..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
                    bytes => format!("{:.1} MB", bytes as f64 / 1_000_000.0),
                };
                (format!("{entries}{last} · {size}"), Role::Plain)
            }
            State::New => ("a new journal".to_owned(), Role::Plain),
            State::Missing => ("missing".to_owned(), Role::Warn),
            State::Refused(_) => ("can't be opened".to_owned(), Role::Bad),
            State::Sample => ("eight weeks of practice".to_owned(), Role::Plain),
        }
    }

    /// Returns where it is, or why it cannot be opened.
    fn place(&self) -> String {
        match &self.state {
            State::Refused(why) => why.clone(),
            State::Sample => "kept apart from yours, deleted when you leave it".to_owned(),
            _ => shortened(&self.path),
        }
    }
}

impl Source for Known {
    const ROWS: u16 = 2;
    const CLOSE: &'static [Action] = &[Action::Back];
    const OWN: &'static [Action] = &[Action::RemoveRow];

    fn look(&mut self, typed: &str, cx: &Context) -> Result<usize> {
        let typed = typed.trim();
        let all = self.all.get_or_insert_with(|| {
            let places = &cx.personal.places;
            let lately = journals::lately(places).into_iter().filter(|path| *path != places.usual);
            let known = std::iter::once((places.usual.clone(), State::New))
                .chain(lately.map(|path| (path, State::Missing)));
            known.map(|(path, missing)| Journal::at(path, missing, cx)).chain([Journal::sample(cx)]).collect()
        });
        let words = typed.to_lowercase();
        let fits = |one: &&Journal| format!("{} {}", one.name, one.place()).to_lowercase().contains(&words);
        self.listed = all.iter().filter(fits).cloned().collect();
        if self.listed.is_empty() || typed.contains('/') {
            let typed = Journal::typed(typed, cx);
            let new = typed.filter(|typed| self.listed.iter().all(|one| one.path != typed.path));
            self.listed.splice(..0, new);
        }
        Ok(self.listed.len())
    }

    fn act(&mut self, action: Action, index: usize, cx: &Context) -> Result<Option<Outcome>> {
        let Some(journal) = self.listed.get(index).filter(|_| action == Action::RemoveRow) else {
            return Ok(None);
        };
        let places = &cx.personal.places;
        if !journals::lately(places).contains(&journal.path) {
            return Ok(Some(Outcome::Say(format!("{} is always in this list", journal.name))));
        }
        journals::forget(places, &journal.path)?;
        self.all = None;
        let kept = if matches!(journal.state, State::Missing) { "" } else { "; its file was not touched" };
        Ok(Some(Outcome::Say(format!("{} is no longer listed{kept}", journal.name))))
    }

    fn chosen(&self, index: usize, cx: &Context) -> Result<Outcome> {
        let Some(journal) = self.listed.get(index) else {
            return Ok(Outcome::Say("type the path of a journal, as in `~/work.db`".to_owned()));
        };
        if journal.here {
            return Ok(Outcome::Close(None));
        }
        Ok(match &journal.state {
            State::There(_) | State::New => Outcome::OpenJournal(journal.path.clone()),
            State::Missing => {
                let remove = cx.keymap.name(&Picker::CONTEXTS, Action::RemoveRow);
                Outcome::Warn(format!("There is no file at this path. {remove} removes it from the list."))
            }
            State::Refused(why) => Outcome::Warn(why.clone()),
            State::Sample => Outcome::Close(Some(Next::Do(Action::Sample))),
        })
    }

    fn opens(&self, index: usize) -> bool {
        let refused = |journal: &Journal| matches!(journal.state, State::Missing | State::Refused(_));
        self.listed.get(index).is_some_and(|journal| !refused(journal))
    }

    fn title(&self) -> (&str, &str) {
        ("Open a journal", "a name, or a path")
    }

    fn instead(&self, _: bool) -> Option<(String, Role)> {
        self.listed.is_empty().then(|| ("No journal matches. Type a full path to open another.".to_owned(), Role::Dim))
    }

    fn draw_line(&self, row: &mut Brush<'_>, index: usize, _: bool) {
        let Some(journal) = self.listed.get(index) else { return };
        let (stands, role) = journal.stands();
        let room = row.area.width.saturating_sub(text_width(&stands) + 4);
        let mut words = row.part(2, 0, room, 1);
        let x = words.line(0, 0, &journal.name, Role::Title);
        words.line(x + 2, 0, if journal.here { "open now" } else { "" }, Role::Accent);
        row.right(x + 4, 0, &stands, role);
        row.line(2, 1, &journal.place(), Role::Dim);
    }
}
