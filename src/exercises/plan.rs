//! The plan file: which exercise on which day of the week.

use std::path::Path;

use crate::domain::plan::{Plan, PlanDay, Theme};
use crate::error::Problem;

use super::diagnostics::{Spot, quoted};
use super::lower::{Case, need_id};
use super::read_with;
use super::reader::Reader;

/// Reads a plan file that may name the exercises with these ids.
pub(super) fn parse_plan(name: &Path, text: &str, known: &[&str]) -> Result<Plan, Vec<Problem>> {
    read_with(name, text, |source, root| {
        let mut reader = Reader::new(source, root, 0, "plan");
        reader.need_whole("format", 1..=super::FORMAT);
        let id = need_id(&mut reader, Case::Kebab);
        let title = reader.need_string("title");
        let about = reader.string("about").unwrap_or_default();
        let check = |exercise: Spot<&str>| {
            if !known.contains(&exercise.value) {
                let message = format!("there is no exercise {}", quoted(exercise.value));
                source.report_near(exercise.at, message, exercise.value, known.iter().copied());
            }
        };
        let mut seen: Vec<(&str, usize)> = Vec::new();
        let mut days = Vec::new();
        for mut day in reader.need_tables("day", "day", "day") {
            let exercise = day.need_text("exercise");
            let first = seen.iter().find(|(other, _)| *other == exercise.value).map(|(_, at)| *at);
            if let Some(first) = first.filter(|_| !exercise.value.is_empty()) {
                let line = source.line_of(first);
                let message = format!("{} is planned already, in line {line}", quoted(exercise.value));
                source.report(exercise.at, message);
            } else if !exercise.value.is_empty() {
                check(exercise);
            }
            seen.push((exercise.value, exercise.at));
            let number = day.need_whole("day", 1..=7).and_then(|number| u32::try_from(number.value).ok());
            days.push(PlanDay { day: number.unwrap_or(1), exercise: exercise.value.to_owned() });
            day.finish();
        }
        let named = |exercise: Spot<&str>| {
            check(exercise);
            exercise.value.to_owned()
        };
        let capture = reader.text("capture").map(named);
        let daily = reader.text("daily").map(named);
        let share = reader.text("share").map(named);
        let themes = reader.tables("week", "week").into_iter().map(|week| theme(week, &check)).collect();
        reader.finish();
        days.sort_by_key(|day| day.day);
        Plan { id: id.value.to_owned(), title, about, days, capture, daily, share, themes }
    })
}

fn theme<'a>(mut reader: Reader<'a>, check: &impl Fn(Spot<&'a str>)) -> Theme {
    let mut says = Vec::new();
    for mut day in reader.tables("day", "day of a week") {
        let exercise = day.need_text("exercise");
        if !exercise.value.is_empty() {
            check(exercise);
        }
        says.push((exercise.value.to_owned(), day.need_string("says")));
        day.finish();
    }
    let theme =
        Theme { title: reader.need_string("title"), constraint: reader.need_string("constraint"), says };
    reader.finish();
    theme
}
