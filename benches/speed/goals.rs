//! What people wait for, against its goal.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use empathy::app::{review, week};
use empathy::coach;
use empathy::domain::exercise::Rule;
use empathy::domain::search::Query;
use empathy::exercises::Catalog;
use empathy::report::choice::Choice;
use empathy::report::{Reader, compose, markdown};
use empathy::suggest::{Learnt, Model, Subject, suggest};
use empathy::sys::clock::Clock;
use empathy::tui::input::Event;
use empathy::tui::route::Route;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rusqlite::{Connection, ToSql, params};

use super::journals::{empty_folder, journal};
use super::table::{Table, Times, growth, timed};
use super::terminal::{Bytes, Program};
use super::world::{LONG, NOW, SIZE, app, letter, long_answer, store};

/// How often a program is started.
const STARTS: usize = 40;
/// How many keys are typed.
const KEYS: usize = 400;
/// How many keys are pressed to count what frames write.
const BYTES_KEYS: usize = 24;
/// How many drafts are saved.
const SAVES: usize = 200;
/// How often the keys of the log are pressed.
const TURNS: usize = 100;
/// A frame, in ms.
const FRAME: f64 = 16.0;
/// A wide terminal: an entry stands beside the log.
const WIDE: (u16, u16) = (140, 50);
/// How long a usual answer is, in bytes.
const USUAL: usize = 2_000;

/// The parts, by name.
const PARTS: [(&str, fn()); 16] = [
    ("frame", first_frames),
    ("key", keys),
    ("bytes", bytes),
    ("log", logs),
    ("search", searches),
    ("save", saves),
    ("review", reviews),
    ("export", super::carrying::print),
    ("import", super::importing::print),
    ("command", super::commands::print),
    ("progress", super::figures::print),
    ("recall", super::recalling::print),
    ("complaints", super::triage::print),
    ("suggest", suggestions),
    ("hints", hints),
    (MILLION, million),
];

/// The part that is measured only where it is named: its journal takes minutes to make, and 4 GB.
const MILLION: &str = "million";

/// Measures the parts that are named, or everything, and prints it.
pub fn print(named: &[String]) {
    Table::head();
    for (name, part) in PARTS {
        if named.is_empty() && name != MILLION || named.iter().any(|named| named == name) {
            part();
        }
    }
}

fn first_frames() {
    let home = empty_folder("home");
    Table::times("a program that does nothing", &Times::of(STARTS, || Program::start_nothing().1));
    let mut medians = Vec::new();
    for entries in [1_000, 10_000, 100_000] {
        let path = journal(entries);
        let times = Times::of(STARTS, || Program::start(&path, &home, &[]).1);
        let what = format!("start to first frame, {entries} entries");
        Table::goal(&what, &times, times.median(), 10.0, "median");
        medians.push(times.median());
    }
    growth("  100,000 entries against 1,000", medians[2] / medians[0]);
    let (program, _) = Program::start(&journal(10_000), &home, &[]);
    memory("memory at the first frame, 10,000 entries", program.memory());
}

/// A journal nobody has: that it opens and is searched is what counts.
fn million() {
    let home = empty_folder("home");
    let mut medians = Vec::new();
    for entries in [1_000, 1_000_000] {
        let path = journal(entries);
        let times = Times::of(STARTS, || Program::start(&path, &home, &[]).1);
        Table::times(&format!("start to first frame, {entries} entries"), &times);
        medians.push(times.median());
    }
    let ratio = medians[1] / medians[0];
    Table::value("  1,000,000 entries against 1,000", &format!("× {ratio:.2}"), Some(ratio <= 3.0));
    let path = journal(1_000_000);
    let (program, _) = Program::start(&path, &home, &[]);
    memory("memory at the first frame", program.memory());
    drop(program);
    let mut app = app(&path, Route::Today(None));
    for (what, key) in [("open the log", "2"), ("to its end", "end"), ("open progress", "5")] {
        let event = Event::Key(key.parse().expect("a key"));
        let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let took = timed(|| {
            app.handle(event, NOW);
            app.paint(&mut buf, NOW)
        });
        Table::times(&format!("{what}, 1000000 entries"), &Times::from(vec![took.1]));
    }
    let query = Query::parse("wha", chrono::NaiveDate::default());
    let times = Times::of(TURNS, || timed(|| store(&path).search(&query, 50).expect("found")).1);
    Table::times("search for the beginning of a word, 1000000 entries", &times);
}

