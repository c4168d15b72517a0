//! What all exercises measure together, and what is read over it: the checklist, the board of progress and the countdown.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::checklist::Checklist;
use crate::domain::countdown::Countdown;
use crate::domain::metric::Metrics;
use crate::domain::progress::Board;
use crate::error::Problem;

use super::deck::put_over;
use super::embedded;
use super::loaded::{BuiltIn, Loaded, Origin};
use super::user_files::File;
use super::{checklist, countdown, parse, progress_file};

/// What all exercises measure together, and what is read over it.
#[derive(Debug, Clone, Default)]
pub(super) struct Measured {
    pub metrics: Metrics,
    pub checklist: Checklist,
    pub board: Board,
    pub countdown: Countdown,
}

impl Measured {
    /// Reads the checklist and the board over what the exercises measure; the self-rating is among them for the board only.
    pub(super) fn of(
        loaded: &[Loaded],
        checklists: &[File],
        boards: &[File],
        countdowns: &[File],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let (rating, others): (Vec<_>, Vec<_>) =
            loaded.iter().partition(|one| one.origin == Origin::BuiltIn(embedded::CHECKLIST.0));
        let mut metrics = Metrics::default();
        // Each is parsed at its first use: the last ones on a thread, until both meet.
        BuiltIn::parse_ahead(others.iter().rev().filter_map(|one| one.as_built_in()).collect());
        for one in &others {
            metrics.add(one.exercise());
        }
        let ids: Vec<&str> = others.iter().map(|one| one.id()).collect();
        let countdown = read_countdown(countdowns, &metrics, &others, problems);
        let checklist = read_checklist(checklists, &metrics, &ids, problems);
        for one in rating {
            metrics.add(one.exercise());
        }
        let tags = loaded.iter().flat_map(|one| &one.heading().tags).map(String::as_str).collect();
        let board = read_board(boards, (&metrics, &tags), problems);
        Self { metrics, checklist, board, countdown }
    }
}

/// The exercise in which a person rates themselves on the items of the checklists, if there are any.
///
/// It asks about the items, whatever proves them: for that no exercise needs to be known.
pub(super) fn self_rating(checklists: &[File]) -> Option<Result<Loaded, Vec<Problem>>> {
    if checklists.is_empty() {
        return Some(Ok(Loaded::built_in(&embedded::SELF_RATING)));
    }
    let list = read_checklist(checklists, &Metrics::default(), &[], &mut Vec::new());
    let (path, _) = embedded::CHECKLIST;
    (!list.items.is_empty()).then(|| {
        let text = checklist::self_rating(&list);
        Ok(Loaded::of(parse(Path::new(path), &text)?, text, Origin::BuiltIn(path)))
    })
}

/// Reads the checklist; own items take the place of those with the same name, or stand behind them.
///
/// Where an own exercise has taken the place of one that comes with the program, built-in rules may name measures that
/// are no more: they are left out, and nothing is told, as with the figures of the board.
fn read_checklist(
    own: &[File],
    metrics: &Metrics,
    exercises: &[&str],
    problems: &mut Vec<Problem>,
) -> Checklist {
    let read = |path: &Path, text: &str| checklist::parse_checklist(path, text, metrics, exercises);
    let mut list = built_in(embedded::CHECKLIST, read);
    for theirs in own.iter().map(|(path, text)| told(read(path, text), problems)) {
        put_over(&mut list.items, theirs.items, |item| &item.id);
    }
    list
}

/// Reads the board; own sections take the place of those with the same name, or stand behind them.
fn read_board(
    own: &[File],
    (metrics, tags): (&Metrics, &BTreeSet<&str>),
    problems: &mut Vec<Problem>,
) -> Board {
    let read = |path: &Path, text: &str| progress_file::parse_board(path, text, metrics, tags);
    let mut board = built_in(embedded::BOARD, read);
    for theirs in own.iter().map(|(path, text)| told(read(path, text), problems)) {
        put_over(&mut board.sections, theirs.sections, |section| &section.id);
    }
    board.sections.retain(|section| !section.figures.is_empty());
    board
}

/// Reads the countdown; one of a person's own takes the place of the built-in one.
fn read_countdown(
    own: &[File],
    metrics: &Metrics,
    exercises: &[&Loaded],
    problems: &mut Vec<Problem>,
) -> Countdown {
    let read = |path: &Path, text: &str| countdown::parse_countdown(path, text, metrics, exercises);
    let theirs = own.iter().map(|(path, text)| told(read(path, text), problems));
    let theirs = theirs.filter(|countdown| !countdown.parts.is_empty()).last();
    theirs.unwrap_or_else(|| built_in(embedded::COUNTDOWN, read))
}

type Read<T> = Result<(T, Vec<Problem>), Vec<Problem>>;

fn built_in<T: Default>((path, text): embedded::File, read: impl Fn(&Path, &str) -> Read<T>) -> T {
    told(read(Path::new(path), text), &mut Vec::new())
}

/// What could be read; the problems of the rest are added.
fn told<T: Default>(read: Read<T>, problems: &mut Vec<Problem>) -> T {
    let (made, found) = read.unwrap_or_else(|found| (T::default(), found));
    problems.extend(found);
    made
}
