//! The file of the countdown: what is practised before an interview, and on which days.

use std::path::Path;

use toml::de::DeTable;

use crate::domain::countdown::{Countdown, Part, Task};
use crate::domain::metric::{Metrics, Reading};
use crate::error::Problem;

use super::diagnostics::{Source, Spot, quoted};
use super::loaded::Loaded;
use super::lower::{Case, need_id};
use super::progress_file::known_measure;
use super::reader::{Reader, spot};

/// The most days before an interview that are planned, and the most minutes of a day.
const LONGEST: i64 = 60;
const MINUTES: i64 = 240;

/// Reads a countdown over the measures and exercises there are. A part with a mistake is left out and told of.
pub(super) fn parse_countdown(
    name: &Path,
    text: &str,
    metrics: &Metrics,
    exercises: &[&Loaded],
) -> Result<(Countdown, Vec<Problem>), Vec<Problem>> {
    super::read_partly(name, text, |source, root| {
        let mut reader = Reader::new(source, root, 0, "countdown");
        reader.need_whole("format", 1..=super::FORMAT);
        let exercise = reader.need_text("exercise");
        find(&reader, exercise, exercises);
        let after = reader.text("after");
        if let Some(after) = after {
            find(&reader, after, exercises);
        }
        let minutes = reader.need_whole("minutes", 1..=MINUTES);
        let mut parts: Vec<Part> = Vec::new();
        for table in reader.need_tables("part", "part", "part") {
            parts.extend(part(table, metrics, exercises, &parts));
        }
        reader.finish();
        Countdown {
            exercise: exercise.value.to_owned(),
            after: after.map(|id| id.value.to_owned()),
            minutes: minutes.map_or(60, whole),
            parts,
        }
    })
}

/// Reads which exercise keeps the day from the top of a countdown.
pub(super) fn keeps_interviews(name: &Path, top: &str) -> Option<String> {
    let exercise = |_: &Source<'_>, root: &DeTable<'_>| {
        root.get("exercise").and_then(|id| id.get_ref().as_str()).map(str::to_owned)
    };
    super::read_tree(name, top, exercise).ok().and_then(|(exercise, _)| exercise)
}

fn whole(number: Spot<i64>) -> u32 {
    u32::try_from(number.value).unwrap_or_default()
}

/// Makes a part; nothing if it has a mistake.
fn part(mut reader: Reader<'_>, metrics: &Metrics, exercises: &[&Loaded], before: &[Part]) -> Option<Part> {
    let sound = reader.source.count();
    let id = need_id(&mut reader, Case::Kebab);
    if before.iter().any(|other| other.id == id.value) {
        reader.source.report(id.at, format!("the part {} is there already", quoted(id.value)));
    }
    let title = reader.need_string("title");
    let minutes = reader.need_whole("minutes", 1..=MINUTES).map_or(0, whole);
    let (from, until) = days(&mut reader);
    let daily = reader.flag("daily");
    let times = reader.whole("times", 1..=100).map(|times| times.value as usize);
    if daily == times.is_some() {
        reader.source.report(reader.at, "a part has either `times` or `daily = true`");
    }
    let standing = reader.flag("standing");
    let task = if reader.flag("recall") { Task::Recall } else { practise(&mut reader, metrics, exercises) };
    let source = reader.source;
    reader.finish();
    let part = Part { id: id.value.to_owned(), title, task, minutes, from, until, times, standing };
    (source.count() == sound).then_some(part)
}

/// Takes the first and the last day, counted back.
fn days(reader: &mut Reader<'_>) -> (u32, u32) {
    reader.needs_unless_there("days");
    let Some(list) = reader.list("days") else { return (1, 1) };
    let number = |at: usize| {
        let text = list.value.get(at)?.get_ref().as_integer()?;
        i64::from_str_radix(text.as_str(), text.radix()).ok().filter(|day| (1..=LONGEST).contains(day))
    };
    match (number(0), number(1)) {
        (Some(from), Some(until)) if from >= until && list.value.len() == 2 => (from as u32, until as u32),
        _ => {
            let message = format!("`days` is two numbers from {LONGEST} down to 1, as in `[14, 1]`");
            reader.source.report(list.at, message);
            (1, 1)
        }
    }
}

fn practise(reader: &mut Reader<'_>, metrics: &Metrics, exercises: &[&Loaded]) -> Task {
    let exercise = reader.need_text("exercise");
    let found = find(reader, exercise, exercises);
    let measure = known_measure(reader, "measure", metrics);
    let category = reader.text("category");
    if let Some(category) = category {
        match measure.and_then(|id| metrics.get(id.value)).map(|metric| &metric.reading) {
            Some(Reading::Categories(known)) if known.iter().any(|one| one.0 == category.value) => {}
            _ => {
                let message = format!("{} is not a category of the measure", quoted(category.value));
                reader.source.report(category.at, message);
            }
        }
    }
    let mut first = Vec::new();
    if let Some(table) = reader.table("set", "table of answers") {
        for (field, node) in table.entries() {
            let Some(words) = node.get_ref().as_str() else {
                table.unfit(field.value, node, "text");
                continue;
            };
            let known = found.and_then(|loaded| loaded.exercise().field::<String>(&[], field.value));
            if found.is_some() && known.is_none_or(|known| known.read(words).is_err()) {
                let message = format!("{} is not an answer to {}", quoted(words), quoted(field.value));
                reader.source.report(spot(node.span(), ()).at, message);
            }
            first.push((field.value.to_owned(), words.to_owned()));
        }
    }
    Task::Practise {
        exercise: exercise.value.to_owned(),
        measure: measure.map(|id| id.value.to_owned()),
        category: category.map(|id| id.value.to_owned()),
        first,
    }
}

/// Finds an exercise, or tells that there is none.
fn find<'a>(reader: &Reader<'_>, id: Spot<&str>, exercises: &[&'a Loaded]) -> Option<&'a Loaded> {
    let found = exercises.iter().find(|one| one.id() == id.value).copied();
    if found.is_none() && !id.value.is_empty() {
        let message = format!("there is no exercise {}", quoted(id.value));
        reader.source.report_near(id.at, message, id.value, exercises.iter().map(|one| one.id()));
    }
    found
}
