//! Tables that several entries fill, of whatever exercises: those of one title and one dimension are one, in a
//! section of its own.

use super::blocks;
use super::document::{Block, Body, Section, Table};
use super::input::{Run, WeekInput};
use crate::domain::facts::subject_key;
use crate::domain::projections;
use crate::domain::provenance::Provenance;
use crate::wording;

/// A table while it is filled: its title, its columns, and its rows with how each is known.
struct Joined<'a> {
    title: &'a str,
    first: &'a Run,
    columns: Vec<String>,
    rows: Vec<(Vec<String>, Provenance)>,
}

/// Makes a section of each such table that runs fill with the blocks that are wanted. Rows with the same first cell stand
/// together.
pub(super) fn sections(
    input: &WeekInput,
    runs: &[&Run],
    wanted: impl Fn(&projections::Block) -> bool,
) -> Vec<Section> {
    let mut tables: Vec<Joined<'_>> = Vec::new();
    for &run in runs {
        for block in run.exercise.report.iter().filter(|block| wanted(block)) {
            let Some((title, (columns, rows))) =
                block.title.as_deref().zip(blocks::joined(input, run, block))
            else {
                continue;
            };
            let same = |table: &&mut Joined<'_>| {
                table.title == title && table.first.exercise.hue == run.exercise.hue
            };
            match tables.iter_mut().find(same) {
                Some(table) => table.add(&columns, rows),
                None => tables.push(Joined { title, first: run, columns, rows }),
            }
        }
    }
    tables.into_iter().filter_map(Joined::section).collect()
}

impl Joined<'_> {
    /// Adds rows, each cell under the column of the same title.
    fn add(&mut self, columns: &[String], rows: Vec<(Vec<String>, Provenance)>) {
        for column in columns {
            if !self.columns.contains(column) {
                self.columns.push(column.clone());
            }
        }
        for (cells, known) in rows {
            let under = |title: &String| {
                let at = columns.iter().position(|column| column == title)?;
                cells.get(at).cloned()
            };
            self.rows
                .push((self.columns.iter().map(|title| under(title).unwrap_or_default()).collect(), known));
        }
    }

    fn section(mut self) -> Option<Section> {
        let key = |row: &[String]| row.first().map(|cell| subject_key(cell)).unwrap_or_default();
        let mut keys: Vec<String> = Vec::new();
        for (row, _) in &self.rows {
            let key = key(row);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        self.rows.sort_by_key(|(row, _)| keys.iter().position(|known| *known == key(row)));
        let marked = |(mut row, known): (Vec<String>, Provenance)| {
            if let Some(first) = row.first_mut().filter(|_| known == Provenance::Imagined) {
                *first = wording::with_provenance(known, std::mem::take(first));
            }
            row
        };
        let table = Table::tidy(&self.columns, self.rows.into_iter().map(marked).collect())?;
        let blocks = vec![Block { title: None, body: Body::Table(table) }];
        Some(Section { title: self.title.to_owned(), hue: self.first.exercise.hue, blocks, about: None })
    }
}
