//! A whole in parts: one bar, and below it what each part is, in the same order.

use super::{Anchor, LEADING, Scene};
use crate::charts::gauge::Gauge;

const HEIGHT: f64 = 12.0;
const SWATCH: f64 = 8.0;

impl Gauge {
    pub(super) fn shapes(&self, scene: &mut Scene) -> Option<()> {
        let whole = self.whole();
        if whole == 0 {
            return None;
        }
        let parts = self.parts.iter().filter(|part| part.n > 0);
        scene.height = LEADING + HEIGHT + 4.0;
        let mut x = 0.0;
        for part in parts.clone() {
            let width = part.n as f64 / whole as f64 * scene.width;
            scene.words((x + width / 2.0, LEADING - 3.0), Anchor::Middle, part.n.to_string(), part.tone);
            // A line of paper stands between two parts.
            scene.area((x, LEADING), ((width - 1.5).max(1.0), HEIGHT), part.tone);
            x += width;
        }
        for part in parts {
            scene.area((0.0, scene.height + 4.0), (SWATCH, SWATCH), part.tone);
            scene.line_below(SWATCH + 6.0, &format!("{} {}", part.n, part.label), super::Tone::Plain);
        }
        Some(())
    }
}
