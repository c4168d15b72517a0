//! How the exercise looks: steps, page, rail, and how the draft stands.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Practice;
use crate::domain::pages::Progress;
use crate::domain::time::stopwatch;
use crate::tui::action::Action;
use crate::tui::dialog::frame;
use crate::tui::screens::evidence_panel;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::paint::Brush;

/// Columns of the list of steps.
const STEPS: u16 = 20;
/// From this width on, the steps stand beside the page.
const WIDE: u16 = 72;

impl Practice {
    /// Fits the form to the room there is.
    pub fn arrange(&mut self, area: Rect) {
        self.area = area;
        let page = self.page_area();
        self.form.arrange(page.width, page.height);
    }

    pub(super) fn body(&self) -> Rect {
        let area = self.area;
        Rect::new(area.x, area.y + 2.min(area.height), area.width, area.height.saturating_sub(2))
    }

    pub(super) fn rail_width(&self) -> u16 {
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

    /// Draws it and gives where the terminal's cursor stands.
    pub fn draw(&self, buf: &mut Buffer, theme: &Theme, mono: Duration) -> Option<Position> {
        let mut brush = Brush::new(buf, self.area, theme);
        let exercise = self.loaded.exercise();
        if self.quick {
            brush.clear();
            frame(&mut brush, &exercise.title);
            return self.form.draw(self.page_area(), buf, theme);
        }
        let x = brush.line(1, 0, &exercise.title, Role::Title);
        let (page, pages) = self.form.page_number();
        let step = self.form.step().map_or("", |step| step.title.as_str());
        let x = brush.line(x + 2, 0, &format!("{step} · page {} of {pages}", page + 1), Role::Dim);
        let desk = self.desk_now(mono);
        let over = desk > exercise.minutes.cap();
        let time =
            format!("{} of {}–{} min ", stopwatch(desk), exercise.minutes.least, exercise.minutes.most);
        brush.right(x + 1, 0, &time, if over { Role::Warn } else { Role::Dim });
        brush.rule(1);
        self.draw_steps(&mut brush);
        let rail = self.rail_width();
        if rail > 0 {
            let body = self.body();
            let area = Rect::new(body.right().saturating_sub(rail), body.y, rail, body.height);
            let mut brush = Brush::new(brush.buf, area, theme);
            evidence_panel::draw(&mut brush, self.subject.as_deref(), self.form.citable());
        }
        self.form.draw(self.page_area(), buf, theme)
    }

    pub(super) fn draw_steps(&self, brush: &mut Brush<'_>) {
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
            column.line(steps.width, y, "│", Role::Dim);
        }
    }

    /// Says how the draft stands, for the corner of the screen.
    pub fn saved_words(&self) -> (String, Role) {
        match (&self.trouble, self.saving, self.saved) {
            (Some(_), ..) => ("not saved – trying again".to_owned(), Role::Bad),
            (None, true, _) => ("saving…".to_owned(), Role::Dim),
            (None, false, Some(at)) => (format!("saved {}", at.local().format("%H:%M:%S")), Role::Dim),
            (None, false, None) => match &self.head {
                Some(head) if head.finished.is_some() => ("finished".to_owned(), Role::Dim),
                _ => (String::new(), Role::Dim),
            },
        }
    }

    /// Says what keeps the draft from the disk.
    pub fn trouble(&self) -> Option<String> {
        let error = self.trouble.as_ref()?;
        let hint = error.hint().map_or(String::new(), |hint| format!(" – {hint}"));
        Some(format!("{error}{hint}"))
    }

    /// Lists the keys to show at the bottom.
    pub fn footer(&self) -> Vec<Action> {
        let mut keys = vec![Action::Done, Action::NextField];
        keys.push(if self.form.is_writing_prose() { Action::Editor } else { Action::Toggle });
        if self.form.is_ranking() {
            keys.extend([Action::RowUp, Action::RowDown, Action::Sort]);
        }
        if self.form.has_example() {
            keys.push(Action::Example);
        }
        if self.form.has_rail() && self.area.width < 110 {
            keys.push(Action::Rail);
        }
        keys.extend([Action::Back, Action::Help]);
        keys
    }

    /// Tells whether something can be done here as it stands; most can always be tried.
    pub fn offers(&self, action: Action) -> bool {
        match action {
            Action::Rail => self.form.has_rail(),
            Action::Example => self.form.has_example(),
            Action::Sort | Action::RowUp | Action::RowDown => self.form.is_ranking(),
            Action::Editor | Action::Undo | Action::Redo => self.form.is_writing(),
            Action::Clear => !self.form.is_writing(),
            Action::Capture | Action::Search => !self.quick,
            _ => true,
        }
    }
}
