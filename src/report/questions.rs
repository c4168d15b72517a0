//! An exercise that declares no report, printed question by question.

use super::blocks;
use super::document::{Block, Body, Card, CardLine, Evidence, Table};
use super::format::Row;
use super::input::{Run, WeekGiven};
use crate::domain::exercise::{Field, GroupKind, Kind, Step};
use crate::domain::template::spoken_value;
use crate::domain::value::{RowPath, Value};

/// Makes blocks of every answered question.
pub(super) fn asked(given: &WeekGiven, run: &Run) -> Vec<Block> {
    let steps = run.exercise.steps.iter().enumerate();
    steps.flat_map(|(index, step)| of_step(given, run, index, step)).collect()
}

fn of_step(given: &WeekGiven, run: &Run, index: usize, step: &Step) -> Vec<Block> {
    let pages = run.exercise.pages_of(index, &run.answers);
    let rows: Vec<Row<'_>> = pages
        .into_iter()
        .map(|page| Row { exercise: &run.exercise, answers: &run.answers, path: page.row })
        .collect();
    let titled = |body| Block { title: Some(step.title.clone()), body };
    if !step.each.is_empty() {
        let cards = rows.iter().map(|row| Card {
            heading: Some(run.exercise.row_title(&run.answers, &row.path)),
            lines: step.fields.iter().filter_map(|field| line(given, row, field)).collect(),
        });
        let cards: Vec<_> = cards.filter(|card| !card.lines.is_empty()).collect();
        return if cards.is_empty() { Vec::new() } else { vec![titled(Body::Cards(cards))] };
    }
    let Some(row) = rows.first() else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut lines = Vec::new();
    for field in &step.fields {
        match &field.kind {
            Kind::Group(kind) => blocks.extend(table(given, row, field, kind).map(|table| Block {
                title: Some(if step.fields.len() == 1 { step.title.clone() } else { field.label.clone() }),
                body: Body::Table(table),
            })),
            _ => lines.extend(line(given, row, field)),
        }
    }
    let own = match lines.as_mut_slice() {
        [] => None,
        [only] if step.fields.len() == 1 => Some(Body::Text(vec![std::mem::take(&mut only.text)])),
        _ => Some(Body::Cards(vec![Card { heading: None, lines }])),
    };
    own.map(titled).into_iter().chain(blocks).collect()
}

fn line(given: &WeekGiven, row: &Row<'_>, field: &Field) -> Option<CardLine> {
    let (_, value) = row.answer(&field.id)?;
    let text = match (&field.kind, value) {
        (Kind::Group(kind), Value::Rows(_)) => rows_said(given, row, field, kind),
        _ => said(given, field, value)?,
    };
    (!text.is_empty()).then(|| CardLine { label: field.label.clone(), text })
}

/// Says an answer with what helps to read it: a scale with its word, a citation with its source.
fn said(given: &WeekGiven, field: &Field, value: &Value) -> Option<String> {
    let text = spoken_value(field, value)?;
    match (&field.kind, value) {
        (Kind::Note(_) | Kind::Rank(_), _) => None,
        (Kind::Scale(scale), Value::Number(number)) => {
            let word = scale.anchor(*number as i64).map(|word| format!(" ({word})"));
            Some(format!("{text} of {}{}", scale.max, word.unwrap_or_default()))
        }
        (_, Value::Cites(_)) => {
            Some(blocks::evidence(given, value).iter().map(Evidence::said).collect::<Vec<_>>().join("\n"))
        }
        _ => Some(text),
    }
}

fn inner_rows<'a>(row: &Row<'a>, field: &Field) -> Vec<Row<'a>> {
    let count = row.answers.row(&row.path).map_or(0, |here| here.rows(&field.id).len());
    let path = |i| -> RowPath { row.path.into_row(&field.id, i) };
    (0..count).map(|i| Row { exercise: row.exercise, answers: row.answers, path: path(i) }).collect()
}

fn table(given: &WeekGiven, row: &Row<'_>, field: &Field, kind: &GroupKind) -> Option<Table> {
    row.answer(&field.id)?;
    let cell = |inner: &Row<'_>, column: &Field| {
        line(given, inner, column).map(|line| line.text).unwrap_or_default()
    };
    let rows = inner_rows(row, field)
        .iter()
        .map(|inner| kind.fields.iter().map(|column| cell(inner, column)).collect())
        .collect();
    let labels: Vec<_> = kind.fields.iter().map(|column| column.label.clone()).collect();
    Table::tidy(&labels, rows)
}

/// Says the rows of a group within a card, one a line: the first answer, then the others with their labels.
fn rows_said(given: &WeekGiven, row: &Row<'_>, field: &Field, kind: &GroupKind) -> String {
    let one = |inner: &Row<'_>| {
        let lines: Vec<_> = kind.fields.iter().filter_map(|column| line(given, inner, column)).collect();
        let said = lines.iter().enumerate().map(|(i, line)| match i {
            0 => line.text.clone(),
            _ => format!("{}: {}", line.label, line.text),
        });
        said.collect::<Vec<_>>().join("; ")
    };
    let rows = inner_rows(row, field);
    rows.iter().map(one).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}
