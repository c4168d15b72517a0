//! What comes back: something an answer said, to be looked at again after some days.

use super::condition::{Condition, all_hold};
use super::exercise::Exercise;
use super::scope::{Scope, filled_rows_of};
use super::template::Template;
use super::value::{Answers, Value};

/// What of an exercise comes back.
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    /// The group whose rows come back each; empty for the entry as a whole.
    pub each: Vec<String>,
    /// The text that says about what, as seen from the row.
    pub about: String,
    /// After how long.
    pub after: After,
    /// What is shown, with the old answers.
    pub text: Template,
    /// It comes back only if all of these hold.
    pub when: Vec<Condition>,
    /// The exercise that looks at it again.
    pub exercise: String,
    /// The fields that one begins with, and their answers.
    pub set: Vec<(String, Template)>,
}

/// After how long something comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// So many days.
    Days(u32),
    /// As many days as the option has that was picked in a choice.
    Picked(String),
}

impl After {
    fn days(&self, scope: &Scope<'_>) -> Option<u32> {
        match self {
            Self::Days(days) => Some(*days),
            Self::Picked(choice) => {
                let (field, value) = scope.find(choice)?;
                let id = value.and_then(Value::as_picks)?.picked.first()?;
                field.kind.options().iter().find(|option| option.id == *id)?.days
            }
        }
    }
}

/// Something in an entry that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returning {
    /// About what it is.
    pub about: String,
    /// How many days after the day of the entry it comes back.
    pub days: u32,
    /// What is shown.
    pub text: String,
    /// The exercise that looks at it again.
    pub exercise: String,
    /// The fields that one begins with, and their answers as text.
    pub first: Vec<(String, String)>,
}

impl Exercise {
    /// Lists what comes back of some answers, in the order of the file.
    pub fn returning(&self, answers: &Answers) -> Vec<Returning> {
        let mut found = Vec::new();
        for one in &self.returns {
            for path in filled_rows_of(answers, &one.each) {
                let scope = Scope::at(self, answers, &path);
                if !scope.is_asked_for() || !all_hold(&one.when, &scope) {
                    continue;
                }
                let (Some(about), Some(days)) = (scope.text(&one.about), one.after.days(&scope)) else {
                    continue;
                };
                let set =
                    |(field, answer): &(String, Template)| Some((field.clone(), answer.fill_if_any(&scope)?));
                found.extend(one.text.fill_if_any(&scope).map(|text| Returning {
                    about: about.to_owned(),
                    days,
                    text,
                    exercise: one.exercise.clone(),
                    first: one.set.iter().filter_map(set).collect(),
                }));
            }
        }
        found
    }
}
