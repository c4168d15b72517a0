//! Lines being read: laid out once for a width, scrolled, and searched in. Deliberately absent: what they say.

use ratatui::layout::Position;

use super::action::Input;
use super::find::{self, Finder, Line};
use super::outcome::Outcome;
use super::widgets::paint::Brush;

/// Lines, and which of them show.
#[derive(Debug, Default)]
pub struct Reader {
    lines: Vec<Line>,
    /// The room they were laid out for.
    room: (usize, usize),
    top: usize,
    finder: Finder,
    /// Whether the first match is still to be gone to.
    seeks: bool,
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
            self.finder.set_hits(find::mark(&mut self.lines, self.finder.words()));
            self.seeks |= !self.finder.words().is_empty();
        }
        self.room = room;
        self.finder.arrange(width);
        self.scroll_to(self.top);
        if std::mem::take(&mut self.seeks) {
            self.finder.seek(self.top);
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
        self.finder.find(words);
        self.seeks = true;
        self.renew();
    }

    /// Goes to the next line that has what is looked for, or to the one before.
    pub fn next(&mut self, forward: bool) {
        self.finder.next(forward);
        self.show_hit();
    }

    fn show_hit(&mut self) {
        if let Some(line) = self.finder.hit()
            && !(self.top..self.top + self.room.1).contains(&line)
        {
            self.scroll_to(line.saturating_sub(self.room.1 / 3));
        }
    }

    /// Lets words be typed to be looked for.
    pub fn type_words(&mut self) {
        self.finder.type_words();
    }

    /// Returns whether words are typed.
    pub fn is_typing(&self) -> bool {
        self.finder.is_typing()
    }

    /// Takes what is typed to be looked for.
    pub fn type_on(&mut self, input: &Input) -> Outcome {
        let outcome = self.finder.type_on(input);
        if outcome.changed() {
            self.seeks = true;
            self.renew();
        }
        outcome
    }

    /// Describes what was found; nothing while nothing is looked for.
    pub fn found(&self) -> String {
        self.finder.found("on this page")
    }

    /// Returns what is looked for.
    pub fn words(&self) -> &str {
        self.finder.words()
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
        self.finder.draw(brush, "words to find on this page")
    }
}
