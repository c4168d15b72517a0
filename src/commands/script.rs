//! An exercise as a script in Markdown: what a partner reads aloud, how long each step may take, and places to tick and write.

use crate::domain::exercise::{Exercise, Field, Step};
use crate::domain::kinds::{Answering, Choice, Writes};
use crate::domain::template::{Part, Template};

/// A line to write on.
const BLANK: &str = "______________________________";

/// Writes the script of an exercise.
pub fn of(exercise: &Exercise) -> String {
    let (title, about, why) = (&exercise.title, &exercise.about, exercise.why.trim());
    let mut text = format!("# {title}\n\n{about}\n\n{why}\n\n");
    text += "For the partner: read each question aloud and keep the time. Say nothing else. Tick and write as you listen.\n";
    for (number, step) in (1..).zip(&exercise.steps) {
        text += &format!(
            "\n## {number}. {}{}\n\n**{}**\n",
            step.title,
            budget(exercise, step),
            aloud(exercise, &step.ask).unwrap_or_default()
        );
        text += &step.why.as_ref().map_or_else(String::new, |why| format!("\n*{}*\n", why.trim()));
        step.fields.iter().for_each(|field| text += &written(exercise, field));
    }
    text
}

/// Describes how long a step may take, if a clock of the exercise says so.
fn budget(exercise: &Exercise, step: &Step) -> String {
    let fields = || exercise.steps.iter().flat_map(|step| &step.fields);
    let rows = fields().filter_map(|field| field.kind.as_timer()?.rows.as_ref());
    let mut rows = rows.filter(|rows| matches!(rows.each, Writes::Steps { .. }));
    let options = rows.find_map(|rows| {
        let group = fields().find(|field| field.id == rows.group)?.kind.as_group()?;
        Some(group.fields.iter().find(|field| field.id == rows.pick)?.kind.options())
    });
    let options = options.unwrap_or_default();
    let whole: u32 = options.iter().filter_map(|option| option.minutes).sum();
    let own = options.iter().find(|option| option.id == step.id).and_then(|option| option.minutes);
    own.map_or_else(String::new, |own| format!(" ({own} of {whole} minutes)"))
}

/// Writes a text as it is read aloud, with labels in place of answers; nothing if it says what comes of the answers.
fn aloud(exercise: &Exercise, text: &Template) -> Option<String> {
    let label = |name: &str| {
        exercise.every_field().find(|field| field.id == name).map(|field| format!("[{}]", field.label))
    };
    let parts = text.parts().iter().map(|part| match part {
        Part::Words(words) => Some(words.clone()),
        Part::Name(name) => label(name),
        Part::Share(..) | Part::Product(..) | Part::Reached(..) | Part::Open(..) => None,
    });
    parts.collect()
}

fn written(exercise: &Exercise, field: &Field) -> String {
    let label = &field.label;
    let ticks = |lines: Vec<String>| {
        let lines: Vec<String> = lines.into_iter().map(|line| format!("- [ ] {line}")).collect();
        format!("\n{label}\n\n{}\n", lines.join("\n"))
    };
    match field.kind.answering() {
        Answering::Shown(text) => {
            aloud(exercise, text).map_or_else(String::new, |text| format!("\n> {text}\n"))
        }
        Answering::Rows(group) => {
            let columns = group.fields.iter().map(|column| column.label.as_str()).collect::<Vec<_>>();
            let rule = vec!["---"; columns.len()].join(" | ");
            let rows =
                group.fields.iter().map(|column| column.kind.options()).find(|options| !options.is_empty());
            let first = rows.unwrap_or_default().iter().map(|option| option.label.as_str());
            let row = |first: &str| format!("| {first} |{}\n", " |".repeat(columns.len().saturating_sub(1)));
            let rows: String = first.map(row).collect();
            format!("\n{label}\n\n| {} |\n| {rule} |\n{rows}", columns.join(" | "))
        }
        _ => {
            if let Some(scale) = field.kind.as_scale() {
                let line = |n| format!("{n} {}", scale.anchor(n).unwrap_or_default()).trim_end().to_owned();
                return ticks((scale.min..=scale.max).map(line).collect());
            }
            let options = field.kind.options();
            if options.is_empty() {
                return format!("\n{label}: {BLANK}\n");
            }
            let line = |option: &Choice| option.label.clone();
            ticks(options.iter().map(line).collect())
        }
    }
}
