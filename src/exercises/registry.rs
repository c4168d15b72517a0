//! What all exercises measure together, and what is read over it: the checklist and the board of progress.

use std::path::Path;

use crate::domain::checklist::Checklist;
use crate::domain::metric::Metrics;
use crate::domain::progress::Board;
use crate::error::Problem;

use super::loaded::{Loaded, Origin};
use super::user_files::File;
use super::{checklist, embedded, parse, progress_file};

/// What all exercises measure together, and what is read over it.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    pub metrics: Metrics,
    pub checklist: Checklist,
    pub board: Board,
}

impl Measured {
    /// Puts it together where a person has no files of their own.
    pub(super) fn of_built_in(loaded: &[Loaded]) -> Self {
        let from = |path: &str| loaded.iter().find(|one| one.origin.path() == Path::new(path));
        let mut metrics = Metrics::default();
        // In the order in which they are read at load, too: where two measure the same, the first one names it.
        for one in embedded::EXERCISES.iter().filter_map(|(path, _)| from(path)) {
            metrics.add(one.exercise());
        }
        let ids: Vec<&str> = loaded.iter().map(|one| one.heading.id.as_str()).collect();
        let checklist = read_checklist(&[], &metrics, &ids, &mut Vec::new());
        if let Some(one) = from(embedded::CHECKLIST.0) {
            metrics.add(one.exercise());
        }
        let board = read_board(&[], &metrics, &mut Vec::new());
        Self { metrics, checklist, board }
    }

    /// Puts it together over what has been read, and adds the self-rating to that unless a person has one of their own.
    pub(super) fn over(
        mut metrics: Metrics,
        loaded: &mut Vec<Loaded>,
        checklists: &[File],
        boards: &[File],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let ids: Vec<&str> = loaded.iter().map(|one| one.heading.id.as_str()).collect();
        let checklist = read_checklist(checklists, &metrics, &ids, problems);
        let is_new = |one: &Loaded| !ids.contains(&one.heading.id.as_str());
        if let Some(one) = self_rating(&checklist, problems).filter(is_new) {
            metrics.add(one.exercise());
            loaded.push(one);
        }
        let board = read_board(boards, &metrics, problems);
        Self { metrics, checklist, board }
    }
}

/// Makes the self-rating of the built-in checklist, of which only the head is read before it is needed.
pub(super) fn built_in_self_rating() -> Loaded {
    let (path, text) = embedded::CHECKLIST;
    let head = checklist::parse_head(Path::new(path), text).unwrap_or_default();
    Loaded::written(path, &checklist::self_rating(&head), || {
        // It asks about the items, whatever proves them: for that no exercise needs to be known.
        checklist::self_rating(&read_checklist(&[], &Metrics::default(), &[], &mut Vec::new()))
    })
}

/// Makes the self-rating of a checklist, if it has items.
fn self_rating(list: &Checklist, problems: &mut Vec<Problem>) -> Option<Loaded> {
    if list.items.is_empty() {
        return None;
    }
    let (path, _) = embedded::CHECKLIST;
    let text = checklist::self_rating(list);
    match parse(Path::new(path), &text) {
        Ok(exercise) => Some(Loaded::of(exercise, text, Origin::BuiltIn(path))),
        Err(found) => {
            problems.extend(found);
            None
        }
    }
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

/// Reads the board; own sections take the place of those with the same name, or stand behind them. Of the built-in
/// figures, those whose measures are no more are left out, as with the checklist.
fn read_board(own: &[File], metrics: &Metrics, problems: &mut Vec<Problem>) -> Board {
    let (path, text) = embedded::BOARD;
    let built_in = progress_file::parse_board(Path::new(path), text, metrics);
    let mut all = built_in.map(|(board, _)| board).unwrap_or_default();
    for (path, text) in own {
        for section in
            told(progress_file::parse_board(path, text, metrics), problems).unwrap_or_default().sections
        {
            match all.sections.iter_mut().find(|other| other.id == section.id) {
                Some(other) => *other = section,
                None => all.sections.push(section),
            }
        }
    }
    all.sections.retain(|section| !section.figures.is_empty());
    all
}
