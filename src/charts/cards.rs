//! Small sections, one below the other: a heading, then lines of a label and words that wrap.

use super::ink::{fitted, label_columns, left, nothing, piece, space};
use super::{Row, Tone};
use crate::sanitize;

/// One section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// What stands above.
    pub heading: String,
    /// Labels with words.
    pub lines: Vec<(String, String)>,
}

/// Sections in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    cards: Vec<Card>,
}

impl Cards {
    /// Takes sections.
    pub fn new(cards: Vec<Card>) -> Self {
        Self { cards }
    }

    /// Draws them, a blank row between.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        if self.cards.is_empty() {
            return nothing("nothing here yet", width, height);
        }
        let blocks: Vec<Row> = self.blocks(width).into_iter().flatten().collect();
        fitted(blocks, width, height)
    }

    /// Gives the row that each heading stands on.
    pub fn headings(&self, width: usize) -> Vec<usize> {
        let mut top = 0;
        let mut places = Vec::new();
        for block in self.blocks(width) {
            places.push(top);
            top += block.len();
        }
        places
    }

    fn blocks(&self, width: usize) -> Vec<Vec<Row>> {
        let labels = self.cards.iter().flat_map(|card| card.lines.iter().map(|(label, _)| label.as_str()));
        let label = label_columns(labels, width / 3);
        let room = width.saturating_sub(label + 4).max(1);
        let last = self.cards.len().saturating_sub(1);
        let block = |(place, card): (usize, &Card)| {
            let mut rows = vec![vec![piece(sanitize::line(&card.heading).into_owned(), Tone::Strong)]];
            for (name, words) in &card.lines {
                for (n, line) in sanitize::wrap(words, room).into_iter().enumerate() {
                    let name = if n == 0 { left(name, label) } else { " ".repeat(label) };
                    rows.push(vec![space(2), piece(name, Tone::Dim), space(2), piece(line, Tone::Plain)]);
                }
            }
            if place < last {
                rows.push(Row::new());
            }
            rows
        };
        self.cards.iter().enumerate().map(block).collect()
    }
}
