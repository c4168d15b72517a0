//! What is offered while a text is written: earlier answers, and beginnings while nothing is written yet.

use std::collections::BTreeSet;

use super::Form;
use crate::domain::facts::subject_key;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::text::TextArea;

/// How many words are offered at once.
const SHOWN: usize = 6;

impl Form {
    /// Names the vocabulary to suggest from and what is typed so far, while a text with suggestions has the focus.
    /// The vocabulary is empty where there are only starters to offer.
    pub fn wants_suggestions(&self) -> Option<(String, String)> {
        let text = self.focused_text()?;
        let kind = self.focused_field()?.kind.as_text()?;
        let starting = text.is_blank() && !kind.starters.is_empty();
        let vocabulary = kind.vocabulary().filter(|_| !kind.prose).map(str::to_owned);
        vocabulary.or_else(|| starting.then(String::new)).map(|vocabulary| (vocabulary, text.text()))
    }

    /// Lists the beginnings to offer while nothing is written in the focused text.
    fn starters(&self) -> Vec<String> {
        let kind = self.focused_field().and_then(|field| field.kind.as_text());
        let kind = kind.filter(|_| self.focused_text().is_some_and(TextArea::is_blank));
        kind.map(|kind| kind.starters.clone()).unwrap_or_default()
    }

    /// Brings earlier answers to offer; those written in this entry come first, what is typed already is left out.
    pub fn set_suggestions(&mut self, earlier: Vec<String>) {
        self.suggestion = None;
        self.suggestions.clear();
        let Some((vocabulary, typed)) = self.wants_suggestions() else { return };
        let typed = subject_key(&typed);
        let here = self.exercise.terms(&self.answers).into_iter();
        let here = here.filter(|term| term.vocabulary == vocabulary).map(|term| term.text);
        let mut seen = BTreeSet::from([typed.clone()]);
        for word in here.chain(earlier).chain(self.starters()) {
            let key = subject_key(&word);
            if key.starts_with(&typed) && seen.insert(key) {
                self.suggestions.push(word);
            }
        }
        self.suggestions.truncate(SHOWN);
    }

    /// Keys that belong to the list of suggestions, while it shows.
    pub(super) fn do_in_suggestions(&mut self, action: Action) -> Option<Outcome> {
        if self.suggestions.is_empty() {
            return None;
        }
        match (action, self.suggestion) {
            (Action::Down, None) => self.suggestion = Some(0),
            (Action::Down, Some(i)) => self.suggestion = Some((i + 1).min(self.suggestions.len() - 1)),
            (Action::Up, Some(0)) => self.suggestion = None,
            (Action::Up, Some(i)) => self.suggestion = Some(i - 1),
            (Action::Newline | Action::Open | Action::NextField, Some(i)) => {
                let word = self.suggestions.get(i).cloned().unwrap_or_default();
                self.suggestions.clear();
                self.suggestion = None;
                let outcome = self.replace_text(&word);
                // A beginning wants to be written on.
                if !self.is_writing_prose() {
                    self.step_focus(true);
                }
                return Some(outcome);
            }
            (Action::Back, Some(_)) => self.suggestion = None,
            _ => return None,
        }
        Some(Outcome::Moved)
    }
}
