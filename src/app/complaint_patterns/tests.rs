use std::collections::HashSet;

use super::*;
use crate::app::triage::{Order, Queue};
use crate::app::{practice, week};
use crate::db::{ComplaintFilter, NewImport, Write};
use crate::domain::complaint::{ComplaintId, Label, Made, Picked, Said};
use crate::domain::entry::Head;
use crate::domain::locate::Place;
use crate::domain::time::Moment;
use crate::domain::value::{Answers, Picks, Value};
use crate::exercises::Catalog;
use crate::sys::rng::Rng;

const NOW: Moment = Moment::new(1_763_000_000_000, 0);

fn said(product: &str, text: &str) -> Said {
    Said {
        product: product.into(),
        source: "Reddit".into(),
        source_id: None,
        stars: Some(1),
        day: None,
        text: text.into(),
        link: None,
        author: None,
    }
}

fn import(store: &mut Store, all: &[Said]) -> Vec<ComplaintId> {
    let put = store.import_complaints(&NewImport::default(), NOW, |into| {
        all.iter().try_for_each(|said| into.put(said).map(|_| ()))
    });
    put.expect("imports");
    all.iter().map(|said| ComplaintId::of(&said.product, &said.text)).collect()
}

fn label(store: &mut Store, id: ComplaintId, decision: Decision, picked: Picked) {
    let label = Label { picked, ..Label::new(decision) };
    store.apply(&Write::Label(vec![(id, label)]), NOW).expect("labels");
}

/// Finishes an entry that sorts complaints, each with its dimension; those of no dimension are requests.
fn sort(store: &mut Store, rows: &[(&str, &str)], decision: &str) -> Head {
    let (catalog, mut chance) = (Catalog::built_in(), Rng::seeded(1));
    let sorts = |loaded: &&crate::exercises::Loaded| !loaded.exercise().sortings.is_empty();
    let loaded = catalog.all().find(sorts).expect("an exercise that sorts").clone();
    let row = |(dimension, words): &(&str, &str)| {
        let mut row = Answers::default();
        row.set("product", Value::Text("Otter".into()));
        row.set("words", Value::Text((*words).into()));
        row.set("source", Value::Choice(Picks::one("app_store")));
        let kind = if dimension.is_empty() { "request" } else { "feeling" };
        row.set("kind", Value::Choice(Picks::one(kind)));
        row.set("dimension", Value::Choice(Picks::one(*dimension)));
        row
    };
    let mut answers = Answers::default();
    answers.set("complaints", Value::Rows(rows.iter().map(row).collect()));
    answers.set("decision", Value::Text(decision.into()));
    let when = (week::holding(store, NOW.day(0)).expect("a week"), NOW.day(0), NOW);
    let first = (&answers, &Place::default());
    let (_, draft) = practice::begin(store, &loaded, when, first, &mut chance).expect("begins");
    practice::finish(store, &catalog, &loaded, &draft, NOW).expect("finishes")
}

