//! Scales: a chip for each number, the word for the one picked beside them, and the words of the ends.

use crate::domain::kinds::{Kind, ScaleKind};
use crate::domain::locate::FieldPath;
use crate::domain::value::Value;
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::{Brush, text_width};

/// The columns up to which all numbers stand in a table.
pub const MOST_IN_CELL: u16 = 24;
/// A word of more columns has no room beside the numbers on many a screen.
const LONG_WORD: u16 = 36;

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
            Action::Up => return self.step_vertically(false),
            Action::Down => return self.step_vertically(true),
            Action::Toggle | Action::Open => return self.go_on(),
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
        let outcome = self.set(&key, Some(Value::Number(number as f64)));
        // Another digit may follow, as 0 follows 1 in 10.
        if number.saturating_mul(10) > kind.max {
            self.step_focus(true);
        }
        outcome
    }

    pub(in crate::tui::form) fn click_scale(&mut self, column: u16) -> Outcome {
        let Some((key, kind, _)) = self.focused_scale() else { return Outcome::Ignored };
        let number = kind.min + i64::from(column / cell(&kind));
        if number > kind.max { Outcome::Moved } else { self.set(&key, Some(Value::Number(number as f64))) }
    }
}

/// Columns that one number takes.
fn cell(kind: &ScaleKind) -> u16 {
    let digits = kind.min.to_string().len().max(kind.max.to_string().len());
    digits as u16 + 2
}

/// Returns the columns that all numbers take.
pub fn width(kind: &ScaleKind) -> u16 {
    let numbers = u16::try_from(kind.max - kind.min + 1).unwrap_or(u16::MAX);
    numbers.saturating_mul(cell(kind))
}

/// Returns the words of both ends, if it has them.
pub fn ends(kind: &ScaleKind) -> Option<String> {
    let end = |value: i64| kind.anchor(value).map(|word| format!("{value} {word}"));
    Some(format!("{} … {}", end(kind.min)?, end(kind.max)?))
}

/// Lists the words of all numbers, a row each, where some are too long to stand beside the numbers.
pub fn ladder(kind: &ScaleKind) -> Option<String> {
    let words: Vec<(i64, &str)> =
        (kind.min..=kind.max).map(|number| Some((number, kind.anchor(number)?))).collect::<Option<_>>()?;
    let is_long = words.iter().any(|(_, word)| text_width(word) > LONG_WORD);
    is_long.then(|| {
        words.iter().map(|(number, word)| format!("{number}  {word}")).collect::<Vec<_>>().join("\n")
    })
}

/// Returns the rows a scale takes: the words of its ends have one of their own where they do not fit beside the numbers.
pub fn height(kind: &ScaleKind, width: u16) -> u16 {
    let beside = width.saturating_sub(self::width(kind) + 1);
    1 + u16::from(ends(kind).is_some_and(|ends| text_width(&ends) > beside))
}

/// Draws a scale.
pub fn draw(brush: &mut Brush<'_>, kind: &ScaleKind, value: Option<i64>, focused: bool) {
    let (mut x, wide) = (0, cell(kind));
    for number in kind.min..=kind.max {
        let picked = value == Some(number);
        let text = if picked { format!("[{number}]") } else { format!(" {number} ") };
        let role = match (picked, focused) {
            (true, true) => Role::Marked,
            (true, false) => Role::Title,
            _ => Role::Plain,
        };
        brush.line(x, 0, &text, role);
        x += wide;
    }
    let ends = ends(kind).map(|ends| (ends, Role::Dim));
    let word = value.and_then(|value| kind.anchor(value)).map(|word| (word.to_owned(), Role::Accent));
    let below = height(kind, brush.area.width) > 1;
    if below && let Some((ends, role)) = &ends {
        brush.line(1, 1, ends, *role);
    }
    if let Some((text, role)) = word.or(ends.filter(|_| !below)) {
        brush.line(x + 1, 0, &text, role);
    }
}