fn memory(what: &str, kib: [u64; 2]) {
    let [all, own] = kib.map(|kib| kib as f64 * 1_024.0 / 1_000_000.0);
    Table::value(what, &format!("{all:.1} MB of 20, {own:.1} its own"), Some(all <= 20.0));
}

fn keys() {
    let home = empty_folder("home");
    let mut medians = Vec::new();
    for entries in [1_000, 100_000] {
        let path = journal(entries);
        let (head, _) = long_answer(&mut store(&path), LONG, true);
        let mut app = app(&path, Route::Edit(head.id, None));
        let mut buf = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        let times = Times::of(KEYS, || {
            timed(|| {
                buf.reset();
                app.handle(letter(), NOW);
                app.paint(&mut buf, NOW)
            })
            .1
        });
        let what = format!("key to frame, in an answer of 50 KB, {entries} entries");
        Table::goal(&what, &times, times.at(95), 2.0, "p95");
        medians.push(times.median());
        drop(app);
        store(&path).discard_draft(head.id, NOW.wall).expect("discarded");
    }
    growth("  100,000 entries against 1,000", medians[1] / medians[0]);
    let path = journal(10_000);
    let (head, _) = long_answer(&mut store(&path), LONG, true);
    let (mut program, _) = Program::start(&path, &home, &["practice", head.short.as_str()]);
    let times = Times::of(KEYS, || program.press("x"));
    Table::goal("the same, from and to the terminal", &times, times.at(95), 2.0, "p95");
    memory("memory then", program.memory());
    drop(program);
    store(&path).discard_draft(head.id, NOW.wall).expect("discarded");
}

/// What a frame writes, against the shortest way from one screen to the next.
fn bytes() {
    let home = empty_folder("home");
    let path = journal(1_000);
    let (head, _) = long_answer(&mut store(&path), USUAL, true);
    let measure = |what: &str, args: &[&str], first: &str, keys: &[&str]| {
        let (mut program, _) = Program::start(&path, &home, args);
        if !first.is_empty() {
            program.press(first);
        }
        let mut sum = Bytes::default();
        let mut count = 0;
        for key in keys.iter().cycle().take(BYTES_KEYS) {
            let one = program.count(key);
            sum = Bytes { written: sum.written + one.written, needed: sum.needed + one.needed };
            count += 1;
        }
        let ratio = sum.written as f64 / sum.needed.max(1) as f64;
        let value =
            format!("{} a key, {} needed: × {ratio:.2} of 1.5", sum.written / count, sum.needed / count);
        Table::value(&format!("bytes of a frame, {what}"), &value, Some(ratio <= 1.5));
    };
    measure("typing in a form", &["practice", head.short.as_str()], "", &["x", "y", " "]);
    measure("moving in the log", &[], "2", &["j", "j", "j", "k"]);
    measure("moving in Progress", &[], "5", &["j", "j", "k"]);
    measure("the next section of Progress", &[], "5", &["l", "l", "h"]);
    measure("a page of the review", &[], "6", &["\x1b[6~", "\x1b[5~"]);
    measure("opening and closing the palette", &[], "", &[":", "\x1b"]);
    store(&path).discard_draft(head.id, NOW.wall).expect("discarded");
}

