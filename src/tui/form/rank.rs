//! Rankings: the rows of a group in their order, to be moved up and down.

use super::control::Control;
use super::{Form, Key, Reply};
use crate::domain::exercise::{Kind, RankKind};
use crate::tui::action::Action;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// One row of a ranking: its name, and the number it is sorted by.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    title: String,
    by: Option<f64>,
}

impl Form {
    /// Lists the rows of the ranking.
    pub(super) fn ranking(&self, key: &Key) -> Vec<Ranked> {
        let Some(Kind::Rank(rank)) = self.field(key).map(|field| &field.kind) else { return Vec::new() };
        let group = (key.0.clone(), rank.of.clone());
        (0..self.rows(&group).len())
            .map(|index| {
                let row = group.0.into_row(&group.1, index);
                let by = rank.by.as_ref().and_then(|by| self.answers.row(&row)?.get(by)?.as_number());
                Ranked { title: self.exercise.row_title(&self.answers, &row), by }
            })
            .collect()
    }

    pub(super) fn do_on_rank(&mut self, action: Action) -> Reply {
        let Some(key) = self.focused_key() else { return Reply::Ignored };
        let Some(Control::Rank(cursor)) = self.controls.get(&key) else { return Reply::Ignored };
        let cursor = *cursor;
        match action {
            Action::Up | Action::Down => {
                let length = self.ranking(&key).len();
                if let Some(to) = self.list_cursor(cursor, length, action) {
                    self.controls.insert(key, Control::Rank(to));
                }
                Reply::Moved
            }
            Action::Open | Action::Toggle => self.step_focus(true),
            _ => Reply::Ignored,
        }
    }

    /// Says how many lines the focused list has, for the cursor coming in from below.
    pub(super) fn focus_length(&self) -> usize {
        let Some(key) = self.focused_key() else { return 0 };
        match self.controls.get(&key) {
            Some(Control::Rank(_)) => self.ranking(&key).len(),
            Some(Control::Evidence(_)) => self.evidence_lines(&key).len(),
            _ => 0,
        }
    }

    /// Says where the order and the scale disagree, so that it is meant and not an oversight.
    pub(super) fn disagreement(&self, key: &Key) -> Option<String> {
        let Some(Kind::Rank(RankKind { by: Some(_), .. })) = self.field(key).map(|field| &field.kind) else {
            return None;
        };
        let rows = self.ranking(key);
        let numbered = |row: &Ranked| row.by.unwrap_or(f64::MIN);
        let (above, below) = rows.iter().zip(rows.iter().skip(1)).find(|(a, b)| numbered(a) < numbered(b))?;
        let number = |row: &Ranked| row.by.map_or_else(|| "no number".to_owned(), |n| n.to_string());
        Some(format!(
            "“{}” ({}) stands above “{}” ({}). Keep it if you mean it; s sorts.",
            above.title,
            number(above),
            below.title,
            number(below)
        ))
    }
}

/// Gives the rows a ranking takes.
pub fn height(rows: &[Ranked]) -> u16 {
    u16::try_from(rows.len().max(1)).unwrap_or(u16::MAX)
}

/// Draws a ranking; `cursor` is the row under the cursor, if it has the focus.
pub fn draw(brush: &mut Brush<'_>, rows: &[Ranked], cursor: Option<usize>) {
    if rows.is_empty() {
        brush.line(0, 0, "There is nothing to rank yet.", Role::Dim);
    }
    for (y, (index, row)) in (0..brush.area.height).zip(rows.iter().enumerate()) {
        let role = if cursor == Some(index) { Role::Marked } else { Role::Plain };
        let grip = if cursor == Some(index) { "↕" } else { " " };
        let x = brush.line(0, y, &format!("{grip}{:>3}  ", index + 1), role);
        let by = row.by.map_or_else(|| "–".to_owned(), |n| n.to_string());
        let bar = "■".repeat(row.by.map_or(0, |n| n.clamp(0.0, 10.0) as usize));
        let x = brush.line(x, y, &format!("{by} "), role);
        let x = brush.line(x, y, &format!("{bar:<6}"), Role::Accent);
        brush.line(x, y, &row.title, role);
    }
}
