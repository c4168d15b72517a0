//! Bars with their labels at the left, or above where labels are long; what stands at their right follows the bar.

use super::{Anchor, LEADING, Scene, widest, wrapped};
use crate::charts::Tone;
use crate::charts::bars::{Bars, Second};

const HEIGHT: f64 = 9.0;
const GAP: f64 = 8.0;
/// The most of the width that labels may take beside their bars.
const BESIDE: f64 = 0.42;

impl Bars {
    /// Bars with a second value are told in rows of a terminal alone.
    pub(super) fn shapes(&self, scene: &mut Scene) -> Option<()> {
        let full = self.full.unwrap_or_else(|| self.all.iter().map(|bar| bar.value).fold(0.0, f64::max));
        if self.all.is_empty() || self.second != Second::Nothing {
            return None;
        }
        let labels = widest(self.all.iter().map(|bar| bar.label.as_str()));
        let is_beside = labels <= scene.width * BESIDE;
        let notes: Vec<String> = self.all.iter().map(|bar| joined(&bar.notes)).collect();
        let left = if is_beside { labels + GAP } else { 0.0 };
        let room = scene.width - left - widest(notes.iter().map(String::as_str)) - GAP;
        for (bar, note) in self.all.iter().zip(notes) {
            if is_beside {
                scene.height += LEADING + 4.0;
                scene.words((labels, scene.height - 4.0), Anchor::End, bar.label.as_str(), Tone::Plain);
            } else {
                for line in wrapped(&bar.label, scene.width) {
                    scene.height += LEADING;
                    scene.words((0.0, scene.height - 3.0), Anchor::Start, line, Tone::Plain);
                }
                scene.height += HEIGHT + 6.0;
            }
            let part = if bar.value > 0.0 && full > 0.0 { (bar.value / full).min(1.0) } else { 0.0 };
            // Anything above 0 is seen.
            let length = if part > 0.0 { (part * room).max(1.0) } else { 0.0 };
            scene.area((left, scene.height - HEIGHT - 3.5), (length, HEIGHT), bar.tone());
            scene.words((left + length + GAP / 2.0, scene.height - 4.0), Anchor::Start, note, Tone::Dim);
            scene.height += if is_beside { 0.0 } else { 3.0 };
        }
        Some(())
    }
}

fn joined(notes: &[(String, Tone)]) -> String {
    notes.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" · ")
}
