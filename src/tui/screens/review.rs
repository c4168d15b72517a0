//! The weekly review, to read once more before it goes out as a file.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::week;
use crate::domain::plan::Week;
use crate::error::Result;
use crate::tui::action::{Action, Input, KeyContext};
use crate::tui::context::{Context, DrawContext};
use crate::tui::effects::{self, Reading};
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;
use crate::tui::screens::{Tab, View};
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// Longest row of the document, in columns.
const WIDTH: u16 = 96;

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

    fn go(&mut self, week: Week, cx: &Context) -> Result<()> {
        let area = self.area;
        *self = Self::open(Some(week), cx)?;
        self.arrange(area);
        Ok(())
    }

    fn last(&self) -> usize {
        self.lines.len().saturating_sub(usize::from(self.area.height))
    }
}

impl View for Review {
    const TAB: Option<Tab> = Some(Tab { action: Action::Review, label: "Review", route: Route::Review });

    fn update(&mut self, input: Input, cx: &mut Context) -> Result<Outcome> {
        // Enter reads on, too.
        let input = if input == Input::Do(Action::Open) { Input::Do(Action::PageDown) } else { input };
        let page = usize::from(self.area.height.saturating_sub(2)).max(1);
        if let Some(top) = input.moves(self.top, self.last() + 1, (page, 3)) {
            self.top = top;
            return Ok(Outcome::Moved);
        }
        let Input::Do(action) = input else { return Ok(Outcome::Ignored) };
        match action {
            Action::PreviousWeek => self.go(week::before(&cx.store, self.week)?, cx)?,
            Action::NextWeek if self.week.starts < self.this_week.starts => {
                self.go(week::after(&cx.store, self.week)?, cx)?;
            }
            Action::NextWeek => return Ok(Outcome::Say("this is the newest week".to_owned())),
            Action::ThisWeek => self.go(self.this_week, cx)?,
            Action::Export => {
                let dialog = self.reading.ask_where(&format!("review-{}.md", self.week.label()));
                return Ok(Outcome::Ask(Box::new(dialog)));
            }
            _ => return Ok(Outcome::Ignored),
        }
        Ok(Outcome::Moved)
    }

    fn reload(&mut self, cx: &Context) -> Result<()> {
        *self = Self { top: self.top, ..Self::open(Some(self.week), cx)? };
        Ok(())
    }

    fn arrange(&mut self, area: Rect) {
        if area.width != self.area.width || self.lines.is_empty() {
            self.lines = self.reading.lines(area.width.saturating_sub(6).min(WIDTH));
        }
        self.area = area;
        self.top = self.top.min(self.last());
    }

    fn draw(&self, buf: &mut Buffer, cx: &DrawContext<'_>) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, cx.theme);
        let height = usize::from(brush.area.height);
        for (y, (text, role)) in self.lines.iter().skip(self.top).take(height).enumerate() {
            brush.line(3, y as u16, text, *role);
        }
        brush.scrollbar(self.top, self.lines.len());
        None
    }

    fn contexts(&self) -> Vec<KeyContext> {
        vec![KeyContext::Review, KeyContext::Anywhere]
    }

    fn footer(&self) -> Vec<Action> {
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

    fn week(&self) -> Option<Week> {
        Some(self.week)
    }
}
