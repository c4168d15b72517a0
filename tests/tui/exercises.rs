//! Every built-in exercise, with answers of every kind: each page is drawn, and it can be finished.

use empathy::app::practice;
use empathy::domain::exercise::{Exercise, Field};
use empathy::domain::kinds::Kind;
use empathy::domain::locate::Place;
use empathy::domain::value::{Answers, Picks, Value};
use empathy::exercises::{Catalog, Loaded};

use super::{Setup, Tui};

/// Makes answers to the fields of a group: every text is `text`, rows are as many as are wanted, and one more.
fn answers(exercise: &Exercise, group: &mut Vec<String>, text: &str) -> Answers {
    let mut answers = Answers::default();
    for field in exercise.fields_at(group) {
        if let Some(value) = value(exercise, group, field, text) {
            answers.set(field.id.clone(), value);
        }
    }
    answers
}

fn value(exercise: &Exercise, group: &mut Vec<String>, field: &Field, text: &str) -> Option<Value> {
    Some(match &field.kind {
        Kind::Text(_) => Value::Text(text.to_owned()),
        Kind::Scale(scale) => Value::Number(scale.max as f64),
        Kind::Number(_) | Kind::Timer(_) => Value::Number(7.0),
        Kind::Choice(choice) if choice.other => {
            Value::Choice(Picks { picked: Vec::new(), other: Some(text.to_owned()) })
        }
        Kind::Choice(choice) => Value::Choice(Picks::one(choice.options.last()?.id.clone())),
        Kind::Group(kind) => {
            group.push(field.id.clone());
            let count = kind.max.unwrap_or(kind.min.max(1) + 1);
            let rows = (0..count).map(|_| answers(exercise, group, text)).collect();
            group.pop();
            Value::Rows(rows)
        }
        Kind::Rank(_) | Kind::Evidence(_) | Kind::Note(_) => return None,
    })
}

/// Writes a draft into the journal, if anything is answered, and opens it.
fn opened(loaded: &Loaded, answers: &Answers) -> Tui {
    if answers.is_empty() {
        return Setup::new().open(loaded.id());
    }
    let mut tui = Setup::new().today();
    let cx = tui.app.cx();
    let mut store = empathy::db::Store::open(&tui.journal(), cx.now.wall).expect("opens");
    let when = (cx.this_week().expect("a week"), cx.today(), cx.now.wall);
    let mut chance = empathy::sys::rng::Rng::seeded(1);
    let place = Place::default();
    practice::begin(&mut store, loaded, when, (answers, &place), &mut chance).expect("begun");
    drop(store);
    tui.keys("5");
    let id = loaded.id().to_owned();
    tui.into_entry(&id)
}

/// Turns over all pages at two sizes, and finishes.
fn goes_through(name: &str, text: &str) {
    for loaded in Catalog::built_in().all() {
        let exercise = loaded.exercise();
        if exercise.drill.is_some() {
            // It opens as a drill, not as pages.
            continue;
        }
        let answers =
            if text.is_empty() { Answers::default() } else { answers(exercise, &mut Vec::new(), text) };
        let mut tui = opened(loaded, &answers);
        let count = exercise.pages(&answers).len();
        for ((columns, rows), turn) in [((60, 16), "pgdn"), ((120, 40), "pgup")] {
            tui.resize(columns, rows);
            for page in 0..count {
                let (buf, cursor) = tui.paint();
                assert!(cursor.is_none_or(|at| buf.area.contains(at)), "{name} {} {page}", exercise.id);
                let number = if turn == "pgdn" { page + 1 } else { count - page };
                tui.shows(&format!("page {number} of {count}"));
                if columns > 100 {
                    tui.shows(&exercise.title);
                }
                tui.key(turn.parse().expect("a key"));
            }
        }
        for _ in 0..count {
            tui.key("pgdn".parse().expect("a key"));
        }
        tui.keys("<ctrl-s>");
        if text.is_empty() {
            tui.shows("Finish").shows("nothing is written yet");
            continue;
        }
        if !exercise.gaps(&answers).is_empty() {
            tui.shows("still open").keys("<tab><enter>");
        }
        tui.shows(" finished");
        assert_eq!(tui.head(&exercise.id).version, 1, "{name} {}", exercise.id);
    }
}

#[test]
fn every_exercise_can_be_looked_through_empty() {
    goes_through("empty", "");
}

#[test]
fn every_exercise_is_filled_with_a_word() {
    goes_through("word", "word");
}

#[test]
fn every_exercise_is_filled_with_a_page() {
    goes_through("page", &"A sentence of some length, said once more. ".repeat(47));
}

#[test]
fn every_exercise_is_filled_in_any_script() {
    goes_through("scripts", &"日本語テキスト 👩‍👧‍👦 שלום עולם ".repeat(6));
}

#[test]
fn a_share_follows_the_numbers_above_it() {
    let mut tui = Setup::new().open("eval-plan");
    tui.resize(120, 40).keys("<pgdn><pgdn><pgdn>").shows("What it is meant to find").hides("Precision: 83%");
    tui.keys("wrong letters<tab>15<tab>3<tab>").shows("Precision: 83% (15/18). Recall: –.");
    tui.keys("5<tab>").shows("Precision: 83% (15/18). Recall: 75% (15/20).");
    tui.shows("found     │ 15 right    │ 3 false alarms").shows("not found │ 5 missed    │ left alone");
    // While it is typed.
    tui.keys("<shift-tab>0").shows("not found │ 50 missed   │ left alone").keys("<tab>");
    tui.shows("Precision: 83% (15/18). Recall: 23% (15/65).").hides("together");
    tui.keys("Georg<tab>60<tab>Ines<tab>4").shows("missed       │ 50").shows("│ 3000").shows("│ 12");
}

#[test]
fn what_is_worked_out_is_in_sight_where_it_is_typed_on_a_small_screen() {
    let mut tui = Setup::new().size(80, 24).open("eval-plan");
    tui.keys("<pgdn><pgdn><pgdn>").shows("A spam filter sees").keys("wrong letters<tab>");
    for (key, shown) in [("15", "15 right"), ("3", "3 false alarms"), ("5", "Recall: 75% (15/20).")] {
        tui.keys(key).shows("When it is wrong").shows("wrong letters").shows(shown).hides("A spam filter");
        tui.keys("<tab>");
    }
    tui.keys("Georg<tab>60<tab>Ines<tab>4").shows("Ines").shows("false alarms │ 3      │ 4           │ 12");
    tui.keys("<tab><shift-tab>").shows("false alarms │ 3 ");
}
