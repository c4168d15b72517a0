//! Search: what is found, in which order, the line shown of it, and that any text may be typed.

use proptest::prelude::*;

use super::support::*;
use crate::db::{Begin, Derived, Finish, Hit, Store};
use crate::domain::entry::Head;
use crate::domain::facts::{Fact, Term};
use crate::domain::field_role::FieldRole;
use crate::domain::search::{Query, Searchable, Source};
use crate::domain::value::{Answers, Picks, Value};
use crate::sys::rng::Rng;

fn empty() -> (Store, Rng) {
    (Store::open_in_memory().expect("opens"), Rng::seeded(1))
}

fn search(store: &Store, typed: &str) -> Vec<Hit> {
    let mut query = Query::parse(typed, chrono::NaiveDate::default());
    query.resolve(|| Searchable {
        states: ["trust".to_owned()].into(),
        sources: [
            (FieldRole::Product, Source::Vocabulary("product".into())),
            (FieldRole::Dimension, Source::Category("recommended_dimension".into())),
        ]
        .into(),
        names: [((FieldRole::Dimension, "t".to_owned()), "trust".to_owned())].into(),
    });
    store.search(&query, 20).expect("any text is a search")
}

fn found(store: &Store, typed: &str) -> Vec<String> {
    search(store, typed).into_iter().map(|hit| hit.head.short.to_string()).collect()
}

fn shown(hit: &Hit) -> String {
    hit.snippet.iter().map(|(text, mark)| if *mark { format!("[{text}]") } else { text.clone() }).collect()
}

fn short(head: &Head) -> String {
    head.short.to_string()
}

#[test]
fn words_are_found_wherever_they_were_written_without_case_or_accents() {
    let (mut store, mut chance) = empty();
    let line = Derived { summary: "ChatGPT 4 · Otter 2".into(), ..Derived::default() };
    let line = Finish { derived: line, ..done(1) };
    let one = finished(&mut store, &mut chance, "2025-11-13", "It listens at the Café, slowly", &line);
    let two = finished(&mut store, &mut chance, "2025-11-12", "It guesses at the bar, slowly", &done(1));
    for typed in
        ["listens ", "LISTENS", "lis", "cafe", "CAFÉ", "otter listens", "\"at the cafe\"", "listens li"]
    {
        assert_eq!(found(&store, typed), [short(&one)], "{typed}");
    }
    for typed in ["lis ", "listens guesses", "\"the at\"", "nowhere", "title:listens x"] {
        assert_eq!(found(&store, typed), Vec::<String>::new(), "{typed}");
    }
    // It is in both once, and the other one is shorter.
    assert_eq!(found(&store, "it"), [short(&two), short(&one)]);
    assert_eq!(found(&store, ""), [short(&one), short(&two)]);
    assert_eq!(found(&store, "OR").len(), 0, "no word is a command");
}

#[test]
fn words_are_found_within_scripts_that_put_no_spaces_between_them() {
    let (mut store, mut chance) = empty();
    let mut entry = |text: &str| finished(&mut store, &mut chance, "2025-11-13", text, &done(1));
    let chinese = entry("它昨天编造了一个不存在的链接。");
    let japanese = entry("アシスタントが会議の内容を勝手に要約した");
    let korean = entry("요약이 틀렸는데도 확신하는 말투였다");
    let thai = entry("มันตอบดีมากแต่แหล่งที่มาผิด");
    let hindi = entry("उसने हिन्दी में ग़लत जवाब दिया");
    let hebrew = entry("הוא אמר שָׁלוֹם ואז טעה");
    for (typed, head) in [
        ("链接", &chinese),
        ("不存在 编造", &chinese),
        ("要約", &japanese),
        ("会議の内", &japanese),
        ("アシスタント", &japanese),
        ("확신", &korean),
        ("틀렸", &korean),
        ("ดีมาก", &thai),
        ("แหล่ง", &thai),
        ("जवाब", &hindi),
        ("שלום", &hebrew),
    ] {
        assert_eq!(found(&store, typed), [short(head)], "{typed}");
    }
    for typed in ["接链", "内容会", "ดามาก", "जवब"] {
        assert_eq!(found(&store, typed), Vec::<String>::new(), "{typed}");
    }
    assert_eq!(shown(&search(&store, "链接")[0]), "…个不存在的[链接]。");
}

