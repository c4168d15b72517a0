//! The pieces, each by itself.

use divan::Bencher;
use empathy::app::{practice, review, week};
use empathy::db::Saver;
use empathy::domain::entry::Draft;
use empathy::domain::locate::Place;
use empathy::domain::value::Answers;
use empathy::exercises::Catalog;
use empathy::report::choice::Choice;
use empathy::report::{Reader, compose, markdown};
use empathy::sys::rng::Rng;
use empathy::tui::action::Input;
use empathy::tui::form::Form;
use empathy::tui::input::Event;
use empathy::tui::keymap::Keymap;
use empathy::tui::route::Route;
use empathy::tui::text::{Edit, Lines, TextArea};
use empathy::tui::theme::{Colours, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::rc::Rc;
use std::time::Duration;

use super::journals::journal;
use super::world::{LONG, NOW, SIZE, app, letter, long_answer, prose, store};

/// The sizes of journals.
const SIZES: [usize; 2] = [1_000, 100_000];
/// The sizes of answers.
const ANSWERS: [usize; 3] = [500, LONG, 10_000_000];

fn canvas() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1))
}

#[divan::bench]
fn start_exercises() -> Catalog {
    Catalog::built_in()
}

/// What a reaction logged from a shell needs of them.
#[divan::bench]
fn start_one() -> usize {
    let catalog = Catalog::built_in();
    catalog.captured(catalog.plan()).expect("something to capture").exercise().measures.len()
}

/// What the figures of progress need of them.
#[divan::bench]
fn start_figures() -> usize {
    Catalog::built_in().board().sections.len()
}

#[divan::bench]
fn start_keys() -> Keymap {
    Keymap::built_in()
}

#[divan::bench]
fn start_theme() -> Theme {
    Theme::new(false, Colours::Many)
}

#[divan::bench(args = SIZES)]
fn open_store(bencher: Bencher<'_, '_>, entries: usize) {
    let path = journal(entries);
    bencher.bench_local(|| store(&path));
}

#[divan::bench(args = SIZES)]
fn open_week(bencher: Bencher<'_, '_>, entries: usize) {
    let store = store(&journal(entries));
    let catalog = Catalog::built_in();
    let week = week::holding(&store, NOW.wall.day(0)).expect("a week");
    bencher.bench_local(|| week::view(&store, &catalog, week).expect("a week"));
}

#[divan::bench(args = SIZES)]
fn open_app(bencher: Bencher<'_, '_>, entries: usize) {
    let path = journal(entries);
    bencher.bench_local(|| {
        let app = app(&path, Route::Today(None));
        app.paint(&mut canvas(), NOW);
        app
    });
}

#[divan::bench]
fn paint_today(bencher: Bencher<'_, '_>) {
    let app = app(&journal(1_000), Route::Today(None));
    bencher.bench_local(|| app.paint(&mut canvas(), NOW));
}

/// Text without a place to break at.
#[divan::bench(args = [100_000, 1_000_000])]
fn wrap_one_word(bencher: Bencher<'_, '_>, bytes: usize) {
    let text = "x".repeat(bytes);
    bencher.bench_local(|| empathy::sanitize::wrap(&text, 96));
}

fn type_in(bencher: Bencher<'_, '_>, entries: usize, bytes: usize, at_end: bool) {
    let path = journal(entries);
    let (head, _) = long_answer(&mut store(&path), bytes, at_end);
    let mut app = app(&path, Route::Edit(head.id, None));
    bencher.bench_local(|| {
        app.handle(letter(), NOW);
        app.paint(&mut canvas(), NOW)
    });
    discard(&path, head.id);
}

fn discard(path: &std::path::Path, id: empathy::domain::id::EntryId) {
    store(path).discard_draft(id, NOW.wall).expect("discarded");
}

#[divan::bench(args = ANSWERS)]
fn key_at_end(bencher: Bencher<'_, '_>, bytes: usize) {
    type_in(bencher, 1_000, bytes, true);
}

#[divan::bench(args = ANSWERS)]
fn key_in_middle(bencher: Bencher<'_, '_>, bytes: usize) {
    type_in(bencher, 1_000, bytes, false);
}

#[divan::bench]
fn key_in_large_journal(bencher: Bencher<'_, '_>) {
    type_in(bencher, 100_000, LONG, true);
}

