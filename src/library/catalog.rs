//! The exercises there are: those that come with the program, and a person's own beside or over them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::error::{Error, Problem, Result, did_you_mean};
use crate::model::exercise::Exercise;
use crate::model::outline::Of;
use crate::model::plan::Plan;

use super::files::{self, Depth};
use super::{embedded, parse, plan};

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

/// Every exercise there is, and the plan of the week.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// In the order of `all`.
    loaded: Vec<Loaded>,
    plan: Plan,
}

impl Catalog {
    /// Loads what comes with the program.
    pub fn built_in() -> Self {
        Self::load(None).0
    }

    /// Loads what comes with the program and, beside or over it, the files of a folder, with the problems of those left out.
    pub fn load(folder: Option<&Path>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut loaded = Vec::new();
        for (path, text) in embedded::EXERCISES {
            match parse(Path::new(path), text) {
                Ok(exercise) => {
                    loaded.push(Loaded { exercise, text: text.to_owned(), origin: Origin::BuiltIn(path) });
                }
                Err(found) => problems.extend(found),
            }
        }
        let own = Own::read(folder, &mut problems);
        for one in own.loaded {
            loaded.retain(|other| other.exercise.id != one.exercise.id);
            loaded.push(one);
        }
        let known: Vec<&str> = loaded.iter().map(|one| one.exercise.id.as_str()).collect();
        // A plan is not to blame for an exercise that has mistakes of its own.
        let named: Vec<&str> = known.iter().copied().chain(own.broken.iter().map(String::as_str)).collect();
        let mut plan = own.plan.and_then(|(path, text)| {
            plan::parse_plan(&path, &text, &named).map_err(|found| problems.extend(found)).ok()
        });
        if plan.is_none() {
            let (path, text) = embedded::PLAN;
            plan = plan::parse_plan(Path::new(path), text, &known).map_err(|p| problems.extend(p)).ok();
        }
        let mut plan = plan.unwrap_or_else(|| Plan {
            id: String::new(),
            title: String::new(),
            days: Vec::new(),
            capture: None,
        });
        plan.days.retain(|day| known.contains(&day.exercise.as_str()));
        let place = |one: &Loaded| plan.days.iter().position(|day| day.exercise == one.exercise.id);
        loaded.sort_by_key(|one| (place(one).unwrap_or(usize::MAX), one.exercise.title.to_lowercase()));
        (Self { loaded, plan }, problems)
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

    /// Gives the plan of the week; every exercise it names is there.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

/// What a person's folder holds.
#[derive(Default)]
struct Own {
    loaded: Vec<Loaded>,
    /// Ids of exercises that have mistakes.
    broken: Vec<String>,
    plan: Option<(PathBuf, String)>,
}

impl Own {
    fn read(folder: Option<&Path>, problems: &mut Vec<Problem>) -> Self {
        let mut own = Self::default();
        let Some(folder) = folder.filter(|folder| !matches!(folder.try_exists(), Ok(false))) else {
            return own;
        };
        let (paths, faults) = files::toml_files(folder, Depth::One);
        problems.extend(faults);
        let mut taken: HashMap<String, PathBuf> = HashMap::new();
        for path in paths {
            let text = match files::read(&path) {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            if files::is_plan(&path) {
                own.plan = Some((path, text));
                continue;
            }
            let declared = files::declared_id(&text);
            let exercise = match parse(&path, &text) {
                Ok(exercise) => exercise,
                Err(found) => {
                    problems.extend(found);
                    own.broken.extend(declared.map(|(id, _)| id));
                    continue;
                }
            };
            if let (Some(first), Some((id, at))) = (taken.get(&exercise.id), declared) {
                problems.push(files::same_id(&path, &text, &id, at, first));
                continue;
            }
            taken.insert(exercise.id.clone(), path.clone());
            own.loaded.push(Loaded { exercise, text, origin: Origin::Own(path) });
        }
        own
    }
}