#[test]
fn what_should_be_left_out_is() {
    let (mut store, mut chance) = empty();
    let mut entry = |text: &str| finished(&mut store, &mut chance, "2025-11-13", text, &done(1));
    let notes = entry("Otter wrote the notes in the car");
    let late = entry("Otter was late and nearly right");
    let other = entry("The notes of somebody else");
    assert_eq!(found(&store, "otter -notes"), [short(&late)]);
    assert_eq!(found(&store, "otter -\"in the car\""), [short(&late)]);
    assert_eq!(found(&store, "-otter"), [short(&other)]);
    assert_eq!(found(&store, "notes -near"), [short(&other), short(&notes)], "a whole word");
    assert_eq!(found(&store, "-is:finished").len(), 0);
    assert_eq!(found(&store, "otter -is:draft").len(), 2);
}

#[test]
fn the_draft_over_an_entry_is_what_is_found() {
    let (mut store, mut chance) = empty();
    let head = finished(&mut store, &mut chance, "2025-11-13", "first", &done(1));
    let draft = store.reopen(head.id, at(2)).expect("reopens");
    store.save_draft(&written(&draft, "second")).expect("saves");
    assert_eq!((found(&store, "first").len(), found(&store, "second").len()), (0, 1));
    assert_eq!(found(&store, "is:draft is:finished"), [short(&head)]);
    store.discard_draft(head.id, at(3)).expect("discards");
    assert_eq!((found(&store, "first").len(), found(&store, "second").len()), (1, 0));
    assert_eq!(found(&store, "is:draft").len(), 0);

    let (begun, draft) = begin(&mut store, &mut chance);
    store.save_draft(&written(&draft, "unfinished")).expect("saves");
    assert_eq!(found(&store, "unfin"), [short(&begun)]);
    store.discard_draft(begun.id, at(4)).expect("discards");
    assert_eq!(found(&store, "unfin").len(), 0, "the trash is not searched");
    store.restore(&[begun.id], at(5)).expect("restores");
    assert_eq!(found(&store, "is:draft unfin"), [short(&begun)]);
}

#[test]
fn filters_ask_for_what_entries_are_about() {
    let (mut store, mut chance) = empty();
    let fact = |measure: &str, subject: &str, category: Option<&str>| Fact {
        measure: measure.into(),
        subject: Some(subject.into()),
        value: 1.0,
        category: category.map(str::to_owned),
        ..Fact::default()
    };
    let facts = [fact("trust", "Spotify DJ", None), fact("recommended_dimension", "Otter", Some("errors"))];
    let terms = [Term { vocabulary: "product".into(), text: "Copilot".into() }];
    let dj = [Term { vocabulary: "product".into(), text: "Spotify DJ".into() }];
    let one = Finish { derived: Derived { facts: facts.to_vec(), terms: dj.to_vec(), ..line() }, ..done(1) };
    let one = finished(&mut store, &mut chance, "2025-11-10", "kept", &one);
    let two = finished(
        &mut store,
        &mut chance,
        "2025-11-12",
        "kept",
        &Finish { derived: Derived { terms: terms.to_vec(), ..line() }, ..done(1) },
    );
    let (open, _) = begin_on(&mut store, &mut chance, "error-map", "2025-11-17", 3);
    for (typed, expected) in [
        ("product:\"spotify  dj\"", vec![&one]),
        ("kept product:Otter", vec![&one]),
        ("product:copilot ", vec![&two]),
        ("dimension:errors", vec![&one]),
        ("exercise:error-map", vec![&open]),
        ("exercise:map", vec![&open]),
        ("exercise:trust", vec![&two, &one]),
        ("is:finished", vec![&two, &one]),
        ("is:draft", vec![&open]),
        ("after:2025-11-12", vec![&open, &two]),
        ("before:2025-11-12", vec![&one]),
        ("kept after:2025-W46 before:2025-11-12", vec![&one]),
        ("exercise:trust after:2025-11-11", vec![&two]),
        ("dimension:trust", vec![]),
        ("feeling:kept", vec![]),
        ("is:trust", vec![&one]),
        ("product:spotify", vec![&one]),
        ("product:\"spotify d\"", vec![&one]),
        ("product:dj", vec![&one]),
        ("product:potify", vec![]),
        ("product:cop", vec![&two]),
        ("kept -product:spot", vec![&two]),
        ("tag:none", vec![]),
    ] {
        assert_eq!(found(&store, typed), expected.into_iter().map(short).collect::<Vec<_>>(), "{typed}");
    }
}

