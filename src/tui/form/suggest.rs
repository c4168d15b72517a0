//! What is offered while a text is written: earlier answers, what the exercise begins with, and the words it weighs. All
//! of it can be reached: the list scrolls, and typing narrows it.

use std::collections::BTreeSet;

use super::Form;
use crate::domain::facts::subject_key;
use crate::domain::value::Value;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::text::TextArea;

/// How many words are shown at once.
pub(super) const SHOWN: usize = 6;
/// How many earlier answers are offered before the words of the exercise; typing finds more.
pub const EARLIER: usize = 40;

impl Form {
    /// Names the vocabulary to suggest from and what is typed so far, while a text with suggestions has the focus.
    /// The vocabulary is empty where there are only starters to offer.
    pub fn wants_suggestions(&self) -> Option<(String, String)> {
        let text = self.focused_text()?;
        let kind = self.focused_field()?.kind.as_text()?;
        let starting = !kind.starters.is_empty() && (text.is_blank() || !kind.prose);
        let starting = starting || self.wants_stories();
        let vocabulary = kind.vocabulary().filter(|_| !kind.prose).map(str::to_owned);
        vocabulary.or_else(|| starting.then(String::new)).map(|vocabulary| (vocabulary, text.text()))
    }

    /// Returns whether interview questions are offered for the focused text. A question is known by any words of it.
    pub fn wants_questions(&self) -> bool {
        let kind = self.focused_field().and_then(|field| field.kind.as_text());
        kind.is_some_and(|kind| kind.questions)
    }

    /// Returns whether one's own stories are offered for the focused text. A story is known by any words of its name.
    pub fn wants_stories(&self) -> bool {
        let (field, key) = (self.focused_field(), self.focused_key());
        field.zip(key).is_some_and(|(field, key)| self.exercise.names_story(&key.row.groups(), &field.id))
    }

    /// Lists the words that the exercise brings along: its beginnings, and what it weighs in the focused text.
    fn own_words(&self) -> Vec<String> {
        let Some(field) = self.focused_field() else { return Vec::new() };
        let Some(kind) = field.kind.as_text() else { return Vec::new() };
        if kind.prose {
            return if self.focused_text().is_some_and(TextArea::is_blank) {
                kind.starters.clone()
            } else {
                Vec::new()
            };
        }
        let weighing = self.exercise.measures.iter().filter(|measure| measure.field() == Some(&field.id));
        let weighed = weighing.flat_map(|measure| &measure.weights).map(|(phrase, _)| phrase);
        kind.starters.iter().chain(weighed).cloned().collect()
    }

    /// Lists what stands in the column of the focus already.
    fn listed(&self) -> impl Iterator<Item = &str> {
        let key = self.focused_key();
        let column = key.map(|key| self.exercise.answers_in_rows(&self.answers, &key)).unwrap_or_default();
        column.into_iter().flatten().filter_map(Value::as_text)
    }

    /// Brings earlier answers to offer; those written in this entry come first, what is typed or listed already is left out.
    pub fn set_suggestions(&mut self, earlier: Vec<String>) {
        self.suggestion = None;
        self.suggestions.clear();
        let Some((vocabulary, typed)) = self.wants_suggestions() else { return };
        let (typed, asks) = (subject_key(&typed), self.wants_questions() || self.wants_stories());
        let here = self.exercise.terms(&self.answers).into_iter();
        let here = here.filter(|term| term.vocabulary == vocabulary).map(|term| term.text);
        let mut seen: BTreeSet<String> = self.listed().map(subject_key).collect();
        seen.insert(typed.clone());
        for word in here.chain(earlier).chain(self.own_words()) {
            let key = subject_key(&word);
            let fits = if asks { key.contains(&typed) } else { key.starts_with(&typed) };
            if fits && seen.insert(key) {
                self.suggestions.push(word);
            }
        }
    }

    /// Returns the first of so many suggestions that show around the marked one.
    pub(super) fn first_suggestion(&self, shown: usize) -> usize {
        (self.suggestion.unwrap_or_default() + 1).saturating_sub(shown.max(1))
    }

    /// Takes a suggestion as the answer.
    pub(super) fn take_suggestion(&mut self, index: usize) -> Outcome {
        if let Some(outcome) = self.take_repair(index) {
            return outcome;
        }
        let word = self.suggestions.get(index).cloned().unwrap_or_default();
        self.suggestions.clear();
        self.suggestion = None;
        let outcome = self.replace_text(&word);
        // A beginning wants to be written on.
        if !self.is_writing_prose() {
            self.step_focus(true);
        }
        outcome
    }

    /// Keys that belong to the list of suggestions, while it shows.
    pub(super) fn do_in_suggestions(&mut self, action: Action) -> Option<Outcome> {
        if self.suggestions.is_empty() {
            return None;
        }
        match (action, self.suggestion) {
            (Action::Back, _) if self.repairing.is_some() => self.stop_repairing(),
            (Action::Down, None) => self.suggestion = Some(0),
            (Action::Down, Some(i)) => self.suggestion = Some((i + 1).min(self.suggestions.len() - 1)),
            (Action::Up, Some(0)) => self.suggestion = None,
            (Action::Up, Some(i)) => self.suggestion = Some(i - 1),
            (Action::Newline | Action::Open | Action::NextField, Some(i)) => {
                return Some(self.take_suggestion(i));
            }
            (Action::Back, Some(_)) => self.suggestion = None,
            _ => return None,
        }
        Some(Outcome::Moved)
    }
}
