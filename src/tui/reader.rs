//! Lines being read: laid out once for a width, scrolled, and searched in. Deliberately absent: what they say.

use ratatui::layout::Position;

use super::action::{Action, Input};
use super::dialog::typed_line;
use super::find::{self, Line};
use super::outcome::Outcome;
use super::text::{Lines, TextArea};
use super::theme::Surface;
use super::widgets::paint::Brush;

/// Lines, and which of them show.
#[derive(Debug, Default)]
pub struct Reader {
    lines: Vec<Line>,
    /// The room they were laid out for.
    room: (usize, usize),
    top: usize,
    /// What is looked for, the lines that have it, and which of those was gone to last.
    words: String,
    hits: Vec<usize>,
    at: usize,
    /// Whether the first of them is still to be gone to.
    seeks: bool,
    /// What is looked for, while it is typed.
    typing: Option<TextArea>,
}

impl Reader {
    /// Begins at the top of other lines, which are laid out when it is fitted to its room next.
    pub fn begin(&mut self) {
        *self = Self::default();
    }

    /// Lets the lines be laid out again, at the same place.
    pub fn renew(&mut self) {
        self.room = (0, 0);
    }

    /// Fits it to its room; `lay` lays the lines out for a width.
    pub fn arrange(&mut self, (width, height): (u16, u16), lay: impl FnOnce(usize) -> Vec<Line>) {
        let room = (usize::from(width), usize::from(height));
        if self.room.0 != room.0 {
            self.lines = lay(room.0);
            self.hits = find::mark(&mut self.lines, &self.words);
            self.seeks |= !self.words.is_empty();
        }
        self.room = room;
        if let Some(text) = &mut self.typing {
            text.set_size(width.saturating_sub(2), 1);
        }
        self.scroll_to(self.top);
        if std::mem::take(&mut self.seeks) {
            self.at = self.hits.iter().position(|line| *line >= self.top).unwrap_or_default();
            self.show_hit();
        }
    }

    /// Lets a line be the first that shows, as far as there are lines.
    pub fn scroll_to(&mut self, top: usize) {
        self.top = top.min(self.lines.len().saturating_sub(self.room.1));
    }

    /// Scrolls, and returns whether the input was for that.
    pub fn act(&mut self, input: &Input) -> bool {
        let rows = self.lines.len().saturating_sub(self.room.1) + 1;
        let to = input.moves(self.top, rows, (self.room.1.saturating_sub(2).max(1), 3));
        self.top = to.unwrap_or(self.top);
        to.is_some()
    }

    /// Looks for some words from where it is: they are marked, and in sight, once it is fitted to its room next.
    pub fn find(&mut self, words: &str) {
        words.clone_into(&mut self.words);
        self.seeks = true;
        self.renew();
    }

    /// Goes to the next line that has what is looked for, or to the one before.
    pub fn next(&mut self, forward: bool) {
        let count = self.hits.len().max(1);
        self.at = (self.at + if forward { 1 } else { count - 1 }) % count;
        self.show_hit();
    }

    fn show_hit(&mut self) {
        if let Some(line) = self.hits.get(self.at)
            && !(self.top..self.top + self.room.1).contains(line)
        {
            self.scroll_to(line.saturating_sub(self.room.1 / 3));
        }
    }

    /// Lets words be typed to be looked for.
    pub fn type_words(&mut self) {
        self.typing = Some(TextArea::new("", Lines::One));
    }

    /// Returns whether words are typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// Takes what is typed to be looked for.
    pub fn type_on(&mut self, input: &Input) -> Outcome {
        let Some(mut text) = self.typing.take() else { return Outcome::Ignored };
        match input {
            Input::Do(Action::Newline | Action::Open | Action::Done) => return Outcome::Moved,
            Input::Do(Action::Back) => {
                self.find("");
                return Outcome::Moved;
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

    /// Says what was found; nothing while nothing is looked for.
    pub fn found(&self) -> String {
        match self.hits.len() {
            _ if self.words.is_empty() => String::new(),
            0 => format!("“{}” is not on this page", self.words),
            count => format!("“{}” {} of {count}", self.words, self.at + 1),
        }
    }

    /// Returns what is looked for.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Returns the first line that shows, and how many there are.
    pub fn scrolled(&self) -> (usize, usize) {
        (self.top, self.lines.len())
    }

    /// Draws the lines that show, and over the last of them what is typed; the cursor is there then.
    pub fn draw(&self, brush: &mut Brush<'_>) -> Option<Position> {
        for (line, y) in self.lines.iter().skip(self.top).zip(0..brush.area.height) {
            line.iter().fold(0, |x, (text, role)| brush.line(x, y, text, *role));
        }
        let text = self.typing.as_ref()?;
        let last = brush.area.height.saturating_sub(1);
        brush.part(0, last, u16::MAX, 1).clear(Surface::Panel);
        typed_line(brush, last, text, "words to find on this page")
    }
}
