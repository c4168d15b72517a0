//! How the exercise looks: steps, page, rail.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::evidence_panel;
use super::Practice;
use crate::domain::pages::Progress;
use crate::domain::time::stopwatch;
use crate::tui::theme::{Role, Surface, Theme};
use crate::tui::widgets::paint::Brush;
use crate::tui::widgets::panel::Panel;

/// Columns of the list of steps.
const STEPS: u16 = 20;
/// From this width on, the steps stand beside the page.
const WIDE: u16 = 72;

impl Practice {
    fn body(&self) -> Rect {
        let area = self.area;
        Rect::new(area.x, area.y + 2.min(area.height), area.width, area.height.saturating_sub(2))
    }

    fn rail_width(&self) -> u16 {
        let width = self.area.width;
        match (self.form.has_rail(), width) {
            (true, 110..) => (width / 3).clamp(34, 56),
            (true, WIDE..) if self.rail_open => 36,
            _ => 0,
        }
    }

    pub(super) fn steps_area(&self) -> Rect {
        let body = self.body();
        if self.quick {
            return Rect { width: 0, ..body };
        }
        let crowded = self.rail_width() > 0 && self.area.width < 110;
        let width = if self.area.width >= WIDE && !crowded { STEPS } else { 0 };
        Rect::new(body.x, body.y, width, body.height)
    }

    pub(super) fn page_area(&self) -> Rect {
        let body = self.body();
        if self.quick {
            // Within the frame.
            let (width, height) = (self.area.width.saturating_sub(4), self.area.height.saturating_sub(2));
            return Rect::new(self.area.x + 2, self.area.y + 1, width, height).intersection(self.area);
        }
        let left = self.steps_area().width;
        let left = if left > 0 { left + 2 } else { 1 };
        let right = self.rail_width();
        let right = if right > 0 { right + 1 } else { 1 };
        // Longer rows than this are hard to read.
        let width = body.width.saturating_sub(left + right).min(100);
        Rect::new(body.x + left, body.y, width, body.height)
    }

    pub(super) fn draw_all(&self, buf: &mut Buffer, theme: &Theme, mono: Duration) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let exercise = self.loaded.exercise();
        if self.quick {
            Panel::over(&exercise.title).draw(&mut brush, Surface::Raised);
            return self.form.draw(self.page_area(), buf, theme);
        }
        let x = brush.line(1, 0, &exercise.title, Role::Title);
        let (page, pages) = self.form.page_number();
        let step = self.form.step().map_or("", |step| step.title.as_str());
        let x = brush.line(x + 2, 0, &format!("{step} · page {} of {pages}", page + 1), Role::Dim);
        let desk = self.desk_now(mono);
        let over = desk > exercise.minutes.cap();
        let over_in_words = if over { " · over the planned time" } else { "" };
        let time = format!(
            "{} of {}–{} min{over_in_words} ",
            stopwatch(desk),
            exercise.minutes.least,
            exercise.minutes.most
        );
        brush.right(x + 1, 0, &time, if over { Role::Warn } else { Role::Dim });
        brush.rule(1);
        self.draw_steps(&mut brush);
        let rail = self.rail_width();
        if rail > 0 {
            let body = self.body();
            let area = Rect::new(body.right().saturating_sub(rail), body.y, rail, body.height);
            let mut brush = Brush::new(brush.buf, area, theme);
            evidence_panel::draw(&mut brush, self.subject.as_deref(), &self.form.citable());
        }
        self.form.draw(self.page_area(), buf, theme)
    }

    fn draw_steps(&self, brush: &mut Brush<'_>) {
        let steps = self.steps_area();
        if steps.width == 0 {
            return;
        }
        let mut column = brush.part(0, 2, steps.width + 1, steps.height);
        let current = self.form.step().map(|step| step.id.as_str());
        for (y, (step, progress)) in self.loaded.exercise().steps.iter().zip(self.form.progress()).enumerate()
        {
            let here = Some(step.id.as_str()) == current;
            let mark = match progress {
                Progress::Done => "✓",
                Progress::Begun => "◐",
                Progress::Untouched => "·",
                Progress::Closed(_) => "○",
            };
            let (pointer, role) = if here { ("▸", Role::Accent) } else { (" ", Role::Plain) };
            let role = if matches!(progress, Progress::Closed(_)) && !here { Role::Dim } else { role };
            column.line(0, y as u16, &format!("{pointer}{mark} {}", step.title), role);
        }
        for y in 0..steps.height {
            column.line(steps.width, y, "│", Role::Border);
        }
    }
}