#[test]
fn the_best_comes_first_and_of_equals_the_newest() {
    let (mut store, mut chance) = empty();
    let mut put = |on: &str, text: &str, summary: &'static str| {
        short(&finished(
            &mut store,
            &mut chance,
            on,
            text,
            &Finish { derived: Derived { summary: summary.into(), ..Derived::default() }, ..done(1) },
        ))
    };
    let filler = "and so on and on about this and that ".repeat(5);
    let passing = put("2025-11-14", &format!("otter {filler}"), "");
    let often = put("2025-11-13", "otter and otter again", "");
    let older = put("2025-10-01", "an otter here", "");
    let newer = put("2025-11-12", "an otter here", "");
    let titled = put("2025-11-01", &filler, "Otter 4");
    put("2025-11-15", &filler, "");
    assert_eq!(found(&store, "otter "), [titled, often, newer, older, passing]);
}

#[test]
fn a_line_is_shown_with_the_words_marked_and_where_it_is_from() {
    let (mut store, mut chance) = empty();
    let row = |text: &str| [("why".to_owned(), Value::Text(text.into()))].into_iter().collect::<Answers>();
    let own = Value::Choice(Picks { picked: vec!["a".into()], other: Some("my own Größe".into()) });
    let long = format!("{}the needle lies\n\n  here{}", "hay ".repeat(30), " hay".repeat(30));
    let answers: Answers =
        [("kind".to_owned(), own), ("rows".to_owned(), Value::Rows(vec![row("nothing"), row(&long)]))]
            .into_iter()
            .collect();
    let (_, draft) = begin(&mut store, &mut chance);
    let draft = crate::domain::entry::Draft { answers, ..draft };
    store
        .finish(
            &draft,
            &Finish { derived: Derived { summary: "Otter 4".into(), ..Derived::default() }, ..done(1) },
        )
        .expect("finishes");
    for (typed, line, field) in [
        ("grosse", "", None),
        ("große", "my own [Größe]", Some("kind")),
        ("\"needle lies\" he", "", None),
        ("ott", "[Otter] 4", None),
        ("otter nothing ", "[nothing]", Some("rows.why")),
        ("", "Otter 4", None),
        ("is:finished", "Otter 4", None),
    ] {
        let hits = search(&store, typed);
        if !line.is_empty() {
            assert_eq!((shown(&hits[0]).as_str(), field_of(&hits[0]).as_deref()), (line, field), "{typed}");
        }
    }
    let hit = &search(&store, "\"needle lies\" he")[0];
    let expected = "…hay hay hay hay the [needle] [lies] [here] hay hay hay hay hay hay hay hay hay hay…";
    assert_eq!((shown(hit).as_str(), field_of(hit).as_deref()), (expected, Some("rows.why")));
    let passage = hit.passage.clone().expect("from an answer");
    assert_eq!((passage.at.row.0, passage.at.field.as_str()), (vec![("rows".to_owned(), 1)], "why"));
    assert_eq!(long.get(passage.cursor..passage.cursor + 6), Some("needle"));
}

