//! Rows of groups: adding, removing, bringing back, moving, sorting.

use super::control::Control;
use super::item::Item;
use super::{Form, Key, Reply};
use crate::domain::exercise::Kind;
use crate::domain::value::{Answers, RowPath, Value};
use crate::tui::text::Edit;

impl Form {
    /// Finds the group and the row that the focus is in.
    fn focused_row(&self) -> Option<(Key, usize)> {
        let Item::Field { key, .. } = self.items.get(self.focus)? else { return None };
        let on_page = self.overview.pages.get(self.page)?.row.0.len();
        let (group, index) = key.0.0.get(on_page..)?.last()?.clone();
        let parent = RowPath(key.0.0[..key.0.0.len() - 1].to_vec());
        Some(((parent, group), index))
    }

    /// Adds a row below the focus, or at the end of the group at the focus.
    pub(super) fn add_row(&mut self) -> Reply {
        let (group, index) = match (self.focused_row(), self.items.get(self.focus)) {
            (Some((group, index)), _) => (group, index + 1),
            (None, Some(Item::AddRow { group, .. })) => {
                let group = group.clone();
                let end = self.rows(&group).len();
                (group, end)
            }
            _ => match self.items.iter().find(|item| matches!(item, Item::AddRow { .. })) {
                Some(Item::AddRow { group, .. }) => (group.clone(), self.rows(group).len()),
                _ => return Reply::Ignored,
            },
        };
        let Some(field) = self.field(&group) else { return Reply::Ignored };
        let Kind::Group(kind) = &field.kind else { return Reply::Ignored };
        if kind.max.is_some_and(|max| self.rows(&group).len() >= max) {
            return Reply::Say(format!("{} is the most there can be here", kind.max.unwrap_or_default()));
        }
        let row = if index == self.rows(&group).len() { kind.new_row(index) } else { Answers::default() };
        self.insert_row(&group, index, row);
        self.focus_row(&group, index);
        Reply::Changed
    }

    /// Pastes the first line into the focused row and gives each further one a row of its own below, in place of empty
    /// rows. Lines beyond the most rows there can be go to the clipboard.
    pub(super) fn paste_rows(&mut self, lines: &[&str]) -> Reply {
        let (Some((group, focused)), Some((first, rest))) = (self.focused_row(), lines.split_first()) else {
            return Reply::Ignored;
        };
        let Some(Kind::Group(kind)) = self.field(&group).map(|field| field.kind.clone()) else {
            return Reply::Ignored;
        };
        let Some(column) = kind.fields.first() else { return Reply::Ignored };
        self.edit(Edit::Paste((*first).to_owned()));
        let rows = self.rows_mut(&group);
        let index = rows.iter().take(focused + 1).filter(|row| !row.is_empty()).count();
        rows.retain(|row| !row.is_empty());
        let room = kind.max.map_or(rest.len(), |max| max.saturating_sub(rows.len())).min(rest.len());
        let (fit, left) = rest.split_at(room);
        let row = |value| Answers::from_iter([(column.id.clone(), value)]);
        let new = fit.iter().filter_map(|line| Control::pasted(column, line).map(row)).collect::<Vec<_>>();
        let last = index + new.len();
        rows.splice(index..index, new);
        self.forget_controls(&group);
        self.make_room();
        self.changed();
        self.focus_row(&group, last.saturating_sub(1));
        if left.is_empty() {
            return Reply::Changed;
        }
        let (added, all, most) = (lines.len() - left.len(), lines.len(), kind.max.unwrap_or_default());
        let left_over = if left.len() == 1 { "last line is" } else { "other lines are" };
        Reply::CopiedSaying(
            left.join("\n"),
            format!(
                "{added} of {all} lines were added: there can be {most} here. The {left_over} on the clipboard."
            ),
        )
    }

    /// Removes the row at the focus; it can be brought back until something else is done.
    pub(super) fn remove_row(&mut self) -> Reply {
        let Some((group, index)) = self.focused_row() else { return Reply::Ignored };
        let rows = self.rows_mut(&group);
        if index >= rows.len() {
            return Reply::Ignored;
        }
        let row = rows.remove(index);
        let said = !row.is_empty();
        self.forget_controls(&group);
        self.make_room();
        self.changed();
        self.removed = Some((group.clone(), index, row));
        self.focus_row(&group, index.min(self.rows(&group).len().saturating_sub(1)));
        if said { Reply::ChangedSaying("removed; Ctrl-U brings it back".to_owned()) } else { Reply::Changed }
    }

    /// Brings back the row that was just removed.
    pub(super) fn bring_back(&mut self) -> Reply {
        let Some((group, index, row)) = self.removed.take() else { return Reply::Ignored };
        let blank = self.rows(&group).last().is_some_and(Answers::is_empty);
        if blank {
            self.rows_mut(&group).pop();
        }
        self.insert_row(&group, index, row);
        self.focus_row(&group, index);
        Reply::Changed
    }

