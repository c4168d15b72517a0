//! A document written as Markdown that also reads well as plain text.

use minijinja::value::{Serde, Value};
use minijinja::{Error, ErrorKind, context};
use serde::Serialize;

use super::answers::{self, Passage};
use super::document::{Block, Body, Card, Chart, Document, Evidence, Item, Table};
use super::responsive_tables::folded;
use super::template::{self, Mistake};
use super::{escape, measure};

/// A table with a wider cell than this is printed as cards.
const WIDEST_CELL: usize = 140;

/// A table wider than this is printed as cards.
const WIDEST_TABLE: usize = 480;

/// A table up to this width is padded, to be read as plain text too.
const PADDED: usize = 120;

/// The template that is used unless a person has their own: the frame of the page.
pub const TEMPLATE: &str = include_str!("../../assets/report/review.md");

/// Why the built-in template fills in.
const SOUND: &str = "the built-in template takes any document";

/// Writes a document as Markdown; ends with a line break.
pub fn markdown(document: &Document) -> String {
    filled(document, TEMPLATE, None).expect(SOUND)
}

/// Writes a document as Markdown by a template, with places for answers if the review has an id they come back with.
/// Everything written is escaped.
///
/// # Errors
///
/// Reports where the template is wrong.
pub fn filled(document: &Document, template: &str, review: Option<&str>) -> Result<String, Mistake> {
    let mut environment = template::environment();
    environment.set_formatter(|out, _, value| {
        let text = value.to_string();
        out.write_str(&if value.is_safe() { text } else { escape::line(&text) })?;
        Ok(())
    });
    let sections = document.sections.iter().chain(&document.appendix).map(|section| &section.blocks);
    let all: Vec<Vec<Block>> = std::iter::once(&document.opening).chain(sections).cloned().collect();
    environment.add_function("blocks", move |number: usize, level: usize| {
        let blocks = all.get(number).ok_or_else(|| no_blocks(number))?;
        let mut page = Page::default();
        page.blocks(blocks, level);
        let text = page.text.trim_end_matches('\n');
        Ok(Value::from_safe_string(if text.is_empty() { String::new() } else { format!("\n\n{text}") }))
    });
    let answering = review.map(|review| Answering { review, passages: answers::passages(document) });
    let context =
        context! { document => Value::from(Serde(document)), answering => Value::from(Serde(&answering)) };
    let text = template::fill(&environment, template, context)?;
    Ok(format!("{}\n", text.trim_end()))
}

/// What a template needs for places to answer.
#[derive(Serialize)]
struct Answering<'a> {
    /// The id of the review, which comes back with the answers.
    review: &'a str,
    passages: Vec<Passage>,
}

fn no_blocks(number: usize) -> Error {
    Error::new(
        ErrorKind::InvalidOperation,
        format!("this review has no part {number}; `blocks(0, …)` is its opening"),
    )
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
        self.lines([format!("{} {}", "#".repeat(level.clamp(1, 6)), escape::line(text))]);
    }

    fn dim(&mut self, text: &str) {
        let text = escape::line(text);
        if !text.is_empty() {
            self.lines([format!("*{text}*")]);
        }
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
            Body::Strip { row, signs } => {
                self.lines([format!("`{row}`")]);
                self.dim(signs);
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::Section;

    fn document() -> Document {
        let text =
            |words: &str| Block { title: Some("Why".to_owned()), body: Body::Text(vec![words.to_owned()]) };
        let section =
            Section { title: "Part".to_owned(), blocks: vec![text("*In* it.")], ..Section::default() };
        let title = "*Bold* <b>\n# not a heading".to_owned();
        Document { title, sections: vec![section], ..Document::default() }
    }

    #[test]
    fn markdown_by_a_template_is_escaped_and_its_mistakes_are_located() {
        let template = "{% macro head(text) %}# {{ text }}{% endmacro %}{{ head(document.title) }}\n\n{{ document.title }}{{ blocks(1, 9) }}";
        let text = filled(&document(), template, None).expect("renders");
        let title = "\\*Bold\\* \\<b\\> # not a heading";
        assert_eq!(text, format!("# {title}\n\n{title}\n\n###### Why\n\n\\*In\\* it.\n"));
        for (template, at) in [("one\n{{ document.titel }}", 7), ("one\n{{ blocks(7, 2) }}", 7)] {
            let wrong = filled(&document(), template, None).expect_err("no such thing");
            assert_eq!(wrong.at, at, "{wrong:?}");
        }
        let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
        let wrong = filled(&document(), endless, None).expect_err("no end");
        assert!(wrong.what.contains("one of its loops may never end"), "{wrong:?}");
    }

    #[test]
    fn a_template_of_ones_own_has_places_for_answers_where_it_wants_them() {
        let template = "{% if answering %}Answers to review {{ answering.review }}{% for one in answering.passages %}\n**On {{ one.title }}:**{% endfor %}{% endif %}";
        let text = filled(&document(), template, Some("shr-7f3k")).expect("renders");
        assert_eq!(text, "Answers to review shr-7f3k\n**On the page as a whole:**\n**On Part:**\n");
        assert_eq!(filled(&document(), template, None).expect("renders"), "\n");
    }
}
