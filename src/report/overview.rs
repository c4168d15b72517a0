//! What stands at the top of a review: what was done in how much time, and the plan with what came of it.

use std::time::Duration;

use super::days::{self, join_names, number};
use super::document::{Block, Body, Table};
use super::input::{PlannedExercise, Run, WeekInput};
use super::measure::cut;
use crate::domain::entry::{State, active_time};
use crate::domain::plan::SlotState;
use crate::domain::time::spent;
use crate::wording::capitalized;

/// How many letters the plan shows of what came of an exercise.
const LONGEST_OUTCOME: usize = 58;

/// The week, or the longer stretch, as a title.
pub(super) fn title(input: &WeekInput) -> String {
    let stretch = days::stretch(input.starts, input.ends);
    input.label.map_or_else(|| stretch.clone(), |label| format!("Week {}, {stretch}", label.week))
}

/// What a reader must know at the end, and when it was written. Entries are named by their ids for the person alone.
pub(super) fn closing(input: &WeekInput, with_ids: bool) -> Vec<String> {
    let remarks =
        input.remarks.iter().cloned().chain(written_later(input, with_ids)).collect::<Vec<_>>().join(" ");
    let written = format!("Written with empathy on {}", days::full(input.written.day(0)));
    [remarks, written].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Names the runs that were written after their week ended.
fn written_later(input: &WeekInput, with_ids: bool) -> Option<String> {
    let late = input.runs.iter().filter(|run| !run.drafted && run.head.written > input.ends);
    let named = late.map(|run| {
        let id = if with_ids { format!(" ({})", run.head.short) } else { String::new() };
        format!("{}{id} on {}", run.exercise.title, days::full(run.head.written))
    });
    let named: Vec<String> = named.collect();
    let when = if input.label.is_some() { "the week" } else { "these days" };
    (!named.is_empty()).then(|| format!("Written after {when} ended: {}.", named.join(", ")))
}

/// Lists the finished runs: exercises in the order of the plan, others after, each by day.
pub(super) fn finished(input: &WeekInput) -> Vec<&Run> {
    let mut runs: Vec<&Run> = input.runs.iter().filter(|run| !run.drafted).collect();
    let place = |run: &Run| input.plan.iter().position(|plan| plan.exercise == run.head.exercise);
    let order = |run: &Run| (place(run).unwrap_or(input.plan.len()), run.head.day, run.head.begun.ms);
    runs.sort_by_key(|run| order(run));
    runs
}

/// Groups the finished runs: several entries of one exercise beside the plan belong together, each other run stands alone.
pub(super) fn together<'a>(input: &WeekInput, finished: &[&'a Run]) -> Vec<Vec<&'a Run>> {
    let planned = |run: &Run| input.plan.iter().any(|plan| plan.exercise == run.head.exercise);
    let mut groups: Vec<Vec<&Run>> = Vec::new();
    for run in finished {
        let home = groups.iter_mut().find(|group| {
            group.first().is_some_and(|first| first.head.exercise == run.head.exercise && !planned(run))
        });
        match home {
            Some(group) => group.push(run),
            None => groups.push(vec![run]),
        }
    }
    groups
}

/// Makes the first paragraph and the table of the plan.
pub(super) fn opening(input: &WeekInput, finished: &[&Run]) -> Vec<Block> {
    let lead = Block { title: None, body: Body::Text(vec![lead(input, finished)]) };
    let plan = plan(input, finished).map(|table| Block { title: None, body: Body::Table(table) });
    std::iter::once(lead).chain(plan).collect()
}

fn lead(input: &WeekInput, finished: &[&Run]) -> String {
    let mut said = vec![done(input, finished)];
    let mut seen: Vec<&str> = Vec::new();
    for run in finished {
        let times = finished.iter().filter(|other| other.head.exercise == run.head.exercise).count();
        let planned = input.plan.iter().any(|plan| plan.exercise == run.head.exercise);
        if times > 1 && planned && !seen.contains(&run.head.exercise.as_str()) {
            let times = if times == 2 { "twice".to_owned() } else { format!("{} times", number(times)) };
            said.push(format!("{} was practised {times}.", run.exercise.title));
        }
        seen.push(&run.head.exercise);
    }
    for run in finished {
        said.extend(open_answers(run).map(|open| format!("{} was {open}.", run.exercise.title)));
    }
    let mut begun: Vec<String> = Vec::new();
    let drafts = input.runs.iter().filter(|run| run.drafted).map(|run| &run.exercise.title);
    let slots =
        input.plan.iter().filter(|plan| matches!(plan.state, SlotState::Begun(..))).map(|plan| &plan.title);
    for title in slots.chain(drafts) {
        if !begun.contains(title) {
            begun.push(title.clone());
        }
    }
    if !begun.is_empty() {
        let verb = if begun.len() == 1 { "is" } else { "are" };
        said.push(format!("{} {verb} in progress.", join_names(&begun)));
    }
    said.extend(counted_in(finished));
    said.join(" ")
}

