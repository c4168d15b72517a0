//! Rows of groups: adding, removing, bringing back, moving, sorting.

use super::Form;
use super::item::PageItem;
use super::kinds::Control;
use super::left::Removed;
use crate::domain::kinds::GroupKind;
use crate::domain::locate::FieldPath;
use crate::domain::number_format::counted;
use crate::domain::value::Answers;
use crate::tui::action::Action;
use crate::tui::outcome::Outcome;
use crate::tui::text::Edit;

impl Form {
    /// Finds the group and the row that the focus is in.
    fn focused_row(&self) -> Option<(FieldPath, usize)> {
        let PageItem::Field { key, .. } = self.items.get(self.focus)? else { return None };
        key.row.group().filter(|_| self.page().is_some_and(|page| key.row.len() > page.row.len()))
    }

    /// Adds a row below the focus, or at the end of the group at the focus.
    pub(super) fn add_row(&mut self) -> Outcome {
        let (group, index) = match (self.focused_row(), self.items.get(self.focus)) {
            (Some((group, index)), _) => (group, index + 1),
            (None, Some(PageItem::AddRow { group, .. })) => (group.clone(), self.rows(group).len()),
            _ => match self.items.iter().find(|item| matches!(item, PageItem::AddRow { .. })) {
                Some(PageItem::AddRow { group, .. }) => (group.clone(), self.rows(group).len()),
                _ => return Outcome::Ignored,
            },
        };
        let Some(kind) = self.group(&group) else { return Outcome::Ignored };
        let count = self.rows(&group).len();
        if let Some(max) = kind.max.filter(|max| count >= *max) {
            return Outcome::Say(format!("there can be at most {} here", counted(max, &kind.row)));
        }
        let row = if index == count { kind.new_row(index) } else { Answers::default() };
        self.insert_row(&group, index, row);
        self.focus_row(&group, index, None);
        Outcome::Changed
    }

    /// Pastes the first line into the focused row and gives each further one a row of its own below, in place of empty
    /// rows. Lines beyond the most rows there can be go to the clipboard.
    pub(super) fn paste_rows(&mut self, lines: &[&str]) -> Outcome {
        let (Some((group, focused)), Some((first, rest))) = (self.focused_row(), lines.split_first()) else {
            return Outcome::Ignored;
        };
        let Some(kind) = self.group(&group).cloned() else { return Outcome::Ignored };
        let Some(column) = kind.fields.first() else { return Outcome::Ignored };
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
        self.focus_row(&group, last.saturating_sub(1), None);
        if left.is_empty() {
            return Outcome::Changed;
        }
        let (added, all, most) = (lines.len() - left.len(), lines.len(), kind.max.unwrap_or_default());
        let left_over = if left.len() == 1 { "last line is" } else { "other lines are" };
        Outcome::CopiedSaying(
            left.join("\n"),
            format!(
                "{added} of {all} lines were added: there can be {most} here. The {left_over} on the clipboard."
            ),
        )
    }

    /// Removes the row at the focus; it can be brought back, also after the exercise was left.
    pub(super) fn remove_row(&mut self) -> Outcome {
        let Some((group, index)) = self.focused_row() else { return Outcome::Ignored };
        let rows = self.rows_mut(&group);
        if index >= rows.len() {
            return Outcome::Ignored;
        }
        let row = rows.remove(index);
        let (said, place) = (!row.is_empty(), self.place());
        self.forget_controls(&group);
        self.make_room();
        self.changed();
        if said {
            self.left.removed.push(Removed { place, group: group.clone(), index, row });
            self.just_removed = true;
        }
        self.focus_row(&group, index.min(self.rows(&group).len().saturating_sub(1)), None);
        if said {
            Outcome::Say(self.with_keys("row removed", &[(Action::Undo, "restores it")]))
        } else {
            Outcome::Changed
        }
    }

