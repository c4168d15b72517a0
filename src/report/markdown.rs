//! A document written as Markdown that also reads well as plain text.

use super::document::{Block, Body, Card, Chart, Document, Evidence, Item, Section, Table};
use super::escape;
use super::measure;
use super::responsive_tables::folded;

/// A table with a wider cell than this is printed as cards.
const WIDEST_CELL: usize = 140;

/// A table wider than this is printed as cards.
const WIDEST_TABLE: usize = 480;

/// A table up to this width is padded, to be read as plain text too.
const PADDED: usize = 120;

/// Writes a document as Markdown; ends with a line break.
pub fn markdown(document: &Document) -> String {
    let mut page = Page::default();
    page.heading(1, &document.title);
    document.about.iter().for_each(|about| page.dim(about));
    page.blocks(&document.opening, 3);
    for section in &document.sections {
        page.section(section, 2);
    }
    if !document.appendix.is_empty() {
        page.heading(2, "Appendix");
    }
    for section in &document.appendix {
        page.section(section, 3);
    }
    if !document.closing.is_empty() {
        page.lines(["---".to_owned()]);
    }
    for line in &document.closing {
        page.dim(line);
    }
    page.text
}

/// The blocks as they are printed: tables that do not fit become cards.
pub(super) fn laid_out(blocks: &[Block]) -> Vec<Block> {
    folded(blocks, |table| {
        let widest = if table.lists { PADDED / 2 } else { WIDEST_CELL };
        table.fits(widest, WIDEST_TABLE)
    })
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// Writes a chunk of lines, with a blank line before it.
    fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in lines {
            self.text.push_str(line.trim_end_matches(' '));
            self.text.push('\n');
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        self.lines([format!("{} {}", "#".repeat(level), escape::line(text))]);
    }

    fn dim(&mut self, text: &str) {
        let text = escape::line(text);
        if !text.is_empty() {
            self.lines([format!("*{text}*")]);
        }
    }

    fn section(&mut self, section: &Section, level: usize) {
        self.heading(level, &section.title);
        section.about.iter().for_each(|about| self.dim(about));
        self.blocks(&section.blocks, level + 1);
    }

    /// Writes blocks, with headings of so many number signs.
    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in &laid_out(blocks) {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        if let Some(title) = &block.title {
            self.heading(level, title);
        }
        let card_level = if block.title.is_some() { level + 1 } else { level };
        match &block.body {
            Body::Text(texts) => {
                for paragraph in texts.iter().flat_map(|text| escape::paragraphs(text)) {
                    self.lines(broken(&paragraph));
                }
            }
            Body::Quote(texts) => {
                for text in texts {
                    self.lines(hung(text, "", "").into_iter().map(|line| format!("> {line}")));
                }
            }
            Body::List { items, numbered } => {
                let lines = items.iter().enumerate().flat_map(|(i, item)| {
                    let marker = if *numbered { format!("{}. ", i + 1) } else { "- ".to_owned() };
                    item_lines(item, &marker)
                });
                self.lines(lines);
            }
            Body::Table(table) => self.table(table),
            Body::Cards(cards) => self.cards(cards, card_level),
            Body::Note(text) => self.dim(text),
            Body::Charts(charts) => {
                for Chart { name, says, .. } in charts {
                    let name = name.as_ref().map(|name| format!("**{}:** ", escape::line(name)));
                    self.lines([name.unwrap_or_default() + &escape::line(says)]);
                }
            }
            Body::Strip(text) => self.lines([format!("`{text}`")]),
        }
    }

    fn cards(&mut self, cards: &[Card], level: usize) {
        for card in cards {
            if let Some(heading) = &card.heading {
                self.heading(level, heading);
            }
            let lines = card.lines.iter().flat_map(|line| {
                let label = format!("**{}** ", escape::line(&line.heading()));
                hung(&line.text, &format!("- {label}"), "  ")
            });
            let lines: Vec<_> = lines.collect();
            if !lines.is_empty() {
                self.lines(lines);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let safe = |cells: &Vec<String>| cells.iter().map(|cell| escape::line(cell)).collect();
        let escaped = Table {
            columns: safe(&table.columns),
            rows: table.rows.iter().map(safe).collect(),
            ..Table::default()
        };
        let mut widths: Vec<usize> = escaped.widths().into_iter().map(|width| width.max(3)).collect();
        if widths.iter().map(|width| width + 3).sum::<usize>() > PADDED {
            widths.fill(0);
        }
        let row = |cells: &Vec<String>| {
            let padded = cells.iter().zip(&widths).map(|(cell, width)| measure::pad(cell, *width));
            format!("| {} |", padded.collect::<Vec<_>>().join(" | "))
        };
        let rule = widths.iter().map(|width| "-".repeat((*width).max(3))).collect();
        let head = [row(&escaped.columns), row(&rule)];
        self.lines(head.into_iter().chain(escaped.rows.iter().map(row)));
        table.note.iter().for_each(|note| self.dim(note));
    }
}

/// Ends every line but the last with a break.
fn broken(lines: &[String]) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| if i < last { format!("{line}\\") } else { line.clone() })
        .collect()
}

/// Writes paragraphs behind a marker, hanging from its indent.
fn hung(text: &str, marker: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in escape::paragraphs(text) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for line in broken(&paragraph) {
            let before = if lines.is_empty() { marker } else { indent };
            lines.push(format!("{before}{line}"));
        }
    }
    lines
}

fn item_lines(item: &Item, marker: &str) -> Vec<String> {
    let indent = " ".repeat(marker.len());
    let evidence = item.evidence.iter().map(Evidence::format);
    let evidence = evidence.flat_map(|said| hung(&said, &format!("{indent}- Evidence: "), ""));
    hung(&item.text, marker, &indent).into_iter().chain(evidence).collect()
}