#[test]
fn what_an_entry_sorts_counts_once_with_what_is_sorted_in_the_store() {
    let mut store = Store::open_in_memory().expect("opens");
    let rows =
        [("errors", "it cost me"), ("errors", "it cost me a day"), ("trust", "it lied"), ("", "dark mode")];
    let head = sort(&mut store, &rows, "");
    let count = |store: &Store| {
        let found = patterns(store, None).expect("reads");
        found.all.iter().map(|one| (one.dimension, one.n)).collect::<Vec<_>>()
    };
    assert_eq!(count(&store), [(Dimension::ErrorTolerance, 2), (Dimension::Trust, 1)]);
    let ids = import(&mut store, &[said("otter", "it  lied"), said("Otter", "more")]);
    assert_eq!(count(&store).len(), 2, "what waits is no pattern");
    let automatic = Label { made: Made::Automatic, ..Label::new(Decision::About(Dimension::MentalModel)) };
    store.apply(&Write::Label(vec![(ids[0], automatic)]), NOW).expect("labels");
    let as_sorted = [(Dimension::ErrorTolerance, 2), (Dimension::Trust, 1)];
    assert_eq!(count(&store), as_sorted, "nobody decided otherwise");
    label(&mut store, ids[0], Decision::About(Dimension::Trust), Picked::Chance);
    assert_eq!(count(&store), as_sorted, "the same words");
    label(&mut store, ids[1], Decision::About(Dimension::Trust), Picked::Chance);
    assert_eq!(count(&store), [(Dimension::Trust, 2), (Dimension::ErrorTolerance, 2)]);
    store.trash(&[head.id], NOW).expect("moves");
    assert_eq!(count(&store), [(Dimension::Trust, 2)]);
    store.restore(&[head.id], NOW).expect("restores");
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn a_decision_answers_the_pattern_it_cites_or_sorted_and_no_other() {
    let mut store = Store::open_in_memory().expect("opens");
    let texts: Vec<String> = (0..12).map(|n| format!("it lied to me {n} times")).collect();
    let all: Vec<Said> = texts.iter().map(|text| said("Otter", text)).collect();
    let ids = import(&mut store, &all);
    for (n, id) in ids.iter().enumerate() {
        let decision = if n % 3 == 0 { Dimension::MentalModel } else { Dimension::Trust };
        label(&mut store, *id, Decision::About(decision), Picked::Order);
    }
    let last = store.sorted_complaints(None, 7).expect("reads");
    assert_eq!(store.sorted_complaints(Some(&["Otter".to_owned()]), 7), Ok(last), "in the same order");
    let open = |store: &Store| {
        let found = patterns(store, None).expect("reads");
        found.all.iter().filter(|one| one.is_open()).map(|one| one.dimension).collect::<Vec<_>>()
    };
    assert_eq!(open(&store), [Dimension::Trust, Dimension::MentalModel]);
    let guessed = import(&mut store, &[said("Otter", "nobody read this one")]);
    let automatic = Label { made: Made::Automatic, ..Label::new(Decision::About(Dimension::Trust)) };
    store.apply(&Write::Label(vec![(guessed[0], automatic)]), NOW).expect("labels");
    let [cited, guessed] =
        [ids[0], guessed[0]].map(|id| store.complaint(id).expect("reads").expect("there").short);
    sort(
        &mut store,
        &[("errors", "a"), ("errors", "b"), ("trust", "c")],
        &format!("Because of {cited}, and of {guessed}, labelled automatically as one about trust."),
    );
    let found = patterns(&store, None).expect("reads");
    assert_eq!(open(&store), [Dimension::Trust], "the entry cites one about mental models");
    let errors = found.all.iter().find(|one| one.dimension == Dimension::ErrorTolerance);
    assert_eq!(errors.map(|one| one.answered.len()), Some(1), "it sorted more of these than of any other");
}

#[test]
fn rates_are_of_a_fair_draw_whatever_was_labelled_out_of_turn() {
    let mut store = Store::open_in_memory().expect("opens");
    let all: Vec<Said> = (0..60).map(|n| said("Otter", &format!("it lied to me {n} times"))).collect();
    let mut ids = import(&mut store, &all);
    // Every third is an unsure one, and these are labelled first.
    let unsure: BTreeSet<ComplaintId> = ids.iter().step_by(3).copied().collect();
    for id in &unsure {
        label(&mut store, *id, Decision::About(Dimension::Trust), Picked::Unsure);
    }
    let rate = |store: &Store| {
        let found = patterns(store, None).expect("reads");
        let trust = found.decisions.iter().find(|one| one.decision == Decision::About(Dimension::Trust));
        (trust.map_or(0, |one| one.by_chance), found.by_chance)
    };
    assert_eq!(rate(&store), (0, 0), "chance has picked none");
    let mut queue = Queue::begin(Order::Useful, &ComplaintFilter::default(), std::iter::empty());
    let mut put_off = None;
    for n in 0..20 {
        let next = queue.more(&store, 1, &HashSet::new()).expect("reads").pop().expect("one waits");
        let decision = if n == 5 { Decision::Later } else { Decision::Nothing };
        put_off = put_off.or((decision == Decision::Later).then_some(next.complaint.id));
        label(&mut store, next.complaint.id, decision, next.picked);
    }
    ids.sort_unstable();
    let waits = |id: &ComplaintId| store.complaint(*id).expect("reads").expect("there").decision.is_none();
    let drawn: Vec<ComplaintId> = ids.iter().copied().take_while(|id| !waits(id)).collect();
    let last = drawn.iter().rposition(|id| !unsure.contains(id)).expect("chance picked some");
    let among = drawn[..=last].iter().filter(|id| unsure.contains(id)).count() as u64;
    assert!(among > 0, "some that were not sure are among them");
    assert_eq!(rate(&store), (among, among + 19));
    label(&mut store, put_off.expect("one was put off"), Decision::Broken, Picked::Order);
    assert_eq!(rate(&store), (among, among + 20), "chance picked it, whenever it was decided");
    // What was labelled without asking ends the draw, until the person decides it.
    let (sure, decision) = (drawn[3], store.complaint(drawn[3]).expect("reads").expect("there").decision);
    let own = Label::new(decision.expect("is labelled"));
    let automatic = Label { made: Made::Automatic, ..own.clone() };
    store.apply(&Write::Label(vec![(sure, automatic)]), NOW).expect("labels");
    assert!(rate(&store).1 <= 3);
    let found = patterns(&store, None).expect("reads");
    let automatic = |one: &Pattern| (one.dimension, one.automatic);
    let of: Vec<_> = found.all.iter().map(automatic).filter(|(_, n)| *n > 0).collect();
    let about: Vec<_> = decision.and_then(Decision::dimension).map(|about| (about, 1)).into_iter().collect();
    assert_eq!((found.automatic, of), (1, about), "it is counted where it is left out");
    store.apply(&Write::Label(vec![(sure, own)]), NOW).expect("labels");
    assert_eq!(rate(&store), (among, among + 20));
    assert_eq!(patterns(&store, None).expect("reads").automatic, 0);
    // What is imported later is drawn from too, before all can be said to be a draw again.
    let more: Vec<Said> = (0..60).map(|n| said("Siri", &format!("it heard me {n} times"))).collect();
    import(&mut store, &more);
    assert!(rate(&store).1 < among + 20);
    let otter = patterns(&store, Some("otter")).expect("reads");
    assert_eq!(otter.by_chance, among + 20, "about the other product nothing has changed");
    let phrases = phrases(&store, Some("nobody")).expect("reads");
    assert_eq!((phrases.0.sorted, phrases.1), (0, vec![]), "a product nobody complained about");
    assert_eq!(store.sorted_complaints(Some(&[]), 9).expect("reads"), [], "of no product");
}
