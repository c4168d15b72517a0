//! Progress: every figure by itself, and each section as it is turned to.

use empathy::app::progress::{self, Source};
use empathy::domain::progress::Section;
use empathy::exercises::Catalog;
use empathy::tui::input::Event;
use empathy::tui::route::Route;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::journals::journal;
use super::table::{Table, Times, timed};
use super::world::{NOW, SIZE, app, store};

/// How often a figure is drawn.
const TURNS: usize = 20;
/// How many milliseconds a figure may take, by the number of entries.
const GOALS: [(usize, f64); 2] = [(1_000, 16.0), (100_000, 50.0)];
/// How much longer the place may take to open on 100,000 entries than on 1,000.
const GROWTH: f64 = 3.0;

/// Measures every figure on ten years of practice, and how long the place takes to open.
pub fn print() {
    let catalog = Catalog::built_in();
    let board = progress::sections(&catalog);
    let mut opened = Vec::new();
    for (entries, goal) in GOALS {
        let path = journal(entries);
        let store = store(&path);
        let on = Source {
            store: &store,
            catalog: &catalog,
            today: NOW.wall.day(0),
            subject: None,
            evidence: true,
        };
        for section in &board.sections {
            for figure in &section.figures {
                let alone = Section { figures: vec![figure.clone()], ..section.clone() };
                let times = Times::of(TURNS, || timed(|| progress::figures(&alone, &on).expect("read")).1);
                let what = format!("{}/{}, {entries} entries", section.id, figure.id);
                Table::goal(&what, &times, times.median(), goal, "median");
            }
        }
        let mut app = app(&path, Route::Today(None));
        let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let mut press = |key: &str| {
            timed(|| {
                buf.reset();
                app.handle(Event::Key(key.parse().expect("a key")), NOW);
                app.paint(&mut buf, NOW)
            })
            .1
        };
        let times = Times::of(TURNS, || {
            press("1");
            press("5")
        });
        Table::times(&format!("open Progress, {entries} entries"), &times);
        opened.push(times.median());
    }
    let ratio = opened[1] / opened[0].max(f64::MIN_POSITIVE);
    Table::value(
        "  100,000 entries against 1,000",
        &format!("× {ratio:.2} of {GROWTH}"),
        Some(ratio <= GROWTH),
    );
}
