//! The terminal's answer to the question for its background, found among what is typed: it arrives as keys, at once, late or
//! never. Nobody waits for it, nothing that is typed is lost, and no part of an answer is taken for keys.

use super::input::{Code, Event, Key, Named};
use super::theme;

/// The question, as terminals understand it.
pub const QUESTION: &str = "\x1b]11;?\x1b\\";
/// What an answer begins with, after the escape.
const BEGINS: &str = "11;rgb";
/// The longest answer, in characters.
const LONGEST: usize = 32;

/// What was asked, and what came that may be the answer.
#[derive(Debug, Default)]
pub struct Answer {
    asked: bool,
    held: Vec<Event>,
    text: String,
}

impl Answer {
    /// Takes note that the question was asked.
    pub fn ask(&mut self) {
        *self = Self { asked: true, ..Self::default() };
    }

    /// Returns whether the answer is still to come.
    pub fn is_awaited(&self) -> bool {
        self.asked
    }

    /// Returns whether part of what may be an answer is held back.
    pub fn is_begun(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes an event, and returns what is certain: nothing while it may be part of an answer.
    pub fn take(&mut self, event: Event) -> Vec<Event> {
        if !self.asked {
            return vec![event];
        }
        let key = if let Event::Key(key) = &event { Some(*key) } else { None };
        let escape = self.held.last() == Some(&Event::Key(Key::plain(Code::Named(Named::Esc))));
        self.held.push(event);
        let Some(Key { code, ctrl, alt, .. }) = key else { return self.give_back() };
        match (code, ctrl, alt) {
            // The escape may have come in an earlier piece, as a key of its own.
            (Code::Char(']'), false, _) if self.held.len() == 1 => Vec::new(),
            _ if self.held.len() == 1 => self.give_back(),
            (Code::Char('\\'), false, alt) if alt || escape => self.end(),
            (Code::Char('g'), true, false) => self.end(),
            (Code::Named(Named::Esc), ..) if !escape => Vec::new(),
            (Code::Char(c), false, false) if !escape => {
                self.text.push(c);
                let fits = BEGINS.starts_with(&self.text) || self.text.starts_with(BEGINS);
                if fits && self.text.len() <= LONGEST { Vec::new() } else { self.give_back() }
            }
            _ => self.give_back(),
        }
    }

    /// Returns what was held back: it is no answer.
    pub fn give_back(&mut self) -> Vec<Event> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }

    fn end(&mut self) -> Vec<Event> {
        match self.text.strip_prefix("11;").and_then(theme::is_light) {
            Some(light) => {
                *self = Self::default();
                vec![Event::Background { light }]
            }
            None => self.give_back(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Event> {
        text.split(' ').map(|key| Event::Key(key.parse().expect("a key"))).collect()
    }

    /// Hears some keys after the question, and lists what comes of them.
    fn heard(text: &str) -> Vec<Event> {
        let mut answer = Answer::default();
        answer.ask();
        let mut heard: Vec<Event> = keys(text).into_iter().flat_map(|event| answer.take(event)).collect();
        heard.extend(answer.give_back());
        heard
    }

    const LIGHT: &str = "1 1 ; r g b : f d f d / f 6 f 6 / e 3 e 3";

    #[test]
    fn an_answer_is_heard_among_keys_however_it_ends_and_wherever_it_is_torn() {
        for answer in [
            format!("alt-] {LIGHT} alt-\\"),
            format!("alt-] {LIGHT} ctrl-g"),
            format!("alt-] {LIGHT} esc \\"),
            format!("] {LIGHT} alt-\\"),
        ] {
            assert_eq!(heard(&answer), [Event::Background { light: true }], "{answer}");
            let among = [keys("a"), vec![Event::Background { light: true }], keys("b")].concat();
            assert_eq!(heard(&format!("a {answer} b")), among);
        }
    }

    #[test]
    fn what_is_no_answer_is_typed() {
        for typed in [
            "]",
            "] a",
            "alt-] 1 1 ; r e d",
            "] 1 1 ; r g b : q ctrl-g",
            "alt-] esc esc",
            "esc q",
            "] 1 1 enter",
        ] {
            assert_eq!(heard(typed), keys(typed), "{typed}");
        }
        let mut answer = Answer::default();
        assert_eq!(answer.take(keys("]")[0].clone()), keys("]"), "nothing was asked");
    }
}
