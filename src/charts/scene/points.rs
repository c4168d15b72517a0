//! Pairs on two scales: a dot where they fall, with the numbers of those that meet there, and what each number is below.

use super::{Anchor, LEADING, Scene, widest};
use crate::charts::Tone;
use crate::charts::ink::share;
use crate::charts::points::Points;
use crate::domain::number_format::rounded;

const HEIGHT: f64 = 150.0;
const GAP: f64 = 8.0;
const DOT: f64 = 4.0;

/// Where pairs fall, and the numbers of those that do.
type Place = ((f64, f64), Vec<usize>);

impl Points {
    pub(super) fn shapes(&self, scene: &mut Scene) -> Option<()> {
        let places = self.places()?;
        let steps = self.steps();
        let labels: Vec<String> = (0..steps).map(|step| rounded(self.value(step, steps))).collect();
        let left = widest(labels.iter().map(String::as_str)) + GAP;
        // A half of a step stays free at every side.
        let (wide, high) = ((scene.width - left) / steps as f64, HEIGHT / steps as f64);
        let [across, up] = &self.axes;
        scene.line_below(0.0, &format!("↑ {up}"), Tone::Dim);
        let top = scene.height + 4.0;
        let place = |(x, y): (f64, f64)| {
            let part = |value| share(value, self.range.0, self.range.1) * (steps - 1) as f64;
            (left + (part(x) + 0.5) * wide, top + HEIGHT - (part(y) + 0.5) * high)
        };
        for (step, label) in labels.iter().enumerate() {
            let (x, y) = place((self.value(step, steps), self.value(step, steps)));
            scene.hair((left, y), (scene.width, y));
            scene.hair((x, top), (x, top + HEIGHT));
            scene.words((left - GAP, y + 3.8), Anchor::End, label.as_str(), Tone::Dim);
            scene.words((x, top + HEIGHT + LEADING - 3.0), Anchor::Middle, label.as_str(), Tone::Dim);
        }
        for (pair, which) in &places {
            let (x, y) = place(*pair);
            scene.dot((x, y), DOT + (which.len() - 1).min(3) as f64, Tone::Series(0));
            let said = if self.names.is_empty() {
                Some(which.len().to_string()).filter(|_| which.len() > 1)
            } else {
                Some(which.iter().map(usize::to_string).collect::<Vec<_>>().join(", "))
            };
            if let Some(said) = said {
                scene.words((x, y - DOT - 5.0), Anchor::Middle, said, Tone::Strong);
            }
        }
        scene.height = top + HEIGHT + LEADING;
        scene.line_below(0.0, &format!("→ {across}"), Tone::Dim);
        for (number, name) in (1..).zip(&self.names) {
            let number = format!("{number}");
            scene.words((left - GAP, scene.height + LEADING - 3.0), Anchor::End, number, Tone::Strong);
            scene.line_below(left, name, Tone::Plain);
        }
        Some(())
    }

    /// The pairs that are not the same, each with the numbers of those that fall there, from 1; `None` if there are none.
    fn places(&self) -> Option<Vec<Place>> {
        let mut places: Vec<Place> = Vec::new();
        for (number, pair) in (1..).zip(&self.all).filter(|(_, (x, y))| x.is_finite() && y.is_finite()) {
            match places.iter_mut().find(|(place, _)| place == pair) {
                Some((_, which)) => which.push(number),
                None => places.push((*pair, vec![number])),
            }
        }
        (!places.is_empty()).then_some(places)
    }
}
