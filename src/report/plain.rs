//! A document as wrapped lines with roles, for a screen of any width.

use super::document::{Block, Body, Card, Chart, Document, Evidence, Table};
use super::measure::pad;
use super::responsive_tables::folded;
use crate::charts;
use crate::domain::hue::Hue;
use crate::sanitize::wrap;

/// What stands between two columns.
const BETWEEN: &str = "  ";

/// A column wraps at this width or more; below it the rows are shown as cards.
const NARROWEST: usize = 20;

/// A chart is at most this wide: the eye compares no better on a wider one.
const WIDEST_CHART: usize = 72;

/// A cell wraps into about so many lines at most; beyond that the rows are shown as cards.
const MOST_LINES: usize = 3;

/// What a line is, so that a screen can give it its style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Heading(Option<Hue>),
    Subheading,
    Card,
    Body,
    Dim,
    /// Somebody's words.
    Quote,
    TableHead,
    Table,
    /// A row of a chart.
    Chart,
    Blank,
}

/// A line to be drawn; not wider than asked for, as long as there is room for its indent and one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its text, indent included.
    pub text: String,
    pub role: Role,
}

/// Lays a document out for a width in cells.
pub fn lines(document: &Document, width: usize) -> Vec<Line> {
    let mut page = Page { lines: Vec::new(), width };
    page.add(Role::Title, &document.title, "");
    document.about.iter().for_each(|about| page.add(Role::Dim, about, ""));
    page.blocks(&document.opening);
    for section in document.sections.iter().chain(&document.appendix) {
        page.blank();
        page.blank();
        page.add(Role::Heading(section.hue), &section.title, "");
        if let Some(about) = &section.about {
            page.add(Role::Dim, about, "");
        }
        page.blocks(&section.blocks);
    }
    if !document.closing.is_empty() {
        page.blank();
    }
    for line in &document.closing {
        page.blank();
        page.add(Role::Dim, line, "");
    }
    page.lines
}

/// Lays blocks out for a width in cells, each after an empty line.
pub fn block_lines(blocks: &[Block], width: usize) -> Vec<Line> {
    let mut page = Page { lines: Vec::new(), width };
    page.blocks(blocks);
    page.lines
}

struct Page {
    lines: Vec<Line>,
    width: usize,
}

impl Page {
    fn blank(&mut self) {
        self.lines.push(Line { text: String::new(), role: Role::Blank });
    }

    /// Adds a text, wrapped, with an indent before every line.
    fn add(&mut self, role: Role, text: &str, indent: &str) {
        self.hang(role, text, indent, indent);
    }

    /// Adds a text, wrapped, with something else before its first line.
    fn hang(&mut self, role: Role, text: &str, first: &str, indent: &str) {
        let room = self.width.saturating_sub(indent.chars().count());
        for (i, line) in wrap(text.trim_end(), room).into_iter().enumerate() {
            let before = if i == 0 { first } else { indent };
            let role = if line.is_empty() { Role::Blank } else { role };
            let text = if line.is_empty() { line } else { format!("{before}{line}") };
            self.lines.push(Line { text, role });
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let width = self.width;
        for block in &folded(blocks, |table| columns(table, width).is_some()) {
            self.blank();
            if let Some(title) = &block.title {
                self.add(Role::Subheading, title, "");
            }
            self.body(&block.body);
        }
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Text(texts) => self.separated(texts, |page, text| page.add(Role::Body, text, "")),
            Body::Quote(texts) => self.separated(texts, |page, text| page.add(Role::Quote, text, "  │ ")),
            Body::List { items, numbered } => {
                for (i, item) in items.iter().enumerate() {
                    let marker = if *numbered { format!("{}. ", i + 1) } else { "- ".to_owned() };
                    let indent = " ".repeat(marker.len());
                    self.hang(Role::Body, &item.text, &marker, &indent);
                    for said in item.evidence.iter().map(Evidence::format) {
                        self.add(Role::Dim, &format!("Evidence: {said}"), &indent);
                    }
                }
            }
            Body::Table(table) => self.table(table),
            Body::Cards(cards) => self.cards(cards),
            Body::Note(text) => self.add(Role::Dim, text, ""),
            Body::Charts(charts) => self.charts(charts),
            Body::Strip { row, signs } => {
                self.add(Role::Body, row, "");
                self.add(Role::Dim, signs, "");
            }
        }
    }

    fn separated(&mut self, texts: &[String], add: impl Fn(&mut Self, &str)) {
        for (i, text) in texts.iter().enumerate() {
            if i > 0 {
                self.blank();
            }
            add(self, text);
        }
    }

    fn cards(&mut self, cards: &[Card]) {
        for (i, card) in cards.iter().enumerate() {
            if i > 0 {
                self.blank();
            }
            if let Some(heading) = &card.heading {
                self.add(Role::Card, heading, "");
            }
            for line in &card.lines {
                self.hang(Role::Body, &format!("{} {}", line.heading(), line.text), "  ", "    ");
            }
        }
    }

    fn charts(&mut self, charts: &[Chart]) {
        for (i, chart) in charts.iter().enumerate() {
            if i > 0 {
                self.blank();
            }
            let name = chart.name.as_ref().map(|name| format!("{name}: "));
            self.add(Role::Body, &format!("{}{}", name.unwrap_or_default(), chart.says), "");
            let rows = chart.mark.rows(self.width.min(WIDEST_CHART));
            self.lines.extend(rows.iter().map(|row| {
                let text = charts::text(row);
                Line { role: if text.is_empty() { Role::Blank } else { Role::Chart }, text }
            }));
        }
    }

    fn table(&mut self, table: &Table) {
        let Some(widths) = columns(table, self.width) else { return };
        let mut add = |cells: &[String], role: Role| {
            let wrapped: Vec<_> = cells.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
            for i in 0..wrapped.iter().map(Vec::len).max().unwrap_or_default() {
                let line = wrapped
                    .iter()
                    .zip(&widths)
                    .map(|(cell, width)| pad(cell.get(i).map_or("", String::as_str), *width));
                let text = line.collect::<Vec<_>>().join(BETWEEN).trim_end().to_owned();
                self.lines.push(Line { text, role });
            }
        };
        add(&table.columns, Role::TableHead);
        table.rows.iter().for_each(|row| add(row, Role::Table));
        table.note.iter().for_each(|note| self.add(Role::Dim, note, ""));
    }
}

/// The widths of the columns, if the table is readable at this width. The widest column may wrap into a few lines.
fn columns(table: &Table, width: usize) -> Option<Vec<usize>> {
    let mut widths = table.widths();
    let whole = widths.iter().sum::<usize>() + BETWEEN.len() * widths.len().saturating_sub(1);
    let widest = widths.iter_mut().max()?;
    let wanted = *widest;
    let room = wanted.checked_sub(whole.saturating_sub(width))?;
    *widest = room;
    let one_line = table.rows.iter().flatten().all(|cell| !cell.contains(['\n', '\r']));
    let readable = room == wanted || room >= NARROWEST && wanted <= room * MOST_LINES;
    (one_line && readable).then_some(widths)
}
