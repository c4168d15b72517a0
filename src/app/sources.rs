//! Where what the exercises and the concept cards say comes from: the texts they rest on, and what the cards name.

use crate::domain::deck::Deck;

/// A source, and what rests on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited<'a> {
    /// Author, title, year.
    pub title: &'a str,
    /// What was taken from it, if it is one of the texts that all of it rests on.
    pub about: Option<&'a str>,
    /// Where it can be read, if that is known and not in the title.
    pub link: Option<&'a str>,
    /// The questions of the concept cards that name it.
    pub cards: Vec<&'a str>,
}

/// Lists every source: first the texts that exercises rest on, then those of the cards, in the order of the decks.
pub fn all(deck: &Deck) -> Vec<Cited<'_>> {
    let mut all: Vec<Cited<'_>> = deck
        .sources
        .iter()
        .map(|text| Cited {
            title: &text.title,
            about: Some(&text.about),
            link: text.link.as_deref(),
            cards: Vec::new(),
        })
        .collect();
    for card in &deck.cards {
        for title in card.sources() {
            let known = all.iter().position(|one| one.title == title).unwrap_or_else(|| {
                all.push(Cited { title, about: None, link: None, cards: Vec::new() });
                all.len() - 1
            });
            all[known].cards.push(&card.question);
        }
    }
    all
}
