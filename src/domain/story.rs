//! What of an entry is told from memory: what it is called, what brings it to mind, its parts, what it still lacks, and
//! which questions it may answer.

pub mod words;

use std::collections::BTreeSet;

use super::condition::{Condition, all_hold};
use super::deck::QuestionKind;
use super::exercise::{Exercise, Field};
use super::field_role::FieldRole;
use super::hue::Hue;
use super::kinds::Choice;
use super::likeness::has_words;
use super::locate::RowPath;
use super::scope::{Scope, filled_rows_of};
use super::template::Template;
use super::value::{Answers, Value};

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
    /// The kinds of interview questions it answers; at least one.
    pub kinds: Vec<QuestionKind>,
    /// Further words it is found by.
    pub words: Option<Template>,
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
    /// How many words it takes at least to be ready.
    pub least: usize,
    /// What an interviewer asks for that it answers once it is ready.
    pub tags: Vec<String>,
}

/// An entry as it is listed: what it is called, what it lacks, and what it answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// What it is called.
    pub title: String,
    /// What it lacks, in words; nothing if it can be told.
    pub lacks: Vec<String>,
    /// The kinds of interview questions it answers.
    pub kinds: Vec<QuestionKind>,
    /// What an interviewer asks for that it answers, in single words.
    pub tags: BTreeSet<String>,
    /// The dimensions it shows.
    pub hues: BTreeSet<Hue>,
    /// Whether somebody noticed what it tells of, so that it can be told as one's own.
    pub observed: bool,
    /// What it is about, see [`words::keys`].
    pub words: Vec<u32>,
}

impl Story {
    /// Returns whether it can be told as it is.
    pub fn is_ready(&self) -> bool {
        self.lacks.is_empty() && self.observed
    }
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
        let (mut lacks, mut tags, mut text) = (Vec::new(), self.tags_picked(answers), title.clone());
        for part in &telling.parts {
            let said = part.text.fill_if_any(&scope).unwrap_or_default();
            let of_example = part.text.names().any(|name| {
                let own = scope.find(name).and_then(|(field, value)| Some((field, value?.as_text()?)));
                own.is_some_and(|(field, text)| !field.is_said(text, 0))
            });
            if all_hold(&part.when, &scope) && has_words(&said, part.least.max(1)) && !of_example {
                tags.extend(part.tags.iter().cloned());
            } else {
                lacks.extend(part.lacks.clone());
            }
            text.extend([" ", &said]);
        }
        let more = telling.words.as_ref().and_then(|words| words.fill_if_any(&scope));
        text.extend(more.iter().flat_map(|more| [" ", more]));
        Some(Story {
            title,
            lacks,
            kinds: telling.kinds.clone(),
            tags,
            hues: self.hues_picked(answers),
            observed: scope.provenance().is_observed(),
            words: words::keys(&text),
        })
    }

    /// Returns whether its entries can answer something that interviewers ask for.
    pub fn answers(&self, tag: &str) -> bool {
        let Some(telling) = &self.telling else { return false };
        let mut tags = telling.parts.iter().map(|part| &part.tags).collect::<Vec<_>>();
        tags.extend(self.every_field().flat_map(|field| field.kind.options()).map(|option| &option.tags));
        tags.into_iter().flatten().any(|known| known == tag)
    }

    /// Returns whether a text names a story that was told: a measure of tellings is about it.
    pub fn names_story(&self, group: &[String], field: &str) -> bool {
        let mut tellings = self.measures.iter().filter(|measure| measure.tells.is_some());
        tellings.any(|measure| measure.group == group && measure.subject.as_deref() == Some(field))
    }

    /// Returns the words that a text is held against, as they are kept: those of the texts it echoes, where somebody said
    /// them.
    pub fn echoed(&self, answers: &Answers, field: &Field) -> BTreeSet<u32> {
        let echoes = field.kind.as_text().and_then(|text| text.echoes.as_ref());
        let mut keys = BTreeSet::new();
        if let Some((group, id)) = echoes {
            for row in filled_rows_of(answers, group) {
                let scope = Scope::at(self, answers, &row);
                let counts = scope.is_asked_for() && scope.provenance().is_observed();
                keys.extend(scope.text(id).filter(|_| counts).map(words::keys).unwrap_or_default());
            }
        }
        keys
    }

    /// Lists what the options that were picked say an entry answers.
    fn tags_picked(&self, answers: &Answers) -> BTreeSet<String> {
        let picked = self.picked(answers, |_| true);
        picked.into_iter().flat_map(|option| option.tags.iter().cloned()).collect()
    }

    /// Lists the dimensions that were picked where a dimension is asked for.
    fn hues_picked(&self, answers: &Answers) -> BTreeSet<Hue> {
        let picked = self.picked(answers, |field| field.role == Some(FieldRole::Dimension));
        picked.into_iter().filter_map(|option| option.hue).collect()
    }

    /// Lists the options that were picked in some fields, in every row.
    fn picked(&self, answers: &Answers, of: impl Fn(&Field) -> bool) -> Vec<&Choice> {
        let mut found = Vec::new();
        for group in std::iter::once(Vec::new()).chain(self.groups()) {
            for field in self.fields_at(&group).into_iter().filter(|field| of(field)) {
                for row in filled_rows_of(answers, &group) {
                    let scope = Scope::at(self, answers, &row);
                    let value = scope.own(&field.id).filter(|_| scope.is_asked_for()).map(|(_, value)| value);
                    let picks = value.and_then(Value::as_picks);
                    let options = picks.iter().flat_map(|picks| &picks.picked);
                    let option = |id: &String| field.kind.options().iter().find(|option| option.id == *id);
                    found.extend(options.filter_map(option));
                }
            }
        }
        found
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exercises::Catalog;

    #[test]
    fn a_sentence_is_held_against_what_somebody_said_and_against_nothing_that_was_imagined() {
        let catalog = Catalog::built_in();
        let exercise = catalog.get("listen-research").expect("built in").exercise();
        let mut answers = Answers::default();
        let [sentence] = exercise
            .fields_at(&[])
            .into_iter()
            .filter(|field| field.kind.as_text().is_some_and(|text| text.echoes.is_some()))
            .collect::<Vec<_>>()[..]
        else {
            panic!("one field")
        };
        let mut row = Answers::default();
        row.set("verbatim", "I put it all under Tuesday.".to_owned().into());
        answers.rows_mut("conversations").push(row);
        let contact = |id: &str| Value::from(crate::domain::value::Picks::one(id));
        answers.set("contact", contact("told"));
        let text = "On Tuesdays she guesses";
        let found = |answers: &Answers| {
            let spans = words::shared(text, &exercise.echoed(answers, sentence));
            spans.into_iter().map(|span| &text[span]).collect::<Vec<_>>()
        };
        assert_eq!(found(&answers), ["Tuesdays"]);
        answers.set("contact", contact("imagined"));
        assert_eq!(found(&answers), [""; 0]);
    }
}
