//! Putting a catalog together: what comes with the program, and a person's own files beside or over it.

use std::cell::OnceCell;
use std::path::Path;

use crate::domain::metric::{Disagreement, Metrics};
use crate::domain::plan::Plan;
use crate::error::Problem;

use super::catalog::Catalog;
use super::loaded::Loaded;
use super::registry::{Measured, built_in_self_rating};
use super::user_files::{File, Own};
use super::{embedded, files, plan};

/// Puts everything together; what has mistakes is told of and left out.
///
/// What comes with the program is read whole only where a person's own files have to agree with it.
pub(super) fn assemble(own: Own, problems: &mut Vec<Problem>) -> Catalog {
    let Own { loaded: theirs, broken, plans, checklists, boards } = own;
    let mut loaded: Vec<Loaded> = embedded::EXERCISES.into_iter().map(Loaded::built_in).collect();
    let measured = if theirs.is_empty() && checklists.is_empty() && boards.is_empty() {
        loaded.push(built_in_self_rating());
        OnceCell::new()
    } else {
        let metrics = add(&mut loaded, theirs, problems);
        OnceCell::from(Measured::over(metrics, &mut loaded, &checklists, &boards, problems))
    };
    let plan = read_plan(&plans, &loaded, &broken, problems);
    let place = |one: &Loaded| {
        let id = &one.heading.id;
        let planned = plan.days.iter().position(|day| day.exercise == *id);
        planned.unwrap_or(if plan.capture.as_ref() == Some(id) { plan.days.len() } else { usize::MAX })
    };
    loaded.sort_by_cached_key(|one| (place(one), one.heading.title.to_lowercase()));
    Catalog { loaded, plan, measured }
}

/// Puts a person's own exercises beside or over the others, and gives what all of them measure.
fn add(loaded: &mut Vec<Loaded>, theirs: Vec<Loaded>, problems: &mut Vec<Problem>) -> Metrics {
    loaded.retain(|one| theirs.iter().all(|other| other.heading.id != one.heading.id));
    let mut metrics = Metrics::default();
    for one in loaded.iter() {
        metrics.add(one.exercise());
    }
    for one in theirs {
        let wrong = metrics.add(one.exercise());
        problems.extend(disagreements(&one, &wrong));
        loaded.push(one.without(&wrong));
    }
    metrics
}

/// Finds the place of each measure that an earlier exercise understands differently.
fn disagreements(loaded: &Loaded, wrong: &[Disagreement]) -> Vec<Problem> {
    let located = |wrong: &Disagreement| {
        let at = files::measure_at(loaded.text(), &wrong.measure).unwrap_or_default();
        Problem::at(loaded.origin.path(), loaded.text(), at, wrong.message.clone())
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
