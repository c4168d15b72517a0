//! The last fourteen days in one strip, with the count in words.

use chrono::NaiveDate;

use super::heat::{TODAY, shade_tone};
use super::ink::{SHADES, fitted, piece, space};
use super::{Row, Tone};
use crate::domain::stats::activity::Activity;

/// How many days.
const DAYS: u64 = 14;

/// Fourteen days up to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fortnight {
    days: Vec<(NaiveDate, u8)>,
    practised: usize,
}

impl Fortnight {
    /// Takes the last fourteen days.
    pub fn new(practised: &Activity) -> Self {
        let days = practised.last(DAYS).into_iter().map(|(day, done)| (day, done.level())).collect();
        Self { days, practised: practised.of_last(DAYS) }
    }

    /// Draws it: shades with the count, then the days' initials.
    pub fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        let words = format!("{} of the last {DAYS} days", self.practised);
        let wide = self.days.len() * 2 + 2 + words.len() <= width;
        let gap = || space(usize::from(wide));
        let mut shades = Row::new();
        let mut initials = String::new();
        for (at, (day, level)) in self.days.iter().enumerate() {
            if at > 0 {
                shades.push(gap());
                initials.push_str(&gap().0);
            }
            let shade = SHADES.get(usize::from(*level)).copied().unwrap_or(" ");
            shades.push(piece(shade, shade_tone(*level)));
            initials.extend(day.format("%a").to_string().chars().next());
        }
        shades.extend([piece(TODAY, Tone::Strong), space(2), piece(words, Tone::Plain)]);
        fitted(vec![shades, vec![piece(initials, Tone::Dim)]], width, height)
    }
}
