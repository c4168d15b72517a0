//! Rows under a header, in columns that shrink: the widest first, and never a number. Where that would leave nothing to
//! read, each row stands as a small section: its main cell, and below it the rest in words.

use super::ink::{fitted, left, nothing, piece, right, shortened, space, widest};
use super::{Row, Tone};
use crate::sanitize;

/// The space between two columns.
const GAP: usize = 2;
/// What a column of words does not shrink below: rather the last column goes.
const LEAST: usize = 12;
/// What the main column of words does not shrink below while another can.
const MAIN: usize = 34;
/// What is left of a title over numbers.
const SHORT_TITLE: usize = 6;
/// What stands in the header for columns that are gone.
const GONE: &str = " …";
/// How much of its words a column must show, for the columns to be readable.
const READABLE: usize = 24;
/// How far the rest of a row stands in, where it stands below its main cell.
const INDENT: usize = 4;
/// What a cell holds of which there is nothing.
const NONE: &str = "·";
/// The header and the rule below it.
const HEAD: usize = 2;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    title: String,
    number: bool,
    main: bool,
    whole: bool,
}

impl Column {
    /// A column of words: they stand at its left, and are cut if there is no room.
    pub fn words(title: &str) -> Self {
        Self { title: title.to_owned(), number: false, main: false, whole: false }
    }

    /// A column of words that is never cut.
    pub fn whole(title: &str) -> Self {
        Self { whole: true, ..Self::words(title) }
    }

    /// The column of words that tells rows apart: it is cut last.
    pub fn main(title: &str) -> Self {
        Self { main: true, ..Self::words(title) }
    }

    /// A column of numbers: they stand at its right and are never cut; the title may be.
    pub fn number(title: &str) -> Self {
        Self { title: title.to_owned(), number: true, main: false, whole: true }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

impl Table {
    /// Takes columns and rows of cells; cells beyond the columns are left out.
    pub fn new(columns: Vec<Column>, rows: Vec<Row>) -> Self {
        Self { columns, rows }
    }

    /// Draws it. Columns that do not fit at all go, the last first.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.columns.is_empty() {
            return Vec::new();
        }
        if self.rows.is_empty() {
            return nothing("nothing here yet", width, height);
        }
        let widths = self.widths(width);
        if !self.is_readable(&widths) {
            return fitted(self.sections(width).into_iter().flatten().collect(), width, height);
        }
        let head = self.columns.iter().map(|column| piece(&*column.title, Tone::Strong));
        let rule = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut head = self.row(head, &widths);
        head.extend((widths.len() < self.columns.len()).then(|| piece(GONE, Tone::Dim)));
        let mut all = vec![head, vec![piece("─".repeat(rule), Tone::Dim)]];
        let body = self.rows.iter().map(|row| self.row(row.iter().cloned(), &widths)).collect();
        all.extend(shortened(body, height.saturating_sub(HEAD)));
        fitted(all, width, height)
    }

    /// Gives the row of the picture that each row of the table begins on.
    pub fn places(&self, width: usize) -> Vec<usize> {
        if self.is_readable(&self.widths(width)) {
            return (HEAD..HEAD + self.rows.len()).collect();
        }
        let sections = self.sections(width);
        let next = |top: &mut usize, section: &Vec<Row>| {
            let begins = *top;
            *top += section.len();
            Some(begins)
        };
        sections.iter().scan(0, next).collect()
    }

    /// Tells whether what rows are told apart by stands beside enough of the rest.
    fn is_readable(&self, widths: &[usize]) -> bool {
        let words = |column: &Column| !(column.number || column.main || column.whole);
        let enough = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|(text, _)| text.as_str());
            widths.get(at).is_some_and(|width| *width >= widest(cells).min(READABLE))
        };
        !self.columns.iter().any(|column| column.main)
            || self.columns.iter().enumerate().all(|(at, column)| !words(column) || enough(at))
    }

    /// Makes a section of each row: its main cell with what stands before it, and below it the rest, each with its title.
    fn sections(&self, width: usize) -> Vec<Vec<Row>> {
        let main = self.columns.iter().position(|column| column.main).unwrap_or_default();
        let section = |row: &Row| {
            let (head, rest) = row.split_at((main + 1).min(row.len()));
            let heading = head.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("  ");
            let said = self.columns.iter().skip(main + 1).zip(rest).filter(|(_, (text, _))| text != NONE);
            let said = said.map(|(column, (text, _))| {
                let after = if column.number { "" } else { ":" };
                format!("{}{after} {text}", column.title)
            });
            let said = said.collect::<Vec<_>>().join(" · ");
            let lines = |text: &str, indent: usize, tone: Tone| -> Vec<Row> {
                let room = width.saturating_sub(indent).max(1);
                let line = |line| vec![space(indent), piece(line, tone)];
                sanitize::wrap(text, room).into_iter().map(line).collect()
            };
            let mut section = lines(&heading, 0, Tone::Strong);
            section.extend(lines(&said, INDENT, Tone::Plain));
            section
        };
        self.rows.iter().map(section).collect()
    }

    fn row(&self, cells: impl Iterator<Item = (String, Tone)>, widths: &[usize]) -> Row {
        let mut row = Row::new();
        for ((column, width), (text, tone)) in self.columns.iter().zip(widths).zip(cells) {
            if !row.is_empty() {
                row.push(space(GAP));
            }
            row.push(piece(if column.number { right(&text, *width) } else { left(&text, *width) }, tone));
        }
        row
    }

    /// Gives the widths of the columns that are shown.
    fn widths(&self, width: usize) -> Vec<usize> {
        let (mut widths, mut least) = (Vec::new(), Vec::new());
        for (at, column) in self.columns.iter().enumerate() {
            let cells = self.rows.iter().filter_map(|row| row.get(at)).map(|(text, _)| text.as_str());
            let cells = widest(cells).clamp(1, width.max(1));
            let natural = cells.max(widest([column.title.as_str()])).min(width.max(1));
            widths.push(natural);
            // A number is never cut, the title over it may be.
            least.push(match column {
                Column { number: false, whole: true, .. } => natural,
                Column { number: true, .. } => cells.max(SHORT_TITLE).min(natural),
                Column { main: true, .. } => MAIN.min(width / 3).max(LEAST).min(natural),
                _ => LEAST.min(natural),
            });
        }
        loop {
            let gone = if widths.len() < self.columns.len() { sanitize::width(GONE) } else { 0 };
            let room = width.saturating_sub(GAP * widths.len().saturating_sub(1) + gone);
            if shrink(&mut widths, &least, room) {
                return widths;
            }
            if let [only] = widths.as_mut_slice() {
                *only = room;
                return widths;
            }
            widths.pop();
        }
    }
}

/// Takes from the widest column that may give until all fit; says whether they do.
fn shrink(widths: &mut [usize], least: &[usize], room: usize) -> bool {
    let wanted = widths.to_vec();
    while widths.iter().sum::<usize>() > room {
        let may = widths.iter_mut().zip(least).filter(|(width, least)| **width > **least);
        let Some((widest, _)) = may.max_by_key(|(width, _)| **width) else {
            widths.copy_from_slice(&wanted);
            return false;
        };
        *widest -= 1;
    }
    true
}
