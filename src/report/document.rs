//! A document, whatever it will be written as: plain text in sections, blocks, tables and cards.
//!
//! All text is as somebody wrote it, nothing is escaped. A text may hold several paragraphs, with blank lines between them.

use serde::Serialize;

use crate::charts::Mark;
use crate::domain::hue::Hue;

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Document {
    pub title: String,
    /// A dim line under the title: what it is about, and when.
    pub about: Option<String>,
    /// What stands before the first section.
    pub opening: Vec<Block>,
    pub sections: Vec<Section>,
    /// What stands behind all that, for those who want to know more.
    pub appendix: Vec<Section>,
    /// Dim lines at the end.
    pub closing: Vec<String>,
}

/// A section: one run of an exercise.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    pub title: String,
    /// A dim line under the heading: day, time spent, id.
    pub about: Option<String>,
    /// The dimension it is about, if it is about one.
    pub hue: Option<Hue>,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    pub title: Option<String>,
    pub body: Body,
}

/// What stands in a block; never without content.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", content = "content", rename_all = "snake_case")]
pub enum Body {
    Text(Vec<String>),
    /// Somebody's words, each a quotation of its own.
    Quote(Vec<String>),
    List {
        items: Vec<Item>,
        numbered: bool,
    },
    Table(Table),
    Cards(Vec<Card>),
    Note(String),
    /// A row of signs, each in a column of its own, and what they mean.
    Strip {
        row: String,
        signs: String,
    },
    /// What is looked at rather than read, beside one another where there is room.
    Charts(Vec<Chart>),
}

/// A chart, with what it says for those who don't see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Chart {
    /// Its place among the charts of the document, from 1; 0 until the document is whole.
    pub number: usize,
    /// What it is about, where several stand beside one another.
    pub name: Option<String>,
    /// What it shows, in a sentence or two.
    pub says: String,
    /// Its numbers.
    pub table: Table,
    /// What is drawn.
    #[serde(skip)]
    pub mark: Mark,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    pub text: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The words cited, on one line, cut to a readable length.
    pub quote: String,
    /// The short id of the entry, for the person who can open it.
    pub short: Option<String>,
    /// The exercise and the day of the entry; `None` if it is no longer there.
    pub source: Option<String>,
    /// That it is only imagined or an idea, in a word.
    pub known: Option<&'static str>,
}

impl Evidence {
    /// Writes it as one sentence: `“…” (tru-7f3k, Trust Audit, Mon 16 Nov)`.
    pub fn format(&self) -> String {
        let source = self.source.as_deref().unwrap_or("deleted since");
        let source = self.short.iter().map(String::as_str).chain([source]).collect::<Vec<_>>().join(", ");
        match self.known {
            _ if self.quote.is_empty() => source,
            Some(known) => format!("{} ({known}; {source})", self.quote),
            None => format!("“{}” ({source})", self.quote),
        }
    }
}

/// Rows and columns. Every row has a cell for every column; a cell without an answer is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What stands above the columns.
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// A dim remark under it.
    pub note: Option<String>,
    /// Whether each column is a list of its own, and what stands in one row does not belong together.
    pub lists: bool,
    /// The dimension each row is about, if its rows are about dimensions.
    pub hues: Vec<Hue>,
}

impl Document {
    /// Numbers the charts, now that it is whole.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        let sections =
            self.sections.iter_mut().chain(&mut self.appendix).flat_map(|section| &mut section.blocks);
        let charts = self.opening.iter_mut().chain(sections).filter_map(|block| match &mut block.body {
            Body::Charts(charts) => Some(charts),
            _ => None,
        });
        for (number, chart) in (1..).zip(charts.flatten()) {
            chart.number = number;
        }
        self
    }

    /// Every chart, in the order they are printed.
    pub fn charts(&self) -> impl Iterator<Item = &Chart> {
        let sections = self.sections.iter().chain(&self.appendix).flat_map(|section| &section.blocks);
        self.opening.iter().chain(sections).flat_map(|block| match &block.body {
            Body::Charts(charts) => charts.as_slice(),
            _ => &[],
        })
    }
}

impl Table {
    /// Makes a table without its empty columns and rows; `None` if nothing is left.
    pub fn tidy(columns: &[String], rows: Vec<Vec<String>>) -> Option<Self> {
        let filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
        let rows: Vec<_> = rows.into_iter().filter(filled).collect();
        let kept: Vec<usize> = (0..columns.len())
            .filter(|i| rows.iter().any(|row| row.get(*i).is_some_and(|cell| !cell.is_empty())))
            .collect();
        let pick = |row: &[String]| -> Vec<String> {
            kept.iter().map(|i| row.get(*i).cloned().unwrap_or_default()).collect()
        };
        let table = Self {
            columns: pick(columns),
            rows: rows.iter().map(|row| pick(row)).collect(),
            ..Self::default()
        };
        (!table.rows.is_empty()).then_some(table)
    }

    /// The width of each column, in cells of a terminal.
    pub fn widths(&self) -> Vec<usize> {
        (0..self.columns.len())
            .map(|i| {
                let cells = self.rows.iter().filter_map(|row| row.get(i));
                cells
                    .chain(self.columns.get(i))
                    .map(|cell| crate::sanitize::width(cell))
                    .max()
                    .unwrap_or_default()
            })
            .collect()
    }

    /// Whether it reads well as plain text: every cell is one line and at most `cell` wide, every row less than `row`.
    pub fn fits(&self, cell: usize, row: usize) -> bool {
        let one_line = self.rows.iter().flatten().all(|cell| !cell.contains(['\n', '\r']));
        let widths = self.widths();
        let whole: usize = widths.iter().map(|width| width + 3).sum();
        one_line && widths.iter().all(|width| *width <= cell) && whole < row
    }

    /// Turns the rows into cards, the first column being the heading; of lists, each becomes a card with numbered lines.
    pub fn cards(&self) -> Vec<Card> {
        if self.lists {
            let column = |(at, title): (usize, &String)| {
                let cells = self.rows.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
                let line = |(number, text): (usize, &String)| CardLine {
                    label: number.to_string(),
                    text: text.clone(),
                    field: None,
                };
                Card { heading: Some(title.clone()), lines: (1..).zip(cells).map(line).collect() }
            };
            return self.columns.iter().enumerate().map(column).collect();
        }
        let card = |row: &Vec<String>| {
            let mut cells = self.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            let heading = match row.first() {
                Some(first) if !first.is_empty() => cells.next().map(|(_, first)| first.clone()),
                _ => None,
            };
            let lines =
                cells.map(|(label, text)| CardLine { label: label.clone(), text: text.clone(), field: None });
            Card { heading, lines: lines.collect() }
        };
        self.rows.iter().map(card).collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Card {
    pub heading: Option<String>,
    pub lines: Vec<CardLine>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardLine {
    pub label: String,
    pub text: String,
    /// The field it answers, where it is the answer to one.
    #[serde(skip)]
    pub field: Option<String>,
}

impl CardLine {
    /// The label before the text: with a colon, unless it is a question.
    pub fn heading(&self) -> String {
        if self.label.ends_with('?') { self.label.clone() } else { format!("{}:", self.label) }
    }
}
