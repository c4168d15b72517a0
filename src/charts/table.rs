//! A table of values: what `--csv` and `--json` write, and what is drawn of it. Columns shrink, the widest first, and
//! never a number. Where that would leave nothing to read, each row stands as a small section: its main cell, and below
//! it the rest in words.

use chrono::NaiveDate;

use super::ink::{hanging, left, piece, right, space, widest};
use super::{Row, Tone};
use crate::domain::number_format::rounded;
use crate::sanitize;

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

#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    #[default]
    None,
    Text(String),
    Number(f64),
    Day(NaiveDate),
    /// Short ids of entries.
    Entries(Vec<String>),
}

/// A cell and what it means by its looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    pub value: Value,
    pub tone: Tone,
}

impl Cell {
    /// The same cell in another tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// What people read; no day but in their way to write it.
    pub fn text(&self) -> String {
        match &self.value {
            Value::None => NONE.to_owned(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => rounded(*number),
            Value::Day(day) => day.format("%-d %b %Y").to_string(),
            Value::Entries(entries) => entries.join(", "),
        }
    }
}

macro_rules! cell_from {
    ($($from:ty: $value:expr;)*) => {
        $(impl From<$from> for Cell {
            fn from(from: $from) -> Self {
                let value: fn($from) -> Value = $value;
                Self { value: value(from), tone: Tone::Plain }
            }
        })*
    };
}

cell_from! {
    &str: |text| Value::Text(text.to_owned());
    String: Value::Text;
    f64: Value::Number;
    u64: |count| Value::Number(count as f64);
    NaiveDate: Value::Day;
    Vec<String>: Value::Entries;
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(Self::default, Into::into)
    }
}

/// How a column behaves where there is little room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Words: cut if there is no room.
    Words,
    /// Words that are never cut.
    Whole,
    /// The words that tell rows apart: cut last.
    Main,
    /// Numbers: at the right and never cut; the title may be.
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs; empty if it is only drawn.
    pub key: String,
    /// What stands above it; nothing if it is not drawn.
    pub title: Option<String>,
    /// How it shrinks.
    pub fit: Fit,
}

impl Column {
    /// A column for programs alone.
    pub fn data(key: &str) -> Self {
        Self { key: key.to_owned(), title: None, fit: Fit::Words }
    }

    /// A drawn column; without a key, for people alone.
    pub fn new(key: &str, title: &str, fit: Fit) -> Self {
        Self { key: key.to_owned(), title: Some(title.to_owned()), fit }
    }
}

/// Rows of cells, each as long as there are columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether each row is a card: the first drawn cell as heading, the others as lines that wrap.
    pub cards: bool,
}

impl Table {
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, ..Self::default() }
    }

    /// An empty table for programs alone.
    pub fn of_keys<const N: usize>(keys: [&str; N]) -> Self {
        Self::new(keys.map(Column::data).into())
    }

    /// The values of drawn cells, in rows under their columns.
    fn drawn(&self) -> Drawn<'_> {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|at| self.columns[*at].title.is_some()).collect();
        let cell = |cell: &Cell| piece(cell.text(), cell.tone);
        let row = |row: &Vec<Cell>| shown.iter().filter_map(|at| row.get(*at)).map(cell).collect();
        Drawn {
            columns: shown.iter().map(|at| &self.columns[*at]).collect(),
            rows: self.rows.iter().map(row).collect(),
            cards: self.cards,
        }
    }

    /// Draws it. Columns that do not fit at all go, the last first.
    pub(super) fn draw(&self, width: usize) -> Option<Vec<Row>> {
        let drawn = self.drawn();
        if drawn.rows.is_empty() || drawn.columns.is_empty() {
            return None;
        }
        let widths = drawn.widths(width);
        if !drawn.is_readable(&widths) {
            return Some(drawn.sections(width).into_iter().flatten().collect());
        }
        let rows = drawn.rows.iter().map(|row| drawn.row(row.iter().cloned(), &widths));
        if drawn.head() == 0 {
            return Some(rows.collect());
        }
        let head = drawn.columns.iter().map(|column| piece(column.title(), Tone::Strong));
        let rule = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let mut head = drawn.row(head, &widths);
        head.extend((widths.len() < drawn.columns.len()).then(|| piece(GONE, Tone::Dim)));
        let mut all = vec![head, vec![piece("─".repeat(rule), Tone::Dim)]];
        all.extend(rows);
        Some(all)
    }

    /// The drawn row that each row of the table begins on.
    pub(super) fn places(&self, width: usize) -> Vec<usize> {
        let drawn = self.drawn();
        if drawn.is_readable(&drawn.widths(width)) {
            return (drawn.head()..drawn.head() + drawn.rows.len()).collect();
        }
        let mut top = 0;
        let begin = |section: Vec<Row>| {
            let begins = top;
            top += section.len();
            begins
        };
        drawn.sections(width).into_iter().map(begin).collect()
    }
}

