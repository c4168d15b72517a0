//! Putting a catalog together: what comes with the program, and a person's own files beside or over it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::domain::metric::{Disagreement, Metrics};
use crate::domain::plan::Plan;
use crate::error::{Problem, did_you_mean};
use crate::wording;

use super::catalog::Catalog;
use super::diagnostics::quoted;
use super::embedded::{self, EXERCISES};
use super::loaded::{Loaded, Origin};
use super::registry::{Measured, self_rating};
use super::user_files::{File, Own, USUAL_PLAN};
use super::{deck, files, plan};

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

/// Puts everything together; what has mistakes is left out and its problems are added. Without files of one's own, no
/// exercise is read for that.
pub(super) fn assemble(own: Own, problems: &mut Vec<Problem>) -> Catalog {
    let Own { loaded: theirs, broken, plans, decks, checklists, boards, countdowns } = own;
    let mut loaded: Vec<Loaded> = EXERCISES.iter().map(Loaded::built_in).collect();
    let without_own =
        theirs.is_empty() && checklists.is_empty() && boards.is_empty() && countdowns.is_empty();
    add(&mut loaded, theirs, problems);
    match self_rating(&checklists) {
        Some(Ok(rating)) if loaded.iter().all(|one| one.id() != rating.id()) => loaded.push(rating),
        Some(Err(found)) => problems.extend(found),
        _ => {}
    }
    problems.extend(loaded.iter().flat_map(|one| lost_returns(one, &loaded, &broken)));
    let measured = OnceCell::new();
    if !without_own {
        measured.get_or_init(|| Measured::of(&loaded, &checklists, &boards, &countdowns, problems));
    }
    let plans = read_plans(&plans, &loaded, &broken, problems);
    let own_decks = (!decks.is_empty()).then(|| Rc::new(deck::merged(&decks, problems)));
    Catalog { loaded, plans, sorted: OnceCell::new(), measured, own_decks }
}

/// Puts a person's own exercises beside or over the others.
fn add(loaded: &mut Vec<Loaded>, theirs: Vec<Loaded>, problems: &mut Vec<Problem>) {
    if theirs.is_empty() {
        return;
    }
    loaded.retain(|one| theirs.iter().all(|other| other.id() != one.id()));
    let mut metrics = Metrics::default();
    for one in loaded.iter() {
        metrics.add(one.exercise());
    }
    for one in theirs {
        let wrong = metrics.add(one.exercise());
        problems.extend(disagreements(&one, &wrong));
        loaded.push(without(one, &wrong));
    }
}

/// Finds the places where a person's own exercise has something come back to one that there is not. One that has mistakes
/// of its own is not meant.
fn lost_returns(own: &Loaded, loaded: &[Loaded], broken: &[String]) -> Vec<Problem> {
    let Origin::Own(path) = &own.origin else { return Vec::new() };
    let known: Vec<&str> = loaded.iter().map(Loaded::id).chain(broken.iter().map(String::as_str)).collect();
    let lost = |(at, id): (usize, String)| {
        let message = format!("there is no exercise {}", quoted(&id));
        let problem = Problem::at(path, own.text(), at, message);
        (!known.contains(&id.as_str())).then(|| problem.suggesting(did_you_mean(&id, known.iter().copied())))
    };
    files::returned_to(own.text()).into_iter().filter_map(lost).collect()
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

/// Reads all plans: the one that is practised unless another is chosen first. One of a person's own takes the place of a
/// built-in one of the same id, and `plan.toml` comes first.
fn read_plans(own: &[File], loaded: &[Loaded], broken: &[String], problems: &mut Vec<Problem>) -> Vec<Plan> {
    let known: Vec<&str> = loaded.iter().map(Loaded::id).collect();
    // A plan is not to blame for an exercise that has mistakes of its own.
    let named: Vec<&str> = known.iter().copied().chain(broken.iter().map(String::as_str)).collect();
    let mut taken: BTreeMap<String, &Path> = BTreeMap::new();
    let (mut first, mut beside) = (Vec::new(), Vec::new());
    for (path, text) in own {
        match plan::parse_plan(path, text, &named) {
            Err(found) => problems.extend(found),
            Ok(plan) => {
                if let Some(other) = taken.get(&plan.id) {
                    problems.push(files::same_id(path, text, &plan.id, other));
                    continue;
                }
                taken.insert(plan.id.clone(), path);
                if path.ends_with(USUAL_PLAN) { first.push(plan) } else { beside.push(plan) }
            }
        }
    }
    let mut plans: Vec<Plan> = first;
    for (path, text) in embedded::PLANS {
        let Ok(plan) = plan::parse_plan(Path::new(path), text, &named) else { continue };
        match beside.iter().position(|own| own.id == plan.id) {
            Some(own) => plans.push(beside.remove(own)),
            None if taken.contains_key(&plan.id) => {}
            None => plans.push(plan),
        }
    }
    plans.extend(beside);
    for plan in &mut plans {
        plan.days.retain(|day| known.contains(&day.exercise.as_str()));
        plan.capture.take_if(|id| !known.contains(&id.as_str()));
        plan.daily.take_if(|id| !known.contains(&id.as_str()));
        plan.share.take_if(|id| !known.contains(&id.as_str()));
    }
    plans
}
