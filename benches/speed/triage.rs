//! Complaints: a key that labels one until the next is on the screen, and the order in which they come.

use empathy::app::triage::aside::least_sure_of;
use empathy::db::{ComplaintFilter, NewImport, Store, Write};
use empathy::domain::complaint::{Decision, Dimension, Label, Said};
use empathy::suggest::Learnt;
use empathy::tui::input::Event;
use empathy::tui::route::Route;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::journals::empty_folder;
use super::table::{Table, Times, timed};
use super::world::{NOW, SIZE, app, store};

/// How many complaints wait.
const MANY: u64 = 100_000;
/// How often a key is pressed, and an order made.
const KEYS: usize = 200;
const TURNS: usize = 10;
/// How many are labelled before those about a dimension are looked for, and how many of those.
const LABELLED: usize = 50_000;
const LAST: usize = 1_000;
/// Pieces of which complaints are made.
const PIECES: [&str; 8] = [
    "It told me something that was not true, and was very sure of it.",
    "I can't stop it from sending replies on its own.",
    "It used to find my notes and now it doesn't.",
    "It doesn't understand what I ask, whatever I write.",
    "Crashes when I open it.",
    "Please add a dark mode.",
    "I don't know where it has its numbers from.",
    "Too expensive for what it does.",
];

/// Measures them on a journal of 100,000 complaints.
pub fn print() {
    let path = empty_folder("complaints").join("journal.db");
    fill(&mut Store::open(&path, NOW.wall).expect("opens"));
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
        press("tab");
        press("tab");
        press("tab");
        press("tab");
        press("tab");
        press("1");
        press("3")
    });
    Table::goal(&format!("open Complaints, {MANY} wait"), &times, times.at(95), 50.0, "p95");
    for (what, keys) in
        [("a key that labels", ["1", "b", "3"]), ("labelled, undone, redone", ["2", "u", "ctrl-r"])]
    {
        let mut keys = keys.iter().cycle();
        let times = Times::of(KEYS, || press(keys.next().expect("without end")));
        Table::goal(&format!("{what} to the next complaint, {MANY} wait"), &times, times.at(95), 16.0, "p95");
    }
    let (store, learnt) = (store(&path), Learnt::default());
    let mut seed = 1_u64;
    let times = Times::of(TURNS, || {
        seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        timed(|| least_sure_of(&store, &ComplaintFilter::default(), &learnt, seed).expect("read")).1
    });
    Table::goal(
        &format!("the least sure of those drawn by chance, {MANY} wait"),
        &times,
        times.median(),
        100.0,
        "median",
    );
    drop(app);
    drop(store);
    let mut store = Store::open(&path, NOW.wall).expect("opens");
    label(&mut store);
    let times = Times::of(TURNS, || timed(|| store.sorted_complaints(None, LAST).expect("read")).1);
    let what = format!("the last {LAST} about a dimension, {LABELLED} labelled");
    Table::goal(&what, &times, times.median(), 50.0, "median");
}

/// Labels many of them, hardly any of which is about a dimension.
fn label(store: &mut Store) {
    let waiting = store.complaints_by_chance(None, None, 0, LABELLED).expect("reads");
    let decision = |n: usize| match n % 500 {
        0 => Decision::About(Dimension::Trust),
        _ => Decision::Nothing,
    };
    let labels = waiting.iter().enumerate().map(|(n, one)| (one.id, Label::new(decision(n)))).collect();
    store.apply(&Write::Label(labels), NOW.wall).expect("labels");
}

fn fill(store: &mut Store) {
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day");
    store
        .import_complaints(&NewImport::default(), NOW.wall, |into| {
            for n in 0..MANY {
                let piece = |of: u64| PIECES[usize::try_from(of % 8).unwrap_or_default()];
                let text = format!("{} {} Review {n}. {}", piece(n), piece(n / 8), piece(n / 64));
                let product = format!("Product {}", n % 7);
                let (day, stars) = (day.checked_sub_days(chrono::Days::new(n % 900)), Some(1));
                let source = "Google Play".to_owned();
                let said =
                    Said { product, source, stars, day, text, source_id: None, link: None, author: None };
                into.put(&said)?;
            }
            Ok(())
        })
        .expect("imported");
}