#[divan::bench(args = ANSWERS)]
fn form_open(bencher: Bencher<'_, '_>, bytes: usize) {
    let (exercise, draft) = written(bytes);
    bencher.bench_local(|| Form::new(Rc::clone(&exercise), draft.answers.clone(), Some(&draft.place)));
}

#[divan::bench(args = ANSWERS)]
fn form_arrange(bencher: Bencher<'_, '_>, bytes: usize) {
    let (exercise, draft) = written(bytes);
    let mut form = Form::new(exercise, draft.answers, Some(&draft.place));
    bencher.bench_local(|| form.arrange(76, 34));
}

#[divan::bench(args = ANSWERS)]
fn form_draw(bencher: Bencher<'_, '_>, bytes: usize) {
    let (exercise, draft) = written(bytes);
    let mut form = Form::new(exercise, draft.answers, Some(&draft.place));
    form.arrange(76, 34);
    let theme = Theme::new(false, Colours::Many);
    bencher.bench_local(|| form.draw(Rect::new(22, 2, 76, 34), &mut canvas(), &theme));
}

/// How many rows a list has.
const ROWS: [usize; 3] = [50, 200, 500];

/// An exercise that is one list of lines.
const LIST: &str = "format = 1\nid = \"list\"\nprefix = \"lst\"\nrevision = 1\ntitle = \"List\"\nabout = \"a\"\nwhy = \"w\"\n\
    minutes = [1, 2]\n[[step]]\nid = \"s\"\ntitle = \"S\"\nask = \"What?\"\n[[step.field]]\nid = \"rows\"\nkind = \"group\"\n\
    label = \"Rows\"\nrow = \"row\"\nfield = [{ id = \"text\", kind = \"text\", label = \"Text\" }]\n";

/// Gives the form of a list with this many rows, the cursor in the last.
fn list(rows: usize) -> Form {
    let exercise = empathy::exercises::parse(std::path::Path::new("list.toml"), LIST).expect("sound");
    let mut form = Form::new(Rc::new(exercise), Answers::default(), None);
    form.arrange(76, 34);
    form.act(Input::Paste(lines(rows)));
    form.arrange(76, 34);
    form
}

fn lines(rows: usize) -> String {
    (0..rows).map(|n| format!("what was row {n} about\n")).collect::<Vec<_>>().concat()
}

#[divan::bench(args = ROWS)]
fn form_key_in_list(bencher: Bencher<'_, '_>, rows: usize) {
    let mut form = list(rows);
    let (theme, mut canvas) = (Theme::new(false, Colours::Many), canvas());
    bencher.bench_local(|| {
        form.act(Input::Char('x'));
        form.arrange(76, 34);
        form.draw(Rect::new(22, 2, 76, 34), &mut canvas, &theme)
    });
}

#[divan::bench(args = [800, 1_600, 3_200])]
fn form_paste_list(bencher: Bencher<'_, '_>, rows: usize) {
    let pasted = lines(rows);
    bencher.with_inputs(|| list(1)).bench_local_values(|mut form| {
        form.act(Input::Paste(pasted.clone()));
        form.arrange(76, 34);
        form
    });
}

