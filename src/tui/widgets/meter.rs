//! How far something is: words of a text, pips of a whole, the steps of an exercise.

use std::ops::{Range, RangeInclusive};

use super::paint::{Brush, text_width};
use crate::tui::theme::{Hue, Role};

/// Cells of a word meter.
const CELLS: usize = 10;
/// Columns of the line between two steps where there is room, and where there is not.
const LINES: [usize; 3] = [4, 2, 1];

/// Returns pips for a part of a whole, as `▰▰▱▱▱`.
pub fn pips(done: usize, total: usize) -> String {
    let done = done.min(total);
    format!("{}{}", "▰".repeat(done), "▱".repeat(total - done))
}

/// Returns what stands after the pips of a label, where there is no room for them.
pub fn without_pips(label: &str) -> &str {
    label.trim_start_matches(['▰', '▱', ' '])
}

/// How many words a text has of those that are wanted.
#[derive(Debug, Clone)]
pub struct WordMeter {
    /// The words there are.
    pub words: usize,
    /// Those that are wanted.
    pub wanted: RangeInclusive<usize>,
}

impl WordMeter {
    /// Returns the meter with its style: faint until there are enough, then good; a warning where there are too many.
    pub fn label(&self) -> (String, Role) {
        let (least, most) = (*self.wanted.start(), (*self.wanted.end()).max(1));
        let filled = (self.words * CELLS).div_ceil(most);
        let role = match self.words {
            words if words < least => Role::Dim,
            words if words <= most => Role::Good,
            _ => Role::Warn,
        };
        (format!("{} {} of {least}–{most}", pips(filled, CELLS), self.words), role)
    }
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// All of it is answered.
    Done,
    /// Some of it is.
    Begun,
    /// Nothing yet.
    Open,
}

impl StepState {
    /// Returns its glyph.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Done => "✓",
            Self::Begun => "◐",
            Self::Open => "○",
        }
    }
}

/// A step in the line of steps.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Its short title.
    pub title: &'a str,
    /// How it stands.
    pub state: StepState,
    /// The pages of it that are done, and how many there are, where it has one a row.
    pub pages: Option<(usize, usize)>,
}

impl Step<'_> {
    fn label(&self, titled: bool) -> String {
        let mark = self.state.mark();
        let title = if titled { format!(" {}", self.title) } else { String::new() };
        let pages = self.pages.filter(|_| titled).map_or(String::new(), |(done, total)| {
            let done = done.min(total);
            format!(" {}{}", "●".repeat(done), "○".repeat(total - done))
        });
        format!("{mark}{title}{pages}")
    }
}

/// Where each step of the line stands, in columns, and whether all have their titles. Where there is no room for all
/// titles, the lines between them are shorter, and then only the open one has its title.
pub fn step_places(steps: &[Step<'_>], here: usize, width: u16) -> (Vec<Range<u16>>, bool) {
    let widths =
        |all: bool| steps.iter().enumerate().map(move |(n, step)| text_width(&step.label(all || n == here)));
    let gaps = |line: usize| steps.len().saturating_sub(1) * (line + 2);
    let fits =
        |line: &usize| widths(true).map(usize::from).sum::<usize>() + gaps(*line) <= usize::from(width);
    let line = LINES.into_iter().find(fits);
    let gap = line.unwrap_or(LINES[2]) as u16 + 2;
    let place = |from: &mut u16, wide: u16| {
        let place = *from..from.saturating_add(wide);
        *from = place.end.saturating_add(gap);
        Some(place)
    };
    (widths(line.is_some()).scan(0, place).collect(), line.is_some())
}

/// Draws the line of steps: the one that is open stands out.
pub fn step_line(brush: &mut Brush<'_>, y: u16, steps: &[Step<'_>], here: usize, hue: Option<Hue>) {
    let (places, all) = step_places(steps, here, brush.area.width);
    let strong = hue.map_or(Role::Focus, Role::Hue);
    let mut before: Option<(u16, StepState)> = None;
    for (index, (step, place)) in steps.iter().zip(&places).enumerate() {
        let role = match (index == here, step.state) {
            (true, _) => Role::Title,
            (_, StepState::Done) => Role::Plain,
            _ => Role::Dim,
        };
        if let Some((end, state)) = before {
            let (stroke, role) =
                if state == StepState::Done { ("━", strong) } else { ("─", Role::Border) };
            brush.line(
                end.saturating_add(1),
                y,
                &stroke.repeat(usize::from(place.start.saturating_sub(end).saturating_sub(2))),
                role,
            );
        }
        brush.line(place.start, y, &step.label(all || index == here), role);
        before = Some((place.end, step.state));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_meter_is_full_only_with_all_words_and_empty_only_without() {
        let label = |words| WordMeter { words, wanted: 25..=70 }.label();
        for (words, wanted) in [
            (0, ("▱▱▱▱▱▱▱▱▱▱ 0 of 25–70", Role::Dim)),
            (1, ("▰▱▱▱▱▱▱▱▱▱ 1 of 25–70", Role::Dim)),
            (27, ("▰▰▰▰▱▱▱▱▱▱ 27 of 25–70", Role::Good)),
            (70, ("▰▰▰▰▰▰▰▰▰▰ 70 of 25–70", Role::Good)),
            (90, ("▰▰▰▰▰▰▰▰▰▰ 90 of 25–70", Role::Warn)),
        ] {
            let (text, role) = label(words);
            assert_eq!((text.as_str(), role), wanted);
        }
        assert_eq!(pips(9, 5), "▰▰▰▰▰");
    }
}
