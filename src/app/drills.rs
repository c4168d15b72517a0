//! The retrieval drill: which questions it asks, when an answer is right, and the entry it becomes.

use std::time::Duration;

use super::stories::Stories;
use crate::domain::deck::Question;
use crate::domain::drill::Drill;
use crate::domain::exercise::Exercise;
use crate::domain::value::{Answers, Picks};
use crate::exercises::{Catalog, Loaded};
use crate::sys::rng::Rng;
use crate::wording;

/// What says that no story fits.
const NONE: [&str; 5] = ["", "none", "no", "-", "0"];

/// A question, and the stories that answer it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// As an interviewer puts it.
    pub text: String,
    /// The stories that answer it, by their places among the stories.
    pub fitting: Vec<usize>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The question.
    pub asking: Asking,
    /// What was typed.
    pub typed: String,
    /// The story that was meant, by its place; nothing if none was meant or known.
    pub story: Option<usize>,
    /// How long it took.
    pub took: Duration,
    /// Whether it is right. A person who knows better may say so.
    pub right: bool,
}

/// Finds the exercise that declares a drill.
pub fn exercise(catalog: &Catalog) -> Option<(&Loaded, &Drill)> {
    catalog.all().find_map(|loaded| Some((loaded, loaded.exercise().drill.as_ref()?)))
}

/// Picks the questions of a drill: those that a story answers, and a few that none does, in a mixed order.
pub fn questions(stories: &Stories, catalog: &Catalog, drill: &Drill, chance: &mut Rng) -> Vec<Asking> {
    let ask = |question: &Question| Asking {
        text: question.text.clone(),
        fitting: stories.fitting(catalog, &question.text),
    };
    let all = catalog.deck().questions.iter().map(ask);
    let (mut fitting, mut others): (Vec<Asking>, Vec<Asking>) = all.partition(|one| !one.fitting.is_empty());
    chance.shuffle(&mut fitting);
    chance.shuffle(&mut others);
    let none = drill.unfitting.min(others.len()).max(drill.questions.saturating_sub(fitting.len()));
    fitting.truncate(drill.questions.saturating_sub(none));
    fitting.extend(others.into_iter().take(none));
    chance.shuffle(&mut fitting);
    fitting
}

/// Describes what came of a question: right is a story that answers it, named in time, or none where none does.
pub fn named(stories: &Stories, drill: &Drill, asking: &Asking, typed: &str, took: Duration) -> Named {
    let typed = typed.trim();
    let none = NONE.contains(&typed.to_lowercase().as_str());
    let story = if none { None } else { stories.named(typed) };
    // Who lets the time run out has named nothing, not none.
    let in_time = took <= drill.each;
    let fits = story.map_or(none && asking.fitting.is_empty(), |story| asking.fitting.contains(&story));
    Named { asking: asking.clone(), typed: typed.to_owned(), story, took, right: in_time && fits }
}

/// Describes what was named for a question, and what could have been.
pub fn said(stories: &Stories, one: &Named) -> String {
    let title = |story: &usize| stories.all.get(*story).map_or("", |one| &one.story.title);
    let story = one.story.and_then(|story| stories.all.get(story));
    let said = story.map_or(one.typed.as_str(), |story| &story.story.title);
    let fits: Vec<&str> = one.asking.fitting.iter().take(2).map(title).collect();
    wording::stories::named(said, story.is_some_and(|story| story.retired), &fits, one.right)
}

/// Counts how many were right.
pub fn score(all: &[Named]) -> usize {
    all.iter().filter(|one| one.right).count()
}

