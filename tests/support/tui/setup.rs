//! What a test may choose before the app starts.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Mutex, OnceLock};
use std::time::Duration;

use chrono::NaiveDate;
use empathy::app::demo;
use empathy::db::{Reader, Saver, Store};
use empathy::domain::locate::{Place, RowPath};
use empathy::domain::time::{Moment, Now};
use empathy::exercises::Catalog;
use empathy::sys::paths::Places;
use empathy::sys::rng::Rng;
use empathy::sys::settings::Settings;
use empathy::tui::app::App;
use empathy::tui::context::{Context, Which};
use empathy::tui::input::Event;
use empathy::tui::keymap::Keymap;
use empathy::tui::personal::Personal;
use empathy::tui::route::Route;
use empathy::tui::theme::{Colours, Theme};
use tempfile::TempDir;

use super::Tui;
use crate::support::NOW;

/// What a test may choose: the size, the journal, the exercises, the colours, the day, the place to begin at.
#[derive(Debug, Clone)]
pub struct Setup {
    size: (u16, u16),
    demo: Option<Moment>,
    sample: bool,
    own: Vec<(String, String)>,
    look: (bool, Colours),
    now: Moment,
    at: Option<(String, Option<(String, RowPath)>)>,
}

impl Setup {
    /// Begins with an empty journal, 80 × 24, without colours, on the Friday of the sealed world.
    pub fn new() -> Self {
        let now = Moment::parse(NOW).expect("a time");
        Self {
            size: (80, 24),
            demo: None,
            sample: false,
            own: Vec::new(),
            look: (false, Colours::None),
            now,
            at: None,
        }
    }

    /// Fills the journal with the eight weeks of the demo, up to the day that is set by now; it may be set on after.
    pub fn demo(self) -> Self {
        Self { demo: Some(self.now), ..self }
    }

    /// Opens it as the sample, from a journal beside it.
    pub fn sample(self) -> Self {
        Self { sample: true, ..self }
    }

    pub fn size(self, columns: u16, rows: u16) -> Self {
        Self { size: (columns, rows), ..self }
    }

    /// Adds an exercise file of the person's own.
    pub fn exercise(mut self, name: &str, text: &str) -> Self {
        self.own.push((name.to_owned(), text.to_owned()));
        self
    }

    pub fn look(self, light: bool, colours: Colours) -> Self {
        Self { look: (light, colours), ..self }
    }

    /// Sets the time it is, as in `2026-11-18T09:00:00+01:00`.
    pub fn now(self, time: &str) -> Self {
        Self { now: Moment::parse(time).expect("a time"), ..self }
    }

    /// Opens this week's entry of an exercise, or begins one if there is none.
    pub fn open(self, exercise: &str) -> Tui {
        self.at(exercise).today()
    }

    pub(super) fn at(self, exercise: &str) -> Self {
        Self { at: Some((exercise.to_owned(), None)), ..self }
    }

    /// Opens this week's entry of an exercise at a step, in the first row of every group around it.
    pub fn open_at(self, exercise: &str, step: &str, rows: &[(&str, usize)]) -> Tui {
        let rows = RowPath(rows.iter().map(|(group, index)| ((*group).to_owned(), *index)).collect());
        Self { at: Some((exercise.to_owned(), Some((step.to_owned(), rows)))), ..self }.today()
    }

    /// Starts the app on a journal of its own.
    pub fn today(self) -> Tui {
        let home = Rc::new(tempfile::tempdir().expect("a home"));
        if let Some(until) = self.demo {
            fs::write(journal(home.path()), demo_journal(until)).expect("written");
        }
        let now = Now { wall: self.now, mono: Duration::ZERO };
        self.start(home, now)
    }

    /// Starts the app on the journal of a home.
    pub(super) fn start(self, home: Rc<TempDir>, now: Now) -> Tui {
        let path = journal(home.path());
        let store = Store::open(&path, now.wall).expect("opens");
        // A second window draws ids of its own.
        let seed = 7 + Rc::strong_count(&home) as u64 - 1;
        let mut chance = Rng::seeded(seed);
        let saver = Saver::start(&path, chance.fork()).expect("starts");
        let catalog = Rc::new(self.catalog(home.path()));
        let cx = Context {
            store: Reader::of(store).expect("reads"),
            catalog,
            saver,
            chance,
            settings: Settings::default(),
            personal: Personal {
                places: Places {
                    journal: path.clone(),
                    usual: path.clone(),
                    config: home.path().to_owned(),
                    state: home.path().join("state"),
                    instead_of: None,
                },
                light: self.look.0,
                colours: self.look.1,
            },
            keymap: Keymap::built_in(),
            now,
            began: now.wall,
            which: if self.sample {
                Which::Sample(Some(path.with_file_name("own.db")))
            } else {
                Which::Usual
            },
            left: BTreeMap::new(),
        };
        let route = self.route(&cx);
        let theme = Theme::new(self.look.0, self.look.1);
        let app = App::new(cx, theme, self.size, route).expect("opens");
        let mut tui =
            Tui { app, now, effects: Vec::new(), size: self.size, home, setup: Self { at: None, ..self } };
        let (columns, rows) = tui.size;
        tui.resize(columns, rows);
        // As the loop does after the first frame.
        if tui.app.next_wakeup(tui.now) == Some(Duration::ZERO) {
            tui.event(Event::Tick);
        }
        tui
    }

    fn catalog(&self, home: &Path) -> Catalog {
        let folder = home.join("exercises");
        fs::create_dir_all(&folder).expect("made");
        for (name, text) in &self.own {
            fs::write(folder.join(name), text).expect("written");
        }
        let (catalog, problems) = Catalog::load(Some(&folder));
        assert!(problems.is_empty(), "{problems:?}");
        catalog
    }

    fn route(&self, cx: &Context) -> Route {
        let Some((exercise, place)) = &self.at else { return Route::Today(None) };
        let week = cx.this_week().expect("a week");
        let heads = cx.store.of_week(week.label()).expect("read");
        let place = place.clone().map(|(step, row)| Place { step, at: row.field(""), cursor: 0 });
        match heads.iter().rev().find(|head| head.exercise == *exercise) {
            Some(head) => Route::Edit(head.id, place),
            None => Route::Begin(exercise.clone(), Some(week)),
        }
    }
}

pub fn journal(home: &Path) -> PathBuf {
    home.join("journal.db")
}

/// Gives the demo up to a moment as the bytes of its file; filled once for all tests of a day.
fn demo_journal(now: Moment) -> Vec<u8> {
    static FILLED: OnceLock<Mutex<HashMap<NaiveDate, Vec<u8>>>> = OnceLock::new();
    let until = now.day(0);
    let mut filled = FILLED.get_or_init(Mutex::default).lock().expect("no test failed in here");
    let bytes = filled.entry(until).or_insert_with(|| {
        let home = tempfile::tempdir().expect("a home");
        let path = journal(home.path());
        let mut store = Store::open(&path, now).expect("opens");
        demo::fill(&mut store, until, 7).expect("filled");
        drop(store);
        fs::read(path).expect("read")
    });
    bytes.clone()
}
