//! What the measurements share: a fixed time, an app on a journal, an entry with a long answer.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use empathy::app::{practice, week};
use empathy::db::{Filter, Reader, Saver, Store};
use empathy::domain::entry::{Draft, Head};
use empathy::domain::locate::{Place, RowPath};
use empathy::domain::time::{Moment, Now};
use empathy::domain::value::{Answers, Value};
use empathy::exercises::Catalog;
use empathy::sys::paths::Places;
use empathy::sys::rng::Rng;
use empathy::sys::settings::Settings;
use empathy::tui::app::App;
use empathy::tui::context::{Context, Which};
use empathy::tui::input::{Code, Event, Key};
use empathy::tui::keymap::Keymap;
use empathy::tui::personal::Personal;
use empathy::tui::route::Route;
use empathy::tui::theme::{Colours, Theme};

/// The time it is: a Friday.
pub const NOW: Now = Now { wall: Moment::new(1_795_183_351_000, 0), mono: Duration::ZERO };
/// The same for a program.
pub const NOW_TEXT: &str = "2026-11-20T14:02:31+00:00";
/// Columns and rows of the terminal.
pub const SIZE: (u16, u16) = (100, 40);
/// How long the long answer is, in bytes.
pub const LONG: usize = 50_000;

/// Opens a journal.
pub fn store(path: &Path) -> Store {
    Store::open(path, NOW.wall).expect("a journal")
}

/// Opens the app on a journal.
pub fn app(path: &Path, route: Route) -> App {
    let cx = Context {
        store: Reader::of(store(path)).expect("a reader"),
        catalog: Rc::new(Catalog::built_in()),
        saver: Saver::start(path, Rng::seeded(1)).expect("a saver"),
        chance: Rng::seeded(2),
        settings: Settings::default(),
        personal: Personal {
            places: Places {
                journal: path.to_owned(),
                usual: path.to_owned(),
                config: path.parent().expect("a folder").to_owned(),
                state: path.parent().expect("a folder").join("state"),
                instead_of: None,
            },
            light: false,
            colours: Colours::Many,
        },
        keymap: Keymap::built_in(),
        now: NOW,
        began: NOW.wall,
        which: Which::Usual,
        left: BTreeMap::new(),
    };
    App::new(cx, Theme::new(false, Colours::Many), SIZE, route).expect("an app")
}

/// Gives a text of so many bytes: sentences and paragraphs.
pub fn prose(bytes: usize) -> String {
    const SENTENCE: &str =
        "On Tuesday at 9:40 I asked what a transfer of 800 euros costs, and it said 2.10. ";
    let sentences = SENTENCE.repeat(5);
    let text = format!("{}\n\n", sentences.trim_end()).repeat(bytes / sentences.len() + 1);
    text[..bytes].to_owned()
}

/// Begins an entry with a long answer, with the cursor at its end or in its middle.
pub fn long_answer(store: &mut Store, bytes: usize, at_end: bool) -> (Head, Draft) {
    let catalog = Catalog::built_in();
    let loaded = catalog.get("trust-audit").expect("an exercise");
    let filter = Filter { exercise: Some("trust-audit".to_owned()), ..Filter::default() };
    let earlier = store.list(&filter, None, 20).expect("a list");
    let earlier = earlier.iter().find(|head| head.version > 0).expect("a finished entry");
    let mut answers: Answers = store.entry(earlier.id).expect("read").expect("there").answers;
    let row = RowPath::default().into_row("products", 0);
    answers.row_mut(&row).expect("a product").set("moment", Value::Text(prose(bytes)));
    let cursor = if at_end { bytes } else { bytes / 2 };
    let place = Place { step: "moment".to_owned(), at: row.field("moment"), cursor };
    let today = NOW.wall.day(0);
    let when = (week::holding(store, today).expect("a week"), today, NOW.wall);
    let mut chance = Rng::system();
    practice::begin(store, loaded, when, (&answers, &place), &mut chance).expect("begun")
}

/// A letter that is typed.
pub fn letter() -> Event {
    Event::Key(Key::plain(Code::Char('x')))
}