/// The log, as it is opened, paged through and narrowed.
fn logs() {
    let key = |name: &str| Event::Key(name.parse().expect("a key"));
    for entries in [1_000, 100_000] {
        let path = journal(entries);
        let mut buf = Buffer::empty(Rect::new(0, 0, WIDE.0, WIDE.1));
        let mut app = app(&path, Route::Today(None));
        app.handle(Event::Resize(WIDE.0, WIDE.1), NOW);
        let mut press = |name: &str| {
            timed(|| {
                buf.reset();
                app.handle(key(name), NOW);
                app.paint(&mut buf, NOW)
            })
            .1
        };
        let mut goal = |what: &str, keys: &[(&str, bool)]| {
            let mut times = Vec::new();
            for _ in 0..TURNS {
                for (name, counts) in keys {
                    let time = press(name);
                    times.extend(counts.then_some(time));
                }
            }
            let times = Times::from(times);
            Table::goal(&format!("{what}, {entries} entries"), &times, times.at(95), FRAME, "p95");
        };
        goal("open the log", &[("1", false), ("2", true)]);
        goal("a page further in the log", &[("pgdn", true)]);
        goal("to its end and back", &[("G", true), ("g", true)]);
        goal("what wants its product", &[("w", true), ("F", true)]);
        goal("mark the next entry", &[("down", true)]);
        goal("days of practice and the reading", &[("c", true), ("c", false)]);
        goal("opposite reactions", &[("p", true), ("esc", false)]);
        // A product, and what is typed to find it.
        for name in ["f", "o", "t", "t", "enter", "esc"] {
            press(name);
        }
        let mut goal = |what: &str, name: &str| {
            let times = Times::from((0..TURNS).map(|_| press(name)).collect());
            Table::goal(&format!("{what}, {entries} entries"), &times, times.at(95), FRAME, "p95");
        };
        goal("a page of one product", "pgdn");
    }
}

/// The search, as it is typed: the first letter of many words, and a word that is in most entries.
fn searches() {
    for (entries, goal) in [(1_000, FRAME), (100_000, 50.0)] {
        let store = store(&journal(entries));
        for (what, typed) in [
            ("one letter", "t"),
            ("a common word", "what "),
            ("the beginning of one", "wha"),
            ("two words", "what cam"),
        ] {
            let query = Query::parse(typed, chrono::NaiveDate::default());
            let times = Times::of(SAVES, || timed(|| store.search(&query, 50).expect("found")).1);
            Table::goal(&format!("search for {what}, {entries} entries"), &times, times.at(95), goal, "p95");
        }
    }
}

/// What a complaint is about: of a usual length, and of one that is cut.
fn suggestions() {
    let usual = "I asked it about my own notes and it doesn't remember a thing. It keeps giving me the same canned \
                 answer, and since the update it is worse: wrong facts, with great confidence. I want a refund.";
    Table::times("read the model", &Times::of(1, || timed(Model::built_in).1));
    for (what, text) in [("200 letters", usual.to_owned()), ("a megabyte", usual.repeat(5_000))] {
        let times = Times::of(KEYS, || timed(|| suggest(&text)).1);
        Table::goal(&format!("suggest a dimension, {what}"), &times, times.at(95), 1.0, "p95");
    }
    let (model, mut learnt) = (Model::built_in(), Learnt::default());
    (0..1_000).for_each(|n| learnt.learn(model, &format!("{usual} word{n} other{n}"), Subject::Trust));
    let times = Times::of(KEYS, || timed(|| learnt.suggest(model, usual)).1);
    Table::goal("the same, after 1,000 decisions", &times, times.at(95), 1.0, "p95");
    let times = Times::of(KEYS, || timed(|| learnt.learn(model, usual, Subject::Trust)).1);
    Table::times("learn from one more", &times);
}

/// Every rule reads a paragraph of 200 words, while someone types.
fn hints() {
    let usual = "Users often say that they would trust it more, and 72 % of them said so in our survey. We should build a \
                 dashboard, because the customer is frustrated and the model hallucinates. Would you use it? ";
    let words = usual.split_whitespace().count();
    let text: String = usual.split_whitespace().cycle().take(200).flat_map(|word| [word, " "]).collect();
    assert!(words < 200);
    let rules = Rule::ALL.map(|(_, rule)| rule);
    let times = Times::of(KEYS, || timed(|| coach::hints(&rules, &text)).1);
    Table::goal("read 200 words by every rule", &times, times.at(95), 1.0, "p95");
}

