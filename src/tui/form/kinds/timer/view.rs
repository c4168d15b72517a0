//! How a clock looks: digits, the strip of what it noted, a chip for each mark, and how it stands.

use crate::domain::kinds::Writes;
use crate::domain::locate::FieldPath;
use crate::domain::time::clock;
use crate::domain::timeline::Timeline;
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::form::spot::Line;
use crate::tui::theme::Role;
use crate::tui::widgets::chip::{Chip, flow};
use crate::tui::widgets::digits;
use crate::tui::widgets::paint::{Brush, text_width};

/// From these columns and rows on, digits are twice as large.
const LARGE: (u16, u16) = (60, 32);
/// In so few rows there is no air around them.
const TIGHT: u16 = 16;
/// When so many seconds are left, the digits warn.
const SOON: f64 = 30.0;
/// Columns that a strip takes at most.
const STRIP: u16 = 72;

/// Writes seconds that are left in large digits; below zero, how many there are too many.
pub(super) fn large(left: f64, scale: u16, role: Role) -> Vec<Line> {
    let shown = if left < 0.0 { (-left).floor() } else { left.ceil() };
    digits::large(&clock(shown), scale).into_iter().map(|row| (format!("  {row}"), role)).collect()
}

impl Form {
    /// Returns how large digits are in so many columns.
    pub(super) fn digits_scale(&self, width: u16) -> u16 {
        if width >= LARGE.0 && self.window.rows >= LARGE.1 { 2 } else { 1 }
    }

    /// Returns the rows of the digits, of air, of the strip and of the marks, in so many columns.
    pub(super) fn timer_parts(&self, key: &FieldPath, width: u16) -> (u16, u16, u16, u16) {
        let digits = digits::HEIGHT * self.digits_scale(width);
        let air = u16::from(self.window.rows > TIGHT);
        let labels = self.mark_chips(key);
        let chips: Vec<Chip<'_>> = labels.iter().map(|(label, _)| Chip::new(label)).collect();
        let chips = flow(&chips, width).last().map_or(0, |(_, y)| y + 1);
        (digits, air, u16::from(chips > 0), chips)
    }

    pub(in crate::tui::form::kinds) fn timer_height(&self, key: &FieldPath, width: u16) -> u16 {
        let (digits, air, strip, chips) = self.timer_parts(key, width);
        digits + air + strip + chips + 1
    }

    /// Lists the marks that have a key: what stands on the chip, and the key.
    pub(super) fn mark_chips(&self, key: &FieldPath) -> Vec<(String, char)> {
        let rows = self.timer(key).and_then(|kind| kind.rows.as_ref());
        let options = rows.filter(|rows| matches!(rows.each, Writes::Marks { .. }));
        let options = options.map_or(&[][..], |rows| self.picks_of(key, rows));
        options
            .iter()
            .filter_map(|one| Some((format!("{} {}", one.letter?, one.label), one.letter?)))
            .collect()
    }

    /// Returns how long a clock ran, for its frame.
    pub(in crate::tui::form) fn time_meter(&self, key: &FieldPath) -> Option<(String, Role)> {
        self.timer(key)?;
        let timeline = Timeline { total: self.total(key), ran: self.ran(key).floor(), ..Timeline::default() };
        Some((timeline.length(), Role::Dim))
    }

    pub(in crate::tui::form::kinds) fn draw_timer(&self, key: &FieldPath, brush: &mut Brush<'_>) {
        let width = brush.area.width;
        let (digits_rows, air, strip, chips) = self.timer_parts(key, width);
        let (ran, total, runs) = (self.ran(key), self.total(key), self.runs(key));
        let left = total.map_or(-ran, |total| total - ran);
        let role = match (runs, self.is_over(key)) {
            (_, true) => Role::Good,
            (true, _) if total.is_some() && left <= SOON => Role::Warn,
            (true, _) => Role::Title,
            (false, _) => Role::Dim,
        };
        for ((row, role), y) in large(left, digits_rows / digits::HEIGHT, role).iter().zip(0..) {
            brush.line(0, y, row, *role);
        }
        let mut y = digits_rows + air;
        if strip > 0 {
            let timeline = self.exercise.timeline(&self.answers, key);
            let timeline = timeline.unwrap_or_else(|| Timeline { total, ..Timeline::default() });
            let end = total.map_or_else(String::new, clock);
            let room = width.min(STRIP).saturating_sub(text_width(&end) + 6);
            let strip = timeline.strip(usize::from(room));
            brush.pieces(
                0,
                y,
                &[("0:00 ", Role::Dim), (&strip, Role::Accent), (" ", Role::Dim), (&end, Role::Dim)],
            );
            y += 1;
            let labels = self.mark_chips(key);
            let all: Vec<Chip<'_>> = labels.iter().map(|(label, _)| Chip::new(label)).collect();
            for (chip, (x, row)) in all.iter().zip(flow(&all, width)) {
                chip.draw(brush, x, y + row);
            }
            y += chips;
        }
        let (says, role) = self.clock_state(key);
        brush.line(0, y, &says, role);
    }

    /// Describes how the clock stands, with the key that matters most.
    fn clock_state(&self, key: &FieldPath) -> (String, Role) {
        let timeline = self.exercise.timeline(&self.answers, key);
        let last = timeline.as_ref().and_then(|timeline| timeline.moments.last());
        let last = last.map(|moment| format!("{} {}", clock(moment.at), moment.label));
        let focused = self.focused_key().as_ref() == Some(key);
        let does = |says: &str, keys: &[(Action, &str)]| {
            if focused { self.with_keys(says, keys) } else { says.to_owned() }
        };
        match (self.runs(key), last) {
            (true, Some(last)) if self.group_of(key).is_some() => {
                (does(&last, &[(Action::Word, "adds a word"), (Action::Clock, "pauses")]), Role::Accent)
            }
            (true, _) => (does("running", &[(Action::Clock, "pauses")]), Role::Dim),
            (false, _) if self.is_over(key) => ("the time is up".to_owned(), Role::Good),
            (false, _) if self.ran(key) > 0.0 => (does("paused", &[(Action::Clock, "goes on")]), Role::Warn),
            (false, _) => (does("not started", &[(Action::Clock, "starts it")]), Role::Dim),
        }
    }
}