    pub(super) fn bring_back(&mut self) -> Outcome {
        let Some(Removed { place, group, index, row }) = self.left.removed.pop() else {
            return Outcome::Ignored;
        };
        // What was around the row may be gone as well.
        if self.answers.row(&group.row).is_none() {
            return self.bring_back();
        }
        if !self.items.iter().any(|item| item.is_of(&group)) {
            self.go_to(&place);
        }
        self.rows_mut(&group).pop_if(|row| row.is_empty());
        let index = index.min(self.rows(&group).len());
        self.insert_row(&group, index, row);
        self.focus_row(&group, index, None);
        self.just_removed = false;
        Outcome::Say("row restored".to_owned())
    }

    fn group(&self, key: &FieldPath) -> Option<&GroupKind> {
        self.field(key)?.kind.as_group()
    }

    fn insert_row(&mut self, group: &FieldPath, index: usize, row: Answers) {
        let rows = self.rows_mut(group);
        let index = index.min(rows.len());
        rows.insert(index, row);
        self.forget_controls(group);
        self.changed();
    }

    /// Puts the rows of a group into another order: at each place, the row that had that number.
    pub(in crate::tui::form) fn reorder(&mut self, group: &FieldPath, order: Vec<usize>) -> Outcome {
        let rows = self.rows_mut(group);
        let mut before: Vec<Option<Answers>> = std::mem::take(rows).into_iter().map(Some).collect();
        *rows = order.iter().filter_map(|from| before.get_mut(*from)?.take()).collect();
        self.forget_controls(group);
        self.orders.push((group.clone(), order));
        self.changed()
    }

    /// Takes rows back to the order they had before the last change of it.
    pub(super) fn order_back(&mut self) -> Outcome {
        let Some((group, order)) = self.orders.pop() else { return Outcome::Ignored };
        let mut back: Vec<usize> = (0..order.len()).collect();
        back.sort_by_key(|place| order.get(*place));
        self.reorder(&group, back);
        self.orders.pop();
        Outcome::Changed
    }

    /// Moves the row at the focus by one place; on a ranking, the row under its cursor.
    pub(super) fn move_row(&mut self, down: bool) -> Outcome {
        let ranked = self.ranked();
        let Some((group, index)) = ranked.clone().or_else(|| self.focused_row()) else {
            return Outcome::Ignored;
        };
        let count = self.rows(&group).len();
        let target = if down { index + 1 } else { index.wrapping_sub(1) };
        if target >= count {
            return Outcome::Moved;
        }
        let field = self.focused_key().map(|key| key.field);
        let mut order: Vec<usize> = (0..count).collect();
        order.swap(index, target);
        self.reorder(&group, order);
        match ranked {
            Some(_) => self.set_rank_cursor(target),
            None => self.focus_row(&group, target, field.as_deref()),
        }
        Outcome::Changed
    }

    pub(super) fn rows(&self, group: &FieldPath) -> &[Answers] {
        self.answers.row(&group.row).map_or(&[], |row| row.rows(&group.field))
    }

    pub(super) fn rows_mut(&mut self, group: &FieldPath) -> &mut Vec<Answers> {
        // The row around the group is on this page, so it is there; an unknown path changes the top instead of failing.
        let around = if self.answers.row(&group.row).is_some() { &group.row[..] } else { &[] };
        self.answers.rows_at_mut(around, &group.field)
    }

    /// Lets go of what the fields of a group keep: their rows have other numbers now.
    pub(super) fn forget_controls(&mut self, group: &FieldPath) {
        let depth = group.row.len();
        let within = |key: &FieldPath| {
            key.row.get(depth).is_some_and(|(name, _)| *name == group.field)
                && key.row.starts_with(&group.row)
        };
        self.controls.retain(|key, _| !within(key));
        self.left.texts.retain(|key, _| !within(key));
        self.advice.retain(|key, _| !within(key));
    }

    /// Puts the focus into a row: into this field of it, or its first.
    pub(super) fn focus_row(&mut self, group: &FieldPath, index: usize, field: Option<&str>) {
        let row = group.clone().into_row(index);
        let of_row = |item: &PageItem| item.takes_focus() && item.key().is_some_and(|key| key.row == row);
        let same = |item: &PageItem| of_row(item) && item.key().map(|key| key.field.as_str()) == field;
        let found = self.items.iter().position(same).or_else(|| self.items.iter().position(of_row));
        if let Some(item) = found {
            self.set_focus(item);
        }
    }
}