/// Counts what measures say of the week: `3 moments worked and felt wrong, 1 moment did not work.`
fn counted_in(finished: &[&Run]) -> Option<String> {
    let mut counts: Vec<(&str, &(String, String), usize)> = Vec::new();
    for run in finished {
        for measure in &run.exercise.measures {
            let Some(words) = &measure.week else { continue };
            let facts = run.exercise.facts_of(|one| one.id == measure.id, &run.answers);
            let count = facts.filter(|fact| !fact.uncounted).count();
            match counts.iter_mut().find(|(id, ..)| *id == measure.id) {
                Some((_, _, sum)) => *sum += count,
                None => counts.push((&measure.id, words, count)),
            }
        }
    }
    counts.retain(|(_, _, count)| *count > 0);
    let named = counts.into_iter().map(|(_, (one, several), count)| {
        format!("{} {}", number(count), if count == 1 { one } else { several })
    });
    let sentence = join_names(&named.collect::<Vec<_>>());
    (!sentence.is_empty()).then(|| format!("{}.", capitalized(&sentence)))
}

fn done(input: &WeekInput, finished: &[&Run]) -> String {
    let mut exercises: Vec<&str> = finished.iter().map(|run| run.head.exercise.as_str()).collect();
    exercises.sort_unstable();
    exercises.dedup();
    let time = active_time(finished.iter().map(|run| &run.head));
    let word = if exercises.len() == 1 { "exercise" } else { "exercises" };
    let many = format!("{} {word}", capitalized(&number(exercises.len())));
    let spent = spent(time).map(|time| format!(" in {time}")).unwrap_or_default();
    let planned = input.plan.len();
    let of_plan = input.plan.iter().filter(|plan| exercises.contains(&plan.exercise.as_str())).count();
    let besides = exercises.len() - of_plan.min(exercises.len());
    let coverage = match (of_plan, besides) {
        _ if exercises.is_empty() => return nothing_finished(input),
        (0, _) => String::new(),
        (_, 0) if of_plan == planned => ", the whole plan of the week".to_owned(),
        (_, 0) => format!(" of the {} planned", number(planned)),
        _ if of_plan == planned => {
            format!(", the whole plan of the week and {} more", number(besides))
        }
        _ => format!(", {} of the {} planned and {} more", number(of_plan), number(planned), number(besides)),
    };
    if coverage.starts_with(" of") {
        format!("{many}{coverage}{spent}.")
    } else {
        format!("{many}{spent}{coverage}.")
    }
}

/// Reports that nothing was finished.
pub(super) fn nothing_finished(input: &WeekInput) -> String {
    let when = if input.label.is_some() { "this week" } else { "in these days" };
    format!("No exercise was finished {when}.")
}

/// How many answers a finished run left open, if it did.
pub(super) fn open_answers(run: &Run) -> Option<String> {
    let open = run.exercise.gaps(&run.answers).len();
    match (run.head.state, open) {
        (State::Partial, 0) => Some("finished early".to_owned()),
        (State::Partial, 1) => Some("finished with 1 answer open".to_owned()),
        (State::Partial, _) => Some(format!("finished with {open} answers open")),
        _ => None,
    }
}

fn plan(input: &WeekInput, finished: &[&Run]) -> Option<Table> {
    let mut rows = Vec::new();
    for plan in &input.plan {
        let runs = finished.iter().filter(|run| run.head.exercise == plan.exercise);
        let done: Vec<_> = runs.map(|run| row_of_run(run)).collect();
        if done.is_empty() || matches!(plan.state, SlotState::Begun(..)) {
            rows.push(row_of_plan(input, plan));
        }
        rows.extend(done);
    }
    let planned = |run: &&Run| input.plan.iter().any(|plan| plan.exercise == run.head.exercise);
    let others: Vec<&Run> = finished.iter().copied().filter(|run| !planned(run)).collect();
    for runs in together(input, &others) {
        match runs.as_slice() {
            [run] => rows.push(row_of_run(run)),
            runs => rows.extend(row_of_several(runs)),
        }
    }
    let columns = ["Day", "Exercise", "Time", "Outcome"].map(str::to_owned);
    Table::tidy(&columns, rows)
}

fn row_of_run(run: &Run) -> Vec<String> {
    let came = if run.head.summary.trim().is_empty() { "finished" } else { &run.head.summary };
    vec![
        days::short(run.head.day),
        run.exercise.title.clone(),
        time(run.head.desk),
        cut(came, LONGEST_OUTCOME),
    ]
}

fn row_of_several(runs: &[&Run]) -> Option<Vec<String>> {
    let (first, last) = (runs.first()?, runs.last()?);
    let day = if first.head.day == last.head.day {
        days::short(first.head.day)
    } else {
        days::narrow(first.head.day, last.head.day)
    };
    let desk = runs.iter().map(|run| run.head.desk).sum();
    Some(vec![day, first.exercise.title.clone(), time(desk), format!("{} entries", runs.len())])
}

fn row_of_plan(input: &WeekInput, plan: &PlannedExercise) -> Vec<String> {
    let draft = input.runs.iter().find(|run| run.drafted && run.head.exercise == plan.exercise);
    let came = match plan.state {
        SlotState::Done | SlotState::Partial => "finished",
        SlotState::Begun(..) => "in progress",
        SlotState::Skipped => "skipped this week",
        SlotState::Open if plan.day >= input.written.day(0) => "planned",
        SlotState::Open => "not started",
    };
    let spent = draft.map(|run| time(run.head.desk)).unwrap_or_default();
    vec![days::short(plan.day), plan.title.clone(), spent, came.to_owned()]
}

/// Writes time spent; nothing for none.
pub(super) fn time(desk: Duration) -> String {
    spent(desk).unwrap_or_default()
}
