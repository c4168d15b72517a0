//! One entry as a document, question by question: what `show`, `history`, exports and the side of the log print, and the
//! review where an exercise declares no report.

use std::collections::BTreeMap;

use super::blocks;
use super::document::{Block, Body, Card, CardLine, Document, Evidence, Section, Table};
use super::format::Row;
use super::input::CitedEntry;
use crate::domain::exercise::{Exercise, Field, Step};
use crate::domain::facts::beginning;
use crate::domain::kinds::GroupKind;
use crate::domain::locate::RowPath;
use crate::domain::value::{Answers, Cited};

#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub exercise: &'a Exercise,
    pub answers: &'a Answers,
    pub cited: &'a BTreeMap<Cited, CitedEntry>,
    /// How many characters of an answer are printed.
    pub longest: usize,
    /// The fields at the top that are left out.
    pub without: &'a [String],
}

impl Entry<'_> {
    /// The entry under the title of its exercise, a section a step; steps without an answer are left out.
    pub fn document(&self) -> Document {
        Document { title: self.exercise.title.clone(), sections: self.sections(), ..Document::default() }
    }

    /// The entry as blocks of a larger document, with the titles of its steps.
    pub fn blocks(&self) -> Vec<Block> {
        let titled = |Section { title, mut blocks, .. }: Section| {
            if let Some(first) = blocks.first_mut() {
                first.title.get_or_insert(title);
            }
            blocks
        };
        self.sections().into_iter().flat_map(titled).collect()
    }

    fn sections(&self) -> Vec<Section> {
        let steps = self.exercise.steps.iter().enumerate();
        let section = |(index, step): (usize, &Step)| Section {
            title: step.title.clone(),
            about: None,
            hue: None,
            blocks: self.of_step(index, step),
        };
        steps.map(section).filter(|section| !section.blocks.is_empty()).collect()
    }

    fn of_step(&self, index: usize, step: &Step) -> Vec<Block> {
        let pages = self.exercise.pages_of(index, self.answers);
        let rows: Vec<Row<'_>> = pages.into_iter().map(|page| self.row(page.row)).collect();
        let lines = |row: &Row<'_>| step.fields.iter().filter_map(|field| self.line(row, field)).collect();
        let block = |body| vec![Block { title: None, body }];
        if !step.each.is_empty() {
            let cards = rows.iter().map(|row| Card {
                heading: Some(self.exercise.row_title(self.answers, &row.path)),
                lines: lines(row),
            });
            let cards: Vec<_> = cards.filter(|card| !card.lines.is_empty()).collect();
            return if cards.is_empty() { Vec::new() } else { block(Body::Cards(cards)) };
        }
        let Some(row) = rows.first() else { return Vec::new() };
        let alone = step.fields.len() == 1;
        let mut tables = Vec::new();
        let mut lines = Vec::new();
        for field in step.fields.iter().filter(|field| !self.without.contains(&field.id)) {
            match field.kind.as_group() {
                Some(kind) => tables.extend(self.table(row, field, kind).map(|table| Block {
                    title: (!alone).then(|| field.label.clone()),
                    body: Body::Table(table),
                })),
                None => lines.extend(self.line(row, field)),
            }
        }
        let mut blocks = match lines.as_mut_slice() {
            [] => Vec::new(),
            [only] if alone => block(Body::Text(vec![std::mem::take(&mut only.text)])),
            _ => block(Body::Cards(vec![Card { heading: None, lines }])),
        };
        blocks.append(&mut tables);
        blocks
    }

    fn row(&self, path: RowPath) -> Row<'_> {
        Row { exercise: self.exercise, answers: self.answers, path }
    }

    fn line(&self, row: &Row<'_>, field: &Field) -> Option<CardLine> {
        let (_, value) = row.answer(&field.id)?;
        let text = match (field.kind.as_group(), value.as_cites()) {
            (Some(kind), _) => self.format_rows(row, field, kind),
            (_, Some(_)) => {
                let cited = blocks::evidence(self.cited, value, self.longest);
                cited.iter().map(Evidence::format).collect::<Vec<_>>().join("\n")
            }
            _ if field.kind.as_timer().is_some() => row.timed(&field.id)?,
            _ => beginning(&field.kind.describe(value)?, self.longest),
        };
        (!text.is_empty()).then(|| CardLine {
            label: field.label.clone(),
            text,
            field: Some(field.id.clone()),
        })
    }

    fn inner_rows(&self, row: &Row<'_>, field: &Field) -> Vec<Row<'_>> {
        let count = row.answers.row(&row.path).map_or(0, |here| here.rows(&field.id).len());
        (0..count).map(|index| self.row(row.path.into_row(&field.id, index))).collect()
    }

    fn table(&self, row: &Row<'_>, field: &Field, kind: &GroupKind) -> Option<Table> {
        row.answer(&field.id)?;
        let cell = |inner: &Row<'_>, column: &Field| {
            self.line(inner, column).map(|line| line.text).unwrap_or_default()
        };
        let rows = self.inner_rows(row, field);
        let rows = rows.iter().map(|inner| kind.fields.iter().map(|column| cell(inner, column)).collect());
        let labels: Vec<_> = kind.fields.iter().map(|column| column.label.clone()).collect();
        Table::tidy(&labels, rows.collect())
    }

    /// Writes the rows of a group within a card, one a line: the first answer, then the others with their labels.
    fn format_rows(&self, row: &Row<'_>, field: &Field, kind: &GroupKind) -> String {
        let one = |inner: &Row<'_>| {
            let lines = kind.fields.iter().filter_map(|column| self.line(inner, column));
            let texts = lines.enumerate().map(|(i, line)| match i {
                0 => line.text,
                _ => format!("{} {}", line.heading(), line.text),
            });
            texts.collect::<Vec<_>>().join("; ")
        };
        let rows: Vec<_> =
            self.inner_rows(row, field).iter().map(one).filter(|text| !text.is_empty()).collect();
        rows.join("\n")
    }
}
