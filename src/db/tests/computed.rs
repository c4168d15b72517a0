//! What finished entries say: facts, findings and words to suggest.

use super::support::*;
use crate::db::{Begin, Count, Derived, Filter, Finish, Order, Store, Wanted, query};
use crate::domain::entry::Head;
use crate::domain::facts::{Fact, Found, Term};
use crate::domain::locate::Place;
use crate::domain::provenance::Provenance;
use crate::domain::returning::Returning;
use crate::sys::rng::Rng;

fn fact(subject: Option<&str>, value: f64) -> Fact {
    Fact { measure: "trust".into(), subject: subject.map(str::to_owned), value, ..Fact::default() }
}

fn found(subject: &str, text: &str) -> Found {
    Found { subject: subject.into(), text: text.into(), ..Found::default() }
}

fn terms(words: &[&str]) -> Vec<Term> {
    words.iter().map(|text| Term { vocabulary: "products".into(), text: (*text).into() }).collect()
}

fn store() -> (Store, Rng) {
    (Store::open_in_memory().expect("opens"), Rng::seeded(1))
}

#[test]
fn the_last_value_of_an_earlier_week_is_found_under_any_spelling() {
    let (mut store, mut chance) = store();
    for (on, facts) in [
        ("2025-11-10", vec![fact(Some("Spotify DJ"), 4.0), fact(None, 9.0)]),
        ("2025-11-12", vec![fact(Some("spotify  dj"), 3.0), fact(Some("ChatGPT"), 1.0)]),
        ("2025-11-17", vec![fact(Some("Spotify DJ"), 2.0), fact(Some("Spotify DJ"), 5.0)]),
    ] {
        finished(
            &mut store,
            &mut chance,
            on,
            "x",
            &Finish { derived: Derived { facts: facts.clone(), ..line() }, ..done(1) },
        );
    }
    let last = |subject, before| store.last_fact_before("trust", subject, week(before)).expect("reads");
    assert_eq!(last("SPOTIFY DJ", "2025-W46"), None);
    assert_eq!(last("SPOTIFY DJ", "2025-W47"), Some(3.0));
    assert_eq!(last(" spotify dj ", "2025-W50"), Some(5.0));
    assert_eq!(last("", "2025-W50"), Some(9.0));
    assert_eq!(last("Copilot", "2025-W50"), None);
    assert_eq!(store.last_fact_before("other", "ChatGPT", week("2025-W50")), Ok(None));
}

#[test]
fn facts_of_a_week_come_oldest_first_and_are_replaced_when_finished_again() {
    let (mut store, mut chance) = store();
    let category = Fact { category: Some("crash".into()), ..fact(None, 1.0) };
    let late = vec![fact(Some("A"), 2.5), category.clone()];
    let late = finished(
        &mut store,
        &mut chance,
        "2025-11-12",
        "x",
        &Finish { derived: Derived { facts: late.clone(), ..line() }, ..done(1) },
    );
    let early = vec![fact(Some("B"), 1.0), fact(None, f64::NAN)];
    let early = finished(
        &mut store,
        &mut chance,
        "2025-11-10",
        "x",
        &Finish { derived: Derived { facts: early.clone(), ..line() }, ..done(1) },
    );
    let read = |store: &Store| facts_of_week(store, "2025-W46");
    let expected =
        vec![(early.id, fact(Some("B"), 1.0)), (late.id, fact(Some("A"), 2.5)), (late.id, category)];
    assert_eq!(read(&store), expected);
    let draft = store.reopen(early.id, at(2)).expect("reopens");
    assert_eq!(read(&store), expected, "a draft changes nothing");
    store.finish(&draft, &Finish { derived: line(), ..done(3) }).expect("finishes");
    assert_eq!(read(&store), expected[1..]);
    assert_eq!(facts_of_week(&store, "2025-W47"), []);
}

#[test]
fn findings_about_a_subject_come_newest_first_from_other_entries() {
    let (mut store, mut chance) = store();
    let mut heads = Vec::new();
    for (on, said) in [
        ("2025-11-12", vec![found("Ana", "two"), found("Ana", "three"), found("Ben", "other")]),
        ("2025-11-10", vec![found("ana", "one")]),
        ("2025-11-13", vec![found("ANA", "four")]),
    ] {
        heads.push(finished(
            &mut store,
            &mut chance,
            on,
            "x",
            &Finish { derived: Derived { found: said.clone(), ..line() }, ..done(1) },
        ));
    }
    let texts = |except: usize, limit| {
        let cited = store.findings_about("Ana", Some(heads[except].id), limit).expect("reads");
        cited.into_iter().map(|cited| cited.text).collect::<Vec<_>>()
    };
    assert_eq!(texts(2, 9), ["three", "two", "one"]);
    assert_eq!(texts(0, 9), ["four", "one"]);
    assert_eq!(texts(0, 1), ["four"]);
    let cited = &store.findings_about("Ana", Some(heads[0].id), 1).expect("reads")[0];
    assert_eq!((&cited.short, cited.day, cited.exercise.as_str()), (&heads[2].short, heads[2].day, "trust"));
}

