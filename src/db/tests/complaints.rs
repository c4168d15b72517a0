//! Complaints: stored once, labelled with a way back, listed and counted without reading more than is shown.

use super::support::*;
use crate::db::complaints::count_all;
use crate::db::{ComplaintFilter, NewImport, Standing, Store, ToLearn, Towards, Write};
use crate::domain::complaint::{Complaint, ComplaintId, Decision, Dimension, Label, Made, Picked, Said};
use crate::domain::search::Word;
use crate::error::{Error, Result};
use crate::sys::rng::Rng;

const TRUST: Decision = Decision::About(Dimension::Trust);
const ERRORS: Decision = Decision::About(Dimension::ErrorTolerance);

fn many() -> Vec<Said> {
    (0..40)
        .map(|n| {
            let product = if n % 2 == 0 { "Otter" } else { "Siri" };
            let day = (n % 10 != 0).then(|| day("2025-10-01") + chrono::Days::new(n / 2));
            let source = if n % 3 == 0 { "Reddit" } else { "Google Play" };
            Said {
                day,
                source: source.into(),
                source_id: Some(format!("id-{n}")),
                ..complaint(product, &format!("it lied to me {n} times"))
            }
        })
        .collect()
}

fn stocked() -> Store {
    let mut store = Store::open_in_memory().expect("opens");
    assert_eq!(import(&mut store, &many()), 40);
    store
}

fn listed(store: &Store, filter: &ComplaintFilter) -> Vec<Complaint> {
    store.complaints(filter, None, Towards::Older, 99).expect("lists")
}

fn label(store: &mut Store, all: &[(ComplaintId, Decision)]) {
    let labels = all.iter().map(|(id, decision)| (*id, Label::new(*decision))).collect();
    let written = store.apply(&Write::Label(labels), at(1)).expect("labels");
    assert_eq!(written.complaints, all.iter().map(|(id, _)| *id).collect::<Vec<_>>());
}

fn count(store: &Store, decision: Option<Decision>) -> u64 {
    let counts = store.complaint_counts().expect("counts");
    counts.iter().filter(|count| count.decision == decision).map(|count| count.n).sum()
}

