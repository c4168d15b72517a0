//! Charts on pages: two beside one another where several stand together, each with what it says below.

use std::rc::Rc;

use super::pages::{Drawn, Mark, Piece};
use super::setter::{Place, Setter};
use super::tags::Role;
use super::typeset::{BLACK, Colour, DIM, RULE, Style, colour};
use crate::charts::{Anchor, LETTER, Scene, Shape, Stroke, Tone};
use crate::domain::hue::Hue;
use crate::report::document::Chart;
use crate::sanitize;

/// How large a unit of a scene is, in points.
const SCALE: f32 = 0.8;
/// The space between two that stand beside one another, and between a chart and its words, in points.
const GUTTER: f32 = 22.0;
const BELOW: f32 = 4.0;
/// How much of the page one that stands alone takes.
const ALONE: f32 = 0.7;
const SAYS: Style = Style::plain(9.0).coloured(DIM);

/// Sets charts, with `title` for those that have no name of their own.
pub(super) fn charts(setter: &mut Setter<'_>, charts: &[Chart], title: &str, place: Place) {
    let both = (place.width - GUTTER) / 2.0;
    let width = if charts.len() == 1 { place.width * ALONE } else { both };
    for row in charts.chunks(2) {
        let mut marks = Vec::new();
        let mut height: f32 = 0.0;
        for (column, chart) in row.iter().enumerate() {
            let x = place.x + column as f32 * (width + GUTTER);
            let (drawn, used) = one(setter, chart, title, Place { x, width });
            marks.extend(drawn);
            height = height.max(used);
        }
        setter.pieces.push(Piece { above: 8.0, height, marks, ..Piece::default() });
    }
}

/// Sets one chart, and returns what is drawn and its height in points.
fn one(setter: &mut Setter<'_>, chart: &Chart, title: &str, place: Place) -> (Vec<Mark>, f32) {
    let mut marks = Vec::new();
    let mut height = 0.0;
    if let Some(scene) = chart.mark.scene(f64::from(place.width / SCALE)) {
        let says = format!("{}: {}", chart.name.as_deref().unwrap_or(title), chart.says);
        let tag = setter.tags.add(None, Role::Figure(says));
        height = scene.height as f32 * SCALE + BELOW;
        marks.push(Mark::Drawing { x: place.x, shapes: Rc::new(shapes(setter, &scene)), tag });
    }
    let name = chart.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    let tag = setter.tags.add(None, Role::Paragraph);
    let lines = setter.typesetter.set(&format!("{name}{}", chart.says), SAYS, place.width);
    for line in 0..lines.heights.len() {
        marks.push(Mark::Line { lines: Rc::clone(&lines), line, x: place.x, y: height, tag: Some(tag) });
        height += lines.heights[line];
    }
    (marks, height)
}

fn shapes(setter: &mut Setter<'_>, scene: &Scene) -> Vec<Drawn> {
    let at = |(x, y): (f64, f64)| (x as f32 * SCALE, y as f32 * SCALE);
    let hue = setter.hue;
    let mut drawn = |shape: &Shape| match shape {
        Shape::Path { places, stroke, tone } => {
            let (width, colour) = match stroke {
                Stroke::Hair => (0.5, RULE),
                Stroke::Bold => (1.4, ink(*tone, hue)),
            };
            Drawn::Path { places: places.iter().copied().map(at).collect(), width, colour }
        }
        Shape::Area { x, y, width, height, tone } => {
            let (right, bottom) = (x + width, y + height);
            let corners = [(*x, *y), (right, *y), (right, bottom), (*x, bottom)];
            Drawn::Solid { places: corners.map(at).into(), colour: ink(*tone, hue) }
        }
        Shape::Solid { places, tone } => {
            Drawn::Solid { places: places.iter().copied().map(at).collect(), colour: ink(*tone, hue) }
        }
        Shape::Dot { x, y, radius, tone } => {
            Drawn::Dot { at: at((*x, *y)), radius: *radius as f32 * SCALE, colour: ink(*tone, hue) }
        }
        Shape::Words { x, y, text, anchor, tone } => {
            let style = Style::plain(LETTER as f32 * SCALE).coloured(ink(*tone, hue));
            let style = if *tone == Tone::Strong { style.bold() } else { style };
            let text = sanitize::line(text);
            let wide = setter.typesetter.widths(&text, style).1;
            let (x, y) = at((*x, *y));
            let left = match anchor {
                Anchor::Start => x,
                Anchor::Middle => x - wide / 2.0,
                Anchor::End => x - wide,
            };
            Drawn::Words { at: (left, y), lines: setter.typesetter.set(&text, style, wide + 1.0) }
        }
    };
    scene.shapes.iter().map(&mut drawn).collect()
}

/// The colour of a tone on paper.
fn ink(tone: Tone, hue: Option<Hue>) -> Colour {
    match tone {
        Tone::Plain | Tone::Strong => BLACK,
        Tone::Dim => DIM,
        Tone::Good | Tone::Value(4..) => colour(Some(Hue::Trust)),
        Tone::Warn | Tone::Value(3) => colour(Some(Hue::Automation)),
        Tone::Bad | Tone::Value(_) => colour(Some(Hue::Errors)),
        Tone::Series(_) => colour(hue),
        Tone::Hue(hue) => colour(Some(hue)),
    }
}