#[test]
fn what_is_only_imagined_is_kept_and_counts_in_no_figure_even_after_a_stay_in_the_trash() {
    let (mut store, mut chance) = store();
    let part = |known, uncounted| Fact {
        part: Some("voice".into()),
        category: Some("odd".into()),
        provenance: known,
        uncounted,
        ..fact(Some("DJ"), 3.0)
    };
    let facts =
        vec![part(Provenance::Imagined, true), part(Provenance::Idea, false), part(Provenance::Told, false)];
    let found =
        [Provenance::Imagined, Provenance::Read].map(|provenance| Found { provenance, ..found("DJ", "x") });
    let derived = Derived { facts: facts.clone(), found: found.to_vec(), ..line() };
    let only = Derived { facts: facts[..1].to_vec(), ..line() };
    let head =
        finished(&mut store, &mut chance, "2025-11-10", "x", &Finish { derived: derived.clone(), ..done(1) });
    let other =
        finished(&mut store, &mut chance, "2025-11-17", "y", &Finish { derived: only.clone(), ..done(2) });
    for _ in 0..2 {
        let wanted = |subject| Wanted { measure: "trust", subject, ..Wanted::default() };
        let read = |order, subject| {
            let read = store.facts(&wanted(subject), order, 9).expect("reads");
            read.into_iter().map(|dated| dated.fact).collect::<Vec<_>>()
        };
        let counted = [facts[2].clone(), facts[1].clone()];
        for order in [Order::Newest, Order::Highest, Order::InParts] {
            assert_eq!(read(order, None), counted, "{order:?}");
        }
        assert_eq!(read(Order::Newest, Some("dj")), counted);
        for order in [Order::Newest, Order::Highest] {
            let kept = store.facts(&Wanted { uncounted: true, ..wanted(None) }, order, 9).expect("reads");
            let kept: Vec<Fact> = kept.into_iter().map(|dated| dated.fact).collect();
            assert_eq!(kept, [facts[0].clone(), facts[0].clone()], "{order:?}");
        }
        assert_eq!(store.values("trust", "DJ", 9).expect("reads").len(), 2);
        assert_eq!(store.facts_of(head.id), Ok(facts[1..].to_vec()));
        assert_eq!(store.facts_of(other.id), Ok(vec![]));
        assert_eq!(store.facts_of_exercise("trust", 9).expect("reads").len(), 2);
        assert_eq!(store.tallies("trust", None).expect("sums")[..].iter().map(|sum| sum.n).sum::<u64>(), 2);
        let odd = Count { subject_key: "dj".into(), category: "odd".into(), own: None, n: 2 };
        assert_eq!(store.counts("trust"), Ok(vec![odd]));
        assert_eq!(store.last_fact_before("trust", "DJ", week("2025-W50")), Ok(Some(3.0)));
        assert_eq!(store.recompute(&[(head.id, derived.clone()), (other.id, only.clone())]), Ok(0));
        let known: Vec<_> = store.findings_about("DJ", None, 9).expect("reads");
        let known: Vec<_> = known.iter().map(|one| one.provenance).collect();
        assert_eq!(known, [Provenance::Read, Provenance::Imagined]);
        store.trash(&[head.id, other.id], at(3)).expect("moves");
        store.restore(&[head.id, other.id], at(4)).expect("restores");
    }
}

#[test]
fn words_are_suggested_by_their_beginning_the_last_used_first() {
    let (mut store, mut chance) = store();
    for (minute, words) in [
        (1, ["ChatGPT", "Copilot", "100% sure"]),
        (3, ["copilot chat", "Spotify DJ", "Café"]),
        (2, ["CHATGPT", "a_b", "\u{10FFFF}"]),
    ] {
        finished(
            &mut store,
            &mut chance,
            "2025-11-10",
            "x",
            &Finish { derived: Derived { terms: terms(&words), ..line() }, ..done(minute) },
        );
    }
    let suggest = |typed, limit| store.suggest("products", typed, limit).expect("suggests");
    assert_eq!(suggest("c", 9), ["Café", "copilot chat", "CHATGPT", "Copilot"]);
    assert_eq!(suggest("COPILOT ", 9), ["copilot chat", "Copilot"]);
    assert_eq!(suggest("cafe\u{301}", 9), ["Café"]);
    assert_eq!(suggest("", 2), ["Café", "copilot chat"]);
    assert_eq!(suggest("100%", 9), ["100% sure"]);
    assert_eq!(suggest("%", 9), Vec::<String>::new());
    assert_eq!(suggest("a_", 9), ["a_b"]);
    assert_eq!(suggest("c'; DROP TABLE term; --", 9), Vec::<String>::new());
    assert_eq!(store.suggest("people", "c", 9), Ok(vec![]));
}

