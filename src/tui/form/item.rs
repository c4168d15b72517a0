//! What stands on a page, from top to bottom: made from exercise and answers alone.

use crate::domain::exercise::{Exercise, Field};
use crate::domain::kinds::{Answering, GroupKind};
use crate::domain::locate::FieldPath;
use crate::domain::locate::RowPath;
use crate::domain::pages::{Overview, Page, Progress};
use crate::domain::scope::Scope;
use crate::domain::template::NO_ANSWER;
use crate::domain::value::Answers;
use crate::sanitize;

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum PageItem {
    Field {
        key: FieldPath,
        /// How far it is indented: 1 within a row of a group.
        depth: u16,
        /// The number of its row, when it is the row's only field and stands without a label.
        number: Option<usize>,
        /// The label of the field it waits for.
        waits: Option<String>,
    },
    Note {
        text: String,
        /// How deep in a group it is.
        depth: u16,
    },
    GroupHead(FieldPath),
    RowHead(String),
    AddRow {
        group: FieldPath,
        noun: String,
    },
    /// The way on: to the next page, or to the end.
    Go {
        last: bool,
    },
}

impl PageItem {
    /// Returns the way to the field, if it is one.
    pub fn key(&self) -> Option<&FieldPath> {
        match self {
            Self::Field { key, .. } => Some(key),
            _ => None,
        }
    }

    pub fn takes_focus(&self) -> bool {
        match self {
            Self::Field { waits, .. } => waits.is_none(),
            Self::AddRow { .. } | Self::Go { .. } => true,
            Self::Note { .. } | Self::GroupHead(_) | Self::RowHead(_) => false,
        }
    }
}

impl PageItem {
    /// Returns whether it belongs to a group, on the way down a page.
    pub fn is_of(&self, group: &FieldPath) -> bool {
        match self {
            Self::Field { key, .. } => {
                let within = key.row.get(group.row.len());
                key.row.starts_with(&group.row) && within.is_some_and(|(name, _)| *name == group.field)
            }
            Self::AddRow { group: key, .. } => key == group,
            Self::Note { depth, .. } => *depth > 0,
            Self::RowHead(_) => true,
            Self::GroupHead(_) | Self::Go { .. } => false,
        }
    }
}

pub fn items(exercise: &Exercise, answers: &Answers, page: &Page, overview: &Overview) -> Vec<PageItem> {
    let Some(step) = exercise.steps.get(page.step) else { return Vec::new() };
    let last = overview.pages.last() == Some(page);
    let mut list = Vec::new();
    if let Some(Progress::Closed(waits_for)) = overview.progress.get(page.step)
        && let Some(waits) = exercise.steps.get(*waits_for)
    {
        let text = format!("This page opens once “{}” is done.", waits.title);
        list.push(PageItem::Note { text, depth: 0 });
        list.push(PageItem::Go { last });
        return list;
    }
    let maker = Maker { exercise, answers };
    for field in &step.fields {
        maker.field(field, &page.row, 0, None, &mut list);
    }
    list.push(PageItem::Go { last });
    list
}

struct Maker<'a> {
    exercise: &'a Exercise,
    answers: &'a Answers,
}

impl Maker<'_> {
    fn field(
        &self,
        field: &Field,
        row: &RowPath,
        depth: u16,
        number: Option<usize>,
        list: &mut Vec<PageItem>,
    ) {
        if !self.exercise.shows(field, self.answers, row) || field.is_dealt(self.answers.row(row)) {
            return;
        }
        let key = row.field(&field.id);
        if let Answering::Shown(text) = field.kind.answering() {
            let text = sanitize::columns(&text.fill_cells(&Scope::at(self.exercise, self.answers, row)));
            list.push(PageItem::Note { text, depth });
            return;
        }
        if self.exercise.is_settled(field, self.answers, row) {
            // What settles it has been done, and says nothing more.
            if field.until.as_ref() != Some(&field.id) {
                let said = self.answers.row(row).and_then(|here| field.kind.describe(here.get(&field.id)?));
                let colon = if field.label.ends_with('?') { "" } else { ":" };
                let text = format!("{}{colon} {}", field.label, said.as_deref().unwrap_or(NO_ANSWER));
                list.push(PageItem::Note { text, depth });
            }
            return;
        }
        let waits = self.exercise.waits(field, self.answers, row);
        if let Some(group) = field.kind.as_group() {
            list.push(PageItem::GroupHead(key.clone()));
            if waits.is_none() {
                self.rows(group, &key, depth, list);
            }
            return;
        }
        let picks = self.answers.row(row).and_then(|here| here.get(&field.id)?.as_picks());
        let other = picks.is_some_and(|picks| picks.other.is_some()) && waits.is_none();
        list.push(PageItem::Field { key, depth, number, waits: waits.map(str::to_owned) });
        if other {
            list.push(PageItem::Field {
                key: row.field(&field.id).beside(),
                depth: depth + 1,
                number: None,
                waits: None,
            });
        }
    }

    fn rows(&self, group: &GroupKind, key: &FieldPath, depth: u16, list: &mut Vec<PageItem>) {
        let count = self.answers.row(&key.row).map_or(0, |row| row.rows(&key.field).len());
        let bare = group.fields.len() == 1;
        for index in 0..count {
            let row = key.clone().into_row(index);
            if !bare {
                let number = index + 1;
                let title = match self.exercise.row_name(self.answers, &row) {
                    Some(name) => format!("{number} {name}"),
                    None => format!("{} {number}", group.row),
                };
                list.push(PageItem::RowHead(title));
            }
            for column in &group.fields {
                self.field(column, &row, depth + 1, bare.then_some(index + 1), list);
            }
        }
        if group.max.is_none_or(|max| count < max) {
            list.push(PageItem::AddRow { group: key.clone(), noun: group.row.clone() });
        }
    }
}
