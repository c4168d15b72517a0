//! Tables too wide for plain text, as cards: and where the cards that follow are about the same rows, one card a row.

use super::document::{Block, Body, Card, Table};

/// Replaces tables that do not fit by cards, and lets the next block's cards join those with the same headings.
pub(super) fn folded(blocks: &[Block], fits: impl Fn(&Table) -> bool) -> Vec<Block> {
    let mut done = Vec::new();
    let mut rest = blocks.iter().peekable();
    while let Some(block) = rest.next() {
        let Body::Table(table) = &block.body else {
            done.push(block.clone());
            continue;
        };
        if fits(table) {
            done.push(block.clone());
            continue;
        }
        let mut cards = table.cards();
        if let Some(Block { body: Body::Cards(more), .. }) = rest.peek()
            && same_headings(&cards, more)
        {
            for card in &mut cards {
                let twin = more.iter().filter(|other| other.heading == card.heading);
                card.lines.extend(twin.flat_map(|other| other.lines.clone()));
            }
            rest.next();
        }
        done.push(Block { title: block.title.clone(), body: Body::Cards(cards) });
        done.extend(table.note.clone().map(|note| Block { title: None, body: Body::Note(note) }));
    }
    done
}

/// Whether each of `more` has exactly one card with its heading among `cards`.
fn same_headings(cards: &[Card], more: &[Card]) -> bool {
    let once = |all: &[Card], card: &Card| {
        card.heading.is_some() && all.iter().filter(|other| other.heading == card.heading).count() == 1
    };
    more.iter().all(|card| once(cards, card) && once(more, card))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::document::CardLine;

    fn table() -> Block {
        let cells = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        let rows = vec![cells("one", "long"), cells("two", "longer")];
        let table = Table {
            columns: cells("Name", "What"),
            rows,
            note: Some("A note.".to_owned()),
            ..Table::default()
        };
        Block { title: Some("Table".to_owned()), body: Body::Table(table) }
    }

    fn cards(headings: &[&str]) -> Block {
        let line = CardLine { label: "More".to_owned(), text: "text".to_owned(), field: None };
        let card = |heading: &&str| Card { heading: Some((*heading).to_owned()), lines: vec![line.clone()] };
        Block { title: Some("Cards".to_owned()), body: Body::Cards(headings.iter().map(card).collect()) }
    }

    /// Writes each block as its kind and the lines on its cards.
    fn outline(blocks: &[Block]) -> Vec<String> {
        let one = |block: &Block| match &block.body {
            Body::Cards(cards) => {
                let lines = cards.iter().map(|card| card.lines.len().to_string());
                format!("cards {}", lines.collect::<Vec<_>>().join(" "))
            }
            Body::Table(_) => "table".to_owned(),
            Body::Note(_) => "note".to_owned(),
            _ => "other".to_owned(),
        };
        blocks.iter().map(one).collect()
    }

    #[test]
    fn cards_about_the_same_rows_join_those_of_a_wide_table() {
        let cases: [(&[&str], bool, &[&str]); 5] = [
            (&["one", "two"], false, &["cards 2 2", "note"]),
            (&["two"], false, &["cards 1 2", "note"]),
            (&["one", "three"], false, &["cards 1 1", "note", "cards 1 1"]),
            (&["one", "one"], false, &["cards 1 1", "note", "cards 1 1"]),
            (&["one", "two"], true, &["table", "cards 1 1"]),
        ];
        for (headings, fits, wanted) in cases {
            let blocks = [table(), cards(headings)];
            assert_eq!(outline(&folded(&blocks, |_| fits)), wanted, "{headings:?}");
        }
    }
}
