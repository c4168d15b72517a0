//! Choices: options side by side where they fit, below each other where they do not.

use crate::domain::fault::Fault;
use crate::domain::kinds::{ChoiceKind, Kind};
use crate::domain::locate::FieldPath;
use crate::domain::value::{Picks, Value};
use crate::sanitize;
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;
use crate::wording;

/// Columns between options that stand side by side.
const GAP: usize = 3;

impl Form {
    fn focused_choice(&self) -> Option<(FieldPath, ChoiceKind, usize)> {
        let key = self.focused_key()?;
        let Kind::Choice(kind) = self.kind(&key)?.clone() else { return None };
        let cursor = self.cursor(&key);
        Some((key, kind, cursor))
    }

    pub(in crate::tui::form) fn do_on_choice(&mut self, action: Action) -> Outcome {
        let Some((key, kind, cursor)) = self.focused_choice() else { return Outcome::Ignored };
        let length = length(&kind);
        let to = match action {
            Action::Left if cursor > 0 => cursor - 1,
            Action::Right if cursor + 1 < length => cursor + 1,
            Action::Toggle | Action::Open => return self.pick(&key, &kind, cursor),
            Action::Up => return self.step_focus(false),
            Action::Down => return self.step_focus(true),
            Action::Clear => return self.clear_choice(&key),
            _ => return Outcome::Ignored,
        };
        self.set_cursor(&key, to);
        Outcome::Moved
    }

    pub(in crate::tui::form) fn type_on_choice(&mut self, c: char) -> Outcome {
        let Some((key, kind, _)) = self.focused_choice() else { return Outcome::Ignored };
        let number =
            c.to_digit(10).and_then(|d| usize::try_from(d).ok()).filter(|d| (1..=length(&kind)).contains(d));
        let Some(number) = number else { return Outcome::Ignored };
        self.set_cursor(&key, number - 1);
        self.pick(&key, &kind, number - 1)
    }

    /// Picks the option that was clicked, at a column and row of the drawn options.
    pub(in crate::tui::form) fn click_choice(&mut self, width: u16, column: u16, row: u16) -> Outcome {
        let Some((key, kind, _)) = self.focused_choice() else { return Outcome::Ignored };
        let clicked =
            places(&kind, width).into_iter().position(|(x, y, w)| y == row && (x..x + w).contains(&column));
        let Some(index) = clicked else { return Outcome::Moved };
        self.set_cursor(&key, index);
        self.pick(&key, &kind, index)
    }

    fn clear_choice(&mut self, key: &FieldPath) -> Outcome {
        self.controls.remove(&key.beside());
        self.set(key, None)
    }

    fn pick(&mut self, key: &FieldPath, kind: &ChoiceKind, index: usize) -> Outcome {
        let mut picks = self.picks(key);
        match kind.options.get(index) {
            Some(option) => {
                let had = picks.picked.contains(&option.id);
                if !kind.many {
                    picks = Picks::default();
                }
                picks.picked.retain(|id| *id != option.id);
                if !had {
                    picks.picked.push(option.id.clone());
                }
                // Kept in the order of the exercise, whatever the order of picking.
                picks.picked.sort_by_key(|id| kind.options.iter().position(|o| o.id == *id));
            }
            None if picks.other.is_some() => picks.other = None,
            None => {
                if !kind.many {
                    picks.picked.clear();
                }
                picks.other = Some(String::new());
            }
        }
        let value = Value::Choice(picks.clone());
        let fault = self
            .field(key)
            .and_then(|field| self.exercise.fault(field, Some(&value), &self.answers, &key.row));
        if let Some(fault @ Fault::SameAs(_)) = fault {
            return Outcome::Say(wording::fault(&fault));
        }
        let wrote_other = picks.other.is_some();
        let outcome = self.set(key, (!picks.is_empty()).then_some(Value::Choice(picks)));
        let other = key.beside();
        if !wrote_other {
            self.controls.remove(&other);
        } else if index >= kind.options.len()
            && let Some(item) = self.items.iter().position(|item| item.key() == Some(&other))
        {
            self.set_focus(item);
        }
        outcome
    }
}

fn length(kind: &ChoiceKind) -> usize {
    kind.options.len() + usize::from(kind.other)
}

/// Returns where each option stands: column, row, width.
fn places(kind: &ChoiceKind, width: u16) -> Vec<(u16, u16, u16)> {
    let widths: Vec<usize> = kind.labels().map(|label| 4 + sanitize::width(&sanitize::line(label))).collect();
    let (mut x, mut y) = (0, 0);
    let mut list = Vec::new();
    for w in widths {
        if x > 0 && x + w > usize::from(width) {
            (x, y) = (0, y + 1);
        }
        list.push((x as u16, y, w as u16));
        x += w + GAP;
    }
    list
}

/// Returns the rows a choice takes; one more for the help of the option under the cursor.
pub fn height(kind: &ChoiceKind, width: u16, focused: bool) -> u16 {
    let rows = places(kind, width).last().map_or(1, |(_, y, _)| y + 1);
    rows + u16::from(focused && kind.options.iter().any(|option| option.help.is_some()))
}

/// Draws a choice; `cursor` is the option under the cursor, if it has the focus.
pub fn draw(brush: &mut Brush<'_>, kind: &ChoiceKind, picks: Option<&Picks>, cursor: Option<usize>) {
    let (open, on, off) = if kind.many { ('[', 'x', ']') } else { ('(', '•', ')') };
    let picked = |index: usize| match (kind.options.get(index), picks) {
        (Some(option), Some(picks)) => picks.picked.contains(&option.id),
        (None, Some(picks)) => picks.other.is_some(),
        _ => false,
    };
    let places = places(kind, brush.area.width);
    for (index, (label, (x, y, _))) in kind.labels().zip(&places).enumerate() {
        let mark = if picked(index) { on } else { ' ' };
        let role = match (cursor == Some(index), picked(index)) {
            (true, _) => Role::Marked,
            (_, true) => Role::Accent,
            _ => Role::Plain,
        };
        brush.line(*x, *y, &format!("{open}{mark}{off} {label}"), role);
    }
    let help = cursor.and_then(|index| kind.options.get(index)).and_then(|option| option.help.as_deref());
    if let (Some(help), Some((_, last, _))) = (help, places.last()) {
        brush.line(4, last + 1, help, Role::Dim);
    }
}