#[test]
fn in_a_large_vocabulary_the_words_used_lately_come_first() {
    let (mut store, mut chance) = store();
    for minute in 0..4 {
        let words: Vec<_> = (0..900).map(|n| format!("word {minute} {n:03}")).collect();
        let words: Vec<_> = words.iter().map(String::as_str).collect();
        let done = Finish { derived: Derived { terms: terms(&words), ..line() }, ..done(minute) };
        finished(&mut store, &mut chance, "2025-11-10", "x", &done);
    }
    let suggest = |typed, limit| store.suggest("products", typed, limit).expect("suggests");
    assert_eq!(suggest("w", 2), ["word 3 000", "word 3 001"]);
    assert_eq!(suggest("word 1 89", 2), ["word 1 890", "word 1 891"]);
    assert_eq!(suggest("", 1), ["word 3 000"]);
}

/// Finishes an entry of a day that rates trust in Otter, begun at a minute and about a moment, if that was told.
fn rated(store: &mut Store, (on, minute, happened): (&str, i64, Option<i64>), value: f64) -> Head {
    let text = format!("{on} {minute} {value}");
    let (answers, place) = (said(&text), Place::default());
    let begin = Begin {
        happened: happened.map(at),
        written: at(minute).day(0),
        ..beginning("trust", on, minute, (&answers, &place))
    };
    let (_, draft) = store.begin(&begin, &mut Rng::seeded(minute as u64)).expect("begins");
    let facts = vec![fact(Some("Otter"), value)];
    let finish = Finish { derived: Derived { facts, ..line() }, ..done(minute) };
    store.finish(&draft, &finish).expect("finishes")
}

#[test]
fn the_ratings_of_a_day_come_in_the_order_they_happened() {
    let mut store = Store::open_in_memory().expect("opens");
    let on = "2025-11-13";
    let typed_first = rated(&mut store, (on, 100, None), 2.0);
    let told_later = rated(&mut store, (on, 101, Some(30)), 4.0);
    assert_eq!(store.values("trust", "Otter", 2).expect("reads"), [(day(on), 2.0), (day(on), 4.0)]);
    let listed = store.list(&Filter::default(), None, 9).expect("lists");
    assert_eq!(listed.iter().map(|head| head.id).collect::<Vec<_>>(), [typed_first.id, told_later.id]);
}

#[test]
fn facts_name_the_day_they_were_written_on() {
    let mut store = Store::open_in_memory().expect("opens");
    rated(&mut store, ("2025-11-13", 0, None), 2.0);
    rated(&mut store, ("2025-11-13", 3 * 24 * 60, Some(10)), 4.0);
    let facts = store.facts(&Wanted { measure: "trust", ..Wanted::default() }, Order::Newest, 9);
    let days: Vec<_> =
        facts.expect("reads").iter().map(|one| (one.fact.value, one.day, one.written)).collect();
    let on = day("2025-11-13");
    assert_eq!(days, [(4.0, on, day("2025-11-16")), (2.0, on, on)]);
}

#[test]
fn facts_are_found_by_all_that_narrows_them_and_looked_up_along_an_index() {
    let mut store = Store::open_in_memory().expect("opens");
    for (nth, on) in ["2025-11-03", "2025-11-12", "2025-11-13", "2025-11-20"].into_iter().enumerate() {
        rated(&mut store, (on, 100 + i64::try_from(nth).expect("few"), None), nth as f64);
    }
    let days = [None, Some(day("2025-11-12"))];
    let (subjects, weeks) = ([None, Some("otter")], [None, Some(week("2025-W46"))]);
    for ((from, to), (subject, week)) in days
        .into_iter()
        .flat_map(|from| days.map(|to| (from, to)))
        .flat_map(|span| subjects.into_iter().flat_map(move |one| weeks.map(|week| (span, (one, week)))))
    {
        let wanted = Wanted { measure: "trust", subject, week, from, to, ..Wanted::default() };
        let is_in = |value: &f64| {
            let after = from.is_none() || *value >= 1.0;
            after && (to.is_none() || *value <= 1.0) && (week.is_none() || [1.0, 2.0].contains(value))
        };
        let expected: Vec<f64> = [3.0, 2.0, 1.0, 0.0].into_iter().filter(is_in).collect();
        let found = store.facts(&wanted, Order::Newest, 9).expect("reads");
        let found: Vec<f64> = found.iter().map(|dated| dated.fact.value).collect();
        assert_eq!(found, expected, "{wanted:?}");
    }
}

