//! Lines to glyphs on a page.

use std::collections::HashMap;
use std::rc::Rc;

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule, Paint, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::layout::Run;

use super::pages::{Drawn, Mark, Piece};
use super::tags::Tags;
use super::typeset::{BLACK, Colour, Lines};
use super::{MARGIN, PAPER};

/// The fonts that were used so far, by their number.
#[derive(Default)]
pub(super) struct Ink {
    fonts: HashMap<(u64, u32), Option<Font>>,
}

impl Ink {
    /// Draws a piece at a distance from the top, and notes what its parts are.
    pub(super) fn draw(&mut self, surface: &mut Surface<'_>, top: f32, piece: &Piece, tags: &mut Tags) {
        for mark in &piece.marks {
            match mark {
                Mark::Line { lines, line, x, y, tag: Some(tag) } => {
                    let what = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
                    self.line(surface, lines, *line, (*x, top + y));
                    surface.end_tagged();
                    tags.drawn(*tag, what);
                }
                Mark::Line { lines, line, x, y, tag: None } => {
                    let artifact = Artifact::with_kind(ArtifactType::PaginationOther);
                    surface.start_tagged(ContentTag::Artifact(artifact));
                    self.line(surface, lines, *line, (*x, top + y));
                    surface.end_tagged();
                }
                Mark::Drawing { x, shapes, tag } => {
                    let what = surface.start_tagged(ContentTag::Other);
                    shapes.iter().for_each(|shape| self.shape(surface, (*x, top), shape));
                    surface.end_tagged();
                    tags.drawn(*tag, what);
                }
                Mark::Area { x, y, width, height, colour } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    area(surface, Rect::from_xywh(*x, top + y, *width, *height), *colour);
                    surface.end_tagged();
                }
            }
        }
    }

    fn shape(&mut self, surface: &mut Surface<'_>, from: (f32, f32), shape: &Drawn) {
        let (places, closed) = match shape {
            Drawn::Words { at, lines } => {
                let Some(line) = lines.layout.get(0) else { return };
                let metrics = line.metrics();
                let top = at.1 - (metrics.baseline - metrics.block_min_coord);
                return self.line(surface, lines, 0, (from.0 + at.0, from.1 + top));
            }
            Drawn::Dot { at, radius, colour } => {
                surface.set_fill(Some(fill(*colour)));
                if let Some(path) = circle((from.0 + at.0, from.1 + at.1), *radius) {
                    surface.draw_path(&path);
                }
                return;
            }
            Drawn::Path { places, width, colour } => {
                surface.set_fill(None);
                let stroke = Stroke { paint: paint(*colour), width: *width, ..Stroke::default() };
                surface.set_stroke(Some(stroke));
                (places, false)
            }
            Drawn::Solid { places, colour } => {
                surface.set_fill(Some(fill(*colour)));
                (places, true)
            }
        };
        let mut path = PathBuilder::new();
        for (at, (x, y)) in places.iter().enumerate() {
            let (x, y) = (from.0 + x, from.1 + y);
            if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if closed {
            path.close();
        }
        if let Some(path) = path.finish() {
            surface.draw_path(&path);
        }
        surface.set_stroke(None);
    }

    /// Draws the foot of a page.
    pub(super) fn foot(&mut self, surface: &mut Surface<'_>, parts: &[(f32, Rc<Lines>)]) {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        for (x, lines) in parts {
            self.line(surface, lines, 0, (*x, PAPER.1 - MARGIN / 2.0));
        }
        surface.end_tagged();
    }

    /// Draws a line of a text with its top left at a place.
    fn line(&mut self, surface: &mut Surface<'_>, lines: &Lines, line: usize, at: (f32, f32)) {
        let Some(line) = lines.layout.get(line) else { return };
        let metrics = line.metrics();
        let y = at.1 + metrics.baseline - metrics.block_min_coord;
        let mut x = at.0 + metrics.offset;
        for run in line.runs() {
            self.run(surface, lines, &run, Point::from_xy(x, y));
            x += run.advance();
        }
    }

    fn run(&mut self, surface: &mut Surface<'_>, lines: &Lines, run: &Run<'_, Colour>, at: Point) {
        let font = run.font();
        let (data, id) = font.data.clone().into_raw_parts();
        let known = self.fonts.entry((id, font.index));
        let Some(font) = known.or_insert_with(|| Font::new(data.into(), font.index)).clone() else { return };
        let size = run.font_size();
        let mut glyphs: Vec<KrillaGlyph> = Vec::new();
        let mut colour = BLACK;
        for cluster in run.visual_clusters() {
            colour = cluster.style().brush;
            if cluster.is_ligature_continuation() {
                if let Some(glyph) = glyphs.last_mut() {
                    let range = cluster.text_range();
                    glyph.text_range.start = glyph.text_range.start.min(range.start);
                    glyph.text_range.end = glyph.text_range.end.max(range.end);
                }
                continue;
            }
            glyphs.extend(cluster.glyphs().map(|glyph| {
                KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    glyph.advance / size,
                    glyph.x / size,
                    glyph.y / size,
                    0.0,
                    cluster.text_range(),
                    None,
                )
            }));
        }
        surface.set_fill(Some(fill(colour)));
        surface.draw_glyphs(at, &glyphs, font, &lines.text, size, false);
    }
}

fn paint(colour: Colour) -> Paint {
    rgb::Color::new(colour.0, colour.1, colour.2).into()
}

fn fill(colour: Colour) -> Fill {
    Fill { paint: paint(colour), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// Makes a circle of four curves.
fn circle((x, y): (f32, f32), radius: f32) -> Option<Path> {
    // How far from its end a curve is pulled, to be nearest to a quarter of a circle.
    let pull = radius * 0.5523;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.cubic_to(x + radius, y + pull, x + pull, y + radius, x, y + radius);
    path.cubic_to(x - pull, y + radius, x - radius, y + pull, x - radius, y);
    path.cubic_to(x - radius, y - pull, x - pull, y - radius, x, y - radius);
    path.cubic_to(x + pull, y - radius, x + radius, y - pull, x + radius, y);
    path.close();
    path.finish()
}

fn area(surface: &mut Surface<'_>, rect: Option<Rect>, colour: Colour) {
    let mut path = PathBuilder::new();
    let Some(rect) = rect else { return };
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    surface.set_fill(Some(fill(colour)));
    surface.draw_path(&path);
}
