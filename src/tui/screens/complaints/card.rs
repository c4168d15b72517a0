//! The complaint that is looked at, and what is said of it besides its dimension.

use std::ops::Range;

use crate::app::triage::{Next, Standing, suggester};
use crate::domain::complaint::{Decision, Dimension, Label, SaidWhy};
use crate::suggest::Suggestion;
use crate::tui::text::{Edit, Lines, Motion, TextArea};

/// What takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A key labels.
    Labelling,
    /// The next dimension is the second one.
    Second,
    /// Words are selected.
    Phrase,
    /// A note is typed.
    Note,
}

/// A complaint, with what was said of it so far.
#[derive(Debug)]
pub(super) struct Card {
    pub next: Next,
    /// How it stood before this sitting touched it.
    pub from: Standing,
    pub text: TextArea,
    pub second: Option<Dimension>,
    pub phrase: Option<Range<usize>>,
    pub why: Option<SaidWhy>,
    pub note: TextArea,
    pub mode: Mode,
    /// What is suggested; nothing where nothing is to be.
    pub suggestion: Option<Suggestion>,
    /// Whether it is asked without showing what is suggested, as a check.
    pub is_check: bool,
    /// The label it has.
    pub before: Option<Label>,
}

impl Card {
    pub fn new(next: Next, from: Standing) -> Self {
        let mut text = TextArea::new(&next.complaint.said.text, Lines::Many);
        text.set_cursor(0);
        Self {
            text,
            next,
            from,
            second: None,
            phrase: None,
            why: None,
            note: TextArea::new("", Lines::One),
            mode: Mode::Labelling,
            suggestion: None,
            is_check: false,
            before: None,
        }
    }

    /// The words that led to what is suggested; none where it is not sure.
    pub fn because(&self) -> &[Range<usize>] {
        let sure = self.shown().filter(|suggestion| suggestion.subject.is_some());
        sure.map_or(&[], |suggestion| &suggestion.because)
    }

    /// What is suggested and shown.
    pub fn shown(&self) -> Option<&Suggestion> {
        self.suggestion.as_ref().filter(|_| !self.is_check)
    }

    /// Takes over what was said of it before.
    pub fn said(mut self, label: &Label) -> Self {
        (self.second, self.phrase, self.why) = (label.second, label.phrase.clone(), label.why);
        self.note = TextArea::new(&label.note, Lines::One);
        self
    }

    /// The label that a decision makes of all that was said.
    pub fn label(&self, decision: Decision) -> Label {
        let first = decision.dimension();
        let second = self.second.filter(|second| first.is_some_and(|first| first != *second));
        Label {
            second,
            phrase: self.phrase.clone(),
            why: self.why,
            note: self.note.text().trim().to_owned(),
            picked: self.next.picked,
            suggested: self.suggestion.as_ref().and_then(suggester::suggested),
            ..Label::new(decision)
        }
    }

    /// Begins to select words: where some are selected, or were pointed out, with those.
    pub fn begin_phrase(&mut self, pointed_out: Option<Range<usize>>) {
        self.mode = Mode::Phrase;
        match self.phrase.clone().or(pointed_out) {
            Some(words) => self.select(words),
            None => self.step(true),
        }
    }

    /// Selects these words.
    pub fn select(&mut self, words: Range<usize>) {
        self.text.select_bytes(words);
        self.phrase = self.text.selected();
    }

    /// Selects the next word, or the one before.
    pub fn step(&mut self, forward: bool) {
        let (from, there, back) = match (self.text.selected(), forward) {
            (Some(words), true) => (words.end, Motion::WordRight, Motion::WordLeft),
            (Some(words), false) => (words.start, Motion::WordLeft, Motion::WordRight),
            (None, _) => (self.text.cursor(), Motion::WordRight, Motion::WordLeft),
        };
        let (one, other) = (self.go(from, there), self.go(self.text.cursor(), back));
        self.select(one.min(other)..one.max(other));
    }

    /// Selects one word more, or one less.
    pub fn extend(&mut self, more: bool) {
        let Some(words) = self.text.selected() else { return };
        let end = if more {
            self.go(words.end, Motion::WordRight)
        } else {
            let last = self.go(words.end, Motion::WordLeft);
            let before = self.go(last, Motion::WordLeft);
            self.go(before, Motion::WordRight)
        };
        self.select(words.start..if end > words.start { end } else { words.end });
    }

    fn go(&mut self, from: usize, motion: Motion) -> usize {
        self.text.set_cursor(from);
        self.text.edit(Edit::Move(motion));
        self.text.cursor()
    }
}
