//! The rows of a group, one after the other, each field of each row.

use super::{Question, Reply, Run};
use crate::domain::exercise::Field;
use crate::domain::kinds::GroupKind;
use crate::domain::locate::RowPath;
use crate::domain::value::Answers;
use crate::error::Result;
use crate::wording;

impl Run<'_> {
    /// Asks row after row; rows that stay empty are gone afterwards.
    pub(super) fn ask_rows(&mut self, question: Question<'_>, group: &GroupKind) -> Result<Reply> {
        let Question { field, row, .. } = question;
        let said = self.ask_each_row(question, group)?;
        // Where the person left, rows keep their numbers: the place to come back to is in one of them.
        if let (Reply::Next | Reply::Back, Some(here)) = (said, self.answers.row_mut(row)) {
            here.rows_mut(&field.id).retain(|row| !row.is_empty());
        }
        Ok(said)
    }

    fn ask_each_row(&mut self, question: Question<'_>, group: &GroupKind) -> Result<Reply> {
        let Question { exercise, field, row } = question;
        self.out.line(&format!("{} ({})", field.label, wording::wanted_rows(group)))?;
        if !group.nudges.is_empty() {
            self.out.line(&format!("  worth considering: {}", group.nudges.join(", ")))?;
        }
        let begins = group.first_rows();
        let (mut index, mut at) = self.left_in(field, group, row).unwrap_or_default();
        let mut entered = true;
        let mut back = false;
        while group.max.is_none_or(|max| index < max) {
            let path = row.into_row(&field.id, index);
            if at == 0 || entered {
                self.row_head(group, &path, index, begins)?;
            }
            entered = false;
            self.make_row(field, group, row, index);
            let Some(column) = group.fields.get(at) else { break };
            let asked = exercise.shows(column, &self.answers, &path)
                && exercise.waits(column, &self.answers, &path).is_none();
            let said = if asked {
                self.ask(Question { exercise, field: column, row: &path })?
            } else {
                Reply::Passed
            };
            match said {
                Reply::Leave | Reply::Again => return Ok(said),
                Reply::Next => back = false,
                Reply::Back => back = true,
                Reply::Passed => {}
            }
            if back {
                (index, at) = match (index, at) {
                    (0, 0) => return Ok(Reply::Back),
                    (_, 0) => (index - 1, group.fields.len() - 1),
                    _ => (index, at - 1),
                };
                continue;
            }
            let empty = self.answers.row(&path).is_none_or(Answers::is_empty);
            if empty && at == 0 && index >= begins {
                break;
            }
            at += 1;
            if at == group.fields.len() {
                if empty && index + 1 >= begins {
                    break;
                }
                (index, at) = (index + 1, 0);
            }
        }
        Ok(Reply::Next)
    }

    /// Finds the row and the field of it where the person left.
    fn left_in(&self, field: &Field, group: &GroupKind, row: &RowPath) -> Option<(usize, usize)> {
        let left = &self.left.as_ref()?.at;
        let inner = left.row.strip_prefix(&row[..])?;
        let (_, index) = inner.first().filter(|(name, _)| *name == field.id)?;
        let column = inner.get(1).map_or(&left.field, |(name, _)| name);
        Some((*index, group.fields.iter().position(|field| field.id == *column)?))
    }

    fn row_head(&mut self, group: &GroupKind, path: &RowPath, index: usize, begins: usize) -> Result<()> {
        let there = self.answers.row(path).is_some_and(|answers| !answers.is_empty());
        if !there && index >= begins {
            let more = if index == 0 { "the first" } else { "another" };
            self.out.line(&format!("Add {more} {}? Answer below, or press Enter to go on.", group.row))
        } else {
            self.out.line(&format!("{} {}", group.row, index + 1))
        }
    }

    fn make_row(&mut self, field: &Field, group: &GroupKind, row: &RowPath, index: usize) {
        if let Some(here) = self.answers.row_mut(row) {
            let rows = here.rows_mut(&field.id);
            while rows.len() <= index {
                rows.push(group.new_row(rows.len()));
            }
        }
    }
}
