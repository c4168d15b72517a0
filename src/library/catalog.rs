//! The exercises there are: those that come with the program, and a person's own beside or over them.

use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result, did_you_mean};
use crate::model::checklist::Checklist;
use crate::model::exercise::Exercise;
use crate::model::metric::Metrics;
use crate::model::outline::Of;
use crate::model::plan::Plan;
use crate::model::progress::Board;

use super::assemble::assemble;
use super::own::{Own, Role};

/// Where an exercise came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program; the path is the one in the `exercises` folder of its sources.
    BuiltIn(&'static str),
    /// It is the person's own file.
    Own(PathBuf),
}

/// An exercise with the text it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// What was read.
    pub exercise: Exercise,
    /// The text of its file, which an entry remembers.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Every exercise there is, the plan of the week, and what is looked at of all that is measured.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// In the order of `all`.
    pub(super) loaded: Vec<Loaded>,
    pub(super) plan: Plan,
    pub(super) metrics: Metrics,
    pub(super) checklist: Checklist,
    pub(super) board: Board,
}

impl Catalog {
    /// Loads what comes with the program.
    pub fn built_in() -> Self {
        Self::load(None).0
    }

    /// Loads what comes with the program and, beside or over it, the files of a folder, with the problems of those left out.
    pub fn load(folder: Option<&Path>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let own = Own::read(folder, &mut problems);
        let catalog = assemble(own, &mut problems);
        (catalog, problems)
    }

    /// Tells whether one of the files that have problems gave no exercise at all.
    pub fn lacks(&self, problems: &[Problem]) -> bool {
        let gave = |path: &Path| {
            self.loaded.iter().any(|one| matches!(&one.origin, Origin::Own(own) if own == path))
        };
        problems.iter().any(|one| Role::of(&one.file) == Role::Exercise && !gave(&one.file))
    }

    /// Finds an exercise by its id.
    pub fn get(&self, id: &str) -> Option<&Loaded> {
        self.loaded.iter().find(|one| one.exercise.id == id)
    }

    /// Finds an exercise, or says which one was probably meant.
    pub fn find(&self, id: &str) -> Result<&Loaded> {
        self.get(id).ok_or_else(|| {
            let near = did_you_mean(id, self.all().map(|loaded| loaded.exercise.id.as_str()));
            let those = || "`empathy exercises list` shows those there are".to_owned();
            let hint = near.map_or_else(those, |near| format!("did you mean `{near}`?"));
            Error::unknown(format!("there is no exercise `{id}`"), hint)
        })
    }

    /// Lists the exercises: those of the plan in its order, then the others by title.
    pub fn all(&self) -> impl Iterator<Item = &Loaded> {
        self.loaded.iter()
    }

    /// Finds the exercise that the plan captures, or says that there is none.
    pub fn captured(&self) -> Result<&Loaded> {
        let id = self.plan.capture.as_deref().ok_or_else(|| {
            Error::unknown(
                "the plan names nothing to capture",
                "add `capture = \"reaction\"` to your `plan.toml`",
            )
        })?;
        self.find(id)
    }

    /// Lists the names of what entries can be: measures of what holds.
    pub fn states(&self) -> Vec<&str> {
        let measures = self.loaded.iter().flat_map(|loaded| &loaded.exercise.measures);
        let mut names: Vec<&str> =
            measures.filter(|measure| measure.of == Of::Holding).map(|measure| measure.id.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Gives the measures of all exercises.
    pub fn metrics(&self) -> &Metrics {
        &self.metrics
    }

    /// Gives the checklist.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// Gives the figures of progress.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// Gives the plan of the week; every exercise it names is there.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}
