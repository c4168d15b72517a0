//! Putting a catalog together: what comes with the program, a person's own files beside or over it, and what all of
//! them measure.

use std::path::Path;

use crate::error::Problem;
use crate::model::checklist::Checklist;
use crate::model::exercise::Exercise;
use crate::model::metric::{Disagreement, Metrics};
use crate::model::plan::Plan;
use crate::model::progress::Board;

use super::catalog::{Catalog, Loaded, Origin};
use super::own::{File, Own};
use super::{board, checklist, embedded, files, parse, plan};

/// Puts everything together; what has mistakes is told of and left out.
pub(super) fn assemble(own: Own, problems: &mut Vec<Problem>) -> Catalog {
    let Own { loaded: theirs, broken, plans, checklists, boards } = own;
    let mut loaded = built_in(problems);
    for one in theirs {
        loaded.retain(|other| other.exercise.id != one.exercise.id);
        loaded.push(one);
    }
    let mut metrics = Metrics::default();
    for one in &mut loaded {
        let wrong = metrics.add(&one.exercise);
        problems.extend(disagreements(one, &wrong));
        one.exercise.measures.retain(|measure| wrong.iter().all(|wrong| wrong.measure != measure.id));
    }
    let checklist = {
        let ids: Vec<&str> = loaded.iter().map(|one| one.exercise.id.as_str()).collect();
        read_checklist(&checklists, &metrics, &ids, problems)
    };
    if let Some(one) = self_rating(&checklist, problems).filter(|one| !is_among(&loaded, &one.exercise)) {
        metrics.add(&one.exercise);
        loaded.push(one);
    }
    let board = read_board(&boards, &metrics, problems);
    let plan = read_plan(&plans, &loaded, &broken, problems);
    let place = |one: &Loaded| {
        let id = &one.exercise.id;
        let planned = plan.days.iter().position(|day| day.exercise == *id);
        planned.unwrap_or(if plan.capture.as_ref() == Some(id) { plan.days.len() } else { usize::MAX })
    };
    loaded.sort_by_key(|one| (place(one), one.exercise.title.to_lowercase()));
    Catalog { loaded, plan, metrics, checklist, board }
}

fn built_in(problems: &mut Vec<Problem>) -> Vec<Loaded> {
    let mut loaded = Vec::new();
    for (path, text) in embedded::EXERCISES {
        match parse(Path::new(path), text) {
            Ok(exercise) => {
                loaded.push(Loaded { exercise, text: text.to_owned(), origin: Origin::BuiltIn(path) });
            }
            Err(found) => problems.extend(found),
        }
    }
    loaded
}

fn is_among(loaded: &[Loaded], exercise: &Exercise) -> bool {
    loaded.iter().any(|one| one.exercise.id == exercise.id)
}

/// Finds the place of each measure that an earlier exercise understands differently.
fn disagreements(loaded: &Loaded, wrong: &[Disagreement]) -> Vec<Problem> {
    let path = match &loaded.origin {
        Origin::BuiltIn(path) => Path::new(path),
        Origin::Own(path) => path.as_path(),
    };
    let located = |wrong: &Disagreement| {
        let at = files::measure_at(&loaded.text, &wrong.measure).unwrap_or_default();
        Problem::at(path, &loaded.text, at, wrong.message.clone())
    };
    wrong.iter().map(located).collect()
}

fn read_plan(plans: &[File], loaded: &[Loaded], broken: &[String], problems: &mut Vec<Problem>) -> Plan {
    let known: Vec<&str> = loaded.iter().map(|one| one.exercise.id.as_str()).collect();
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

/// Reads the checklist; own items take the place of those with the same name, or stand behind them.
///
/// Where an own exercise has taken the place of one that comes with the program, built-in rules may name measures that
/// are no more. Nobody is to blame for that: they are left out, and nothing is told.
fn read_checklist(
    own: &[File],
    metrics: &Metrics,
    exercises: &[&str],
    problems: &mut Vec<Problem>,
) -> Checklist {
    let (path, text) = embedded::CHECKLIST;
    let built_in = checklist::parse_checklist(Path::new(path), text, metrics, exercises);
    let mut list = built_in.map(|(list, _)| list).unwrap_or_default();
    for (path, text) in own {
        let read = checklist::parse_checklist(path, text, metrics, exercises);
        for item in told(read, problems).unwrap_or_default().items {
            match list.items.iter_mut().find(|other| other.id == item.id) {
                Some(other) => *other = item,
                None => list.items.push(item),
            }
        }
    }
    list
}

/// Gives what could be read, and tells of the rest.
fn told<T>(read: Result<(T, Vec<Problem>), Vec<Problem>>, problems: &mut Vec<Problem>) -> Option<T> {
    match read {
        Ok((made, found)) => {
            problems.extend(found);
            Some(made)
        }
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

fn self_rating(list: &Checklist, problems: &mut Vec<Problem>) -> Option<Loaded> {
    if list.items.is_empty() {
        return None;
    }
    let (path, _) = embedded::CHECKLIST;
    let text = checklist::self_rating(list);
    match parse(Path::new(path), &text) {
        Ok(exercise) => Some(Loaded { exercise, text, origin: Origin::BuiltIn(path) }),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
}

/// Reads the board; own sections take the place of those with the same name, or stand behind them. Of the built-in
/// figures, those whose measures are no more are left out, as with the checklist.
fn read_board(own: &[File], metrics: &Metrics, problems: &mut Vec<Problem>) -> Board {
    let (path, text) = embedded::BOARD;
    let built_in = board::parse_board(Path::new(path), text, metrics);
    let mut all = built_in.map(|(board, _)| board).unwrap_or_default();
    for (path, text) in own {
        for section in told(board::parse_board(path, text, metrics), problems).unwrap_or_default().sections {
            match all.sections.iter_mut().find(|other| other.id == section.id) {
                Some(other) => *other = section,
                None => all.sections.push(section),
            }
        }
    }
    all.sections.retain(|section| !section.figures.is_empty());
    all
}
