//! What is in sight from a row: its own answers, those of the row around it, and those at the top.

use super::condition::all_hold;
use super::{Exercise, Field, Step};
use crate::domain::field_role::FieldRole;
use crate::domain::locate::{FieldPath, RowPath};
use crate::domain::provenance::Provenance;
use crate::domain::value::{Answers, Value};

/// The answers in sight from one row, with the fields they answer. An answer behind a condition that does not hold is
/// kept, and out of sight.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    exercise: &'a Exercise,
    answers: &'a Answers,
    /// The way to the innermost row that is there.
    path: &'a [(String, usize)],
    row: &'a Answers,
}

impl<'a> Scope<'a> {
    /// Sees from the row at `path`, or from the innermost row on the way that is there.
    pub fn at(exercise: &'a Exercise, answers: &'a Answers, path: &'a RowPath) -> Self {
        let mut here = Self { exercise, answers, path: &[], row: answers };
        for (depth, (group, index)) in path.iter().enumerate() {
            let Some(row) = here.row.rows(group).get(*index) else { break };
            (here.row, here.path) = (row, &path[..=depth]);
        }
        here
    }

    /// Finds the field a name means here, and its answer if that applies.
    pub fn find(&self, name: &str) -> Option<(&'a Field, Option<&'a Value>)> {
        (0..=self.path.len()).rev().find_map(|depth| {
            let outer = self.outer(depth)?;
            let field = self.exercise.field(outer.path, name)?;
            Some((field, outer.row.get(name).filter(|_| outer.applies(field))))
        })
    }

    /// Finds the answer to a field of this very row, if it applies.
    pub fn own(&self, id: &str) -> Option<(&'a Field, &'a Value)> {
        let field = self.exercise.field(self.path, id)?;
        let value = self.row.get(id).filter(|value| !value.is_empty())?;
        self.applies(field).then_some((field, value))
    }

    /// Returns whether a field of this very row is asked for.
    pub fn asks(&self, id: &str) -> bool {
        self.exercise.field(self.path, id).is_some_and(|field| self.applies(field))
    }

    /// Returns whether the row itself is asked for: the groups it is in apply.
    pub fn is_asked_for(&self) -> bool {
        let Some(((group, _), outer)) = self.path.split_last() else { return true };
        let field = self.exercise.field(outer, group);
        self.outer(outer.len()).is_some_and(|outer| field.is_some_and(|field| outer.applies(field)))
    }

    /// Sees from a row around this one that is so many groups deep.
    fn outer(&self, depth: usize) -> Option<Self> {
        let path = &self.path[..depth];
        Some(Self { path, row: self.answers.row(path)?, ..*self })
    }

    /// Returns whether a field of this row is asked for: its conditions hold, those of its page, and those of the group
    /// it is in. A condition names an earlier field, so this comes to an end.
    fn applies(&self, field: &Field) -> bool {
        let step = self.exercise.asking(self.path, &field.id);
        all_hold(&field.when, self) && step.is_none_or(|step| self.is_visited(step)) && self.is_asked_for()
    }

    /// Returns whether a page comes for this row.
    pub fn is_visited(&self, step: &Step) -> bool {
        all_hold(&step.when, self) && step.top.as_ref().is_none_or(|top| top.has(self.answers, self.path))
    }

    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.find(name)?.1
    }

    /// Finds the text a name means here, without the space around it; `None` if blank.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        let text = self.value(name)?.as_text()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Returns how what this row holds is known: as the nearest field says that asks for it.
    pub fn provenance(&self) -> Provenance {
        let mut levels = (0..=self.path.len()).rev().filter_map(|depth| self.outer(depth));
        levels.find_map(|level| level.own_provenance()).unwrap_or_default()
    }

    fn own_provenance(&self) -> Option<Provenance> {
        let here = self.path.iter().map(|(group, _)| group.clone()).collect::<Vec<_>>();
        let asks = |field: &&Field| field.role == Some(FieldRole::Provenance);
        let field = self.exercise.fields_at(&here).into_iter().find(asks)?;
        let picked = self.own(&field.id).and_then(|(_, value)| value.as_picks()?.picked.first());
        picked.map_or(field.kind.unanswered(), |id| Provenance::named(id))
    }
}

impl Exercise {
    /// Lists the answers to a field in all rows of its group that are asked for it.
    pub fn answers_in_rows<'a>(&self, answers: &'a Answers, key: &FieldPath) -> Vec<Option<&'a Value>> {
        let Some((group, _)) = key.row.group() else { return Vec::new() };
        let rows = answers.row(&group.row).map_or(&[][..], |around| around.rows(&group.field));
        let rows = rows.iter().enumerate().filter(|(index, row)| {
            let path = group.clone().into_row(*index);
            !row.is_empty() && Scope::at(self, answers, &path).asks(&key.field)
        });
        rows.map(|(_, row)| row.get(&key.field)).collect()
    }
}

/// Lists the rows of a group, wherever they are nested, in order; the entry itself for the empty path.
pub fn rows_of(answers: &Answers, group: &[String]) -> Vec<RowPath> {
    group.iter().fold(vec![RowPath::default()], |paths, name| {
        paths
            .into_iter()
            .flat_map(|path| {
                let count = answers.row(&path).map_or(0, |row| row.rows(name).len());
                (0..count).map(|i| path.into_row(name, i)).collect::<Vec<_>>()
            })
            .collect()
    })
}

/// Lists the rows of a group that hold anything.
pub fn filled_rows_of(answers: &Answers, group: &[String]) -> Vec<RowPath> {
    let filled = |path: &RowPath| answers.row(path).is_some_and(|row| !row.is_empty());
    rows_of(answers, group).into_iter().filter(filled).collect()
}
