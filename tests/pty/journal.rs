//! A journal with a draft to type into, and what the journal holds of it.

use std::path::{Path, PathBuf};

use empathy::app::{practice, week};
use empathy::db::{Filter, Store};
use empathy::domain::entry::Head;
use empathy::domain::locate::{Place, RowPath};
use empathy::domain::time::Moment;
use empathy::domain::value::{Answers, Value};
use empathy::exercises::Catalog;
use empathy::sys::rng::Rng;

use crate::support::pty::{DEADLINE, Pty, until};
use crate::support::{NOW, World};

/// The exercise that is practised here.
pub const EXERCISE: &str = "trust-audit";
/// What stands on the screen when the prose is open; the label may be cut beside its colour.
const ASKED: &str = "The exact moment";

fn now() -> Moment {
    Moment::parse(NOW).expect("a time")
}

/// Opens the journal as the program would.
pub fn store(world: &World) -> Store {
    Store::open(&world.journal(), now()).unwrap_or_else(|error| panic!("the journal opens: {error}"))
}

fn first_product() -> RowPath {
    RowPath::default().into_row("products", 0)
}

/// Begins a draft of the exercise, with the cursor in its prose, and makes the folders as private as the program does.
pub fn begin_draft(world: &World, text: &str) {
    let catalog = Catalog::built_in();
    let loaded = catalog.get(EXERCISE).expect("built in");
    let mut answers = Answers::default();
    let product = Value::Text("Maps".to_owned());
    answers.rows_mut("products").push([("product".to_owned(), product)].into_iter().collect());
    if !text.is_empty() {
        let row = answers.row_mut(&first_product()).expect("there");
        row.set("moment", Value::Text(text.to_owned()));
    }
    let at = first_product().field("moment");
    let place = Place { step: "moment".to_owned(), at, cursor: text.len() };
    let mut store = store(world);
    let day = now().day(0);
    let week = week::holding(&store, day).expect("a week");
    let when = (week, day, now());
    practice::begin(&mut store, loaded, when, (&answers, &place), &mut Rng::seeded(11)).expect("begun");
}

/// Begins a draft and opens it, ready to type into the prose.
pub fn open_draft(world: &World, env: &[(&str, &str)]) -> Pty {
    begin_draft(world, "");
    go_on(world, env)
}

/// Opens the draft that is there, where it was left.
pub fn go_on(world: &World, env: &[(&str, &str)]) -> Pty {
    let pty = world.open(&["practice", EXERCISE], env);
    ready(&pty);
    pty
}

/// Waits until the prose can be typed into.
#[track_caller]
pub fn ready(pty: &Pty) {
    pty.wait(ASKED);
    pty.wait_until("the cursor", |screen| !screen.hide_cursor());
}

/// Reads the prose of every draft in the journal, the one saved last first, after checking that nothing is damaged.
#[track_caller]
pub fn drafts(world: &World) -> Vec<(Head, String)> {
    let store = store(world);
    assert_eq!(store.verify().expect("checked"), Vec::<String>::new());
    let heads = store.list(&Filter { drafts_only: true, ..Filter::default() }, None, 20).expect("listed");
    let text = |head: &Head| -> Option<String> {
        let draft = store.draft(head.id).expect("read")?;
        Some(draft.answers.row(&first_product())?.get("moment")?.as_text()?.to_owned())
    };
    heads.iter().map(|head| (head.clone(), text(head).unwrap_or_default())).collect()
}

/// Reads the prose of the one draft.
#[track_caller]
pub fn written(world: &World) -> String {
    let mut drafts = drafts(world);
    assert_eq!(drafts.len(), 1, "one draft: {drafts:?}");
    drafts.remove(0).1
}

/// Waits until the one draft holds a text, while the program goes on.
#[track_caller]
pub fn wait_written(world: &World, text: &str) {
    let mut last = String::new();
    let came = until(DEADLINE, || {
        last = written(world);
        last == text
    });
    assert!(came, "`{text}` was not written, but `{last}`");
}

/// The folder of the journal.
pub fn data(world: &World) -> PathBuf {
    world.journal().parent().map(Path::to_owned).expect("a folder")
}

/// Lists everything below a folder, folders too.
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

/// Lists the files below the home folder that hold some words and are neither the journal nor a copy of it.
pub fn leaks(world: &World, words: &str) -> Vec<PathBuf> {
    let journal = world.journal().display().to_string();
    let copies = data(world).join("backups");
    let ours = |path: &Path| path.display().to_string().starts_with(&journal) || path.starts_with(&copies);
    let holds = |path: &PathBuf| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes.windows(words.len()).any(|window| window == words.as_bytes())
    };
    let files = below(world.home()).into_iter().filter(|path| path.is_file() && !ours(path));
    files.filter(holds).collect()
}