/// Saves a draft, and the same row without the program: by turns, as disks have moods.
fn saves() {
    let mut medians = Vec::new();
    for entries in [1_000, 100_000] {
        let path = journal(entries);
        let mut store = store(&path);
        let (head, mut draft) = long_answer(&mut store, USUAL, true);
        let bare = Bare::open(&path, head.id.bytes());
        let mut disk = File::create(empty_folder("disk").join("log")).expect("a file");
        let (mut ours, mut theirs, mut syncs) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..SAVES {
            ours.push(
                timed(|| {
                    draft.revision = store.save_as(head.id, draft.revision, &draft, None).expect("saved");
                })
                .1,
            );
            theirs.push(timed(|| bare.save()).1);
            syncs.push(timed(|| disk.write_all(&[0; 4_096]).and_then(|()| disk.sync_data())).1);
        }
        let (ours, theirs, syncs) = (Times::from(ours), Times::from(theirs), Times::from(syncs));
        if entries == 1_000 {
            Table::times("one wait for this disk", &syncs);
        }
        Table::times(&format!("SQLite by itself, the same row, {entries} entries"), &theirs);
        let goal = theirs.median() + syncs.median();
        let what = format!("save a draft of 2 KB, {entries} entries");
        Table::goal(&what, &ours, ours.median(), goal, "median");
        medians.push(ours.median());
        if entries == 1_000 {
            sqlite3(&path, &bare);
        }
        store.discard_draft(head.id, NOW.wall).expect("discarded");
    }
    growth("  100,000 entries against 1,000", medians[1] / medians[0]);
}

/// The row of a draft, written without the program.
struct Bare {
    conn: Connection,
    id: [u8; 16],
    answers: String,
    digest: Vec<u8>,
}

const UPDATE: &str = "UPDATE revision SET desk_ms = desk_ms + 1, answers = ?2, digest = ?3
    WHERE number = (SELECT draft FROM entry WHERE id = ?1)";

impl Bare {
    fn open(path: &Path, id: [u8; 16]) -> Self {
        let conn = Connection::open(path).expect("opens");
        conn.execute_batch("PRAGMA synchronous = FULL").expect("set");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let sql =
            "SELECT r.answers, r.digest FROM entry e JOIN revision r ON r.number = e.draft WHERE e.id = ?1";
        let (answers, digest) = conn.query_row(sql, [id], row).expect("a draft");
        Self { conn, id, answers, digest }
    }

    fn save(&self) {
        let mut statement = self.conn.prepare_cached(UPDATE).expect("a statement");
        statement.execute(params![self.id, self.answers, self.digest]).expect("saved");
    }

    /// Writes what the command line of `SQLite` is told.
    fn script(&self, times: usize) -> String {
        let quoted = |value: &dyn ToSql| -> String {
            self.conn.query_row("SELECT quote(?1)", [value], |row| row.get(0)).expect("quoted")
        };
        let sql = UPDATE
            .replace("?1", &quoted(&self.id))
            .replace("?2", &quoted(&self.answers))
            .replace("?3", &quoted(&self.digest));
        format!("PRAGMA synchronous = FULL;\n{}", format!("{sql};\n").repeat(times))
    }
}

/// Lets `sqlite3` save the same row, if it is installed: many times in one run, so that its start does not count.
fn sqlite3(path: &Path, bare: &Bare) {
    let run = |times: usize| -> Option<Duration> {
        let clock = Clock::system();
        let mut child = Command::new("sqlite3")
            .arg(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(bare.script(times).as_bytes()).ok()?;
        child.wait().ok()?.success().then(|| clock.now().mono)
    };
    let each: Option<Vec<Duration>> =
        (0..10).map(|_| Some(run(1 + SAVES / 10)?.saturating_sub(run(1)?) / (SAVES / 10) as u32)).collect();
    match each {
        Some(each) => Table::times("`sqlite3` with the same row, 1000 entries", &Times::from(each)),
        None => Table::line("`sqlite3` is not installed, or too old for this journal"),
    }
}

fn reviews() {
    let mut medians = Vec::new();
    for entries in [1_000, 100_000] {
        let store = store(&journal(entries));
        let catalog = Catalog::built_in();
        let week = week::holding(&store, NOW.wall.day(0)).expect("a week").before();
        let mut practised = 0;
        let times = Times::of(SAVES, || {
            timed(|| {
                let span = review::Span::Week(week);
                let mut given = review::gather(&store, &catalog, span, NOW.wall).expect("a week");
                review::add_skills(&store, &catalog, span, &mut given).expect("skills");
                practised = given.runs.len();
                markdown::markdown(&compose::compose(&given, Reader::Me, &Choice::default()))
            })
            .1
        });
        let what = format!("review of a week with {practised} runs, {entries} entries");
        Table::goal(&what, &times, times.median(), 20.0, "median");
        medians.push(times.median());
    }
    growth("  100,000 entries against 1,000", medians[1] / medians[0]);
    super::commands::reviews();
}