/// Makes the answers of the entry that keeps a drill.
pub fn answers(
    exercise: &Exercise,
    drill: &Drill,
    stories: &Stories,
    guess: usize,
    all: &[Named],
) -> Answers {
    let number = |group: &[String], id: &str, text: &str| {
        exercise.field(group, id).and_then(|field| field.read(text).ok())
    };
    let mut answers = Answers::default();
    for (id, count) in [(&drill.guess, guess), (&drill.score, score(all))] {
        if let Some(value) = number(&[], id, &count.to_string()) {
            answers.set(id, value);
        }
    }
    let group = [drill.rows.clone()];
    let rows = all.iter().map(|one| {
        let mut row = Answers::default();
        row.set(&drill.question, one.asking.text.clone().into());
        let story = one.story.and_then(|story| stories.all.get(story));
        let named = story.map_or_else(
            || one.typed.clone(),
            |story| format!("{} ({})", story.story.title, story.short.as_str()),
        );
        if !named.is_empty() {
            row.set(&drill.answer, named.into());
        }
        if let Some(took) = number(&group, &drill.took, &format!("{:.1}", one.took.as_secs_f64())) {
            row.set(&drill.took, took);
        }
        let picked = if one.right { &drill.right } else { &drill.wrong };
        row.set(&drill.result, Picks::one(picked.clone()).into());
        row
    });
    *answers.rows_mut(&drill.rows) = rows.collect();
    answers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Store;

    fn sample() -> (Stories, Catalog, Drill) {
        let (mut store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let day = "2026-11-20".parse().expect("a day");
        crate::app::demo::fill(&mut store, day, 1).expect("fills");
        let drill = exercise(&catalog).expect("there is one").1.clone();
        (Stories::read(&store, &catalog, day).expect("reads"), catalog, drill)
    }

    #[test]
    fn a_drill_asks_what_stories_answer_and_a_little_that_none_does() {
        let (stories, catalog, drill) = sample();
        let asked = questions(&stories, &catalog, &drill, &mut Rng::seeded(1));
        let none = asked.iter().filter(|one| one.fitting.is_empty()).count();
        assert_eq!((asked.len(), none), (drill.questions, drill.unfitting));
        let texts: std::collections::BTreeSet<&str> = asked.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts.len(), drill.questions, "each once");
        assert_eq!(questions(&stories, &catalog, &drill, &mut Rng::seeded(1)), asked);
        assert_ne!(questions(&stories, &catalog, &drill, &mut Rng::seeded(2)), asked);
        let empty = Stories::new(Vec::new(), "2026-11-20".parse().expect("a day"));
        let asked = questions(&empty, &catalog, &drill, &mut Rng::seeded(1));
        assert!(asked.len() == drill.questions && asked.iter().all(|one| one.fitting.is_empty()));
    }

    #[test]
    fn right_is_a_story_that_fits_in_time_and_none_where_none_does() {
        let (stories, _, drill) = sample();
        let story = stories.named("Luisa's screenshots").expect("there");
        let some = Asking { text: "a".into(), fitting: vec![story] };
        let none = Asking { text: "b".into(), fitting: Vec::new() };
        let id = stories.all[story].short.as_str().to_owned();
        let other = stories.all.iter().find(|one| one.short.as_str() != id).expect("another").short.as_str();
        let quick = Duration::from_secs(3);
        for (asking, typed, took, right) in [
            (&some, "luisa", quick, true),
            (&some, id.as_str(), quick, true),
            (&some, other, quick, false),
            (&some, "none", quick, false),
            (&some, "", quick, false),
            (&some, "no such story", quick, false),
            (&some, "luisa", drill.each + quick, false),
            (&none, "None ", quick, true),
            (&none, "", quick, true),
            (&none, "luisa", quick, false),
            (&none, "no such story", quick, false),
            (&none, "", drill.each + quick, false),
        ] {
            assert_eq!(named(&stories, &drill, asking, typed, took).right, right, "{typed}");
        }
    }

    #[test]
    fn a_story_named_rightly_is_told_in_practice() {
        let (mut store, catalog) = (Store::open_in_memory().expect("opens"), Catalog::built_in());
        let day = "2026-11-20".parse().expect("a day");
        crate::app::demo::fill(&mut store, day, 1).expect("fills");
        let stories = Stories::read(&store, &catalog, day).expect("reads");
        let (loaded, drill) = exercise(&catalog).expect("there is one");
        let story = stories.named("Luisa's screenshots").expect("there");
        let some = Asking { text: "a".into(), fitting: vec![story] };
        let all = [
            named(&stories, drill, &some, "luisa", Duration::from_millis(3_140)),
            named(&stories, drill, &some, "none", Duration::from_secs(1)),
        ];
        let answers = answers(loaded.exercise(), drill, &stories, 2, &all);
        let now = crate::domain::time::Moment::new(1_795_000_000_000, 60);
        let week = super::super::week::holding(&store, day).expect("a week");
        let first = (&answers, &crate::domain::locate::Place::default());
        let begun =
            super::super::practice::begin(&mut store, loaded, (week, day, now), first, &mut Rng::seeded(1));
        let (head, draft) = begun.expect("begins");
        super::super::practice::finish(&mut store, &catalog, loaded, &draft, now).expect("finishes");
        assert_eq!(
            store.head(head.id).expect("reads").expect("there").summary,
            "1 of 10 right, 2 of 10 expected"
        );
        let (before, after) = (stories, Stories::read(&store, &catalog, day).expect("reads"));
        assert_eq!(before.told(story), (2, 0));
        assert_eq!(after.told(story), (2, 1));
    }
}
