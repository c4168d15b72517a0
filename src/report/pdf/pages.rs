//! Pieces to pages: what stays together, what begins a page, what a table repeats on the next.

use std::rc::Rc;

use super::typeset::{Colour, Lines};
use super::{MARGIN, PAPER};

/// What a page is made of: one line of a text, or one line of a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// The space above, in points; none at the top of a page.
    pub above: f32,
    /// In points.
    pub height: f32,
    /// Whether it stays on one page with the next piece.
    pub keeps: bool,
    /// Whether it begins a page.
    pub breaks: bool,
    pub marks: Vec<Mark>,
    /// Its level and title.
    pub bookmark: Option<(u8, String)>,
    /// What stands above it at the top of a page: the head of its table.
    pub head: Option<Rc<Vec<Piece>>>,
}

/// What is drawn; places are in points from the left of the page and from the top of the piece.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// One line of a text; `tag` says of what it is a part.
    Line { lines: Rc<Lines>, line: usize, x: f32, y: f32, tag: Option<usize> },
    /// A filled area.
    Area { x: f32, y: f32, width: f32, height: f32, colour: Colour },
    /// A drawing from the top of the piece.
    Drawing { x: f32, shapes: Rc<Vec<Drawn>>, tag: usize },
}

/// A shape on a page: places are in points from the top left of its drawing.
#[derive(Debug, Clone)]
pub(super) enum Drawn {
    Path {
        places: Vec<(f32, f32)>,
        width: f32,
        colour: Colour,
    },
    Solid {
        places: Vec<(f32, f32)>,
        colour: Colour,
    },
    Dot {
        at: (f32, f32),
        radius: f32,
        colour: Colour,
    },
    /// One line, by the left end of its base line.
    Words {
        at: (f32, f32),
        lines: Rc<Lines>,
    },
}

/// The most of a page that pieces which stay together may fill, in points.
const HIGHEST: f32 = PAPER.1 - 2.0 * MARGIN;

/// Puts pieces on pages, each with its distance from the top of the page.
pub(super) fn fill(pieces: Vec<Piece>) -> Vec<Vec<(f32, Piece)>> {
    let heights = chains(&pieces);
    let mut pages: Vec<Vec<(f32, Piece)>> = vec![Vec::new()];
    let mut y = MARGIN;
    for (piece, chain) in pieces.into_iter().zip(heights) {
        let begun = pages.last().is_some_and(|page| !page.is_empty());
        let below = y + piece.above + chain;
        if begun && (piece.breaks || below > PAPER.1 - MARGIN) {
            pages.push(Vec::new());
            y = MARGIN;
        }
        let Some(page) = pages.last_mut() else { break };
        if page.is_empty() {
            for head in piece.head.iter().flat_map(|head| head.iter()) {
                let height = head.height;
                page.push((y, head.clone()));
                y += height;
            }
        } else {
            y += piece.above;
        }
        let height = piece.height;
        page.push((y, piece));
        y += height;
    }
    pages
}

/// The height of each piece with what must stay on its page, as far as a page can hold it.
fn chains(pieces: &[Piece]) -> Vec<f32> {
    let mut heights = vec![0.0; pieces.len()];
    let mut below = 0.0;
    for (at, piece) in pieces.iter().enumerate().rev() {
        let next = pieces.get(at + 1).map_or(0.0, |next| next.above);
        below = piece.height + if piece.keeps { next + below } else { 0.0 };
        if below > HIGHEST {
            below = piece.height;
        }
        heights[at] = below;
    }
    heights
}
