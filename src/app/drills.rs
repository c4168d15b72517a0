//! The retrieval drill: which questions it asks, when an answer is right, and the entry it becomes.

use std::time::Duration;

use super::stories::Stories;
use crate::domain::deck::Question;
use crate::domain::drill::Drill;
use crate::domain::value::{Answers, Picks, Value};
use crate::exercises::{Catalog, Loaded};
use crate::sys::rng::Rng;

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
    shuffle(&mut fitting, chance);
    shuffle(&mut others, chance);
    let none = drill.unfitting.min(others.len()).max(drill.questions.saturating_sub(fitting.len()));
    fitting.truncate(drill.questions.saturating_sub(none));
    fitting.extend(others.into_iter().take(none));
    shuffle(&mut fitting, chance);
    fitting
}

fn shuffle<T>(all: &mut [T], chance: &mut Rng) {
    for at in (1..all.len()).rev() {
        all.swap(at, chance.below(at + 1));
    }
}

/// Says what came of a question: right is a story that answers it, named in time, or none where none does.
pub fn named(stories: &Stories, drill: &Drill, asking: &Asking, typed: &str, took: Duration) -> Named {
    let typed = typed.trim();
    let none = NONE.contains(&typed.to_lowercase().as_str());
    let story = if none { None } else { stories.named(typed) };
    // Who lets the time run out has named nothing, not none.
    let in_time = took <= drill.each;
    let fits = story.map_or(none && asking.fitting.is_empty(), |story| asking.fitting.contains(&story));
    Named { asking: asking.clone(), typed: typed.to_owned(), story, took, right: in_time && fits }
}

/// Counts how many were right.
pub fn score(all: &[Named]) -> usize {
    all.iter().filter(|one| one.right).count()
}

/// Makes the answers of the entry that keeps a drill.
pub fn answers(drill: &Drill, stories: &Stories, guess: usize, all: &[Named]) -> Answers {
    let mut answers = Answers::default();
    answers.set(&drill.guess, Value::Number(guess as f64));
    answers.set(&drill.score, Value::Number(score(all) as f64));
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
        row.set(&drill.took, Value::Number((one.took.as_secs_f64() * 10.0).round() / 10.0));
        let picked = if one.right { &drill.right } else { &drill.wrong };
        row.set(&drill.result, Picks::one(picked.clone()).into());
        row
    });
    *answers.rows_mut(&drill.rows) = rows.collect();
    answers
}
