//! Rankings: the rows of a group in their order, to be moved up and down.

use crate::domain::kinds::{Kind, RankKind};
use crate::domain::locate::FieldPath;
use crate::domain::value::{Answers, Value};
use crate::tui::action::Action;
use crate::tui::form::Form;
use crate::tui::form::item::PageItem;
use crate::tui::outcome::Outcome;
use crate::tui::theme::Role;
use crate::tui::widgets::paint::Brush;

/// One row of a ranking: its name, and the number it is sorted by.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    title: String,
    by: Option<f64>,
}

impl Form {
    pub(in crate::tui::form) fn ranking(&self, key: &FieldPath) -> Vec<Ranked> {
        let Some(Kind::Rank(rank)) = self.kind(key) else { return Vec::new() };
        let group = key.row.field(&rank.of);
        (0..self.rows(&group).len())
            .map(|index| {
                let row = group.clone().into_row(index);
                let by = rank.by.as_ref().and_then(|by| self.answers.row(&row)?.get(by)?.as_number());
                Ranked { title: self.exercise.row_title(&self.answers, &row), by }
            })
            .collect()
    }

    /// Takes a row of the ranking in hand, to be dragged.
    pub(super) fn grab_row(&mut self, key: &FieldPath, row: usize) -> Outcome {
        let at = row.min(self.ranking(key).len().saturating_sub(1));
        self.set_cursor(key, at);
        self.dragged_row = Some(at);
        Outcome::Moved
    }

    /// Moves a row of the ranking at the focus to another place.
    pub(in crate::tui::form) fn place_row(&mut self, from: usize, to: usize) -> Outcome {
        let Some((group, _)) = self.ranked() else { return Outcome::Ignored };
        let count = self.rows(&group).len();
        if from >= count || to >= count || from == to {
            return Outcome::Moved;
        }
        let mut order: Vec<usize> = (0..count).filter(|row| *row != from).collect();
        order.insert(to, from);
        self.reorder(&group, order);
        self.set_rank_cursor(to);
        Outcome::Changed
    }

    /// Sorts the rows of the ranking at the focus by its scale, highest first; equal ones keep their order.
    pub(in crate::tui::form) fn sort_rows(&mut self) -> Outcome {
        let Some((group, _)) = self.ranked() else { return Outcome::Ignored };
        let Some(Kind::Rank(RankKind { by: Some(by), .. })) = self.focused_kind() else {
            return Outcome::Ignored;
        };
        let by = by.clone();
        let height = |row: &Answers| row.get(&by).and_then(Value::as_number).unwrap_or(f64::MIN);
        let heights: Vec<f64> = self.rows(&group).iter().map(height).collect();
        let mut order: Vec<usize> = (0..heights.len()).collect();
        order.sort_by(|a, b| heights[*b].total_cmp(&heights[*a]));
        self.reorder(&group, order)
    }

    /// Returns the group that the ranking at the focus is of, and the row under its cursor.
    pub(in crate::tui::form) fn ranked(&self) -> Option<(FieldPath, usize)> {
        let PageItem::Field { key, .. } = self.items.get(self.focus)? else { return None };
        let Kind::Rank(rank) = self.kind(key)? else { return None };
        Some((key.row.field(&rank.of), self.cursor(key)))
    }

    pub(in crate::tui::form) fn set_rank_cursor(&mut self, to: usize) {
        if let Some(key) = self.focused_key() {
            self.set_cursor(&key, to);
        }
    }

    /// Returns where the order and the scale disagree, so that it is meant and not an oversight.
    pub(in crate::tui::form) fn disagreement(&self, key: &FieldPath) -> Option<String> {
        let Some(Kind::Rank(RankKind { by: Some(_), .. })) = self.kind(key) else {
            return None;
        };
        let rows = self.ranking(key);
        let numbered = |row: &Ranked| row.by.unwrap_or(f64::MIN);
        let (above, below) = rows.iter().zip(rows.iter().skip(1)).find(|(a, b)| numbered(a) < numbered(b))?;
        let number = |row: &Ranked| row.by.map_or_else(|| "no number".to_owned(), |n| n.to_string());
        let what = format!(
            "“{}” ({}) is ranked above “{}” ({}). Keep it if you mean it.",
            above.title,
            number(above),
            below.title,
            number(below)
        );
        Some(self.with_keys(&what, &[(Action::Sort, "sorts by the numbers")]))
    }
}

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
