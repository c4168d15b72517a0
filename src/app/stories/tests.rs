use super::*;
use crate::domain::id::{EntryId, ShortId};
use crate::domain::story::Story;
use crate::domain::story::words::keys;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A ready behavioural story that answers something.
fn story(number: u8, title: &str, tags: &[&str], text: &str) -> StoredStory {
    StoredStory {
        entry: EntryId::from_bytes([number; 16]),
        short: ShortId::stored(format!("sto-{number:04}")),
        exercise: "any".into(),
        day: day("2026-11-01"),
        story: Story {
            title: title.to_owned(),
            kinds: vec![crate::domain::deck::QuestionKind::Behavioural],
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            observed: true,
            words: keys(text),
            ..Story::default()
        },
        last: None,
        reviews: 0,
        retired: false,
    }
}

fn stories(all: Vec<StoredStory>) -> Stories {
    Stories::new(all, day("2026-11-20"))
}

fn best(stories: &Stories, question: &str) -> Vec<usize> {
    stories.matching(&Catalog::built_in(), question).best.iter().map(|fit| fit.story).collect()
}

#[test]
fn what_is_imagined_comes_after_what_was_seen_and_what_is_retired_not_at_all() {
    let mut all = vec![
        story(1, "made up", &["said-no"], "tram stop"),
        story(2, "lacks", &["said-no"], "bakery"),
        story(3, "ready", &["said-no"], "hospital"),
        story(4, "retired", &["said-no"], "courier"),
    ];
    all[0].story.observed = false;
    all[1].story.lacks = vec!["needs an outcome".into()];
    all[3].retired = true;
    let stories = stories(all);
    assert_eq!(best(&stories, "Tell me about a time you said no."), [2, 1, 0]);
    assert_eq!(best(&stories, "Tell me about a time you failed."), [0; 0]);
    let none = stories.matching(&Catalog::built_in(), "Tell me about a time you failed.").nothing;
    assert_eq!(none, Some(NoFit::Missing(vec!["being wrong, or something that failed"])));
    assert_eq!(stories.matching(&Catalog::built_in(), "What is your weakness?").nothing, Some(NoFit::Beyond));
}

#[test]
fn reasons_quote_the_words_of_the_question() {
    let stories =
        stories(vec![story(1, "a", &["said-no"], "the hospital ward"), story(2, "b", &[], "a bakery")]);
    let matched = stories.matching(&Catalog::built_in(), "Tell me how you said no to a hospital.");
    let asks = Reason::Asks("saying no", "said no".into());
    assert_eq!(matched.best[0].reasons, [asks, Reason::Shares(vec!["hospital".into()])]);
}

#[test]
fn a_story_is_meant_by_its_id_its_name_or_its_beginning() {
    let stories = stories(vec![story(1, "The muted alarm", &[], ""), story(2, "The muted bell", &[], "")]);
    for (text, meant) in [
        ("sto-0002", Some(1)),
        ("sto-0002 the one with the bell", Some(1)),
        ("the MUTED  alarm", Some(0)),
        ("The muted a", Some(0)),
        ("The muted", None),
        ("bell", None),
        ("", None),
    ] {
        assert_eq!(stories.named(text), meant, "{text}");
    }
}

#[test]
fn always_the_same_story_is_named_and_so_are_stale_and_double_ones() {
    let alike = "a florist photographed every change at midnight";
    let mut all = vec![
        story(1, "again", &[], alike),
        story(2, "double", &[], "a florist photographed every change at night"),
        story(3, "old", &[], "a courier with gloves"),
    ];
    all[2].day = day("2026-02-01");
    let mut stories = stories(all);
    let told = |story, day_of: &str| Telling { story, place: ToldIn::Interview, day: day(day_of) };
    stories.tellings = vec![told(0, "2026-11-18"), told(0, "2026-11-18"), told(1, "2026-11-02")];
    assert_eq!(stories.concerns(0), [Concern::Overused(ToldIn::Interview, 2, 3), Concern::Twin(1)]);
    assert_eq!(stories.concerns(1), [Concern::Twin(0)]);
    assert_eq!(stories.concerns(2), [Concern::Stale(day("2026-02-01"))]);
    assert_eq!(stories.told(0), (2, 0));
    stories.all[0].retired = true;
    assert_eq!((stories.concerns(0), stories.concerns(1)), (vec![], vec![]));
}

#[test]
fn only_ready_stories_cover_something() {
    let store = Store::open_in_memory().expect("opens");
    let mut all = vec![story(1, "ready", &["said-no"], ""), story(2, "lacks", &["said-no", "failure"], "")];
    all[0].story.hues.insert(crate::domain::hue::Hue::Trust);
    all[1].story.lacks = vec!["needs an outcome".into()];
    let coverage = stories(all).coverage(&store, &Catalog::built_in()).expect("reads");
    let row = |title: &str| coverage.rows.iter().find(|row| row.title == title).expect("a row");
    let counts = |title: &str| -> Vec<(usize, usize)> {
        row(title).spots.iter().map(|spot| (spot.ready.len(), spot.unready.len())).collect()
    };
    assert_eq!(counts("saying no"), [(1, 0), (0, 0), (0, 0), (0, 0), (0, 1)]);
    assert_eq!(counts("being wrong, or something that failed"), [(0, 0), (0, 0), (0, 0), (0, 0), (0, 1)]);
    assert!(coverage.sides.iter().any(|side| side.spots.len() > 2));
}

#[test]
fn stories_of_one_name_are_told_apart_by_their_ids_and_each_is_found_by_what_is_offered() {
    let mut all = vec![
        story(1, "The list", &[], "hospital"),
        story(2, "the  LIST", &[], "tram"),
        story(3, "The glove", &[], "courier"),
        story(4, "The map", &[], "hiker"),
        story(5, "The map and the key", &[], "hiker"),
        story(6, "the glove", &[], "courier"),
    ];
    (all[3].retired, all[4].retired, all[5].retired) = (true, true, true);
    all.rotate_right(1);
    let offered = offered(&all);
    assert_eq!(offered, ["The list (sto-0001)", "the  LIST (sto-0002)", "The glove (sto-0003)"]);
    let stories = stories(all);
    assert_eq!(
        offered.iter().map(|name| stories.named(name)).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(3)]
    );
    // A retired one is not offered, and is found where no other is called so.
    for (text, meant) in
        [("The glove", 3), ("the gl", 3), ("The map", 4), ("The map and", 5), ("sto-0006", 0)]
    {
        assert_eq!(stories.named(text), Some(meant), "{text}");
    }
    assert_eq!(stories.named("the m"), None, "two begin so");
}