/// Gives an exercise and a draft of it with a long answer.
fn written(bytes: usize) -> (Rc<empathy::domain::exercise::Exercise>, Draft) {
    let path = journal(1_000);
    let mut store = store(&path);
    let (head, draft) = long_answer(&mut store, bytes, true);
    store.discard_draft(head.id, NOW.wall).expect("discarded");
    let loaded = practice::stored_exercise(&store, &head).expect("read").expect("there");
    (Rc::new(loaded.exercise().clone()), draft)
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn save_draft(bencher: Bencher<'_, '_>, entries: usize) {
    save(bencher, entries, 2_000);
}

#[divan::bench(sample_count = 50)]
fn save_long_draft(bencher: Bencher<'_, '_>) {
    save(bencher, 1_000, LONG);
}

fn save(bencher: Bencher<'_, '_>, entries: usize, bytes: usize) {
    let path = journal(entries);
    let mut store = store(&path);
    let (head, mut draft) = long_answer(&mut store, bytes, true);
    bencher.bench_local(|| draft.revision = store.save_draft(&draft).expect("saved"));
    discard(&path, head.id);
}

#[divan::bench(args = SIZES, sample_count = 50)]
fn flush(bencher: Bencher<'_, '_>, entries: usize) {
    let path = journal(entries);
    let (head, draft) = long_answer(&mut store(&path), 2_000, true);
    let saver = Saver::start(&path, Rng::seeded(1)).expect("a saver");
    bencher.bench_local(|| {
        saver.put(draft.clone());
        assert!(saver.flush(Duration::from_secs(10)), "the disk does not answer");
    });
    discard(&path, head.id);
}

#[divan::bench(args = SIZES, sample_count = 30)]
fn finish(bencher: Bencher<'_, '_>, entries: usize) {
    let path = journal(entries);
    let mut store = store(&path);
    let catalog = Catalog::built_in();
    let loaded = catalog.get("trust-audit").expect("an exercise");
    let (head, mut draft) = long_answer(&mut store, 2_000, true);
    bencher.bench_local(|| {
        practice::finish(&mut store, &catalog, loaded, &draft, NOW.wall).expect("finished");
        draft = store.reopen(head.id, NOW.wall).expect("reopened");
    });
    discard(&path, head.id);
}

#[divan::bench(sample_count = 30)]
fn begin(bencher: Bencher<'_, '_>) {
    let mut store = store(&journal(1_000));
    let catalog = Catalog::built_in();
    let loaded = catalog.get("trust-audit").expect("an exercise");
    let today = NOW.wall.day(0);
    let week = week::holding(&store, today).expect("a week").before();
    let mut chance = Rng::system();
    let mut begun = Vec::new();
    bencher.bench_local(|| {
        let first = (&Answers::default(), &Place::default());
        let new = practice::begin(&mut store, loaded, (week, today, NOW.wall), first, &mut chance);
        begun.push(new.expect("begun").0.id);
    });
    for id in begun {
        store.discard_draft(id, NOW.wall).expect("discarded");
    }
}

#[divan::bench(args = SIZES)]
fn review_week(bencher: Bencher<'_, '_>, entries: usize) {
    let store = store(&journal(entries));
    let catalog = Catalog::built_in();
    let week = week::holding(&store, NOW.wall.day(0)).expect("a week").before();
    bencher.bench_local(|| {
        let given = review::gather(&store, &catalog, review::Span::Week(week), NOW.wall).expect("a week");
        markdown::markdown(&compose::compose(&given, Reader::Me, &Choice::default()))
    });
}

#[divan::bench(args = SIZES)]
fn log_open(bencher: Bencher<'_, '_>, entries: usize) {
    let mut app = app(&journal(entries), Route::Today(None));
    bencher.bench_local(|| {
        app.handle(key("2"), NOW);
        app.paint(&mut canvas(), NOW);
        app.handle(key("1"), NOW);
    });
}

#[divan::bench(args = SIZES)]
fn log_scroll(bencher: Bencher<'_, '_>, entries: usize) {
    let mut app = app(&journal(entries), Route::Log(None));
    bencher.bench_local(|| {
        app.handle(key("pgdn"), NOW);
        app.paint(&mut canvas(), NOW)
    });
}

fn key(name: &str) -> Event {
    Event::Key(name.parse().expect("a key"))
}

#[divan::bench(args = SIZES)]
fn suggest(bencher: Bencher<'_, '_>, entries: usize) {
    let store = store(&journal(entries));
    bencher.bench_local(|| store.suggest("product", "product 1", 6).expect("words"));
}

#[divan::bench]
fn hints_on_long_answer(bencher: Bencher<'_, '_>) {
    use empathy::domain::exercise::Rule;
    let text = prose(LONG);
    bencher.bench_local(|| empathy::coach::hints(&[Rule::VagueMoment], divan::black_box(&text)));
}

/// A paragraph without a place to break it, as long as the person likes.
#[divan::bench(args = [10_000, 100_000, 1_000_000])]
fn wrap_without_breaks(bytes: usize) -> usize {
    TextArea::new(&"x".repeat(bytes), Lines::Many).rows()
}

/// A key at its end, where rows before stay as they are, and in its middle, where every row after moves.
#[divan::bench(args = [(10_000, true), (10_000, false), (1_000_000, true), (1_000_000, false)])]
fn key_without_breaks(bencher: Bencher<'_, '_>, (bytes, at_end): (usize, bool)) {
    let mut area = TextArea::new(&"x".repeat(bytes), Lines::Many);
    area.set_cursor(if at_end { bytes } else { bytes / 2 });
    bencher.bench_local(|| area.edit(Edit::Insert('y')));
}
