//! A question over the screen: a few lines, a line to type in if something is asked for, and answers to pick from.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Input, KeyContext};
use super::outcome::Outcome;
use super::route::{Answer, Paper, Sending};
use super::text::{Lines, Look, TextArea};
use super::theme::{Role, Surface, Theme};
use super::widgets::paint::{Brush, text_width};
use super::widgets::panel::Panel;
use crate::sanitize;

/// A question over the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialog {
    title: String,
    lines: Vec<String>,
    typed: Option<TextArea>,
    answers: Vec<(String, Answer)>,
    cursor: usize,
}

impl Dialog {
    /// The keys that the footer shows, with what they do here.
    pub const FOOTER: [(Action, &'static str); 4] = [
        (Action::Open, "choose"),
        (Action::Newline, "choose"),
        (Action::NextField, "next answer"),
        (Action::Back, "close"),
    ];

    /// Asks something; the first answer is the one Enter gives.
    pub fn new(title: impl Into<String>, lines: Vec<String>, answers: Vec<(&str, Answer)>) -> Self {
        let answers = answers.into_iter().map(|(label, answer)| (label.to_owned(), answer)).collect();
        Self { title: title.into(), lines, typed: None, answers, cursor: 0 }
    }

    /// Asks for the file to write something to, with a name to begin with. A name in it that may be a person's can be
    /// given an alias first.
    pub fn export(
        title: &str,
        lines: Vec<String>,
        name: &str,
        paper: Paper,
        stranger: Option<String>,
    ) -> Self {
        let declare = stranger.map(|name| (format!("Add {name} to people"), Answer::Declare(name)));
        let opened = match &paper {
            Paper::Review(sending) => {
                let sending = Sending { shows: true, ..Sending::clone(sending) };
                Some(("Write and open it", Answer::ExportTo(Paper::Review(Box::new(sending)))))
            }
            Paper::Text(_) => None,
        };
        let write = std::iter::once(("Write the file", Answer::ExportTo(paper)));
        let answers = write.chain(opened).chain([("Cancel", Answer::Nothing)]).collect();
        let mut dialog = Self::new(title, lines, answers).typing(name);
        dialog.answers.extend(declare);
        dialog
    }

    /// Adds a line to type in, with a text to begin with.
    #[must_use]
    pub fn typing(mut self, text: &str) -> Self {
        self.typed = Some(TextArea::new(text, Lines::One));
        self
    }

    /// Marks another answer than the first.
    #[must_use]
    pub fn marking(self, answer: usize) -> Self {
        Self { cursor: answer.min(self.answers.len().saturating_sub(1)), ..self }
    }

    /// Lists where keys mean something here.
    pub fn contexts(&self) -> Vec<KeyContext> {
        match self.typed {
            Some(_) => vec![KeyContext::Writing, KeyContext::Form, KeyContext::Dialog, KeyContext::Anywhere],
            None => vec![KeyContext::Dialog, KeyContext::Anywhere],
        }
    }

    pub fn act(&mut self, input: &Input) -> Outcome {
        match input {
            Input::Do(Action::Back) => Outcome::Close(None),
            Input::Do(Action::Open | Action::Toggle | Action::Newline | Action::Done) => {
                let typed = self.typed.as_ref().map(TextArea::text).unwrap_or_default();
                match self.answers.get(self.cursor) {
                    Some((_, answer)) => Outcome::Answered(answer.clone(), typed),
                    None => Outcome::Close(None),
                }
            }
            Input::Do(Action::NextField | Action::Down) => self.step(1),
            Input::Do(Action::PreviousField | Action::Up) => self.step(self.answers.len().saturating_sub(1)),
            input => match (&mut self.typed, input) {
                (Some(text), _) => text.act(input),
                (None, Input::Do(Action::Right)) => self.step(1),
                (None, Input::Do(Action::Left)) => self.step(self.answers.len().saturating_sub(1)),
                _ => Outcome::Ignored,
            },
        }
    }

    fn step(&mut self, by: usize) -> Outcome {
        self.cursor = (self.cursor + by) % self.answers.len().max(1);
        Outcome::Moved
    }

    /// Fits the typed line to the room there is.
    pub fn arrange(&mut self, screen: Rect) {
        let width = width(screen).saturating_sub(6);
        if let Some(text) = &mut self.typed {
            text.set_size(width, 1);
        }
    }

    /// Draws it over the middle of the screen and returns where the terminal's cursor stands.
    pub fn draw(&self, screen: Rect, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let width = width(screen);
        let inner = width.saturating_sub(4);
        let lines: Vec<String> =
            self.lines.iter().flat_map(|line| sanitize::wrap(line, usize::from(inner))).collect();
        let answers = self.answer_rows(inner);
        let rows = answers.last().map_or(0, |(_, y, _)| usize::from(*y) + 1);
        // However much there is to say, the answers stay on the screen.
        let rest = 4 + rows + usize::from(self.typed.is_some()) * 2;
        let lines = &lines[..lines.len().min(usize::from(screen.height).saturating_sub(rest))];
        let wanted = lines.len() + rest;
        let height = u16::try_from(wanted).unwrap_or(u16::MAX).min(screen.height);
        let area = Rect::new(
            screen.x + (screen.width - width.min(screen.width)) / 2,
            screen.y + (screen.height - height) / 2,
            width,
            height,
        );
        let mut brush = Brush::new(buf, area, theme);
        let mut body = Panel::over(&self.title).draw(&mut brush, Surface::Raised);
        let mut y = 0;
        for line in lines {
            body.line(0, y, line, Role::Plain);
            y += 1;
        }
        y += 1;
        let mut cursor = None;
        if let Some(text) = &self.typed {
            cursor = typed_line(&mut body, y, text, "");
            y += 2;
        }
        for (index, (x, row, label)) in answers.iter().enumerate() {
            let role = if index == self.cursor { Role::Marked } else { Role::Plain };
            body.line(*x, y + row, label, role);
        }
        cursor
    }

    fn answer_rows(&self, width: u16) -> Vec<(u16, u16, String)> {
        let (mut x, mut y) = (0, 0);
        self.answers
            .iter()
            .map(|(label, _)| {
                let label = format!(" {label} ");
                let wide = text_width(&label);
                if x > 0 && wide > width.saturating_sub(x) {
                    (x, y) = (0, y + 1);
                }
                let place = (x, y, label);
                x = x.saturating_add(wide).saturating_add(2);
                place
            })
            .collect()
    }
}

fn width(screen: Rect) -> u16 {
    screen.width.saturating_sub(4).clamp(1, 68).min(screen.width)
}

/// Draws a line that is typed into, and returns where the terminal's cursor stands. `hint` stands where nothing is typed.
pub fn typed_line(brush: &mut Brush<'_>, y: u16, text: &TextArea, hint: &str) -> Option<Position> {
    brush.line(0, y, "▌", Role::Focus);
    let theme = brush.theme;
    let room = brush.part(2, y, u16::MAX, 1);
    let look = Look {
        text: theme.style(Role::Plain),
        selection: theme.style(Role::Marked),
        placeholder: (hint, theme.style(Role::Dim)),
        marked: &[],
    };
    text.render(room.area, room.buf, &look);
    text.cursor_position(room.area)
}
