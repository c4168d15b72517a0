//! Scales: one row of numbers, and the word for the one picked.

use crate::domain::kinds::{Kind, ScaleKind};
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// Columns that one number takes.
const CELL: u16 = 5;

impl Form {
    fn focused_scale(&self) -> Option<(FieldPath, ScaleKind, Option<i64>)> {
        let key = self.focused_key()?;
        let Kind::Scale(kind) = self.kind(&key)? else { return None };
        let value = self.value(&key).and_then(Value::as_number).map(|n| n as i64);
        Some((key, kind.clone(), value))
    }

    pub(in crate::tui::form) fn do_on_scale(&mut self, action: Action) -> Outcome {
        let Some((key, kind, value)) = self.focused_scale() else { return Outcome::Ignored };
        let moved = match action {
            Action::Left => value.map_or(kind.max, |v| (v - 1).max(kind.min)),
            Action::Right => value.map_or(kind.min, |v| (v + 1).min(kind.max)),
            Action::Clear => return self.set(&key, None),
            Action::Up => return self.step_focus(false),
            Action::Down | Action::Toggle | Action::Open => return self.step_focus(true),
            _ => return Outcome::Ignored,
        };
        self.set(&key, Some(Value::Number(moved as f64)))
    }

    pub(in crate::tui::form) fn type_on_scale(&mut self, c: char) -> Outcome {
        let Some((key, kind, value)) = self.focused_scale() else { return Outcome::Ignored };
        let Some(digit) = c.to_digit(10).map(i64::from) else { return Outcome::Ignored };
        // A second digit makes a number of two, as 1 and 0 make 10.
        let joined = value.filter(|_| kind.max > 9).map(|v| v * 10 + digit).filter(|v| *v <= kind.max);
        let number = joined.unwrap_or(digit);
        if number < kind.min || number > kind.max {
            return Outcome::Say(format!("from {} to {}", kind.min, kind.max));
        }
        self.set(&key, Some(Value::Number(number as f64)))
    }

    pub(in crate::tui::form) fn click_scale(&mut self, column: u16) -> Outcome {
        let Some((key, kind, _)) = self.focused_scale() else { return Outcome::Ignored };
        let number = kind.min + i64::from(column / CELL);
        if number > kind.max { Outcome::Moved } else { self.set(&key, Some(Value::Number(number as f64))) }
    }
}

/// Rows a scale takes: numbers and words.
pub const HEIGHT: u16 = 2;

pub fn draw(brush: &mut Brush<'_>, kind: &ScaleKind, value: Option<i64>, focused: bool) {
    let mut x = 0;
    for number in kind.min..=kind.max {
        let picked = value == Some(number);
        let text = if picked { format!("[{number}]") } else { format!(" {number} ") };
        let role = match (picked, focused) {
            (true, true) => Role::Marked,
            (true, false) => Role::Accent,
            _ => Role::Plain,
        };
        brush.line(x, 0, &text, role);
        x += CELL;
    }
    if let Some(word) = value.and_then(|v| kind.anchor(v)) {
        brush.line(x + 1, 0, word, Role::Accent);
    }
    let end = |value: i64| kind.anchor(value).map(|word| format!("{value} {word}"));
    if let (Some(low), Some(high)) = (end(kind.min), end(kind.max)) {
        brush.line(1, 1, &format!("{low}  …  {high}"), Role::Dim);
    }
}
