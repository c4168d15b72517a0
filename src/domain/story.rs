//! What of an entry is told from memory: what it is called, what brings it to mind, its parts, and what it still lacks.

use super::condition::{Condition, all_hold};
use super::exercise::Exercise;
use super::locate::RowPath;
use super::scope::Scope;
use super::template::Template;
use super::value::Answers;

/// What an exercise says of how its entries are told.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// What an entry is called.
    pub title: Template,
    /// Entries are told only if all of these hold.
    pub when: Vec<Condition>,
    /// What brings one to mind, a different one each time.
    pub cues: Vec<Template>,
    /// Whether interview questions bring it to mind, too.
    pub questions: bool,
    /// What should come in it, in order.
    pub parts: Vec<StoryPart>,
}

/// A part of what is told.
#[derive(Debug, Clone, PartialEq)]
pub struct StoryPart {
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: Template,
    /// It is ready only if all of these hold.
    pub when: Vec<Condition>,
    /// What is said of an entry in which it is not.
    pub lacks: Option<String>,
}

/// An entry as it is listed: what it is called, and what it lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// What it lacks, in words; nothing if it can be told.
    pub lacks: Vec<String>,
}

/// An entry as it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What brings it to mind.
    pub cues: Vec<String>,
    /// Its parts with what they say.
    pub parts: Vec<(String, String)>,
}

impl Exercise {
    /// Returns how an entry with these answers is listed among what is told; nothing if it is not told at all.
    pub fn story(&self, answers: &Answers) -> Option<Story> {
        let telling = self.telling.as_ref()?;
        let top = RowPath::default();
        let scope = Scope::at(self, answers, &top);
        if !all_hold(&telling.when, &scope) {
            return None;
        }
        let title = telling.title.fill_if_any(&scope)?;
        let lacking = telling
            .parts
            .iter()
            .filter(|part| !all_hold(&part.when, &scope) || part.text.fill_if_any(&scope).is_none());
        Some(Story { title, lacks: lacking.filter_map(|part| part.lacks.clone()).collect() })
    }

    /// Returns how an entry with these answers is told.
    pub fn told(&self, answers: &Answers) -> Option<Told> {
        let telling = self.telling.as_ref()?;
        let top = RowPath::default();
        let scope = Scope::at(self, answers, &top);
        let part = |part: &StoryPart| Some((part.title.clone(), part.text.fill_if_any(&scope)?));
        Some(Told {
            cues: telling.cues.iter().filter_map(|cue| cue.fill_if_any(&scope)).collect(),
            parts: telling.parts.iter().filter_map(part).collect(),
        })
    }
}
