//! What the mouse does in the log: the wheel scrolls what is under it, a click marks or opens, and takes off a filter.

use ratatui::layout::{Position, Rect};

use super::Log;
use super::over::Over;
use crate::app::log_filters::Pick;
use crate::error::Result;
use crate::tui::action::Input;
use crate::tui::context::Context;
use crate::tui::input::{Mouse, MouseKind};
use crate::tui::outcome::Outcome;
use crate::tui::route::Route;

impl Log {
    pub(super) fn mouse(&mut self, mouse: Mouse, cx: &Context) -> Result<Outcome> {
        let at = Position::new(mouse.column, mouse.row);
        let over = |area: Rect| area.contains(at);
        match mouse.kind {
            MouseKind::WheelUp | MouseKind::WheelDown if over(self.places.page) => {
                self.reader.act(&Input::Mouse(mouse));
            }
            MouseKind::WheelUp | MouseKind::WheelDown if over(self.places.shows) => {
                self.days.scrolls(&Input::Mouse(mouse));
            }
            MouseKind::WheelUp => self.with_list(cx, |list, read| list.scroll(-2, read))?,
            MouseKind::WheelDown => self.with_list(cx, |list, read| list.scroll(2, read))?,
            MouseKind::Press => return self.press(at, cx),
            MouseKind::Drag | MouseKind::Release => {}
        }
        Ok(Outcome::Moved)
    }

    fn press(&mut self, at: Position, cx: &Context) -> Result<Outcome> {
        if let Some(pick) = self.tag_at(at) {
            return self.toggle(pick, cx);
        }
        if let Some(day) = self.days.day_at(at) {
            self.days.go(day, &self.exercise, cx)?;
            self.go_to_day(day, cx)?;
            if self.places.list.area() == 0 {
                self.over = Over::Nothing;
            }
            return Ok(Outcome::Moved);
        }
        if self.places.page.contains(at) {
            return Ok(self.open_marked(Route::Entry));
        }
        let rows = self.rows_area();
        let place = usize::from(at.y.saturating_sub(rows.y) / self.rows_each());
        let index = self.list.view().nth(place).filter(|_| rows.contains(at));
        match index {
            Some(index) if self.list.is_marked(index) => return Ok(self.open_marked(Route::Entry)),
            Some(index) => self.with_list(cx, |list, read| list.mark(index, read))?,
            None => {}
        }
        Ok(Outcome::Moved)
    }

    /// Returns what the list is narrowed to at a place of its frame.
    fn tag_at(&self, at: Position) -> Option<Pick> {
        let frame = self.places.list;
        let (tags, words) = (self.tags(), self.words(None));
        let column = at.x.checked_sub(frame.x).filter(|_| at.y == frame.y)?;
        self.on.get(self.panel(&tags, &words).tag_at(column, frame.width)?).cloned()
    }
}
