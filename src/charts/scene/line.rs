//! A series over time: a step line over a grid, a dot at each value, a triangle where it is lower than before.

use super::{Anchor, COLUMN, LEADING, Scene, Shape, Stroke, widest, width_of};
use crate::charts::Tone;
use crate::charts::ink::share;
use crate::charts::line::{Line, Plot};

/// The height of the line, and how far the words of the grid and the line stand apart.
const HEIGHT: f64 = 88.0;
const ABOVE: f64 = 8.0;
const GAP: f64 = 8.0;
/// The most numbers beside the grid.
const TICKS: usize = 11;
const DOT: f64 = 3.2;
/// How much room a dot needs for itself.
const APART: f64 = 8.0;

impl Line {
    pub(super) fn shapes(&self, scene: &mut Scene) -> Option<()> {
        let (points, days) = self.in_order()?;
        let ticks = self.ticks(TICKS);
        let left = widest(ticks.labels.iter().map(|(_, label)| label.as_str())) + GAP;
        let right = scene.width - DOT - 1.0;
        let whole = (days.1 - days.0).num_days() as f64;
        let across = |day: chrono::NaiveDate| {
            let part = if whole > 0.0 { share((day - days.0).num_days() as f64, 0.0, whole) } else { 0.0 };
            left + DOT + part * (right - left - DOT)
        };
        let up = |value: f64| ABOVE + (1.0 - self.share(value)) * HEIGHT;
        for (row, label) in &ticks.labels {
            let y = ABOVE + *row as f64 / (ticks.rows - 1).max(1) as f64 * HEIGHT;
            scene.words((left - GAP, y + 3.8), Anchor::End, label.as_str(), Tone::Dim);
            scene.hair((left, y), (right, y));
        }
        let mut places = Vec::with_capacity(points.len() * 2);
        for (day, value) in &points {
            let (x, y) = (across(*day), up(*value));
            places.extend(places.last().map(|(_, before)| (x, *before)));
            places.push((x, y));
        }
        scene.shapes.push(Shape::Path { places, stroke: Stroke::Bold, tone: Tone::Series(0) });
        let marks_all = points.len() as f64 * APART <= right - left;
        let mut before = f64::NEG_INFINITY;
        let mut fell = false;
        for (at, (day, value)) in points.iter().enumerate() {
            let (x, y) = (across(*day), up(*value));
            if *value < before {
                scene.shapes.push(drop((x, y)));
                fell = true;
            } else if marks_all || at + 1 == points.len() {
                scene.dot((x, y), DOT, Tone::Series(0));
            }
            before = *value;
        }
        let columns = ((right - left) / COLUMN) as usize;
        let plot = Plot { columns, rows: 1, days, today: self.today };
        scene.height = ABOVE + HEIGHT + LEADING + 4.0;
        for label in plot.labels() {
            // Those at the ends stand at the ends, however wide their letters are.
            let (x, anchor) = match label.day {
                day if day == days.0 => (left, Anchor::Start),
                day if day == days.1 => (scene.width, Anchor::End),
                day => (across(day), Anchor::Middle),
            };
            let tone = if label.is_today { Tone::Strong } else { Tone::Dim };
            scene.words((x, scene.height - 3.0), anchor, label.text, tone);
        }
        if fell {
            scene.height += LEADING + 2.0;
            let y = scene.height - 3.0;
            scene.dot((left + DOT, y - 3.6), DOT, Tone::Series(0));
            scene.words((left + 12.0, y), Anchor::Start, self.noun.as_str(), Tone::Dim);
            let x = left + 24.0 + width_of(&self.noun);
            scene.shapes.push(drop((x, y - 3.6)));
            scene.words((x + 9.0, y), Anchor::Start, "lower than before", Tone::Dim);
        }
        Some(())
    }
}

/// A triangle that points down.
fn drop((x, y): (f64, f64)) -> Shape {
    let places = vec![(x - 4.6, y - 3.6), (x + 4.6, y - 3.6), (x, y + 4.6)];
    Shape::Solid { places, tone: Tone::Bad }
}