#[test]
fn a_complaint_is_stored_once_whatever_file_it_is_in() {
    let mut store = stocked();
    let mut again = many();
    again.push(complaint("OTTER", " it lied  to me 0 times"));
    again.push(Said { source_id: Some("id-1".into()), ..complaint("Siri", "edited since") });
    again.push(Said {
        source_id: Some("id-1".into()),
        source: "Reddit".into(),
        ..complaint("Siri", "another")
    });
    again.push(complaint("Siri", "new"));
    assert_eq!(store.knows_complaint(&again[40]), Ok(true));
    assert_eq!(import(&mut store, &again), 2, "the same id at another source is another one");
    assert_eq!(count(&store, None), 42);
    let imports = store.complaint_imports().expect("lists");
    assert_eq!(imports.iter().map(|import| import.complaints).collect::<Vec<_>>(), [2, 40]);
    assert_eq!(
        store.import_like("text").map(|told| told.map(|told| told.file)),
        Ok(Some("reviews.csv".into()))
    );
    assert_eq!(store.import_like("other"), Ok(None));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn an_import_that_stops_leaves_the_journal_as_it_was() {
    let mut store = stocked();
    let before = exported(&store);
    let stopped: Result<()> = store.import_complaints(&NewImport::default(), at(0), |into| {
        into.put(&complaint("Siri", "new"))?;
        Err(Error::usage("stopped", ""))
    });
    assert!(stopped.is_err());
    assert_eq!(exported(&store), before);
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn windows_of_every_list_come_to_the_whole_list_both_ways() {
    let mut store = stocked();
    let all = listed(&store, &ComplaintFilter::default());
    assert_eq!(all.len(), 40);
    assert!(all.is_sorted_by_key(|complaint| std::cmp::Reverse((complaint.said.day, complaint.number))));
    let chosen: Vec<_> = all.iter().step_by(3).map(|complaint| (complaint.id, TRUST)).collect();
    label(&mut store, &chosen);
    label(&mut store, &[(all[1].id, ERRORS)]);
    let otter = Some("Otter".to_owned());
    let words = |text: &str, prefix| vec![Word { text: text.into(), prefix }];
    for (filter, many) in [
        (ComplaintFilter::default(), 40),
        (ComplaintFilter { product: otter.clone(), ..Default::default() }, 20),
        (ComplaintFilter { source: Some("Reddit".into()), ..Default::default() }, 14),
        (ComplaintFilter { standing: Standing::Waiting, ..Default::default() }, 25),
        (ComplaintFilter { standing: Standing::Decided, ..Default::default() }, 15),
        (ComplaintFilter { standing: Standing::Is(ERRORS), ..Default::default() }, 1),
        (ComplaintFilter { standing: Standing::Waiting, product: otter.clone(), ..Default::default() }, 13),
        (ComplaintFilter { standing: Standing::Is(TRUST), product: otter.clone(), ..Default::default() }, 6),
        (ComplaintFilter { words: words("lied to me 7", false), ..Default::default() }, 1),
        (ComplaintFilter { words: words("lie", true), product: otter, ..Default::default() }, 20),
        (ComplaintFilter { words: words("\" OR (", true), ..Default::default() }, 0),
    ] {
        let whole = listed(&store, &filter);
        assert_eq!(whole.len(), many, "{filter:?}");
        let mut found: Vec<Complaint> = Vec::new();
        loop {
            let window = store.complaints(&filter, found.last(), Towards::Older, 7).expect("lists");
            if window.is_empty() {
                break;
            }
            found.extend(window);
        }
        assert_eq!(found, whole, "{filter:?}");
        if let Some(last) = whole.last() {
            let mut back = store.complaints(&filter, Some(last), Towards::Newer, 99).expect("lists");
            back.reverse();
            assert_eq!(back, whole[..whole.len() - 1], "{filter:?}");
        }
    }
}

#[test]
fn chance_leaves_nobody_out_and_is_the_same_for_a_seed() {
    let mut store = stocked();
    let order = |store: &Store, seed| -> Vec<ComplaintId> {
        let found = store.complaints_by_chance(None, None, seed, 99).expect("finds");
        found.into_iter().map(|complaint| complaint.id).collect()
    };
    let one = order(&store, 1 << 63);
    assert_eq!(one.len(), 40);
    assert_eq!(order(&store, 1 << 63), one);
    assert_ne!(order(&store, 1 << 62), one);
    let otter = store.complaints_by_chance(Some("Otter"), Some("Reddit"), 7, 99).expect("finds");
    assert_eq!(otter.len(), 7);
    label(&mut store, &[(one[0], Decision::Nothing), (one[1], Decision::Later)]);
    assert_eq!(order(&store, 1 << 63), one[2..]);
}

#[test]
fn labels_are_undone_and_redone_in_the_batches_they_were_made_in() {
    let mut store = stocked();
    let all = listed(&store, &ComplaintFilter::default());
    let [a, b, c] = [all[0].id, all[1].id, all[2].id];
    label(&mut store, &[(a, TRUST)]);
    label(&mut store, &[(a, ERRORS), (b, Decision::Request), (c, Decision::Broken)]);
    let stands = |store: &Store| {
        [a, b, c].map(|id| store.complaint(id).expect("reads").and_then(|complaint| complaint.decision))
    };
    let second = [Some(ERRORS), Some(Decision::Request), Some(Decision::Broken)];
    assert_eq!(stands(&store), second);
    assert_eq!((count(&store, Some(ERRORS)), count(&store, Some(TRUST)), count(&store, None)), (1, 0, 37));
    let mut go = |write: Write| store.apply(&write, at(2)).map(|written| written.complaints.len());
    assert_eq!(go(Write::RedoLabels), Ok(0), "nothing was undone");
    assert_eq!(go(Write::UndoLabels), Ok(3));
    assert_eq!(stands(&store), [Some(TRUST), None, None]);
    assert_eq!(store.verify(), Ok(vec![]));
    let mut go = |write: Write| store.apply(&write, at(2)).map(|written| written.complaints.len());
    assert_eq!((go(Write::UndoLabels), go(Write::UndoLabels)), (Ok(1), Ok(0)));
    assert_eq!((go(Write::RedoLabels), go(Write::RedoLabels), go(Write::RedoLabels)), (Ok(1), Ok(3), Ok(0)));
    assert_eq!(stands(&store), second);
    let mut go = |write: Write| store.apply(&write, at(2)).map(|written| written.complaints.len());
    assert_eq!(go(Write::UndoLabels), Ok(3));
    label(&mut store, &[(b, TRUST)]);
    assert_eq!(store.apply(&Write::RedoLabels, at(3)).map(|written| written.complaints.len()), Ok(0));
    let history = store.labels_of(b).expect("reads");
    assert_eq!(
        history.iter().map(|label| label.undone).collect::<Vec<_>>(),
        [false, true],
        "nothing is lost"
    );
    assert_eq!(store.last_labels(None, 9).map(|labels| labels.len()), Ok(2));
    carried(&store);
}

#[test]
fn how_a_complaint_was_picked_first_stays_whatever_is_decided_later() {
    let mut store = stocked();
    let id = listed(&store, &ComplaintFilter::default())[0].id;
    for (decision, picked) in [(Decision::Later, Picked::Chance), (TRUST, Picked::Order)] {
        let label = Label { picked, ..Label::new(decision) };
        store.apply(&Write::Label(vec![(id, label)]), at(1)).expect("labels");
    }
    let stands = store.standing_label(id).expect("reads").expect("there").label;
    assert_eq!((stands.decision, stands.picked), (TRUST, Picked::Chance));
}

#[test]
fn a_label_that_cannot_be_one_is_refused_and_nothing_of_its_batch_stays() {
    let mut store = stocked();
    let id = listed(&store, &ComplaintFilter::default())[0].id;
    let before = exported(&store);
    let twice = Label { second: Some(Dimension::Trust), ..Label::new(TRUST) };
    let second_of_none = Label { second: Some(Dimension::Trust), ..Label::new(Decision::Nothing) };
    let beyond = Label { phrase: Some(3..999), ..Label::new(TRUST) };
    let empty = Label { phrase: Some(3..3), ..Label::new(TRUST) };
    for wrong in [twice, second_of_none, beyond, empty] {
        let batch = vec![(id, Label::new(TRUST)), (id, wrong)];
        assert!(store.apply(&Write::Label(batch), at(1)).is_err());
        assert_eq!(exported(&store), before);
    }
    let whole = Label {
        second: Some(Dimension::MentalModel),
        phrase: Some(3..7),
        note: "a note".into(),
        picked: Picked::Chance,
        ..Label::new(TRUST)
    };
    store.apply(&Write::Label(vec![(id, whole.clone())]), at(1)).expect("labels");
    let read = store.standing_label(id).expect("reads").expect("there");
    assert_eq!((read.label, read.at, read.reader), (whole, at(1), String::new()));
}

#[test]
fn a_complaint_that_cannot_be_read_is_not_taken_for_one_that_is_gone() {
    let mut store = stocked();
    let ids: Vec<ComplaintId> =
        many()[..2].iter().map(|said| ComplaintId::of(&said.product, &said.text)).collect();
    let hex = uuid::Uuid::from_bytes(ids[1].bytes()).simple();
    // Looking the second one up fails, as a bad disk would.
    let fails = format!(
        "CREATE TEMP VIEW complaint AS SELECT * FROM main.complaint
             WHERE CASE WHEN id = x'{hex}' THEN abs(-9223372036854775807 - 1) ELSE 1 END;
         CREATE TEMP TRIGGER writes_nothing INSTEAD OF UPDATE ON temp.complaint BEGIN SELECT 1; END"
    );
    store.conn.execute_batch(&fails).expect("a fault");
    let labels = ids.iter().map(|id| (*id, Label::new(TRUST))).collect();
    let failed = store.apply(&Write::Label(labels), at(1)).expect_err("must not drop the second");
    assert!(format!("{failed:?}").contains("overflow"), "{failed:?}");
    store.conn.execute_batch("DROP VIEW temp.complaint").expect("repaired");
    assert_eq!(store.last_labels(None, 9), Ok(vec![]));
}

#[test]
fn labels_given_again_and_by_a_partner_are_compared_and_do_not_stand() {
    let mut store = stocked();
    let all = listed(&store, &ComplaintFilter::default());
    label(&mut store, &[(all[0].id, TRUST)]);
    let again = Label { again: true, ..Label::new(ERRORS) };
    store.apply(&Write::Label(vec![(all[0].id, again)]), at(2)).expect("labels");
    store.take_labels("Sam", &[(all[0].id, Label::new(ERRORS))], at(3)).expect("takes");
    store.take_labels("Sam", &[(all[1].id, Label::new(ERRORS))], at(4)).expect("takes again");
    let ids = |reader: &str| -> Vec<ComplaintId> {
        store.compared_labels(reader).expect("lists").into_iter().map(|label| label.complaint).collect()
    };
    assert_eq!((ids(""), ids("Sam")), (vec![all[0].id], vec![all[1].id]));
    assert_eq!(store.readers(), Ok(vec!["Sam".to_owned()]));
    assert_eq!(store.complaint(all[0].id).map(|c| c.and_then(|c| c.decision)), Ok(Some(TRUST)));
    assert_eq!((count(&store, Some(ERRORS)), count(&store, Some(TRUST))), (0, 1));
    carried(&store);
}

#[test]
fn what_was_learnt_is_kept_until_a_label_in_it_stands_no_more() {
    let mut store = stocked();
    let all = listed(&store, &ComplaintFilter::default());
    for (complaint, decision) in all.iter().zip([TRUST, Decision::Later, ERRORS]) {
        label(&mut store, &[(complaint.id, decision)]);
    }
    let numbers = |store: &Store, after| -> Vec<i64> {
        store.to_learn(after, 9).expect("reads").into_iter().map(|ToLearn { number, .. }| number).collect()
    };
    assert_eq!(numbers(&store, 0), [1, 3], "what was put off teaches nothing");
    let keep = |store: &mut Store| {
        store.apply(&Write::KeepLearnt(3, "{}".into()), at(2)).expect("keeps");
        assert_eq!(store.learnt().map(|kept| (kept.since, kept.upto, kept.value)), Ok((0, 3, "{}".into())));
    };
    keep(&mut store);
    store.apply(&Write::UndoLabels, at(2)).expect("undoes");
    assert_eq!(store.learnt().map(|kept| (kept.upto, kept.value)), Ok((0, String::new())));
    keep(&mut store);
    label(&mut store, &[(all[5].id, TRUST)]);
    assert_eq!(store.learnt().map(|kept| kept.upto), Ok(3), "a new label changes nothing of it");
    label(&mut store, &[(all[0].id, ERRORS)]);
    assert_eq!(store.learnt().map(|kept| kept.upto), Ok(0), "another decision does");
    store.apply(&Write::EraseLearnt, at(3)).expect("erases");
    let since = store.learnt().expect("reads").since;
    assert!(numbers(&store, since).is_empty());
    carried(&store);
}

#[test]
fn a_typed_id_finds_its_complaint() {
    let store = stocked();
    let one = listed(&store, &ComplaintFilter::default()).remove(3);
    let find = |typed: &str| store.look_up_complaints(&typed.parse().expect("an id")).expect("looks up");
    assert_eq!(find(one.short.as_str()), std::slice::from_ref(&one));
    assert!(find("cmp").len() == 20 && find("cmp-zzzz").is_empty());
}

#[test]
fn a_text_that_is_not_what_was_written_and_a_wrong_count_are_told() {
    let store = stocked();
    store.conn.execute("UPDATE complaint SET text = 'other' WHERE number = 1", []).expect("damages");
    let ghost = "INSERT INTO complaint_count VALUES ('Ghost', 'Reddit', 'trust', 'automatic', 7)";
    for damage in ["UPDATE complaint_count SET n = n + 1", ghost] {
        count_all(&store.conn).expect("counts");
        store.conn.execute(damage, []).expect("damages");
        let wrong = store.verify().expect("checks");
        assert!(wrong.iter().any(|line| line.contains("is not what was written")), "{wrong:?}");
        assert!(wrong.iter().any(|line| line == "the complaints are not counted correctly"), "{wrong:?}");
    }
}

#[test]
fn what_was_labelled_without_asking_is_counted_apart_and_teaches_and_shows_nothing() {
    let mut store = stocked();
    let all = listed(&store, &ComplaintFilter::default());
    let automatic = |decision| Label { made: Made::Automatic, ..Label::new(decision) };
    let batch = all[1..4].iter().map(|one| (one.id, automatic(TRUST))).collect();
    label(&mut store, &[(all[0].id, TRUST)]);
    store.apply(&Write::Label(batch), at(1)).expect("labels");
    let counted = |store: &Store| {
        let counts = store.complaint_counts().expect("counts");
        let of: Vec<_> = counts.iter().filter(|count| count.decision == Some(TRUST)).collect();
        (of.iter().map(|count| count.n).sum::<u64>(), of.iter().map(|count| count.automatic).sum::<u64>())
    };
    assert_eq!(counted(&store), (4, 3));
    assert_eq!(store.to_learn(0, 9).map(|labels| labels.len()), Ok(1));
    let ids = |all: Vec<crate::db::SortedComplaint>| all.into_iter().map(|one| one.short).collect::<Vec<_>>();
    assert_eq!(store.labelled_last(9).map(ids), Ok(vec![all[0].short.clone()]));
    let product = [all[0].said.product.clone()];
    for products in [None, Some(&product[..])] {
        assert_eq!(store.sorted_complaints(products, 9).map(ids), Ok(vec![all[0].short.clone()]));
    }
    let last = store.last_labels(None, 1).expect("reads");
    assert_eq!(last.first().map(|one| one.complaint), Some(all[0].id), "however many were labelled since");
    store.apply(&Write::KeepLearnt(4, "{}".into()), at(1)).expect("keeps");
    let day = at(1).local().date();
    let week = store.labelled_between(day, day).expect("counts");
    assert_eq!(
        week.iter().map(|one| (one.n, one.automatic)).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)),
        (1, 3)
    );
    label(&mut store, &[(all[1].id, ERRORS)]);
    assert_eq!(counted(&store), (3, 2), "decided by the person after all");
    assert_eq!(store.learnt().map(|kept| kept.upto), Ok(4), "it was not in what was learnt");
    store.rebuild_complaints().expect("rebuilds");
    assert_eq!(store.learnt().map(|kept| (kept.upto, kept.value)), Ok((0, String::new())));
    store.apply(&Write::UndoLabels, at(2)).expect("undoes");
    store.apply(&Write::UndoLabels, at(2)).expect("undoes");
    assert_eq!(counted(&store), (1, 0));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn what_was_judged_is_checked_and_repaired() {
    let mut store = stocked();
    let ids: Vec<ComplaintId> =
        listed(&store, &ComplaintFilter::default()).iter().map(|one| one.id).collect();
    let automatic = Label { made: Made::Automatic, ..Label::new(TRUST) };
    store.apply(&Write::Label(vec![(ids[0], automatic)]), at(1)).expect("labels");
    label(&mut store, &[(ids[1], TRUST)]);
    assert_eq!(store.verify(), Ok(vec![]));
    // One that a person decided, one that nobody did, and one that waits.
    for damage in [
        "judged = NULL WHERE judged IS NOT NULL",
        "judged = decision",
        "judged = 'trust' WHERE label IS NULL",
    ] {
        store.conn.execute(&format!("UPDATE complaint SET {damage}"), []).expect("damages");
        let wrong = store.verify().expect("checks");
        assert!(wrong.iter().any(|line| line.contains("does not match its label")), "{damage}: {wrong:?}");
        store.rebuild_complaints().expect("rebuilds");
        assert_eq!(store.verify(), Ok(vec![]), "{damage}");
    }
}

#[test]
fn an_import_is_undone_but_for_what_was_labelled() {
    let mut store = stocked();
    let before = exported(&store);
    let more: Vec<Said> = (0..6).map(|n| complaint("Otter", &format!("it cost me {n}"))).collect();
    assert_eq!(import(&mut store, &more), 6);
    let last = store.complaint_imports().expect("lists").remove(0);
    let undone = store.undo_import(last.number).expect("undoes");
    assert_eq!((undone.gone, undone.import), (6, last));
    assert_eq!(exported(&store), before);
    assert_eq!(store.verify(), Ok(vec![]));
    let words =
        ComplaintFilter { words: vec![Word { text: "cost".into(), prefix: false }], ..Default::default() };
    assert_eq!(listed(&store, &words), []);
    assert!(store.undo_import(99).is_err());

    assert_eq!(import(&mut store, &more), 6);
    let new = listed(&store, &words);
    label(&mut store, &[(new[0].id, TRUST)]);
    label(&mut store, &[(new[1].id, TRUST)]);
    store.apply(&Write::UndoLabels, at(2)).expect("undoes");
    let last = store.complaint_imports().expect("lists").remove(0);
    assert_eq!((last.complaints, last.labelled), (6, 2));
    assert_eq!(store.undo_import(last.number).map(|undone| undone.gone), Ok(4));
    assert_eq!(listed(&store, &words).len(), 2);
    let redone = store.apply(&Write::RedoLabels, at(3)).expect("redoes");
    assert_eq!(redone.complaints, [new[1].id]);
    assert_eq!(count(&store, Some(TRUST)), 2);
    let left = store.complaint_imports().expect("lists").remove(0);
    assert_eq!((left.complaints, left.labelled), (2, 2));
    assert_eq!(store.verify(), Ok(vec![]));
}

#[test]
fn undoing_an_import_keeps_what_a_draft_names_and_the_other_labels_of_a_batch() {
    let mut store = stocked();
    let more: Vec<Said> = (0..3).map(|n| complaint("Otter", &format!("it cost me {n}"))).collect();
    import(&mut store, &more);
    let ids = more.iter().map(|said| ComplaintId::of(&said.product, &said.text)).collect::<Vec<_>>();
    let short = store.complaint(ids[0]).expect("reads").expect("there").short;
    let (_, draft) = begin(&mut store, &mut Rng::seeded(1));
    store.save_draft(&written(&draft, &format!("As {short} says."))).expect("saves");
    let last = store.complaint_imports().expect("lists").remove(0);
    assert_eq!(store.undo_import(last.number).map(|undone| undone.gone), Ok(2));
    assert!(store.complaint(ids[0]).expect("reads").is_some(), "a draft names it");
    let labels = [ids[1], ids[0]].map(|id| (id, Label::new(TRUST))).to_vec();
    let kept = store.apply(&Write::Label(labels), at(2)).expect("labels what is there");
    assert_eq!(kept.complaints, [ids[0]]);
    assert!(store.apply(&Write::Label(vec![(ids[1], Label::new(TRUST))]), at(2)).is_err(), "none is there");
    assert_eq!(store.verify(), Ok(vec![]));
}
