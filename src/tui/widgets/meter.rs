//! How far something is: words of a text, pips of a whole, the steps of an exercise.

use std::ops::RangeInclusive;

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
        let mark = match self.state {
            StepState::Done => "✓",
            StepState::Begun => "◐",
            StepState::Open => "○",
        };
        let title = if titled { format!(" {}", self.title) } else { String::new() };
        let pages = self.pages.filter(|_| titled).map_or(String::new(), |(done, total)| {
            let done = done.min(total);
            format!(" {}{}", "●".repeat(done), "○".repeat(total - done))
        });
        format!("{mark}{title}{pages}")
    }
}

/// Draws the line of steps: the one that is open stands out. Where there is no room for all titles, the lines between
/// them are shorter, and then only that one has its title.
pub fn step_line(brush: &mut Brush<'_>, y: u16, steps: &[Step<'_>], here: usize, hue: Option<Hue>) {
    let wide = |line: usize, all: bool| -> usize {
        let labels =
            steps.iter().enumerate().map(|(n, step)| usize::from(text_width(&step.label(all || n == here))));
        labels.sum::<usize>() + steps.len().saturating_sub(1) * (line + 2)
    };
    let room = usize::from(brush.area.width);
    let line = LINES.into_iter().find(|line| wide(*line, true) <= room);
    let (line, all) = line.map_or((LINES[2], false), |line| (line, true));
    let strong = hue.map_or(Role::Focus, Role::Hue);
    let mut x = 0;
    for (index, step) in steps.iter().enumerate() {
        let role = match (index == here, step.state) {
            (true, _) => Role::Title,
            (_, StepState::Done) => Role::Plain,
            _ => Role::Dim,
        };
        if index > 0 {
            let done = steps.get(index - 1).is_some_and(|before| before.state == StepState::Done);
            let (stroke, role) = if done { ("━", strong) } else { ("─", Role::Border) };
            x = brush.line(x, y, &format!(" {} ", stroke.repeat(line)), role);
        }
        x = brush.line(x, y, &step.label(all || index == here), role);
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
