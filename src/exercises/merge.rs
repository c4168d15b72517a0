//! Putting a catalog together: what comes with the program, and a person's own files beside or over it.
//!
//! The built-in files are parsed on threads: 3.0 ms of work for 120 KB, half of it TOML, would be a third of a start.

use std::cell::OnceCell;
use std::path::Path;
use std::thread;

use crate::domain::exercise::Exercise;
use crate::domain::metric::{Disagreement, Metrics};
use crate::domain::plan::Plan;
use crate::error::Problem;
use crate::wording;

use super::catalog::Catalog;
use super::embedded::{self, BuiltIn};
use super::loaded::{Loaded, Origin};
use super::registry::{Measured, self_rating};
use super::user_files::{File, Own};
use super::{files, parse, plan};

/// How many threads parse the built-in files, beside the one that waits for them.
const THREADS: usize = 3;

/// Why a built-in file can always be read.
const SOUND: &str = "the built-in files are tested";

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
}

/// Puts everything together; what has mistakes is left out and its problems are added.
pub(super) fn assemble(own: Own, problems: &mut Vec<Problem>) -> Catalog {
    let Own { loaded: theirs, broken, plans, checklists, boards } = own;
    let (mut loaded, rating) = built_in(&checklists);
    let without_own = theirs.is_empty() && checklists.is_empty() && boards.is_empty();
    let metrics = add(&mut loaded, theirs, problems);
    match rating {
        Some(Ok(rating)) if loaded.iter().all(|one| one.heading.id != rating.heading.id) => {
            loaded.push(rating);
        }
        Some(Err(found)) => problems.extend(found),
        _ => {}
    }
    let measured = if without_own {
        OnceCell::new()
    } else {
        OnceCell::from(Measured::over(metrics.clone(), &loaded, &checklists, &boards, problems))
    };
    let plan = read_plan(&plans, &loaded, &broken, problems);
    let place = |one: &Loaded| {
        let id = &one.heading.id;
        let planned = plan.days.iter().position(|day| day.exercise == *id);
        planned.unwrap_or(if plan.capture.as_ref() == Some(id) { plan.days.len() } else { usize::MAX })
    };
    loaded.sort_by_cached_key(|one| (place(one), one.heading.title.to_lowercase()));
    Catalog { loaded, plan, metrics, measured }
}

/// The built-in exercises, and the self-rating on the built-in and the person's own checklists.
fn built_in(checklists: &[File]) -> (Vec<Loaded>, Option<Result<Loaded, Vec<Problem>>>) {
    let read = |files: &[BuiltIn]| -> Vec<Exercise> {
        files.iter().map(|(path, text)| parse(Path::new(path), text).expect(SOUND)).collect()
    };
    let parts = embedded::EXERCISES.chunks(embedded::EXERCISES.len().div_ceil(THREADS));
    let (exercises, rating) = thread::scope(|scope| {
        let start = |files| (files, thread::Builder::new().spawn_scoped(scope, move || read(files)));
        let started: Vec<_> = parts.map(start).collect();
        let rating = self_rating(checklists);
        // Where no thread can be started, this one does the work.
        let done = started.into_iter().flat_map(|(files, thread)| match thread {
            Ok(thread) => thread.join().expect(SOUND),
            Err(_) => read(files),
        });
        (done.collect::<Vec<_>>(), rating)
    });
    let loaded = exercises.into_iter().zip(embedded::EXERCISES);
    let loaded = loaded.map(|(exercise, (path, text))| Loaded::of(exercise, text, Origin::BuiltIn(path)));
    (loaded.collect(), rating)
}

/// Puts a person's own exercises beside or over the others; returns what all of them measure.
fn add(loaded: &mut Vec<Loaded>, theirs: Vec<Loaded>, problems: &mut Vec<Problem>) -> Metrics {
    loaded.retain(|one| theirs.iter().all(|other| other.heading.id != one.heading.id));
    let mut metrics = Metrics::default();
    for one in loaded.iter() {
        metrics.add(one.exercise());
    }
    for one in theirs {
        let wrong = metrics.add(one.exercise());
        problems.extend(disagreements(&one, &wrong));
        loaded.push(without(one, &wrong));
    }
    metrics
}

/// Leaves out the measures that an earlier exercise understands differently.
fn without(loaded: Loaded, wrong: &[Disagreement]) -> Loaded {
    if wrong.is_empty() {
        return loaded;
    }
    let mut exercise = loaded.exercise().clone();
    exercise.measures.retain(|measure| wrong.iter().all(|wrong| wrong.measure != measure.id));
    Loaded::of(exercise, loaded.text().to_owned(), loaded.origin)
}

/// Finds the place of each measure that an earlier exercise understands differently.
fn disagreements(loaded: &Loaded, wrong: &[Disagreement]) -> Vec<Problem> {
    let located = |wrong: &Disagreement| {
        let at = files::measure_at(loaded.text(), &wrong.measure).unwrap_or_default();
        let (here, there) = (wording::reading(&wrong.here), wording::reading(&wrong.there));
        let message = format!("`{}` is {here} here, and {there} in `{}`", wrong.measure, wrong.first);
        Problem::at(loaded.origin.path(), loaded.text(), at, message)
    };
    wrong.iter().map(located).collect()
}

fn read_plan(plans: &[File], loaded: &[Loaded], broken: &[String], problems: &mut Vec<Problem>) -> Plan {
    let known: Vec<&str> = loaded.iter().map(|one| one.heading.id.as_str()).collect();
    // A plan is not to blame for an exercise that has mistakes of its own.
    let named: Vec<&str> = known.iter().copied().chain(broken.iter().map(String::as_str)).collect();
    let mut read = None;
    for (path, text) in plans {
        match plan::parse_plan(path, text, &named) {
            Ok(plan) => read = read.or(Some(plan)),
            Err(found) => problems.extend(found),
        }
    }
    let built_in = || {
        let (path, text) = embedded::PLAN;
        plan::parse_plan(Path::new(path), text, &named).ok()
    };
    let mut plan = read.or_else(built_in).unwrap_or_default();
    plan.days.retain(|day| known.contains(&day.exercise.as_str()));
    plan.capture = plan.capture.filter(|id| known.contains(&id.as_str()));
    plan
}