#[test]
fn of_very_long_text_the_first_mebibyte_is_found() {
    let (mut store, mut chance) = empty();
    let text = format!("{}inside {}outside", "filler ".repeat(149_000), "filler ".repeat(2_000));
    let head = finished(&mut store, &mut chance, "2025-11-13", &text, &done(1));
    assert_eq!(found(&store, "inside"), [short(&head)]);
    assert!(shown(&search(&store, "inside")[0]).contains("[inside]"));
    assert_eq!(found(&store, "outside").len(), 0);
}

#[test]
fn of_many_matches_the_newest_are_ranked() {
    let (mut store, mut chance) = empty();
    for n in 0..450 {
        let on = day("2024-01-01") + chrono::Days::new(n);
        finished(&mut store, &mut chance, &on.to_string(), "common", &done(1));
    }
    finished(&mut store, &mut chance, "2023-01-01", "common common common", &done(1));
    let days = |typed: &str, limit| {
        let hits = store.search(&Query::parse(typed, chrono::NaiveDate::default()), limit).expect("searches");
        hits.iter().map(|hit| hit.head.day.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days("common", 2), ["2025-03-25", "2025-03-24"]);
    assert_eq!(days("common before:2024 ", 2), ["2023-01-01"]);
    assert_eq!(days("common", 999).len(), 400);
    assert_eq!(days("is:finished", 999).len(), 451);
    assert_eq!(days("", 1), ["2025-03-25"]);
}

#[test]
fn an_index_made_anew_is_the_same() {
    let (mut store, mut chance) = empty();
    for n in 0..5 {
        finished(&mut store, &mut chance, "2025-11-13", &format!("said {n}"), &done(1));
    }
    let before = index(&store);
    store.rebuild_search().expect("rebuilds");
    assert_eq!(index(&store), before);
    assert!(before.len() > 20);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_saved_is_found_and_anything_may_be_typed(text in "(?s).{0,60}", plain in "[a-zA-Zäéß0-9 .,:'\"*()^-]{0,60}") {
        let (mut store, mut chance) = empty();
        let (head, mut draft) = begin(&mut store, &mut chance);
        for text in [text, plain] {
            draft.revision = store.save_draft(&written(&draft, &text)).expect("saves");
            search(&store, &text);
            for word in text.split_whitespace() {
                search(&store, &format!("{word} "));
            }
            // Only where words end for the index too.
            if text.chars().all(|c| c.is_ascii() || "äéß".contains(c)) {
                for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                    prop_assert_eq!(found(&store, word), vec![short(&head)], "{}", word);
                    prop_assert_eq!(found(&store, &format!("{word} ")), vec![short(&head)], "{}", word);
                }
            }
        }
    }
}

fn field_of(hit: &Hit) -> Option<String> {
    hit.passage.as_ref().map(|place| place.at.name())
}

#[test]
fn the_answers_an_entry_begins_with_are_found() {
    let (mut store, mut chance) = empty();
    let answers = said("planned beforehand");
    let new = Begin {
        exercise: "trust",
        prefix: "tru",
        revision: 1,
        definition: DEFINITION,
        week: week("2025-W46"),
        day: day("2025-11-13"),
        written: day("2025-11-13"),
        happened: None,
        at: at(0),
        answers: &answers,
        place: &crate::domain::locate::Place::default(),
    };
    let (head, draft) = store.begin(&new, &mut chance).expect("begins");
    assert_eq!(found(&store, "beforehand"), [short(&head)]);
    let (sibling, _) = store.fork_draft(&written(&draft, "parted"), &mut chance).expect("parts");
    assert_eq!(found(&store, "parted"), [short(&sibling)]);
}
