//! What is typed when something is told from memory: the exercise that takes it, and the answers it becomes.

use std::time::Duration;

use super::rehearsal::Prompt;
use crate::domain::exercise::Exercise;
use crate::domain::retelling::Retelling;
use crate::domain::value::Answers;
use crate::error::{Error, Result};
use crate::exercises::{Catalog, Loaded};

/// What was told, as far as that is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The titles of the parts that were left out.
    pub missing: &'a [String],
    /// How long until the first name, and until it was told.
    pub times: (Option<Duration>, Option<Duration>),
}

/// Finds the exercise that takes what is typed.
pub fn exercise(catalog: &Catalog) -> Result<(&Loaded, &Retelling)> {
    let mut all = catalog.all();
    all.find_map(|loaded| Some((loaded, loaded.exercise().retelling.as_ref()?))).ok_or_else(|| {
        Error::unknown(
            "no exercise can keep what you type here",
            "run `empathy exercises check` to see which exercise was left out, and why",
        )
    })
}

/// Makes the answers of the entry that keeps it.
pub fn answers(exercise: &Exercise, fields: &Retelling, prompt: &Prompt, told: &Told<'_>) -> Answers {
    let mut answers = Answers::default();
    let of = format!("{} ({})", prompt.title, prompt.id);
    let missing = told.missing.join(", ");
    let texts = [(&fields.cue, prompt.cue.as_str()), (&fields.of, of.as_str()), (&fields.text, told.text)];
    for (id, text) in texts.into_iter().chain([(&fields.missing, missing.as_str())]) {
        if !text.trim().is_empty() {
            answers.set(id, text.to_owned().into());
        }
    }
    for (id, time) in [(&fields.named, told.times.0), (&fields.took, told.times.1)] {
        let seconds = time.map(|time| time.as_secs().to_string());
        let value = seconds.and_then(|seconds| exercise.field(&[] as &[String], id)?.read(&seconds).ok());
        if let Some(value) = value {
            answers.set(id, value);
        }
    }
    answers
}
