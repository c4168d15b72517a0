//! Looking for words in lines that are laid out, whatever the case of their letters: what is typed, and going from match
//! to match.

use std::ops::Range;

use ratatui::layout::Position;

use super::action::{Action, Input};
use super::dialog::typed_line;
use super::outcome::Outcome;
use super::text::{Lines, TextArea};
use super::theme::{Role, Surface};
use super::widgets::paint::Brush;

/// A line of text in pieces.
pub type Line = Vec<(String, Role)>;

/// What is looked for, and the matches there are.
#[derive(Debug, Default)]
pub struct Finder {
    words: String,
    /// The places that have it, and which of those was gone to last.
    hits: Vec<usize>,
    at: usize,
    /// What is looked for, while it is typed.
    typing: Option<TextArea>,
}

impl Finder {
    /// Looks for some words; the matches are to be set.
    pub fn find(&mut self, words: &str) {
        words.clone_into(&mut self.words);
    }

    /// Takes the places that have what is looked for.
    pub fn set_hits(&mut self, hits: Vec<usize>) {
        self.hits = hits;
    }

    /// Returns what is looked for.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Goes to the first match from a place on, or to the first of all.
    pub fn seek(&mut self, from: usize) {
        self.at = self.hits.iter().position(|hit| *hit >= from).unwrap_or_default();
    }

    /// Goes to the next match, or to the one before.
    pub fn next(&mut self, forward: bool) {
        let count = self.hits.len().max(1);
        self.at = (self.at + if forward { 1 } else { count - 1 }) % count;
    }

    /// Returns the place of the match that was gone to last.
    pub fn hit(&self) -> Option<usize> {
        self.hits.get(self.at).copied()
    }

    /// Lets words be typed to be looked for.
    pub fn type_words(&mut self) {
        self.typing = Some(TextArea::new("", Lines::One));
    }

    /// Returns whether words are typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// Takes what is typed: [`Outcome::Changed`] if other words are looked for now.
    pub fn type_on(&mut self, input: &Input) -> Outcome {
        let Some(mut text) = self.typing.take() else { return Outcome::Ignored };
        match input {
            Input::Do(Action::Newline | Action::Open | Action::Done) => return Outcome::Moved,
            Input::Do(Action::Back) => {
                self.find("");
                return Outcome::Changed;
            }
            _ => {}
        }
        let outcome = text.act(input);
        if outcome.changed() {
            self.find(&text.text());
        }
        self.typing = Some(text);
        outcome
    }

    /// Fits what is typed to the columns there are.
    pub fn arrange(&mut self, width: u16) {
        if let Some(text) = &mut self.typing {
            text.set_size(width.saturating_sub(2), 1);
        }
    }

    /// Describes what was found, or that it is not at a place; nothing while nothing is looked for.
    pub fn found(&self, place: &str) -> String {
        match self.hits.len() {
            _ if self.words.is_empty() => String::new(),
            0 => format!("“{}” is not {place}", self.words),
            count => format!("“{}” {} of {count}", self.words, self.at + 1),
        }
    }

    /// Draws what is typed over the last row, and returns where the cursor stands.
    pub fn draw(&self, brush: &mut Brush<'_>, hint: &str) -> Option<Position> {
        let text = self.typing.as_ref()?;
        let last = brush.area.height.saturating_sub(1);
        brush.part(0, last, u16::MAX, 1).clear(Surface::Panel);
        typed_line(brush, last, text, hint)
    }
}

/// Lists which of some texts have some words in them.
pub fn matching<'a>(texts: impl Iterator<Item = &'a str>, words: &str) -> Vec<usize> {
    let wanted = wanted(words);
    let fits = |text: &str| !wanted.is_empty() && !places(text, &wanted).is_empty();
    texts.enumerate().filter(|(_, text)| fits(text)).map(|(n, _)| n).collect()
}

fn wanted(words: &str) -> Vec<char> {
    words.trim().chars().flat_map(char::to_lowercase).collect()
}

/// Marks every place where some words stand, and returns the lines that have any.
pub fn mark(lines: &mut [Line], words: &str) -> Vec<usize> {
    let wanted = wanted(words);
    let mut found = Vec::new();
    for (n, line) in lines.iter_mut().enumerate().filter(|_| !wanted.is_empty()) {
        let text: String = line.iter().map(|(piece, _)| piece.as_str()).collect();
        let places = places(&text, &wanted);
        if !places.is_empty() {
            *line = marked(line, &places);
            found.push(n);
        }
    }
    found
}

fn places(text: &str, wanted: &[char]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_some_and(|last| at < last.end) {
            continue;
        }
        found.extend(begins(&text[at..], wanted).map(|length| at..at + length));
    }
    found
}

/// How many bytes of a text are the words it begins with; `None` if it begins otherwise.
fn begins(text: &str, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter();
    for (at, c) in text.char_indices() {
        if wanted.as_slice().is_empty() {
            return Some(at);
        }
        if !c.to_lowercase().all(|lower| wanted.next() == Some(&lower)) {
            return None;
        }
    }
    wanted.as_slice().is_empty().then_some(text.len())
}

/// Cuts the pieces of a line where places begin and end.
fn marked(line: &Line, places: &[Range<usize>]) -> Line {
    let mut pieces = Line::new();
    let mut from = 0;
    for (text, role) in line {
        let mut done = 0;
        for place in places {
            let within = |at: usize| at.saturating_sub(from).clamp(done, text.len());
            let (start, end) = (within(place.start), within(place.end));
            if start < end {
                pieces.push((text[done..start].to_owned(), *role));
                pieces.push((text[start..end].to_owned(), Role::Hint));
                done = end;
            }
        }
        pieces.push((text[done..].to_owned(), *role));
        from += text.len();
    }
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_found_over_pieces_and_in_any_case() {
        let line = |pieces: &[(&str, Role)]| -> Line {
            pieces.iter().map(|(text, role)| ((*text).to_owned(), *role)).collect()
        };
        let mut lines = vec![
            line(&[("It GUESS", Role::Dim), ("ed; it guessed", Role::Plain)]),
            line(&[("no", Role::Plain)]),
        ];
        assert_eq!(mark(&mut lines, " guessed "), [0]);
        let wanted = [
            ("It ", Role::Dim),
            ("GUESS", Role::Hint),
            ("ed", Role::Hint),
            ("; it ", Role::Plain),
            ("guessed", Role::Hint),
        ];
        assert_eq!(lines[0], line(&wanted));
        assert_eq!(mark(&mut lines, "  "), [0; 0]);
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[aAbßİé日👩 ]{0,20}", more in "[aAbßİé日 ]{0,9}", words in "[aAbßİé日]{1,3}") {
            let mut lines = vec![vec![(text.clone(), Role::Plain), (more.clone(), Role::Dim)]];
            let found = mark(&mut lines, &words);
            let all: String = lines[0].iter().map(|(piece, _)| piece.as_str()).collect();
            prop_assert_eq!(&all, &format!("{text}{more}"));
            let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
            prop_assert!(found.is_empty() || lower(&all).contains(&lower(&words)));
        }
    }
}
