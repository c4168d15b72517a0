//! The weekly review, to read once more before it goes out as a file.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::week;
use crate::domain::plan::Week;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::Context;
use crate::tui::dialog::Dialog;
use crate::tui::effects::{self, Reading};
use crate::tui::input::MouseKind;
use crate::tui::route::{Answer, Effect, Step};
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// Longest row of the document, in columns.
const WIDTH: u16 = 96;

/// The review of a week.
#[derive(Debug)]
pub struct Review {
    week: Week,
    this_week: Week,
    reading: Reading,
    lines: Vec<(String, Role)>,
    top: usize,
    area: Rect,
}

impl Review {
    /// Opens the review of a week, this one if none is given.
    pub fn open(week: Option<Week>, cx: &Context) -> Result<Self> {
        let this_week = cx.this_week()?;
        let week = week.unwrap_or(this_week);
        let reading = effects::review(cx, week)?;
        Ok(Self { week, this_week, reading, lines: Vec::new(), top: 0, area: Rect::ZERO })
    }

    /// Lists where keys mean something here.
    pub fn contexts() -> Vec<KeyContext> {
        vec![KeyContext::Review, KeyContext::Anywhere]
    }

    /// Gives the week that is shown, for other places to open.
    pub fn week(&self) -> Week {
        self.week
    }

    /// Does what an input asks for.
    pub fn update(&mut self, input: &Input, cx: &mut Context) -> Result<Step> {
        let page = usize::from(self.area.height.saturating_sub(2)).max(1);
        let action = match input {
            Input::Do(action) => *action,
            Input::Mouse(mouse) => {
                match mouse.kind {
                    MouseKind::WheelUp => self.top = self.top.saturating_sub(3),
                    MouseKind::WheelDown => self.top = (self.top + 3).min(self.last()),
                    _ => {}
                }
                return Ok(Step::Stay);
            }
            _ => return Ok(Step::Ignored),
        };
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(self.last()),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown | Action::Open => self.top = (self.top + page).min(self.last()),
            Action::First => self.top = 0,
            Action::Last => self.top = self.last(),
            Action::PreviousWeek => self.go(week::before(&cx.store, self.week)?, cx)?,
            Action::NextWeek if self.week.starts < self.this_week.starts => {
                self.go(week::after(&cx.store, self.week)?, cx)?;
            }
            Action::NextWeek => return Ok(Step::Say("this is the newest week".to_owned(), Role::Plain)),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Export => {
                let lines = vec![
                    "Markdown, people by their aliases. A file that is there is not overwritten.".to_owned(),
                ];
                let answers = vec![("Write", Answer::ExportTo), ("Leave it", Answer::Nothing)];
                let name = format!("review-{}.md", self.week.label());
                return Ok(Step::Ask(Box::new(
                    Dialog::new("Write the review to a file", lines, answers).typing(&name),
                )));
            }
            _ => return Ok(Step::Ignored),
        }
        Ok(Step::Stay)
    }

    fn go(&mut self, week: Week, cx: &Context) -> Result<()> {
        let area = self.area;
        *self = Self::open(Some(week), cx)?;
        self.arrange(area);
        Ok(())
    }

    /// Does what an answer to its question means.
    pub fn answered(&self, answer: &Answer, typed: &str) -> Step {
        let text = self.reading.markdown();
        match answer {
            Answer::ExportTo => Step::Run(Effect::Export { path: typed.trim().into(), text, over: false }),
            Answer::ExportOver(path) => Step::Run(Effect::Export { path: path.clone(), text, over: true }),
            _ => Step::Stay,
        }
    }

    /// Lays the document out for the room there is.
    pub fn arrange(&mut self, area: Rect) {
        if area.width != self.area.width || self.lines.is_empty() {
            self.lines = self.reading.lines(area.width.saturating_sub(6).min(WIDTH));
        }
        self.area = area;
        self.top = self.top.min(self.last());
    }

    fn last(&self) -> usize {
        self.lines.len().saturating_sub(usize::from(self.area.height))
    }

    /// Draws it. There is nothing to type here, so no cursor.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let height = usize::from(brush.area.height);
        for (y, (text, role)) in self.lines.iter().skip(self.top).take(height).enumerate() {
            brush.line(3, y as u16, text, *role);
        }
        let shown = self.top + height;
        if shown < self.lines.len() {
            let percent = shown * 100 / self.lines.len();
            brush.right(0, brush.area.height.saturating_sub(1), &format!(" ↓ {percent} % "), Role::Dim);
        }
        None
    }

    /// Lists the keys to show at the bottom.
    pub fn footer() -> Vec<Action> {
        vec![
            Action::Export,
            Action::Down,
            Action::PageDown,
            Action::PreviousWeek,
            Action::NextWeek,
            Action::Today,
            Action::Palette,
            Action::Help,
            Action::Quit,
        ]
    }
}
