//! Choices: a chip for each option, in as many rows as they need. Space picks, a digit picks and goes on.

use crate::domain::fault::Fault;
use crate::domain::kinds::{ChoiceKind, Kind};
use crate::domain::locate::FieldPath;
use crate::domain::value::{Picks, Value};
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::outcome::Outcome;
use crate::tui::widgets::chip::{self, Chip};
use crate::tui::widgets::paint::Brush;
use crate::wording;

/// The columns up to which all options stand in a table.
pub const MOST_IN_CELL: u16 = 26;

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
            Action::Toggle => return self.pick(&key, &kind, cursor),
            Action::Open => return self.go_on(),
            Action::Up => return self.step_vertically(false),
            Action::Down => return self.step_vertically(true),
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
        let outcome = self.pick(&key, &kind, number - 1);
        let picked = self.picks(&key).picked.len() == 1 && self.focused_key().as_ref() == Some(&key);
        if picked && !kind.many && outcome.changed() {
            self.step_focus(true);
        }
        outcome
    }

    /// Picks the option that was clicked, at a column and row of the drawn options.
    pub(in crate::tui::form) fn click_choice(&mut self, width: u16, column: u16, row: u16) -> Outcome {
        let Some((key, kind, _)) = self.focused_choice() else { return Outcome::Ignored };
        let chips = chips(&kind, None, None);
        let places = chip::flow(&chips, width);
        let clicked = chips
            .iter()
            .zip(places)
            .position(|(chip, (x, y))| y == row && (x..x + chip.width()).contains(&column));
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

fn chips<'a>(kind: &'a ChoiceKind, picks: Option<&Picks>, cursor: Option<usize>) -> Vec<Chip<'a>> {
    let picked = |index: usize| match (kind.options.get(index), picks) {
        (Some(option), Some(picks)) => picks.picked.contains(&option.id),
        (None, Some(picks)) => picks.other.is_some(),
        _ => false,
    };
    let hue = |index: usize| kind.options.get(index).and_then(|option| option.hue);
    let chip = |(index, label)| Chip {
        hue: hue(index),
        picked: picked(index),
        several: kind.many,
        focused: cursor == Some(index),
        ..Chip::new(label)
    };
    kind.labels().enumerate().map(chip).collect()
}

/// Returns the columns that all options take in one row.
pub fn width(kind: &ChoiceKind) -> u16 {
    let chips = chips(kind, None, None);
    let places = chip::flow(&chips, u16::MAX);
    chips.last().zip(places.last()).map_or(0, |(chip, (x, _))| x + chip.width())
}

/// Returns the rows a choice takes.
pub fn height(kind: &ChoiceKind, width: u16) -> u16 {
    chip::flow(&chips(kind, None, None), width).last().map_or(1, |(_, y)| y + 1)
}

/// Draws a choice; `cursor` is the option under the cursor, if it has the focus.
pub fn draw(brush: &mut Brush<'_>, kind: &ChoiceKind, picks: Option<&Picks>, cursor: Option<usize>) {
    chip::draw_all(brush, 0, &chips(kind, picks, cursor));
}