impl Column {
    fn title(&self) -> &str {
        self.title.as_deref().unwrap_or_default()
    }
}

/// The drawn part of a table.
struct Drawn<'a> {
    columns: Vec<&'a Column>,
    rows: Vec<Row>,
    cards: bool,
}

impl Drawn<'_> {
    /// The rows of the header; none if no column has a title.
    fn head(&self) -> usize {
        if self.columns.iter().all(|column| column.title().is_empty()) { 0 } else { HEAD }
    }

    fn texts(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(at)).map(|(text, _)| text.as_str())
    }

    /// Whether what rows are told apart by stands beside enough of the rest, and beside all that may not be cut.
    fn is_readable(&self, widths: &[usize]) -> bool {
        let enough =
            |at: usize| widths.get(at).is_some_and(|width| *width >= widest(self.texts(at)).min(READABLE));
        let mut columns = self.columns.iter().enumerate();
        let has_main = self.columns.iter().any(|column| column.fit == Fit::Main);
        let is_shown = |(at, column): (usize, &&Column)| match column.fit {
            Fit::Words => enough(at),
            Fit::Whole => at < widths.len(),
            Fit::Main | Fit::Number => true,
        };
        !self.cards && (!has_main || columns.all(is_shown))
    }

    /// Makes a section of each row: the main cell with what stands before it, and below it the rest with their titles.
    fn sections(&self, width: usize) -> Vec<Vec<Row>> {
        let main = self.columns.iter().position(|column| column.fit == Fit::Main).unwrap_or_default();
        let label = widest(self.columns.iter().skip(main + 1).map(|column| column.title())).min(width / 3);
        let section = |(at, row): (usize, &Row)| {
            let (head, rest) = row.split_at((main + 1).min(row.len()));
            let heading = head.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("  ");
            let rest = self.columns.iter().skip(main + 1).zip(rest).filter(|(_, (text, _))| text != NONE);
            let mut section = hanging(Row::new(), &heading, Tone::Strong, width);
            if self.cards {
                for (column, (text, tone)) in rest {
                    let before = vec![space(GAP), piece(left(column.title(), label), Tone::Dim), space(GAP)];
                    section.extend(hanging(before, text, *tone, width));
                }
                // A card without a heading begins with its first line.
                if heading.is_empty() && section.len() > 1 {
                    section.remove(0);
                }
                section.extend((at + 1 < self.rows.len()).then(Row::new));
                return section;
            }
            let said = rest.map(|(column, (text, _))| {
                let colon = if column.fit == Fit::Number { "" } else { ":" };
                let before = format!("{}{colon} ", column.title());
                format!("{}{text}", if column.title().is_empty() { "" } else { &before })
            });
            let said = said.collect::<Vec<_>>().join(" · ");
            section.extend(hanging(vec![space(INDENT)], &said, Tone::Plain, width));
            section
        };
        self.rows.iter().enumerate().map(section).collect()
    }

    fn row(&self, cells: impl Iterator<Item = (String, Tone)>, widths: &[usize]) -> Row {
        let mut row = Row::new();
        for ((column, width), (text, tone)) in self.columns.iter().zip(widths).zip(cells) {
            if !row.is_empty() {
                row.push(space(GAP));
            }
            let number = column.fit == Fit::Number;
            row.push(piece(if number { right(&text, *width) } else { left(&text, *width) }, tone));
        }
        row
    }

    /// The widths of the columns that fit.
    fn widths(&self, width: usize) -> Vec<usize> {
        let (mut widths, mut least) = (Vec::new(), Vec::new());
        for (at, column) in self.columns.iter().enumerate() {
            let cells = widest(self.texts(at)).clamp(1, width.max(1));
            let natural = cells.max(widest([column.title()])).min(width.max(1));
            widths.push(natural);
            least.push(match column.fit {
                Fit::Whole => natural,
                // A number is never cut, the title over it may be.
                Fit::Number => cells.max(SHORT_TITLE).min(natural),
                Fit::Main => MAIN.min(width / 3).max(LEAST).min(natural),
                Fit::Words => LEAST.min(natural),
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

/// Takes from the widest column that may give until all fit; whether they do.
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
