//! Where a draft was left: the step, and the words one was thinking about.

use crate::domain::entry::Draft;
use crate::domain::exercise::Exercise;
use crate::domain::value::{Answers, Value};

/// Where a draft was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// The title of the step.
    pub step: String,
    /// What was written there last, or in the draft at all.
    pub words: Option<String>,
}

/// Finds where a draft of an exercise was left.
pub fn stopped(exercise: &Exercise, draft: &Draft) -> Option<Stopped> {
    let place = &draft.place;
    let step = exercise.step(&place.step).or(exercise.steps.first())?;
    let row = draft.answers.row(&place.at.row.0);
    let here = row.and_then(|row| row.get(&place.at.field)).and_then(Value::as_text);
    let words = here.filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let of_row = || row.and_then(last_prose);
    let words = words.or_else(of_row).or_else(|| last_prose(&draft.answers));
    Some(Stopped { step: step.title.clone(), words })
}

/// Finds the longest text of some answers: names and single words are not what one was thinking about.
fn last_prose(answers: &Answers) -> Option<String> {
    let texts = answers.iter().filter_map(|(_, value)| value.as_text());
    texts.filter(|text| text.trim().contains(' ')).max_by_key(|text| text.len()).map(str::to_owned)
}