    fn insert_row(&mut self, group: &Key, index: usize, row: Answers) {
        let rows = self.rows_mut(group);
        let index = index.min(rows.len());
        rows.insert(index, row);
        self.forget_controls(group);
        self.changed();
    }

    /// Moves the row at the focus by one place; on a ranking, the row under its cursor.
    pub(super) fn move_row(&mut self, down: bool) -> Reply {
        let ranked = self.ranked();
        let Some((group, index)) = ranked.clone().or_else(|| self.focused_row()) else {
            return Reply::Ignored;
        };
        let count = self.rows(&group).len();
        let target = if down { index + 1 } else { index.wrapping_sub(1) };
        if target >= count {
            return Reply::Moved;
        }
        self.rows_mut(&group).swap(index, target);
        self.forget_controls(&group);
        self.changed();
        match ranked {
            Some(_) => self.set_rank_cursor(target),
            None => self.focus_row_keeping_field(&group, target),
        }
        Reply::Changed
    }

    /// Moves a row of the ranking at the focus to another place.
    pub(super) fn place_row(&mut self, from: usize, to: usize) -> Reply {
        let Some((group, _)) = self.ranked() else { return Reply::Ignored };
        let rows = self.rows_mut(&group);
        if from >= rows.len() || to >= rows.len() || from == to {
            return Reply::Moved;
        }
        let row = rows.remove(from);
        rows.insert(to, row);
        self.changed();
        self.set_rank_cursor(to);
        Reply::Changed
    }

    /// Sorts the rows of the ranking at the focus by its scale, highest first; equal ones keep their order.
    pub(super) fn sort_rows(&mut self) -> Reply {
        let Some((group, _)) = self.ranked() else { return Reply::Ignored };
        let by = match self.focused_field().map(|field| &field.kind) {
            Some(Kind::Rank(rank)) => rank.by.clone(),
            _ => None,
        };
        let Some(by) = by else { return Reply::Ignored };
        let height = |row: &Answers| row.get(&by).and_then(Value::as_number).unwrap_or(f64::MIN);
        self.rows_mut(&group).sort_by(|a, b| height(b).total_cmp(&height(a)));
        self.changed();
        Reply::Changed
    }

    /// Gives the group that the ranking at the focus is of, and the row under its cursor.
    fn ranked(&self) -> Option<(Key, usize)> {
        let Item::Field { key, .. } = self.items.get(self.focus)? else { return None };
        let Kind::Rank(rank) = &self.field(key)?.kind else { return None };
        let Control::Rank(cursor) = self.controls.get(key)? else { return None };
        Some(((key.0.clone(), rank.of.clone()), *cursor))
    }

    fn set_rank_cursor(&mut self, to: usize) {
        if let Some(key) = self.focused_key() {
            self.controls.insert(key, Control::Rank(to));
        }
    }

    pub(super) fn rows(&self, group: &Key) -> &[Answers] {
        self.answers.row(&group.0).map_or(&[], |row| row.rows(&group.1))
    }

    pub(super) fn rows_mut(&mut self, group: &Key) -> &mut Vec<Answers> {
        if self.answers.row(&group.0).is_none() {
            // The row around the group is on this page, so it is there; an unknown path changes the top instead of failing.
            return self.answers.rows_mut(&group.1);
        }
        match self.answers.row_mut(&group.0) {
            Some(row) => row.rows_mut(&group.1),
            None => unreachable!("looked up just above"),
        }
    }

    /// Lets go of what the fields of a group keep: their rows have other numbers now.
    pub(super) fn forget_controls(&mut self, group: &Key) {
        let depth = group.0.0.len();
        let within = |key: &Key| {
            key.0.0.len() > depth && key.0.0[depth].0 == group.1 && key.0.0.starts_with(&group.0.0)
        };
        self.controls.retain(|key, _| !within(key));
        self.advice.retain(|key, _| !within(key));
    }

    fn focus_row(&mut self, group: &Key, index: usize) {
        let row = group.0.into_row(&group.1, index);
        let found = self
            .items
            .iter()
            .position(|item| item.takes_focus() && item.key().is_some_and(|key| key.0 == row));
        if let Some(item) = found {
            self.set_focus(item);
        }
    }

    fn focus_row_keeping_field(&mut self, group: &Key, index: usize) {
        let field = self.focused_key().map(|key| key.1);
        let row = group.0.into_row(&group.1, index);
        let wanted =
            |item: &Item| item.key().is_some_and(|key| key.0 == row && Some(&key.1) == field.as_ref());
        match self.items.iter().position(wanted) {
            Some(item) => self.set_focus(item),
            None => self.focus_row(group, index),
        }
    }
}
