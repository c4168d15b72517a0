//! From a week of practice to a document.

use super::blocks;
use super::days;
use super::document::{Block, Document, Section};
use super::input::{Run, WeekGiven};
use super::overview;
use super::questions;

/// Makes the weekly review.
pub fn compose(given: &WeekGiven) -> Document {
    let finished = overview::finished(given);
    let opening = overview::opening(given, &finished);
    let mut sections = Vec::new();
    for runs in overview::together(given, &finished) {
        match runs.as_slice() {
            [run] => sections.push(section(given, run, &finished)),
            runs => sections.extend(collection(given, runs)),
        }
    }
    let mut closing = Vec::new();
    if !given.remarks.is_empty() {
        closing.push(given.remarks.join(" "));
    }
    closing.push(format!("Written with empathy on {}", days::full(given.written.day(0))));
    let title = format!("Week {}, {}", given.label.week, days::stretch(given.starts, given.ends));
    Document { title, opening, sections, closing }
}

/// Makes one section of several short entries of one exercise, each under its day.
fn collection(given: &WeekGiven, runs: &[&Run]) -> Option<Section> {
    let mut blocks = Vec::new();
    for run in runs {
        let mut own = said(given, run);
        if let Some(first) = own.first_mut() {
            let names = [Some(run.head.short.to_string()), run.head.later()];
            let names = names.into_iter().flatten().collect::<Vec<_>>().join(", ");
            let day = format!("{} ({names})", days::short(run.head.day));
            first.title = Some(first.title.take().map_or(day.clone(), |title| format!("{day}: {title}")));
        }
        blocks.extend(own);
    }
    let title = runs.first()?.exercise.title.clone();
    Some(Section { title, about: Some(format!("{} entries", runs.len())), blocks })
}

/// Lists what a run says. What its exercise declares may all be empty; what was answered is printed nevertheless.
fn said(given: &WeekGiven, run: &Run) -> Vec<Block> {
    let declared = blocks::declared(given, run);
    if declared.is_empty() { questions::asked(given, run) } else { declared }
}

fn section(given: &WeekGiven, run: &Run, finished: &[&Run]) -> Section {
    let same = |other: &&&Run| other.head.exercise == run.head.exercise;
    let repeated = finished.iter().filter(same).count() > 1;
    let same_day = finished.iter().filter(same).filter(|other| other.head.day == run.head.day).count() > 1;
    let mut title = run.exercise.title.clone();
    if repeated {
        title = format!("{title}, {}", days::short(run.head.day));
    }
    if same_day {
        title = format!("{title} ({})", run.head.short);
    }
    let about = [
        days::short(run.head.day),
        overview::time(run.head.desk),
        overview::open_answers(run).unwrap_or_default(),
        run.head.later().unwrap_or_default(),
        run.head.short.to_string(),
    ];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    Section { title, about: Some(about), blocks: said(given, run) }
}
