//! Words to pieces: whatever is set goes through here, line by line.

use std::rc::Rc;

use super::pages::{Mark, Piece};
use super::tags::Tags;
use super::typeset::{Lines, Style, Typesetter};
use crate::domain::hue::Hue;

pub(super) const TEXT: Style = Style::plain(10.5);

/// Where something stands: its left edge and its width, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub x: f32,
    pub width: f32,
}

impl Place {
    pub(super) fn inner(self, by: f32) -> Self {
        Self { x: self.x + by, width: self.width - by }
    }
}

/// Where pieces and tags are gathered.
pub(super) struct Setter<'a> {
    pub typesetter: &'a mut Typesetter,
    pub pieces: Vec<Piece>,
    pub tags: Tags,
    /// The dimension that is spoken about.
    pub hue: Option<Hue>,
}

impl Setter<'_> {
    /// Sets one paragraph. Its first two and last two lines stay together.
    pub(super) fn lines(&mut self, text: &str, style: Style, place: Place, above: f32, tag: usize) {
        let lines = self.typesetter.set(text, style, place.width);
        let count = lines.heights.len();
        for (at, height) in lines.heights.iter().copied().enumerate() {
            self.pieces.push(Piece {
                above: if at == 0 { above } else { 0.0 },
                height,
                keeps: count > 1 && (at == 0 || at + 2 == count),
                marks: vec![mark(&lines, at, place.x, tag)],
                ..Piece::default()
            });
        }
    }
}

/// Draws one line of a text at the left of a place, as a part of what a tag says.
pub(super) fn mark(lines: &Rc<Lines>, line: usize, x: f32, tag: usize) -> Mark {
    Mark::Line { lines: Rc::clone(lines), line, x, y: 0.0, tag: Some(tag) }
}
