//! What is in sight from a row: its own answers, those of the row around it, and those at the top.

use super::exercise::{Exercise, Field};
use super::value::{Answers, RowPath, Value};

/// The answers in sight from one row, with the fields they answer.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    exercise: &'a Exercise,
    /// From the top inwards: the group path of each level and its answers.
    levels: Vec<(Vec<String>, &'a Answers)>,
}

impl<'a> Scope<'a> {
    /// Sees from the row at `path`, or from the innermost row on the way that is there.
    pub fn at(exercise: &'a Exercise, answers: &'a Answers, path: &RowPath) -> Self {
        let mut levels = vec![(Vec::new(), answers)];
        let mut here = answers;
        let mut groups = Vec::new();
        for (group, index) in &path.0 {
            let Some(row) = here.rows(group).get(*index) else { break };
            groups.push(group.clone());
            levels.push((groups.clone(), row));
            here = row;
        }
        Self { exercise, levels }
    }

    /// Finds the field a name means here, and its answer.
    pub fn find(&self, name: &str) -> Option<(&'a Field, Option<&'a Value>)> {
        self.levels.iter().rev().find_map(|(group, answers)| {
            let field = self.exercise.field(group, name)?;
            Some((field, answers.get(name)))
        })
    }

    /// Finds the answer a name means here.
    pub fn value(&self, name: &str) -> Option<&'a Value> {
        self.find(name)?.1
    }

    /// Finds the text a name means here, without the space around it; `None` if blank.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        let text = self.value(name)?.as_text()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// Gives the innermost row.
    pub fn row(&self) -> &'a Answers {
        // The top level is always there.
        self.levels.last().map_or_else(|| unreachable!("a scope has a top"), |(_, answers)| answers)
    }

    /// Gives the exercise.
    pub fn exercise(&self) -> &'a Exercise {
        self.exercise
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