#[test]
fn what_was_looked_at_again_stays_so_whatever_the_entry_says_before_it() {
    let (mut store, mut chance) = store();
    let returning = |about: &str| Returning {
        about: about.into(),
        days: 21,
        text: format!("Still {about}?"),
        exercise: "look".into(),
        first: vec![],
    };
    let saying = |returning: &[Returning]| Finish {
        derived: Derived { returning: returning.to_vec(), ..line() },
        ..done(1)
    };
    let head = finished(&mut store, &mut chance, "2025-11-12", "x", &saying(&[returning("Otter")]));
    let settled = |store: &Store| {
        let all = store.returning(day("2025-11-01"), day("2025-11-30"), |_| true).expect("reads");
        all.into_iter().map(|one| (one.returning.about, one.settled)).collect::<Vec<_>>()
    };
    store.settle(head.id, &returning("Otter"), day("2025-12-03")).expect("settles");
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    store.finish(&draft, &saying(&[returning("Siri"), returning("Otter")])).expect("finishes");
    assert_eq!(settled(&store), [("Otter".to_owned(), true), ("Siri".to_owned(), false)]);
    assert_eq!(
        (store.settled_on(day("2025-12-03")), store.settled_on(day("2025-12-04"))),
        (Ok(true), Ok(false))
    );
}

/// Long enough to be stored as the way to it.
const MOMENT: &str =
    "It read the whole thread before it answered, and named the mail that the date was from.";

#[test]
fn long_words_are_kept_once_and_read_as_they_were() {
    let (mut store, mut chance) = store();
    let own = Fact { category: Some("other".into()), ..fact(Some("Otter"), 1.0) };
    let facts = [fact(Some("Otter"), 4.0), own].map(|fact| Fact { words: Some(MOMENT.into()), ..fact });
    let derived = Derived { facts: facts.to_vec(), ..line() };
    let head = finished(
        &mut store,
        &mut chance,
        "2025-11-10",
        MOMENT,
        &Finish { derived: derived.clone(), ..done(1) },
    );
    let stored = "SELECT group_concat(typeof(words), ' ') FROM fact AS near";
    assert_eq!(query::value(&store.conn, stored, []), Ok(Some("blob text".to_owned())));
    assert_eq!(store.facts_of(head.id), Ok(facts.to_vec()));
    assert_eq!(store.counts("trust").expect("counts")[1].own.as_deref(), Some(MOMENT));
    assert_eq!(store.recompute(&[(head.id, derived)]), Ok(0));
    // Long words stand in the answers alone: of damaged ones, also where they can be read, nothing is passed off as theirs.
    let damage = "UPDATE revision AS near SET answers = replace(answers, 'thread', 'threat')";
    query::run(&store.conn, damage, []).expect("damages");
    let read: Vec<_> = store.facts_of(head.id).expect("reads").into_iter().map(|fact| fact.words).collect();
    assert_eq!(read, [None, Some(MOMENT.to_owned())]);
}

#[test]
fn words_stored_whole_and_subjects_not_listed_are_made_anew() {
    let (mut store, mut chance) = store();
    let facts = vec![Fact { words: Some(MOMENT.into()), ..fact(Some("Otter"), 4.0) }];
    let derived = Derived { facts: facts.clone(), ..line() };
    let head = finished(
        &mut store,
        &mut chance,
        "2025-11-10",
        MOMENT,
        &Finish { derived: derived.clone(), ..done(1) },
    );
    query::run(&store.conn, "UPDATE fact AS near SET words = ?1", [MOMENT]).expect("stores it whole");
    assert_eq!(store.facts_of(head.id), Ok(facts.clone()));
    assert_eq!(store.recompute(&[(head.id, derived.clone())]), Ok(1));
    assert_eq!(
        query::value(&store.conn, "SELECT typeof(words) FROM fact AS near", []),
        Ok(Some("blob".to_owned()))
    );

    assert_eq!(query::run(&store.conn, "DELETE FROM about AS near", []), Ok(1));
    let wrong = ["the list of what entries are about is wrong; `empathy doctor --rebuild` repairs it"];
    assert_eq!(store.verify().expect("checks"), wrong);
    assert_eq!(store.recompute(&[(head.id, derived)]), Ok(1));
    assert_eq!((store.verify(), store.facts_of(head.id)), (Ok(vec![]), Ok(facts)));
    assert_eq!(store.values("trust", "otter", 9).expect("reads").len(), 1);
}
