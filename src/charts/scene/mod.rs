//! A mark as shapes, for writers that draw on paper or on a web page: strokes, areas, dots and words at places in units
//! from the top left, of which letters are [`LETTER`] high.
//!
//! No plotting crate draws them: those that make SVG fix colours and fonts, where a page has a light and a dark theme
//! and its own letters, and none of them draws into the PDF, whose text must be set in fonts that are embedded.

mod bars;
mod gauge;
mod line;
mod points;

use super::{Mark, Tone};
use crate::sanitize;

/// The height of letters, in units.
pub const LETTER: f64 = 11.0;

/// The room that a column of a terminal takes in letters, in units: no font of a page is wider on the average.
const COLUMN: f64 = 6.2;

/// From one line of words to the next, in units.
const LEADING: f64 = 14.0;

/// A drawn mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    pub width: f64,
    pub height: f64,
    /// The shapes, the lowest first.
    pub shapes: Vec<Shape>,
}

/// One shape of a scene.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A stroke from place to place.
    Path { places: Vec<(f64, f64)>, stroke: Stroke, tone: Tone },
    /// A filled rectangle, by its top left.
    Area { x: f64, y: f64, width: f64, height: f64, tone: Tone },
    /// A filled circle, by its middle.
    Dot { x: f64, y: f64, radius: f64, tone: Tone },
    /// A filled polygon.
    Solid { places: Vec<(f64, f64)>, tone: Tone },
    /// Words, by their base line.
    Words { x: f64, y: f64, text: String, anchor: Anchor, tone: Tone },
}

/// How a stroke looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A line of the grid.
    Hair,
    /// What is to be seen.
    Bold,
}

/// Which end of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

impl Mark {
    /// Draws it in so many units of width, as high as it needs; `None` if there is nothing to show, or if it is told in
    /// rows of words anyway.
    pub fn scene(&self, width: f64) -> Option<Scene> {
        let mut scene = Scene { width, height: 0.0, shapes: Vec::new() };
        match self {
            Self::Line(mark) => mark.shapes(&mut scene)?,
            Self::Bars(mark) => mark.shapes(&mut scene)?,
            Self::Points(mark) => mark.shapes(&mut scene)?,
            Self::Gauge(mark) => mark.shapes(&mut scene)?,
            Self::Cells(_) | Self::Table(_) | Self::Sentence(_) => return None,
        }
        Some(scene)
    }
}

impl Scene {
    fn words(&mut self, (x, y): (f64, f64), anchor: Anchor, text: impl Into<String>, tone: Tone) {
        self.shapes.push(Shape::Words { x, y, text: text.into(), anchor, tone });
    }

    fn hair(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.shapes.push(Shape::Path { places: vec![from, to], stroke: Stroke::Hair, tone: Tone::Dim });
    }

    fn area(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), tone: Tone) {
        self.shapes.push(Shape::Area { x, y, width, height, tone });
    }

    fn dot(&mut self, (x, y): (f64, f64), radius: f64, tone: Tone) {
        self.shapes.push(Shape::Dot { x, y, radius, tone });
    }

    /// Writes a text below what is drawn, in as many lines as it needs, and makes room for it.
    fn line_below(&mut self, x: f64, text: &str, tone: Tone) {
        for line in wrapped(text, self.width - x) {
            self.height += LEADING;
            self.words((x, self.height - 3.0), Anchor::Start, line, tone);
        }
    }
}

/// The room that a text takes, in units.
fn width_of(text: &str) -> f64 {
    sanitize::width(&sanitize::line(text)) as f64 * COLUMN
}

/// Wraps a text into lines of so many units.
fn wrapped(text: &str, width: f64) -> Vec<String> {
    sanitize::wrap(&sanitize::line(text), ((width / COLUMN) as usize).max(1))
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    texts.map(width_of).fold(0.0, f64::max)
}
